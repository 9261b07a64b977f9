import type { AnyBulkWriteOperation } from 'mongodb'
import { type Recorded, Unavailable } from '@jumun/core/runtime'
import type { Book } from './book.ts'
import type { Delta, Entry } from './delta.ts'
import { type Terms, writtenMeta } from './journal.ts'
import { answer, changeAll, fieldOf, insertAbsent, replaceAll, type Server } from './server.ts'

/** How many events one document of the log holds. */
export const chunk = 16
/** In which document of the log a position lies. */
export const chunkOf = (position: number): number => Math.floor((position - 1) / chunk)
/** So many numbered events of a case are noted in its own document; of one that goes on, the rest has documents of its own. */
const noted = 200

/** A step of bringing the collections up to date: tests stop after one. */
export type Step = 'log' | 'tables' | 'rest' | 'meta' | 'trimmed'

/**
 * Brings the collections up to date with the journal. It may be broken off anywhere and done again by anybody: every document says by its
 * page which is the later one, and the collections count as complete only when all of them are written. One replica does it at a time.
 */
export class Settler {
  readonly #server: Server
  readonly #book: Book
  readonly #me: string
  readonly #terms: Terms
  readonly #after: (step: Step) => Promise<void>
  #running: Promise<void> | undefined
  #next: Promise<void> | undefined
  /** What was complete when: pages are thrown away later. */
  readonly #complete: { readonly page: number; readonly at: number }[] = []
  #trimmed = 0

  constructor(server: Server, book: Book, me: string, terms: Terms, after: (step: Step) => Promise<void>) {
    this.#server = server
    this.#book = book
    this.#me = me
    this.#terms = terms
    this.#after = after
  }

  get #meta() {
    return this.#server.collection('meta')
  }

  /** When it resolves the collections have everything that is known now. */
  settle(): Promise<void> {
    if (!this.#running) return (this.#running = this.#settle().finally(() => (this.#running = undefined)))
    return (this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#next = undefined
        return this.settle()
      }))
  }
  async #settle(): Promise<void> {
    const goal = this.#book.known
    for (let round = 0; this.#book.applied < goal; round++) {
      if (await this.#begin()) await this.#takeTurn()
      else if (round > 600) throw new Unavailable('another replica is bringing the collections up to date and does not come to an end')
      else if (this.#book.applied < goal) await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
  /** Takes the turn, unless another replica has it; notes what that one has done. */
  async #begin(): Promise<boolean> {
    const now = await this.#server.time()
    const mine = await answer(
      this.#meta.findOneAndUpdate(
        { _id: 'meta', $or: [{ by: this.#me }, { until: { $lt: now } }] },
        { $set: { by: this.#me, until: now + this.#terms.term } },
        { projection: { applied: 1, trimmed: 1 } },
      ),
    )
    const document = mine ?? (await answer(this.#meta.findOne({ _id: 'meta' }, { projection: { applied: 1 } })))
    this.#book.settled(document.applied)
    if (mine) this.#trimmed = Math.max(this.#trimmed, document.trimmed)
    return mine !== null && mine !== undefined
  }
  /** Whatever becomes of it, nobody shall wait for a turn that has ended. */
  async #takeTurn(): Promise<void> {
    try {
      if (this.#book.applied < this.#book.known) await this.#bringUp()
    } finally {
      await this.#meta.updateOne({ _id: 'meta', by: this.#me }, { $set: { by: '', until: 0 } }).catch(() => {}) // it ends by itself
    }
  }
  async #bringUp(): Promise<void> {
    const book = this.#book
    const delta = book.snapshot()
    const meta = writtenMeta(book.meta())
    const before = book.applied
    if (!(await this.write(delta, book.settledHead, () => this.#isMine()))) return
    const done = await answer(
      this.#meta.updateOne({ _id: 'meta', by: this.#me, applied: before }, { $set: { ...meta, trimmed: this.#trimmed } }),
    )
    await this.#after('meta')
    if (!done.matchedCount) return // somebody has taken over; what was written is what he writes
    book.settled(meta.applied)
    await answer(this.#trim(meta.applied))
    await this.#after('trimmed')
  }

  /** Renews the turn. False: another replica has taken over, and does it all. */
  async #isMine(): Promise<boolean> {
    const until = (await this.#server.time()) + this.#terms.term
    return (await answer(this.#meta.updateOne({ _id: 'meta', by: this.#me }, { $set: { until } }))).matchedCount > 0
  }

  /** Writes everything of a delta into the collections, as long as it may; `head`: the last position that the log's has. */
  async write(delta: Delta, head: number, may: () => Promise<boolean> = async () => true): Promise<boolean> {
    await answer(this.#writeLog(delta.events, head))
    await this.#after('log')
    if (!(await may())) return false
    await answer(Promise.all([...delta.entries].map(([table, entries]) => this.#writeTable(table, [...entries.values()]))))
    await this.#after('tables')
    // A timer that is set late, after another replica has seen it done, would ring once more: harmless, and yet.
    if (!(await may())) return false
    await answer(
      Promise.all([
        this.#writeMarks(delta),
        this.#writeCases(delta),
        this.#writeTimers(delta),
        this.#writeAside(delta),
        this.#writeAudits(delta),
      ]),
    )
    await this.#after('rest')
    return true
  }
  async #writeLog(events: readonly Recorded[], head: number): Promise<void> {
    if (!events.length) return
    const log = this.#server.collection('log')
    const chunks = new Map<number, Recorded[]>()
    for (const event of events) {
      const of = chunkOf(event.position)
      const mine = chunks.get(of)
      if (mine) mine.push(event)
      else chunks.set(of, [event])
    }
    // The first one may have been begun before.
    const first = chunkOf(head + 1)
    if (head > first * chunk) {
      const begun: readonly Recorded[] = (await log.findOne({ _id: first }))?.events ?? []
      chunks.set(first, [...begun.filter(e => e.position <= head), ...chunks.get(first)!])
    }
    await replaceAll(
      log,
      [...chunks].map(([_id, events]) => ({ _id, count: events.length, events })),
      'count',
    )
  }

  async #writeTable(table: string, entries: readonly Entry[]): Promise<void> {
    await replaceAll(
      this.#server.table(table),
      entries.map(({ key, page, version, id, state, seen, listed }) =>
        version === 0
          ? { _id: key, page, version }
          : { _id: key, page, version, id, listed, state, ...(seen ? { seen: Object.entries(seen) } : {}) },
      ),
    )
  }
  async #writeMarks({ marks, keys, page }: Delta): Promise<void> {
    await Promise.all([
      insertAbsent(
        this.#server.collection('marks'),
        [...marks].map(([_id, { at, refused }]) => ({ _id, at, ...(refused ? { refused } : {}) })),
      ),
      insertAbsent(
        this.#server.collection('keys'),
        [...keys.values()].map(({ name, ...rest }) => ({ _id: name, page, ...rest })),
      ),
    ])
  }
  /** Numbers only grow and places only become more, so these may be written in any order and twice. */
  async #writeCases({ cases }: Delta): Promise<void> {
    const operations: AnyBulkWriteOperation<any>[] = []
    const places: AnyBulkWriteOperation<any>[] = []
    for (const [name, { number, positions, seen }] of cases) {
      const isItem = name.startsWith('item ')
      const isNoted = !isItem && number > 0 && number <= noted
      const isElsewhere = !isNoted && positions.length > 0
      if (!isItem) {
        const most = Object.fromEntries([
          ['number', number],
          ...(isElsewhere ? [['more', 1] as const] : []),
          ...[...seen].map(([source, heard]) => [`seen.${fieldOf(source)}`, heard] as const),
        ])
        const add = isNoted && positions.length ? { $addToSet: { positions: { $each: positions } } } : {}
        operations.push({ updateOne: { filter: { _id: name }, update: { $max: most, ...add }, upsert: true } })
      }
      if (!isElsewhere) continue
      const update = { $set: { name }, $addToSet: { positions: { $each: positions } } }
      places.push({ updateOne: { filter: { _id: `${name} ${positions[0]}` }, update, upsert: true } })
    }
    await Promise.all([changeAll(this.#server.collection('cases'), operations), changeAll(this.#server.collection('places'), places)])
  }
  async #writeTimers({ timers, page: last }: Delta): Promise<void> {
    const collection = this.#server.collection('timers')
    const set: any[] = []
    const gone: string[] = []
    for (const [id, { timer, page }] of timers) {
      if (timer) set.push({ _id: id, page, at: timer.at, here: 0, case: timer.case, work: timer.work })
      else gone.push(id) // perhaps it was never there, or somebody who was broken off has left it
    }
    await replaceAll(collection, set)
    for (let from = 0; from < gone.length; from += 1000)
      await collection.deleteMany({ _id: { $in: gone.slice(from, from + 1000) }, page: { $lte: last } })
  }
  async #writeAside({ aside }: Delta): Promise<void> {
    await replaceAll(
      this.#server.collection('aside'),
      [...aside.values()].map(({ source, position, waiting, page }) =>
        waiting ? { _id: `${source} ${position}`, page, source, position, waiting } : { _id: `${source} ${position}`, page },
      ),
    )
  }
  async #writeAudits({ audits }: Delta): Promise<void> {
    await insertAbsent(
      this.#server.collection('audits'),
      audits.map(({ audit, page, place }) => ({ _id: `${page} ${place}`, page, place, audit })),
    )
  }

  /** Throws away pages that were complete long ago, never the last one. */
  async #trim(page: number): Promise<void> {
    this.#complete.push({ page: page - 1, at: performance.now() })
    let to = this.#trimmed
    while (this.#complete[0] && performance.now() - this.#complete[0].at > this.#terms.kept) to = Math.max(to, this.#complete.shift()!.page)
    for (; this.#trimmed < to; this.#trimmed = Math.min(to, this.#trimmed + 500)) {
      const ids = Array.from({ length: Math.min(500, to - this.#trimmed) }, (_, i) => this.#trimmed + i)
      await this.#server.collection('journal').deleteMany({ _id: { $in: ids } })
    }
  }
}
