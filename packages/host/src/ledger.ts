import { DatabaseSync } from 'node:sqlite'

/** One line of the sandbox provider's books. */
interface Entry {
  readonly kind: 'charge' | 'refund'
  readonly key: string
  /** The charge that a refund belongs to. */
  readonly of?: string
  readonly amt: number
  readonly [more: string]: unknown
}

/**
 * The sandbox provider's own books, in a file of its own: the provider is not part of the system, and remembers its charges when the
 * system is killed. Entries of one turn of the loop are written together; `save` resolves when the operating system has them, so a killed
 * process loses none (a power failure may: it is a sandbox).
 */
export const sandboxLedger = (file: string) => {
  const db = new DatabaseSync(file, { timeout: 5000 }) // replicas share one provider
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, of_ TEXT, json TEXT) WITHOUT ROWID; CREATE INDEX IF NOT EXISTS of_ ON entry (of_) WHERE of_ IS NOT NULL',
  )
  const find = db.prepare('SELECT json FROM entry WHERE key = ?')
  const refunds = db.prepare('SELECT json FROM entry WHERE of_ = ?')
  const insert = db.prepare('INSERT OR IGNORE INTO entry VALUES (?, ?, ?)')
  let waiting = new Map<string, Entry>()
  let written: Promise<void> | undefined
  const write = () =>
    new Promise<void>((done, failed) =>
      setImmediate(() => {
        const entries = waiting
        waiting = new Map()
        written = undefined
        try {
          db.exec('BEGIN IMMEDIATE')
          for (const e of entries.values()) insert.run(e.key, e.of ?? null, JSON.stringify(e))
          db.exec('COMMIT')
          done()
        } catch (error) {
          if (db.isTransaction) db.exec('ROLLBACK')
          failed(error)
        }
      }),
    )
  const read = (row: any): any => row && JSON.parse(row.json)
  return {
    find: (key: string): any => waiting.get(key) ?? read(find.get(key)),
    refundsOf: (charge: string): readonly any[] => [
      ...[...waiting.values()].filter(e => e.of === charge),
      ...refunds.all(charge).map(read),
    ],
    save: (entry: Entry): Promise<void> => {
      waiting.set(entry.key, entry)
      return (written ??= write())
    },
    /** All entries, for an audit. */
    all: (): Iterable<any> => db.prepare('SELECT json FROM entry').all().map(read),
    /** Also of one that is closed: who stops twice stops once. */
    close: (): void => {
      if (db.isOpen) db.close()
    },
  }
}

/** All entries, for an audit; it disturbs nobody who writes. */
export const readLedger = (file: string): Iterable<any> => {
  const db = new DatabaseSync(file, { readOnly: true })
  return db
    .prepare('SELECT json FROM entry')
    .all()
    .map(row => JSON.parse(row.json as string))
}
