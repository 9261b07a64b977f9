// The systems by gRPC: another way in, through the same door.
import type { AddressInfo, Server as NetServer, Socket } from 'node:net'
import { createServer } from 'node:net'
import { createServer as createSecureServer } from 'node:tls'
import { Server, ServerCredentials, type ServiceDefinition } from '@grpc/grpc-js'
import { ReflectionService } from '@grpc/reflection'
import { largest, reloading, secretsOf, type TlsFiles } from '@jumun/http'
import { type Call, interfaceOf } from './calls.ts'
import { definitionOf, describedOf } from './files.ts'
import { handlerOf } from './handling.ts'
import { addHealth } from './health.ts'
import type { Document } from './openapi.ts'
import { protoText, serviceOf } from './proto.ts'
import type { Served } from './served.ts'

export type { Served } from './served.ts'
export { protoOf, serviceOf } from './proto.ts'

export interface GrpcSettings {
  readonly systems: readonly Served[]
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  /** How many connections there may be at once. */
  readonly connections: number
  /** Where it is encrypted: the files of the certificate and of its key. */
  readonly tls?: TlsFiles | undefined
}
export interface Grpc {
  readonly port: number
  /** Takes no more calls, and answers those at hand; after `within` ms they are cut off. */
  stop(within: number): Promise<void>
}

const serverOptions = {
  'grpc.max_receive_message_length': largest,
  'grpc.max_concurrent_streams': 100,
  'grpc.max_metadata_size': 16_384,
  // who is gone without a word is let go
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 10_000,
}

/** Serves systems: a service for each context that can be asked here, reflection and health. Throws where the port is taken. */
export const serveGrpc = async ({ systems, host, port, connections, tls }: GrpcSettings): Promise<Grpc> => {
  const server = new Server(serverOptions)
  const faces = systems.map(served => {
    const face = interfaceOf(served.system, served.document as Document)
    return { served, face, proto: protoText(served.system, face, served.proto) }
  })
  const definition = definitionOf(faces.map(f => f.proto))
  for (const { served, face } of faces)
    for (const context of served.contexts) {
      const calls = face.calls.filter(c => c.context === context)
      if (!calls.length) continue
      const service = definition[serviceOf(served.system.name, context)] as ServiceDefinition
      server.addService(service, handlersOf(served, calls))
    }
  const endWatching = addHealth(server, readyOf(systems))
  new ReflectionService(describedOf(Object.fromEntries(faces.map(f => [`${f.served.system.name}.proto`, f.proto])))).addToServer(server)
  return listen(server, endWatching, { host, port, connections, tls, log: systems[0]?.log })
}
const handlersOf = (served: Served, calls: readonly Call[]) => Object.fromEntries(calls.map(call => [call.name, handlerOf(served, call)]))
const readyOf = (systems: readonly Served[]): ReadonlyMap<string, () => Promise<boolean>> => {
  const each = systems.flatMap(({ system, contexts, isReady }) =>
    contexts.map(context => [serviceOf(system.name, context), () => isReady(context)] as const),
  )
  return new Map([...each, ['', async () => (await Promise.all(each.map(([, isReady]) => isReady()))).every(Boolean)]])
}

/** Our own sockets, handed to gRPC: they are bounded, and a certificate is read again, as those of the gateway are. */
const listen = async (
  server: Server,
  endWatching: () => void,
  { host, port, connections, tls, log }: Omit<GrpcSettings, 'systems'> & Pick<Served, 'log'>,
): Promise<Grpc> => {
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure())
  const take = (socket: Socket): void => injector.injectConnection(socket)
  const secure = tls && createSecureServer({ ...secretsOf(tls), minVersion: 'TLSv1.2', ALPNProtocols: ['h2'] }, take)
  const sockets: NetServer = secure ?? createServer({ noDelay: true }, take)
  if (tls) reloading(secure as Parameters<typeof reloading>[0], tls, log)
  sockets.maxConnections = connections
  await new Promise<void>((done, failed) => sockets.once('error', failed).listen(port, host, done))
  return {
    port: (sockets.address() as AddressInfo).port,
    stop: async within => {
      // when all connections have ended: the library's own word comes as soon as they were asked to, while calls are being answered
      const ended = new Promise<void>(done => sockets.close(() => done()))
      endWatching()
      let late: NodeJS.Timeout | undefined
      server.tryShutdown(() => {})
      await Promise.race([ended, new Promise(done => (late = setTimeout(done, within)))])
      clearTimeout(late)
      server.forceShutdown()
    },
  }
}
