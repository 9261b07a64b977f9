import { payable } from '../../payable.ts'
import { Id, Won, names } from '../vocabulary.ts'

/** What is the same wherever something is paid, in the airline's words. */
export const money = payable({
  key: 'reservationId', amt: 'amount', kept: { customerId: names(Id), amount: Won },
  states: {
    requested: 'Requested', unknown: 'Unknown', notCharged: 'NotCharged', approved: 'Paid', declined: 'Declined',
    refunding: 'Refunding', stuck: 'RefundStuck', canceled: 'Refunded', voided: 'Voided',
  },
})
