import { command } from '@jumun/core/model'
import { Id, Natural, Won } from '../vocabulary.ts'
import { money } from './money.ts'

// what is to be kept, absolute and numbered: a raise, and a refund still on its way, unknown or stuck cannot add up wrongly
export const CancelPayment = command('CancelPayment', { reservationId: Id, keep: Won, seq: Natural })

export const { ApprovePayment, GiveBack, RetryRefund } = money.commands
