/**
 * What the stories of every system are told with: people at the counter, a provider and a messenger outside, and what is read at the end.
 */
import type { Message, View } from '@jumun/core/model'
import {
  type Caller,
  type CaseFile,
  type Counter,
  foldInto,
  type Key,
  type Question,
  type Recorded,
  type Reply,
  type Request,
  rowKeyOf,
  type Told,
  Unavailable,
} from '@jumun/core/runtime'
import { Provider } from './provider.ts'
import { type Build, type Outcome, type Stage } from './simulate.ts'
import { goodWeather, type World } from './world.ts'

/** Somebody of a story, in one role: `actor` tells them apart, `claims` say what is their own. */
export const actor = (name: string, role: string, claims: Caller['claims'] = {}): Caller => ({
  actor: name,
  roles: [role],
  claims,
  anyone: false,
})

/** A person's request is not decided later than this after it was sent, in ms; nor when its sender has hung up. */
const requestTime = 2000

/** Besides what the counter says: no answer came, nobody was there, the store is away. */
export type Heard = Told | 'lost' | 'down' | 'away'
const words: { readonly [reason: string]: string } = {
  'payment-unknown': '503',
  'payment-unavailable': '503 nothing charged',
  unavailable: '503',
  unknown: '504',
  'in-progress': 'busy',
}
/** One word for what somebody was told: `201`, `4xx`, `503`, `503 nothing charged`, `504`, `busy`, `lost`, `down` or `away`. */
export const wordOf = (heard: Heard): string =>
  typeof heard === 'string' ? heard : heard.kind === 'item' ? '201' : (words[heard.reason] ?? '4xx')

/** What is outside of a system in its stories. */
export interface Outdoors {
  readonly provider: Provider
  /** The keys of the messages that were sent. */
  readonly sent: ReadonlySet<string>
}
type Answering = (question: Question) => Promise<Reply>
/**
 * A provider of payments under the name `psp` and a messenger under the name `kakao`. `there` is filled when the stage is set. `more`:
 * who else answers, by name, or instead of them.
 */
export const outdoors = (build: Build, more: (world: World) => { readonly [target: string]: Answering } = () => ({})) => {
  const there = { sent: new Set<string>() } as { provider: Provider; sent: Set<string> }
  const outside = (world: World): ((target: string) => Answering | undefined) => {
    const provider = new Provider(world)
    there.provider = provider
    build.provider?.(provider)
    const all: { readonly [target: string]: Answering } = {
      psp: q => provider.ask(q, String(q.data.reference)),
      kakao: q => messenger(world, there.sent, q.data.key),
      ...more(world),
    }
    return target => all[target]
  }
  return { there: there as Outdoors, outside }
}
const messenger = async (w: World, sent: Set<string>, key: string): Promise<Reply> => {
  await w.step(undefined, w.between(1, 50))
  if (w.chance(w.faults.provider / 3)) return w.chance(0.5) ? { kind: 'unreachable' } : new Promise<never>(() => {})
  sent.add(key)
  return { kind: 'answer', accepted: true, status: w.chance(w.faults.provider / 10) ? 'failed' : 'sent' }
}

// ---- what people do
const request = (caller: Caller, sent: number, patience: number, key?: string): Request => ({
  caller,
  until: sent + Math.min(requestTime, patience),
  ...(key ? { key: { name: `${caller.actor} ${key}`, digest: 'same' } } : {}),
})
/** What the edge says when a store is away: that nothing was done. */
const atTheEdge = (said: Promise<Told>): Promise<Heard> =>
  said.catch(error => {
    if (error instanceof Unavailable) return 'away'
    throw error
  })
/** Where in a system: a context, and one of its collections. */
export type Place = readonly [context: string, collection: string]
const routesOf = (s: Stage, [context, collection]: Place) => s.of(context).context.routes[collection]!

/** Asks for something new, under an Idempotency-Key where one is given; hangs up after so many ms. */
export const post = (
  s: Stage,
  who: Caller,
  place: Place,
  wish: object,
  { key, patience = 3000 }: { key?: string; patience?: number } = {},
): Promise<Heard> => {
  const routes = routesOf(s, place)
  return s.request(
    place[0],
    (counter, sent) => atTheEdge(counter.create(routes, routes.create!, wish, request(who, sent, patience, key))),
    patience,
  )
}
/** Commands something of what is there; hangs up after so many ms. */
export const press = (s: Stage, who: Caller, place: Place, wish: Message, patience = 3000): Promise<Heard> =>
  s.request(
    place[0],
    (counter: Counter, sent) => atTheEdge(counter.command(routesOf(s, place), wish, request(who, sent, patience))),
    patience,
  )
/** Lets the world go on until this is done, ten seconds at most. */
export const soon = async <T>(w: World, work: Promise<T>): Promise<T> => {
  let done = false
  void work.then(() => (done = true))
  await w.run({ steps: 5000, time: 10_000, until: () => done })
  return work
}
/**
 * Staff give back parts of what was paid, two of them at one moment, more than there is, and all but one won, while the provider does not
 * always answer; in half of the stories `cancel` comes in between. Says whether it did.
 */
export const giveParts = async (
  s: Stage,
  of: {
    readonly place: Place
    readonly staff: readonly [Caller, Caller]
    readonly paid: number
    readonly give: (wish: { readonly amt?: number; readonly keep?: number }) => Message
    readonly cancel: () => Promise<unknown>
  },
): Promise<boolean> => {
  const w = s.world
  w.faults = { ...goodWeather, provider: 0.3 }
  for (const who of of.staff) void press(s, who, of.place, of.give({ amt: Math.floor(of.paid * 0.4) }))
  await w.run({ steps: 5000, time: w.between(10, 60_000) })
  void press(s, of.staff[0], of.place, of.give({ amt: of.paid }))
  const cancels = w.chance(0.5)
  if (cancels) void of.cancel()
  await w.run({ steps: 5000, time: w.between(10, 60_000) })
  void press(s, of.staff[1], of.place, of.give({ keep: 1 }))
  await w.run({ steps: 20_000, time: 600_000 })
  w.faults = goodWeather
  return cancels
}
/** Does something before the story begins, such as opening the shop. */
export const prepare = async (s: Stage, context: string, wish: Message, caller: Caller): Promise<void> => {
  const work = s.of(context).replicas[0]!.node.handle(wish, { id: `seed/${JSON.stringify(wish.data)}`, caller, causes: [], inline: false })
  await s.world.run({ steps: 200, time: 1000 })
  await work
}

// ---- what is read
/** The states of all items of an aggregate, read behind everybody's back. */
export const itemsOf = async (s: Stage, context: string, aggregate: string): Promise<readonly any[]> => {
  const states: any[] = []
  for (const limit = 1000; states.length % limit === 0; ) {
    const { items } = await s.of(context).store.list({ of: aggregate, where: {}, hidden: true, sort: [], offset: states.length, limit })
    if (!items.length) break
    states.push(...items.map(i => i.state))
  }
  return states
}
/** Everything there is about one case, as the audit reads it, at the times at which it truly happened. `provider`: whose books are read. */
export const caseOf = async (s: Stage, field: string, key: Key, facts: readonly Recorded[], provider: Provider): Promise<CaseFile> => {
  const states: { [name: string]: unknown } = {}
  const rows: { [name: string]: unknown } = {}
  for (const { name, aggregates, views } of s.system.contexts) {
    for (const a of aggregates) if (a.key === field) states[`${name}.${a.name}`] = await s.state(name, a.name, key)
    for (const v of views) if (v.key === field) rows[v.name] = (await s.of(name).store.row(v.name, key))?.value
  }
  const its = facts.filter(e => e.case === `${field}/${key}`).sort((a, b) => a.time - b.time)
  return { case: `${field}/${key}`, key, states, rows, facts: its, books: provider.books().filter(e => e.reference === key) }
}
/** What somebody was told, and what was taken from them for what they have made, by its numbers. */
export const paidFor = (
  provider: Provider,
  told: readonly string[],
  ids: readonly Key[],
): { readonly told: readonly string[]; readonly net: number; readonly captures: number } => ({
  // what a provider says that is wrong about it, nobody can know
  told: provider.lies ? told.map(words => words.slice(0, 3)) : told,
  net: ids.reduce<number>((sum, id) => sum + provider.net(String(id)), 0),
  captures: ids.reduce<number>((sum, id) => sum + provider.captures(String(id)), 0),
})
/** Has this event happened in the story so far? */
export const hasHappened = (w: World, type: string): boolean => w.story.some(line => line.includes(` ${type} {`))

const sorted = (value: unknown): unknown =>
  value === null || typeof value !== 'object' || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([k, v]) => [k, sorted(v)]),
      )
const foldsOf = (s: Stage, view: View, logs: readonly Recorded[]): ReadonlyMap<number | string, any> => {
  const again = new Map<number | string, any>()
  const isFolded = ({ source, type }: Recorded) =>
    view.folds.some(f => f.event.type === type && s.system.contexts.find(c => c.name === source)?.events[type] === f.event)
  for (const e of logs)
    if (e.number !== null && isFolded(e)) again.set(rowKeyOf(view, e), foldInto(view, s.system, again.get(rowKeyOf(view, e)), e))
  return again
}
/** Notes where a view of a context is not the fold of its events, whatever came first. */
export const readViews = async (s: Stage, context: string): Promise<void> => {
  const { store, context: of } = s.of(context)
  const logs = await s.logs()
  for (const view of of.views)
    for (const [key, row] of foldsOf(s, view, logs)) {
      const kept = await store.row(view.name, key)
      if (JSON.stringify(sorted(row.value)) !== JSON.stringify(sorted(kept?.value)))
        s.world.wrong(`${view.name} is not the fold of its events`)
    }
}
/** What became of a story. */
export const outcomeOf = async (s: Stage): Promise<Outcome> => ({
  violations: s.world.violations,
  story: s.world.story,
  facts: new Set((await s.facts()).map(e => e.type)),
  met: s.world.met,
})
/** The same build with a provider whose adapter is wrong about what was not sent: some of that arrives all the same. */
export const withLyingProvider = (build: Build): Build => ({
  ...build,
  provider: p => {
    build.provider?.(p)
    p.lies = true
  },
})
