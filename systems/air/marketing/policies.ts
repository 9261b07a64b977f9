import { whenever } from '@jumun/core/model'
import { ReservationCancelled, ReservationCreated } from '../reservationmgmt/events.ts'
import { ScheduleCancelled, ScheduleCreated, ScheduleDeparted } from '../schedulemgmt/events.ts'
import { ForgetFlight, LearnBooking, LearnFlight } from './commands.ts'
import { DemandChanged, SupplyChanged } from './events.ts'
import { CountRoute } from './route-commands.ts'
import { NoteTaste } from './taste-commands.ts'

export const planned   = whenever(ScheduleCreated,      ({ scheduleId, departure, arrival })                  => LearnFlight({ scheduleId, departure, arrival }))
export const cancelled = whenever(ScheduleCancelled,    ({ scheduleId })                                      => ForgetFlight({ scheduleId }))
export const departed  = whenever(ScheduleDeparted,     ({ scheduleId })                                      => ForgetFlight({ scheduleId }))
export const booked    = whenever(ReservationCreated,   ({ scheduleId, reservationId, customerId, peopleNo }) =>
                                                        LearnBooking({ scheduleId, reservationId, customerId, people: peopleNo }))
// who loses a flight by the airline's cancel wanted it all the same
export const givenUp   = whenever(ReservationCancelled, ({ scheduleId, reservationId, customerId, peopleNo, reason }) =>
                                                        reason === 'flight-cancelled' ? undefined : LearnBooking({ scheduleId, reservationId, customerId, people: -peopleNo }))

export const count     = whenever(DemandChanged, ({ route, departure, arrival, scheduleId, reservationId, people }) => CountRoute({ route, departure, arrival, scheduleId, reservationId, people, flights: 0 }))
export const learn     = whenever(DemandChanged, ({ customerId, reservationId, route, people })                     => NoteTaste({ customerId, reservationId, route, people }))
export const serve     = whenever(SupplyChanged, ({ route, departure, arrival, scheduleId, flights })               => CountRoute({ route, departure, arrival, scheduleId, reservationId: null, people: 0, flights }))
