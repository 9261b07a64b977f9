import type { Routes } from '@jumun/core/model'
import { desk } from '../vocabulary.ts'
import { stay } from './stay-view.ts'
import { talk } from './words.ts'

const own = { owner: 'guestId', readers: [desk], searches: { findByBookingId: { by: ['bookingId'] } } }

export const routes: Routes = {
  stays:    { of: stay, item: 'stay', shows: ['bookingId', 'guestId', 'kind', 'from', 'to', 'price', 'refunded', 'status'], ...own },
  messages: { of: talk.messages, item: 'message', shows: ['bookingId', 'guestId', 'text', 'what', 'status'], ...own },
}
