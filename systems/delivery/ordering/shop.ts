import { aggregate, policy, type StateOf, system, Type } from '@jumun/core/model'
import { Address, Dish, Hour, Location, Names, OrNull, Text, Time, Won } from '../vocabulary.ts'
import * as commands from './shop-commands.ts'
import * as events from './shop-events.ts'
const { DishNoted, DishOffNoted, PauseNoted, StoreNoted } = events

const states = ['Known'] as const
const fields = {
  storeId: Text, name: OrNull(Names), address: OrNull(Address), location: OrNull(Location), opens: OrNull(Hour), closes: OrNull(Hour),
  minimum: Won, deliveryFee: Won,
  pausedUntil: OrNull(Time),
  dishes: Type.Record(Text, Dish),
}
type State = StateOf<typeof fields, typeof states>
/** A dish may be heard of before its store. */
const unknown = { name: null, address: null, location: null, opens: null, closes: null, pausedUntil: null, minimum: 0, deliveryFee: 0,
  dishes: {}, status: 'Known' } as const satisfies Omit<State, 'storeId'>
const always = { by: [policy, system], from: ['nothing', 'Known'] } as const

/** What ordering knows of a store and its dishes: orders are taken whether the store works or not. */
export const Shop = aggregate('shop', {
  key: 'storeId', commands, events, states, fields,
  decide: {
    //             who may, in which state   what then happened
    NoteStore:   { ...always,                then: (_, e) => StoreNoted(e) },
    NotePause:   { ...always,                then: (_, e) => PauseNoted(e) },
    NoteDish:    { ...always,                then: (_, e) => DishNoted(e) },
    NoteDishOff: { ...always,                then: (_, e) => DishOffNoted(e) },
  },
  evolve: {
    StoreNoted:   (s, e) => ({ ...unknown, ...s, ...e }),
    PauseNoted:   (s, { storeId, until }) => ({ ...unknown, ...s, storeId, pausedUntil: until }),
    DishNoted:    (s, { storeId, productId, dish }) => ({ ...unknown, ...s, storeId, dishes: { ...s?.dishes, [productId]: dish } }),
    DishOffNoted: (s, { storeId, productId }) =>
      ({ ...unknown, ...s, storeId, dishes: Object.fromEntries(Object.entries(s?.dishes ?? {}).filter(([name]) => name !== productId)) }),
  },
})
export type ShopState = NonNullable<typeof Shop.state>
