/**
 * The money of one order, as far as the provider's truth is known: notes, rows and policies that are the same wherever
 * something is paid. A system says its own words, and spreads the rest into its tables (see cafeteria/payment).
 */
import {
  after,
  type Answered,
  atOnce,
  type Circumstances,
  command,
  type CommandsOf,
  commandsOf,
  type EventsOf,
  eventsOf,
  type Message,
  type MessageOf,
  ms,
  type OneOrMore,
  otherwise,
  policy,
  type Rejection,
  seconds,
  type StateOf,
  system,
  Type,
  whenever,
} from '@jumun/core/model'
import { no, numberIn, type Outcome, picking, read } from './block.ts'
import { Charge, Find, Refund } from './psp/commands.ts'
import {
  backoff,
  Id,
  impersonal,
  isLost,
  Natural,
  oldestRequest,
  Optional,
  OrNull,
  PaymentToken,
  Text,
  Time,
  Won,
  Yes,
} from './vocabulary.ts'

/** What is known of the charge: each system has its own word for it (specification COM-68). */
interface Words {
  readonly requested: string
  readonly unknown: string
  readonly notCharged: string
  readonly approved: string
  readonly declined: string
  readonly refunding: string
  readonly stuck: string
  readonly canceled: string
  readonly voided: string
}
/** The words of who has none of their own. */
export const usualWords = {
  requested: 'Requested',
  unknown: 'Unknown',
  notCharged: 'NotCharged',
  approved: 'Paid',
  declined: 'Declined',
  refunding: 'Refunding',
  stuck: 'RefundStuck',
  canceled: 'Refunded',
  voided: 'Voided',
} as const

/** What the events carry beside the key of the system; of what is asked for see `kept`. */
const happens = {
  PaymentRequested: { key: Text, paymentToken: OrNull(PaymentToken), at: Time, since: Type.Optional(Time) },
  PaymentDeclined: {},
  PaymentUnknown: { round: Natural, at: Time },
  PaymentQuestioned: { key: Text },
  PaymentNotCharged: { round: Natural, unsent: Yes },
  VoidWanted: {},
  PaymentVoided: { round: Natural, unsent: Yes, at: Time },
  RefundRequested: { key: Text, of: Text, amt: Won, reason: Type.Optional(Text) },
  RefundUnknown: { tries: Natural },
  RefundStuck: {},
}
const asks = {
  NotePaid: {},
  NoteDeclined: {},
  NoteUnsent: {},
  NoteUnknown: {},
  CheckPayment: { round: Natural },
  NoteNotFound: {},
  NoteRefunded: {},
  NoteRefundUnknown: {},
  NoteRefundStuck: {},
  RetryRefund: { tries: Type.Optional(Natural) },
}
type Happens = typeof happens
/** What staff give back of a payment: so much, or all but so much. */
export const refundPart = {
  amt: Optional(Type.Integer({ minimum: 1, maximum: 10_000_000_000_000 })),
  keep: Optional(Won),
  reason: impersonal(Text),
}
type Wish = { readonly amt?: number | null; readonly keep?: number | null; readonly reason: string }

/** How a payment says no to who gives back a part of it. */
export const refundReasons = {
  'more-than-left': {
    status: 422,
    en: 'That is more than is left of this payment: {left} won.',
    ko: '이 결제에서 돌려줄 수 있는 금액은 {left}원까지예요.',
  },
  'one-amount': {
    status: 422,
    en: 'Say either what goes back (amt) or what is kept (keep).',
    ko: '돌려줄 금액(amt)이나 남길 금액(keep) 중 하나만 적어 주세요.',
  },
} as const

/** How a payment says no to who pays, and to who gives back. */
export const paymentReasons = {
  ...refundReasons,
  'payment-declined': {
    status: 422,
    en: 'Your payment was declined. Nothing was charged.',
    ko: '결제가 거절되었어요. 청구된 금액은 없어요.',
  },
  'payment-contradiction': {
    status: 409,
    en:
      'There is a payment under this number that is not yours. Nothing was charged to you; our staff has to look at it. ' +
      'Please order again.',
    ko: '이 번호로 다른 결제가 있어 진행할 수 없어요. 청구된 금액은 없어요. 다시 주문해 주세요.',
  },
} as const

/** How an order of goods that are held and paid says no. */
export const orderReasons = {
  ...paymentReasons,
  'in-progress': {
    status: 409,
    en: 'Your order is being paid at this very moment. Please wait a little.',
    ko: '지금 결제가 진행되고 있어요. 잠시만 기다려 주세요.',
  },
  expired: {
    status: 409,
    en: 'This order has expired. Whatever was paid for it goes back to you.',
    ko: '결제 시간이 지나 주문이 만료되었어요. 결제된 금액이 있으면 돌려드려요.',
  },
  gone: {
    status: 409,
    en: 'What was kept for this order has been given up. Please order again.',
    ko: '이 주문을 위해 잡아 둔 상품이 해제되었어요. 다시 주문해 주세요.',
  },
  'not-allowed-now': { status: 409, en: 'This is not possible in the present state.', ko: '지금 상태에서는 할 수 없어요.' },
} as const

/** How much `amt`, or all but `keep`, is of what is left, in won; or why that is no answer. */
export const partOf = ({ amt, keep }: Omit<Wish, 'reason'>, left: number): number | Rejection => {
  if (((amt ?? null) === null) === ((keep ?? null) === null)) return no('one-amount')
  const part = amt ?? left - (keep ?? 0)
  return part < 0 || part > left ? no('more-than-left', { left }) : part
}

const known = {
  createTime: Time,
  key: Text,
  at: Time, // towards the provider the key belongs to the order's charge, not to the attempt; when it was last used
  sent: Yes, // a request with this key may be on its way, or may have arrived
  sentIn: Natural, // in which round one may last have left
  unwanted: Yes, // nobody takes it any more: what is found goes back
  round: Natural,
  tries: Natural,
  refused: Natural, // of asking what became of the charge; of refunding; definite noes to the refund
  refunded: Won,
  moving: Won,
  moves: Natural, // what is back; what is on its way back now; how many refunds there were
  giving: OrNull(Text), // why staff give that back; null: it goes back because nobody wants the payment
}
/** A payment as the block sees it; under names of the system it carries its key, its amount and what is kept besides. */
export type Paid = Type.Static<Type.TObject<typeof known>> & { readonly status: string }
const born = { sent: false, sentIn: 0, unwanted: false, round: 0, tries: 0, refused: 0, refunded: 0, moving: 0, moves: 0, giving: null }

/** Is this the payment that was asked for? A number that came again may meet the answer that another one got. */
export const isOwn = (asked: object, { detail = {} }: Answered): boolean =>
  Object.entries(detail).every(([field, value]) => value === read(asked, field))

/**
 * `key`: what the system calls the number of the order, purchase or reservation. `amt`: what it calls the amount; `kept`: what is
 * asked with it and stays with the payment, the amount among it; `states`: its words for the states.
 */
export const payable = <const K extends string, Kept extends Type.TProperties, const W extends Words>({
  key,
  amt,
  kept,
  states: words,
}: {
  readonly key: K
  readonly amt: keyof Kept & string
  readonly kept: Kept
  readonly states: W
}) => {
  const { requested, unknown, notCharged, approved, declined, refunding, stuck, canceled, voided } = words as {
    readonly [word in keyof Words]: W[word]
  }
  const of = { [key]: Id } as { readonly [k in K]: typeof Id }
  const names = Object.keys(kept)
  /** The key of a state, of an event, of a command: what everything about it carries. */
  const its = picking([key])

  const events = eventsOf(of, { ...happens, PaymentRequested: { ...kept, ...happens.PaymentRequested } })
  const commands = {
    ApprovePayment: command(
      'ApprovePayment',
      { ...of, ...kept, paymentToken: Optional(PaymentToken) },
      { answers: [approved, declined, notCharged, 'rejected'], tells: names },
    ),
    CancelPayment: command('CancelPayment', of),
    GiveBack: command('GiveBack', { ...of, ...refundPart }),
    ...commandsOf(of, asks),
  }
  const happened = events as unknown as EventsOf<{}, Happens>
  const asked = commands as unknown as CommandsOf<{}, typeof asks>

  const fields = {
    ...of,
    ...(Object.fromEntries(Object.entries(kept).map(([name, schema]) => [name, OrNull(schema)])) as {
      [name in keyof Kept]: ReturnType<typeof OrNull<Kept[name]>>
    }), // null: cancelled before it was ever asked
    ...known,
  }
  const states = [requested, unknown, notCharged, approved, declined, refunding, stuck, canceled, voided] as const
  /** Not known to have been charged, and not known to be over. */
  const open = [requested, unknown, notCharged]
  type Payment = StateOf<typeof fields, typeof states>

  const unasked = Object.fromEntries(names.map(name => [name, null]))
  const keyOf = (x: object) => `charge-${read(x, key)}`
  /** What stays with the payment of what was asked: the card does not. */
  const stays = picking([key, ...names])
  const amount = (x: object) => numberIn(x, amt)
  /** What of the charge is not back. */
  const left = (p: Paid) => amount(p) - p.refunded

  /** `since`: when the key was first used, where that was before. */
  const request = (wish: object, at: number, since: number) => {
    const paymentToken = (read(wish, 'paymentToken') as string | undefined) ?? null
    return happened.PaymentRequested({ ...stays(wish), key: keyOf(wish), paymentToken, at, ...(since < at ? { since } : {}) })
  }
  /**
   * It is found by its number, its amount and whose it is: numbers come again where a store is older than its neighbours, and nobody may
   * pay with another's money.
   */
  const isOthers = (p: Paid, wish: object) => names.some(name => read(p, name) !== null && read(p, name) !== read(wish, name))
  const approve = (p: Paid | undefined, wish: object, now: number): Outcome =>
    p && isOthers(p, wish)
      ? no('payment-contradiction')
      : p && (p.unwanted || ![unknown, notCharged].some(s => s === p.status))
        ? []
        : request(wish, Math.max(now, p?.at ?? 0), p?.createTime ?? now)
  const question = (p: Paid) => happened.PaymentQuestioned({ ...its(p), key: p.key })
  /** `at`: when a request may last have left; a clock that was set back meanwhile makes it no earlier. */
  const unsure = (p: Paid, at = p.at) => happened.PaymentUnknown({ ...its(p), round: p.round + 1, at: Math.max(at, p.at) })
  /**
   * It ends without a charge: unwanted for good, wanted until somebody asks again. `unsent`: said by us alone, so the provider is asked
   * once more when nothing can be on its way.
   */
  const without = (p: Paid, unsent: boolean, at: number) =>
    p.unwanted
      ? happened.PaymentVoided({ ...its(p), round: p.round + 1, unsent, at })
      : happened.PaymentNotCharged({ ...its(p), round: p.round + 1, unsent })
  const notFound = (p: Paid, now: number) => (isLost(p, now) ? without(p, false, now) : unsure(p))
  /** One refund at a time, within its own charge; each has a key of its own, and a new one follows only on a definite answer. */
  const nextRefund = (p: Paid, amt: number, reason: string | null = null) => {
    const n = p.moves + p.refused
    const name = `refund-${read(p, key)}`
    return { key: n ? `${name}-${n}` : name, of: p.key, amt, ...(reason === null ? {} : { reason }) }
  }
  const refund = (p: Paid, amt = left(p), reason: string | null = null) =>
    happened.RefundRequested({ ...its(p), ...nextRefund(p, amt, reason) })
  /** The same again: under its key while nobody knows, under another one after a no. */
  const again = (p: Paid) => refund(p, p.moving, p.giving)
  /**
   * Who names no try asks again where it was refused: what is on its way is asked for once, or the no to one request counts for the next
   * one.
   */
  const isMeant = (p: Paid, tries: number | null | undefined) => (tries ?? (p.status === stuck ? p.tries : null)) === p.tries
  /** What staff give back, while nothing else is on its way. */
  const give = (p: Paid, wish: Wish): Outcome => {
    const part = partOf(wish, left(p))
    return typeof part !== 'number' ? part : part ? refund(p, part, wish.reason) : []
  }
  const returned = <P extends Paid>(p: P): P => ({ ...p, refunded: p.refunded + p.moving, moving: 0, moves: p.moves + 1, giving: null })

  /**
   * The rows of both tables but for those of the system's own events: what `paid`, `part` and `back` say. `besides`: fields of the
   * system's own, as they are at birth; `staff`: who may give back a part.
   */
  const rows = <Taken extends Message<'event'>, Part extends Message<'event'>, Back extends Message<'event'>>({
    paid,
    part,
    back,
    besides = {},
    staff,
  }: {
    readonly paid: (payment: Payment, now: number) => Taken
    /** Staff gave back `moving`, for the reason `giving`. */
    readonly part: (payment: Payment, now: number) => Part
    /** All that was left of it is back. */
    readonly back: (payment: Payment, now: number) => Back
    readonly besides?: object
    readonly staff: readonly string[]
  }) => {
    type Told = OneOrMore<MessageOf<(typeof events)[keyof typeof events]> | Taken | Part | Back>
    /** Outside, what happened is what happened to a payment of the system. */
    const row = <P, Asked>(then: (payment: P, wish: Asked, now: number) => Outcome) =>
      ((p: P, wish: Asked, _: unknown, at: Circumstances) => then(p, wish, at.now)) as (
        p: P,
        wish: Asked,
        _: unknown,
        at: Circumstances,
      ) => Told | Rejection
    const says = (told: (payment: Payment, now: number) => Message<'event'>) => (p: Paid, now: number) => told(p as unknown as Payment, now)
    const [paidNow, partNow, backNow] = [says(paid), says(part), says(back)]
    /** `keep`: what is kept of it all the same. */
    const cancel = (p: Paid | undefined, wish: object, at: number, keep = 0): Outcome => {
      // what is not there yet leaves a mark, so that it never comes
      if (!p) return happened.PaymentVoided({ ...its(wish), round: 0, unsent: false, at })
      if (p.status === notCharged) return happened.PaymentVoided({ ...its(p), round: p.round, unsent: false, at })
      if (p.status === approved) return left(p) > keep ? refund(p, left(p) - keep) : keep ? [] : backNow(p, at)
      return p.unwanted || ([refunding, stuck].some(s => s === p.status) && p.giving === null) ? [] : happened.VoidWanted(its(p))
    }
    /** What staff gave back is back; what nobody wants any more follows. */
    const refunded = (p: Paid, now: number): Outcome => {
      if (p.giving === null) return backNow(p, now)
      const after = returned(p)
      return [partNow(p, now), ...(p.unwanted ? [left(after) ? refund(after) : backNow(after, now)] : [])]
    }
    return {
      cancel: cancel as unknown as (p: Payment | undefined, wish: object, now: number, keep: number) => Told,
      /** What these events make of the payment. */
      paid: <P extends Paid>(p: P) => ({ ...p, status: approved }),
      part: <P extends Paid>(p: P) => ({ ...returned(p), status: approved }),
      back: <P extends Paid>(p: P) => ({ ...returned(p), status: canceled }),
      decide: {
        //                   who may                   in which state                             already so       what then happened
        ApprovePayment: { by: system, from: ['nothing', ...states], then: row(approve) },
        NotePaid: {
          by: policy,
          from: [...open, voided],
          done: otherwise,
          then: row((p: Paid, _, now) => (p.unwanted ? refund(p) : paidNow(p, now))),
        },
        NoteDeclined: { by: policy, from: open, done: otherwise, then: row((p: Paid) => happened.PaymentDeclined(its(p))) },
        NoteUnsent: {
          by: policy,
          from: requested,
          done: otherwise,
          then: row((p: Paid, _, now) => (p.sent ? unsure(p, now) : without(p, true, now))),
        },
        // the request may have left as late as now, also where this process is sure that it did not send it: another one may have
        NoteUnknown: {
          by: policy,
          from: [...open, voided],
          done: otherwise,
          then: row((p: Paid, _, now) => unsure(p, p.status === requested ? now : p.at)),
        },
        CheckPayment: {
          by: policy,
          from: [unknown, notCharged, voided],
          done: otherwise,
          then: row((p: Paid, { round }: { readonly round: number }) => (round === p.round ? question(p) : [])),
        },
        NoteNotFound: { by: policy, from: unknown, done: otherwise, then: row((p: Paid, _, now) => notFound(p, now)) },
        // compensation, asked by anybody, in any state
        CancelPayment: { by: policy, from: ['nothing', ...open, approved, refunding, stuck], done: otherwise, then: row(cancel) },
        GiveBack: {
          by: staff,
          from: approved,
          unless: (p: Paid) => (left(p) ? undefined : no('more-than-left', { left: 0 })),
          then: row(give),
        },
        // it is said when the money is back, not before
        NoteRefunded: { by: policy, from: [refunding, stuck], done: otherwise, then: row((p: Paid, _, now) => refunded(p, now)) },
        NoteRefundUnknown: {
          by: policy,
          from: refunding,
          done: otherwise,
          then: row((p: Paid) => happened.RefundUnknown({ ...its(p), tries: p.tries })),
        },
        NoteRefundStuck: { by: policy, from: refunding, done: otherwise, then: row((p: Paid) => happened.RefundStuck(its(p))) },
        RetryRefund: {
          by: [policy, 'operator'],
          from: [refunding, stuck],
          done: otherwise,
          then: row((p: Paid, { tries }: { readonly tries?: number }) => (isMeant(p, tries) ? again(p) : [])),
        },
      },
      evolve: {
        PaymentRequested: <P extends Paid>(p: P | undefined, e: Data<'PaymentRequested'>) =>
          ({ ...besides, ...(p ?? { ...born, createTime: e.at }), ...stays(e), key: e.key, at: e.at, status: requested }) as P,
        PaymentDeclined: <P extends Paid>(p: P) => ({ ...p, status: declined }),
        PaymentUnknown: <P extends Paid>(p: P, e: Data<'PaymentUnknown'>) => ({
          ...p,
          status: unknown,
          round: e.round,
          at: e.at,
          sent: true,
          // as long as it is only asked what became of it, nothing leaves
          sentIn: p.status === unknown ? p.sentIn : e.round,
        }),
        PaymentQuestioned: <P extends Paid>(p: P) => p,
        PaymentNotCharged: <P extends Paid>(p: P, e: Data<'PaymentNotCharged'>) => ({
          ...p,
          status: notCharged,
          round: e.round,
          sent: false,
        }),
        VoidWanted: <P extends Paid>(p: P) => ({ ...p, unwanted: true }),
        PaymentVoided: <P extends Paid>(p: P | undefined, { round, at, ...e }: Data<'PaymentVoided'>) => {
          const before = p ?? { ...born, ...its(e), ...unasked, key: keyOf(e), at, createTime: at }
          return { ...besides, ...before, status: voided, round, sent: false, unwanted: true } as P
        },
        RefundRequested: <P extends Paid>(p: P, e: Data<'RefundRequested'>) => ({
          ...p,
          status: refunding,
          tries: p.tries + 1,
          moving: e.amt,
          giving: e.reason ?? null,
        }),
        RefundUnknown: <P extends Paid>(p: P) => p,
        RefundStuck: <P extends Paid>(p: P) => ({ ...p, status: stuck, refused: p.refused + 1 }),
      },
    } as const
  }

  const policies = {
    charge: atOnce(happened.PaymentRequested, {
      ask: e => Charge({ reference: numberIn(e, key), key: e.key, amt: amount(e), paymentToken: e.paymentToken, since: e.since ?? e.at }),
      within: ms(550),
      answer: {
        captured: e => asked.NotePaid(its(e)),
        declined: e => asked.NoteDeclined(its(e)),
      },
      otherwise: (e, why) => (why === 'unavailable' ? asked.NoteUnsent(its(e)) : asked.NoteUnknown(its(e))),
    }),
    find: atOnce(happened.PaymentQuestioned, {
      ask: e => Find({ reference: numberIn(e, key), key: e.key }),
      within: seconds(2),
      answer: {
        captured: e => asked.NotePaid(its(e)),
        declined: e => asked.NoteDeclined(its(e)),
        none: e => asked.NoteNotFound(its(e)),
      },
      otherwise: e => asked.NoteUnknown(its(e)),
    }),
    repay: atOnce(happened.RefundRequested, {
      ask: e => Refund({ reference: numberIn(e, key), key: e.key, of: e.of, amt: e.amt }),
      within: seconds(2),
      answer: {
        refunded: e => asked.NoteRefunded(its(e)),
        failed: e => asked.NoteRefundStuck(its(e)),
      },
      otherwise: e => asked.NoteRefundUnknown(its(e)),
    }),
    reconcile: whenever(happened.PaymentUnknown, e =>
      after(backoff(e.round), asked.CheckPayment({ ...its(e), round: e.round }), { late: 'run' }),
    ),
    // "surely not sent" was said by one process; a second one that took the question up may have sent it all the same
    recheck: whenever(happened.PaymentNotCharged, e =>
      e.unsent ? after(oldestRequest, asked.CheckPayment({ ...its(e), round: e.round }), { late: 'run' }) : undefined,
    ),
    recheckVoid: whenever(happened.PaymentVoided, e =>
      e.unsent ? after(oldestRequest, asked.CheckPayment({ ...its(e), round: e.round }), { late: 'run' }) : undefined,
    ),
    repayAgain: whenever(happened.RefundUnknown, e =>
      after(backoff(e.tries), asked.RetryRefund({ ...its(e), tries: e.tries }), { late: 'run' }),
    ),
  }

  /** What is compared with the provider's books: what was taken under its key, and what of it is back. */
  const charges = (p: Paid) => {
    const taken = [approved, refunding, stuck, canceled].some(s => s === p.status) ? amount(p) : 0
    return [{ key: p.key, amt: taken, back: p.refunded, open: [requested, unknown, refunding].some(s => s === p.status) }]
  }
  /** What asks the provider now what became of it; undefined: that is known. */
  const ask = (p: Paid, of: string) =>
    of === p.key && [unknown, notCharged, voided].some(s => s === p.status) ? asked.CheckPayment({ ...its(p), round: p.round }) : undefined

  return { charges, ask, key, kept, words, events, commands, fields, states, rows, policies, isMeant, nextRefund }
}
type Data<T extends keyof Happens> = Type.Static<Type.TObject<Happens[T]>>
