import { useState } from 'react'
import { useHistoryState } from 'wouter/use-browser-location'
import { Refused } from '../../api/answer.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { NotFound } from '../../app/not-found.tsx'
import { Banner } from '../../design/banner.tsx'
import { LinkButton } from '../../design/button.tsx'
import { Message } from '../../design/message.tsx'
import { Seal } from '../../design/note.tsx'
import { Failure, Skeleton } from '../../design/states.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { shared } from '../../words/shared.ts'
import { Cancel } from './cancel.tsx'
import { Paid } from './endings.tsx'
import { useEstimate } from './estimate.ts'
import { OrderNote } from './order-note.tsx'
import { stepsOf } from './order-steps.ts'
import { useWhat } from './order-words.ts'
import { type Order, useBoard, useDrinkOf, useMessagesOf, useOrder } from './queries.ts'
import { Unpaid } from './unpaid.tsx'
import { cafe } from './words.ts'

const Messages = ({ orderId }: { readonly orderId: number }) => {
  const say = useWords(cafe)
  const messages = useMessagesOf(orderId)
  return (
    <section className="sec">
      <h2>{say('messages')}</h2>
      {messages.data?.length === 0 && <p className="sm qq">{say('noMessages')}</p>}
      <ul aria-live="polite">
        {messages.data?.map(m => (
          <Message
            key={m.id}
            text={m.text ?? ''}
            language={/[가-힣]/.test(m.text ?? '') ? 'ko' : 'en'}
            state={m.status === 'Sent' ? 'sent' : m.status === 'Failed' ? 'failed' : 'waiting'}
            at={m.sentTime ?? m.createTime ?? ''}
          />
        ))}
      </ul>
    </section>
  )
}

/** What happens, until when, and what can be done: filled by itself. */
const Following = ({ order }: { readonly order: Order }) => {
  const say = useWords(cafe)
  const both = useWords(shared)
  const format = useFormat()
  const what = useWhat(order)
  const board = useBoard()
  const drink = useDrinkOf(order.id)
  const messages = useMessagesOf(order.id)
  const { estimate, ahead } = useEstimate(order.id, board.data)
  const aheadText = ahead ? say('ahead', { count: ahead }) : say('noneAhead')
  const [isPaid, setPaid] = useState(useHistoryState<{ paid?: boolean } | null>()?.paid === true)
  if (isPaid) {
    const read = () => (history.replaceState(null, ''), setPaid(false))
    return <Paid order={order} what={what} estimate={estimate} ahead={aheadText} onFollow={read} />
  }
  const at = (kind: string) => messages.data?.find(m => m.what === kind)?.createTime ?? undefined
  return (
    <ShopFrame
      system="cafeteria"
      title={say('myOrder')}
      back="/shops/cafeteria/me"
      wide
      side={
        <span className="fx sm qq nw fresh">
          <i className="dot" />
          {both('upToDate')}
        </span>
      }
    >
      <div className="order-two">
        <div className="col order-left">
          {order.cancellation === 'refused' && (
            <Banner tone="waiting" icon="warning" title={say('tooLate')} alert>
              {say('tooLateText')}
            </Banner>
          )}
          <OrderNote order={order} drink={drink.data} what={what} estimate={estimate} ahead={aheadText} />
          <Cancel order={order} drink={drink.data} />
        </div>
        <div className="col order-right">
          <section className="sec">
            <h2>{say('way', { number: order.pickupNumber ?? order.id })}</h2>
            <Timeline steps={stepsOf({ order, drink: drink.data, at, estimate, ahead: aheadText }, say, format)} />
          </section>
          <Messages orderId={order.id} />
        </div>
      </div>
    </ShopFrame>
  )
}

const Ended = () => {
  const say = useWords(cafe)
  return (
    <ShopFrame
      system="cafeteria"
      title={say('expired')}
      bare
      bar={
        <LinkButton wide to="/shops/cafeteria">
          {say('toMenu')}
        </LinkButton>
      }
    >
      <Seal kind="ended" icon="undo" />
      <div className="col" role="status">
        <h1>{say('expired')}</h1>
        <p className="q lead">{say('expiredText')}</p>
      </div>
    </ShopFrame>
  )
}

export const OrderPage = ({ id }: { readonly id: number }) => {
  const say = useWords(cafe)
  const order = useOrder(id)
  const what = useWhat(order.data)
  const told = useHistoryState<{ retryAt?: number; card?: string } | null>() ?? undefined
  if (order.error instanceof Refused && order.error.status === 404) return <NotFound system="cafeteria" />
  if (!order.data)
    return (
      <ShopFrame system="cafeteria" title={say('myOrder')} back="/shops/cafeteria/me">
        {order.error ? <Failure error={order.error} onRetry={() => void order.refetch()} /> : <Skeleton rows={2} height={280} />}
      </ShopFrame>
    )
  if (order.data.status === 'AwaitingPayment') return <Unpaid order={order.data} what={what} told={told} />
  if (order.data.status === 'Expired' || order.data.status === 'Declined') return <Ended />
  return <Following order={order.data} />
}
