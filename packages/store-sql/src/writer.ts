import { type Committed, CommitUnknown, type Table, Unavailable, type Unit } from '@jumun/core/runtime'
import { Changes } from './changes.ts'
import type { Engine, Line, Statement } from './engine.ts'
import { Lines } from './lines.ts'

/** A unit that waits for its flush. */
interface Work {
  readonly unit: Unit
  resolve(events: Committed): void
  reject(why: unknown): void
}
/** So many units share a flush at most. */
const most = 200
/** How often a flush begins anew because others were in the way. */
const tries = 10

const begin: Statement = { text: 'START TRANSACTION', values: [] }
const commit: Statement = { text: 'COMMIT', values: [] }
const rollback: Statement = { text: 'ROLLBACK', values: [] }
const lock: Statement = { text: 'SELECT 1 FROM head FOR UPDATE', values: [] }

/**
 * Commits units. Those that come at about the same time share a flush: one transaction, two trips to the server, one wait for its disk;
 * the next flush gathers meanwhile. Each begins by locking the one row of `head`, so the flushes of all replicas come one after the other:
 * positions are given in the order in which they become visible, and what is decided under the lock holds until it is committed.
 */
export class Writer {
  readonly #engine: Engine
  readonly #tables: ReadonlyMap<string, Table>
  /** One connection of its own: between the trips of a flush nobody may say anything. */
  readonly #lines: Lines
  readonly #shared: Lines
  #queue: Work[] = []
  #isFlushing = false
  #scheduled = false
  #closed = false
  #emptied: (() => void) | undefined
  /** A flush may still be on its way to be committed. */
  #inDoubt = false
  #settling: Promise<unknown> | undefined

  constructor(engine: Engine, within: string, tables: ReadonlyMap<string, Table>, shared: Lines) {
    this.#engine = engine
    this.#tables = tables
    this.#shared = shared
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
    for (let attempt = 1; ; attempt++) {
      const flight: { line?: Line; changes: Changes; isLeaving: boolean } = { changes: new Changes(this.#engine, this.#tables), isLeaving: false }
      try {
        return await this.#attempt(works, flight)
      } catch (thrown) {
        const trouble = thrown instanceof Unavailable ? 'away' : this.#engine.trouble(thrown)
        const isAlive = await isRolledBack(flight.line)
        if (trouble === 'away' && flight.isLeaving && !isAlive) {
          this.#inDoubt = true
          for (const work of works) work.reject(new CommitUnknown(`nobody knows whether it was committed: ${(thrown as Error).message}`, { cause: thrown }))
          return
        }
        if (trouble === 'again' && attempt < tries) continue
        // A connection that was lost before anything was sent by it: the server may be there again.
        if (trouble === 'away' && !flight.isLeaving && flight.line && attempt === 1) continue
        if (trouble === 'away' || trouble === 'again') {
          const why = thrown instanceof Unavailable ? thrown : new Unavailable(`nothing was committed: ${(thrown as Error).message}`, { cause: thrown })
          for (const work of works) work.reject(why)
        } else if (works.length === 1) works[0]!.reject(thrown)
        // What cannot be written at all must not keep others from being written: each tries alone, in their order.
        else for (const work of works) await this.#flush([work])
        return
      }
    }
  }
  async #attempt(works: readonly Work[], flight: { line?: Line; readonly changes: Changes; isLeaving: boolean }): Promise<void> {
    const { changes } = flight
    const questions = changes.questions(works.map(work => work.unit))
    const line = (flight.line = await this.#lines.get())
    changes.learn((await line.run([begin, ...questions])).slice(1))
    const won: { readonly work: Work; readonly events: Committed }[] = []
    const lost: { readonly work: Work; readonly why: unknown }[] = []
    for (const work of works) {
      const why = changes.conflict(work.unit)
      if (why) lost.push({ work, why })
      else won.push({ work, events: changes.admit(work.unit) })
    }
    if (won.length) {
      const statements = changes.statements()
      flight.isLeaving = true
      const results = await line.run([...statements, commit])
      if (results.at(-1)!.said !== 'COMMIT') throw new Error('the transaction was rolled back')
    } else await line.run([rollback])
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

/** Whether the server still hears us; then nothing of what was begun is left. */
const isRolledBack = async (line: Line | undefined): Promise<boolean> => {
  if (!line?.isOpen) return false
  try {
    await line.run([rollback])
    return true
  } catch {
    await line.close()
    return false
  }
}
