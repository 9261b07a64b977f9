// The one way in to systems: it hands each request on to the context that its path belongs to.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { System } from '@jumun/core/model'
import type { Caller } from '@jumun/core/runtime'
import type { Families } from '@jumun/instruments'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { addressOf, placeOf, type Trust } from './addresses.ts'
import { arrivalOf, note, sentAt } from './arrival.ts'
import { crossOriginOf } from './cross-origin.ts'
import { finderOf, type GatewaySystem, type Place, segmentAt } from './gateway-table.ts'
import { type SocketSettings, plainServer } from './sockets.ts'
import { lastOf } from './exchange.ts'
import { type Access, callerOf, type Identity } from './identity.ts'
import { type OpenDoor, openDoor } from './open-door.ts'
import { type Allowance, costOf, type Limits, limitsOf, type RateLimit } from './limits.ts'
import { languageOf } from './negotiation.ts'
import { endStreams } from './own-server.ts'
import { Problem, problemDocument } from './problem.ts'
import { Proxy, type ProxySettings } from './proxy.ts'
import { maskedUrl, personalIn, type RequestLog } from './requests.ts'
import { type RequestTracing, sentTrace, traceId, traceOf } from './trace.ts'
import { isMoney, type MoneyDoor, moneyDoor } from './webhooks.ts'

export interface CorsSettings {
  /** Origins that may send credentials. Any other may come without. */
  readonly origins: readonly string[]
}
export interface GatewaySettings {
  readonly systems: readonly GatewaySystem[]
  /** What the gateway itself serves: the pages, `/operations`, documentation, and a 404 for the rest. */
  readonly own: FastifyInstance
  /** Who answers below `/id`: a provider of identity in this process; left out: nobody. */
  readonly provider?: ((request: IncomingMessage, response: ServerResponse) => void) | undefined
  readonly access: Access
  readonly identity: Identity
  readonly cors?: CorsSettings
  /** Who takes what providers of payments tell of themselves, and says how to open their forms; left out: nobody. */
  readonly money?: MoneyDoor | undefined
  /** Who may come in where access is open; left out: whoever names this machine. */
  readonly door?: OpenDoor | undefined
  /** Of each caller. Undefined: 200 a second, 400 at once. Never in open mode. */
  readonly rate?: RateLimit | undefined
  /** Of each address, before anybody asks who it is. Undefined: 1000 a second, 2000 at once. Never in open mode. */
  readonly addressRate?: RateLimit | undefined
  readonly requests?: RequestLog | undefined
  /** Where is counted what the gateway answers in place of a context. */
  readonly families?: Families | undefined
  readonly log?: Logger | undefined
  /** Follows what is handed on to other processes, by system; left out: nobody does. */
  readonly tracing?: ((system: string) => RequestTracing) | undefined
  /** What clients may do to the server itself, and which proxies in front of it are believed. */
  readonly sockets?: Pick<SocketSettings, 'patience' | 'bounds' | 'trusts' | 'tls'> | undefined
  /** How long a request may take in all, in ms: contexts in other processes are told what is left of it. */
  readonly requestTime?: number | undefined
  /** How long a context in another process may take, in ms. */
  readonly proxyTime?: number | undefined
  /**
   * After how long a context in another process counts as slow, in ms: it is asked whether it lives, and a question goes to another
   * replica.
   */
  readonly slowTime?: number | undefined
}

const pathOf = (url: string): string => {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}
/** Where a provider of identity of this process answers. */
export const identityPath = '/id'
const isIdentity = (url: string): boolean => segmentAt(url, 1) === identityPath.slice(1)

/** Finds the context by the first segment of the path and hands the request on. */
class Gateway {
  private readonly settings: GatewaySettings
  private readonly trusts: Trust
  private readonly personal: ReturnType<typeof personalIn>
  private readonly find: ReturnType<typeof finderOf>
  private readonly limits: Limits | undefined
  private readonly door: OpenDoor | undefined
  private readonly crossOrigin: ReturnType<typeof crossOriginOf>
  private readonly money: ReturnType<typeof moneyDoor> | undefined
  private readonly proxy: Proxy

  constructor(settings: GatewaySettings) {
    const { systems, access, cors = { origins: [] }, sockets, log } = settings
    const { proxyTime = 10_000, slowTime = 700, requestTime = 2000 } = settings
    this.settings = settings
    this.trusts = sockets?.trusts ?? (() => false)
    this.personal = personalIn(systems.flatMap(s => s.system.contexts))
    this.find = finderOf(systems)
    this.limits = access === 'guarded' ? limitsOf(settings.rate, settings.addressRate) : undefined
    this.door = access === 'open' ? (settings.door ?? openDoor({ origins: cors.origins })) : undefined
    this.crossOrigin = crossOriginOf(cors.origins, this.door)
    this.money = settings.money && moneyDoor(settings.money, (...args) => this.problem(...args))
    const noted: ProxySettings['noted'] = (...args) => this.noted(...args)
    this.proxy = new Proxy({ trusts: this.trusts, log, requestTime, proxyTime, slowTime, noted })
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const { provider, own } = this.settings
    const sent: number = (request as any)[sentAt] ?? arrivalOf(request)
    const refusal = this.door?.refusal(request)
    if (refusal) return this.problem(request, response, refusal, undefined)
    const { origin } = request.headers
    if (origin !== undefined && this.crossOrigin(request, response, origin)) return
    const found = this.find(request.url!)
    const go = (caller?: Caller): void => {
      if (found) return this.handOn(request, response, found.place, found.path, sent, caller)
      if (provider && isIdentity(request.url!)) return this.identify(request, response, provider)
      if (this.money && isMoney(request.url!)) return this.money(request, response)
      if (caller) note(request, { sent, through: true, caller })
      own.routing(request, response)
    }
    if (this.limits && !request.url!.startsWith('/actuator/health'))
      this.limited(request, response, this.limits, found?.place.system.system, go)
    else go()
  }
  close(): void {
    this.proxy.close()
  }

  /** Writes down what was answered here; what a context of this process answers it writes down itself. */
  private noted(request: IncomingMessage, status: number, requestId: string, caller?: Caller, path?: string): void {
    const { requests } = this.settings
    if (!requests?.wants(status)) return
    const began: number = (request as any)[sentAt] ?? Date.now()
    requests.write(
      request.method!,
      path ?? maskedUrl(request.url!, this.personal),
      status,
      Date.now() - began,
      caller,
      requestId,
      addressOf(request, this.trusts),
    )
  }
  private problem(request: IncomingMessage, response: ServerResponse, slug: string, system?: System, more: readonly string[] = []): void {
    if (response.headersSent) return void response.destroy()
    const requestId = traceId(traceOf(request.headers.traceparent))
    const document = problemDocument(system, slug, {
      instance: pathOf(request.url!),
      traceId: requestId,
      language: languageOf(request.headers['accept-language']),
    })
    lastOf(response)
    response.writeHead(document.status, [...document.headers, ...more])
    response.end(document.body)
    request.resume()
    this.settings.families?.count('jumun_problems_total', slug).inc()
    this.noted(request, document.status, requestId)
  }

  /** What people do to be known is answered beside all systems. Its addresses may hold secrets: of them only the path is written down. */
  private identify(request: IncomingMessage, response: ServerResponse, provider: NonNullable<GatewaySettings['provider']>): void {
    const path = pathOf(request.url!)
    const requestId = traceId(traceOf(request.headers.traceparent))
    response.setHeader('x-request-id', requestId)
    lastOf(response)
    if (this.settings.requests) response.once('finish', () => this.noted(request, response.statusCode, requestId, undefined, path))
    provider(request, response)
  }
  private handOn(
    request: IncomingMessage,
    response: ServerResponse,
    place: Place,
    path: string,
    sent: number,
    caller: Caller | undefined,
  ): void {
    const { tracing, families } = this.settings
    const target = place.system.contexts.get(place.context)
    const { system } = place.system
    /** The context is not there: it has not kept what it promises. */
    const fail = (slug: string): void => {
      families?.count('jumun_service_requests_total', system.contexts.find(c => c.name === place.context)!.level, 'bad').inc()
      this.problem(request, response, slug, system)
    }
    if (target?.server) {
      note(request, { sent, through: true, caller })
      request.url = path
      target.server.routing(request, response)
    } else if (target?.replicas) {
      const span = tracing?.(system.name).request(request.method!, place.context, sentTrace(request.headers.traceparent))
      if (span) {
        request.headers.traceparent = span.trace
        response.once('close', () => span.status(response.headersSent ? response.statusCode : 499))
      }
      this.proxy.pass({ request, response, replicas: target.replicas, path, sent, caller, fail })
    } else fail('unavailable')
  }
  /** Lets a request go on while its address, and whoever asks, have not used up what they may. */
  private limited(
    request: IncomingMessage,
    response: ServerResponse,
    limits: Limits,
    system: System | undefined,
    go: (caller?: Caller) => void,
  ): void {
    const { families, log, access, identity } = this.settings
    const place = placeOf(addressOf(request, this.trusts))
    const [cost, now] = [costOf(request.url!), Date.now()]
    const tooMany = (limit: 'address' | 'caller', { policy, state }: Allowance): void => {
      families?.count('jumun_limited_total', limit).inc()
      this.problem(request, response, 'too-many', system, ['ratelimit-policy', policy, 'ratelimit', state])
    }
    const met = limits.address(place, now, cost)
    if (met) return tooMany('address', met)
    const known = (caller: Caller): void => {
      const allowance = limits.caller(caller.actor, now, cost)
      if (allowance.over) return tooMany('caller', allowance)
      response.setHeader('ratelimit-policy', allowance.policy)
      response.setHeader('ratelimit', allowance.state)
      go(caller)
    }
    const refused = (error: unknown): void => {
      const slug = error instanceof Problem ? error.slug : 'unexpected'
      if (slug === 'unexpected') log?.error({ err: error }, 'a caller could not be checked')
      const used = slug === 'no-identity' ? limits.nobody(place, now, cost) : undefined
      if (used?.over) tooMany('caller', used)
      else if (system || slug !== 'no-identity') this.problem(request, response, slug, system)
      else go() // the pages are for all, and what is not says so itself
    }
    try {
      const caller = callerOf(request, access, identity)
      if (caller instanceof Promise) caller.then(known).catch(refused)
      else known(caller)
    } catch (error) {
      refused(error)
    }
  }
}

/** The one way in. */
export const gateway = (settings: GatewaySettings): Server => {
  const { own, sockets, log } = settings
  const way = new Gateway(settings)
  const server = plainServer((request, response) => way.handle(request, response), { ...sockets, log })
  server.on('close', () => way.close())
  const close = server.close.bind(server)
  server.close = closed => {
    endStreams(own)
    return close(closed)
  }
  return server
}

/**
 * Stops accepting, lets every accepted request finish, then closes. After `within` ms whatever is still open is cut off.
 */
export const stopServing = async (server: Server, within = 30_000): Promise<void> => {
  if (!server.listening) return
  const giveUp = setTimeout(() => server.closeAllConnections(), within)
  await new Promise<void>(done => server.close(() => done()))
  clearTimeout(giveUp)
}
