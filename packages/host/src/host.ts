// A process: its systems, and the servers in front of them.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '@jumun/core/model'
import { type Erasing, passed, systemClock, type Trouble } from '@jumun/core/runtime'
import type { Grpc } from '@jumun/grpc'
import {
  identity,
  keysAway,
  openDoor,
  type Peer,
  peerAt,
  RequestLog,
  refuseToStart,
  type OwnTokens,
  type ServerSettings,
  type SocketSettings,
  trustIn,
} from '@jumun/http'
import { Families, lines } from '@jumun/instruments'
import type { PartTraces, Traces } from '@jumun/instruments/traces'
import type { Logger } from 'pino'
import type { Board, Place } from './board.ts'
import type { Business, Businesses } from './business.ts'
import { type Channels, channelsOf } from './channels.ts'
import { Front, lastWord, type SiteOf } from './front.ts'
import { openGrpc } from './grpc.ts'
import { misplaced } from './identity-settings.ts'
import { sandboxLedger } from './ledger.ts'
import { type MessageLog, messageLog } from './message-log.ts'
import { leftBehind } from './model-look.ts'
import { reconcileNights } from './money.ts'
import type { DayKeeper } from './operating/day.ts'
import { providerOf } from './payment-settings.ts'
import { erasedFrom, resumeErasing } from './people.ts'
import { placesFor, startContext, startContexts, stopContext } from './places.ts'
import { booked } from './provider-books.ts'
import { readBoards, readCertificate } from './readings.ts'
import { RunningSystem } from './running.ts'
import { Refusal, type Settings } from './settings.ts'
import { sparing } from './sparing.ts'
import { ownTokensOf, tokenOf, withoutSecret } from './system-tokens.ts'

/** The systems of this process, and the servers in front of them. */
export class Host {
  readonly settings: Settings
  readonly log: Logger
  readonly boards = new Map<string, Board>()
  /** What all servers of this process have in common. */
  readonly serving: ServerSettings
  readonly sockets: SocketSettings
  /** What is counted of the process as a whole. */
  readonly families = new Families()
  readonly messages: MessageLog
  /** How people are told things; undefined: everything goes to the log. */
  channels: Channels | undefined
  gatewayPort = 0
  /** Unlike that of every other process. */
  readonly holder = systemClock.id()
  private readonly businesses: Businesses
  private readonly siteOf: SiteOf | undefined
  private readonly ownTokens: OwnTokens | undefined
  private readonly token: () => string | undefined
  private readonly ledgers: ReturnType<typeof sandboxLedger>[] = []
  private front: Front | undefined
  private grpc: Grpc | undefined
  private traces: Traces | undefined
  private readonly followed = new Map<string, PartTraces>()
  private readonly troubles = sparing(({ what, ...fields }) => this.log.warn(fields, what))
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
    this.ownTokens = ownTokensOf(settings)
    this.token = settings.systemToken === undefined && this.ownTokens ? this.ownTokens.mine : tokenOf(settings.systemToken)
    const { trusted, connections, connectionsByAddress, tls } = settings.edge
    this.sockets = { trusts: trustIn(trusted), bounds: { connections, connectionsByAddress } }
    this.serving = this.servingOf(service)
    const { messages } = settings
    this.messages =
      messages === '-'
        ? { write: async text => void process.stdout.write(text), rewrite: async () => {}, close: async () => {} }
        : messageLog(messages)
    readBoards(this.families, this.boards)
    if (tls) readCertificate(this.families, tls.cert)
  }
  private servingOf(service: string): ServerSettings {
    const { audience, edge, log, access, requestTime, faultSwitch, keys, issuer, claims } = this.settings
    const own = this.ownTokens
    const provider = () => this.front?.provider
    const isSilent = edge.accessLog === 'none' || log === 'silent'
    return {
      access,
      identity: this.settings.identity
        ? identity({ keySet: () => provider()?.keys() ?? { keys: [] }, issuer: () => provider() && this.front!.issuer, audience, own })
        : identity({ keySet: keys, issuer, audience, claims, own }),
      door: openDoor(this.settings),
      sockets: this.sockets,
      requests: isSilent ? undefined : new RequestLog(edge.accessLog, text => void process.stdout.write(text), service),
      requestTime,
      ill: faultSwitch === undefined ? undefined : () => existsSync(faultSwitch),
      log: this.log,
    }
  }

  /** How the last day went, where operators look: at the gateway. */
  get day(): DayKeeper | undefined {
    return this.front?.day
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
  /**
   * A link for whoever started this, by which they become the first operator; undefined where there is one, or people sign in elsewhere.
   */
  firstOperator(): string | undefined {
    return this.front?.provider?.firstOperator()
  }
  /** What the gateway itself serves to those it knows, such as `GET /operations`. */
  get guardedRoutes(): readonly string[] {
    return this.front?.guardedRoutes ?? []
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
    this.mayStart()
    await this.openTraces()
    const write = (text: string) => this.messages.write(text)
    this.channels = channelsOf(this.settings.messaging, write, (what, about) => this.report({ what, about }))
    for (const part of this.settings.parts) this.boards.set(part.system, await this.boardOf(part))
    for (const board of this.boards.values()) await this.resumeErasing(board)
    for (const board of this.boards.values()) {
      this.goOn()
      await startContexts(this, board)
    }
    this.goOn()
    if (this.settings.gateway) {
      this.front = new Front(this, this.siteOf)
      await this.front.open()
    }
    if (this.settings.grpc !== undefined)
      this.grpc = await openGrpc(this, (board, context) => this.front?.gateway ?? board.places.get(context)?.server?.server)
    if (this.settings.payments.of.size) this.eachNight()
  }
  /** Throws a Refusal where the settings would let in strangers, or nobody. */
  private mayStart(): void {
    const { access, host, keys: keySet, issuer, audience } = this.settings
    const no = this.settings.identity
      ? misplaced(host, this.settings.publicBase)
      : refuseToStart({ access, hosts: [host], keySet, issuer, audience })
    if (no) throw new Refusal(no)
    if (access === 'guarded' && !this.settings.identity) void keysAway(keySet, issuer).then(why => why && this.log.warn(why))
    const alien = access === 'guarded' ? withoutSecret(this.settings) : undefined
    if (alien !== undefined) throw new Refusal(alien)
    this.ownTokens?.mine() // a secret that cannot be read is said now
  }
  private async boardOf({ system: name, contexts }: Settings['parts'][number]): Promise<Board> {
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
    return { business, system, prefix: this.alone ? '' : `/${name}`, running, places: placesFor(ours), peers }
  }
  /** Only where somebody listens is what tells them loaded. */
  private async openTraces(): Promise<void> {
    const { traces } = this.settings
    if (!traces) return
    const { openTraces } = await import('@jumun/instruments/traces')
    const report = (error: unknown) => this.report({ what: 'traces could not be told', about: new URL(traces.url).origin, error })
    this.traces = openTraces({ ...traces, instance: this.holder, report })
  }
  get hasTraces(): boolean {
    return this.traces !== undefined
  }
  /** What follows a part of a system; undefined: nobody is told traces. */
  tracesOf(system: string, part: string): PartTraces | undefined {
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
  /** Starts one context, the others going on as they are. Throws a Refusal where its data cannot be used as it is. */
  startContext(board: Board, name: string): Promise<void> {
    return startContext(this, board, name)
  }
  /** Stops one context; one that starts waits for nothing any more, and is stopped when it has started. */
  stopContext(board: Board, name: string): Promise<void> {
    return stopContext(board, name)
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
    await this.front?.stop()
    await Promise.all([...this.boards.values()].flatMap(board => [...board.places.keys()].map(name => stopContext(board, name))))
    this.front?.provider?.close()
    for (const ledger of this.ledgers) ledger.close()
    this.channels?.close()
    await this.messages.close()
    await this.traces?.stop()
    this.troubles.stop()
    this.serving.requests?.flush()
  }
}

/** What the lines of a process are said by: the one context that runs in it, or the one system, or the product. */
const serviceOf = (parts: Settings['parts']): string => {
  const all = parts.flatMap(({ system, contexts }) => contexts?.map(context => `${system}/${context}`) ?? [system])
  return all.length === 1 ? all[0]! : parts.length === 1 ? parts[0]!.system : 'jumun'
}
