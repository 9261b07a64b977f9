import { aggregate, type StateOf } from '@jumun/core/model'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { money } from './money.ts'
const { PaymentApproved, PaymentCanceled } = events
const { states, fields } = money
type State = StateOf<typeof fields, typeof states>

const told = ({ orderId, phoneNumber, amt }: State, status: string) => ({ orderId, phoneNumber: phoneNumber ?? '', amt: amt ?? 0, status })
const rows = money.rows({
  paid: p => PaymentApproved(told(p, 'PaymentApproved')),
  back: p => PaymentCanceled(told(p, 'PaymentCanceled')),
})

/** The money of one order, as far as the provider's truth is known. */
export const Payment = aggregate('payment', {
  key: 'orderId', id: 'id', commands, events, states, fields,
  decide: rows.decide,
  evolve: {
    ...rows.evolve,
    PaymentApproved: p => ({ ...p, status: 'PaymentApproved' }),
    PaymentCanceled: p => ({ ...p, status: 'PaymentCanceled' }),
  },
})
