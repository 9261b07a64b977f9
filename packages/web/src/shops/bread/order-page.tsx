import { useState } from 'react'
import { useHistoryState } from 'wouter/use-browser-location'
import { Refused } from '../../api/answer.ts'
import { areComing } from '../../api/live.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { NotFound } from '../../app/not-found.tsx'
import { Banner } from '../../design/banner.tsx'
import { Failure, Skeleton } from '../../design/states.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { Cancel, NoCancel } from '../shared/cancel.tsx'
import { Ended, Paid } from '../shared/endings.tsx'
import { Messages } from '../shared/messages.tsx'
import { OrderFrame } from '../shared/order-frame.tsx'
import { type Told, Unpaid } from '../shared/unpaid.tsx'
import { OrderNote } from './order-note.tsx'
import { stepsOf } from './order-steps.ts'
import { type Order, orderKey, useMessagesOf, useOrder, usePaymentOf } from './queries.ts'
import { shop } from './shop.ts'
import { bakery, useItemName } from './words.ts'

/** Nothing was charged, and nobody is asking: only then may it be said. */
const isNotCharged = (status: string | undefined): boolean => status === 'notCharged' || status === 'declined'

interface OrderProps {
  readonly order: Order
  readonly what: string
}
const Waiting = ({ order, what }: OrderProps) => {
  const payment = usePaymentOf(order.id)
  const told = useHistoryState<Told | null>() ?? undefined
  const isChecking = !isNotCharged(payment.data?.status)
  return <Unpaid shop={shop} order={order} queryKey={orderKey(order.id)} what={what} isChecking={isChecking} told={told} />
}

const JustPaid = ({ order, what, onFollow }: OrderProps & { readonly onFollow: () => void }) => {
  const say = useWords(bakery)
  const { money, clock } = useFormat()
  const sum = money(order.price)
  return (
    <Paid
      shop={shop}
      numberName={say('orderNumber')}
      number={order.id}
      what={what}
      sum={sum}
      title={say('thanks')}
      text={say('thanksText')}
      lines={[
        { icon: 'won', title: say('youPaid', { sum }), more: clock(order.createTime ?? Date.now()) },
        { icon: 'undo', title: say('untilStart'), more: say('allBack', { sum }) },
      ]}
      again={say('another')}
      onFollow={onFollow}
    />
  )
}

const CancelHere = ({ order }: { readonly order: Order }) => {
  const say = useWords(bakery)
  const { money } = useFormat()
  if (['Delivered', 'Rejected', 'Canceled'].includes(order.status)) return null
  if (order.cancellation === 'refused') return <NoCancel why={say('noCancel')} />
  return (
    <Cancel
      shop={shop}
      order={order}
      queryKey={orderKey(order.id)}
      sum={money(order.price)}
      until={say('youGetBackText')}
      tooLate={say('noCancel')}
    />
  )
}

/** What happens, and what can be done: filled by itself. */
const Following = ({ order, what }: OrderProps) => {
  const say = useWords(bakery)
  const format = useFormat()
  const messages = useMessagesOf(order.id)
  const payment = usePaymentOf(order.id)
  const [isPaid, setPaid] = useState(useHistoryState<{ paid?: boolean } | null>()?.paid === true)
  if (isPaid) return <JustPaid order={order} what={what} onFollow={() => (history.replaceState(null, ''), setPaid(false))} />
  if (areComing(messages, payment)) return <Coming error={null} onRetry={() => {}} />
  const isBack = payment.data?.status === 'canceled' || order.cancellation === 'done'
  return (
    <OrderFrame
      shop={shop}
      title={say('myOrder')}
      left={
        <>
          {order.cancellation === 'refused' && (
            <Banner tone="waiting" icon="warning" title={say('tooLate')} alert>
              {say('tooLateText')}
            </Banner>
          )}
          <OrderNote order={order} what={what} isBack={isBack} />
          <CancelHere order={order} />
        </>
      }
      right={
        <>
          <section className="sec">
            <h2>{say('way', { number: order.id })}</h2>
            <Timeline steps={stepsOf({ order, isBack, messages: messages.data ?? [] }, say, format)} />
          </section>
          <Messages messages={messages.data} />
        </>
      }
    />
  )
}

/** A place of the size of what comes, or why it does not. */
const Coming = ({ error, onRetry }: { readonly error: Error | null; readonly onRetry: () => void }) => {
  const say = useWords(bakery)
  return (
    <ShopFrame system={shop.system} title={say('myOrder')} back={`${shop.home}/me`}>
      {error ? <Failure error={error} onRetry={onRetry} /> : <Skeleton rows={2} height={280} />}
    </ShopFrame>
  )
}

export const OrderPage = ({ id }: { readonly id: number }) => {
  const say = useWords(bakery)
  const nameOf = useItemName()
  const order = useOrder(id)
  if (order.error instanceof Refused && order.error.status === 404) return <NotFound system={shop.system} />
  if (!order.data) return <Coming error={order.error} onRetry={() => void order.refetch()} />
  const what = say('wish', { name: nameOf(order.data.item), count: order.data.qty })
  if (order.data.status === 'AwaitingPayment') return <Waiting order={order.data} what={what} />
  if (order.data.status === 'Expired' || order.data.status === 'Declined') return <Ended shop={shop} />
  return <Following order={order.data} what={what} />
}
