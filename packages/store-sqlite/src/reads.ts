import type { Store } from '@jumun/core/runtime'
import type { Book, Meta } from './book.ts'
import { dump } from './dump.ts'
import { noteName } from './statements.ts'

type Reads = Omit<Store, 'takesFollowers' | 'commit' | 'allot' | 'due' | 'forget' | 'lease' | 'note' | 'fill' | 'rewrite' | 'close'>
type Part<Names extends keyof Reads> = Pick<Reads, Names>
/** What is asked before an answer: `fresh` before each; `complete` brings the tables up to date for those that only a table answers. */
interface Asked {
  readonly book: Book
  readonly fresh: () => void
  readonly complete: (table?: string) => void
}

/** Items and rows as they are now. */
const states = ({ book, fresh, complete }: Asked): Part<'load' | 'row' | 'byId' | 'list'> => ({
  async load(aggregate, key) {
    fresh()
    const { version, id, state } = book.tab(aggregate).get(key, book.unsettled)
    return version > 0 ? { version, id, state } : undefined
  },
  async row(view, key) {
    fresh()
    const { version, id, state, seen } = book.tab(view).get(key, book.unsettled)
    return version > 0 ? { version, id, value: state, seen: seen ?? {} } : undefined
  },
  async byId(of, id) {
    fresh()
    const entry = book.tab(of).byId(id, book.unsettled)
    return entry && { key: entry.key, version: entry.version, id, state: entry.state }
  },
  async list(query) {
    fresh()
    const few = book.tab(query.of).few(query, book.unsettled)
    if (few) return few
    complete(query.of)
    return book.tab(query.of).list(query)
  },
})
/** The log, and what memory it left: marks and keys. */
const happened = ({ book, fresh }: Asked): Part<'read' | 'eventsOf' | 'head' | 'marked' | 'keyed'> => ({
  async read(after, limit) {
    fresh()
    return book.log.read(after, limit)
  },
  async eventsOf(of) {
    fresh()
    return 'case' in of ? book.log.ofCase(of.case, book.unsettled) : book.log.ofItem(of.aggregate, of.key, book.unsettled)
  },
  async head() {
    fresh()
    return book.log.head
  },
  async marked(id) {
    fresh()
    return book.marked(id)
  },
  async keyed(name) {
    fresh()
    return book.keyed(name)
  },
})
/** What waits for its moment, for its turn or for an operator, and how far others were heard. */
const toDo = ({ book, fresh, complete }: Asked): Part<'timersOf' | 'timers' | 'progress' | 'seen' | 'aside' | 'isAside'> => ({
  async timersOf(kase) {
    fresh()
    complete()
    return book.sql.timersOf.all(kase).map(row => book.timer(row))
  },
  async timers(offset, limit) {
    fresh()
    complete()
    return { timers: book.sql.timers.all(limit, offset).map(row => book.timer(row)), total: book.counts.timers }
  },
  async progress(source) {
    fresh()
    return book.progress.get(source) ?? 0
  },
  async seen(source, kase) {
    fresh()
    return book.seen(source, kase)
  },
  async aside() {
    fresh()
    complete()
    return book.sql.aside.all().map(row => JSON.parse(row['data'] as string))
  },
  async isAside(source, position) {
    fresh()
    const change = book.unsettled.aside.get(`${source} ${position}`)
    if (change) return change.waiting !== null
    complete('')
    return book.sql.isAside.get(source, position) !== undefined
  },
})
/** What operators ask. */
const kept = ({ book, fresh, complete }: Asked): Part<'audits' | 'noted' | 'counts'> => ({
  async audits(offset, limit) {
    fresh()
    complete()
    return book.sql.audits.all(limit, offset).map(row => JSON.parse(row['data'] as string))
  },
  async noted(name) {
    fresh()
    return book.sql.meta.get(noteName(name))?.['value'] as string | undefined
  },
  async counts() {
    fresh()
    complete()
    const { aside, audits } = book.sql.few.get() as { aside: number; audits: number }
    return {
      ...Object.fromEntries([...book.tabs].map(([name, tab]) => [name, tab.total(true)])),
      events: book.log.head,
      ...book.counts,
      aside,
      audits,
    }
  },
})

/** The questions to a store, answered from the book. `numbers` tells what sequences have given. */
export const readsOf = (book: Book, fresh: () => void, complete: (table?: string) => void, numbers: () => Meta['numbers']): Reads => {
  const asked = { book, fresh, complete }
  return {
    ...states(asked),
    ...happened(asked),
    ...toDo(asked),
    ...kept(asked),
    dump() {
      fresh()
      complete()
      return dump(book, numbers())
    },
  }
}
