import { type Aggregate, type Context, type System, Type, type View } from '../model/index.ts'
import { foldInto, rowKeyOf } from './folds.ts'
import { heardOf, isAhead, livesOf } from './life.ts'
import { Passing } from './passing.ts'
import type { Key, Recorded, Row, Store } from './ports.ts'
import { foldAgain } from './present.ts'
import { isAside, Look, type Stores, unheardOf, waitsOf } from './waits.ts'

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

/** One audit under way: what it has counted, and what it has found. */
class Auditor {
  private readonly system: System
  private readonly stores: Stores
  private readonly pause: () => Promise<unknown>
  private readonly passing = new Passing()
  private readonly waiting = new Map<string, number>()
  private readonly broken: Finding[] = []
  private readonly counted = { cases: 0, events: 0, items: 0, rows: 0 }

  constructor(system: System, stores: Stores, pause: () => Promise<unknown>) {
    this.system = system
    this.stores = stores
    this.pause = pause
  }

  result(): Audit {
    return { system: this.system.name, ...this.counted, waiting: Object.fromEntries(this.waiting), broken: this.broken }
  }
  private wrong(promise: string, where: string): void {
    this.broken.push({ promise, where })
  }
  private async insist(where: string, check: (look: Look) => Promise<readonly string[]>, first = new Look(this.stores)): Promise<void> {
    let found: readonly string[] = []
    for (let i = 0; i < readings; i++) {
      found = await check(i ? new Look(this.stores) : first)
      if (!found.length) return
      await this.pause()
    }
    for (const promise of found) this.wrong(promise, where)
  }
  /** So many are looked at together: a database answers many questions as fast as one. */
  private async inGroups<T>(all: readonly T[], work: (one: T, look: Look) => Promise<unknown>, size = 50): Promise<void> {
    for (let i = 0; i < all.length; i += size) {
      const look = new Look(this.stores)
      await Promise.all(all.slice(i, i + size).map(one => work(one, look)))
    }
  }
  /** The keys of everything of one kind, many at once. */
  private async everyOne(store: Store, of: string, work: (key: Key, look: Look) => Promise<unknown>): Promise<number> {
    for (let offset = 0; ; offset += page) {
      const { items } = await store.list({ of, where: {}, hidden: true, sort: [], offset, limit: page })
      await this.inGroups(items, ({ key }, look) => work(key, look))
      if (items.length < page) return offset + items.length
    }
  }

  /** The log: positions and numbers without gaps. */
  async log({ name }: Context, store: Store): Promise<void> {
    const numbers = new Map<string, number>()
    let at = 0
    for await (const e of everyEvent(store)) {
      if (e.position !== at + 1) this.wrong('the log has no gaps', `${name} between ${at} and ${e.position}`)
      at = e.position
      this.counted.events++
      if (e.number === null) continue
      const last = numbers.get(e.case) ?? 0
      if (e.number !== last + 1)
        this.wrong('public events of a case are numbered without gaps', `${name} ${e.case}: ${e.number} after ${last}`)
      numbers.set(e.case, e.number)
    }
  }
  /** Each state of an item is the fold of its events. */
  async items(context: Context, store: Store): Promise<void> {
    for (const a of context.aggregates)
      this.counted.items += await this.everyOne(store, a.name, key =>
        this.insist(`${context.name}/${a.name}/${key}`, async () => {
          const item = await store.load(a.name, key)
          const story = await store.eventsOf({ aggregate: a.name, key })
          if (item && story.length > item.version) return ['a state is the fold of its events: it lags behind']
          try {
            const isSame = same(...asDeclared(a, foldAgain(a, key, story), item?.state)) && story.length === item?.version
            return isSame ? [] : ['a state is the fold of its events']
          } catch (error) {
            return [`a state is the fold of its events: ${error instanceof Error ? error.message : String(error)}`]
          }
        }),
      )
  }
  /** Each row of a view is the fold of its events, as far as they were processed. */
  async rows(context: Context, store: Store): Promise<void> {
    for (const v of context.views)
      this.counted.rows += await this.everyOne(store, v.name, key =>
        this.insist(`${context.name}/${v.name}/${key}`, async () => {
          const row = (await store.row(v.name, key))!
          return same(await this.foldedAgain(v, key, row), row.value) ? [] : ['a view is the fold of its events']
        }),
      )
  }
  /** A row as its events make it. They belong to a case that one of its fields names. */
  private async foldedAgain(v: View, key: Key, row: Row): Promise<unknown> {
    const { contexts } = this.system
    const fields = new Set(contexts.flatMap(c => c.aggregates.flatMap(a => a.case)))
    const cases = [...fields].flatMap(field => ((row.value[field] ?? null) === null ? [] : [`${field}/${row.value[field]}`]))
    let again: Row | undefined
    for (const [source, log] of this.stores)
      for (const e of (await Promise.all(cases.map(of => log.eventsOf({ case: of })))).flat())
        if (
          e.number !== null &&
          e.number <= (row.seen[source] ?? 0) &&
          rowKeyOf(v, e) === key &&
          v.folds.some(f => f.event.type === e.type && contexts.find(c => c.name === source)?.events[e.type] === f.event)
        )
          again = { ...foldInto(v, this.system, again, e), version: 0, id: 0 }
    return again?.value
  }
  /** Nobody may have heard more of a context than it has: it came back older than it was. */
  async heard(context: string, store: Store): Promise<void> {
    for (const [source, log] of this.stores)
      if (context !== source)
        await this.insist(`${context} of ${source}`, async () => {
          const why = isAhead(await heardOf(store, source), await livesOf(log), await log.head())
          return why ? [`a context has all that was heard of it: ${context} ${why}`] : []
        })
  }
  /** What the system promises about each case, and that the provider's books know of no other. */
  async cases(promised: CasePromises, books: readonly any[]): Promise<void> {
    const { context, aggregate } = promised.owner
    const owner = this.stores.get(context)
    if (!owner) return
    const a = this.system.contexts.find(c => c.name === context)!.aggregates.find(({ name }) => name === aggregate)!
    const byCase = booksByCase(promised, books)
    this.counted.cases += await this.everyOne(owner, aggregate, async (key, first) => {
      const kase = `${a.key}/${key}`
      const check = async (look: Look) => {
        const waits = await waitsOf(this.system, this.stores, kase, look, this.passing)
        const file = await this.fileOf(kase, a.key, key, byCase.get(key) ?? [])
        for (const w of new Set(waits)) this.waiting.set(w, (this.waiting.get(w) ?? 0) + 1)
        return waits.length ? promised.always(file) : promised.atRest(file)
      }
      await this.insist(kase, check, first)
      byCase.delete(key)
    })
    for (const key of byCase.keys()) this.wrong('money was taken for something that is not there', `${a.key}/${key}`)
    if (promised.whole) await this.insist(context, async look => promised.whole!(...(await this.whole(owner, a, look))))
  }
  /** What else lies in the log of the owning context, and the states of the cases that wait for nothing. */
  private async whole(owner: Store, a: Aggregate, look: Look): Promise<readonly [Recorded[], (key: Key) => any]> {
    const facts: Recorded[] = []
    for await (const e of everyEvent(owner)) if (e.aggregate !== a.name) facts.push(e)
    const states = new Map<Key, any>()
    const keys = new Set(facts.flatMap(e => (e.data[a.key] === undefined ? [] : [e.data[a.key] as Key])))
    await this.inGroups([...keys], async key => {
      if (!(await waitsOf(this.system, this.stores, `${a.key}/${key}`, look)).length)
        states.set(key, (await owner.load(a.name, key))?.state)
    })
    return [facts, key => states.get(key)]
  }
  private async fileOf(kase: string, field: string, key: Key, books: readonly any[]): Promise<CaseFile> {
    const states: { [name: string]: any } = {}
    const rows: { [name: string]: any } = {}
    const facts: Recorded[] = []
    for (const context of this.system.contexts) {
      const store = this.stores.get(context.name)
      if (!store) continue
      for (const a of context.aggregates) if (a.key === field) states[`${context.name}.${a.name}`] = (await store.load(a.name, key))?.state
      for (const v of context.views) if (v.key === field) rows[v.name] = (await store.row(v.name, key))?.value
      facts.push(...(await store.eventsOf({ case: kase })))
    }
    facts.sort((one, other) => one.time - other.time)
    return { case: kase, key, states, rows, facts, books }
  }
  /** No event is passed by, as far as the cases that were looked at show. */
  async passed(): Promise<void> {
    for (const { context, event } of this.passing.passed(Date.now())) {
      const { source, case: kase, position, type } = event
      const consumer = this.system.contexts.find(c => c.name === context)!
      await this.insist(`${context}: ${type} of ${source} ${kase}`, async look => {
        const told = [source, this.stores.get(source)!] as const
        const unheard = await unheardOf(this.system, consumer, told, this.stores.get(context)!, kase, look)
        const isStill = unheard.some(e => e.position === position) && !(await isAside(look, context, kase))
        return isStill ? ['no event is passed by: a later one was heard more than a minute ago'] : []
      })
    }
  }
}

const booksByCase = ({ bookKey }: CasePromises, books: readonly any[]): Map<Key, any[]> => {
  const byCase = new Map<Key, any[]>()
  for (const entry of books) {
    const key = bookKey(entry)
    if (key !== undefined) byCase.set(key, [...(byCase.get(key) ?? []), entry])
  }
  return byCase
}
async function* everyEvent(store: Store): AsyncIterable<Recorded> {
  for (let at = 0; ; ) {
    const log = await store.read(at, page)
    yield* log
    at = log.at(-1)?.position ?? at
    if (log.length < page) return
  }
}

/** Reads the stores of one system, running or stopped, and names every broken promise. */
export const audit = async (
  system: System,
  stores: Stores,
  promises: CasePromises | undefined,
  books: Iterable<any>,
  pause: () => Promise<unknown>,
): Promise<Audit> => {
  const auditor = new Auditor(system, stores, pause)
  for (const context of system.contexts) {
    const store = stores.get(context.name)
    if (!store) continue
    await auditor.log(context, store)
    await auditor.items(context, store)
    await auditor.rows(context, store)
  }
  for (const [context, store] of stores) await auditor.heard(context, store)
  const entries = [...books]
  for (const promised of promises ? [promises, ...(promises.also ?? [])] : []) await auditor.cases(promised, entries)
  await auditor.passed()
  return auditor.result()
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
