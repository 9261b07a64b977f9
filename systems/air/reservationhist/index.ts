import { context } from '@jumun/core/model'
import { reservationHist } from './reservation-hist.ts'
import { routes } from './routes.ts'

/** Keeps the history of reservations and mileage. */
export const reservationhist = context('reservationhist', {
  port: 8085, level: 'supporting', team: 'history team',
  views: [reservationHist],
  routes,
})
