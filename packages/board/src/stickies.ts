// A board as a text, one sticky note a line: what `npm run new` reads, and what `npm run docs` writes of every system.
import { type Aggregate, type Level, list, type System, type Who } from '@jumun/core/model'
import { decisions } from './decisions.ts'
import { leads } from './probe.ts'

/** A blue note with what follows from it: who may, in which states, what then happened, and where that leads. */
export interface CommandNote {
  readonly name: string
  readonly by: readonly string[]
  readonly from: readonly string[]
  readonly events: readonly string[]
  readonly to: string | undefined
}
/** A yellow note of a board that is a text, with the commands that it decides. */
export interface AggregateNote {
  readonly name: string
  readonly key: string
  readonly commands: readonly CommandNote[]
  /** Events that no command here names. */
  readonly also: readonly string[]
}
/** A frame of a board that is a text. */
export interface ContextNote {
  readonly name: string
  readonly level: Level
  readonly aggregates: readonly AggregateNote[]
  readonly policies: readonly { readonly event: string; readonly commands: readonly string[] }[]
  readonly views: readonly { readonly name: string; readonly events: readonly string[] }[]
}
/** A board as it is read from a text. */
export interface Stickies {
  readonly system: string
  readonly contexts: readonly ContextNote[]
}

const names = (text: string | undefined): string[] => (text ?? '').split(/[\s,]+/).filter(Boolean)
const patterns = {
  system: /^system ([a-z][a-z0-9-]*)$/,
  context: /^context ([a-z][A-Za-z0-9]*) (core|supporting|general)$/,
  aggregate: /^aggregate ([a-z][A-Za-z0-9-]*)(?: by ([a-z]\w*))?$/,
  also: /^also ([A-Z]\w*(?:(?:, ?| )[A-Z]\w*)*)$/,
  whenever: /^whenever ([A-Z]\w*) -> ([A-Z]\w*(?:(?:, ?| )[A-Z]\w*)*)$/,
  view: /^view ([a-z][A-Za-z0-9-]*): ([A-Z]\w*(?:(?:, ?| )[A-Z]\w*)*)$/,
  command:
    /^([A-Z]\w*)(?: by (\w+(?:(?:, ?| )\w+)*))?(?:: (\w+(?:(?:, ?| )\w+)*))? -> ([A-Z]\w*(?:(?:, ?| )[A-Z]\w*)*)(?: => ([A-Za-z]\w*))?$/,
} as const

/** Thrown with the number of a line and what it is to look like. */
export class NoSticky extends Error {}
const forms = `a line is one of
  system hotel
  context booking core                                   (or supporting, general)
  aggregate booking by bookingId
  CheckIn by desk: Booked -> CheckedIn => InHouse         (who may: from which states -> what happened => the state after it)
  also Reminded                                          (events that no command names)
  whenever CheckedOut -> WantCleaning
  view stay: Booked, CheckedIn`

/** Reads a board. Throws a NoSticky that names the line which is no note. */
export const readStickies = (text: string): Stickies => {
  let system: string | undefined
  const contexts: any[] = []
  const here = (what: 'context' | 'aggregate', line: string): any => {
    const context = contexts.at(-1)
    const found = what === 'context' ? context : context?.aggregates.at(-1)
    if (!found) throw new NoSticky(`${line}: there is no ${what} before it`)
    return found
  }
  for (const [i, raw] of text.split('\n').entries()) {
    const note = raw.split('#')[0]!.trim()
    if (!note) continue
    const line = `line ${i + 1}, "${note}"`
    const found = Object.entries(patterns).find(([, pattern]) => pattern.test(note))
    if (!found) throw new NoSticky(`${line}, is no note: ${forms}`)
    const [, a = '', b, c, d, e] = found[1].exec(note)!
    if (found[0] === 'system') system = a
    else if (found[0] === 'context') contexts.push({ name: a, level: b, aggregates: [], policies: [], views: [] })
    else if (found[0] === 'aggregate') here('context', line).aggregates.push({ name: a, key: b ?? `${camel(a)}Id`, commands: [], also: [] })
    else if (found[0] === 'also') here('aggregate', line).also.push(...names(a))
    else if (found[0] === 'whenever') here('context', line).policies.push({ event: a, commands: names(b) })
    else if (found[0] === 'view') here('context', line).views.push({ name: a, events: names(b) })
    else
      here('aggregate', line).commands.push({
        name: a,
        by: names(b).length ? names(b) : ['policy'],
        from: names(c).length ? names(c) : ['nothing'],
        events: names(d),
        to: e,
      })
  }
  if (!system) throw new NoSticky('The first line is to be its name: system hotel')
  return { system, contexts }
}
/** `food-cooking` as `foodCooking`. */
export const camel = (name: string): string => name.replace(/-([a-z])/g, (_, c: string) => c.toUpperCase())

/** The text of a board; reading it gives the same board. */
export const writeStickies = ({ system, contexts }: Stickies): string =>
  [
    `system ${system}`,
    ...contexts.flatMap(c => [
      '',
      `context ${c.name} ${c.level}`,
      ...c.aggregates.flatMap(a => [
        `  aggregate ${a.name} by ${a.key}`,
        ...a.commands.map(
          n => `    ${n.name} by ${n.by.join(', ')}: ${n.from.join(', ')} -> ${n.events.join(', ')}${n.to ? ` => ${n.to}` : ''}`,
        ),
        ...(a.also.length ? [`    also ${a.also.join(', ')}`] : []),
      ]),
      ...c.views.map(v => `  view ${v.name}: ${v.events.join(', ')}`),
      ...c.policies.map(p => `  whenever ${p.event} -> ${p.commands.join(', ')}`),
    ]),
    '',
  ].join('\n')

const whoOf = (who: Who): string => (typeof who === 'string' ? who : 'customer')
const notesOf = (a: Aggregate): AggregateNote => {
  const { decided } = decisions(a)
  const commands = Object.entries(a.decide).flatMap(([name, row]): CommandNote[] => {
    const all = decided.filter(d => d.command === name && d.events.length && ['nothing', ...a.states].includes(d.to))
    const one = all.find(d => d.reached) ?? all[0]
    if (!one) return []
    const from = [...new Set(all.map(d => d.from))]
    return [
      {
        name,
        by: [...new Set(list(row.by).map(whoOf))],
        from,
        events: [...new Set(one.events)],
        to: one.to === 'nothing' ? undefined : one.to,
      },
    ]
  })
  const named = new Set(commands.flatMap(c => c.events))
  return { name: a.name, key: a.key, commands, also: Object.keys(a.events).filter(type => !named.has(type)) }
}
/** The board of a system, as its model says it. What is asked of others' systems is left out. */
export const stickiesOf = (system: System): Stickies => {
  const notes = new Map(system.contexts.flatMap(c => c.aggregates.map(a => [a, notesOf(a)] as const)))
  const decided = new Set([...notes.values()].flatMap(a => a.commands.map(n => n.name)))
  const contexts = system.contexts.map(c => ({
    name: c.name,
    level: c.level,
    aggregates: c.aggregates.map(a => notes.get(a)!),
    policies: Object.values(c.policies).flatMap(p => {
      const commands = [...new Set(leads(p, system.reasons).map(l => l.type))].filter(type => decided.has(type))
      return commands.length ? [{ event: p.event.type, commands }] : []
    }),
    views: c.views.map(v => ({ name: v.name, events: [...new Set(v.folds.map(f => f.event.type))] })),
  }))
  return { system: system.name, contexts }
}
