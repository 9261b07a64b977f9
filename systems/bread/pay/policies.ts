import { whenever } from '@jumun/core/model'
import { BakeryCanceled, Rejected } from '../bakery/events.ts'
import { CancelPayment } from './commands.ts'

export const cancel = whenever(BakeryCanceled, ({ orderId }) => CancelPayment({ orderId }))
export const refund = whenever(Rejected,       ({ orderId }) => CancelPayment({ orderId }))
