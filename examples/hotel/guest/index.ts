import { aggregate, context } from '@jumun/core/model'
import { kakao } from '@jumun/systems/externals'
import { desk } from '../vocabulary.ts'
import * as policies from './policies.ts'
import { stay } from './stay.ts'
import { talk } from './words.ts'

const { commands, events, states, fields, decide, evolve, messages } = talk
/** What is said to a guest about one booking. */
const Talk = aggregate('talk', { key: 'bookingId', commands, events, states, fields, decide, evolve })
const own = { owner: 'guestId', readers: [desk], searches: { findByBookingId: { by: ['bookingId'] } } }

/** Tells guests where their bookings stand: on their page and by message. */
export const guest = context('guest', {
  port: 8084, level: 'supporting', team: 'guest team',
  blocks: [talk], aggregates: [Talk], policies, views: [stay, messages], externals: [kakao],
  routes: {
    stays:    { of: stay, item: 'stay', shows: ['bookingId', 'guestId', 'kind', 'from', 'to', 'price', 'refunded', 'status'], ...own },
    messages: { of: messages, item: 'message', shows: ['bookingId', 'guestId', 'text', 'what', 'status'], ...own },
  },
})
