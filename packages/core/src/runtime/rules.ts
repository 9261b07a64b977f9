import {
  type Aggregate,
  type AtOnce,
  type Context,
  contextOfCommand,
  contextOfEvent,
  type Later,
  list,
  type Message,
  type Occurrence,
  type Rejection,
  type System,
  type Whenever,
} from '../model/index.ts'
import { misfit } from './checking.ts'
import type { Item, Key, Recorded, Refusal, Reply, Timer, Unit } from './ports.ts'
import type { Caller } from './table.ts'

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
  /** The traceparent of what set the timer that rings now. */
  readonly since?: string
}

/** What an inner call leaves of the caller's time, so that the answer is home in time (ms; specification COM-61). */
export const margin = 60
const most = 20

/**
 * What the board of one context says, as the runtime reads it: what follows from what, under which names, and what of it is committed at
 * once.
 */
export class Rules {
  readonly system: System
  readonly context: Context
  /** By command the aggregate that decides it. */
  readonly owners: ReadonlyMap<string, Aggregate>
  private readonly solid: ReadonlyMap<string, readonly (readonly [string, AtOnce])[]>
  private readonly dotted: ReadonlyMap<string, readonly (readonly [string, Whenever])[]>
  private readonly unlisted: ReadonlyMap<string, ReadonlySet<string>>

  constructor(system: System, context: Context) {
    this.system = system
    this.context = context
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

  protected unit(
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
  protected timersFor(e: Recorded, inline: boolean): readonly Timer[] {
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
  /** Somebody follows what happens here. */
  protected get isFollowed(): boolean {
    return false
  }
  laterTimer(e: Recorded, later: Later, id: string): Timer {
    return {
      id: `${id}/rings`,
      at: later.at ?? this.countedFrom(e) + later.ms!,
      case: e.case,
      work: {
        kind: 'command',
        type: later.command.type,
        data: later.command.data,
        causes: this.causesAfter(e),
        ...(this.isFollowed && e.trace ? { trace: e.trace } : {}),
      },
    }
  }
  /**
   * What a policy asks for, each with an id of its own: the event, the policy, and the item where it is another one. A list that changes
   * cannot shift them.
   */
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

  /** Is this what a policy asked for to be done later? */
  isOf({ id, work }: Timer, policy: string): boolean {
    return work.kind === 'command' && id.includes(`/${this.context.name}.${policy}/`)
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
}
