import type { Book } from './store.ts'
import { kept, unguessable } from './secrets.ts'

/** How long an invitation stands, in ms. */
const standsFor = 3 * 86_400_000

export interface Invitation {
  readonly role: string
  readonly key: string | undefined
  /** Who gave it: a person as tokens call them, or `machine`. */
  readonly giver: string
}
/** Roles that are offered, each by a link that can be used once. */
export class Invitations {
  private readonly book: Book
  private readonly now: () => number

  constructor(book: Book, now: () => number) {
    this.book = book
    this.now = now
  }
  /** What the link holds. Whether they may give it is decided before, and again when it is taken up. */
  give({ role, key, giver }: Invitation): string {
    const token = unguessable()
    this.book.prepare('INSERT INTO invitation VALUES (?, ?, ?, ?, ?)').run(kept(token), role, key ?? null, giver, this.now() + standsFor)
    return token
  }
  find(token: string): Invitation | undefined {
    const row = this.book.prepare('SELECT * FROM invitation WHERE token = ? AND until > ?').get(kept(token), this.now())
    return row && { role: row['role'] as string, key: (row['key'] as string | null) ?? undefined, giver: row['giver'] as string }
  }
  /** Takes it up: it is gone then. False where somebody else was first. */
  take(token: string): boolean {
    return this.book.prepare('DELETE FROM invitation WHERE token = ?').run(kept(token)).changes === 1
  }
  /** Invitations of one kind that nobody has taken up are withdrawn: a new link is the only one. */
  withdraw(role: string, giver: string): void {
    this.book.prepare('DELETE FROM invitation WHERE role = ? AND giver = ?').run(role, giver)
  }
}
