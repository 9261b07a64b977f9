import { event } from '@jumun/core/model'
import { Id, Phone, Text, Won } from '../vocabulary.ts'

const told = { orderId: Id, phoneNumber: Phone, amt: Won, status: Text }

export const PaymentApproved = event('PaymentApproved', told)
export const PaymentCanceled = event('PaymentCanceled', told)
/** Staff gave back `amt` of it; `returned`: what is back in all. */
export const PaymentPartlyRefunded = event('PaymentPartlyRefunded', { ...told, returned: Won, reason: Text })
