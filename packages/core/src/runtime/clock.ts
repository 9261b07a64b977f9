import type { Clock } from './ports.ts'

let made = 0
const process36 = Math.floor(Math.random() * 36 ** 4)
  .toString(36)
  .padStart(4, '0')

/** After so many ms; no process lives on for it. For what waits no longer than that, and for loops that a stop may end. */
export const passed = (ms: number, clock: Clock = systemClock): Promise<undefined> =>
  new Promise(done => void clock.alarm(ms, () => done(undefined)))

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  sleep: ms => new Promise(done => setTimeout(done, Math.max(0, ms))),
  alarm: (ms, ring) => {
    const timer = setTimeout(ring, Math.max(0, ms)).unref()
    return () => clearTimeout(timer)
  },
  id: () => `${Date.now().toString(36)}-${(made++).toString(36)}-${process36}`,
}
