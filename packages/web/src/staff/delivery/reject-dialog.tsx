import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Choices, TextField } from '../../design/fields.tsx'
import { useWords } from '../../words/index.ts'
import { kitchenWords } from './words.ts'

interface RejectDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onReject: (reason: string) => void
}
const usual = ['whySold', 'whyBusy', 'whyClosing'] as const

/** Why the store says no: the customer reads it. */
export const RejectDialog = ({ isOpen, onClose, onReject }: RejectDialogProps) => {
  const say = useWords(kitchenWords)
  const [reason, setReason] = useState('')
  return (
    <Dialog system="delivery" title={say('why')} isOpen={isOpen} onClose={onClose}>
      <p className="q">{say('whyText')}</p>
      <Choices
        label={say('why')}
        choices={usual.map(word => ({ value: say(word), label: say(word) }))}
        chosen={[reason]}
        onChoose={([chosen]) => setReason(chosen ?? '')}
      />
      <TextField label={say('whyOwn')} value={reason} maxLength={200} onText={setReason} />
      <Button kind="danger" wide disabled={reason.trim() === ''} onClick={() => onReject(reason.trim())}>
        {say('rejectYes')}
      </Button>
      <Button kind="text" wide onClick={onClose}>
        {say('keep')}
      </Button>
    </Dialog>
  )
}
