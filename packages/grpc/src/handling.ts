// One call: its message becomes the request that REST would have, and the answer its message, or the error that REST would tell.
import { Metadata, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js'
import type { System } from '@jumun/core/model'
import { type FieldError, languageOf, problemDocument } from '@jumun/http'
import { type Call, clears } from './calls.ts'
import { readMessage, writeMessage } from './coding.ts'
import { type Answered, ask } from './door.ts'
import { snake } from './proto.ts'
import { type Failure, failureOf } from './status.ts'
import type { Served } from './served.ts'

/** What of the metadata is said at the door, and no more: it is what is said there of a person's request. */
const passedOn = ['authorization', 'idempotency-key', 'if-match', 'traceparent', 'accept-language', 'x-forwarded-for'] as const
/** What of the answer is told as metadata. */
const told = ['etag', 'idempotency-replayed', 'x-request-id', 'ratelimit', 'ratelimit-policy'] as const

type Fields = { readonly [name: string]: any }
type Unary = ServerUnaryCall<Fields, Fields>

/** Answers the calls of one method. */
export const handlerOf =
  (served: Served, call: Call) =>
  (asked: Unary, answer: sendUnaryData<Fields>): void => {
    void answerTo(served, call, asked).then(
      ({ value, metadata }) => {
        asked.sendMetadata(metadata)
        answer(null, value)
      },
      (error: unknown) => answer(isFailure(error) ? error : unexpected(served, call, error)),
    )
  }
const isFailure = (error: unknown): error is Failure => typeof error === 'object' && error !== null && 'metadata' in error
const unexpected = ({ log, system }: Served, call: Call, error: unknown): Failure => {
  log?.error({ err: error, call: call.name }, 'a call failed')
  return refusalOf(system, 'unexpected', 'en')
}

const answerTo = async (served: Served, call: Call, asked: Unary): Promise<{ value: Fields; metadata: Metadata }> => {
  const { system } = served
  const { metadata } = asked
  const said = (name: string): string | undefined => (metadata.get(name).length ? metadata.get(name).join(', ') : undefined)
  const language = languageOf(said('accept-language'))
  const refuse = (...errors: FieldError[]): never => {
    throw refusalOf(system, 'malformed', language, errors)
  }
  const { id, body, query } = partsOf(call, asked.request, refuse)
  const server = served.door(call.context)
  if (!server) throw refusalOf(system, 'unavailable', language)
  const end = momentOf(asked.getDeadline())
  const answered = await ask(server, {
    method: call.verb,
    path: served.prefix + call.path.replace('{id}', () => id) + query,
    address: addressOf(asked.getPeer()),
    body,
    within: end === Infinity ? undefined : Math.max(0, end - Date.now()),
    headers: {
      host: asked.getHost(),
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...Object.fromEntries(passedOn.flatMap(name => (said(name) === undefined ? [] : [[name, said(name)!]]))),
    },
  })
  if (answered.status >= 400) throw problemOf(system, answered, Date.now() >= end)
  return { value: valueOf(call, answered), metadata: metadataOf(answered) }
}
const momentOf = (deadline: Date | number): number => (typeof deadline === 'number' ? deadline : deadline.getTime())
/** `10.0.0.7:4711`, `[::1]:4711` */
const addressOf = (peer: string): string => /^\[?([0-9a-f.:]+?)\]?:\d+$/i.exec(peer)?.[1] ?? peer

/** A message as the parts of a request. */
const partsOf = (
  call: Call,
  message: Fields,
  refuse: (...errors: FieldError[]) => never,
): { readonly id: string; readonly body: string | undefined; readonly query: string } => {
  const { id, [clears]: cleared = [], ...fields } = readMessage(call.request, message) as Fields
  const isNamed = call.path.includes('{id}')
  if (isNamed && !id) refuse({ field: 'id', word: 'required' })
  const named = isNamed ? address(id, refuse) : ''
  if (call.verb === 'GET') return { id: named, body: undefined, query: queryOf(fields) }
  const nothing = (cleared as string[]).map(name => {
    const field = call.request.fields.find(f => snake(f.name) === name && f.name !== 'id' && f.name !== clears)
    return [field?.name ?? refuse({ field: clears, word: 'form' }), null]
  })
  return {
    id: named,
    body: call.hasBody ? JSON.stringify({ ...Object.fromEntries(nothing), ...fields, ...call.always }) : undefined,
    query: '',
  }
}
const address = (id: string, refuse: (...errors: FieldError[]) => never): string => {
  if (!id.isWellFormed()) refuse({ field: 'id', word: 'unicode' })
  return encodeURIComponent(id)
}
const queryOf = (fields: Fields): string => {
  const query = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((v): [string, string] => [name, String(v)])),
  )
  return query.size ? `?${query.toString()}` : ''
}

const refusalOf = (system: System, slug: string, language: 'en' | 'ko', errors: readonly FieldError[] = []): Failure => {
  const { status, body } = problemDocument(system, slug, { instance: '', traceId: '', language, errors })
  const { traceId: _, ...problem } = JSON.parse(body)
  return failureOf({ status, headers: { 'content-language': language }, problem }, system.name, false)
}
const problemOf = (system: System, { status, headers, body }: Answered, isLate: boolean): Failure => {
  const failure = failureOf({ status, headers, problem: JSON.parse(body) }, system.name, isLate)
  failure.metadata.merge(metadataOf({ status, headers, body }))
  return failure
}
const metadataOf = ({ headers }: Answered): Metadata => {
  const metadata = new Metadata()
  for (const name of told) {
    const value = headers[name]
    if (typeof value === 'string') metadata.set(name, value)
  }
  return metadata
}

/** What was answered, as the method's message. */
const valueOf = (call: Call, { body }: Answered): Fields => {
  if (call.answers === 'nothing') return {}
  const { _links, ...json } = JSON.parse(body) as Fields
  const [first] = call.response.fields
  if (call.answers === 'item') return writeMessage(call.response, { [first!.name]: json })
  if (call.answers === 'page') {
    const next = _links?.next && new URL(_links.next.href).searchParams.get('after')
    return writeMessage(call.response, { [call.things]: json._embedded[call.things], page: json.page, next })
  }
  return writeMessage(call.response, first?.name === 'history' ? { history: json } : json)
}
