import { event, Type } from '@jumun/core/model'
import { Id, Phone } from '../vocabulary.ts'

// `points`: the new balance
export const PointsCounted = event.internal('PointsCounted', {
  orderId: Id, phoneNumber: Phone, change: Type.Integer(), points: Type.Integer(),
})
