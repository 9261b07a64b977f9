import { context, external } from '@jumun/core/model'
import * as bank from '../../bank/commands.ts'
import { Difference, differenceCommands, differenceEvents, differenceRoutes } from '../../differences.ts'
import * as psp from '../../psp/commands.ts'
import { Billing } from './billing.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import * as payoutCommands from './payout-commands.ts'
import * as payoutEvents from './payout-events.ts'
import { Payout } from './payout.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'

/** Money: what buyers pay through the provider, and what sellers get through the bank. */
export const billing = context('billing', {
  port: 8082,
  level: 'general',
  team: 'payment team',
  events: { ...events, ...payoutEvents, ...differenceEvents },
  commands: { ...commands, ...payoutCommands, ...differenceCommands },
  aggregates: [Billing, Payout, Difference],
  policies,
  externals: [external('psp', psp), external('bank', bank)],
  routes: { ...routes, ...differenceRoutes },
})
