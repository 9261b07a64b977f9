import { aggregate, type DataOf, otherwise, own, policy, type StateOf, system } from '@jumun/core/model'
import { distance, Id, Location, Name, Natural, near, OrNull, reject, Yes, names } from '../vocabulary.ts'
import * as commands from './rider-commands.ts'
import * as events from './rider-events.ts'
const { RiderCame, RiderFreed, RiderHeld, RiderMoved, RiderTaken, WentOffDuty, WentOnDuty } = events

const states = ['OffDuty', 'Free', 'Picking', 'Busy'] as const
// deliveryId: the delivery that holds the rider, n for which of its picks
const fields = { riderId: names(Name, 'rider'), onDuty: Yes, location: OrNull(Location), deliveryId: OrNull(Id), n: Natural }
type State = StateOf<typeof fields, typeof states>

const at     = ({ lat, lng }: { lat?: number | null | undefined; lng?: number | null | undefined }) =>
  lat === undefined || lng === undefined || lat === null || lng === null ? null : { lat, lng }
const isHeld = (r: State, e: { orderId: number; n: number }) => r.deliveryId === e.orderId && r.n === e.n
const begin  = (r: State, wish: DataOf<typeof commands.GoOnDuty>) => {
  const location = at(wish)
  if (r.status === 'OffDuty') return WentOnDuty({ riderId: r.riderId, location: location ?? r.location })
  return location === null || JSON.stringify(location) === JSON.stringify(r.location) ? [] : RiderMoved({ riderId: r.riderId, location })
}
const take   = (r: State | undefined, { riderId, orderId, n, location }: DataOf<typeof commands.TakeOn>) => {
  if (!r) return reject('no-such-rider')
  if (r.status === 'OffDuty') return reject('off-duty')
  if (r.status !== 'Free') return isHeld(r, { orderId, n }) ? [] : reject(r.deliveryId === orderId ? 'in-progress' : 'not-allowed-now')
  const km = location && r.location ? distance(location, r.location) : 0
  return km > near ? reject('too-far', { distance: km }) : RiderHeld({ riderId, orderId, n })
}

/** A rider: free on duty, or held for one delivery. */
export const Rider = aggregate('rider', {
  key: 'riderId', id: 'id', case: ['orderId', 'riderId'], commands, events, states, fields,
  decide: {
    //           who may                 in which state                already so       what then happened
    Register:  { by: own('riderId'),     from: 'nothing',              done: states,
      then: (_, wish) => RiderCame({ riderId: wish.riderId, location: at(wish) }) },
    GoOnDuty:  { by: own('riderId'),     from: states,                                  then: begin },
    GoOffDuty: { by: own('riderId'),     from: 'Free',                 done: 'OffDuty', then: (_, e) => WentOffDuty(e) },
    TakeOn:    { by: system,             from: ['nothing', ...states],                  then: take },
    NoteTaken: { by: [policy, system],   from: 'Picking',              done: otherwise, then: (r, e) => isHeld(r, e) ? RiderTaken(e) : [] },
    NoteLost:  { by: [policy, system],   from: 'Picking',              done: otherwise,
      then: (r, e) => isHeld(r, e) ? RiderFreed({ riderId: e.riderId, orderId: e.orderId }) : [] },
    FreeRider: { by: [policy, system],   from: ['Picking', 'Busy'],    done: otherwise,
      then: (r, e) => r.deliveryId === e.orderId ? RiderFreed(e) : [] },
  },
  evolve: {
    RiderCame:   (_, e) => ({ ...e, status: 'OffDuty', onDuty: false, deliveryId: null, n: 0 }),
    WentOnDuty:  (r, e) => ({ ...r, status: 'Free', onDuty: true, location: e.location }),
    WentOffDuty: r      => ({ ...r, status: 'OffDuty', onDuty: false }),
    RiderMoved:  (r, e) => ({ ...r, location: e.location }),
    RiderHeld:   (r, e) => ({ ...r, status: 'Picking', deliveryId: e.orderId, n: e.n }),
    RiderTaken:  r      => ({ ...r, status: 'Busy' }),
    RiderFreed:  r      => ({ ...r, status: 'Free', deliveryId: null }),
  },
})
