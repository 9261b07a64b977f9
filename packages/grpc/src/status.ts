// A problem of the REST interface as an error of gRPC: a code, and google.rpc.Status with the slug, the words and what is wrong with which field.
import { Metadata, status as code } from '@grpc/grpc-js'
import protobuf from 'protobufjs'
import { googleRpc } from './google-rpc.ts'

/** A problem document (RFC 9457) and the headers that came with it. */
export interface Told {
  readonly status: number
  readonly headers: { readonly [name: string]: unknown }
  readonly problem: {
    readonly type: string
    readonly detail: string
    readonly traceId?: string
    readonly errors?: readonly { readonly field: string; readonly message: string }[]
    readonly state?: string
    readonly allowed?: readonly string[]
  }
}
/** An error as grpc-js sends it. */
export interface Failure {
  readonly code: code
  readonly details: string
  readonly metadata: Metadata
}

const codes: { readonly [status: number]: code } = {
  400: code.INVALID_ARGUMENT,
  401: code.UNAUTHENTICATED,
  403: code.PERMISSION_DENIED,
  404: code.NOT_FOUND,
  409: code.FAILED_PRECONDITION,
  412: code.ABORTED,
  413: code.RESOURCE_EXHAUSTED,
  421: code.PERMISSION_DENIED,
  422: code.FAILED_PRECONDITION,
  429: code.RESOURCE_EXHAUSTED,
  500: code.INTERNAL,
  503: code.UNAVAILABLE,
  504: code.DEADLINE_EXCEEDED,
}
/** The same key is being worked on, or what was seen has changed: whoever asks again may well get it. */
const aborted: ReadonlySet<string> = new Set(['in-progress', 'precondition-failed'])
const codeOf = (slug: string, status: number): code => (aborted.has(slug) ? code.ABORTED : (codes[status] ?? code.UNKNOWN))

/** What the names of the details are below. */
const types = 'type.googleapis.com/google.rpc.'
let loaded: protobuf.Root | undefined
const root = (): protobuf.Root => {
  if (loaded) return loaded
  const { root: made } = protobuf.parse(googleRpc, new protobuf.Root())
  for (const file of ['any', 'duration']) made.addJSON(protobuf.common.get(`google/protobuf/${file}.proto`)!.nested!)
  made.resolveAll()
  return (loaded = made)
}
const bytes = (name: string, value: object): Uint8Array => {
  const type = root().lookupType(`google.rpc.${name}`)
  return type.encode(type.fromObject(value)).finish()
}
const detail = (name: string, value: object) => ({ type_url: types + name, value: bytes(name, value) })

/** The error of a problem. `domain`: whose slugs these are. `isLate`: the time that the caller gave is over. */
export const failureOf = ({ status, headers, problem }: Told, domain: string, isLate: boolean): Failure => {
  const slug = problem.type.slice(problem.type.lastIndexOf('/') + 1)
  const found = isLate && (status === 503 || status === 504) ? code.DEADLINE_EXCEEDED : codeOf(slug, status)
  const { errors, state, allowed, traceId } = problem
  const wait = Number(headers['retry-after'])
  const about = { ...(state === undefined ? {} : { state }), ...(allowed === undefined ? {} : { allowed: allowed.join(' ') }) }
  const metadata = new Metadata()
  metadata.set(
    'grpc-status-details-bin',
    Buffer.from(
      bytes('Status', {
        code: found,
        message: problem.detail,
        details: [
          detail('ErrorInfo', { reason: slug, domain, metadata: about }),
          detail('LocalizedMessage', { locale: headers['content-language'] ?? 'en', message: problem.detail }),
          ...(errors?.length
            ? [detail('BadRequest', { fieldViolations: errors.map(e => ({ field: e.field, description: e.message })) })]
            : []),
          ...(wait > 0 ? [detail('RetryInfo', { retryDelay: { seconds: wait } })] : []),
          ...(traceId === undefined ? [] : [detail('RequestInfo', { requestId: traceId })]),
        ],
      }),
    ),
  )
  return { code: found, details: problem.detail, metadata }
}
