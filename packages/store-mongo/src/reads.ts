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

/** The questions to a store. Each knows everything that was committed before it was asked, by whatever replica. */
export const readsOf = ({ server, book, journal, finder, settler, timers, tables }: Parts): Reads => {
  const tableOf = (name: string): Table => {
    const table = tables.find(t => t.name === name)
    if (!table) throw new Error(`the store has no table ${name}`)
    return table
  }
  /** Reads the collections beside the journal: where pages have left memory meanwhile, the collections are read again, for they have them now. */
  const beside = async <T>(read: () => Promise<T> | T): Promise<T> => {
    for (;;) {
      const { drops } = book
      const [found] = await Promise.all([read(), journal.fresh()])
      if (drops === book.drops) return found
    }
  }
  /** The collections, complete. */
  const complete = async (isNeeded: () => boolean = () => true): Promise<void> => {
    await journal.fresh()
    if (isNeeded()) await settler.settle()
  }
  const entry = async (table: string, key: Key): Promise<Entry> => {
    const found = await beside(async () => book.entry(table, key) ?? finder.stored(table, key))
    const known = book.entry(table, key)
    return known && known.page >= found.page ? known : found
  }

  /** Events by their positions, as far as the log's collection has them. */
  const logged = async (positions: readonly number[]): Promise<Recorded[]> => {
    const chunks = await Promise.all([...new Set(positions.map(chunkOf))].map(of => finder.chunk(of)))
    const wanted = new Set(positions)
    return chunks.flatMap(c => (c?.events ?? []).filter(e => wanted.has(e.position)).map(frozen)).sort((a, b) => a.position - b.position)
  }
  const merged = (stored: readonly Recorded[], also: (event: Recorded) => boolean): Committed => {
    const all = new Map(stored.map(e => [e.position, e]))
    for (const event of book.unsettled.events) if (also(event)) all.set(event.position, event)
    return [...all.values()].sort((a, b) => a.position - b.position)
  }
  const places = async (name: string): Promise<number[]> => {
    const found = await answer(server.collection('places').find({ name }).toArray())
    return found.flatMap(p => p.positions)
  }
  const ofCase = async (kase: string): Promise<Recorded[]> => {
    const stored = await finder.case(kase)
    const positions = [...(stored?.positions ?? []), ...(stored?.more ? await places(kase) : [])]
    return positions.length ? logged(positions) : []
  }
  const ofItem = async (aggregate: string, key: Key): Promise<Recorded[]> => {
    const kinds = [...(book.kinds.get(aggregate) ?? [])]
    const found = await Promise.all(
      kinds.map(async kind => (kind ? ofCase(`${kind}/${key}`) : logged(await places(itemCase(aggregate, key))))),
    )
    return found.flat().filter(e => e.aggregate === aggregate && e.key === key)
  }

  return {
    async load(aggregate, key): Promise<Item | undefined> {
      const { version, id, state } = await entry(aggregate, key)
      return version > 0 ? { version, id, state } : undefined
    },
    async row(view, key): Promise<Row | undefined> {
      const { version, id, state, seen } = await entry(view, key)
      return version > 0 ? { version, id, value: state, seen: seen ?? {} } : undefined
    },
    async byId(of, id) {
      const plain = isPlain(tableOf(of))
      const stored = await beside(async () =>
        plain ? id : (book.keyOf(of, id) ?? (await answer(server.table(of).findOne({ id }, { projection: { _id: 1 } })))?._id),
      )
      const key: Key | undefined = plain ? id : (book.keyOf(of, id) ?? stored)
      if (key === undefined) return undefined
      const { version, state, ...rest } = await entry(of, key)
      return version > 0 && rest.id === id ? { key, version, id, state } : undefined
    },
    async list(query) {
      const table = tableOf(query.of)
      await journal.fresh()
      if (book.unsettled.entries.get(query.of)?.size) await settler.settle()
      return list(server, book, table, query)
    },
    async marked(id) {
      const stored = await beside(() => (book.unsettled.marks.has(id) ? undefined : finder.mark(id)))
      const mark = book.unsettled.marks.get(id)
      return mark ? mark.refused : stored && (frozen(stored.refused) ?? null)
    },
    async keyed(name) {
      const stored = await beside(() => finder.key(name))
      return book.unsettled.keys.get(name) ?? stored
    },
    async read(after, limit) {
      if (limit <= 0) return []
      for (;;) {
        const stored = await beside(() => {
          const head = book.settledHead
          if (after >= head || book.recent(after, 1)) return []
          return logged(Array.from({ length: Math.min(limit, head - after) }, (_, i) => after + 1 + i))
        })
        if (stored.length === limit) return stored
        if (stored.length) return [...stored, ...book.unsettled.events.slice(0, limit - stored.length)]
        const recent = book.recent(after, limit)
        if (recent) return recent
      }
    },
    async eventsOf(of) {
      const stored = await beside(() => ('case' in of ? ofCase(of.case) : ofItem(of.aggregate, of.key)))
      return merged(stored, e => ('case' in of ? e.case === of.case : e.aggregate === of.aggregate && e.key === of.key))
    },
    async head() {
      await journal.fresh()
      return book.head
    },
    due: (now, limit, lease) => timers.due(now, limit, lease),
    timersOf: kase => timers.timersOf(kase),
    timers: (offset, limit) => timers.page(offset, limit),
    async progress(source) {
      await journal.fresh()
      return book.progress.get(source) ?? 0
    },
    async seen(source, kase) {
      const stored = await beside(() => book.seen(source, kase) ?? finder.seen(source, kase))
      return Math.max(stored, book.seen(source, kase) ?? 0, book.unsettled.cases.get(kase)?.seen.get(source) ?? 0)
    },
    async aside() {
      await complete(() => book.unsettled.aside.size > 0)
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
      await complete()
      if (limit <= 0) return []
      const found = await answer(server.collection('audits').find().sort({ page: -1, place: -1 }).skip(offset).limit(limit).toArray())
      return found.map(a => frozen(a.audit))
    },
    async counts() {
      await complete()
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
    },
  }
}
