import { command, Type } from '@jumun/core/model'
import { Id, Text } from '../vocabulary.ts'

export const NoteTaste = command('NoteTaste', { customerId: Id, reservationId: Id, route: Text, people: Type.Integer() })
