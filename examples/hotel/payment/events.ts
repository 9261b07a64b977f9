import { event } from '@jumun/core/model'
import { Id, Won } from '../vocabulary.ts'

export const PaymentApproved = event('PaymentApproved', { bookingId: Id, price: Won })
export const PaymentRefunded = event('PaymentRefunded', { bookingId: Id, refund: Won })
export const KeepSet         = event.internal('KeepSet', { bookingId: Id, keep: Won })
