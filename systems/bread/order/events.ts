import { event } from '@jumun/core/model'
import { Address, Count, CustomerId, Id, Language, OrNull, PaymentToken, Text, Time, Won, Yes } from '../vocabulary.ts'

const wished = {
  orderId: Id, customerId: CustomerId, item: Text, qty: Count, price: Won, address: OrNull(Address), createTime: Time, language: Language,
  limited: Yes,
}
const hold   = { orderId: Id, item: Text, qty: Count, customerId: CustomerId }
const told   = { ...wished, status: Text }
const asked  = { attempt: Id, paymentToken: OrNull(PaymentToken) }

export const Ordered          = event('Ordered',       told)
export const OrderCanceled    = event('OrderCanceled', told)
export const OrderRestored    = event('OrderRestored', told)
/** It ended unpaid, and had been charged all the same: that money is back. */
export const ChargeReturned   = event('ChargeReturned', told)

export const OrderRequested   = event.internal('OrderRequested',   { ...wished, paymentToken: OrNull(PaymentToken) })
export const HoldWanted       = event.internal('HoldWanted',       { ...hold, ...asked, holder: OrNull(Id) })
export const OwnHoldWanted    = event.internal('OwnHoldWanted',    { orderId: Id, holder: Id })
export const PaymentAsked     = event.internal('PaymentAsked',     { orderId: Id, customerId: CustomerId, price: Won, ...asked })
export const PaymentPostponed = event.internal('PaymentPostponed', { orderId: Id, attempt: Id, reason: Text })
export const OrderDeclined    = event.internal('OrderDeclined',    { orderId: Id, item: Text, holds: Yes, reason: Text })
export const OrderExpired     = event.internal('OrderExpired',     { orderId: Id, item: Text, limited: Yes, heir: OrNull(Id) })
export const ProgressNoted    = event.internal('ProgressNoted',    { orderId: Id, status: Text })
export const OrderRejected    = event.internal('OrderRejected',    { orderId: Id, reason: OrNull(Text) })
export const MoneyBackNoted   = event.internal('MoneyBackNoted',   { orderId: Id })
export const OrderClosed      = event.internal('OrderClosed',      { orderId: Id, item: Text, qty: Count, limited: Yes })
