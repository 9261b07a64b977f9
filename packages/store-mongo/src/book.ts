import { type Key, type Recorded, type Table, Recent } from '@jumun/core/runtime'
import { addSums, Delta, type Entry, kindOf, type Sums } from './delta.ts'

/** How much stays in memory. */
export interface Memory {
  /** How many items or rows of each table, and how many cases. */
  readonly remembered: number
  /** How many of the newest events. */
  readonly tail: number
}
/** What is known of the collections as a whole when they are complete up to a page. */
export interface Meta {
  /** Up to this page of the journal everything is in the collections. */
  readonly applied: number
  /** The last position of the log then. */
  readonly head: number
  readonly sums: Sums
  readonly progress: ReadonlyMap<string, number>
  /** By aggregate the kinds of case that are named after its items' keys; an empty one where there are cases that are not. */
  readonly kinds: ReadonlyMap<string, readonly string[]>
}

/**
 * What this replica knows of the context: the pages of the journal it has read that may not be in the collections yet, and what was used
 * lately. Whoever knows all pages up to one knows everything that was committed up to it.
 */
export class Book {
  /** The last page that was read. */
  known = 0
  /** Up to this page the collections are surely complete. */
  applied = 0
  /** The last position of the log, and what it was at `applied`. */
  head = 0
  settledHead = 0
  /** What the pages after `applied` say. */
  unsettled = new Delta()
  #pages: Delta[] = []
  /** Counts how often pages were dropped from memory: what was read from the collections before may lack what they said. */
  drops = 0
  readonly sums: Sums = new Map()
  readonly progress = new Map<string, number>()
  readonly kinds = new Map<string, Set<string>>()
  readonly #tables: ReadonlyMap<string, Recent<Key, Entry>>
  /** By table, the keys of items by their own number. */
  readonly #ids: ReadonlyMap<string, Recent<number, Key>>
  readonly #numbers: Recent<string, number>
  readonly #seen: Recent<string, number>
  readonly #tail: number
  #events: Recorded[] = []

  constructor(tables: readonly Table[], { remembered, tail }: Memory) {
    this.#tables = new Map(tables.map(t => [t.name, new Recent(remembered)]))
    this.#ids = new Map(tables.filter(t => t.numbered).map(t => [t.name, new Recent(remembered)]))
    this.#numbers = new Recent(remembered)
    this.#seen = new Recent(remembered)
    this.#tail = tail
  }

  /** Forgets everything and begins where the collections are complete. */
  recall(meta: Meta): void {
    this.known = this.applied = meta.applied
    this.head = this.settledHead = meta.head
    this.unsettled = new Delta()
    this.#pages = []
    this.#events = []
    this.drops++
    this.sums.clear()
    addSums(this.sums, meta.sums)
    this.progress.clear()
    for (const [source, position] of meta.progress) this.progress.set(source, position)
    this.kinds.clear()
    for (const [aggregate, kinds] of meta.kinds) this.kinds.set(aggregate, new Set(kinds))
    for (const table of this.#tables.values()) table.clear()
    this.#numbers.clear()
    this.#seen.clear()
  }
  meta(): Meta {
    return {
      applied: this.known,
      head: this.head,
      sums: this.sums,
      progress: this.progress,
      kinds: new Map([...this.kinds].map(([aggregate, kinds]) => [aggregate, [...kinds]])),
    }
  }

  /** Takes in the next page. */
  fold(page: Delta): void {
    if (page.page !== this.known + 1) throw new Error(`page ${page.page} does not follow ${this.known}`)
    this.known = page.page
    this.#pages.push(page)
    this.unsettled.add(page)
    for (const [table, entries] of page.entries) for (const entry of entries.values()) this.#remember(table, entry)
    for (const [name, { number, seen }] of page.cases) {
      if (number) this.#numbers.set(name, number)
      for (const [source, heard] of seen) {
        const before = this.#seen.get(`${source} ${name}`)
        if (before !== undefined && before < heard) this.#seen.set(`${source} ${name}`, heard)
      }
    }
    for (const [source, position] of page.progress) this.progress.set(source, Math.max(position, this.progress.get(source) ?? 0))
    addSums(this.sums, page.sums)
    for (const event of page.events) {
      this.#kindsOf(event.aggregate).add(kindOf(event) ?? '')
      this.#events.push(event)
    }
    if (page.events.length) this.head = page.events.at(-1)!.position
    if (this.#events.length > 2 * this.#tail) this.#events = this.#events.slice(-this.#tail)
  }
  #kindsOf(aggregate: string): Set<string> {
    let kinds = this.kinds.get(aggregate)
    if (!kinds) this.kinds.set(aggregate, (kinds = new Set()))
    return kinds
  }
  /** The collections are complete up to this page; somebody may have been quicker than we are. */
  settled(page: number): void {
    if (page <= this.applied) return
    const gone = this.#pages.findLast(p => p.page <= page && p.events.length)
    if (gone) this.settledHead = gone.events.at(-1)!.position
    this.applied = Math.min(page, this.known)
    this.#pages = this.#pages.filter(p => p.page > page)
    this.unsettled = new Delta()
    for (const p of this.#pages) this.unsettled.add(p)
    this.drops++
  }

  /** What is unsettled now, for somebody who takes his time. */
  snapshot(): Delta {
    const delta = new Delta()
    for (const p of this.#pages) delta.add(p)
    return delta
  }

  hasTable(name: string): boolean {
    return this.#tables.has(name)
  }
  /** What memory knows of an item or row, the unsettled pages included. */
  entry(table: string, key: Key): Entry | undefined {
    const cached = this.#of(table).get(key)
    const unsettled = this.unsettled.entries.get(table)?.get(key)
    return cached && unsettled && unsettled.page > cached.page ? unsettled : (cached ?? unsettled)
  }
  /** What the collections said. Returns what is right. */
  learn(table: string, entry: Entry): Entry {
    const known = this.entry(table, entry.key)
    if (known && known.page >= entry.page) return known
    this.#remember(table, entry)
    return entry
  }
  #remember(table: string, entry: Entry): void {
    this.#tables.get(table)?.set(entry.key, entry)
    if (entry.version > 0) this.#ids.get(table)?.set(entry.id, entry.key)
  }
  /** The key of an item by its number, as far as memory has it. */
  keyOf(table: string, id: number): Key | undefined {
    const key = this.#ids.get(table)?.get(id)
    if (key !== undefined) return key
    for (const entry of this.unsettled.entries.get(table)?.values() ?? []) if (entry.version > 0 && entry.id === id) return entry.key
    return undefined
  }
  #of(table: string): Recent<Key, Entry> {
    const found = this.#tables.get(table)
    if (!found) throw new Error(`the store has no table ${table}`)
    return found
  }
  number(kase: string): number | undefined {
    return this.#numbers.get(kase)
  }
  /** As far as memory has it: at least what the unsettled pages say. */
  lastNumber(kase: string): number {
    return Math.max(this.#numbers.get(kase) ?? 0, this.unsettled.cases.get(kase)?.number ?? 0)
  }
  learnNumber(kase: string, number: number): number {
    const right = Math.max(number, this.#numbers.get(kase) ?? 0, this.unsettled.cases.get(kase)?.number ?? 0)
    this.#numbers.set(kase, right)
    return right
  }
  seen(source: string, kase: string): number | undefined {
    return this.#seen.get(`${source} ${kase}`)
  }
  learnSeen(source: string, kase: string, number: number): number {
    const right = Math.max(number, this.#seen.get(`${source} ${kase}`) ?? 0, this.unsettled.cases.get(kase)?.seen.get(source) ?? 0)
    this.#seen.set(`${source} ${kase}`, right)
    return right
  }
  /** Events after a position, if memory has all of them that follow. */
  recent(after: number, limit: number): readonly Recorded[] | undefined {
    if (after >= this.head) return []
    const first = this.#events[0]
    if (!first || after + 1 < first.position) return undefined
    const from = after + 1 - first.position
    return this.#events.slice(from, from + limit)
  }
  /** How many there are, from the sums. */
  total(table: string, hidden: boolean, states?: readonly string[]): number {
    let total = 0
    for (const [status, [listed, all]] of this.sums.get(table) ?? []) if (!states || states.includes(status)) total += hidden ? all : listed
    return total
  }
}
