// The contexts of a system as this process serves them: started and stopped one by one, while the others go on.
import type { AddressInfo } from 'node:net'
import type { Context } from '@jumun/core/model'
import { baseOf, contextServer } from '@jumun/http'
import type { Board, Place } from './board.ts'
import type { Host } from './host.ts'
import { insideOf } from './inside.ts'
import { listening } from './listening.ts'
import { historyOf, partOf } from './history.ts'
import type { Live } from './running.ts'
import { Behind, Refusal, type Settings } from './settings.ts'
import { standIn } from './stand-in.ts'

/** Places for contexts that do not run yet. */
export const placesFor = (contexts: readonly Context[]): ReadonlyMap<string, Place> =>
  new Map(
    contexts.map(context => [
      context.name,
      { context, server: undefined, starting: undefined, refused: undefined, standIn: undefined, port: undefined } as Place,
    ]),
  )

/** Starts all that can start: a file that cannot be used is no reason for the others to stay down. Where none can, it throws why. */
export const startContexts = async (host: Host, board: Board): Promise<void> => {
  const all = [...board.places]
  const ends = await Promise.allSettled(all.map(([context]) => startContext(host, board, context)))
  const failed = ends.flatMap((end, i) => (end.status === 'rejected' ? [{ error: end.reason as unknown, place: all[i]! }] : []))
  const fatal =
    failed.find(f => !(f.error instanceof Refusal)) ??
    (failed.length === all.length ? failed.find(f => !(f.error instanceof Behind)) : undefined)
  if (fatal) throw fatal.error
  for (const {
    error,
    place: [name, place],
  } of failed) {
    place.refused = (error as Refusal).message
    host.log.error({ about: `${board.system.name}/${name}` }, place.refused)
    if (host.alone) await standInFor(host, place)
  }
}
/** Somebody says at a context's own port that it did not start. */
const standInFor = async ({ settings }: Host, place: Place): Promise<void> => {
  const { name } = place.context
  const server = standIn(name)
  const port = portOf(settings, place.context)
  await listening(
    port,
    settings.host,
    `the context ${name}`,
    () => new Promise((done, no) => server.once('error', no).listen(port, settings.host, () => done(undefined))),
  )
  place.standIn = server
  place.port = (server.address() as AddressInfo).port
}
const endStandIn = async (place: Place): Promise<void> => {
  const { standIn } = place
  place.standIn = undefined
  if (!standIn) return
  standIn.closeAllConnections()
  await new Promise(done => standIn.close(done))
}

/** Starts one context, the others going on as they are. Throws a Refusal where its data cannot be used as it is. */
export const startContext = async (host: Host, board: Board, name: string): Promise<void> => {
  const place = board.places.get(name)!
  if (place.server) return
  place.starting ??= openContext(host, board, place).finally(() => (place.starting = undefined))
  await place.starting
}
const openContext = async (host: Host, board: Board, place: Place): Promise<void> => {
  const { name } = place.context
  const server = serverOf(host, board, place, await board.running.start(place.context))
  place.refused = undefined
  await endStandIn(place)
  if (host.alone) {
    const at = host.settings.host
    const port = place.port ?? portOf(host.settings, place.context)
    await listening(port, at, `the context ${name}`, () => server.listen({ port, host: at }))
    place.port = (server.server.address() as AddressInfo).port
  } else await server.ready()
  place.server = server
}
const serverOf = (host: Host, board: Board, place: Place, live: Live): ReturnType<typeof contextServer> => {
  const { system, prefix, running } = board
  const { name } = place.context
  const { publicBase } = host.settings
  let base: ReturnType<typeof baseOf> | undefined // made when the ports are known
  return contextServer({
    ...host.serving,
    node: live.node,
    counter: live.counter,
    system,
    base: request =>
      (base ??= baseOf({ own: host.addressOf(place) ?? host.address, publicBase, prefix, trusted: host.sockets.trusts }))(request),
    tracing: host.tracesOf(system.name, name),
    history: kase => historyOf(running, kase),
    guards: () => live.ask.guards.values(),
    families: live.families,
    peers: {
      store: live.store,
      news: live.news,
      part: kase => partOf(live, kase),
      inside: insideOf(host, system.name, place.context, live.store),
    },
  })
}
/** The port that a context is to have: its own, that of the settings where it is what they speak of, or any. */
const portOf = ({ port, gateway, parts }: Settings, context: Context): number => {
  if (!gateway && parts[0]!.contexts?.length === 1) return port ?? context.port
  return port === 0 ? 0 : context.port
}

/**
 * Stops one context: no new requests, those at hand are finished, the database is closed. One that starts waits for nothing any more, and
 * is stopped when it has started.
 */
export const stopContext = async (board: Board, name: string): Promise<void> => {
  const place = board.places.get(name)!
  board.running.breakOff(name)
  await place.starting?.catch(() => {}) // said to whoever started it
  const server = place.server
  place.server = undefined
  await endStandIn(place)
  await server?.close()
  await board.running.stop(name)
}
