import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Context, System } from '@jumun/core/model'
import { copyNote, type Kept, Refused, type Store, tablesOf } from '@jumun/core/runtime'
import { Refusal } from './settings.ts'
import { folderOf, openStore, type StoreSettings, urlOf } from './stores.ts'

/** What was taken from one place to another: by context how many things of each kind. */
export type Moved = { readonly [context: string]: { readonly [kind: string]: number } }

const books = 'sandbox-psp.db'
const booksOf = (settings: StoreSettings, system: System): string => join(folderOf(settings.data, system), books)

/**
 * Takes everything that happened in a system from one place to another, as it is: logs with their positions and numbers, states, marks,
 * timers, what is put aside. Both must be stopped. The old place stays as it was; a context that is already at the new one is a Refusal,
 * and nothing of it is changed.
 */
export const moveSystem = async (
  system: System,
  from: StoreSettings,
  to: StoreSettings,
  tell: (words: string) => void = () => {},
): Promise<Moved> => {
  const moved: { [context: string]: { [kind: string]: number } } = {}
  for (const context of system.contexts) {
    const counts: { [kind: string]: number } = {}
    const source = await openStore(from, system, context)
    let target: Store | undefined
    try {
      target = await openStore(to, system, context)
      await target.fill(counted(source.dump(), counts))
    } catch (error) {
      throw error instanceof Refused ? new Refusal(`${system.name}/${context.name}: ${error.message}`) : error
    } finally {
      await target?.close()
      await source.close()
    }
    moved[context.name] = counts
    tell(wordsOf(system, context, counts))
  }
  // the sandbox's books are the provider's, and stay a file
  if (existsSync(booksOf(from, system)) && from.data !== to.data) await copyFile(booksOf(from, system), booksOf(to, system))
  return moved
}
const wordsOf = (system: System, context: Context, counts: { readonly [kind: string]: number }): string => {
  const all = Object.entries(counts).map(([kind, n]) => `${n} ${kind}`)
  return `${system.name}/${context.name}: ${all.join(', ') || 'nothing yet'}`
}
async function* counted(things: AsyncIterable<Kept>, counts: { [kind: string]: number }): AsyncGenerator<Kept> {
  for await (const thing of things) {
    counts[thing.kind] = (counts[thing.kind] ?? 0) + 1
    yield thing
  }
}

/** A whole copy of a SQLite file as it is at the moment of the call, also while others write to it. */
const copyFile = async (from: string, to: string): Promise<void> => copyOf(snapshot(from), to, false)

/** A file as it is now: what is written from now on is not in it. */
const snapshot = (file: string): DatabaseSync => {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 })
  db.exec('BEGIN')
  db.prepare('SELECT COUNT(*) FROM sqlite_master').get() // only with the first read does the moment begin
  return db
}
/** A copy that is taken up again has a life of its own: whoever heard more of the original than it has finds out. */
const markCopy = (file: string): void => {
  const db = new DatabaseSync(file)
  db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(`note ${copyNote}`, new Date().toISOString())
  db.close()
}
const copyOf = async (db: DatabaseSync, to: string, isStore: boolean): Promise<void> => {
  const { backup } = await import('node:sqlite')
  mkdirSync(dirname(to), { recursive: true })
  const unfinished = `${to}.unfinished`
  rmSync(unfinished, { force: true })
  try {
    await backup(db, unfinished, { rate: 1000 })
    if (isStore) markCopy(unfinished)
    renameSync(unfinished, to) // half a copy never has the name of a whole one
  } finally {
    db.close()
  }
}

/**
 * Copies the files of whole systems while they run, all as they are at one moment: it must be called where they run, between two turns of
 * the loop, for then whatever an effect lies in, its cause lies in as well. Resolves to the files.
 */
export const backUp = async (systems: readonly System[], settings: StoreSettings, to: string): Promise<readonly string[]> => {
  const files: { readonly db: DatabaseSync; readonly to: string }[] = []
  try {
    for (const system of systems) {
      const target = folderOf(to, system)
      if (existsSync(target))
        throw new Refusal(`There is something at ${target} already. Give a directory that is new: a backup never overwrites another.`)
      for (const context of system.contexts) {
        if (urlOf(settings, context) !== undefined)
          throw new Refusal(
            `${system.name}/${context.name} lies in a database of its own kind. Copy it with npm run backup -- ${system.name} --store URL.`,
          )
        files.push({ db: snapshot(join(folderOf(settings.data, system), `${context.name}.db`)), to: join(target, `${context.name}.db`) })
      }
      if (existsSync(booksOf(settings, system)))
        files.push({ db: snapshot(booksOf(settings, system)), to: booksOf({ ...settings, data: to }, system) })
    }
  } catch (error) {
    for (const { db } of files) db.close()
    throw error
  }
  await Promise.all(files.map(f => copyOf(f.db, f.to, !f.to.endsWith(books))))
  return files.map(f => f.to)
}

/**
 * Copies a system that lies in databases of one server into files of a folder of its own, as it is at one moment, while whoever works on
 * it goes on. The files are stores like those of --data: they can be read, started, or moved into an empty database. Resolves to how many
 * things there were of each kind. A Refusal where there is no such moment.
 */
export const backUpDatabases = async (
  system: System,
  settings: StoreSettings,
  to: string,
  tell: (words: string) => void = () => {},
): Promise<Moved> => {
  const target = folderOf(to, system)
  if (existsSync(target))
    throw new Refusal(`There is something at ${target} already. Give a directory that is new: a backup never overwrites another.`)
  const url = serverOf(system, settings)
  for (const context of system.contexts) await (await openStore(settings, system, context)).close() // they are of this version from now on
  const { openMoment } = await import('@jumun/store-sql')
  const unfinished = `${to}.unfinished`
  const copies: StoreSettings = { data: unfinished, stores: new Map() }
  const moved: { [context: string]: { [kind: string]: number } } = {}
  rmSync(folderOf(unfinished, system), { recursive: true, force: true })
  const moment = await openMoment(url)
  try {
    // the provider's books are later than ours: what it has and we lack is found by a comparison, and the other way round cannot be
    if (existsSync(booksOf(settings, system))) await copyFile(booksOf(settings, system), booksOf(copies, system))
    for (const context of system.contexts) {
      const counts: { [kind: string]: number } = {}
      const copy = await openStore(copies, system, context)
      try {
        await copy.fill(counted(moment.dump({ context: `${system.name}/${context.name}`, tables: tablesOf(context) }), counts))
        await copy.note(copyNote, new Date().toISOString())
      } finally {
        await copy.close()
      }
      moved[context.name] = counts
      tell(wordsOf(system, context, counts))
    }
  } finally {
    await moment.close()
  }
  mkdirSync(to, { recursive: true })
  renameSync(folderOf(unfinished, system), target) // half a copy never has the name of a whole one
  rmSync(unfinished, { recursive: true, force: true })
  return moved
}
/** The one address of all contexts. */
const serverOf = (system: System, settings: StoreSettings): string => {
  const urls = new Set(system.contexts.map(context => urlOf(settings, context)))
  const [url] = urls
  if (urls.size > 1 || url === undefined || !/^(postgres|postgresql|mariadb):/.test(url))
    throw new Refusal(
      `${system.name} does not lie on one PostgreSQL or MariaDB server, and there is no one moment of several, of MongoDB, or of files that others ` +
        'have open. Stop the systems and copy them with npm run move -- --from … --to FOLDER; what runs on files copies itself: npm run backup --at URL.',
    )
  return url
}
