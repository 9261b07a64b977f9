import { context } from '@jumun/core/model'
import { CarStay } from './car-stay.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import { Trend } from './trend.ts'

/**
 * Days in stock and prices per model, for who decides what to buy, by a team that came later. It only listens, so it is no part of the
 * published board; one line of a system adds it, history from the first event included, and taking the line away retires it:
 *
 *     contexts: [purchase, billing, consign, stock, dashboard, insight],
 */
export const insight = context('insight', {
  port: 8086, level: 'supporting', team: 'insight team',
  aggregates: [CarStay, Trend],
  policies,
  routes,
})
