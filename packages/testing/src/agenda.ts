import type { Process } from './world.ts'

/** What goes on at a moment of the story, unless its process has died meanwhile. */
interface Thing {
  readonly process: Process | undefined
  readonly go: () => void
}

/**
 * What may happen next in a story. It is asked at every step, so the moments lie apart from what happens at them, and are counted only
 * when another one has come.
 */
export class Agenda {
  private moments: number[] = []
  private things: Thing[] = []
  /** How many may happen, as of when they were counted; -1: they have to be counted. */
  private count = -1
  private counted = 0
  /** The first moment after that. */
  private following = Infinity

  add(at: number, process: Process | undefined, go: () => void): void {
    this.moments.push(at)
    this.things.push({ process, go })
    if (at <= this.counted) this.count += Number(this.count >= 0)
    else this.following = Math.min(this.following, at)
  }
  /** What a process had in mind goes with it. */
  forget(process: Process): void {
    const kept = this.things.map(thing => thing.process !== process)
    this.moments = this.moments.filter((_, i) => kept[i])
    this.things = this.things.filter((_, i) => kept[i])
    this.count = -1
  }
  /** How many may happen now, and the moment of the first one after that: Infinity where there is none. No time comes back. */
  look(now: number): { readonly ready: number; readonly next: number } {
    if (this.count < 0 || now >= this.following) {
      this.count = 0
      this.following = Infinity
      this.counted = now
      for (const at of this.moments) {
        if (at <= now) this.count++
        else if (at < this.following) this.following = at
      }
    }
    return { ready: this.count, next: this.following }
  }
  /** Where the nth lies of those that may happen now. */
  ready(now: number, nth: number): number {
    let place = 0
    for (let left = nth; ; place++) if (this.moments[place]! <= now && left-- === 0) return place
  }
  processAt(place: number): Process | undefined {
    return this.things[place]!.process
  }
  putOff(place: number, at: number): void {
    this.moments[place] = at
    this.count = -1
  }
  /** Takes out what may happen now; the last one comes to its place. */
  take(place: number): () => void {
    const { go } = this.things[place]!
    const [moment, thing] = [this.moments.pop()!, this.things.pop()!]
    if (place < this.things.length) {
      this.moments[place] = moment
      this.things[place] = thing
    }
    this.count--
    return go
  }
}
