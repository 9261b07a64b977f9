import { existsSync, readdirSync } from 'node:fs'
import type { Context, System } from '@jumun/core/model'
import { type Store, takeOver, type Takeover } from '@jumun/core/runtime'
import { Refusal } from './settings.ts'

/** Compares what is to run with the data. Throws a Refusal with every difference that the data does not bear, and what to do about each. */
export const lookAtModel = async (
  system: System,
  context: Context,
  store: Store,
  tell: (what: string, about: string) => void,
): Promise<Takeover> => {
  const taken = await takeOver(store, system, context)
  if (taken.refuse.length)
    throw new Refusal(
      `${system.name}/${context.name} was changed, and its data does not fit it any more, so it does not start: ${taken.refuse.join('. ')}. ` +
        'Or start the version that was there before: nothing was changed.',
    )
  for (const what of taken.note) tell(what, context.name)
  return taken
}

/** Files in the folder of a system that belong to none of its contexts. */
export const leftBehind = (folder: string, system: System): readonly string[] => {
  const known = new Set([...system.contexts.map(c => `${c.name}.db`), 'sandbox-psp.db'])
  return existsSync(folder) ? readdirSync(folder).filter(file => file.endsWith('.db') && !known.has(file)) : []
}
