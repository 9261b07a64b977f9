import { context, external } from '@jumun/core/model'
import * as bank from '../../bank/commands.ts'
import { differences } from '../../differences.ts'
import { psp } from '../../externals.ts'
import { Billing } from './billing.ts'
import { Payout } from './payout.ts'
import { money } from './money.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'

/** Money: what buyers pay through the provider, and what sellers get through the bank. */
export const billing = context('billing', {
  port: 8082, level: 'general', team: 'payment team',
  blocks: [money, differences],
  aggregates: [Billing, Payout],
  policies,
  externals: [psp, external('bank', bank)],
  routes,
})
