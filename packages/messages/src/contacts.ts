import { readFileSync, statSync } from 'node:fs'
import type { Contact, Message } from './channel.ts'

/** Who is reached where: by system and by how it names the person. */
type Book = { readonly [system: string]: { readonly [to: string]: Contact } }

const isPhone = (to: string): boolean => /^0\d{8,14}$/.test(to)
const isMail = (to: string): boolean => /^[^\s@<>"]+@[^\s@<>"]+$/.test(to)
const isContact = (c: unknown): c is Contact =>
  typeof c === 'object' &&
  c !== null &&
  Object.entries(c).every(([name, v]) => (name === 'phone' && isPhone(String(v))) || (name === 'mail' && isMail(String(v))))

/** Reads a book. Throws an Error whose message names what is wrong in it, without the contacts themselves. */
export const bookFrom = (text: string): Book => {
  const book: unknown = JSON.parse(text)
  if (typeof book !== 'object' || book === null) throw new Error('it is no object of systems')
  for (const [system, people] of Object.entries(book)) {
    if (typeof people !== 'object' || people === null) throw new Error(`"${system}" is no object of people`)
    const wrong = Object.values(people as object).findIndex(c => !isContact(c))
    if (wrong >= 0) throw new Error(`entry ${wrong + 1} of "${system}" is not of the form {"phone": "010…", "mail": "…@…"}`)
  }
  return book as Book
}

/**
 * Where people are reached: what the system calls them, where that is a phone number or a mail address already, and what a file says, which is
 * read again when it changes (a file that became unreadable leaves what was known, and is reported). Undefined: only the former.
 */
export const contacts = (file: string | undefined, report: (what: string) => void): ((m: Message) => Contact) => {
  let book: Book = {}
  let stamp = ''
  let looked = Number.NEGATIVE_INFINITY
  const current = (): Book => {
    if (file === undefined || performance.now() - looked < 1000) return book
    looked = performance.now()
    try {
      const { mtimeMs, size } = statSync(file)
      if (`${mtimeMs} ${size}` !== stamp) {
        stamp = `${mtimeMs} ${size}`
        book = bookFrom(readFileSync(file, 'utf8'))
      }
    } catch (error) {
      report(`the contacts could not be read, those of before stay: ${(error as Error).message}`)
    }
    return book
  }
  return ({ system, to }) => {
    const people = current()[system]
    const known = people && Object.hasOwn(people, to) ? people[to]! : {}
    return { ...(isPhone(to) ? { phone: to } : isMail(to) ? { mail: to } : {}), ...known }
  }
}
