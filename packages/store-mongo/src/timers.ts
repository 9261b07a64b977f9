import type { Timer } from '@jumun/core/runtime'
import type { Book } from './book.ts'
import { frozen } from './delta.ts'
import type { Journal } from './journal.ts'
import { answer, type Server } from './server.ts'
import type { Settler } from './settler.ts'

/**
 * Timers are claimed in their collection, by one conditional update each: `holder` has it until `free` by its own clock, `here` by the
 * server's; 0: nobody has it.
 */
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

  /**
   * Who holds a timer is asked by who has it: this replica's own claims end by the caller's time, those of others by the server's, for their
   * callers' clocks may differ from ours by minutes.
   */
  async due(now: number, limit: number, lease: number): Promise<{ readonly timers: readonly Timer[]; readonly next: number }> {
    await this.#journal.fresh()
    if (this.#has(t => t.at <= now)) await this.#settler.settle()
    const here = await this.#server.time()
    const ours = [
      { holder: this.#me, free: { $lte: now } },
      { holder: this.#me, free: { $gt: now + lease } }, // the clock was set back
    ]
    const isFree = { $or: [{ here: 0 }, ...ours, { holder: { $ne: this.#me }, here: { $lte: here } }] }
    const given: Timer[] = []
    for (let isMore = limit > 0; isMore; ) {
      const wanted = limit - given.length
      const found = await answer(
        this.#timers
          .find({ at: { $lte: now }, ...isFree })
          .sort({ at: 1, _id: 1 })
          .limit(wanted)
          .toArray(),
      )
      const free = found.filter(t => !this.#isChanged(t._id))
      const mine = free.length ? await this.#claim(free, isFree, { free: now + lease, here: here + lease, holder: this.#me }) : []
      given.push(...mine)
      // Somebody was quicker with some of them: there may be more.
      isMore = found.length === wanted && mine.length < free.length && given.length < limit
    }
    return { timers: given.sort(byTime), next: await this.#next(now, here) }
  }
  /** A page that is not in the collections says something else. */
  #isChanged(id: string): boolean {
    return this.#book.unsettled.timers.has(id)
  }
  async #claim(wanted: readonly any[], isFree: object, held: object): Promise<Timer[]> {
    const by = ++this.#claims
    const { matchedCount } = await answer(
      this.#timers.bulkWrite(
        wanted.map(t => ({ updateOne: { filter: { _id: t._id, page: t.page, ...isFree }, update: { $set: { ...held, by } } } })),
        { ordered: false },
      ),
    )
    if (matchedCount === wanted.length) return wanted.map(timerOf)
    const mine = await answer(this.#timers.find({ _id: { $in: wanted.map(t => t._id) }, holder: this.#me, by }).toArray())
    return mine.map(timerOf)
  }
  /** When the next timer is due or free again, by the caller's time. */
  async #next(now: number, here: number): Promise<number> {
    let next = Number.POSITIVE_INFINITY
    for (const { timer } of this.#book.unsettled.timers.values()) if (timer && timer.at < next) next = timer.at
    const first = async (field: string, filter: object): Promise<any> => {
      for (let skip = 0; ; skip += 50) {
        const found = await answer(
          this.#timers
            .find(filter, { projection: { [field]: 1 } })
            .sort({ [field]: 1 })
            .skip(skip)
            .limit(50)
            .toArray(),
        )
        const one = found.find(t => !this.#isChanged(t._id))
        if (one || found.length < 50) return one?.[field] ?? Number.POSITIVE_INFINITY
      }
    }
    const [nobodys, ours, others] = await Promise.all([
      first('at', { here: 0 }),
      first('free', { holder: this.#me }),
      first('here', { here: { $gt: 0 }, holder: { $ne: this.#me } }),
    ])
    return Math.min(next, nobodys, ours, now + others - here)
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
      Promise.all([
        limit > 0 ? this.#timers.find().sort({ at: 1, _id: 1 }).skip(offset).limit(limit).toArray() : [],
        this.#timers.countDocuments(),
      ]),
    )
    return { timers: found.map(timerOf), total }
  }
}

export const timerOf = ({ _id, at, case: kase, work }: any): Timer => frozen({ id: _id, at, case: kase, work })
const byTime = (a: Timer, b: Timer): number => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
