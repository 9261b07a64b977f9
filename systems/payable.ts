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
  event,
  type Message,
  minutes,
  ms,
  otherwise,
  policy,
  type Rejection,
  seconds,
  system,
  Type,
  whenever,
} from '@jumun/core/model'
import { Charge, Find, Refund } from './psp/commands.ts'
import { backoff, Id, Natural, Optional, OrNull, PaymentToken, Text, Time, Won, Yes } from './vocabulary.ts'

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
/** A payment as the block sees it; under names of the system it carries its key, its amount and what is kept besides. */
export interface Paid {
  readonly status: string
  readonly key: string
  readonly at: number
  readonly createTime: number
  readonly sent: boolean
  readonly unwanted: boolean
  readonly round: number
  readonly tries: number
  readonly refused: number
  readonly [field: string]: any
}
type Happened = Message<'event', any, any>
type Outcome = Happened | readonly Happened[]

/** Is this the payment that was asked for? A number that came again may meet the answer that another one got. */
export const isOwn = (asked: { readonly [field: string]: any }, { detail = {} }: Answered): boolean =>
  Object.entries(detail).every(([field, value]) => value === asked[field])

/** Longer than any request may be on its way to the provider: until then "not found" is no answer. */
export const oldestRequest = minutes(60)

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
  /** The key of a state, of an event, of a command: what everything about it carries. */
  const its = (x: any): any => ({ [key]: x[key] })

  const events = {
    PaymentRequested: event.internal('PaymentRequested', {
      ...of,
      ...kept,
      key: Text,
      paymentToken: OrNull(PaymentToken),
      at: Time,
      since: Type.Optional(Time),
    }),
    PaymentDeclined: event.internal('PaymentDeclined', of),
    PaymentUnknown: event.internal('PaymentUnknown', { ...of, round: Natural, at: Time }),
    PaymentQuestioned: event.internal('PaymentQuestioned', { ...of, key: Text }),
    PaymentNotCharged: event.internal('PaymentNotCharged', { ...of, round: Natural, unsent: Yes }),
    VoidWanted: event.internal('VoidWanted', of),
    PaymentVoided: event.internal('PaymentVoided', { ...of, round: Natural, unsent: Yes, at: Time }),
    RefundRequested: event.internal('RefundRequested', { ...of, key: Text, of: Text, amt: Won }),
    RefundUnknown: event.internal('RefundUnknown', { ...of, tries: Natural }),
    RefundStuck: event.internal('RefundStuck', of),
  }
  const {
    PaymentDeclined,
    PaymentNotCharged,
    PaymentQuestioned,
    PaymentRequested,
    PaymentUnknown,
    PaymentVoided,
    RefundRequested,
    RefundStuck,
    RefundUnknown,
    VoidWanted,
  } = events

  const commands = {
    ApprovePayment: command(
      'ApprovePayment',
      { ...of, ...kept, paymentToken: Optional(PaymentToken) },
      { answers: [approved, declined, notCharged, 'rejected'], tells: Object.keys(kept) },
    ),
    CancelPayment: command('CancelPayment', of),
    NotePaid: command('NotePaid', of),
    NoteDeclined: command('NoteDeclined', of),
    NoteUnsent: command('NoteUnsent', of),
    NoteUnknown: command('NoteUnknown', of),
    CheckPayment: command('CheckPayment', { ...of, round: Natural }),
    NoteNotFound: command('NoteNotFound', of),
    NoteRefunded: command('NoteRefunded', of),
    NoteRefundUnknown: command('NoteRefundUnknown', of),
    NoteRefundStuck: command('NoteRefundStuck', of),
    RetryRefund: command('RetryRefund', { ...of, tries: Type.Optional(Natural) }),
  }
  const {
    CheckPayment,
    NoteDeclined,
    NoteNotFound,
    NotePaid,
    NoteRefunded,
    NoteRefundStuck,
    NoteRefundUnknown,
    NoteUnknown,
    NoteUnsent,
    RetryRefund,
  } = commands

  const fields = {
    ...of,
    ...(Object.fromEntries(Object.entries(kept).map(([name, schema]) => [name, OrNull(schema)])) as {
      [name in keyof Kept]: ReturnType<typeof OrNull<Kept[name]>>
    }), // null: cancelled before it was ever asked
    createTime: Time,
    key: Text,
    at: Time, // towards the provider the key belongs to the order's charge, not to the attempt; when it was last used
    sent: Yes, // a request with this key may be on its way, or may have arrived
    unwanted: Yes, // nobody takes it any more: what is found goes back
    round: Natural,
    tries: Natural,
    refused: Natural, // of asking what became of the charge; of refunding; definite noes to the refund
  }
  const unasked = Object.fromEntries(Object.keys(kept).map(name => [name, null]))
  const keyOf = (x: any) => `charge-${x[key]}`
  /** What stays with the payment of what was asked: the card does not. */
  const asked = (e: any): any => ({ ...its(e), ...Object.fromEntries(Object.keys(kept).map(name => [name, e[name]])) })

  /** `since`: when the key was first used, where that was before. */
  const request = ({ paymentToken, ...wish }: any, at: number, since: number) =>
    PaymentRequested({ ...wish, key: keyOf(wish), paymentToken: paymentToken ?? null, at, ...(since < at ? { since } : {}) })
  /** It is found by its number, its amount and whose it is: numbers come again where a store is older than its neighbours, and nobody may pay with another's money. */
  const isOthers = (p: Paid, wish: any) => Object.keys(kept).some(name => p[name] !== null && p[name] !== wish[name])
  const approve = (p: Paid | undefined, wish: any, now: number): Outcome | Rejection =>
    p && isOthers(p, wish)
      ? { kind: 'rejection', reason: 'payment-contradiction' }
      : p && (p.unwanted || ![unknown, notCharged].some(s => s === p.status))
        ? []
        : request(wish, now, p?.createTime ?? now)
  const question = (p: Paid) => PaymentQuestioned({ ...its(p), key: p.key })
  const unsure = (p: Paid, at = p.at) => PaymentUnknown({ ...its(p), round: p.round + 1, at })
  /** It ends without a charge: unwanted for good, wanted until somebody asks again. `unsent`: said by us alone, so the provider is asked once more when nothing can be on its way. */
  const without = (p: Paid, unsent: boolean, at: number) =>
    p.unwanted ? PaymentVoided({ ...its(p), round: p.round + 1, unsent, at }) : PaymentNotCharged({ ...its(p), round: p.round + 1, unsent })
  const notFound = (p: Paid, now: number) => (now < p.at + oldestRequest ? unsure(p) : without(p, false, now))
  /** Within its own charge, with a key of its own; a new one only after a definite no. */
  const refund = (p: Paid) =>
    RefundRequested({ ...its(p), key: p.refused ? `refund-${p[key]}-${p.refused}` : `refund-${p[key]}`, of: p.key, amt: p[amt] ?? 0 })
  /** Who names no try asks again where it was refused: what is on its way is asked for once, or the no to one request counts for the next one. */
  const isMeant = (p: Paid, tries: number | null | undefined) => (tries ?? (p.status === stuck ? p.tries : null)) === p.tries
  const cancel = (p: Paid | undefined, wish: any, at: number) =>
    // what is not there yet leaves a mark, so that it never comes
    !p
      ? PaymentVoided({ ...its(wish), round: 0, unsent: false, at })
      : p.status === notCharged
        ? PaymentVoided({ ...its(p), round: p.round, unsent: false, at })
        : p.status === approved
          ? refund(p)
          : p.unwanted
            ? []
            : VoidWanted(its(p))

  const states = [requested, unknown, notCharged, approved, declined, refunding, stuck, canceled, voided] as const
  /** Not known to have been charged, and not known to be over. */
  const open = [requested, unknown, notCharged]

  /**
   * The rows of both tables but two: what `paid` and `back` say is said in the system's own events, so their rows are its own.
   * `besides`: fields of the system's own, as they are at birth.
   */
  const rows = ({
    paid,
    back,
    besides = {},
  }: {
    readonly paid: (payment: any) => Happened
    readonly back: (payment: any) => Happened
    readonly besides?: object
  }) => ({
    decide: {
      //                   who may                   in which state                             already so       what then happened
      ApprovePayment: {
        by: system,
        from: ['nothing', ...states],
        then: (p: Paid | undefined, wish: any, _: any, { now }: Circumstances): any => approve(p, wish, now),
      },
      NotePaid: { by: policy, from: [...open, voided], done: otherwise, then: (p: Paid): Outcome => (p.unwanted ? refund(p) : paid(p)) },
      NoteDeclined: { by: policy, from: open, done: otherwise, then: (p: Paid): Outcome => PaymentDeclined(its(p)) },
      NoteUnsent: {
        by: policy,
        from: requested,
        done: otherwise,
        then: (p: Paid, _: any, __: any, { now }: Circumstances): Outcome => (p.sent ? unsure(p) : without(p, true, now)),
      },
      NoteUnknown: {
        by: policy,
        from: [...open, voided],
        done: otherwise,
        then: (p: Paid, _: any, __: any, { now }: Circumstances): Outcome => unsure(p, p.status === requested ? now : p.at),
      }, // the request may have left as late as now
      CheckPayment: {
        by: policy,
        from: [unknown, notCharged, voided],
        done: otherwise,
        then: (p: Paid, { round }: any): Outcome => (round === p.round ? question(p) : []),
      },
      NoteNotFound: {
        by: policy,
        from: unknown,
        done: otherwise,
        then: (p: Paid, _: any, __: any, { now }: Circumstances): Outcome => notFound(p, now),
      },
      // compensation, asked by anybody, in any state
      CancelPayment: {
        by: policy,
        from: ['nothing', ...open, approved],
        done: otherwise,
        then: (p: Paid | undefined, wish: any, _: any, { now }: Circumstances): Outcome => cancel(p, wish, now),
      },
      // it is said when the money is back, not before
      NoteRefunded: { by: policy, from: [refunding, stuck], done: otherwise, then: (p: Paid): Outcome => back(p) },
      NoteRefundUnknown: {
        by: policy,
        from: refunding,
        done: otherwise,
        then: (p: Paid): Outcome => RefundUnknown({ ...its(p), tries: p.tries }),
      },
      NoteRefundStuck: { by: policy, from: refunding, done: otherwise, then: (p: Paid): Outcome => RefundStuck(its(p)) },
      RetryRefund: {
        by: [policy, 'operator'],
        from: [refunding, stuck],
        done: otherwise,
        then: (p: Paid, { tries }: any): Outcome => (isMeant(p, tries) ? refund(p) : []),
      },
    } as const,
    evolve: {
      PaymentRequested: (p: Paid | undefined, e: any): any => ({
        ...besides,
        ...(p ?? { sent: false, unwanted: false, round: 0, tries: 0, refused: 0, createTime: e.at }),
        ...asked(e),
        key: e.key,
        at: e.at,
        status: requested,
      }),
      PaymentDeclined: (p: Paid): any => ({ ...p, status: declined }),
      PaymentUnknown: (p: Paid, e: any): any => ({ ...p, status: unknown, round: e.round, at: e.at, sent: true }),
      PaymentQuestioned: (p: Paid): any => p,
      PaymentNotCharged: (p: Paid, e: any): any => ({ ...p, status: notCharged, round: e.round, sent: false }),
      VoidWanted: (p: Paid): any => ({ ...p, unwanted: true }),
      PaymentVoided: (p: Paid | undefined, { round, at, ...e }: any): any => ({
        ...besides,
        ...(p ?? { ...its(e), ...unasked, key: keyOf(e), at, createTime: at, tries: 0, refused: 0 }),
        status: voided,
        round,
        sent: false,
        unwanted: true,
      }),
      RefundRequested: (p: Paid): any => ({ ...p, status: refunding, tries: p.tries + 1 }),
      RefundUnknown: (p: Paid): any => p,
      RefundStuck: (p: Paid): any => ({ ...p, status: stuck, refused: p.refused + 1 }),
    },
  })

  const policies = {
    charge: atOnce(PaymentRequested, {
      ask: (e: any) => Charge({ reference: e[key], key: e.key, amt: e[amt], paymentToken: e.paymentToken, since: e.since ?? e.at }),
      within: ms(550),
      answer: {
        captured: (e: any) => NotePaid(its(e)),
        declined: (e: any) => NoteDeclined(its(e)),
      },
      otherwise: (e: any, why) => (why === 'unavailable' ? NoteUnsent(its(e)) : NoteUnknown(its(e))),
    }),
    find: atOnce(PaymentQuestioned, {
      ask: (e: any) => Find({ reference: e[key], key: e.key }),
      within: seconds(2),
      answer: {
        captured: (e: any) => NotePaid(its(e)),
        declined: (e: any) => NoteDeclined(its(e)),
        none: (e: any) => NoteNotFound(its(e)),
      },
      otherwise: (e: any) => NoteUnknown(its(e)),
    }),
    repay: atOnce(RefundRequested, {
      ask: (e: any) => Refund({ reference: e[key], key: e.key, of: e.of, amt: e.amt }),
      within: seconds(2),
      answer: {
        refunded: (e: any) => NoteRefunded(its(e)),
        failed: (e: any) => NoteRefundStuck(its(e)),
      },
      otherwise: (e: any) => NoteRefundUnknown(its(e)),
    }),
    reconcile: whenever(PaymentUnknown, (e: any) => after(backoff(e.round), CheckPayment({ ...its(e), round: e.round }), { late: 'run' })),
    // "surely not sent" was said by one process; a second one that took the question up may have sent it all the same
    recheck: whenever(PaymentNotCharged, (e: any) =>
      e.unsent ? after(oldestRequest, CheckPayment({ ...its(e), round: e.round }), { late: 'run' }) : undefined,
    ),
    recheckVoid: whenever(PaymentVoided, (e: any) =>
      e.unsent ? after(oldestRequest, CheckPayment({ ...its(e), round: e.round }), { late: 'run' }) : undefined,
    ),
    repayAgain: whenever(RefundUnknown, (e: any) => after(backoff(e.tries), RetryRefund({ ...its(e), tries: e.tries }), { late: 'run' })),
  }

  /** What is compared with the provider's books: what was taken under its key, and what of it is back. */
  const charges = (p: Paid) => {
    const taken = [approved, refunding, stuck, canceled].some(s => s === p.status) ? (p[amt] ?? 0) : 0
    return [{ key: p.key, amt: taken, back: p.status === canceled ? taken : 0, open: [requested, unknown, refunding].some(s => s === p.status) }]
  }
  /** What asks the provider now what became of it; undefined: that is known. */
  const ask = (p: Paid, of: string) => of === p.key && [unknown, notCharged, voided].some(s => s === p.status) ? CheckPayment({ ...its(p), round: p.round }) : undefined

  return { charges, ask, key, kept, words, events, commands, fields, states, rows, policies, isMeant }
}
