import { earlierLine, namedLine } from './line-to-write.ts'
import type { Model, Schema, Shape } from './model-of.ts'
import { fieldChanges, newFields, takesAll } from './widening.ts'

/** What must lie in the data for a change to do harm. */
export type Needs =
  | { readonly event: string }
  | { readonly aggregate: string; readonly states?: readonly string[] }
  /** An item of an aggregate that the context has no more: only the log remembers it. */
  | { readonly gone: string }
  | { readonly command: string }
  | { readonly policy: string }
/** A change that only harms where there is such data: what changed, from what to what, and what to do. */
export interface Risk {
  readonly needs: Needs
  readonly what: string
  readonly cure: string
}
/** How one model differs from another. */
export interface Differences {
  readonly risks: readonly Risk[]
  /** Views whose rows must be made anew, and why. */
  readonly rebuild: { readonly [view: string]: 'new' | 'changed' }
  /** Aggregates whose states must be folded again from their events. */
  readonly refold: readonly string[]
  /** Views that cannot be made anew as they are, in words. */
  readonly refuse: readonly string[]
  readonly note: readonly string[]
}

/** What is found, section by section. */
interface Found {
  readonly risks: Risk[]
  readonly note: string[]
  readonly refold: string[]
}
const listed = (names: readonly string[]): string => names.join(', ')
const there = (names: readonly string[]): string => (names.length ? ` (there is ${listed(names)} now)` : '')
const split = (was: object, is: object) => ({
  gone: Object.keys(was).filter(name => !(name in is)),
  came: Object.keys(is).filter(name => !(name in was)),
  both: Object.keys(is).filter(name => name in was),
})

/** What about the fields is more than what is there fits: a text for each, and one for all that are demanded. */
const fieldsIn = (is: Schema, was: Schema, nullable: boolean): readonly { readonly what: string; readonly cure: string }[] => {
  const changes = fieldChanges(is, was, nullable)
  const demanded = changes.flatMap(({ field, how }) => (how === 'demanded' ? [field] : []))
  return changes.flatMap(({ field, how }) => {
    // where one is gone, the new ones are named with it
    if (how === 'demanded' && (field !== demanded[0] || changes.some(c => c.how === 'gone'))) return []
    if (how === 'demanded')
      return [
        {
          what: `demands the field${demanded.length > 1 ? 's' : ''} ${listed(demanded)}, which it did not have or need`,
          cure: `declare ${listed(demanded)} as Optional`,
        },
      ]
    return how === 'gone'
      ? [
          {
            what: `has no field ${field} any more${there(newFields(is, was))}`,
            cure: `keep ${field} as it was, and add what is new beside it as Optional`,
          },
        ]
      : [
          {
            what: `takes other values in the field ${field}: ${JSON.stringify(is.properties[field])} instead of ${JSON.stringify(was.properties[field])}`,
            cure: `let ${field} take what it took, or give what is new another name`,
          },
        ]
  })
}

const came = ({ note }: Found, kind: string, names: readonly string[]) => void (names.length && note.push(`new ${kind}: ${listed(names)}`))

/** By its name of before, what a note is called now: where there is none of that name any more, and another one says that it was it. */
const renamedIn = (is: { readonly [type: string]: Shape }): ReadonlyMap<string, string> =>
  new Map(Object.entries(is).flatMap(([type, { was }]) => (was?.names ?? []).map(name => [name, type] as const)))

/** What data of a note's shapes of before the note of now does not take, nor says how it becomes what it takes. */
const notTaken = (kind: 'event' | 'command', type: string, is: Shape, was: Shape, nullable: boolean) =>
  [was.schema, ...(was.was?.shapes ?? [])].flatMap(shape => {
    const wrong = is.was?.shapes.some(earlier => takesAll(earlier, shape)) ? [] : fieldsIn(is.schema, shape, nullable)
    const all = (words: (one: (typeof wrong)[number]) => string): string => wrong.map(words).join(', and ')
    // one line mends all of them
    return wrong.length
      ? [
          {
            what: `the ${kind} ${type} ${all(w => w.what)}`,
            cure: `${all(w => w.cure)}. Or write ${earlierLine(kind, type, is.schema, shape)}`,
          },
        ]
      : []
  })
const lines = (text: readonly string[]): string => (text.length ? `. Or write ${text.join(' or ')}` : '')

const inEvents = (was: Model['events'], is: Model['events'], found: Found): void => {
  const [events, renamed] = [split(was, is), renamedIn(is)]
  came(found, 'events', events.came)
  for (const type of Object.keys(was)) {
    const [before, name, needs] = [was[type]!, type in is ? type : renamed.get(type), { event: type }]
    if (name === undefined) {
      const cure = `keep ${type}${lines(events.came.map(now => namedLine('event', type, now)))}`
      found.risks.push({ needs, what: `the event ${type} is gone${there(events.came)}`, cure })
      continue
    }
    const now = is[name]!
    if (name !== type) found.note.push(`the event ${type} is called ${name} now`)
    if (now.public !== before.public)
      found.risks.push({
        needs,
        what: `the event ${type} is ${now.public ? 'public' : 'internal'} now and was not`,
        cure: 'take another name for it',
      })
    for (const older of before.was?.names ?? [])
      if (!(older in is) && renamed.get(older) !== name)
        found.risks.push({
          needs: { event: older },
          what: `the event ${name} was ${older} once, which it does not say any more`,
          cure: `write ${namedLine('event', older, name)}`,
        })
    const more = newFields(now.schema, before.schema)
    if (more.length) found.note.push(`the event ${name} has more fields: ${listed(more)}`)
    // whoever hears it later hears the old ones as well, and takes no event that lacks what it demands
    for (const wrong of notTaken('event', name, now, before, !now.public)) found.risks.push({ needs, ...wrong })
  }
}
const inAggregates = (was: Model['aggregates'], is: Model['aggregates'], found: Found): void => {
  const aggregates = split(was, is)
  came(found, 'aggregates', aggregates.came)
  for (const name of aggregates.gone)
    found.risks.push({
      needs: { gone: name },
      what: `the aggregate ${name} is gone${there(aggregates.came)}`,
      cure: `keep ${name}, without commands if need be`,
    })
  for (const name of aggregates.both) {
    const [now, before, needs] = [is[name]!, was[name]!, { aggregate: name }]
    if (now.key !== before.key)
      found.risks.push({ needs, what: `${name} is known by other keys: ${now.key} instead of ${before.key}`, cure: 'keep them' })
    const states = {
      gone: before.states.filter(s => !now.states.includes(s) && !now.was?.[s]),
      came: now.states.filter(s => !before.states.includes(s)),
    }
    came(found, `states of ${name}`, states.came)
    for (const state of states.gone)
      found.risks.push({
        needs: { aggregate: name, states: [state] },
        what: `${state} is no state of ${name} any more${there(states.came)}`,
        cure: `keep the state ${state}, with a way out of it${lines(states.came.map(s => `aggregate('${name}', { …, was: { ${state}: '${s}' } })`))}`,
      })
    const more = newFields(now.schema, before.schema)
    if (more.length) found.note.push(`${name} has more fields: ${listed(more)}`)
    // a state is the fold of its events: whatever else it holds now is made of them
    const isChanged = JSON.stringify([now.schema, now.states]) !== JSON.stringify([before.schema, before.states])
    if (before.print === undefined ? isChanged : now.print !== before.print) found.refold.push(name)
  }
}
const inCommands = (was: Model['commands'], is: Model['commands'], found: Found): void => {
  const [commands, renamed] = [split(was, is), renamedIn(is)]
  came(found, 'commands', commands.came)
  for (const type of Object.keys(was)) {
    const [name, needs] = [type in is ? type : renamed.get(type), { command: type }]
    if (name === undefined) {
      const cure = `keep ${type}${lines(commands.came.map(now => namedLine('command', type, now)))}`
      found.risks.push({ needs, what: `the command ${type} is gone${there(commands.came)}`, cure })
      continue
    }
    if (name !== type) found.note.push(`the command ${type} is called ${name} now`)
    for (const older of was[type]!.was?.names ?? [])
      if (!(older in is) && renamed.get(older) !== name)
        found.risks.push({
          needs: { command: older },
          what: `the command ${name} was ${older} once, which it does not say any more`,
          cure: `write ${namedLine('command', older, name)}`,
        })
    for (const wrong of notTaken('command', name, is[name]!, was[type]!, true)) found.risks.push({ needs, ...wrong })
  }
}
const inPolicies = (was: Model['policies'], is: Model['policies'], found: Found): void => {
  const policies = split(was, is)
  const isSolid = (policy: string | undefined): boolean => policy?.startsWith('atOnce ') ?? false
  came(found, 'policies', policies.came)
  for (const name of [...policies.gone, ...policies.both]) {
    if (isSolid(was[name]) && !isSolid(is[name]))
      found.risks.push({
        needs: { policy: name },
        what: `the solid line ${name} is gone${there(policies.came)}`,
        cure: `keep ${name} until nothing is owed by it`,
      })
    if (!(name in is)) found.note.push(`the policy ${name} is gone: nothing follows from its events any more`)
    else if (was[name] !== is[name]) found.note.push(`the policy ${name} is ${is[name]} and was ${was[name]}`)
  }
}

/** Compares the model that the data is of with the one that is to go on with it. Pure: whether a risk is one, the data must say. */
export const differences = (was: Model, is: Model): Differences => {
  const found: Found = { risks: [], note: [], refold: [] }
  inEvents(was.events, is.events, found)
  inAggregates(was.aggregates, is.aggregates, found)
  inCommands(was.commands, is.commands, found)
  inPolicies(was.policies, is.policies, found)
  const refuse: string[] = []
  const rebuild: { [view: string]: 'new' | 'changed' } = {}
  const views = split(was.views, is.views)
  for (const name of views.came) rebuild[name] = 'new'
  for (const name of views.gone) found.note.push(`the view ${name} is gone: its rows stay, and nobody reads them`)
  for (const name of views.both) {
    const [now, before] = [is.views[name]!, was.views[name]!]
    if (now.keyType !== before.keyType)
      refuse.push(`the rows of the view ${name} are named by ${now.keyType} now and were by ${before.keyType}. Take another name for it`)
    else if (now.print !== before.print) rebuild[name] = 'changed'
  }
  return { ...found, rebuild, refuse }
}
