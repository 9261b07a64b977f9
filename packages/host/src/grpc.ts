import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { join } from 'node:path'
import type { Grpc, Served } from '@jumun/grpc'
import { drawn } from './drawn.ts'
import type { Board } from './board.ts'
import type { Host } from './host.ts'
import { listening } from './listening.ts'

/** How long a context of another process may take to say that it is ready, in ms. */
const pulse = 1000

/** Opens the port at which the systems of this process are asked by gRPC: `door` is who answers for a context. */
export const openGrpc = async (host: Host, door: (board: Board, context: string) => Server | undefined): Promise<Grpc> => {
  // only where it is asked for: it takes its time to load, and room
  const { serveGrpc } = await import('@jumun/grpc')
  const { host: at, grpc: port = 0, edge } = host.settings
  const systems = await Promise.all([...host.boards.values()].map(board => servedOf(host, board, door)))
  let opened: Grpc | undefined
  await listening(port, at, 'gRPC', async () => {
    opened = await serveGrpc({ systems, host: at, port, connections: edge.connections, tls: edge.tls })
  })
  return opened!
}

const servedOf = async (host: Host, board: Board, door: (board: Board, context: string) => Server | undefined): Promise<Served> => {
  const { system, business, places, peers } = board
  const { openapi } = await drawn(business)
  const { folder } = business
  const proto = folder && (await readFile(join(folder, `${system.name}.proto`), 'utf8').catch(() => undefined))
  return {
    system,
    prefix: host.settings.gateway ? board.prefix : '',
    document: JSON.parse(openapi!),
    proto,
    contexts: [...places.keys(), ...(host.settings.gateway ? peers.keys() : [])],
    door: context => door(board, context),
    isReady: async context => {
      const place = places.get(context)
      if (place) return place.server !== undefined && (await place.server.inject('/actuator/health/readiness')).statusCode === 200
      return peers
        .get(context)!
        .call('GET', '/actuator/health/readiness', pulse)
        .then(
          () => true,
          () => false,
        )
    },
    log: host.log,
  }
}
