import type { DatabaseSync } from 'node:sqlite'
import { type Store, type Table, Unavailable } from '@jumun/core/runtime'
import { Book, type Memory, type Meta } from './book.ts'
import { readsOf } from './reads.ts'
import { quoted, tableName } from './schema.ts'
import { Tab } from './tab.ts'

const refuse = async (): Promise<never> => {
  throw new Unavailable('the store was opened to be read')
}
const changesNothing = {
  commit: refuse,
  allot: refuse,
  due: refuse,
  forget: refuse,
  lease: refuse,
  note: refuse,
  fill: refuse,
  rewrite: refuse,
}

/** What is small enough to be copied whole. */
const shadows = ['timers', 'aside', 'audits']
const shadow = (db: DatabaseSync, name: string): void => {
  const key = name === 'aside' ? 'source, position' : 'id'
  db.exec(`CREATE TEMP TABLE ${name} AS SELECT * FROM main.${name} LIMIT 0`)
  db.exec(`CREATE UNIQUE INDEX temp.${name}_key ON ${name} (${key})`)
}
/** Lays an empty table of our own over one of the file: what lies in ours is read instead of the row with the same key. */
const overlay = (db: DatabaseSync, table: Table) => {
  const of = tableName(table)
  const name = quoted(of)
  const columns = db.prepare('SELECT name FROM pragma_table_info(?)')
  const present = columns.all(of).map(column => column['name'] as string)
  if (!present.length) return undefined
  const all = present.map(quoted).join()
  const [ours, both] = [quoted(`our ${of}`), quoted(`both ${of}`)]
  // With the same kinds of columns, or SQLite reads the view whole before it takes a page of it.
  db.exec(`CREATE TEMP TABLE ${ours} AS SELECT ${all} FROM main.${name} LIMIT 0`)
  db.exec(`CREATE UNIQUE INDEX temp.${quoted(`${of} key`)} ON ${ours} (k)`)
  const others = `SELECT ${all} FROM main.${name} WHERE k NOT IN (SELECT k FROM ${ours})`
  db.exec(`CREATE TEMP VIEW ${both} AS ${others} UNION ALL SELECT ${all} FROM ${ours} WHERE version > 0`)
  const kept = { ...table, indexes: table.indexes.filter(field => present.includes(`f_${field}`)) }
  return { ours, kept, names: { single: `main.${name}`, all: both, into: ours } }
}

/**
 * Reads a file that belongs to another process, or to none. What that process has not yet brought into its tables is read from the
 * journal and laid over them, in temporary tables of our own. Nobody is disturbed: a reader of a write-ahead log holds no lock that a
 * writer waits for, and between calls it holds none at all.
 */
export const reader = (db: DatabaseSync, tables: readonly Table[], memory: Memory): Store => {
  let inside = false
  let isComplete = false
  let version: unknown
  let numbers: Meta['numbers'] = {}
  const begin = (): void => {
    if (inside) return
    book.sql.begin.run()
    inside = true
    setImmediate(end)
  }
  const end = (): void => {
    if (inside && db.isOpen) book.sql.commit.run()
    inside = false
  }

  const tabs = tables.flatMap(table => {
    const laid = overlay(db, table)
    // a table that a newer version brings is missed only by who asks for it
    return laid ? [{ ours: laid.ours, tab: new Tab(db, () => begin(), laid.kept, memory.remembered, laid.names) }] : []
  })
  for (const name of shadows) shadow(db, name)
  const book = new Book(
    db,
    begin,
    tabs.map(t => t.tab),
    memory,
    false,
  )

  /** Takes note of what the other process has written since. */
  const fresh = (): void => {
    if (!db.isOpen) throw new Unavailable('the store is closed')
    if (inside) return
    begin()
    // Only within a transaction do the version and what is read belong together, and it begins with the first read.
    book.sql.meta.get('context')
    const now = book.sql.changes.get()?.['data_version']
    if (now === version) return
    version = now
    isComplete = false
    book.recall(
      meta => (numbers = meta.numbers),
      flush => (numbers = { ...numbers, ...Object.fromEntries(flush.numbers) }),
    )
  }
  const complete = (): void => {
    if (isComplete) return
    for (const { ours } of tabs) db.exec(`DELETE FROM ${ours}`)
    for (const name of shadows) db.exec(`DELETE FROM temp.${name}; INSERT INTO temp.${name} SELECT * FROM main.${name}`)
    book.apply(book.unsettled)
    isComplete = true
  }
  return {
    ...readsOf(book, fresh, complete, () => numbers),
    ...changesNothing,
    async close() {
      if (!db.isOpen) return
      end()
      db.close()
    },
  }
}
