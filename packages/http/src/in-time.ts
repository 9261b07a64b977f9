import type { Route, Work } from './context-server.ts'
import type { Crowd } from './crowd.ts'
import { Problem } from './problem.ts'

/** A moment longer, so that whoever looks at the clock just before the end is not answered from both sides, in ms. */
const moment = 50
/** What was begun in time may take so long to say what came of it, in ms. */
const grace = 1000

/**
 * Answers within the time that was promised, whatever the store does: a database may stand still without a word. Of a command that was not
 * decided in its time nothing is done, now or later, so it is `unavailable`; of one whose commit is on its way nobody knows. `crowd`: who lets commands in.
 */
export const inTime = (route: Route, crowd: Crowd): Route => {
  const timely =
    (work: Work, isCommand: boolean): Work =>
    async x => {
      if (isCommand && !crowd.enter(performance.now())) throw new Problem('unavailable')
      if (isCommand) x.onBegin = delay => crowd.decides(delay)
      let late: NodeJS.Timeout
      const look = (): void => {
        if (!x.begun) x.problem('unavailable')
        else late = setTimeout(() => x.problem('unknown'), grace)
      }
      late = setTimeout(look, Math.max(0, x.until - Date.now()) + moment)
      try {
        await work(x)
      } finally {
        clearTimeout(late)
        if (isCommand) crowd.leave(x.begun)
      }
    }
  return (url, works, how) =>
    route(url, Object.fromEntries(Object.entries(works).map(([method, work]) => [method, timely(work, method !== 'GET' && method !== 'HEAD')])), how)
}
