import { contextOfEvent, type Event, type Later, type Message, type View } from '../model/index.ts'
import { misfit } from './checking.ts'
import { Folds } from './folds.ts'
import type { Node } from './node.ts'
import { CommitUnknown, Conflict, type Consumer, type Recorded, type Timer, Unavailable, type Unit, type Waiting } from './ports.ts'
import { byPolicy } from './table.ts'

/** What a reaction could not do: it may be tried again (`unreachable`), or it never will succeed as it is. */
class Failed extends Error {
  readonly forGood: boolean
  constructor(reason: string, forGood: boolean) {
    super(reason)
    this.forGood = forGood
  }
}

interface Lane {
  readonly waiting: Waiting[]
  busy: boolean
}
/** When a lane's first event is tried again; those that only waited behind another are due at once. */
const dueAt = (lane: Lane): number => {
  const first = lane.waiting[0]
  return !first || lane.busy ? Infinity : first.reason === '' ? 0 : (first.retryAt ?? Infinity)
}

type Effect = () => Promise<void>
/** What one event has as its effect: the views that it is folded into, and what its dotted lines do. */
interface Effects {
  readonly views: readonly View[]
  readonly reactions: readonly Effect[]
}

const triesInPlace = 4
const nothing = Promise.resolve()
const none: readonly never[] = []
/** Back-off between attempts, in ms: doubles from 100 ms up to a minute. */
export const backoff = (failures: number): number => Math.min(60_000, 100 * 2 ** Math.min(failures, 20))

/**
 * The dotted lines that end in one context: every event once, per case in order, across cases in parallel.
 * What cannot be done now is put aside durably with everything that follows it in its case; the rest flows on.
 */
export class Inbox implements Consumer {
  readonly node: Node
  readonly context: string
  readonly wants: ReadonlyMap<string, ReadonlySet<string>>
  private readonly views: ReadonlyMap<string, readonly View[]>
  /** What others tell, by source and type, as they declare it. */
  private readonly told = new Map<string, Event>()
  private readonly lanes = new Map<string, Promise<void>>()
  private readonly aside = new Map<string, Lane>()
  private readonly folds: Folds
  private readonly heard = new Map<string, { source: string; case: string; number: number }>()
  private retrying = false

  constructor(node: Node) {
    this.node = node
    this.context = node.context.name
    this.folds = new Folds(node)
    const wants = new Map<string, Set<string>>()
    const views = new Map<string, View[]>()
    const want = (event: Event): string => {
      const source = contextOfEvent(node.system, event).name
      wants.set(source, (wants.get(source) ?? new Set()).add(event.type))
      if (source !== this.context) this.told.set(`${source}.${event.type}`, event)
      return `${source}.${event.type}`
    }
    for (const p of Object.values(node.context.policies)) if (p.kind === 'whenever') want(p.event)
    for (const v of node.context.views)
      for (const { event } of v.folds) {
        const name = want(event)
        views.set(name, [...(views.get(name) ?? []), v])
      }
    this.wants = wants
    this.views = views
  }

  /** Takes up what was put aside before the last stop. */
  async start(): Promise<void> {
    this.aside.clear()
    await this.assigned()
  }
  /** Whoever worked for this context until now may have put aside what later events of the same case must wait for. */
  async assigned(): Promise<void> {
    for (const w of await this.node.store.aside()) {
      const { waiting } = this.laneOf(w.source, w.case)
      if (waiting.some(x => x.event.position === w.event.position)) continue
      const after = waiting.findIndex(x => x.event.position > w.event.position)
      waiting.splice(after < 0 ? waiting.length : after, 0, w)
    }
  }
  private laneOf(source: string, kase: string): Lane {
    const name = `${source}|${kase}`
    let lane = this.aside.get(name)
    if (!lane) this.aside.set(name, (lane = { waiting: [], busy: false }))
    return lane
  }

  progress(source: string): Promise<number> {
    return this.node.store.progress(source)
  }
  async reached(places: { readonly [source: string]: number }): Promise<void> {
    const heard = [...this.heard]
    await this.node.store.commit({ progress: places, ...(heard.length ? { seen: heard.map(([, seen]) => seen) } : {}) })
    for (const [lane, seen] of heard) if (this.heard.get(lane) === seen) this.heard.delete(lane) // only now: a commit may fail
  }

  /** Resolves when the event is processed, or put aside durably. Events of one case of one source wait for each other. */
  deliver(e: Recorded): Promise<void> {
    const name = `${e.source}|${e.case}`
    const before = this.lanes.get(name)
    const effects = before || this.aside.has(name) ? undefined : this.effects(e, false)
    if (effects && !effects.views.length && !effects.reactions.length) return nothing // a context hears much that has no effect on it this time
    const mine = before ? before.then(() => this.process(e)) : this.process(e, effects)
    this.lanes.set(name, mine)
    const leave = () => {
      if (this.lanes.get(name) === mine) this.lanes.delete(name)
    }
    mine.then(leave, leave)
    return mine
  }

  /** Goes on trying while the store is away, or a later event of the case would overtake this one and it would count as old. */
  private async process(e: Recorded, found?: Effects): Promise<void> {
    for (let failures = 0; ; failures++) {
      // it is delivered again after the start; nothing that follows it may be done now, or it would count as old then
      if (this.node.stopped) throw new Error('stopped before the event was processed')
      try {
        if (e.number !== null && this.isOld(e, await this.node.store.seen(e.source, e.case))) return
        const lane = this.aside.get(`${e.source}|${e.case}`)
        if (lane?.waiting.length) return await this.putAside(e, '', 0, null)
        const failed = await this.attempt(e, (failures ? undefined : found) ?? this.effects(e, false))
        if (!failed) break
        if (failed.forGood ? failures >= 1 : failures >= triesInPlace)
          return await this.putAside(e, failed.message, failures + 1, this.retryAt(failed, failures + 1))
      } catch (error) {
        if (!failures)
          this.node.report({ what: 'an event cannot be processed now; it is tried again', about: `${this.context} ${e.source} ${e.type} ${e.case}`, error })
      }
      if (!this.node.stopped) await this.node.clock.sleep(backoff(failures))
    }
    if (e.number !== null) this.heard.set(`${e.source}|${e.case}`, { source: e.source, case: e.case, number: e.number })
  }
  /** Processed before, however long ago: marks may be gone, this is kept for ever. */
  protected isOld(e: Recorded, seen: number): boolean {
    return e.number! <= seen
  }
  /** Unreachable is no reason to park: only what throws or is refused waits for an operator. */
  protected retryAt(failed: { forGood: boolean }, failures: number): number | null {
    return failed.forGood ? null : this.node.clock.now() + backoff(failures)
  }

  private async putAside(e: Recorded, reason: string, failures: number, retryAt: number | null): Promise<void> {
    const w: Waiting = { source: e.source, case: e.case, event: e, reason, failures, since: this.node.clock.now(), retryAt }
    await this.node.store.commit({ aside: [w] })
    const waiting = this.laneOf(e.source, e.case).waiting
    if (!waiting.some(x => x.event.position === e.position)) waiting.push(w)
    if (reason && retryAt === null) this.node.report({ what: `parked: ${reason}`, about: `${this.context} ${e.source} ${e.type} ${e.case}` })
  }

  /** All effects of one event are tried; none waits for its neighbor. Undefined: all are done. */
  private async attempt(e: Recorded, { views, reactions }: Effects): Promise<Failed | undefined> {
    let failed: Failed | undefined
    const failing = (error: unknown): void => {
      const mine = error instanceof Failed ? error : new Failed(error instanceof Error ? error.message : String(error), !isTemporary(error))
      if (!failed || mine.forGood) failed = mine
    }
    // rows and commands share a flush: nothing of the one is read by the other
    const folding = views.map(v => this.folds.fold(v, e).catch(failing))
    for (const react of reactions) {
      try {
        await react()
      } catch (error) {
        failing(error)
        if (this.stopsAtFirst()) break
      }
    }
    for (const folded of folding) await folded
    return failed
  }
  protected stopsAtFirst(): boolean {
    return false
  }

  private effects(e: Recorded, resumed: boolean): Effects {
    const name = `${e.source}.${e.type}`
    const event = this.told.get(name)
    const wrong = event && this.misfit(event, e.data)
    if (wrong) return { views: none, reactions: [() => Promise.reject(new Failed(wrong, true))] }
    const views = this.views.get(name) ?? none
    const effects: Effect[] = []
    for (const [name, p] of this.node.reactions(e.source, e.type)) {
      if (p.fresh !== undefined && !this.isFresh(e, p.fresh)) continue
      let wishes: ReturnType<typeof p.react>
      try {
        wishes = p.react(this.dataOf(e), this.node.occurrence(e))
      } catch (error) {
        effects.push(() => Promise.reject(new Failed(`${name} threw: ${error instanceof Error ? error.message : String(error)}`, true)))
        continue
      }
      for (const { wish, id } of this.node.effectsOf(e, name, wishes)) {
        if (wish.kind !== 'later') effects.push(() => this.react(e, name, wish, id))
        else if (e.source !== this.context || resumed) effects.push(() => this.later(e, wish, id))
      }
    }
    return { views, reactions: effects }
  }
  /** Whoever told it may be of another version, or somebody else: what does not fit has no effect at all, and waits alone with its case. */
  protected misfit(event: Event, data: unknown): string | undefined {
    return misfit(event, data)
  }
  protected isFresh(e: Recorded, fresh: number): boolean {
    return this.node.clock.now() - e.time <= fresh
  }
  /** On the bus an event carries the number of its item beside the key of its case. */
  private dataOf(e: Recorded): any {
    return { ...e.data, id: e.item }
  }

  private async react(e: Recorded, policy: string, command: Message, id: string): Promise<void> {
    const target = this.node.owners.get(command.type)
    const causes = this.node.causesAfter(e)
    if (target) {
      const result = await this.node.handle(command, { id, caller: byPolicy, causes, inline: false, ...(e.trace ? { trace: e.trace } : {}) })
      if (result.kind === 'rejected') throw new Failed(`${policy}: ${command.type} was refused: ${result.refusal?.reason}`, true)
      return
    }
    const now = this.node.clock.now()
    const reply = await this.node.ask({
      ...command,
      id,
      by: 'policy',
      causes,
      actor: `${this.context}.${policy}`,
      until: now + 2000,
      ...(e.trace ? { trace: e.trace } : {}),
    })
    if (reply.kind !== 'answer') throw new Failed(`${policy}: ${command.type} ${reply.kind === 'timeout' ? 'got no answer' : 'could not be sent'}`, false)
    if (!reply.accepted) throw new Failed(`${policy}: ${command.type} was refused: ${reply.reason}`, true)
  }

  /** Its moment was over long before it was heard of. */
  protected isPast(timer: Timer): boolean {
    return timer.at < this.node.clock.now() - 60_000
  }
  private async later(e: Recorded, later: Later, id: string): Promise<void> {
    const timer = this.node.laterTimer(e, later, id)
    if (later.late === 'skip' && this.isPast(timer)) return
    await once(this.node.setTimer(timer, id))
  }

  // ---- what was put aside
  /** Tries again what is due, for ever. */
  async retryAside(poll = 500): Promise<void> {
    if (this.retrying) return
    this.retrying = true
    while (!this.node.stopped) {
      await this.lookAgain().catch(() => {}) // the store is away: at the next round
      const now = this.node.clock.now()
      const due = [...this.aside.values()].filter(l => dueAt(l) <= now)
      await Promise.all(
        due.map(l => this.resume(l).catch(error => this.node.report({ what: 'put aside, and could not be tried again', about: this.context, error }))),
      )
      for (const [name, l] of this.aside) if (!l.waiting.length && !l.busy) this.aside.delete(name)
      const next = Math.min(...[...this.aside.values()].map(dueAt))
      await this.node.clock.sleep(Math.max(10, Math.min(next - this.node.clock.now(), poll)))
    }
  }
  /** What another replica has worked through meanwhile, or an operator there, waits here no longer. */
  private async lookAgain(): Promise<void> {
    const known = new Set([...this.aside.values()].flatMap(l => l.waiting))
    if (!known.size) return
    const kept = new Set((await this.node.store.aside()).map(w => `${w.source} ${w.event.position}`))
    for (const l of this.aside.values()) {
      const still = l.waiting.filter(w => !known.has(w) || kept.has(`${w.source} ${w.event.position}`))
      if (!l.busy && still.length < l.waiting.length) l.waiting.splice(0, Infinity, ...still)
    }
  }
  /** Works through a lane that waits, in order, until it is empty or something fails again. Whoever works on it already goes on alone. */
  private async resume(lane: Lane): Promise<void> {
    if (!lane.busy) await this.alone(lane, () => this.workThrough(lane))
  }
  private async alone<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
    while (lane.busy) await this.node.clock.sleep(10)
    lane.busy = true
    try {
      return await work()
    } finally {
      lane.busy = false
    }
  }
  private async workThrough(lane: Lane): Promise<void> {
    while (lane.waiting[0] && !this.node.stopped) {
      const w = lane.waiting[0]
      const failed = await this.attempt(w.event, this.effects(w.event, true))
      if (failed) {
        const failures = w.failures + 1
        const again: Waiting = { ...w, reason: failed.message, failures, retryAt: this.retryAt(failed, failures) }
        await this.node.store.commit({ aside: [again] })
        lane.waiting[0] = again
        return
      }
      await this.take(lane, w)
    }
  }
  private async take(lane: Lane, w: Waiting, audit?: Unit['audit']): Promise<void> {
    await this.node.store.commit({
      resumed: [{ source: w.source, position: w.event.position }],
      ...(w.event.number === null ? {} : { seen: [{ source: w.source, case: w.case, number: w.event.number }] }),
      ...(audit ? { audit } : {}),
    })
    lane.waiting.shift()
  }
  /** What waits, lane by lane. */
  lanesAside(): readonly { readonly source: string; readonly case: string; readonly waiting: readonly Waiting[] }[] {
    return [...this.aside.values()].flatMap(l => (l.waiting[0] ? [{ source: l.waiting[0].source, case: l.waiting[0].case, waiting: l.waiting }] : []))
  }
  /** An operator's button: try the lane again now. False: there is none. */
  async retry(source: string, kase: string, audit: NonNullable<Unit['audit']>): Promise<boolean> {
    await this.assigned()
    const lane = this.aside.get(`${source}|${kase}`)
    if (!lane?.waiting[0]) return false
    await this.node.store.commit({ audit })
    await this.alone(lane, () => this.workThrough(lane))
    return true
  }
  /** An operator's button: give up the first event of the lane, for the record; those behind it are tried. */
  async drop(source: string, kase: string, audit: NonNullable<Unit['audit']>): Promise<boolean> {
    await this.assigned()
    const lane = this.aside.get(`${source}|${kase}`)
    const first = lane?.waiting[0]
    if (!lane || !first) return false
    return this.alone(lane, async () => {
      if (lane.waiting[0]?.event.position !== first.event.position) return false // it was done meanwhile
      await this.take(lane, lane.waiting[0], audit)
      await this.workThrough(lane)
      return true
    })
  }
}

const isTemporary = (error: unknown): boolean => error instanceof Unavailable || error instanceof CommitUnknown
const once = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
}
