import { command } from '@jumun/core/model'
import { Id, OrNull, PaymentToken, Text, Won } from '../vocabulary.ts'

// `reference`: what the money is for, the number of the order, purchase or reservation. One key is one charge, or one refund, however often it is asked
export const Charge = command('Charge', { reference: Id, key: Text, amt: Won, paymentToken: OrNull(PaymentToken) }, { answers: ['captured', 'declined'] })
export const Find   = command('Find',   { reference: Id, key: Text },                                               { answers: ['captured', 'declined', 'none'] })
export const Refund = command('Refund', { reference: Id, key: Text, of: Text, amt: Won },                           { answers: ['refunded', 'failed'] })
