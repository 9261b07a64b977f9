import { context } from '@jumun/core/model'
import { desk } from '../vocabulary.ts'
import * as policies from './policies.ts'
import { stay } from './stay.ts'
import { talk } from './words.ts'

const own = { owner: 'guestId', readers: [desk], searches: { findByBookingId: { by: ['bookingId'] } } }

/** Tells guests where their bookings stand: on their page and by message. */
export const guest = context('guest', {
  port: 8084, level: 'supporting', team: 'guest team',
  blocks: [talk], policies, views: [stay, talk.messages],
  routes: {
    stays:    { of: stay, item: 'stay', shows: ['bookingId', 'guestId', 'kind', 'from', 'to', 'price', 'refunded', 'status'], ...own },
    messages: { of: talk.messages, item: 'message', shows: ['bookingId', 'guestId', 'text', 'what', 'status'], ...own },
  },
})
