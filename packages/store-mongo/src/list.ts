import type { Page, Query, Table } from '@jumun/core/runtime'
import type { Book } from './book.ts'
import { entryOf } from './finder.ts'
import { answer, type Server } from './server.ts'

/** The number of an item is its key where it has none of its own. */
export const isPlain = (table: Table): boolean => !table.numbered && table.keyType === 'integer'
const idField = (table: Table): string => (isPlain(table) ? '_id' : 'id')

/** What a list needs: each declared field by itself, and the collection by number. */
export const indexesOf = (table: Table): readonly { readonly [field: string]: 1 }[] => [
  ...(isPlain(table) ? [] : [{ id: 1 as const }]),
  { listed: 1, [idField(table)]: 1 },
  ...table.indexes.map(field => ({ [`state.${field}`]: 1 as const, listed: 1 as const, [idField(table)]: 1 as const })),
]

/** Each field counts where it is named first. */
const sorting = (order: readonly (readonly [field: string, way: 1 | -1])[]): Map<string, 1 | -1> =>
  new Map(order.filter(([field], i) => order.findIndex(o => o[0] === field) === i))
const fieldIn = (table: Table, field: string): string => (field === 'id' ? idField(table) : `state.${field}`)
/** What stands later in an order than a document: equal in the first fields, later in the next one. A comparison sees values of one type only. */
const laterThan = (table: Table, sort: Query['sort'], last: any): object[] => {
  const order = [...sort, { field: 'id', descending: false }]
  return order.map(({ field, descending }, i) => {
    const value = (of: string): any => (of === 'id' ? last[idField(table)] : (last.state[of] ?? null))
    const name = fieldIn(table, field)
    const than = value(field)
    const later =
      than === null
        ? descending
          ? { [name]: { $in: [] } }
          : { [name]: { $ne: null } }
        : descending
          ? { $or: [{ [name]: { $lt: than } }, { [name]: null }] }
          : { [name]: { $gt: than } }
    return { $and: [...order.slice(0, i).map(s => ({ [fieldIn(table, s.field)]: { $eq: value(s.field) } })), later] }
  })
}

/** A page of what is in a table's collection, which must be up to date. */
export const list = async (server: Server, book: Book, table: Table, query: Query): Promise<Page> => {
  const { where, states, hidden = false, sort, offset, limit, after } = query
  const wanted = Object.entries(where)
  if (limit < 0 || states?.length === 0 || wanted.some(([, value]) => value === null || value === undefined)) return { items: [], total: 0 }
  const conditions = [
    ...wanted.map(([field, value]) => ({ [`state.${field}`]: { $eq: value } })),
    ...(states ? [{ 'state.status': { $in: states } }] : []),
  ]
  const filter = {
    // What was taken away has left a document, which is neither.
    listed: hidden ? { $in: [false, true] } : true,
    ...(conditions.length ? { $and: conditions } : {}),
  }
  const rows = server.table(table.name)
  const total = wanted.length ? await answer(rows.countDocuments(filter)) : book.total(table.name, hidden, states)
  const itemsOf = (found: readonly any[]): Page['items'] =>
    found.map(entryOf).map(({ key, version, id, state }) => ({ key, version, id, state }))
  if (after !== undefined) {
    const last = (
      await answer(
        rows
          .find({ [idField(table)]: after })
          .limit(1)
          .toArray(),
      )
    )[0]
    if (!last) return { items: [], total }
    const order = [...sort, { field: 'id', descending: false }].map(s => [fieldIn(table, s.field), s.descending ? -1 : 1] as const)
    const found = await answer(
      rows
        .find({ $and: [filter, { $or: laterThan(table, sort, last) }] })
        .sort(sorting(order))
        .limit(limit)
        .toArray(),
    )
    return { items: itemsOf(found), total }
  }
  const end = Math.min(total, offset + limit)
  if (offset >= end) return { items: [], total }
  // The far half is read from the end: the last page of a million must not step over all the others.
  const isFar = offset > total / 2
  const order = [...sort, { field: 'id', descending: false }].map(s => [fieldIn(table, s.field), s.descending === isFar ? 1 : -1] as const)
  const found = await answer(
    rows
      .find(filter)
      .sort(sorting(order))
      .skip(isFar ? total - end : offset)
      .limit(end - offset)
      .toArray(),
  )
  const items = itemsOf(found)
  return { items: isFar ? items.toReversed() : items, total }
}
