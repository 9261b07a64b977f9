import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Store, Table } from '@jumun/core/runtime'
import { lock } from './lock.ts'
import { examine, examineHeader, migrate, shape } from './schema.ts'
import { SqliteStore, type Tuning } from './store.ts'

export { Refused } from './schema.ts'
export type { Tuning } from './store.ts'

export interface Place {
  /** The file; its directory is made where it is missing. */
  readonly file: string
  readonly context: string
  readonly tables: readonly Table[]
  /** The file may have so many pages of 4096 bytes. */
  readonly maxPages?: number
  readonly tuning?: Partial<Tuning>
}

const usual: Tuning = { linger: 0, remembered: 4000, tail: 1000, settleAfter: 2000 }

/**
 * Opens the database of one context, or makes it. Throws a Refused that says what to do where the file is in use, damaged, of a newer
 * version, or somebody else's.
 */
export const openSqlite = async ({ file, context, tables, maxPages, tuning }: Place): Promise<Store> => {
  mkdirSync(dirname(file), { recursive: true })
  examineHeader(file)
  const release = lock(file)
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, { timeout: 1000 })
    examine(db, file, context)
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000; PRAGMA wal_autocheckpoint = 4000')
    if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${Math.trunc(maxPages)}`)
    migrate(db)
    db.prepare("INSERT OR IGNORE INTO meta VALUES ('context', ?)").run(context)
    shape(db, tables)
    return new SqliteStore(db, context, tables, { ...usual, ...tuning }, release)
  } catch (thrown) {
    db?.close()
    release()
    throw thrown
  }
}
