import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { System } from '@jumun/core/model'
import { type Audit, audit, type CasePromises, type Store, systemClock } from '@jumun/core/runtime'
import { readLedger } from './ledger.ts'
import { folderOf, readStore, type StoreSettings } from './stores.ts'

/** What a system promises about its cases, from its own folder. */
export const promisesOf = async (system: System): Promise<CasePromises> =>
  ((await import(`@jumun/systems/${system.name}/audit`)) as { audit: CasePromises }).audit

/** Reads the stores of one system where they are: the folder of the files, or the settings that name databases. It disturbs nobody who runs on them. */
export const auditData = async (system: System, where: string | StoreSettings): Promise<Audit> => {
  const settings = typeof where === 'string' ? { data: where, stores: new Map<string, string>() } : where
  const stores = new Map<string, Store>()
  try {
    for (const context of system.contexts) {
      const store = await readStore(settings, system, context)
      if (store) stores.set(context.name, store)
    }
    const books = join(folderOf(settings.data, system), 'sandbox-psp.db')
    return await audit(system, stores, await promisesOf(system), existsSync(books) ? readLedger(books) : [], () => systemClock.sleep(300))
  } finally {
    for (const store of stores.values()) await store.close()
  }
}
