// What keeps processes alive: it asks each whether it lives, and starts those again that say no too often (COM-101).
import { sleep } from '@jumun/testing/cast'

/** One who is looked after. */
export interface Patient {
  readonly name: string
  /** Whether it says that it lives. */
  lives(): Promise<boolean>
  /** Ends it and starts it anew; resolves when it works. */
  again(): Promise<void>
}
export interface Care {
  /** Every so many ms each is asked, and so many noes on end are too many. */
  readonly every: number
  readonly failures: number
  /** How long one that is started again and again has to wait before it is, in ms, by how often it was before. */
  readonly waits: (restarts: number) => number
}
/** What happened to one. */
export interface Mishap {
  readonly name: string
  /** When it said no for the first time, was ended, and worked again; ms of a clock that only grows. */
  readonly ill: number
  readonly ended: number
  readonly back: number
  readonly noes: number
}

/** The published probe: every 5 s, five failures (COM-100). */
export const published = { every: 5000, failures: 5 } as const
/** How long Kubernetes waits before it starts one again that it has started before: 10 s, twice as long each time, five minutes at most. */
export const backOff =
  (second = 1000) =>
  (restarts: number): number =>
    restarts === 0 ? 0 : Math.min(300, 10 * 2 ** (restarts - 1)) * second

/** Looks after them until it is told to end. */
export const lookAfter = (
  patients: readonly Patient[],
  { every, failures, waits }: Care,
): { readonly mishaps: readonly Mishap[]; end(): Promise<void> } => {
  const mishaps: Mishap[] = []
  let isOver = false
  const over = Promise.withResolvers<void>()
  const care = async (patient: Patient): Promise<void> => {
    let [noes, ill, restarts] = [0, 0, 0]
    while (!isOver) {
      await Promise.race([sleep(every), over.promise])
      if (isOver) return
      if (await patient.lives()) {
        noes = 0
        continue
      }
      if (noes++ === 0) ill = performance.now()
      if (noes < failures) continue
      const ended = performance.now()
      await Promise.race([sleep(waits(restarts)), over.promise])
      await patient.again()
      mishaps.push({ name: patient.name, ill, ended, back: performance.now(), noes })
      restarts++
      noes = 0
    }
  }
  const all = Promise.all(patients.map(care))
  all.catch(() => {}) // said by end()
  return {
    mishaps,
    end: async () => {
      isOver = true
      over.resolve()
      await all
    },
  }
}

/** Whether a process says over HTTP that it lives; no answer within two seconds is a no (COM-100). */
export const saysItLives = async (port: number): Promise<boolean> => {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/actuator/health/liveness`, { signal: AbortSignal.timeout(2000) })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
