import { command, Type } from '@jumun/core/model'
import { Id, OrNull, Text } from '../vocabulary.ts'

export const CountRoute = command('CountRoute', {
  route: Text, departure: Text, arrival: Text, scheduleId: Id, reservationId: OrNull(Id), people: Type.Integer(), flights: Type.Integer(),
})
