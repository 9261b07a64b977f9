import {
  type Committed,
  Conflict,
  type Key,
  type Keyed,
  type Recorded,
  type Refusal,
  type Table,
  type Timer,
  type Unit,
  type Waiting,
} from '@jumun/core/runtime'
import type { Engine, Insert, Result, Statement, Value } from './engine.ts'
import { tableName } from './schema.ts'

/** How many there are of each table by status: those that are listed, and all. */
export type Sums = { [table: string]: { [status: string]: [listed: number, all: number] } }

/** An item or a row, as far as a flush must know it. Version 0: there is none. */
interface Entry {
  readonly version: number
  readonly listed: boolean
  readonly status: string | null
  /** What is to be written: null, it goes; left out: nothing is. */
  readonly row?: readonly Value[] | null
}
const nothing: Entry = { version: 0, listed: false, status: null }
const none: Committed = Object.freeze([])

/** What a consumer has seen, under one name. */
export const seenName = (source: string, kase: string): string => `${source} ${kase}`
export const statusOf = (state: any): string | null => (typeof state?.status === 'string' ? state.status : null)
/** An event as the log keeps it: place and number have columns of their own. */
export const resting = (event: object): string => JSON.stringify({ ...event, number: undefined, position: undefined })
/** The row of an item: key, number, version, listed, status, state, what was seen. */
export const rowOf = (key: Key, id: number, version: number, listed: boolean, state: any, seen: object | null): readonly Value[] => [
  key,
  id,
  version,
  listed ? 1 : 0,
  statusOf(state),
  JSON.stringify(state),
  seen && JSON.stringify(seen),
]

/** How rows come into each table. */
export const inserts = {
  log: { table: 'log', columns: ['position', 'kase', 'num', 'aggregate', 'k', 'event'], key: 'position' },
  marks: { table: 'marks', columns: ['id', 'at', 'refused'], key: 'id' },
  keyed: { table: 'keyed', columns: ['id', 'at', 'data'], key: 'id' },
  timers: {
    table: 'timers',
    columns: ['id', 'at', 'kase', 'owed', 'work', 'holder'],
    key: 'id',
    changed: ['at', 'kase', 'owed', 'work', 'holder'],
  },
  seen: { table: 'seen', columns: ['id', 'num'], key: 'id', greatest: 'num' },
  progress: { table: 'progress', columns: ['source', 'position'], key: 'source', greatest: 'position' },
  aside: { table: 'aside', columns: ['source', 'position', 'data'], key: 'source, position', changed: ['data'] },
  audits: { table: 'audits', columns: ['data'], key: 'id' },
} satisfies { readonly [name: string]: Insert }
export const insertOf = (table: string): Insert => ({
  table: tableName({ name: table }),
  columns: ['k', 'id', 'version', 'listed', 'status', 'data', 'seen'],
  key: 'k',
  changed: ['id', 'version', 'listed', 'status', 'data', 'seen'],
})

/**
 * What the units of one flush want to know of the tables, and what they make of them. They are decided one after the other, each on what
 * those before it have left.
 */
export class Changes {
  readonly #engine: Engine
  readonly #tables: ReadonlyMap<string, Table>
  readonly #entries = new Map<string, Map<Key, Entry>>()
  readonly #marks = new Map<string, readonly Value[] | 'is there'>()
  readonly #keys = new Map<string, readonly Value[] | 'is there'>()
  readonly #cases = new Map<string, number>()
  readonly #log: (readonly Value[])[] = []
  readonly #timers = new Map<string, readonly Value[] | null>()
  readonly #seen = new Map<string, number>()
  readonly #progress = new Map<string, number>()
  readonly #aside = new Map<string, readonly [source: string, position: number, data: string | null]>()
  readonly #audits: (readonly Value[])[] = []
  #head = { flush: 0, position: 0, marks: 0, keyed: 0 }
  #sums: Sums = {}
  #told: ((result: Result) => void)[] = []

  constructor(engine: Engine, tables: ReadonlyMap<string, Table>) {
    this.#engine = engine
    this.#tables = tables
  }

  /** Locks out every other flush, and asks what is to be known for these units. The results go to `learn`. */
  questions(units: readonly Unit[]): readonly Statement[] {
    const marks: string[] = []
    const keys: string[] = []
    const cases = new Set<string>()
    const entries = new Map<string, Set<Key>>()
    const entry = (table: string, key: Key): void => {
      const found = entries.get(table)
      if (found) found.add(key)
      else entries.set(table, new Set([key]))
    }
    for (const { mark, keyed, item, rows, gone, events, public: isPublic } of units) {
      if (mark !== undefined) marks.push(mark)
      if (keyed) keys.push(keyed.name)
      if (item) entry(item.aggregate, item.key)
      if (rows) for (const { view, key } of rows) entry(view, key)
      if (gone) for (const { view, key } of gone) entry(view, key)
      if (events) for (const [i, { case: kase }] of events.entries()) if (isPublic?.[i]) cases.add(kase)
    }
    const statements: Statement[] = [{ text: 'SELECT flush, position, marks, keyed, sums FROM head FOR UPDATE', values: [] }]
    this.#told = [
      ({ rows }) => {
        const [flush, position, marks, keyed, sums] = rows[0]!
        this.#head = { flush, position, marks, keyed }
        this.#sums = JSON.parse(sums)
      },
    ]
    const ask = (statement: Statement, told: (result: Result) => void): void => {
      statements.push(statement)
      this.#told.push(told)
    }
    const { among } = this.#engine
    const present = (table: string, ids: readonly string[], known: Map<string, readonly Value[] | 'is there'>): void => {
      if (!ids.length) return
      const { text, values } = among('id', 'text', ids)
      ask({ text: `SELECT id FROM ${table} WHERE ${text}`, values }, ({ rows }) => {
        for (const [id] of rows) known.set(id, 'is there')
      })
    }
    present('marks', marks, this.#marks)
    present('keyed', keys, this.#keys)
    for (const [table, wanted] of entries) {
      const of = this.#tables.get(table)!
      const { text, values } = among('k', of.keyType, [...wanted])
      ask({ text: `SELECT k, version, listed, status FROM ${this.#engine.quoted(tableName(of))} WHERE ${text}`, values }, ({ rows }) => {
        this.#entries.set(table, new Map(rows.map(([k, version, listed, status]) => [k, { version, listed: listed === 1, status }])))
      })
    }
    if (cases.size)
      ask(this.#engine.numbers([...cases]), ({ rows }) => {
        for (const [kase, number] of rows) this.#cases.set(kase, number ?? 0)
      })
    return statements
  }
  learn(results: readonly Result[]): void {
    for (const [i, told] of this.#told.entries()) told(results[i]!)
  }

  #now(table: string, key: Key): Entry {
    return this.#entries.get(table)?.get(key) ?? nothing
  }
  conflict({ mark, keyed, item, rows }: Unit): Conflict | undefined {
    if (mark !== undefined && this.#marks.has(mark)) return new Conflict('mark')
    if (keyed && this.#keys.has(keyed.name)) return new Conflict('key')
    if (item && this.#now(item.aggregate, item.key).version !== item.version) return new Conflict('version')
    if (rows) for (const row of rows) if (this.#now(row.view, row.key).version !== row.version) return new Conflict('version')
    return undefined
  }

  /** Takes a unit into the flush: gives its events their positions and numbers. */
  admit(unit: Unit): Committed {
    const { mark, refused, keyed, item, rows, gone, timers, done, seen, progress, aside, resumed, audit } = unit
    const events = unit.events?.length ? unit.events.map((event, i) => this.#record(event, unit.public?.[i] === true)) : none
    if (mark !== undefined) this.#marks.set(mark, markRow(mark, unit.events?.[0]?.time ?? keyed?.at ?? audit?.time ?? Date.now(), refused ?? null))
    if (keyed) this.#keys.set(keyed.name, keyedRow(keyed))
    if (item) {
      const { aggregate, key, id, state, listed } = item
      const version = item.version + Math.max(1, events.length)
      this.#change(aggregate, key, { version, listed, status: statusOf(state), row: rowOf(key, id, version, listed, state, null) })
    }
    if (rows)
      for (const { view, key, version, id, value, seen, listed } of rows)
        this.#change(view, key, { version: version + 1, listed, status: statusOf(value), row: rowOf(key, id, version + 1, listed, value, seen) })
    if (gone) for (const { view, key } of gone) this.#change(view, key, { ...nothing, row: null })
    if (timers) for (const timer of timers) this.#timers.set(timer.id, timerRow(timer, events))
    if (done) for (const id of done) this.#timers.set(id, null)
    if (seen) for (const { source, case: kase, number } of seen) raise(this.#seen, seenName(source, kase), number)
    if (progress) for (const [source, position] of Object.entries(progress)) raise(this.#progress, source, position)
    if (aside) for (const waiting of aside) this.#put(waiting.source, waiting.event.position, waiting)
    if (resumed) for (const { source, position } of resumed) this.#put(source, position, null)
    if (audit) this.#audits.push([JSON.stringify(audit)])
    return events
  }
  #record(event: NonNullable<Unit['events']>[number], isPublic: boolean): Recorded {
    const position = ++this.#head.position
    let number: number | null = null
    if (isPublic) {
      number = (this.#cases.get(event.case) ?? 0) + 1
      this.#cases.set(event.case, number)
    }
    this.#log.push([position, event.case, number, event.aggregate, String(event.key), resting(event)])
    return { ...event, number, position }
  }
  #change(table: string, key: Key, entry: Entry): void {
    const before = this.#now(table, key)
    if (before.version > 0) this.#count(table, before, -1)
    if (entry.version > 0) this.#count(table, entry, 1)
    let entries = this.#entries.get(table)
    if (!entries) this.#entries.set(table, (entries = new Map()))
    entries.set(key, entry)
  }
  #count(table: string, { listed, status }: Entry, by: number): void {
    count(this.#sums, table, status, listed, by)
  }
  #put(source: string, position: number, waiting: Waiting | null): void {
    this.#aside.set(seenName(source, String(position)), [source, position, waiting && JSON.stringify(waiting)])
  }

  /** Everything that is to be written. */
  statements(): readonly Statement[] {
    const { insert, among, quoted } = this.#engine
    const statements: Statement[] = []
    const add = (into: Insert, rows: readonly (readonly Value[])[]): void => {
      if (rows.length) statements.push(...insert(into, rows))
    }
    const drop = (table: string, column: string, type: 'integer' | 'text', keys: readonly Key[]): void => {
      if (!keys.length) return
      const { text, values } = among(column, type, keys)
      statements.push({ text: `DELETE FROM ${quoted(table)} WHERE ${text}`, values })
    }
    const fresh = (known: Map<string, readonly Value[] | 'is there'>): readonly (readonly Value[])[] => [...known.values()].filter(row => row !== 'is there')
    const marks = fresh(this.#marks)
    const keyed = fresh(this.#keys)
    add(inserts.log, this.#log)
    add(inserts.marks, marks)
    add(inserts.keyed, keyed)
    for (const [table, entries] of this.#entries) {
      const rows: (readonly Value[])[] = []
      const gone: Key[] = []
      // Everybody takes them in the same order, so nobody waits in a circle.
      for (const [key, { row }] of entries) {
        if (row) rows.push(row)
        else if (row === null) gone.push(key)
      }
      add(insertOf(table), rows)
      drop(tableName({ name: table }), 'k', this.#tables.get(table)!.keyType, gone)
    }
    const timers = [...this.#timers]
    add(
      inserts.timers,
      timers.flatMap(([, row]) => (row ? [row] : [])),
    )
    drop(
      'timers',
      'id',
      'text',
      timers.flatMap(([id, row]) => (row ? [] : [id])),
    )
    add(inserts.seen, [...this.#seen])
    add(inserts.progress, [...this.#progress])
    const aside = [...this.#aside.values()]
    add(
      inserts.aside,
      aside.filter(([, , data]) => data !== null),
    )
    for (const [source, position, data] of aside)
      if (data === null) statements.push({ text: 'DELETE FROM aside WHERE source = ? AND position = ?', values: [source, position] })
    add(inserts.audits, this.#audits)
    const { position } = this.#head
    statements.push({
      text: 'UPDATE head SET flush = ?, position = ?, marks = ?, keyed = ?, sums = ?',
      values: [this.#head.flush + 1, position, this.#head.marks + marks.length, this.#head.keyed + keyed.length, JSON.stringify(this.#sums)],
    })
    return statements
  }
}

export const count = (sums: Sums, table: string, status: string | null, listed: boolean, by: number): void => {
  const sum = ((sums[table] ??= {})[status ?? ''] ??= [0, 0])
  if (listed) sum[0] += by
  sum[1] += by
}
export const markRow = (id: string, at: number, refused: Refusal | null): readonly Value[] => [id, at, refused && JSON.stringify(refused)]
export const keyedRow = (keyed: Keyed): readonly Value[] => [keyed.name, keyed.at, JSON.stringify(keyed)]
/** A timer's row. An owed event that lies in the log is named by its place: `events` are those of the same unit. */
export const timerRow = ({ id, at, case: kase, work }: Timer, events: Committed = none): readonly Value[] => {
  const own = work.kind === 'owed' ? events.find(event => event.id === work.event.id) : undefined
  return [id, at, kase, own?.position ?? null, JSON.stringify(own && work.kind === 'owed' ? { kind: 'owed', policy: work.policy } : work), null]
}
const raise = (known: Map<string, number>, name: string, number: number): void => {
  if (number > (known.get(name) ?? 0)) known.set(name, number)
}
