import { aggregate, type DataOf, Day, otherwise, policy, type StateOf, system, Type } from '@jumun/core/model'
import { desk, Kind, Natural, reject } from '../vocabulary.ts'
import { Booking } from './booking.ts'
import { AddRooms, HoldNights, ReleaseNights } from './commands.ts'
import { NightsHeld, NightsReleased, RoomsAdded } from './events.ts'

const states = ['Open'] as const
const fields = { kind: Kind, rooms: Natural, held: Type.Record(Type.String(), Type.Array(Day)) }   // by booking, the nights that it holds
type State = StateOf<typeof fields, typeof states>

const without = (r: State, bookingId: number) => Object.fromEntries(Object.entries(r.held).filter(([id]) => id !== String(bookingId)))
/** All nights or none: one row holds every night of its kind, so this is one commit. */
const hold = (r: State | undefined, wish: DataOf<typeof HoldNights>, booking: { readonly status: string } | undefined) => {
  if (!r) return reject('sold-out', { night: wish.nights[0] })
  if (wish.bookingId in r.held) return []
  if (booking?.status !== 'AwaitingPayment') return reject('gone')   // the hold comes later than the end of its booking
  const taken = (night: string) => Object.values(r.held).filter(nights => nights.includes(night)).length
  const full = wish.nights.find(night => taken(night) >= r.rooms)
  return full === undefined ? NightsHeld(wish) : reject('sold-out', { night: full })
}

/** The rooms of one kind, and who has them in which night. */
export const Rooms = aggregate('rooms', {
  key: 'kind', id: 'id', case: ['bookingId', 'kind'], reads: { booking: [Booking, 'bookingId'] }, states, fields,
  commands: { AddRooms, HoldNights, ReleaseNights }, events: { NightsHeld, NightsReleased, RoomsAdded },
  decide: {
    AddRooms:      { by: desk,   from: 'nothing',           done: 'Open',    then: (_, wish) => RoomsAdded(wish) },
    HoldNights:    { by: system, from: ['nothing', 'Open'],                  then: (r, wish, { booking }) => hold(r, wish, booking) },
    // an event also where nothing was held: a hold that is decided beside it is then decided again
    ReleaseNights: { by: policy, from: 'Open',              done: otherwise, then: (_, wish) => NightsReleased(wish) },
  },
  evolve: {
    RoomsAdded:     (_, e) => ({ ...e, held: {}, status: 'Open' }),
    NightsHeld:     (r, e) => ({ ...r, held: { ...r.held, [e.bookingId]: e.nights } }),
    NightsReleased: (r, e) => ({ ...r, held: without(r, e.bookingId) }),
  },
})
