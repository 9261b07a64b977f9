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
    statusField: 'isUsed', statuses: { true: UseCoupon },
    outcomes: {
      UseCoupon: (u, { orderId }) => u.status === 'used' && u.usedOrderId === orderId ? undefined : { reason: u.refusedOrderId === orderId && u.refusal ? u.refusal : u.usedOrderId === orderId ? 'unavailable' : 'coupon-used' },
    },
    searches: {
      findByCustomerId: { by: ['customerId'] },
      usable:           { states: ['unused'], sort: ['expires'] },
    },
  },
}
