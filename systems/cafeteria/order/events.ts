import { event } from '@jumun/core/model'
import { Chosen, Count, Id, Language, OrNull, PaymentToken, Phone, Text, Time, Won, Yes } from '../vocabulary.ts'

const wished = {
  orderId: Id, phoneNumber: Phone, productName: Text, qty: Count, amt: Won, options: Chosen, pickupTime: OrNull(Time), createTime: Time,
  language: Language, limited: Yes,
}
const hold   = { orderId: Id, productName: Text, qty: Count, phoneNumber: Phone }
const told   = { ...wished, status: Text, pickupNumber: Id }
const asked  = { attempt: Id, paymentToken: OrNull(PaymentToken) }

export const Ordered          = event('Ordered',       told)
export const OrderCanceled    = event('OrderCanceled', told)
export const OrderRestored    = event('OrderRestored', told)
/** It ended unpaid, and had been charged all the same: that money is back. */
export const ChargeReturned   = event('ChargeReturned', told)

export const OrderRequested   = event.internal('OrderRequested',   { ...wished, paymentToken: OrNull(PaymentToken) })
export const HoldWanted       = event.internal('HoldWanted',       { ...hold, ...asked, holder: OrNull(Id) })
export const OwnHoldWanted    = event.internal('OwnHoldWanted',    { orderId: Id, holder: Id })
export const PaymentAsked     = event.internal('PaymentAsked',     { orderId: Id, phoneNumber: Phone, amt: Won, ...asked })
export const PaymentPostponed = event.internal('PaymentPostponed', { orderId: Id, attempt: Id, reason: Text })
export const OrderDeclined    = event.internal('OrderDeclined',    { orderId: Id, productName: Text, holds: Yes, reason: Text })
export const OrderExpired     = event.internal('OrderExpired',     { orderId: Id, productName: Text, limited: Yes, heir: OrNull(Id) })
export const CancelDone       = event.internal('CancelDone',       { orderId: Id, productName: Text, qty: Count, limited: Yes })
