import { event } from '@jumun/core/model'
import { Id, Natural, OrNull, PaymentToken, Phone, Text, Time, Won, Yes } from '../vocabulary.ts'

const told = { orderId: Id, phoneNumber: Phone, amt: Won, status: Text }

export const PaymentApproved   = event('PaymentApproved', told)
export const PaymentCanceled   = event('PaymentCanceled', told)

export const PaymentRequested  = event.internal('PaymentRequested',  { orderId: Id, phoneNumber: Phone, amt: Won, key: Text, paymentToken: OrNull(PaymentToken), at: Time })
export const PaymentDeclined   = event.internal('PaymentDeclined',   { orderId: Id })
export const PaymentUnknown    = event.internal('PaymentUnknown',    { orderId: Id, round: Natural })
export const PaymentQuestioned = event.internal('PaymentQuestioned', { orderId: Id, key: Text })
export const PaymentNotCharged = event.internal('PaymentNotCharged', { orderId: Id, round: Natural, unsent: Yes })
export const VoidWanted        = event.internal('VoidWanted',        { orderId: Id })
export const PaymentVoided     = event.internal('PaymentVoided',     { orderId: Id, round: Natural, unsent: Yes, at: Time })
export const RefundRequested   = event.internal('RefundRequested',   { orderId: Id, key: Text, of: Text, amt: Won })
export const RefundUnknown     = event.internal('RefundUnknown',     { orderId: Id, tries: Natural })
export const RefundStuck       = event.internal('RefundStuck',       { orderId: Id })
