/**
 * What is held, and paid while its customer waits: attempts, postponing where nobody knows, declining, giving up after ten minutes. Who
 * is told "pay later" has no order behind their back. A system says what it holds and what it tells once it is paid
 * (see examples/hotel/booking/booking.ts).
 */
import {
  after,
  type Answered,
  atOnce,
  type Circumstances,
  command,
  type CommandsOf,
  commandsOf,
  type Event,
  type EventsOf,
  eventsOf,
  type Message,
  type MessageOf,
  minutes,
  ms,
  type OneOrMore,
  otherwise,
  policy,
  type Reasons,
  type Rejection,
  Type,
  whenever,
} from '@jumun/core/model'
import { no, type Outcome } from './block.ts'
import { isOwn } from './payable.ts'
import { Id, Natural, Optional, OrNull, PaymentToken, Text, whyOver, Yes } from './vocabulary.ts'

/** What the words of a no need. */
const Detail = Type.Optional(Type.Record(Type.String(), Type.Unknown()))
/** What the events carry beside the number of the order, and what it holds. */
const happens = {
  PaymentAsked: { attempt: Natural, paymentToken: OrNull(PaymentToken) },
  PaymentPostponed: { attempt: Natural, reason: Text },
  Declined: { reason: Text, detail: Detail },
  Expired: {},
}
const asks = {
  AskPayment: {},
  ConfirmPayment: { attempt: Natural },
  PostponePayment: { attempt: Natural, reason: Text },
  Decline: { reason: Text, detail: Detail },
  Abandon: {},
}
type Data<T extends keyof typeof happens> = Type.Static<Type.TObject<(typeof happens)[T]>>
type Asked<T extends keyof typeof asks> = Type.Static<Type.TObject<(typeof asks)[T]>>

const knows = {
  held: Yes,
  paymentToken: OrNull(PaymentToken),
  attempt: Natural,
  closed: Natural, // to postpone is to close all attempts so far: their outcomes count no more
  postponed: OrNull(Text), // why it is not paid yet
  reason: OrNull(Text),
  detail: Detail,
}
/** An order as the block sees it; under names of the system it carries its key and what else is known of it. */
export type Paying = Type.Static<Type.TObject<typeof knows>> & { readonly status: string }
interface Money<K extends string, Kept extends Type.TProperties, Words extends object> {
  readonly key: K
  readonly kept: Kept
  readonly words: Words
  readonly commands: { readonly ApprovePayment: { of(source: never): Message<'command'> } }
}

/** How an order says no for its payment. */
export const paymentReasons = {
  'payment-declined': {
    status: 422,
    en: 'Your payment was declined. Nothing was charged.',
    ko: '결제가 거절되었어요. 청구된 금액은 없어요.',
  },
  'payment-contradiction': {
    status: 409,
    en: 'There is a payment under this number that is not yours.',
    ko: '이 번호로 다른 결제가 있어요.',
  },
  'in-progress': { status: 409, en: 'It is being paid at this very moment.', ko: '지금 결제가 진행되고 있어요.' },
  expired: { status: 409, en: 'It was not paid in time. What was paid goes back.', ko: '결제 시간이 지났어요. 낸 돈은 돌려드려요.' },
  gone: { status: 409, en: 'What was kept for it has been given up.', ko: '잡아 둔 것이 해제되었어요.' },
} as const

/** The words of every state of an order that is not paid. */
export const unpaid = ['AwaitingPayment', 'Declined', 'Expired'] as const

type Answers = { readonly [word in 'approved' | 'declined' | 'notCharged']: string }

/**
 * `money`: the block of what is paid for it (see payable.ts). `held`: the fields of the order that name what it holds; whoever lets go of
 * that is told them with `Declined` and `Expired`.
 */
export const paidAtOnce = <const K extends string, Kept extends Type.TProperties, Words extends Answers, Held extends Type.TProperties>(
  money: Money<K, Kept, Words>,
  held: Held,
) => {
  const of = { [money.key]: Id } as { readonly [k in K]: typeof Id }

  const events = {
    ...eventsOf({ ...of, ...money.kept }, { PaymentAsked: happens.PaymentAsked }),
    ...eventsOf(of, { PaymentPostponed: happens.PaymentPostponed }),
    ...eventsOf({ ...of, ...held }, { Declined: happens.Declined, Expired: happens.Expired }),
  }
  const commands = {
    Pay: command('Pay', { ...of, paymentToken: Optional(PaymentToken) }, { tells: ['postponed'] }),
    ...commandsOf(of, asks),
  }
  const happened = events as unknown as EventsOf<{}, typeof happens>
  const { Abandon, ConfirmPayment, Decline, PostponePayment } = commands as unknown as CommandsOf<{}, typeof asks>
  const fields = knows

  /** At birth. */
  const begins = {
    held: false,
    paymentToken: null,
    attempt: 0,
    closed: 0,
    postponed: null,
    reason: null,
    status: 'AwaitingPayment',
  } as const

  const ask = (o: Paying, attempt: number) => happened.PaymentAsked.of({ ...o, attempt })

  /** `hold`: asks for what the order needs, once more; `paid`: tells that it is paid; `reasons`: the system's, for what ended unpaid. */
  const rows = <Order extends Paying, Held extends Message<'event'>, Told extends Message<'event'>>({
    hold,
    paid,
    reasons,
  }: {
    readonly hold: (order: Order, attempt: number) => Held
    readonly paid: (order: Order) => Told
    readonly reasons: Reasons
  }) => {
    type Said = OneOrMore<MessageOf<(typeof events)[keyof typeof events]> | Held | Told> | Rejection
    /** Outside, what happened is what happened to an order of the system. */
    const then = <Wish>(decide: (order: Order, wish: Wish) => Outcome) =>
      decide as unknown as (order: Order, wish: Wish, read: unknown, at: Circumstances) => Said
    const row = <Wish>(decide: (order: Order, wish: Wish) => Outcome) =>
      ({ by: policy, from: 'AwaitingPayment', done: otherwise, then: then(decide) }) as const
    return {
      /** The row of `Pay`, but for who may and in which states it is so already. */
      pay: {
        from: unpaid,
        unless: (o: Paying) =>
          o.status !== 'AwaitingPayment' ? no(whyOver(reasons, o)) : o.attempt > o.closed ? no('in-progress') : undefined,
        then: then((o, wish: { readonly paymentToken?: string | null }) => {
          const again = { ...o, paymentToken: wish.paymentToken ?? o.paymentToken }
          return o.held ? ask(again, o.attempt + 1) : hold(again, o.attempt + 1)
        }),
      },
      decide: {
        // it is held: now, and only now, the money
        AskPayment: row(o => (o.held ? [] : ask(o, o.attempt))),
        ConfirmPayment: row((o, wish: Asked<'ConfirmPayment'>) => (wish.attempt > o.closed ? paid(o) : [])),
        PostponePayment: row((o, wish: Asked<'PostponePayment'>) => (wish.attempt > o.closed ? happened.PaymentPostponed.of(wish) : [])),
        Decline: row((o, wish: Asked<'Decline'>) => happened.Declined.of({ ...o, ...wish })),
        Abandon: row(o => happened.Expired.of(o)),
      },
      evolve: {
        PaymentAsked: <O extends Paying>(o: O, { attempt, paymentToken }: Data<'PaymentAsked'>) => ({
          ...o,
          attempt,
          paymentToken,
          held: true,
        }),
        // what an earlier attempt may have charged is unknown, whatever became of this one
        PaymentPostponed: <O extends Paying>(o: O, e: Data<'PaymentPostponed'>) => ({
          ...o,
          closed: Math.max(o.closed, e.attempt),
          postponed: o.postponed === 'payment-unknown' ? o.postponed : e.reason,
        }),
        Declined: <O extends Paying>(o: O, { reason, detail }: Data<'Declined'>) => ({
          ...o,
          paymentToken: null,
          reason,
          ...(detail ? { detail } : {}),
          status: 'Declined' as const,
        }),
        Expired: <O extends Paying>(o: O) => ({ ...o, paymentToken: null, status: 'Expired' as const }),
      },
    } as const
  }

  const { approved, declined, notCharged } = money.words
  // what they know more of is passed on: the number of the order
  const decline = (e: object, reason: string) => Decline.of({ ...e, reason })
  const later = (e: Data<'PaymentAsked'>, why: string) => PostponePayment.of({ ...e, reason: `payment-${why}` })
  const approve = money.commands.ApprovePayment.of as (asked: object) => Message<'command'>
  const policies = {
    pay: atOnce(happened.PaymentAsked, {
      ask: approve,
      within: ms(610),
      answer: {
        [approved]: (e: Data<'PaymentAsked'>, answer: Answered) =>
          isOwn(e, answer) ? ConfirmPayment.of(e) : decline(e, 'payment-contradiction'),
        [declined]: (e: object) => decline(e, 'payment-declined'),
        [notCharged]: (e: Data<'PaymentAsked'>) => later(e, 'unavailable'),
        rejected: (e: object, answer: Answered) => decline(e, answer.reason ?? 'payment-contradiction'),
      },
      otherwise: (e, why) => later(e, why),
    }),
  }
  /** Gives up ten minutes after the order came to be. */
  const givesUp = (requested: Event) => whenever(requested, (e: object) => after(minutes(10), Abandon.of(e), { late: 'run' }))

  /** How the wire tells its customer of an order that is not paid yet. */
  const pending = {
    state: 'AwaitingPayment',
    reason: 'postponed',
    again: commands.Pay,
    postpone: (o: Paying) => PostponePayment.of({ ...o, reason: 'payment-unknown' }),
  }

  return { events, commands, fields, begins, rows, policies, givesUp, pending }
}
