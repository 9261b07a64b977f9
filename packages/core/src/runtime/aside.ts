import { passed } from './clock.ts'
import type { Node } from './node.ts'
import { CommitUnknown, type Recorded, type Unit, type Waiting } from './ports.ts'

/** What a reaction could not do: it may be tried again, or it never will succeed as it is (`forGood`). */
export class Failed extends Error {
  readonly forGood: boolean
  /** The context that could not be reached. */
  readonly target: string | undefined
  /** It was not even sent: that is no failure of this event. */
  readonly held: boolean
  constructor(reason: string, forGood: boolean, target?: string, held = false) {
    super(reason)
    this.forGood = forGood
    this.target = target
    this.held = held
  }
}

/** The events of one case of one source that wait: in their order, worked through by one at a time. */
interface Lane {
  readonly source: string
  readonly case: string
  readonly waiting: Waiting[]
  /** Somebody works on it, until then. */
  busy: Promise<void> | undefined
  /** When its first event is tried again, in steady time: the wall clock may be set back. */
  next: number
  /** When it was last tried, in steady time. */
  tried: number
  /** Whom it waits for, as far as that is known. */
  target: string | undefined
}
/** Whom lanes wait for. While it is silent one lane tries, for all of them. */
interface Target {
  failures: number
  silentUntil: number
  busy: boolean
}
/** What the inbox does with an event. */
export interface Work {
  attempt(e: Recorded): Promise<Failed | undefined>
  /** When it is tried again by itself (ms since 1970); null: an operator decides. */
  retryAt(failed: Failed, failures: number, e: Recorded): number | null
  /** The context that the event's effects ask, if any. */
  whom(e: Recorded): string | undefined
}

/** So many lanes that wait for the same target are worked through at once. */
const atOnce = 32
/** So many lanes are looked at in one round: another replica may have worked through them. */
const glances = 20
/** A silent target is tried again after so long at most, in ms. */
const longestSilence = 5000
/** No lane is tried again later than after so long, whatever its clock said when it was put aside; in ms. */
const longestPause = 90_000
/** Back-off between attempts, in ms: doubles from 100 ms up to a minute. */
export const backoff = (failures: number): number => Math.min(60_000, 100 * 2 ** Math.min(failures, 20))
const nameOf = (source: string, kase: string): string => `${source}|${kase}`
const placeOf = (w: Waiting): string => `${w.source} ${w.event.position}`

/**
 * What one context has put aside, lane by lane. It is read from the store when the context starts, and kept in mind from then on: however
 * much waits, nothing but what is due is touched.
 */
export class Aside {
  private readonly node: Node
  private readonly work: Work
  private readonly lanes = new Map<string, Lane>()
  private readonly targets = new Map<string, Target>()
  private looking: Iterator<Lane> | undefined
  private retrying = false
  private troubled = false
  private wake: () => void = () => {}

  constructor(node: Node, work: Work) {
    this.node = node
    this.work = work
  }

  // ---- which lanes there are
  has(source: string, kase: string): boolean {
    return this.lanes.has(nameOf(source, kase))
  }
  list(): readonly Lane[] {
    return [...this.lanes.values()].filter(l => l.waiting.length)
  }
  forgetAll(): void {
    this.lanes.clear()
  }
  /** Others may have put aside, or worked through, what concerns this context. */
  async read(): Promise<void> {
    const known = [...this.lanes.values()].flatMap(lane => lane.waiting.map(w => [lane, w] as const))
    const kept = await this.node.store.aside()
    const there = new Set(kept.map(placeOf))
    for (const [lane, w] of known) if (!lane.busy && !there.has(placeOf(w))) this.remove(lane, w)
    for (const w of kept) this.add(w)
  }
  private add(w: Waiting, target?: string): void {
    const name = nameOf(w.source, w.case)
    let lane = this.lanes.get(name)
    if (!lane) this.lanes.set(name, (lane = { source: w.source, case: w.case, waiting: [], busy: undefined, next: 0, tried: 0, target }))
    const { waiting } = lane
    if (waiting.some(x => x.event.position === w.event.position)) return
    const after = waiting.findIndex(x => x.event.position > w.event.position)
    waiting.splice(after < 0 ? waiting.length : after, 0, w)
    if (waiting[0] === w) lane.next = this.dueOf(w)
  }
  private remove(lane: Lane, w: Waiting): void {
    const at = lane.waiting.indexOf(w)
    if (at < 0) return
    lane.waiting.splice(at, 1)
    if (at === 0 && lane.waiting[0]) lane.next = this.dueOf(lane.waiting[0])
    this.close(lane)
  }
  private close(lane: Lane): void {
    const name = nameOf(lane.source, lane.case)
    if (!lane.waiting.length && !lane.busy && this.lanes.get(name) === lane) this.lanes.delete(name)
  }
  /** Those that only waited behind another are due at once. */
  private dueOf({ reason, retryAt }: Waiting): number {
    const { clock } = this.node
    if (reason !== '' && retryAt === null) return Infinity
    return clock.steady() + (reason === '' ? 0 : Math.min(longestPause, Math.max(0, retryAt! - clock.now())))
  }

  // ---- what comes
  /** Where an event stands when it is delivered: put aside already, behind one that waits, or free. */
  async standing(e: Recorded): Promise<'aside' | 'behind' | 'free'> {
    for (;;) {
      const lane = this.lanes.get(nameOf(e.source, e.case))
      if (lane?.waiting.some(w => w.event.position === e.position)) return 'aside'
      const first = lane?.waiting[0]
      if (!lane || !first) return 'free'
      // who works on it keeps it in mind to the end: it may be about to write that it failed once more, and that must not be forgotten here
      if (lane.busy || (await this.node.store.isAside(first.source, first.event.position))) return 'behind'
      if (lane.busy) continue
      this.remove(lane, first) // another replica has worked through it
    }
  }
  /** Resolves when it is durable: from then on the bus need not bring it again. */
  async put(e: Recorded, failed?: Failed, failures = 0): Promise<void> {
    if (!failed && (await this.node.store.isAside(e.source, e.position))) return this.read()
    const retryAt = failed ? this.work.retryAt(failed, failures, e) : null
    const w: Waiting = {
      source: e.source,
      case: e.case,
      event: e,
      reason: failed?.message ?? '',
      failures,
      since: this.node.clock.now(),
      retryAt,
    }
    await this.keep(w)
    this.add(w, failed?.target)
    if (failed && retryAt === null) this.parked(w)
  }
  /** Where the commit is not known it is looked up: what lies there unbeknown to us would never be taken away, and done once more after the next start. */
  private async keep(w: Waiting): Promise<void> {
    const { store, clock } = this.node
    try {
      await store.commit({ aside: [w] })
    } catch (error) {
      if (!(error instanceof CommitUnknown)) throw error
      for (let failures = 0; ; failures++) {
        const isThere = await store.isAside(w.source, w.event.position).catch(() => undefined)
        if (isThere) return
        if (isThere === false || this.node.stopped) throw error
        await passed(backoff(failures), clock)
      }
    }
  }
  private parked({ reason, source, case: kase, event }: Waiting): void {
    this.node.report({ what: `parked: ${reason}`, about: `${this.node.context.name} ${source} ${event.type} ${kase}` })
  }

  // ---- what is tried again
  /** Tries again what is due, for ever. */
  async retryForever(poll: number): Promise<void> {
    if (this.retrying) return
    this.retrying = true
    while (!this.node.stopped) {
      await this.glance().catch(() => {}) // the store is away: at the next round
      const next = this.start()
      const woken = new Promise<void>(done => (this.wake = done))
      await Promise.race([woken, passed(Math.max(10, Math.min(next - this.node.clock.steady(), poll)), this.node.clock)])
    }
  }
  /** What another replica has worked through meanwhile, or an operator there, waits here no longer: a few lanes a round. */
  private async glance(): Promise<void> {
    for (let i = 0; i < glances; i++) {
      this.looking ??= this.lanes.values()
      const { value: lane, done } = this.looking.next()
      if (done) return void (this.looking = undefined)
      const first = lane.waiting[0]
      if (first && !lane.busy && !(await this.node.store.isAside(first.source, first.event.position))) this.remove(lane, first)
    }
  }
  /** Begins with what is due, by whom it waits for; says when something else will be. */
  private start(): number {
    const now = this.node.clock.steady()
    const due = new Map<Target, Lane[]>()
    let next = Infinity
    for (const lane of this.lanes.values()) {
      const target = this.targetOf(lane.target)
      if (lane.busy || target.busy || !lane.waiting.length) continue
      const at = Math.max(lane.next, target.silentUntil)
      if (at > now) next = Math.min(next, at)
      else if (due.has(target)) due.get(target)!.push(lane)
      else due.set(target, [lane])
    }
    for (const [target, lanes] of due) void this.workOn(target, lanes)
    return next
  }
  private targetOf(name = ''): Target {
    let target = this.targets.get(name)
    if (!target) this.targets.set(name, (target = { failures: 0, silentUntil: 0, busy: false }))
    return target
  }
  /** The oldest first, a few at a time; of those who wait for one that is silent, the one that was tried the longest ago. */
  private async workOn(target: Target, lanes: Lane[]): Promise<void> {
    target.busy = true
    const since = (lane: Lane) => lane.waiting[0]?.since ?? 0
    const some = target.failures ? [lanes.reduce((a, b) => (b.tried < a.tried ? b : a))] : lanes.sort((a, b) => since(a) - since(b))
    let at = 0
    const worker = async () => {
      while (at < some.length && !this.node.stopped) {
        const lane = some[at++]!
        if (this.isForSilent(lane, target)) continue
        await this.tryAgain(lane, target)
        if (target.failures) at = some.length
        else if (at % atOnce === 0) await passed(0, this.node.clock) // everybody else of the process has a turn
      }
    }
    await Promise.all(Array.from({ length: Math.min(atOnce, some.length) }, worker))
    target.busy = false
    this.wake()
  }
  /** Nobody knew yet whom it waits for; but that one is silent. */
  private isForSilent(lane: Lane, target: Target): boolean {
    if (lane.target !== undefined || ![...this.targets.values()].some(t => t.failures && t !== target)) return false
    lane.target = lane.waiting[0] && this.work.whom(lane.waiting[0].event)
    return lane.target !== undefined && this.targetOf(lane.target).failures > 0
  }
  private async tryAgain(lane: Lane, target: Target): Promise<void> {
    if (lane.busy) return
    const { clock } = this.node
    lane.tried = clock.steady()
    try {
      const failed = await this.alone(lane, () => this.workThrough(lane))
      if (failed && !failed.forGood) return this.isSilent(failed.target === undefined ? target : this.targetOf(failed.target))
      target.failures = 0
      target.silentUntil = 0
      this.troubled = false
    } catch (error) {
      this.isSilent(target)
      lane.next = Math.max(clock.steady() + backoff(lane.waiting[0]?.failures ?? 0), lane.next === Infinity ? 0 : lane.next)
      if (!this.troubled) this.node.report({ what: 'put aside, and could not be tried again', about: this.node.context.name, error })
      this.troubled = true
    }
  }
  private isSilent(target: Target): void {
    target.silentUntil = this.node.clock.steady() + Math.min(longestSilence, backoff(target.failures++))
  }

  /** Works through a lane in its order, until it is empty or something fails again. */
  private async workThrough(lane: Lane): Promise<Failed | undefined> {
    while (lane.waiting[0] && !this.node.stopped) {
      const w = lane.waiting[0]
      if (!(await this.node.store.isAside(w.source, w.event.position))) {
        this.remove(lane, w) // another replica was faster
        continue
      }
      const failed = await this.work.attempt(w.event)
      if (failed) {
        await this.again(lane, w, failed)
        return failed
      }
      await this.take(lane, w)
    }
    return undefined
  }
  private async again(lane: Lane, w: Waiting, failed: Failed): Promise<void> {
    lane.target = failed.target
    if (failed.held) return
    const failures = w.failures + 1
    const again: Waiting = { ...w, reason: failed.message, failures, retryAt: this.work.retryAt(failed, failures, w.event) }
    // in mind before it is durable: where that cannot be kept it must not be tried again at once
    lane.waiting[lane.waiting.indexOf(w)] = again
    lane.next = this.dueOf(again)
    await this.node.store.commit({ aside: [again] })
    if (again.retryAt === null && (w.reason === '' || w.retryAt !== null)) this.parked(again)
  }
  private async take(lane: Lane, w: Waiting, audit?: Unit['audit']): Promise<void> {
    await this.node.store.commit({
      resumed: [{ source: w.source, position: w.event.position }],
      ...(w.event.number === null ? {} : { seen: [{ source: w.source, case: w.case, number: w.event.number }] }),
      ...(audit ? { audit } : {}),
    })
    this.remove(lane, w)
  }
  /** Whoever works on it already goes on alone. */
  private async alone<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
    while (lane.busy) await lane.busy
    let leave = () => {}
    lane.busy = new Promise(done => (leave = done))
    try {
      return await work()
    } finally {
      lane.busy = undefined
      leave()
      this.close(lane)
    }
  }

  // ---- an operator's buttons
  private async found(source: string, kase: string): Promise<Lane | undefined> {
    const first = this.lanes.get(nameOf(source, kase))?.waiting[0]
    if (!first || !(await this.node.store.isAside(source, first.event.position))) await this.read()
    const lane = this.lanes.get(nameOf(source, kase))
    return lane?.waiting.length ? lane : undefined
  }
  /** Tries the lane again now. False: there is none. */
  async retry(source: string, kase: string, audit: NonNullable<Unit['audit']>): Promise<boolean> {
    const lane = await this.found(source, kase)
    if (!lane) return false
    await this.node.store.commit({ audit })
    await this.alone(lane, () => this.workThrough(lane))
    return true
  }
  /** The event that everything else of the lane waits for. */
  async first(source: string, kase: string): Promise<Recorded | undefined> {
    return (await this.found(source, kase))?.waiting[0]?.event
  }
  /** Puts other data in the place of the first event's, for the record, and tries the lane. False: there is none. */
  async edit(source: string, kase: string, data: any, audit: NonNullable<Unit['audit']>): Promise<boolean> {
    const lane = await this.found(source, kase)
    const first = lane?.waiting[0]
    if (!lane || !first) return false
    return this.alone(lane, async () => {
      const now = lane.waiting[0]
      if (now?.event.position !== first.event.position) return false // it was done meanwhile
      const edited: Waiting = { ...now, event: { ...now.event, data } }
      await this.node.store.commit({
        aside: [edited],
        audit: { ...audit, detail: { ...(audit.detail as object), before: now.event.data, after: data } },
      })
      lane.waiting[0] = edited
      await this.workThrough(lane)
      return true
    })
  }
  /** Gives up the first event of the lane, for the record; those behind it are tried. */
  async drop(source: string, kase: string, audit: NonNullable<Unit['audit']>): Promise<boolean> {
    const lane = await this.found(source, kase)
    const first = lane?.waiting[0]
    if (!lane || !first) return false
    return this.alone(lane, async () => {
      const now = lane.waiting[0]
      if (now?.event.position !== first.event.position) return false // it was done meanwhile
      await this.take(lane, now, audit)
      await this.workThrough(lane)
      return true
    })
  }
}
