import { context } from '@jumun/core/model'
import { Cleaning } from './cleaning.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'

/** Cleans the rooms that guests have left; bookings are taken whether it works or not. */
export const housekeeping = context('housekeeping', {
  port: 8082, level: 'supporting', team: 'housekeeping team',
  commands, events, aggregates: [Cleaning], policies, routes,
})
