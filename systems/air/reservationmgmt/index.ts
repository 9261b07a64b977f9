import { context, external } from '@jumun/core/model'
import { Difference, differenceCommands, differenceEvents, differenceRoutes } from '../../differences.ts'
import * as psp from '../../psp/commands.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import * as paymentCommands from './payment-commands.ts'
import * as paymentEvents from './payment-events.ts'
import { Payment } from './payment.ts'
import * as policies from './policies.ts'
import { Reservation } from './reservation.ts'
import { routes } from './routes.ts'
import * as seatsCommands from './seats-commands.ts'
import * as seatsEvents from './seats-events.ts'
import { Seats } from './seats.ts'

/** Takes the reservations, with their seats and their money: what the airline cannot be without. */
export const reservationmgmt = context('reservationmgmt', {
  port: 8083,
  level: 'core',
  team: 'reservation team',
  events: { ...events, ...seatsEvents, ...paymentEvents, ...differenceEvents },
  commands: { ...commands, ...seatsCommands, ...paymentCommands, ...differenceCommands },
  aggregates: [Reservation, Seats, Payment, Difference],
  policies,
  externals: [external('psp', psp)],
  routes: { ...routes, ...differenceRoutes },
})
