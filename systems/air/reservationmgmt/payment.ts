import { aggregate, type DataOf, otherwise, policy, type StateOf } from '@jumun/core/model'
import { timed } from '../../block.ts'
import { flightManager, Natural, operator, Won } from '../vocabulary.ts'
import { money } from './money.ts'
import * as commands from './payment-commands.ts'
import * as events from './payment-events.ts'
const { KeepSet, PaymentApproved, PaymentPartlyRefunded, PaymentRefunded } = events
const { PaymentVoided, RefundRequested, VoidWanted } = money.events

const states = [...money.states, 'PartlyRefunded'] as const
const fields = { ...money.fields, keep: Won, seq: Natural }   // money moves towards what is kept; the latest word on that
type State = StateOf<typeof fields, typeof states>

/** The last word: nobody has a reservation. */
export const nobody = 9
const open = ['Requested', 'Unknown', 'NotCharged'] as const
const charged = ['Paid', 'PartlyRefunded', 'Refunded'] as const

const approved = ({ reservationId, amount }: Pick<State, 'reservationId' | 'amount'>) =>
  PaymentApproved({ reservationId, amount: amount ?? 0 })
const toward = (p: State) => {
  const over = (p.amount ?? 0) - p.keep - p.refunded
  return over > 0 ? [RefundRequested({ reservationId: p.reservationId, ...money.nextRefund(p, over) })] : []
}
const paid = (p: State) =>
  p.unwanted ? [approved(p), KeepSet({ reservationId: p.reservationId, keep: 0, seq: nobody }), ...toward({ ...p, keep: 0 })] : approved(p)
const cancel = (p: State | undefined, { reservationId, keep, seq }: DataOf<typeof commands.CancelPayment>, at: number) => {
  // what is not there yet leaves a mark, so that it never comes
  if (!p) return PaymentVoided({ reservationId, round: 0, unsent: false, at })
  if (p.status === 'NotCharged') return PaymentVoided({ reservationId, round: p.round, unsent: false, at })
  if (open.some(s => s === p.status)) return p.unwanted ? [] : VoidWanted({ reservationId })
  if (seq <= p.seq) return []
  return [KeepSet({ reservationId, keep, seq }), ...(charged.some(s => s === p.status) ? toward({ ...p, keep }) : [])]
}
const moved = ({ reservationId, moving, refunded }: Pick<State, 'reservationId' | 'moving' | 'refunded'>) =>
  ({ reservationId, amount: moving, refunded: refunded + moving })
const given = (p: Pick<State, 'reservationId' | 'customerId' | 'moving' | 'refunded' | 'giving'>) =>
  PaymentPartlyRefunded({ ...moved(p), customerId: p.customerId ?? 0, reason: p.giving ?? '' })
const refunded = (p: State) => {
  const back = { ...p, refunded: p.refunded + p.moving, moves: p.moves + 1 }
  return [p.giving === null ? PaymentRefunded(moved(p)) : given(p), ...toward(back)]
}
/** Who does not know asks under the same key for the same amount; after a no, under another one for what is to go back now. */
const retry = (p: State, { tries }: { readonly tries?: number }) =>
  !money.isMeant(p, tries) ? []
    : p.status !== 'Refunding' && p.giving === null ? toward(p)
    : RefundRequested({ reservationId: p.reservationId, ...money.nextRefund(p, p.moving, p.giving) })
const rows = money.rows({
  paid: approved, part: given, back: p => PaymentRefunded(moved(p)), besides: { keep: 0, seq: 0 }, staff: [flightManager, operator],
})
const rest = <P extends State>(p: P): P =>
  ({ ...rows.part(p), status: p.refunded + p.moving === p.amount ? 'Refunded' : 'PartlyRefunded' })
const moving = ['Refunding', 'RefundStuck'] as const

/** The money of one reservation: what the provider took, and what of it is kept. */
export const Payment = aggregate('payment', {
  key: 'reservationId', id: 'id', commands: { ...money.commands, ...commands }, events: { ...money.events, ...events }, states, fields,
  decide: {
    ...rows.decide,
    ApprovePayment: { ...rows.decide.ApprovePayment, from: ['nothing', ...states] },
    GiveBack:       { ...rows.decide.GiveBack,       from: ['Paid', 'PartlyRefunded'] },
    //                who may                 in which state                                    already so       what then happened
    CancelPayment:  { by: policy,             from: ['nothing', ...open, ...charged, ...moving], done: otherwise, then: timed(cancel) },
    NotePaid:       { by: policy,             from: [...open, 'Voided'],                         done: otherwise, then: paid },
    NoteRefunded:   { by: policy,             from: moving,                                      done: otherwise, then: refunded },
    RetryRefund:    { by: [policy, operator], from: moving,                                      done: otherwise, then: retry },
  },
  evolve: {
    ...rows.evolve,
    PaymentApproved: p      => ({ ...p, keep: p.amount ?? 0, status: 'Paid' }),
    KeepSet:         (p, e) => ({ ...p, keep: e.keep, seq: e.seq }),
    PaymentRefunded: rest, PaymentPartlyRefunded: rest,
  },
})
