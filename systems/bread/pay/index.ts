import { context, external } from '@jumun/core/model'
import { Difference, differenceCommands, differenceEvents, differenceRoutes } from '../../differences.ts'
import * as psp from '../../psp/commands.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { Payment } from './payment.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'

/** Money: what the provider took for an order, and what it gave back. */
export const pay = context('pay', {
  port: 8082,
  level: 'general',
  team: 'payment team',
  events: { ...events, ...differenceEvents },
  commands: { ...commands, ...differenceCommands },
  aggregates: [Payment, Difference],
  policies,
  externals: [external('psp', psp)],
  routes: { ...routes, ...differenceRoutes },
})
