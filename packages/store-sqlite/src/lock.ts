import { DatabaseSync } from 'node:sqlite'

/**
 * Makes this process the only one that writes to the file: a tiny database beside it is held in an open transaction. The operating
 * system releases it when the process dies, however it dies, so there is no stale lock. Returns the release.
 */
export const lock = (file: string): (() => void) => {
  const db = new DatabaseSync(`${file}.lock`, { timeout: 0 })
  try {
    db.exec('PRAGMA synchronous = OFF; CREATE TABLE IF NOT EXISTS holder (pid INTEGER)')
    db.exec(`BEGIN IMMEDIATE; DELETE FROM holder; INSERT INTO holder VALUES (${process.pid}); COMMIT; BEGIN IMMEDIATE`)
  } catch (thrown) {
    const holder = holderOf(db)
    db.close()
    if (holder === undefined) throw new Error(`cannot lock ${file}: ${(thrown as Error).message}`, { cause: thrown })
    throw new Error(`${file} is in use by process ${holder}: one process at a time. Stop that one first, or give this one another directory.`)
  }
  return () => db.close()
}

const holderOf = (db: DatabaseSync): number | undefined => {
  try {
    return (db.prepare('SELECT pid FROM holder').get() as { pid: number } | undefined)?.pid
  } catch {
    return undefined
  }
}
