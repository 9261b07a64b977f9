import { aggregate, type StateOf } from '@jumun/core/model'
import { Action } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { money } from './money.ts'
const { PayApproved, PayCanceled } = events
const { states } = money
const fields = { ...money.fields, action: Action }
type State = StateOf<typeof fields, typeof states>

const told = ({ orderId, price }: State, action: 'apply' | 'cancel') => ({ orderId, price: price ?? 0, action })
const rows = money.rows({
  paid: p => PayApproved(told(p, 'apply')),
  back: p => PayCanceled(told(p, 'cancel')),
  besides: { action: 'apply' },
})

/** The money of one order: paid (`apply`), and paid back (`cancel`). There is one for each order, however often it is asked for. */
export const Payment = aggregate('payment', {
  key: 'orderId', id: 'id', commands, events, states, fields,
  decide: rows.decide,
  evolve: {
    ...rows.evolve,
    PayApproved: p => ({ ...p, status: 'approved' }),
    PayCanceled: p => ({ ...p, status: 'canceled', action: 'cancel' as const }),
  },
})
