import { command } from '@jumun/core/model'
import { Id, OrNull, PaymentToken, Text, Won } from '../../vocabulary.ts'

// one key is one charge, or one refund, however often it is asked
export const Charge = command('Charge', { orderId: Id, key: Text, amt: Won, paymentToken: OrNull(PaymentToken) }, { answers: ['captured', 'declined'] })
export const Find   = command('Find',   { orderId: Id, key: Text },                                               { answers: ['captured', 'declined', 'none'] })
export const Refund = command('Refund', { orderId: Id, key: Text, of: Text, amt: Won },                           { answers: ['refunded', 'failed'] })
