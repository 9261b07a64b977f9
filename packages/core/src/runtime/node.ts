import {
  type Aggregate,
  type AtOnce,
  type Context,
  contextOfCommand,
  contextOfEvent,
  type Later,
  list,
  type Message,
  type NoAnswer,
  type Occurrence,
  type Rejection,
  type System,
  type Whenever,
} from '../model/index.ts'
import { misfit } from './checking.ts'
import { closed } from './person.ts'
import {
  type Ask,
  type Clock,
  CommitUnknown,
  Conflict,
  isTemporary,
  type Item,
  type Key,
  type Question,
  type Recorded,
  type Refusal,
  type Reply,
  type Store,
  type Timer,
  Unavailable,
  type Unit,
} from './ports.ts'
import { inPresentWords, type Stale } from './present.ts'
import { Ringing, type Rung } from './ringing.ts'
import { byPolicy, bySystem, type Caller, check, keyRead, outcomeOf, statusOf } from './table.ts'
import { type Understanding, understandingOf } from './understanding.ts'

/** What surrounds a command: its id, who issues it, and what it answers. */
export interface Meta {
  /** The message's id: the mark that its unit leaves. */
  readonly id: string
  readonly caller: Caller
  readonly causes: readonly string[]
  /** A person's command is not decided after this moment (ms since 1970). */
  readonly until?: number
  /** Told when it is decided, and about to be committed. */
  readonly begins?: () => void
  /** The version that the person has seen: decided on another one, the command is refused with `precondition-failed`. */
  readonly seen?: number
  /** Somebody waits: solid lines are first run by whoever committed them. */
  readonly inline: boolean
  /** The timer that this message answers. */
  readonly clears?: string
  readonly keyed?: { readonly name: string; readonly digest: string }
  readonly trace?: string
}

export interface Result {
  /** `late`: nobody waits any longer, nothing was decided. `keyed`: the Idempotency-Key is already taken. */
  readonly kind: 'accepted' | 'repeated' | 'rejected' | 'late' | 'keyed'
  readonly refusal?: Refusal
  readonly events: readonly Recorded[]
  readonly key: Key
  readonly item: Item | undefined
}

/** What a running context needs from outside. */
export interface Ports {
  readonly store: Store
  /** Aggregates whose states in the store may be of older folds; it is looked at whenever one is read. */
  readonly stale?: Stale
  readonly ask: Ask
  readonly clock: Clock
  /** Told after each commit of events: the bus wakes up. */
  readonly committed?: (events: readonly Recorded[]) => void
  readonly report?: (trouble: Trouble) => void
  readonly measure?: Measure
}
/** Told how long work took, in ms. */
export interface Measure {
  /** Asked before the clock is: whether this one is to be measured. Where much is done, a sample is enough. */
  wants(): boolean
  command(type: string, outcome: Result['kind'], took: number): void
  /** `owed`: the answer is still out. */
  policy(name: string, outcome: 'done' | 'owed' | 'failed', took: number): void
}
/** Something that needs a person's eye: what could not be done, without internals. */
export interface Trouble {
  readonly what: string
  readonly about: string
  readonly error?: unknown
}

/** What an item is once a unit of ours is committed that is on its way to the disk. */
export interface Ahead {
  readonly item: Item
  /** Resolves when that unit is durable, rejects where it is not. */
  readonly committing: Promise<unknown>
}
/** What one look at an item came to: something to say, or a unit that is being committed. */
interface Decided {
  readonly item: Item | undefined
  /** What it was decided on, where that is not durable yet. */
  readonly on: Ahead | undefined
  readonly said?: Result
  readonly unit?: Unit
  readonly committing?: Promise<readonly Recorded[]>
  readonly refusal?: Refusal | undefined
}

/** What an inner call leaves of the caller's time, so that the answer is home in time (ms; specification COM-61). */
export const margin = 60
const most = 20
const noneIsStale: Stale = new Map()

/** One running context: load, check the table, decide, fold, commit once. Its replicas share the store. */
export class Node {
  readonly system: System
  readonly context: Context
  /** What is kept, in the words of the present model. */
  readonly store: Store
  /** What is kept, in the words in which it was written. */
  readonly written: Store
  /** What the notes of the system say about their past; undefined: nothing. */
  readonly understanding: Understanding | undefined
  readonly clock: Clock
  protected readonly ports: Ports
  /** By command the aggregate that decides it. */
  readonly owners: ReadonlyMap<string, Aggregate>
  private readonly solid: ReadonlyMap<string, readonly (readonly [string, AtOnce])[]>
  private readonly dotted: ReadonlyMap<string, readonly (readonly [string, Whenever])[]>
  private readonly unlisted: ReadonlyMap<string, ReadonlySet<string>>
  private readonly turns = new Map<string, Promise<unknown>>()
  private readonly ahead = new Map<string, Ahead>()
  private readonly working = new Set<Promise<unknown>>()
  /** What rings, and what cannot. */
  readonly ringing: Ringing
  stopped = false
  /** Told after rows of views were committed here. */
  readonly rowsTold = new Set<() => void>()
  /** The last commit failed: the disk is full, or the database is away. It may be there again by now. */
  cannotWrite = false

  constructor(system: System, context: Context, ports: Ports) {
    this.system = system
    this.context = context
    this.understanding = understandingOf(system)
    this.written = ports.store
    this.store = inPresentWords(ports.store, this.understanding, ports.stale ?? noneIsStale)
    this.clock = ports.clock
    this.ports = ports
    this.ringing = new Ringing(this, (t, until) => this.ring(t, until))
    this.owners = new Map(context.aggregates.flatMap(a => Object.keys(a.decide).map(type => [type, a] as const)))
    const policies = Object.entries(context.policies)
    const byEvent = <P>(kind: string) => {
      const found = new Map<string, (readonly [string, P])[]>()
      for (const [name, p] of policies)
        if (p.kind === kind) found.set(this.eventKey(p.event), [...(found.get(this.eventKey(p.event)) ?? []), [name, p as P]])
      return found
    }
    this.solid = byEvent<AtOnce>('atOnce')
    this.dotted = byEvent<Whenever>('whenever')
    this.unlisted = new Map(
      context.aggregates.map(a => [
        a.name,
        new Set(
          Object.values(context.routes)
            .filter(c => c.of.kind === 'aggregate' && c.of.name === a.name)
            .flatMap(c => c.hidden ?? []),
        ),
      ]),
    )
  }

  /** Is an item in this state in its collection? */
  isListed(aggregate: string, status: string): boolean {
    return !this.unlisted.get(aggregate)?.has(status)
  }
  private eventKey(event: Whenever['event']) {
    return `${contextOfEvent(this.system, event).name}.${event.type}`
  }
  /** The dotted lines that start from this event. */
  reactions(source: string, type: string) {
    return this.dotted.get(`${source}.${type}`) ?? []
  }
  /** The solid lines that start from this event. */
  lines(type: string) {
    return this.solid.get(`${this.context.name}.${type}`) ?? []
  }
  occurrence(e: Pick<Recorded, 'id' | 'source' | 'time' | 'causes'>): Occurrence {
    return { id: `${e.source}:${e.id}`, time: e.time, causes: e.causes }
  }
  /** What follows from this event is caused by it and by all that led to it. */
  causesAfter(e: Recorded): readonly string[] {
    return [...e.causes.slice(1 - most), `${e.source}:${e.id}`]
  }

  /** Decides a command and commits what happened. Whoever loses a race is decided again. */
  async handle(message: Pick<Message, 'type' | 'data'>, meta: Meta): Promise<Result> {
    const a = this.owners.get(message.type)
    if (!a) throw new Error(`${this.context.name} does not know the command ${message.type}`)
    const row = a.decide[message.type]!
    const wish =
      row.allots && message.data[row.allots] === undefined
        ? { ...message.data, [row.allots]: await this.allot(row.allots === a.key ? a.name : row.allots) }
        : message.data
    const key: Key = wish[a.key]
    if (key === undefined) throw new Error(`${message.type} does not carry ${a.key}`)
    const { measure } = this.ports
    const began = measure ? this.clock.steady() : 0
    const work = this.decide(a, message.type, wish, key, meta)
    if (!measure) return work
    const result = await work
    measure.command(message.type, result.kind, this.clock.steady() - began)
    return result
  }

  /** A number that may have been given is given to nobody else: nothing was decided yet, whatever became of it. */
  private async allot(of: string): Promise<number> {
    try {
      return await this.store.allot(of)
    } catch (error) {
      throw error instanceof CommitUnknown ? new Unavailable('no number could be given', { cause: error }) : error
    }
  }
  /** Commands for one item wait for each other here, or the losers of every flush would decide in vain. */
  private inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(name)
    const mine = before ? before.then(work, work) : work()
    this.turns.set(name, mine)
    const leave = () => {
      if (this.turns.get(name) === mine) this.turns.delete(name)
    }
    mine.then(leave, leave)
    return mine
  }

  private async decide(a: Aggregate, type: string, wish: any, key: Key, meta: Meta): Promise<Result> {
    const name = `${a.name}/${key}`
    for (;;) {
      const { said, item, on, unit, committing, refusal } = await this.inTurn(name, () => this.look(name, a, type, wish, key, meta))
      if (said) {
        if (on && !(await this.cameTrue(on))) continue
        return said
      }
      let events: readonly Recorded[] = []
      try {
        events = await committing!
        if (this.ahead.get(name)?.committing === committing) this.ahead.delete(name)
      } catch (error) {
        this.ahead.delete(name) // whatever was decided on it is decided again
        if (error instanceof CommitUnknown) {
          this.cannotWrite = true
          if ((await this.markAfterUnknown(meta.id)) === undefined) continue
          return await this.asBefore(a, key, meta).catch(() => Promise.reject(error)) // it may be there: whoever asked must not hear that nothing was done
        }
        if (isTemporary(error)) this.cannotWrite = true
        if (!(error instanceof Conflict)) throw error
        if (error.over === 'key') return { kind: 'keyed', events: [], key, item }
        if (error.over === 'version') continue
        return await this.asBefore(a, key, meta)
      }
      this.cannotWrite = false
      if (events.length) this.ports.committed?.(events)
      for (const t of unit!.timers ?? []) this.ringing.soon(t.at)
      const next = unit!.item ? { version: unit!.item.version + events.length, id: unit!.item.id, state: unit!.item.state } : item
      return { kind: refusal ? 'rejected' : 'accepted', ...(refusal ? { refusal } : {}), events, key, item: next }
    }
  }

  /** Looks at the item as it is, or is about to be, and decides; what happened is on its way to the disk when it returns. */
  private async look(name: string, a: Aggregate, type: string, wish: any, key: Key, meta: Meta): Promise<Decided> {
    const row = a.decide[type]!
    const on = this.ahead.get(name)
    const item = on ? on.item : await this.store.load(a.name, key)
    const say = (result: Pick<Result, 'kind'> & { readonly refusal?: Refusal | undefined }): Decided => {
      const { kind, refusal } = result
      return { item, on, said: { kind, ...(refusal ? { refusal } : {}), events: [], key, item } }
    }
    const state = item?.state
    const read: { [name: string]: any } = {}
    for (const [as, [of, field]] of Object.entries(a.reads)) {
      const other = keyRead(row, as, field, wish, state, read)
      if (other !== undefined) read[as] = (await this.store.load(of.name, other))?.state
    }
    const now = this.clock.now()
    if (this.isLate(meta, now)) return say({ kind: 'late' })
    const verdict = check(a, type, meta.caller, state, wish)
    // who may not issue it learns nothing of the version
    if (meta.seen !== undefined && (item?.version ?? 0) !== meta.seen && verdict !== 'role' && verdict !== 'not-yours')
      return say({ kind: 'rejected', refusal: { reason: 'precondition-failed' } })
    const { refusal, happened } = outcomeOf(row, verdict, state, wish, read, { now, actor: meta.caller.actor })
    const number = !a.numbered ? (key as number) : (item?.id ?? (happened.length ? await this.allot(a.name) : 0))
    const unit = this.unit(a, key, item, number, happened, refusal, meta, now)
    if (!unit.item && !unit.mark && !unit.done) {
      // nothing is written: a repeat must still hear what was said the first time
      const before = meta.caller.roles.some(role => role === 'system' || role === 'policy')
        ? this.kept(await this.store.marked(meta.id))
        : undefined
      return say(before ? { kind: 'rejected', refusal: before } : { kind: refusal ? 'rejected' : 'accepted', refusal })
    }
    meta.begins?.()
    const committing = this.store.commit(this.following(unit, on, a, key))
    if (!this.store.takesFollowers) await committing.catch(() => {})
    else if (unit.item) {
      const { version, id, state } = unit.item
      this.ahead.set(name, { item: { version: version + unit.events!.length, id, state }, committing })
    } else this.track(committing)
    return { item, on, unit, committing, refusal }
  }
  /** What was decided on what is not durable yet holds only where that comes true. */
  protected following(unit: Unit, on: Ahead | undefined, a: Aggregate, key: Key): Unit {
    return on ? { ...unit, follows: { aggregate: a.name, key, state: on.item.state } } : unit
  }
  /** What was only said about what is not durable yet is not said before it is; where it has never been, it is decided again. */
  protected cameTrue(on: Ahead): Promise<boolean> {
    return on.committing.then(
      () => true,
      () => false,
    )
  }
  /** The message was answered before: the same again, and what the item is now. */
  private async asBefore(a: Aggregate, key: Key, meta: Meta): Promise<Result> {
    const refusal = this.kept(await this.store.marked(meta.id))
    // it may have been set once more: by an event of ours that was parked, and tried again after its timer had rung
    if (meta.clears) await this.clear(meta.clears)
    const item = await this.store.load(a.name, key)
    return { kind: refusal ? 'rejected' : 'repeated', ...(refusal ? { refusal } : {}), events: [], key, item }
  }
  protected async markAfterUnknown(id: string): Promise<Refusal | null | undefined> {
    for (let wait = 50; ; wait = Math.min(wait * 2, 2000)) {
      try {
        return await this.store.marked(id)
      } catch {
        await this.clock.sleep(wait)
      }
    }
  }

  private unit(
    a: Aggregate,
    key: Key,
    item: Item | undefined,
    id: number,
    happened: readonly Message[],
    refusal: Rejection | undefined,
    meta: Meta,
    now: number,
  ): Unit {
    if (!happened.length) {
      // people's refusals leave no trace; an asking context must hear the same "no" again
      const remembers = refusal !== undefined && meta.caller.roles.includes('system')
      return {
        ...(remembers
          ? { mark: meta.id, refused: { reason: refusal.reason, ...(refusal.detail === undefined ? {} : { detail: refusal.detail }) } }
          : {}),
        ...(meta.clears && !refusal ? { mark: meta.id, done: [meta.clears] } : {}),
      }
    }
    const version = item?.version ?? 0
    let state = item?.state
    for (const m of happened) {
      const wrong = this.misfit(a, m)
      if (wrong) throw new Error(`${a.name}: nothing was committed, for ${wrong}`)
      state = a.evolve[m.type]!(state, m.data)
      if (!a.states.includes(state?.status))
        throw new Error(`${a.name}: ${m.type} leads to the status ${state?.status}, which is not one of its states`)
    }
    const events = happened.map((m, i) => ({
      id: `${a.name}/${key}/${version + i + 1}`,
      type: m.type,
      data: m.data,
      source: this.context.name,
      aggregate: a.name,
      key,
      item: id,
      case: this.caseOf(a, m.data, key, meta),
      time: now,
      cause: meta.id,
      causes: meta.causes,
      actor: meta.caller.actor,
      ...(meta.trace ? { trace: meta.trace } : {}),
    }))
    return {
      mark: meta.id,
      events,
      public: happened.map(m => a.events[m.type]!.public),
      item: { aggregate: a.name, key, version, id, state, listed: this.isListed(a.name, state.status) },
      timers: events.flatMap(e => this.timersFor(e as unknown as Recorded, meta.inline)),
      ...(meta.clears ? { done: [meta.clears] } : {}),
      ...(meta.keyed ? { keyed: { ...meta.keyed, aggregate: a.name, key, version: version + happened.length, at: now } } : {}),
    }
  }

  /** What an event sets in motion in its own context is committed with it: owed solid lines, and commands that follow later. */
  private timersFor(e: Recorded, inline: boolean): readonly Timer[] {
    const lines = this.lines(e.type)
    const reactions = this.reactions(this.context.name, e.type)
    if (!lines.length && !reactions.length) return []
    const owed = lines.map(
      ([policy, line]): Timer => ({
        id: this.outcomeId(e, policy),
        at: e.time + (inline ? this.leaseOf(line) : 0),
        case: e.case,
        work: { kind: 'owed', event: e, policy },
      }),
    )
    const later = reactions.flatMap(([name, p]) => {
      try {
        return this.effectsOf(e, name, p.react({ ...e.data, id: e.item }, this.occurrence(e))).flatMap(({ wish, id }) =>
          wish.kind === 'later' ? [this.laterTimer(e, wish, id)] : [],
        )
      } catch {
        return [] // the dotted line will throw again, and park the case where an operator sees it
      }
    })
    return [...owed, ...later]
  }
  laterTimer(e: Recorded, later: Later, id: string): Timer {
    return {
      id: `${id}/rings`,
      at: later.at ?? this.countedFrom(e) + later.ms!,
      case: e.case,
      work: { kind: 'command', type: later.command.type, data: later.command.data, causes: this.causesAfter(e) },
    }
  }
  /** What a policy asks for, each with an id of its own: the event, the policy, and the item where it is another one. A list that changes cannot shift them. */
  effectsOf(
    e: Recorded,
    policy: string,
    wishes: ReturnType<Whenever['react']>,
  ): readonly { readonly wish: Message<'command'> | Later; readonly id: string }[] {
    const ids = new Set<string>()
    return list(wishes).map(wish => {
      if (wish === undefined || wish === null) throw new Error('its list of commands has a hole')
      const command = wish.kind === 'later' ? wish.command : wish
      const target = this.owners.get(command.type)
      const key: Key | undefined = target && command.data[target.key]
      const plain = `${e.source}:${e.id}/${this.context.name}.${policy}${key === undefined || key === e.key ? '' : `/${key}`}`
      const id = ids.has(plain) ? `${plain}/${this.firstNameOf(command.type)}` : plain // items of two kinds may have the same number
      ids.add(id)
      return { wish, id }
    })
  }

  /** What follows from an event keeps its id when a command gets another name: it must not be done twice. */
  private firstNameOf(command: string): string {
    const owner = contextOfCommand(this.system, command)?.aggregates.find(a => command in a.decide)
    return owner?.commands[command]!.was.names[0] ?? command
  }

  // ---- what the rules of the protocol are made of; a test build may break each of them
  protected misfit(a: Aggregate, { type, data }: Message): string | undefined {
    return misfit(a.events[type]!, data)
  }
  protected caseOf(a: Aggregate, data: any, key: Key, _meta: Meta): string {
    const field = a.case.find(f => data[f] !== undefined && data[f] !== null) ?? a.key
    return `${field}/${data[field] ?? key}`
  }
  protected isLate(meta: Meta, now: number): boolean {
    return meta.until !== undefined && now > meta.until
  }
  protected kept(mark: Refusal | null | undefined): Refusal | undefined {
    return mark ?? undefined
  }
  protected leaseOf(line: AtOnce): number {
    return line.within + 2 * margin
  }
  /** `after` counts from the event's own time, however late it is heard of. */
  protected countedFrom(e: Recorded): number {
    return e.time
  }
  protected outcomeId(e: Recorded, policy: string): string {
    return `${e.source}:${e.id}/${policy}`
  }
  /** The ask and the outcome have ids of their own: asker and asked may share one inbox. */
  protected askId(e: Recorded, policy: string): string {
    return `${this.outcomeId(e, policy)}/ask`
  }
  protected rowFor(line: AtOnce, reply: Reply & { kind: 'answer' }): AtOnce['answer'][string] | undefined {
    return (
      (reply.accepted ? undefined : line.answer.rejected) ??
      line.answer[reply.status] ??
      (reply.accepted ? line.answer.accepted : undefined)
    )
  }
  /** "Surely not sent" is said by whoever ran the line first, and only where nobody has taken it up meanwhile. */
  protected async whyNoAnswer(reply: Reply, id: string, first: boolean): Promise<NoAnswer> {
    return reply.kind === 'unreachable' && first && (await this.isUnsent(id, true)) ? 'unavailable' : 'unknown'
  }
  protected limitOf(line: AtOnce, until: number): number {
    return Math.min(this.clock.now() + line.within, until - margin)
  }

  /** Runs the solid lines of these events while the caller waits. */
  async drive(events: readonly Recorded[], until: number): Promise<void> {
    for (const e of events) for (const [policy, line] of this.lines(e.type)) await this.perform(e, policy, line, until, true)
  }

  /**
   * One solid line: ask, then commit the outcome. `first`: run by whoever committed its event, so nobody else has asked yet. `second`:
   * taken up after that one had its time, and may still be at it. False: it is still owed.
   */
  async perform(e: Recorded, policy: string, line: AtOnce, until: number, first: boolean, second = false): Promise<boolean> {
    return this.measured(policy, () => this.performNow(e, policy, line, until, first, second))
  }
  /** Does what a policy does, and tells how long that took. */
  async measured<T>(policy: string, work: () => Promise<T>): Promise<T> {
    const { measure } = this.ports
    if (!measure?.wants()) return work()
    const began = this.clock.steady()
    let outcome: 'done' | 'owed' | 'failed' = 'failed'
    try {
      const result = await work()
      outcome = result === false ? 'owed' : 'done'
      return result
    } finally {
      measure.policy(policy, outcome, this.clock.steady() - began)
    }
  }
  private async performNow(e: Recorded, policy: string, line: AtOnce, until: number, first: boolean, second: boolean): Promise<boolean> {
    const id = this.outcomeId(e, policy)
    if (!first && (await this.store.marked(id)) !== undefined) {
      await this.clear(id)
      return true
    }
    const unsent = second && line.otherwise !== undefined && (await this.isUnsent(id, false))
    const limit = this.limitOf(line, until)
    const causes = this.causesAfter(e)
    const question: Question = {
      ...line.ask(e.data),
      id: this.askId(e, policy),
      by: 'system',
      causes,
      actor: `${this.context.name}.${policy}`,
      until: limit,
      settles: Object.keys(line.answer),
      ...(e.trace ? { trace: e.trace } : {}),
    }
    const reply: Reply = unsent || limit <= this.clock.now() ? { kind: 'unreachable' } : await this.ask(question)
    const row = reply.kind === 'answer' ? this.rowFor(line, reply) : undefined
    let outcome: Message | 'done'
    if (row && reply.kind === 'answer') outcome = row(e.data, reply)
    else if (line.otherwise) {
      outcome = line.otherwise(e.data, unsent ? 'unavailable' : await this.whyNoAnswer(reply, id, first))
    } else return false // the timer asks again, under the same id
    if (outcome === 'done') {
      await this.commitMark(id)
      return true
    }
    const inline = this.clock.now() < until
    const result = await this.handle(outcome, { id, clears: id, caller: byPolicy, causes, inline, ...(e.trace ? { trace: e.trace } : {}) })
    if (result.kind === 'rejected')
      throw new Error(
        `${policy}: ${outcome.type} was refused (${result.refusal?.reason}); a policy's command needs an answer in every state`,
      )
    if (inline) await this.drive(result.events, until)
    return true
  }
  /** Either it was never sent, or a second one is about to send it: whoever says so first is right. True: it was not, and never will be. */
  private async isUnsent(id: string, says: boolean): Promise<boolean> {
    const mark = `${id}/unsent`
    try {
      await this.store.commit({ mark, ...(says ? { refused: { reason: 'unsent' } } : {}) })
      return says
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      return (await this.store.marked(mark)) !== null
    }
  }
  private async commitMark(id: string) {
    try {
      await this.store.commit({ mark: id, done: [id] })
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      await this.clear(id)
    }
  }
  private async clear(timer: string): Promise<void> {
    await this.store.commit({ done: [timer] })
  }

  /** To whoever owns the command: ourselves, another context, or the outside. */
  async ask(question: Question): Promise<Reply> {
    if (this.owners.has(question.type)) return this.serve(question)
    const target = this.targetOf(question.type)
    if (target === undefined) throw new Error(`${this.context.name} asks ${question.type}, which nobody owns`)
    return this.ports.ask.ask(target, question)
  }
  /** Who is asked this command that is not ours. */
  targetOf(command: string): string | undefined {
    return (this.context.externals.find(x => command in x.commands) ?? contextOfCommand(this.system, command))?.name
  }

  /** Answers another context's question: decides, runs the solid lines that follow, and says what the item is then. */
  async serve(asked: Question): Promise<Reply> {
    const question = this.understanding?.command(asked) ?? asked
    const result = await this.handle(question, {
      id: question.id,
      caller: question.person ?? { ...(question.by === 'policy' ? byPolicy : bySystem), actor: question.actor },
      causes: question.causes,
      inline: true,
      until: question.until,
      ...(question.trace ? { trace: question.trace } : {}),
    })
    const a = this.owners.get(question.type)!
    // a person who asks again for what an item waits for is told "later" only when that is so
    const again =
      question.person &&
      Object.values(this.context.routes).find(c => c.of.name === a.name && c.create?.pending?.again.type === question.type)?.create
    if (result.kind === 'late' && !(again && result.item)) return { kind: 'unreachable' } // whoever asked has given up: nothing was decided
    await this.drive(result.events, question.until)
    const isAskedAgain = again && result.kind !== 'rejected'
    const item = isAskedAgain
      ? await closed(this, a, again, result.key, question.id)
      : result.events.length
        ? await this.store.load(a.name, result.key)
        : result.item
    const tells = result.kind === 'rejected' ? [] : a.commands[question.type]!.tells
    const said = tells.length && item ? { detail: Object.fromEntries(tells.map(field => [field, item.state[field]])) } : {}
    return {
      kind: 'answer',
      accepted: result.kind !== 'rejected',
      status: statusOf(item?.state),
      ...(result.kind !== 'rejected' && !result.events.length ? { again: true } : {}),
      ...said,
      ...(result.refusal
        ? { reason: result.refusal.reason, ...(result.refusal.detail === undefined ? {} : { detail: result.refusal.detail }) }
        : {}),
    }
  }

  /** The caller waits inside its budget; the work goes on without it. */
  async waitFor(work: Promise<void>, until: number): Promise<void> {
    const guarded = work.catch(error =>
      this.ports.report?.({ what: 'a solid line failed; it stays owed', about: this.context.name, error }),
    )
    this.track(guarded)
    await new Promise<void>(done => {
      const cancel = this.clock.alarm(until - this.clock.now(), done)
      void guarded.then(() => {
        cancel()
        done()
      })
    })
  }
  private track(work: Promise<unknown>) {
    this.working.add(work)
    const leave = () => void this.working.delete(work)
    work.then(leave, leave)
  }

  // ---- timers
  /** Rings what is due, for ever: owed solid lines and commands that follow later. Replicas look again at least every `poll` ms. */
  ringTimers(poll = 1000): Promise<void> {
    return this.ringing.forever(poll)
  }
  /** `until`: then somebody else may ring it. */
  protected async ring(t: Timer, until: number): Promise<Rung> {
    try {
      if (t.work.kind === 'owed') {
        const line = this.context.policies[t.work.policy]
        if (line?.kind !== 'atOnce') throw new Error(`${this.context.name} has no solid line ${t.work.policy} any more`)
        return (await this.perform(t.work.event, t.work.policy, line, until - margin, false, t.at > t.work.event.time)) ? 'done' : 'owed'
      }
      const { type, data, causes } = t.work
      const result = await this.handle({ type, data }, { id: t.id, clears: t.id, caller: byPolicy, causes, inline: false })
      if (result.kind === 'rejected')
        throw new Error(`${type} was refused (${result.refusal?.reason}); a policy's command needs an answer in every state`)
      return 'done'
    } catch (error) {
      return { error }
    }
  }

  /** Sets a timer on its own, once per mark. */
  async setTimer(timer: Timer, mark: string): Promise<void> {
    await this.store.commit({ mark, timers: [timer] })
    this.ringing.soon(timer.at)
  }
  report(trouble: Trouble): void {
    this.ports.report?.(trouble)
  }

  /** Stops ringing, and waits for the work at hand. */
  async stop(): Promise<void> {
    this.stopped = true
    this.ringing.stop()
    await Promise.allSettled([...this.working, ...this.turns.values(), ...[...this.ahead.values()].map(a => a.committing)])
  }
}
