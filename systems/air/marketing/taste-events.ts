import { event, Type } from '@jumun/core/model'
import { Id, Text, names } from '../vocabulary.ts'

export const TasteNoted = event.internal('TasteNoted', { customerId: names(Id), reservationId: Id, route: Text, people: Type.Integer() })
