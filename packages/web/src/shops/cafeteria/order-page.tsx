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
import { Ended, Paid } from '../shared/endings.tsx'
import { Messages } from '../shared/messages.tsx'
import { OrderFrame } from '../shared/order-frame.tsx'
import { type Told, Unpaid } from '../shared/unpaid.tsx'
import { Cancel } from './cancel.tsx'
import { useEstimate } from './estimate.ts'
import { OrderNote } from './order-note.tsx'
import { stepsOf } from './order-steps.ts'
import { useWhat } from './order-words.ts'
import { type Order, orderKey, useBoard, useDrinkOf, useMessagesOf, useOrder, usePaymentOf } from './queries.ts'
import { shop } from './shop.ts'
import { cafe } from './words.ts'

/** Nothing was charged, and nobody is asking: only then may it be said. */
const isNotCharged = (status: string | undefined): boolean => status === 'NotCharged' || status === 'PaymentDeclined'

/** A place of the size of what comes. */
const Coming = () => {
  const say = useWords(cafe)
  return (
    <ShopFrame system="cafeteria" title={say('myOrder')} back="/shops/cafeteria/me">
      <Skeleton rows={2} height={280} />
    </ShopFrame>
  )
}

/** What happens, until when, and what can be done: filled by itself. */
const Following = ({ order }: { readonly order: Order }) => {
  const say = useWords(cafe)
  const format = useFormat()
  const what = useWhat(order)
  const board = useBoard()
  const drink = useDrinkOf(order.id)
  const messages = useMessagesOf(order.id)
  const { estimate, ahead } = useEstimate(order.id, board.data)
  const aheadText = ahead ? say('ahead', { count: ahead }) : say('noneAhead')
  const [isPaid, setPaid] = useState(useHistoryState<{ paid?: boolean } | null>()?.paid === true)
  if (isPaid) {
    const sum = format.money(order.amt)
    return (
      <Paid
        shop={shop}
        numberName={say('pickupNumber')}
        number={order.pickupNumber}
        what={what}
        sum={sum}
        title={estimate ? say('readyAround', { time: format.clock(estimate.at) }) : say('soon')}
        text={estimate ? say('tellYou', { ahead: aheadText }) : say('tellYouOnly')}
        lines={[
          { icon: 'won', title: say('youPaid', { sum }), more: format.clock(order.createTime ?? Date.now()) },
          { icon: 'undo', title: say('untilStart'), more: say('allBack', { sum }) },
        ]}
        again={say('another')}
        onFollow={() => (history.replaceState(null, ''), setPaid(false))}
      />
    )
  }
  if (areComing(board, drink, messages)) return <Coming />
  const at = (kind: string) => messages.data?.find(m => m.what === kind)?.createTime ?? undefined
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
          <OrderNote order={order} drink={drink.data} what={what} estimate={estimate} ahead={aheadText} />
          <Cancel order={order} drink={drink.data} />
        </>
      }
      right={
        <>
          <section className="sec">
            <h2>{say('way', { number: order.pickupNumber ?? order.id })}</h2>
            <Timeline steps={stepsOf({ order, drink: drink.data, at, estimate, ahead: aheadText }, say, format)} />
          </section>
          <Messages messages={messages.data} />
        </>
      }
    />
  )
}

const Waiting = ({ order, what }: { readonly order: Order; readonly what: string }) => {
  const payment = usePaymentOf(order.id)
  const told = useHistoryState<Told | null>() ?? undefined
  const isChecking = !isNotCharged(payment.data?.status)
  return <Unpaid shop={shop} order={order} queryKey={orderKey(order.id)} what={what} isChecking={isChecking} told={told} />
}

export const OrderPage = ({ id }: { readonly id: number }) => {
  const say = useWords(cafe)
  const order = useOrder(id)
  const what = useWhat(order.data)
  if (order.error instanceof Refused && order.error.status === 404) return <NotFound system="cafeteria" />
  if (!order.data && !order.error) return <Coming />
  if (!order.data)
    return (
      <ShopFrame system="cafeteria" title={say('myOrder')} back="/shops/cafeteria/me">
        {order.error && <Failure error={order.error} onRetry={() => void order.refetch()} />}
      </ShopFrame>
    )
  if (order.data.status === 'AwaitingPayment') return <Waiting order={order.data} what={what} />
  if (order.data.status === 'Expired' || order.data.status === 'Declined') return <Ended shop={shop} />
  return <Following order={order.data} />
}
