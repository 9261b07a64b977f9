import { command, Type } from '@jumun/core/model'
import { Id, Phone } from '../vocabulary.ts'

export const CountPoints = command('CountPoints', { orderId: Id, phoneNumber: Phone, change: Type.Integer() })
