import {
  type Committed,
  CommitUnknown,
  Conflict,
  type Key,
  type Keyed,
  type Recorded,
  stepsOf,
  Unavailable,
  type Unit,
} from '@jumun/core/runtime'
import type { Book } from './book.ts'
import { Delta, type Entry, frozen, index, written } from './delta.ts'
import type { Finder } from './finder.ts'
import type { Flight, Journal } from './journal.ts'
import type { Sequences } from './sequences.ts'

/** A unit that waits for its page. */
interface Work {
  readonly unit: Unit
  /** What the collections said of it, and how often memory had dropped pages by then. */
  found: Found | undefined
  drops: number
  resolve(events: Committed): void
  reject(why: unknown): void
}
interface Found {
  readonly entries: ReadonlyMap<string, ReadonlyMap<Key, Entry>>
  readonly numbers: ReadonlyMap<string, number>
  readonly marked: boolean
  readonly keyed: boolean
}
const none: Committed = Object.freeze([])
/** How many units a page has at most, and how many characters: a document may have 16 MB. */
const most = 1000
const longest = 5_000_000

/**
 * Writes units into the journal. Those that are committed at about the same time share a page: what the collections know of their items,
 * marks and keys is asked for together while the page before is on its way, then each is checked against everything before it, and the
 * winners are inserted as one document. Where another replica was first with that page, its page is read and all are checked again.
 */
export class Writer {
  readonly #book: Book
  readonly #journal: Journal
  readonly #finder: Finder
  readonly #sequences: Sequences
  readonly #me: string
  readonly #written: () => void
  #arrived: Work[] = []
  #ready: Work[] = []
  #gathering = false
  #writing = false
  #count = 0
  #closed = false
  #emptied: (() => void) | undefined

  constructor(book: Book, journal: Journal, finder: Finder, sequences: Sequences, me: string, written: () => void) {
    this.#book = book
    this.#journal = journal
    this.#finder = finder
    this.#sequences = sequences
    this.#me = me
    this.#written = written
  }

  commit(unit: Unit): Promise<Committed> {
    if (this.#closed) return Promise.reject(new Unavailable('the store is closed'))
    for (const name of [unit.item?.aggregate, ...(unit.rows ?? []).map(r => r.view), ...(unit.gone ?? []).map(g => g.view)])
      if (name !== undefined && !this.#book.hasTable(name)) return Promise.reject(new Error(`the store has no table ${name}`))
    frozen(unit)
    return new Promise((resolve, reject) => {
      this.#arrived.push({ unit, found: undefined, drops: 0, resolve, reject })
      if (!this.#gathering) this.#gather()
    })
  }
  /** Resolves when everything that was handed in is answered; nothing more is taken. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#gathering || this.#writing) await new Promise<void>(resolve => (this.#emptied = resolve))
  }

  // ---- what is known of units
  #gather(): void {
    this.#gathering = true
    setImmediate(() => void this.#ask())
  }
  async #ask(): Promise<void> {
    const works = this.#arrived
    this.#arrived = []
    const { drops } = this.#book
    try {
      const [found] = await Promise.all([
        Promise.all(works.map(({ unit }) => this.#find(unit))),
        this.#journal.fresh(),
        this.#sequences.cover(works.map(w => w.unit)),
      ])
      for (const [i, work] of works.entries()) {
        work.found = found[i]
        work.drops = drops
      }
      this.#ready.push(...works)
    } catch (thrown) {
      for (const work of works) work.reject(thrown)
    }
    if (this.#arrived.length) this.#gather()
    else this.#gathering = false
    this.#flush()
  }
  async #find(unit: Unit): Promise<Found> {
    const entries = new Map<string, Map<Key, Entry>>()
    const wanted: Promise<unknown>[] = []
    const entry = (table: string, key: Key): void => {
      const known = this.#book.entry(table, key)
      const into = (e: Entry): void => {
        const of = entries.get(table)
        if (of) of.set(key, e)
        else entries.set(table, new Map([[key, e]]))
      }
      if (known) into(known)
      else wanted.push(this.#finder.stored(table, key).then(into))
    }
    if (unit.item) entry(unit.item.aggregate, unit.item.key)
    for (const { view, key } of unit.rows ?? []) entry(view, key)
    for (const { view, key } of unit.gone ?? []) entry(view, key)
    const numbers = new Map<string, number>()
    for (const [i, { case: kase }] of (unit.events ?? []).entries()) {
      if (!unit.public?.[i]) continue
      const known = this.#book.number(kase)
      if (known !== undefined) numbers.set(kase, known)
      else wanted.push(this.#finder.number(kase).then(number => numbers.set(kase, number)))
    }
    const [mark, key] = await Promise.all([
      unit.mark === undefined ? undefined : this.#finder.mark(unit.mark),
      unit.keyed ? this.#finder.key(unit.keyed.name) : undefined,
      ...wanted,
    ])
    return { entries, numbers, marked: mark !== undefined, keyed: key !== undefined }
  }

  // ---- a page
  #flush(): void {
    if (this.#writing) return
    if (!this.#ready.length) {
      if (!this.#gathering) this.#emptied?.()
      return
    }
    this.#writing = true
    void this.#write(this.#ready.splice(0, most)).finally(() => {
      this.#writing = false
      this.#flush()
    })
  }
  async #write(works: Work[]): Promise<void> {
    for (;;) {
      const stale = works.some(w => w.drops !== this.#book.drops)
      if (stale) {
        // Memory has dropped pages since the collections were asked: they are asked again.
        this.#arrived.unshift(...works)
        if (!this.#gathering) this.#gather()
        return
      }
      const page = new Delta()
      page.page = this.#book.known + 1
      const won: { readonly work: Work; readonly events: Committed }[] = []
      const lost: { readonly work: Work; readonly why: unknown }[] = []
      for (const work of works) {
        const over = this.#conflict(work, page)
        if (over) lost.push({ work, why: over })
        else won.push({ work, events: this.#admit(work, page) })
      }
      const lose = (): void => {
        for (const { work, why } of lost) work.reject(why)
      }
      if (!won.length) return lose()
      const text = written(page)
      if (text.length > longest) {
        if (works.length === 1)
          return works[0]!.reject(new Error(`a unit of ${text.length} characters is too long: at most ${longest} can be committed at once`))
        this.#ready.unshift(...works.slice(works.length >> 1))
        works = works.slice(0, works.length >> 1)
        continue
      }
      try {
        let isSaid = false
        const flight: Flight = {
          page,
          by: `${this.#me} ${++this.#count}`,
          text,
          isLanded: false,
          landed: () => {
            if (isSaid) return
            for (const { work, events } of won) work.resolve(events)
          },
        }
        try {
          if (!(await this.#journal.append(flight))) continue
        } finally {
          isSaid = true
        }
      } catch (thrown) {
        const why =
          thrown instanceof Unavailable || thrown instanceof CommitUnknown
            ? thrown
            : new Unavailable('nothing was committed', { cause: thrown })
        for (const { work } of won) work.reject(why)
        return lose()
      }
      lose()
      return this.#written()
    }
  }

  // ---- a unit
  #now(table: string, key: Key, page: Delta, found: Found): Entry {
    const here = page.entries.get(table)?.get(key)
    if (here) return here
    const stored = found.entries.get(table)!.get(key)!
    const known = this.#book.entry(table, key)
    return known && known.page >= stored.page ? known : stored
  }
  #conflict({ unit: { mark, keyed, item, rows }, found }: Work, page: Delta): Conflict | undefined {
    const { unsettled } = this.#book
    if (mark !== undefined && (found!.marked || page.marks.has(mark) || unsettled.marks.has(mark))) return new Conflict('mark')
    if (keyed && (found!.keyed || page.keys.has(keyed.name) || unsettled.keys.has(keyed.name))) return new Conflict('key')
    if (item && this.#now(item.aggregate, item.key, page, found!).version !== item.version) return new Conflict('version')
    if (rows?.some(row => this.#now(row.view, row.key, page, found!).version !== row.version)) return new Conflict('version')
    return undefined
  }
  /** Takes a unit into the page: gives its events their positions and numbers. */
  #admit({ unit, found }: Work, page: Delta): Committed {
    const { mark, item, keyed } = unit
    page.units++
    const events = unit.events?.length ? this.#say(unit, page, found!) : none
    if (mark !== undefined) page.marks.set(mark, { at: timeOf(unit) ?? Date.now(), refused: unit.refused ?? null })
    if (keyed) page.keys.set(keyed.name, keyed as Keyed)
    const change = (table: string, entry: Omit<Entry, 'page'>): void => {
      page.count(table, this.#now(table, entry.key, page, found!), -1)
      const now = { ...entry, page: page.page }
      page.count(table, now, 1)
      page.entriesOf(table).set(entry.key, now)
    }
    if (item) {
      const { aggregate, key, id, state, listed } = item
      change(aggregate, { key, version: item.version + stepsOf(item, events.length), id, state, seen: undefined, listed })
    }
    for (const { view, key, version, id, value, seen, listed } of unit.rows ?? [])
      change(view, { key, version: version + 1, id, state: value, seen, listed })
    for (const { view, key } of unit.gone ?? []) change(view, { key, version: 0, id: 0, state: undefined, seen: undefined, listed: false })
    for (const timer of unit.timers ?? []) {
      const own = timer.work.kind === 'owed' ? events.find(e => timer.work.kind === 'owed' && e.id === timer.work.event.id) : undefined
      page.timers.set(timer.id, {
        timer: own && timer.work.kind === 'owed' ? frozen({ ...timer, work: { ...timer.work, event: own } }) : timer,
        page: page.page,
      })
    }
    for (const id of unit.done ?? []) page.timers.set(id, { timer: null, page: page.page })
    for (const { source, case: kase, number } of unit.seen ?? []) page.setSeen(kase, source, number)
    for (const [source, position] of Object.entries(unit.progress ?? {})) page.setProgress(source, position)
    for (const waiting of unit.aside ?? []) page.setAside(waiting.source, waiting.event.position, waiting, page.page)
    for (const { source, position } of unit.resumed ?? []) page.setAside(source, position, null, page.page)
    if (unit.audit) page.audits.push({ audit: unit.audit, page: page.page, place: page.audits.length })
    return events
  }
  #say(unit: Unit, page: Delta, found: Found): Committed {
    const said: Recorded[] = []
    for (const [i, event] of unit.events!.entries()) {
      const last = page.cases.get(event.case)?.number || Math.max(this.#book.lastNumber(event.case), found.numbers.get(event.case) ?? 0)
      const recorded: Recorded = frozen({
        ...event,
        number: unit.public?.[i] ? last + 1 : null,
        position: this.#book.head + page.events.length + 1,
      })
      page.events.push(recorded)
      index(recorded, page)
      said.push(recorded)
    }
    return Object.freeze(said)
  }
}

const timeOf = (unit: Unit): number | undefined => unit.events?.[0]?.time ?? unit.keyed?.at ?? unit.audit?.time
