import { whenever } from '@jumun/core/model'
import { BakeryCanceled, Rejected } from '../bakery/events.ts'
import { CancelPayment } from './commands.ts'
import { money } from './money.ts'

export const { charge, find, repay, reconcile, recheck, recheckVoid, repayAgain } = money.policies
export const cancel = whenever(BakeryCanceled, ({ orderId }) => CancelPayment({ orderId }))
export const refund = whenever(Rejected,       ({ orderId }) => CancelPayment({ orderId }))
