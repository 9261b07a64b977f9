import type { Model, Shape } from './model-of.ts'
import { fieldChanges } from './widening.ts'

const words = { narrower: 'holds values that it does not take', demanded: 'may be missing, and it demands it', gone: '' }
/** The fields of what a newer process writes that an older one cannot read. What it does not know it passes over. */
const unread = (what: string, older: Shape['schema'], newer: Shape['schema'], nullable: boolean): readonly string[] =>
  fieldChanges(older, newer, nullable).flatMap(({ field, how }) => (how === 'gone' ? [] : [`${what}: ${field} ${words[how]}`]))

/**
 * What a process of the newer model would write that one of the older model, beside it on the same data, could not read, in words. Pure. Empty:
 * they may run side by side.
 */
export const unreadable = (older: Model, newer: Model): readonly string[] => {
  const found: string[] = []
  for (const [kind, is, was] of [
    ['event', newer.events, older.events],
    ['command', newer.commands, older.commands],
  ] as const)
    for (const [type, now] of Object.entries(is)) {
      for (const name of now.was?.names ?? [])
        if (name in was && !(name in is)) found.push(`the ${kind} ${name} is called ${type}, which it does not know`)
      if (type in was) found.push(...unread(`the ${kind} ${type}`, was[type]!.schema, now.schema, kind === 'command'))
    }
  for (const [name, now] of Object.entries(newer.aggregates)) {
    const before = older.aggregates[name]
    if (!before) continue
    for (const state of now.states) if (!before.states.includes(state)) found.push(`${name} may be ${state}, which it does not know`)
    found.push(...unread(name, before.schema, now.schema, true))
  }
  return found
}
