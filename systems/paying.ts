/**
 * How an order is paid while its customer waits: attempts, postponing where nobody knows, declining, giving up after ten minutes. Who is
 * told "pay later" has no order behind their back. The notes stay in the tables of each system, which gives them here; what is decided and
 * folded is the same wherever something is held first, and paid then (see cafeteria/order).
 */
import {
  after,
  type Answered,
  type AtOnce,
  atOnce,
  type Circumstances,
  type Message,
  minutes,
  ms,
  type OneOrMore,
  otherwise,
  policy,
  type Reasons,
  type Tells,
  Type,
  whenever,
} from '@jumun/core/model'
import { no } from './block.ts'
import { contradiction } from './differences.ts'
import { isOwn } from './payable.ts'
import { Natural, OrNull, PaymentToken, Text, whyOver } from './vocabulary.ts'

/** The words of every state of an order that is not paid. */
export const unpaid = ['AwaitingPayment', 'Declined', 'Expired'] as const
/** What every order knows of how far its payment is. */
export const fields = {
  paymentToken: OrNull(PaymentToken),
  attempt: Natural,
  closed: Natural, // to postpone is to close all attempts so far: their outcomes count no more
  postponed: OrNull(Text), // why it is not paid yet
  reason: OrNull(Text), // why it was declined
}
/** At birth. */
export const begins = { attempt: 0, closed: 0, postponed: null, reason: null, status: 'AwaitingPayment' } as const
/** An order as the block sees it. */
export type Paying = Type.Static<Type.TObject<typeof fields>> & { readonly status: string }

/** Its payment is under way: nobody pays twice at once. */
export const isBeingPaid = (o: Pick<Paying, 'attempt' | 'closed'>): boolean => o.attempt > o.closed
/** Nothing is left to pay: why it ended, in words that say what became of the money. Or it is being paid at this moment. */
export const whyNot = (reasons: Reasons, o: Paying) =>
  o.status !== 'AwaitingPayment' ? no(whyOver(reasons, o)) : isBeingPaid(o) ? no('in-progress') : undefined

/** What policies ask of an order that is not paid yet; whatever became of it since, they are answered. */
export const row = { by: policy, from: 'AwaitingPayment', done: otherwise } as const
const rowOf = <Then>(then: Then) => ({ ...row, then })
export interface Attempt {
  readonly attempt: number
}
/** Only an attempt that its customer still waits for pays: what is decided then. */
export const confirming = <O extends Paying, Told extends OneOrMore<Message<'event'>>>(paid: (order: O, at: Circumstances) => Told) =>
  rowOf((o: O, { attempt }: Attempt, _: unknown, at: Circumstances) => (attempt > o.closed ? paid(o, at) : []))
/** `PaymentPostponed`: the note. */
export const postponing = <Wish extends Attempt, Told extends Message<'event'>>(PaymentPostponed: { readonly of: (wish: Wish) => Told }) =>
  rowOf((o: Paying, wish: Wish) => (wish.attempt > o.closed ? PaymentPostponed.of(wish) : []))

/** What the events make of an order. */
export const made = {
  wanted: <O extends Paying>(o: O, { attempt, paymentToken }: Pick<Paying, 'attempt' | 'paymentToken'>) => ({
    ...o,
    attempt,
    paymentToken,
  }),
  asked: <O extends Paying>(o: O, { attempt, paymentToken }: Pick<Paying, 'attempt' | 'paymentToken'>) => ({
    ...o,
    attempt,
    paymentToken,
    held: true,
  }),
  // what an earlier attempt may have charged is unknown, whatever became of this one
  postponed: <O extends Paying>(o: O, e: Attempt & { readonly reason: string }) => ({
    ...o,
    closed: Math.max(o.closed, e.attempt),
    postponed: o.postponed === 'payment-unknown' ? o.postponed : e.reason,
  }),
  declined: <O extends Paying>(o: O, { reason }: { readonly reason: string }) => ({
    ...o,
    status: 'Declined' as const,
    reason,
    paymentToken: null,
  }),
  expired: <O extends Paying>(o: O) => ({ ...o, status: 'Expired' as const, paymentToken: null }),
  nothing: <O>(o: O) => o,
}

/** An order that holds something while it is paid. */
export type Holding = Paying & { readonly held: boolean }
/** Pays again, perhaps with another card: what it needs is asked for once more, where it is not held. */
export const again =
  <Order extends Holding, Ask, Hold>(ask: (order: Order, attempt: number) => Ask, hold: (order: Order, attempt: number) => Hold) =>
  (o: Order, { paymentToken }: { readonly paymentToken?: string | null }) => {
    const order = { ...o, paymentToken: paymentToken ?? o.paymentToken }
    return (o.held ? ask : hold)(order, o.attempt + 1)
  }
/** A customer's own unpaid order, and the newer one that it makes way for. */
interface Holder {
  readonly holder: number
}
/**
 * The rows of an order that holds something first. What it says: `hold` wants what it needs, once more, or from an older order (`holder`)
 * of its customer; `ask` asks for the money; `paid`, `declined`, `expired` tell how that ended, the last one perhaps for a newer order
 * (`heir`).
 */
export const rows = <
  Order extends Holding,
  Hold extends Message<'event'>,
  Ask extends Message<'event'>,
  Told extends Message<'event'>,
  Declined extends Message<'event'>,
  Expired extends Message<'event'>,
  Wish extends Attempt,
  Later extends Message<'event'>,
  Own extends Holder,
  Wanted extends Message<'event'>,
>({
  hold,
  ask,
  paid,
  declined,
  expired,
  PaymentPostponed,
  OwnHoldWanted,
  reasons,
}: {
  readonly hold: (order: Order, attempt: number, holder: number | null) => Hold
  readonly ask: (order: Order, attempt: number) => Ask
  readonly paid: (order: Order) => Told
  readonly declined: (order: Order, reason: string) => Declined
  readonly expired: (order: Order, heir: number | null) => Expired
  readonly PaymentPostponed: { readonly of: (wish: Wish) => Later }
  readonly OwnHoldWanted: { readonly of: (wish: Own) => Wanted }
  readonly reasons: Reasons
}) => ({
  /** Of the row of what pays it again, all but who may, and in which states it is so already. */
  pay: {
    from: unpaid,
    unless: (o: Order) => whyNot(reasons, o),
    then: again(ask, (order: Order, attempt) => hold(order, attempt, null)),
  },
  // it is held: now, and only now, the money
  ask: rowOf((o: Order) => (o.held ? [] : ask(o, o.attempt))),
  confirm: confirming((o: Order) => paid(o)),
  // a no to an earlier question for what it needs may come when a later one was told yes: then only the money can end it
  decline: rowOf((o: Order, { reason }: { readonly reason: string }) =>
    o.held && !reason.startsWith('payment-') ? [] : declined(o, reason),
  ),
  postpone: postponing(PaymentPostponed),
  abandon: rowOf((o: Order) => expired(o, null)),
  wantOwnHold: rowOf((_: Order, wish: Own) => OwnHoldWanted.of(wish)),
  /** An unpaid order makes way for a newer one of its customer, unless it is being paid this very moment. */
  standAside: (o: Order, { heir }: { readonly heir: number }) =>
    o.status !== 'AwaitingPayment' ? [] : isBeingPaid(o) ? no('in-progress') : expired(o, heir),
  holdAgain: rowOf((o: Order, { holder }: Holder) => hold(o, o.attempt, holder)),
})

/** A command that can be made of these data. */
interface Asks<Source> {
  readonly of: (source: Source) => Message<'command'>
}
type Why = { readonly reason: string }

/** The solid line of the money: what is asked of the payment, and what each answer makes of the order. */
export const pays = <Data extends Attempt, Word extends string>(
  PaymentAsked: Tells<Data>,
  line: {
    readonly ask: { readonly of: (source: NoInfer<Data>) => Message<'command'> & { readonly answers?: NoInfer<Word> | 'rejected' } }
    readonly words: { readonly [word in 'approved' | 'declined' | 'notCharged']: Word }
    readonly confirm: Asks<NoInfer<Data>>
    readonly decline: Asks<NoInfer<Data> & Why>
    readonly postpone: Asks<NoInfer<Data> & Why>
  },
): AtOnce => {
  const { approved, declined, notCharged } = line.words
  const decline = (e: Data, reason: string) => line.decline.of({ ...e, reason })
  const later = (e: Data, why: string) => line.postpone.of({ ...e, reason: `payment-${why}` })
  return atOnce<Data, string>(PaymentAsked, {
    ask: (e: Data) => line.ask.of(e),
    within: ms(610),
    answer: {
      [approved]: (e: Data, answer: Answered) => (isOwn(e, answer) ? line.confirm.of(e) : decline(e, 'payment-contradiction')),
      [declined]: (e: Data) => decline(e, 'payment-declined'),
      [notCharged]: (e: Data) => later(e, 'unavailable'),
      rejected: (e: Data, answer: Answered) => decline(e, answer.reason ?? 'payment-contradiction'),
    },
    otherwise: later,
  })
}
/** The solid line of what it holds. A customer's own unpaid order never stands in their way: where it has that, it is asked for it. */
export const holds = <Data extends object>(
  HoldWanted: Tells<Data>,
  line: {
    readonly ask: { readonly of: (source: NoInfer<Data>) => Message<'command'> & { readonly answers?: 'accepted' | 'rejected' } }
    readonly held: Asks<NoInfer<Data>>
    readonly wantOwnHold: Asks<Omit<NoInfer<Data>, 'holder'> & Holder>
    readonly decline: Asks<NoInfer<Data> & Why>
  },
): AtOnce =>
  atOnce<Data, string>(HoldWanted, {
    ask: (e: Data) => line.ask.of(e),
    within: ms(300),
    answer: {
      accepted: (e: Data) => line.held.of(e),
      rejected: (e: Data, no: Answered) =>
        no.reason === 'own-hold'
          ? line.wantOwnHold.of({ ...e, holder: no.detail.holder })
          : line.decline.of({ ...e, reason: no.reason ?? 'sold-out' }),
    },
  })
/** The older order is asked to stand aside; what it holds is taken over, unless it was paid meanwhile or is being paid. */
export const makesWay = <Data extends Holder>(
  OwnHoldWanted: Tells<Data>,
  line: {
    readonly ask: (wanted: NoInfer<Data>) => Message<'command'>
    /** The statuses that say that it was paid: nothing is left to take over. */
    readonly paid: readonly string[]
    readonly again: Asks<NoInfer<Data>>
    readonly decline: Asks<NoInfer<Data> & Why>
  },
): AtOnce =>
  atOnce<Data, string>(OwnHoldWanted, {
    ask: line.ask,
    within: ms(300),
    answer: {
      Expired: (e: Data) => line.again.of(e),
      Declined: (e: Data) => line.again.of(e),
      ...Object.fromEntries(line.paid.map(word => [word, (e: Data) => line.decline.of({ ...e, reason: 'sold-out' })])),
      rejected: (e: Data, no: Answered) => line.decline.of({ ...e, reason: no.reason ?? 'in-progress' }),
    },
  })

/** Gives up ten minutes after the order came to be. */
export const givesUp = <Data>(requested: Tells<Data>, abandon: Asks<NoInfer<Data>>) =>
  whenever(requested, (e: Data) => after(minutes(10), abandon.of(e), { late: 'run' }))
/** A payment that is not its own ended it: somebody has to look at whose that is. */
export const contradicts = <Data extends Why>(declined: Tells<Data>, number: (e: NoInfer<Data>) => number) =>
  whenever(declined, (e: Data) => (e.reason === 'payment-contradiction' ? contradiction(number(e)) : undefined))
