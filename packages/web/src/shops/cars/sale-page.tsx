import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Refused } from '../../api/answer.ts'
import { begin, settle } from '../../api/intent.ts'
import { follow, may } from '../../api/links.ts'
import { areComing } from '../../api/live.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { NotFound } from '../../app/not-found.tsx'
import { Button } from '../../design/button.tsx'
import { Chip, type Tone } from '../../design/chip.tsx'
import type { IconName } from '../../design/icons.ts'
import { Note } from '../../design/note.tsx'
import { Failure, Skeleton } from '../../design/states.tsx'
import { type Step, Timeline } from '../../design/timeline.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { NoCancel } from '../shared/cancel.tsx'
import { inOrder, Messages } from '../shared/messages.tsx'
import { OrderFrame } from '../shared/order-frame.tsx'
import { Facts } from './car-card.tsx'
import { type Sale, saleKey, useMessagesOf, useSale } from './queries.ts'
import { shop } from './shop.ts'
import { lot, modelName } from './words.ts'

const words = {
  Wanted: 'registered',
  Refused: 'declinedSale',
  Registered: 'registered',
  Declined: 'declinedSale',
  Decided: 'decided',
  PaidOut: 'paidOut',
  Collecting: 'collecting',
  InStock: 'inStock',
  Cancelled: 'cancelledSale',
} as const
/** Where a sale is, in one word. */
export const saleWord = (status: string): (typeof words)[keyof typeof words] =>
  status in words ? words[status as keyof typeof words] : 'registered'

const looks = {
  registered: { tone: 'waiting', icon: 'clock' },
  declinedSale: { tone: 'ended', icon: 'cross' },
  decided: { tone: 'working', icon: 'won' },
  paidOut: { tone: 'working', icon: 'won' },
  collecting: { tone: 'working', icon: 'truck' },
  inStock: { tone: 'done', icon: 'shop' },
  cancelledSale: { tone: 'ended', icon: 'undo' },
} as const satisfies { readonly [word in ReturnType<typeof saleWord>]: { tone: Tone; icon: IconName } }
const lookOf = (status: string): (typeof looks)[keyof typeof looks] => looks[saleWord(status)]

const way = ['Decided', 'PaidOut', 'Collecting', 'InStock'] as const
const stepWords = [
  { icon: 'eye', next: 'willDecide', done: 'didDecide', what: 'SaleDecided' },
  { icon: 'won', next: 'willPay', done: 'didPay', what: 'PaidOut' },
  { icon: 'truck', next: 'willCollect', done: 'didCollect', what: 'CollectionRequested' },
  { icon: 'shop', next: 'willStock', done: 'didStock', what: 'InStock' },
] as const
/** What will happen to a car that is offered; `status`: what has. */
export const useSaleSteps = (sum: string, sale?: Sale): Step[] => {
  const say = useWords(lot)
  const { clock, exact } = useFormat()
  const messages = useMessagesOf({ saleId: sale?.saleId ?? 0 })
  const when = (what: string, otherwise?: string | null) => {
    const time = messages.data?.find(m => m.what === what)?.createTime ?? otherwise
    return time ? { time: clock(time), exact: exact(time) } : {}
  }
  const done = way.findIndex(w => w === sale?.status) + 1
  const isOver = sale?.status === 'Declined' || sale?.status === 'Cancelled'
  return [
    ...(sale ? [{ state: 'done', icon: 'check', title: say('didRegister'), ...when('SaleRegistered', sale.quoteDate) } as const] : []),
    ...(isOver
      ? [
          {
            state: 'bad',
            icon: 'cross',
            title: say(saleWord(sale.status)),
            ...when(sale.status === 'Declined' ? 'SaleDeclined' : 'SaleCancelled'),
          } as const,
        ]
      : stepWords.map(
          ({ icon, next, done: did, what }, i): Step => ({
            state: i < done ? 'done' : sale && i === done ? 'now' : 'next',
            icon,
            title: say(i < done ? did : next, { sum }),
            ...(i < done ? when(what) : {}),
          }),
        )),
  ]
}

/** The seller thinks again: what was paid goes back, and the car stays. */
const KeepCar = ({ sale }: { readonly sale: Sale }) => {
  const say = useWords(lot)
  const client = useQueryClient()
  const intent = `cars.keep.${sale.id}`
  const keep = useMutation({
    mutationFn: () => follow(sale, 'cancel', {}, begin(intent, {})),
    onSuccess: done => client.setQueryData(saleKey(sale.id), done),
    onSettled: (_, error) => {
      if (!error || error instanceof Refused) settle(intent)
    },
  })
  if (!may(sale, 'cancel')) return <NoCancel why={say('noSellCancel')} />
  return (
    <section className="cancel">
      {keep.error && <Failure error={keep.error} />}
      <p className="q sm">{say(saleWord(sale.status) === 'registered' ? 'keepUnpaidText' : 'keepCarText')}</p>
      <Button kind="danger" wide busy={keep.isPending} onClick={() => keep.mutate()}>
        {say('keepCar')}
      </Button>
    </section>
  )
}

const Following = ({ sale }: { readonly sale: Sale }) => {
  const say = useWords(lot)
  const { money } = useFormat()
  const sum = money(sale.quote)
  const steps = useSaleSteps(sum, sale)
  const messages = useMessagesOf({ saleId: sale.saleId })
  const isOver = sale.status === 'Declined' || sale.status === 'Cancelled'
  if (areComing(messages)) return <Coming error={null} onRetry={() => {}} />
  return (
    <OrderFrame
      shop={shop}
      title={say('sellMine')}
      left={
        <>
          <Note kind={isOver ? 'ended' : sale.status === 'InStock' ? 'view' : 'order'} taped live className="big">
            <div className="fx sp top">
              <div>
                <p className="q sb">{say('dealNumber')}</p>
                <p className="bignum">{sale.saleId}</p>
              </div>
              <Chip {...lookOf(sale.status)}>{say(saleWord(sale.status))}</Chip>
            </div>
            <div className="lead">
              <h1>{[modelName(say, sale.model), sale.plateNumber].join(' · ')}</h1>
              {sale.reason && <p className="q">{say('why', { reason: sale.reason })}</p>}
            </div>
            <hr className="rule" />
            <div className="fx sp base">
              <span className="sb">{say('market')}</span>
              <b className="num nw">{sum}</b>
            </div>
          </Note>
          <Facts car={{ ...sale, carType: sale.model }} />
          {!isOver && <KeepCar sale={sale} />}
        </>
      }
      right={
        <>
          <section className="sec">
            <h2>{say('way', { number: sale.saleId })}</h2>
            <Timeline steps={steps} />
          </section>
          <Messages messages={messages.data && inOrder(messages.data)} />
        </>
      }
    />
  )
}

/** A place of the size of what comes, or why it does not. */
const Coming = ({ error, onRetry }: { readonly error: Error | null; readonly onRetry: () => void }) => {
  const say = useWords(lot)
  return (
    <ShopFrame system="cars" title={say('sellMine')} back="/shops/cars/me">
      {error ? <Failure error={error} onRetry={onRetry} /> : <Skeleton rows={2} height={280} />}
    </ShopFrame>
  )
}

export const SalePage = ({ id }: { readonly id: number }) => {
  const sale = useSale(id)
  if (sale.data) return <Following sale={sale.data} />
  if (sale.error instanceof Refused && sale.error.status === 404) return <NotFound system="cars" />
  return <Coming error={sale.error} onRetry={() => void sale.refetch()} />
}
