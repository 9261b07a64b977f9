import { aggregate, policy, Type } from '@jumun/core/model'
import { Phone } from '../vocabulary.ts'
import * as commands from './account-commands.ts'
import * as events from './account-events.ts'
const { PointsCounted } = events

/** The points of one customer. The entries are its events, one for each order that counts, so it does not grow with them. */
export const Account = aggregate('account', {
  key: 'phoneNumber', id: 'id', case: 'orderId', commands, events, states: ['Open'],
  fields: { phoneNumber: Phone, points: Type.Integer() },
  decide: {
    //             who may      in which state               what then happened
    CountPoints: { by: policy,  from: ['nothing', 'Open'],   then: (a, { orderId, phoneNumber, change }) => PointsCounted({ orderId, phoneNumber, change, points: (a?.points ?? 0) + change }) },
  },
  evolve: {
    PointsCounted: (_, { phoneNumber, points }) => ({ phoneNumber, points, status: 'Open' }),
  },
})
