// Asks as a stranger does who has nothing of us but a proto file.
import { join } from 'node:path'
import {
  type ChannelCredentials,
  type Client,
  credentials,
  loadPackageDefinition,
  Metadata,
  type ServiceError,
  status,
} from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import protobuf from 'protobufjs'

type Loose = any // oxlint-disable-line no-explicit-any -- what a loaded file describes has no types here

/** What came of a call. */
export interface Answer {
  /** `OK`, `NOT_FOUND`, … */
  readonly code: string
  readonly value: Loose
  readonly words: string
  /** By the name of its type, what an error says besides. */
  readonly details: { readonly [type: string]: Loose }
  readonly metadata: { readonly [name: string]: unknown }
}
export interface Stranger {
  /** `context`: whose service. `metadata`: such as `{ authorization: 'Bearer …' }`. `within`: ms. */
  ask(context: string, method: string, message?: object, metadata?: { readonly [name: string]: string }, within?: number): Promise<Answer>
  close(): void
}

const details = protobuf.parse(`syntax = "proto3"; package google.rpc;
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }
  message Duration { int64 seconds = 1; int32 nanos = 2; }
  message RetryInfo { Duration retry_delay = 1; }
  message FieldViolation { string field = 1; string description = 2; }
  message BadRequest { repeated FieldViolation field_violations = 1; }
  message RequestInfo { string request_id = 1; }
  message LocalizedMessage { string locale = 1; string message = 2; }`).root
const read = (type: string, bytes: Uint8Array): Loose => {
  const found = details.lookupType(`google.rpc.${type}`)
  return found.toObject(found.decode(bytes), { longs: Number })
}
const detailsOf = (metadata: Metadata): Answer['details'] => {
  const [bytes] = metadata.get('grpc-status-details-bin')
  if (!Buffer.isBuffer(bytes)) return {}
  const all: readonly { readonly typeUrl: string; readonly value: Uint8Array }[] = read('Status', bytes).details
  return Object.fromEntries(all.map(({ typeUrl, value }) => [typeUrl.split('.').at(-1), read(typeUrl.split('.').at(-1)!, value)]))
}

const options = { keepCase: false, longs: Number, enums: String, defaults: false } as const
/** Where the proto file of a system lies. */
export const protoOf = (system: string): string => join(import.meta.dirname, `../systems/${system}/${system}.proto`)
/** The services of a file, with their methods. */
export const servicesOf = (file: string): { readonly [service: string]: readonly string[] } =>
  Object.fromEntries(
    Object.entries(loadSync(file, options)).flatMap(([name, what]) => ('format' in what ? [] : [[name, Object.keys(what)]])),
  )

export const stranger = (
  address: string,
  system: string,
  by: ChannelCredentials = credentials.createInsecure(),
  file = protoOf(system),
): Stranger => {
  const services = (loadPackageDefinition(loadSync(file, options)) as Loose)['jumun'][system].v1
  const clients = new Map<string, Client>()
  const clientOf = (context: string): Loose => {
    const name = `${context.charAt(0).toUpperCase()}${context.slice(1)}Service`
    let client = clients.get(name)
    if (!client) clients.set(name, (client = new services[name](address, by)))
    return client
  }
  return {
    ask: (context, method, message = {}, metadata = {}, within = 10_000) =>
      new Promise(done => {
        const said = new Metadata()
        for (const [name, value] of Object.entries(metadata)) said.set(name, value)
        let heard: Metadata | undefined
        const call = clientOf(context)[method](
          message,
          said,
          { deadline: Date.now() + within },
          (error: ServiceError | null, value: Loose) =>
            done({
              code: status[error?.code ?? 0]!,
              value,
              words: error?.details ?? '',
              details: error ? detailsOf(error.metadata) : {},
              metadata: { ...heard?.getMap(), ...error?.metadata.getMap() },
            }),
        )
        call.on('metadata', (found: Metadata) => (heard = found))
      }),
    close: () => {
      for (const client of clients.values()) client.close()
    },
  }
}
