import { MongoError } from 'mongodb'
import { CommitUnknown, Unavailable } from '@jumun/core/runtime'
import type { Book, Meta } from './book.ts'
import { type Delta, readDelta, readSums, sumsText } from './delta.ts'
import { answer, isDuplicate, isFinal, isUnsent, type Server } from './server.ts'

export interface Terms {
  /** How long one replica may bring the collections up to date before another one takes over, in ms. */
  readonly term: number
  /** A page that is in the collections for so long, in ms, may be thrown away. */
  readonly kept: number
  /** How long, in ms, it is tried to find out whether a page was committed, before the commit is unknown. */
  readonly doubt: number
}

/** A page on its way into the journal. */
export interface Flight {
  readonly page: Delta
  /** Names this page and no other, so that its writer knows it again. */
  readonly by: string
  readonly text: string
  /** Called once, when the page is known to be committed. */
  landed(): void
  isLanded: boolean
}

/** Time passed by both clocks of the machine: one stands still while it sleeps, the other may be set. */
const clocks = () => ({ steady: performance.now(), wall: Date.now() })
const since = (then: ReturnType<typeof clocks>): number => Math.max(performance.now() - then.steady, Date.now() - then.wall)
const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/**
 * The journal of a context: pages numbered without gaps, each a document that holds many units whole. To insert page n under its number
 * is to commit it: of all replicas that try, one succeeds, and whoever succeeds had read everything before n. Pages are thrown away when
 * they are in the collections, the last one never, so a replica that slept finds its own last page missing and begins anew.
 */
export class Journal {
  readonly #server: Server
  readonly #book: Book
  readonly #terms: Terms
  /** When what we know was last known to be all there is. */
  #confirmed = { steady: Number.NEGATIVE_INFINITY, wall: 0 }
  #width = 1
  #round: Promise<void> | undefined
  #next: Promise<void> | undefined
  /** The page that is being written. */
  flight: Flight | undefined
  /** Nobody knows whether this page is there: its place must be looked at before anything else. */
  #doubt: Flight | undefined

  constructor(server: Server, book: Book, terms: Terms) {
    this.#server = server
    this.#book = book
    this.#terms = terms
  }
  /** Since then no page can have come and gone: its place, if it is empty, was never taken. */
  #isRecent(then: ReturnType<typeof clocks>): boolean {
    return since(then) < this.#terms.kept / 2
  }
  get #pages() {
    return this.#server.collection('journal')
  }

  // ---- reading
  /** Everything that was committed before this call is known when it resolves. Calls of one moment share the way. */
  fresh(): Promise<void> {
    if (!this.#round) return (this.#round = this.#look().finally(() => (this.#round = undefined)))
    // The round that runs may have looked too early.
    return (this.#next ??= this.#round
      .catch(() => {})
      .then(() => {
        this.#next = undefined
        return this.fresh()
      }))
  }
  async #look(): Promise<void> {
    const doubt = this.#doubt
    for (let gaps = 0; ; ) {
      const book = this.#book
      const begun = clocks()
      const from = book.known
      const isLong = !this.#isRecent(this.#confirmed)
      const ids = Array.from({ length: this.#width + Number(isLong) }, (_, i) => from + i + Number(!isLong))
      const found = await answer(this.#pages.find({ _id: ids.length === 1 ? ids[0] : { $in: ids } }).toArray())
      const pages = new Map(found.map(page => [page._id as number, page]))
      if ((isLong && !pages.has(from)) || gaps > 3) {
        await this.recall()
        gaps = 0
        continue
      }
      for (let page = pages.get(book.known + 1); page; page = pages.get(book.known + 1)) this.#take(page)
      const last = ids.at(-1)!
      const hasGap = found.some(page => page._id > book.known)
      this.#width = Math.min(64, 1 + 2 * found.length)
      if (hasGap) gaps++
      else if (book.known < last) {
        this.#confirmed = begun
        if (this.#doubt && this.#doubt === doubt) await this.#settleDoubt(begun)
        return
      }
    }
  }
  #take(page: { readonly _id: number; readonly by: string; readonly text: string }): void {
    for (const mine of [this.flight, this.#doubt]) if (mine && mine.page.page === page._id && mine.by === page.by) return this.#land(mine)
    this.#book.fold(readDelta(page._id, page.text))
  }
  #land(flight: Flight): void {
    if (flight.isLanded) return
    flight.isLanded = true
    this.#book.fold(flight.page)
    flight.landed()
  }
  /** What was in doubt was not found: where another page has its place it never happened, and a place that is free is tried again. */
  async #settleDoubt(begun: ReturnType<typeof clocks>): Promise<void> {
    const doubt = this.#doubt!
    if (!doubt.isLanded && doubt.page.page === this.#book.known + 1) {
      try {
        await answer(this.#insert(doubt))
        if (this.#isRecent(begun)) this.#land(doubt)
        else await this.recall()
      } catch (thrown) {
        if (!isDuplicate((thrown as Error).cause)) throw thrown
        return this.#look()
      }
    }
    this.#doubt = undefined
  }
  /** Begins anew from where the collections are complete. */
  async recall(): Promise<void> {
    for (let round = 0; round < 10; round++) {
      const document = await answer(this.#server.collection('meta').findOne({ _id: 'meta' }))
      if (!document) break
      const meta = readMeta(document)
      // The page that the collections end with is always there, unless they are ahead of what was just read.
      const anchor = await answer(this.#pages.findOne({ _id: meta.applied }, { projection: { _id: 1 } }))
      if (!anchor) continue
      this.#doubt = undefined
      this.#book.recall(meta)
      this.#confirmed = clocks()
      return
    }
    throw new Unavailable(`the database ${this.#server.db.databaseName} has lost its journal. Restore it from a backup.`)
  }

  // ---- writing
  #insert({ page, by, text }: Flight): Promise<unknown> {
    return this.#pages.insertOne({ _id: page.page, by, text })
  }
  /**
   * Writes the next page. True: it is committed. False: somebody else's page has its place, and is known now. Rejects with Unavailable
   * where surely nothing was committed, with CommitUnknown where nobody knows.
   */
  async append(flight: Flight): Promise<boolean> {
    if (this.#doubt) {
      await this.fresh()
      if (this.#book.known >= flight.page.page) return false
    }
    const seen = this.#confirmed
    const begun = performance.now()
    this.flight = flight
    let isSent = false
    try {
      for (let wait = 20; ; wait = Math.min(2 * wait, 500)) {
        try {
          await this.#insert(flight)
          if (flight.isLanded) return true
          if (this.#isRecent(seen) || (await this.#hasAnchor(flight))) {
            this.#land(flight)
            this.#confirmed = clocks()
            return true
          }
          // The place may have been free because its page was thrown away long ago.
          await this.recall()
          throw new CommitUnknown('the database was away for long, and nobody knows whether this was committed')
        } catch (thrown) {
          if (flight.isLanded) return true
          if (!(thrown instanceof MongoError)) throw thrown
          if (isDuplicate(thrown)) {
            if (await this.#isMine(flight)) return true
            if (this.#book.known >= flight.page.page) return false
          } else if (isFinal(thrown)) throw new Unavailable(`nothing was committed: ${(thrown as Error).message}`, { cause: thrown })
          else if (isUnsent(thrown) && !isSent)
            throw new Unavailable(`nothing was committed: ${(thrown as Error).message}`, { cause: thrown })
          else if (!isUnsent(thrown)) isSent = true
          if (performance.now() - begun > this.#terms.doubt) {
            this.#doubt = flight
            throw new CommitUnknown(`the database does not answer: ${(thrown as Error).message}`, { cause: thrown })
          }
        }
        await pause(wait)
      }
    } finally {
      this.flight = undefined
    }
  }
  /** Somebody has taken the place: it may have been us, with an answer that was lost. */
  async #isMine(flight: Flight): Promise<boolean> {
    try {
      await this.fresh()
    } catch {
      // It is tried again until patience ends.
    }
    return flight.isLanded
  }
  async #hasAnchor({ page }: Flight): Promise<boolean> {
    return (await this.#pages.findOne({ _id: page.page - 1 }, { projection: { _id: 1 } })) !== null
  }
}

export const readMeta = (document: any): Meta => ({
  applied: document.applied,
  head: document.head,
  sums: readSums(JSON.parse(document.sums)),
  progress: new Map(JSON.parse(document.progress)),
  kinds: new Map(JSON.parse(document.kinds)),
})
export const writtenMeta = (meta: Meta) => ({
  applied: meta.applied,
  head: meta.head,
  sums: JSON.stringify(sumsText(meta.sums)),
  progress: JSON.stringify([...meta.progress]),
  kinds: JSON.stringify([...meta.kinds]),
})
