import { Agent, type ClientRequest, type IncomingMessage, request as httpRequest, type Server, type ServerResponse } from 'node:http'
import type { System } from '@jumun/core/model'
import type { Caller } from '@jumun/core/runtime'
import type { Families } from '@jumun/instruments'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { addressOf, placeOf, type Trust, trustIn } from './addresses.ts'
import { arrivalOf, givenTo, note, notesOf, sentAt, timeLeft } from './arrival.ts'
import { type SocketSettings, isHost, plainServer } from './sockets.ts'
import { lastOf } from './exchange.ts'
import { type Access, callerOf, type Identity } from './identity.ts'
import { type OpenDoor, openDoor } from './open-door.ts'
import { type Allowance, costOf, type Limits, limitsOf, type RateLimit } from './limits.ts'
import { languageOf } from './negotiation.ts'
import { endStreams } from './own-server.ts'
import type { Replicas } from './peer.ts'
import { Problem, problemDocument } from './problem.ts'
import { maskedUrl, personalIn, type RequestLog } from './requests.ts'
import { type RequestTracing, sentTrace, traceId, traceOf } from './trace.ts'
import { isMoney, type MoneyDoor, moneyDoor } from './webhooks.ts'

/** Where a context is: in this process, elsewhere, or nowhere at the moment. */
export interface Target {
  readonly server?: FastifyInstance | undefined
  readonly replicas?: Replicas | undefined
}
export interface GatewaySystem {
  readonly system: System
  /** Empty where one system runs alone, else `/` and its name. */
  readonly prefix: string
  /** By context; it may change while the gateway runs. */
  readonly contexts: ReadonlyMap<string, Target>
}
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

/** Node lets the headers of an answer stand in place of those that were set before; what it varies by is said together. */
const variesByOrigin = (response: ServerResponse): void => {
  const write = response.writeHead.bind(response) as (status: number, headers: string[]) => ServerResponse
  response.writeHead = ((status: number, headers: readonly string[] = []) => {
    const at = headers.indexOf('vary')
    return write(status, at < 0 ? [...headers, 'vary', 'Origin'] : headers.with(at + 1, `${headers[at + 1]}, Origin`))
  }) as typeof response.writeHead
}

/** One place of the table: which context of which system. */
interface Place {
  readonly system: GatewaySystem
  readonly context: string
}

const tableOf = (system: GatewaySystem): ReadonlyMap<string, Place> =>
  new Map(system.system.contexts.flatMap(c => Object.keys(c.routes).map(name => [name, { system, context: c.name }] as const)))

/** The segment of a path that begins after this place. */
const segmentAt = (url: string, from: number): string => {
  for (let i = from; i < url.length; i++) {
    const c = url.charCodeAt(i)
    if (c === 47 || c === 63 || c === 35) return url.slice(from, i)
  }
  return url.slice(from)
}

const pathOf = (url: string): string => {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}
/** Where a provider of identity of this process answers. */
export const identityPath = '/id'
const isIdentity = (url: string): boolean => segmentAt(url, 1) === identityPath.slice(1)

/** The one way in: finds the context by the first segment of the path and hands the request on. */
export const gateway = (settings: GatewaySettings): Server => {
  const { systems, own, provider, access, identity, cors = { origins: [] }, log, sockets, tracing } = settings
  const { proxyTime = 10_000, slowTime = 700, requestTime = 2000, requests, families } = settings
  const trusts: Trust = sockets?.trusts ?? (() => false)
  const personal = personalIn(systems.flatMap(s => s.system.contexts))
  const alone = systems.length === 1 && systems[0]!.prefix === '' ? tableOf(systems[0]!) : undefined
  const tables = new Map(systems.filter(s => s.prefix !== '').map(s => [s.prefix.slice(1), { table: tableOf(s), length: s.prefix.length }]))
  const limits = access === 'guarded' ? limitsOf(settings.rate, settings.addressRate) : undefined
  const agent = new Agent({ keepAlive: true, maxSockets: 256, scheduling: 'lifo' })
  const credentialed = new Set(cors.origins)
  const door = access === 'open' ? (settings.door ?? openDoor({ origins: cors.origins })) : undefined

  /** The place of a path, and the path as the context knows it. */
  const find = (url: string): { place: Place; path: string } | undefined => {
    let table = alone
    let from = 1
    if (!table) {
      const found = tables.get(segmentAt(url, 1))
      if (!found) return undefined
      table = found.table
      from = found.length + 1
    }
    let segment = segmentAt(url, from)
    if (segment === 'profile') segment = segmentAt(url, from + 8)
    const place = table.get(segment)
    return place && { place, path: from === 1 ? url : url.slice(from - 1) }
  }
  /** Writes down what was answered here; what a context of this process answers it writes down itself. */
  const noted = (request: IncomingMessage, status: number, requestId: string, caller?: Caller, path?: string): void => {
    if (!requests?.wants(status)) return
    const began: number = (request as any)[sentAt] ?? Date.now()
    requests.write(
      request.method!,
      path ?? maskedUrl(request.url!, personal),
      status,
      Date.now() - began,
      caller,
      requestId,
      addressOf(request, trusts),
    )
  }
  const problem = (
    request: IncomingMessage,
    response: ServerResponse,
    slug: string,
    system?: System,
    more: readonly string[] = [],
  ): void => {
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
    families?.count('jumun_problems_total', slug).inc()
    noted(request, document.status, requestId)
  }

  /** What people do to be known is answered beside all systems. Its addresses may hold secrets: of them only the path is written down. */
  const identify = (request: IncomingMessage, response: ServerResponse, provider: NonNullable<GatewaySettings['provider']>): void => {
    const path = pathOf(request.url!)
    const requestId = traceId(traceOf(request.headers.traceparent))
    response.setHeader('x-request-id', requestId)
    lastOf(response)
    if (requests) response.once('finish', () => noted(request, response.statusCode, requestId, undefined, path))
    provider(request, response)
  }
  const money = settings.money && moneyDoor(settings.money, problem)
  const handOn = (
    request: IncomingMessage,
    response: ServerResponse,
    place: Place,
    path: string,
    sent: number,
    caller: Caller | undefined,
  ): void => {
    const target = place.system.contexts.get(place.context)
    const { system } = place.system
    /** The context is not there: it has not kept what it promises. */
    const fail = (slug: string): void => {
      families?.count('jumun_service_requests_total', system.contexts.find(c => c.name === place.context)!.level, 'bad').inc()
      problem(request, response, slug, system)
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
      proxy(request, response, target.replicas, path, sent, caller, fail)
    } else fail('unavailable')
  }

  /** The headers of a request as another process gets them: whole, framed as its body is, and about nobody's connection. */
  const endToEnd = (request: IncomingMessage): { [name: string]: string | string[] } => {
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

  const proxy = (
    request: IncomingMessage,
    response: ServerResponse,
    replicas: Replicas,
    path: string,
    sent: number,
    caller: Caller | undefined,
    fail: (slug: string) => void,
  ): void => {
    const addresses = replicas.inTurn()
    const isSafe = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS'
    const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
    const headers: { [name: string]: string | string[] } = {
      ...endToEnd(request),
      [timeLeft]: String(Math.max(0, sent + Math.min(givenTo(request) ?? requestTime, requestTime) - Date.now())),
    }
    let answered = false
    const open = new Set<ClientRequest>()
    const send = (which: number, tries: number): void => {
      const address = addresses[which]!
      const url = new URL(address)
      let connected = false
      const out = httpRequest({
        agent,
        protocol: url.protocol,
        hostname: url.hostname,
        port: url.port,
        method: request.method!,
        path,
        headers: { ...headers, host: url.host },
        timeout: proxyTime,
      })
      open.add(out)
      const go = (): void => {
        connected = true
        // only now: what was read for one that is not there would be missing for the next
        if (hasBody) request.pipe(out)
        else out.end()
      }
      const slow = setTimeout(() => {
        replicas.slow(address)
        if (isSafe && !hasBody && which + 1 < addresses.length) send(which + 1, 0) // whoever answers first is heard
      }, slowTime)
      out.on('socket', socket => (socket.connecting ? void socket.once('connect', go) : go()))
      out.on('timeout', () => out.destroy(new Error('no answer in time')))
      out.on('close', () => clearTimeout(slow))
      out.on('error', error => {
        open.delete(out)
        if (answered) return
        if (response.headersSent || response.destroyed) return void response.destroy()
        // an idle connection was closed at the same moment
        if (connected && out.reusedSocket && isSafe && !hasBody && tries === 0) return send(which, 1)
        log?.warn({ err: error, server: url.origin }, 'a context could not be reached')
        if (!connected) {
          replicas.failed(address)
          if (!open.size && which + 1 < addresses.length) return send(which + 1, 0)
        }
        if (!open.size) fail(connected ? 'unknown' : 'unavailable')
      })
      out.on('response', answer => {
        clearTimeout(slow)
        if (answered) return void out.destroy()
        answered = true
        const raw: string[] = []
        const stays = isForHere(answer.headers.connection)
        for (let i = 0; i < answer.rawHeaders.length; i += 2)
          if (!stays(answer.rawHeaders[i]!.toLowerCase())) raw.push(answer.rawHeaders[i]!, answer.rawHeaders[i + 1]!)
        lastOf(response)
        response.writeHead(answer.statusCode!, raw)
        answer.on('error', () => response.destroy())
        answer.pipe(response)
        noted(request, answer.statusCode!, traceId(String(headers['traceparent'])), caller)
        for (const other of open) if (other !== out) other.destroy()
      })
    }
    response.once('close', () => {
      answered = true
      for (const out of open) out.destroy()
    })
    send(0, 0)
  }

  /**
   * CORS is the gateway's: any origin without credentials, those of the setting with; in open mode and for operators' resources only
   * those of this machine and of the setting. True: it was a preflight, and is answered.
   */
  const crossOrigin = (request: IncomingMessage, response: ServerResponse, origin: string): boolean => {
    const withCredentials = credentialed.has(origin)
    const isForAll = !door && !/^\/(operations|id)(?![^/?])/.test(request.url!)
    if (withCredentials || door?.letsIn(origin)) response.setHeader('access-control-allow-origin', origin)
    else if (isForAll) response.setHeader('access-control-allow-origin', '*')
    if (withCredentials) response.setHeader('access-control-allow-credentials', 'true')
    if (credentialed.size || !isForAll) variesByOrigin(response)
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) {
      response.setHeader(
        'access-control-expose-headers',
        'Location, ETag, Link, Retry-After, Allow, X-Request-Id, X-Total-Count, Idempotency-Replayed, RateLimit, RateLimit-Policy',
      )
      return false
    }
    response.setHeader('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS')
    const asked = request.headers['access-control-request-headers']
    if (asked !== undefined) response.setHeader('access-control-allow-headers', String(asked))
    response.setHeader('access-control-max-age', '600')
    response.appendHeader('vary', 'Access-Control-Request-Headers')
    lastOf(response)
    response.writeHead(204)
    response.end()
    return true
  }

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const sent: number = (request as any)[sentAt] ?? arrivalOf(request)
    const refusal = door?.refusal(request)
    if (refusal) return problem(request, response, refusal, undefined)
    const { origin } = request.headers
    if (origin !== undefined && crossOrigin(request, response, origin)) return
    const found = find(request.url!)
    const go = (caller?: Caller): void => {
      if (found) return handOn(request, response, found.place, found.path, sent, caller)
      if (provider && isIdentity(request.url!)) return identify(request, response, provider)
      if (money && isMoney(request.url!)) return money(request, response)
      if (caller) note(request, { sent, through: true, caller })
      own.routing(request, response)
    }
    if (limits && !request.url!.startsWith('/actuator/health')) limited(request, response, limits, found?.place.system.system, go)
    else go()
  }
  /** Lets a request go on while its address, and whoever asks, have not used up what they may. */
  const limited = (
    request: IncomingMessage,
    response: ServerResponse,
    limits: Limits,
    system: System | undefined,
    go: (caller?: Caller) => void,
  ): void => {
    const place = placeOf(addressOf(request, trusts))
    const [cost, now] = [costOf(request.url!), Date.now()]
    const tooMany = (limit: 'address' | 'caller', { policy, state }: Allowance): void => {
      families?.count('jumun_limited_total', limit).inc()
      problem(request, response, 'too-many', system, ['ratelimit-policy', policy, 'ratelimit', state])
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
      else if (system || slug !== 'no-identity') problem(request, response, slug, system)
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
  const server = plainServer(handle, { ...sockets, log })
  server.on('close', () => agent.destroy())
  const close = server.close.bind(server)
  server.close = closed => {
    endStreams(own)
    return close(closed)
  }
  return server
}

const isSecure = (socket: object): boolean => 'encrypted' in socket && socket.encrypted === true
export interface BaseSettings {
  /** The context's own address, such as `http://localhost:8081`; asked for where it is known only when it listens. */
  readonly own: string | (() => string)
  /** The base address that the world knows, without a trailing slash; with it, or with a prefix, links go through the gateway. */
  readonly publicBase?: string | undefined
  readonly prefix?: string | undefined
  /** Addresses and networks whose `X-Forwarded-*` headers are believed. */
  readonly trusted?: readonly string[] | Trust | undefined
}

/**
 * What links begin with (specification COM-13): the public base and prefix where there is one; else the host that the request names where
 * it came to the context itself, and the context's own address where it came through the gateway.
 */
export const baseOf = ({ own, publicBase, prefix = '', trusted = [] }: BaseSettings): ((request: IncomingMessage) => string) => {
  if (publicBase !== undefined) return () => publicBase + prefix
  const believes: Trust = typeof trusted === 'function' ? trusted : trustIn(trusted)
  const known = new Map<string, string>()
  return request => {
    const forwarded = believes(request.socket.remoteAddress) ? request.headers['x-forwarded-host'] : undefined
    const through = prefix === '' && forwarded === undefined && notesOf(request)?.through === true
    const mine = typeof own === 'string' ? own : own()
    if (through) return mine
    const host = (typeof forwarded === 'string' ? forwarded.split(',')[0]!.trim() : request.headers.host) ?? ''
    const proto =
      forwarded !== undefined && request.headers['x-forwarded-proto'] === 'https' ? 'https' : isSecure(request.socket) ? 'https' : 'http'
    const name = `${proto}://${host}`
    let base = known.get(name)
    if (base === undefined) {
      base = (isHost(host) ? name : mine) + prefix
      if (known.size < 1000) known.set(name, base)
    }
    return base
  }
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
