import { command } from '@jumun/core/model'
import { Id, Optional, OrNull, PaymentToken, Text, Time, Won } from '../vocabulary.ts'

// `reference`: what the money is for, the number of the order, purchase or reservation. One key is one charge, or one refund, however often
// it is asked.
// `since`: when the key was first used; a provider that forgets its keys is asked first, then
export const Charge = command('Charge', { reference: Id, key: Text, amt: Won, paymentToken: OrNull(PaymentToken), since: Optional(Time) }, {
  answers: ['captured', 'declined'],
})
export const Find   = command('Find',   { reference: Id, key: Text },                     { answers: ['captured', 'declined', 'none'] })
export const Refund = command('Refund', { reference: Id, key: Text, of: Text, amt: Won }, { answers: ['refunded', 'failed'] })
