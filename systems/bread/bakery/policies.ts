import { whenever } from '@jumun/core/model'
import { OrderCanceled, Ordered } from '../order/events.ts'
import { PayApproved } from '../pay/events.ts'
import { CancelBaking, NoteOrder, NotePayment } from './commands.ts'
import { theShop } from './shop.ts'

export const ordered = whenever(Ordered,       ({ orderId, item, qty, address, createTime }) => NoteOrder({ orderId, item, qty, address, createTime, shop: theShop }))
export const paid    = whenever(PayApproved,   ({ orderId })                                 => NotePayment({ orderId, shop: theShop }))
export const cancel  = whenever(OrderCanceled, ({ orderId })                                 => CancelBaking({ orderId }))
