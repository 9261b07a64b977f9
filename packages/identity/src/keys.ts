import { generateKeyPairSync } from 'node:crypto'
import type { JWK } from 'jose'
import { type Book, forGood } from './store.ts'
import { unguessable } from './secrets.ts'

/** How long a key signs before the next one does, and how long it is still published then, in ms: longer than any token of it lives. */
export const signsFor = 30 * 86_400_000
export const publishedAfter = 86_400_000

/** The keys as they are: what signs comes first, then the next one, which everybody knows before it signs anything, then those of before. */
export interface Keys {
  /** With their private parts. */
  readonly all: readonly JWK[]
  /** Changes when they do. */
  readonly stamp: string
}

const make = (book: Book, now: number): string => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const kid = unguessable().slice(0, 12)
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' }
  book.prepare('INSERT INTO key (kid, jwk, made) VALUES (?, ?, ?)').run(kid, JSON.stringify(jwk), now)
  return kid
}
const nextOf = (book: Book): string | undefined =>
  book.prepare('SELECT kid FROM key WHERE signs IS NULL ORDER BY made LIMIT 1').get()?.['kid'] as string | undefined

/**
 * From now on the next key signs, and another one is made to come after it. What the old ones signed stays good until it ends: their keys are
 * published for a while. `forgets`: the old ones are withdrawn at once, for a key that others may have; who is signed in signs in again.
 */
export const rotate = (book: Book, now: number, forgets = false): void =>
  forGood(book, () => {
    book.prepare('UPDATE key SET ended = ? WHERE signs IS NOT NULL AND ended IS NULL').run(now)
    if (forgets) book.prepare('DELETE FROM key WHERE ended IS NOT NULL').run()
    book.prepare('UPDATE key SET signs = ? WHERE kid = ?').run(now, nextOf(book) ?? make(book, now))
    make(book, now)
  })

/** The keys; made where there are none, and rotated where it is time. */
export const keysIn = (book: Book, now: number): Keys => {
  const current = book.prepare('SELECT signs FROM key WHERE signs IS NOT NULL AND ended IS NULL').get()
  if (!current || (current['signs'] as number) + signsFor <= now) rotate(book, now)
  book.prepare('DELETE FROM key WHERE ended < ?').run(now - publishedAfter)
  const rows = book.prepare('SELECT kid, jwk FROM key ORDER BY ended IS NOT NULL, signs IS NULL, ended DESC').all()
  return { all: rows.map(r => JSON.parse(r['jwk'] as string) as JWK), stamp: rows.map(r => r['kid']).join() }
}
/** What the world may know of a key. */
export const publicPart = ({ kty, crv, x, y, kid, alg, use }: JWK): JWK => ({ kty, crv, x, y, kid, alg, use }) as JWK
