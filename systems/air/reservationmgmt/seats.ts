import { aggregate, type DataOf, otherwise, policy, type StateOf, system, Type } from '@jumun/core/model'
import { Flight, Id, OrNull, reject, Text, Time, names } from '../vocabulary.ts'
import { Reservation } from './reservation.ts'
import * as commands from './seats-commands.ts'
import * as events from './seats-events.ts'
const { FlightChanged, FlightClosed, FlightOpened, SeatsHeld, SeatsPassed, SeatsReleased, SeatsTaken } = events

/** `Unknown`: the flight has not been heard of, only somebody who left it. `Closed`: it was cancelled, or has left. */
const states = ['Unknown', 'Open', 'Closed'] as const
const Kept   = Type.Object({ seats: Type.Array(Text), customerId: names(Id), state: Type.Enum(['held', 'taken'] as const) })
const fields = {
  scheduleId: Id,
  flight: OrNull(Flight),                        // what schedulemgmt last said of it
  seats:  Type.Record(Type.String(), Kept),      // by reservation. A reservation holds at most once, so its number is owner and fencing token at once
  gone:   Type.Optional(Type.Record(Type.String(), Time)),   // what older versions kept of reservations that were over: read by nobody, and left out at the next release
  left:   Type.Array(Id),                        // those that were cancelled by somebody: the airline's own cancel may still give them more
}
type State = StateOf<typeof fields, typeof states>
type Copy  = Type.Static<typeof Flight>

const letters = 'ABCDEF'
/** 1A, 1B, … six in a row, from the front. */
const labels = (count: number) => Array.from({ length: count }, (_, i) => `${Math.floor(i / letters.length) + 1}${letters[i % letters.length]}`)
const without = (z: State, reservationId: number) => Object.fromEntries(Object.entries(z.seats).filter(([holder]) => holder !== String(reservationId)))
const rest = (z: State) => {
  const { gone: _, ...kept } = z
  return kept
}
const leavers = (z: State | undefined, { reservationId, left }: { readonly reservationId: number; readonly left: boolean }) => {
  const before = z?.left ?? []
  return !left || z?.status === 'Closed' || before.includes(reservationId) ? before : [...before, reservationId]
}
const empty = { flight: null, seats: {}, left: [], status: 'Unknown' } as const
/** Everybody on the flight, and everybody who left it by themselves. */
const members = (z: State | undefined) => [...Object.keys(z?.seats ?? {}).map(Number), ...(z?.left ?? [])]

/** Every seat of the flight, and whether it can still be had. */
export const seatMap = (z: State): { readonly total: number; readonly free: number; readonly seats: readonly { readonly seat: string; readonly state: 'free' | 'held' | 'taken' }[] } => {
  const of = new Map(Object.values(z.seats).flatMap(({ seats, state }) => seats.map(seat => [seat, state] as const)))
  const seats = labels(z.flight?.seats ?? 0).map(seat => ({ seat, state: of.get(seat) ?? ('free' as const) }))
  return { total: seats.length, free: seats.length - of.size, seats }
}

type Wish = DataOf<typeof commands.HoldSeats>
/** The chosen seats, and the first free ones for who chose none; or what stands in the way. */
const place = (copy: Copy, kept: State['seats'], { peopleNo, wanted }: Wish): readonly string[] | { readonly taken: string | null } => {
  const taken = new Set(Object.values(kept).flatMap(({ seats }) => seats))
  const chosen = wanted.filter(seat => seat !== null)
  const lost = chosen.find(seat => taken.has(seat))
  if (lost !== undefined) return { taken: lost }
  const free = labels(copy.seats).filter(seat => !taken.has(seat) && !chosen.includes(seat))
  if (free.length < peopleNo - chosen.length) return { taken: null }
  let next = 0
  return Array.from({ length: peopleNo }, (_, i) => wanted[i] ?? free[next++]!)
}
const isPlaced = (found: ReturnType<typeof place>): found is readonly string[] => Array.isArray(found)

const isNewer = (z: State | undefined, flight: Copy) => !z?.flight || flight.rev > z.flight.rev
const opened  = (scheduleId: number, flight: Copy) => FlightOpened({ scheduleId, flight })
const changed = (z: State, flight: Copy) => FlightChanged({ scheduleId: z.scheduleId, flight, reservations: Object.keys(z.seats).map(Number) })

const hold = (z: State | undefined, wish: Wish, of: { readonly status: string } | undefined, now: number) => {
  const { scheduleId, reservationId, customerId, wanted, flight, holder } = wish
  if (z?.status === 'Closed') return reject('not-allowed-now')
  // the answer of schedulemgmt travels with the hold and feeds the copy, forward only
  const heard = !flight || !isNewer(z, flight) ? [] : [z?.flight ? changed(z, flight) : opened(scheduleId, flight)]
  const copy = heard.length ? flight : (z?.flight ?? null)
  if (!copy) return reject('flight-unknown')
  if (z && reservationId in z.seats) return heard
  // it comes later than the end of its reservation, which was committed before the seats heard of it
  if (of?.status !== 'AwaitingPayment') return reject('gone')
  // that it has left is a no only where schedulemgmt was asked: a copy alone may not have heard that the flight was moved
  if (now >= copy.departureTime) return reject(flight ? 'not-allowed-now' : 'flight-unknown')
  const chosen = wanted.filter(seat => seat !== null), all = labels(copy.seats)
  const odd = chosen.find((seat, i) => !all.includes(seat) || chosen.indexOf(seat) !== i)
  if (odd !== undefined) return reject('no-such-seat', { seat: odd })
  const kept = z?.seats ?? {}
  const isOwn = (id: string | number) => kept[id]?.state === 'held' && kept[id].customerId === customerId
  // the holder has ended by its own decision before it is named here: only then does a hold pass over
  const passed = z && holder !== null && isOwn(holder) ? place(copy, without(z, holder), wish) : undefined
  if (passed && isPlaced(passed)) return [...heard, SeatsPassed({ scheduleId, reservationId, customerId, seats: [...passed], holder: holder! })]
  const found = place(copy, kept, wish)
  if (isPlaced(found)) return [...heard, SeatsHeld({ scheduleId, reservationId, customerId, seats: [...found] })]
  const own = z && holder === null ? Object.keys(kept).find(id => isOwn(id) && isPlaced(place(copy, without(z, Number(id)), wish))) : undefined
  if (own !== undefined) return reject('own-hold', { holder: Number(own), seat: found.taken })
  return found.taken === null ? reject('sold-out') : reject('seat-taken', { seat: found.taken })
}
const all = ['nothing', ...states] as const

/** The seats of one flight, which are also reservationmgmt's own copy of the flight. */
export const Seats = aggregate('seats', {
  key: 'scheduleId', case: ['reservationId', 'scheduleId'], commands, events, reads: { reservation: [Reservation, 'reservationId'] }, states, fields,
  decide: {
    //              who may      in which state                        already so         what then happened
    OpenFlight:   { by: policy,  from: ['nothing', 'Unknown'],         done: otherwise,   then: (_, { scheduleId, flight }) => opened(scheduleId, flight) },
    ChangeFlight: { by: policy,  from: ['nothing', 'Unknown', 'Open'], done: 'Closed',    then: (z, { scheduleId, flight }) => !z?.flight ? opened(scheduleId, flight) : isNewer(z, flight) ? changed(z, flight) : [] },
    // first the door, then those inside: who got seats before is on the list, who comes later is refused
    CloseFlight:  { by: policy,  from: ['nothing', 'Unknown', 'Open'], done: 'Closed',    then: (z, wish) => FlightClosed({ ...wish, reservations: members(z) }) },
    HoldSeats:    { by: system,  from: all,                                               then: (z, wish, { reservation }, { now }) => hold(z, wish, reservation, now) },
    TakeSeats:    { by: policy,  from: all,                                               then: (z, wish) => z?.seats[wish.reservationId]?.state === 'held' ? SeatsTaken(wish) : [] },
    // an event also where nothing was held: a hold that was decided beside it, on the reservation as it was, is then decided again
    ReleaseSeats: { by: policy,  from: all,                                               then: (_, wish, __, { now }) => SeatsReleased({ ...wish, at: now }) },
  },
  evolve: {
    FlightOpened:  (z, e) => ({ ...empty, ...z, scheduleId: e.scheduleId, flight: e.flight, status: 'Open' }),
    FlightChanged: (z, e) => ({ ...z, flight: e.flight }),
    FlightClosed:  (z, e) => ({ ...empty, ...z, scheduleId: e.scheduleId, left: [], status: 'Closed' }),
    SeatsHeld:     (z, e) => ({ ...z, seats: { ...z.seats, [e.reservationId]: { seats: e.seats, customerId: e.customerId, state: 'held' as const } } }),
    SeatsPassed:   (z, e) => ({ ...z, seats: { ...without(z, e.holder), [e.reservationId]: { seats: e.seats, customerId: e.customerId, state: 'held' as const } } }),
    SeatsTaken:    (z, e) => ({ ...z, seats: { ...z.seats, [e.reservationId]: { ...z.seats[e.reservationId]!, state: 'taken' as const } } }),
    SeatsReleased: (z, e) => ({
                   ...empty, ...(z ? rest(z) : {}), scheduleId: e.scheduleId, seats: z ? without(z, e.reservationId) : {}, left: leavers(z, e) }),
  },
})
