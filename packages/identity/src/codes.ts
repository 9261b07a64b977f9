import { type Book, atOnce } from './store.ts'
import { digits, isSame, kept, unguessable } from './secrets.ts'
import type { Address } from './people.ts'

/** How long a code may be used, in ms, and how often it may be typed wrongly. */
const livesFor = 10 * 60_000
const tries = 5

/** What a code confirms: that somebody has this address. `body`: what is done then. */
export interface Confirmed<T> {
  readonly address: Address
  readonly body: T
}

/** Codes that were sent, and wait to be typed. */
export class Codes {
  private readonly book: Book
  private readonly now: () => number

  constructor(book: Book, now: () => number) {
    this.book = book
    this.now = now
  }
  /** Begins a confirmation. `id`: for whoever asked, to come back with; `code`: for whoever has the address. */
  begin(what: string, address: Address, body: object): { readonly id: string; readonly code: string } {
    const [id, code] = [unguessable(), digits()]
    this.book
      .prepare('INSERT INTO code VALUES (?, ?, ?, ?, ?, 0, ?)')
      .run(kept(id), what, JSON.stringify(address), kept(`${id} ${code}`), JSON.stringify(body), this.now() + livesFor)
    return { id, code }
  }
  /** Is it the right one? It can be used once. `ended`: it is over, whatever is typed. */
  confirm<T>(what: string, id: string, code: string): Confirmed<T> | 'wrong' | 'ended' {
    return atOnce(this.book, () => {
      const row = this.book.prepare('SELECT * FROM code WHERE id = ? AND what = ?').get(kept(id), what)
      if (!row || (row['until'] as number) <= this.now() || (row['tries'] as number) >= tries) return 'ended'
      if (!isSame(row['hash'] as string, kept(`${id} ${code.normalize('NFKC').replace(/\D/g, '')}`))) {
        this.book.prepare('UPDATE code SET tries = tries + 1 WHERE id = ?').run(kept(id))
        return (row['tries'] as number) + 1 >= tries ? 'ended' : 'wrong'
      }
      this.book.prepare('DELETE FROM code WHERE id = ?').run(kept(id))
      return { address: JSON.parse(row['address'] as string) as Address, body: JSON.parse(row['body'] as string) as T }
    })
  }
}
