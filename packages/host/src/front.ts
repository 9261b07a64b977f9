// The way in of a process: the gateway, what it serves itself, and the identity of people where it is built in.
import type { AddressInfo } from 'node:net'
import type { IdentityProvider } from '@jumun/identity'
import {
  addressOf,
  type FrontSystem,
  gateway,
  guardedOf,
  identityPath,
  type LivePart,
  livePart,
  ownServer,
  placeOf,
  remotePart,
  type Site,
  stopServing,
  type Target,
} from '@jumun/http'
import type { System } from '@jumun/core/model'
import type { Board } from './board.ts'
import { drawn } from './drawn.ts'
import type { Host } from './host.ts'
import { listening } from './listening.ts'
import { checkoutOf, takesMoney, webhooksOf } from './money.ts'
import { DayKeeper } from './operating/day.ts'
import { operationsOf } from './operations.ts'
import type { Settings } from './settings.ts'

/** How the web app asks a provider who somebody is. */
export interface SignIn {
  readonly issuer: string
  readonly client: string
  readonly scope: string
  readonly parameters?: { readonly [name: string]: string } | undefined
  readonly home?: string | undefined
  readonly account?: string | undefined
}
/** Makes the web app for systems under their prefixes. */
export type SiteOf = (
  systems: readonly { readonly system: System; readonly prefix: string }[],
  access: Settings['access'],
  signIn: () => SignIn | undefined,
) => Site

/** After its time a request may need so long to say what became of it, in ms. */
export const lastWord = 3000

export class Front {
  private readonly host: Host
  private readonly siteOf: SiteOf | undefined
  private readonly parts = new WeakMap<object, LivePart>()
  private own: ReturnType<typeof ownServer> | undefined
  gateway: ReturnType<typeof gateway> | undefined
  /** How the last day went. */
  day: DayKeeper | undefined
  /** Undefined: people are known elsewhere. */
  provider: IdentityProvider | undefined

  /** `siteOf`: the web app for what runs here; left out, the gateway answers programs only. */
  constructor(host: Host, siteOf: SiteOf | undefined) {
    this.host = host
    this.siteOf = siteOf
  }
  private get boards(): readonly Board[] {
    return [...this.host.boards.values()]
  }
  /** What the built-in identity calls itself. */
  get issuer(): string {
    return this.host.address + identityPath
  }
  /** What it serves to those it knows, such as `GET /operations`. */
  get guardedRoutes(): readonly string[] {
    return this.own ? (this.own as unknown as { readonly [guardedOf]: readonly string[] })[guardedOf] : []
  }

  /** Listens. Throws a Refusal where the port is taken. */
  async open(): Promise<void> {
    const { settings } = this.host
    const fronts = await Promise.all(
      this.boards.map(async ({ business, system, prefix }): Promise<FrontSystem> => ({ system, prefix, ...(await drawn(business)) })),
    )
    const site = this.siteOf?.(
      fronts.map(({ system, prefix }) => ({ system, prefix })),
      settings.access,
      () => this.signIn(),
    )
    const own = this.ownOf(fronts, site)
    this.own = own
    await own.ready()
    // only where it is asked for: it takes its time to load, and room
    const { identityProvider } = settings.identity ? await import('@jumun/identity') : {}
    const way = this.gatewayOf(own, identityProvider !== undefined)
    this.gateway = way
    const { port = 8088, host } = settings
    await listening(
      port,
      host,
      'the gateway',
      () => new Promise((done, failed) => way.once('error', failed).listen(port, host, () => done(undefined))),
    )
    this.host.gatewayPort = (way.address() as AddressInfo).port
    this.provider = identityProvider?.({
      data: settings.data,
      issuer: this.issuer,
      audience: settings.audience!,
      roles: this.boards.flatMap(board => board.system.roles),
      send: message => this.host.channels?.tell(message) ?? this.host.messages.write(`\nTo. ${message.to.text}\n${message.text}\n`),
      placeOf: request => placeOf(addressOf(request, this.host.sockets.trusts!)),
      report: (what, error) => this.host.report({ what, about: 'identity', error }),
    })
    void site?.prepare()
  }
  private ownOf(systems: readonly FrontSystem[], site: Site | undefined): ReturnType<typeof ownServer> {
    const { host } = this
    const operations = operationsOf(host)
    this.day = new DayKeeper(operations, [...host.boards.keys()])
    this.day.start()
    return ownServer({
      ...host.serving,
      systems,
      operations,
      site,
      base: () => host.address,
      servers: () => this.boards.flatMap(b => [...b.places.values()].flatMap(p => p.server ?? [])),
      live: (system, context) => this.livePartOf(system, context),
      families: host.families,
    })
  }
  private gatewayOf(own: ReturnType<typeof ownServer>, hasProvider: boolean): ReturnType<typeof gateway> {
    const { host } = this
    const { serving } = host
    const { edge, origins, requestTime } = host.settings
    return gateway({
      systems: this.boards.map(({ system, prefix, places, peers }) => ({
        system,
        prefix,
        contexts: new Map<string, Target>([...places, ...peers]),
      })),
      own,
      provider: hasProvider ? (request, response) => this.provider!.handle(request, response) : undefined,
      access: serving.access,
      identity: serving.identity,
      door: serving.door,
      sockets: { ...host.sockets, tls: edge.tls },
      requests: serving.requests,
      families: host.families,
      cors: { origins },
      money: takesMoney(host) ? { take: webhooksOf(host), checkout: checkoutOf(host) } : undefined,
      rate: edge.callerRate,
      addressRate: edge.addressRate,
      requestTime,
      // a context answers within its time, and a little more where it does not know what became of a command
      proxyTime: requestTime + lastWord,
      slowTime: requestTime / 3,
      tracing: host.hasTraces ? system => host.tracesOf(system, 'gateway')! : undefined,
      log: host.log,
    })
  }
  /** Where people sign in, as the web app is told. */
  private signIn(): SignIn | undefined {
    const { signIn, issuer: other, identity } = this.host.settings
    if (signIn && other !== undefined) return { ...signIn, issuer: other }
    if (!identity) return undefined
    const { issuer } = this
    return { issuer, client: 'jumun-web', scope: 'openid', home: this.host.address, account: `${issuer}/account` }
  }
  /** What a context tells of its changes; the same one as long as it is the same life of it. */
  private livePartOf(system: string, context: string): LivePart | undefined {
    const board = this.host.boards.get(system)!
    const of: object | undefined = board.running.live.get(context) ?? board.peers.get(context)
    if (!of) return undefined
    let part = this.parts.get(of)
    if (!part) {
      const live = board.running.live.get(context)
      this.parts.set(of, (part = live ? livePart(live.node, live.news) : remotePart(board.peers.get(context)!)))
    }
    return part
  }

  /** Takes no more requests, and finishes those at hand. */
  async stop(): Promise<void> {
    if (this.gateway) await stopServing(this.gateway)
    await this.own?.close()
  }
}
