import { whenever } from '@jumun/core/model'
import { OrderCanceled, Ordered } from '../order/events.ts'
import { PaymentApproved } from '../payment/events.ts'
import { CancelDrink, NoteOrder, NotePayment } from './commands.ts'

export const paid    = whenever(PaymentApproved, ({ orderId, phoneNumber }) => NotePayment({ orderId, phoneNumber }))
export const ordered = whenever(Ordered,         ({ orderId, phoneNumber, productName, qty, options, pickupTime, pickupNumber, createTime }) =>
                                                 NoteOrder({ orderId, phoneNumber, productName, qty, options, pickupTime, pickupNumber, createTime }))
export const cancel  = whenever(OrderCanceled,   ({ orderId, phoneNumber, productName, qty, options, pickupTime, pickupNumber, createTime }) =>
                                                 CancelDrink({ orderId, phoneNumber, productName, qty, options, pickupTime, pickupNumber, createTime }))
