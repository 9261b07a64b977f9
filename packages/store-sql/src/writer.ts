import { type Committed, CommitUnknown, type Table, Unavailable, type Unit } from '@jumun/core/runtime'
import { Changes, Known } from './changes.ts'
import type { Engine, Line, Statement } from './engine.ts'
import { Lines } from './lines.ts'
import type { Tail } from './tail.ts'

/** A unit that waits for its flush. */
interface Work {
  readonly unit: Unit
  resolve(events: Committed): void
  reject(why: unknown): void
}
/** A flush on its way. */
interface Flight {
  line?: Line
  changes: Changes
  isGuess: boolean
  /** It may have reached the server to be committed. */
  isLeaving: boolean
}
/** What of a flush is committed, and what is refused. */
interface Decided {
  readonly won: readonly { readonly work: Work; readonly events: Committed }[]
  readonly lost: readonly { readonly work: Work; readonly why: unknown }[]
}
/** So many units share a flush at most. */
const most = 500
/** After so many flushes between which nobody else came, the next is guessed; not after a pause of so many ms. */
const quiet = 3
const longAgo = 1000
/** How often a flush begins anew because others were in the way. */
const tries = 10

const begin: Statement = { text: 'START TRANSACTION', values: [] }
const commit: Statement = { text: 'COMMIT', values: [] }
const rollback: Statement = { text: 'ROLLBACK', values: [] }
const lock: Statement = { text: 'SELECT 1 FROM head FOR UPDATE', values: [] }

/**
 * Commits units. Those that come at about the same time share a flush: one transaction, one wait for the server's disk; the next flush
 * gathers meanwhile. Each locks the one row of `head`, so the flushes of all replicas come one after the other: positions are given in the
 * order in which they become visible, and what is decided under the lock holds until it is committed.
 *
 * A flush asks under the lock, decides, and writes: two trips. Where no other replica has flushed between ours for a while, what the last
 * ones left is known, and a flush is one trip: it writes on condition that this is still so, which `head` and the unique keys tell, and
 * asks after all where it is not. Nothing is refused by a guess.
 */
export class Writer {
  readonly #engine: Engine
  readonly #tables: ReadonlyMap<string, Table>
  /** One connection of its own: between the trips of a flush nobody may say anything. */
  readonly #lines: Lines
  readonly #shared: Lines
  readonly #tail: Tail
  #queue: Work[] = []
  #isFlushing = false
  #scheduled = false
  #closed = false
  #emptied: (() => void) | undefined
  #known = new Known()
  /** How many flushes in a row found what they knew to be true. */
  #quiet = 0
  #last = 0
  /** A flush may still be on its way to be committed. */
  #inDoubt = false
  #settling: Promise<unknown> | undefined

  readonly #inLog: () => boolean

  /** `inLog`: asked for each flush whether events carry the marks of their units. */
  constructor(engine: Engine, within: string, tables: ReadonlyMap<string, Table>, shared: Lines, tail: Tail, inLog: () => boolean) {
    this.#engine = engine
    this.#inLog = inLog
    this.#tables = tables
    this.#shared = shared
    this.#tail = tail
    this.#lines = new Lines(engine, within, 1)
  }

  commit(unit: Unit): Promise<Committed> {
    if (this.#closed) return Promise.reject(new Unavailable('the store is closed'))
    for (const name of [unit.item?.aggregate, ...(unit.rows ?? []).map(r => r.view), ...(unit.gone ?? []).map(g => g.view)])
      if (name !== undefined && !this.#tables.has(name)) return Promise.reject(new Error(`the store has no table ${name}`))
    return new Promise((resolve, reject) => {
      this.#queue.push({ unit, resolve, reject })
      this.#schedule()
    })
  }
  #schedule(): void {
    if (this.#scheduled || this.#isFlushing) return
    this.#scheduled = true
    setImmediate(() => void this.#next())
  }
  async #next(): Promise<void> {
    this.#scheduled = false
    this.#isFlushing = true
    const works = this.#queue.splice(0, most)
    await this.#flush(works)
    this.#isFlushing = false
    if (this.#queue.length) this.#schedule()
    else this.#emptied?.()
  }

  /** Settles each of them, and never throws. */
  async #flush(works: readonly Work[]): Promise<void> {
    let mayGuess = true
    for (let attempt = 1; ; attempt++) {
      const changes = new Changes(this.#engine, this.#tables, this.#inLog())
      const units = works.map(work => work.unit)
      const isGuess = mayGuess && this.#quiet >= quiet && performance.now() - this.#last < longAgo && changes.guess(units, this.#known)
      const flight: Flight = { changes, isGuess, isLeaving: false }
      try {
        return await this.#attempt(works, flight)
      } catch (thrown) {
        const said = thrown instanceof Unavailable ? 'away' : this.#engine.trouble(thrown)
        const trouble = said === 'late' ? 'away' : said
        const isAlive = await isRolledBack(flight.line)
        this.#quiet = 0
        if (trouble === 'away' && flight.isLeaving && !isAlive) {
          this.#inDoubt = true
          for (const work of works)
            work.reject(new CommitUnknown(`nobody knows whether it was committed: ${(thrown as Error).message}`, { cause: thrown }))
          return
        }
        if (trouble !== 'away' && flight.isGuess) {
          mayGuess = false
          continue
        }
        if (trouble === 'again' && attempt < tries) continue
        // A connection that was lost before anything was sent by it: the server may be there again.
        if (said === 'away' && !flight.isLeaving && flight.line && attempt === 1) continue
        if (trouble === 'away' || trouble === 'again') {
          const why =
            thrown instanceof Unavailable
              ? thrown
              : new Unavailable(`nothing was committed: ${(thrown as Error).message}`, { cause: thrown })
          for (const work of works) work.reject(why)
        } else if (works.length === 1) works[0]!.reject(thrown)
        // What cannot be written at all must not keep others from being written: each tries alone, in their order.
        else for (const work of works) await this.#flush([work])
        return
      }
    }
  }
  async #attempt(works: readonly Work[], flight: Flight): Promise<void> {
    const line = (flight.line = await this.#lines.get())
    let decided = flight.isGuess ? decide(works, flight.changes) : undefined
    // Nothing is refused by a guess.
    if (decided?.lost.length) {
      flight.isGuess = false
      flight.changes = new Changes(this.#engine, this.#tables, this.#inLog())
      decided = undefined
    }
    const { changes, isGuess } = flight
    if (!decided) {
      changes.learn((await line.run([begin, ...changes.questions(works.map(work => work.unit))], true)).slice(1))
      decided = decide(works, changes)
    }
    const { won, lost } = decided
    if (won.length) {
      const statements = changes.statements()
      flight.isLeaving = true
      const results = await line.run([...(isGuess ? [begin] : []), ...statements, commit], true)
      if (results.at(-1)!.said !== 'COMMIT') throw new Error('the transaction was rolled back')
      if (!isGuess) this.#quiet = changes.follows === this.#known.flush ? this.#quiet + 1 : 0
      this.#known = changes.leave(this.#known)
      this.#last = performance.now()
    } else await line.run([rollback], true)
    for (const { events } of won) this.#tail.add(events)
    for (const { work, events } of won) work.resolve(events)
    for (const { work, why } of lost) work.reject(why)
  }

  /**
   * Resolves when no flush of ours can still become true: whoever holds the lock after it was cut off has an end, and we hold it after that.
   * Then a mark tells what became of its unit.
   */
  async settled(): Promise<void> {
    if (!this.#inDoubt) return
    this.#settling ??= this.#shared
      .use(line => line.run([begin, lock, commit]))
      .then(() => (this.#inDoubt = false))
      .finally(() => (this.#settling = undefined))
    await this.#settling
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    if (this.#queue.length || this.#isFlushing)
      await new Promise<void>(resolve => {
        this.#emptied = resolve
        this.#schedule()
      })
    await this.#lines.close()
  }
}

/** Takes the units one after the other. */
const decide = (works: readonly Work[], changes: Changes): Decided => {
  const won: { readonly work: Work; readonly events: Committed }[] = []
  const lost: { readonly work: Work; readonly why: unknown }[] = []
  for (const work of works) {
    const why = changes.conflict(work.unit)
    if (why) lost.push({ work, why })
    else won.push({ work, events: changes.admit(work.unit) })
  }
  return { won, lost }
}

/** Whether the server still hears us; then nothing of what was begun is left. */
const isRolledBack = async (line: Line | undefined): Promise<boolean> => {
  if (!line?.isOpen) return false
  try {
    await line.run([rollback], true)
    return true
  } catch {
    await line.close()
    return false
  }
}
