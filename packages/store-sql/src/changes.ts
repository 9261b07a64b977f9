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
  stepsOf,
} from '@jumun/core/runtime'
import type { Engine, Insert, Result, Statement, Value } from './engine.ts'
import { brief, resting } from './event.ts'
import { tableName } from './schema.ts'

/** How many there are of each table by status: those that are listed, and all. */
export type Sums = { [table: string]: { [status: string]: [listed: number, all: number] } }

/** An item or a row, as far as a flush must know it. Version 0: there is none. */
export interface Entry {
  readonly version: number
  readonly listed: boolean
  readonly status: string | null
  /** The table has a row for it, whatever this flush does. */
  readonly wasThere: boolean
  /** What is to be written: null, it goes; left out: nothing is. */
  readonly row?: readonly Value[] | null
}
const nothing: Entry = { version: 0, listed: false, status: null, wasThere: false }
const none: Committed = Object.freeze([])

/** What a consumer has seen, under one name. */
export const seenName = (source: string, kase: string): string => `${source} ${kase}`
export const statusOf = (state: any): string | null => (typeof state?.status === 'string' ? state.status : null)
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
  log: { table: 'log', columns: ['position', 'kase', 'num', 'aggregate', 'k', 'event', 'mark'], key: 'position' },
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
  notes: { table: 'notes', columns: ['name', 'text'], key: 'name', changed: ['text'] },
} satisfies { readonly [name: string]: Insert }
export const insertOf = (table: string): Insert & { readonly changed: readonly string[] } => ({
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
  #flush = 0
  #position = 0
  #sums: Sums = {}
  #text = ''
  #told: ((result: Result) => void)[] = []
  #isGuess = false
  readonly #inLog: boolean
  /** Marks that stand beside their unit's first event. */
  readonly #logged: string[] = []

  /** `inLog`: the events of a unit carry its mark. Not yet, where an older version may still work beside this one, and looks among the marks alone. */
  constructor(engine: Engine, tables: ReadonlyMap<string, Table>, inLog: boolean) {
    this.#engine = engine
    this.#inLog = inLog
    this.#tables = tables
  }

  /** Locks out every other flush, and asks what is to be known for these units. The results go to `learn`. */
  questions(units: readonly Unit[]): readonly Statement[] {
    const { marks, keys, cases, entries } = wantedBy(units)
    const statements: Statement[] = [{ text: 'SELECT flush, position, sums FROM head FOR UPDATE', values: [] }]
    this.#told = [
      ({ rows }) => {
        const [flush, position, sums] = rows[0]!
        this.#flush = flush
        this.#position = position
        this.#sums = JSON.parse(sums)
      },
    ]
    const ask = (statement: Statement, told: (result: Result) => void): void => {
      statements.push(statement)
      this.#told.push(told)
    }
    const { among } = this.#engine
    const present = (table: string, column: string, ids: readonly string[], known: Map<string, readonly Value[] | 'is there'>): void => {
      if (!ids.length) return
      const { text, values } = among(column, 'text', ids)
      ask({ text: `SELECT ${column} FROM ${table} WHERE ${text}`, values }, ({ rows }) => {
        for (const [id] of rows) known.set(id, 'is there')
      })
    }
    present('marks', 'id', marks, this.#marks)
    present('log', 'mark', marks, this.#marks)
    present('keyed', 'id', keys, this.#keys)
    for (const [table, wanted] of entries) {
      const of = this.#tables.get(table)!
      const { text, values } = among('k', of.keyType, [...wanted.keys()])
      ask({ text: `SELECT k, version, listed, status FROM ${this.#engine.quoted(tableName(of))} WHERE ${text}`, values }, ({ rows }) => {
        this.#entries.set(
          table,
          new Map(rows.map(([k, version, listed, status]) => [k, { version, listed: listed === 1, status, wasThere: true }])),
        )
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

  /**
   * Takes what is known without asking, and of what begins with these units that there is nothing yet: what is not so, the tables refuse.
   * False: too little is known.
   */
  guess(units: readonly Unit[], known: Known): boolean {
    for (const { item, events, public: isPublic } of units) {
      const isBorn = item?.version === 0
      // what is known of an item and not of its case has said nothing in public yet
      const isKnown = isBorn || (item !== undefined && known.entries.get(item.aggregate)?.has(item.key))
      if (events && !isKnown) for (const [i, { case: kase }] of events.entries()) if (isPublic?.[i] && !known.cases.has(kase)) return false
    }
    const { cases, entries } = wantedBy(units)
    for (const [table, wanted] of entries) {
      const from = known.entries.get(table)
      const mine = new Map<Key, Entry>()
      for (const [key, version] of wanted) {
        const entry = from?.get(key)
        if (entry) mine.set(key, entry)
        else if (version !== 0) return false
      }
      this.#entries.set(table, mine)
    }
    for (const kase of cases) {
      const number = known.cases.get(kase)
      if (number !== undefined) this.#cases.set(kase, number)
    }
    this.#isGuess = true
    this.#flush = known.flush
    this.#position = known.position
    this.#sums = JSON.parse(known.sums)
    return true
  }
  /** What is known when this flush is committed. `known`: what was, if nobody else came between. */
  leave(known: Known): Known {
    const next = known.flush === this.#flush ? known : new Known()
    next.flush = this.#flush + 1
    next.position = this.#position
    next.sums = this.#text
    for (const [table, entries] of this.#entries) {
      let of = next.entries.get(table)
      if (!of) next.entries.set(table, (of = new Recent()))
      for (const [key, { version, listed, status }] of entries) of.set(key, { version, listed, status, wasThere: version > 0 })
    }
    for (const [kase, number] of this.#cases) next.cases.set(kase, number)
    return next
  }
  /** The flush before this one. */
  get follows(): number {
    return this.#flush
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
    const inLog = this.#inLog && mark !== undefined && !refused && unit.events?.length ? mark : null
    const events = unit.events?.length
      ? unit.events.map((event, i) => this.#record(event, unit.public?.[i] === true, i ? null : inLog))
      : none
    if (inLog !== null) {
      this.#marks.set(inLog, 'is there')
      this.#logged.push(inLog)
    } else if (mark !== undefined)
      this.#marks.set(mark, markRow(mark, unit.events?.[0]?.time ?? keyed?.at ?? audit?.time ?? Date.now(), refused ?? null))
    if (keyed) this.#keys.set(keyed.name, keyedRow(keyed))
    if (item) {
      const { aggregate, key, id, state, listed } = item
      const version = item.version + stepsOf(item, events.length)
      this.#change(aggregate, key, version, listed, statusOf(state), rowOf(key, id, version, listed, state, null))
    }
    if (rows)
      for (const { view, key, version, id, value, seen, listed } of rows)
        this.#change(view, key, version + 1, listed, statusOf(value), rowOf(key, id, version + 1, listed, value, seen))
    if (gone) for (const { view, key } of gone) this.#change(view, key, 0, false, null, null)
    if (timers) for (const timer of timers) this.#timers.set(timer.id, timerRow(timer, events))
    if (done) for (const id of done) this.#timers.set(id, null)
    if (seen) for (const { source, case: kase, number } of seen) raise(this.#seen, seenName(source, kase), number)
    if (progress) for (const [source, position] of Object.entries(progress)) raise(this.#progress, source, position)
    if (aside) for (const waiting of aside) this.#put(waiting.source, waiting.event.position, waiting)
    if (resumed) for (const { source, position } of resumed) this.#put(source, position, null)
    if (audit) this.#audits.push([JSON.stringify(audit)])
    return events
  }
  #record(event: NonNullable<Unit['events']>[number], isPublic: boolean, mark: string | null): Recorded {
    const position = ++this.#position
    let number: number | null = null
    if (isPublic) {
      number = (this.#cases.get(event.case) ?? 0) + 1
      this.#cases.set(event.case, number)
    }
    const text = this.#inLog ? brief(event, mark) : resting(event)
    this.#log.push([position, event.case, number, event.aggregate, String(event.key), text, mark])
    return { ...event, number, position }
  }
  #change(table: string, key: Key, version: number, listed: boolean, status: string | null, row: readonly Value[] | null): void {
    const before = this.#now(table, key)
    const entry: Entry = { version, listed, status, wasThere: before.wasThere, row }
    if (before.version > 0) this.#count(table, before, -1)
    if (version > 0) this.#count(table, entry, 1)
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

  /** What a guess must not overlook: a mark lies in one of two places, and the other one refuses nothing by itself. */
  #unmarked(marks: readonly (readonly Value[])[]): Statement {
    if (!this.#isGuess) return { text: '', values: [] }
    const parts = [
      ['marks', 'id', this.#logged],
      ['log', 'mark', marks.map(([id]) => id as string)],
    ] as const
    const asked = parts.flatMap(([table, column, ids]) => {
      if (!ids.length) return []
      const { text, values } = this.#engine.among(column, 'text', ids)
      return [{ text: ` AND NOT EXISTS (SELECT 1 FROM ${table} WHERE ${text})`, values }]
    })
    return { text: asked.map(a => a.text).join(''), values: asked.flatMap(a => a.values) }
  }

  /** Everything that is to be written. */
  statements(): readonly Statement[] {
    const { insert, among, quoted } = this.#engine
    const marks = fresh(this.#marks)
    const keyed = fresh(this.#keys)
    const unmarked = this.#unmarked(marks)
    this.#text = JSON.stringify(this.#sums)
    // First, so that whoever has guessed finds out, and waits for nobody but the flush before: nothing is no number.
    const statements: Statement[] = [
      {
        text: `UPDATE head SET flush = CASE WHEN flush = ?${unmarked.text} THEN flush + 1 END, position = ?, marks = marks + ?, keyed = keyed + ?, sums = ?`,
        values: [this.#flush, ...unmarked.values, this.#position, marks.length + this.#logged.length, keyed.length, this.#text],
      },
    ]
    const add = (into: Insert, rows: readonly (readonly Value[])[]): void => {
      if (rows.length) statements.push(...insert(into, rows))
    }
    const drop = (table: string, column: string, type: 'integer' | 'text', keys: readonly Key[]): void => {
      if (!keys.length) return
      const { text, values } = among(column, type, keys)
      statements.push({ text: `DELETE FROM ${quoted(table)} WHERE ${text}`, values })
    }
    add(inserts.log, this.#log)
    add(inserts.marks, marks)
    add(inserts.keyed, keyed)
    for (const [table, entries] of this.#entries) {
      const born: (readonly Value[])[] = []
      const changed: (readonly Value[])[] = []
      const gone: Key[] = []
      for (const [key, { row, wasThere }] of entries) {
        if (row) (wasThere ? changed : born).push(row)
        else if (row === null && wasThere) gone.push(key)
      }
      const { table: name, columns, key, changed: all } = insertOf(table)
      add({ table: name, columns, key }, born)
      add({ table: name, columns, key, changed: all }, changed)
      drop(name, 'k', this.#tables.get(table)!.keyType, gone)
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
    return statements
  }
}

const fresh = (known: Map<string, readonly Value[] | 'is there'>): readonly (readonly Value[])[] =>
  [...known.values()].filter(row => row !== 'is there')
/** What these units touch; of items and rows with the version that the first of them expects (gone: none). */
const wantedBy = (units: readonly Unit[]) => {
  const marks: string[] = []
  const keys: string[] = []
  const cases = new Set<string>()
  const entries = new Map<string, Map<Key, number | undefined>>()
  const entry = (table: string, key: Key, version: number | undefined): void => {
    let found = entries.get(table)
    if (!found) entries.set(table, (found = new Map()))
    if (!found.has(key)) found.set(key, version)
  }
  for (const { mark, keyed, item, rows, gone, events, public: isPublic } of units) {
    if (mark !== undefined) marks.push(mark)
    if (keyed) keys.push(keyed.name)
    if (item) entry(item.aggregate, item.key, item.version)
    if (rows) for (const { view, key, version } of rows) entry(view, key, version)
    if (gone) for (const { view, key } of gone) entry(view, key, undefined)
    if (events) for (const [i, { case: kase }] of events.entries()) if (isPublic?.[i]) cases.add(kase)
  }
  return { marks, keys, cases, entries }
}

/** What was used last. */
class Recent<K, V> extends Map<K, V> {
  override set(key: K, value: V): this {
    this.delete(key)
    if (this.size >= remembered) this.delete(this.keys().next().value!)
    return super.set(key, value)
  }
}
/** How many cases, and items or rows of each table. */
const remembered = 1000
/** What one flush has left, and holds for as long as no other replica flushes. */
export class Known {
  flush = -1
  position = 0
  sums = '{}'
  readonly entries = new Map<string, Map<Key, Entry>>()
  readonly cases = new Recent<string, number>()
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
  return [
    id,
    at,
    kase,
    own?.position ?? null,
    JSON.stringify(own && work.kind === 'owed' ? { kind: 'owed', policy: work.policy } : work),
    null,
  ]
}
const raise = (known: Map<string, number>, name: string, number: number): void => {
  if (number > (known.get(name) ?? 0)) known.set(name, number)
}
