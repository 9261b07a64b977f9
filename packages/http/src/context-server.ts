// The REST edge of one context: all collections of its routes, its health, metrics, history and the asks of other contexts.
import type { IncomingMessage } from 'node:http'
import type { System } from '@jumun/core/model'
import { Counter, type Node } from '@jumun/core/runtime'
import type { Families } from '@jumun/instruments'
import type { FastifyInstance } from 'fastify'
import { askRoute } from './asks.ts'
import { bareServer, doorOf, type Route, type ServerSettings, type Work } from './bare-server.ts'
import { Crowd } from './crowd.ts'
import type { Edge, Exchange, Open } from './exchange.ts'
import { type Health, healthRoutes, unlessIll } from './health.ts'
import { getHistory, type Historian } from './history.ts'
import { type GuardLike, Metrics, metricsWork } from './metrics.ts'
import { inTime } from './in-time.ts'
import { accepts } from './negotiation.ts'
import { livePart, livePartRoute } from './live-part.ts'
import { type ForPeers, peerRoutes } from './peer-routes.ts'
import { Problem } from './problem.ts'
import { problemPages } from './problem-pages.ts'
import { personalIn } from './requests.ts'
import { getCollection, getItem, getSearch, getSearches } from './reading.ts'
import type { RequestTracing } from './trace.ts'
import { Wire } from './wire.ts'
import { changeItem, deleteItem, forward, postCommand, postItem, postStatus } from './writing.ts'

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

/** The server of a context, which listens to nobody yet. */
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
