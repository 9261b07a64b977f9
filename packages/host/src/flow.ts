import type { Aggregate, Context } from '@jumun/core/model'
import type { Key, Query, Recorded, Timer } from '@jumun/core/runtime'
import type { Flow, LastWish, MoneyState } from '@jumun/http'
import type { Board } from './board.ts'
import { seldom, unknownStates } from './readings.ts'
import type { Live } from './running.ts'

/** What is read for a board may be so old, in ms. */
const age = 1000
/** So many timers, and payments, are looked at. */
const most = 500
/** So many events are looked through for the last of a kind, and so many at once. */
const mostBack = 5000
const page = 500

const whole = (of: string, more: Partial<Query> = {}): Query => ({ of, where: {}, hidden: true, sort: [], offset: 0, limit: 1, ...more })
type Owed = Timer & { readonly work: { readonly kind: 'owed' } }
const isOwed = (t: Timer): t is Owed => t.work.kind === 'owed'

/** What has to be read for it, made at most once in a while however many look. */
interface Read {
  readonly items: Flow['items']
  readonly rows: Flow['rows']
  readonly owed: Flow['owed']
}
const readings = new WeakMap<Live, () => Promise<Read>>()
const readOf = (live: Live): Promise<Read> => {
  let read = readings.get(live)
  if (!read) {
    const nothing = { items: {}, rows: {}, owed: {} }
    readings.set(live, (read = seldom(() => look(live), nothing, age)))
  }
  return read()
}
const look = async ({ store, node: { context } }: Live): Promise<Read> => {
  const count = async (of: string) => [of, (await store.list(whole(of))).total] as const
  const [items, rows, { timers }] = await Promise.all([
    Promise.all(context.aggregates.map(a => count(a.name))),
    Promise.all(context.views.map(v => count(v.name))),
    store.timers(0, most),
  ])
  const owed: { [policy: string]: number } = {}
  for (const t of timers) if (isOwed(t)) owed[t.work.policy] = (owed[t.work.policy] ?? 0) + 1
  return { items: Object.fromEntries(items), rows: Object.fromEntries(rows), owed }
}

/** What goes on in one context: what was counted, what is there, and what is owed. */
export const flowOf = async (system: string, live: Live): Promise<Flow> => {
  const { families, node, since } = live
  const commands: { [type: string]: { [outcome: string]: number } } = {}
  for (const { labels, value } of families.counted('jumun_commands_total'))
    (commands[labels['command']!] ??= {})[labels['outcome']!] = value
  const seconds = families
    .observed('jumun_policy_seconds')
    .flatMap(({ labels, spread }) =>
      labels['outcome'] === 'done' && spread.mean !== null ? [[labels['policy']!, spread.mean] as const] : [],
    )
  return {
    system,
    context: node.context.name,
    since,
    events: Object.fromEntries(families.counted('jumun_events_total').map(({ labels, value }) => [labels['event']!, value])),
    commands,
    seconds: Object.fromEntries(seconds),
    ...(await readOf(live)),
  }
}

/** The last events of these kinds, the newest first: as far back as it pays to look. */
export const lastIn = async ({ store }: Live, { types, aggregate, limit }: LastWish): Promise<readonly Recorded[]> => {
  const found: Recorded[] = []
  const head = await store.head()
  for (let before = head; before > Math.max(0, head - mostBack) && found.length < limit; before -= page) {
    const after = Math.max(0, before - page)
    const events = (await store.read(after, page)).filter(e => e.position <= before)
    found.push(
      ...events.filter(e => (!types.length || types.includes(e.type)) && (aggregate === undefined || e.aggregate === aggregate)).reverse(),
    )
  }
  return found.slice(0, limit)
}

/** By question, whom money is asked of: whoever is not ours, and does not carry messages. */
const takers = ({ externals }: Context): ReadonlyMap<string, string> =>
  new Map(externals.filter(x => !('Send' in x.commands)).flatMap(x => Object.keys(x.commands).map(question => [question, x.name] as const)))
const monies = new WeakMap<Live, () => Promise<readonly MoneyState[]>>()
/** Payments that are on their way to a provider, and those of which it has not said what became of them. */
export const moneyOf = (board: Board, live: Live): Promise<readonly MoneyState[]> => {
  if (!live.node.context.externals.length) return Promise.resolve([])
  let read = monies.get(live)
  if (!read) monies.set(live, (read = seldom(() => lookForMoney(board, live), [], age)))
  return read()
}
const lookForMoney = async ({ system }: Board, { store, node: { context } }: Live): Promise<readonly MoneyState[]> => {
  const { timers } = await store.timers(0, most)
  const about = { system: system.name, context: context.name }
  const unknown: MoneyState[] = []
  for (const a of context.aggregates) {
    const states = unknownStates(a)
    if (!states.length) continue
    for (const { key, state } of (await store.list(whole(a.name, { states, limit: most }))).items)
      unknown.push(unknownMoney(about, context, a, key, state, timers))
  }
  const known = new Set(unknown.map(m => m.case))
  return [...unknown, ...timers.flatMap(t => underWay(about, context, t)).filter(m => !known.has(m.case))]
}
type About = Pick<MoneyState, 'system' | 'context'>
/** A state whose fields its system has named. */
type Kept = { readonly [field: string]: unknown }
/** A question about money that is out. */
const underWay = (about: About, context: Context, { at, case: kase, work }: Timer): readonly MoneyState[] => {
  const policy = work.kind === 'owed' ? context.policies[work.policy] : undefined
  if (work.kind !== 'owed' || policy?.kind !== 'atOnce') return []
  const { type, data } = policy.ask(work.event.data)
  const external = takers(context).get(type)
  if (external === undefined) return []
  return [{ ...about, case: kase, external, what: type, state: 'under way', amt: wonOf(data), since: work.event.time, next: at }]
}
/** A payment of which nobody has said what became of it. */
const unknownMoney = (about: About, context: Context, a: Aggregate, key: Key, state: Kept, timers: readonly Timer[]): MoneyState => {
  const field = a.case.find(f => state[f] !== undefined && state[f] !== null) ?? a.key
  const kase = `${field}/${(state[field] as Key | undefined) ?? key}`
  const next = Math.min(...timers.filter(t => t.case === kase).map(t => t.at))
  const asked = takers(context)
  return {
    ...about,
    case: kase,
    external: asked.get('Charge') ?? asked.values().next().value ?? '',
    what: a.name,
    state: 'unknown',
    amt: wonOf(state),
    since: typeof state.at === 'number' ? state.at : null,
    next: Number.isFinite(next) ? next : null,
  }
}
/** What systems call a sum of money. */
const sums = ['amt', 'amount', 'price', 'salePrice'] as const
/** What it is about, in won; null: it does not say. */
const wonOf = (data: Kept): number | null => {
  const amt = sums.map(name => data[name]).find(value => typeof value === 'number')
  return typeof amt === 'number' ? amt : null
}
