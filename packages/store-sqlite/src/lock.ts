import { DatabaseSync } from 'node:sqlite'
import { Refused } from '@jumun/core/runtime'

/**
 * Makes this process the only one that writes to the file: a tiny database beside it is held in an open transaction. The operating
 * system releases it when the process dies, however it dies, so there is no stale lock. Returns the release.
 */
export const lock = (file: string): (() => void) => {
  const db = new DatabaseSync(`${file}.lock`, { timeout: 0 })
  try {
    // Who holds it is only for people: where it cannot be written, for want of room, the lock is held all the same.
    attempt(db, 'PRAGMA synchronous = OFF; CREATE TABLE IF NOT EXISTS holder (pid INTEGER)')
    attempt(db, `BEGIN IMMEDIATE; DELETE FROM holder; INSERT INTO holder VALUES (${process.pid}); COMMIT`)
    if (db.isTransaction) db.exec('ROLLBACK')
    db.exec('BEGIN IMMEDIATE')
  } catch (thrown) {
    const isBusy = (thrown as { errcode?: number }).errcode === 5
    const holder = isBusy ? holderOf(db) : undefined
    db.close()
    throw new Refused(
      isBusy
        ? `${file} is in use by ${holder ? `process ${holder}` : 'another process'}: one process at a time. Stop that one first, or give this one another directory.`
        : `${file} cannot be locked: ${(thrown as Error).message}. Check that its directory may be written to.`,
      { cause: thrown },
    )
  }
  return () => db.close()
}

const attempt = (db: DatabaseSync, sql: string): void => {
  try {
    db.exec(sql)
  } catch {
    // The lock itself will tell.
  }
}
const holderOf = (db: DatabaseSync): number | undefined => {
  try {
    return (db.prepare('SELECT pid FROM holder').get() as { pid: number } | undefined)?.pid
  } catch {
    return undefined
  }
}
