import { context } from '@jumun/core/model'
import * as commands from './commands.ts'
import * as events from './events.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import { Schedule } from './schedule.ts'

/** Plans the flights. Reservations are taken on its last word when it is down. */
export const schedulemgmt = context('schedulemgmt', {
  port: 8081,
  level: 'supporting',
  team: 'flight planning team',
  events,
  commands,
  aggregates: [Schedule],
  policies,
  routes,
})
