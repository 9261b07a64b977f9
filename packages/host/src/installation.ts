import { type Adapter, CommitUnknown, Conflict, livesOf, passed, type Store, systemClock } from '@jumun/core/runtime'

const note = 'installation'
/** So long somebody who began to name it is waited for, in ms. */
const patience = 10_000

/**
 * What this context is called towards providers whom others ask as well: another system, another installation on the same account. It is found
 * at the birth of the store, by one of its replicas, and stays. Data that was there before there were such names goes on without one, for the
 * provider knows its charges so.
 */
export const installationOf = async (system: string, store: Store): Promise<string> => {
  const noted = await store.noted(note)
  if (noted !== undefined) return noted
  const isNew = (await store.head()) === 0
  const isFirst = isNew && (await begins(store))
  const until = systemClock.steady() + patience
  while (isNew && !isFirst && systemClock.steady() < until) {
    const theirs = await store.noted(note)
    if (theirs !== undefined) return theirs
    await passed(20, systemClock)
  }
  const name = isFirst ? `${system}.${(await livesOf(store))[0]?.id ?? systemClock.id()}` : ''
  await store.note(note, name)
  return name
}
/** Of several replicas that begin at once, one may name it: a mark is taken once. */
const begins = async (store: Store): Promise<boolean> => {
  try {
    await store.commit({ mark: note })
    return true
  } catch (error) {
    if (error instanceof Conflict || error instanceof CommitUnknown) return false
    throw error
  }
}

/** What a provider is asked, under names that are this installation's alone; `reference` and the rest stay as they are. */
export const named = (
  adapters: { readonly [external: string]: Adapter },
  installation: string,
): { readonly [external: string]: Adapter } => {
  if (!installation) return adapters
  const own = (name: unknown) => (typeof name === 'string' ? { name: `${name}@${installation}` } : undefined)
  const asked = (data: { readonly key?: unknown; readonly of?: unknown }) => {
    const [key, of] = [own(data.key), own(data.of)]
    return { ...data, ...(key ? { key: key.name } : {}), ...(of ? { of: of.name } : {}) }
  }
  return Object.fromEntries(
    Object.entries(adapters).map(([external, adapter]) => [
      external,
      Object.fromEntries(
        Object.entries(adapter).map(([command, ask]) => [command, (data: object, until: number) => ask(asked(data), until)]),
      ),
    ]),
  )
}
