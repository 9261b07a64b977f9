import { money } from './money.ts'

export const { ApprovePayment, CancelPayment, GiveBack, RetryRefund } = money.commands
