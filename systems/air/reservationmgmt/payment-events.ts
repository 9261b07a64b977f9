import { event } from '@jumun/core/model'
import { Id, names, Natural, Text, Won } from '../vocabulary.ts'

const back = { reservationId: Id, amount: Won, refunded: Won }

export const PaymentApproved = event.internal('PaymentApproved', { reservationId: Id, amount: Won })
export const KeepSet         = event.internal('KeepSet',         { reservationId: Id, keep: Won, seq: Natural })
export const PaymentRefunded = event.internal('PaymentRefunded', back)
/** Staff gave back `amount` of it; `refunded`: what is back in all. */
export const PaymentPartlyRefunded = event('PaymentPartlyRefunded', { ...back, customerId: names(Id), reason: Text })
