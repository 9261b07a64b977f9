import { command, Type } from '@jumun/core/model'
import { Id, Text, names } from '../vocabulary.ts'

export const NoteTaste = command('NoteTaste', { customerId: names(Id), reservationId: Id, route: Text, people: Type.Integer() })
