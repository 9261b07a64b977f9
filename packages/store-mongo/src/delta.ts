import type { Key, Keyed, Recorded, Refusal, Row, Timer, Unit, Waiting } from '@jumun/core/runtime'

/** An item or a row. Version 0: there is nothing under this key. */
export interface Entry {
  readonly key: Key
  readonly version: number
  readonly id: number
  readonly state: any
  readonly seen: Row['seen'] | undefined
  readonly listed: boolean
  /** The page of the journal that says so: of two, the later one is right. */
  readonly page: number
}
export interface Mark {
  readonly at: number
  readonly refused: Refusal | null
}
/** Of a case: the number of its last public event, where its events lie, and what was heard of it from other contexts. */
export interface Told {
  number: number
  readonly positions: number[]
  readonly seen: Map<string, number>
}
/** A timer or, null, that it is gone. */
export interface TimerChange {
  readonly timer: Timer | null
  readonly page: number
}
type Audit = NonNullable<Unit['audit']>
/** By status how many are listed, and how many there are. */
export type Sums = Map<string, Map<string, readonly [listed: number, all: number]>>

/** What one page of the journal changes, or several: what is committed and perhaps not yet in the collections. */
export class Delta {
  page = 0
  readonly events: Recorded[] = []
  readonly entries = new Map<string, Map<Key, Entry>>()
  readonly marks = new Map<string, Mark>()
  readonly keys = new Map<string, Keyed>()
  readonly timers = new Map<string, TimerChange>()
  readonly cases = new Map<string, Told>()
  readonly progress = new Map<string, number>()
  readonly aside = new Map<
    string,
    { readonly source: string; readonly position: number; readonly waiting: Waiting | null; readonly page: number }
  >()
  readonly audits: { readonly audit: Audit; readonly page: number; readonly place: number }[] = []
  readonly sums: Sums = new Map()
  units = 0

  get isEmpty(): boolean {
    return this.units === 0
  }
  entriesOf(table: string): Map<Key, Entry> {
    let found = this.entries.get(table)
    if (!found) this.entries.set(table, (found = new Map()))
    return found
  }
  told(name: string): Told {
    let told = this.cases.get(name)
    if (!told) this.cases.set(name, (told = { number: 0, positions: [], seen: new Map() }))
    return told
  }
  setSeen(kase: string, source: string, number: number): void {
    const { seen } = this.told(kase)
    seen.set(source, Math.max(number, seen.get(source) ?? 0))
  }
  setProgress(source: string, position: number): void {
    this.progress.set(source, Math.max(position, this.progress.get(source) ?? 0))
  }
  setAside(source: string, position: number, waiting: Waiting | null, page: number): void {
    this.aside.set(`${source} ${position}`, { source, position, waiting, page })
  }
  count(table: string, entry: Entry, by: 1 | -1): void {
    if (entry.version > 0) addSum(this.sums, table, entry.state.status ?? '', entry.listed ? by : 0, by)
  }

  /** Takes over what happened later. */
  add(later: Delta): void {
    this.page = later.page
    this.units += later.units
    for (const event of later.events) this.events.push(event)
    for (const [table, entries] of later.entries) {
      const mine = this.entriesOf(table)
      for (const [key, entry] of entries) mine.set(key, entry)
    }
    for (const [id, mark] of later.marks) this.marks.set(id, mark)
    for (const [name, keyed] of later.keys) this.keys.set(name, keyed)
    for (const [id, change] of later.timers) this.timers.set(id, change)
    for (const [name, { number, positions, seen }] of later.cases) {
      const mine = this.told(name)
      mine.number = Math.max(mine.number, number)
      for (const position of positions) mine.positions.push(position)
      for (const [source, heard] of seen) this.setSeen(name, source, heard)
    }
    for (const [source, position] of later.progress) this.setProgress(source, position)
    for (const [place, change] of later.aside) this.aside.set(place, change)
    for (const audit of later.audits) this.audits.push(audit)
    addSums(this.sums, later.sums)
  }
}

const addSum = (to: Sums, table: string, status: string, listed: number, all: number): void => {
  let sums = to.get(table)
  if (!sums) to.set(table, (sums = new Map()))
  const sum = sums.get(status)
  sums.set(status, [(sum?.[0] ?? 0) + listed, (sum?.[1] ?? 0) + all])
}
export const addSums = (to: Sums, more: Sums): void => {
  for (const [table, sums] of more) for (const [status, [listed, all]] of sums) addSum(to, table, status, listed, all)
}
export const sumsText = (sums: Sums): unknown =>
  [...sums].map(([table, of]) => [table, [...of].map(([status, [listed, all]]) => [status, listed, all])])
export const readSums = (written: readonly any[]): Sums =>
  new Map(written.map(([table, of]) => [table, new Map(of.map(([status, listed, all]: any) => [status, [listed, all]]))]))

/** The name under which the events of an item are found where no case is named after it. */
export const itemCase = (aggregate: string, key: Key): string => `item ${JSON.stringify([aggregate, key])}`
/** The kind of case that is named after the item's own key: its index serves the item too. */
export const kindOf = ({ case: kase, key }: Pick<Recorded, 'case' | 'key'>): string | undefined => {
  const end = `/${key}`
  return kase.endsWith(end) ? kase.slice(0, -end.length) : undefined
}

/** A page as one text for the journal. An owed event that the page itself says is named by its place. */
export const written = (delta: Delta): string => {
  const entries: unknown[] = []
  for (const [table, of] of delta.entries)
    for (const { key, version, id, state, seen, listed } of of.values())
      entries.push([table, key, version, id, listed ? 1 : 0, state, seen])
  const own = new Set(delta.events)
  const timers: unknown[] = []
  for (const [id, { timer }] of delta.timers) {
    if (!timer) timers.push([id])
    else {
      const { work } = timer
      timers.push([
        id,
        timer.at,
        timer.case,
        work.kind === 'owed' && own.has(work.event) ? { kind: 'owed', policy: work.policy, position: work.event.position } : work,
      ])
    }
  }
  return JSON.stringify([
    delta.units,
    delta.events,
    entries,
    [...delta.marks].map(([id, { at, refused }]) => (refused ? [id, at, refused] : [id, at])),
    [...delta.keys.values()],
    timers,
    [...delta.cases].flatMap(([name, { seen }]) => [...seen].map(([source, number]) => [name, source, number])),
    [...delta.progress],
    [...delta.aside.values()].map(({ source, position, waiting }) => [source, position, waiting]),
    delta.audits.map(({ audit }) => audit),
    sumsText(delta.sums),
  ])
}

/** Reads what `written` wrote. */
export const readDelta = (page: number, text: string): Delta => {
  const delta = new Delta()
  delta.page = page
  const [units, events, entries, marks, keys, timers, seen, progress, aside, audits, sums] = JSON.parse(text)
  delta.units = units
  for (const event of events) {
    delta.events.push(frozen(event))
    index(event, delta)
  }
  for (const [table, key, version, id, listed, state, rowSeen] of entries)
    delta
      .entriesOf(table)
      .set(key, { key, version, id, state: frozen(state), seen: frozen(rowSeen ?? undefined), listed: listed === 1, page })
  for (const [id, at, refused] of marks) delta.marks.set(id, { at, refused: refused ?? null })
  for (const keyed of keys) delta.keys.set(keyed.name, frozen(keyed))
  for (const [id, at, kase, work] of timers)
    delta.timers.set(id, { timer: work ? frozen({ id, at, case: kase, work: woken(work, delta) }) : null, page })
  for (const [name, source, number] of seen) delta.setSeen(name, source, number)
  for (const [source, position] of progress) delta.setProgress(source, position)
  for (const [source, position, waiting] of aside) delta.setAside(source, position, frozen(waiting), page)
  for (const [place, audit] of audits.entries()) delta.audits.push({ audit: frozen(audit), page, place })
  addSums(delta.sums, readSums(sums))
  return delta
}
const woken = (work: any, { events }: Delta): Timer['work'] =>
  work.position === undefined ? work : { kind: 'owed', event: events[work.position - events[0]!.position]!, policy: work.policy }

/** Notes where an event lies: under its case, and under its item where the case does not name it. */
export const index = (event: Recorded, delta: Delta): void => {
  const told = delta.told(event.case)
  told.positions.push(event.position)
  if (event.number !== null) told.number = event.number
  if (kindOf(event) === undefined) delta.told(itemCase(event.aggregate, event.key)).positions.push(event.position)
}

/** Freezes plain data to its leaves; what is frozen already is taken as done. */
export const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const inner of Object.values(value)) frozen(inner)
  return value
}
