import { context, system } from '@jumun/core/model'
import { psp } from '@jumun/systems/externals'
import { desk, operator } from '../vocabulary.ts'
import { money } from './commands.ts'
import { Payment } from './payment.ts'

const open = ['Requested', 'Unknown', 'NotCharged']

/** Money: what the provider took for a booking, and what it gave back. */
export const payment = context('payment', {
  port: 8084, level: 'general', team: 'payment team',
  blocks: [money], aggregates: [Payment], externals: [psp],
  routes: {
    payments: {
      of: Payment, item: 'payment',
      shows: ['bookingId', 'guestId', 'price', 'keep', 'refunded', 'status', 'createTime'], times: ['createTime'],
      hidden: [...open, 'Declined', 'Voided'], owner: 'guestId', readers: [system, desk, operator],
      commands: { giveBack: money.commands.GiveBack, retryRefund: money.commands.RetryRefund },
      tasks: ['RefundStuck'],
      searches: { findByBookingId: { by: ['bookingId'], states: [...Payment.states] }, unsettled: { states: [...open, 'Refunding'] } },
    },
  },
})
