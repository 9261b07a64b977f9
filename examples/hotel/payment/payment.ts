import { aggregate, list, type StateOf } from '@jumun/core/model'
import { desk, operator, Won } from '../vocabulary.ts'
import { CancelPayment, money } from './commands.ts'
import { KeepSet, PartRefunded, PaymentApproved, PaymentRefunded } from './events.ts'
const { states, fields } = money

const of = ({ bookingId }: StateOf<typeof fields, typeof states>) => ({ bookingId })
const { paid, part, back, cancel, ...rows } = money.rows({
  paid: p => PaymentApproved({ ...of(p), price: p.price ?? 0 }),
  part: p => PartRefunded({ ...of(p), amt: p.moving, refunded: p.refunded + p.moving, reason: p.giving ?? '' }),
  back: p => PaymentRefunded({ ...of(p), refund: p.refunded + p.moving }),
  besides: { keep: 0 },
  staff: [desk, operator],
})

/** The money of one booking: what the provider took, and what of it is kept. */
export const Payment = aggregate('payment', {
  key: 'bookingId', id: 'id', states, fields: { ...fields, keep: Won },
  commands: { ...money.commands, CancelPayment }, events: { ...money.events, KeepSet, PartRefunded, PaymentApproved, PaymentRefunded },
  decide: {
    ...rows.decide,
    CancelPayment: { ...rows.decide.CancelPayment, then: (p, wish, _, { now }) =>
      [...(p?.status === 'Paid' ? [KeepSet(wish)] : []), ...list(cancel(p, wish, now, wish.keep))] },
  },
  evolve: {
    ...rows.evolve,
    KeepSet: (p, e) => ({ ...p, keep: e.keep }),
    PaymentApproved: paid, PartRefunded: part, PaymentRefunded: back,
  },
})
