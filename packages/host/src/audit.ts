import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { asPresent, type Audit, audit, type CasePromises, planOf, type Store, systemClock } from '@jumun/core/runtime'
import type { Business } from './business.ts'
import { readLedger } from './ledger.ts'
import { Refusal } from './settings.ts'
import { folderOf, readStore, type StoreSettings } from './stores.ts'

/** What a system promises about its cases: what was written beside it, else that its core's first aggregate has cases, and nothing more. */
export const promisesOf = ({ system, promises }: Business): CasePromises => {
  if (promises) return promises
  const context = system.contexts.find(c => c.level === 'core' && c.aggregates.length) ?? system.contexts.find(c => c.aggregates.length)
  const owner = { context: context?.name ?? '', aggregate: context?.aggregates[0]?.name ?? '' }
  return { owner, bookKey: () => undefined, always: () => [], atRest: () => [] }
}

/**
 * Reads the stores of one system where they are: the folder of the files, or the settings that name databases. It disturbs nobody who runs
 * on them. Throws a Refusal where the data does not bear the model.
 */
export const auditData = async (business: Business, where: string | StoreSettings): Promise<Audit> => {
  const { system } = business
  const settings = typeof where === 'string' ? { data: where, stores: new Map<string, string>() } : where
  const stores = new Map<string, Store>()
  try {
    for (const context of system.contexts) {
      const store = await readStore(settings, system, context)
      if (!store) continue
      stores.set(context.name, store)
      const { refuse } = await planOf(store, system, context)
      if (refuse.length)
        throw new Refusal(
          `${system.name}/${context.name} was changed, and its data does not fit it, so nothing true can be said of it: ${refuse.join('. ')}. ` +
            'Or audit it with the version that wrote it.',
        )
      stores.set(context.name, await asPresent(store, system, context))
    }
    const books = join(folderOf(settings.data, system), 'sandbox-psp.db')
    return await audit(system, stores, promisesOf(business), existsSync(books) ? readLedger(books) : [], () => systemClock.sleep(300))
  } finally {
    for (const store of stores.values()) await store.close()
  }
}
