// A server that answers problems as they should be, and asks who it is before anything is done.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '@jumun/core/runtime'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type HTTPMethods } from 'fastify'
import type { Logger } from 'pino'
import { notesOf } from './arrival.ts'
import { type Edge, Exchange } from './exchange.ts'
import { type Access, callerOf, type Identity } from './identity.ts'
import { parseJson } from './input.ts'
import { type OpenDoor, openDoor } from './open-door.ts'
import { Problem } from './problem.ts'
import type { RequestLog } from './requests.ts'
import { type SocketSettings, isInside, largest, largestInside, lastAnswers, methods, plainServer, refuse } from './sockets.ts'

export interface ServerSettings {
  readonly access: Access
  readonly identity: Identity
  /** Who may come in where access is open; left out: whoever names this machine. */
  readonly door?: OpenDoor | undefined
  /** How long a person's request may take in all, in ms, counted from when it was sent. */
  readonly requestTime?: number | undefined
  readonly log?: Logger | undefined
  /** For how long the text of `/metrics` is sent again, in ms. */
  readonly metricsAge?: number | undefined
  /** Where answered requests are written down. */
  readonly requests?: RequestLog | undefined
  /** Whether the process is to say that it does not live, whatever it finds. */
  readonly ill?: (() => boolean) | undefined
  /** What clients may do to the server itself. */
  readonly sockets?: Pick<SocketSettings, 'patience' | 'bounds' | 'trusts'> | undefined
}
/** The door of a server: none where access is guarded. */
export const doorOf = ({ access, door }: Pick<ServerSettings, 'access' | 'door'>): OpenDoor | undefined =>
  access === 'open' ? (door ?? openDoor()) : undefined

/** What is done with a request. */
export type Work = (x: Exchange) => void | Promise<void>
/** Serves a path: by method what is done; any other method is told so. `asksWho`: nothing is done for whoever is not known. */
export type Route = (url: string, works: { readonly [method: string]: Work }, how?: { readonly asksWho?: boolean }) => void
const nothing: Work = () => {
  throw new Problem('not-found')
}

/** Where a server keeps which of its routes are for callers it knows: `GET /orders/:id`. */
export const guardedOf = Symbol('guarded')

/** A Fastify instance that answers problems as they should be, and knows what is still being answered. */
export const bareServer = (
  edge: Edge,
  sockets: ServerSettings['sockets'],
  other: Work = nothing,
): { app: FastifyInstance; route: Route } => {
  const app = appOf(edge, sockets)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, contentOf(request, body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
  app.setErrorHandler((error, request, reply) => {
    const x = new Exchange(edge, request.routeOptions.url ?? 'none', request, reply)
    reply.hijack()
    x.caller = nobody
    x.fail(error)
  })
  app.setNotFoundHandler(handler(edge, 'none', other, false))
  // our own sockets are waited for when the server closes; what a gateway handed on is on its sockets
  app.addHook('preClose', done => {
    if (edge.open.handedOn === 0) return done()
    const leave = () => {
      clearTimeout(giveUp)
      edge.open.idle = undefined
      done()
    }
    const giveUp = setTimeout(leave, lastAnswers)
    edge.open.idle = leave
  })
  return { app, route: routeOf(app, edge) }
}

const appOf = (edge: Edge, sockets: ServerSettings['sockets']): FastifyInstance =>
  fastify({
    bodyLimit: largest,
    clientErrorHandler: () => {}, // the server has said it already
    return503OnClosing: false,
    exposeHeadRoutes: false,
    requestIdHeader: false,
    genReqId: () => '',
    routerOptions: {
      ignoreTrailingSlash: true,
      maxParamLength: 700,
      onBadUrl: (_path, raw, res) =>
        refuse(edge.system, raw as IncomingMessage, res as ServerResponse, { slug: 'malformed', field: 'target', word: 'form' }),
    },
    serverFactory: handler =>
      plainServer(handler as (request: IncomingMessage, response: ServerResponse) => void, {
        ...sockets,
        system: edge.system,
        log: edge.log,
      }),
  })

/** What a body says; undefined where there is none. Throws a Problem where it is no JSON. */
const contentOf = ({ headers, method }: FastifyRequest, body: Buffer): unknown => {
  if (body.length === 0) return undefined
  // what a page sends without asking first has no type, or that of a form
  if (headers.origin !== undefined && headers['content-type'] === undefined) throw new Problem('unsupported-media-type')
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new Problem('unsupported-media-type', {
      errors: [{ field: 'Content-Encoding', word: 'plain' }],
      headers: ['accept-encoding', 'identity'],
    })
  if (!isJson(headers['content-type'])) throw new Problem('unsupported-media-type', { headers: mediaHeaders(method) })
  return parseJson(body)
}

const routeOf = (app: FastifyInstance, edge: Edge): Route => {
  const guarded: string[] = []
  Object.assign(app, { [guardedOf]: guarded })
  return (url, works, { asksWho = true } = {}) => {
    if (asksWho) guarded.push(...Object.keys(works).map(method => `${method} ${url}`))
    const known = { ...works, ...(works.GET ? { HEAD: works.GET } : {}) }
    const allow = [...methods.filter(m => m in known), 'OPTIONS'].join(', ')
    for (const [method, work] of Object.entries(known))
      app.route({
        method: method as HTTPMethods,
        url,
        ...(isInside(url) ? { bodyLimit: largestInside } : {}),
        handler: handler(edge, url, work, asksWho),
      })
    app.route({
      method: 'OPTIONS',
      url,
      handler: handler(edge, url, x => x.send(204, ['allow', allow, ...('PATCH' in known ? mediaHeaders('PATCH') : [])]), false),
    })
    app.route({
      method: methods.filter(m => !(m in known) && m !== 'OPTIONS'),
      url,
      handler: handler(edge, url, () => Promise.reject(new Problem('method-not-allowed', { headers: ['allow', allow] })), false),
    })
  }
}
const nobody: Caller = { actor: 'nobody', roles: [], claims: {}, anyone: false }

/** Asks who it is, then does the work. Whatever is thrown becomes a problem. */
const handler =
  (edge: Edge, url: string, work: Work, asksWho: boolean) =>
  (request: FastifyRequest, reply: FastifyReply): void => {
    const x = new Exchange(edge, url, request, reply)
    reply.hijack()
    x.caller = nobody
    const fail = (error: unknown) => x.fail(error)
    try {
      const refusal = notesOf(x.raw)?.through ? undefined : edge.door?.refusal(x.raw)
      if (refusal) throw new Problem(refusal)
      if (x.hasQuery) void x.query // nothing is done for a query that cannot be read
      const who = asksWho ? callerOf(x.raw, edge.access, edge.identity) : nobody
      if (who instanceof Promise) {
        who
          .then(caller => {
            x.caller = caller
            return work(x)
          })
          .catch(fail)
        return
      }
      x.caller = who
      work(x)?.catch(fail)
    } catch (error) {
      fail(error)
    }
  }

const readable = ['application/json', 'application/hal+json', 'application/merge-patch+json']
/** The header that says which types may be sent (RFC 5789, RFC 9110). */
const mediaHeaders = (method: string): string[] => [method === 'PATCH' ? 'accept-patch' : 'accept', readable.join(', ')]
const jsonTypes = new Map<string, boolean>()
/** JSON in UTF-8. Nothing said is taken as that. */
const isJson = (header: string | undefined): boolean => {
  if (header === undefined) return true
  let known = jsonTypes.get(header)
  if (known === undefined) {
    const [type = '', ...parameters] = header
      .toLowerCase()
      .split(';')
      .map(p => p.trim())
    const charset = parameters
      .find(p => p.startsWith('charset='))
      ?.slice(8)
      .replaceAll('"', '')
    known = readable.includes(type) && (charset === undefined || charset === 'utf-8' || charset === 'utf8')
    if (jsonTypes.size > 200) jsonTypes.clear()
    jsonTypes.set(header, known)
  }
  return known
}
