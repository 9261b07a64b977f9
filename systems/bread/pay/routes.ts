import { type Routes, system } from '@jumun/core/model'
import { PayOrder, RevokeOrder } from '../order/commands.ts'
import { baker, operator } from '../vocabulary.ts'
import { GiveBack, RetryRefund } from './commands.ts'
import { Payment } from './payment.ts'

const unsettled = ['requested', 'unknown', 'notCharged'], never = ['declined', 'voided']

export const routes: Routes = {
  payments: {
    of: Payment, item: 'payment',
    shows: ['orderId', 'customerId', 'price', 'refunded', 'action', 'status', 'createTime'],
    times: ['createTime'],
    hidden: [...unsettled, ...never], owner: 'customerId', readers: [system, baker, operator],
    forwards: PayOrder,
    originals: { forwardsBy: { action: { cancel: RevokeOrder, cancle: RevokeOrder } } },
    commands: { giveBack: GiveBack, retryRefund: RetryRefund },
    tasks: ['stuck'],
    searches: {
      findByOrderId: { by: ['orderId'], states: [...Payment.states] },
      unsettled:     { states: [...unsettled, 'refunding', 'stuck'], sort: ['createTime'] },
    },
  },
}
