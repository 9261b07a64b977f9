import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Context, System } from '@jumun/core/model'
import { Refused, type Store, tablesOf } from '@jumun/core/runtime'
import { openSqlite, readSqlite } from '@jumun/store-sqlite'
import { Refusal, type Settings } from './settings.ts'

/** Where the things of contexts are kept: what the settings say of it. */
export type StoreSettings = Pick<Settings, 'data' | 'stores'>

/** The database of one context as the settings name it; undefined: a file of its own. */
export const urlOf = ({ stores }: StoreSettings, context: Context): string | undefined => stores.get(context.name) ?? stores.get('')
/** Files of one system lie together. */
export const folderOf = (data: string, system: System): string => join(data, system.name)
const fileOf = (data: string, system: System, context: Context): string => join(folderOf(data, system), `${context.name}.db`)

/**
 * Opens what a context keeps its things in; an engine's driver is loaded only where a setting names it. Throws a Refusal with words for
 * whoever starts it, or an Unavailable where the engine does not answer yet.
 */
export const openStore = async (
  settings: StoreSettings,
  system: System,
  context: Context,
  report?: (what: string) => void,
): Promise<Store> => {
  const url = urlOf(settings, context)
  const what = { context: `${system.name}/${context.name}`, tables: tablesOf(context) }
  try {
    if (url === undefined) return await openSqlite({ file: fileOf(settings.data, system, context), ...what, ...(report ? { report } : {}) })
    if (url.startsWith('mongodb')) return await (await import('@jumun/store-mongo')).openMongo({ url, ...what })
    return await (await import('@jumun/store-sql')).openSql({ url, ...what })
  } catch (error) {
    throw error instanceof Refused ? new Refusal(error.message) : error
  }
}
/** The same to be read, while others may run on it: a file is not locked. Undefined: there is no file, the context never ran. */
export const readStore = async (settings: StoreSettings, system: System, context: Context): Promise<Store | undefined> => {
  if (urlOf(settings, context) !== undefined) return openStore(settings, system, context)
  const file = fileOf(settings.data, system, context)
  if (!existsSync(file)) return undefined
  try {
    return await readSqlite({ file, context: `${system.name}/${context.name}`, tables: tablesOf(context) })
  } catch (error) {
    throw error instanceof Refused ? new Refusal(error.message) : error
  }
}
