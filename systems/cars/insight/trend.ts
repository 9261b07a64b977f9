import { aggregate, type DataOf, policy, type StateOf, Type } from '@jumun/core/model'
import { Model } from '../vocabulary.ts'
import * as commands from './trend-commands.ts'
import * as events from './trend-events.ts'
const { TrendMoved } = events

const states = ['Known'] as const
const Sum = Type.Object({ bought: Type.Integer(), paid: Type.Integer(), sold: Type.Integer(), earned: Type.Integer() })
// by number of thirty days since 1970: two years of them
const fields = { model: Model, sold: Type.Integer(), days: Type.Integer(), months: Type.Record(Type.String(), Sum) }
type State = StateOf<typeof fields, typeof states>

const month = (at: number) => Math.floor(at / (30 * 86_400_000))
const kept = 24
const add = (t: State | undefined, { model, bought, sold, days, price, at }: DataOf<typeof TrendMoved>): State => {
  const was = t?.months[month(at)] ?? { bought: 0, paid: 0, sold: 0, earned: 0 }
  const now = { bought: was.bought + bought, paid: was.paid + bought * price, sold: was.sold + sold, earned: was.earned + sold * price }
  const months = Object.entries<typeof now>({ ...t?.months, [month(at)]: now }).sort(([a], [b]) => Number(a) - Number(b)).slice(-kept)
  return { model, sold: (t?.sold ?? 0) + sold, days: (t?.days ?? 0) + sold * days, months: Object.fromEntries(months), status: 'Known' }
}
const average = (sum: number, count: number) => count > 0 ? Math.round(sum / count) : null

/** What one model is bought and sold for, and how long it stands. */
export const Trend = aggregate('trend', {
  key: 'model', id: 'id', case: ['puId', 'saleId', 'carId'], commands, events, states, fields,
  decide: {
    //           who may      in which state                what then happened
    MoveTrend: { by: policy,  from: ['nothing', 'Known'],   then: (_, e) => TrendMoved(e) },
  },
  evolve: {
    TrendMoved: add,
  },
})

/** For who decides what to buy: the days a car of this model stands here, and its prices, month by month, the oldest first. */
export const summary = ({ sold, days, months }: Pick<State, 'sold' | 'days' | 'months'>): object => ({
  daysInStock: average(days, sold),
  prices: Object.entries(months).sort(([a], [b]) =>
    Number(a) - Number(b)).map(([, m]) => ({ bought: average(m.paid, m.bought), sold: average(m.earned, m.sold) })),
})
