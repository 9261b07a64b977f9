import { whenever } from '@jumun/core/model'
import { DrinkCanceled } from '../drink/events.ts'
import { CancelPayment } from './commands.ts'
import { money } from './money.ts'

export const { charge, find, repay, reconcile, recheck, recheckVoid, repayAgain } = money.policies
export const cancel = whenever(DrinkCanceled, ({ orderId }) => CancelPayment({ orderId }))
