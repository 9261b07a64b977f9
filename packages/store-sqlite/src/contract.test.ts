import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store, Table } from '@jumun/core/runtime'
import { type Opened, storeContract } from '@jumun/testing'
import { openSqlite } from './index.ts'

const opener =
  (tuning: { readonly settleAfter?: number; readonly remembered?: number; readonly tail?: number }) =>
  async (tables: readonly Table[]): Promise<Opened> => {
    const folder = mkdtempSync(join(tmpdir(), 'jumun-'))
    const open = (): Promise<Store> => openSqlite({ file: join(folder, 'shop.db'), context: 'shop', tables, tuning })
    let store = await open()
    return {
      store,
      reopen: async () => {
        await store.close()
        store = await open()
        return store
      },
      close: async () => {
        await store.close()
        rmSync(folder, { recursive: true })
      },
    }
  }

storeContract('SQLite', opener({}))
// Next to nothing is remembered, so everything comes from the tables; and everything is in the tables at once.
storeContract('SQLite with a short memory', opener({ settleAfter: 3, remembered: 2, tail: 3 }))
storeContract('SQLite that settles at every flush', opener({ settleAfter: 0 }))
