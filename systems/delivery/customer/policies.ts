import { CouponCreated } from '../coupon/events.ts'
import { ChargeReturned, OrderCompleted, OrderPlaced, Paid, PartRefunded } from '../ordering/events.ts'
import { Delivered, DeliveryFailed, DeliveryReturned, Picked } from '../rider/events.ts'
import { CancelFailed, CookFinished, CookStarted, FoodCanceled, OrderAccepted, OrderArrived, OrderRejected, OrderUpdated,
  UpdateFailed } from '../store/events.ts'
import { reasonOf, talk, wholeOrder, withCustomer, withOwner } from './words.ts'

export const tellOwner            = talk.begins(OrderArrived, e =>
  ({ ...withOwner(e), recipient: e.storeId, language: 'ko', order: wholeOrder(e) }))
export const tellOrderPlaced      = talk.begins(OrderPlaced,  e => ({ ...withCustomer(e), recipient: e.customerId }))
// there never was an order; but its customer was charged, and waits for the money
export const tellChargeReturned   = talk.begins(ChargeReturned, e => ({ ...withCustomer(e), recipient: e.customerId, amt: e.amount }))
export const tellPaid             = talk.tells(Paid,             withCustomer)
export const tellOrderAccepted    = talk.tells(OrderAccepted,    withCustomer)
export const tellOrderRejected    = talk.tells(OrderRejected,    e => ({ ...withCustomer(e), reason: reasonOf(e) }))
export const tellCookStarted      = talk.tells(CookStarted,      withCustomer)
export const tellCookFinished     = talk.tells(CookFinished,     withCustomer)
export const tellPicked           = talk.tells(Picked,           withCustomer)
export const tellDelivered        = talk.tells(Delivered,        withCustomer)
export const tellDeliveryFailed   = talk.tells(DeliveryFailed,   withCustomer)
export const tellDeliveryReturned = talk.tells(DeliveryReturned, withCustomer)
export const tellOrderCompleted   = talk.tells(OrderCompleted,   withCustomer)
export const tellFoodCanceled     = talk.tells(FoodCanceled,     withCustomer)
export const tellCancelFailed     = talk.tells(CancelFailed,     withCustomer)
export const tellPartRefunded     = talk.tells(PartRefunded,     withCustomer, ({ reason }) =>
  (reason === undefined ? undefined : 'PartRefunded'))
// both sides hear of a change when the kitchen has it
export const tellOrderUpdated     = talk.tells(OrderUpdated,     e => ({ ...withCustomer(e), order: wholeOrder(e) }))
export const tellOwnerUpdated     = talk.tells(OrderUpdated,     e => ({ ...withOwner(e), order: wholeOrder(e) }))
export const tellUpdateFailed     = talk.tells(UpdateFailed,     withCustomer)
// a gift is a matter of its own: that the meal was delivered is news after it, too
export const tellCouponCreated    = talk.tells(CouponCreated,    e => ({ ...withCustomer(e), causes: [] }))
