import { event, Type } from '@jumun/core/model'
import { Id, Text } from '../vocabulary.ts'

export const TasteNoted = event.internal('TasteNoted', { customerId: Id, reservationId: Id, route: Text, people: Type.Integer() })
