// Both contracts of stores against one real server, for the tests of this package.
import { after, before, describe } from 'node:test'
import type { Table } from '@jumun/core/runtime'
import { contractTables, type Opened, type Shared, storeContract, storeReplicasContract } from '@jumun/testing'
import { openSql } from './index.ts'
import type { Engine } from './engine.ts'
import { placeOf } from './schema.ts'

/** A server that the tests have for themselves. */
export interface Server {
  readonly url: string
  stop(): Promise<void>
  kill(): Promise<void>
  restart(): Promise<void>
}
interface On {
  readonly name: string
  start(): Promise<Server>
  engine(url: string): Engine
}

let made = 0
/** Contexts whose tables are there and empty. To make tables takes longer than most tests. */
const empty: string[] = []
const wipe = async (engine: Engine, context: string): Promise<void> => {
  const line = await engine.connect(placeOf(context))
  try {
    const names = [
      'log',
      'marks',
      'keyed',
      'timers',
      'seen',
      'progress',
      'aside',
      'audits',
      'numbers',
      'leases',
      'notes',
      ...contractTables.map(t => `of_${t.name}`),
    ]
    await line.run([
      ...names.map(name => ({ text: `DELETE FROM ${name}`, values: [] })),
      { text: "UPDATE head SET flush = 0, position = 0, marks = 0, keyed = 0, sums = '{}'", values: [] },
    ])
  } finally {
    await line.close()
  }
}

/** Runs a suite on a server of its own: one that comes up after a crash goes through everything that was made on it. */
const onServer = (on: On, suite: (server: { readonly now: Server }) => void): void => {
  describe(`on a server of ${on.name}`, () => {
    let now: Server
    before(async () => {
      empty.length = 0
      now = await on.start()
    })
    after(() => now.stop())
    suite({
      get now() {
        return now
      },
    })
  })
}

export const keepsContract = (on: On): void =>
  onServer(on, server =>
    storeContract(
      on.name,
      async (tables): Promise<Opened> => {
        const place = { url: server.now.url, context: empty.pop() ?? `test/shop${++made}`, tables }
        let store = await openSql(place)
        return {
          store,
          reopen: async () => {
            await store.close()
            store = await openSql(place)
            return store
          },
          close: async () => {
            await store.close()
            await wipe(on.engine(place.url), place.context)
            empty.push(place.context)
          },
        }
      },
      { marksLast: true },
    ),
  )

/** `isCommit`: whether a message to the server is one that commits. */
export const keepsReplicasContract = (on: On, isCommit: (message: Buffer) => boolean): void =>
  onServer(on, server =>
    storeReplicasContract(
      on.name,
      async (): Promise<Shared> => {
        const context = empty.pop() ?? `test/shared${++made}`
        let isUsual = true
        return {
          open: (tables: readonly Table[], port?: number) => {
            isUsual &&= tables === contractTables
            const url = new URL(server.now.url)
            if (port !== undefined) url.port = String(port)
            return openSql({ url: url.href, context, tables })
          },
          close: async () => {
            if (!isUsual) return
            await wipe(on.engine(server.now.url), context)
            empty.push(context)
          },
        }
      },
      {
        get port() {
          return Number(new URL(server.now.url).port)
        },
        isCommit,
        kill: () => server.now.kill(),
        start: () => server.now.restart(),
      },
    ),
  )
