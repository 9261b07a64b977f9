import type { Arrived } from './wire.ts'

/** What lies at an offset; no message: nothing that concerns us. */
export interface Found {
  readonly offset: number
  readonly message: Arrived | undefined
  /** When it was put there, in ms since 1970. */
  readonly sent: number
}

/** One partition while it is ours: what was fetched, what is being done, and up to where all is done. Offsets are those of the next message. */
export class Partition {
  readonly number: number
  /** Under which name its place is kept. */
  readonly place: string
  /** Fetched up to here. */
  fetched: number
  /** Given to the consumer up to here. */
  private at: number
  /** What was given and is not done yet, the oldest first. */
  private readonly open = new Set<number>()
  private waiting: Found[] = []
  private next = 0
  /** Where what is kept durably ends. */
  kept: number
  /** What the group was told. */
  told: number
  /** Nothing more is taken of it: what comes next cannot be put into its order. */
  stands = false
  /** Under which leader the last message that was fetched was written, and which of these is kept; -1: not known. */
  epoch: number
  keptEpoch: number

  constructor(number: number, place: string, kept: number, epoch: number) {
    this.epoch = this.keptEpoch = epoch
    this.number = number
    this.place = place
    this.fetched = this.at = this.kept = this.told = kept
  }
  get buffered(): number {
    return this.waiting.length - this.next
  }
  /** Everything before this is done. */
  get done(): number {
    const first = this.open.values().next()
    return first.done ? this.at : first.value
  }
  /** What was fetched. */
  push(found: Found): void {
    if (found.offset < this.fetched) return // a fetch begins with the whole batch that its offset lies in
    this.fetched = found.offset + 1
    this.waiting.push(found)
  }
  /** The next one, which is open until it is closed. */
  take(): Found | undefined {
    const found = this.waiting[this.next]
    if (!found) return undefined
    this.next++
    if (this.next === this.waiting.length) {
      this.waiting = []
      this.next = 0
    }
    this.at = found.offset + 1
    this.open.add(found.offset)
    return found
  }
  close(offset: number): void {
    this.open.delete(offset)
  }
}
