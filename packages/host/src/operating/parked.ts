// What is put aside, and what may be done about it.
import type { Stuck } from '@jumun/core/runtime'
import type { Lane, Operations, ParkedLane } from '@jumun/http'
import type { Reach } from './reach.ts'

/** Timers that cannot be rung are shown among what is parked, as if they waited for their own context. */
const isOfTimers = ({ context, source }: Lane): boolean => context === source
const stuckLane = (system: string, context: string, { timer, reason, failures, since, retryAt }: Stuck): ParkedLane => ({
  system,
  context,
  source: context,
  case: timer.case,
  reason,
  failures,
  since,
  retryAt,
  events: [{ id: timer.id, type: timer.work.kind === 'owed' ? timer.work.policy : timer.work.type, time: timer.at }],
})

export const parkedOf = ({
  everyLive,
  everyUpToDate,
  liveOf,
  peerOf,
  theirs,
}: Reach): Pick<Operations, 'parked' | 'retry' | 'drop' | 'preview' | 'edit'> => ({
  parked: async () => [
    ...(await everyUpToDate()).flatMap(({ system, context, live }) =>
      live.inbox.lanesAside().map(
        ({ source, case: kase, waiting }): ParkedLane => ({
          system,
          context,
          source,
          case: kase,
          reason: waiting[0]!.reason || 'it waits behind an earlier event of its case',
          failures: waiting[0]!.failures,
          since: waiting[0]!.since,
          retryAt: waiting[0]!.retryAt,
          events: waiting.map(({ event }) => ({ id: `${event.source}:${event.id}`, type: event.type, time: event.time })),
        }),
      ),
    ),
    ...everyLive().flatMap(({ system, context, live }) => live.node.ringing.stuck().map(stuck => stuckLane(system, context, stuck))),
    ...(await theirs(there => there.parked())),
  ],
  retry: async (lane: Lane, act) => {
    const live = liveOf(lane.system, lane.context)
    if (!live) return (await peerOf(lane.system, lane.context)?.retry(lane, act)) ?? false
    const events = await live.inbox.retry(lane.source, lane.case, act)
    return (isOfTimers(lane) && (await live.node.ringing.retry(lane.case, act))) || events
  },
  drop: async (lane: Lane, act) => {
    const live = liveOf(lane.system, lane.context)
    if (!live) return (await peerOf(lane.system, lane.context)?.drop(lane, act)) ?? false
    return (await live.inbox.drop(lane.source, lane.case, act)) || (isOfTimers(lane) && (await live.node.ringing.drop(lane.case, act)))
  },
  preview: async ({ system, context, source, case: kase }, data) => {
    const live = liveOf(system, context)
    if (live) return (await live.inbox.preview(source, kase, data ?? undefined)) ?? false
    return (await peerOf(system, context)?.preview({ system, context, source, case: kase }, data)) ?? false
  },
  edit: async (lane, data, act) =>
    (await (liveOf(lane.system, lane.context)?.inbox.edit(lane.source, lane.case, data, act) ??
      peerOf(lane.system, lane.context)?.edit(lane, data, act))) ?? false,
})
