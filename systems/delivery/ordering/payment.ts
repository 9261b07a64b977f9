import { aggregate, type DataOf, otherwise, policy, type StateOf, system, Type } from '@jumun/core/model'
import { Id, isLost, Natural, operator, OrNull, Text, Time, Won, Yes, names } from '../vocabulary.ts'
import * as commands from './payment-commands.ts'
import * as events from './payment-events.ts'
const { ChargeAsked, Charged, ChargeDeclined, ChargeQuestioned, ChargeUnknown, ChargeUnsent, DueSet, MoneySettled, NotCharged, RefundAsked,
  Refunded, RefundStuck, RefundUnknown } = events

/**
 * `free`: nothing was taken and nothing is asked for. `unsent`, `unknown`: what became of the only charge. `stuck`: the provider refused
 * a refund.
 */
const states = ['free', 'asked', 'unsent', 'unknown', 'declined', 'paid', 'partlyRefunded', 'refunded', 'stuck'] as const
const fields = {
  orderId: Id, customerId: names(Text), createTime: Time,
  // what should have been taken, by which word of the order, and for which word the card was refused
  due: Natural, seq: Natural, refused: Natural,
  // what was taken, each with what was given back of it
  charges: Type.Array(Type.Object({ key: Text, amt: Won, refunded: Natural })),
  // on its way: nobody knows yet. `at`, `sentIn`: when its key was last used, and in which round
  charge: OrNull(Type.Object({
    key: Text, amt: Won, at: Time, sent: Yes, unsent: Yes, round: Natural, sentIn: Natural, since: Type.Optional(Time),
  })),
  refund: OrNull(Type.Object({ key: Text, of: Text, amt: Won, failed: Yes, round: Natural })),
  asked: Natural, returned: Natural,                                                                     // how many keys were used for each
  amount: Natural, refunded: Natural, net: Natural,
}
type State = StateOf<typeof fields, typeof states>
type Made  = ReturnType<(typeof events)[keyof typeof events]>

const keyOf = (kind: string, orderId: number, n: number) => (n === 1 ? `${kind}-${orderId}` : `${kind}-${orderId}-${n}`)
const statusOf = ({ amount, refunded, charge, refund, refused }: Omit<State, 'status'>): State['status'] =>
  amount ? (refund?.failed ? 'stuck' : refunded === amount ? 'refunded' : refunded ? 'partlyRefunded' : 'paid')
    : charge ? (charge.unsent ? 'unsent' : charge.sent ? 'unknown' : 'asked') : refused ? 'declined' : 'free'
const counted = (p: Omit<State, 'status' | 'amount' | 'refunded' | 'net'>): State => {
  const sum = (of: 'amt' | 'refunded') => p.charges.reduce((n, c) => n + c[of], 0)
  const [amount, refunded] = [sum('amt'), sum('refunded')], whole = { ...p, amount, refunded, net: amount - refunded }
  return { ...whole, status: statusOf(whole) }
}
type Fold = { readonly [type: string]: (p: State, happened: never) => State }
/** Each event by its own row, which its data belong to. */
const evolved = (p: State | undefined, made: readonly Made[]): State =>
  made.reduce<State>((s, e) => (evolve as Fold)[e.type]!(s, e.data as never), p as State)

/** When its key was first used, where that was before: a provider may have forgotten it by now. */
const used = ({ since, at: last }: State['charge'] & object, at: number) => ((since ?? last) < at ? { since: since ?? last } : {})

/** One move at a time towards what is due, each with a key of its own; a refund within its own charge, the latest first. */
const move = (p: State, at: number, paymentToken: string | null): Made[] => {
  const { orderId, due, net, seq } = p
  if (p.charge || (p.refund && !p.refund.failed)) return []
  if (due === net) return [MoneySettled({ orderId, net, refunded: p.refunded, seq })]
  if (due > net) return [ChargeAsked({ orderId, key: keyOf('charge', orderId, p.asked + 1), amt: due - net, seq, paymentToken, at })]
  const from = p.charges.findLast(c => c.amt > c.refunded)
  return p.refund || !from ? [] : [RefundAsked({ orderId, key: keyOf('refund', orderId, p.returned + 1), of: from.key,
    amt: Math.min(net - due, from.amt - from.refunded) })]
}
const then = (p: State | undefined, made: readonly Made[], at: number, paymentToken: string | null = null): Made[] =>
  [...made, ...move(evolved(p, made), at, paymentToken)]

const set = (p: State | undefined, { orderId, customerId, due, seq }: DataOf<typeof commands.SetDue>, at: number) =>
  ((p?.seq ?? 0) >= seq ? [] : then(p, [DueSet({ orderId, customerId, due, seq, at })], at))
/** So much is on its way back to the customer, and may be there already. */
const moving = (p: State) => (p.refund && !p.refund.failed ? p.refund.amt : 0)
const raise = (p: State | undefined, { orderId, customerId, due, seq, paymentToken = null }: DataOf<typeof commands.RaiseDue>,
  at: number): Made[] => {
  if ((p?.seq ?? 0) >= seq) return []
  // were what comes back counted as paid, it would have to be charged again when nobody gives a card
  if (p && moving(p) && due > p.net - moving(p)) return []
  const noted = DueSet({ orderId, customerId, due, seq, at })
  // the same charge again, under the same key: it counts once, whichever request arrives
  if (p?.charge) return p.charge.amt === due - p.net ? [noted,
    ChargeAsked({ orderId, key: p.charge.key, amt: p.charge.amt, seq, paymentToken, at: Math.max(at, p.charge.at), ...used(p.charge, at) })]
    : [noted]
  return then(p, [noted], at, paymentToken)
}
const isCharge = (p: State, e: { key: string }): p is State & { charge: object } => p.charge?.key === e.key
const isRefund = (p: State, e: { key: string }): p is State & { refund: object } => p.refund?.key === e.key && !p.refund.failed
// `at`: when a request may last have left; a clock that was set back meanwhile makes it no earlier
const unknown  = (p: State, e: { key: string }, at = p.charge?.at ?? 0) =>
  isCharge(p, e) ? ChargeUnknown({ orderId: p.orderId, key: e.key, round: p.charge.round + 1, at: Math.max(at, p.charge.at) }) : []
const unsent   = (p: State, e: { key: string }, now: number) =>
  isCharge(p, e) && !p.charge.sent ? ChargeUnsent({ orderId: p.orderId, key: e.key, round: p.charge.round + 1 }) : unknown(p, e, now)
const missing  = (p: State, e: DataOf<typeof NotCharged>, now: number) =>
  !isCharge(p, e) ? [] : isLost(p.charge, now) ? then(p, [NotCharged(e)], now) : unknown(p, e)
const repeat   = (p: State, e: DataOf<typeof commands.RepeatRefund>) =>
  isRefund(p, e) && p.refund.round === e.round ? RefundAsked({ orderId: p.orderId, key: e.key, of: p.refund.of, amt: p.refund.amt }) : []

const evolve = {
  DueSet:           (p: State | undefined, { orderId, customerId, due, seq, at }: DataOf<typeof DueSet>) =>
                    counted({ ...(p ?? { createTime: at, refused: 0, charges: [], charge: null, refund: null, asked: 0, returned: 0 }),
                      orderId, customerId, due, seq }),
  ChargeAsked:      (p: State, { key, amt, at, since }: DataOf<typeof ChargeAsked>) =>
                    counted({ ...p, charge: { sent: false, round: 0, since: since ?? at, ...p.charge, key, amt, at, unsent: false,
                      sentIn: (p.charge?.round ?? 0) + 1 }, refund: null, asked: p.charge ? p.asked : p.asked + 1 }),
  Charged:          (p: State, { key }: DataOf<typeof Charged>) =>
    counted({ ...p, charges: [...p.charges, { key, amt: p.charge?.amt ?? 0, refunded: 0 }], charge: null }),
  // what was refused is not due any more, or it would be asked for again behind the customer's back
  ChargeDeclined:   (p: State) => counted({ ...p, charge: null, due: Math.min(p.due, p.net), refused: p.due > p.net ? p.seq : p.refused }),
  ChargeUnsent:     (p: State, { round }: DataOf<typeof ChargeUnsent>) =>
    counted({ ...p, charge: p.charge && { ...p.charge, round, unsent: true } }),
  ChargeUnknown:    (p: State, { round, at }: DataOf<typeof ChargeUnknown>) =>
    counted({ ...p, charge: p.charge && { ...p.charge, round, at, sent: true, unsent: false,
      sentIn: at > p.charge.at ? round : p.charge.sentIn } }),
  ChargeQuestioned: (p: State) => p,
  NotCharged:       (p: State) => counted({ ...p, charge: null, due: Math.min(p.due, p.net) }),
  RefundAsked:      (p: State, { key, of, amt }: DataOf<typeof RefundAsked>) =>
                    counted({ ...p, refund: { key, of, amt, failed: false, round: p.refund?.key === key ? p.refund.round : 0 },
                      returned: p.refund?.key === key ? p.returned : p.returned + 1 }),
  Refunded:         (p: State, { of, amt }: DataOf<typeof Refunded>) =>
    counted({ ...p, charges: p.charges.map(c => (c.key === of ? { ...c, refunded: c.refunded + amt } : c)), refund: null }),
  RefundUnknown:    (p: State, { round }: DataOf<typeof RefundUnknown>) => counted({ ...p, refund: p.refund && { ...p.refund, round } }),
  RefundStuck:      (p: State) => counted({ ...p, refund: p.refund && { ...p.refund, failed: true } }),
  MoneySettled:     (p: State) => counted({ ...p, refund: null }),
}

/** The money of one order. The order says what is due; this moves there, and knows what is known of it. */
export const Payment = aggregate('payment', {
  key: 'orderId', id: 'id', commands, events, states, fields,
  decide: {
    //                   who may       in which state                 already so       what then happened
    RaiseDue:          { by: system,   from: ['nothing', ...states],                   then: (p, wish, _, { now }) => raise(p, wish, now) },
    SetDue:            { by: policy,   from: ['nothing', ...states],                   then: (p, wish, _, { now }) => set(p, wish, now) },
    NoteCaptured:      { by: policy,   from: states,                  done: otherwise,
      then: (p, e, _, { now }) => isCharge(p, e) ? then(p, [Charged(e)], now) : [] },
    NoteDeclined:      { by: policy,   from: states,                  done: otherwise,
      then: (p, e, _, { now }) => isCharge(p, e) ? then(p, [ChargeDeclined(e)], now) : [] },
    NoteUnsent:        { by: policy,   from: states,                  done: otherwise, then: (p, e, _, { now }) => unsent(p, e, now) },
    NoteUnknown:       { by: policy,   from: states,                  done: otherwise, then: (p, e, _, { now }) => unknown(p, e, now) },
    CheckCharge:       { by: policy,   from: states,                  done: otherwise,
      then: (p, e) => isCharge(p, e) && p.charge.round === e.round ? ChargeQuestioned({ orderId: e.orderId, key: e.key }) : [] },
    NoteNotFound:      { by: policy,   from: states,                  done: otherwise, then: (p, e, _, { now }) => missing(p, e, now) },
    NoteRefunded:      { by: policy,   from: states,                  done: otherwise,
      then: (p, e, _, { now }) => isRefund(p, e) ? then(p, [Refunded({ ...e, of: p.refund.of, amt: p.refund.amt })], now) : [] },
    NoteRefundUnknown: { by: policy,   from: states,                  done: otherwise,
      then: (p, e) => isRefund(p, e) ? RefundUnknown({ ...e, round: p.refund.round + 1 }) : [] },
    NoteRefundFailed:  { by: policy,   from: states,                  done: otherwise,
      then: (p, e) => isRefund(p, e) ? RefundStuck(e) : [] },
    RepeatRefund:      { by: policy,   from: states,                  done: otherwise, then: repeat },
    // a new key only after a definite no
    RetryRefund:       { by: operator, from: 'stuck',
      then: (p, _, __, { now }) => move({ ...p, refund: null }, now, null) },
  },
  evolve,
})
