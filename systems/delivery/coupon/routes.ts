import type { Routes } from '@jumun/core/model'
import { operator } from '../vocabulary.ts'
import { UseCoupon } from './commands.ts'
import { Coupon } from './coupon.ts'

export const routes: Routes = {
  coupons: {
    of: Coupon, item: 'coupon',
    shows: ['orderId', 'discountPrice', 'isUsed', 'customerId', 'expires', 'usedOrderId', 'status'],
    owner: 'customerId', readers: [operator],
    commands: { use: UseCoupon },
    statuses: { true: UseCoupon }, originals: { statusField: 'isUsed' },
    outcomes: {
      UseCoupon: (u, { orderId }) =>
        u.usedOrderId === orderId ? (u.status === 'used' ? undefined : { reason: 'coupon-held' })
          : u.refusedOrderId === orderId && u.refusal ? { reason: u.refusal, ...(u.refusalDetail ? { detail: u.refusalDetail } : {}) }
          : { reason: 'coupon-used' },
    },
    searches: {
      findByCustomerId: { by: ['customerId'] },
      usable:           { states: ['unused'], sort: ['expires'] },
    },
  },
}
