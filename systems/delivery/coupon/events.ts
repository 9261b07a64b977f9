import { event } from '@jumun/core/model'
import { Detail, Id, Natural, Optional, OrNull, Text, Time, Won, Yes, names } from '../vocabulary.ts'

// the order that earned it has given it its number
const told = { couponId: Id, orderId: Id, customerId: names(Text), discountPrice: Won, isUsed: Yes, usedOrderId: OrNull(Id), expires: Time }
const hold = { couponId: Id, usedOrderId: Id, token: Natural }

export const CouponCreated  = event('CouponCreated',  told)
export const CouponUsed     = event('CouponUsed',     told)
export const CouponReturned = event('CouponReturned', told)
export const CouponExpired  = event('CouponExpired',  told)

export const CouponHeld     = event.internal('CouponHeld',     hold)
export const CouponReleased = event.internal('CouponReleased',
  { couponId: Id, usedOrderId: Id, reason: OrNull(Text), detail: Optional(Detail), expires: Time })
export const UseWanted      = event.internal('UseWanted',      { ...hold, customerId: names(Text), discountPrice: Won })
export const HoldJoined     = event.internal('HoldJoined',     hold)
export const HoldQuestioned = event.internal('HoldQuestioned', hold)
