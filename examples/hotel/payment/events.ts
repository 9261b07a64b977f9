import { event } from '@jumun/core/model'
import { Id, Text, Won } from '../vocabulary.ts'

export const PaymentApproved = event('PaymentApproved', { bookingId: Id, price: Won })
export const PaymentRefunded = event('PaymentRefunded', { bookingId: Id, refund: Won })
export const KeepSet         = event.internal('KeepSet', { bookingId: Id, keep: Won })
/** The desk gave back `amt` of it; `refunded`: what is back in all. */
export const PartRefunded    = event('PartRefunded', { bookingId: Id, amt: Won, refunded: Won, reason: Text })
