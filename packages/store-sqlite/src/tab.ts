import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { type Key, type Page, type Query, type Table, Recent } from '@jumun/core/runtime'
import type { Delta, Entry } from './delta.ts'
import { columnOf, fieldOf, idColumn, isPlain, quoted, tableName } from './schema.ts'

/** How many there are with one status: those in the collection, and all. */
export interface Sum {
  listed: number
  all: number
}
export interface Found {
  readonly key: Key
  readonly version: number
  readonly id: number
  readonly state: any
}

/** A state's field as a column holds it. */
const held = (value: any): any =>
  value === undefined || value === null
    ? null
    : typeof value === 'boolean'
      ? Number(value)
      : typeof value === 'object'
        ? JSON.stringify(value)
        : value

/** Freezes plain data to its leaves, so that what is kept in memory cannot be changed by those who read it. */
export const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const name in value) {
    const inner = value[name]
    if (typeof inner === 'object' && inner !== null) frozen(inner)
  }
  return value
}

const nothing = (key: Key): Entry => ({ key, version: 0, id: 0, state: undefined, seen: undefined, listed: false, before: undefined })

/** The items of one aggregate, or the rows of one view: in memory what was used lately, the rest in its table. */
export class Tab {
  readonly table: Table
  readonly #cache: Recent<Key, Entry>
  /** By own number the key, where these differ. */
  readonly #ids: Recent<number, Key> | undefined
  /** By status. Kept, never counted: a million orders must not slow a page. */
  readonly sums = new Map<string, Sum>()
  readonly #db: DatabaseSync
  readonly #begin: () => void
  readonly #from: string
  readonly #select: StatementSync
  readonly #byId: StatementSync
  readonly #replace: StatementSync
  readonly #update: StatementSync | undefined
  readonly #delete: StatementSync | undefined
  readonly #lists = new Map<string, StatementSync>()
  /** The highest key that the table ever had: what is higher is not in it. Infinity: nobody knows. */
  #highest = Number.POSITIVE_INFINITY
  /** Where the last page by number ended, until something changes. */
  #last: { readonly question: string; readonly offset: number; readonly id: number } | undefined

  /**
   * `begin` opens a transaction where none is open: a read outside one costs as many locks as it. `names`: a reader of another's file asks
   * for one in the table, for lists in that and what it lays over it, and settles into the latter.
   */
  constructor(
    db: DatabaseSync,
    begin: () => void,
    table: Table,
    remembered: number,
    names?: { readonly single: string; readonly all: string; readonly into: string },
  ) {
    this.#db = db
    this.#begin = begin
    this.table = table
    const name = quoted(tableName(table))
    const single = names?.single ?? name
    const into = names?.into ?? name
    this.#from = names?.all ?? name
    this.#cache = new Recent(remembered)
    this.#ids = isPlain(table) ? undefined : new Recent(remembered)
    const columns = [
      'k',
      'version',
      'listed',
      'data',
      ...(isPlain(table) ? [] : ['id']),
      ...(table.kind === 'row' ? ['seen'] : []),
      ...table.indexes.map(columnOf),
    ]
    this.#select = db.prepare(`SELECT * FROM ${single} WHERE k = ?`)
    this.#byId = db.prepare(`SELECT * FROM ${single} WHERE ${isPlain(table) ? 'k = ?' : 'listed IN (0, 1) AND id = ?'}`)
    this.#replace = db.prepare(`INSERT OR REPLACE INTO ${into} (${columns.join()}) VALUES (${columns.map(() => '?').join()})`)
    if (names) return
    if (table.keyType === 'integer')
      this.#highest = (db.prepare(`SELECT min(max(k), ${Number.MAX_SAFE_INTEGER}) AS k FROM ${name}`).get()?.['k'] as number | null) ?? 0
    this.#update = db.prepare(`UPDATE ${into} SET version = ?, data = ?${table.kind === 'row' ? ', seen = ?' : ''} WHERE k = ?`)
    this.#delete = db.prepare(`DELETE FROM ${into} WHERE k = ?`)
  }

  #entry(row: any): Entry {
    return {
      key: row.k,
      version: row.version,
      id: isPlain(this.table) ? row.k : row.id,
      state: frozen(JSON.parse(row.data)),
      seen: row.seen === undefined ? undefined : frozen(JSON.parse(row.seen)),
      listed: row.listed === 1,
      before: undefined,
    }
  }
  /** Forgets everything: the file was changed by another process. */
  forget(): void {
    this.#cache.clear()
    this.sums.clear()
    this.#last = undefined
  }
  /** What the table has, or an entry of version 0. `unsettled`: what it does not have yet. */
  get(key: Key, unsettled: Delta): Entry {
    let entry = this.#cache.get(key) ?? unsettled.entries.get(this.table.name)?.get(key)
    if (entry) return entry
    let row
    if (!((key as number) > this.#highest)) {
      this.#begin()
      row = this.#select.get(key)
    }
    entry = row ? this.#entry(row) : nothing(key)
    this.#cache.set(key, entry)
    return entry
  }
  byId(id: number, unsettled: Delta): Entry | undefined {
    const known = this.#ids ? this.#ids.get(id) : id
    const entry = known === undefined ? this.#find(id, unsettled) : this.get(known, unsettled)
    return entry && entry.version > 0 && entry.id === id ? entry : undefined
  }
  #find(id: number, unsettled: Delta): Entry | undefined {
    for (const entry of unsettled.entries.get(this.table.name)?.values() ?? []) if (entry.id === id && entry.version > 0) return entry
    this.#begin()
    const row = this.#byId.get(id)
    if (!row) return undefined
    this.#ids?.set(id, row['k'] as Key)
    return this.get(row['k'] as Key, unsettled)
  }

  /** An entry is durable: from now on this is what is known. */
  publish(entry: Entry): void {
    this.#last = undefined
    const { before } = entry
    if (before && before.version > 0) this.#count(before, -1)
    if (entry.version > 0) this.#count(entry, 1)
    const { key, version, id, state, seen, listed } = entry
    this.#cache.set(key, { key, version, id, state, seen, listed, before: undefined })
    if (version > 0) this.#ids?.set(id, key)
  }
  /** Takes back what was published: no table takes it. */
  leaveOut(entry: Entry): void {
    const { before } = entry
    this.#count(entry, -1)
    if (before && before.version > 0) this.#count(before, 1)
    this.#cache.set(entry.key, before ?? nothing(entry.key))
  }
  #count(entry: Entry, by: number): void {
    const status = entry.state.status ?? ''
    let sum = this.sums.get(status)
    if (!sum) this.sums.set(status, (sum = { listed: 0, all: 0 }))
    sum.all += by
    if (entry.listed) sum.listed += by
  }

  settle(entry: Entry): void {
    const { key, version, id, state, seen, listed, before } = entry
    if ((key as number) > this.#highest) this.#highest = key as number
    if (version === 0 && this.#delete) {
      this.#delete.run(key)
      return
    }
    const isRow = this.table.kind === 'row'
    // An index costs more than the row itself: most changes touch none.
    if (this.#update && before && before.version > 0 && this.#isIndexedAs(entry, before)) {
      if (isRow) this.#update.run(version, JSON.stringify(state), JSON.stringify(seen), key)
      else this.#update.run(version, JSON.stringify(state), key)
      return
    }
    const values: any[] = [key, version, listed ? 1 : 0, JSON.stringify(state ?? {})]
    if (!isPlain(this.table)) values.push(id)
    if (isRow) values.push(JSON.stringify(seen ?? {}))
    for (const field of this.table.indexes) values.push(held(state?.[field]))
    this.#replace.run(...values)
  }
  #isIndexedAs(a: Entry, b: Entry): boolean {
    if (a.listed !== b.listed || a.id !== b.id) return false
    for (const field of this.table.indexes) if (a.state[field] !== b.state[field]) return false
    return true
  }

  /** The next of what is in the table, by key. */
  after(key: Key | undefined, limit: number): readonly Entry[] {
    this.#begin()
    const where = key === undefined ? '' : 'WHERE k > ?'
    return this.#statement(`SELECT * FROM ${this.#from} ${where} ORDER BY k LIMIT ?`)
      .all(...(key === undefined ? [] : [key]), limit)
      .map(row => this.#entry(row))
  }

  /** How many there are, from the sums. */
  total(hidden: boolean, states?: readonly string[]): number {
    let total = 0
    for (const [status, sum] of this.sums) if (!states || states.includes(status)) total += hidden ? sum.all : sum.listed
    return total
  }

  /**
   * What is found by indexes and fits on the first page, by number: what the table has, and laid over it what it does not have yet. Who looks for
   * their own few things, again and again, must not bring the tables up to date each time. Undefined: only a complete table can tell.
   */
  few({ where, states, hidden = false, sort, offset, limit, after }: Query, unsettled: Delta): Page | undefined {
    const changed = unsettled.entries.get(this.table.name)
    const wanted = Object.entries(where)
    const isIndexed =
      wanted.length > 0 && wanted.every(([field, value]) => this.table.indexes.includes(field) && value !== null && value !== undefined)
    if (!changed?.size || !isIndexed || offset || after !== undefined || !sort.every(s => s.field === 'id' && !s.descending))
      return undefined
    this.#begin()
    const conditions = [hidden ? 'listed IN (0, 1)' : 'listed = 1', ...wanted.map(([field]) => `${columnOf(field)} = ?`)]
    const rows = this.#statement(`SELECT * FROM ${this.#from} WHERE ${conditions.join(' AND ')} LIMIT ?`).all(
      ...wanted.map(([, value]) => held(value)),
      limit + 1,
    )
    if (rows.length > limit) return undefined
    const isFound = ({ version, listed, state }: Entry): boolean =>
      version > 0 &&
      (hidden || listed) &&
      (!states || states.includes(state.status)) &&
      wanted.every(([field, value]) => held(state[field]) === held(value))
    const found = new Map(rows.map(row => [row['k'] as Key, this.#entry(row)]))
    for (const [key, entry] of changed) found.set(key, entry)
    const items = [...found.values()].filter(isFound).sort((a, b) => a.id - b.id)
    return items.length > limit
      ? undefined
      : { items: items.map(({ key, version, id, state }) => ({ key, version, id, state })), total: items.length }
  }

  /** A page of what is in the table. */
  list({ of, where, states, hidden = false, sort, offset, limit, after }: Query): Page {
    this.#begin()
    const wanted = Object.entries(where)
    if (limit < 0 || wanted.some(([, value]) => value === null || value === undefined)) return { items: [], total: 0 }
    const id = idColumn(this.table)
    const column = (field: string): string => (field === 'id' ? id : this.table.indexes.includes(field) ? columnOf(field) : fieldOf(field))
    const conditions = [
      ...wanted.map(([field]) => `${column(field)} = ?`),
      ...(states ? [`${column('status')} IN (${states.map(() => '?').join()})`] : []),
    ]
    const values = [...wanted.map(([, value]) => held(value)), ...(states ?? [])]
    const total = wanted.length ? this.#matching(hidden, conditions, values) : this.total(hidden, states)
    if (after !== undefined)
      return { items: this.#behind(after, sort, column, [hidden ? 'listed IN (0, 1)' : 'listed = 1', ...conditions], values, limit), total }
    const end = Math.min(total, offset + limit)
    if (offset >= end) return { items: [], total }

    const isById = sort.every(s => s.field === 'id' && !s.descending)
    const question = isById ? JSON.stringify([of, where, states, hidden]) : ''
    // Who reads page after page goes on from where the last one ended.
    const isNext = isById && this.#last?.question === question && this.#last.offset === offset
    if (isNext) {
      conditions.unshift(`${id} > ?`)
      values.unshift(this.#last!.id)
    }
    // The far half is read from the end: the last page of a million must not step over all the others.
    const isFar = !isNext && offset > total / 2
    const skip = isNext ? 0 : isFar ? total - end : offset
    const order = [...sort, { field: 'id', descending: false }]
      .map(s => `${column(s.field)} ${s.descending === isFar ? 'ASC' : 'DESC'}`)
      .join()
    const part = (...more: string[]): string => `SELECT * FROM ${this.#from} WHERE ${[...more, ...conditions].join(' AND ') || '1'}`
    // What is listed and what is not lie in two parts of an index, each by number; only a key that is the number needs no index.
    const isTwice = hidden && isById && (wanted.length > 0 || states !== undefined || !isPlain(this.table))
    const from = isTwice
      ? `${part('listed = 0')} UNION ALL ${part('listed = 1')}`
      : hidden
        ? part(...(wanted.length ? ['listed IN (0, 1)'] : []))
        : part('listed = 1')
    const found = this.#statement(`${from} ORDER BY ${order} LIMIT ? OFFSET ?`).all(
      ...values,
      ...(isTwice ? values : []),
      end - offset,
      skip,
    )
    const items = found.map((row): Found => {
      const { key, version, id, state } = this.#entry(row)
      return { key, version, id, state }
    })
    if (isFar) items.reverse()
    this.#last = isById && items.length ? { question, offset: end, id: items.at(-1)!.id } : undefined
    return { items, total }
  }
  /** What comes behind an item: by number from an index, by anything else by its place among all. */
  #behind(
    after: number,
    sort: Query['sort'],
    column: (field: string) => string,
    conditions: readonly string[],
    values: readonly any[],
    limit: number,
  ): Found[] {
    const id = idColumn(this.table)
    const order = [...sort, { field: 'id', descending: false }].map(s => `${column(s.field)} ${s.descending ? 'DESC' : 'ASC'}`).join()
    const isDown = sort[0]?.descending === true
    const all = `SELECT * FROM ${this.#from} WHERE ${conditions.join(' AND ')}`
    const found =
      (sort[0]?.field ?? 'id') === 'id'
        ? this.#statement(`${all} AND ${id} ${isDown ? '<' : '>'} ? ORDER BY ${id} ${isDown ? 'DESC' : 'ASC'} LIMIT ?`).all(
            ...values,
            after,
            limit,
          )
        : this.#statement(
            `WITH placed AS (SELECT *, row_number() OVER (ORDER BY ${order}) AS place FROM (${all} UNION SELECT * FROM ${this.#from} WHERE ${id} = ?))
             SELECT * FROM placed WHERE place > (SELECT place FROM placed WHERE ${id} = ?) ORDER BY place LIMIT ?`,
          ).all(...values, after, after, limit)
    return found.map(row => {
      const { key, version, id: number, state } = this.#entry(row)
      return { key, version, id: number, state }
    })
  }
  #matching(hidden: boolean, conditions: readonly string[], values: readonly any[]): number {
    const sql = `SELECT COUNT(*) AS n FROM ${this.#from} WHERE ${[hidden ? 'listed IN (0, 1)' : 'listed = 1', ...conditions].join(' AND ')}`
    return (this.#statement(sql).get(...values) as { n: number }).n
  }
  #statement(sql: string): StatementSync {
    let found = this.#lists.get(sql)
    if (!found) {
      if (this.#lists.size >= 100) this.#lists.clear()
      this.#lists.set(sql, (found = this.#db.prepare(sql)))
    }
    return found
  }
}
