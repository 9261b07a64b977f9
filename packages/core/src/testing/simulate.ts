import type { Context, System } from '../model/index.ts'
import { Counter, Inbox, LocalBus, Node, type Ports, type Question, type Recorded, type Reply, type Source, type Store, tablesOf } from '../runtime/index.ts'
import { memoryStore } from './memory-store.ts'
import { type Faults, goodWeather, type Process, storm, World } from './world.ts'

/** What a test build may replace, to show that its absence is noticed: the museum of known bugs is made of these. */
export interface Build {
  /** Another board: a policy removed, a row of a table changed. */
  readonly system?: (system: System) => System
  readonly Node?: new (system: System, context: Context, ports: Ports) => Node
  readonly Inbox?: new (node: Node) => Inbox
  readonly Counter?: new (node: Node) => Counter
  /** Something else of the world. */
  readonly world?: (world: World) => void
}

/** One context with its database, shared by its replicas. */
export interface Running {
  readonly name: string
  readonly context: Context
  readonly store: Store
  readonly replicas: { process: Process; node: Node; counter: Counter; inbox: Inbox }[]
}

/** A story's stage: the running system, its weather, and the record of what went wrong. */
export interface Stage {
  readonly world: World
  readonly system: System
  readonly build: Build
  of(context: string): Running
  /** Adds a context while the others run, with so many replicas. */
  join(context: Context, replicas: number): Running
  /** The state of an item, read behind everybody's back. */
  state(context: string, aggregate: string, key: number | string): Promise<any>
  /** Everything that happened, in all contexts. */
  facts(): Promise<readonly Recorded[]>
  /** A person's request: picks a replica; the answer may be lost. */
  request<T>(context: string, work: (counter: Counter, sent: number) => Promise<T>, patience: number): Promise<T | 'lost' | 'down'>
  /** Everything comes back; then so much time passes. Says what has not come to rest. */
  calm(time: number): Promise<void>
}

const idle = 600_000

/** Sets up a system on stage. `external`: who answers for what is not ours. */
export const stage = (given: System, seed: number, faults: Faults, build: Build, replicasOf: (context: string) => number, external: (world: World) => (target: string) => ((question: Question) => Promise<Reply>) | undefined): Stage => {
  const world = new World(seed, faults)
  build.world?.(world)
  const system = build.system?.(given) ?? given
  const contexts = new Map<string, Running>()
  const outside = external(world)
  const buses = new Map<Process, LocalBus>()

  const join = (context: Context, replicas: number): Running => {
    const running: Running = { name: context.name, context, store: memoryStore(tablesOf(context)), replicas: [] }
    contexts.set(context.name, running)
    const at = { ...system, contexts: system.contexts.includes(context) ? system.contexts : [...system.contexts, context] }
    for (let i = 1; i <= replicas; i++) {
      world.process(`${context.name}${i}`, context.name, p => {
        const store = world.storeFor(p, running.store)
        const clock = world.clock(p)
        const ask = world.askFor(p, (target, question) => contexts.get(target.context)!.replicas.find(r => r.process === target)!.node.serve(question), outside)
        const node = new (build.Node ?? Node)(at, context, {
          store, clock, ask,
          committed: events => {
            for (const e of events) world.note(`${p.name.padEnd(16)} ${e.type} ${JSON.stringify(e.data)}  <- ${e.cause}`)
            for (const bus of buses.values()) bus.committed(context.name)
          },
          report: t => {
            world.note(`${p.name.padEnd(16)} trouble: ${t.what} (${t.about}) ${t.error instanceof Error ? t.error.message : ''}`)
            if (t.error instanceof Error && /refused/.test(t.error.message)) world.wrong(`a policy's command was refused: ${t.error.message}`)
          },
        })
        const inbox = new (build.Inbox ?? Inbox)(node)
        const bus = new LocalBus(source => (contexts.has(source) ? (world.sourceFor(p, contexts.get(source)!.store) as Source) : undefined), clock, (what, error) => world.note(`${p.name.padEnd(16)} ${what}: ${error}`), idle)
        buses.set(p, bus)
        const replica = { process: p, node, counter: new (build.Counter ?? Counter)(node), inbox }
        const before = running.replicas.findIndex(r => r.process === p)
        if (before >= 0) running.replicas[before] = replica
        else running.replicas.push(replica)
        const life = async () => {
          await inbox.start()
          await bus.consume(inbox)
          void node.ringTimers(idle)
          void inbox.retryAside(30_000)
        }
        void life()
      })
    }
    return running
  }
  for (const context of system.contexts) join(context, replicasOf(context.name))

  const stores = () => [...contexts.values()]
  const facts = async () => (await Promise.all(stores().map(r => r.store.read(0, Infinity)))).flat()
  world.onTwice = () => {
    const r = world.pick(stores())
    const to = world.pick(stores()).replicas.filter(x => x.process.alive)
    if (!to.length) return
    const { inbox } = world.pick(to)
    const consumer = contexts.get(inbox.context)!
    void Promise.all([r.store.read(0, Infinity), consumer.store.progress(r.name)]).then(([log, reached]) => {
      const heard = log.filter(e => e.position <= reached && inbox.wants.get(r.name)?.has(e.type) && (e.number !== null || inbox.context === r.name))
      if (heard.length) void inbox.deliver(world.pick(heard)).catch(() => {})
    })
  }

  return {
    world, system, build, join, facts,
    of: name => contexts.get(name)!,
    state: async (context, aggregate, key) => (await contexts.get(context)!.store.load(aggregate, key))?.state,
    request: (context, work, patience) => world.request(context, (at, sent) => work(contexts.get(context)!.replicas.find(r => r.process === at)!.counter, sent), patience),
    calm: async time => {
      world.note('=== calm')
      world.faults = goodWeather
      for (const p of world.processes) world.revive(p)
      const rest = await world.run({ steps: 400_000, time })
      if (!rest) world.wrong('does not come to rest')
      for (const r of stores()) {
        const { timers } = await r.store.timers(0, 1000)
        for (const t of timers) if (t.work.kind === 'owed') world.wrong(`owed for ever: ${r.name}.${t.work.policy}`)
        for (const w of await r.store.aside()) world.wrong(`put aside in calm weather: ${r.name}: ${w.reason || 'behind another'}`)
        for (const consumer of stores()) {
          const wants = consumer.replicas[0]!.inbox.wants.has(r.name)
          if (wants && (await consumer.store.progress(r.name)) < (await r.store.head())) world.wrong(`${consumer.name} has not caught up with ${r.name}`)
        }
      }
    },
  }
}

/** What became of one story. */
export interface Outcome {
  readonly violations: readonly string[]
  readonly story: readonly string[]
  /** Which events happened. */
  readonly facts: ReadonlySet<string>
}
/** A story: people, a storm, calm, and the promises read at the end. */
export type Story = (seed: number, faults: Faults, build: Build) => Promise<Outcome>

/** Every so many stories the weather is good: there, everything must simply work. */
export const everyGoodWeather = 20
export const weather = (seed: number): Faults => (seed % everyGoodWeather === 0 ? goodWeather : storm)

export interface Report {
  readonly told: number
  /** By promise, the seeds that broke it. */
  readonly broken: ReadonlyMap<string, readonly number[]>
  /** By event, in how many stories it happened. */
  readonly happened: ReadonlyMap<string, number>
}
/** Tells stories one after another; stops early when `enough` of them were broken. */
export const tell = async (story: Story, seeds: Iterable<number>, build: Build = {}, enough = Infinity): Promise<Report> => {
  const broken = new Map<string, number[]>()
  const happened = new Map<string, number>()
  const bad = new Set<number>()
  let told = 0
  for (const seed of seeds) {
    const outcome = await story(seed, weather(seed), build)
    told++
    for (const v of outcome.violations) {
      broken.set(v, [...(broken.get(v) ?? []), seed])
      bad.add(seed)
    }
    for (const f of outcome.facts) happened.set(f, (happened.get(f) ?? 0) + 1)
    if (bad.size >= enough) break
  }
  return { told, broken, happened }
}
/** The seeds from `first` on. */
export function* seeds(first: number, count: number): Iterable<number> {
  for (let seed = first; seed < first + count; seed++) yield seed
}

