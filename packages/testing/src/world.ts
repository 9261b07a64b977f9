import {
  type Ask,
  type Clock,
  CommitUnknown,
  Conflict,
  Guard,
  guardDefaults,
  type Question,
  type Recorded,
  type Reply,
  type Source,
  type Store,
  Unavailable,
  type Unit,
} from '@jumun/core/runtime'
import { Agenda } from './agenda.ts'
import { WallClocks } from './wall-clocks.ts'

/** How often each thing goes wrong, as a chance from 0 to 1. */
export interface Faults {
  /** A process dies, or is told to stop, at any step. */
  readonly crash: number
  /** The clock jumps by up to twelve minutes. */
  readonly jump: number
  /** A request or an answer is lost. */
  readonly lost: number
  /** A request arrives up to thirteen minutes late. */
  readonly late: number
  /** An event reaches its consumer up to ten minutes late, those of its case behind it: contexts overtake each other. */
  readonly lag: number
  /** Old events of a case are delivered again. */
  readonly twice: number
  /** A call to the provider goes wrong in one of six ways. */
  readonly provider: number
  /** A coroutine pauses for up to twelve minutes. */
  readonly pause: number
  /** A commit's outcome is not known. */
  readonly unknown: number
  /** A store is away for up to a minute and a half. */
  readonly away: number
  /**
   * A policy throws for every other event, for up to twenty minutes; then an operator tries again what was parked. Told for each policy.
   */
  readonly throws: number
  /** Questions go through the real guard, made small so that it has something to do; from 0 to 1 for a whole story. */
  readonly guard: number
  /** Somebody else tells, in a case of its own, an event that lacks a field or has one of another kind. */
  readonly foreign: number
  /** The clock on a process's wall is set by minutes or hours, and right again later. Told for each process. */
  readonly clocks: number
  /** One store is set back to an earlier moment, until an operator brings its newest data. Told for a story. */
  readonly older: number
  /** Somebody writes a text in another way: decomposed, full-width, with what nobody sees, a phone number as abroad. Told for each text. */
  readonly spelling: number
}
/** How often each thing goes wrong at its usual worst: a chance from 0 to 1 at each step, or for each call. */
export const storm: Faults = {
  crash: 0.002,
  jump: 0.0007,
  lost: 0.05,
  late: 0.05,
  lag: 0.1,
  twice: 0.008,
  provider: 0.3,
  pause: 0.008,
  unknown: 0.004,
  away: 0.0004,
  throws: 0,
  guard: 0,
  foreign: 0,
  clocks: 0,
  older: 0,
  spelling: 0,
}
/**
 * A storm in which programs have bugs, guards hold back, others tell nonsense, clocks are wrong, a store is set back, and people write as
 * they like. Its chances are drawn beside those of every storm.
 */
export const rough: Faults = { ...storm, throws: 0.15, guard: 0.7, foreign: 0.05, clocks: 0.3, older: 0.3, spelling: 0.2 }
/** Three times the pauses, 2.4 times the crashes, twice the lost messages, and half of all calls to the provider fail. */
export const harsh: Faults = { ...storm, crash: 2.4 * storm.crash, lost: 2 * storm.lost, pause: 3 * storm.pause, provider: 0.5 }
/** Nothing goes wrong. */
export const goodWeather: Faults = {
  crash: 0,
  jump: 0,
  lost: 0,
  late: 0,
  lag: 0,
  twice: 0,
  provider: 0,
  pause: 0,
  unknown: 0,
  away: 0,
  throws: 0,
  guard: 0,
  foreign: 0,
  clocks: 0,
  older: 0,
  spelling: 0,
}

/** Chance of its own: what is drawn here shifts nothing that is drawn elsewhere. From 0 to 1. */
export const chances = (seed: number, what: string): (() => number) => {
  let state = (seed * 2654435761) >>> 0 || 1
  for (let i = 0; i < what.length; i++) state = Math.imul(state ^ what.charCodeAt(i), 16777619) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
  for (let i = 0; i < 5; i++) next()
  return next
}

/** A process that may die and come back. Everything it waits for carries its life; when that has ended, nothing of it goes on. */
export interface Process {
  readonly name: string
  readonly context: string
  life: number
  alive: boolean
  /** It was told to stop: it takes nothing new, and ends soon. */
  stopping: boolean
  boot: () => void
  stop: () => void
}

/** One seed, one story: owns the clock, the network, chance, and who goes next. All that waits, waits for it. */
export class World {
  now = 1_700_000_000_000
  faults: Faults
  steps = 0
  readonly start = this.now
  readonly processes: Process[] = []
  readonly violations: string[] = []
  readonly story: string[] = []
  /** What went wrong in the world, and what the runtime met on its way: how often. */
  readonly met = new Map<string, number>()
  /** Called when an old event is to be delivered again. */
  onTwice: () => void = () => {}
  private readonly agenda = new Agenda()
  private readonly awayUntil = new Map<Store, number>()
  private state: number
  private ids = 0
  readonly seed: number
  readonly wall = new WallClocks(this)
  /** When it truly was, of what was committed by a wrong clock: by source and position. */
  private readonly moments = new Map<string, number>()
  private readonly guarding: () => number
  private readonly guarded: number

  constructor(seed: number, faults: Faults) {
    this.seed = seed
    this.guarding = chances(seed, 'guard')
    this.guarded = this.guarding()
    this.state = (seed * 2654435761) >>> 0 || 1
    this.faults = faults
    for (let i = 0; i < 5; i++) this.random()
  }

  // ---- chance
  random(): number {
    let x = this.state
    x ^= x << 13
    x >>>= 0
    x ^= x >>> 17
    x ^= x << 5
    x >>>= 0
    this.state = x
    return x / 2 ** 32
  }
  chance(p: number): boolean {
    return p > 0 && this.random() < p
  }
  pick<T>(xs: readonly T[]): T {
    return xs[Math.floor(this.random() * xs.length)]!
  }
  between(a: number, b: number): number {
    return Math.floor(a + this.random() * (b - a))
  }

  // ---- the record
  note(text: string): void {
    this.story.push(`${((this.now - this.start) / 1000).toFixed(3).padStart(11)} ${text}`)
  }
  meet(what: string): void {
    this.met.set(what, (this.met.get(what) ?? 0) + 1)
  }
  /** Chance, and a note that it came to it. */
  private befalls(what: keyof Faults): boolean {
    if (!this.chance(this.faults[what])) return false
    this.meet(what)
    return true
  }
  wrong(text: string): void {
    if (!this.violations.includes(text)) this.violations.push(text)
    this.note(`!!! ${text}`)
  }

  /** The event with its true time, whatever its process took for now. */
  inTrueTime(e: Recorded): Recorded {
    const time = this.moments.get(`${e.source} ${e.position}`)
    return time === undefined ? e : { ...e, time }
  }

  // ---- processes
  process(name: string, context: string, boot: (p: Process) => void): Process {
    const p: Process = { name, context, life: 0, alive: true, stopping: false, boot: () => boot(p), stop: () => {} }
    this.processes.push(p)
    p.boot()
    return p
  }
  up(context: string): readonly Process[] {
    return this.processes.filter(p => p.alive && !p.stopping && p.context === context)
  }
  kill(p: Process, backAfter: number): void {
    this.note(`--- ${p.name} dies`)
    p.alive = p.stopping = false
    p.life++
    this.agenda.forget(p)
    this.later(backAfter, undefined, () => this.revive(p))
  }
  /** It is told to stop, and has so much time to finish what is at hand. */
  private retire(p: Process, within: number, backAfter: number): void {
    this.note(`--- ${p.name} stops`)
    this.meet('stop')
    const { life } = p
    p.stopping = true
    p.stop()
    this.later(within, undefined, () => p.life === life && this.kill(p, backAfter))
  }
  revive(p: Process): void {
    if (p.alive) return
    p.alive = true
    this.note(`--- ${p.name} is back`)
    p.boot()
  }

  // ---- waiting
  /** Somebody outside all processes does something after so many ms. */
  after(ms: number, go: () => void): void {
    this.later(ms, undefined, go)
  }
  private later(ms: number, process: Process | undefined, go: () => void): void {
    this.agenda.add(this.now + Math.ceil(ms), process, go)
  }
  /** A point where anything may happen; a process that dies never comes back from it. */
  step(p: Process | undefined, ms = 0): Promise<void> {
    return this.stepOf(p, p?.life ?? 0, ms)
  }
  private stepOf(p: Process | undefined, life: number, ms: number): Promise<void> {
    return new Promise(done => {
      if (!p || p.life === life) this.later(ms, p, done)
    })
  }
  /** The value, or undefined when it is not there after `ms`. */
  within<T>(p: Process | undefined, work: Promise<T>, ms: number): Promise<T | undefined> {
    const life = p?.life ?? 0
    return new Promise(done => {
      void this.stepOf(p, life, Math.max(0, ms)).then(() => done(undefined))
      const home = (value: T | undefined) => void this.stepOf(p, life, 0).then(() => done(value))
      work.then(home, () => home(undefined))
    })
  }

  /** Goes on until `until` holds, at most so many steps, or so much time of the story. True: it held, or nothing can happen any more. */
  async run(limits: { steps: number; until?: () => boolean; time?: number }): Promise<boolean> {
    const end = this.steps + limits.steps
    const lastMoment = this.now + (limits.time ?? Infinity)
    while (this.steps < end) {
      this.steps++
      if (this.befalls('crash')) {
        const alive = this.processes.filter(p => p.alive && !p.stopping)
        const back = this.chance(0.15) ? this.between(60_000, 1_200_000) : this.between(10, 3000)
        if (alive.length && this.chance(0.2)) this.retire(this.pick(alive), this.between(0, 3000), back)
        else if (alive.length) this.kill(this.pick(alive), back)
      }
      if (this.befalls('jump')) {
        this.now += this.between(0, 720_000)
        this.note('--- the clock jumps')
      }
      if (this.befalls('twice')) this.onTwice()
      if (limits.until?.()) return true
      const { ready, next } = this.agenda.look(this.now)
      if (!ready) {
        if (next > lastMoment) {
          if (next === Infinity) return true
          this.now = Math.max(this.now, lastMoment) // a jump may have gone beyond it, and no time comes back
          return limits.until ? limits.until() : true
        }
        this.now = Math.max(this.now, next)
        continue
      }
      const place = this.agenda.ready(this.now, Math.floor(this.random() * ready))
      this.now += this.between(0, 3)
      if (this.agenda.processAt(place) && this.befalls('pause')) {
        this.agenda.putOff(place, this.now + this.between(1, this.chance(0.2) ? 700_000 : 2000))
        continue
      }
      this.agenda.take(place)()
      await this.settled()
    }
    return limits.until?.() ?? false
  }

  /**
   * Everything that can go on without us has gone on. A tick that is asked for by a promise comes after all of that (one that is asked
   * for by what called us may come before) and spares a look at the outside world, where nothing happens; now and then that is looked at
   * all the same, since somebody may want to stop us.
   */
  private settled(): Promise<void> {
    return new Promise(done => {
      if (this.steps % 256) queueMicrotask(() => process.nextTick(done))
      else setImmediate(done)
    })
  }

  // ---- ports, as one process sees them
  clock(p: Process): Clock {
    return {
      now: () => this.now + this.wall.of(p),
      steady: () => this.now,
      sleep: ms => this.step(p, Math.max(0, ms)),
      alarm: (ms, ring) => {
        let wanted = true
        void this.step(p, Math.max(0, ms)).then(() => wanted && ring())
        return () => void (wanted = false)
      },
      id: () => `m${String(++this.ids).padStart(6, '0')}`,
    }
  }
  /** The store as this process reaches it: it may die before a commit, after it, and not learn what became of it. */
  storeFor(p: Process, store: Store): Store {
    const life = p.life
    const gate = (ms = 0) => this.stepOf(p, life, ms)
    const read =
      <A extends unknown[], R>(f: (...a: A) => Promise<R>) =>
      async (...a: A): Promise<R> => {
        await gate()
        this.reach(store)
        return f.apply(store, a)
      }
    const now =
      <A extends unknown[], R>(f: (...a: A) => Promise<R>) =>
      async (...a: A): Promise<R> => {
        this.reach(store)
        return f.apply(store, a)
      }
    return {
      load: read(store.load),
      row: read(store.row),
      byId: read(store.byId),
      list: read(store.list),
      allot: now(store.allot),
      marked: read(store.marked),
      keyed: read(store.keyed),
      read: read(store.read),
      eventsOf: read(store.eventsOf),
      head: now(store.head),
      due: read(store.due),
      timersOf: now(store.timersOf),
      timers: now(store.timers),
      progress: now(store.progress),
      seen: now(store.seen),
      aside: now(store.aside),
      isAside: now(store.isAside),
      audits: now(store.audits),
      forget: now(store.forget),
      lease: now(store.lease),
      rewrite: now(store.rewrite),
      noted: now(store.noted),
      note: now(store.note),
      dump: store.dump,
      fill: now(store.fill),
      counts: now(store.counts),
      close: () => Promise.resolve(),
      commit: async unit => {
        await gate()
        this.reach(store)
        if (this.befalls('unknown')) {
          if (this.chance(0.5)) await store.commit(unit).catch((error: unknown) => void (error instanceof Conflict))
          await gate()
          throw new CommitUnknown('the connection was cut at the moment of commit')
        }
        const made = await store.commit(unit)
        // decided by a wrong clock, and committed perhaps by one that is right again
        if (this.wall.most)
          for (const e of made) if (Math.abs(e.time - this.now) > 1000) this.moments.set(`${e.source} ${e.position}`, this.now)
        this.remark(unit)
        await gate()
        return made
      },
    }
  }
  private reach(store: Store): void {
    if (this.befalls('away')) this.awayUntil.set(store, this.now + this.between(5, this.chance(0.3) ? 90_000 : 1000))
    if (this.faults.away && (this.awayUntil.get(store) ?? 0) > this.now) throw new Unavailable('the store is away')
  }
  private remark({ aside, resumed }: Unit): void {
    if (aside) this.meet('put aside')
    if (resumed) this.meet('resumed')
  }
  sourceFor(p: Process, store: Store): Source {
    return this.storeFor(p, store)
  }
  /** The network between contexts: requests are lost, late, answered to nobody. */
  askFor(
    p: Process,
    serve: (target: Process, question: Question) => Promise<Reply>,
    external: (target: string) => ((question: Question) => Promise<Reply>) | undefined,
  ): Ask {
    const plain = this.plainAskFor(p, serve, external)
    const guards = new Map<string, Guard>()
    return {
      ask: async (target, question) => {
        if (this.guarded >= this.faults.guard) return plain.ask(target, question)
        let guard = guards.get(target)
        if (!guard) guards.set(target, (guard = new Guard(target, { ...guardDefaults, calls: 3, atOnce: 1 }, this.clock(p), this.guarding)))
        const reply = await guard.call(question, q => plain.ask(target, q))
        if (reply.kind === 'unreachable' && reply.held) this.meet('guard')
        return reply
      },
    }
  }
  private plainAskFor(p: Process, serve: Parameters<World['askFor']>[1], external: Parameters<World['askFor']>[2]): Ask {
    return {
      ask: async (target, question) => {
        // what is left of the time travels, never a moment of somebody's clock
        const until = question.until - this.wall.of(p)
        const patience = until - this.now
        const outside = external(target)
        if (outside) return (await this.within(p, outside({ ...question, until }), patience)) ?? { kind: 'timeout' }
        const up = this.up(target)
        if (!up.length) return { kind: 'unreachable' }
        if (this.chance(this.faults.lost / 4)) return { kind: 'unreachable' }
        const at = this.pick(up)
        return (
          (await this.within(
            p,
            this.befalls('lost') ? new Promise<Reply>(() => {}) : this.serving(at, { ...question, until }, serve),
            patience,
          )) ?? {
            kind: 'timeout',
          }
        )
      },
    }
  }
  private async serving(at: Process, question: Question, serve: (target: Process, question: Question) => Promise<Reply>): Promise<Reply> {
    await this.onTheWay(at)
    const reply = await serve(at, { ...question, until: question.until + this.wall.of(at) })
    return this.befalls('lost') ? new Promise<Reply>(() => {}) : reply
  }
  private onTheWay(to: Process): Promise<void> {
    return this.step(to, this.befalls('late') ? this.between(0, this.chance(0.2) ? 800_000 : 3500) : 0)
  }

  /** How late an event reaches its consumer, in ms. */
  lag(): number {
    return this.befalls('lag') ? this.between(1, this.chance(0.05) ? 600_000 : 4000) : 0
  }

  /** A person's request to one of the context's processes. `down`: none is there. `lost`: no answer in time. */
  async request<T>(context: string, work: (at: Process, sent: number) => Promise<T>, patience: number): Promise<T | 'lost' | 'down'> {
    const up = this.up(context)
    if (!up.length) {
      await this.step(undefined)
      return 'down'
    }
    const at = this.pick(up)
    const sent = this.now + this.wall.of(at)
    const serving = async () => {
      await this.onTheWay(at)
      const said = await work(at, sent)
      return this.befalls('lost') ? new Promise<T>(() => {}) : said
    }
    return (await this.within(undefined, this.befalls('lost') ? new Promise<T>(() => {}) : serving(), patience)) ?? 'lost'
  }
}
