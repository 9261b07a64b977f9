import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { System } from '@jumun/core/model'
import { type Audit, audit, type CasePromises, type Store, systemClock, tablesOf } from '@jumun/core/runtime'
import { readLedger } from './ledger.ts'

/** What a system promises about its cases, from its own folder. */
export const promisesOf = async (system: System): Promise<CasePromises> =>
  ((await import(`@jumun/systems/${system.name}/audit`)) as { audit: CasePromises }).audit

/** Reads the stores of one system as they lie in the folder. It disturbs nobody who runs on them. */
export const auditData = async (system: System, data: string): Promise<Audit> => {
  const { readSqlite } = await import('@jumun/store-sqlite')
  const folder = join(data, system.name)
  const stores = new Map<string, Store>()
  for (const context of system.contexts) {
    const file = join(folder, `${context.name}.db`)
    if (existsSync(file)) stores.set(context.name, await readSqlite({ file, context: `${system.name}/${context.name}`, tables: tablesOf(context) }))
  }
  const books = join(folder, 'sandbox-psp.db')
  try {
    return await audit(system, stores, await promisesOf(system), existsSync(books) ? readLedger(books) : [], () => systemClock.sleep(300))
  } finally {
    for (const store of stores.values()) await store.close()
  }
}
