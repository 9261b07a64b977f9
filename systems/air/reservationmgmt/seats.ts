import { aggregate, type Circumstances, type DataOf, otherwise, policy, type StateOf, system, Type } from '@jumun/core/model'
import { timed } from '../../block.ts'
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
  // by reservation. A reservation holds at most once, so its number is owner and fencing token at once
  seats:  Type.Record(Type.String(), Kept),
  // what older versions kept of reservations that were over: read by nobody, and left out at the next release
  gone:   Type.Optional(Type.Record(Type.String(), Time)),
  left:   Type.Array(Id),                        // those that were cancelled by somebody: the airline's own cancel may still give them more
}
type State = StateOf<typeof fields, typeof states>
type Copy  = Type.Static<typeof Flight>

const letters = 'ABCDEF'
/** 1A, 1B, … six in a row, from the front. */
const labels = (count: number) =>
  Array.from({ length: count }, (_, i) => `${Math.floor(i / letters.length) + 1}${letters[i % letters.length]}`)
const without = (z: State, reservationId: number) =>
  Object.fromEntries(Object.entries(z.seats).filter(([holder]) => holder !== String(reservationId)))
const held = (z: State, { reservationId, customerId, seats }: DataOf<typeof SeatsHeld>, others = z.seats) =>
  ({ ...z, seats: { ...others, [reservationId]: { seats, customerId, state: 'held' as const } } })
const taken = (z: State, id: number) => ({ ...z, seats: { ...z.seats, [id]: { ...z.seats[id]!, state: 'taken' as const } } })
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

interface SeatMap {
  readonly total: number
  readonly free: number
  readonly seats: readonly { readonly seat: string; readonly state: 'free' | 'held' | 'taken' }[]
}
/** Every seat of the flight, and whether it can still be had. */
export const seatMap = (z: State): SeatMap => {
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
const opened  = (e: DataOf<typeof FlightOpened>) => FlightOpened.of(e)
const changed = (z: State, flight: Copy) =>
  FlightChanged({ scheduleId: z.scheduleId, flight, reservations: Object.keys(z.seats).map(Number) })
const change = (z: State | undefined, e: DataOf<typeof commands.ChangeFlight>) =>
  !z?.flight ? opened(e) : isNewer(z, e.flight) ? changed(z, e.flight) : []
const close = (z: State | undefined, wish: DataOf<typeof commands.CloseFlight>) => FlightClosed({ ...wish, reservations: members(z) })

type Read = { readonly reservation: { readonly status: string } | undefined }
const hold = (z: State | undefined, wish: Wish, { reservation }: Read, { now }: Circumstances) => {
  const { scheduleId, reservationId, customerId, wanted, flight, holder } = wish
  if (z?.status === 'Closed') return reject('not-allowed-now')
  // the answer of schedulemgmt travels with the hold and feeds the copy, forward only
  const heard = !flight || !isNewer(z, flight) ? [] : [z?.flight ? changed(z, flight) : opened({ scheduleId, flight })]
  const copy = heard.length ? flight : (z?.flight ?? null)
  if (!copy) return reject('flight-unknown')
  if (z && reservationId in z.seats) return heard
  // it comes later than the end of its reservation, which was committed before the seats heard of it
  if (reservation?.status !== 'AwaitingPayment') return reject('gone')
  // that it has left is a no only where schedulemgmt was asked: a copy alone may not have heard that the flight was moved
  if (now >= copy.departureTime) return reject(flight ? 'not-allowed-now' : 'flight-unknown')
  const chosen = wanted.filter(seat => seat !== null), all = labels(copy.seats)
  const odd = chosen.find((seat, i) => !all.includes(seat) || chosen.indexOf(seat) !== i)
  if (odd !== undefined) return reject('no-such-seat', { seat: odd })
  const kept = z?.seats ?? {}
  const isOwn = (id: string | number) => kept[id]?.state === 'held' && kept[id].customerId === customerId
  // the holder has ended by its own decision before it is named here: only then does a hold pass over
  const passed = z && holder !== null && isOwn(holder) ? place(copy, without(z, holder), wish) : undefined
  const its = { scheduleId, reservationId, customerId }
  if (passed && isPlaced(passed)) return [...heard, SeatsPassed({ ...its, seats: [...passed], holder: holder! })]
  const found = place(copy, kept, wish)
  if (isPlaced(found)) return [...heard, SeatsHeld({ ...its, seats: [...found] })]
  const isEnough = (id: string) => z !== undefined && isOwn(id) && isPlaced(place(copy, without(z, Number(id)), wish))
  const own = holder === null ? Object.keys(kept).find(isEnough) : undefined
  if (own !== undefined) return reject('own-hold', { holder: Number(own), seat: found.taken })
  return found.taken === null ? reject('sold-out') : reject('seat-taken', { seat: found.taken })
}
const take = (z: State | undefined, wish: DataOf<typeof commands.TakeSeats>) =>
  z?.seats[wish.reservationId]?.state === 'held' ? SeatsTaken(wish) : []
const release = (_: unknown, wish: DataOf<typeof commands.ReleaseSeats>, now: number) => SeatsReleased({ ...wish, at: now })
const all = ['nothing', ...states] as const

/** The seats of one flight, which are also reservationmgmt's own copy of the flight. */
export const Seats = aggregate('seats', {
  key: 'scheduleId', case: ['reservationId', 'scheduleId'], reads: { reservation: [Reservation, 'reservationId'] },
  commands, events, states, fields,
  decide: {
    //              who may      in which state                        already so         what then happened
    OpenFlight:   { by: policy,  from: ['nothing', 'Unknown'],         done: otherwise,   then: (_, e) => opened(e) },
    ChangeFlight: { by: policy,  from: ['nothing', 'Unknown', 'Open'], done: 'Closed',    then: change },
    // first the door, then those inside: who got seats before is on the list, who comes later is refused
    CloseFlight:  { by: policy,  from: ['nothing', 'Unknown', 'Open'], done: 'Closed',    then: close },
    HoldSeats:    { by: system,  from: all,                                               then: hold },
    TakeSeats:    { by: policy,  from: all,                                               then: take },
    // an event also where nothing was held: a hold that was decided beside it, on the reservation as it was, is then decided again
    ReleaseSeats: { by: policy,  from: all,                                               then: timed(release) },
  },
  evolve: {
    FlightOpened:  (z, e) => ({ ...empty, ...z, scheduleId: e.scheduleId, flight: e.flight, status: 'Open' }),
    FlightChanged: (z, e) => ({ ...z, flight: e.flight }),
    FlightClosed:  (z, e) => ({ ...empty, ...z, scheduleId: e.scheduleId, left: [], status: 'Closed' }),
    SeatsHeld:     (z, e) => held(z, e),
    SeatsPassed:   (z, e) => held(z, e, without(z, e.holder)),
    SeatsTaken:    (z, e) => taken(z, e.reservationId),
    SeatsReleased: (z, e) => ({
                   ...empty, ...(z ? rest(z) : {}), scheduleId: e.scheduleId,
                   seats: z ? without(z, e.reservationId) : {}, left: leavers(z, e) }),
  },
})
