import { CouponCreated } from '../coupon/events.ts'
import { OrderCompleted, OrderPlaced, Paid } from '../ordering/events.ts'
import { Delivered, DeliveryReturned, Picked } from '../rider/events.ts'
import { CancelFailed, CookFinished, CookStarted, FoodCanceled, OrderAccepted, OrderArrived, OrderRejected, UpdateFailed } from '../store/events.ts'
import { inWords } from '../vocabulary.ts'
import { talk, withCustomer, withOwner } from './words.ts'

export const tellOwner            = talk.begins(OrderArrived, e => ({ ...withOwner(e), recipient: e.storeId, language: 'ko', order: `#${e.orderId} ${e.items.map(i => `${inWords([i.productId, ...i.options])} × ${i.qty}`).join(' / ')}` }))
export const tellOrderPlaced      = talk.begins(OrderPlaced,  e => ({ ...withCustomer(e), recipient: e.customerId }))
export const tellPaid             = talk.tells(Paid,             withCustomer)
export const tellOrderAccepted    = talk.tells(OrderAccepted,    withCustomer)
export const tellOrderRejected    = talk.tells(OrderRejected,    withCustomer)
export const tellCookStarted      = talk.tells(CookStarted,      withCustomer)
export const tellCookFinished     = talk.tells(CookFinished,     withCustomer)
export const tellPicked           = talk.tells(Picked,           withCustomer)
export const tellDelivered        = talk.tells(Delivered,        withCustomer)
export const tellDeliveryReturned = talk.tells(DeliveryReturned, withCustomer)
export const tellOrderCompleted   = talk.tells(OrderCompleted,   withCustomer)
export const tellFoodCanceled     = talk.tells(FoodCanceled,     withCustomer)
export const tellCancelFailed     = talk.tells(CancelFailed,     withCustomer)
export const tellUpdateFailed     = talk.tells(UpdateFailed,     withCustomer)
// a gift is a matter of its own: that the meal was delivered is news after it, too
export const tellCouponCreated    = talk.tells(CouponCreated,    e => ({ ...withCustomer(e), causes: [] }))

export const { send, sendAgain, later } = talk.policies
