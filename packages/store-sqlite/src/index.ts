import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Refused, type Store, type Table } from '@jumun/core/runtime'
import { lock } from './lock.ts'
import { newOf, rewritten } from './rewrite.ts'
import { reader } from './reader.ts'
import { asItLies, damaged, examine, examineHeader, migrate, shape } from './schema.ts'
import { type Tuning, usual, Writer } from './writer.ts'

export type { Tuning } from './writer.ts'

export interface Place {
  /** The file; its directory is made where it is missing. */
  readonly file: string
  readonly context: string
  readonly tables: readonly Table[]
  /** The file may have so many pages of 4096 bytes. */
  readonly maxPages?: number
  readonly tuning?: Partial<Tuning>
  /** Told what the file has that no table takes: it is left out, and all else goes on. */
  readonly report?: (what: string) => void
}

/**
 * Opens the database of one context, or makes it. Throws a Refused that says what to do where the file is in use, damaged, of a newer
 * version, or somebody else's.
 */
export const openSqlite = async (place: Place): Promise<Store> => {
  const { file, context, tables, maxPages, tuning, report = () => {} } = place
  mkdirSync(dirname(file), { recursive: true })
  examineHeader(file)
  const release = lock(file)
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, { timeout: 1000 })
    examine(db, file, context)
    if (db.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'] !== 'wal')
      throw new Refused(
        `${file} lies where SQLite cannot keep a write-ahead log, such as a network drive. Give a directory on a disk of this machine.`,
      )
    db.exec('PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -2000; PRAGMA wal_autocheckpoint = 1000')
    if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${Math.trunc(maxPages)}`)
    migrate(db)
    db.prepare("INSERT OR IGNORE INTO meta VALUES ('context', ?)").run(context)
    const shaped = shape(db, tables)
    // From here on the writer waits for the disk itself.
    db.exec('PRAGMA synchronous = NORMAL')
    const store = new Writer(db, file, shaped, { ...usual, ...tuning }, release, report).store()
    const fresh = () => openSqlite({ ...place, file: newOf(file) })
    return { ...store, rewrite: change => rewritten(file, store, fresh, change) }
  } catch (thrown) {
    db?.close()
    release()
    throw damaged(file, thrown)
  }
}

/**
 * Opens a file to be read, also while another process runs on it or after one that was killed; it takes no lock. Each answer is what
 * was committed at that moment. It writes nothing: `commit`, `allot`, `due` and `forget` are Unavailable.
 */
export const readSqlite = async ({ file, context, tables, tuning }: Place): Promise<Store> => {
  if (!existsSync(file)) throw new Refused(`there is no ${file}. Check the directory; a system makes its files when it is first started.`)
  examineHeader(file)
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 })
  try {
    examine(db, file, context)
    db.exec('PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000')
    const lying = tables.map(table => asItLies(db, table))
    return reader(db, lying, { ...usual, ...tuning })
  } catch (thrown) {
    db.close()
    throw thrown
  }
}
