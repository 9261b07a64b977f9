// What runs, is stopped, and is held.
import { passed } from '@jumun/core/runtime'
import type { ContextState, Operations } from '@jumun/http'
import { hold } from '../holding.ts'
import type { Board, Place } from '../board.ts'
import type { Host } from '../host.ts'
import type { Reach } from './reach.ts'

/** How long one context may take to say how it is, in ms. */
const glance = 2000
/** Null where a database or a broker is away: whoever looks then needs to see all the rest. */
const soon = <T>(asked: Promise<T>): Promise<T | null> => Promise.race([asked, passed(glance).then(() => null)]).catch(() => null)
const stateOf = async (host: Host, board: Board, context: string, place: Place): Promise<ContextState> => {
  const live = board.running.live.get(context)
  const about = {
    system: board.system.name,
    context,
    address: host.addressOf(place) ?? null,
    level: place.context.level,
    team: place.context.team,
  }
  if (!live || !place.server) return { ...about, state: 'stopped', ...(place.refused ? { why: place.refused } : {}) }
  const guards = [...live.ask.guards.values()].map(({ name, state, counts }) => ({ name, state, counts }))
  const [counts, lag] = await Promise.all([soon(live.store.counts()), soon(live.lag())])
  return {
    ...about,
    state: 'running',
    hears: [...live.inbox.wants.keys()],
    held: live.inbox.holds.list(),
    heldBack: live.inbox.heldBack,
    parked: live.inbox.lanesAside().length + live.node.ringing.stuck().length,
    guards,
    ...(counts ? { counts } : {}),
    ...(live.refolding.progress.size ? { folding: Object.fromEntries(live.refolding.progress) } : {}),
    lag,
  }
}

export const contextsOf = ({
  host,
  wanted,
  boards,
  liveOf,
  everyPeer,
  peerOf,
  record,
}: Reach): Pick<Operations, 'contexts' | 'stop' | 'start' | 'hold' | 'letGo'> => ({
  contexts: async () => {
    const here = boards().flatMap(board =>
      [...board.places].flatMap(([context, place]) =>
        wanted?.(board.system.name, context) === false ? [] : [stateOf(host, board, context, place)],
      ),
    )
    const there = everyPeer().map(({ system, context, there, peer }) =>
      there
        .contexts()
        .then(([state]) => ({ ...state!, address: peer.replicas.addresses.join(' ') }))
        .catch((): ContextState => ({ system, context, address: peer.replicas.addresses.join(' '), state: 'stopped' })),
    )
    return Promise.all([...here, ...there])
  },
  stop: async (system, context, act) => {
    const board = host.boards.get(system)
    const place = board?.places.get(context)
    if (!board || !place) return false
    await record(board.running.live.get(context), act)
    await host.stopContext(board, context)
    place.refused = `${act.actor} stopped it: ${act.reason}` // its own record cannot be read while it does not run
    return true
  },
  start: async (system, context, act) => {
    const board = host.boards.get(system)
    if (!board?.places.has(context)) return false
    await host.startContext(board, context)
    await record(board.running.live.get(context), act)
    return true
  },
  hold: async (what, act) => {
    const live = liveOf(what.system, what.context)
    return live ? hold(live, what, true, act) : ((await peerOf(what.system, what.context)?.hold(what, act)) ?? false)
  },
  letGo: async (what, act) => {
    const live = liveOf(what.system, what.context)
    return live ? hold(live, what, false, act) : ((await peerOf(what.system, what.context)?.letGo(what, act)) ?? false)
  },
})
