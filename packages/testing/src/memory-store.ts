import {
  type Committed,
  Conflict,
  type Item,
  type Key,
  type Kept,
  type Keyed,
  marksAfter,
  type Recorded,
  type Refusal,
  type Row,
  stepsOf,
  type Store,
  type Table,
  type Timer,
  Unavailable,
  type Unit,
  type Waiting,
} from '@jumun/core/runtime'
import { unfit } from '@jumun/core/runtime'

/** One kept item or row. */
interface Thing {
  readonly key: Key
  readonly version: number
  readonly id: number
  readonly state: any
  readonly seen: Row['seen']
  readonly listed: boolean
}

/** Freezes plain data to its leaves; what is frozen already is taken as done. */
export const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const inner of Object.values(value)) frozen(inner)
  return value
}

/** Compares as stores sort: nothing first, then false, true, numbers, texts by code point. */
const compare = (a: any, b: any): number => {
  const none = Number(b === undefined || b === null) - Number(a === undefined || a === null)
  return none || (a === undefined || a === null ? 0 : a < b ? -1 : a > b ? 1 : 0)
}

/** When a unit was made, as far as it says so. */
const timeOf = (unit: Unit): number | undefined => unit.events?.[0]?.time ?? unit.keyed?.at ?? unit.audit?.time

/**
 * The Store's promises in the plainest form, in memory: for tests, and for simulations in which replicas share it. Every call does its
 * work at once, there is no clock and no chance in it. What it is given is frozen, so nobody can change what it keeps.
 */
export const memoryStore = (tables: readonly Table[]): Store => {
  const kept = new Map(tables.map(t => [t.name, new Map<Key, Thing>()]))
  const numbers = new Map<string, number>()
  const log: Recorded[] = []
  const stories = new Map<string, Recorded[]>()
  const caseNumbers = new Map<string, number>()
  const marks = new Map<string, { readonly refused: Refusal | null; readonly at: number }>()
  const keys = new Map<string, Keyed>()
  const timers = new Map<string, Timer>()
  const leases = new Map<string, number>()
  const turns = new Map<string, { readonly holder: string; readonly until: number }>()
  const seen = new Map<string, NonNullable<Unit['seen']>[number]>()
  const progress = new Map<string, number>()
  const aside = new Map<string, Waiting>()
  const audits: NonNullable<Unit['audit']>[] = []
  const notes = new Map<string, string>()
  let latest = 0
  let closed = false

  const of = (name: string): Map<Key, Thing> => {
    const found = kept.get(name)
    if (!found) throw new Error(`the store has no table ${name}`)
    return found
  }
  const tableOf = (name: string): Table => {
    of(name)
    return tables.find(t => t.name === name)!
  }
  const late = (a: Timer, b: Timer): number => a.at - b.at || compare(a.id, b.id)
  const place = (source: string, name: string | number): string => `${source} ${name}`
  const itemStory = (aggregate: string, key: Key): string => `item ${JSON.stringify([aggregate, key])}`
  const tell = (story: string, event: Recorded): void => {
    const told = stories.get(story)
    if (told) told.push(event)
    else stories.set(story, [event])
  }

  const conflict = (unit: Unit): Conflict['over'] | undefined => {
    if (unit.mark !== undefined && marks.has(unit.mark)) return 'mark'
    if (unit.keyed && keys.has(unit.keyed.name)) return 'key'
    if (unit.item && (of(unit.item.aggregate).get(unit.item.key)?.version ?? 0) !== unit.item.version) return 'version'
    if (unit.follows && of(unit.follows.aggregate).get(unit.follows.key)?.state !== unit.follows.state) return 'version'
    if (unit.rows?.some(row => (of(row.view).get(row.key)?.version ?? 0) !== row.version)) return 'version'
    return undefined
  }

  const keep = (name: string, it: Thing): void => {
    of(name).set(it.key, it)
    if (it.id > (numbers.get(name) ?? 0)) numbers.set(name, it.id)
  }

  const commit = (unit: Unit): Committed => {
    if (closed) throw new Unavailable('the store is closed')
    const why = unfit(unit, tableOf)
    if (why) throw why
    const over = conflict(unit)
    if (over) throw new Conflict(over)
    frozen(unit)
    latest = Math.max(latest, timeOf(unit) ?? 0)
    const events = (unit.events ?? []).map((event, i) => {
      const number = unit.public?.[i] ? (caseNumbers.get(event.case) ?? 0) + 1 : null
      if (number !== null) caseNumbers.set(event.case, number)
      const recorded: Recorded = frozen({ ...event, number, position: log.length + 1 })
      log.push(recorded)
      tell(`case ${event.case}`, recorded)
      tell(itemStory(event.aggregate, event.key), recorded)
      return recorded
    })
    if (unit.mark !== undefined) marks.set(unit.mark, { refused: unit.refused ?? null, at: timeOf(unit) ?? latest })
    if (unit.keyed) keys.set(unit.keyed.name, unit.keyed)
    if (unit.item) {
      const { aggregate, key, version, id, state, listed } = unit.item
      keep(aggregate, { key, version: version + stepsOf(unit.item, events.length), id, state, seen: {}, listed })
    }
    for (const { view, key, version, id, value, seen, listed } of unit.rows ?? [])
      keep(view, { key, version: version + 1, id, state: value, seen, listed })
    for (const { view, key } of unit.gone ?? []) of(view).delete(key)
    for (const timer of unit.timers ?? []) {
      const event = timer.work.kind === 'owed' ? events.find(e => timer.work.kind === 'owed' && e.id === timer.work.event.id) : undefined
      timers.set(timer.id, event && timer.work.kind === 'owed' ? frozen({ ...timer, work: { ...timer.work, event } }) : timer)
      leases.delete(timer.id)
    }
    for (const id of unit.done ?? []) {
      timers.delete(id)
      leases.delete(id)
    }
    for (const s of unit.seen ?? []) if (s.number > (seen.get(place(s.source, s.case))?.number ?? 0)) seen.set(place(s.source, s.case), s)
    for (const [source, position] of Object.entries(unit.progress ?? {}))
      progress.set(source, Math.max(position, progress.get(source) ?? 0))
    for (const waiting of unit.aside ?? []) aside.set(place(waiting.source, waiting.event.position), waiting)
    for (const { source, position } of unit.resumed ?? []) aside.delete(place(source, position))
    if (unit.audit) audits.push(unit.audit)
    return Object.freeze(events)
  }

  async function* dump(): AsyncGenerator<Kept> {
    for (const event of log) yield { kind: 'event', event }
    for (const { name, kind } of tables)
      for (const { key, version, id, state, seen, listed } of of(name).values())
        yield kind === 'item'
          ? { kind, aggregate: name, key, version, id, state, listed }
          : { kind, view: name, key, version, id, value: state, seen, listed }
    for (const [id, { at, refused }] of marks) yield { kind: 'mark', id, at, refused }
    for (const keyed of keys.values()) yield { kind: 'keyed', keyed }
    for (const timer of timers.values()) yield { kind: 'timer', timer }
    for (const { source, case: kase, number } of seen.values()) yield { kind: 'seen', source, case: kase, number }
    for (const [source, position] of progress) yield { kind: 'progress', source, position }
    for (const waiting of aside.values()) yield { kind: 'aside', waiting }
    for (const audit of audits) yield { kind: 'audit', audit }
    for (const [name, number] of numbers) yield { kind: 'number', of: name, number }
    for (const [name, text] of notes) yield { kind: 'note', name, text }
  }
  const take = (thing: Kept): void => {
    frozen(thing)
    switch (thing.kind) {
      case 'event': {
        const { event } = thing
        log.push(event)
        tell(`case ${event.case}`, event)
        tell(itemStory(event.aggregate, event.key), event)
        if (event.number !== null) caseNumbers.set(event.case, event.number)
        latest = Math.max(latest, event.time)
        return
      }
      case 'item':
        return keep(thing.aggregate, { ...thing, seen: {} })
      case 'row':
        return keep(thing.view, { ...thing, state: thing.value })
      case 'mark':
        return void marks.set(thing.id, thing)
      case 'keyed':
        return void keys.set(thing.keyed.name, thing.keyed)
      case 'timer':
        return void timers.set(thing.timer.id, thing.timer)
      case 'seen':
        return void seen.set(place(thing.source, thing.case), thing)
      case 'progress':
        return void progress.set(thing.source, thing.position)
      case 'aside':
        return void aside.set(place(thing.waiting.source, thing.waiting.event.position), thing.waiting)
      case 'audit':
        return void audits.push(thing.audit)
      case 'number':
        return void numbers.set(thing.of, Math.max(thing.number, numbers.get(thing.of) ?? 0))
      case 'note':
        return void notes.set(thing.name, thing.text)
    }
  }

  const shown = ({ key, version, id, state }: Thing) => ({ key, version, id, state })

  return {
    takesFollowers: true,
    async load(aggregate, key): Promise<Item | undefined> {
      const it = of(aggregate).get(key)
      return it && { version: it.version, id: it.id, state: it.state }
    },
    async row(view, key): Promise<Row | undefined> {
      const it = of(view).get(key)
      return it && { version: it.version, id: it.id, value: it.state, seen: it.seen }
    },
    async byId(name, id) {
      for (const it of of(name).values()) if (it.id === id) return shown(it)
      return undefined
    },
    async list({ of: name, where, states, hidden, sort, offset, limit, after }) {
      const wanted = Object.entries(where)
      const found = [...of(name).values()].filter(
        it =>
          (hidden || it.listed) &&
          (!states || states.includes(it.state.status)) &&
          wanted.every(([field, value]) => value !== null && it.state[field] === value),
      )
      const field = (it: Thing, name: string): any => (name === 'id' ? it.id : it.state[name])
      const inOrder = (a: Thing, b: Thing): number => {
        for (const s of sort) {
          const order = compare(field(a, s.field), field(b, s.field))
          if (order) return s.descending ? -order : order
        }
        return a.id - b.id
      }
      found.sort(inOrder)
      if (after !== undefined) {
        const last = [...of(name).values()].find(it => it.id === after)
        return {
          items: last
            ? found
                .filter(it => inOrder(it, last) > 0)
                .slice(0, limit)
                .map(shown)
            : [],
          total: found.length,
        }
      }
      return { items: found.slice(offset, offset + limit).map(shown), total: found.length }
    },
    async allot(name) {
      const next = (numbers.get(name) ?? 0) + 1
      numbers.set(name, next)
      return next
    },
    async commit(unit) {
      return commit(unit)
    },
    async marked(id) {
      return marks.get(id)?.refused
    },
    async keyed(name) {
      return keys.get(name)
    },
    async read(after, limit) {
      return log.slice(after, after + limit)
    },
    async eventsOf(which) {
      return [...(stories.get('case' in which ? `case ${which.case}` : itemStory(which.aggregate, which.key)) ?? [])]
    },
    async head() {
      return log.length
    },
    async due(now, limit, lease) {
      // a lease that ends later than one of this moment was given before the clock was set back
      const free = (t: Timer): number => {
        const until = leases.get(t.id) ?? t.at
        return until > now + lease ? t.at : Math.max(t.at, until)
      }
      const ready = [...timers.values()]
        .filter(t => free(t) <= now)
        .sort(late)
        .slice(0, limit)
      for (const t of ready) leases.set(t.id, now + lease)
      let next = Number.POSITIVE_INFINITY
      for (const t of timers.values()) next = Math.min(next, free(t))
      return { timers: ready, next }
    },
    async timersOf(kase) {
      return [...timers.values()].filter(t => t.case === kase).sort(late)
    },
    async timers(offset, limit) {
      return { timers: [...timers.values()].sort(late).slice(offset, offset + limit), total: timers.size }
    },
    async progress(source) {
      return progress.get(source) ?? 0
    },
    async seen(source, kase) {
      return seen.get(place(source, kase))?.number ?? 0
    },
    async aside() {
      return [...aside.values()].sort((a, b) => compare(a.source, b.source) || a.event.position - b.event.position)
    },
    async isAside(source, position) {
      return aside.has(place(source, position))
    },
    async audits(offset, limit) {
      return audits.toReversed().slice(offset, offset + limit)
    },
    async forget(before) {
      // A mark from before anything told the time is kept.
      const undone = [...aside.values()].map(w => marksAfter(w.event))
      const isNeeded = (id: string): boolean => timers.has(id) || undone.some(([from, end]) => id >= from && id < end)
      for (const [id, mark] of marks) if (mark.at && mark.at < before && !isNeeded(id)) marks.delete(id)
      for (const [name, key] of keys) if (key.at < before) keys.delete(name)
    },
    async lease(name, holder, ms) {
      const turn = turns.get(name)
      if (turn && turn.holder !== holder && turn.until > Date.now()) return false
      turns.set(name, { holder, until: Date.now() + ms })
      return true
    },
    async noted(name) {
      return notes.get(name)
    },
    async note(name, text) {
      if (closed) throw new Unavailable('the store is closed')
      notes.set(name, text)
    },
    dump,
    async fill(things) {
      if (log.length || marks.size || numbers.size || timers.size || progress.size) throw new Error('this store is not empty')
      for await (const thing of things) take(thing)
    },
    async rewrite(change) {
      const all: Kept[] = []
      for await (const thing of dump()) all.push(change(thing))
      const maps = [...kept.values(), numbers, stories, caseNumbers, marks, keys, timers, leases, seen, progress, aside, notes]
      for (const map of maps) map.clear()
      log.length = 0
      audits.length = 0
      for (const thing of all) take(thing)
    },
    async counts() {
      const sizes = Object.fromEntries([...kept].map(([name, rows]) => [name, rows.size]))
      return {
        ...sizes,
        events: log.length,
        marks: marks.size,
        keys: keys.size,
        timers: timers.size,
        aside: aside.size,
        audits: audits.length,
      }
    },
    async close() {
      closed = true
    },
  }
}
