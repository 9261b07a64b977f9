import { after, at, atOnce, ms, whenever } from '@jumun/core/model'
import { ApplyCoupon, SettleCoupon } from '../ordering/commands.ts'
import { OrderPlaced, OrderRefunded, OrderUpdated } from '../ordering/events.ts'
import { Delivered } from '../rider/events.ts'
import { patience } from '../vocabulary.ts'
import { ConfirmUse, CreateCoupon, EndHold, ExpireCoupon, RefuseUse, ReleaseCoupon, ReturnCoupon } from './commands.ts'
import { CouponCreated, CouponHeld, CouponReleased, CouponReturned, HoldQuestioned, UseWanted } from './events.ts'

export const createCoupon = whenever(Delivered, ({ orderId, customerId }) => CreateCoupon({ couponId: orderId, customerId }))
/** No answer: it stays held and owed, and is asked again by the same key until it is known. */
export const apply = atOnce(UseWanted, {
  ask: ({ couponId, usedOrderId, customerId, discountPrice }) =>
    ApplyCoupon({ orderId: usedOrderId, couponId, customerId, discountPrice }), within: ms(610),
  answer: {
    accepted: ({ couponId, usedOrderId, token })                     => ConfirmUse({ couponId, orderId: usedOrderId, token }),
    rejected: ({ couponId, usedOrderId, token }, { reason, detail }) =>
      RefuseUse({ couponId, orderId: usedOrderId, token, reason: reason ?? 'not-allowed-now', detail }),
  },
})
/** The hold's time is over: the order that has it says whether it needs it. */
export const question = atOnce(HoldQuestioned, {
  ask: ({ couponId, usedOrderId }) => SettleCoupon({ orderId: usedOrderId, couponId }), within: ms(610),
  answer: {
    accepted: ({ couponId, usedOrderId, token }) => ConfirmUse({ couponId, orderId: usedOrderId, token }),
    rejected: ({ couponId, usedOrderId, token }) => ReleaseCoupon({ couponId, orderId: usedOrderId, token }),
    Expired:  ({ couponId, usedOrderId, token }) => ReleaseCoupon({ couponId, orderId: usedOrderId, token }),
  },
})
export const holdEnds  = whenever(CouponHeld,     ({ couponId, usedOrderId, token }) =>
  after(patience, EndHold({ couponId, orderId: usedOrderId, token }), { late: 'run' }))
export const used      = whenever(OrderPlaced,    ({ orderId, couponId }) =>
  couponId === null ? undefined : ConfirmUse({ couponId, orderId }))
export const usedToo   = whenever(OrderUpdated,   ({ orderId, couponId }) =>
  couponId === null ? undefined : ConfirmUse({ couponId, orderId }))
export const giveBack  = whenever(OrderRefunded,  ({ orderId, couponId }) =>
  couponId === null ? undefined : ReturnCoupon({ couponId, orderId }))
export const expire    = whenever(CouponCreated,  ({ couponId, expires }) =>
  at(expires, ExpireCoupon({ couponId, expires }), { late: 'run' }))
// it may have been held, or used, when its time came
export const expireToo = whenever(CouponReleased, ({ couponId, expires }) =>
  at(expires, ExpireCoupon({ couponId, expires }), { late: 'run' }))
export const expireNow = whenever(CouponReturned, ({ couponId, expires }) =>
  at(expires, ExpireCoupon({ couponId, expires }), { late: 'run' }))
