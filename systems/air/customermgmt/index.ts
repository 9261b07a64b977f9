import { context } from '@jumun/core/model'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { Mileage } from './mileage.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'

/** Keeps the mileage of customers; reserving works on without it, unless mileage is to be used. */
export const customermgmt = context('customermgmt', {
  port: 8082,
  level: 'supporting',
  team: 'customer loyalty team',
  events,
  commands,
  aggregates: [Mileage],
  policies,
  routes,
})
