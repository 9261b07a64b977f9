import { after, before } from 'node:test'
import type { Table } from '@jumun/core/runtime'
import { type Opened, type Shared, storeContract, storeReplicasContract } from '@jumun/testing'
import { type Engine, needs, startMongo } from '../../../tools/engines/index.ts'
import { openMongo, type Tuning } from './index.ts'

if (needs(['mongo'], 'a store on MongoDB')) {
  let server: Engine
  before(async () => {
    server = await startMongo()
  })
  after(() => server.stop())
  let made = 0

  const opener =
    (tuning: Partial<Tuning>) =>
    async (tables: readonly Table[]): Promise<Opened> => {
      const place = { url: server.url, context: `test/shop${++made}`, tables, tuning }
      let store = await openMongo(place)
      return {
        store,
        reopen: async () => {
          await store.close()
          store = await openMongo(place)
          return store
        },
        close: () => store.close(),
      }
    }
  storeContract('MongoDB', opener({}))
  // Next to nothing is remembered, so everything comes from the collections.
  storeContract('MongoDB with a short memory', opener({ settleAfter: 3, remembered: 2, tail: 3 }))

  storeReplicasContract(
    'MongoDB',
    async (): Promise<Shared> => {
      const context = `test/shared${++made}`
      return {
        open: (tables: readonly Table[], port?: number) => {
          const url = new URL(server.url)
          if (port !== undefined) url.port = String(port)
          return openMongo({ url: url.href, context, tables })
        },
        close: async () => {},
      }
    },
    {
      get port() {
        return Number(new URL(server.url).port)
      },
      // An insert into the journal.
      isCommit: message => message.includes('insert\0') && message.includes('journal\0'),
      kill: () => server.kill(),
      start: () => server.restart(),
    },
  )
}
