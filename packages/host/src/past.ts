import { type Context, isPersonal, namedBy, type System, type View } from '@jumun/core/model'
import { foldInto, type Key, type Recorded, type Row, rowKeyOf } from '@jumun/core/runtime'
import { inOrder, isTime, itemsThen, type ItemThen, type Past, type Seen } from '@jumun/http'
import { promisesOf } from './audit.ts'
import type { Board } from './board.ts'

type Fields = Context['aggregates'][number]['fields']
/** What is shown of a state or row: nothing that names a person or says something of one. Times as ISO 8601. */
const shownOf = (fields: Fields, names: readonly string[], state: { readonly [field: string]: unknown }): Seen['shows'] =>
  Object.fromEntries(
    names.flatMap(name => {
      const schema = fields[name] ?? {}
      const value = state[name]
      if (isPersonal(schema) || namedBy(schema) !== undefined || value === undefined || value === null || name === 'status') return []
      return [[name, isTime(schema) && typeof value === 'number' ? new Date(value).toISOString() : value]]
    }),
  )
const collectionOf = (context: Context, of: unknown) => Object.values(context.routes).find(c => c.of === of)

const seenItem = ({ context, a, e, state }: ItemThen): Seen => {
  const collection = collectionOf(context, a)
  return {
    context: context.name,
    kind: 'item',
    name: collection?.item ?? a.name,
    id: e.item,
    isCustomers: false,
    status: state.status ?? null,
    shows: shownOf(a.fields, collection?.shows ?? [], state),
  }
}
/** The rows of a view as these events make them, in the order in which they happened. */
const rowsOf = (system: System, context: Context, view: View, events: readonly Recorded[]): readonly Seen[] => {
  const heard = new Set(view.folds.map(f => `${system.contexts.find(c => c.events[f.event.type] === f.event)?.name} ${f.event.type}`))
  const rows = new Map<Key, { row: Row; listed: boolean }>()
  for (const e of events) {
    if (e.number === null || !heard.has(`${e.source} ${e.type}`)) continue
    const key = rowKeyOf(view, e)
    const { value, seen, listed } = foldInto(view, system, rows.get(key)?.row, e)
    rows.set(key, { row: { version: 0, id: 0, value, seen }, listed })
  }
  const collection = collectionOf(context, view)
  return [...rows].flatMap(([key, { row, listed }]): Seen[] => {
    if (!listed) return []
    const shows = shownOf(view.fields, collection?.shows ?? [], row.value)
    const isCustomers = collection?.owner !== undefined
    const status = typeof row.value.status === 'string' ? row.value.status : null
    return [{ context: context.name, kind: 'row', name: collection?.item ?? view.name, id: key, isCustomers, status, shows }]
  })
}

/** What everybody saw of a case at a moment, in ms since 1970: each item and row as the events until then make it. */
export const pastOf = ({ system, business }: Board, all: readonly Recorded[], at: number): Past => {
  const events = inOrder(all).filter(e => e.time <= at)
  const items = itemsThen(system, events)
  const { money } = promisesOf(business)
  const charges = items
    .filter(({ context, e }) => context.name === money?.context && e.aggregate === money.aggregate)
    .flatMap(({ state }) => money!.charges(state))
  return {
    at,
    seen: [...items.map(seenItem), ...system.contexts.flatMap(c => c.views.flatMap(v => rowsOf(system, c, v, events)))],
    money: money
      ? {
          context: money.context,
          taken: charges.reduce((sum, c) => sum + c.amt, 0),
          back: charges.reduce((sum, c) => sum + c.back, 0),
          isOpen: charges.some(c => c.open),
        }
      : null,
  }
}
