import { whenever } from '@jumun/core/model'
import { OrderCanceled, Ordered } from '../order/events.ts'
import { PayApproved } from '../pay/events.ts'
import { CancelBaking, NoteOrder, NotePayment } from './commands.ts'
import { theShop } from './shop.ts'

export const ordered = whenever(Ordered,       e => NoteOrder.of({ ...e, shop: theShop }))
export const paid    = whenever(PayApproved,   e => NotePayment.of({ ...e, shop: theShop }))
export const cancel  = whenever(OrderCanceled, ({ orderId }) => CancelBaking({ orderId }))
