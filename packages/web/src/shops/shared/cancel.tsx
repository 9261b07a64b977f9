import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Refused } from '../../api/answer.ts'
import { begin, settle } from '../../api/intent.ts'
import { follow, type Linked, may } from '../../api/links.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Icon } from '../../design/icon.tsx'
import { Failure } from '../../design/states.tsx'
import { useWords } from '../../words/index.ts'
import type { Shop } from './shop.ts'
import { till } from './words.ts'

/** Why there is no button here. */
export const NoCancel = ({ why }: { readonly why: string }) => (
  <p className="sm qq fx top">
    <Icon name="lock" size="s" />
    <span>{why}</span>
  </p>
)

interface CancelProps<Order> {
  readonly shop: Shop
  readonly order: Order
  readonly queryKey: QueryKey
  /** What the customer gets back, as it is written. */
  readonly sum: string
  readonly until: string
  /** Said where canceling is offered no more. */
  readonly tooLate: string
}
/** What comes back, then the button; or one sentence why there is none. */
export const Cancel = <Order extends Linked & { readonly id: number }>({
  shop,
  order,
  queryKey,
  sum,
  until,
  tooLate,
}: CancelProps<Order>) => {
  const say = useWords(till)
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const intent = `${shop.system}.cancel.${order.id}`
  const cancel = useMutation({
    mutationFn: () => follow(order, 'cancel', {}, begin(intent, {})),
    onSuccess: done => client.setQueryData(queryKey, done),
    onSettled: (_, error) => {
      if (!error || error instanceof Refused) settle(intent)
      setAsking(false)
    },
  })
  if (!may(order, 'cancel')) return <NoCancel why={tooLate} />
  return (
    <section className="cancel">
      {cancel.error && <Failure error={cancel.error} />}
      <div className="fx top">
        <Icon name="undo" />
        <div>
          <b>{say('youGetBack', { sum })}</b>
          <p className="q sm">{until}</p>
        </div>
      </div>
      <Button kind="danger" wide onClick={() => setAsking(true)}>
        {say('cancel')}
      </Button>
      <Dialog system={shop.system} title={say('cancelSure')} isOpen={asking} onClose={() => setAsking(false)}>
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
