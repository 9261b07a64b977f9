// What runs in a process, by the words after `npm start`.
import { Refusal } from './refusal.ts'

/** What a process runs of one system. */
export interface Part {
  readonly system: string
  /** The contexts that run here; undefined: all of them. */
  readonly contexts: readonly string[] | undefined
}

/** What the words after `npm start` name. */
export const partsOf = (
  words: readonly string[],
  known: { readonly [system: string]: readonly string[] },
  usual: readonly string[],
): { parts: readonly Part[]; gateway: boolean } => {
  const whole = new Set<string>()
  const some = new Map<string, Set<string>>()
  let gateway = words.length === 0
  for (const word of words.length ? words : usual) {
    const [system = '', context, ...more] = word.split('/')
    const contexts = known[system]
    if (!contexts) throw new Refusal(`There is no system "${system}". There are: ${Object.keys(known).join(', ')}.`)
    if (context === undefined) whole.add(system)
    else if (context !== 'gateway' && (more.length || !contexts.includes(context)))
      throw new Refusal(
        `${system} has no context "${word.slice(system.length + 1)}". It has: ${contexts.join(', ')}; and "gateway" is the way in.`,
      )
    else {
      const mine = some.get(system) ?? new Set()
      some.set(system, mine)
      if (context === 'gateway') gateway = true
      else mine.add(context)
    }
  }
  if (whole.size && some.size)
    throw new Refusal(
      'A process runs whole systems, or some contexts of them: give only names such as "cafeteria", or only such as "cafeteria/order".',
    )
  return {
    parts: whole.size
      ? [...whole].map(system => ({ system, contexts: undefined }))
      : [...some].map(([system, mine]) => ({ system, contexts: [...mine] })),
    gateway: gateway || whole.size > 0,
  }
}
