import { useState } from 'react'
import { useHistoryState } from 'wouter/use-browser-location'
import { Refused } from '../../api/answer.ts'
import { areComing } from '../../api/live.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { NotFound } from '../../app/not-found.tsx'
import { Banner } from '../../design/banner.tsx'
import { Chip, type Tone } from '../../design/chip.tsx'
import type { IconName } from '../../design/icons.ts'
import { Note, type NoteKind } from '../../design/note.tsx'
import { Failure, Skeleton } from '../../design/states.tsx'
import { type Step, Timeline } from '../../design/timeline.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { Cancel } from '../shared/cancel.tsx'
import { Ended, Paid } from '../shared/endings.tsx'
import { inOrder, Messages } from '../shared/messages.tsx'
import { OrderFrame } from '../shared/order-frame.tsx'
import { type Told, Unpaid } from '../shared/unpaid.tsx'
import { type Dash, type Purchase, purchaseKey, useBillingOf, useCar, useDashOf, useMessagesOf, usePurchase } from './queries.ts'
import { shop } from './shop.ts'
import { lot, modelName } from './words.ts'

const stages = ['paidFor', 'requested', 'loaded', 'inTransit', 'handedOver'] as const
type Phase = (typeof stages)[number] | 'canceling' | 'canceled'
const phaseOf = (purchase: Purchase, dash: Dash | null | undefined): Phase => {
  if (purchase.puStatus === 'N') return purchase.cancellation === 'done' ? 'canceled' : 'canceling'
  return purchase.handedOver ? 'handedOver' : (dash?.stage ?? 'paidFor')
}
const looks = {
  paidFor: { note: 'order', tone: 'waiting', icon: 'clock' },
  requested: { note: 'order', tone: 'waiting', icon: 'truck' },
  loaded: { note: 'order', tone: 'working', icon: 'bag' },
  inTransit: { note: 'order', tone: 'working', icon: 'truck' },
  handedOver: { note: 'view', tone: 'done', icon: 'hand' },
  canceling: { note: 'ended', tone: 'waiting', icon: 'undo' },
  canceled: { note: 'ended', tone: 'ended', icon: 'undo' },
} as const satisfies { readonly [phase in Phase]: { note: NoteKind; tone: Tone; icon: IconName } }

const useSteps = (purchase: Purchase, dash: Dash | null | undefined): Step[] => {
  const say = useWords(lot)
  const { clock, exact } = useFormat()
  const messages = useMessagesOf({ puId: purchase.puId })
  const when = (what: string, otherwise?: string | null) => {
    const time = messages.data?.find(m => m.what === what)?.createTime ?? otherwise
    return time ? { time: clock(time), exact: exact(time) } : {}
  }
  const phase = phaseOf(purchase, dash)
  const bought: Step = { state: 'done', icon: 'check', title: say('doneOrdered'), ...when('Purchased', purchase.puDate) }
  if (phase === 'canceling' || phase === 'canceled') {
    const isStopped = dash?.conStatus === 'NO'
    const isBack = dash?.payStatus === 'M'
    return [
      bought,
      { state: 'done', icon: 'cross', title: say('askedCancel'), ...when('PurchaseCancelled', purchase.puCancelDate) },
      {
        state: isStopped ? 'done' : 'now',
        icon: 'truck',
        title: say(isStopped ? 'stopped' : 'nextStopped'),
        ...when('ConsignCancelled', dash?.conCancelDate),
      },
      {
        state: isBack ? 'done' : 'next',
        icon: 'undo',
        title: say(isBack ? 'doneBack' : 'nextBack'),
        ...when('PayCancelled', dash?.payCancelDate),
      },
    ]
  }
  const rank = stages.findIndex(s => s === phase)
  const refused: Step[] =
    purchase.cancellation === 'refused' ? [{ state: 'bad', icon: 'cross', title: say('tooLate'), more: say('tooLateText') }] : []
  const way = [
    { icon: 'truck', next: 'nextRequested', done: 'requested', what: 'Consigned' },
    { icon: 'bag', next: 'nextLoaded', done: 'loaded', what: 'Loaded' },
    { icon: 'trail', next: 'nextTransit', done: 'doneTransit', what: 'InTransit' },
    { icon: 'hand', next: 'nextHanded', done: 'handedOver', what: 'HandedOver' },
  ] as const
  return [
    bought,
    ...way.map(({ icon, next, done, what }, i): Step => {
      const isDone = i < rank
      return { state: isDone ? 'done' : i === rank ? 'now' : 'next', icon, title: say(isDone ? done : next), ...(isDone ? when(what) : {}) }
    }),
    ...refused,
  ]
}

const PurchaseNote = ({
  purchase,
  dash,
  name,
}: {
  readonly purchase: Purchase
  readonly dash: Dash | null | undefined
  readonly name: string
}) => {
  const say = useWords(lot)
  const { money } = useFormat()
  const phase = phaseOf(purchase, dash)
  const { note, tone, icon } = looks[phase]
  const sum = money(purchase.salePrice)
  const title =
    phase === 'canceled' ? say('gotBack', { sum }) : phase === 'canceling' ? say('givingBack', { sum }) : say('bought', { car: name })
  return (
    <Note kind={note} taped live className="big">
      <div className="fx sp top">
        <div>
          <p className="q sb">{say('dealNumber')}</p>
          <p className="bignum">{purchase.puId}</p>
        </div>
        <Chip tone={tone} icon={icon}>
          {say(phase)}
        </Chip>
      </div>
      <div className="lead">
        <h1>{title}</h1>
        {phase === 'canceled' && <p className="q">{say('onStatement')}</p>}
      </div>
      <hr className="rule" />
      <div className="fx sp base">
        <span className="sb">{name}</span>
        <b className="num nw">{sum}</b>
      </div>
    </Note>
  )
}

/** A place of the size of what comes, or why it does not. */
const Coming = ({ error, onRetry }: { readonly error: Error | null; readonly onRetry: () => void }) => {
  const say = useWords(lot)
  return (
    <ShopFrame system="cars" title={say('myDeals')} back="/shops/cars/me">
      {error ? <Failure error={error} onRetry={onRetry} /> : <Skeleton rows={2} height={280} />}
    </ShopFrame>
  )
}

/** Where the car is, and what can be done: filled by itself. */
const Following = ({ purchase, name }: { readonly purchase: Purchase; readonly name: string }) => {
  const say = useWords(lot)
  const { money, clock } = useFormat()
  const car = useCar(purchase.carId)
  const dash = useDashOf({ puId: purchase.puId })
  const messages = useMessagesOf({ puId: purchase.puId })
  const steps = useSteps(purchase, dash.data)
  const [isPaid, setPaid] = useState(useHistoryState<{ paid?: boolean } | null>()?.paid === true)
  const sum = money(purchase.salePrice)
  if (isPaid)
    return (
      <Paid
        shop={shop}
        numberName={say('dealNumber')}
        number={purchase.puId}
        what={name}
        sum={sum}
        title={say('bought', { car: name })}
        text={say('boughtText')}
        lines={[
          { icon: 'won', title: say('youPaid', { sum }), more: clock(purchase.puDate ?? Date.now()) },
          { icon: 'undo', title: say('untilHanded'), more: say('allBack', { sum }) },
        ]}
        again={say('another')}
        onFollow={() => (history.replaceState(null, ''), setPaid(false))}
      />
    )
  if (areComing(car, dash, messages)) return <Coming error={null} onRetry={() => {}} />
  return (
    <OrderFrame
      shop={shop}
      title={say('myDeals')}
      left={
        <>
          {purchase.cancellation === 'refused' && (
            <Banner tone="waiting" icon="warning" title={say('tooLate')} alert>
              {say('tooLateText')}
            </Banner>
          )}
          <PurchaseNote purchase={purchase} dash={dash.data} name={name} />
          {purchase.puStatus === 'Y' && (
            <Cancel
              shop={shop}
              order={purchase}
              queryKey={purchaseKey(purchase.id)}
              sum={sum}
              until={say('cancelUntil')}
              tooLate={say('noCancel')}
            />
          )}
        </>
      }
      right={
        <>
          <section className="sec">
            <h2>{say('way', { number: purchase.puId })}</h2>
            <Timeline steps={steps} />
          </section>
          <Messages messages={messages.data && inOrder(messages.data)} />
        </>
      }
    />
  )
}

/** Nothing was charged, and nobody is asking: only then may it be said. */
const notCharged = ['notCharged', 'D']
const Waiting = ({ purchase, name }: { readonly purchase: Purchase; readonly name: string }) => {
  const billing = useBillingOf(purchase.puId)
  const told = useHistoryState<Told | null>() ?? undefined
  const isChecking = !notCharged.includes(billing.data?.payStatus ?? '')
  const order = { ...purchase, createTime: purchase.puDate }
  return <Unpaid shop={shop} order={order} queryKey={purchaseKey(purchase.id)} what={name} isChecking={isChecking} told={told} />
}

export const PurchasePage = ({ id }: { readonly id: number }) => {
  const say = useWords(lot)
  const purchase = usePurchase(id)
  const car = useCar(purchase.data?.carId)
  const name = car.data ? modelName(say, car.data.model ?? car.data.carType) : ''
  if (purchase.error instanceof Refused && purchase.error.status === 404) return <NotFound system="cars" />
  if (!purchase.data) return <Coming error={purchase.error} onRetry={() => void purchase.refetch()} />
  if (purchase.data.puStatus === 'AwaitingPayment') return <Waiting purchase={purchase.data} name={name} />
  if (purchase.data.puStatus === 'Expired' || purchase.data.puStatus === 'Declined') return <Ended shop={shop} />
  return <Following purchase={purchase.data} name={name} />
}
