// What the stores say: promises kept, acts, money, and how much happens.
import { audit, passed, systemClock } from '@jumun/core/runtime'
import { type Operations, Problem, type Reconciled } from '@jumun/http'
import { promisesOf } from '../audit.ts'
import type { Board } from '../board.ts'
import { flowOf, lastIn, moneyOf } from '../flow.ts'
import { remoteBooks, remoteStore } from '../inside.ts'
import { beginOf, reconcile } from '../money.ts'
import type { Host } from '../host.ts'
import type { Reach } from './reach.ts'

/** A provider's list may have thousands of pages: whoever asks waits as long as for so many requests. */
const patience = 4
/** By board and day what is being compared: whoever asks for the same day meanwhile waits for it. */
const underWay = new WeakMap<Board, Map<string, Promise<Reconciled | undefined>>>()
const comparing = (host: Host, board: Board, day: string): Promise<Reconciled | undefined> => {
  let days = underWay.get(board)
  if (!days) underWay.set(board, (days = new Map()))
  const known = days.get(day)
  if (known) return known
  const begin = beginOf(day)
  const work = reconcile(board, begin, begin + 86_400_000)
    .catch((error: unknown) => {
      host.report({ what: "the provider's list could not be read", about: board.system.name, error })
      throw new Problem('unavailable')
    })
    .finally(() => days.delete(day))
  days.set(day, work)
  work.catch(() => {}) // it is reported, and perhaps nobody waits for it any more
  return work
}

export const booksOf = ({
  host,
  boards,
  everyLive,
  liveOf,
  record,
  everyPeer,
  peerOf,
  theirs,
}: Reach): Pick<Operations, 'audit' | 'audits' | 'reconcile' | 'money' | 'flows' | 'last'> => ({
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
    const found = await Promise.race([
      comparing(host, board, day),
      passed(patience * host.settings.requestTime).then((): 'underWay' => 'underWay'),
    ])
    if (!found) return false
    await record(board.running.live.get(promisesOf(board.business).money!.context), act)
    return found
  },
  money: async () => [
    ...(await Promise.all(everyLive().map(({ board, live }) => moneyOf(board, live)))).flat(),
    ...(await theirs(there => there.money())),
  ],
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
})
