import { aggregate, type DataOf, otherwise, own, policy, seconds, self, type StateOf, Type } from '@jumun/core/model'
import { Address, Id, Location, Name, Natural, operator, OrNull, Overdue, reject, Text, Yes, names } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { Delivered, DeliveryConfirmed, DeliveryFailed, DeliveryNoted, DeliveryOff, DeliveryOverdue, DeliveryReturned, EntryRefused,
  EntryWanted, MealNoted, MealReady, Picked, PickLost, PickRefused, PickWanted } = events

/** `Remembered`: the kitchen was heard before the order, or an operator asks for it. */
const states = ['Remembered', 'Waiting', 'Ready', 'Picked', 'Delivered', 'Confirmed', 'Failed', 'Returned', 'Canceled'] as const
const gone   = ['Picked', 'Delivered', 'Confirmed'] as const
const fields = {
  // empty until the order is in
  orderId: Id, customerId: names(Type.String()), storeId: Type.String(), address: OrNull(Address), location: OrNull(Location), ordered: Yes,
  cooked: Yes,
  // picks: how many were wanted; each has its number, and one of them has it
  riderId: OrNull(names(Name, 'rider')), picks: Natural, taken: OrNull(Natural), reason: OrNull(Text),
  // what should have happened by now: an operator looks after it
  overdue: OrNull(Overdue),
  // picks that are wanted, and not decided yet
  trying: Type.Array(Type.Object({ riderId: names(Name, 'rider'), n: Natural })),
  // why the latest riders did not get it; why an operator's entry was not made
  refused: Type.Array(Type.Object({ riderId: names(Name, 'rider'), reason: Text })), refusal: Text,
}
type State = StateOf<typeof fields, typeof states>

/** A pick is not decided later than this after it was wanted. */
const pickTime = seconds(2)
/** Of so many riders it is remembered why they did not get it. */
const remembered = 100

const told  = ({ orderId, address, riderId, customerId, storeId }: State, status: string) =>
  ({ orderId, status, address: address ?? storeId, riderId: riderId ?? '', customerId, storeId })
const mine  = (d: State, riderId: string | null | undefined) => (riderId ?? d.riderId) === d.riderId
const note  = (d: State | undefined, e: DataOf<typeof commands.NoteDelivery>) =>
  d?.ordered ? [] : [DeliveryNoted(e), ...(d?.cooked ? [MealReady({ orderId: e.orderId })] : [])]
const take  = (d: State, { orderId, riderId, n, until }: DataOf<typeof commands.PickUp>, now: number) =>
  d.status === 'Ready' && now <= until ? Picked({ ...told(d, 'Picked'), riderId, n }) : d.taken === n ? []
    : PickLost({ orderId, riderId, n, reason: d.status === 'Ready' ? 'too-late' : 'taken' })
const without = (d: State, riderId: string) => d.refused.filter(r => r.riderId !== riderId)
const decided = (d: State, n: number) => d.trying.filter(t => t.n !== n)
const refused = (d: State, { riderId, n, reason }: { riderId: string; n: number; reason: string }) =>
  ({ ...d, trying: decided(d, n), refused: [...without(d, riderId), { riderId, reason }].slice(-remembered) })
const none = { customerId: '', storeId: '', address: null, location: null, ordered: false, cooked: false, riderId: null, picks: 0,
  taken: null, reason: null, overdue: null, trying: [], refused: [], refusal: 'unavailable', status: 'Remembered' } as const

/** A meal on its way to the door: it goes to exactly one rider, who was held for it first. */
export const Delivery = aggregate('delivery', {
  key: 'orderId', commands, events, states, fields,
  decide: {
    //                who may                         in which state                   already so       what then happened
    Pick:           { by: self('riderId'),            from: 'Ready',                   done: gone,
      then: (d, { orderId, riderId }, _, { now }) =>
        PickWanted({ orderId, riderId, n: d.picks + 1, until: now + pickTime, location: d.location }) },
    Deliver:        { by: own('riderId'),             from: 'Picked',                  done: ['Delivered', 'Confirmed'],
      then: (d, { riderId }) => mine(d, riderId) ? Delivered(told(d, 'Delivered')) : reject('not-yours') },
    Fail:           { by: [own('riderId'), operator], from: 'Picked',                  done: 'Failed',
      then: (d, { riderId, reason }) => mine(d, riderId) ? DeliveryFailed({ ...told(d, 'Failed'), reason }) : reject('not-yours') },
    Return:         { by: [own('storeId'), operator], from: ['Ready', 'Failed'],       done: 'Returned',then: (d, { reason }) =>
      DeliveryReturned({ ...told(d, 'Returned'), riderId: d.riderId, reason: reason ?? d.reason }) },
    // the kitchen may be heard before the order is
    NoteDelivery:   { by: policy,                     from: ['nothing', 'Remembered'], done: otherwise, then: note },
    NoteCooked:     { by: policy,                     from: ['nothing', 'Remembered', 'Waiting'], done: otherwise,
      then: (d, e) => d?.cooked ? [] : d?.ordered ? [MealNoted(e), MealReady(e)] : MealNoted(e) },
    NoteOff:        { by: policy,                     from: ['nothing', 'Remembered', 'Waiting'], done: otherwise,
      then: (_, e) => DeliveryOff(e) },
    // the rider is held: exactly one is first
    PickUp:         { by: policy,                     from: states,                    done: otherwise,
      then: (d, wish, _, { now }) => take(d, wish, now) },
    RefusePick:     { by: policy,                     from: states,                    done: otherwise, then: (_, e) => PickRefused(e) },
    NoteCompleted:  { by: policy,                     from: 'Delivered',               done: otherwise,
      then: (_, e) => DeliveryConfirmed(e) },
    // time only calls for somebody: where the meal is, nobody here knows
    NoteOverdue:    { by: policy,                     from: ['Picked', 'Failed'],      done: otherwise,
      then: (d, e) => d.status === (e.overdue === 'return' ? 'Failed' : 'Picked') ? DeliveryOverdue(e) : [] },
    // the entry of a paid order that was never heard of here
    EnterDelivery:  { by: operator,                   from: ['nothing', ...states],
      then: (d, e) => d && d.status !== 'Remembered' ? reject('exists') : EntryWanted(e) },
    RefuseDelivery: { by: policy,                     from: 'Remembered',              done: otherwise, then: (_, e) => EntryRefused(e) },
  },
  evolve: {
    DeliveryNoted:     (d, e) => ({ ...none, ...d, ...e, ordered: true, status: 'Waiting' }),
    MealNoted:         (d, e) => ({ ...none, ...d, ...e, cooked: true }),
    MealReady:         d      => ({ ...d, status: 'Ready' }),
    DeliveryOff:       (d, e) => ({ ...none, ...d, ...e, status: 'Canceled' }),
    PickWanted:        (d, e) =>
      ({ ...d, picks: e.n, trying: [...d.trying, { riderId: e.riderId, n: e.n }], refused: without(d, e.riderId) }),
    PickLost:          (d, e) => refused(d, e),
    PickRefused:       (d, e) => refused(d, e),
    Picked:            (d, e) => ({ ...d, status: 'Picked', riderId: e.riderId, taken: e.n, trying: decided(d, e.n), refused: [] }),
    Delivered:         d      => ({ ...d, status: 'Delivered', overdue: null }),
    DeliveryFailed:    (d, e) => ({ ...d, status: 'Failed', reason: e.reason, overdue: null }),
    DeliveryReturned:  (d, e) => ({ ...d, status: 'Returned', reason: e.reason, overdue: null }),
    DeliveryOverdue:   (d, e) => ({ ...d, overdue: e.overdue }),
    DeliveryConfirmed: d      => ({ ...d, status: 'Confirmed' }),
    EntryWanted:       (d, e) => ({ ...none, ...d, ...e, refusal: 'unavailable' }),
    EntryRefused:      (d, e) => ({ ...d, refusal: e.reason }),
  },
})
