import type { Collection } from 'mongodb'
import { answer } from './server.ts'

/** Finds documents by their ids: what is asked for in one turn of the event loop is one question to the server. */
export class Lookup {
  readonly #collection: Collection<any>
  #asked = new Map<any, { promise: Promise<any>; resolve(document: any): void; reject(why: unknown): void }>()
  constructor(collection: Collection<any>) {
    this.#collection = collection
  }
  get(id: any): Promise<any> {
    let asked = this.#asked.get(id)
    if (!asked) {
      if (!this.#asked.size) setImmediate(() => void this.#ask())
      asked = Promise.withResolvers<any>()
      this.#asked.set(id, asked)
    }
    return asked.promise
  }
  async #ask(): Promise<void> {
    const asked = this.#asked
    this.#asked = new Map()
    try {
      const ids = [...asked.keys()]
      const found = await answer(this.#collection.find({ _id: ids.length === 1 ? ids[0] : { $in: ids } }).toArray())
      for (const document of found) {
        asked.get(document._id)?.resolve(document)
        asked.delete(document._id)
      }
      for (const { resolve } of asked.values()) resolve(undefined)
    } catch (thrown) {
      for (const { reject } of asked.values()) reject(thrown)
    }
  }
}
