import { aggregate, type DataOf, otherwise, policy, type StateOf } from '@jumun/core/model'
import { Natural, operator, Won } from '../vocabulary.ts'
import { money } from './money.ts'
import * as commands from './payment-commands.ts'
import * as events from './payment-events.ts'
const { KeepSet, PaymentApproved, PaymentRefunded, PaymentVoided, RefundRequested, VoidWanted } = events

const states = [...money.states, 'PartlyRefunded'] as const
const fields = {
  ...money.fields,
  keep: Won, seq: Natural,                     // money moves towards what is kept; the latest word on that
  refunded: Won, moving: Won, moves: Natural,  // what is back; what is on its way back now; how many refunds there were
}
type State = StateOf<typeof fields, typeof states>

/** The last word: nobody has a reservation. */
export const nobody = 9
const open = ['Requested', 'Unknown', 'NotCharged'] as const
const charged = ['Paid', 'PartlyRefunded', 'Refunded'] as const

const approved = ({ reservationId, amount }: State) => PaymentApproved({ reservationId, amount: amount ?? 0 })
/** One refund at a time, within its own charge; each has a key of its own, and a new one follows only on a definite answer. */
const refund = ({ reservationId, key, moves, refused }: State, amt: number) => RefundRequested({ reservationId, key: moves + refused ? `refund-${reservationId}-${moves + refused}` : `refund-${reservationId}`, of: key, amt })
const toward = (p: State) => {
  const over = (p.amount ?? 0) - p.keep - p.refunded
  return over > 0 ? [refund(p, over)] : []
}
const paid = (p: State) => p.unwanted ? [approved(p), KeepSet({ reservationId: p.reservationId, keep: 0, seq: nobody }), ...toward({ ...p, keep: 0 })] : approved(p)
const cancel = (p: State | undefined, { reservationId, keep, seq }: DataOf<typeof commands.CancelPayment>, at: number) => {
  // what is not there yet leaves a mark, so that it never comes
  if (!p) return PaymentVoided({ reservationId, round: 0, unsent: false, at })
  if (p.status === 'NotCharged') return PaymentVoided({ reservationId, round: p.round, unsent: false, at })
  if (open.some(s => s === p.status)) return p.unwanted ? [] : VoidWanted({ reservationId })
  if (seq <= p.seq) return []
  return [KeepSet({ reservationId, keep, seq }), ...(charged.some(s => s === p.status) ? toward({ ...p, keep }) : [])]
}
const refunded = (p: State) => {
  const back = { ...p, refunded: p.refunded + p.moving, moves: p.moves + 1 }
  return [PaymentRefunded({ reservationId: p.reservationId, amount: p.moving, refunded: back.refunded }), ...toward(back)]
}
const rows = money.rows({ paid: approved, back: p => PaymentRefunded({ reservationId: p.reservationId, amount: p.moving, refunded: p.refunded + p.moving }), besides: { keep: 0, seq: 0, refunded: 0, moving: 0, moves: 0 } })

/** The money of one reservation: what the provider took, and what of it is kept. */
export const Payment = aggregate('payment', {
  key: 'reservationId', id: 'id', commands, events, states, fields,
  decide: {
    ...rows.decide,
    ApprovePayment: { ...rows.decide.ApprovePayment, from: ['nothing', ...states] },
    //                who may                  in which state                                                              already so        what then happened
    CancelPayment:  { by: policy,              from: ['nothing', ...open, ...charged, 'Refunding', 'RefundStuck'],          done: otherwise,  then: (p, wish, _, { now }) => cancel(p, wish, now) },
    NotePaid:       { by: policy,              from: [...open, 'Voided'],                                                   done: otherwise,  then: paid },
    NoteRefunded:   { by: policy,              from: ['Refunding', 'RefundStuck'],                                          done: otherwise,  then: refunded },
    // who does not know asks under the same key for the same amount; after a no, under another one for what is to go back now
    RetryRefund:    { by: [policy, operator],  from: ['Refunding', 'RefundStuck'],                                          done: otherwise,  then: (p, { tries }) =>
                      !money.isMeant(p, tries) ? [] : p.status === 'Refunding' ? refund(p, p.moving) : toward(p) },
  },
  evolve: {
    ...rows.evolve,
    PaymentApproved: p      => ({ ...p, keep: p.amount ?? 0, status: 'Paid' }),
    KeepSet:         (p, e) => ({ ...p, keep: e.keep, seq: e.seq }),
    RefundRequested: (p, e) => ({ ...p, moving: e.amt, tries: p.tries + 1, status: 'Refunding' }),
    PaymentRefunded: (p, e) => ({ ...p, refunded: e.refunded, moving: 0, moves: p.moves + 1, status: e.refunded === p.amount ? 'Refunded' : 'PartlyRefunded' }),
  },
})
