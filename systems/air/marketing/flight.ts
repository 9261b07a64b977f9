import { aggregate, type DataOf, otherwise, policy, type StateOf, Type } from '@jumun/core/model'
import { Id, OrNull, Text, names } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { BookingNoted, DemandChanged, FlightNoted, SupplyChanged } = events

/** `Unknown`: somebody booked it, and nobody has said yet where it goes. */
const states = ['Unknown', 'Open', 'Over'] as const
const Booking = Type.Object({ reservationId: Id, customerId: names(Id), people: Type.Integer() })
// bookings that wait for the route: none once it is known
const fields = { scheduleId: Id, departure: OrNull(Text), arrival: OrNull(Text), waiting: Type.Array(Booking) }
type State  = StateOf<typeof fields, typeof states>
type Routed = Pick<State, 'scheduleId' | 'departure' | 'arrival'>

const routed = ({ scheduleId, departure, arrival }: Routed) =>
  ({ scheduleId, route: `${departure}-${arrival}`, departure: departure!, arrival: arrival! })
const supply = (f: Routed, flights: number) => SupplyChanged({ ...routed(f), flights })
const demand = (f: Routed, booking: Type.Static<typeof Booking>) => DemandChanged.of({ ...booking, ...routed(f) })
const learn  = (f: State | undefined, e: DataOf<typeof FlightNoted>) =>
  [FlightNoted(e), supply(e, 1), ...(f?.waiting ?? []).map(b => demand(e, b))]
const book   = (f: State | undefined, b: DataOf<typeof BookingNoted>) => !f || f.status === 'Unknown' ? BookingNoted(b) : demand(f, b)
const unknown = { departure: null, arrival: null, status: 'Unknown' } as const

/** Where a flight goes. Its bookings count for that route, whichever was heard first. */
export const Flight = aggregate('flight', {
  key: 'scheduleId', case: ['reservationId', 'scheduleId'], commands, events, states, fields,
  decide: {
    //              who may      in which state                already so        what then happened
    LearnFlight:  { by: policy,  from: ['nothing', 'Unknown'], done: otherwise,  then: learn },
    ForgetFlight: { by: policy,  from: 'Open',                 done: otherwise,  then: f => supply(f, -1) },
    LearnBooking: { by: policy,  from: ['nothing', ...states],                   then: book },
  },
  evolve: {
    FlightNoted:   (_, e)                                       => ({ ...e, waiting: [], status: 'Open' }),
    BookingNoted:  (f: State | undefined, { scheduleId, ...b }) => ({ ...unknown, scheduleId, waiting: [...f?.waiting ?? [], b] }),
    DemandChanged: f                                            => f,
    SupplyChanged: (f, { flights })                             => flights < 0 ? { ...f, status: 'Over' } : f,
  },
})
