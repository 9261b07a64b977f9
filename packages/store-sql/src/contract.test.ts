import { after, before, describe } from 'node:test'
import type { Table } from '@jumun/core/runtime'
import { type Opened, type Shared, storeContract, storeReplicasContract } from '@jumun/core/testing'
import { type Engine, needs, startMariadb, startPostgres } from '../../../tools/engines/index.ts'
import { openSql } from './index.ts'

for (const { name, engine, start, isCommit } of [
  { name: 'PostgreSQL', engine: 'postgres', start: startPostgres, isCommit: (message: Buffer) => message.includes('COMMIT\0') },
  { name: 'MariaDB', engine: 'mariadb', start: startMariadb, isCommit: (message: Buffer) => message.includes(';COMMIT') },
] as const) {
  if (!needs([engine], `a store on ${name}`)) continue
  let made = 0
  /** Each suite has a server of its own: one that comes up after a crash goes through everything that was made on it. */
  const onServer = (suite: (server: { readonly now: Engine }) => void): void => {
    describe(`on a server of ${name}`, () => {
      let now: Engine
      before(async () => {
        now = await start()
      })
      after(() => now.stop())
      suite({
        get now() {
          return now
        },
      })
    })
  }

  onServer(server =>
    storeContract(name, async (tables): Promise<Opened> => {
      const place = { url: server.now.url, context: `test/shop${++made}`, tables }
      let store = await openSql(place)
      return {
        store,
        reopen: async () => {
          await store.close()
          store = await openSql(place)
          return store
        },
        close: () => store.close(),
      }
    }),
  )
  onServer(server =>
    storeReplicasContract(
      name,
      async (): Promise<Shared> => {
        const context = `test/shared${++made}`
        return {
          open: (tables: readonly Table[], port?: number) => {
            const url = new URL(server.now.url)
            if (port !== undefined) url.port = String(port)
            return openSql({ url: url.href, context, tables })
          },
          close: async () => {},
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
}
