import { mkdirSync } from 'node:fs'
import { HttpBus, remoteSource } from '@jumun/bus-http'
import type { Context, System } from '@jumun/core/model'
import {
  type Adapter,
  type Bus,
  Counter,
  Filling,
  guardDefaults,
  Inbox,
  isTemporary,
  leased,
  LocalAsk,
  Node,
  passed,
  Refolding,
  type Source,
  type Store,
  systemClock,
  type Takeover,
  type Tracing,
  type Trouble,
} from '@jumun/core/runtime'
import type { Peer } from '@jumun/http/peer'
import { Families } from '@jumun/instruments'
import type { Provider } from '@jumun/payments'
import { brokersOf } from './broker.ts'
import { Behind, Refusal, type Settings } from './settings.ts'
import { folderOf, openStore, urlOf } from './stores.ts'
import { makeAnew } from './make-anew.ts'
import { firstLook } from './first-look.ts'
import { applyHolds } from './holding.ts'
import { installationOf, named } from './installation.ts'
import { lookAtModel, sayModel } from './model-look.ts'
import { countOf, heard, measureOf, readContext } from './readings.ts'
import { WaitingRoom } from './waiting-room.ts'

/** How long marks and Idempotency-Keys are kept, in ms: longer than anything may be repeated after. */
const keptFor = 7 * 86_400_000
/** Who starts at the same time is waited for so long, in ms: a database that is away must keep nobody else from starting. */
const glance = 2000
/** How long the broker may take to say what it has at a start, in ms. */
const brokerTime = 5000
/** After how long a replica learns what an operator has told another one to hold back, in ms. */
const holdsAge = 1000
/** After how many ms a log is looked at that was silent: where others share its database, they do not say when they have written. */
const poll = { alone: 5000, shared: 100 }

/** Makes the folder of a system's files. Throws a Refusal where it may not. */
const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    const who = process.getuid ? ` by user ${process.getuid()}` : ''
    throw new Refusal(
      `${folder} cannot be made${who} (${(error as NodeJS.ErrnoException).code}). Give it the right to, or another place with --data.`,
    )
  }
}

/** One context while it runs. */
export interface Live {
  readonly node: Node
  readonly counter: Counter
  readonly inbox: Inbox
  readonly ask: LocalAsk
  readonly store: Store
  readonly filling: Filling
  readonly refolding: Refolding
  /** Resolves when something was committed here, or after so many ms. */
  readonly news: (ms: number) => Promise<void>
  /** How many events wait for this context, by where they wait. */
  readonly lag: () => Promise<{ readonly [where: string]: number }>
  /** Its numbers, counted since it was taken up, in ms since 1970. */
  readonly families: Families
  readonly since: number
}

/** The contexts of one system in this process. Each has its own database; each can be stopped and started while the others run. */
export class RunningSystem {
  readonly system: System
  readonly live = new Map<string, Live>()
  /** Where its databases lie. */
  readonly folder: string
  /** Who answers for what is not ours. */
  adapters: { readonly [external: string]: Adapter } = {}
  /** Who takes the money; undefined: the sandbox. */
  provider: Provider | undefined
  /** Follows what a context does; undefined: nobody does. */
  tracing: ((context: string) => Tracing) | undefined
  /** The provider's books, for audits. */
  books: () => Iterable<any> = () => []
  /** Where the contexts of other processes are. */
  readonly peers: (context: string) => Peer | undefined
  private readonly settings: Settings
  /** The contexts of it that run in this process. */
  readonly ours: ReadonlySet<string>
  private readonly bus: HttpBus
  private readonly stops = new Map<string, () => Promise<void>>()
  /** Those that are starting: who asks them meanwhile waits, and counts no failure of theirs. */
  private readonly starting = new Map<string, Promise<Node | undefined>>()
  private readonly opening = new Map<string, Promise<Store>>()
  /** Those that are not to start any more. */
  private readonly unwanted = new Set<string>()
  private readonly report: (trouble: Trouble) => void
  private readonly tell: (what: string, about: string) => void
  /** Unlike that of every other process. */
  private readonly holder = systemClock.id()

  /** `ours`: the contexts that run in this process. `tell`: what is good to know and no trouble. */
  constructor(
    system: System,
    ours: readonly Context[],
    settings: Settings,
    peers: (context: string) => Peer | undefined,
    report: (trouble: Trouble) => void,
    tell: (what: string, about: string) => void = () => {},
  ) {
    this.system = system
    this.ours = new Set(ours.map(c => c.name))
    this.settings = settings
    this.peers = peers
    this.folder = folderOf(settings.data, system)
    makeFolder(this.folder)
    this.report = report
    this.tell = tell
    this.bus = new HttpBus({
      here: name => this.live.get(name)?.store,
      peers,
      ours: this.ours,
      clock: systemClock,
      report: (what, error) => report({ what, about: system.name, error }),
      poll: ours.some(c => this.isShared(c)) ? poll.shared : poll.alone,
    })
  }
  /** Other processes may run on the same database. */
  private isShared(context: Context): boolean {
    return urlOf(this.settings, context) !== undefined
  }
  /** The log of a context, wherever it runs. */
  sourceOf(context: string): Source | undefined {
    return this.ours.has(context) ? this.live.get(context)?.store : remoteSource(() => this.peers(context), false)
  }

  /** Opens the context's database and takes up its work: owed solid lines, timers, events it missed. */
  async start(context: Context): Promise<Live> {
    this.unwanted.delete(context.name)
    const work = this.takeUp(context)
    const node = work.then(
      live => live.node,
      () => undefined,
    )
    this.starting.set(context.name, node)
    try {
      return await work
    } finally {
      this.starting.delete(context.name)
    }
  }
  /** Opens the database. Throws a Refusal where it cannot go on with it as it is; those that start together see each other's. */
  private async opened(context: Context): Promise<{ readonly store: Store; readonly taken: Takeover }> {
    const { name } = context
    const opening = this.patiently(name, () => openStore(this.settings, this.system, context, what => this.report({ what, about: name })))
    this.opening.set(name, opening)
    try {
      const store = await opening
      try {
        const here = new Map([...this.live].map(([other, live]) => [other, live.store]))
        const soon = [...this.opening].map(
          async ([other, s]) => [other, await Promise.race([s.catch(() => undefined), passed(glance)])] as const,
        )
        for (const [other, s] of await Promise.all(soon)) if (s) here.set(other, s)
        const topic = await this.onTopic(name)
        const behind = await this.patiently(name, () => firstLook(this.system, name, store, here, this.peers, topic))
        if (behind !== undefined) throw new Behind(behind)
        return {
          store,
          taken: await this.patiently(name, () => lookAtModel(this.system, context, store, this.isShared(context), this.tell)),
        }
      } catch (error) {
        await store.close()
        throw error
      }
    } finally {
      this.opening.delete(name)
    }
  }
  /** What the broker has of a context's log; 0 where there is none, or it is away: then the relay sees it as soon as it is there. */
  private async onTopic(context: string): Promise<number> {
    const { bus } = this.settings
    if (bus === 'http') return 0
    const { toldOnTopic } = await import('@jumun/bus-kafka')
    const told = toldOnTopic(brokersOf(bus)!, this.system.name, context, systemClock).catch(() => 0)
    return Promise.race([told, passed(brokerTime).then(() => 0)])
  }
  private async takeUp(context: Context): Promise<Live> {
    const { name } = context
    this.warnOf(context)
    const { store: written, taken } = await this.opened(context)
    const ask = await this.askOf(context, written)
    const shared = this.isShared(context)
    const waiting = new WaitingRoom(shared ? poll.shared : poll.alone)
    const stale = new Map(context.aggregates.filter(a => taken.refold.includes(a.name)).map(a => [a.name, a]))
    const families = new Families()
    const counted = countOf(families)
    const node = new Node(this.system, context, {
      store: written,
      stale,
      ask,
      clock: systemClock,
      committed: events => {
        counted(events)
        this.bus.committed(name)
        transport.committed()
        waiting.wake()
      },
      report: this.report,
      measure: measureOf(families),
      tracing: this.tracing?.(name),
    })
    const { store } = node
    const inbox = new Inbox(node)
    const filling = new Filling(node, inbox.folds, source => this.sourceOf(source))
    const transport = await this.transport(context, store)
    const live: Live = {
      node,
      inbox,
      ask,
      store,
      filling,
      families,
      counter: new Counter(node),
      refolding: new Refolding(node),
      news: ms => waiting.news(ms),
      lag: transport.lag ?? (() => this.lagOf(inbox, store)),
      since: systemClock.now(),
    }
    readContext(live, shared ? undefined : this.folder)
    await this.patiently(name, () => this.seed(live, context))
    await this.patiently(name, () => inbox.start())
    applyHolds(live)
    this.live.set(name, live)
    const silence = shared ? sayModel(store, taken) : () => {}
    const { system, report, tell } = this
    const originals = this.settings.classic?.originals ?? []
    makeAnew(context, { system, node, store, filling, refolding: live.refolding, stale, taken, shared, originals, tell, report })
    const consumer = await transport.bus.consume(heard(inbox, families))
    const loops = [node.ringTimers(), inbox.retryAside()]
    const rest = this.keepUp(live, shared)
    for (const other of this.system.contexts) this.bus.committed(other.name)
    this.stops.set(name, async () => {
      rest()
      silence()
      this.live.delete(name)
      waiting.wake()
      await node.stop()
      const left = consumer.stop()
      inbox.stop()
      await left
      await transport.stop()
      await Promise.race([Promise.allSettled(loops), passed(2000)])
      await store.close()
    })
    return live
  }
  private warnOf(context: Context): void {
    if (urlOf(this.settings, context)?.startsWith('mongodb'))
      this.report({
        what: 'what keeps this on MongoDB was tried against an emulator only (docs/decisions/036): try it against yours before it is in earnest',
        about: context.name,
      })
  }
  /** How a context asks others: those of this process at once, those of other processes there, and who answers for what is not ours. */
  private async askOf(context: Context, store: Store): Promise<LocalAsk> {
    const outside = context.externals.length
      ? named(this.adapters, await this.patiently(context.name, () => installationOf(this.system.name, store)))
      : {}
    return new LocalAsk(
      target => this.live.get(target)?.node ?? this.starting.get(target),
      outside,
      guardDefaults,
      target =>
        this.ours.has(target) ? undefined : question => this.peers(target)?.ask(question) ?? Promise.resolve({ kind: 'unreachable' }),
    )
  }
  /** What is done again and again while a context runs; the answer ends it. */
  private keepUp(live: Live, shared: boolean): () => void {
    const { node, inbox, store } = live
    const about = node.context.name
    const readHolds = () =>
      void inbox.holds.read().then(
        () => applyHolds(live),
        () => {},
      )
    // what is held is noted in the store: another replica may have been told
    const looks = shared ? setInterval(readHolds, holdsAge).unref() : undefined
    const forget = () =>
      void store.forget(Date.now() - keptFor).catch(error => this.report({ what: 'old marks could not be thrown away', about, error }))
    const forgets = setInterval(forget, 3_600_000).unref()
    return () => {
      clearInterval(forgets)
      clearInterval(looks)
    }
  }
  /** A database that is not there yet, or away again, is waited for: processes may be started in any order. */
  private async patiently<T>(about: string, work: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries++) {
      try {
        return await work()
      } catch (error) {
        if (!isTemporary(error) || this.unwanted.has(about)) throw error
        if (tries % 30 === 0) this.report({ what: 'the database does not answer; it is tried again every second', about, error })
        await new Promise(done => setTimeout(done, 1000))
      }
    }
  }
  /** How events reach this context, and its own events others. */
  private async transport(context: Context, store: Store): Promise<Transport> {
    const { bus, classic } = this.settings
    const replica = { store, holder: this.holder, clock: systemClock, report: this.report }
    const pulled: Bus = this.isShared(context) ? leased(this.bus, 'bus', replica) : this.bus
    if (bus === 'http') return { bus: pulled, committed: () => {}, stop: async () => {} }
    const { kafkaBus } = await import('@jumun/bus-kafka')
    return kafkaBus({
      ...brokersOf(bus)!,
      system: this.system.name,
      context: context.name,
      store,
      own: pulled,
      sources: source => this.sourceOf(source),
      ...(classic ? { classic: { model: this.system, ...classic } } : {}),
      holder: this.holder,
      clock: systemClock,
      report: this.report,
    })
  }
  private async lagOf(inbox: Inbox, store: Store): Promise<{ readonly [source: string]: number }> {
    const lag: { [source: string]: number } = {}
    for (const source of inbox.wants.keys()) {
      const head = await this.sourceOf(source)
        ?.head()
        .catch(() => undefined)
      if (head !== undefined) lag[source] = Math.max(0, head - (await store.progress(source)))
    }
    return lag
  }
  /** What exists from the first start on: given once, never again. */
  private async seed({ node, store }: Live, context: Context): Promise<void> {
    if (!context.seed.length || (await store.progress('seed')) > 0) return
    const caller = { actor: 'seed', roles: [], claims: {}, anyone: true }
    for (const [i, command] of context.seeds(name => process.env[name]).entries())
      await node.handle(command, { id: `seed/${i}`, caller, causes: [], inline: false })
    await store.commit({ progress: { seed: 1 } })
  }

  /** A context that starts waits for no database any more. */
  breakOff(name: string): void {
    this.unwanted.add(name)
  }
  /** Takes no more work, finishes what is at hand, closes the database. */
  async stop(name: string): Promise<void> {
    const stop = this.stops.get(name)
    this.stops.delete(name)
    await stop?.()
  }
  async stopAll(): Promise<void> {
    await Promise.all([...this.stops.keys()].map(name => this.stop(name)))
  }
}

/** How events come and go. */
interface Transport {
  readonly bus: Bus
  /** Told after each commit. */
  committed(): void
  lag?(): Promise<{ readonly [where: string]: number }>
  stop(): Promise<void>
}
