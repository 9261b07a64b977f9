import { Unfit } from '@jumun/core/runtime'
import type { Delta } from './delta.ts'

/** A sequence: the next number, and the last that may be given without writing again. */
interface Sequence {
  next: number
  last: number
  reserving: Promise<unknown> | undefined
}

/** How many numbers are reserved at once: so many are skipped when the process dies. */
const block = 100

/** The numbers of aggregates and views: growing, never given twice. What may be given is on disk before it is. */
export class Sequences {
  readonly #sequences = new Map<string, Sequence>()
  readonly #commit: (of: string) => Promise<unknown>
  /** `commit` resolves when a flush that reserves more numbers is on disk. */
  constructor(commit: (of: string) => Promise<unknown>) {
    this.#commit = commit
  }

  #of(name: string): Sequence {
    let sequence = this.#sequences.get(name)
    if (!sequence) this.#sequences.set(name, (sequence = { next: 1, last: 0, reserving: undefined }))
    return sequence
  }
  recall(numbers: { readonly [of: string]: number }): void {
    for (const [of, last] of Object.entries(numbers)) this.#sequences.set(of, { next: last + 1, last, reserving: undefined })
  }
  /** What was reserved before this start, and perhaps given, is skipped. */
  skip(): void {
    for (const sequence of this.#sequences.values()) sequence.next = sequence.last + 1
  }
  reserve(of: string, flush: Delta): void {
    flush.setNumber(of, this.#of(of).last + block)
  }
  /** What a durable flush says of numbers: those that are reserved, and those that were taken without asking. */
  take(flush: Delta): void {
    for (const [of, last] of flush.numbers) {
      const sequence = this.#of(of)
      sequence.last = Math.max(sequence.last, last)
    }
    for (const [table, entries] of flush.entries) {
      const sequence = this.#of(table)
      for (const { id, version } of entries.values()) {
        if (version === 0 || !(id >= sequence.next) || !Number.isSafeInteger(id)) continue
        sequence.next = id + 1
        sequence.last = Math.max(sequence.last, id)
      }
    }
  }
  async allot(of: string): Promise<number> {
    const sequence = this.#of(of)
    for (;;) {
      // Reserved ahead, so that hardly anybody waits for it.
      if (sequence.last - sequence.next < block / 2 && !sequence.reserving) {
        sequence.reserving = this.#commit(of).finally(() => (sequence.reserving = undefined))
        sequence.reserving.catch(() => {})
      }
      if (!Number.isSafeInteger(sequence.next)) throw new Unfit(`there is no number left for another ${of}`)
      if (sequence.next <= sequence.last) return sequence.next++
      await sequence.reserving
    }
  }
  /** By sequence the last number that may have been given: once it `isClosed`, the last that was. */
  numbers(isClosed: boolean): { readonly [of: string]: number } {
    return Object.fromEntries([...this.#sequences].map(([of, { next, last }]) => [of, isClosed ? next - 1 : last]))
  }
}
