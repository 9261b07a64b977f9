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
export const letGo      = whenever(OrderDeclined,  e => e.holds ? ReleaseStock.of(e) : undefined)
// who ends an order cancels all that it ever asked for; the marks that this leaves make lateness harmless
export const undo       = whenever(OrderExpired,   e => CancelPayment.of(e))
// the heir takes the hold over; where it never comes, time lets go
export const letGoToo   = whenever(OrderExpired,   ({ orderId, item, limited, heir }) => {
  const release = ReleaseStock({ orderId, item })
  return !limited ? undefined : heir === null ? release : after(seconds(30), release, { late: 'run' })
})
export const settle     = whenever(Ordered,        e => e.limited ? SettleStock.of(e) : undefined)
export const giveBack   = whenever(OrderClosed,    e => e.limited ? ReturnStock.of(e) : undefined)

export const confirmed  = whenever(Confirmed,      e => NoteProgress.of(e))
export const baking     = whenever(BakingStarted,  e => NoteProgress.of(e))
export const dispatched = whenever(Dispatched,     e => NoteProgress.of(e))
export const delivered  = whenever(Delivered,      e => NoteProgress.of(e))
export const turnedDown = whenever(Rejected,       e => NoteRejection.of(e))
export const restore    = whenever(CancelFailed,   e => RestoreOrder.of(e))
export const finish     = whenever(PayCanceled,    e => NoteMoneyBack.of(e))
// nothing follows from PayApproved here: an order is never made behind the back of a customer who was told "later"
