import { aggregate, type DataOf, minutes, otherwise, policy, type StateOf, system } from '@jumun/core/model'
import { Id, Natural, operator, OrNull, Phone, Text, Time, Won, Yes } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { PaymentApproved, PaymentCanceled, PaymentDeclined, PaymentNotCharged, PaymentQuestioned, PaymentRequested, PaymentUnknown, PaymentVoided } = events
const { RefundRequested, RefundStuck, RefundUnknown, VoidWanted } = events

const states = ['PaymentRequested', 'PaymentUnknown', 'NotCharged', 'PaymentApproved', 'PaymentDeclined', 'Refunding', 'RefundStuck', 'PaymentCanceled', 'Voided'] as const
/** Not known to have been charged, and not known to be over. */
const open = ['PaymentRequested', 'PaymentUnknown', 'NotCharged'] as const
const fields = {
  orderId: Id, phoneNumber: OrNull(Phone), amt: OrNull(Won), createTime: Time,   // null: cancelled before it was ever asked
  key: Text, at: Time,                                                           // towards the provider the key belongs to the order's charge, not to the attempt; when it was last used
  sent: Yes,                                                                     // a request with this key may be on its way, or may have arrived
  unwanted: Yes,                                                                 // nobody takes it any more: what is found goes back
  round: Natural, tries: Natural, refused: Natural,                              // of asking what became of the charge; of refunding; definite noes to the refund
}
type State = StateOf<typeof fields, typeof states>

/** Longer than any request may be on its way to the provider: until then "not found" is no answer. */
export const oldestRequest = minutes(60)

const keyOf   = (orderId: number) => `charge-${orderId}`
const told    = ({ orderId, phoneNumber, amt }: State, status: string) => ({ orderId, phoneNumber: phoneNumber ?? '', amt: amt ?? 0, status })
const request = ({ orderId, phoneNumber, amt, paymentToken }: DataOf<typeof commands.ApprovePayment>, at: number) =>
  PaymentRequested({ orderId, phoneNumber, amt, key: keyOf(orderId), paymentToken: paymentToken ?? null, at })
const question = ({ orderId, key }: State) => PaymentQuestioned({ orderId, key })
const unknown = ({ orderId, round }: State) => PaymentUnknown({ orderId, round: round + 1 })
/** It ends without a charge: unwanted for good, wanted until somebody asks again. `unsent`: said by us alone, so the provider is asked once more when nothing can be on its way. */
const without = ({ orderId, round, unwanted }: State, unsent: boolean, at: number) =>
  unwanted ? PaymentVoided({ orderId, round: round + 1, unsent, at }) : PaymentNotCharged({ orderId, round: round + 1, unsent })
const notFound = (p: State, now: number) => now < p.at + oldestRequest ? unknown(p) : without(p, false, now)
/** Within its own charge, with a key of its own; a new one only after a definite no. */
const refund  = ({ orderId, key, amt, refused }: State) => RefundRequested({ orderId, key: refused ? `refund-${orderId}-${refused}` : `refund-${orderId}`, of: key, amt: amt ?? 0 })
const cancel  = (p: State | undefined, orderId: number, at: number) =>
  // what is not there yet leaves a mark, so that it never comes
  !p ? PaymentVoided({ orderId, round: 0, unsent: false, at })
    : p.status === 'NotCharged' ? PaymentVoided({ orderId, round: p.round, unsent: false, at })
    : p.status === 'PaymentApproved' ? refund(p) : p.unwanted ? [] : VoidWanted({ orderId })

/** The money of one order, as far as the provider's truth is known. */
export const Payment = aggregate('payment', {
  key: 'orderId', id: 'id', commands, events, states, fields,
  decide: {
    //                   who may                 in which state                                     already so       what then happened
    ApprovePayment:    { by: system,             from: ['nothing', 'PaymentUnknown', 'NotCharged'], done: otherwise, then: (p, wish, _, { now }) => p?.unwanted ? [] : request(wish, now) },
    NotePaid:          { by: policy,             from: [...open, 'Voided'],                         done: otherwise, then: p => p.unwanted ? refund(p) : PaymentApproved(told(p, 'PaymentApproved')) },
    NoteDeclined:      { by: policy,             from: open,                                        done: otherwise, then: (_, e) => PaymentDeclined(e) },
    NoteUnsent:        { by: policy,             from: 'PaymentRequested',                          done: otherwise, then: (p, _, __, { now }) => p.sent ? unknown(p) : without(p, true, now) },
    NoteUnknown:       { by: policy,             from: [...open, 'Voided'],                         done: otherwise, then: unknown },
    CheckPayment:      { by: policy,             from: ['PaymentUnknown', 'NotCharged', 'Voided'],  done: otherwise, then: (p, { round }) => round === p.round ? question(p) : [] },
    NoteNotFound:      { by: policy,             from: 'PaymentUnknown',                            done: otherwise, then: (p, _, __, { now }) => notFound(p, now) },
    // compensation, asked by anybody, in any state
    CancelPayment:     { by: policy,             from: ['nothing', ...open, 'PaymentApproved'],     done: otherwise, then: (p, { orderId }, _, { now }) => cancel(p, orderId, now) },
    // it is said when the money is back, not before
    NoteRefunded:      { by: policy,             from: ['Refunding', 'RefundStuck'],                done: otherwise, then: p => PaymentCanceled(told(p, 'PaymentCanceled')) },
    NoteRefundUnknown: { by: policy,             from: 'Refunding',                                 done: otherwise, then: ({ orderId, tries }) => RefundUnknown({ orderId, tries }) },
    NoteRefundStuck:   { by: policy,             from: 'Refunding',                                 done: otherwise, then: (_, e) => RefundStuck(e) },
    RetryRefund:       { by: [policy, operator], from: ['Refunding', 'RefundStuck'],                done: otherwise, then: (p, { tries }) => (tries ?? p.tries) === p.tries ? refund(p) : [] },
  },
  evolve: {
    PaymentRequested:  (p, { orderId, phoneNumber, amt, key, at }) =>
                       ({ ...(p ?? { sent: false, unwanted: false, round: 0, tries: 0, refused: 0, createTime: at }), orderId, phoneNumber, amt, key, at, status: 'PaymentRequested' }),
    PaymentApproved:   p      => ({ ...p, status: 'PaymentApproved' }),
    PaymentDeclined:   p      => ({ ...p, status: 'PaymentDeclined' }),
    PaymentUnknown:    (p, e) => ({ ...p, status: 'PaymentUnknown', round: e.round, sent: true }),
    PaymentQuestioned: p      => p,
    PaymentNotCharged: (p, e) => ({ ...p, status: 'NotCharged', round: e.round, sent: false }),
    VoidWanted:        p      => ({ ...p, unwanted: true }),
    PaymentVoided:     (p, { orderId, round, at }) => ({
                       ...(p ?? { orderId, phoneNumber: null, amt: null, key: keyOf(orderId), at, createTime: at, tries: 0, refused: 0 }), status: 'Voided', round, sent: false, unwanted: true }),
    RefundRequested:   p      => ({ ...p, status: 'Refunding', tries: p.tries + 1 }),
    RefundUnknown:     p      => p,
    RefundStuck:       p      => ({ ...p, status: 'RefundStuck', refused: p.refused + 1 }),
    PaymentCanceled:   p      => ({ ...p, status: 'PaymentCanceled' }),
  },
})
