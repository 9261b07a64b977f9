import { context } from '@jumun/core/model'
import * as commands from './commands.ts'
import { Delivery } from './delivery.ts'
import * as events from './events.ts'
import * as policies from './policies.ts'
import * as riderCommands from './rider-commands.ts'
import * as riderEvents from './rider-events.ts'
import { Rider } from './rider.ts'
import { routes } from './routes.ts'

/** Brings the meals: riders, and what there is for them to bring. */
export const rider = context('rider', {
  port: 8083,
  level: 'supporting',
  team: 'rider team',
  events: { ...events, ...riderEvents },
  commands: { ...commands, ...riderCommands },
  aggregates: [Delivery, Rider],
  policies,
  routes,
})
