import { context } from '@jumun/core/model'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import { Schedule } from './schedule.ts'

/** Plans the flights. Reservations are taken on its last word when it is down. */
export const schedulemgmt = context('schedulemgmt', {
  port: 8081, level: 'supporting', team: 'flight planning team',
  aggregates: [Schedule],
  policies,
  routes,
})
