import { aggregate, policy, Type } from '@jumun/core/model'
import { Phone } from '../vocabulary.ts'
import * as commands from './account-commands.ts'
import * as events from './account-events.ts'
const { PointsCounted } = events

const states = ['Open'] as const
const fields = { phoneNumber: Phone, points: Type.Integer() }

/** The points of one customer. Its entries, one for each order that counts, are its events: it does not grow with them. */
export const Account = aggregate('account', {
  key: 'phoneNumber', id: 'id', case: 'orderId', commands, events, states, fields,
  decide: {
    //             who may      in which state               what then happened
    CountPoints: { by: policy,  from: ['nothing', 'Open'],   then: (a, e) => PointsCounted({ ...e, points: (a?.points ?? 0) + e.change }) },
  },
  evolve: {
    PointsCounted: (_, { phoneNumber, points }) => ({ phoneNumber, points, status: 'Open' }),
  },
})
