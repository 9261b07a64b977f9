import { context } from '@jumun/core/model'
import { Account } from './account.ts'
import * as policies from './policies.ts'
import { Reward } from './reward.ts'
import { routes } from './routes.ts'

/**
 * Points for what was ordered and made, by a team that came later. It only listens, so it is no part of the published board;
 * one line of a system adds it, history from the first event included, and taking the line away retires it:
 *
 *     contexts: [order, payment, drink, customercenter, loyalty],
 */
export const loyalty = context('loyalty', {
  port: 8085, level: 'supporting', team: 'loyalty team',
  aggregates: [Reward, Account],
  policies,
  routes,
})
