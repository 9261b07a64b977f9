import { context } from '@jumun/core/model'
import { differences } from '../../differences.ts'
import { psp } from '../../externals.ts'
import { money } from './money.ts'
import { Payment } from './payment.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'

/** Money: what the provider took for an order, and what it gave back. */
export const payment = context('payment', {
  port: 8082, level: 'general', team: 'payment team',
  blocks: [money, differences], aggregates: [Payment], policies, externals: [psp], routes,
})
