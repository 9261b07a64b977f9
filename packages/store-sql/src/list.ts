import type { Page, Query, Table } from '@jumun/core/runtime'
import type { Sums } from './changes.ts'
import type { Engine, Statement, Value } from './engine.ts'
import type { Lines } from './lines.ts'
import { tableName } from './schema.ts'

/** Up to here a page is read with its total in one trip, from the front. */
const near = 1000
const nowhere: Page = { items: [], total: 0 }
const sumsOf: Statement = { text: 'SELECT sums FROM head', values: [] }
const isPlain = (table: Table): boolean => !table.numbered && table.keyType === 'integer'

/** How many there are, from the sums. */
export const totalOf = (sums: Sums, table: string, hidden: boolean, states?: readonly string[]): number => {
  let total = 0
  for (const [status, [listed, all]] of Object.entries(sums[table] ?? {}))
    if (!states || states.includes(status)) total += hidden ? all : listed
  return total
}
export const itemOf = ([key, id, version, data]: readonly any[]): Page['items'][number] => ({ key, version, id, state: JSON.parse(data) })
export const itemColumns = 'k, id, version, data'

/** A page of a table. `found`: where indexed fields are found. Page and total are of one moment, but on far pages, which are read from the nearer end. */
export const list = async (engine: Engine, lines: Lines, table: Table, found: ReadonlyMap<string, string>, query: Query): Promise<Page> => {
  const { where, states, hidden = false, offset, limit, after } = query
  const sort = deciding(query.sort)
  const wanted = Object.entries(where)
  if (limit < 0 || states?.length === 0 || wanted.some(([, value]) => value === null || value === undefined)) return nowhere
  const conditions: Statement[] = wanted.flatMap(([field, value]) => equal(engine, table, found, field, value))
  // One status is looked up in its index, where the items of it lie by number.
  if (states?.length === 1) conditions.push({ text: 'status = ?', values: states })
  else if (states) conditions.push(engine.among('status', 'text', states))
  const name = engine.quoted(tableName(table))

  const counted: Statement = wanted.length ? select(`SELECT count(*) FROM ${name}`, [listed(hidden), ...conditions]) : sumsOf
  const total = (rows: readonly (readonly any[])[]): number =>
    wanted.length ? rows[0]![0] : totalOf(JSON.parse(rows[0]![0]), query.of, hidden, states)
  const page = (skip: number, take: number, isBackwards: boolean): Statement => {
    const order = orderOf(engine, sort, isBackwards)
    const isById = sort.length === 1
    const from = `SELECT ${itemColumns} FROM ${name}`
    const part: Statement = { text: ` ORDER BY ${order} LIMIT ? OFFSET ?`, values: [take, skip] }
    const rare = !isById || wanted.length > 1
    // What is listed and what is not lie in two parts of an index, each by number.
    if (hidden && isById && !conditions.length && !isPlain(table)) {
      const half = (n: number): string => `(${from} WHERE listed = ${n} ORDER BY ${order} LIMIT ?)`
      return {
        text: `SELECT * FROM (${half(0)} UNION ALL ${half(1)}) AS both_parts${part.text}`,
        values: [skip + take, skip + take, ...part.values],
      }
    }
    if (hidden && isById && !conditions.length)
      return { text: `${from} ORDER BY ${order.replaceAll(engine.quoted('id'), 'k')} LIMIT ? OFFSET ?`, values: part.values }
    const chosen = select(from, [listed(hidden), ...conditions])
    return { text: chosen.text + part.text, values: [...chosen.values, ...part.values], rare }
  }

  if (after !== undefined) {
    const statements = engine.moment([counted, behind(engine, name, [listed(hidden), ...conditions], sort, after, limit)])
    const results = await lines.read(statements)
    const at = statements.indexOf(counted)
    return { items: results[at + 1]!.rows.map(itemOf), total: total(results[at]!.rows) }
  }
  if (offset <= near) {
    const statements = engine.moment(limit ? [counted, page(offset, limit, false)] : [counted])
    const results = await lines.read(statements)
    const at = statements.indexOf(counted)
    return { items: limit ? results[at + 1]!.rows.map(itemOf) : [], total: total(results[at]!.rows) }
  }
  const all = total((await lines.read([counted]))[0]!.rows)
  const end = Math.min(all, offset + limit)
  if (offset >= end) return { items: [], total: all }
  // The last page of a million must not step over all the others.
  const isFar = offset > all / 2
  const [rows] = await lines.read([isFar ? page(all - end, end - offset, true) : page(offset, end - offset, false)])
  const items = rows!.rows.map(itemOf)
  return { items: isFar ? items.reverse() : items, total: all }
}

/** What decides the order: what is said of a field again decides nothing, nor does what follows the number, which no two have. */
const deciding = (sort: Query['sort']): Query['sort'] => {
  const byField = new Map(sort.toReversed().map(s => [s.field, s]))
  const once = sort.filter(s => byField.get(s.field) === s)
  const number = once.findIndex(s => s.field === 'id')
  return number < 0 ? [...once, { field: 'id', descending: false }] : once.slice(0, number + 1)
}
const orderOf = (engine: Engine, sort: Query['sort'], isBackwards = false): string =>
  sort
    .map(({ field, descending }) => {
      const isDown = descending !== isBackwards
      return field === 'id' ? engine.column(field, isDown) : field === 'status' ? engine.status(isDown) : engine.order(field, isDown)
    })
    .join()
/** What comes behind an item: by number from an index, by anything else by its place among all. */
const behind = (
  engine: Engine,
  name: string,
  conditions: readonly Statement[],
  sort: Query['sort'],
  after: number,
  limit: number,
): Statement => {
  const all = select(`SELECT ${itemColumns} FROM ${name}`, conditions)
  if (sort.length === 1) {
    const isDown = sort[0]!.descending
    return {
      text: `${all.text} AND id ${isDown ? '<' : '>'} ? ORDER BY ${engine.column('id', isDown)} LIMIT ?`,
      values: [...all.values, after, limit],
    }
  }
  const { text, values } = select('', conditions)
  const placed = `SELECT ${itemColumns}, row_number() OVER (ORDER BY ${orderOf(engine, sort)}) AS place FROM ${name} ${text} OR id = ?`
  return {
    text: `WITH placed AS (${placed}) SELECT ${itemColumns} FROM placed WHERE place > (SELECT place FROM placed WHERE id = ?) ORDER BY place LIMIT ?`,
    values: [...values, after, after, limit],
    rare: true,
  }
}

const listed = (hidden: boolean): Statement => ({ text: hidden ? 'listed IN (0, 1)' : 'listed = 1', values: [] })
const select = (from: string, conditions: readonly Statement[]): Statement => ({
  text: `${from} WHERE ${conditions.map(c => c.text).join(' AND ')}`,
  values: conditions.flatMap(c => c.values),
})
/** A field equals a value as JSON does: a text is no number. The index knows the beginning of a long one. */
const equal = (engine: Engine, table: Table, found: ReadonlyMap<string, string>, field: string, value: unknown): readonly Statement[] => {
  if (field === 'id') return [{ text: 'id = ?', values: [value as Value] }]
  if (field === 'status') return [{ text: 'status = ?', values: [String(value)] }]
  const whole = JSON.stringify(value)
  const characters = Array.from(whole)
  const beginning: Statement = { text: `${found.get(field) ?? engine.beginning(field)} = ?`, values: [characters.slice(0, 200).join('')] }
  return characters.length < 200 ? [beginning] : [beginning, { text: `${engine.whole(field)} = ?`, values: [whole] }]
}
