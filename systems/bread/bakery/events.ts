import { event } from '@jumun/core/model'
import { Address, Count, Id, OrNull, Text, Time } from '../vocabulary.ts'

const told = { orderId: Id, status: Text }

export const BakeryReceived = event('BakeryReceived', told)
export const Confirmed      = event('Confirmed',      told)
export const BakingStarted  = event('BakingStarted',  told)
export const Dispatched     = event('Dispatched',     told)
export const Delivered      = event('Delivered',      told)
export const Rejected       = event('Rejected',       { ...told, reason: Text })
export const BakeryCanceled = event('BakeryCanceled', told)
export const CancelFailed   = event('CancelFailed',   { ...told, reason: Text })

export const OrderNoted     = event.internal('OrderNoted',   {
  orderId: Id, item: Text, qty: Count, address: OrNull(Address), createTime: Time,
})
export const PaymentNoted   = event.internal('PaymentNoted', { orderId: Id })
