import type { Key, Keyed } from '@jumun/core/runtime'
import type { Book } from './book.ts'
import { type Entry, frozen } from './delta.ts'
import { Lookup } from './lookup.ts'
import { fieldOf, type Server } from './server.ts'

/** Reads single documents of the collections, many in one question. What a page has not brought there yet, only the book knows. */
export class Finder {
  readonly #server: Server
  readonly #book: Book
  readonly #lookups = new Map<string, Lookup>()
  constructor(server: Server, book: Book) {
    this.#server = server
    this.#book = book
  }
  #in(collection: string): Lookup {
    let lookup = this.#lookups.get(collection)
    if (!lookup) this.#lookups.set(collection, (lookup = new Lookup(this.#server.collection(collection))))
    return lookup
  }
  /** What a table's collection says of a key, or what is known better by now. */
  async stored(table: string, key: Key): Promise<Entry> {
    const { drops } = this.#book
    const document = await this.#in(`table.${table}`).get(key)
    const entry = document ? entryOf(document) : { key, version: 0, id: 0, state: undefined, seen: undefined, listed: false, page: 0 }
    return drops === this.#book.drops ? this.#book.learn(table, entry) : entry
  }
  mark(id: string): Promise<{ readonly refused?: any } | undefined> {
    return this.#in('marks').get(id)
  }
  async key(name: string): Promise<Keyed | undefined> {
    const document = await this.#in('keys').get(name)
    if (!document) return undefined
    const { digest, aggregate, key, version, at } = document
    return { name, digest, aggregate, key, version, at }
  }
  /** The number of the last public event of a case. */
  async number(kase: string): Promise<number> {
    const { drops } = this.#book
    const number: number = (await this.case(kase))?.number ?? 0
    return drops === this.#book.drops ? this.#book.learnNumber(kase, number) : number
  }
  async seen(source: string, kase: string): Promise<number> {
    const { drops } = this.#book
    const number: number = (await this.case(kase))?.seen?.[fieldOf(source)] ?? 0
    return drops === this.#book.drops ? this.#book.learnSeen(source, kase, number) : number
  }
  case(
    name: string,
  ): Promise<{ readonly number: number; readonly more?: 1; readonly positions?: readonly number[]; readonly seen?: any } | undefined> {
    return this.#in('cases').get(name)
  }
  chunk(of: number): Promise<{ readonly events: readonly any[] } | undefined> {
    return this.#in('log').get(of)
  }
}

export const entryOf = ({ _id, page, version, id, listed, state, seen }: any): Entry => ({
  key: _id,
  version,
  id: version ? id : 0,
  state: frozen(state),
  seen: seen && frozen(Object.fromEntries(seen)),
  listed: listed === true,
  page,
})
