import { createHash } from 'node:crypto'
import type { Act, Cause, Operations, ParkedLane, Together } from '@jumun/http'

/** So many cases are taken up by one act; more by the next. */
const atMost = 1000
/** So many at the same time: what was away has just come back. */
const atOnce = 16
/** So many cases are named of each cause. */
const examples = 5

/** The words of a reason without what belongs to one case: numbers, quoted names. */
const wordsOf = (reason: string): string => reason.replaceAll(/"[^"]*"|'[^']*'|\d[\d.]*/g, '…')
const keyOf = (lane: ParkedLane): string =>
  [lane.system, lane.context, lane.source, lane.events[0]?.type ?? '', wordsOf(lane.reason)].join('\n')
const idOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 12)

/** What is put aside, grouped by why: the same context, kind of event and words. The one with most cases comes first. */
export const causesOf = (lanes: readonly ParkedLane[]): readonly Cause[] =>
  [...Map.groupBy(lanes, keyOf)]
    .map(([key, alike]): Cause => {
      const [{ system, context, source, reason, events }] = alike as [ParkedLane]
      const soonest = Math.min(...alike.map(l => l.retryAt ?? Number.POSITIVE_INFINITY))
      return {
        cause: idOf(key),
        system,
        context,
        source,
        event: events[0]?.type ?? null,
        reason,
        cases: alike.length,
        blocked: alike.reduce((sum, l) => sum + Math.max(0, l.events.length - 1), 0),
        since: Math.min(...alike.map(l => l.since)),
        retryAt: Number.isFinite(soonest) ? soonest : null,
        examples: alike.slice(0, examples).map(l => l.case),
      }
    })
    .sort((a, b) => b.cases - a.cases || a.since - b.since)

/** Does the same to all cases of a cause, oldest first; false: there is none of that name. Each act is recorded with its case. */
export const together = async (
  operations: Pick<Operations, 'parked' | 'retry' | 'drop'>,
  cause: string,
  what: 'retry' | 'drop',
  act: Act,
): Promise<Together | false> => {
  const lanes = (await operations.parked()).filter(l => idOf(keyOf(l)) === cause).sort((a, b) => a.since - b.since)
  if (!lanes.length) return false
  const waiting = lanes.slice(0, atMost)
  let done = 0
  const worker = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane; lane = waiting.shift()) {
      const { system, context, source, case: kase } = lane
      if (await operations[what]({ system, context, source, case: kase }, { ...act, detail: { cause, source, case: kase } })) done++
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  const still = (await operations.parked()).filter(l => idOf(keyOf(l)) === cause).length
  return { done, still }
}
