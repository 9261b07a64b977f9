import {
  type Committed,
  Conflict,
  type Kept,
  type Key,
  type Recorded,
  stepsOf,
  type Table,
  type Timer,
  type Unit,
  unfit,
} from '@jumun/core/runtime'
import type { Book } from './book.ts'
import type { Delta, Entry } from './delta.ts'
import type { Sequences } from './sequences.ts'
import { frozen, type Tab } from './tab.ts'

/** What is to be written: a unit, and besides what only the store itself asks for. */
export interface Wish {
  readonly unit: Unit
  /** A sequence that needs more numbers. */
  readonly reserve: string | undefined
  /** What another store kept, to be taken as it is. */
  readonly kept: readonly Kept[] | undefined
  readonly note: Note | undefined
}
export interface Note {
  readonly name: string
  readonly text: string
}
const none: Committed = Object.freeze([])

/** Says which units may go into a flush, and takes them in: what they change, and the positions and numbers of their events. */
export class Admission {
  readonly #book: Book
  readonly #sequences: Sequences
  readonly #note: (note: Note) => void

  constructor(book: Book, sequences: Sequences, note: (note: Note) => void) {
    this.#book = book
    this.#sequences = sequences
    this.#note = note
  }

  #now(tab: Tab, key: Key, flush: Delta): Entry {
    return flush.entries.get(tab.table.name)?.get(key) ?? tab.get(key, this.#book.unsettled)
  }
  readonly #tableOf = (name: string): Table => this.#book.tab(name).table
  /** Why this unit cannot be committed behind those that are in the flush; undefined: it can. */
  conflict(unit: Unit, flush: Delta): Conflict | Error | undefined {
    const book = this.#book
    const { mark, keyed, item, rows, gone, follows } = unit
    const why = unfit(unit, this.#tableOf)
    if (why) return why
    if (mark !== undefined && (flush.marks.has(mark) || book.marked(mark) !== undefined)) return new Conflict('mark')
    if (keyed && (flush.keys.has(keyed.name) || book.keyed(keyed.name))) return new Conflict('key')
    if (item && this.#now(book.tab(item.aggregate), item.key, flush).version !== item.version) return new Conflict('version')
    if (follows && this.#now(book.tab(follows.aggregate), follows.key, flush).state !== follows.state) return new Conflict('version')
    if (rows)
      for (const row of rows) if (this.#now(book.tab(row.view), row.key, flush).version !== row.version) return new Conflict('version')
    if (gone) for (const { view } of gone) book.tab(view)
    return undefined
  }
  /** Takes a unit into the flush: gives its events their positions and numbers. */
  admit({ unit, reserve, kept, note }: Wish, flush: Delta, log: Recorded[]): Committed {
    const book = this.#book
    if (kept) for (const thing of kept) this.#take(thing, flush, log)
    if (note) this.#note(note)
    const { mark, item } = unit
    let events = none
    if (unit.events?.length) {
      const first = book.log.head + log.length + 1
      events = unit.events.map((event, i) => {
        const before = book.log.number(event.case, flush, book.unsettled)
        const isPublic = unit.public?.[i] === true
        const recorded: Recorded = frozen({ ...event, number: isPublic ? before + 1 : null, position: first + i })
        book.log.index(recorded, isPublic ? before + 1 : before, flush)
        log.push(recorded)
        return recorded
      })
    }
    if (mark !== undefined)
      flush.marks.set(mark, {
        at: unit.events?.[0]?.time ?? unit.keyed?.at ?? unit.audit?.time ?? Date.now(),
        refused: unit.refused ?? null,
      })
    if (unit.keyed) flush.keys.set(unit.keyed.name, frozen(unit.keyed))
    if (item) {
      const { key, id, state, listed } = item
      this.#change(
        item.aggregate,
        { key, version: item.version + stepsOf(item, events.length), id, state: frozen(state), seen: undefined, listed, before: undefined },
        flush,
      )
    }
    if (unit.rows)
      for (const { view, key, version, id, value, seen, listed } of unit.rows)
        this.#change(view, { key, version: version + 1, id, state: frozen(value), seen: frozen(seen), listed, before: undefined }, flush)
    if (unit.gone)
      for (const { view, key } of unit.gone)
        this.#change(view, { key, version: 0, id: 0, state: undefined, seen: undefined, listed: false, before: undefined }, flush)
    if (unit.timers) for (const timer of unit.timers) this.#setTimer(timer, events, flush)
    if (unit.done) for (const id of unit.done) flush.setTimer(id, { timer: null, fresh: false, position: 0 })
    if (unit.seen)
      for (const { source, case: kase, number } of unit.seen) flush.setSeen(source, kase, Math.max(number, book.seen(source, kase)))
    if (unit.progress) for (const [source, position] of Object.entries(unit.progress)) flush.setProgress(source, position)
    if (unit.aside) for (const waiting of unit.aside) flush.setAside(waiting.source, waiting.event.position, waiting)
    if (unit.resumed) for (const { source, position } of unit.resumed) flush.setAside(source, position, null)
    if (unit.audit) flush.audits.push(unit.audit)
    if (reserve !== undefined) this.#sequences.reserve(reserve, flush)
    return events
  }
  /** Takes one thing that another store kept into the flush. */
  #take(thing: Kept, flush: Delta, log: Recorded[]): void {
    switch (thing.kind) {
      case 'event': {
        const event = frozen(thing.event)
        if (event.position !== this.#book.log.head + log.length + 1) throw new Error(`the log has a gap before position ${event.position}`)
        this.#book.log.index(event, event.number ?? this.#book.log.number(event.case, flush, this.#book.unsettled), flush)
        return void log.push(event)
      }
      case 'item': {
        const { aggregate, key, version, id, state, listed } = thing
        return this.#change(aggregate, { key, version, id, state: frozen(state), seen: undefined, listed, before: undefined }, flush)
      }
      case 'row': {
        const { view, key, version, id, value, seen, listed } = thing
        return this.#change(view, { key, version, id, state: frozen(value), seen: frozen(seen), listed, before: undefined }, flush)
      }
      case 'mark':
        return void flush.marks.set(thing.id, { at: thing.at, refused: thing.refused })
      case 'keyed':
        return void flush.keys.set(thing.keyed.name, frozen(thing.keyed))
      case 'timer':
        return this.#setTimer(thing.timer, none, flush)
      case 'seen':
        return flush.setSeen(thing.source, thing.case, thing.number)
      case 'progress':
        return flush.setProgress(thing.source, thing.position)
      case 'aside':
        return flush.setAside(thing.waiting.source, thing.waiting.event.position, thing.waiting)
      case 'audit':
        return void flush.audits.push(thing.audit)
      case 'number':
        return flush.setNumber(thing.of, thing.number)
      case 'note':
        return this.#note(thing)
    }
  }
  #change(table: string, entry: Entry, flush: Delta): void {
    const entries = flush.entriesOf(table)
    const earlier = entries.get(entry.key)
    entries.set(entry.key, { ...entry, before: earlier ? earlier.before : this.#book.tab(table).get(entry.key, this.#book.unsettled) })
  }
  #setTimer(timer: Timer, events: Committed, flush: Delta): void {
    const { id, work } = timer
    if (work.kind !== 'owed') return flush.setTimer(id, { timer: frozen(timer), fresh: false, position: 0 })
    const own = events.find(e => e.id === work.event.id)
    // Named after an event that is only now said: no table can have it.
    if (own)
      return flush.setTimer(id, {
        timer: frozen({ ...timer, work: { ...work, event: own } }),
        fresh: `${id}/`.includes(`${own.id}/`),
        position: own.position,
      })
    const { position, source } = work.event
    const logged = position > 0 && position <= this.#book.log.head ? this.#book.log.at(position) : undefined
    flush.setTimer(id, {
      timer: frozen(timer),
      fresh: false,
      position: logged?.id === work.event.id && logged.source === source ? position : 0,
    })
  }
}
