import { command, Type } from '@jumun/core/model'
import { Id, Text } from '../vocabulary.ts'

export const NoteFlight  = command('NoteFlight',  { scheduleId: Id, departure: Text, arrival: Text })
export const EndFlight   = command('EndFlight',   { scheduleId: Id })
export const NoteBooking = command('NoteBooking', { scheduleId: Id, reservationId: Id, customerId: Id, people: Type.Integer() })
