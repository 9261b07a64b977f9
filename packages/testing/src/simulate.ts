import type { Context, System } from '@jumun/core/model'
import {
  type Consumer,
  Counter,
  Inbox,
  LocalBus,
  Node,
  type Ports,
  type Question,
  type Recorded,
  type Reply,
  type Source,
  type Store,
  tablesOf,
} from '@jumun/core/runtime'
import { memoryStore } from './memory-store.ts'
import { type Door, Misspelling } from './misspelling.ts'
import { Older } from './older.ts'
import type { Provider } from './provider.ts'
import { Release } from './release.ts'
import { Rough } from './rough.ts'
import { chances, type Faults, goodWeather, type Process, storm, World } from './world.ts'

/** What a test build may replace, to show that its absence is noticed: the museum of known bugs is made of these. */
export interface Build {
  /** Another board: a policy removed, a row of a table changed. */
  readonly system?: (system: System) => System
  readonly Node?: new (system: System, context: Context, ports: Ports) => Node
  readonly Inbox?: new (node: Node) => Inbox
  readonly Counter?: new (node: Node) => Counter
  /** Another way to speak to the provider. */
  readonly provider?: (provider: Provider) => void
  /** Something else of the world. */
  readonly world?: (world: World) => void
  /** What brings texts into one form where they come in. */
  readonly door?: Door
  /** Begins although others have heard of a context what its store does not have. */
  readonly startsOlder?: true
  /** It begins with the release before, whose words are others; in the middle each context becomes the present one. */
  readonly release?: boolean
}

/** One context with its database, shared by its replicas. */
export interface Running {
  readonly name: string
  readonly context: Context
  /** What it keeps, in the words of the present model. */
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
  /** Everything that happened, in all contexts, when it truly did: some clock may have said otherwise. */
  facts(): Promise<readonly Recorded[]>
  /** The same as it stands in the logs. */
  logs(): Promise<readonly Recorded[]>
  /** A person's request: picks a replica; the answer may be lost. */
  request<T>(context: string, work: (counter: Counter, sent: number) => Promise<T>, patience: number): Promise<T | 'lost' | 'down'>
  /** Everything comes back; then everything comes to rest, or so much time passes. Says what has not come to rest. */
  calm(time: number): Promise<void>
  /** A month later: old marks are thrown away, and the bus sends everything again. Nothing may follow from it. */
  everythingAgain(): Promise<void>
}

const idle = 600_000
const minute = 60_000
const day = 86_400_000
/** How long marks are kept. */
const kept = 7 * day

/** The bus as a consumer knows it: some events are late, and those of their case wait behind them. */
const lagging = (world: World, p: Process, inbox: Inbox, rough: Rough, older: Older): Consumer => {
  const lanes = new Map<string, Promise<void>>()
  return {
    context: inbox.context,
    wants: inbox.wants,
    ...(older.isPlayed ? { meets: (source, log) => inbox.meets(source, log) } : {}),
    progress: source => inbox.progress(source),
    reached: places => inbox.reached(places),
    deliver: e => {
      const lane = `${e.source}|${e.case}`
      rough.beside(e, inbox)
      const lag = world.lag()
      const before = lanes.get(lane)
      if (!before && !lag) return inbox.deliver(e)
      const turn = (before ?? Promise.resolve()).then(() => (lag ? world.step(p, lag) : undefined))
      lanes.set(lane, turn)
      const delivered = turn.then(() => inbox.deliver(e))
      void turn.then(() => void (lanes.get(lane) === turn && lanes.delete(lane)))
      return delivered
    },
  }
}

/** Sets up a system on stage. `external`: who answers for what is not ours. */
export const stage = (
  given: System,
  seed: number,
  faults: Faults,
  build: Build,
  replicasOf: (context: string) => number,
  external: (world: World) => (target: string) => ((question: Question) => Promise<Reply>) | undefined,
): Stage => {
  const world = new World(seed, faults)
  build.world?.(world)
  const contexts = new Map<string, Running>()
  const rough = new Rough(world, () =>
    [...contexts.values()].map(({ store, replicas }) => ({
      store,
      inbox: replicas.find(r => r.process.alive && !r.process.stopping)?.inbox,
    })),
  )
  const release = build.release ? new Release(world) : undefined
  const wanted = rough.system(build.system?.(given) ?? given)
  const system = release?.system(wanted) ?? wanted
  const outside = external(world)
  const buses = new Map<Process, LocalBus>()

  const disks = new Map<string, Store>()
  const older = new Older(world, {
    contexts: () => [...contexts.keys()],
    get: name => disks.get(name)!,
    set: (name, store) => void disks.set(name, store),
    make: name => memoryStore(tablesOf(contexts.get(name)!.context)),
    end: name => replace(name)(),
  })
  const people = new Misspelling(world, chances(seed, 'spelling'), build.door)
  /** People come: what is prepared before is not disturbed by a release. */
  let isOpen = false
  const open = () => {
    if (isOpen) return
    isOpen = true
    if (world.faults.clocks) world.wall.plan(world.processes)
    if (world.faults.older && !release) void older.plan()
    for (const name of contexts.keys()) release?.plan(name, replace(name))
  }
  const replace = (context: string) => () => {
    for (const p of world.processes) if (p.context === context && p.alive) world.kill(p, 1000)
  }
  const join = (given: Context, replicas: number): Running => {
    const isThere = system.contexts.includes(given)
    const context = isThere ? given : (release?.context(given) ?? given)
    const at = { ...system, contexts: isThere ? system.contexts : [...system.contexts, context] }
    const written = memoryStore(tablesOf(context))
    disks.set(context.name, written)
    const running: Running = { name: context.name, context, store: release?.seen(context, written, at) ?? written, replicas: [] }
    contexts.set(context.name, running)
    for (let i = 1; i <= replicas; i++) {
      world.process(`${context.name}${i}`, context.name, p => {
        const disk = disks.get(context.name)!
        const reached = world.storeFor(p, disk)
        const { store, stale } = release?.storeOf(context, reached, at) ?? { store: reached, stale: new Map() }
        const clock = world.clock(p)
        const ask = world.askFor(
          p,
          (target, question) =>
            contexts
              .get(target.context)!
              .replicas.find(r => r.process === target)!
              .node.serve(question),
          outside,
        )
        const node = new (build.Node ?? Node)(at, context, {
          store,
          stale,
          clock,
          ask,
          committed: events => {
            for (const e of events) world.note(`${p.name.padEnd(16)} ${e.type} ${JSON.stringify(e.data)}  <- ${e.cause}`)
            for (const bus of buses.values()) bus.committed(context.name)
          },
          report: t => {
            world.note(`${p.name.padEnd(16)} trouble: ${t.what} (${t.about}) ${t.error instanceof Error ? t.error.message : ''}`)
            const refused = t.error instanceof Error ? t.error.message : t.what
            if (/was refused/.test(refused)) world.wrong(`a policy's command was refused: ${refused}`)
          },
        })
        const inbox = new (build.Inbox ?? Inbox)(node)
        const bus = new LocalBus(
          source => (contexts.has(source) ? (world.sourceFor(p, disks.get(source)!) as Source) : undefined),
          clock,
          (what, error) => world.note(`${p.name.padEnd(16)} ${what}: ${error}`),
          idle,
        )
        buses.set(p, bus)
        const replica = { process: p, node, counter: new (build.Counter ?? Counter)(node), inbox }
        const before = running.replicas.findIndex(r => r.process === p)
        if (before >= 0) running.replicas[before] = replica
        else running.replicas.push(replica)
        const life = async () => {
          if (older.isPlayed && !(await older.mayStart(p, disk, build.startsOlder))) return
          await inbox.start()
          const reading = await bus.consume(lagging(world, p, inbox, rough, older))
          p.stop = () => void Promise.allSettled([reading.stop(), node.stop()])
          void node.ringTimers(idle)
          void inbox.retryAside(minute / 2)
          if (stale.size) void release?.foldAgain(node, stale)
        }
        life().catch(() => world.kill(p, world.between(10, 3000))) // it could not begin: somebody starts it again
      })
    }
    if (isOpen) release?.plan(context.name, replace(context.name))
    return running
  }
  for (const context of system.contexts) join(context, replicasOf(context.name))

  const stores = () => [...contexts.values()]
  const logs = async () => (await Promise.all(stores().map(r => r.store.read(0, Infinity)))).flat()
  const facts = async () => (await logs()).map(e => world.inTrueTime(e))
  world.onTwice = () => {
    const r = world.pick(stores())
    const to = world.pick(stores()).replicas.filter(x => x.process.alive)
    if (!to.length) return
    const { inbox } = world.pick(to)
    const consumer = contexts.get(inbox.context)!
    void Promise.all([r.store.read(0, Infinity), consumer.store.progress(r.name)]).then(([log, reached]) => {
      const heard = log.filter(
        e => e.position <= reached && inbox.wants.get(r.name)?.has(e.type) && (e.number !== null || inbox.context === r.name),
      )
      if (!heard.length) return
      const from = world.pick(heard)
      for (const e of heard.filter(e => e.case === from.case && e.position >= from.position).slice(0, world.between(1, 6)))
        void inbox.deliver(e).catch(() => {})
    })
  }
  /** What has not come to rest, in words. */
  const unrest = async (): Promise<readonly string[]> => {
    const found = [...(release?.unfolded(contexts.values()) ?? [])].map(name => `the states of ${name} are not folded again`)
    for (const r of stores()) {
      const { timers } = await r.store.timers(0, 1000)
      for (const t of timers)
        found.push(
          t.work.kind === 'owed' ? `owed for ever: ${r.name}.${t.work.policy}` : `a timer that never rings: ${r.name} ${t.work.type}`,
        )
      for (const w of await r.store.aside()) found.push(`put aside in calm weather: ${r.name}: ${w.reason || 'behind another'}`)
      for (const consumer of stores()) {
        const wants = consumer.replicas[0]!.inbox.wants.has(r.name)
        if (wants && (await consumer.store.progress(r.name)) < (await r.store.head()))
          found.push(`${consumer.name} has not caught up with ${r.name}`)
      }
    }
    return found
  }

  return {
    world,
    system,
    build,
    join,
    facts,
    logs,
    of: name => contexts.get(name)!,
    state: async (context, aggregate, key) => (await contexts.get(context)!.store.load(aggregate, key))?.state,
    request: (context, work, patience) => {
      open()
      return world.request(
        context,
        (at, sent) => work(people.before(contexts.get(context)!.replicas.find(r => r.process === at)!.counter), sent),
        patience,
      )
    },
    calm: async time => {
      world.note('=== calm')
      world.faults = goodWeather
      for (const name of contexts.keys()) release?.begin(name, replace(name))
      for (const p of world.processes) world.revive(p)
      // it is at rest when it was so twice: what is neither owed nor put aside may still be on its way
      for (let rests = 0, passed = 0; rests < 2 && passed < time; passed += 20 * minute) {
        await rough.operate()
        if (!(await world.run({ steps: 100_000, time: 20 * minute }))) world.wrong('does not come to rest')
        rests = (await unrest()).length ? 0 : rests + 1
      }
      for (const wrong of await unrest()) world.wrong(wrong)
      people.read(system, await logs())
    },
    everythingAgain: async () => {
      world.now += 30 * day
      for (const r of stores()) await r.store.forget(world.now - kept)
      const before = await facts()
      for (const consumer of stores()) {
        const { inbox } = consumer.replicas[0]!
        for (const e of before) if (e.number !== null && inbox.wants.get(e.source)?.has(e.type)) void inbox.deliver(e)
      }
      if (!(await world.run({ steps: 100_000, time: 60 * minute }))) world.wrong('does not come to rest')
      const known = new Set(before.map(e => `${e.source} ${e.position}`))
      for (const e of await facts())
        if (!known.has(`${e.source} ${e.position}`)) world.wrong(`everything again: ${e.source}.${e.type} happened again`)
    },
  }
}

/** What became of one story. */
export interface Outcome {
  readonly violations: readonly string[]
  readonly story: readonly string[]
  /** Which events happened. */
  readonly facts: ReadonlySet<string>
  /** What went wrong in the world, and what the runtime met on its way: how often. */
  readonly met: ReadonlyMap<string, number>
}
/** A story: people, a storm, calm, and the promises read at the end. */
export type Story = (seed: number, faults: Faults, build: Build) => Promise<Outcome>

/** Every so many stories the weather is good: there, everything must simply work. */
const everyGoodWeather = 20
/** What may go wrong in the story of this seed: in some nothing, in the others the worst. */
export const weather = (seed: number, worst: Faults = storm): Faults => (seed % everyGoodWeather === 0 ? goodWeather : worst)

/** What many stories came to. */
export interface Report {
  readonly told: number
  /** By promise, the seeds that broke it. */
  readonly broken: ReadonlyMap<string, readonly number[]>
  /** By event, in how many stories it happened. */
  readonly happened: ReadonlyMap<string, number>
  /** What went wrong in the world: how often in all. */
  readonly met: ReadonlyMap<string, number>
}
/** Tells stories one after another; stops early when `enough` of them were broken. */
export const tell = async (
  story: Story,
  seeds: Iterable<number>,
  build: Build = {},
  { enough = Infinity, worst = storm }: { readonly enough?: number; readonly worst?: Faults } = {},
): Promise<Report> => {
  const broken = new Map<string, number[]>()
  const happened = new Map<string, number>()
  const met = new Map<string, number>()
  const bad = new Set<number>()
  let told = 0
  for (const seed of seeds) {
    const outcome = await story(seed, weather(seed, worst), build)
    told++
    for (const v of outcome.violations) {
      broken.set(v, [...(broken.get(v) ?? []), seed])
      bad.add(seed)
    }
    for (const f of outcome.facts) happened.set(f, (happened.get(f) ?? 0) + 1)
    for (const [what, often] of outcome.met) met.set(what, (met.get(what) ?? 0) + often)
    if (bad.size >= enough) break
  }
  return { told, broken, happened, met }
}
/** The seeds from `first` on. */
export function* seeds(first: number, count: number): Iterable<number> {
  for (let seed = first; seed < first + count; seed++) yield seed
}
