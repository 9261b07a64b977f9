import { X509Certificate } from 'node:crypto'
import { readFile, statfs } from 'node:fs/promises'
import type { Aggregate, Context } from '@jumun/core/model'
import type { Consumer, Measure, Recorded, Store } from '@jumun/core/runtime'
import type { Count, Families, Reading, Spread } from '@jumun/instruments'
import { taskNotes } from './holding.ts'
import type { Board } from './board.ts'
import type { Live } from './running.ts'

/** How old what is read from a store may be, in ms; and how many times as long as the reading took it is kept at least. */
const [age, rest] = [15_000, 100]

/** So many of each second are measured, and beyond that one of so many: where little is done all of it, where much is done a sample. */
const [eachSecond, oneOf] = [20, 32]
/** Counts seconds for all of them, from when somebody measures. */
let second = 0
let counting: NodeJS.Timeout | undefined
/** Which of many things is measured. No clock is asked for the others. */
const sample = (): (() => boolean) => {
  counting ??= setInterval(() => second++, 1000).unref()
  let left = eachSecond
  let mine = second
  let n = 0
  return () => {
    if (mine !== second) {
      mine = second
      left = eachSecond
    }
    return left > 0 ? left-- > 0 : ++n % oneOf === 0
  }
}
/** Measures what the runtime does, into the families of its context. What is observed often is looked up once. */
export const measureOf = (families: Families): Measure => {
  const spreads = new Map<string, Spread>()
  const spreadOf = (name: 'jumun_command_seconds' | 'jumun_policy_seconds', what: string, outcome: string): Spread => {
    const id = `${what} ${outcome}`
    let found = spreads.get(id)
    if (!found) spreads.set(id, (found = families.spread(name, what, outcome)))
    return found
  }
  return {
    wants: sample(),
    command: (type, outcome, took) => spreadOf('jumun_command_seconds', type, outcome).observe(took / 1000),
    policy: (name, outcome, took) => spreadOf('jumun_policy_seconds', name, outcome).observe(took / 1000),
  }
}
/** Counts what was committed. */
export const countOf = (families: Families): ((events: readonly Recorded[]) => void) => {
  const counts = new Map<string, Count>()
  const sizes = families.spread('jumun_commit_events')
  return events => {
    sizes.observe(events.length)
    for (const { type } of events) {
      let count = counts.get(type)
      if (!count) counts.set(type, (count = families.count('jumun_events_total', type)))
      count.inc()
    }
  }
}
/** The same consumer, with how long after its time it was done with each event. */
export const heard = (consumer: Consumer, families: Families): Consumer => {
  const delays = new Map([...consumer.wants.keys()].map(source => [source, families.spread('jumun_event_delay_seconds', source)]))
  const unheard = () => {} // the bus says so
  const wants = sample()
  return {
    context: consumer.context,
    wants: consumer.wants,
    deliver: event => {
      const done = consumer.deliver(event)
      if (wants()) done.then(() => delays.get(event.source)?.observe((Date.now() - event.time) / 1000), unheard)
      return done
    },
    ...(consumer.unreadable ? { unreadable: message => consumer.unreadable!(message) } : {}),
    ...(consumer.assigned ? { assigned: () => consumer.assigned!() } : {}),
    ...(consumer.meets ? { meets: (source, log) => consumer.meets!(source, log) } : {}),
    progress: source => consumer.progress(source),
    reached: places => consumer.reached(places),
  }
}

/** The states in which a provider has not said yet whether it charged. */
export const unknownStates = ({ evolve, events }: Aggregate): readonly string[] =>
  'PaymentUnknown' in events ? [evolve['PaymentUnknown']!({}, { round: 0, at: 0 }).status] : []

const countIn = async (
  store: Store,
  of: string,
  where: { readonly states?: readonly string[]; readonly where?: object },
): Promise<number> => (await store.list({ of, where: {}, hidden: true, sort: [], offset: 0, limit: 1, ...where })).total

/** How many items are in which state: each state is counted in the store. */
const itemsOf = async (store: Store, { aggregates, routes }: Context): Promise<readonly Reading[]> => {
  const readings: Reading[] = []
  for (const a of aggregates) {
    let unknown = 0
    for (const state of a.states) {
      const value = await countIn(store, a.name, { states: [state] })
      readings.push({ name: 'jumun_items', labels: { item: a.name, state }, value })
      if (unknownStates(a).includes(state)) unknown += value
    }
    if (unknownStates(a).length) readings.push({ name: 'jumun_payments_unknown', labels: { item: a.name }, value: unknown })
  }
  const notes = Object.entries(await taskNotes(store))
  for (const [collection, { of, tasks = [] }] of Object.entries(routes)) {
    if (!tasks.length) continue
    const states = tasks.filter(t => typeof t === 'string')
    const counts = [
      ...(states.length ? [countIn(store, of.name, { states })] : []),
      ...tasks.flatMap(where => (typeof where === 'string' ? [] : [countIn(store, of.name, { where })])),
    ]
    const mine = notes.flatMap(([key, said]) => (key.startsWith(`${collection}/`) ? [said] : []))
    const resolved = mine.filter(n => n.resolved).length
    const overdue = mine.filter(n => !n.resolved && n.deadline !== undefined && n.deadline < Date.now()).length
    const value = Math.max(0, (await Promise.all(counts)).reduce((sum, n) => sum + n, 0) - resolved)
    readings.push({ name: 'jumun_tasks', labels: { collection }, value })
    readings.push({ name: 'jumun_tasks_overdue', labels: { collection }, value: Math.min(value, overdue) })
  }
  return readings
}
/** So many timers are looked through at most for the first that should have rung. */
const mostTimers = 1000
/**
 * Late is a time limit that nobody has tried yet: what is owed is asked again and again, and what is stuck is told among what is parked.
 */
const timersOf = async ({ store, node }: Live): Promise<readonly Reading[]> => {
  const now = Date.now()
  const stuck = new Set(node.ringing.stuck().map(s => s.timer.id))
  const { timers, total } = await store.timers(0, mostTimers)
  const first = timers.find(t => t.work.kind === 'command' && !stuck.has(t.id))
  return [
    { name: 'jumun_timers', value: total },
    { name: 'jumun_timers_late_seconds', value: first ? Math.max(0, now - first.at) / 1000 : 0 },
  ]
}
/**
 * What a reading costs is bounded: it is made again when it is old, and when it has paid for itself. What cannot be read now is `nothing`.
 * `least`: how old it gets at least, in ms.
 */
export const seldom = <T>(read: () => Promise<T>, nothing: T, least = age): (() => Promise<T>) => {
  let until = 0
  let made: Promise<T> = Promise.resolve(nothing)
  return () => {
    const began = performance.now()
    if (began < until) return made
    until = Number.POSITIVE_INFINITY
    return (made = read()
      .catch(() => nothing)
      .finally(() => (until = performance.now() + Math.max(least, rest * (performance.now() - began)))))
  }
}

/** What operators hold back here, and what they do not. */
const heldIn = ({ inbox, node }: Live): readonly Reading[] => {
  const { holds } = inbox
  const policies = Object.entries(node.context.policies).flatMap(([name, p]) => (p.kind === 'whenever' ? [name] : []))
  return [
    ...[...inbox.wants.keys()].map(
      (source): Reading => ({
        name: 'jumun_consumer_paused',
        labels: { source },
        value: holds.has('source', source) ? 1 : 0,
      }),
    ),
    ...policies.map(
      (policy): Reading => ({
        name: 'jumun_policy_paused',
        labels: { policy },
        value: holds.has('policy', policy) ? 1 : 0,
      }),
    ),
  ]
}

/** What is read of a context when somebody looks. `folder`: where its embedded store lies; undefined: it has none. */
export const readContext = (live: Live, folder: string | undefined): void => {
  const { families, node, store, inbox } = live
  families.reads(seldom(() => itemsOf(store, node.context), []))
  families.reads(seldom(() => timersOf(live), []))
  families.reads(() => heldIn(live))
  families.reads(async () =>
    Object.entries(await live.lag().catch(() => ({}) as { readonly [source: string]: number })).map(
      ([source, value]): Reading => ({ name: 'jumun_consumer_lag_events', labels: { source }, value }),
    ),
  )
  families.reads(() => {
    const waiting = [...inbox.lanesAside().map(l => l.waiting[0]!.since), ...node.ringing.stuck().map(s => s.since)]
    const oldest = waiting.length ? (Date.now() - Math.min(...waiting)) / 1000 : 0
    return [
      { name: 'jumun_parked_cases', value: waiting.length },
      { name: 'jumun_parked_oldest_seconds', value: oldest },
      { name: 'jumun_store_unwritable', value: node.cannotWrite ? 1 : 0 },
    ]
  })
  if (folder !== undefined)
    families.reads(async () => {
      const { bsize, blocks, bavail } = await statfs(folder)
      return [
        { name: 'jumun_disk_free_bytes', value: bsize * bavail },
        { name: 'jumun_disk_bytes', value: bsize * blocks },
      ]
    })
}

/** Which contexts of this process run. */
export const readBoards = (families: Families, boards: ReadonlyMap<string, Board>): void =>
  families.reads(() =>
    [...boards].flatMap(([system, { places }]) =>
      [...places].map(
        ([context, place]): Reading => ({
          name: 'jumun_context_up',
          labels: { system, context, level: place.context.level },
          value: place.server ? 1 : 0,
        }),
      ),
    ),
  )
/** When the certificate ends that lies in this file. One that cannot be read is told of by the log. */
export const readCertificate = (families: Families, file: string): void =>
  families.reads(
    seldom(async (): Promise<readonly Reading[]> => {
      const { validToDate } = new X509Certificate(await readFile(file))
      return [{ name: 'jumun_certificate_ends_seconds', value: validToDate.getTime() / 1000 }]
    }, []),
  )
