import { closeSync, fdatasync, openSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import {
  type Committed,
  CommitUnknown,
  type Kept,
  marksAfter,
  type Recorded,
  Refused,
  type Store,
  type Table,
  Unavailable,
  type Unit,
  type Waiting,
} from '@jumun/core/runtime'
import { Admission, type Note, type Wish } from './admission.ts'
import { Book, type Counts, type Memory, type Meta } from './book.ts'
import { Delta, written } from './delta.ts'
import { readsOf } from './reads.ts'
import { Sequences } from './sequences.ts'
import { noteName, writing } from './statements.ts'
import { Tab } from './tab.ts'

export interface Tuning extends Memory {
  /** How long a flush gathers units where they come in company, in ms. One that comes alone, or 0: until the event loop's turn ends. */
  readonly linger: number
  /** After how many units the tables are brought up to date. */
  readonly settleAfter: number
  /** Brings what was written to a file to the disk. */
  readonly sync: (fd: number, done: (error: Error | null) => void) => void
}
export const usual: Tuning = { linger: 1, remembered: 1000, tail: 300, settleAfter: 200, sync: fdatasync }

/** What waits for its flush. */
interface Work extends Wish {
  resolve(events: Committed): void
  reject(why: unknown): void
}
/** A flush that is written, on its way to the disk. */
interface Flight {
  readonly flush: Delta
  readonly events: readonly Recorded[]
  readonly won: readonly { readonly work: Work; readonly events: Committed }[]
  readonly lost: readonly { readonly work: Work; readonly why: unknown }[]
}

/**
 * The only writer of a context's file. Units that are committed at about the same time share a flush: one transaction that appends their
 * events to the log and their other changes to the journal, which is little to write, and one wait for the disk. Nothing of a flush is
 * known to anybody before it is on disk. The disk is waited for outside of SQLite and beside the event loop (with synchronous = FULL
 * the COMMIT would stop everything for as long; NORMAL keeps the order of what is written, and we add the wait), and meanwhile the next
 * flush gathers.
 *
 * The tables are brought up to date once in a while, when an item has changed several times and most timers are done; until then memory
 * knows what they do not have, and after a crash the journal does.
 */
export class Writer {
  readonly #db: DatabaseSync
  readonly #tuning: Tuning
  readonly #book: Book
  readonly #sql: ReturnType<typeof writing>
  readonly #wal: number
  readonly #release: () => void
  readonly #sequences: Sequences
  readonly #admission: Admission
  /** A process has its file alone, so who leased what needs no table. */
  readonly #turns = new Map<string, { readonly holder: string; readonly until: number }>()
  #queue: Work[] = []
  #scheduled = false
  /** The last flush held more than one unit. */
  #inCompany = false
  #flight: Flight | undefined
  #closed = false
  #closing: Promise<void> | undefined
  #emptied: (() => void) | undefined
  /** A transaction is open. */
  #inside = false
  /** The last flush failed: the next one writes no more than it must. */
  #failed = false
  /** This flush is in the file, but perhaps not on the disk. */
  #unsure: Flight | undefined
  /** What the open transaction brings into the tables, and the counts before it. */
  #settling: Delta | undefined
  #countsBefore: Counts
  /** How many units are not in the tables. */
  #units = 0
  /** The last entry of the journal that is durable. */
  #journaled: number

  constructor(
    db: DatabaseSync,
    file: string,
    tables: readonly Table[],
    tuning: Tuning,
    release: () => void,
    report: (what: string) => void,
  ) {
    this.#db = db
    this.#tuning = tuning
    this.#release = release
    this.#sql = writing(db)
    this.#sequences = new Sequences(of => this.#enqueue({}, of))
    this.#book = new Book(
      db,
      this.#begin,
      tables.map(table => new Tab(db, this.#begin, table, tuning.remembered)),
      tuning,
      true,
      report,
    )
    this.#admission = new Admission(this.#book, this.#sequences, this.#note)
    this.#journaled = this.#book.recall(
      meta => this.#sequences.recall(meta.numbers),
      flush => this.#sequences.take(flush),
    )
    this.#sequences.skip()
    this.#countsBefore = { ...this.#book.counts }
    this.#units = 1
    try {
      this.#settle()
      this.#end()
    } catch {
      // No room: the journal keeps it until there is.
      this.#undo()
    }
    this.#wal = openSync(`${file}-wal`, 'r+')
  }

  store(): Omit<Store, 'rewrite'> {
    const fresh = (): void => {
      if (this.#closed) throw new Unavailable('the store is closed')
    }
    const reads = readsOf(this.#book, fresh, this.#complete, () => this.#sequences.numbers(true))
    return {
      ...reads,
      takesFollowers: true,
      commit: unit => this.#enqueue(unit),
      allot: of => this.#sequences.allot(of),
      marked: async id => {
        if (this.#unsure && !this.#isHealed()) throw new Unavailable('the disk does not answer')
        return reads.marked(id)
      },
      due: async (now, limit, lease) => {
        fresh()
        return this.#book.due(now, limit, lease)
      },
      forget: before => this.#forget(before),
      lease: async (name, holder, ms) => {
        fresh()
        const turn = this.#turns.get(name)
        if (turn && turn.holder !== holder && turn.until > Date.now()) return false
        this.#turns.set(name, { holder, until: Date.now() + ms })
        return true
      },
      note: async (name, text) => void (await this.#enqueue({}, undefined, undefined, { name, text })),
      fill: things => this.#fill(things),
      close: () => this.#close(),
    }
  }

  // ---- the transaction
  /** A transaction begins with the first read or write after a flush, and ends with the next flush: locks cost as much as a read does. */
  readonly #begin = (): void => {
    if (this.#inside) return
    this.#book.sql.begin.run()
    this.#inside = true
  }
  #end(): void {
    if (!this.#inside) return
    this.#book.sql.commit.run()
    this.#inside = false
    this.#settling = undefined
    this.#countsBefore = { ...this.#book.counts }
  }
  /** Nothing of the open transaction happened; what it had brought into the tables is unsettled again. */
  #undo(): void {
    this.#inside = false
    this.#book.counts = { ...this.#countsBefore }
    if (this.#settling) {
      this.#settling.add(this.#book.unsettled)
      this.#book.unsettled = this.#settling
      this.#settling = undefined
      this.#units = this.#tuning.settleAfter
    }
    try {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
    } catch {
      // SQLite has rolled back by itself.
    }
  }

  // ---- the flush
  #enqueue(unit: Unit, reserve?: string, kept?: readonly Kept[], note?: Note): Promise<Committed> {
    if (this.#closed) return Promise.reject(new Unavailable('the store is closed'))
    return new Promise((resolve, reject) => {
      this.#queue.push({ unit, reserve, kept, note, resolve, reject })
      this.#schedule()
    })
  }
  #schedule(): void {
    if (this.#scheduled || this.#flight) return
    this.#scheduled = true
    if (this.#tuning.linger > 0 && this.#inCompany && !this.#closed) setTimeout(this.#flush, this.#tuning.linger)
    else setImmediate(this.#flush)
  }
  readonly #flush = (): void => {
    this.#scheduled = false
    if (!this.#db.isOpen) return
    const works = this.#queue
    this.#queue = []
    this.#inCompany = works.length > 1
    if (this.#unsure && !this.#isHealed())
      for (const work of works) work.reject(new Unavailable('nothing was committed: the disk does not answer'))
    else this.#write(works)
    if (!this.#flight && !this.#queue.length) this.#emptied?.()
  }

  #write(works: readonly Work[]): void {
    const flush = new Delta()
    const events: Recorded[] = []
    const won: { readonly work: Work; readonly events: Committed }[] = []
    const lost: { readonly work: Work; readonly why: unknown }[] = []
    try {
      this.#begin()
      for (const work of works) {
        const over = this.#admission.conflict(work.unit, flush)
        if (over) lost.push({ work, why: over })
        else won.push({ work, events: this.#admission.admit(work, flush, events) })
      }
      if (this.#units >= this.#tuning.settleAfter && !this.#failed) this.#settle()
      if (won.length) {
        this.#book.log.write(events)
        this.#sql.append.run(this.#journaled + 1, written(flush))
      }
      this.#end()
    } catch (thrown) {
      this.#undo()
      this.#refuse(works, thrown)
      return
    }
    this.#failed = false
    if (!won.length) {
      for (const { work, why } of lost) work.reject(why)
      return
    }
    const flight = { flush, events, won, lost }
    this.#flight = flight
    this.#tuning.sync(this.#wal, error => this.#landed(flight, error))
  }
  #refuse(works: readonly Work[], thrown: unknown): void {
    if ((thrown as { code?: string }).code === 'ERR_SQLITE_ERROR') {
      this.#failed = true
      for (const work of works) work.reject(new Unavailable(`nothing was committed: ${(thrown as Error).message}`, { cause: thrown }))
    } else if (works.length <= 1) works[0]?.reject(thrown)
    else {
      // What cannot be written at all must not keep others from being written: each tries alone, in their order.
      this.#queue = [...works.slice(1), ...this.#queue]
      this.#write(works.slice(0, 1))
      this.#schedule()
    }
  }
  /** The flush is on disk, or nobody knows. */
  #landed(flight: Flight, error: Error | null): void {
    this.#flight = undefined
    if (error) {
      this.#unsure = flight
      for (const { work } of flight.won) work.reject(new CommitUnknown(`the disk does not answer: ${error.message}`, { cause: error }))
    } else {
      this.#publish(flight)
      for (const { work, events } of flight.won) work.resolve(events)
    }
    for (const { work, why } of flight.lost) work.reject(why)
    if (this.#queue.length || this.#settling) this.#schedule()
    else this.#emptied?.()
  }
  #publish({ flush, events, won }: Flight): void {
    this.#journaled++
    this.#units += won.length
    this.#book.publish(flush, events)
    this.#sequences.take(flush)
  }
  /** Everything that was written reaches the disk by way of the file itself; then the flush in doubt is committed after all. */
  #isHealed(): boolean {
    try {
      this.#end()
      if (this.#sql.checkpoint.get()?.['busy'] !== 0) return false
    } catch {
      this.#undo()
      return false
    }
    const flight = this.#unsure!
    this.#unsure = undefined
    this.#publish(flight)
    return true
  }

  // ---- the tables
  /** Notes are few: they need no journal, the transaction of the flush is enough. */
  readonly #note = ({ name, text }: Note): void => {
    this.#sql.setMeta.run(noteName(name), text)
  }
  /** Brings the tables up to date, within a transaction that the next flush ends. */
  #settle(): void {
    const book = this.#book
    const delta = book.unsettled
    this.#begin()
    // From here on it is the transaction's; should that fail, it is unsettled again.
    if (this.#settling) this.#settling.add(delta)
    else this.#settling = delta
    book.unsettled = new Delta()
    this.#units = 0
    book.apply(delta)
    book.log.settle(delta)
    for (const [id, { at, refused }] of delta.marks) this.#sql.mark.run(id, at, refused ? JSON.stringify(refused) : null)
    for (const keyed of delta.keys.values()) this.#sql.key.run(keyed.name, keyed.at, JSON.stringify(keyed))
    delta.seen.forEach((cases, source) =>
      cases.forEach((number, kase) => {
        this.#sql.see.run(source, kase, number)
        book.highestSeen.note(kase)
      }),
    )
    this.#writeMeta()
    if (book.passedOver.length) this.#note({ name: 'passed over', text: JSON.stringify(book.passedOver) })
    this.#sql.trim.run(this.#journaled)
  }
  #writeMeta(): void {
    const { log, counts, progress, tabs, highestSeen } = this.#book
    const [cases, seen] = [log.highest.known(), highestSeen.known()]
    const meta: Meta = {
      indexed: log.head,
      counts,
      progress: Object.fromEntries(progress),
      numbers: this.#sequences.numbers(this.#closed),
      kinds: Object.fromEntries([...log.kinds].map(([aggregate, kinds]) => [aggregate, [...kinds]])),
      sums: Object.fromEntries(
        [...tabs].map(([name, tab]) => [
          name,
          Object.fromEntries([...tab.sums].map(([status, { listed, all }]) => [status, [listed, all] as const])),
        ]),
      ),
      ...(cases && seen ? { highest: { cases, seen } } : {}),
    }
    this.#sql.setMeta.run('sums', JSON.stringify(meta))
  }
  /** Makes the tables complete before they are asked. */
  readonly #complete = (table?: string): void => {
    this.#begin()
    if (!this.#units || (table !== undefined && !this.#book.unsettled.entries.get(table)?.size)) return
    try {
      this.#settle()
    } catch (thrown) {
      this.#undo()
      throw new Unavailable(`this cannot be read now: ${(thrown as Error).message}`, { cause: thrown })
    }
    this.#schedule()
  }

  // ---- ending
  async #fill(things: AsyncIterable<Kept>): Promise<void> {
    const { log, counts, progress, unsettled } = this.#book
    if (log.head || counts.marks || counts.timers || progress.size || unsettled.numbers.size)
      throw new Refused('This store is not empty: what another one kept can only be moved into a new one. Nothing was changed.')
    let kept: Kept[] = []
    for await (const thing of things) {
      kept.push(thing)
      if (kept.length < this.#tuning.settleAfter) continue
      await this.#enqueue({}, undefined, kept)
      kept = []
    }
    await this.#enqueue({}, undefined, kept)
    this.#sequences.skip()
  }
  /** Goes through marks and keys a slice at a time, so that nobody waits long behind it. */
  async #forget(before: number): Promise<void> {
    await this.#renew(before)
    for (const kind of ['marks', 'keys'] as const) {
      const { upTo, drop } = this.#sql.old[kind]
      for (let from = ''; ; ) {
        if (this.#closed) return
        this.#complete()
        const to = upTo.get(from)?.['last'] as string | null | undefined
        if (to === null || to === undefined) break
        try {
          this.#begin()
          this.#book.counts[kind] -= Number(drop.run(from, to, before).changes)
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
  /** What followed from an event that is still aside is remembered as if it were of the youngest that are forgotten not. */
  async #renew(before: number): Promise<void> {
    for (let from: readonly [string, number] = ['', 0]; !this.#closed; ) {
      this.#complete()
      const some = this.#book.sql.asideAfter.all(...from) as { source: string; position: number; data: string }[]
      const last = some.at(-1)
      if (!last) return
      try {
        this.#begin()
        for (const { data } of some) {
          const [first, end] = marksAfter((JSON.parse(data) as Waiting).event)
          this.#sql.renew.run(before, first, end, before)
        }
      } catch (thrown) {
        this.#undo()
        throw new Unavailable(`old marks were not forgotten: ${(thrown as Error).message}`, { cause: thrown })
      }
      this.#schedule()
      from = [last.source, last.position]
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  #close(): Promise<void> {
    return (this.#closing ??= this.#endAll())
  }
  async #endAll(): Promise<void> {
    this.#closed = true
    if (this.#queue.length || this.#flight) {
      await new Promise<void>(resolve => {
        this.#emptied = resolve
        this.#schedule()
      })
    }
    try {
      this.#settle()
      this.#end()
    } catch {
      // No room: the journal keeps it.
      this.#undo()
    }
    closeSync(this.#wal)
    this.#db.close()
    this.#release()
  }
}
