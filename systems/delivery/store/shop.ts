import { aggregate, type DataOf, own, type StateOf } from '@jumun/core/model'
import { Name, operator, storeTerms } from '../vocabulary.ts'
import * as commands from './shop-commands.ts'
import * as events from './shop-events.ts'
const { StoreChanged } = events

const states = ['Open'] as const
const fields = { storeId: Name, ...storeTerms }
type State = StateOf<typeof fields, typeof states>

const terms  = ({ storeId, name, address, location, opens, closes, minimum, deliveryFee }: Omit<State, 'status'>) => ({ storeId, name, address, location, opens, closes, minimum, deliveryFee })
const open   = ({ storeId, name, address, location = null, opens = null, closes = null, minimum, deliveryFee }: DataOf<typeof commands.OpenStore>) =>
  StoreChanged({ storeId, name: name ?? { ko: storeId, en: storeId }, address, location, opens, closes, minimum: minimum ?? 0, deliveryFee: deliveryFee ?? 0 })
const change = (s: State, wish: DataOf<typeof commands.ChangeStore>) => {
  const given = Object.fromEntries(Object.entries(wish).filter(([field, value]) => value !== undefined && (value !== null || ['location', 'opens', 'closes'].includes(field))))
  const is = terms({ ...s, ...given })
  return JSON.stringify(terms(s)) === JSON.stringify(is) ? [] : StoreChanged(is)
}

/** A store: where it is, when it is open, from which amount on it delivers and what that costs. */
export const Store = aggregate('store', {
  key: 'storeId', id: 'id', commands, events, states, fields,
  decide: {
    //             who may                         in which state   already so    what then happened
    OpenStore:   { by: operator,                   from: 'nothing', done: 'Open', then: (_, wish) => open(wish) },
    ChangeStore: { by: [own('storeId'), operator], from: 'Open',                  then: change },
  },
  evolve: {
    StoreChanged: (_, e) => ({ ...e, status: 'Open' }),
  },
})
