import { event, Type } from '@jumun/core/model'
import { Id, Text, names } from '../vocabulary.ts'

const route   = { route: Text, departure: Text, arrival: Text }
const booking = { scheduleId: Id, reservationId: Id, customerId: names(Id), people: Type.Integer() }

export const FlightNoted   = event.internal('FlightNoted',   { scheduleId: Id, departure: Text, arrival: Text })
// heard before the flight that it is about
export const BookingNoted  = event.internal('BookingNoted',  booking)
export const DemandChanged = event.internal('DemandChanged', { ...booking, ...route })
export const SupplyChanged = event.internal('SupplyChanged', { scheduleId: Id, flights: Type.Integer(), ...route })
