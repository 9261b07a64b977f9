import { existsSync, readdirSync } from 'node:fs'
import type { Context, System } from '@jumun/core/model'
import { type Older, passed, planOf, type Store, systemClock, takeOver, type Takeover } from '@jumun/core/runtime'
import { Refusal } from './settings.ts'
import { readStore, type StoreSettings } from './stores.ts'

/** How often a process on a shared database says of which model it is, and how long that counts, in ms. */
const beat = { every: 5000, counts: 15_000 }
const leaseOf = (print: string): string => `model ${print}`

/** Says to others on the same database that a process of this model lives, until what it returns is called. */
export const sayModel = (store: Store, { print }: Takeover): (() => void) => {
  // all processes of one model hold it together; where the database is away nobody works on it
  const say = () => void store.lease(leaseOf(print), print, beat.counts).catch(() => {})
  say()
  const beats = setInterval(say, beat.every).unref()
  return () => clearInterval(beats)
}
/** Does a process of that model work on this database, or did so a moment ago? */
export const isAtWork = async (store: Store, print: string): Promise<boolean> =>
  !(await store.lease(leaseOf(print), `after ${systemClock.id()}`, 1).catch(() => false))

/** Waits for processes of the model before to be gone, where they could not read what this one writes. A text: they are not. */
const meets =
  (store: Store, tell: (what: string) => void) =>
  async ({ print, unreadable }: Older): Promise<string | undefined> => {
    if (!unreadable.length) return undefined
    const patience = Date.now() + beat.counts + beat.every
    for (let waited = false; await isAtWork(store, print); waited = true) {
      if (Date.now() > patience)
        return (
          `a process of the version before works on this database, and could not read what this one writes (${unreadable.join('; ')}). ` +
          'So stop it first; or release in two steps, the first of which only reads what is new (docs/how-to-change-a-model.md)'
        )
      if (!waited) tell('a process of the version before works on this database and could not read what this one writes: it is waited for')
      await passed(1000)
    }
    return undefined
  }

/** Compares what is to run with the data. Throws a Refusal with every difference that the data does not bear, and what to do about each. */
export const lookAtModel = async (
  system: System,
  context: Context,
  store: Store,
  shared: boolean,
  tell: (what: string, about: string) => void,
): Promise<Takeover> => {
  const taken = await takeOver(store, system, context, shared ? meets(store, what => tell(what, context.name)) : undefined)
  if (taken.refuse.length)
    throw new Refusal(
      `${system.name}/${context.name} was changed, and its data does not fit it any more, so it does not start: ${taken.refuse.join('. ')}. ` +
        'Or start the version that was there before: nothing was changed.',
    )
  for (const what of taken.note) tell(what, context.name)
  return taken
}

/** How a context's model meets its data, as a start would say it. */
export interface Checked {
  readonly context: string
  readonly refuse: readonly string[]
  readonly note: readonly string[]
  /** What processes of the version before, beside this one on a shared database, could not read. */
  readonly unreadable: readonly string[]
}
/** Says of a system's data, where it is, what a start would say of it. Nothing is changed, and nobody who runs on it is disturbed. */
export const checkModel = async (system: System, where: StoreSettings): Promise<readonly Checked[]> => {
  const checked: Checked[] = []
  for (const context of system.contexts) {
    const store = await readStore(where, system, context)
    if (!store) continue
    try {
      const { refuse, note, older } = await planOf(store, system, context)
      checked.push({ context: context.name, refuse, note, unreadable: older?.unreadable ?? [] })
    } finally {
      await store.close()
    }
  }
  return checked
}

/** Files in the folder of a system that belong to none of its contexts. */
export const leftBehind = (folder: string, system: System): readonly string[] => {
  const known = new Set([...system.contexts.map(c => `${c.name}.db`), 'sandbox-psp.db'])
  return existsSync(folder) ? readdirSync(folder).filter(file => file.endsWith('.db') && !known.has(file)) : []
}
