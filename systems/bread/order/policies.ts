import { after, seconds, whenever } from '@jumun/core/model'
import { contradicts, givesUp, holds, makesWay, pays } from '../../paying.ts'
import { BakingStarted, CancelFailed, Confirmed, Delivered, Dispatched, Rejected } from '../bakery/events.ts'
import { ApprovePayment, CancelPayment } from '../pay/commands.ts'
import { PayCanceled } from '../pay/events.ts'
import { AbandonOrder, AskPayment, ConfirmPayment, DeclineOrder, HoldAgain, PostponePayment, StandAside, WantOwnHold } from './commands.ts'
import { NoteMoneyBack, NoteProgress, NoteRejection, RestoreOrder } from './commands.ts'
import { HoldWanted, OrderClosed, OrderDeclined, Ordered, OrderExpired, OrderRequested, OwnHoldWanted, PaymentAsked } from './events.ts'
import { HoldStock, ReleaseStock, ReturnStock, SettleStock } from './item-commands.ts'

export const hold       = holds(HoldWanted, { ask: HoldStock, held: AskPayment, wantOwnHold: WantOwnHold, decline: DeclineOrder })
export const makeWay    = makesWay(OwnHoldWanted, {
  ask: ({ orderId, holder }) => StandAside({ orderId: holder, heir: orderId }), paid: ['accepted'], again: HoldAgain, decline: DeclineOrder,
})
export const pay        = pays(PaymentAsked, {
  ask: ApprovePayment, words: { approved: 'approved', declined: 'declined', notCharged: 'notCharged' },
  confirm: ConfirmPayment, decline: DeclineOrder, postpone: PostponePayment,
})
export const giveUp     = givesUp(OrderRequested, AbandonOrder)
export const contradicted = contradicts(OrderDeclined, ({ orderId }) => orderId)
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
