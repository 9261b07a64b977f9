import { aggregate, type DataOf, otherwise, own, policy, type StateOf } from '@jumun/core/model'
import { pauseEnds } from '../hours.ts'
import { Name, operator, OrNull, storeTerms, Time } from '../vocabulary.ts'
import * as commands from './shop-commands.ts'
import * as events from './shop-events.ts'
const { StoreChanged, StorePaused, StoreResumed } = events

const states = ['Open', 'Paused'] as const
const fields = { storeId: Name, ...storeTerms, pausedUntil: OrNull(Time) }
type State = StateOf<typeof fields, typeof states>

const terms  = ({ storeId, name, address, location, opens, closes, minimum, deliveryFee }: Omit<State, 'status' | 'pausedUntil'>) =>
  ({ storeId, name, address, location, opens, closes, minimum, deliveryFee })
const open   = ({ storeId, name, address, location = null, opens = null, closes = null, minimum,
  deliveryFee }: DataOf<typeof commands.OpenStore>) =>
  StoreChanged({ storeId, name: name ?? { ko: storeId, en: storeId }, address, location, opens, closes, minimum: minimum ?? 0,
    deliveryFee: deliveryFee ?? 0 })
const change = (s: State, wish: DataOf<typeof commands.ChangeStore>) => {
  const given = Object.fromEntries(Object.entries(wish).filter(([field, value]) =>
    value !== undefined && (value !== null || ['location', 'opens', 'closes'].includes(field))))
  const is = terms({ ...s, ...given })
  return JSON.stringify(terms(s)) === JSON.stringify(is) ? [] : StoreChanged(is)
}
const pause  = (s: State, { minutes }: DataOf<typeof commands.PauseStore>, _: unknown, { now }: { readonly now: number }) =>
  StorePaused({ storeId: s.storeId, until: pauseEnds(s, now, minutes ?? undefined) })
/** Of a pause that was made longer or shorter meanwhile only the last end counts. */
const end    = ({ storeId, pausedUntil }: State, { until }: DataOf<typeof commands.EndPause>) =>
  (until === pausedUntil ? StoreResumed({ storeId }) : [])

/** A store: where it is, when it is open and when it pauses, from which amount on it delivers and what that costs. */
export const Store = aggregate('store', {
  key: 'storeId', id: 'id', commands, events, states, fields,
  decide: {
    //             who may                         in which state     already so       what then happened
    OpenStore:   { by: operator,                   from: 'nothing',   done: [...states], then: (_, wish) => open(wish) },
    ChangeStore: { by: [own('storeId'), operator], from: [...states],                  then: change },
    PauseStore:  { by: [own('storeId'), operator], from: [...states],                  then: pause },
    ResumeStore: { by: [own('storeId'), operator], from: 'Paused',    done: 'Open',    then: ({ storeId }) => StoreResumed({ storeId }) },
    EndPause:    { by: policy,                     from: 'Paused',    done: otherwise, then: end },
  },
  evolve: {
    StoreChanged: (s, e)         => ({ ...e, pausedUntil: s?.pausedUntil ?? null, status: s?.status ?? 'Open' }),
    StorePaused:  (s, { until }) => ({ ...s, pausedUntil: until, status: 'Paused' }),
    StoreResumed: s              => ({ ...s, pausedUntil: null, status: 'Open' }),
  },
})
