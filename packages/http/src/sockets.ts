import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse, STATUS_CODES } from 'node:http'
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { System } from '@jumun/core/model'
import type { Logger } from 'pino'
import { placeOf, type Trust } from './addresses.ts'
import { arrivalOf, sentAt } from './arrival.ts'
import { languageOf } from './negotiation.ts'
import { problemDocument } from './problem.ts'
import { type Seldom, seldom } from './seldom.ts'
import { reloading, secretsOf, type TlsFiles } from './tls.ts'
import { traceId, traceOf } from './trace.ts'
import type { FieldWord } from './words.ts'

/** How long clients may take, in ms. */
export interface Patience {
  readonly headers: number
  readonly request: number
  readonly keepAlive: number
  /** Of an answer nothing was taken for so long: whoever asked is gone, or means no good. */
  readonly unread: number
  /** For closing a connection from their side, after they were told goodbye. */
  readonly goodbye: number
}
export const patience: Patience = { headers: 5000, request: 15_000, keepAlive: 65_000, unread: 10_000, goodbye: 1000 }

/** How much of a server its clients may hold at once. */
export interface Bounds {
  readonly connections: number
  /** Of one address, unless it is a trusted proxy's. */
  readonly connectionsByAddress: number
  /** Bytes of answers that wait to be taken, over all connections. */
  readonly unreadBytes: number
}
export const bounds: Bounds = { connections: 10_000, connectionsByAddress: 1000, unreadBytes: 64 * 1024 * 1024 }

export interface SocketSettings {
  /** Whose words problems have. */
  readonly system?: System | undefined
  readonly patience?: Partial<Patience> | undefined
  readonly bounds?: Partial<Bounds> | undefined
  readonly trusts?: Trust | undefined
  readonly log?: Logger | undefined
  /** Where it is encrypted: the files of the certificate, with those that lead to a root, and of its key. */
  readonly tls?: TlsFiles | undefined
}

/** The largest body, in bytes. */
export const largest = 64 * 1024
/** And of what processes of ours ask each other: it may hold a webhook of a provider whole. */
export const largestInside = 512 * 1024
export const isInside = (url: string | undefined): boolean => url?.startsWith('/inside/') === true
/** How long accepted requests may take to be answered after a server was told to stop, in ms. */
export const lastAnswers = 30_000
/** So many requests of one connection may wait for the one before them. */
const mostWaiting = 100

/** The methods that something here understands. */
export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
const understood: ReadonlySet<string> = new Set(methods)
const withoutBody: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS'])

type Handle = (request: IncomingMessage, response: ServerResponse) => void
/** Why a request is refused before anybody looks at what it asks for. */
interface Refusal {
  readonly slug: string
  readonly field?: string
  readonly word?: FieldWord
  readonly headers?: readonly string[]
}

const hostForm = /^(?:[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_.])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i
export const isHost = (text: string): boolean => hostForm.test(text)
const hosts = new Set<string>()
const isKnownHost = (text: string): boolean => {
  if (hosts.has(text)) return true
  if (!isHost(text)) return false
  if (hosts.size >= 1000) hosts.clear()
  hosts.add(text)
  return true
}

/** Exactly one host that can be one (RFC 9112, 3.2); HTTP/1.0 may leave it out. */
const hasGoodHost = (request: IncomingMessage): boolean => {
  const { host } = request.headers
  if (host === undefined) return request.httpVersion === '1.0'
  if (!isKnownHost(host)) return false
  let times = 0
  const raw = request.rawHeaders
  for (let i = 0; i < raw.length; i += 2) if (raw[i]!.length === 4 && raw[i]!.toLowerCase() === 'host') times++
  return times === 1
}
/** A target that names a host is brought to its path, and that host counts. False: it is no target at all. */
const takesTarget = (request: IncomingMessage): boolean => {
  const url = request.url!
  if (url.charCodeAt(0) === 47) return true
  if (url === '*') return request.method === 'OPTIONS'
  const named = /^https?:\/\/[^/?#]/i.test(url) ? URL.parse(url) : null
  if (!named || !isHost(named.host)) return false
  request.url = named.pathname + named.search
  request.headers.host = named.host
  return true
}

const refusalOf = (request: IncomingMessage): Refusal | undefined => {
  const method = request.method!
  if (!understood.has(method)) return { slug: 'not-implemented', headers: ['allow', methods.join(', ')] }
  // with a length it is harmless, and some clients send one; in chunks only those do who hope that somebody reads it as the next request
  if (request.headers['transfer-encoding'] !== undefined && withoutBody.has(method))
    return { slug: 'malformed', field: 'body', word: 'noBody' }
  if (!hasGoodHost(request)) return { slug: 'malformed', field: 'Host', word: 'oneHost' }
  if (!takesTarget(request)) return { slug: 'malformed', field: 'target', word: 'form' }
  return undefined
}

const documentOf = (system: System | undefined, refusal: Refusal, instance: string, headers: IncomingMessage['headers']) => {
  const { slug, field, word } = refusal
  return problemDocument(system, slug, {
    instance,
    traceId: traceId(traceOf(headers.traceparent)),
    language: languageOf(headers['accept-language']),
    ...(field ? { errors: [{ field, word: word! }] } : {}),
  })
}
/** Refuses a request, and the connection with it: nothing that comes after it is read. */
export const refuse = (system: System | undefined, request: IncomingMessage, response: ServerResponse, refusal: Refusal): void => {
  const { status, headers, body } = documentOf(system, refusal, request.url!.split('?')[0]!, request.headers)
  response.shouldKeepAlive = false
  response.writeHead(status, [...headers, ...(refusal.headers ?? [])])
  response.end(body)
  request.resume()
}

/** Says goodbye on a connection, and closes it soon, whatever the other side does. */
const goodbye = (socket: Duplex, text: string, within: number): void => {
  socket.end(text)
  const over = setTimeout(() => socket.destroy(), within)
  over.unref()
  socket.once('close', () => clearTimeout(over))
}
const rawOf = (system: System | undefined, refusal: Refusal): string => {
  const { status, headers, body } = documentOf(system, refusal, '/', {})
  const all = [...headers, ...(refusal.headers ?? [])]
  const lines = all.flatMap((h, i) => (i % 2 ? [] : [`${h}: ${all[i + 1]}`]))
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('\r\n')}\r\nconnection: close\r\n\r\n${body}`
}

/** The answer that a connection is working on. Node keeps it there; nothing else tells an idle connection from one that waits. */
const answering = (socket: Duplex): ServerResponse | undefined => (socket as any)._httpMessage ?? undefined

/**
 * An HTTP server as everything here has one: what is no proper request never reaches a handler; slow, silent and greedy clients are let go;
 * requests that come one behind the other are looked at one after the other.
 */
export const plainServer = (handle: Handle, { system, patience: waits, bounds: most, trusts, log, tls }: SocketSettings): Server => {
  const { headers, request, keepAlive, unread, goodbye: grace } = { ...patience, ...waits }
  const told = seldom(log)
  const enter: Handle = (incoming, response) => {
    const refusal = refusalOf(incoming)
    if (refusal) refuse(system, incoming, response, refusal)
    else handle(incoming, response)
  }
  const server = serverOf(
    tls,
    {
      headersTimeout: headers,
      requestTimeout: request,
      keepAliveTimeout: keepAlive,
      connectionsCheckingInterval: Math.min(1000, headers),
      maxHeaderSize: 16_384,
      noDelay: true,
      requireHostHeader: false, // asked for by us, in our words
    },
    (incoming, response) => {
      ;(incoming as any)[sentAt] = arrivalOf(incoming, trusts)
      if (tls) response.setHeader('strict-transport-security', hsts)
      if (response.socket === null) waitForTurn(incoming, response, enter, told)
      else enter(incoming, response)
    },
  )
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const under = answering(socket)
    if (under?.headersSent) return void socket.destroy()
    // nonsense behind a whole request: that one is answered, and it is the last
    if (under?.req.complete) return void (under.shouldKeepAlive = false)
    const slug =
      error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'too-slow' : error.code === 'HPE_HEADER_OVERFLOW' ? 'header-too-large' : 'malformed'
    goodbye(socket, rawOf(system, { slug }), grace)
  })
  server.on('connect', (_, socket) =>
    goodbye(socket, rawOf(system, { slug: 'not-implemented', headers: ['allow', methods.join(', ')] }), grace),
  )
  server.on('checkExpectation', (incoming, response) => refuse(system, incoming, response, { slug: 'expectation-failed' }))
  server.on('checkContinue', (incoming, response) => {
    if (Number(incoming.headers['content-length'] ?? 0) > (isInside(incoming.url) ? largestInside : largest))
      return refuse(system, incoming, response, { slug: 'too-large' })
    response.writeContinue()
    server.emit('request', incoming, response)
  })
  bounded(server, { ...bounds, ...most }, unread, trusts, told)
  if (tls) reloading(server as SecureServer, tls, log)
  return server
}
/** Whoever has come once over TLS comes no other way for a year (RFC 6797). */
const hsts = 'max-age=31536000'
const serverOf = (tls: TlsFiles | undefined, options: ServerOptions, listener: Handle): Server =>
  tls
    ? (createSecureServer({ ...options, ...secretsOf(tls), minVersion: 'TLSv1.2', handshakeTimeout: patience.headers }, listener) as Server)
    : createServer(options, listener)

/** What comes behind a request that is not answered yet is not begun before it is: so a connection holds one answer at most. */
const waitForTurn = (request: IncomingMessage, response: ServerResponse, enter: Handle, told: Seldom): void => {
  const socket = request.socket as Socket & { [waiting]?: number }
  if (socket.destroyed) return
  const many = (socket[waiting] ?? 0) + 1
  if (many > mostWaiting) {
    told('somebody sends requests without waiting for answers: the connection was closed', { address: socket.remoteAddress })
    return void socket.destroy()
  }
  socket[waiting] = many
  response.once('socket', () => {
    socket[waiting]!--
    enter(request, response)
  })
}
const waiting = Symbol('requests that wait for their turn')

/** Bounds what all clients of a server hold together: connections, those of one address, answers that nobody takes. */
const bounded = (server: Server, most: Bounds, unread: number, trusts: Trust | undefined, told: Seldom): void => {
  const sockets = new Map<Socket, Taking>()
  const places = new Map<string, number>()
  server.maxConnections = most.connections
  server.on('drop', about =>
    told('there are too many connections: a new one was closed', { address: about?.remoteAddress, connections: most.connections }),
  )
  server.on('connection', (socket: Socket) => {
    const place = placeOf(socket.remoteAddress ?? 'unknown')
    const many = (places.get(place) ?? 0) + 1
    if (many > most.connectionsByAddress && !trusts?.(socket.remoteAddress)) {
      told('there are too many connections from one address: a new one was closed', {
        address: place,
        connections: most.connectionsByAddress,
      })
      return void socket.destroy()
    }
    places.set(place, many)
    sockets.set(socket, { taken: 0, since: 0 })
    socket.once('close', () => {
      sockets.delete(socket)
      const left = places.get(place)! - 1
      if (left) places.set(place, left)
      else places.delete(place)
    })
  })
  // what waits in an encrypted connection waits in what lies upon the one that was counted
  server.on('secureConnection', (socket: Socket) => {
    sockets.set(socket, { taken: 0, since: 0 })
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('listening', () => {
    const looks = setInterval(() => dropUnread(sockets, most.unreadBytes, unread, told), Math.min(1000, unread / 2))
    looks.unref()
    server.once('close', () => clearInterval(looks))
  })
  sweeping(server, sockets)
}
/**
 * How much of its answers was taken on a connection when it was looked at last, and since when that is so (ms of a clock that only grows;
 * 0: nothing waits).
 */
interface Taking {
  taken: number
  since: number
}
/** What of the answers left this process. Node counts what it gave to the system whole; the handle knows how much of that still waits. */
const takenOf = (socket: Socket): number => socket.bytesWritten - socket.writableLength - ((socket as any)._handle?.writeQueueSize ?? 0)

/**
 * Whoever takes nothing of an answer for `unread` ms is let go; where answers that nobody takes need too much memory, those go before
 * that who hold most of it and took nothing since the last look. A timer for each connection would have to be set anew with every request.
 */
const dropUnread = (sockets: ReadonlyMap<Socket, Taking>, most: number, unread: number, told: Seldom): void => {
  const now = performance.now()
  let all = 0
  const stuck: Socket[] = []
  for (const [socket, last] of sockets) {
    const waits = socket.writableLength
    if (waits === 0) {
      last.since = 0
      continue
    }
    const taken = takenOf(socket)
    if (last.since === 0 || taken !== last.taken) {
      last.taken = taken
      last.since = now
    } else if (now - last.since >= unread) {
      told('somebody does not read the answers: the connection was closed', { address: socket.remoteAddress })
      socket.destroy()
      continue
    } else stuck.push(socket)
    all += waits
  }
  if (all <= most) return
  stuck.sort((a, b) => b.writableLength - a.writableLength)
  for (const socket of stuck) {
    if (all <= most) return
    all -= socket.writableLength
    told('answers that nobody reads need too much memory: connections were closed', { address: socket.remoteAddress })
    socket.destroy()
  }
}

/** When a server closes, sockets that carry no request are closed at once; Node would wait for their first one for ever. */
const sweeping = (server: Server, sockets: ReadonlyMap<Socket, unknown>): void => {
  const close = server.close.bind(server)
  server.close = closed => {
    const sweep = setInterval(() => {
      server.closeIdleConnections()
      for (const s of sockets.keys()) if (s.bytesRead === 0) s.destroy()
    }, 100)
    const giveUp = setTimeout(() => server.closeAllConnections(), lastAnswers)
    server.once('close', () => {
      clearInterval(sweep)
      clearTimeout(giveUp)
    })
    return close(closed)
  }
}
