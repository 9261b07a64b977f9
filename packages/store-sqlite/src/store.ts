import type { DatabaseSync, StatementSync } from 'node:sqlite'
import {
  type Committed, Conflict, type Item, type Key, type Keyed, type Page, type Query, type Recorded, type Refusal, type Row, type Store, type Table, type Timer,
  Unavailable, type Unit, type Waiting,
} from '@jumun/core/runtime'
import { Delta, type Entry, type Place, readDelta, restingWork, wokenWork, written } from './delta.ts'
import { Log } from './log.ts'
import { Recent } from './recent.ts'
import { type Found, frozen, Tab } from './tab.ts'

export interface Tuning {
  /** How long a flush gathers units, in ms. 0: until the event loop's turn ends. */
  readonly linger: number
  /** How many items or rows of each table stay in memory. */
  readonly remembered: number
  /** How many of the newest events stay in memory. */
  readonly tail: number
  /** After how many units the tables are brought up to date. */
  readonly settleAfter: number
}

/** A unit that waits for its flush; `reserve`: a sequence that needs more numbers. */
interface Work {
  readonly unit: Unit
  readonly reserve?: string
  resolve(events: Committed): void
  reject(why: unknown): void
}
/** A sequence: the next number, and the last that may be given without writing again. */
interface Sequence {
  next: number
  last: number
  reserving: Promise<unknown> | undefined
}
interface Counts {
  marks: number
  keys: number
  timers: number
}
/** What is known about the tables as a whole, as it was when they were last settled. */
interface Meta {
  readonly indexed: number
  readonly counts: Counts
  readonly numbers: { readonly [of: string]: number }
  readonly progress: { readonly [source: string]: number }
  readonly kinds: { readonly [aggregate: string]: readonly string[] }
  readonly sums: { readonly [table: string]: { readonly [status: string]: readonly [number, number] } }
}

/** How many numbers a sequence reserves at once: so many are skipped when the process dies. */
const block = 100
/** How many marks are looked at in one go when old ones are forgotten. */
const slice = 2000
const none: Committed = Object.freeze([])

/**
 * A context's database. A commit is durable when its flush is: one transaction that appends the units' events to the log and their other
 * changes to the journal, which is little to write. The tables are brought up to date once in a while, when an item has long changed
 * several times and most timers are done; until then memory knows what they do not have, and after a crash the journal does.
 */
export class SqliteStore implements Store {
  readonly #db: DatabaseSync
  readonly #context: string
  readonly #tuning: Tuning
  readonly #release: () => void
  readonly #tabs: ReadonlyMap<string, Tab>
  readonly #log: Log
  readonly #sql: ReturnType<typeof statements>
  #queue: Work[] = []
  #scheduled = false
  #closed = false
  /** A transaction is open. */
  #inside = false
  /** The last flush failed: the next one writes no more than it must. */
  #failed = false
  /** What is durable in the journal and not yet in the tables. */
  #unsettled = new Delta()
  /** What the open transaction brings into the tables. */
  #settling: Delta | undefined
  #settledCounts: Counts = { marks: 0, keys: 0, timers: 0 }
  #counts: Counts = { marks: 0, keys: 0, timers: 0 }
  #units = 0
  #journaled = 0
  readonly #sequences = new Map<string, Sequence>()
  readonly #progress = new Map<string, number>()
  readonly #seen: Recent<string, number>
  /** A process has its file alone, so leases need no table. */
  readonly #leases = new Map<string, number>()

  constructor(db: DatabaseSync, context: string, tables: readonly Table[], tuning: Tuning, release: () => void) {
    this.#db = db
    this.#context = context
    this.#tuning = tuning
    this.#release = release
    this.#sql = statements(db)
    this.#tabs = new Map(tables.map(t => [t.name, new Tab(db, this.#begin, t, tuning.remembered)]))
    this.#log = new Log(db, this.#begin, context, tuning.remembered, tuning.tail, true)
    this.#seen = new Recent(tuning.remembered)
    this.#recall()
  }

  #tab(name: string): Tab {
    const tab = this.#tabs.get(name)
    if (!tab) throw new Error(`the store of ${this.#context} has no table ${name}`)
    return tab
  }

  // ---- starting
  /** Reads what was known, and takes from the journal what the tables do not have. */
  #recall(): void {
    const text = this.#sql.meta.get('sums')?.['value'] as string | undefined
    const meta: Meta = text ? JSON.parse(text) : { indexed: 0, counts: this.#counts, numbers: {}, progress: {}, kinds: {}, sums: {} }
    this.#counts = { ...meta.counts }
    this.#settledCounts = meta.counts
    for (const [of, last] of Object.entries(meta.numbers)) this.#sequences.set(of, { next: last + 1, last, reserving: undefined })
    for (const [source, position] of Object.entries(meta.progress)) this.#progress.set(source, position)
    for (const [aggregate, kinds] of Object.entries(meta.kinds)) this.#log.kinds.set(aggregate, new Set(kinds))
    for (const [table, sums] of Object.entries(meta.sums))
      for (const [status, [listed, all]] of Object.entries(sums)) this.#tabs.get(table)?.sums.set(status, { listed, all })

    const flush = new Delta()
    const nothing = new Delta()
    this.#log.head = meta.indexed
    const events: Recorded[] = []
    for (const event of this.#log.from(meta.indexed + 1)) {
      this.#log.index(event, event.number ?? this.#log.number(event.case, flush, nothing), flush)
      events.push(event)
    }
    for (const row of this.#sql.journal.iterate()) {
      flush.add(readDelta(row['delta'] as string, position => this.#log.at(position)))
      this.#journaled = row['id'] as number
    }
    for (const [name, entries] of flush.entries) {
      const tab = this.#tabs.get(name)
      // A table that a later version of the system no longer has.
      if (!tab) flush.entries.delete(name)
      else for (const [key, entry] of entries) entries.set(key, { ...entry, before: tab.get(key, nothing) })
    }
    this.#publish(flush, events)
    for (const sequence of this.#sequences.values()) sequence.next = sequence.last + 1
    this.#units = 1
    try {
      this.#settle()
      this.#end()
    } catch {
      // No room: the journal keeps it until there is.
      this.#undo()
    }
  }

  // ---- writing
  async commit(unit: Unit): Promise<Committed> {
    return this.#enqueue(unit)
  }
  #enqueue(unit: Unit, reserve?: string): Promise<Committed> {
    if (this.#closed) return Promise.reject(new Unavailable('the store is closed'))
    return new Promise((resolve, reject) => {
      this.#queue.push(reserve === undefined ? { unit, resolve, reject } : { unit, reserve, resolve, reject })
      this.#schedule()
    })
  }
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    if (this.#tuning.linger > 0) setTimeout(this.#flushed, this.#tuning.linger)
    else setImmediate(this.#flushed)
  }
  readonly #flushed = (): void => {
    this.#scheduled = false
    const works = this.#queue
    this.#queue = []
    this.#flush(works)
  }

  #flush(works: readonly Work[]): void {
    const flush = new Delta()
    const events: Recorded[] = []
    const won: { readonly work: Work; readonly events: Committed }[] = []
    const lost: { readonly work: Work; readonly why: unknown }[] = []
    for (const work of works) {
      try {
        const over = this.#conflict(work.unit, flush)
        if (over) lost.push({ work, why: new Conflict(over) })
        else won.push({ work, events: this.#admit(work, flush, events) })
      } catch (why) {
        lost.push({ work, why })
      }
    }
    try {
      if (won.length || this.#inside) {
        this.#begin()
        if (this.#units >= this.#tuning.settleAfter && !this.#failed) this.#settle()
        if (won.length) {
          this.#log.write(events)
          this.#sql.append.run(this.#journaled + 1, written(flush))
        }
        this.#end()
      }
    } catch (thrown) {
      this.#undo()
      const isOurs = (thrown as { code?: string }).code !== 'ERR_SQLITE_ERROR'
      // What cannot be written at all must not keep others from being written.
      if (isOurs && works.length > 1) for (const work of works) this.#flush([work])
      else {
        this.#failed = true
        const why = isOurs ? thrown : new Unavailable(`nothing was committed: ${(thrown as Error).message}`, { cause: thrown })
        for (const work of works) work.reject(why)
      }
      return
    }
    this.#failed = false
    if (won.length) {
      this.#journaled++
      this.#units += won.length
      this.#publish(flush, events)
    }
    for (const { work, events } of won) work.resolve(events)
    for (const { work, why } of lost) work.reject(why)
  }

  /** A transaction begins with the first read or write after a flush, and ends with the next flush: locks cost as much as a read does. */
  readonly #begin = (): void => {
    if (this.#inside) return
    this.#sql.begin.run()
    this.#inside = true
  }
  #end(): void {
    if (!this.#inside) return
    this.#sql.commit.run()
    this.#inside = false
    this.#settling = undefined
    this.#settledCounts = { ...this.#counts }
  }
  /** Nothing of the open transaction happened; what it had brought into the tables is unsettled again. */
  #undo(): void {
    this.#inside = false
    if (this.#settling) {
      this.#settling.add(this.#unsettled)
      this.#unsettled = this.#settling
      this.#settling = undefined
      this.#units = this.#tuning.settleAfter
    }
    this.#counts = { ...this.#settledCounts }
    try {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
    } catch {
      // SQLite has rolled back by itself.
    }
  }

  #now(tab: Tab, key: Key, flush: Delta): Entry {
    return flush.entries.get(tab.table.name)?.get(key) ?? tab.get(key, this.#unsettled)
  }
  #conflict({ mark, keyed, item, rows, gone }: Unit, flush: Delta): Conflict['over'] | undefined {
    if (mark !== undefined && (flush.marks.has(mark) || this.#marked(mark) !== undefined)) return 'mark'
    if (keyed && (flush.keys.has(keyed.name) || this.#keyed(keyed.name))) return 'key'
    if (item && this.#now(this.#tab(item.aggregate), item.key, flush).version !== item.version) return 'version'
    if (rows) for (const row of rows) if (this.#now(this.#tab(row.view), row.key, flush).version !== row.version) return 'version'
    if (gone) for (const { view } of gone) this.#tab(view)
    return undefined
  }

  #admit({ unit, reserve }: Work, flush: Delta, log: Recorded[]): Committed {
    const { mark, item } = unit
    let events = none
    if (unit.events?.length) {
      const first = this.#log.head + log.length + 1
      events = unit.events.map((event, i) => {
        const before = this.#log.number(event.case, flush, this.#unsettled)
        const isPublic = unit.public?.[i] === true
        const recorded: Recorded = frozen({ ...event, number: isPublic ? before + 1 : null, position: first + i })
        this.#log.index(recorded, isPublic ? before + 1 : before, flush)
        log.push(recorded)
        return recorded
      })
    }
    if (mark !== undefined) flush.marks.set(mark, { at: unit.events?.[0]?.time ?? unit.keyed?.at ?? unit.audit?.time ?? Date.now(), refused: unit.refused ?? null })
    if (unit.keyed) flush.keys.set(unit.keyed.name, frozen(unit.keyed))
    if (item) {
      const { key, id, state, listed } = item
      this.#change(item.aggregate, { key, version: item.version + Math.max(1, events.length), id, state: frozen(state), seen: undefined, listed, before: undefined }, flush)
    }
    if (unit.rows)
      for (const { view, key, version, id, value, seen, listed } of unit.rows)
        this.#change(view, { key, version: version + 1, id, state: frozen(value), seen: frozen(seen), listed, before: undefined }, flush)
    if (unit.gone) for (const { view, key } of unit.gone) this.#change(view, { key, version: 0, id: 0, state: undefined, seen: undefined, listed: false, before: undefined }, flush)
    if (unit.timers) for (const timer of unit.timers) this.#setTimer(timer, events, flush)
    if (unit.done) for (const id of unit.done) flush.setTimer(id, { timer: null, fresh: false, position: 0 })
    if (unit.seen) for (const { source, case: kase, number } of unit.seen) flush.setSeen(source, kase, Math.max(number, this.#seenOf(source, kase)))
    if (unit.progress) for (const [source, position] of Object.entries(unit.progress)) flush.setProgress(source, position)
    if (unit.aside) for (const waiting of unit.aside) flush.setAside(waiting.source, waiting.event.position, waiting)
    if (unit.resumed) for (const { source, position } of unit.resumed) flush.setAside(source, position, null)
    if (unit.audit) flush.audits.push(unit.audit)
    if (reserve !== undefined) flush.setNumber(reserve, this.#sequence(reserve).last + block)
    return events
  }
  #change(table: string, entry: Entry, flush: Delta): void {
    const entries = flush.entriesOf(table)
    const earlier = entries.get(entry.key)
    entries.set(entry.key, { ...entry, before: earlier ? earlier.before : this.#tab(table).get(entry.key, this.#unsettled) })
  }
  #setTimer(timer: Timer, events: Committed, flush: Delta): void {
    const { work } = timer
    if (work.kind !== 'owed') return flush.setTimer(timer.id, { timer: frozen(timer), fresh: false, position: 0 })
    const own = events.find(e => e.id === work.event.id)
    if (own) flush.setTimer(timer.id, { timer: frozen({ ...timer, work: { ...work, event: own } }), fresh: timer.id.includes(own.id), position: own.position })
    else {
      const { position, source, id } = work.event
      const isLogged = source === this.#context && position > 0 && position <= this.#log.head && this.#log.at(position).id === id
      flush.setTimer(timer.id, { timer: frozen(timer), fresh: false, position: isLogged ? position : 0 })
    }
  }

  /** The flush is durable: from now on everybody may know. */
  #publish(flush: Delta, events: readonly Recorded[]): void {
    for (const [name, entries] of flush.entries) {
      const tab = this.#tabs.get(name)!
      for (const entry of entries.values()) {
        tab.publish(entry)
        if (typeof entry.id === 'number' && entry.version > 0) this.#isTaken(name, entry.id)
      }
    }
    if (events.length) this.#log.publish(events, flush)
    for (const [source, cases] of flush.seen) for (const [kase, number] of cases) this.#seen.set(`${source} ${kase}`, number)
    for (const [source, position] of flush.progress) this.#progress.set(source, Math.max(position, this.#progress.get(source) ?? 0))
    for (const [of, last] of flush.numbers) {
      const sequence = this.#sequence(of)
      sequence.last = Math.max(sequence.last, last)
    }
    if (this.#leases.size) for (const id of flush.timers.keys()) this.#leases.delete(id)
    this.#unsettled.add(flush)
  }

  /** Brings the tables up to date, within a transaction that the next flush ends. */
  #settle(): void {
    const delta = this.#unsettled
    this.#begin()
    // From here on it is the transaction's; should that fail, it is unsettled again.
    if (this.#settling) this.#settling.add(delta)
    else this.#settling = delta
    this.#unsettled = new Delta()
    this.#units = 0
    const sql = this.#sql
    for (const [name, entries] of delta.entries) {
      const tab = this.#tabs.get(name)!
      for (const entry of entries.values()) tab.settle(entry)
    }
    this.#log.settle(delta)
    for (const [id, { at, refused }] of delta.marks) sql.mark.run(id, at, refused ? JSON.stringify(refused) : null)
    this.#counts.marks += delta.marks.size
    for (const keyed of delta.keys.values()) sql.key.run(keyed.name, keyed.at, JSON.stringify(keyed))
    this.#counts.keys += delta.keys.size
    for (const [id, { timer, position }] of delta.timers) {
      if (!timer) this.#counts.timers -= Number(sql.dropTimer.run(id).changes)
      else {
        const work = JSON.stringify(restingWork(timer.work, position))
        if (sql.addTimer.run(id, timer.at, timer.case, work).changes) this.#counts.timers++
        else sql.moveTimer.run(timer.at, timer.case, work, id)
      }
    }
    for (const [source, cases] of delta.seen) for (const [kase, number] of cases) sql.see.run(source, kase, number)
    for (const { source, position, waiting } of delta.aside.values()) {
      if (waiting) sql.put.run(source, position, JSON.stringify(waiting))
      else sql.take.run(source, position)
    }
    for (const audit of delta.audits) sql.audit.run(JSON.stringify(audit))
    this.#writeMeta()
    sql.trim.run(this.#journaled)
  }
  #writeMeta(): void {
    const meta: Meta = {
      indexed: this.#log.head, counts: this.#counts, progress: Object.fromEntries(this.#progress),
      // A number between is lost only when the process dies.
      numbers: Object.fromEntries([...this.#sequences].map(([of, { next, last }]) => [of, this.#closed ? next - 1 : last])),
      kinds: Object.fromEntries([...this.#log.kinds].map(([aggregate, kinds]) => [aggregate, [...kinds]])),
      sums: Object.fromEntries(
        [...this.#tabs].map(([name, tab]) => [name, Object.fromEntries([...tab.sums].map(([status, { listed, all }]) => [status, [listed, all] as const]))]),
      ),
    }
    this.#sql.setMeta.run('sums', JSON.stringify(meta))
  }
  /** Makes the tables complete before they are asked. */
  #complete(): void {
    if (this.#closed) throw new Unavailable('the store is closed')
    this.#begin()
    if (!this.#units) return
    try {
      this.#settle()
    } catch (thrown) {
      this.#undo()
      throw new Unavailable(`cannot be read now: ${(thrown as Error).message}`, { cause: thrown })
    }
    this.#schedule()
  }

  // ---- reading
  async load(aggregate: string, key: Key): Promise<Item | undefined> {
    const { version, id, state } = this.#tab(aggregate).get(key, this.#unsettled)
    return version > 0 ? { version, id, state } : undefined
  }
  async row(view: string, key: Key): Promise<Row | undefined> {
    const { version, id, state, seen } = this.#tab(view).get(key, this.#unsettled)
    return version > 0 ? { version, id, value: state, seen: seen ?? {} } : undefined
  }
  async byId(of: string, id: number): Promise<Found | undefined> {
    const entry = this.#tab(of).byId(id, this.#unsettled)
    return entry && { key: entry.key, version: entry.version, id, state: entry.state }
  }
  async list(query: Query): Promise<Page> {
    if (this.#unsettled.entries.get(query.of)?.size) this.#complete()
    return this.#tab(query.of).list(query)
  }

  #sequence(of: string): Sequence {
    let sequence = this.#sequences.get(of)
    if (!sequence) this.#sequences.set(of, (sequence = { next: 1, last: 0, reserving: undefined }))
    return sequence
  }
  #isTaken(of: string, number: number): void {
    const sequence = this.#sequence(of)
    if (number < sequence.next) return
    sequence.next = number + 1
    sequence.last = Math.max(sequence.last, number)
  }
  async allot(of: string): Promise<number> {
    const sequence = this.#sequence(of)
    for (;;) {
      // Reserved ahead, so that hardly anybody waits for it.
      if (sequence.last - sequence.next < block / 2 && !sequence.reserving) {
        sequence.reserving = this.#enqueue({}, of).finally(() => (sequence.reserving = undefined))
        sequence.reserving.catch(() => {})
      }
      if (sequence.next <= sequence.last) return sequence.next++
      await sequence.reserving
    }
  }

  #marked(id: string): Refusal | null | undefined {
    const mark = this.#unsettled.marks.get(id)
    if (mark) return mark.refused
    this.#begin()
    const row = this.#sql.marked.get(id)
    return row && (row['refused'] === null ? null : JSON.parse(row['refused'] as string))
  }
  async marked(id: string): Promise<Refusal | null | undefined> {
    return this.#marked(id)
  }
  #keyed(name: string): Keyed | undefined {
    const keyed = this.#unsettled.keys.get(name)
    if (keyed) return keyed
    this.#begin()
    const row = this.#sql.keyed.get(name)
    return row && JSON.parse(row['data'] as string)
  }
  async keyed(name: string): Promise<Keyed | undefined> {
    return this.#keyed(name)
  }

  async read(after: number, limit: number): Promise<Committed> {
    return this.#log.read(after, limit)
  }
  async eventsOf(of: { readonly case: string } | { readonly aggregate: string; readonly key: Key }): Promise<Committed> {
    return 'case' in of ? this.#log.ofCase(of.case, this.#unsettled) : this.#log.ofItem(of.aggregate, of.key, this.#unsettled)
  }
  async head(): Promise<number> {
    return this.#log.head
  }

  async due(now: number, limit: number, lease: number): Promise<{ readonly timers: readonly Timer[]; readonly next: number }> {
    this.#begin()
    const isLeased = (id: string): boolean => (this.#leases.get(id) ?? now) > now
    const changed = this.#unsettled.timers
    let ready: Timer[] = []
    for (const row of this.#sql.due.iterate(now)) {
      const id = row['id'] as string
      if (!changed.has(id) && !isLeased(id)) ready.push(this.#timer(row))
      if (ready.length >= limit) break
    }
    for (const { timer } of changed.values()) if (timer && timer.at <= now && !isLeased(timer.id)) ready.push(timer)
    ready = ready.sort(byTime).slice(0, limit)
    for (const { id } of ready) this.#leases.set(id, now + lease)
    let next = Number.POSITIVE_INFINITY
    for (const until of this.#leases.values()) next = Math.min(next, until)
    for (const row of this.#sql.next.iterate()) {
      if (changed.has(row['id'] as string) || isLeased(row['id'] as string)) continue
      next = Math.min(next, row['at'] as number)
      break
    }
    for (const { timer } of changed.values()) if (timer && !isLeased(timer.id)) next = Math.min(next, timer.at)
    return { timers: ready, next }
  }
  #timer(row: { readonly [column: string]: any }): Timer {
    return frozen({ id: row['id'], at: row['at'], case: row['kase'], work: wokenWork(JSON.parse(row['work']), position => this.#log.at(position)) })
  }
  async timersOf(kase: string): Promise<readonly Timer[]> {
    this.#complete()
    return this.#sql.timersOf.all(kase).map(row => this.#timer(row))
  }
  async timers(offset: number, limit: number): Promise<{ readonly timers: readonly Timer[]; readonly total: number }> {
    this.#complete()
    return { timers: this.#sql.timers.all(limit, offset).map(row => this.#timer(row)), total: this.#counts.timers }
  }

  async progress(source: string): Promise<number> {
    return this.#progress.get(source) ?? 0
  }
  #seenOf(source: string, kase: string): number {
    const name = `${source} ${kase}`
    let number = this.#seen.get(name) ?? this.#unsettled.seen.get(source)?.get(kase)
    if (number !== undefined) return number
    this.#begin()
    number = (this.#sql.seen.get(source, kase)?.['number'] as number | undefined) ?? 0
    this.#seen.set(name, number)
    return number
  }
  async seen(source: string, kase: string): Promise<number> {
    return this.#seenOf(source, kase)
  }
  async aside(): Promise<readonly Waiting[]> {
    this.#complete()
    return this.#sql.aside.all().map(row => JSON.parse(row['data'] as string))
  }
  async audits(offset: number, limit: number): Promise<readonly NonNullable<Unit['audit']>[]> {
    this.#complete()
    return this.#sql.audits.all(limit, offset).map(row => JSON.parse(row['data'] as string))
  }
  async counts(): Promise<{ readonly [name: string]: number }> {
    this.#complete()
    const { aside, audits } = this.#sql.few.get() as { aside: number; audits: number }
    return { ...Object.fromEntries([...this.#tabs].map(([name, tab]) => [name, tab.total(true)])), events: this.#log.head, ...this.#counts, aside, audits }
  }

  // ---- ending
  /** Goes through marks and keys a slice at a time, so that nobody waits long behind it. */
  async forget(before: number): Promise<void> {
    for (const kind of ['marks', 'keys'] as const) {
      const { upTo, drop } = this.#sql.old[kind]
      for (let from = ''; ; ) {
        this.#complete()
        const to = upTo.get(from)?.['last'] as string | null | undefined
        if (to === null || to === undefined) break
        try {
          this.#begin()
          this.#counts[kind] -= Number(drop.run(from, to, before).changes)
          this.#writeMeta()
        } catch (thrown) {
          this.#undo()
          throw new Unavailable(`old ${kind} were not forgotten: ${(thrown as Error).message}`, { cause: thrown })
        }
        this.#schedule()
        from = to
        await new Promise(resolve => setImmediate(resolve))
      }
    }
  }
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#flushed()
    try {
      this.#settle()
      this.#end()
    } catch {
      // No room: the journal keeps it.
      this.#undo()
    }
    this.#db.close()
    this.#release()
  }
}

const byTime = (a: Timer, b: Timer): number => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

const statements = (db: DatabaseSync) => {
  const timer = 'SELECT id, at, kase, work FROM timers'
  const old = (table: string, id: string, unless: string): { readonly upTo: StatementSync; readonly drop: StatementSync } => ({
    upTo: db.prepare(`SELECT max(${id}) AS last FROM (SELECT ${id} FROM ${table} WHERE ${id} > ? ORDER BY ${id} LIMIT ${slice})`),
    drop: db.prepare(`DELETE FROM ${table} WHERE ${id} > ? AND ${id} <= ? AND at < ?${unless}`),
  })
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    meta: db.prepare('SELECT value FROM meta WHERE name = ?'),
    setMeta: db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)'),
    journal: db.prepare('SELECT id, delta FROM journal ORDER BY id'),
    append: db.prepare('INSERT INTO journal VALUES (?, ?)'),
    trim: db.prepare('DELETE FROM journal WHERE id <= ?'),
    mark: db.prepare('INSERT INTO marks VALUES (?, ?, ?)'),
    marked: db.prepare('SELECT refused FROM marks WHERE id = ?'),
    key: db.prepare('INSERT INTO keys VALUES (?, ?, ?)'),
    keyed: db.prepare('SELECT data FROM keys WHERE name = ?'),
    addTimer: db.prepare('INSERT OR IGNORE INTO timers VALUES (?, ?, ?, ?)'),
    moveTimer: db.prepare('UPDATE timers SET at = ?, kase = ?, work = ? WHERE id = ?'),
    dropTimer: db.prepare('DELETE FROM timers WHERE id = ?'),
    due: db.prepare(`${timer} WHERE at <= ? ORDER BY at, id`),
    next: db.prepare('SELECT id, at FROM timers ORDER BY at'),
    timersOf: db.prepare(`${timer} WHERE kase = ? ORDER BY at, id`),
    timers: db.prepare(`${timer} ORDER BY at, id LIMIT ? OFFSET ?`),
    see: db.prepare('INSERT OR REPLACE INTO seen VALUES (?, ?, ?)'),
    seen: db.prepare('SELECT number FROM seen WHERE source = ? AND kase = ?'),
    put: db.prepare('INSERT OR REPLACE INTO aside VALUES (?, ?, ?)'),
    take: db.prepare('DELETE FROM aside WHERE source = ? AND position = ?'),
    aside: db.prepare('SELECT data FROM aside ORDER BY source, position'),
    audit: db.prepare('INSERT INTO audits (data) VALUES (?)'),
    audits: db.prepare('SELECT data FROM audits ORDER BY id DESC LIMIT ? OFFSET ?'),
    few: db.prepare('SELECT (SELECT COUNT(*) FROM aside) AS aside, (SELECT COUNT(*) FROM audits) AS audits'),
    old: {
      marks: old('marks', 'id', ' AND NOT EXISTS (SELECT 1 FROM timers WHERE timers.id = marks.id)'),
      keys: old('keys', 'name', ''),
    },
  }
}
