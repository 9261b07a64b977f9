import { aggregate, type StateOf } from '@jumun/core/model'
import { Action, baker, operator } from '../vocabulary.ts'
import * as events from './events.ts'
import { money } from './money.ts'
const { PayApproved, PayCanceled, PayReturned } = events
const { states, fields } = money

type State = StateOf<typeof fields, typeof states>

const told = ({ orderId, price }: State, action: 'apply' | 'cancel') => ({ orderId, price: price ?? 0, action })
const { paid, part, back, ...rows } = money.rows({
  paid: p => PayApproved(told(p, 'apply')),
  part: p => PayReturned({ ...told(p, 'apply'), amt: p.moving, returned: p.refunded + p.moving, reason: p.giving ?? '' }),
  back: p => PayCanceled(told(p, 'cancel')),
  besides: { action: 'apply' },
  staff: [baker, operator],
})

/** The money of one order: paid (`apply`), and paid back (`cancel`). There is one for each order, however often it is asked for. */
export const Payment = aggregate('payment', {
  key: 'orderId', id: 'id', commands: money.commands, events: { ...money.events, ...events }, states, fields: { ...fields, action: Action },
  decide: rows.decide,
  evolve: { ...rows.evolve, PayApproved: paid, PayReturned: part, PayCanceled: p => ({ ...back(p), action: 'cancel' as const }) },
})
