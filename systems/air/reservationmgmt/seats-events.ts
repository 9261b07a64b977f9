import { event, Type } from '@jumun/core/model'
import { Ended, Flight, Id, Text, Time, Yes, names } from '../vocabulary.ts'

const hold = { scheduleId: Id, reservationId: Id, customerId: names(Id), seats: Type.Array(Text) }

export const FlightOpened  = event.internal('FlightOpened',  { scheduleId: Id, flight: Flight })
export const FlightChanged = event.internal('FlightChanged', { scheduleId: Id, flight: Flight, reservations: Type.Array(Id) })
export const FlightClosed  = event.internal('FlightClosed',  { scheduleId: Id, what: Ended, at: Time, reservations: Type.Array(Id) })
export const SeatsHeld     = event.internal('SeatsHeld',     hold)
export const SeatsPassed   = event.internal('SeatsPassed',   { ...hold, holder: Id })
export const SeatsTaken    = event.internal('SeatsTaken',    { scheduleId: Id, reservationId: Id })
export const SeatsReleased = event.internal('SeatsReleased', { scheduleId: Id, reservationId: Id, left: Yes, at: Time })
