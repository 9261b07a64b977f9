import { command, Type } from '@jumun/core/model'
import { Id, Text, names } from '../vocabulary.ts'

export const LearnFlight  = command('LearnFlight',  { scheduleId: Id, departure: Text, arrival: Text })
export const ForgetFlight = command('ForgetFlight', { scheduleId: Id })
export const LearnBooking = command('LearnBooking', { scheduleId: Id, reservationId: Id, customerId: names(Id), people: Type.Integer() })
