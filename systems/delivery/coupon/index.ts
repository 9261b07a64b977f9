import { context } from '@jumun/core/model'
import { Coupon } from './coupon.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'

/** Thanks for a delivered order with a coupon for the next one. */
export const coupon = context('coupon', {
  port: 8085, level: 'supporting', team: 'coupon team',
  aggregates: [Coupon],
  policies,
  routes,
})
