import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Context, System } from '@jumun/core/model'
import {
  type Adapter,
  Counter,
  Inbox,
  LocalAsk,
  LocalBus,
  Node,
  type Recorded,
  Refused,
  type Source,
  type Store,
  systemClock,
  tablesOf,
  type Timer,
  type Trouble,
  type Waiting,
} from '@jumun/core/runtime'
import { openSqlite } from '@jumun/store-sqlite'
import { Refusal } from './settings.ts'

/** How long marks and Idempotency-Keys are kept, in ms: longer than anything may be repeated after. */
const keptFor = 7 * 86_400_000
/** The time each context has for its part of a history (specification COM-82), in ms. */
const historyTime = 610

/** One context while it runs. */
export interface Live {
  readonly node: Node
  readonly counter: Counter
  readonly inbox: Inbox
  readonly ask: LocalAsk
  readonly store: Store
}

/** What one context knows of a case. */
export interface Part {
  readonly context: string
  readonly events: readonly Recorded[]
  readonly waits: readonly Wait[]
}
/** What a case waits for now; times in ms since 1970. */
export interface Wait {
  readonly what: string
  readonly since: number | null
  readonly until: number | null
}

/** The contexts of one system in this process. Each has its own database; each can be stopped and started while the others run. */
export class RunningSystem {
  readonly system: System
  readonly live = new Map<string, Live>()
  /** Where its databases lie. */
  readonly folder: string
  /** Who answers for what is not ours. */
  adapters: { readonly [external: string]: Adapter } = {}
  /** The provider's books, for audits. */
  books: () => Iterable<any> = () => []
  private readonly bus: LocalBus
  private readonly stops = new Map<string, () => Promise<void>>()
  private readonly report: (trouble: Trouble) => void

  constructor(system: System, data: string, report: (trouble: Trouble) => void) {
    this.system = system
    this.folder = join(data, system.name)
    mkdirSync(this.folder, { recursive: true })
    this.report = report
    this.bus = new LocalBus(
      name => this.live.get(name)?.store as Source | undefined,
      systemClock,
      (what, error) => report({ what, about: system.name, error }),
    )
  }

  /** Opens the context's database and takes up its work: owed solid lines, timers, events it missed. */
  async start(context: Context): Promise<Live> {
    const store = await openSqlite({
      file: join(this.folder, `${context.name}.db`),
      tables: tablesOf(context),
      context: `${this.system.name}/${context.name}`,
    }).catch(inWords)
    const ask = new LocalAsk(name => this.live.get(name)?.node, this.adapters)
    const node = new Node(this.system, context, { store, ask, clock: systemClock, committed: () => this.bus.committed(context.name), report: this.report })
    const inbox = new Inbox(node)
    const live: Live = { node, counter: new Counter(node), inbox, ask, store }
    await this.seed(live, context)
    await inbox.start()
    this.live.set(context.name, live)
    const consumer = await this.bus.consume(inbox)
    const loops = [node.ringTimers(), inbox.retryAside()]
    const forgets = setInterval(
      () => void store.forget(Date.now() - keptFor).catch(error => this.report({ what: 'old marks could not be thrown away', about: context.name, error })),
      3_600_000,
    )
    forgets.unref()
    for (const other of this.system.contexts) this.bus.committed(other.name)
    this.stops.set(context.name, async () => {
      clearInterval(forgets)
      this.live.delete(context.name)
      await node.stop()
      await consumer.stop()
      await Promise.race([Promise.allSettled(loops), systemClock.sleep(2000)])
      await store.close()
    })
    return live
  }
  /** What exists from the first start on: given once, never again. */
  private async seed({ node, store }: Live, context: Context): Promise<void> {
    if (!context.seed.length || (await store.progress('seed')) > 0) return
    const caller = { actor: 'seed', roles: [], claims: {}, anyone: true }
    for (const [i, command] of context.seeds(name => process.env[name]).entries())
      await node.handle(command, { id: `seed/${i}`, caller, causes: [], inline: false })
    await store.commit({ progress: { seed: 1 } })
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

  /** Everything that happened to a case, context by context, and what it waits for. Those that do not answer are named. */
  async history(kase: string): Promise<{ parts: readonly Part[]; missing: readonly string[] }> {
    const parts: Part[] = []
    const missing: string[] = []
    await Promise.all(
      this.system.contexts.map(async ({ name }) => {
        const live = this.live.get(name)
        const part = live && (await Promise.race([partOf(live, kase), systemClock.sleep(historyTime).then(() => undefined)]).catch(() => undefined))
        if (part) parts.push(part)
        else missing.push(name)
      }),
    )
    return { parts, missing }
  }
}

const partOf = async ({ node, store, inbox }: Live, kase: string): Promise<Part> => {
  const [events, timers] = await Promise.all([store.eventsOf({ case: kase }), store.timersOf(kase)])
  const aside = inbox
    .lanesAside()
    .filter(l => l.case === kase)
    .flatMap(l => l.waiting.slice(0, 1))
  return { context: node.context.name, events, waits: [...timers.map(waitOfTimer), ...aside.map(waitOfAside)] }
}
/** What a timer waits for, in a word or two of the board. */
export const waitOfTimer = (t: Timer): Wait =>
  t.work.kind === 'owed' ? { what: `the answer to ${t.work.policy}`, since: t.work.event.time, until: t.at } : { what: t.work.type, since: null, until: t.at }
const waitOfAside = (w: Waiting): Wait => ({ what: `${w.event.type} of ${w.source}, put aside: ${w.reason}`, since: w.since, until: w.retryAt })

/** What a store refuses is said to whoever starts it, not thrown at them. */
const inWords = (error: unknown): never => {
  throw error instanceof Refused ? new Refusal(error.message) : error
}
