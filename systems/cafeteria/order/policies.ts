import { after, seconds, whenever } from '@jumun/core/model'
import { contradicts, givesUp, holds, makesWay, pays } from '../../paying.ts'
import { CancelFailed } from '../drink/events.ts'
import { ApprovePayment, CancelPayment } from '../payment/commands.ts'
import { PaymentCanceled } from '../payment/events.ts'
import * as order from './commands.ts'
import { CancelDone, HoldWanted, Ordered, OrderDeclined, OrderExpired, OrderRequested, OwnHoldWanted, PaymentAsked } from './events.ts'
import { HoldStock, ReleaseStock, ReturnStock, SettleStock } from './menu-commands.ts'
const { AbandonOrder, AskPayment, ConfirmOrder, DeclineOrder, FinishCancel, HoldAgain, PostponePayment } = order
const { RestoreOrder, StandAside, WantOwnHold } = order

export const hold     = holds(HoldWanted, { ask: HoldStock, held: AskPayment, wantOwnHold: WantOwnHold, decline: DeclineOrder })
export const makeWay  = makesWay(OwnHoldWanted, {
  ask: ({ orderId, holder }) => StandAside({ orderId: holder, heir: orderId }), paid: ['Ordered', 'OrderCanceled'],
  again: HoldAgain, decline: DeclineOrder,
})
export const pay      = pays(PaymentAsked, {
  ask: ApprovePayment, words: { approved: 'PaymentApproved', declined: 'PaymentDeclined', notCharged: 'NotCharged' },
  confirm: ConfirmOrder, decline: DeclineOrder, postpone: PostponePayment,
})
export const giveUp   = givesUp(OrderRequested, AbandonOrder)
export const letGo    = whenever(OrderDeclined,   e => e.holds ? ReleaseStock.of(e) : undefined)
// who ends an order cancels all that it ever asked for; the marks that this leaves make lateness harmless
export const undo     = whenever(OrderExpired,    CancelPayment.of)
// the heir takes the hold over; where it never comes, time lets go
export const letGoToo = whenever(OrderExpired,    e =>
  !e.limited ? undefined : e.heir === null ? ReleaseStock.of(e) : after(seconds(30), ReleaseStock.of(e), { late: 'run' }))
export const settle   = whenever(Ordered,         e => e.limited ? SettleStock.of(e) : undefined)
export const restore  = whenever(CancelFailed,    RestoreOrder.of)
export const finish   = whenever(PaymentCanceled, FinishCancel.of)
export const giveBack = whenever(CancelDone,      e => e.limited ? ReturnStock.of(e) : undefined)
export const contradicted = contradicts(OrderDeclined, ({ orderId }) => orderId)
// nothing follows from PaymentApproved here: an order is never made behind the back of a customer who was told "later"
