import { type AnyBulkWriteOperation, type Collection, type Db, MongoClient, MongoError, MongoServerError } from 'mongodb'
import { Unavailable } from '@jumun/core/runtime'

/** A database that cannot be opened: why, and what to do about it. */
export class Refused extends Error {}

/** How long is waited for a server that does not answer, in ms, before it counts as away. */
export interface Patience {
  readonly connect: number
  readonly answer: number
}

/** What is written counts when a majority has it in its journal; what is read is what a majority has, from the primary. */
export const clientOf = (url: string, { connect, answer }: Patience): MongoClient =>
  new MongoClient(url, {
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    ignoreUndefined: true,
    maxPoolSize: 8,
    waitQueueTimeoutMS: answer,
    serverSelectionTimeoutMS: connect,
    connectTimeoutMS: connect,
    socketTimeoutMS: answer,
  })

/** The name of a context's database. */
export const databaseOf = (context: string): string => context.replaceAll(/[^A-Za-z0-9_-]/g, '_')

/** A name as a field of a document. */
export const fieldOf = (name: string): string => name.replaceAll('%', '%25').replaceAll('.', '%2E').replaceAll('$', '%24')

export const nameOf = (field: string): string => field.replaceAll('%24', '$').replaceAll('%2E', '.').replaceAll('%25', '%')

/** Notes a text about the store as a whole: it changes at a start, so it needs no page of the journal. */
export const note = async (server: Server, name: string, text: string): Promise<void> => {
  await answer(server.collection('notes').replaceOne({ _id: name }, { text }, { upsert: true }))
}

/** The collections of a context. */
export class Server {
  readonly client: MongoClient
  readonly db: Db
  readonly context: string
  constructor(client: MongoClient, context: string) {
    this.client = client
    this.context = context
    this.db = client.db(databaseOf(context))
  }
  /** `of`: meta, journal, log, cases, places, marks, keys, timers, aside, audits, numbers, leases, notes; a table has its name with its kind before it. */
  collection(of: string): Collection<any> {
    return this.db.collection(of)
  }
  table(name: string): Collection<any> {
    return this.db.collection(`table.${name}`)
  }

  #ahead = 0
  #asked = Number.NEGATIVE_INFINITY
  /** The server's time in ms since 1970, at most a little behind: so a lease that has run out by it has run out. */
  async time(): Promise<number> {
    if (performance.now() - this.#asked > 5000) {
      const admin = this.db.admin()
      const { localTime } = await answer(
        admin.command({ hello: 1 }).catch(thrown => (isUnknownCommand(thrown) ? admin.command({ isMaster: 1 }) : Promise.reject(thrown))),
      )
      this.#asked = performance.now()
      this.#ahead = (localTime as Date).getTime() - this.#asked
    }
    return performance.now() + this.#ahead
  }
}

const isUnknownCommand = (thrown: unknown): boolean => thrown instanceof MongoServerError && thrown.code === 59
export const isDuplicate = (thrown: unknown): boolean => thrown instanceof MongoServerError && thrown.code === 11000

/** What the driver throws, as the port says it: whoever reads, or repeats what is harmless, may try again. */
export const answer = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (thrown) {
    throw thrown instanceof MongoError ? new Unavailable(`the database does not answer: ${thrown.message}`, { cause: thrown }) : thrown
  }
}

/** The request surely never left: no connection could be had for it. */
export const isUnsent = (thrown: unknown): boolean =>
  thrown instanceof MongoError &&
  (thrown.hasErrorLabel('HandshakeError') ||
    [
      'MongoServerSelectionError',
      'MongoWaitQueueTimeoutError',
      'MongoPoolClearedError',
      'MongoTopologyClosedError',
      'MongoNotConnectedError',
      'MongoPoolClosedError',
      'MongoClientClosedError',
    ].includes(thrown.name))
/** The server said no, and nothing of it will happen later. Errors that come with a change of the primary are not such a no. */
export const isFinal = (thrown: unknown): boolean =>
  thrown instanceof MongoServerError &&
  thrown.name !== 'MongoWriteConcernError' &&
  !thrown.hasErrorLabel('RetryableWriteError') &&
  !thrown['writeConcernError']

/** Inserts many documents at once. Returns those under whose ids there was something already. */
export const insertAbsent = async <D>(collection: Collection<any>, documents: readonly D[]): Promise<D[]> => {
  const there: D[] = []
  for (let from = 0; from < documents.length; from += 250) {
    const part = documents.slice(from, from + 250)
    try {
      await collection.insertMany(part as any[], { ordered: false })
    } catch (thrown) {
      if (!isOnlyDuplicates(thrown)) throw thrown
      for (const { index } of errorsOf(thrown)) there.push(part[index]!)
    }
  }
  return there
}
const errorsOf = (thrown: any): { readonly code: number; readonly index: number }[] => [thrown.writeErrors ?? []].flat()
export const isOnlyDuplicates = (thrown: any): boolean =>
  isDuplicate(thrown) && !thrown.result?.getWriteConcernError?.() && errorsOf(thrown).every(e => e.code === 11000)

/** Many changes at once, in any order: each must be one that may be done twice. */
export const changeAll = async (collection: Collection<any>, operations: readonly AnyBulkWriteOperation<any>[]): Promise<void> => {
  for (let from = 0; from < operations.length; from += 250) {
    const part = operations.slice(from, from + 250)
    for (let round = 0; ; round++) {
      try {
        await collection.bulkWrite(part, { ordered: false })
        break
      } catch (thrown) {
        // Two who upsert the same document: whoever comes second finds it at the next try.
        if (round > 3 || !isOnlyDuplicates(thrown)) throw thrown
      }
    }
  }
}
/** Puts each document in the place of an earlier one, or where there is none; a later one stays. `by`: the field that says which is later. */
export const replaceAll = async (collection: Collection<any>, documents: readonly any[], by: 'page' | 'count' = 'page'): Promise<void> => {
  if (!documents.length) return
  const found = await collection.find({ _id: { $in: documents.map(d => d._id) } }, { projection: { [by]: 1 } }).toArray()
  const before = new Map(found.map(d => [d._id, d[by] as number]))
  const overtaken = await insertAbsent(
    collection,
    documents.filter(d => !before.has(d._id)),
  )
  const changed = documents.filter(d => (before.get(d._id) ?? d[by]) < d[by])
  await changeAll(
    collection,
    [...changed, ...overtaken].map(({ _id, ...replacement }) => ({
      replaceOne: { filter: { _id, [by]: { $lt: replacement[by] } }, replacement },
    })),
  )
}
