import { whenever } from '@jumun/core/model'
import { OrderCanceled, Ordered } from '../order/events.ts'
import { PaymentApproved } from '../payment/events.ts'
import { CancelDrink, NoteOrder, NotePayment } from './commands.ts'

export const paid    = whenever(PaymentApproved, NotePayment.of)
export const ordered = whenever(Ordered,         NoteOrder.of)
export const cancel  = whenever(OrderCanceled,   CancelDrink.of)
