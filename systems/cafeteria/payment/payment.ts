import { aggregate, type StateOf } from '@jumun/core/model'
import { manager, operator } from '../vocabulary.ts'
import * as events from './events.ts'
import { money } from './money.ts'
const { PaymentApproved, PaymentCanceled, PaymentPartlyRefunded } = events
const { states, fields } = money

const of = ({ orderId, phoneNumber }: StateOf<typeof fields, typeof states>) => ({ orderId, phoneNumber: phoneNumber ?? '' })
const { paid, part, back, ...rows } = money.rows({
  paid: p => PaymentApproved({ ...of(p), amt: p.amt ?? 0, status: 'PaymentApproved' }),
  part: p => PaymentPartlyRefunded({
    ...of(p), amt: p.moving, returned: p.refunded + p.moving, reason: p.giving ?? '', status: 'PaymentApproved',
  }),
  back: p => PaymentCanceled({ ...of(p), amt: p.amt ?? 0, status: 'PaymentCanceled' }),
  staff: [manager, operator],
})

/** The money of one order, as far as the provider's truth is known. */
export const Payment = aggregate('payment', {
  key: 'orderId', id: 'id', commands: money.commands, events: { ...money.events, ...events }, states, fields,
  decide: rows.decide,
  evolve: { ...rows.evolve, PaymentApproved: paid, PaymentPartlyRefunded: part, PaymentCanceled: back },
})
