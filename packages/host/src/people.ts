import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context, System } from '@jumun/core/model'
import { type Erased, Erasing, type Kept, namesFrom, type Store, waitsFor } from '@jumun/core/runtime'
import { type MessageLog, messageLog } from './message-log.ts'
import { folderOf, openStore, readStore, type StoreSettings } from './stores.ts'
import { onTopic } from './topic-cut.ts'

/** After so many things everybody else of the process has a turn. */
const slice = 500
type Stores = ReadonlyMap<string, Store>

/** What is known of a person in one system. */
export interface KnownPerson {
  readonly system: string
  readonly cases: readonly string[]
  /** By context how many things of each kind say something of them. */
  readonly things: { readonly [context: string]: { readonly [kind: string]: number } }
  /** Why they cannot be erased yet: what their cases wait for. */
  readonly open: readonly string[]
}
/** One thing that says something of a person. */
export interface Exported {
  readonly context: string
  readonly thing: Kept
}

const everything = async (system: System, stores: Stores, work: (context: Context, thing: Kept) => void): Promise<void> => {
  let n = 0
  for (const context of system.contexts)
    for await (const thing of stores.get(context.name)?.dump() ?? []) {
      work(context, thing)
      if (++n % slice === 0) await new Promise(turn => setImmediate(turn))
    }
}
/** Reads all stores of a system for a person, who is called what somebody typed. */
const looked = async (system: System, stores: Stores, person: Erased): Promise<Erasing> => {
  const erasing = new Erasing(system, person)
  await everything(system, stores, (context, thing) => erasing.look(context, thing))
  if (erasing.looksAgain) await everything(system, stores, (context, thing) => erasing.look(context, thing, true))
  return erasing
}
const personOf = (text: string): Erased => ({
  names: namesFrom(text),
  marker: String(randomInt(10 ** 6)).padStart(6, '0') + String(randomInt(10 ** 6)).padStart(6, '0'),
})

/** What keeps a person's cases open: what they wait for, and who has to act. */
const openOf = async (system: System, stores: Stores, erasing: Erasing): Promise<readonly string[]> => {
  const open: string[] = []
  for (const kase of erasing.cases.keys())
    for (const wait of new Set(await waitsFor(system, stores, kase))) open.push(`${kase} waits: ${wait}`)
  await everything(system, stores, (context, thing) => {
    if (thing.kind !== 'item') return
    const states = system.open[`${context.name}.${thing.aggregate}`]
    if (states?.includes(thing.state?.status) && erasing.isTheirs(context, thing))
      open.push(`${context.name}/${thing.aggregate} ${thing.id} is ${thing.state.status}`)
  })
  return open
}

/** Finds what is known of whoever is called so. */
export const findPerson = async (system: System, stores: Stores, text: string): Promise<KnownPerson> => {
  const erasing = await looked(system, stores, personOf(text))
  const things: { [context: string]: { [kind: string]: number } } = {}
  await everything(system, stores, (context, thing) => {
    if (!erasing.concerns(context, thing)) return
    const of = (things[context.name] ??= {})
    of[thing.kind] = (of[thing.kind] ?? 0) + 1
  })
  return { system: system.name, cases: [...erasing.cases.keys()], things, open: await openOf(system, stores, erasing) }
}
/** Everything that says something of them, as it is kept. */
export const exportPerson = async (system: System, stores: Stores, text: string): Promise<readonly Exported[]> => {
  const erasing = await looked(system, stores, personOf(text))
  const found: Exported[] = []
  await everything(system, stores, (context, thing) => {
    if (erasing.concerns(context, thing)) found.push({ context: context.name, thing })
  })
  return found
}

/** Where things are kept, and on which broker they were told besides, in the words of `--bus`. */
export interface ErasingSettings extends StoreSettings {
  readonly bus?: string | undefined
}
/**
 * What became of an act of erasing. `open`: nothing was done, because their cases are not over, or somebody has still to read of them.
 * `onTopic`: why the messages on the broker are still there; that is gone on with.
 */
export type Erasure =
  | { readonly open: readonly string[] }
  | { readonly cases: number; readonly erasing: Erasing; readonly onTopic?: string | undefined }

const wordsOf = (error: unknown): string => {
  const why = error instanceof Error ? error.message : String(error)
  return `the messages on Kafka could not be taken away; it is tried again at the next start: ${why}`
}

/** Where it is written what is being erased, until it is done: a process that ends in the middle goes on with it when it starts again. */
const journalOf = (folder: string): string => join(folder, 'erasing.json')

/**
 * Erases a person from all stores of a system, which nobody else uses meanwhile: each is opened, and closed at the end. Then the topic is
 * emptied: the logs have all of it, without them. `resumed`: what was begun before and is gone on with. Rejects where the broker cannot be
 * asked, before anything is done.
 */
export const erasePerson = async (system: System, settings: ErasingSettings, text: string, resumed?: Erased): Promise<Erasure> => {
  const folder = folderOf(settings.data, system)
  if (!resumed && existsSync(journalOf(folder)))
    return { open: [`somebody else is being erased, and that is not done (${journalOf(folder)}): it is gone on with at the next start`] }
  const stores = new Map<string, Store>()
  try {
    for (const context of system.contexts) stores.set(context.name, await openStore(settings, system, context))
    const erasing = await looked(system, stores, resumed ?? personOf(text))
    const topic = await onTopic(system, settings.bus, stores)
    const isOpen = resumed ? [] : [...(await openOf(system, stores, erasing)), ...((await topic?.unread()) ?? [])]
    if (isOpen.length) return { open: isOpen }
    mkdirSync(folder, { recursive: true })
    writeFileSync(journalOf(folder), JSON.stringify(erasing.found), { mode: 0o600, flush: true })
    for (const context of system.contexts) {
      await stores.get(context.name)!.rewrite(thing => erasing.change(context, thing))
      stores.delete(context.name)
    }
    const onBroker = topic && (await topic.cut().then(() => undefined, wordsOf))
    if (onBroker === undefined) rmSync(journalOf(folder))
    return { cases: erasing.cases.size, erasing, onTopic: onBroker }
  } finally {
    for (const store of stores.values()) await store.close()
  }
}
/** Goes on with what was begun and not finished. Undefined: there is nothing. */
export const resumeErasing = async (system: System, settings: ErasingSettings): Promise<Erasure | undefined> => {
  const file = journalOf(folderOf(settings.data, system))
  return existsSync(file) ? erasePerson(system, settings, '', JSON.parse(readFileSync(file, 'utf8'))) : undefined
}
/** The same with everything stopped: what lies beside the stores is cleaned as well. */
export const erasePersonAt = async (system: System, settings: ErasingSettings, messages: string, text: string): Promise<Erasure> => {
  const before = await resumeErasing(system, settings)
  if (before && 'erasing' in before) await erasedFrom(messageLog(messages), before.erasing)
  const done = await erasePerson(system, settings, text)
  if ('erasing' in done) await erasedFrom(messageLog(messages), done.erasing)
  return done
}
/** Takes a person out of the file of messages. */
export const erasedFrom = (log: MessageLog, erasing: Erasing): Promise<void> =>
  log.rewrite((to, text) => [erasing.textWithout(to), erasing.textWithout(text)])
/** Looks into the stores of a system where they are, running or stopped. */
export const withStores = async <T>(system: System, settings: StoreSettings, work: (stores: Stores) => Promise<T>): Promise<T> => {
  const stores = new Map<string, Store>()
  try {
    for (const context of system.contexts) {
      const store = await readStore(settings, system, context)
      if (store) stores.set(context.name, store)
    }
    return await work(stores)
  } finally {
    for (const store of stores.values()) await store.close()
  }
}
/** The backups that still have whoever was erased, and what to do about them. */
export const backupsLeft = (folder: string): readonly string[] =>
  (existsSync(folder) ? readdirSync(folder).sort() : []).map(
    name => `the backup ${join(folder, name)} was made before: throw it away, or erase again where it is taken up`,
  )
