import { join } from 'node:path'
import { audit, passed, type Stuck, systemClock } from '@jumun/core/runtime'
import {
  type Act,
  type ContextState,
  type Lane,
  type Operations,
  type Paged,
  type ParkedLane,
  Problem,
  type Task,
  type TimerState,
} from '@jumun/http'
import { promisesOf } from './audit.ts'
import type { Board, Host, Place } from './host.ts'
import { remoteBooks, remoteOperations, remoteStore } from './inside.ts'
import { findIn } from './finding.ts'
import { flowOf, lastIn, moneyOf } from './flow.ts'
import { forward, hold, noteTask, taskNotes } from './holding.ts'
import { beginOf, reconcile } from './money.ts'
import { backUp } from './move.ts'
import { type Live, waitOfTimer } from './running.ts'
import { backupsLeft, erasePerson, type Erasure, exportPerson, findPerson } from './people.ts'
import { pastOf } from './past.ts'
import type { Settings } from './settings.ts'
import { urlOf } from './stores.ts'
import { causesOf, together } from './trouble.ts'

const page = 1000
/** How long one context may take to say how it is, in ms. */
const glance = 2000

/**
 * What operators see and may do, over all systems of this process. Every act is kept in the store of the context that it concerns. Contexts of
 * other processes are asked for their part, each of which leaves out what is not `wanted`; what does not answer is shown as stopped.
 */
export const operationsOf = (host: Host, wanted?: (system: string, context: string) => boolean): Operations => {
  const boards = (): readonly Board[] => [...host.boards.values()]
  const everyLive = () =>
    boards().flatMap(board =>
      [...board.running.live].flatMap(([context, live]) =>
        wanted?.(board.system.name, context) === false ? [] : [{ board, system: board.system.name, context, live }],
      ),
    )
  /** What a replica has put aside another one may be asked about. */
  const everyUpToDate = async () => {
    const all = everyLive()
    await Promise.all(all.map(({ live }) => live.inbox.assigned()))
    return all
  }
  const liveOf = (system: string, context: string): Live | undefined => host.boards.get(system)?.running.live.get(context)
  const record = (live: Live | undefined, act: Act) => live?.store.commit({ audit: act })
  /** Who tells people things. */
  const speakers = () => everyLive().filter(({ live }) => live.node.context.externals.some(x => 'Send' in x.commands))
  const everyPeer = () =>
    wanted
      ? []
      : boards().flatMap(board =>
          [...board.peers].map(([context, peer]) => ({ board, system: board.system.name, context, there: remoteOperations(peer), peer })),
        )
  const peerOf = (system: string, context: string) => everyPeer().find(p => p.system === system && p.context === context)?.there
  /** What every peer adds; one that does not answer adds nothing. */
  const theirs = async <T>(ask: (there: NonNullable<ReturnType<typeof peerOf>>) => Promise<readonly T[]>): Promise<readonly T[]> =>
    (await Promise.all(everyPeer().map(({ there }) => ask(there).catch((): readonly T[] => [])))).flat()
  const stateOf = async (board: Board, context: string, place: Place): Promise<ContextState> => {
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

  const storesOf = (running: Board['running']) => new Map([...running.live].map(([name, live]) => [name, live.store]))
  const here = () => boards().map(({ system, running }) => ({ system, stores: storesOf(running) }))

  const operations: Operations = {
    contexts: async () => {
      const here = boards().flatMap(board =>
        [...board.places].flatMap(([context, place]) =>
          wanted?.(board.system.name, context) === false ? [] : [stateOf(board, context, place)],
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
    hold: async (what, act) => {
      const live = liveOf(what.system, what.context)
      return live ? hold(live, what, true, act) : ((await peerOf(what.system, what.context)?.hold(what, act)) ?? false)
    },
    letGo: async (what, act) => {
      const live = liveOf(what.system, what.context)
      return live ? hold(live, what, false, act) : ((await peerOf(what.system, what.context)?.letGo(what, act)) ?? false)
    },
    forward: async (timer, act) => {
      const live = liveOf(timer.system, timer.context)
      return live ? forward(live, timer, act) : ((await peerOf(timer.system, timer.context)?.forward(timer, act)) ?? false)
    },
    noteTask: async (task, said, act) => {
      const live = liveOf(task.system, task.context)
      return live ? noteTask(live, task, said, act) : ((await peerOf(task.system, task.context)?.noteTask(task, said, act)) ?? false)
    },
    timers: async (offset, limit): Promise<Paged<TimerState>> => {
      // contexts one after another, each by time: a page over several stores without reading them whole
      const items: TimerState[] = []
      let total = 0
      const add = async (page: (from: number, most: number) => Promise<Paged<TimerState>>) => {
        const found = await page(Math.max(0, offset - total), limit - items.length)
        if (offset < total + found.total) items.push(...found.items)
        total += found.total
      }
      for (const { system, context, live } of everyLive())
        await add(async (from, most) => {
          const found = await live.store.timers(from, most)
          return {
            items: found.timers.map(t => ({ system, context, id: t.id, case: t.case, at: t.at, what: waitOfTimer(t).what })),
            total: found.total,
          }
        })
      for (const { there } of everyPeer()) await add((from, most) => there.timers(from, most).catch(() => ({ items: [], total: 0 })))
      return { items: items.slice(0, limit), total }
    },
    tasks: async () => {
      const tasks: Task[] = []
      for (const { board, system, context, live } of everyLive())
        for (const [collection, c] of Object.entries(live.node.context.routes)) {
          if (!c.tasks?.length || c.of.kind !== 'aggregate') continue
          const found = (where: object, states?: readonly string[]) =>
            live.store.list({
              of: c.of.name,
              where: { ...where },
              ...(states ? { states } : {}),
              hidden: true,
              sort: [],
              offset: 0,
              limit: page,
            })
          const states = c.tasks.filter(t => typeof t === 'string')
          const asked = [...(states.length ? [found({}, states)] : []), ...c.tasks.flatMap(t => (typeof t === 'string' ? [] : [found(t)]))]
          const items = (await Promise.all(asked)).flatMap(p => p.items)
          const place = board.places.get(context)!
          const at = host.addressOf(place) ?? `${host.address}${board.prefix}`
          const notes = await taskNotes(live.store)
          for (const i of items) {
            const { owner = null, deadline = null, resolved } = notes[`${collection}/${i.id}`] ?? {}
            if (resolved) continue
            tasks.push({
              system,
              context,
              what: `${c.item} is ${i.state.status}`,
              case: `${c.of.key}/${i.key}`,
              since: null,
              href: `${at}/${collection}/${i.id}`,
              collection,
              item: i.id,
              owner,
              deadline,
              overdue: deadline !== null && deadline < Date.now(),
            })
          }
        }
      return [...tasks, ...(await theirs(there => there.tasks()))]
    },
    audit: async () => {
      const systems = await Promise.all(
        boards().map(async ({ business, system, running, peers }) => {
          const stores = new Map([
            ...[...running.live].map(([name, { store }]) => [name, store] as const),
            ...[...peers].map(([name, peer]) => [name, remoteStore(peer)] as const),
          ])
          const outside = system.contexts.filter(c => c.externals.length).flatMap(c => peers.get(c.name) ?? [])
          // processes may share one sandbox
          const books = new Map(
            [[...running.books()], ...(await Promise.all(outside.map(remoteBooks)))].flat().map(entry => [entry.key, entry]),
          )
          return audit(system, stores, promisesOf(business), books.values(), () => systemClock.sleep(300))
        }),
      )
      return { kept: systems.every(s => s.broken.length === 0), systems }
    },
    audits: async (offset, limit) => {
      const all = await Promise.all(
        everyLive().map(async ({ system, context, live }) =>
          (await live.store.audits(0, offset + limit)).map(a => ({ ...a, system, context })),
        ),
      )
      return [...all.flat(), ...(await theirs(there => there.audits(0, offset + limit)))]
        .sort((a, b) => b.time - a.time)
        .slice(offset, offset + limit)
    },
    reconcile: async (system, day, act) => {
      const board = host.boards.get(system)
      if (!board) return false
      const begin = beginOf(day)
      const found = await reconcile(board, begin, begin + 86_400_000).catch((error: unknown) => {
        host.report({ what: "the provider's list could not be read", about: system, error })
        throw new Problem('unavailable')
      })
      if (!found) return false
      await record(board.running.live.get(promisesOf(board.business).money!.context), act)
      return found
    },
    views: async () => [
      ...(await Promise.all(
        everyLive().flatMap(({ system, context, live }) =>
          live.node.context.views.map(async v => ({
            system,
            context,
            view: v.name,
            rows: (await live.store.list({ of: v.name, where: {}, hidden: true, sort: [], offset: 0, limit: 1 })).total,
            ...(live.filling.progress.has(v.name) ? { filling: live.filling.progress.get(v.name)! } : {}),
          })),
        ),
      )),
      ...(await theirs(there => there.views())),
    ],
    rebuild: async (system, context, view, act) => {
      const board = host.boards.get(system)
      const live = board?.running.live.get(context)
      const found = live?.node.context.views.find(v => v.name === view)
      if (!live) return (await peerOf(system, context)?.rebuild(system, context, view, act)) ?? false
      if (!board || !found) return false
      await record(live, act)
      return live.filling.fill(found, false)
    },
    backup: async act => {
      if (boards().some(b => b.peers.size > 0 || [...b.places.values()].some(p => urlOf(host.settings, p.context) !== undefined)))
        return false
      const folder = join(host.settings.backups, new Date(act.time).toISOString().replaceAll(':', '-'))
      const files = await backUp(
        boards().map(b => b.system),
        host.settings,
        folder,
      )
      for (const { live } of everyLive()) await record(live, { ...act, detail: { folder } })
      return { folder, files: files.length }
    },
    causes: async () => causesOf(await operations.parked()),
    together: (cause, what, act) => together(operations, cause, what, act),
    find: async text => [
      ...(await Promise.all(everyLive().map(({ system, live }) => findIn(system, live, text)))).flat(),
      ...(await theirs(there => there.find(text))),
    ],
    messages: async () => [
      ...(host.channels?.sender.deliveries() ?? []).filter(({ system }) => speakers().some(s => s.system === system)),
      ...(await theirs(there => there.messages())),
    ],
    resend: async (key, act) => {
      const delivery = host.channels?.sender.deliveries().find(d => d.key === key)
      const speaker = speakers().find(s => s.system === delivery?.system)
      if (!speaker) {
        for (const { there } of everyPeer()) if (await there.resend(key, act).catch(() => false)) return true
        return false
      }
      await record(speaker.live, act)
      return host.channels!.sender.retry(key)
    },
    people: async text => Promise.all(here().map(({ system, stores }) => findPerson(system, stores, text))),
    export: async (text, act) => {
      for (const { live } of everyLive()) await record(live, act)
      return Promise.all(
        here().map(async ({ system, stores }) => ({ system: system.name, things: await exportPerson(system, stores, text) })),
      )
    },
    erase: async (system, text, act) => {
      const board = host.boards.get(system)
      if (!board) return false
      const { places, running } = board
      if (running.live.size < board.system.contexts.length) return 'elsewhere'
      const { open } = await findPerson(board.system, storesOf(running), text)
      if (open.length) return { open }
      let done: Erasure
      for (const name of places.keys()) await host.stopContext(board, name)
      try {
        done = await erasePerson(board.system, host.settings, text)
      } finally {
        for (const name of places.keys()) await host.startContext(board, name)
      }
      if ('open' in done) return done
      await host.forget(done.erasing)
      const { cases } = done
      for (const live of running.live.values())
        await record(live, { ...act, reason: done.erasing.textWithout(act.reason), detail: { system, cases } })
      return { system, cases, left: leftOf(host.settings) }
    },
    flows: async system => {
      const board = host.boards.get(system)
      if (!board) return undefined
      const here = everyLive().filter(l => l.system === system)
      const there = everyPeer().filter(p => p.system === system)
      const all = [...here.map(({ live }) => flowOf(system, live)), ...there.map(async p => (await p.there.flows(system)) ?? [])]
      return (await Promise.all(all.map(flow => flow.catch(() => [])))).flat()
    },
    last: async (system, context, wish) => {
      const live = liveOf(system, context)
      return live ? lastIn(live, wish) : ((await peerOf(system, context)?.last(system, context, wish)) ?? undefined)
    },
    money: async () => [
      ...(await Promise.all(everyLive().map(({ board, live }) => moneyOf(board, live)))).flat(),
      ...(await theirs(there => there.money())),
    ],
    caseOf: async (system, kase, at) => {
      const board = host.boards.get(system)
      if (!board) return undefined
      const { parts, missing } = await board.running.history(kase)
      const events = parts.flatMap(p => p.events)
      const waits = parts.flatMap(p => p.waits.map(w => ({ ...w, context: p.context })))
      const parked = (await operations.parked()).filter(l => l.system === system && l.case === kase)
      if (!events.length && !waits.length && !parked.length) return undefined
      return { events, waits, parked, missing, ...(at === undefined ? {} : { past: pastOf(board, events, at) }) }
    },
  }
  return operations
}

/** Where somebody who was erased may still be, and what to do about it. */
const leftOf = ({ backups, bus }: Settings): readonly string[] => [
  ...backupsLeft(backups),
  ...(bus === 'http' ? [] : ['the topic on Kafka keeps what was told until its retention ends: shorten it, or delete those records']),
  'the provider of payments, the provider of identity and whoever received messages keep their own: ask them',
]

/** Null where a database or a broker is away: whoever looks then needs to see all the rest. */
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
const soon = <T>(asked: Promise<T>): Promise<T | null> => Promise.race([asked, passed(glance).then(() => null)]).catch(() => null)
