import { aggregate, type DataOf, policy, type StateOf } from '@jumun/core/model'
import { Id, OrNull, Time, Won } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { CarMoved, StayCounted } = events

const states = ['Known'] as const
// the last of each; who bought it when it left, and for how much
const fields = { carId: Id, cameAt: OrNull(Time), leftAt: OrNull(Time), puId: OrNull(Id), price: OrNull(Won) }
type State = StateOf<typeof fields, typeof states>
type Moved = DataOf<typeof CarMoved>

const day = 86_400_000
const moved = (s: State | undefined, { carId, puId, salePrice, stockType, at }: Moved): State => {
  const was: State = s ?? { carId, cameAt: null, leftAt: null, puId: null, price: null, status: 'Known' }
  // movements of one car are of several cases, so they may be heard in any order: the later date counts
  if (stockType === 'IN') return at > (was.cameAt ?? -1) ? { ...was, cameAt: at } : was
  return at > (was.leftAt ?? -1) ? { ...was, leftAt: at, puId, price: salePrice } : was
}
/** How many days it stood here until somebody bought it; undefined: it is here, or left unsold. */
const stay = (s: State | undefined): number | undefined =>
  !s || s.cameAt === null || s.leftAt === null || s.puId === null || s.leftAt < s.cameAt ? undefined
    : Math.floor((s.leftAt - s.cameAt) / day)
const note = (s: State | undefined, { model, ...e }: DataOf<typeof commands.NoteMovement>) => {
  const is = moved(s, e), before = stay(s), now = stay(is), { carId, puId, saleId } = e
  const counted = (sold: 1 | -1, of: State, days: number) =>
    StayCounted({ carId, puId, saleId, model, sold, days, price: of.price ?? 0, at: of.leftAt ?? 0 })
  if (before === now) return CarMoved(e)
  return [CarMoved(e), ...(s && before !== undefined ? [counted(-1, s, before)] : []), ...(now === undefined ? [] : [counted(1, is, now)])]
}

/** One car, from when it came until it was bought. */
export const CarStay = aggregate('carStay', {
  key: 'carId', case: ['puId', 'saleId', 'carId'], commands, events, states, fields,
  decide: {
    //              who may      in which state                what then happened
    NoteMovement: { by: policy,  from: ['nothing', 'Known'],   then: note },
  },
  evolve: {
    CarMoved:    moved,
    StayCounted: s => s,
  },
})
