import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Refused } from '../../api/answer.ts'
import { begin, settle } from '../../api/intent.ts'
import { follow, may } from '../../api/links.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Icon } from '../../design/icon.tsx'
import { Failure } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { type Drink, type Order, orderKey } from './queries.ts'
import { cafe } from './words.ts'

const started = ['Receipted', 'Made', 'PickedUp']

/** What comes back, then the button; or one sentence why there is none. */
export const Cancel = ({ order, drink }: { readonly order: Order; readonly drink: Drink | null | undefined }) => {
  const say = useWords(cafe)
  const { money } = useFormat()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const cancel = useMutation({
    mutationFn: () => follow(order, 'cancel', {}, begin(`cafeteria.cancel.${order.id}`, {})),
    onSuccess: done => client.setQueryData(orderKey(order.id), done),
    onSettled: (_, error) => {
      if (!error || error instanceof Refused) settle(`cafeteria.cancel.${order.id}`)
      setAsking(false)
    },
  })
  const hasStarted = order.cancellation === 'refused' || started.includes(drink?.status ?? '')
  if (order.status !== 'Ordered' || drink?.status === 'PickedUp') return null
  if (hasStarted || !may(order, 'cancel'))
    return (
      <p className="sm qq fx top">
        <Icon name="lock" size="s" />
        <span>{say('noCancel')}</span>
      </p>
    )
  const sum = money(order.amt)
  return (
    <section className="cancel">
      {cancel.error && <Failure error={cancel.error} />}
      <div className="fx top">
        <Icon name="undo" />
        <div>
          <b>{say('youGetBack', { sum })}</b>
          <p className="q sm">{say('youGetBackText')}</p>
        </div>
      </div>
      <Button kind="danger" wide onClick={() => setAsking(true)}>
        {say('cancel')}
      </Button>
      <Dialog system="cafeteria" title={say('cancelSure')} isOpen={asking} onClose={() => setAsking(false)}>
        <p>{say('allBack', { sum })}</p>
        <Button kind="danger" wide busy={cancel.isPending} onClick={() => cancel.mutate()}>
          {say('cancelYes')}
        </Button>
        <Button kind="text" wide onClick={() => setAsking(false)}>
          {say('cancelNo')}
        </Button>
      </Dialog>
    </section>
  )
}
