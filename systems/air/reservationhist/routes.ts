import type { Collection, Routes } from '@jumun/core/model'
import { operator } from '../vocabulary.ts'
import { reservationHist } from './reservation-hist.ts'

const rows: Omit<Collection, 'item'> = {
  of: reservationHist,
  shows: ['eventType', 'customerId', 'scheduleId', 'mileage', 'reservationId', 'change', 'entry', 'time'],
  times: ['time'],
  owner: 'customerId', readers: [operator],
  searches: {
    findByCustomerId:    { by: ['customerId'],    sort: ['time', 'entry'] },
    findByReservationId: { by: ['reservationId'], sort: ['time', 'entry'] },
  },
}

export const routes: Routes = {
  reservationHists: { ...rows, item: 'reservationHist' },
  // as the original spelt it
  resevationHists:  { ...rows, item: 'resevationHist' },
}
