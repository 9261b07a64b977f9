import { context } from '@jumun/core/model'
import { differences } from '../../differences.ts'
import { psp } from '../../externals.ts'
import { Payment } from './payment.ts'
import { money } from './money.ts'
import * as policies from './policies.ts'
import { Reservation } from './reservation.ts'
import { routes } from './routes.ts'
import { Seats } from './seats.ts'

/** Takes the reservations, with their seats and their money: what the airline cannot be without. */
export const reservationmgmt = context('reservationmgmt', {
  port: 8083, level: 'core', team: 'reservation team',
  blocks: [money, differences],
  aggregates: [Reservation, Seats, Payment],
  policies,
  externals: [psp],
  routes,
})
