import { payable } from '../../payable.ts'
import { CustomerId, Won } from '../vocabulary.ts'

/** What is the same wherever something is paid, in the bakery's words. */
export const money = payable({
  key: 'orderId', amt: 'price', kept: { customerId: CustomerId, price: Won },
  states: {
    requested: 'requested', unknown: 'unknown', notCharged: 'notCharged', approved: 'approved', declined: 'declined',
    refunding: 'refunding', stuck: 'stuck', canceled: 'canceled', voided: 'voided',
  },
})
