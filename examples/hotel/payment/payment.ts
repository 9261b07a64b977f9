import { aggregate, list, type StateOf } from '@jumun/core/model'
import { Won } from '../vocabulary.ts'
import { CancelPayment, money } from './commands.ts'
import { KeepSet, PaymentApproved, PaymentRefunded } from './events.ts'
const { states } = money
const fields = { ...money.fields, keep: Won }
type State = StateOf<typeof fields, typeof states>

/** The block gives back all that is paid; of the price this is what is not kept. */
const less = (p: State, keep = p.keep) => ({ ...p, price: (p.price ?? 0) - keep })
const rows = money.rows({
  paid: p => PaymentApproved({ bookingId: p.bookingId, price: p.price }),
  back: p => PaymentRefunded({ bookingId: p.bookingId, refund: less(p).price }),
  besides: { keep: 0 },
})
const { CancelPayment: cancelAll, RetryRefund: retry } = rows.decide

/** The money of one booking: what the provider took, and what of it is kept. */
export const Payment = aggregate('payment', {
  key: 'bookingId', id: 'id', states, fields,
  commands: { ...money.commands, CancelPayment }, events: { ...money.events, KeepSet, PaymentApproved, PaymentRefunded },
  decide: {
    ...rows.decide,
    CancelPayment: { ...cancelAll, then: (p, wish, read, at) => p?.status !== 'Paid' ? cancelAll.then(p, wish, read, at)
      : [KeepSet(wish), ...(wish.keep < (p.price ?? 0) ? list(cancelAll.then(less(p, wish.keep), wish, read, at)) : [])] },
    RetryRefund:   { ...retry, then: (p, wish) => retry.then(less(p), wish) },
  },
  evolve: {
    ...rows.evolve,
    PaymentApproved: p      => ({ ...p, status: 'Paid' }),
    KeepSet:         (p, e) => ({ ...p, keep: e.keep }),
    PaymentRefunded: p      => ({ ...p, status: 'Refunded' }),
  },
})
