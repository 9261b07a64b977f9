// Requests to contexts in other processes: handed on to one replica after another, until one answers.
import { Agent, type ClientRequest, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http'
import type { Caller } from '@jumun/core/runtime'
import type { Logger } from 'pino'
import type { Trust } from './addresses.ts'
import { givenTo, timeLeft } from './arrival.ts'
import { isSecure } from './link-base.ts'
import { lastOf } from './exchange.ts'
import type { Replicas } from './replicas.ts'
import { traceId, traceOf } from './trace.ts'

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
])
/** What is about this connection alone (RFC 9110, 7.6.1): the usual names, and those that `Connection` names. */
const isForHere = (connection: string | undefined): ((name: string) => boolean) => {
  if (connection === undefined || connection === 'keep-alive' || connection === 'close') return name => hopByHop.has(name)
  const named = new Set(connection.split(',').map(n => n.trim().toLowerCase()))
  return name => hopByHop.has(name) || named.has(name)
}

type Headers = { [name: string]: string | string[] }

/** The headers of a request as another process gets them: whole, framed as its body is, and about nobody's connection. */
const endToEnd = (request: IncomingMessage, trusts: Trust): Headers => {
  const { headers: given, socket } = request
  const headers: { [name: string]: string | string[] } = {}
  const stays = isForHere(given.connection)
  for (const [name, value] of Object.entries(given)) if (value !== undefined && !stays(name)) headers[name] = value
  const peer = socket.remoteAddress ?? ''
  const believed = trusts(peer)
  const said = (name: string) => (believed && typeof given[name] === 'string' ? (given[name] as string) : undefined)
  const before = said('x-forwarded-for')
  headers['x-forwarded-for'] = before === undefined ? peer : `${before}, ${peer}`
  headers['x-forwarded-host'] = said('x-forwarded-host') ?? given.host ?? ''
  headers['x-forwarded-proto'] = said('x-forwarded-proto') ?? (isSecure(socket) ? 'https' : 'http')
  headers.traceparent = traceOf(given.traceparent)
  delete headers['x-request-start']
  delete headers['content-length']
  // Node frames no body of these methods by itself, and what is not framed would be read as the next request
  if (given['transfer-encoding'] !== undefined) headers['transfer-encoding'] = 'chunked'
  else if (given['content-length'] !== undefined) headers['content-length'] = given['content-length']
  return headers
}

export interface ProxySettings {
  readonly trusts: Trust
  readonly log: Logger | undefined
  /** In ms: how long a request may take in all, how long a process may take, and after how long it counts as slow. */
  readonly requestTime: number
  readonly proxyTime: number
  readonly slowTime: number
  /** Writes down what was answered. */
  readonly noted: (request: IncomingMessage, status: number, requestId: string, caller: Caller | undefined) => void
}
/** A request for another process. */
interface Passing {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly replicas: Replicas
  /** As the context knows it. */
  readonly path: string
  /** When it was sent, in ms since 1970. */
  readonly sent: number
  readonly caller: Caller | undefined
  /** Answers that the context is not there, or that nobody knows what became of it. */
  readonly fail: (slug: 'unknown' | 'unavailable') => void
}

/** Hands requests on to other processes. */
export class Proxy {
  readonly settings: ProxySettings
  readonly agent = new Agent({ keepAlive: true, maxSockets: 256, scheduling: 'lifo' })

  constructor(settings: ProxySettings) {
    this.settings = settings
  }
  pass(passing: Passing): void {
    new Pass(this, passing).send(0, 0)
  }
  close(): void {
    this.agent.destroy()
  }
}

/** One request: whoever answers first is heard. */
class Pass {
  private readonly proxy: Proxy
  private readonly passing: Passing
  private readonly addresses: readonly string[]
  private readonly headers: Headers
  private readonly hasBody: boolean
  /** It may be asked twice. */
  private readonly isSafe: boolean
  private readonly open = new Set<ClientRequest>()
  private answered = false

  constructor(proxy: Proxy, passing: Passing) {
    const { request, response, replicas, sent } = passing
    const { requestTime, trusts } = proxy.settings
    this.proxy = proxy
    this.passing = passing
    this.addresses = replicas.inTurn()
    this.hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
    this.isSafe = !this.hasBody && (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS')
    this.headers = endToEnd(request, trusts)
    this.headers[timeLeft] = String(Math.max(0, sent + Math.min(givenTo(request) ?? requestTime, requestTime) - Date.now()))
    response.once('close', () => {
      this.answered = true
      for (const out of this.open) out.destroy()
    })
  }
  /** Sends it to the replica of this place in their turn; `tries`: how often it was sent there before. */
  send(which: number, tries: number): void {
    const { request, replicas, path } = this.passing
    const { proxyTime, slowTime } = this.proxy.settings
    const address = this.addresses[which]!
    const url = new URL(address)
    let connected = false
    const out = httpRequest({
      agent: this.proxy.agent,
      protocol: url.protocol,
      hostname: url.hostname,
      port: url.port,
      method: request.method!,
      path,
      headers: { ...this.headers, host: url.host },
      timeout: proxyTime,
    })
    this.open.add(out)
    const go = (): void => {
      connected = true
      // only now: what was read for one that is not there would be missing for the next
      if (this.hasBody) request.pipe(out)
      else out.end()
    }
    const slow = setTimeout(() => {
      replicas.slow(address)
      if (this.isSafe && which + 1 < this.addresses.length) this.send(which + 1, 0)
    }, slowTime)
    out.on('socket', socket => (socket.connecting ? void socket.once('connect', go) : go()))
    out.on('timeout', () => out.destroy(new Error('no answer in time')))
    out.on('close', () => clearTimeout(slow))
    out.on('error', error => this.failed(out, which, tries, connected, error))
    out.on('response', answer => {
      clearTimeout(slow)
      this.answer(out, answer)
    })
  }
  private failed(out: ClientRequest, which: number, tries: number, connected: boolean, error: Error): void {
    const { response, replicas, fail } = this.passing
    const address = this.addresses[which]!
    this.open.delete(out)
    if (this.answered) return
    if (response.headersSent || response.destroyed) return void response.destroy()
    // an idle connection was closed at the same moment
    if (connected && out.reusedSocket && this.isSafe && tries === 0) return this.send(which, 1)
    this.proxy.settings.log?.warn({ err: error, server: new URL(address).origin }, 'a context could not be reached')
    if (!connected) {
      replicas.failed(address)
      if (!this.open.size && which + 1 < this.addresses.length) return this.send(which + 1, 0)
    }
    if (!this.open.size) fail(connected ? 'unknown' : 'unavailable')
  }
  private answer(out: ClientRequest, answer: IncomingMessage): void {
    const { request, response, caller } = this.passing
    if (this.answered) return void out.destroy()
    this.answered = true
    const raw: string[] = []
    const stays = isForHere(answer.headers.connection)
    for (let i = 0; i < answer.rawHeaders.length; i += 2)
      if (!stays(answer.rawHeaders[i]!.toLowerCase())) raw.push(answer.rawHeaders[i]!, answer.rawHeaders[i + 1]!)
    lastOf(response)
    response.writeHead(answer.statusCode!, raw)
    answer.on('error', () => response.destroy())
    answer.pipe(response)
    this.proxy.settings.noted(request, answer.statusCode!, traceId(String(this.headers['traceparent'])), caller)
    for (const other of this.open) if (other !== out) other.destroy()
  }
}
