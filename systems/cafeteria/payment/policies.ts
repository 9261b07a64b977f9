import { whenever } from '@jumun/core/model'
import { DrinkCanceled } from '../drink/events.ts'
import { CancelPayment } from './commands.ts'

export const cancel = whenever(DrinkCanceled, ({ orderId }) => CancelPayment({ orderId }))
