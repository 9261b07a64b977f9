import { after, atOnce, minutes, ms, seconds, whenever } from '@jumun/core/model'
import { contradiction } from '../../differences.ts'
import { isOwn } from '../../payable.ts'
import { CancelFailed } from '../drink/events.ts'
import { ApprovePayment, CancelPayment } from '../payment/commands.ts'
import { PaymentCanceled } from '../payment/events.ts'
import { AbandonOrder, AskPayment, ConfirmOrder, DeclineOrder, FinishCancel, HoldAgain, PostponePayment, RestoreOrder, StandAside, WantOwnHold } from './commands.ts'
import { CancelDone, HoldWanted, Ordered, OrderDeclined, OrderExpired, OrderRequested, OwnHoldWanted, PaymentAsked } from './events.ts'
import { HoldStock, ReleaseStock, ReturnStock, SettleStock } from './menu-commands.ts'

export const hold = atOnce(HoldWanted, {
  ask: ({ orderId, productName, qty, phoneNumber, holder }) => HoldStock({ orderId, productName, qty, phoneNumber, holder }), within: ms(300),
  answer: {
    accepted: ({ orderId })     => AskPayment({ orderId }),
    rejected: ({ orderId }, no) => no.reason === 'own-hold' ? WantOwnHold({ orderId, holder: no.detail.holder }) : DeclineOrder({ orderId, reason: no.reason ?? 'sold-out' }),
  },
})
/** A customer's own unpaid order never stands in their way. */
export const makeWay = atOnce(OwnHoldWanted, {
  ask: ({ orderId, holder }) => StandAside({ orderId: holder, heir: orderId }), within: ms(300),
  answer: {
    Expired:       ({ orderId, holder }) => HoldAgain({ orderId, holder }),
    Declined:      ({ orderId, holder }) => HoldAgain({ orderId, holder }),
    Ordered:       ({ orderId })         => DeclineOrder({ orderId, reason: 'sold-out' }),
    OrderCanceled: ({ orderId })         => DeclineOrder({ orderId, reason: 'sold-out' }),
    rejected:      ({ orderId }, no)     => DeclineOrder({ orderId, reason: no.reason ?? 'in-progress' }),
  },
})
export const pay = atOnce(PaymentAsked, {
  ask: ({ orderId, phoneNumber, amt, paymentToken }) => ApprovePayment({ orderId, phoneNumber, amt, paymentToken }), within: ms(610),
  answer: {
    PaymentApproved: (e, answer)            => isOwn(e, answer) ? ConfirmOrder({ orderId: e.orderId, attempt: e.attempt }) : DeclineOrder({ orderId: e.orderId, reason: 'payment-contradiction' }),
    PaymentDeclined: ({ orderId })          => DeclineOrder({ orderId, reason: 'payment-declined' }),
    NotCharged:      ({ orderId, attempt }) => PostponePayment({ orderId, attempt, reason: 'payment-unavailable' }),
    rejected:        ({ orderId }, no)      => DeclineOrder({ orderId, reason: no.reason ?? 'payment-contradiction' }),
  },
  otherwise: ({ orderId, attempt }, why)    => PostponePayment({ orderId, attempt, reason: `payment-${why}` }),
})
export const giveUp   = whenever(OrderRequested,  ({ orderId })                          => after(minutes(10), AbandonOrder({ orderId }), { late: 'run' }))
export const letGo    = whenever(OrderDeclined,   ({ orderId, productName, holds })       => holds ? ReleaseStock({ orderId, productName }) : undefined)
// who ends an order cancels all that it ever asked for; the marks that this leaves make lateness harmless
export const undo     = whenever(OrderExpired,    ({ orderId })                          => CancelPayment({ orderId }))
// the heir takes the hold over; where it never comes, time lets go
export const letGoToo = whenever(OrderExpired,    ({ orderId, productName, limited, heir }) =>
  !limited ? undefined : heir === null ? ReleaseStock({ orderId, productName }) : after(seconds(30), ReleaseStock({ orderId, productName }), { late: 'run' }))
export const settle   = whenever(Ordered,         ({ orderId, productName, limited })     => limited ? SettleStock({ orderId, productName }) : undefined)
export const restore  = whenever(CancelFailed,    ({ orderId })                          => RestoreOrder({ orderId }))
export const finish   = whenever(PaymentCanceled, ({ orderId })                          => FinishCancel({ orderId }))
export const giveBack = whenever(CancelDone,      ({ orderId, productName, qty, limited }) => limited ? ReturnStock({ orderId, productName, qty }) : undefined)
// a payment that is not its own ended it: somebody has to look at whose that is
export const contradicted = whenever(OrderDeclined, ({ orderId, reason })               => reason === 'payment-contradiction' ? contradiction(orderId) : undefined)
// nothing follows from PaymentApproved here: an order is never made behind the back of a customer who was told "later"
