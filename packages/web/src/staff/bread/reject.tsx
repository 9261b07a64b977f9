import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Choices, TextField } from '../../design/fields.tsx'
import { useWords } from '../../words/index.ts'
import { boardWords } from './words.ts'

interface RejectProps {
  readonly title: string
  readonly onReject: (reason: string) => void
  readonly onClose: () => void
}
/** Why an order is turned down: one of the usual reasons, or another. */
export const Reject = ({ title, onReject, onClose }: RejectProps) => {
  const say = useWords(boardWords)
  const [reason, setReason] = useState('')
  const usual = [say('whySoldOut'), say('whyClosing'), say('whyFar')]
  return (
    <Dialog system="bread" title={title} isOpen onClose={onClose}>
      <Choices
        label={say('why')}
        choices={usual.map(value => ({ value, label: value }))}
        chosen={[reason]}
        onChoose={([one]) => setReason(one ?? '')}
      />
      <TextField label={say('why')} value={reason} onText={setReason} hint={say('whyHint')} maxLength={200} />
      <Button kind="danger" wide disabled={reason.trim() === ''} onClick={() => onReject(reason.trim())}>
        {reason.trim() === '' ? say('whyNeeded') : say('reject')}
      </Button>
      <Button kind="text" wide onClick={onClose}>
        {say('keep')}
      </Button>
    </Dialog>
  )
}
