import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Refused, type Table } from '@jumun/core/runtime'

/** What every Jumun file carries in its header: "jumn". */
export const applicationId = 0x6a756d6e

/**
 * How a file of one version becomes one of the next, in the order of the versions: entry n leads from version n to n + 1, the first
 * from an empty file. Never change one that was published: add one.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE journal (id INTEGER PRIMARY KEY, delta TEXT NOT NULL);
   CREATE TABLE log (position INTEGER PRIMARY KEY, lines TEXT NOT NULL);
   CREATE TABLE cases (name TEXT, first INTEGER, number INTEGER NOT NULL, positions TEXT NOT NULL, PRIMARY KEY (name, first)) WITHOUT ROWID;
   CREATE TABLE marks (id TEXT PRIMARY KEY, at INTEGER NOT NULL, refused TEXT) WITHOUT ROWID;
   CREATE TABLE keys (name TEXT PRIMARY KEY, at INTEGER NOT NULL, data TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE timers (id TEXT PRIMARY KEY, at INTEGER NOT NULL, kase TEXT NOT NULL, work TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX timers_at ON timers (at);
   CREATE INDEX timers_case ON timers (kase);
   CREATE TABLE seen (source TEXT, kase TEXT, number INTEGER NOT NULL, PRIMARY KEY (source, kase)) WITHOUT ROWID;
   CREATE TABLE aside (source TEXT, position INTEGER, data TEXT NOT NULL, PRIMARY KEY (source, position)) WITHOUT ROWID;
   CREATE TABLE audits (id INTEGER PRIMARY KEY, data TEXT NOT NULL);`,
]

const rows = (db: DatabaseSync, sql: string): any[] => db.prepare(sql).all()
const pragma = (db: DatabaseSync, name: string): any => Object.values(rows(db, `PRAGMA ${name}`)[0] ?? {})[0]

/** Below this size a file is read through when it is opened; above it only its edges are. */
const small = 16 * 2 ** 20

/** Refuses what is not ours, too new or damaged, with what to do about it. */
export const examine = (db: DatabaseSync, file: string, context: string, known = migrations.length): void => {
  try {
    const id = pragma(db, 'application_id')
    const version = pragma(db, 'user_version')
    if (id !== applicationId && (id !== 0 || rows(db, 'SELECT 1 FROM sqlite_master LIMIT 1').length))
      throw new Refused(`${file} is a database, but not one of Jumun. Nothing was changed. Give another directory, or move that file away.`)
    if (version > known)
      throw new Refused(
        `${file} was written by a newer Jumun (its format is ${version}, this one knows ${known}). Nothing was changed. Run the newer version, or restore a backup from before it.`,
      )
    if (id !== applicationId) return
    const owner = rows(db, "SELECT value FROM meta WHERE name = 'context'")[0]?.value
    if (owner !== undefined && owner !== context)
      throw new Refused(
        `${file} belongs to the context ${owner}, not to ${context}. Nothing was changed. Check which file was given to which context.`,
      )
    // Reading a large file through takes minutes; its ends are where an interrupted copy or a full disk shows.
    const size = statSync(file).size
    const check = size <= small ? rows(db, 'PRAGMA quick_check(1)')[0]?.quick_check : 'ok'
    if (check !== 'ok') throw isDamaged(file, check)
    // The page is read, and no value: one that is too large for a number says nothing about the file.
    for (const { name, sql } of rows(db, "SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
      rows(db, `SELECT 1 FROM "${name}" ORDER BY ${/WITHOUT ROWID/i.test(sql) ? '1' : 'rowid'} DESC LIMIT 1`)
  } catch (thrown) {
    throw damaged(file, thrown)
  }
}

const isDamaged = (file: string, how: string, cause?: unknown): Refused =>
  new Refused(
    `${file} is damaged (${how}). Restore it from a backup; keep the damaged file, with -wal if there is one, for repair with "sqlite3 ${file} .recover".`,
    { cause },
  )
/** Where the file itself is the reason, a Refused that says what to do; else what was thrown. */
export const damaged = (file: string, thrown: unknown): unknown => {
  const code = (thrown as { readonly errcode?: number }).errcode ?? 0
  // SQLITE_CORRUPT, SQLITE_NOTADB, or a text of ours that makes no sense.
  return (code & 0xff) === 11 || code === 26 || thrown instanceof SyntaxError ? isDamaged(file, (thrown as Error).message, thrown) : thrown
}

/** A file that is not SQLite's at all is refused before SQLite touches it. */
export const examineHeader = (file: string): void => {
  if (!existsSync(file) || statSync(file).size === 0) return
  const header = Buffer.alloc(16)
  const fd = openSync(file, 'r')
  try {
    readSync(fd, header, 0, 16, 0)
  } finally {
    closeSync(fd)
  }
  if (header.toString('latin1') !== 'SQLite format 3\0')
    throw new Refused(
      `${file} is no database, or its beginning is damaged. Nothing was changed. Restore it from a backup, give another directory, or move that file away.`,
    )
}

/** Brings a file to the newest version, step by step; all of it or nothing. */
export const migrate = (db: DatabaseSync, steps: readonly string[] = migrations): void => {
  const version: number = pragma(db, 'user_version')
  if (version >= steps.length) return
  db.exec('BEGIN IMMEDIATE')
  try {
    for (const step of steps.slice(version)) db.exec(step)
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length}; COMMIT`)
  } catch (thrown) {
    db.exec('ROLLBACK')
    throw thrown
  }
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
/** The table of an aggregate or a view. */
export const tableName = (table: Pick<Table, 'name'>): string => `of_${table.name}`
/** The column of an indexed field. */
export const columnOf = (field: string): string => quoted(`f_${field}`)
/** The column of an item's own number: its key, where that is its number. */
export const idColumn = (table: Table): string => (isPlain(table) ? 'k' : 'id')
export const isPlain = (table: Table): boolean => !table.numbered && table.keyType === 'integer'
/** A field of the state that has no column. */
export const fieldOf = (field: string): string => `data ->> '$.${quoted(field).replaceAll("'", "''")}'`

/** A table with the keys and numbers that it has in the file; as it is declared where the file has none of that name. */
export const asItLies = (db: DatabaseSync, table: Table): Table => {
  const columns = rows(db, `SELECT name, type FROM pragma_table_info('${tableName(table).replaceAll("'", "''")}')`)
  const key = columns.find(c => c.name === 'k')
  return key ? { ...table, keyType: key.type === 'INTEGER' ? 'integer' : 'text', numbered: columns.some(c => c.name === 'id') } : table
}
/** A table that would be made in another way now is made anew where nothing is in it; else it stays, for whoever compares the models. */
const shapeable = (db: DatabaseSync, declared: Table): Table => {
  const lies = asItLies(db, declared)
  if (isPlain(lies) === isPlain(declared) && lies.keyType === declared.keyType) return declared
  const name = quoted(tableName(declared))
  if (rows(db, `SELECT 1 FROM ${name} LIMIT 1`).length) return lies
  db.exec(`DROP TABLE ${name}`)
  return declared
}

/**
 * Makes or completes the tables of aggregates and views: a later version of a system may have more of them, or other indexes. Says how they
 * are now.
 */
export const shape = (db: DatabaseSync, declared: readonly Table[]): readonly Table[] => {
  db.exec('BEGIN IMMEDIATE')
  try {
    const tables = declared.map(table => shapeable(db, table))
    for (const table of tables) {
      const name = quoted(tableName(table))
      const id = isPlain(table) ? '' : 'id INTEGER NOT NULL, '
      const seen = table.kind === 'row' ? ', seen TEXT NOT NULL' : ''
      const type = table.keyType === 'integer' ? 'INTEGER' : 'TEXT'
      db.exec(
        `CREATE TABLE IF NOT EXISTS ${name} (k ${type} PRIMARY KEY, ${id}version INTEGER NOT NULL, listed INTEGER NOT NULL, data TEXT NOT NULL${seen})`,
      )
      const present = rows(db, `SELECT name FROM pragma_table_info('${tableName(table).replaceAll("'", "''")}')`).map(c => quoted(c.name))
      const wanted = table.indexes.map(columnOf)
      for (const field of table.indexes) {
        if (present.includes(columnOf(field))) continue
        db.exec(`ALTER TABLE ${name} ADD COLUMN ${columnOf(field)}; UPDATE ${name} SET ${columnOf(field)} = ${fieldOf(field)}`)
      }
      const indexName = (column: string): string => quoted(`${tableName(table)} ${column}`)
      for (const column of present)
        if (column.startsWith('"f_') && !wanted.includes(column))
          db.exec(`DROP INDEX IF EXISTS ${indexName(column)}; ALTER TABLE ${name} DROP COLUMN ${column}`)
      const last = isPlain(table) ? '' : ', id'
      db.exec(`CREATE INDEX IF NOT EXISTS ${indexName('listed')} ON ${name} (listed${last})`)
      for (const column of wanted) db.exec(`CREATE INDEX IF NOT EXISTS ${indexName(column)} ON ${name} (listed, ${column}${last})`)
    }
    db.exec('COMMIT')
    return tables
  } catch (thrown) {
    db.exec('ROLLBACK')
    throw thrown
  }
}
