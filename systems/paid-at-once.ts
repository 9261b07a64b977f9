/**
 * What is held, and paid while its customer waits: attempts, postponing where nobody knows, declining, giving up after ten minutes. Who
 * is told "pay later" has no order behind their back. A system says what it holds and what it tells once it is paid
 * (see examples/hotel/booking/booking.ts).
 */
import {
  after,
  type Answered,
  atOnce,
  command,
  event,
  type Message,
  minutes,
  ms,
  otherwise,
  policy,
  type Reasons,
  type Rejection,
  Type,
  whenever,
} from '@jumun/core/model'
import { isOwn } from './payable.ts'
import { Id, Natural, Optional, OrNull, PaymentToken, Text, whyOver, Yes } from './vocabulary.ts'

/** An order as the block sees it; under names of the system it carries its key and what else is known of it. */
export interface Paying {
  readonly status: string
  readonly held: boolean
  readonly attempt: number
  readonly closed: number
  readonly postponed: string | null
  readonly reason: string | null
  readonly paymentToken: string | null
  readonly [field: string]: unknown
}
interface Money<K extends string, Kept extends Type.TProperties, Words extends object> {
  readonly key: K
  readonly kept: Kept
  readonly words: Words
  readonly commands: { readonly ApprovePayment: { of(source: never): Message<'command'> } }
}
/** What the notes of an attempt carry, as far as somebody reads it. */
export interface Attempt {
  readonly attempt: number
  readonly reason?: string
  readonly paymentToken?: string | null
  readonly detail?: object | undefined
}
// `never` is what the tables of a system take for one of its own events, and of its own states
const told = (events: Message | readonly Message[] | Rejection): never => events as never
const row = <W>(then: (order: Paying, wish: W) => Message | readonly Message[]) =>
  ({ by: policy, from: 'AwaitingPayment', done: otherwise, then: (o: Paying, wish: W) => told(then(o, wish)) }) as const
const fold = (evolve: (order: Paying, happened: Attempt) => object) => (o: Paying, e: object) => evolve(o, e as Attempt) as never
const no = (reason: string): Rejection => ({ kind: 'rejection', reason })

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

/** What the words of a no need. */
const Detail = Type.Optional(Type.Record(Type.String(), Type.Unknown()))

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
  const attempt = { ...of, attempt: Natural }

  const events = {
    PaymentAsked: event.internal('PaymentAsked', { ...attempt, ...money.kept, paymentToken: OrNull(PaymentToken) }),
    PaymentPostponed: event.internal('PaymentPostponed', { ...attempt, reason: Text }),
    Declined: event.internal('Declined', { ...of, ...held, reason: Text, detail: Detail }),
    Expired: event.internal('Expired', { ...of, ...held }),
  }
  const { Declined, Expired, PaymentAsked, PaymentPostponed } = events
  const commands = {
    Pay: command('Pay', { ...of, paymentToken: Optional(PaymentToken) }, { tells: ['postponed'] }),
    AskPayment: command('AskPayment', of),
    ConfirmPayment: command('ConfirmPayment', attempt),
    PostponePayment: command('PostponePayment', { ...attempt, reason: Text }),
    Decline: command('Decline', { ...of, reason: Text, detail: Detail }),
    Abandon: command('Abandon', of),
  }
  const { Abandon, ConfirmPayment, Decline, PostponePayment } = commands

  const fields = {
    held: Yes,
    paymentToken: OrNull(PaymentToken),
    attempt: Natural,
    closed: Natural, // to postpone is to close all attempts so far: their outcomes count no more
    postponed: OrNull(Text), // why it is not paid yet
    reason: OrNull(Text),
    detail: Detail,
  }
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

  const made = (sticky: { of(source: never): Message }, source: object) => sticky.of(source as never)
  const ask = (o: Paying, attempt: number) => made(PaymentAsked, { ...o, attempt })

  /** `hold`: asks for what the order needs, once more; `paid`: tells that it is paid; `reasons`: the system's, for what ended unpaid. */
  const rows = ({
    hold,
    paid,
    reasons,
  }: {
    readonly hold: (order: never, attempt: number) => Message
    readonly paid: (order: never) => Message
    readonly reasons: Reasons
  }) =>
    ({
      /** The row of `Pay`, but for who may and in which states it is so already. */
      pay: {
        from: unpaid,
        unless: (o: Paying) =>
          o.status !== 'AwaitingPayment' ? no(whyOver(reasons, o)) : o.attempt > o.closed ? no('in-progress') : undefined,
        then: (o: Paying, wish: { readonly paymentToken?: string | null }) => {
          const again = { ...o, paymentToken: wish.paymentToken ?? o.paymentToken }
          return told(o.held ? ask(again, o.attempt + 1) : hold(again as never, o.attempt + 1))
        },
      },
      decide: {
        // it is held: now, and only now, the money
        AskPayment: row(o => (o.held ? [] : ask(o, o.attempt))),
        ConfirmPayment: row((o, wish: Attempt) => (wish.attempt > o.closed ? paid(o as never) : [])),
        PostponePayment: row((o, wish: Attempt) => (wish.attempt > o.closed ? made(PaymentPostponed, wish) : [])),
        Decline: row((o, wish: object) => made(Declined, { ...o, ...wish })),
        Abandon: row(o => made(Expired, o)),
      },
      evolve: {
        PaymentAsked: fold((o, { attempt, paymentToken }) => ({ ...o, attempt, paymentToken, held: true })),
        // what an earlier attempt may have charged is unknown, whatever became of this one
        PaymentPostponed: fold((o, e) => ({
          ...o,
          closed: Math.max(o.closed, e.attempt),
          postponed: o.postponed === 'payment-unknown' ? o.postponed : e.reason,
        })),
        Declined: fold((o, { reason, detail }) => ({
          ...o,
          paymentToken: null,
          reason,
          ...(detail ? { detail } : {}),
          status: 'Declined',
        })),
        Expired: fold(o => ({ ...o, paymentToken: null, status: 'Expired' })),
      },
    }) as const

  const { approved, declined, notCharged } = money.words
  const decline = (e: object, reason: string) => made(Decline, { ...e, reason }) as Message<'command'>
  const confirm = (e: object) => made(ConfirmPayment, e) as Message<'command'>
  const later = (e: object, why: string) => made(PostponePayment, { ...e, reason: `payment-${why}` }) as Message<'command'>
  const policies = {
    pay: atOnce(PaymentAsked, {
      ask: e => money.commands.ApprovePayment.of(e as never),
      within: ms(610),
      answer: {
        [approved]: (e: object, answer: Answered) => (isOwn(e as never, answer) ? confirm(e) : decline(e, 'payment-contradiction')),
        [declined]: (e: object) => decline(e, 'payment-declined'),
        [notCharged]: (e: object) => later(e, 'unavailable'),
        rejected: (e: object, answer: Answered) => decline(e, answer.reason ?? 'payment-contradiction'),
      },
      otherwise: (e, why) => later(e, why),
    }),
  }
  /** Gives up ten minutes after the order came to be. */
  const givesUp = (requested: Parameters<typeof whenever>[0]) =>
    whenever(requested, e => after(minutes(10), made(Abandon, e) as Message<'command'>, { late: 'run' }))

  /** How the wire tells its customer of an order that is not paid yet. */
  const pending = {
    state: 'AwaitingPayment',
    reason: 'postponed',
    again: commands.Pay,
    postpone: (o: Paying) => made(PostponePayment, { ...o, reason: 'payment-unknown' }) as Message<'command'>,
  }

  return { events, commands, fields, begins, rows, policies, givesUp, pending }
}
