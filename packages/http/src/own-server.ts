import type { IncomingMessage } from 'node:http'
import type { Families } from '@jumun/instruments'
import type { FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import { bareServer, doorOf, type Route, type ServerSettings, type Work } from './bare-server.ts'
import { registryOf } from './context-server.ts'
import type { Edge, Exchange, Open } from './exchange.ts'
import { boardRoutes, docsRoutes, type FrontSystem } from './front.ts'
import { type Health, healthRoutes, unlessIll } from './health.ts'
import { Live } from './live.ts'
import type { LivePart } from './live-part.ts'
import { type LiveBounds, Streams } from './live-routes.ts'
import { Metrics, metricsWork } from './metrics.ts'
import { wantsHtml } from './negotiation.ts'
import { operationsDocument } from './operations-document.ts'
import type { Operations } from './operations.ts'
import { operationsRoutes } from './operations-routes.ts'
import { Problem } from './problem.ts'
import { problemPages } from './problem-pages.ts'
import { personalIn } from './requests.ts'
import { assetRoutes, sendPage, type Site } from './site.ts'

export interface OwnSettings extends ServerSettings {
  readonly systems: readonly FrontSystem[]
  readonly operations?: Operations | undefined
  /** The web app; left out: only programs are answered. */
  readonly site?: Site | undefined
  /** The gateway's own address, such as `http://localhost:8088`, or the public one. */
  readonly base: (request: IncomingMessage) => string
  /** What is counted elsewhere of what the gateway does. */
  readonly families?: Families | undefined
  readonly health?: (() => Health | Promise<Health>) | undefined
  /** What each context tells of its changes, here or elsewhere; undefined: it is away. Left out: nothing is pushed. */
  readonly live?: ((system: string, context: string) => LivePart | undefined) | undefined
  readonly liveBounds?: Partial<LiveBounds> | undefined
  /** The servers of this process, whose numbers are told with the gateway's. */
  readonly servers?: (() => Iterable<FastifyInstance>) | undefined
}

/** What the gateway serves itself: the web app, documentation, operations, health and metrics; for the rest a 404. */
export const ownServer = (settings: OwnSettings): FastifyInstance => {
  const { systems, operations, site } = settings
  const { edge, metrics } = edgeOf(settings)
  const { app, route } = bareServer(edge, settings.sockets, x => {
    // whatever nobody claims: a page for those who look, a problem for programs
    if (looks(site, x)) return sendPage(x, site!)
    throw new Problem('not-found')
  })
  rootRoutes(route, settings)
  /** Who the caller is here, and what they may be: for pages, and for whoever set up a provider and wants to see what becomes of its tokens. */
  route('/whoami', {
    GET: x => {
      const { actor, roles, claims, anyone } = x.caller
      x.json(200, JSON.stringify({ actor, roles, claims, anyone }), 'json')
    },
  })
  if (site) assetRoutes((url, works) => route(url, works, forAll), site)
  const shown: Shown = (url, { GET }) => route(url, { GET: orPage(site, GET) }, forAll)
  boardRoutes(shown, systems)
  problemPages(
    route,
    systems.map(s => s.system),
  )
  docsRoutes(shown, systems, operations ? { operations: operationsDocument } : {})
  if (operations) operationsRoutes(route, operations)
  healthRoutes(
    route,
    edge,
    unlessIll(settings.ill, settings.health ?? (() => ({ live: true, ready: true }))),
    systems.map(s => s.prefix),
  )
  const { live } = settings
  if (live) {
    const streams = new Streams(edge, settings.liveBounds)
    for (const { system, prefix } of systems) streams.route(route, prefix, new Live(system, context => live(system.name, context)))
    ;(app as any)[streamsOf] = streams
  }
  const others = () => [...(settings.servers?.() ?? [])].flatMap(s => ((s as any)[registryOf] as Registry | undefined) ?? [])
  route('/metrics', { GET: metricsWork(() => [metrics.registry, ...others()], settings.metricsAge) })
  return app
}

const edgeOf = (settings: OwnSettings): { readonly edge: Edge; readonly metrics: Metrics } => {
  const open: Open = { count: 0, handedOn: 0, idle: undefined }
  const metrics = new Metrics('jumun', 'gateway', { inFlight: () => open.count, families: settings.families })
  const edge: Edge = {
    system: undefined,
    node: undefined,
    counter: undefined,
    access: settings.access,
    identity: settings.identity,
    door: doorOf(settings),
    requestTime: settings.requestTime ?? 2000,
    log: settings.log,
    metrics,
    base: settings.base,
    personal: personalIn(settings.systems.flatMap(s => s.system.contexts)),
    requests: settings.requests,
    trusts: settings.sockets?.trusts ?? (() => false),
    open,
  }
  return { edge, metrics }
}

// ---- pages for those who look, data for programs

const forAll = { asksWho: false }
type Shown = (url: string, works: { readonly GET: (x: Exchange) => void }) => void
const looks = (site: Site | undefined, x: Exchange): boolean =>
  site !== undefined && (x.raw.method === 'GET' || x.raw.method === 'HEAD') && wantsHtml(x.raw.headers.accept)
const dataOf =
  (links: (x: Exchange) => object): Work =>
  x => {
    const form = x.form
    x.json(200, JSON.stringify({ _links: links(x) }), form === 'array' ? 'json' : form, ['vary', 'Accept'])
  }
/** What is not there is told to people in the app. */
const orPage =
  (site: Site | undefined, work: (x: Exchange) => void): Work =>
  x => {
    try {
      work(x)
    } catch (error) {
      if (!(error instanceof Problem) || error.slug !== 'not-found' || !looks(site, x)) throw error
      return sendPage(x, site!)
    }
  }

// ---- where one begins

const collections = (x: Exchange, { system, prefix }: FrontSystem, folder: string) =>
  Object.fromEntries(
    system.contexts.flatMap(c => Object.keys(c.routes).map(name => [name, { href: `${x.base}${prefix}${folder}/${name}` }])),
  )
/** Where the interface is described (RFC 8631). */
const described = (x: Exchange, { system, openapi }: FrontSystem) =>
  openapi === undefined
    ? {}
    : {
        'service-desc': { href: `${x.base}/docs/${system.name}/openapi.json`, type: 'application/json' },
        'service-doc': { href: `${x.base}/docs/${system.name}`, type: 'text/html' },
      }
/** The links of a system: its collections, their profile and its interface. */
const linksOf = (x: Exchange, s: FrontSystem, self: string) => ({
  self: { href: self },
  ...collections(x, s, ''),
  profile: { href: `${x.base}${s.prefix}/profile` },
  ...described(x, s),
})

/** The roots, of all systems and of each, with their profiles. */
const rootRoutes = (route: Route, { systems, operations, site }: OwnSettings): void => {
  const root = (url: string, links: (x: Exchange) => object): void => {
    const data = dataOf(links)
    route(url, { GET: x => (looks(site, x) ? sendPage(x, site!) : data(x)) }, forAll)
  }
  const profile = (s: FrontSystem): void =>
    route(
      `${s.prefix}/profile`,
      { GET: dataOf(x => ({ self: { href: `${x.base}${s.prefix}/profile` }, ...collections(x, s, '/profile') })) },
      forAll,
    )
  const here = (x: Exchange) => ({
    status: { href: `${x.base}/actuator/health` },
    ...(operations ? { operations: { href: `${x.base}/operations` } } : {}),
  })
  const alone = systems.find(s => s.prefix === '')
  if (alone) root('/', x => ({ ...linksOf(x, alone, `${x.base}/`), ...here(x) }))
  else
    root('/', x => ({
      self: { href: `${x.base}/` },
      ...Object.fromEntries(systems.map(s => [s.system.name, { href: x.base + s.prefix }])),
      ...here(x),
    }))
  for (const s of systems) {
    if (s.prefix !== '') root(s.prefix, x => linksOf(x, s, x.base + s.prefix))
    if (s.prefix !== '' || s === alone) profile(s)
  }
}

const streamsOf = Symbol('those who listen')
/** Ends the lines of all who listen at this server; they would keep it from closing. */
export const endStreams = (own: FastifyInstance): void => ((own as any)[streamsOf] as Streams | undefined)?.close()
