import type { IncomingMessage, ServerResponse } from 'node:http'
import type { System } from '@jumun/core/model'
import { type Caller, CommitUnknown, type Counter, type Node, type Told, Unavailable } from '@jumun/core/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { addressOf, type Trust, withoutEnd } from './addresses.ts'
import { arrivalOf, givenTo, leftOf, notesOf, sentAt } from './arrival.ts'
import type { Access, Identity } from './identity.ts'
import { queryOf } from './input.ts'
import type { OpenDoor } from './open-door.ts'
import type { Metrics } from './metrics.ts'
import { contentTypes, type Form, formOf, languageOf } from './negotiation.ts'
import { NoPeer } from './peer.ts'
import { type FieldError, Problem, problemDocument } from './problem.ts'
import { maskedUrl, type RequestLog } from './requests.ts'
import { type RequestSpan, type RequestTracing, sentTrace, traceId, traceOf } from './trace.ts'
import type { Found, Wire } from './wire.ts'
import { wordsFor } from './words.ts'

/** What every request of one server shares. */
export interface Edge {
  readonly system: System | undefined
  readonly node: Node | undefined
  readonly counter: Counter | undefined
  readonly access: Access
  readonly identity: Identity
  /** Who may come in where access is open; none where it is guarded. */
  readonly door: OpenDoor | undefined
  readonly requestTime: number
  readonly log: Logger | undefined
  readonly metrics: Metrics
  readonly requests: RequestLog | undefined
  /** Follows requests; left out: nobody does. */
  readonly tracing?: RequestTracing | undefined
  readonly trusts: Trust
  /** The absolute address that links begin with. */
  readonly base: (request: IncomingMessage) => string
  /** Names of query parameters and fields that logs mask. */
  readonly personal: ReadonlySet<string>
  readonly open: Open
}
/**
 * Requests that are being answered; `handedOn`: those of them that came from a gateway in this process; `idle`: told when there are none
 * of these.
 */
export interface Open {
  count: number
  handedOn: number
  idle: (() => void) | undefined
}

/** What a problem says besides its slug. */
interface Also {
  readonly detail?: any
  readonly errors?: readonly FieldError[] | undefined
  readonly headers?: readonly string[]
  readonly item?: Found | undefined
  readonly wire?: Wire | undefined
  /** The type of the command that was refused. */
  readonly refused?: string | undefined
}

/** What processes of ours ask all the time, and whoever watches them: nobody follows it. */
const isOurs = /^\/(log|heard|inside|live|metrics|.*actuator)\b/
/** One request and its answer. */
export class Exchange {
  readonly edge: Edge
  readonly route: string
  readonly raw: IncomingMessage
  readonly res: ServerResponse
  readonly params: any
  readonly body: unknown
  readonly sent: number
  caller!: Caller
  /** Its command was decided, and is about to be committed or was. Where not, it will not be after `until`. */
  begun = false
  /** It answers with what the same Idempotency-Key was answered first. */
  replays = false
  /** Told then, with how long after it was sent that was, in ms. */
  onBegin: ((delay: number) => void) | undefined
  private readonly handedOn: boolean
  private readonly began = performance.now()
  private traceparent: string | undefined
  private readonly span: RequestSpan | undefined
  private ownBase: string | undefined
  private asked: URLSearchParams | undefined
  private answered = false

  constructor(edge: Edge, route: string, request: FastifyRequest, reply: FastifyReply) {
    this.edge = edge
    this.route = route
    this.raw = request.raw
    this.res = reply.raw
    this.params = request.params
    this.body = request.body
    const notes = notesOf(request.raw)
    this.handedOn = notes !== undefined
    this.sent = notes?.sent ?? (request.raw as any)[sentAt] ?? arrivalOf(request.raw)
    if (edge.tracing && !isOurs.test(route)) {
      this.span = edge.tracing.request(request.raw.method!, route, sentTrace(request.raw.headers.traceparent))
      this.traceparent = this.span.trace
    }
    edge.open.count++
    if (notes) edge.open.handedOn++
  }
  /** Nobody decides after this moment. */
  get until(): number {
    const left = this.handedOn ? givenTo(this.raw) : leftOf(this.raw)
    return this.sent + (left === undefined ? this.edge.requestTime : Math.min(left, this.edge.requestTime))
  }
  begins(): void {
    if (this.begun) return
    this.begun = true
    this.onBegin?.(Date.now() - this.sent)
  }
  get trace(): string {
    return (this.traceparent ??= traceOf(this.raw.headers.traceparent))
  }
  get base(): string {
    return (this.ownBase ??= this.edge.base(this.raw))
  }
  get path(): string {
    const url = this.raw.url!
    const end = url.indexOf('?')
    return end < 0 ? url : url.slice(0, end)
  }
  get query(): URLSearchParams {
    if (this.asked) return this.asked
    const url = this.raw.url!
    const end = url.indexOf('?')
    return (this.asked = queryOf(end < 0 ? '' : url.slice(end + 1)))
  }
  get hasQuery(): boolean {
    return this.raw.url!.includes('?')
  }
  /** How the answer is written; throws `not-acceptable` where it cannot be. */
  get form(): Exclude<Form, 'none'> {
    const form = formOf(this.raw.headers.accept)
    if (form === 'none') throw new Problem('not-acceptable')
    return form
  }
  get isMinimal(): boolean {
    const prefer = this.raw.headers.prefer
    return prefer !== undefined && /(^|[,;\s])return\s*=\s*"?minimal"?/i.test(String(prefer))
  }

  /** Sends the answer. Header names and values alternate. */
  send(status: number, headers: string[], body?: string | Buffer): void {
    if (this.answered) return
    this.answered = true
    lastOf(this.res)
    headers.push('x-request-id', traceId(this.trace), 'x-content-type-options', 'nosniff')
    if (this.replays) headers.push(...replay)
    if (!headers.includes('cache-control')) headers.push('cache-control', 'no-store')
    try {
      if (body !== undefined && status !== 204 && status !== 304) {
        headers.push('content-length', String(typeof body === 'string' ? Buffer.byteLength(body) : body.length))
        this.res.writeHead(status, headers)
        this.res.end(body)
      } else {
        if (status !== 204 && status !== 304) headers.push('content-length', '0')
        this.res.writeHead(status, headers)
        this.res.end()
      }
    } finally {
      this.finished(status)
    }
  }
  /** Sends JSON in the form that was asked for. */
  json(status: number, text: string, form: Exclude<Form, 'none'>, headers: string[] = []): void {
    headers.push('content-type', contentTypes[form])
    this.send(status, headers, this.pretty(text))
  }
  pretty(text: string): string {
    if (!this.hasQuery) return text
    const asked = this.query.get('pretty')
    return asked === null || asked === 'false' ? text : `${JSON.stringify(JSON.parse(text), null, 2)}\n`
  }

  /** Begins an answer that goes on until somebody ends it: for metrics it is answered now, its line in the log is written when it ends. */
  stream(headers: string[]): ServerResponse {
    this.answered = true
    headers.push('x-request-id', traceId(this.trace), 'x-content-type-options', 'nosniff', 'cache-control', 'no-store')
    this.res.writeHead(200, headers)
    this.res.flushHeaders()
    this.counted(200)
    this.res.once('close', () => {
      const { requests } = this.edge
      if (requests?.wants(200)) this.noted(requests, 200, performance.now() - this.began)
    })
    return this.res
  }

  private finished(status: number, slug?: string): void {
    const took = this.counted(status, slug)
    const { requests } = this.edge
    if (requests?.wants(status)) this.noted(requests, status, took)
  }
  private counted(status: number, slug?: string): number {
    const { open, metrics } = this.edge
    open.count--
    if (this.handedOn && --open.handedOn === 0) open.idle?.()
    const took = performance.now() - this.began
    metrics.request(this.raw.method!, this.route, status, took / 1000, slug)
    this.span?.status(status, slug)
    return took
  }
  private noted(requests: RequestLog, status: number, took: number): void {
    const { personal, trusts } = this.edge
    const { handedOn, raw } = this
    const url = maskedUrl(raw.url!, personal)
    const address = status < 400 ? undefined : addressOf(raw, trusts)
    requests.write(raw.method!, handedOn ? prefixOf(this.base) + url : url, status, took, this.caller, traceId(this.trace), address)
  }

  /** Sends a problem. */
  problem(slug: string, also: Also = {}): void {
    if (this.answered) return
    const { item, wire } = also
    const status = wordsFor(this.edge.system, slug).status
    const path = item && wire ? wire.pathOf(item) : this.path
    const isPending = item && wire && status === 503
    // what was just refused is not what may be asked instead
    const allowed = item && wire ? wire.allowed(this.caller, item.state, isPending ? undefined : also.refused) : undefined
    const document = problemDocument(this.edge.system, slug, {
      instance: prefixOf(this.base) + path,
      traceId: traceId(this.trace),
      language: languageOf(this.raw.headers['accept-language']),
      detail: also.detail,
      errors: also.errors,
      ...(item && !isPending ? { state: item.state.status, allowed: allowed! } : {}),
      ...(isPending
        ? {
            links: Object.fromEntries(
              [[wire.collection.item, ''], ...allowed!.map(name => [name, `/${name}`])].map(([name, tail]) => [
                name,
                { href: `${this.base}${path}${tail}` },
              ]),
            ),
          }
        : {}),
    })
    this.answered = true
    this.edge.metrics.problem(slug)
    lastOf(this.res)
    try {
      this.res.writeHead(document.status, [...document.headers, ...(this.replays ? replay : []), ...(also.headers ?? [])])
      this.res.end(document.body)
    } finally {
      this.finished(document.status, slug)
    }
  }
  /** What a person is told about a command that was not granted. */
  refuse(told: Told & { kind: 'problem' }, wire: Wire, command?: string): void {
    const { reason, detail, item, key } = told
    this.problem(reason, {
      detail,
      wire,
      refused: command,
      item: item && wire.isVisible(this.caller, item.state) ? { ...item, key: key! } : undefined,
    })
  }

  /** Says what went wrong, without a word about how it is made. */
  fail(error: unknown): void {
    if (error instanceof Problem) return this.problem(error.slug, error)
    if (error instanceof Unavailable) {
      this.edge.log?.warn({ err: error, traceId: traceId(this.trace) }, 'the store is unavailable')
      return this.problem('unavailable')
    }
    if (error instanceof CommitUnknown) {
      this.edge.log?.warn({ err: error, traceId: traceId(this.trace) }, 'the store did not say whether it kept what it was given')
      return this.problem('unknown')
    }
    if (error instanceof NoPeer) {
      this.edge.log?.warn({ err: error, traceId: traceId(this.trace) }, 'another process of the system gave no answer')
      return this.problem('unavailable')
    }
    const known = (error as { statusCode?: number }).statusCode
    if (known !== undefined && known < 500)
      return this.problem(
        known === 413 ? 'too-large' : known === 415 ? 'unsupported-media-type' : known === 404 ? 'not-found' : 'malformed',
      )
    this.edge.log?.error({ err: error, traceId: traceId(this.trace), method: this.raw.method, route: this.route }, 'a request failed')
    this.problem('unexpected')
  }
}

const replay = ['idempotency-replayed', 'true']
/** A server that stops says goodbye with its last answer, so that nobody sends another request into a closed door. */
export const lastOf = (response: ServerResponse): void => {
  if ((response.req.socket as { server?: { listening?: boolean } }).server?.listening === false) response.shouldKeepAlive = false
}
/** Headers of whatever a browser shows: what it may load, and that it tells nothing. */
export const safe = (policy: string): string[] => ['content-security-policy', policy, 'referrer-policy', 'no-referrer']

const prefixes = new Map<string, string>()
const prefixOf = (base: string): string => {
  let found = prefixes.get(base)
  if (found === undefined) {
    const path = new URL(base).pathname
    if (prefixes.size > 1000) prefixes.clear()
    prefixes.set(base, (found = withoutEnd(path)))
  }
  return found
}
