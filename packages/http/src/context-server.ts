import type { IncomingMessage, ServerResponse } from 'node:http'
import type { System } from '@jumun/core/model'
import { type Caller, Counter, type Node } from '@jumun/core/runtime'
import type { Families } from '@jumun/instruments'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type HTTPMethods } from 'fastify'
import type { Logger } from 'pino'
import { notesOf } from './arrival.ts'
import { askRoute } from './asks.ts'
import { type SocketSettings, isInside, largest, largestInside, lastAnswers, methods, plainServer, refuse } from './sockets.ts'
import { Crowd } from './crowd.ts'
import { type Edge, Exchange, type Open } from './exchange.ts'
import { type Health, healthRoutes, unlessIll } from './health.ts'
import { getHistory, type Historian } from './history.ts'
import { type OpenDoor, openDoor } from './open-door.ts'
import { type Access, callerOf, type Identity } from './identity.ts'
import { parseJson } from './input.ts'
import { type GuardLike, Metrics, metricsWork } from './metrics.ts'
import { inTime } from './in-time.ts'
import { accepts } from './negotiation.ts'
import { livePart, livePartRoute } from './live-part.ts'
import { type ForPeers, peerRoutes } from './peer-routes.ts'
import { Problem } from './problem.ts'
import { problemPages } from './problem-pages.ts'
import { personalIn, type RequestLog } from './requests.ts'
import { getCollection, getItem, getSearch, getSearches } from './reading.ts'
import type { RequestTracing } from './trace.ts'
import { Wire } from './wire.ts'
import { changeItem, deleteItem, forward, postCommand, postItem, postStatus } from './writing.ts'

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
export interface ContextSettings extends ServerSettings {
  /** Follows its requests; left out: nobody does. */
  readonly tracing?: RequestTracing | undefined
  readonly node: Node
  readonly system: System
  readonly counter?: Counter
  /** What links begin with, without a trailing slash: the context's own address, or the public one with the prefix. */
  readonly base: (request: IncomingMessage) => string
  readonly health?: () => Health | Promise<Health>
  readonly history?: Historian
  /** What the runtime of the context counts, told with the numbers of its server. */
  readonly families?: Families | undefined
  readonly guards?: () => Iterable<GuardLike>
  /** What other processes of the system may ask; left out: only the commands of solid lines. */
  readonly peers?: ForPeers
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

/** A Fastify instance that answers problems as they should be, and knows what is still being answered. */
export const bareServer = (
  edge: Edge,
  sockets: ServerSettings['sockets'],
  other: Work = nothing,
): { app: FastifyInstance; route: Route } => {
  const app = fastify({
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
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      if (body.length === 0) return done(null, undefined)
      // what a page sends without asking first has no type, or that of a form
      if (request.headers.origin !== undefined && request.headers['content-type'] === undefined) throw new Problem('unsupported-media-type')
      if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
        throw new Problem('unsupported-media-type', {
          errors: [{ field: 'Content-Encoding', word: 'plain' }],
          headers: ['accept-encoding', 'identity'],
        })
      if (!isJson(request.headers['content-type'])) throw new Problem('unsupported-media-type', { headers: mediaHeaders(request.method) })
      done(null, parseJson(body as Buffer))
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

  const guarded: string[] = []
  Object.assign(app, { [guardedOf]: guarded })
  const route: Route = (url, works, { asksWho = true } = {}) => {
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
  return { app, route }
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

/** The REST edge of one context: all collections of its routes, its health, metrics, history and the asks of other contexts. */
export const contextServer = (settings: ContextSettings): FastifyInstance => {
  const { node, system, access, identity, log } = settings
  const wires = Object.entries(node.context.routes).map(([name, collection]) => new Wire(name, collection, () => node.clock.now()))
  const open: Open = { count: 0, handedOn: 0, idle: undefined }
  const personal = personalIn([node.context])
  const metrics = new Metrics(system.name, node.context.name, {
    node,
    inFlight: () => open.count,
    families: settings.families,
    ...(settings.guards ? { guards: settings.guards } : {}),
  })
  const edge: Edge = {
    system,
    node,
    counter: settings.counter ?? new Counter(node),
    access,
    identity,
    door: doorOf(settings),
    requestTime: settings.requestTime ?? 2000,
    log,
    metrics,
    base: settings.base,
    personal,
    requests: settings.requests,
    tracing: settings.tracing,
    trusts: settings.sockets?.trusts ?? (() => false),
    open,
  }
  const { app, route } = bareServer(edge, settings.sockets)
  const links = (x: Exchange, prefix: string, self: string): void => {
    const form = x.form
    const all = Object.fromEntries(wires.map(w => [w.name, { href: `${x.base}${prefix}/${w.name}` }]))
    x.json(
      200,
      JSON.stringify({
        _links: { self: { href: `${x.base}${self}` }, ...all, ...(prefix ? {} : { profile: { href: `${x.base}/profile` } }) },
      }),
      form === 'array' ? 'json' : form,
    )
  }
  route('/', { GET: x => links(x, '', '/') })
  route('/profile', { GET: x => links(x, '/profile', '/profile') })
  const timely = inTime(route, new Crowd(edge.requestTime))
  for (const wire of wires) collectionRoutes(timely, wire, settings.history)
  problemPages(route, [system])
  route('/asks/:command', { POST: askRoute(node) })
  if (settings.peers) {
    peerRoutes(route, settings.peers)
    livePartRoute(route, livePart(node, settings.peers.news))
  }
  healthRoutes(route, edge, unlessIll(settings.ill, settings.health ?? (() => storeHealth(node))))
  route('/metrics', { GET: metricsWork(() => [metrics.registry], settings.metricsAge) })
  ;(app as any)[registryOf] = metrics.registry
  return app
}
/** Where a server keeps its numbers, for a gateway in the same process. */
export const registryOf = Symbol('registry')

/** Where a server keeps which of its routes are for callers it knows: `GET /orders/:id`. */
export const guardedOf = Symbol('guarded')

/** How long a store may take to say that it is there, in ms. */
const pulse = 1000
const storeHealth = async (node: Node): Promise<Health> => {
  let late: NodeJS.Timeout | undefined
  try {
    const asked = node.cannotWrite ? node.store.commit({}).then(() => (node.cannotWrite = false)) : node.store.head()
    await Promise.race([asked, new Promise((_, failed) => (late = setTimeout(() => failed(new Error('no answer in time')), pulse)))])
    return { live: true, ready: !node.stopped, ...(node.stopped ? { reasons: ['the context is stopping'] } : {}) }
  } catch {
    return { live: true, ready: false, reasons: [node.cannotWrite ? 'nothing can be written' : 'the store does not answer'] }
  } finally {
    clearTimeout(late)
  }
}

const collectionRoutes = (route: Route, wire: Wire, history: Historian | undefined): void => {
  const {
    create,
    forwards,
    statuses,
    change,
    delete: remove,
    commands = {},
    originals: { postsStatus, commands: original = {} } = {},
    searches = {},
    history: told,
    single,
  } = wire.collection
  const { path } = wire
  const post: Work | undefined = create
    ? x => postItem(x, wire, create)
    : forwards
      ? forward(wire, forwards)
      : postsStatus
        ? x => postStatus(x, wire)
        : undefined
  if (single) return singleRoutes(route, wire, single)
  route(path, { GET: x => getCollection(x, wire), ...(post ? { POST: post } : {}) })
  route(`${path}/search`, { GET: x => getSearches(x, wire) })
  for (const [name, search] of Object.entries(searches)) route(`${path}/search/${name}`, { GET: x => getSearch(x, wire, name, search) })
  const changes: { [method: string]: Work } = statuses || change ? { PUT: x => changeItem(x, wire), PATCH: x => changeItem(x, wire) } : {}
  route(`${path}/:id`, {
    GET: x => getItem(x, wire),
    ...changes,
    ...(remove ? { DELETE: (x: Exchange) => deleteItem(x, wire, remove) } : {}),
  })
  for (const [name, command] of Object.entries({ ...commands, ...original })) {
    const work: Work = x => postCommand(x, wire, name, command)
    route(`${path}/:id/${name}`, { POST: work, ...(name in original ? { PUT: work, PATCH: work } : {}) })
  }
  if (told && history) route(`${path}/:id/history`, { GET: x => getHistory(x, wire, history) })
  profileRoute(route, wire)
}
/** What there is one of: it stands where a collection would. */
const singleRoutes = (route: Route, wire: Wire, id: string): void => {
  const named =
    (work: (x: Exchange, wire: Wire) => Promise<void>): Work =>
    x => {
      x.params.id = id
      return work(x, wire)
    }
  route(wire.path, { GET: named(getItem), ...(wire.collection.change ? { PUT: named(changeItem), PATCH: named(changeItem) } : {}) })
  profileRoute(route, wire)
}
const profileRoute = (route: Route, wire: Wire): void => {
  const profile = JSON.stringify(wire.profile())
  route(`/profile/${wire.name}`, {
    GET: x => {
      if (!accepts(x.raw.headers.accept, 'application/schema+json', 'application/json', 'application/hal+json'))
        throw new Problem('not-acceptable')
      x.send(200, ['content-type', 'application/schema+json;charset=UTF-8'], x.pretty(profile))
    },
  })
}
