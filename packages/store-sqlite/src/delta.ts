import type { Key, Keyed, Recorded, Refusal, Row, Timer, Unit, Waiting } from '@jumun/core/runtime'

/** An item or a row as it is kept in memory. Version 0: there is nothing under this key. */
export interface Entry {
  readonly key: Key
  readonly version: number
  readonly id: number
  readonly state: any
  readonly seen: Row['seen'] | undefined
  readonly listed: boolean
  /** What was there before: before the flush, or, in what is unsettled, in the table. */
  readonly before: Entry | undefined
}
export interface Mark {
  readonly at: number
  readonly refused: Refusal | null
}
/** A timer or, null, that it is gone. */
export interface TimerChange {
  readonly timer: Timer | null
  /** No table can have it yet. */
  readonly fresh: boolean
  /** Where in the log the owed event lies; 0: not there, so the timer keeps it whole. */
  readonly position: number
}
/** Where the events of a case lie, and the number of its last public one. */
export interface Place {
  number: number
  readonly positions: number[]
}
type Audit = NonNullable<Unit['audit']>

/** What is written but not yet in the tables: the changes of a flush, or of all flushes since the tables were last settled. */
export class Delta {
  readonly entries = new Map<string, Map<Key, Entry>>()
  readonly marks = new Map<string, Mark>()
  readonly keys = new Map<string, Keyed>()
  readonly timers = new Map<string, TimerChange>()
  /** By source, then case. */
  readonly seen = new Map<string, Map<string, number>>()
  readonly progress = new Map<string, number>()
  readonly aside = new Map<string, { readonly source: string; readonly position: number; readonly waiting: Waiting | null }>()
  readonly audits: Audit[] = []
  /** The highest number that may be given without writing again. */
  readonly numbers = new Map<string, number>()
  readonly cases = new Map<string, Place>()

  entriesOf(table: string): Map<Key, Entry> {
    let found = this.entries.get(table)
    if (!found) this.entries.set(table, (found = new Map()))
    return found
  }
  setTimer(id: string, change: TimerChange): void {
    const before = this.timers.get(id)
    const fresh = before ? before.fresh : change.fresh
    // Most timers are done before any table has seen them.
    if (change.timer === null && fresh) this.timers.delete(id)
    else this.timers.set(id, fresh === change.fresh ? change : { ...change, fresh })
  }
  setSeen(source: string, kase: string, number: number): void {
    let cases = this.seen.get(source)
    if (!cases) this.seen.set(source, (cases = new Map()))
    if (number > (cases.get(kase) ?? 0)) cases.set(kase, number)
  }
  setProgress(source: string, position: number): void {
    if (position > (this.progress.get(source) ?? 0)) this.progress.set(source, position)
  }
  setAside(source: string, position: number, waiting: Waiting | null): void {
    this.aside.set(`${source} ${position}`, { source, position, waiting })
  }
  setNumber(of: string, number: number): void {
    if (number > (this.numbers.get(of) ?? 0)) this.numbers.set(of, number)
  }
  /** `number`: that of the last public event of the case, this one included. */
  place(name: string, position: number, number: number): void {
    const place = this.cases.get(name)
    if (!place) this.cases.set(name, { number, positions: [position] })
    else {
      place.positions.push(position)
      place.number = number
    }
  }

  /** Takes over what happened later. (Maps are walked with forEach: of each entry an iterator makes an array, thousands in a flush.) */
  add(later: Delta): void {
    later.entries.forEach((entries, table) => {
      const mine = this.entriesOf(table)
      entries.forEach((entry, key) => {
        const earlier = mine.get(key)
        mine.set(key, earlier ? { ...entry, before: earlier.before } : entry)
      })
    })
    later.marks.forEach((mark, id) => this.marks.set(id, mark))
    later.keys.forEach((keyed, name) => this.keys.set(name, keyed))
    later.timers.forEach((change, id) => this.setTimer(id, change))
    later.seen.forEach((cases, source) => cases.forEach((number, kase) => this.setSeen(source, kase, number)))
    later.progress.forEach((position, source) => this.setProgress(source, position))
    later.aside.forEach((change, place) => this.aside.set(place, change))
    for (const audit of later.audits) this.audits.push(audit)
    later.numbers.forEach((number, of) => this.setNumber(of, number))
    later.cases.forEach((place, name) => {
      const mine = this.cases.get(name)
      if (!mine) this.cases.set(name, place)
      else {
        for (const position of place.positions) mine.positions.push(position)
        mine.number = place.number
      }
    })
  }
}

/** What a timer's work looks like at rest: an owed event is named by its place in the log. */
export const restingWork = (work: Timer['work'], position: number): unknown =>
  work.kind === 'owed' && position ? { kind: 'owed', policy: work.policy, position } : work

/** A delta as one text for the journal. Where events lie is not in it: the log says that. */
export const written = (delta: Delta): string => {
  const items: unknown[] = []
  delta.entries.forEach((entries, table) => {
    entries.forEach(({ key, version, id, listed, state, seen }) => items.push([table, key, version, id, listed ? 1 : 0, state, seen]))
  })
  const timers: unknown[] = []
  delta.timers.forEach(({ timer, position }, id) =>
    timers.push(timer ? [id, timer.at, timer.case, restingWork(timer.work, position)] : [id]),
  )
  const marks: unknown[] = []
  delta.marks.forEach(({ at, refused }, id) => marks.push(refused ? [id, at, refused] : [id, at]))
  const seen: unknown[] = []
  delta.seen.forEach((cases, source) => cases.forEach((number, kase) => seen.push([source, kase, number])))
  return JSON.stringify([
    items,
    marks,
    timers,
    seen,
    [...delta.progress],
    [...delta.keys.values()],
    [...delta.aside.values()],
    delta.audits,
    [...delta.numbers],
  ])
}

/** Reads what `written` wrote. `at` brings an event by its place in the log. */
export const readDelta = (text: string, at: (position: number) => Recorded): Delta => {
  const delta = new Delta()
  const [items, marks, timers, seen, progress, keys, aside, audits, numbers] = JSON.parse(text)
  for (const [table, key, version, id, listed, state, rowSeen] of items)
    delta.entriesOf(table).set(key, { key, version, id, state, seen: rowSeen ?? undefined, listed: listed === 1, before: undefined })
  for (const [id, time, refused] of marks) delta.marks.set(id, { at: time, refused: refused ?? null })
  for (const [id, time, kase, work] of timers)
    delta.setTimer(id, {
      timer: work ? { id, at: time, case: kase, work: wokenWork(work, at) } : null,
      fresh: false,
      position: work?.position ?? 0,
    })
  for (const [source, kase, number] of seen) delta.setSeen(source, kase, number)
  for (const [source, position] of progress) delta.setProgress(source, position)
  for (const keyed of keys) delta.keys.set(keyed.name, keyed)
  for (const { source, position, waiting } of aside) delta.setAside(source, position, waiting)
  delta.audits.push(...audits)
  for (const [of, number] of numbers) delta.setNumber(of, number)
  return delta
}

export const wokenWork = (work: any, at: (position: number) => Recorded): Timer['work'] =>
  work.kind === 'owed' && work.position ? { kind: 'owed', event: at(work.position), policy: work.policy } : work
