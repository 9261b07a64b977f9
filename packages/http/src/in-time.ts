import type { Route, Work } from './bare-server.ts'
import type { Crowd } from './crowd.ts'
import type { Exchange } from './exchange.ts'
import { Problem } from './problem.ts'

/** A moment longer, so that whoever looks at the clock just before the end is not answered from both sides, in ms. */
const moment = 50
/** What was begun in time may take so long to say what came of it, in ms. */
const grace = 1000
/** How often it is looked whose time is over, in ms. */
const beat = 25

/** A request that is being worked on, and when it is answered whatever comes of it, in ms of a clock that only grows. */
interface Waiting {
  readonly x: Exchange
  end: number
  /** Its time is over, but what it does was begun. */
  isLate: boolean
}
/** One clock for all that wait: a timer for each request costs a tenth of a small one. */
class Ends {
  private readonly waiting = new Set<Waiting>()
  private clock: NodeJS.Timeout | undefined

  add(x: Exchange): Waiting {
    const one = { x, end: performance.now() + Math.max(0, x.until - Date.now()) + moment, isLate: false }
    this.waiting.add(one)
    this.clock ??= setInterval(() => this.look(performance.now()), beat).unref()
    return one
  }
  delete(one: Waiting): void {
    this.waiting.delete(one)
  }
  private look(now: number): void {
    if (this.waiting.size === 0) {
      clearInterval(this.clock)
      this.clock = undefined
    }
    for (const one of this.waiting) if (now >= one.end) this.over(one, now)
  }
  private over(one: Waiting, now: number): void {
    if (one.x.begun && !one.isLate) {
      one.isLate = true
      one.end = now + grace
      return
    }
    this.waiting.delete(one)
    one.x.problem(one.isLate ? 'unknown' : 'unavailable')
  }
}

/**
 * Answers within the time that was promised, whatever the store does: a database may stand still without a word. Of a command that was not
 * decided in its time nothing is done, now or later, so it is `unavailable`; of one whose commit is on its way nobody knows. `crowd`: who lets commands in.
 */
export const inTime = (route: Route, crowd: Crowd): Route => {
  const ends = new Ends()
  const timely =
    (work: Work, isCommand: boolean): Work =>
    async x => {
      if (isCommand && !crowd.enter(performance.now())) throw new Problem('unavailable')
      if (isCommand) x.onBegin = delay => crowd.decides(delay)
      const one = ends.add(x)
      try {
        await work(x)
      } finally {
        ends.delete(one)
        if (isCommand) crowd.leave(x.begun)
      }
    }
  return (url, works, how) =>
    route(
      url,
      Object.fromEntries(Object.entries(works).map(([method, work]) => [method, timely(work, method !== 'GET' && method !== 'HEAD')])),
      how,
    )
}
