import { type Aggregate, type Context, doneStates, list, type System, Type, type Whenever } from '../model/index.ts'
import { foldInto, rowKeyOf } from './folds.ts'
import { heardOf, isAhead, livesOf } from './life.ts'
import { Passing } from './passing.ts'
import type { Key, Recorded, Row, Store, Waiting } from './ports.ts'
import { foldAgain } from './present.ts'

/** Everything there is about one case, in all contexts, and what the outside says of it. */
export interface CaseFile {
  readonly case: string
  readonly key: Key
  /** By `context.aggregate` the state of the item that has the case's key. */
  readonly states: { readonly [name: string]: any }
  /** By view the row of that key. */
  readonly rows: { readonly [name: string]: any }
  readonly facts: readonly Recorded[]
  /** The provider's entries for this case. */
  readonly books: readonly any[]
}
/**
 * One charge as its context knows it, in won. `key`: without the name of the installation; `open`: something is on its way, or nobody
 * knows yet.
 */
export interface KnownCharge {
  readonly key: string
  readonly amt: number
  readonly back: number
  readonly open: boolean
}
/** Where the money of the cases is, for who compares it with a provider's books. */
export interface CaseMoney {
  readonly context: string
  readonly aggregate: string
  readonly charges: (state: any) => readonly KnownCharge[]
  /** The command that asks the provider now what became of the charge with this key; undefined: that is known. */
  readonly ask: (state: any, key: string) => { readonly type: string; readonly data: any } | undefined
}
/** What a system promises about each of its cases, besides what the core promises about all. */
export interface CasePromises {
  /** The context and aggregate that own the case. */
  readonly owner: { readonly context: string; readonly aggregate: string }
  /** Which case an entry in the provider's books is about; undefined: none of the owner's. */
  readonly bookKey: (entry: any) => Key | undefined
  always(file: CaseFile): readonly string[]
  /** Holds where nothing waits any more. */
  atRest(file: CaseFile): readonly string[]
  /** About everything at once: what else lies in the log of the owning context, and the states of the cases that wait for nothing. */
  whole?(facts: Iterable<Recorded>, state: (key: Key) => any): readonly string[]
  readonly money?: CaseMoney
  /** What else has cases of its own: a sale beside a purchase, a coupon beside an order. */
  readonly also?: readonly CasePromises[]
}

/** A promise that is broken, and where. */
export interface Finding {
  readonly promise: string
  readonly where: string
}
/** What an audit counted and found. */
export interface Audit {
  readonly system: string
  readonly cases: number
  readonly events: number
  readonly items: number
  readonly rows: number
  /** Cases that still wait for something, by what they wait for. */
  readonly waiting: { readonly [what: string]: number }
  readonly broken: readonly Finding[]
}

const page = 1000
/** A running system is read while it works: what seems broken is read again before it is said. */
const readings = 4

/** Reads the stores of one system, running or stopped, and names every broken promise. */
export const audit = async (
  system: System,
  stores: ReadonlyMap<string, Store>,
  promises: CasePromises | undefined,
  books: Iterable<any>,
  pause: () => Promise<unknown>,
): Promise<Audit> => {
  const broken: Finding[] = []
  const waiting = new Map<string, number>()
  const passing = new Passing()
  let events = 0
  let items = 0
  let rows = 0
  const wrong = (promise: string, where: string) => void broken.push({ promise, where })
  const insist = async (where: string, check: (look: Look) => Promise<readonly string[]>, first: Look = new Look(stores)) => {
    let found: readonly string[] = []
    for (let i = 0; i < readings; i++) {
      found = await check(i ? new Look(stores) : first)
      if (!found.length) return
      await pause()
    }
    for (const promise of found) wrong(promise, where)
  }
  /** So many are looked at together: a database answers many questions as fast as one. */
  const inGroups = async <T>(all: readonly T[], work: (one: T, look: Look) => Promise<unknown>, size = 50) => {
    for (let i = 0; i < all.length; i += size) {
      const look = new Look(stores)
      await Promise.all(all.slice(i, i + size).map(one => work(one, look)))
    }
  }
  for (const context of system.contexts) {
    const store = stores.get(context.name)
    if (!store) continue
    // the log: positions and numbers without gaps, every cause there
    const numbers = new Map<string, number>()
    for (let at = 0; ; ) {
      const log = await store.read(at, page)
      for (const e of log) {
        if (e.position !== at + 1) wrong('the log has no gaps', `${context.name} between ${at} and ${e.position}`)
        at = e.position
        events++
        if (e.number === null) continue
        const last = numbers.get(e.case) ?? 0
        if (e.number !== last + 1)
          wrong('public events of a case are numbered without gaps', `${context.name} ${e.case}: ${e.number} after ${last}`)
        numbers.set(e.case, e.number)
      }
      if (log.length < page) break
    }
    // items: each state is the fold of its events
    for (const a of context.aggregates)
      for (let offset = 0; ; offset += page) {
        const { items: some } = await store.list({ of: a.name, where: {}, hidden: true, sort: [], offset, limit: page })
        items += some.length
        await inGroups(some, ({ key }) =>
          insist(`${context.name}/${a.name}/${key}`, async () => {
            const item = await store.load(a.name, key)
            const story = await store.eventsOf({ aggregate: a.name, key })
            if (item && story.length > item.version) return ['a state is the fold of its events: it lags behind']
            try {
              return same(...asDeclared(a, foldAgain(a, key, story), item?.state)) && story.length === item?.version
                ? []
                : ['a state is the fold of its events']
            } catch (error) {
              return [`a state is the fold of its events: ${error instanceof Error ? error.message : String(error)}`]
            }
          }),
        )
        if (some.length < page) break
      }
    // views: each row is the fold of its events, as far as they were processed
    const caseFields = new Set(system.contexts.flatMap(c => c.aggregates.flatMap(a => a.case)))
    for (const v of context.views)
      for (let offset = 0; ; offset += page) {
        const { items: some } = await store.list({ of: v.name, where: {}, hidden: true, sort: [], offset, limit: page })
        rows += some.length
        await inGroups(some, ({ key }) =>
          insist(`${context.name}/${v.name}/${key}`, async () => {
            const row = (await store.row(v.name, key))!
            let again: Row | undefined
            // the row's events belong to a case that one of its fields names
            const cases = [...caseFields].flatMap(field => ((row.value[field] ?? null) === null ? [] : [`${field}/${row.value[field]}`]))
            for (const [source, log] of stores)
              for (const e of (await Promise.all(cases.map(of => log.eventsOf({ case: of })))).flat())
                if (
                  e.number !== null &&
                  e.number <= (row.seen[source] ?? 0) &&
                  rowKeyOf(v, e) === key &&
                  v.folds.some(f => f.event.type === e.type && system.contexts.find(c => c.name === source)?.events[e.type] === f.event)
                )
                  again = { ...foldInto(v, system, again, e), version: 0, id: 0 }
            return same(again?.value, row.value) ? [] : ['a view is the fold of its events']
          }),
        )
        if (some.length < page) break
      }
  }

  // nobody may have heard more of a context than it has: it came back older than it was
  for (const [context, store] of stores)
    for (const [source, log] of stores)
      if (context !== source)
        await insist(`${context} of ${source}`, async () => {
          const heard = await heardOf(store, source)
          const why = isAhead(heard, await livesOf(log), await log.head())
          return why ? [`a context has all that was heard of it: ${context} ${why}`] : []
        })

  let cases = 0
  const entriesOf = [...books]
  for (const promised of promises ? [promises, ...(promises.also ?? [])] : []) {
    const owner = stores.get(promised.owner.context)
    if (!owner) continue
    const aggregate = system.contexts
      .find(c => c.name === promised.owner.context)!
      .aggregates.find(a => a.name === promised.owner.aggregate)!
    const byCase = new Map<Key, any[]>()
    for (const entry of entriesOf) {
      const key = promised.bookKey(entry)
      if (key === undefined) continue
      const entries = byCase.get(key)
      if (entries) entries.push(entry)
      else byCase.set(key, [entry])
    }
    for (let offset = 0; ; offset += page) {
      const { items: some } = await owner.list({ of: aggregate.name, where: {}, hidden: true, sort: [], offset, limit: page })
      await inGroups(some, async ({ key }, look) => {
        cases++
        const kase = `${aggregate.key}/${key}`
        await insist(
          kase,
          async look => {
            const waits = await waitsOf(system, stores, kase, look, passing)
            const file = await fileOf(system, stores, kase, aggregate.key, key, byCase.get(key) ?? [])
            if (waits.length) {
              for (const w of new Set(waits)) waiting.set(w, (waiting.get(w) ?? 0) + 1)
              return promised.always(file)
            }
            return promised.atRest(file)
          },
          look,
        )
        byCase.delete(key)
      })
      if (some.length < page) break
    }
    for (const key of byCase.keys()) wrong('money was taken for something that is not there', `${aggregate.key}/${key}`)
    const { whole } = promised
    if (whole)
      await insist(promised.owner.context, async look => {
        const facts: Recorded[] = []
        for (let at = 0; ; ) {
          const log = await owner.read(at, page)
          facts.push(...log.filter(e => e.aggregate !== aggregate.name))
          at += log.length
          if (log.length < page) break
        }
        const states = new Map<Key, any>()
        const keys = new Set(facts.flatMap(e => (e.data[aggregate.key] === undefined ? [] : [e.data[aggregate.key] as Key])))
        await inGroups([...keys], async key => {
          if (!(await waitsOf(system, stores, `${aggregate.key}/${key}`, look)).length)
            states.set(key, (await owner.load(aggregate.name, key))?.state)
        })
        return whole(facts, key => states.get(key))
      })
  }
  for (const { context, event } of passing.passed(Date.now())) {
    const { source, case: kase, position, type } = event
    const consumer = system.contexts.find(c => c.name === context)!
    await insist(`${context}: ${type} of ${source} ${kase}`, async look => {
      const unheard = await unheardOf(system, consumer, [source, stores.get(source)!], stores.get(context)!, kase, look)
      const isStill = unheard.some(e => e.position === position) && !(await isAside(look, context, kase))
      return isStill ? ['no event is passed by: a later one was heard more than a minute ago'] : []
    })
  }
  return { system: system.name, cases, events, items, rows, waiting: Object.fromEntries(waiting), broken }
}

/** What many cases ask of the stores in the same words, asked once. */
class Look {
  private readonly stores: ReadonlyMap<string, Store>
  private readonly known = new Map<string, Promise<any>>()
  constructor(stores: ReadonlyMap<string, Store>) {
    this.stores = stores
  }
  private once<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const found = this.known.get(name)
    if (found) return found
    const asked = ask()
    this.known.set(name, asked)
    return asked
  }
  aside(context: string): Promise<readonly Waiting[]> {
    return this.once(context, () => this.stores.get(context)!.aside())
  }
  progress(context: string, source: string): Promise<number> {
    return this.once(`${context} ${source}`, () => this.stores.get(context)!.progress(source))
  }
}

const fileOf = async (
  system: System,
  stores: ReadonlyMap<string, Store>,
  kase: string,
  field: string,
  key: Key,
  books: readonly any[],
): Promise<CaseFile> => {
  const states: { [name: string]: any } = {}
  const rows: { [name: string]: any } = {}
  const facts: Recorded[] = []
  for (const context of system.contexts) {
    const store = stores.get(context.name)
    if (!store) continue
    for (const a of context.aggregates) if (a.key === field) states[`${context.name}.${a.name}`] = (await store.load(a.name, key))?.state
    for (const v of context.views) if (v.key === field) rows[v.name] = (await store.row(v.name, key))?.value
    facts.push(...(await store.eventsOf({ case: kase })))
  }
  facts.sort((a, b) => a.time - b.time)
  return { case: kase, key, states, rows, facts, books }
}

/** What a case still waits for, in words, asked of all the stores of its system. */
export const waitsFor = (system: System, stores: ReadonlyMap<string, Store>, kase: string): Promise<readonly string[]> =>
  waitsOf(system, stores, kase, new Look(stores))

/** What a case still waits for: timers, events put aside, and events that a context has not processed yet. */
const waitsOf = async (
  system: System,
  stores: ReadonlyMap<string, Store>,
  kase: string,
  look: Look,
  passing?: Passing,
): Promise<readonly string[]> => {
  const waits: string[] = []
  for (const context of system.contexts) {
    const store = stores.get(context.name)
    if (!store) {
      waits.push(`${context.name} is not here`)
      continue
    }
    for (const { work } of await store.timersOf(kase))
      if (work.kind === 'owed') waits.push(`the answer to ${work.policy}`)
      else if (!(await isDone(context, store, work.type, work.data))) waits.push(work.type)
    for (const w of await look.aside(context.name)) if (w.case === kase) waits.push(`${context.name}: ${w.event.type} put aside`)
    for (const from of stores) {
      const unheard = await unheardOf(system, context, from, store, kase, look, passing)
      if (unheard.length) waits.push(`${context.name} has not heard all of ${from[0]}`)
    }
  }
  return waits
}
const isAside = async (look: Look, context: string, kase: string) => (await look.aside(context)).some(w => w.case === kase)
/** The events of a case in one source that this context is to hear and has not heard. */
const unheardOf = async (
  system: System,
  context: Context,
  [source, log]: readonly [string, Store],
  store: Store,
  kase: string,
  look: Look,
  passing?: Passing,
): Promise<readonly Recorded[]> => {
  // a place in the log, or, where a broker brought them, the number in the case
  const reached = await look.progress(context.name, source)
  const seen = await store.seen(source, kase)
  const told = await log.eventsOf({ case: kase })
  const unheard = told.filter(
    e => e.position > reached && (e.number === null ? source === context.name : e.number > seen) && hasEffect(system, context, source, e),
  )
  if (passing && source !== context.name) {
    const last = told.findLast(e => e.number !== null && e.number <= seen)
    if (last) passing.heard(context.name, last)
    const first = unheard.find(e => e.number !== null)
    if (first && !(await isAside(look, context.name, kase))) passing.missed(context.name, first)
  }
  return unheard
}
/** What is to be commanded later and is fulfilled already is nothing to wait for. */
const isDone = async (context: Context, store: Store, type: string, data: any): Promise<boolean> => {
  const a = context.aggregates.find(({ decide }) => type in decide)
  if (!a) return false // it waits for ever: nobody can give it
  const item = await store.load(a.name, data[a.key])
  return doneStates(a, a.decide[type]!).includes(item?.state.status ?? 'nothing')
}
/** Does this context do anything about it? Of what has no effect nothing is kept. */
const hasEffect = (system: System, context: Context, source: string, e: Recorded): boolean => {
  const event = system.contexts.find(c => c.name === source)?.events[e.type]
  if (context.views.some(v => v.folds.some(f => f.event === event))) return true
  const { id, time, causes } = e
  const reacts = (p: Whenever): boolean => {
    try {
      return list(p.react({ ...e.data, id: e.item }, { id: `${source}:${id}`, time, causes })).length > 0
    } catch {
      return true // it is put aside for that
    }
  }
  const isFresh = ({ fresh }: Whenever): boolean => fresh === undefined || Date.now() - time <= fresh
  return Object.values(context.policies).some(p => p.kind === 'whenever' && p.event === event && isFresh(p) && reacts(p))
}
/** Two states without the optional fields that only one of them has: with a version of the model such a field came, or went. */
const asDeclared = (a: Aggregate, one: any, other: any): readonly [any, any] => {
  if (!one || !other) return [one, other]
  const required: readonly string[] = Type.Object(a.fields).required ?? []
  const without = (state: any, than: any) =>
    Object.fromEntries(Object.entries(state).filter(([name]) => name in than || !(name in a.fields) || required.includes(name)))
  return [without(one, other), without(other, one)]
}
/** Do they say the same? The order of members says nothing. */
export const same = (a: any, b: any): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const sorted = (x: any): any =>
  Array.isArray(x)
    ? x.map(sorted)
    : x && typeof x === 'object'
      ? Object.fromEntries(
          Object.keys(x)
            .sort()
            .filter(k => x[k] !== undefined)
            .map(k => [k, sorted(x[k])]),
        )
      : x
