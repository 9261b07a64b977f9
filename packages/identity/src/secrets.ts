import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Book } from './store.ts'

/** What nobody guesses, for a link or a cookie. */
export const unguessable = (): string => randomBytes(24).toString('base64url')
/** How a secret is kept: whoever reads the database cannot use it. */
export const kept = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
/** Six digits, for a person to read and to type. */
export const digits = (): string => String(randomInt(1_000_000)).padStart(6, '0')
export const isSame = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(kept(one)), Buffer.from(kept(other)))

/** A secret of this installation, made when it is first asked for. */
export const ownSecret = (book: Book, name: string): string => {
  book.prepare('INSERT OR IGNORE INTO secret VALUES (?, ?)').run(name, randomBytes(32).toString('base64url'))
  return book.prepare('SELECT value FROM secret WHERE name = ?').get(name)!['value'] as string
}
