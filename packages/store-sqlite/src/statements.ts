import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** How many marks are looked at in one go when old ones are forgotten. */
const slice = 2000

/** Under which name of `meta` a note lies: beside what the store itself knows. */
export const noteName = (name: string): string => `note ${name}`

/** What is asked of a context's file beside its log and the tables of aggregates and views. */
export const reading = (db: DatabaseSync) => {
  const timer = 'SELECT id, at, kase, work FROM timers'
  return {
    begin: db.prepare('BEGIN'),
    commit: db.prepare('COMMIT'),
    changes: db.prepare('PRAGMA data_version'),
    meta: db.prepare('SELECT value FROM main.meta WHERE name = ?'),
    journal: db.prepare('SELECT id, delta FROM main.journal ORDER BY id'),
    marked: db.prepare('SELECT refused FROM main.marks WHERE id = ?'),
    keyed: db.prepare('SELECT data FROM main.keys WHERE name = ?'),
    due: db.prepare(`${timer} WHERE at <= ? ORDER BY at, id`),
    next: db.prepare('SELECT id, at FROM timers ORDER BY at'),
    timersOf: db.prepare(`${timer} WHERE kase = ? ORDER BY at, id`),
    timers: db.prepare(`${timer} ORDER BY at, id LIMIT ? OFFSET ?`),
    seen: db.prepare('SELECT number FROM main.seen WHERE source = ? AND kase = ?'),
    aside: db.prepare('SELECT data FROM aside ORDER BY source, position'),
    isAside: db.prepare('SELECT 1 FROM aside WHERE source = ? AND position = ?'),
    asideAfter: db.prepare(
      'SELECT source, position, data FROM aside WHERE (source, position) > (?, ?) ORDER BY source, position LIMIT 200',
    ),
    audits: db.prepare('SELECT data FROM audits ORDER BY id DESC LIMIT ? OFFSET ?'),
    dump: {
      marks: db.prepare('SELECT id, at, refused FROM main.marks WHERE id > ? ORDER BY id LIMIT ?'),
      keys: db.prepare('SELECT name, data FROM main.keys WHERE name > ? ORDER BY name LIMIT ?'),
      seen: db.prepare('SELECT source, kase, number FROM main.seen WHERE (source, kase) > (?, ?) ORDER BY source, kase LIMIT ?'),
      timers: db.prepare(`${timer} WHERE id > ? ORDER BY id LIMIT ?`),
    },
    notes: db.prepare("SELECT name, value FROM main.meta WHERE name LIKE 'note %' ORDER BY name"),
    few: db.prepare('SELECT (SELECT COUNT(*) FROM aside) AS aside, (SELECT COUNT(*) FROM audits) AS audits'),
  }
}

/** How some tables are brought up to date: those that a reader shadows with its own. */
export const settling = (db: DatabaseSync) => ({
  addTimer: db.prepare('INSERT OR IGNORE INTO timers VALUES (?, ?, ?, ?)'),
  moveTimer: db.prepare('UPDATE timers SET at = ?, kase = ?, work = ? WHERE id = ?'),
  dropTimer: db.prepare('DELETE FROM timers WHERE id = ?'),
  put: db.prepare('INSERT OR REPLACE INTO aside VALUES (?, ?, ?)'),
  take: db.prepare('DELETE FROM aside WHERE source = ? AND position = ?'),
  audit: db.prepare('INSERT INTO audits (data) VALUES (?)'),
})

/** What only the file's own process does to it. */
export const writing = (db: DatabaseSync) => {
  const old = (table: string, id: string, unless: string): { readonly upTo: StatementSync; readonly drop: StatementSync } => ({
    upTo: db.prepare(`SELECT max(${id}) AS last FROM (SELECT ${id} FROM ${table} WHERE ${id} > ? ORDER BY ${id} LIMIT ${slice})`),
    drop: db.prepare(`DELETE FROM ${table} WHERE ${id} > ? AND ${id} <= ? AND at < ?${unless}`),
  })
  return {
    checkpoint: db.prepare('PRAGMA wal_checkpoint(TRUNCATE)'),
    setMeta: db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)'),
    append: db.prepare('INSERT INTO journal VALUES (?, ?)'),
    trim: db.prepare('DELETE FROM journal WHERE id <= ?'),
    mark: db.prepare('INSERT OR REPLACE INTO marks VALUES (?, ?, ?)'),
    key: db.prepare('INSERT OR REPLACE INTO keys VALUES (?, ?, ?)'),
    see: db.prepare('INSERT OR REPLACE INTO seen VALUES (?, ?, ?)'),
    renew: db.prepare('UPDATE marks SET at = ? WHERE id >= ? AND id < ? AND at < ?'),
    old: {
      marks: old('marks', 'id', ' AND NOT EXISTS (SELECT 1 FROM timers WHERE timers.id = marks.id)'),
      keys: old('keys', 'name', ''),
    },
  }
}
