import { whenever } from '@jumun/core/model'
import { ReservationCancelled, ReservationCreated } from '../reservationmgmt/events.ts'
import { ScheduleCancelled, ScheduleCreated, ScheduleDeparted } from '../schedulemgmt/events.ts'
import { ForgetFlight, LearnBooking, LearnFlight } from './commands.ts'
import { DemandChanged, SupplyChanged } from './events.ts'
import { CountRoute } from './route-commands.ts'
import { NoteTaste } from './taste-commands.ts'

export const planned   = whenever(ScheduleCreated,      LearnFlight.of)
export const cancelled = whenever(ScheduleCancelled,    ForgetFlight.of)
export const departed  = whenever(ScheduleDeparted,     ForgetFlight.of)
export const booked    = whenever(ReservationCreated,   e => LearnBooking.of({ ...e, people: e.peopleNo }))
// who loses a flight by the airline's cancel wanted it all the same
export const givenUp   = whenever(ReservationCancelled, e =>
  e.reason === 'flight-cancelled' ? undefined : LearnBooking.of({ ...e, people: -e.peopleNo }))

export const count     = whenever(DemandChanged,        e => CountRoute.of({ ...e, flights: 0 }))
export const learn     = whenever(DemandChanged,        NoteTaste.of)
export const serve     = whenever(SupplyChanged,        e => CountRoute.of({ ...e, reservationId: null, people: 0 }))
