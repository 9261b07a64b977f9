import { context } from '@jumun/core/model'
import { Flight } from './flight.ts'
import * as policies from './policies.ts'
import { Route } from './route.ts'
import { routes } from './routes.ts'
import { Taste } from './taste.ts'

/**
 * What customers want, by a team that came later: the most wanted routes, and what to offer to whom. It only listens, so it is no
 * part of the published board; one line of a system adds it, history from the first event included, and taking it away retires it:
 *
 *     contexts: [schedulemgmt, customermgmt, reservationmgmt, notimgmt, reservationhist, marketing],
 */
export const marketing = context('marketing', {
  port: 8086, level: 'supporting', team: 'marketing team',
  aggregates: [Flight, Route, Taste],
  policies,
  routes,
})
