import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** The database of identity: people, what they were invited to, what was promised to them, and the keys that sign. */
export type Book = DatabaseSync

/** Where it lies, below the folder of all data. */
export const folderIn = (data: string): string => join(data, 'identity')

const tables = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA foreign_keys = ON;
CREATE TABLE IF NOT EXISTS person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  phone TEXT UNIQUE,
  email TEXT UNIQUE,
  language TEXT NOT NULL,
  password TEXT NOT NULL,
  roles TEXT NOT NULL,
  store_id TEXT,
  rider_id TEXT,
  ended INTEGER,
  CHECK (phone IS NOT NULL OR email IS NOT NULL)
) STRICT;
CREATE TABLE IF NOT EXISTS browser (token TEXT PRIMARY KEY, person INTEGER NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS invitation (
  token TEXT PRIMARY KEY, role TEXT NOT NULL, key TEXT, giver TEXT NOT NULL, until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS code (
  id TEXT PRIMARY KEY, what TEXT NOT NULL, address TEXT NOT NULL, hash TEXT NOT NULL, body TEXT NOT NULL, tries INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS promise (
  model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT, uid TEXT, account TEXT, until INTEGER, consumed INTEGER,
  PRIMARY KEY (model, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS promise_grant ON promise (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS promise_uid ON promise (model, uid) WHERE uid IS NOT NULL;
CREATE INDEX IF NOT EXISTS promise_account ON promise (account) WHERE account IS NOT NULL;
CREATE TABLE IF NOT EXISTS key (kid TEXT PRIMARY KEY, jwk TEXT NOT NULL, made INTEGER NOT NULL, signs INTEGER, ended INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS secret (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO sqlite_sequence (name, seq) VALUES ('person', 1000000);
`

/** Opens the database in this folder, or makes it; nobody but its owner may read it. A command and the running product may have it open at once. */
export const openBook = (folder: string): Book => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'identity.db')
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  const book = new DatabaseSync(file, { timeout: 5000 })
  book.exec(tables)
  return book
}

/** Does all of it, or nothing. */
export const atOnce = <T>(book: Book, work: () => T): T => {
  book.exec('BEGIN IMMEDIATE')
  try {
    const done = work()
    book.exec('COMMIT')
    return done
  } catch (error) {
    if (book.isTransaction) book.exec('ROLLBACK')
    throw error
  }
}

/** Throws away what is over. `now` in ms since 1970. */
export const forget = (book: Book, now: number): void => {
  for (const table of ['promise', 'code', 'invitation', 'browser']) book.prepare(`DELETE FROM ${table} WHERE until < ?`).run(now)
}

/**
 * The same for what nobody may forget (passwords, roles, keys, what was revoked): the disk has it before it counts. The rest is quick instead, since
 * anybody may ask for a page and the orders of the same process would wait meanwhile: after a power failure somebody may have to sign in again.
 */
export const forGood = <T>(book: Book, work: () => T): T => {
  book.exec('PRAGMA synchronous = FULL')
  try {
    return atOnce(book, work)
  } finally {
    book.exec('PRAGMA synchronous = NORMAL')
  }
}
