import { spelt } from '@jumun/core/model'
import { type Book, forGood } from './store.ts'
import type { Key } from './roles.ts'

export type Language = 'ko' | 'en'
export interface Person {
  readonly id: number
  readonly name: string
  readonly phone: string | undefined
  readonly email: string | undefined
  readonly language: Language
  readonly password: string
  readonly roles: readonly string[]
  readonly keys: { readonly [key in Key]?: string | undefined }
}
/** Where somebody is reached; what they sign in with. */
export interface Address {
  readonly kind: 'phone' | 'email'
  readonly text: string
}

/** A phone number or a mailbox, in the one form in which it is kept; undefined where it is neither. */
export const addressIn = (text: string): Address | undefined => {
  if (text.length > 200 || !text.isWellFormed()) return undefined
  const said = text.normalize('NFKC').trim()
  if (said.includes('@')) {
    const [mailbox = '', host = '', ...more] = said.toLowerCase().split('@')
    const isMail = !more.length && /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}$/u.test(mailbox) && /^[\p{L}\p{N}.-]{1,120}$/u.test(host)
    return isMail && host.includes('.') ? { kind: 'email', text: `${mailbox}@${host}` } : undefined
  }
  const phone = spelt(said, 'phone')
  return /^0\d{8,10}$/.test(phone) ? { kind: 'phone', text: phone } : undefined
}

/** The name of a person as it is kept; undefined where nobody is called so. */
export const nameIn = (text: string): string | undefined => {
  if (!text.isWellFormed()) return undefined
  // what turns the direction of what follows, or is not seen at all, is in no name; joiners are, in some scripts
  const said = text
    .normalize('NFC')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u200b]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const length = Array.from(said).length
  return length >= 1 && length <= 60 && !/\p{Cc}/u.test(said) && /[\p{L}\p{N}]/u.test(said) ? said : undefined
}

type Row = { readonly [column: string]: string | number | bigint | null | Uint8Array }
const personOf = (row: Row): Person => ({
  id: row['id'] as number,
  name: row['name'] as string,
  phone: (row['phone'] as string | null) ?? undefined,
  email: (row['email'] as string | null) ?? undefined,
  language: row['language'] as Language,
  password: row['password'] as string,
  roles: JSON.parse(row['roles'] as string) as string[],
  keys: { storeId: (row['store_id'] as string | null) ?? undefined, riderId: (row['rider_id'] as string | null) ?? undefined },
})

/** What tokens call them. */
export const subjectOf = ({ id }: { readonly id: number }): string => `p${id}`

const ended = 'DELETE FROM promise WHERE account = ?'

/** Everybody who has an account. */
export class People {
  private readonly book: Book

  constructor(book: Book) {
    this.book = book
  }
  /** By what tokens call them. */
  named(subject: string): Person | undefined {
    const [, id] = /^p(\d{1,15})$/.exec(subject) ?? []
    const row = id === undefined ? undefined : this.book.prepare('SELECT * FROM person WHERE id = ? AND ended IS NULL').get(Number(id))
    return row && personOf(row)
  }
  at({ kind, text }: Address): Person | undefined {
    const row = this.book.prepare(`SELECT * FROM person WHERE ${kind} = ? AND ended IS NULL`).get(text)
    return row && personOf(row)
  }
  isAnyOperator(): boolean {
    return (
      this.book.prepare("SELECT 1 FROM person, json_each(roles) AS r WHERE r.value = 'operator' AND ended IS NULL LIMIT 1").get() !==
      undefined
    )
  }
  /** Throws where the address has somebody already. */
  add(person: Pick<Person, 'name' | 'language' | 'password' | 'roles'>, address: Address): Person {
    const { name, language, password, roles } = person
    const { lastInsertRowid } = forGood(this.book, () =>
      this.book
        .prepare(`INSERT INTO person (name, ${address.kind}, language, password, roles) VALUES (?, ?, ?, ?, ?)`)
        .run(name, address.text, language, password, JSON.stringify(roles)),
    )
    return this.named(`p${lastInsertRowid}`)!
  }
  /** Gives a role, with the key that it is bound to. */
  give(person: Person, role: string, key: Key | undefined, value: string | undefined): void {
    const roles = JSON.stringify([...new Set([...person.roles, role])])
    forGood(this.book, () => {
      this.book.prepare('UPDATE person SET roles = ? WHERE id = ?').run(roles, person.id)
      if (key && value !== undefined)
        this.book.prepare(`UPDATE person SET ${key === 'storeId' ? 'store_id' : 'rider_id'} = ? WHERE id = ?`).run(value, person.id)
    })
  }
  /** Takes a role away; what they hold of tokens is renewed without it. */
  take(person: Person, role: string): void {
    const roles = JSON.stringify(person.roles.filter(r => r !== role))
    forGood(this.book, () => this.book.prepare('UPDATE person SET roles = ? WHERE id = ?').run(roles, person.id))
  }
  /** A new password ends everything that was promised under the old one, in every browser. */
  setPassword(person: Person, hashed: string): void {
    forGood(this.book, () => {
      this.book.prepare('UPDATE person SET password = ? WHERE id = ?').run(hashed, person.id)
      this.book.prepare(ended).run(subjectOf(person))
      this.book.prepare('DELETE FROM browser WHERE person = ?').run(person.id)
    })
  }
  /** Nobody is signed in as them any more. */
  endSessions(person: Person): void {
    forGood(this.book, () => this.book.prepare(ended).run(subjectOf(person)))
  }
}
