/**
 * What is held, and paid while its customer waits, with notes of its own: for a system that has none yet. A system says what it holds and
 * what it tells once it is paid; how it is paid is written in paying.ts (see examples/hotel/booking/booking.ts).
 */
import {
  type Circumstances,
  command,
  type CommandsOf,
  commandsOf,
  type EventsOf,
  eventsOf,
  type Message,
  type MessageOf,
  type OneOrMore,
  type Reasons,
  type Rejection,
  type Tells,
  Type,
} from '@jumun/core/model'
import type { Outcome } from './block.ts'
import * as paying from './paying.ts'
import { Id, Natural, Optional, OrNull, PaymentToken, Text, Yes } from './vocabulary.ts'

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

const fields = { held: Yes, ...paying.fields, detail: Detail }
/** An order as the block sees it; under names of the system it carries its key and what else is known of it. */
export type Paying = Type.Static<Type.TObject<typeof fields>> & { readonly status: string }
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
export const { unpaid } = paying

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
  /** At birth. */
  const begins = { ...paying.begins, held: false, paymentToken: null } as const

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
    const row = <Wish>(decide: (order: Order, wish: Wish) => Outcome) => ({ ...paying.row, then: then(decide) })
    return {
      /** The row of `Pay`, but for who may and in which states it is so already. */
      pay: { from: unpaid, unless: (o: Paying) => paying.whyNot(reasons, o), then: then(paying.again(ask, hold)) },
      decide: {
        // it is held: now, and only now, the money
        AskPayment: row(o => (o.held ? [] : ask(o, o.attempt))),
        ConfirmPayment: paying.confirming(paid),
        PostponePayment: row(paying.postponing(happened.PaymentPostponed).then),
        Decline: row((o, wish: Asked<'Decline'>) => happened.Declined.of({ ...o, ...wish })),
        Abandon: row(o => happened.Expired.of(o)),
      },
      evolve: {
        PaymentAsked: paying.made.asked,
        PaymentPostponed: paying.made.postponed,
        Declined: <O extends Paying>(o: O, e: Data<'Declined'>) => ({
          ...paying.made.declined(o, e),
          ...(e.detail ? { detail: e.detail } : {}),
        }),
        Expired: paying.made.expired,
      },
    } as const
  }

  const policies = {
    pay: paying.pays(happened.PaymentAsked, {
      ask: money.commands.ApprovePayment as { readonly of: (asked: object) => Message<'command'> },
      words: money.words,
      confirm: ConfirmPayment,
      decline: Decline,
      postpone: PostponePayment,
    }),
  }
  /** Gives up ten minutes after the order came to be. */
  const givesUp = <Requested extends object>(requested: Tells<Requested>) => paying.givesUp(requested, Abandon)

  /** How the wire tells its customer of an order that is not paid yet. */
  const pending = {
    state: 'AwaitingPayment',
    reason: 'postponed',
    again: commands.Pay,
    postpone: (o: Paying) => PostponePayment.of({ ...o, reason: 'payment-unknown' }),
  }

  return { events, commands, fields, begins, rows, policies, givesUp, pending }
}
