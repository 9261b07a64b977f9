/** After so many wrong passwords of one name from one place each further one has to wait, twice as long each time, from and to so many ms. */
const free = 5
const waits = { first: 1000, most: 15 * 60_000 }
/** Wrong passwords are forgotten after so long, in ms. */
const remembered = 3_600_000
/** From one place, whoever they name; and for one name, wherever they come from, in the time that is remembered. */
const most = { ofPlace: 100, ofName: 50 }
/** So many are remembered. */
const room = 100_000

interface Count {
  failed: number
  until: number
  last: number
}

/**
 * How often somebody was wrong. A wrong password slows down who sends it: by name and place. Nobody else is kept out by it: who owns the name
 * comes from another place, or from a browser that was let in before, and is counted for themselves. Where one name is tried from everywhere, only
 * browsers that were let in before may go on trying; all others are sent to set a new password, which takes the owner's phone or mailbox.
 */
export class Tries {
  private readonly counts = new Map<string, Count>()
  private readonly now: () => number

  constructor(now: () => number = Date.now) {
    this.now = now
  }
  private of(key: string): Count | undefined {
    const count = this.counts.get(key)
    return count && count.last + remembered > this.now() ? count : undefined
  }
  /** How long to wait before a password may be tried, in ms. `browser`: one that was let in as this one before. */
  wait(name: string, place: string, browser?: string): number {
    const now = this.now()
    const paired = this.of(pairOf(name, place, browser))
    if (paired && paired.until > now) return paired.until - now
    if (browser !== undefined) return 0
    const crowds = [this.of(`place ${place}`), this.of(`name ${name}`)]
    const full = crowds.filter((c, i) => c && c.failed >= (i ? most.ofName : most.ofPlace))
    return Math.max(0, ...full.map(c => c!.last + waits.most - now))
  }
  failed(name: string, place: string, browser?: string): void {
    const paired = this.add(pairOf(name, place, browser))
    if (paired.failed >= free) paired.until = this.now() + Math.min(waits.first * 2 ** (paired.failed - free), waits.most)
    if (browser !== undefined) return
    this.add(`place ${place}`)
    this.add(`name ${name}`)
  }
  /** They were right: what they got wrong before is forgotten. */
  succeeded(name: string, place: string, browser?: string): void {
    this.counts.delete(pairOf(name, place, browser))
  }
  /** Counts something that is done only so often in the time that is remembered; false where it was. */
  allows(what: string, times: number): boolean {
    const count = this.of(what)
    if (count && count.failed >= times) return false
    this.add(what, true)
    return true
  }
  private add(key: string, keepsTime = false): Count {
    const now = this.now()
    const before = this.of(key)
    const count: Count = { failed: (before?.failed ?? 0) + 1, until: before?.until ?? 0, last: keepsTime && before ? before.last : now }
    this.counts.delete(key)
    this.counts.set(key, count)
    if (this.counts.size > room) this.counts.delete(this.counts.keys().next().value!)
    return count
  }
}
const pairOf = (name: string, place: string, browser: string | undefined): string => `${browser ?? place} ${name}`

/** So many questions a second are answered to one place, and so many at once after a pause. */
export interface Pace {
  readonly perSecond: number
  readonly burst: number
}
/** To ask who one is takes no token, and costs more than most: from one place so much at a time. */
export const pace: Pace = { perSecond: 10, burst: 100 }
export class Paced {
  private readonly places = new Map<string, { left: number; at: number }>()
  private readonly pace: Pace
  private readonly now: () => number

  constructor(pace: Pace, now: () => number) {
    this.pace = pace
    this.now = now
  }
  /** Takes one; false where there is none left. */
  takes(place: string): boolean {
    const now = this.now()
    const { perSecond, burst } = this.pace
    const before = this.places.get(place) ?? { left: burst, at: now }
    const left = Math.min(burst, before.left + (Math.max(0, now - before.at) / 1000) * perSecond)
    this.places.delete(place)
    this.places.set(place, { left: left < 1 ? left : left - 1, at: now })
    if (this.places.size > room) this.places.delete(this.places.keys().next().value!)
    return left >= 1
  }
}
