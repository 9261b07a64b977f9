import type { Committed, Item, Key, Recorded, Row, Store, Table } from '@jumun/core/runtime'
import type { Book } from './book.ts'
import { type Entry, frozen, itemCase } from './delta.ts'
import type { Finder } from './finder.ts'
import type { Journal } from './journal.ts'
import { isPlain, list } from './list.ts'
import { answer, type Server } from './server.ts'
import { chunkOf, type Settler } from './settler.ts'
import type { Timers } from './timers.ts'

export interface Parts {
  readonly server: Server
  readonly book: Book
  readonly journal: Journal
  readonly finder: Finder
  readonly settler: Settler
  readonly timers: Timers
  readonly tables: readonly Table[]
}
type Reads = Omit<Store, 'commit' | 'allot' | 'forget' | 'lease' | 'note' | 'dump' | 'fill' | 'rewrite' | 'close'>

/** What is looked for in the journal, beside it, and in both. */
class Look {
  private readonly server: Server
  private readonly book: Book
  private readonly journal: Journal
  private readonly finder: Finder
  private readonly settler: Settler
  private readonly tables: readonly Table[]

  constructor({ server, book, journal, finder, settler, tables }: Parts) {
    this.server = server
    this.book = book
    this.journal = journal
    this.finder = finder
    this.settler = settler
    this.tables = tables
  }
  tableOf(name: string): Table {
    const table = this.tables.find(t => t.name === name)
    if (!table) throw new Error(`the store has no table ${name}`)
    return table
  }
  /** Reads the collections beside the journal; again where pages have left memory meanwhile, for the collections have them now. */
  async beside<T>(read: () => Promise<T> | T): Promise<T> {
    for (;;) {
      const { drops } = this.book
      const [found] = await Promise.all([read(), this.journal.fresh()])
      if (drops === this.book.drops) return found
    }
  }
  /** The collections, complete. */
  async complete(isNeeded: () => boolean = () => true): Promise<void> {
    await this.journal.fresh()
    if (isNeeded()) await this.settler.settle()
  }
  async entry(table: string, key: Key): Promise<Entry> {
    const found = await this.beside(async () => this.book.entry(table, key) ?? this.finder.stored(table, key))
    const known = this.book.entry(table, key)
    return known && known.page >= found.page ? known : found
  }

  /** Events by their positions, as far as the log's collection has them. */
  async logged(positions: readonly number[]): Promise<Recorded[]> {
    const chunks = await Promise.all([...new Set(positions.map(chunkOf))].map(of => this.finder.chunk(of)))
    const wanted = new Set(positions)
    return chunks.flatMap(c => (c?.events ?? []).filter(e => wanted.has(e.position)).map(frozen)).sort((a, b) => a.position - b.position)
  }
  merged(stored: readonly Recorded[], also: (event: Recorded) => boolean): Committed {
    const all = new Map(stored.map(e => [e.position, e]))
    for (const event of this.book.unsettled.events) if (also(event)) all.set(event.position, event)
    return [...all.values()].sort((a, b) => a.position - b.position)
  }
  async places(name: string): Promise<number[]> {
    const found = await answer(this.server.collection('places').find({ name }).toArray())
    return found.flatMap(p => p.positions)
  }
  async ofCase(kase: string): Promise<Recorded[]> {
    const stored = await this.finder.case(kase)
    const positions = [...(stored?.positions ?? []), ...(stored?.more ? await this.places(kase) : [])]
    return positions.length ? this.logged(positions) : []
  }
  async ofItem(aggregate: string, key: Key): Promise<Recorded[]> {
    const kinds = [...(this.book.kinds.get(aggregate) ?? [])]
    const found = await Promise.all(
      kinds.map(async kind => (kind ? this.ofCase(`${kind}/${key}`) : this.logged(await this.places(itemCase(aggregate, key))))),
    )
    return found.flat().filter(e => e.aggregate === aggregate && e.key === key)
  }
}

/** The questions to a store. Each knows everything that was committed before it was asked, by whatever replica. */
export const readsOf = (parts: Parts): Reads => {
  const look = new Look(parts)
  const { timers } = parts
  return {
    ...entryReads(look, parts),
    ...markReads(look, parts),
    ...logReads(look, parts),
    due: (now, limit, lease) => timers.due(now, limit, lease),
    timersOf: kase => timers.timersOf(kase),
    timers: (offset, limit) => timers.page(offset, limit),
    ...consumerReads(look, parts),
    counts: () => countsOf(look, parts),
  }
}

const entryReads = (look: Look, { server, book, journal, settler }: Parts): Pick<Reads, 'load' | 'row' | 'byId' | 'list'> => ({
  async load(aggregate, key): Promise<Item | undefined> {
    const { version, id, state } = await look.entry(aggregate, key)
    return version > 0 ? { version, id, state } : undefined
  },
  async row(view, key): Promise<Row | undefined> {
    const { version, id, state, seen } = await look.entry(view, key)
    return version > 0 ? { version, id, value: state, seen: seen ?? {} } : undefined
  },
  async byId(of, id) {
    const plain = isPlain(look.tableOf(of))
    const stored = await look.beside(async () =>
      plain ? id : (book.keyOf(of, id) ?? (await answer(server.table(of).findOne({ id }, { projection: { _id: 1 } })))?._id),
    )
    const key: Key | undefined = plain ? id : (book.keyOf(of, id) ?? stored)
    if (key === undefined) return undefined
    const { version, state, ...rest } = await look.entry(of, key)
    return version > 0 && rest.id === id ? { key, version, id, state } : undefined
  },
  async list(query) {
    const table = look.tableOf(query.of)
    await journal.fresh()
    if (book.unsettled.entries.get(query.of)?.size) await settler.settle()
    return list(server, book, table, query)
  },
})

const markReads = (look: Look, { book, finder }: Parts): Pick<Reads, 'marked' | 'keyed'> => ({
  async marked(id) {
    const stored = await look.beside(() => (book.unsettled.marks.has(id) ? undefined : finder.mark(id)))
    const mark = book.unsettled.marks.get(id)
    return mark ? mark.refused : stored && (frozen(stored.refused) ?? null)
  },
  async keyed(name) {
    const stored = await look.beside(() => finder.key(name))
    return book.unsettled.keys.get(name) ?? stored
  },
})

const logReads = (look: Look, { book, journal }: Parts): Pick<Reads, 'read' | 'eventsOf' | 'head'> => ({
  async read(after, limit) {
    if (limit <= 0) return []
    for (;;) {
      const stored = await look.beside(() => {
        const head = book.settledHead
        if (after >= head || book.recent(after, 1)) return []
        return look.logged(Array.from({ length: Math.min(limit, head - after) }, (_, i) => after + 1 + i))
      })
      if (stored.length === limit) return stored
      if (stored.length) return [...stored, ...book.unsettled.events.slice(0, limit - stored.length)]
      const recent = book.recent(after, limit)
      if (recent) return recent
    }
  },
  async eventsOf(of) {
    const stored = await look.beside(() => ('case' in of ? look.ofCase(of.case) : look.ofItem(of.aggregate, of.key)))
    return look.merged(stored, e => ('case' in of ? e.case === of.case : e.aggregate === of.aggregate && e.key === of.key))
  },
  async head() {
    await journal.fresh()
    return book.head
  },
})

/** How far this context has heard others, what it has put aside, and what was noted. */
const consumerReads = (
  look: Look,
  { server, book, journal, finder }: Parts,
): Pick<Reads, 'progress' | 'seen' | 'aside' | 'noted' | 'isAside' | 'audits'> => ({
  async progress(source) {
    await journal.fresh()
    return book.progress.get(source) ?? 0
  },
  async seen(source, kase) {
    const stored = await look.beside(() => book.seen(source, kase) ?? finder.seen(source, kase))
    return Math.max(stored, book.seen(source, kase) ?? 0, book.unsettled.cases.get(kase)?.seen.get(source) ?? 0)
  },
  async aside() {
    await look.complete(() => book.unsettled.aside.size > 0)
    const found = await answer(
      server
        .collection('aside')
        .find({ position: { $gt: 0 } })
        .sort({ source: 1, position: 1 })
        .toArray(),
    )
    return found.map(a => frozen(a.waiting))
  },
  async noted(name) {
    return (await answer(server.collection('notes').findOne({ _id: name })))?.text
  },
  async isAside(source, position) {
    await journal.fresh()
    const change = book.unsettled.aside.get(`${source} ${position}`)
    if (change) return change.waiting !== null
    return (await answer(server.collection('aside').findOne({ source, position }, { projection: { _id: 1 } }))) !== null
  },
  async audits(offset, limit) {
    await look.complete()
    if (limit <= 0) return []
    const found = await answer(server.collection('audits').find().sort({ page: -1, place: -1 }).skip(offset).limit(limit).toArray())
    return found.map(a => frozen(a.audit))
  },
})

const countsOf = async (look: Look, { server, book, tables }: Parts): ReturnType<Reads['counts']> => {
  await look.complete()
  const [marks, keys, waiting, aside, audits] = await answer(
    Promise.all([
      server.collection('marks').estimatedDocumentCount(),
      server.collection('keys').estimatedDocumentCount(),
      server.collection('timers').estimatedDocumentCount(),
      server.collection('aside').countDocuments({ position: { $gt: 0 } }),
      server.collection('audits').estimatedDocumentCount(),
    ]),
  )
  return {
    ...Object.fromEntries(tables.map(t => [t.name, book.total(t.name, true)])),
    events: book.head,
    marks,
    keys,
    timers: waiting,
    aside,
    audits,
  }
}
