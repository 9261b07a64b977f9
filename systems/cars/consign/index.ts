import { context } from '@jumun/core/model'
import { Consign } from './consign.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'

/** Moves cars; cars are bought and sold whether it works or not. */
export const consign = context('consign', {
  port: 8083, level: 'supporting', team: 'transport team',
  aggregates: [Consign],
  policies,
  routes,
})
