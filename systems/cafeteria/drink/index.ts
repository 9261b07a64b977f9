import { context } from '@jumun/core/model'
import { Drink } from './drink.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'

/** Makes the drinks; orders are taken whether it works or not. */
export const drink = context('drink', {
  port: 8083, level: 'supporting', team: 'barista team',
  aggregates: [Drink],
  policies,
  routes,
})
