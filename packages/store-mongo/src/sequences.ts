import type { Unit } from '@jumun/core/runtime'
import { answer, isDuplicate, type Server } from './server.ts'

/** How many numbers are taken at once: so many are skipped when the process dies. */
const block = 100

/** A sequence: what was taken of it and is not given yet, and the highest number that is known to be taken by anybody. */
interface Sequence {
  readonly spans: { next: number; readonly last: number }[]
  taken: number
  taking: Promise<unknown> | undefined
}

/** The numbers of aggregates and views: growing, never given twice. Each replica takes a block at a time from a counter in the database. */
export class Sequences {
  readonly #server: Server
  readonly #sequences = new Map<string, Sequence>()
  constructor(server: Server) {
    this.#server = server
  }
  #of(name: string): Sequence {
    let sequence = this.#sequences.get(name)
    if (!sequence) this.#sequences.set(name, (sequence = { spans: [], taken: 0, taking: undefined }))
    return sequence
  }
  async allot(of: string): Promise<number> {
    const sequence = this.#of(of)
    for (;;) {
      const left = sequence.spans.reduce((sum, { next, last }) => sum + last - next + 1, 0)
      // Taken ahead, so that hardly anybody waits for it.
      if (left < block / 2 && !sequence.taking) {
        sequence.taking = this.#take(of, sequence).finally(() => (sequence.taking = undefined))
        sequence.taking.catch(() => {})
      }
      const [span] = sequence.spans
      if (!span) await sequence.taking
      else {
        const number = span.next++
        if (span.next > span.last) sequence.spans.shift()
        return number
      }
    }
  }
  async #take(of: string, sequence: Sequence): Promise<void> {
    const before = await answer(this.#counter(of, { $inc: { number: block } }))
    const last: number = (before?.number ?? 0) + block
    sequence.taken = Math.max(sequence.taken, last)
    sequence.spans.push({ next: last - block + 1, last })
  }
  /** Two who make the counter at the same moment: the second finds it at its next try. */
  async #counter(of: string, update: object): Promise<any> {
    for (let round = 0; ; round++) {
      try {
        return await this.#server.collection('numbers').findOneAndUpdate({ _id: of }, update, { upsert: true, returnDocument: 'before' })
      } catch (thrown) {
        if (round > 3 || !isDuplicate(thrown)) throw thrown
      }
    }
  }
  /** Numbers that new items and rows bring along are taken too, before they are committed. */
  async cover(units: readonly Unit[]): Promise<void> {
    const highest = new Map<string, number>()
    const born = (of: string, version: number, id: number): void => {
      const { spans, taken } = this.#of(of)
      if (version > 0 || !(id > 0)) return
      while (spans[0] && spans[0].last < id && taken < id) spans.shift()
      const [span] = spans
      if (span && span.next <= id && id <= span.last) span.next = id + 1
      if (span && span.next > span.last) spans.shift()
      if (id > taken) highest.set(of, Math.max(id, highest.get(of) ?? 0))
    }
    for (const { item, rows } of units) {
      if (item) born(item.aggregate, item.version, item.id)
      for (const { view, version, id } of rows ?? []) born(view, version, id)
    }
    await Promise.all(
      [...highest].map(async ([of, id]) => {
        await answer(this.#counter(of, { $max: { number: id } }))
        const sequence = this.#of(of)
        sequence.taken = Math.max(sequence.taken, id)
      }),
    )
  }
  /** Gives back what was taken last and not given, where nobody has taken more since. */
  async close(): Promise<void> {
    for (const [of, { spans, taking }] of this.#sequences) {
      await taking?.catch(() => {})
      for (let span = spans.pop(); span; span = spans.pop()) {
        const { matchedCount } = await answer(
          this.#server.collection('numbers').updateOne({ _id: of, number: span.last }, { $set: { number: span.next - 1 } }),
        )
        if (!matchedCount) break
      }
    }
  }
}
