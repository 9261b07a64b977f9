import { event } from '@jumun/core/model'
import { Chosen, Count, Id, OrNull, Phone, Text, Time } from '../vocabulary.ts'

const order = {
  orderId: Id, phoneNumber: Phone, productName: Text, qty: Count, options: Chosen, pickupTime: OrNull(Time), pickupNumber: Id,
  createTime: Time,
}
const told  = { orderId: Id, phoneNumber: Phone, status: Text }

export const OrderInfoReceived = event('OrderInfoReceived', { orderId: Id, status: Text })
export const Receipted         = event('Receipted',         told)
export const Made              = event('Made',              told)
export const PickedUp          = event('PickedUp',          told)
export const DrinkCanceled     = event('DrinkCanceled',     told)
export const CancelFailed      = event('CancelFailed',      { orderId: Id, phoneNumber: Phone })

export const PaymentNoted      = event.internal('PaymentNoted', { orderId: Id, phoneNumber: Phone })
export const OrderNoted        = event.internal('OrderNoted',   order)
