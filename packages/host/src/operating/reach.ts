// Whom operators reach from here: the contexts of this process, and those of others.
import type { Act } from '@jumun/http'
import type { Board } from '../board.ts'
import type { Host } from '../host.ts'
import { remoteOperations } from '../inside.ts'
import type { Live } from '../running.ts'

/** `wanted`: another process asks, for these contexts alone. */
export type Wanted = (system: string, context: string) => boolean
export type Reach = ReturnType<typeof reachOf>
/** The contexts of this process, and those of other processes, which are asked for their part. */
export const reachOf = (host: Host, wanted?: Wanted) => {
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
  const storesOf = (running: Board['running']) => new Map([...running.live].map(([name, live]) => [name, live.store]))
  const here = () => boards().map(({ system, running }) => ({ system, stores: storesOf(running) }))
  return { host, wanted, boards, everyLive, everyUpToDate, liveOf, record, speakers, everyPeer, peerOf, theirs, storesOf, here }
}
