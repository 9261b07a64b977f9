import { command, Type } from '@jumun/core/model'
import { Ended, Flight, Id, OrNull, People, Text, Time, Yes, names } from '../vocabulary.ts'

export const OpenFlight   = command('OpenFlight',   { scheduleId: Id, flight: Flight })
export const ChangeFlight = command('ChangeFlight', { scheduleId: Id, flight: Flight })
export const CloseFlight  = command('CloseFlight',  { scheduleId: Id, what: Ended, at: Time })

export const HoldSeats    = command('HoldSeats', {
  scheduleId: Id, reservationId: Id, customerId: names(Id), peopleNo: People, wanted: Type.Array(OrNull(Text)), flight: OrNull(Flight),
  holder: OrNull(Id),
}, { answers: ['accepted', 'rejected'], tells: ['flight', 'seats'] })
export const TakeSeats    = command('TakeSeats',    { scheduleId: Id, reservationId: Id })
// left: it had been reserved, and was cancelled
export const ReleaseSeats = command('ReleaseSeats', { scheduleId: Id, reservationId: Id, left: Yes })
