import type { DatabaseSync } from 'node:sqlite'
import { type Keyed, type Recorded, type Refusal, type Timer, Recent, Unavailable } from '@jumun/core/runtime'
import { Delta, readDelta, restingWork, wokenWork } from './delta.ts'
import { Highest } from './highest.ts'
import { Log } from './log.ts'
import { reading, settling } from './statements.ts'
import { frozen, Tab } from './tab.ts'

/** How much of a file stays in memory. */
export interface Memory {
  /** How many items or rows of each table, and how many cases. */
  readonly remembered: number
  /** How many of the newest events. */
  readonly tail: number
}
/** How many there are, as far as the tables know. */
export interface Counts {
  marks: number
  keys: number
  timers: number
}
/** What is known about the tables as a whole, as it was when they were last settled. */
export interface Meta {
  /** Up to this position the cases are settled. */
  readonly indexed: number
  readonly counts: Counts
  /** By sequence the last number that may have been given. */
  readonly numbers: { readonly [of: string]: number }
  readonly progress: { readonly [source: string]: number }
  readonly kinds: { readonly [aggregate: string]: readonly string[] }
  readonly sums: { readonly [table: string]: { readonly [status: string]: readonly [number, number] } }
  /** The highest numbers of the cases, and of those that were heard of, by kind; left out in files of older versions. */
  readonly highest?: { readonly cases: { readonly [kind: string]: number }; readonly seen: { readonly [kind: string]: number } }
}
const blank: Meta = {
  indexed: 0,
  counts: { marks: 0, keys: 0, timers: 0 },
  numbers: {},
  progress: {},
  kinds: {},
  sums: {},
  highest: { cases: {}, seen: {} },
}

/**
 * What is known of one file: its tables, and in memory what was used lately and what the tables do not have yet. That is in the journal
 * of the file too, which is read once, at the start.
 */
export class Book {
  readonly tabs: ReadonlyMap<string, Tab>
  readonly log: Log
  readonly sql: ReturnType<typeof reading>
  /** What is durable in the journal and not yet in the tables. */
  unsettled = new Delta()
  counts: Counts = { ...blank.counts }
  readonly progress = new Map<string, number>()
  /** What was left out since the start, in words. */
  readonly passedOver: string[] = []
  readonly report: (what: string) => void
  /** A process has its file alone, so leases need no table. */
  readonly leases = new Map<string, number>()
  /** Opens a transaction where none is open. */
  readonly begin: () => void
  /** Of the cases that were heard of, as the table has them. */
  readonly highestSeen = new Highest()
  readonly #seen: Recent<string, number>
  readonly #writes: boolean
  readonly #settling: ReturnType<typeof settling>

  constructor(
    db: DatabaseSync,
    begin: () => void,
    tabs: readonly Tab[],
    memory: Memory,
    writes: boolean,
    report: (what: string) => void = () => {},
  ) {
    this.report = report
    this.begin = begin
    this.#writes = writes
    this.tabs = new Map(tabs.map(tab => [tab.table.name, tab]))
    this.log = new Log(db, begin, memory.remembered, memory.tail, writes)
    this.sql = reading(db)
    this.#settling = settling(db)
    this.#seen = new Recent(memory.remembered)
  }

  tab(name: string): Tab {
    const tab = this.tabs.get(name)
    if (!tab && !this.#writes) throw new Unavailable(`this file has no ${name} yet: start the system once with this version`)
    if (!tab) throw new Error(`the store has no table ${name}`)
    return tab
  }

  /** Reads what was known, and takes from the journal what the tables do not have. Returns the last entry of the journal. */
  recall(told: (meta: Meta) => void, flushed: (flush: Delta) => void): number {
    const text = this.sql.meta.get('sums')?.['value'] as string | undefined
    const meta: Meta = text ? JSON.parse(text) : blank
    this.unsettled = new Delta()
    this.counts = { ...meta.counts }
    this.progress.clear()
    this.#seen.clear()
    this.log.forget(meta.indexed)
    // a file that another process writes may have heard of more meanwhile
    this.log.highest.recall(this.#writes ? meta.highest?.cases : undefined)
    this.highestSeen.recall(this.#writes ? meta.highest?.seen : undefined)
    for (const [source, position] of Object.entries(meta.progress)) this.progress.set(source, position)
    for (const [aggregate, kinds] of Object.entries(meta.kinds)) this.log.kinds.set(aggregate, new Set(kinds))
    for (const [name, tab] of this.tabs) {
      tab.forget()
      for (const [status, [listed, all]] of Object.entries(meta.sums[name] ?? {})) tab.sums.set(status, { listed, all })
    }
    told(meta)

    const flush = new Delta()
    const events: Recorded[] = []
    for (const event of this.log.from(meta.indexed + 1)) {
      this.log.index(event, event.number ?? this.log.number(event.case, flush, this.unsettled), flush)
      events.push(event)
    }
    let last = 0
    for (const row of this.sql.journal.iterate()) {
      flush.add(readDelta(row['delta'] as string, position => this.log.at(position)))
      last = row['id'] as number
    }
    for (const [name, entries] of flush.entries) {
      const tab = this.tabs.get(name)
      // A table that another version of the system has.
      if (!tab) flush.entries.delete(name)
      else for (const [key, entry] of entries) entries.set(key, { ...entry, before: tab.get(key, this.unsettled) })
    }
    this.publish(flush, events)
    flushed(flush)
    return last
  }

  /** A flush is durable: from now on everybody may know. */
  publish(flush: Delta, events: readonly Recorded[]): void {
    flush.entries.forEach((entries, name) => {
      const tab = this.tabs.get(name)!
      entries.forEach(entry => tab.publish(entry))
    })
    if (events.length) this.log.publish(events, flush)
    flush.seen.forEach((cases, source) => cases.forEach((number, kase) => this.#seen.set(`${source} ${kase}`, number)))
    for (const [source, position] of flush.progress) this.progress.set(source, Math.max(position, this.progress.get(source) ?? 0))
    if (this.leases.size) for (const id of flush.timers.keys()) this.leases.delete(id)
    this.unsettled.add(flush)
  }

  /** What no table takes, of a journal that took it: it is named and left out, for all else must not wait for it for ever. */
  passOver(what: string): void {
    this.passedOver.push(what)
    this.report(what)
  }
  /** Brings a part of the tables up to date: what a reader does for itself too. */
  apply(delta: Delta): void {
    const sql = this.#settling
    for (const [name, entries] of delta.entries) {
      const tab = this.tabs.get(name)!
      for (const entry of entries.values()) {
        try {
          tab.settle(entry)
        } catch (thrown) {
          if (!isForGood(thrown)) throw thrown
          tab.leaveOut(entry)
          this.passOver(`${name} ${entry.key} could not be kept: ${(thrown as Error).message}`)
        }
      }
    }
    for (const [id, { timer, position }] of delta.timers) {
      if (!timer) this.counts.timers -= Number(sql.dropTimer.run(id).changes)
      else {
        const work = JSON.stringify(restingWork(timer.work, position))
        if (sql.addTimer.run(id, timer.at, timer.case, work).changes) this.counts.timers++
        else sql.moveTimer.run(timer.at, timer.case, work, id)
      }
    }
    for (const { source, position, waiting } of delta.aside.values()) {
      if (waiting) sql.put.run(source, position, JSON.stringify(waiting))
      else sql.take.run(source, position)
    }
    for (const audit of delta.audits) sql.audit.run(JSON.stringify(audit))
    this.counts.marks += delta.marks.size
    this.counts.keys += delta.keys.size
  }

  /** What the mark remembers: null where it was no refusal. */
  marked(id: string): Refusal | null | undefined {
    const mark = this.unsettled.marks.get(id)
    if (mark) return mark.refused
    this.begin()
    const row = this.sql.marked.get(id)
    return row && (row['refused'] === null ? null : JSON.parse(row['refused'] as string))
  }
  keyed(name: string): Keyed | undefined {
    const keyed = this.unsettled.keys.get(name)
    if (keyed) return keyed
    this.begin()
    const row = this.sql.keyed.get(name)
    return row && JSON.parse(row['data'] as string)
  }
  seen(source: string, kase: string): number {
    const name = `${source} ${kase}`
    let number = this.#seen.get(name) ?? this.unsettled.seen.get(source)?.get(kase)
    if (number !== undefined) return number
    if (this.highestSeen.isAbove(kase)) return 0
    this.begin()
    number = (this.sql.seen.get(source, kase)?.['number'] as number | undefined) ?? 0
    this.#seen.set(name, number)
    return number
  }

  due(now: number, limit: number, lease: number): { readonly timers: readonly Timer[]; readonly next: number } {
    this.begin()
    // a lease that ends later than one of this moment was given before the clock was set back
    const isLeased = (id: string): boolean => {
      const until = this.leases.get(id) ?? now
      return until > now && until <= now + lease
    }
    const changed = this.unsettled.timers
    let ready: Timer[] = []
    for (const row of this.sql.due.iterate(now)) {
      if (ready.length >= limit) break
      const id = row['id'] as string
      if (!changed.has(id) && !isLeased(id)) ready.push(this.timer(row))
    }
    for (const { timer } of changed.values()) if (timer && timer.at <= now && !isLeased(timer.id)) ready.push(timer)
    ready = ready.sort(byTime).slice(0, limit)
    for (const { id } of ready) this.leases.set(id, now + lease)
    let next = Number.POSITIVE_INFINITY
    for (const until of this.leases.values()) next = Math.min(next, until)
    for (const row of this.sql.next.iterate()) {
      if (changed.has(row['id'] as string) || isLeased(row['id'] as string)) continue
      next = Math.min(next, row['at'] as number)
      break
    }
    for (const { timer } of changed.values()) if (timer && !isLeased(timer.id)) next = Math.min(next, timer.at)
    return { timers: ready, next }
  }
  timer(row: { readonly [column: string]: any }): Timer {
    return frozen({
      id: row['id'],
      at: row['at'],
      case: row['kase'],
      work: wokenWork(JSON.parse(row['work']), position => this.log.at(position)),
    })
  }
}

const byTime = (a: Timer, b: Timer): number => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** A type, a range or a size that SQLite refuses, now and always; a full disk or a lock is none of these. */
const isForGood = (thrown: unknown): boolean => {
  const { code, errcode } = thrown as { readonly code?: string; readonly errcode?: number }
  // SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_RANGE
  return code === 'ERR_INVALID_ARG_TYPE' || code === 'ERR_INVALID_ARG_VALUE' || [18, 19, 20, 25].includes((errcode ?? 0) & 0xff)
}
