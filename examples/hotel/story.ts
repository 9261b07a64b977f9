import { dayAt, plusDays } from '@jumun/core/model'
import { actor, commonStory, itemsOf, noon, type Stories } from '@jumun/testing'
import { audit, rooms } from './audit.ts'
import { hotel } from './system.ts'

const guests = ['kim', 'lee', 'park']
const inDays = (n: number) => plusDays(dayAt(noon), n)
const cards = ['approve', 'approve', 'approve', 'decline']
const stays = [0, 1, 10].map(n => ({ from: inDays(n), to: inDays(n + 2) }))

/** Guests want the same few nights, at the same time. */
export const stories: Stories = {
  main: commonStory(hotel, {
    comes: (n, pick) => ({
      who: actor(`guest ${n}`, 'guest', { guestId: guests[n % 3]! }),
      place: ['booking', 'bookings'],
      wish: { guestId: guests[n % 3], kind: pick(['suite', 'double']), ...pick(stays), paymentToken: pick(cards) },
    }),
    customers: 5,
    staff: ['desk', 'cleaner', 'operator'].map(role => actor(role, role)),
    promises: audit,
    also: async s => {
      const bookings = await itemsOf(s, 'booking', 'booking')
      return (await itemsOf(s, 'booking', 'rooms')).flatMap(r => rooms(r, bookings))
    },
  }),
}
