import { type Aggregate, type Context, type Message, type System } from '../model/index.ts'
import {
  type Ask,
  type Clock,
  CommitUnknown,
  Conflict,
  isTemporary,
  type Item,
  type Key,
  type Recorded,
  type Refusal,
  type Store,
  Unavailable,
  type Unit,
} from './ports.ts'
import { inPresentWords, type Stale } from './present.ts'
import { type Meta, Rules } from './rules.ts'
import { check, keyRead, outcomeOf } from './table.ts'
import { followed, type Tracing } from './tracing.ts'
import { type Understanding, understandingOf } from './understanding.ts'

/** What became of a command. `events`: what it committed now; `item`: what the item is then. */
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
  /** Follows what happens; left out: nobody does, and nothing is done for it. */
  readonly tracing?: Tracing | undefined
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
  /** Whose context it is about, where a process runs several systems: two of them may have an `order`. */
  readonly system?: string
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

const noneIsStale: Stale = new Map()

/** Decides commands: load, check the table, decide, fold, commit once. Commands for one item are decided one after the other. */
export abstract class Deciding extends Rules {
  /** What is kept, in the words of the present model. */
  readonly store: Store
  /** What is kept, in the words in which it was written. */
  readonly written: Store
  /** What the notes of the system say about their past; undefined: nothing. */
  readonly understanding: Understanding | undefined
  readonly clock: Clock
  protected readonly ports: Ports
  private readonly turns = new Map<string, Promise<unknown>>()
  private readonly ahead = new Map<string, Ahead>()
  private readonly working = new Set<Promise<unknown>>()
  /** The last commit failed: the disk is full, or the database is away. It may be there again by now. */
  cannotWrite = false

  constructor(system: System, context: Context, ports: Ports) {
    super(system, context)
    this.understanding = understandingOf(system)
    this.written = ports.store
    this.store = inPresentWords(ports.store, this.understanding, ports.stale ?? noneIsStale)
    this.clock = ports.clock
    this.ports = ports
  }
  protected override get isFollowed(): boolean {
    return this.ports.tracing !== undefined
  }
  /** Told of each timer that was committed: it rings at that moment. */
  protected abstract soon(at: number): void

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
    const work = this.followedDecision(a, message.type, wish, key, meta)
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

  private followedDecision(a: Aggregate, type: string, wish: any, key: Key, meta: Meta): Promise<Result> {
    const span = this.ports.tracing?.command(type, meta.trace, meta.since)
    if (!span) return this.decide(a, type, wish, key, meta)
    const work = () => this.decide(a, type, wish, key, { ...meta, trace: span.trace })
    return followed(span, work, ({ kind }) => kind)
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
      for (const t of unit!.timers ?? []) this.soon(t.at)
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

  protected async clear(timer: string): Promise<void> {
    await this.store.commit({ done: [timer] })
  }

  protected track(work: Promise<unknown>) {
    this.working.add(work)
    const leave = () => void this.working.delete(work)
    work.then(leave, leave)
  }

  /** Resolves when nothing is under way. */
  protected async done(): Promise<void> {
    await Promise.allSettled([...this.working, ...this.turns.values(), ...[...this.ahead.values()].map(a => a.committing)])
  }
}
