import type { Timer } from '@jumun/core/runtime'
import type { Book } from './book.ts'
import { frozen } from './delta.ts'
import type { Journal } from './journal.ts'
import { answer, type Server } from './server.ts'
import type { Settler } from './settler.ts'

/** Timers are claimed in their collection: one conditional update each, `free` being when the next one may have it. */
export class Timers {
  readonly #server: Server
  readonly #book: Book
  readonly #journal: Journal
  readonly #settler: Settler
  readonly #me: string
  #claims = 0
  constructor(server: Server, book: Book, journal: Journal, settler: Settler, me: string) {
    this.#server = server
    this.#book = book
    this.#journal = journal
    this.#settler = settler
    this.#me = me
  }
  get #timers() {
    return this.#server.collection('timers')
  }
  #has(due: (timer: Timer) => boolean): boolean {
    for (const { timer } of this.#book.unsettled.timers.values()) if (timer && due(timer)) return true
    return false
  }

  async due(now: number, limit: number, lease: number): Promise<{ readonly timers: readonly Timer[]; readonly next: number }> {
    await this.#journal.fresh()
    if (this.#has(t => t.at <= now)) await this.#settler.settle()
    const given: Timer[] = []
    while (given.length < limit) {
      const found = await answer(
        this.#timers
          .find({ free: { $lte: now } })
          .sort({ at: 1, _id: 1 })
          .limit(limit - given.length)
          .toArray(),
      )
      const free = found.filter(t => !this.#isChanged(t._id))
      if (!free.length) break
      const mine = await this.#claim(free, now, now + lease)
      given.push(...mine)
      if (found.length < limit || mine.length === free.length) break
    }
    return { timers: given.sort(byTime), next: await this.#next() }
  }
  /** A page that is not in the collections says something else. */
  #isChanged(id: string): boolean {
    return this.#book.unsettled.timers.has(id)
  }
  async #claim(free: readonly any[], now: number, until: number): Promise<Timer[]> {
    const by = `${this.#me} ${++this.#claims}`
    const { matchedCount } = await answer(
      this.#timers.bulkWrite(
        free.map(t => ({ updateOne: { filter: { _id: t._id, page: t.page, free: { $lte: now } }, update: { $set: { free: until, by } } } })),
        { ordered: false },
      ),
    )
    if (matchedCount === free.length) return free.map(timerOf)
    const mine = await answer(this.#timers.find({ _id: { $in: free.map(t => t._id) }, by }).toArray())
    return mine.map(timerOf)
  }
  async #next(): Promise<number> {
    let next = Number.POSITIVE_INFINITY
    for (const { timer } of this.#book.unsettled.timers.values()) if (timer && timer.at < next) next = timer.at
    for (let skip = 0; ; skip += 50) {
      const found = await answer(
        this.#timers
          .find({}, { projection: { free: 1 } })
          .sort({ free: 1 })
          .skip(skip)
          .limit(50)
          .toArray(),
      )
      const first = found.find(t => !this.#isChanged(t._id))
      if (first) return Math.min(next, first.free)
      if (found.length < 50) return next
    }
  }

  async #complete(): Promise<void> {
    await this.#journal.fresh()
    if (this.#book.unsettled.timers.size) await this.#settler.settle()
  }
  async timersOf(kase: string): Promise<readonly Timer[]> {
    await this.#complete()
    return (await answer(this.#timers.find({ case: kase }).sort({ at: 1, _id: 1 }).toArray())).map(timerOf)
  }
  async page(offset: number, limit: number): Promise<{ readonly timers: readonly Timer[]; readonly total: number }> {
    await this.#complete()
    const [found, total] = await answer(
      Promise.all([limit > 0 ? this.#timers.find().sort({ at: 1, _id: 1 }).skip(offset).limit(limit).toArray() : [], this.#timers.countDocuments()]),
    )
    return { timers: found.map(timerOf), total }
  }
}

export const timerOf = ({ _id, at, case: kase, work }: any): Timer => frozen({ id: _id, at, case: kase, work })
const byTime = (a: Timer, b: Timer): number => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
