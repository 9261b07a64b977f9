import type { IncomingMessage } from 'node:http'
import type { Families } from '@jumun/instruments'
import type { FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import { bareServer, doorOf, registryOf, type ServerSettings, type Work } from './context-server.ts'
import type { Edge, Exchange, Open } from './exchange.ts'
import { boardRoutes, docsRoutes, type FrontSystem } from './front.ts'
import { type Health, healthRoutes, unlessIll } from './health.ts'
import { Live } from './live.ts'
import type { LivePart } from './live-part.ts'
import { type LiveBounds, Streams } from './live-routes.ts'
import { Metrics, metricsWork } from './metrics.ts'
import { wantsHtml } from './negotiation.ts'
import { operationsDocument } from './operations-document.ts'
import { type Operations, operationsRoutes } from './operations.ts'
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
  const { systems, operations, site, access, identity, log, base } = settings
  const open: Open = { count: 0, handedOn: 0, idle: undefined }
  const metrics = new Metrics('jumun', 'gateway', { inFlight: () => open.count, families: settings.families })
  const edge: Edge = {
    system: undefined,
    node: undefined,
    counter: undefined,
    access,
    identity,
    door: doorOf(settings),
    requestTime: settings.requestTime ?? 2000,
    log,
    metrics,
    base,
    personal: personalIn(systems.flatMap(s => s.system.contexts)),
    requests: settings.requests,
    trusts: settings.sockets?.trusts ?? (() => false),
    open,
  }
  const { app, route } = bareServer(edge, settings.sockets, x => other(x))
  const looks = (x: Exchange): boolean =>
    site !== undefined && (x.raw.method === 'GET' || x.raw.method === 'HEAD') && wantsHtml(x.raw.headers.accept)

  /** Whatever nobody claims: a page for those who look, a problem for programs. */
  const other: Work = x => {
    if (looks(x)) return sendPage(x, site!)
    throw new Problem('not-found')
  }
  const dataOf =
    (links: (x: Exchange) => object): Work =>
    x => {
      const form = x.form
      x.json(200, JSON.stringify({ _links: links(x) }), form === 'array' ? 'json' : form, ['vary', 'Accept'])
    }
  const pageOr = (links: (x: Exchange) => object): Work => {
    const data = dataOf(links)
    return x => (looks(x) ? sendPage(x, site!) : data(x))
  }
  const orPage =
    (work: (x: Exchange) => void): Work =>
    x => {
      try {
        work(x)
      } catch (error) {
        if (!(error instanceof Problem) || error.slug !== 'not-found' || !looks(x)) throw error
        return sendPage(x, site!)
      }
    }
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
  const here = (x: Exchange) => ({
    status: { href: `${x.base}/actuator/health` },
    ...(operations ? { operations: { href: `${x.base}/operations` } } : {}),
  })

  const alone = systems.find(s => s.prefix === '')
  const forAll = { asksWho: false }
  if (alone) {
    route(
      '/',
      {
        GET: pageOr(x => ({
          self: { href: `${x.base}/` },
          ...collections(x, alone, ''),
          profile: { href: `${x.base}/profile` },
          ...described(x, alone),
          ...here(x),
        })),
      },
      forAll,
    )
    route('/profile', { GET: dataOf(x => ({ self: { href: `${x.base}/profile` }, ...collections(x, alone, '/profile') })) }, forAll)
  } else
    route(
      '/',
      {
        GET: pageOr(x => ({
          self: { href: `${x.base}/` },
          ...Object.fromEntries(systems.map(s => [s.system.name, { href: x.base + s.prefix }])),
          ...here(x),
        })),
      },
      forAll,
    )
  for (const s of systems) {
    if (s.prefix === '') continue
    route(
      s.prefix,
      {
        GET: pageOr(x => ({
          self: { href: x.base + s.prefix },
          ...collections(x, s, ''),
          profile: { href: `${x.base}${s.prefix}/profile` },
          ...described(x, s),
        })),
      },
      forAll,
    )
    route(
      `${s.prefix}/profile`,
      { GET: dataOf(x => ({ self: { href: `${x.base}${s.prefix}/profile` }, ...collections(x, s, '/profile') })) },
      forAll,
    )
  }
  /** Who the caller is here, and what they may be: for pages, and for whoever set up a provider and wants to see what becomes of its tokens. */
  route('/whoami', {
    GET: x => {
      const { actor, roles, claims, anyone } = x.caller
      x.json(200, JSON.stringify({ actor, roles, claims, anyone }), 'json')
    },
  })
  if (site) assetRoutes((url, works) => route(url, works, forAll), site)
  /** What is not there is told to people in the app. */
  const shown = (url: string, { GET }: { readonly GET: (x: Exchange) => void }): void => route(url, { GET: orPage(GET) }, forAll)
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

const streamsOf = Symbol('those who listen')
/** Ends the lines of all who listen at this server; they would keep it from closing. */
export const endStreams = (own: FastifyInstance): void => ((own as any)[streamsOf] as Streams | undefined)?.close()
