import { payable } from '../../payable.ts'
import { Phone, Won } from '../vocabulary.ts'

/** What is the same wherever something is paid, in the café's words. */
export const money = payable({
  key: 'orderId', amt: 'amt', kept: { phoneNumber: Phone, amt: Won },
  states: {
    requested: 'PaymentRequested', unknown: 'PaymentUnknown', notCharged: 'NotCharged',
    approved: 'PaymentApproved', declined: 'PaymentDeclined',
    refunding: 'Refunding', stuck: 'RefundStuck', canceled: 'PaymentCanceled', voided: 'Voided',
  },
})
