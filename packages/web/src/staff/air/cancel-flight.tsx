import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Refused } from '../../api/answer.ts'
import { begin, settle } from '../../api/intent.ts'
import { follow } from '../../api/links.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Failure } from '../../design/states.tsx'
import type { Schedule } from '../../shops/air/queries.ts'
import { useWords } from '../../words/index.ts'
import { deskWords } from './words.ts'

interface CancelFlightProps {
  readonly flight: Schedule
  readonly taken: number
  readonly onClose: () => void
}
/** What it does to people and money is said before it is done. */
export const CancelFlight = ({ flight, taken, onClose }: CancelFlightProps) => {
  const say = useWords(deskWords)
  const client = useQueryClient()
  const intent = `air.cancelFlight.${flight.id}`
  const cancel = useMutation({
    mutationFn: () => follow(flight, 'cancel', {}, begin(intent, {})),
    onSettled: (_, error) => {
      if (!error || error instanceof Refused) settle(intent)
      void client.invalidateQueries({ queryKey: ['air'] })
    },
    onSuccess: onClose,
  })
  return (
    <Dialog system="air" title={say('cancelSure')} isOpen onClose={onClose}>
      <p>{say('cancelText', { taken })}</p>
      {cancel.error && <Failure error={cancel.error} />}
      <Button kind="danger" wide busy={cancel.isPending} onClick={() => cancel.mutate()}>
        {say('cancelYes')}
      </Button>
      <Button kind="text" wide onClick={onClose}>
        {say('keep')}
      </Button>
    </Dialog>
  )
}
