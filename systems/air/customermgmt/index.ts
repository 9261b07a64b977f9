import { context } from '@jumun/core/model'
import { Mileage } from './mileage.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'

/** Keeps the mileage of customers; reserving works on without it, unless mileage is to be used. */
export const customermgmt = context('customermgmt', {
  port: 8082, level: 'supporting', team: 'customer loyalty team',
  aggregates: [Mileage],
  policies,
  routes,
})
