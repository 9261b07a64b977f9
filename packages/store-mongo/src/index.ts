import { randomUUID } from 'node:crypto'
import { type Store, type Table, Unavailable, unfit } from '@jumun/core/runtime'
import { Book, type Memory } from './book.ts'
import { Finder } from './finder.ts'
import { forget } from './forget.ts'
import { Journal, type Terms, writtenMeta } from './journal.ts'
import { lease } from './leases.ts'
import { indexesOf } from './list.ts'
import { dump, fill } from './move.ts'
import { readsOf } from './reads.ts'
import { isWritten, newOf, takePlace, writeAnew } from './rewrite.ts'
import { Sequences } from './sequences.ts'
import { answer, clientOf, isDuplicate, note, type Patience, Refused, Server } from './server.ts'
import { Settler, type Step } from './settler.ts'
import { Timers } from './timers.ts'
import { Writer } from './writer.ts'

export { Refused } from './server.ts'
export type { Step } from './settler.ts'

export interface Tuning extends Memory, Patience, Terms {
  /** After how many units the collections are brought up to date. */
  readonly settleAfter: number
  /** Told after each step of bringing the collections up to date; where it rejects, that is broken off. */
  readonly after: (step: Step) => Promise<void>
}
const usual: Tuning = {
  remembered: 8000,
  tail: 2000,
  settleAfter: 2000,
  connect: 3000,
  answer: 5000,
  term: 5000,
  kept: 60_000,
  doubt: 5000,
  after: async () => {},
}

export interface Place {
  /** Of the server, the replica set or the routers: `mongodb://…`. */
  readonly url: string
  /** Its database has its name, with `_` for what a database's name cannot have: `cafeteria/order` is in `cafeteria_order`. */
  readonly context: string
  readonly tables: readonly Table[]
  readonly tuning?: Partial<Tuning>
}

/** The format of the collections. */
const format = 1

/**
 * Opens the database of one context on a MongoDB 6 or later, or makes it; any number of processes may have it open. Throws a Refused that
 * says what to do where it cannot be used, Unavailable where the server does not answer.
 *
 * What this adapter promises was tried against an emulator of MongoDB's protocol only, not against MongoDB itself: see docs/decisions/035.
 */
export const openMongo = async (place: Place): Promise<Store> => {
  const { url, context, tables, tuning } = place
  const settings = { ...usual, ...tuning }
  const client = connected(url, settings)
  const beside = new Server(client, newOf(context))
  const at = (server: Server) => openAt(url, server.context, tables, settings)
  try {
    const server = new Server(client, context)
    await answer(client.connect())
    if (await isWritten(beside)) await takePlace(server, beside, at)
    await examine(server)
    await answer(shape(server, tables))
    const store = await opened(server, tables, settings)
    return {
      ...store,
      async rewrite(change) {
        const again = connected(url, settings)
        try {
          await writeAnew(store, new Server(again, newOf(context)), () => at(beside), change)
          await store.close()
          await takePlace(new Server(again, context), new Server(again, newOf(context)), at)
        } finally {
          await again.close()
        }
      },
    }
  } catch (thrown) {
    await client.close()
    throw thrown
  }
}
const openAt = async (url: string, context: string, tables: readonly Table[], settings: Tuning): Promise<Store> => {
  const client = connected(url, settings)
  try {
    const server = new Server(client, context)
    await answer(client.connect())
    await examine(server)
    await answer(shape(server, tables))
    return { ...(await opened(server, tables, settings)), rewrite: () => Promise.reject(new Error('it is being rewritten')) }
  } catch (thrown) {
    await client.close()
    throw thrown
  }
}
const connected = (url: string, patience: Patience) => {
  try {
    return clientOf(url, patience)
  } catch (thrown) {
    throw new Refused(`the address of the database cannot be used: ${(thrown as Error).message}. Give one like mongodb://host:27017`, {
      cause: thrown,
    })
  }
}

const examine = async (server: Server): Promise<void> => {
  const meta = server.collection('meta')
  const { databaseName } = server.db
  const blank = writtenMeta({ applied: 0, head: 0, sums: new Map(), progress: new Map(), kinds: new Map() })
  let found = await answer(meta.findOne({ _id: 'meta' }))
  if (!found) {
    // The first page is blank: every other one has one before it.
    await make(server, 'journal', { _id: 0, by: 'nobody', text: '' })
    await make(server, 'meta', { _id: 'meta', context: server.context, format, ...blank, trimmed: 0, by: '', until: 0 })
    found = await answer(meta.findOne({ _id: 'meta' }))
  }
  if (found.context !== server.context)
    throw new Refused(
      `the database ${databaseName} belongs to the context ${found.context}, not to ${server.context}. Give the address of another server.`,
    )
  if (found.format > format) throw new Refused(`the database ${databaseName} was written by a newer version. Start that one.`)
  if (found.filling) throw new Refused(`a move into the database ${databaseName} was broken off. Drop it, and move again.`)
}
const make = async (server: Server, collection: string, document: any): Promise<void> => {
  try {
    await server.collection(collection).insertOne(document)
  } catch (thrown) {
    if (!isDuplicate(thrown)) await answer(Promise.reject(thrown))
  }
}
/** The indexes of what is not found by its id alone. */
const shape = async (server: Server, tables: readonly Table[]): Promise<void> => {
  await Promise.all([
    server.collection('places').createIndex({ name: 1 }),
    server.collection('marks').createIndex({ at: 1 }),
    server.collection('keys').createIndex({ at: 1 }),
    server.collection('timers').createIndex({ here: 1, at: 1 }),
    server.collection('timers').createIndex({ holder: 1, free: 1 }),
    server.collection('timers').createIndex({ at: 1, _id: 1 }),
    server.collection('timers').createIndex({ case: 1 }),
    server.collection('aside').createIndex({ source: 1, position: 1 }),
    server.collection('audits').createIndex({ page: -1, place: -1 }),
  ])
  for (const table of tables) {
    for (const index of indexesOf(table)) await server.table(table.name).createIndex(index)
  }
}

const missing = (name: string): never => {
  throw new Error(`the store has no table ${name}`)
}
const opened = async (server: Server, tables: readonly Table[], settings: Tuning): Promise<Omit<Store, 'rewrite'>> => {
  const me = randomUUID()
  const book = new Book(tables, settings)
  const journal = new Journal(server, book, settings)
  const finder = new Finder(server, book)
  const settler = new Settler(server, book, me, settings, settings.after)
  const sequences = new Sequences(server)
  const timers = new Timers(server, book, journal, settler, me)
  let failedAt = 0
  const writer = new Writer(book, journal, finder, sequences, me, () => {
    // After a failure the next thousand units are waited for: until then the journal keeps everything.
    if (book.unsettled.units - failedAt < settings.settleAfter) return
    settler.settle().then(
      () => (failedAt = 0),
      () => (failedAt = book.unsettled.units),
    )
  })
  await journal.recall()
  await journal.fresh()

  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await writer.close()
    try {
      await settler.settle()
      await sequences.close()
    } catch {
      // The journal keeps what the collections do not have, and numbers are skipped.
    }
    await server.client.close()
  }
  const open = <F extends (...args: any[]) => Promise<any>>(ask: F): F =>
    (async (...args) => {
      if (closing) throw new Unavailable('the store is closed')
      return ask(...args)
    }) as F
  const reads = readsOf({ server, book, journal, finder, settler, timers, tables })
  return {
    ...(Object.fromEntries(Object.entries(reads).map(([name, read]) => [name, open(read as any)])) as unknown as typeof reads),
    async commit(unit) {
      const why = unfit(unit, name => tables.find(t => t.name === name) ?? missing(name))
      if (why) throw why
      return writer.commit(unit)
    },
    allot: open(of => sequences.allot(of)),
    forget: open(before => forget(server, book, journal, settler, before)),
    lease: open((name, holder, ms) => lease(server, name, holder, ms)),
    note: open((name, text) => note(server, name, text)),
    dump: () => dump(server, book, journal, settler, tables),
    fill: open(things => fill(server, book, journal, settler, things)),
    close: () => (closing ??= close()),
  }
}
