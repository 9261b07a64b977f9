import { contextOfEvent, type Event, type Later, type Message, type View } from '../model/index.ts'
import { Aside, backoff, Failed } from './aside.ts'
import { misfit } from './checking.ts'
import { passed } from './clock.ts'
import { Folds } from './folds.ts'
import { Holds } from './holds.ts'
import { howToMend, meet } from './life.ts'
import { type Preview, previewOf, unfit } from './preview.ts'
import type { Node } from './node.ts'
import {
  Conflict,
  type Consumer,
  isTemporary,
  type Recorded,
  type Source,
  type Timer,
  type Unit,
  type Unreadable,
  type Waiting,
} from './ports.ts'
import { isUnreadable, mostUnreadable, unreadableEvent, whyUnreadable } from './unreadable.ts'
import { byPolicy } from './table.ts'

type Effect = () => Promise<void>
/** What one event has as its effect: the views that it is folded into, and what its dotted lines do. */
interface Effects {
  readonly views: readonly View[]
  readonly reactions: readonly Effect[]
}

const triesInPlace = 4
const nothing = Promise.resolve()
const none: readonly never[] = []
/** So that what failed at once is not tried again at once: from 0 to 1, another one for each event, and always the same one. */
const spread = (e: Recorded): number => ((e.position * 2_654_435_761) % 1000) / 1000

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
  private readonly aside: Aside
  readonly folds: Folds
  /** What operators hold back here. */
  readonly holds: Holds
  /**
   * Events that wait for an operator to let them go, in their order; and the lanes that they stand in, where no later one overtakes them.
   */
  private held: { readonly event: Recorded; done(work: Promise<void>): void; stopped(): void }[] = []
  private readonly heldLanes = new Set<string>()
  /** Sources that are not what they were, and why. */
  readonly strangers = new Map<string, string>()
  private readonly heard = new Map<string, { source: string; case: string; number: number }>()

  constructor(node: Node) {
    this.node = node
    this.context = node.context.name
    this.folds = new Folds(node)
    this.holds = new Holds(node.store, () => this.letGo())
    // what is to be done later of an own event was set with it, before this inbox heard of it
    node.ringing.waits = timer => this.holds.list().some(({ kind, name }) => kind === 'policy' && node.isOf(timer, name))
    this.aside = new Aside(node, {
      attempt: async e =>
        isUnreadable(e)
          ? new Failed(whyUnreadable(e), true)
          : this.isHeld(e)
            ? new Failed('an operator lets it wait', false)
            : this.attempt(e, this.effects(e, true)),
      retryAt: (failed, failures, e) => this.retryAt(failed, failures, e),
      whom: e => this.whom(e),
    })
    const wants = new Map<string, Set<string>>()
    const views = new Map<string, View[]>()
    const want = (event: Event): string => {
      const source = contextOfEvent(node.system, event).name
      const types = wants.get(source) ?? new Set()
      for (const type of [event.type, ...event.was.names]) types.add(type)
      wants.set(source, types)
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
    await this.holds.read()
    this.aside.forgetAll()
    await this.aside.read()
  }
  /** Whoever worked for this context until now may have put aside what later events of the same case must wait for. */
  assigned(): Promise<void> {
    return this.aside.read()
  }

  /** Where a context was set back, what it tells now has numbers that were told before: nothing of it is heard, and an operator is told. */
  async meets(source: string, log: Source): Promise<boolean> {
    const why = await meet(this.node.store, source, log)
    if (why && this.strangers.get(source) !== why)
      this.node.report({
        what: `${source} is older than what was heard of it, so nothing more is heard of it: ${this.context} ${why}. ${howToMend}`,
        about: this.context,
      })
    if (why) this.strangers.set(source, why)
    else this.strangers.delete(source)
    return why === undefined
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
  deliver(told: Recorded): Promise<void> {
    const e = this.node.understanding?.event(told) ?? told // a process of an older version may tell it, or a topic of before
    const name = `${e.source}|${e.case}`
    if (this.holds.any && (this.isHeld(e) || this.heldLanes.has(name))) return this.waits(told, name)
    const before = this.lanes.get(name)
    const effects = before || this.aside.has(e.source, e.case) ? undefined : this.effects(e, false)
    if (effects && !effects.views.length && !effects.reactions.length) return nothing // a context hears much that has no effect on it this time
    const mine = before ? before.then(() => this.process(e)) : this.process(e, effects)
    this.lanes.set(name, mine)
    const leave = () => {
      if (this.lanes.get(name) === mine) this.lanes.delete(name)
    }
    mine.then(leave, leave)
    return mine
  }

  /** It waits for an operator, who can only give it up: nothing follows from it, and nothing waits behind it. */
  async unreadable(message: Unreadable): Promise<void> {
    const e = unreadableEvent(message)
    if (this.aside.has(e.source, e.case)) return
    if (this.aside.list().filter(({ waiting }) => waiting[0] && isUnreadable(waiting[0].event)).length >= mostUnreadable)
      return this.node.report({
        what: `${message.why}; as many as may wait for an operator do, so it is passed over`,
        about: `${this.context} ${e.id}`,
      })
    for (let failures = 0; ; failures++) {
      if (this.node.stopped) throw new Error('stopped before the message was put aside')
      try {
        return await this.aside.put(e, new Failed(whyUnreadable(e), true), 1)
      } catch (error) {
        if (!failures)
          this.node.report({ what: 'a message cannot be put aside now; it is tried again', about: `${this.context} ${e.id}`, error })
      }
      await passed(backoff(failures), this.node.clock)
    }
  }

  /** An operator lets its source wait, or what one of its policies would do. */
  private isHeld(e: Recorded): boolean {
    if (!this.holds.any) return false
    return this.holds.has('source', e.source) || this.node.reactions(e.source, e.type).some(([policy]) => this.holds.has('policy', policy))
  }
  /** It is not done, so it is brought again after a restart; a bus that has many open brings no more of its source meanwhile. */
  private waits(event: Recorded, lane: string): Promise<void> {
    this.heldLanes.add(lane)
    return new Promise((done, failed) =>
      this.held.push({ event, done, stopped: () => failed(new Error('stopped before the event was processed')) }),
    )
  }
  /** Somebody has changed what is held: what waited is delivered again, in its order, and waits on where it must. */
  private letGo(): void {
    const waited = this.held
    this.held = []
    this.heldLanes.clear()
    for (const { event, done } of waited) done(this.deliver(event))
  }
  /** The context stops: nobody waits for what is held, it is brought again after the start. */
  stop(): void {
    for (const { stopped } of this.held.splice(0)) stopped()
  }
  /** How many events wait for an operator. */
  get heldBack(): number {
    return this.held.length
  }

  /** Goes on trying while the store is away, or a later event of the case would overtake this one and it would count as old. */
  private async process(e: Recorded, found?: Effects): Promise<void> {
    for (let failures = 0; ; failures++) {
      // it is delivered again after the start; nothing that follows it may be done now, or it would count as old then
      if (this.node.stopped) throw new Error('stopped before the event was processed')
      try {
        const standing = this.aside.has(e.source, e.case) ? await this.aside.standing(e) : 'free'
        if (standing === 'aside') return
        // only now: an operator may have given it up a moment ago
        if (e.number !== null && this.isOld(e, await this.node.store.seen(e.source, e.case))) return
        if (standing === 'behind') return await this.aside.put(e)
        const failed = await this.attempt(e, (failures ? undefined : found) ?? this.effects(e, false))
        if (!failed) break
        if (failed.forGood ? failures >= 1 : failures >= triesInPlace) return await this.aside.put(e, failed, failures + 1)
      } catch (error) {
        if (!failures)
          this.node.report({
            what: 'an event cannot be processed now; it is tried again',
            about: `${this.context} ${e.source} ${e.type} ${e.case}`,
            error,
          })
      }
      if (!this.node.stopped) await passed(backoff(failures), this.node.clock)
    }
    if (e.number !== null) this.heard.set(`${e.source}|${e.case}`, { source: e.source, case: e.case, number: e.number })
  }
  /** Processed before, however long ago: marks may be gone, this is kept for ever. */
  protected isOld(e: Recorded, seen: number): boolean {
    return e.number! <= seen
  }
  /** Unreachable is no reason to park: only what throws or is refused waits for an operator. */
  protected retryAt(failed: { forGood: boolean }, failures: number, e: Recorded): number | null {
    return failed.forGood ? null : this.node.clock.now() + Math.round(backoff(failures) * (1 - 0.2 * spread(e)))
  }

  /** All effects of one event are tried; none waits for its neighbor. Undefined: all are done. */
  private async attempt(e: Recorded, { views, reactions }: Effects): Promise<Failed | undefined> {
    let failed: Failed | undefined
    const failing = (error: unknown): void => {
      const mine = error instanceof Failed ? error : new Failed(error instanceof Error ? error.message : String(error), !isTemporary(error))
      if (!failed || mine.forGood) failed = mine
    }
    // rows and commands share a flush: nothing of the one is read by the other
    const folding = views.map(v => this.node.viewed(v.name, e, () => this.folds.fold(v, e)).catch(failing))
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
      let wishes: ReturnType<Node['effectsOf']>
      try {
        wishes = this.node.effectsOf(e, name, p.react(this.dataOf(e), this.node.occurrence(e)))
      } catch (error) {
        effects.push(() => Promise.reject(new Failed(`${name} threw: ${error instanceof Error ? error.message : String(error)}`, true)))
        continue
      }
      for (const { wish, id } of wishes) {
        if (wish.kind !== 'later') effects.push(() => this.node.measured(name, e, false, event => this.react(event, name, wish, id)))
        else if (e.source !== this.context || resumed) effects.push(() => this.later(e, wish, id))
      }
    }
    return { views, reactions: effects }
  }
  /** Whoever told it may be of another version, or somebody else: what does not fit has no effect at all, and waits alone with its case. */
  protected misfit(event: Event, data: unknown): string | undefined {
    return misfit(event, data)
  }
  /** The first context that one of its effects asks. */
  private whom(e: Recorded): string | undefined {
    for (const [name, p] of this.node.reactions(e.source, e.type)) {
      try {
        for (const { wish } of this.node.effectsOf(e, name, p.react(this.dataOf(e), this.node.occurrence(e))))
          if (wish.kind !== 'later' && !this.node.owners.has(wish.type)) return this.node.targetOf(wish.type)
      } catch {
        return undefined // it throws when it is tried, and is parked then
      }
    }
    return undefined
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
      const result = await this.node.handle(command, {
        id,
        caller: byPolicy,
        causes,
        inline: false,
        ...(e.trace ? { trace: e.trace } : {}),
      })
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
    if (reply.kind !== 'answer') {
      const what = `${policy}: ${command.type} ${reply.kind === 'timeout' ? 'got no answer' : 'could not be sent'}`
      throw new Failed(what, false, this.node.targetOf(command.type), reply.kind === 'unreachable' && reply.held === true)
    }
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
  retryAside(poll = 500): Promise<void> {
    return this.aside.retryForever(poll)
  }
  /** What waits, lane by lane. */
  lanesAside(): readonly { readonly source: string; readonly case: string; readonly waiting: readonly Waiting[] }[] {
    return this.aside.list()
  }
  /** An operator's button: try the lane again now. False: there is none. */
  retry(source: string, kase: string, audit: NonNullable<Unit['audit']>): Promise<boolean> {
    return this.aside.retry(source, kase, audit)
  }
  /**
   * What the first event of a lane would do if it were taken up now, or if it said something else; undefined: there is no such lane.
   * Nothing is done.
   */
  async preview(source: string, kase: string, data?: unknown): Promise<Preview | undefined> {
    const first = await this.aside.first(source, kase)
    if (!first) return undefined
    if (isUnreadable(first)) return unfit(first, whyUnreadable(first))
    const e: Recorded = data === undefined ? first : { ...first, data }
    const event = this.told.get(`${e.source}.${e.type}`)
    const wrong = event && this.misfit(event, e.data)
    return wrong ? unfit(e, wrong) : previewOf(this.node, this.views.get(`${e.source}.${e.type}`) ?? none, e)
  }
  /**
   * An operator's button: the first event of the lane is taken for what it should have said, for the record, and tried. In the log of its
   * source it stays what it was. False: there is no such lane; a text: why it cannot be that.
   */
  async edit(source: string, kase: string, data: unknown, audit: NonNullable<Unit['audit']>): Promise<boolean | string> {
    const first = await this.aside.first(source, kase)
    if (!first) return false
    if (isUnreadable(first)) return whyUnreadable(first)
    const event = this.told.get(`${source}.${first.type}`)
    return (event && this.misfit(event, data)) ?? this.aside.edit(source, kase, data, audit)
  }
  /** An operator's button: give up the first event of the lane, for the record; those behind it are tried. */
  drop(source: string, kase: string, audit: NonNullable<Unit['audit']>): Promise<boolean> {
    return this.aside.drop(source, kase, audit)
  }
}

const once = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
}
