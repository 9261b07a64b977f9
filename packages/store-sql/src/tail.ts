import type { Committed, Recorded } from '@jumun/core/runtime'

/** So many events stay in memory. */
const kept = 500

/** The newest events that this replica has committed: whoever follows the log asks for these again and again. Others' may lie between. */
export class Tail {
  readonly #events = new Map<number, Recorded>()

  add(events: Committed): void {
    for (const event of events) {
      if (this.#events.size >= kept) this.#events.delete(this.#events.keys().next().value!)
      this.#events.set(event.position, frozen(event))
    }
  }
  /** What follows a position without a gap, as far as it is here. */
  after(position: number, limit: number): Recorded[] {
    const run: Recorded[] = []
    for (let event = this.#events.get(position + 1); event && run.length < limit; event = this.#events.get(event.position + 1))
      run.push(event)
    return run
  }
}

/** Freezes plain data to its leaves, so that what is kept in memory cannot be changed by those who read it. */
const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const inner of Object.values(value)) frozen(inner)
  return value
}
