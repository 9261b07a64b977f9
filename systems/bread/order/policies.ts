import { after, atOnce, minutes, ms, seconds, whenever } from '@jumun/core/model'
import { contradiction } from '../../differences.ts'
import { isOwn } from '../../payable.ts'
import { BakingStarted, CancelFailed, Confirmed, Delivered, Dispatched, Rejected } from '../bakery/events.ts'
import { ApprovePayment, CancelPayment } from '../pay/commands.ts'
import { PayCanceled } from '../pay/events.ts'
import { AbandonOrder, AskPayment, ConfirmPayment, DeclineOrder, HoldAgain, NoteMoneyBack, NoteProgress, NoteRejection, PostponePayment, RestoreOrder, StandAside, WantOwnHold } from './commands.ts'
import { HoldWanted, OrderClosed, OrderDeclined, Ordered, OrderExpired, OrderRequested, OwnHoldWanted, PaymentAsked } from './events.ts'
import { HoldStock, ReleaseStock, ReturnStock, SettleStock } from './item-commands.ts'

export const hold = atOnce(HoldWanted, {
  ask: ({ orderId, item, qty, customerId, holder }) => HoldStock({ orderId, item, qty, customerId, holder }), within: ms(300),
  answer: {
    accepted: ({ orderId })     => AskPayment({ orderId }),
    rejected: ({ orderId }, no) => no.reason === 'own-hold' ? WantOwnHold({ orderId, holder: no.detail.holder }) : DeclineOrder({ orderId, reason: no.reason ?? 'sold-out' }),
  },
})
/** A customer's own unpaid order never stands in their way. */
export const makeWay = atOnce(OwnHoldWanted, {
  ask: ({ orderId, holder }) => StandAside({ orderId: holder, heir: orderId }), within: ms(300),
  answer: {
    Expired:  ({ orderId, holder }) => HoldAgain({ orderId, holder }),
    Declined: ({ orderId, holder }) => HoldAgain({ orderId, holder }),
    accepted: ({ orderId })         => DeclineOrder({ orderId, reason: 'sold-out' }),   // it has been paid meanwhile
    rejected: ({ orderId }, no)     => DeclineOrder({ orderId, reason: no.reason ?? 'in-progress' }),
  },
})
export const pay = atOnce(PaymentAsked, {
  ask: ({ orderId, customerId, price, paymentToken }) => ApprovePayment({ orderId, customerId, price, paymentToken }), within: ms(610),
  answer: {
    approved:   (e, answer)              => isOwn(e, answer) ? ConfirmPayment({ orderId: e.orderId, attempt: e.attempt }) : DeclineOrder({ orderId: e.orderId, reason: 'payment-contradiction' }),
    declined:   ({ orderId })            => DeclineOrder({ orderId, reason: 'payment-declined' }),
    notCharged: ({ orderId, attempt })   => PostponePayment({ orderId, attempt, reason: 'payment-unavailable' }),
    rejected:   ({ orderId }, no)        => DeclineOrder({ orderId, reason: no.reason ?? 'payment-contradiction' }),
  },
  otherwise: ({ orderId, attempt }, why) => PostponePayment({ orderId, attempt, reason: `payment-${why}` }),
})
export const giveUp     = whenever(OrderRequested, ({ orderId })                     => after(minutes(10), AbandonOrder({ orderId }), { late: 'run' }))
// a payment that is not its own ended it: somebody has to look at whose that is
export const contradicted = whenever(OrderDeclined, ({ orderId, reason })            => reason === 'payment-contradiction' ? contradiction(orderId) : undefined)
export const letGo      = whenever(OrderDeclined,  ({ orderId, item, holds })        => holds ? ReleaseStock({ orderId, item }) : undefined)
// who ends an order cancels all that it ever asked for; the marks that this leaves make lateness harmless
export const undo       = whenever(OrderExpired,   ({ orderId })                     => CancelPayment({ orderId }))
// the heir takes the hold over; where it never comes, time lets go
export const letGoToo   = whenever(OrderExpired,   ({ orderId, item, limited, heir }) =>
  !limited ? undefined : heir === null ? ReleaseStock({ orderId, item }) : after(seconds(30), ReleaseStock({ orderId, item }), { late: 'run' }))
export const settle     = whenever(Ordered,        ({ orderId, item, limited })      => limited ? SettleStock({ orderId, item }) : undefined)
export const giveBack   = whenever(OrderClosed,    ({ orderId, item, qty, limited }) => limited ? ReturnStock({ orderId, item, qty }) : undefined)

export const confirmed  = whenever(Confirmed,      ({ orderId, status })             => NoteProgress({ orderId, status }))
export const baking     = whenever(BakingStarted,  ({ orderId, status })             => NoteProgress({ orderId, status }))
export const dispatched = whenever(Dispatched,     ({ orderId, status })             => NoteProgress({ orderId, status }))
export const delivered  = whenever(Delivered,      ({ orderId, status })             => NoteProgress({ orderId, status }))
export const turnedDown = whenever(Rejected,       ({ orderId, reason })             => NoteRejection({ orderId, reason }))
export const restore    = whenever(CancelFailed,   ({ orderId, status })             => RestoreOrder({ orderId, status }))
export const finish     = whenever(PayCanceled,    ({ orderId })                     => NoteMoneyBack({ orderId }))
// nothing follows from PayApproved here: an order is never made behind the back of a customer who was told "later"
