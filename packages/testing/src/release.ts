import type { Aggregate, Command, Context, Event, System, View } from '@jumun/core/model'
import { inPresentWords, type Node, type Recorded, Refolding, type Stale, type Store, type Timer, type Unit } from '@jumun/core/runtime'
import { understandingOf } from '@jumun/core/runtime'
import { chances, goodWeather, type World } from './world.ts'

/** What a name was before the release. */
const before = (name: string): string => `${name}Before`
const noneIsStale: Stale = new Map()

/**
 * A release in the middle of a story. Until then everything is written in words of before: every event, command and state has another name, and
 * every event a field of another name. At a moment of its own each context is stopped and comes back with the present model, which says what it
 * was. From then on what lies there is read through that, and states are folded again.
 */
export class Release {
  private readonly world: World
  private readonly notes = new Map<Event | Command, Event | Command>()
  private readonly renamed = new Map<string, string>()
  private readonly out = new Set<string>()
  private readonly folded = new Set<string>()

  constructor(world: World) {
    this.world = world
  }

  // ---- the present model, which says what it was
  system(system: System): System {
    return { ...system, contexts: system.contexts.map(c => this.context(c)) }
  }
  context(c: Context): Context {
    const { event, aggregate, view } = { event: this.event.bind(this), aggregate: this.aggregate.bind(this), view: this.view.bind(this) }
    for (const e of Object.values(c.events)) this.renamed.set(`${c.name}.${e.type}`, renamedField(e))
    return {
      ...c,
      events: mapped(c.events, event),
      aggregates: c.aggregates.map(aggregate),
      policies: mapped(c.policies, p => ({ ...p, event: event(p.event) })),
      views: c.views.map(view),
    }
  }
  private once<N extends Event | Command>(note: N, was: () => N['was']): N {
    let made = this.notes.get(note)
    if (!made) {
      const same = (data: any): any => (note as Event)(data)
      this.notes.set(note, (made = Object.assign(same, note, { was: was() }) as unknown as N))
    }
    return made as N
  }
  private event(e: Event): Event {
    return this.once(e, () => {
      const field = renamedField(e)
      const { [field]: its, ...others } = e.schema.properties as { readonly [name: string]: unknown }
      const required = (e.schema.required as readonly string[] | undefined)?.map(name => (name === field ? before(name) : name))
      const schema: any = { type: 'object', properties: { ...others, [before(field)]: its }, ...(required ? { required } : {}) }
      const next = ({ [before(field)]: value, ...rest }: any): any => (value === undefined ? rest : { ...rest, [field]: value })
      return { names: [before(e.type)], shapes: [{ schema, next }] }
    })
  }
  private command(c: Command): Command {
    return this.once(c, () => ({ names: [before(c.type)], shapes: [] }))
  }
  private aggregate(a: Aggregate): Aggregate {
    const was = Object.fromEntries(a.states.map(state => [before(state), state]))
    return { ...a, was, events: mapped(a.events, e => this.event(e)), commands: mapped(a.commands, c => this.command(c)) }
  }
  private view(v: View): View {
    return { ...v, folds: v.folds.map(f => ({ ...f, event: this.event(f.event) })) }
  }

  // ---- words of before
  private told<E extends Pick<Recorded, 'type' | 'data' | 'source'>>(e: E): E {
    const field = this.renamed.get(`${e.source}.${e.type}`)
    if (field === undefined) return e // it is in those words already
    const { [field]: value, ...rest } = e.data
    return { ...e, type: before(e.type), data: field in e.data ? { ...rest, [before(field)]: value } : rest }
  }
  private timer(t: Timer): Timer {
    const { work } = t
    if (work.kind === 'owed') return { ...t, work: { ...work, event: this.told(work.event) } }
    return { ...t, work: { ...work, type: before(work.type) } }
  }
  private unit(unit: Unit): Unit {
    const { item, events, timers, aside } = unit
    return {
      ...unit,
      ...(item ? { item: { ...item, state: { ...item.state, status: before(item.state.status) } } } : {}),
      ...(events ? { events: events.map(e => this.told(e)) } : {}),
      ...(timers ? { timers: timers.map(t => this.timer(t)) } : {}),
      ...(aside ? { aside: aside.map(w => ({ ...w, event: this.told(w.event) })) } : {}),
    }
  }
  /** The store as the release before works with it. */
  private asBefore(store: Store, system: System): Store {
    const understanding = understandingOf(system)!
    const back = <I extends { readonly state: any }>(item: I): I => ({ ...item, state: stateNow(item.state) })
    const reads = inPresentWords(store, understanding, noneIsStale)
    return {
      ...reads,
      commit: async unit => (await store.commit(this.unit(unit))).map(understanding.event),
      load: (of, key) => store.load(of, key).then(item => item && back(item)),
      byId: (of, id) => store.byId(of, id).then(item => item && back(item)),
      list: async query => {
        const states = query.states?.flatMap(state => [state, before(state)])
        const page = await store.list(states ? { ...query, states } : query)
        return { ...page, items: page.items.map(back) }
      },
    }
  }

  // ---- when
  /** Plans the release of a context, `go` being what stops its processes. */
  plan(context: string, go: () => void): void {
    const chance = chances(this.world.seed, `release of ${context}`)
    const ms = chance() < 0.7 ? 15_000 * chance() : 900_000 * chance()
    // in good weather nothing may go wrong, and who is replaced hears nobody: there it comes when all is calm
    this.world.after(Math.round(ms), () => this.world.faults !== goodWeather && this.begin(context, go))
  }
  begin(context: string, go: () => void): void {
    if (this.out.has(context)) return
    this.out.add(context)
    this.world.note(`=== ${context} is released`)
    this.world.meet('release')
    go()
  }
  /** The store that a process of the context works with, and whose states are not of the present folds. */
  storeOf(context: Context, store: Store, system: System): { readonly store: Store; readonly stale: Map<string, Aggregate> } {
    if (!this.out.has(context.name)) return { store: this.asBefore(store, system), stale: new Map() }
    return { store, stale: this.folded.has(context.name) ? new Map() : everyOf(context) }
  }
  /** What lies in a store, for whoever looks at it from outside: always in the present words. */
  seen(context: Context, store: Store, system: System): Store {
    return inPresentWords(store, understandingOf(system), everyOf(context))
  }
  /** Folds the states again, as a process of the present release does beside its work. */
  async foldAgain(node: Node, stale: Map<string, Aggregate>): Promise<void> {
    for (const a of stale.values())
      for (;;) {
        try {
          const { changed, failed } = await new Refolding(node).refold(a)
          if (failed) this.world.wrong(`a state cannot be folded again: ${failed.why}`)
          if (changed) this.world.meet('folded again')
          break
        } catch {
          await node.clock.sleep(1000) // the store is away
        }
      }
    if (node.stopped) return
    stale.clear()
    this.folded.add(node.context.name)
  }
  /** Contexts whose states are not all of the present folds. */
  unfolded(contexts: Iterable<{ readonly context: Context }>): readonly string[] {
    return [...contexts].flatMap(({ context: c }) => (c.aggregates.length && !this.folded.has(c.name) ? [c.name] : []))
  }
}

const mapped = <T, U>(of: { readonly [name: string]: T }, how: (one: T) => U): { readonly [name: string]: U } =>
  Object.fromEntries(Object.entries(of).map(([name, one]) => [name, how(one)]))
/** The field of an event that had another name: the last. */
const renamedField = ({ schema }: Event): string => Object.keys(schema.properties as object).at(-1)!
const stateNow = (state: any): any => ({ ...state, status: state.status.replace(/Before$/, '') })
const everyOf = (context: Context): Map<string, Aggregate> => new Map(context.aggregates.map(a => [a.name, a]))
