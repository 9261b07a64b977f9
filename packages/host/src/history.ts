import { passed, type Recorded, type Timer, understandingOf, type Waiting } from '@jumun/core/runtime'
import type { Live, RunningSystem } from './running.ts'

/** The time each context has for its part of a history (specification COM-82), in ms. */
const historyTime = 610

/** What one context knows of a case. */
export interface Known {
  readonly context: string
  readonly events: readonly Recorded[]
  readonly waits: readonly Wait[]
}
/** What a case waits for now; times in ms since 1970. */
export interface Wait {
  readonly what: string
  readonly since: number | null
  readonly until: number | null
}

/** Everything that happened to a case, context by context, and what it waits for. Those that do not answer are named. */
export const historyOf = async (
  running: RunningSystem,
  kase: string,
): Promise<{ readonly parts: readonly Known[]; readonly missing: readonly string[] }> => {
  const { system } = running
  const parts: Known[] = []
  const missing: string[] = []
  await Promise.all(
    system.contexts.map(async ({ name }) => {
      const part = await Promise.race([partHereOrThere(running, name, kase), passed(historyTime)]).catch(() => undefined)
      // another process may be of an older version
      if (part) parts.push({ ...part, events: part.events.map(understandingOf(system)?.event ?? (e => e)) })
      else missing.push(name)
    }),
  )
  return { parts, missing }
}
const partHereOrThere = async ({ live, ours, peers }: RunningSystem, context: string, kase: string): Promise<Known | undefined> => {
  const here = live.get(context)
  if (here) return partOf(here, kase)
  return ours.has(context)
    ? undefined
    : peers(context)?.call('GET', `/log/cases/${kase.split('/').map(encodeURIComponent).join('/')}`, historyTime)
}

/** What a running context knows of a case: its events, and what it waits for. */
export const partOf = async ({ node, store, inbox }: Live, kase: string): Promise<Known> => {
  const [events, timers] = await Promise.all([store.eventsOf({ case: kase }), store.timersOf(kase)])
  const aside = inbox
    .lanesAside()
    .filter(l => l.case === kase)
    .flatMap(l => l.waiting.slice(0, 1))
  return { context: node.context.name, events, waits: [...timers.map(waitOfTimer), ...aside.map(waitOfAside)] }
}
/** What a timer waits for, in a word or two of the board. */
export const waitOfTimer = (t: Timer): Wait =>
  t.work.kind === 'owed'
    ? { what: `the answer to ${t.work.policy}`, since: t.work.event.time, until: t.at }
    : { what: t.work.type, since: null, until: t.at }
const waitOfAside = (w: Waiting): Wait => ({
  what: `${w.event.type} of ${w.source}, put aside: ${w.reason}`,
  since: w.since,
  until: w.retryAt,
})
