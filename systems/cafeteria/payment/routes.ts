import { type Routes, system } from '@jumun/core/model'
import { PayOrder } from '../order/commands.ts'
import { manager, operator } from '../vocabulary.ts'
import { GiveBack, RetryRefund } from './commands.ts'
import { Payment } from './payment.ts'

const unsettled = ['PaymentRequested', 'PaymentUnknown', 'NotCharged'], never = ['PaymentDeclined', 'Voided']

export const routes: Routes = {
  payments: {
    of: Payment, item: 'payment',
    shows: ['orderId', 'phoneNumber', 'amt', 'refunded', 'status', 'createTime'],
    times: ['createTime'],
    hidden: [...unsettled, ...never], owner: 'phoneNumber', readers: [system, manager, operator],
    forwards: PayOrder,
    commands: { giveBack: GiveBack, retryRefund: RetryRefund },
    tasks: ['RefundStuck'],
    searches: {
      findByOrderId: { by: ['orderId'], states: [...Payment.states] },
      unsettled:     { states: [...unsettled, 'Refunding', 'RefundStuck'], sort: ['createTime'] },
    },
  },
}
