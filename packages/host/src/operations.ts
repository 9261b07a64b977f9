import type { System, View } from '@jumun/core/model'
import { audit, Conflict, foldInto, type Key, type Recorded, type Row, rowKeyOf, same, systemClock } from '@jumun/core/runtime'
import type { Act, ContextState, Lane, Operations, Paged, ParkedLane, Task, TimerState } from '@jumun/http'
import { promisesOf } from './audit.ts'
import type { Board, Host } from './host.ts'
import { type Live, waitOfTimer } from './running.ts'

const page = 1000

/** What operators see and may do, over all systems of this process. Every act is kept in the store of the context that it concerns. */
export const operationsOf = (host: Host): Operations => {
  const boards = (): readonly Board[] => [...host.boards.values()]
  const everyLive = () => boards().flatMap(board => [...board.running.live].map(([context, live]) => ({ board, system: board.system.name, context, live })))
  const liveOf = (system: string, context: string): Live | undefined => host.boards.get(system)?.running.live.get(context)
  const record = (live: Live | undefined, act: Act) => live?.store.commit({ audit: act })

  return {
    contexts: async () =>
      Promise.all(
        boards().flatMap(board =>
          [...board.places].map(async ([context, place]): Promise<ContextState> => {
            const live = board.running.live.get(context)
            const about = { system: board.system.name, context, address: host.addressOf(place) ?? null, level: place.context.level, team: place.context.team }
            if (!live || !place.server) return { ...about, state: 'stopped' }
            const guards = [...live.ask.guards.values()].map(({ name, state, counts }) => ({ name, state, counts }))
            return {
              ...about,
              state: 'running',
              parked: live.inbox.lanesAside().length,
              guards,
              counts: await live.store.counts(),
              lag: await lagOf(board, live),
            }
          }),
        ),
      ),
    stop: async (system, context, act) => {
      const board = host.boards.get(system)
      if (!board?.places.has(context)) return false
      await record(board.running.live.get(context), act)
      await host.stopContext(board, context)
      return true
    },
    start: async (system, context, act) => {
      const board = host.boards.get(system)
      if (!board?.places.has(context)) return false
      await host.startContext(board, context)
      await record(board.running.live.get(context), act)
      return true
    },
    parked: async () =>
      everyLive().flatMap(({ system, context, live }) =>
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
    retry: async (lane: Lane, act) => (await liveOf(lane.system, lane.context)?.inbox.retry(lane.source, lane.case, act)) ?? false,
    drop: async (lane: Lane, act) => (await liveOf(lane.system, lane.context)?.inbox.drop(lane.source, lane.case, act)) ?? false,
    timers: async (offset, limit): Promise<Paged<TimerState>> => {
      // contexts one after another, each by time: a page over several stores without reading them whole
      const items: TimerState[] = []
      let total = 0
      for (const { system, context, live } of everyLive()) {
        const from = Math.max(0, offset - total)
        const found = await live.store.timers(from, limit - items.length)
        if (offset < total + found.total)
          items.push(...found.timers.map(t => ({ system, context, id: t.id, case: t.case, at: t.at, what: waitOfTimer(t).what })))
        total += found.total
      }
      return { items: items.slice(0, limit), total }
    },
    tasks: async () => {
      const tasks: Task[] = []
      for (const { board, system, context, live } of everyLive())
        for (const [collection, c] of Object.entries(live.node.context.routes)) {
          if (!c.tasks?.length || c.of.kind !== 'aggregate') continue
          const { items } = await live.store.list({ of: c.of.name, where: {}, states: c.tasks, hidden: true, sort: [], offset: 0, limit: page })
          const place = board.places.get(context)!
          const at = host.addressOf(place) ?? `${host.address}${board.prefix}`
          for (const i of items)
            tasks.push({
              system,
              context,
              what: `${c.item} is ${i.state.status}`,
              case: `${c.of.key}/${i.key}`,
              since: null,
              href: `${at}/${collection}/${i.id}`,
            })
        }
      return tasks
    },
    audit: async () => {
      const systems = await Promise.all(
        boards().map(async ({ system, running }) => {
          const stores = new Map([...running.live].map(([name, { store }]) => [name, store]))
          return audit(system, stores, await promisesOf(system), running.books(), () => systemClock.sleep(300))
        }),
      )
      return { kept: systems.every(s => s.broken.length === 0), systems }
    },
    audits: async (offset, limit) => {
      const all = await Promise.all(
        everyLive().map(async ({ system, context, live }) => (await live.store.audits(0, offset + limit)).map(a => ({ ...a, system, context }))),
      )
      return all
        .flat()
        .sort((a, b) => b.time - a.time)
        .slice(offset, offset + limit)
    },
    views: async () =>
      Promise.all(
        everyLive().flatMap(({ system, context, live }) =>
          live.node.context.views.map(async v => ({
            system,
            context,
            view: v.name,
            rows: (await live.store.list({ of: v.name, where: {}, hidden: true, sort: [], offset: 0, limit: 1 })).total,
          })),
        ),
      ),
    rebuild: async (system, context, view, act) => {
      const board = host.boards.get(system)
      const live = board?.running.live.get(context)
      const found = live?.node.context.views.find(v => v.name === view)
      if (!board || !live || !found) return false
      await record(live, act)
      return rebuild(board, live, found)
    },
  }
}

/** By source, how many events of its log this context has not processed yet. */
const lagOf = async (board: Board, live: Live): Promise<{ [source: string]: number }> => {
  const lag: { [source: string]: number } = {}
  for (const source of live.inbox.wants.keys()) {
    const from = board.running.live.get(source)?.store
    if (from) lag[source] = (await from.head()) - (await live.store.progress(source))
  }
  return lag
}

/**
 * Folds every row of a view anew from the logs, row by row, while events go on being folded: a row that changed meanwhile is read again.
 * A row without events is taken away.
 */
const rebuild = async (board: Board, live: Live, v: View): Promise<{ rows: number; changed: number; gone: number }> => {
  const wanted = new Map(v.folds.map(f => [f.event, sourceOf(board.system, f.event)]))
  const rows = new Map<Key, string>() // by row its case
  for (const source of new Set(wanted.values())) {
    const store = board.running.live.get(source)?.store
    if (!store) throw new Error(`${source} is stopped, and its events are needed`)
    const types = new Set([...wanted].flatMap(([event, from]) => (from === source ? [event.type] : [])))
    for (let at = 0; ; ) {
      const log = await store.read(at, page)
      for (const e of log) if (e.number !== null && types.has(e.type)) rows.set(rowKeyOf(v, e), e.case)
      at += log.length
      if (log.length < page) break
    }
  }
  let changed = 0
  for (const [key, kase] of rows) if (await rebuildRow(board, live, v, wanted, key, kase)) changed++
  let gone = 0
  for (let offset = 0; ; ) {
    const { items } = await live.store.list({ of: v.name, where: {}, hidden: true, sort: [], offset, limit: page })
    const orphans = items.filter(i => !rows.has(i.key))
    for (const { key } of orphans) await live.store.commit({ gone: [{ view: v.name, key }] })
    gone += orphans.length
    if (items.length < page) break
    offset += items.length - orphans.length
  }
  return { rows: rows.size, changed, gone }
}
const rebuildRow = async (board: Board, live: Live, v: View, wanted: ReadonlyMap<unknown, string>, key: Key, kase: string): Promise<boolean> => {
  for (;;) {
    const row = await live.store.row(v.name, key)
    const events: Recorded[] = []
    for (const source of new Set(wanted.values())) events.push(...((await board.running.live.get(source)?.store.eventsOf({ case: kase })) ?? []))
    let again: Row | undefined
    for (const e of events) {
      const isFolded =
        e.number !== null && rowKeyOf(v, e) === key && [...wanted].some(([event, source]) => source === e.source && (event as { type: string }).type === e.type)
      // events that the inbox has not brought yet are its own to fold
      if (isFolded && (row === undefined || e.number! <= (row.seen[e.source] ?? 0))) again = { ...foldInto(v, board.system, again, e), version: 0, id: 0 }
    }
    if (!again || (row && same(row.value, again.value))) return false
    try {
      await live.store.commit({
        rows: [
          {
            view: v.name,
            key,
            version: row?.version ?? 0,
            id: row?.id ?? (await live.store.allot(v.name)),
            value: again.value,
            seen: again.seen,
            listed: v.listed(again.value),
          },
        ],
      })
      return true
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
    }
  }
}
const sourceOf = (system: System, event: { type: string }): string => system.contexts.find(c => c.events[event.type] === event)!.name
