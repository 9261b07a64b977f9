import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Context, System } from '@jumun/core/model'
import { type Erasing, passed, systemClock, type Trouble } from '@jumun/core/runtime'
import type { Grpc } from '@jumun/grpc'
import type { IdentityProvider } from '@jumun/identity'
import {
  addressOf,
  baseOf,
  contextServer,
  type FrontSystem,
  gateway,
  guardedOf,
  identity,
  identityPath,
  keysAway,
  type LivePart,
  livePart,
  openDoor,
  ownServer,
  type OwnTokens,
  type Peer,
  peerAt,
  placeOf,
  RequestLog,
  refuseToStart,
  remotePart,
  type Site,
  stopServing,
  type SocketSettings,
  type Target,
  trustIn,
} from '@jumun/http'
import { Families, lines } from '@jumun/instruments'
import type { PartTraces, Traces } from '@jumun/instruments/traces'
import type { Logger } from 'pino'
import type { Business, Businesses } from './business.ts'
import { drawn } from './drawn.ts'
import { openGrpc } from './grpc.ts'
import { type Channels, channelsOf } from './channels.ts'
import { misplaced } from './identity-settings.ts'
import { insideOf } from './inside.ts'
import { type MessageLog, messageLog } from './message-log.ts'
import { listening } from './listening.ts'
import { leftBehind } from './model-look.ts'
import { erasedFrom, resumeErasing } from './people.ts'
import { sandboxLedger } from './ledger.ts'
import { checkoutOf, reconcileNights, takesMoney, webhooksOf } from './money.ts'
import { DayKeeper } from './operating/day.ts'
import { operationsOf } from './operations.ts'
import { readBoards, readCertificate } from './readings.ts'
import { providerOf } from './payment-settings.ts'
import { booked } from './provider-books.ts'
import { partOf, RunningSystem } from './running.ts'
import { Behind, Refusal, type Settings } from './settings.ts'
import { sparing } from './sparing.ts'
import { standIn } from './stand-in.ts'
import { ownTokensOf, tokenOf, withoutSecret } from './system-tokens.ts'

type ContextServer = ReturnType<typeof contextServer>

/** One context as this process runs it: its server while it is started, and the port that is its own. */
export interface Place {
  readonly context: Context
  server: ContextServer | undefined
  /** Settled when it has started, or cannot; undefined: it does not start now. */
  starting: Promise<void> | undefined
  /** Why it did not start, and what answers for it meanwhile. */
  refused: string | undefined
  standIn: Server | undefined
  /** Its own port while its system runs alone; undefined: only the gateway reaches it. */
  port: number | undefined
}
/** One system as this process runs it. */
export interface Board {
  readonly business: Business
  readonly system: System
  readonly prefix: string
  readonly running: RunningSystem
  /** The contexts that run here. */
  readonly places: ReadonlyMap<string, Place>
  /** Those that run elsewhere. */
  readonly peers: ReadonlyMap<string, Peer>
}

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

/** The systems of this process, and the servers in front of them. */
export class Host {
  readonly settings: Settings
  readonly log: Logger
  readonly boards = new Map<string, Board>()
  private readonly businesses: Businesses
  private readonly siteOf: SiteOf | undefined
  private readonly identity: ReturnType<typeof identity>
  readonly messages: MessageLog
  /** How people are told things; undefined: everything goes to the log. */
  channels: Channels | undefined
  private readonly door: ReturnType<typeof openDoor>
  private readonly sockets: SocketSettings
  private readonly requests: RequestLog | undefined
  private readonly families = new Families()
  private readonly ledgers: ReturnType<typeof sandboxLedger>[] = []
  private readonly token: () => string | undefined
  private readonly ownTokens: OwnTokens | undefined
  private gateway: ReturnType<typeof gateway> | undefined
  private own: ReturnType<typeof ownServer> | undefined
  private provider: IdentityProvider | undefined
  private readonly parts = new WeakMap<object, LivePart>()
  gatewayPort = 0
  private grpc: Grpc | undefined
  private traces: Traces | undefined
  private readonly followed = new Map<string, PartTraces>()
  /** Unlike that of every other process. */
  readonly holder = systemClock.id()
  private readonly troubles = sparing(({ what, ...fields }) => this.log.warn(fields, what))
  /** How the last day went, where operators look: at the gateway. */
  day: DayKeeper | undefined
  private nights: ReturnType<typeof setInterval> | undefined
  private starting: Promise<void> = Promise.resolve()
  private isOver = false

  /**
   * `businesses`: what the names in the settings stand for.
   * `siteOf`: the web app for what runs here; left out, the gateway answers programs only.
   */
  constructor(settings: Settings, businesses: Businesses, siteOf?: SiteOf) {
    this.settings = settings
    this.businesses = businesses
    this.siteOf = siteOf
    const service = serviceOf(settings.parts)
    this.log = lines(settings.log, service)
    const { audience } = settings
    this.ownTokens = ownTokensOf(settings)
    const own = this.ownTokens
    this.identity = settings.identity
      ? identity({ keySet: () => this.provider?.keys() ?? { keys: [] }, issuer: () => this.provider && this.issuer, audience, own })
      : identity({ keySet: settings.keys, issuer: settings.issuer, audience, claims: settings.claims, own })
    this.door = openDoor(settings)
    const { trusted, connections, connectionsByAddress, accessLog } = settings.edge
    this.sockets = { trusts: trustIn(trusted), bounds: { connections, connectionsByAddress } }
    const isSilent = accessLog === 'none' || settings.log === 'silent'
    this.requests = isSilent ? undefined : new RequestLog(accessLog, text => void process.stdout.write(text), service)
    const { messages } = settings
    this.messages =
      messages === '-'
        ? { write: async text => void process.stdout.write(text), rewrite: async () => {}, close: async () => {} }
        : messageLog(messages)
    this.token = settings.systemToken === undefined && own ? own.mine : tokenOf(settings.systemToken)
    readBoards(this.families, this.boards)
    const { tls } = this.settings.edge
    if (tls) readCertificate(this.families, tls.cert)
  }

  /** One system alone has no prefix, and its contexts have ports of their own (specification COM-10). */
  get alone(): boolean {
    return this.settings.parts.length === 1
  }
  private get name(): string {
    return ['127.0.0.1', '::1'].includes(this.settings.host) ? 'localhost' : this.settings.host
  }
  /** The gateway's address, or the one that the world knows. */
  get address(): string {
    return this.settings.publicBase ?? `${this.settings.edge.tls ? 'https' : 'http'}://${this.name}:${this.gatewayPort}`
  }
  /** Where it is asked by gRPC; undefined: it is not. */
  get grpcAddress(): string | undefined {
    return this.grpc && `${this.name}:${this.grpc.port}`
  }
  /** What the built-in identity calls itself. */
  private get issuer(): string {
    return this.address + identityPath
  }
  /** Where people sign in, as the web app is told. */
  private signIn(): SignIn | undefined {
    const { signIn, issuer: other } = this.settings
    if (signIn && other !== undefined) return { ...signIn, issuer: other }
    if (!this.settings.identity) return undefined
    const { issuer } = this
    return { issuer, client: 'jumun-web', scope: 'openid', home: this.address, account: `${issuer}/account` }
  }
  /** Undefined where there is no switch for it. */
  private get ill(): (() => boolean) | undefined {
    const { faultSwitch } = this.settings
    return faultSwitch === undefined ? undefined : () => existsSync(faultSwitch)
  }
  /**
   * A link for whoever started this, by which they become the first operator; undefined where there is one, or people sign in elsewhere.
   */
  firstOperator(): string | undefined {
    return this.provider?.firstOperator()
  }
  /** What the gateway itself serves to those it knows, such as `GET /operations`. */
  get guardedRoutes(): readonly string[] {
    return this.own ? (this.own as unknown as { readonly [guardedOf]: readonly string[] })[guardedOf] : []
  }
  /** The address of a context's own port; undefined where only the gateway reaches it. */
  addressOf(place: Place): string | undefined {
    return place.port === undefined ? undefined : `http://${this.name}:${place.port}`
  }
  /** Where a context is that does not run here: where the settings say, else on its own port of this machine. */
  private peerOf(context: Context): Peer {
    const { peers } = this.settings
    const named = peers.get(context.name) ?? peers.get('')?.map(a => a.replace(/{context}|%7Bcontext%7D/i, context.name))
    return peerAt(named ?? [`http://localhost:${context.port}`], this.token)
  }

  /**
   * Opens the stores, takes up what was left, then listens. Throws a Refusal where a port or a data folder is taken, and where it is
   * stopped before it is done.
   */
  start(): Promise<void> {
    this.isOver = false // it may have been stopped, and be started again
    return (this.starting = this.begin())
  }
  private async begin(): Promise<void> {
    const { access, host, keys: keySet, issuer, audience, messaging, parts } = this.settings
    const no = this.settings.identity
      ? misplaced(host, this.settings.publicBase)
      : refuseToStart({ access, hosts: [host], keySet, issuer, audience })
    if (no) throw new Refusal(no)
    if (access === 'guarded' && !this.settings.identity) void keysAway(keySet, issuer).then(why => why && this.log.warn(why))
    const alien = access === 'guarded' ? withoutSecret(this.settings) : undefined
    if (alien !== undefined) throw new Refusal(alien)
    this.ownTokens?.mine() // a secret that cannot be read is said now
    await this.openTraces()
    const write = (text: string) => this.messages.write(text)
    this.channels = channelsOf(messaging, write, (what, about) => this.report({ what, about }))
    for (const { system: name, contexts } of parts) {
      const business = this.businesses[name]!
      const { system } = business
      const ours = system.contexts.filter(c => !contexts || contexts.includes(c.name))
      const peers = new Map(system.contexts.filter(c => !ours.includes(c)).map(c => [c.name, this.peerOf(c)]))
      const running = new RunningSystem(
        system,
        ours,
        this.settings,
        context => peers.get(context),
        trouble => this.report({ system: name, ...trouble }),
        (what, about) => this.log.info({ system: name, about }, what),
      )
      for (const file of leftBehind(running.folder, system))
        this.report({ what: `${file} belongs to no context of ${name} any more: it stays as it is, and nobody reads it`, about: name })
      if (this.traces) running.tracing = context => this.tracesOf(name, context)!
      if (ours.some(c => c.externals.length)) await this.openOutside(business, running)
      const places = new Map(
        ours.map(context => [
          context.name,
          { context, server: undefined, starting: undefined, refused: undefined, standIn: undefined, port: undefined } as Place,
        ]),
      )
      this.boards.set(name, { business, system, prefix: this.alone ? '' : `/${name}`, running, places, peers })
    }
    for (const board of this.boards.values()) await this.resumeErasing(board)
    for (const board of this.boards.values()) {
      this.goOn()
      await this.startContexts(board)
    }
    this.goOn()
    if (this.settings.gateway) await this.openGateway()
    if (this.settings.grpc !== undefined)
      this.grpc = await openGrpc(this, (board, context) => this.gateway ?? board.places.get(context)?.server?.server)
    if (this.settings.payments.of.size) this.eachNight()
  }
  /** Only where somebody listens is what tells them loaded. */
  private async openTraces(): Promise<void> {
    const { traces } = this.settings
    if (!traces) return
    const { openTraces } = await import('@jumun/instruments/traces')
    const report = (error: unknown) => this.report({ what: 'traces could not be told', about: new URL(traces.url).origin, error })
    this.traces = openTraces({ ...traces, instance: this.holder, report })
  }
  private tracesOf(system: string, part: string): PartTraces | undefined {
    const name = `${system}/${part}`
    let found = this.followed.get(name)
    if (!found && this.traces)
      this.followed.set(name, (found = this.traces.of(system, part, this.settings.bus.startsWith('kafka') ? 'kafka' : 'jumun')))
    return found
  }
  /** Throws a Refusal where nobody wants it to start any more. */
  private goOn(): void {
    if (this.isOver) throw new Refusal('It was stopped while it started.')
  }
  /** Compares our books with the providers', when a day has ended. */
  private eachNight(): void {
    const compare = async (): Promise<void> => {
      for (const board of this.boards.values())
        await reconcileNights(this, board, Date.now()).catch(error =>
          this.report({ what: "the provider's books could not be compared with ours; it is tried again", about: board.system.name, error }),
        )
    }
    this.nights = setInterval(() => void compare(), 900_000)
    this.nights.unref()
    void compare()
  }
  /** Who stands for what is not ours: adapters, and the provider of payments or a sandbox for it. */
  private async openOutside({ system, adapters }: Business, running: RunningSystem): Promise<void> {
    if (!adapters) throw new Refusal(`${system.name} asks others, and nobody answers for them: give its adapters, by the external's name.`)
    const ledger = sandboxLedger(join(running.folder, 'sandbox-psp.db'))
    this.ledgers.push(ledger)
    running.books = ledger.all
    const { channels } = this
    const ours = adapters({
      now: Date.now,
      sleep: passed,
      random: Math.random,
      paymentDelay: this.settings.paymentDelay,
      ledger,
      write: text => this.messages.write(text),
    })
    running.provider = await providerOf(this.settings.payments, system.name, what => this.report({ what, about: system.name }))
    running.adapters = {
      ...ours,
      ...(channels ? { kakao: channels.adapterOf(system.name) } : {}),
      ...(running.provider ? { psp: booked(running.provider, ledger, Date.now) } : {}),
    }
  }
  private async openGateway(): Promise<void> {
    const { access, host, port = 8088, origins } = this.settings
    const fronts = await Promise.all(
      [...this.boards.values()].map(
        async ({ business, system, prefix }): Promise<FrontSystem> => ({ system, prefix, ...(await drawn(business)) }),
      ),
    )
    const servers = () => [...this.boards.values()].flatMap(b => [...b.places.values()].flatMap(p => p.server ?? []))
    const site = this.siteOf?.(
      fronts.map(({ system, prefix }) => ({ system, prefix })),
      access,
      () => this.signIn(),
    )
    const operations = operationsOf(this)
    this.day = new DayKeeper(operations, [...this.boards.keys()])
    this.day.start()
    this.own = ownServer({
      systems: fronts,
      operations,
      site,
      base: () => this.address,
      access,
      identity: this.identity,
      door: this.door,
      sockets: this.sockets,
      requests: this.requests,
      requestTime: this.settings.requestTime,
      ill: this.ill,
      log: this.log,
      servers,
      live: (system, context) => this.livePartOf(system, context),
      families: this.families,
    })
    await this.own.ready()
    // only where it is asked for: it takes its time to load, and room
    const { identityProvider } = this.settings.identity ? await import('@jumun/identity') : {}
    this.gateway = gateway({
      systems: [...this.boards.values()].map(({ system, prefix, places, peers }) => ({
        system,
        prefix,
        contexts: new Map<string, Target>([...places, ...peers]),
      })),
      own: this.own,
      provider: identityProvider && ((request, response) => this.provider!.handle(request, response)),
      access,
      identity: this.identity,
      door: this.door,
      sockets: { ...this.sockets, tls: this.settings.edge.tls },
      requests: this.requests,
      families: this.families,
      cors: { origins },
      money: takesMoney(this) ? { take: webhooksOf(this), checkout: checkoutOf(this) } : undefined,
      rate: this.settings.edge.callerRate,
      addressRate: this.settings.edge.addressRate,
      requestTime: this.settings.requestTime,
      // a context answers within its time, and a little more where it does not know what became of a command
      proxyTime: this.settings.requestTime + lastWord,
      slowTime: this.settings.requestTime / 3,
      tracing: this.traces && (system => this.tracesOf(system, 'gateway')!),
      log: this.log,
    })
    await listening(
      port,
      host,
      'the gateway',
      () => new Promise((done, failed) => this.gateway!.once('error', failed).listen(port, host, () => done(undefined))),
    )
    this.gatewayPort = (this.gateway.address() as AddressInfo).port
    this.provider = identityProvider?.({
      data: this.settings.data,
      issuer: this.issuer,
      audience: this.settings.audience!,
      roles: [...this.boards.values()].flatMap(board => board.system.roles),
      send: message => this.channels?.tell(message) ?? this.messages.write(`\nTo. ${message.to.text}\n${message.text}\n`),
      placeOf: request => placeOf(addressOf(request, this.sockets.trusts!)),
      report: (what, error) => this.report({ what, about: 'identity', error }),
    })
    void site?.prepare()
  }

  /** What a context tells of its changes; the same one as long as it is the same life of it. */
  private livePartOf(system: string, context: string): LivePart | undefined {
    const board = this.boards.get(system)!
    const of: object | undefined = board.running.live.get(context) ?? board.peers.get(context)
    if (!of) return undefined
    let part = this.parts.get(of)
    if (!part) {
      const live = board.running.live.get(context)
      this.parts.set(of, (part = live ? livePart(live.node, live.news) : remotePart(board.peers.get(context)!)))
    }
    return part
  }

  /** What was begun of erasing a person, and broken off, is finished before anybody reads what is half of it. */
  async resumeErasing({ system }: Board): Promise<void> {
    const done = await resumeErasing(system, this.settings)
    if (!done || !('erasing' in done)) return
    await this.forget(done.erasing)
    if (done.onTopic !== undefined) this.report({ what: done.onTopic, about: system.name })
    else this.log.info({ about: system.name }, 'a person was being erased when the process ended: that is done now')
  }
  /** Takes a person out of what is kept beside the stores. */
  async forget(erasing: Erasing): Promise<void> {
    await erasedFrom(this.messages, erasing)
    this.channels?.sender.forget(({ to }) => erasing.textWithout(to) !== to)
  }
  /** Starts all that can start: a file that cannot be used is no reason for the others to stay down. Where none can, it throws why. */
  private async startContexts(board: Board): Promise<void> {
    const all = [...board.places]
    const ends = await Promise.allSettled(all.map(([context]) => this.startContext(board, context)))
    const failed = ends.flatMap((end, i) => (end.status === 'rejected' ? [{ error: end.reason as unknown, place: all[i]! }] : []))
    const fatal =
      failed.find(f => !(f.error instanceof Refusal)) ??
      (failed.length === all.length ? failed.find(f => !(f.error instanceof Behind)) : undefined)
    if (fatal) throw fatal.error
    for (const {
      error,
      place: [name, place],
    } of failed) {
      place.refused = (error as Refusal).message
      this.log.error({ about: `${board.system.name}/${name}` }, place.refused)
      if (!this.alone) continue
      const server = standIn(name)
      const port = this.portOf(place.context)
      await listening(
        port,
        this.settings.host,
        `the context ${name}`,
        () => new Promise((done, no) => server.once('error', no).listen(port, this.settings.host, () => done(undefined))),
      )
      place.standIn = server
      place.port = (server.address() as AddressInfo).port
    }
  }
  /** Starts one context, the others going on as they are. Throws a Refusal where its data cannot be used as it is. */
  async startContext(board: Board, name: string): Promise<void> {
    const place = board.places.get(name)!
    if (place.server) return
    place.starting ??= this.openContext(board, place).finally(() => (place.starting = undefined))
    await place.starting
  }
  private async openContext(board: Board, place: Place): Promise<void> {
    const { name } = place.context
    const live = await board.running.start(place.context)
    const { publicBase } = this.settings
    let base: ReturnType<typeof baseOf> | undefined // made when the ports are known
    const server = contextServer({
      node: live.node,
      counter: live.counter,
      system: board.system,
      base: request =>
        (base ??= baseOf({ own: this.addressOf(place) ?? this.address, publicBase, prefix: board.prefix, trusted: this.sockets.trusts }))(
          request,
        ),
      access: this.settings.access,
      identity: this.identity,
      door: this.door,
      sockets: this.sockets,
      requests: this.requests,
      requestTime: this.settings.requestTime,
      ill: this.ill,
      log: this.log,
      tracing: this.tracesOf(board.system.name, name),
      history: kase => board.running.history(kase),
      guards: () => live.ask.guards.values(),
      families: live.families,
      peers: {
        store: live.store,
        news: live.news,
        part: kase => partOf(live, kase),
        inside: insideOf(this, board.system.name, place.context, live.store),
      },
    })
    place.refused = undefined
    await endStandIn(place)
    if (this.alone) {
      const port = place.port ?? this.portOf(place.context)
      await listening(port, this.settings.host, `the context ${name}`, () => server.listen({ port, host: this.settings.host }))
      place.port = (server.server.address() as AddressInfo).port
    } else await server.ready()
    place.server = server
  }
  /** The port that a context is to have: its own, that of the settings where it is what they speak of, or any. */
  private portOf(context: Context): number {
    const { port, gateway: hasGateway, parts } = this.settings
    if (!hasGateway && parts[0]!.contexts?.length === 1) return port ?? context.port
    return port === 0 ? 0 : context.port
  }
  /**
   * Stops one context: no new requests, those at hand are finished, the database is closed. One that starts waits for nothing any more, and
   * is stopped when it has started.
   */
  async stopContext(board: Board, name: string): Promise<void> {
    const place = board.places.get(name)!
    board.running.breakOff(name)
    await place.starting?.catch(() => {}) // said to whoever started it
    const server = place.server
    place.server = undefined
    await endStandIn(place)
    await server?.close()
    await board.running.stop(name)
  }

  report(trouble: Trouble): void {
    this.troubles.report(trouble)
  }

  /** Takes no more requests, finishes those at hand, closes everything. While it starts: breaks that off first. */
  async stop(): Promise<void> {
    this.isOver = true
    // what is waited for keeps no process alive by itself, and who waits for the end is to be told of it
    const awake = setInterval(() => {}, 60_000)
    try {
      for (const { running, places } of this.boards.values()) for (const name of places.keys()) running.breakOff(name)
      await this.starting.catch(() => {}) // said to whoever started it
      await this.end()
    } finally {
      clearInterval(awake)
    }
  }
  private async end(): Promise<void> {
    clearInterval(this.nights)
    await this.day?.stop()
    await this.grpc?.stop(this.settings.requestTime + lastWord)
    if (this.gateway) await stopServing(this.gateway)
    await this.own?.close()
    await Promise.all([...this.boards.values()].flatMap(board => [...board.places.keys()].map(name => this.stopContext(board, name))))
    this.provider?.close()
    for (const ledger of this.ledgers) ledger.close()
    this.channels?.close()
    await this.messages.close()
    await this.traces?.stop()
    this.troubles.stop()
    this.requests?.flush()
  }
}

/** After its time a request may need so long to say what became of it, in ms. */
const lastWord = 3000

const endStandIn = async (place: Place): Promise<void> => {
  const { standIn } = place
  place.standIn = undefined
  if (!standIn) return
  standIn.closeAllConnections()
  await new Promise(done => standIn.close(done))
}

/** What the lines of a process are said by: the one context that runs in it, or the one system, or the product. */
const serviceOf = (parts: Settings['parts']): string => {
  const all = parts.flatMap(({ system, contexts }) => contexts?.map(context => `${system}/${context}`) ?? [system])
  return all.length === 1 ? all[0]! : parts.length === 1 ? parts[0]!.system : 'jumun'
}
