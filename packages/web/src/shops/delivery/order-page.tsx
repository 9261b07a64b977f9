import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useHistoryState } from 'wouter/use-browser-location'
import { Refused } from '../../api/answer.ts'
import { begin, settle } from '../../api/intent.ts'
import { follow, may } from '../../api/links.ts'
import { useNow } from '../../app/clock.ts'
import { areComing } from '../../api/live.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { NotFound } from '../../app/not-found.tsx'
import { Banner } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { Failure, Skeleton } from '../../design/states.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { shared } from '../../words/shared.ts'
import { Cancel } from '../shared/cancel.tsx'
import { Ended, Paid } from '../shared/endings.tsx'
import { inOrder, Messages } from '../shared/messages.tsx'
import { type Told, Unpaid } from '../shared/unpaid.tsx'
import { OrderNote } from './order-note.tsx'
import { phaseOf, rankOf, stepsOf } from './order-steps.ts'
import { distance, rideOf, waitOf } from './place.ts'
import { type Order, orderKey, useDishes, useMessagesOf, useOrder, usePageOf, usePaymentOf, useStores } from './queries.ts'
import { RiderWay } from './rider-way.tsx'
import { shop } from './shop.ts'
import { meals, optionName } from './words.ts'

/** How many of what, and how. */
const useWhat = (order: Order | undefined): string => {
  const say = useWords(meals)
  const language = useLanguage()
  const dishes = useDishes()
  if (!order) return ''
  const nameOf = (productId: string) =>
    dishes.data?.find(d => d.productId === productId && d.storeId === order.storeId)?.names[language] ?? productId
  return order.items
    .map(({ productId, qty, options }) =>
      [say('wish', { name: nameOf(productId), count: qty }), ...options.map(o => optionName(say, o))].join(', '),
    )
    .join(' · ')
}
/** When it will be there: from the pick-up on by the way, before by what kitchens usually need. */
const useArrival = (order: Order) => {
  const stores = useStores()
  const page = usePageOf(order.id)
  const now = useNow()
  const from = stores.data?.find(s => s.storeId === order.storeId)?.location
  if (!from || !order.location) return undefined
  const km = distance(from, order.location)
  const picked = page.data?.times?.picked
  const start = Date.parse(picked ?? order.createTime)
  const at = start + (picked ? rideOf(km) : waitOf(km))
  // what was promised has passed: it is said anew, ten minutes on
  const late = Math.max(0, Math.ceil((now - at) / 600_000))
  return { km, start, at: at + late * 600_000, late: late > 0, promised: at }
}

const Received = ({ order }: { readonly order: Order }) => {
  const say = useWords(meals)
  const client = useQueryClient()
  const intent = `delivery.confirm.${order.id}`
  const confirm = useMutation({
    mutationFn: () => follow(order, 'confirm', {}, begin(intent, {})),
    onSuccess: done => client.setQueryData(orderKey(order.id), done),
    onSettled: (_, error) => {
      if (!error || error instanceof Refused) settle(intent)
    },
  })
  const can = may(order, 'confirm')
  return (
    <>
      {confirm.error && <Failure error={confirm.error} />}
      <Button wide icon="hand" disabled={!can} busy={confirm.isPending} onClick={() => confirm.mutate()}>
        {say(can ? 'received' : 'notYet')}
      </Button>
      <p className="sm qq center">{say('takeIt')}</p>
    </>
  )
}

interface JustPaidProps {
  readonly order: Order
  readonly what: string
  readonly arrival: ReturnType<typeof useArrival>
  readonly onFollow: () => void
}
/** Right after paying: its number, when it arrives, and until when all comes back. */
const JustPaid = ({ order, what, arrival, onFollow }: JustPaidProps) => {
  const say = useWords(meals)
  const { money, clock } = useFormat()
  const sum = money(order.total)
  return (
    <Paid
      shop={shop}
      numberName={say('orderNumber')}
      number={order.id}
      what={what}
      sum={sum}
      title={arrival ? say('arrivesAround', { time: clock(arrival.at) }) : say('ordered')}
      text={say('tellYou')}
      lines={[
        { icon: 'won', title: say('youPaid', { sum }), more: clock(order.createTime) },
        { icon: 'undo', title: say('untilStart'), more: say('allBack', { sum }) },
      ]}
      again={say('another')}
      onFollow={onFollow}
    />
  )
}

/** What happens, until when, and what can be done: filled by itself. */
const Following = ({ order }: { readonly order: Order }) => {
  const say = useWords(meals)
  const both = useWords(shared)
  const format = useFormat()
  const what = useWhat(order)
  const page = usePageOf(order.id)
  const messages = useMessagesOf(order.id)
  const [stores, dishes] = [useStores(), useDishes()]
  const arrival = useArrival(order)
  const [isPaid, setPaid] = useState(useHistoryState<{ paid?: boolean } | null>()?.paid === true)
  if (isPaid)
    return <JustPaid order={order} what={what} arrival={arrival} onFollow={() => (history.replaceState(null, ''), setPaid(false))} />
  if (areComing(stores, dishes, page, messages)) return <Coming error={null} onRetry={() => {}} />
  const phase = phaseOf(order, page.data)
  const rank = rankOf(phase)
  return (
    <ShopFrame
      system="delivery"
      title={say('myOrder')}
      back="/shops/delivery/me"
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
          {rank >= 3 && rank <= 5 && <RiderWay order={order} page={page.data} arrival={arrival} phase={phase} />}
          <OrderNote order={order} page={page.data} what={what} arrival={arrival} phase={phase} />
          {(rank === 4 || rank === 5) && <Received order={order} />}
          {rank >= 0 && rank <= 3 && (
            <Cancel
              shop={shop}
              order={order}
              queryKey={orderKey(order.id)}
              sum={format.money(order.total)}
              until={say('cancelUntil')}
              tooLate={say('noCancel')}
            />
          )}
        </div>
        <div className="col order-right">
          <section className="sec">
            <h2>{say('way', { number: order.id })}</h2>
            <Timeline steps={stepsOf(order, page.data, arrival?.at, say, format)} />
          </section>
          <Messages messages={messages.data && inOrder(messages.data)} />
        </div>
      </div>
    </ShopFrame>
  )
}

/** A place of the size of what comes, or why it does not. */
const Coming = ({ error, onRetry }: { readonly error: Error | null; readonly onRetry: () => void }) => {
  const say = useWords(meals)
  return (
    <ShopFrame system="delivery" title={say('myOrder')} back="/shops/delivery/me">
      {error ? <Failure error={error} onRetry={onRetry} /> : <Skeleton rows={2} height={280} />}
    </ShopFrame>
  )
}

/** Only of these may be said that nothing was charged, and that nobody is asking. */
const notCharged = ['unsent', 'declined', 'free']
const Waiting = ({ order, what }: { readonly order: Order; readonly what: string }) => {
  const payment = usePaymentOf(order.id)
  const told = useHistoryState<Told | null>() ?? undefined
  const isChecking = !notCharged.includes(payment.data?.status ?? '')
  return <Unpaid shop={shop} order={order} queryKey={orderKey(order.id)} what={what} isChecking={isChecking} told={told} />
}

export const OrderPage = ({ id }: { readonly id: number }) => {
  const order = useOrder(id)
  const what = useWhat(order.data)
  if (order.error instanceof Refused && order.error.status === 404) return <NotFound system="delivery" />
  if (!order.data) return <Coming error={order.error} onRetry={() => void order.refetch()} />
  if (order.data.status === 'AwaitingPayment') return <Waiting order={order.data} what={what} />
  if (order.data.status === 'Expired' || order.data.status === 'Declined') return <Ended shop={shop} />
  return <Following order={order.data} />
}
