import { context } from '@jumun/core/model'
import { Delivery } from './delivery.ts'
import * as policies from './policies.ts'
import { Rider } from './rider.ts'
import { routes } from './routes.ts'

/** Brings the meals: riders, and what there is for them to bring. */
export const rider = context('rider', {
  port: 8083, level: 'supporting', team: 'rider team',
  aggregates: [Delivery, Rider],
  policies,
  routes,
})
