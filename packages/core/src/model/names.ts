import type { Aggregate, Row, Who } from './aggregate.ts'
import type { Context, System } from './context.ts'
import { list } from './message.ts'
import type { Collection } from './routes.ts'

/** How many letters one must change, add or leave out to make one name of the other; two that changed places count as one. */
const distance = (a: string, b: string): number => {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array.from({ length: b.length }, () => 0)])
  rows[0] = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const change = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2]![j - 2]! + 1 : Infinity
      rows[i]![j] = Math.min(change, rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, swap)
    }
  return rows[a.length]![b.length]!
}
/** The name that was most likely meant, or all that there are. */
const meant = (name: string, there: readonly string[]): string => {
  const near = there.map(one => [distance(name.toLowerCase(), one.toLowerCase()), one] as const).sort(([a], [b]) => a - b)[0]
  if (near && near[0] <= Math.max(2, name.length / 3)) return `Did you mean ${near[1]}?`
  return there.length ? `There is ${there.join(', ')}.` : 'There is none.'
}

/** Asks of names whether they name something; what is wrong is a sentence. */
class Names {
  readonly wrong: string[] = []
  private readonly where: string
  constructor(where: string) {
    this.where = where
  }
  /** `what`: what the name is to be, as in "a role". */
  ask(names: string | readonly string[] | undefined, what: string, there: Iterable<string>, place: string): void {
    const known = [...new Set(there)]
    for (const name of names === undefined ? [] : [names].flat())
      if (!known.includes(name)) this.wrong.push(`${this.where}: ${place} names ${name}, which is no ${what}. ${meant(name, known)}`)
  }
}
const propertiesOf = (command: { readonly schema: { readonly properties: object } }): string[] => Object.keys(command.schema.properties)

const roleOf = (who: Who): string[] => (typeof who === 'string' ? [who] : [])
/** Where a row looks for whose it is: in the state; where there is none yet, or somebody acts in their own name, in the wish. */
const ownIn = (n: Names, a: Aggregate, type: string, row: Row): void => {
  const wish = propertiesOf(a.commands[type]!)
  for (const who of list<Who>(row.by)) {
    if (typeof who === 'string') continue
    const from = list(row.from)
    if (who.of === 'wish' || from.includes('nothing')) n.ask(who.own, `field of ${type}`, wish, `${type} 'by'`)
    if (who.of !== 'wish' && from.some(s => s !== 'nothing')) n.ask(who.own, `field of ${a.name}`, Object.keys(a.fields), `${type} 'by'`)
  }
}
const inAggregate = (n: Names, a: Aggregate, roles: readonly string[]): void => {
  const fields = Object.keys(a.fields)
  n.ask(a.key, `field of ${a.name}`, fields, `'key'`)
  const told = Object.values(a.events).flatMap(propertiesOf)
  n.ask(a.case, 'field of its events', [...told, a.key], `'case'`)
  for (const [type, row] of Object.entries(a.decide)) {
    n.ask(list<Who>(row.by).flatMap(roleOf), 'role', [...roles, 'policy', 'system'], `${type} 'by'`)
    n.ask(row.allots, `field of ${type}`, propertiesOf(a.commands[type]!), `${type} 'allots'`)
    ownIn(n, a, type, row)
  }
}

const statesOf = ({ of }: Collection): readonly string[] => (of.kind === 'aggregate' ? of.states : [])
/** What a collection shows and is searched by; all that it knows of an item. */
const fieldsOf = ({ of, derived }: Collection): string[] => [
  'id',
  ...Object.keys(of.fields),
  ...(of.kind === 'aggregate' ? ['status'] : []),
  ...Object.keys(derived ?? {}),
]
/** The commands that people give a collection. */
const commandsOf = ({ create, commands, statuses, delete: away, change, originals, forwards }: Collection) => [
  ...(create ? [create.command, ...(create.pending ? [create.pending.again, ...(create.pending.also ?? [])] : [])] : []),
  ...Object.values({ ...commands, ...statuses, ...originals?.commands }),
  ...[away, change, forwards].flatMap(c => c ?? []),
  ...Object.values(originals?.forwardsBy ?? {}).flatMap(by => Object.values(by)),
]
const inCreation = (n: Names, c: Collection, { reasons }: System): void => {
  const { create } = c
  if (!create) return
  const [states, fields] = [statesOf(c), fieldsOf(c)]
  n.ask(create.needs, `field of ${create.command.type}`, propertiesOf(create.command), `'needs'`)
  n.ask(create.pending?.state, 'state', states, `'pending'`)
  n.ask(create.pending?.reason, 'field', fields, `'pending.reason'`)
  n.ask(Object.keys(create.refused ?? {}), 'state', states, `'refused'`)
  for (const [state, why] of Object.entries(create.refused ?? {})) {
    if ('reason' in why) n.ask(why.reason, 'reason', Object.keys(reasons), `'refused.${state}'`)
    else {
      n.ask(why.field, 'field', fields, `'refused.${state}.field'`)
      n.ask(why.detail, 'field', fields, `'refused.${state}.detail'`)
      const detail: any = why.detail === undefined ? undefined : c.of.fields[why.detail]
      const holds = (s: any): boolean => s.type === 'object' || (s.anyOf?.some(holds) ?? !s.type)
      if (detail && !holds(detail))
        n.wrong.push(
          `refused.${state}.detail names ${why.detail}, which holds no object: the words of a reason are filled from its members.`,
        )
    }
  }
}
const inCollection = (n: Names, c: Collection, system: System): void => {
  const [states, fields] = [statesOf(c), fieldsOf(c)]
  const commands = commandsOf(c)
  const asked = [...fields, ...commands.flatMap(propertiesOf)]
  n.ask(c.shows, 'field', fields, `'shows'`)
  n.ask(c.times, 'field', asked, `'times'`)
  n.ask(c.hidden, 'state', states, `'hidden'`)
  n.ask(c.owner, 'field', fields, `'owner'`)
  n.ask(c.readers, 'role', [...system.roles, 'system'], `'readers'`)
  n.ask(c.moves, 'field', fields, `'moves'`)
  const { statusField, aliases = {} } = c.originals ?? {}
  n.ask(statusField, 'field', asked, `'originals.statusField'`)
  if (statusField === undefined) n.ask(Object.keys(c.statuses ?? {}), 'state', states, `'statuses'`)
  n.ask(Object.values(aliases), 'field', asked, `'originals.aliases'`)
  n.ask(Object.keys(c.makes ?? {}), 'command of it', Object.keys({ ...c.commands, ...c.originals?.commands }), `'makes'`)
  n.ask(Object.values(c.makes ?? {}), 'field', fields, `'makes'`)
  const types = commands.map(({ type }) => type)
  n.ask(Object.keys(c.outcomes ?? {}), 'command of it', types, `'outcomes'`)
  for (const [name, { by, states: only, sort }] of Object.entries(c.searches ?? {})) {
    n.ask(by, 'field', fields, `'searches.${name}.by'`)
    n.ask(only, 'state', states, `'searches.${name}.states'`)
    n.ask(sort, 'field', fields, `'searches.${name}.sort'`)
  }
  for (const [name, { states: only }] of Object.entries(c.ranked ?? {})) n.ask(only, 'state', states, `'ranked.${name}.states'`)
  for (const task of c.tasks ?? [])
    if (typeof task === 'string') n.ask(task, 'state', states, `'tasks'`)
    else n.ask(Object.keys(task), 'field', fields, `'tasks'`)
  inCreation(n, c, system)
}
const inContext = (context: Context, system: System): readonly string[] => {
  const wrong: string[] = []
  const look = (where: string, work: (n: Names) => void): void => {
    const n = new Names(`${context.name}/${where}`)
    work(n)
    wrong.push(...n.wrong)
  }
  for (const a of context.aggregates) look(a.name, n => inAggregate(n, a, system.roles))
  for (const [name, c] of Object.entries(context.routes)) look(name, n => inCollection(n, c, system))
  return wrong
}

/** Names that name nothing, each in a sentence with the one that was meant: what is written as a text is checked by nobody else. */
export const wrongNames = (system: System): readonly string[] => system.contexts.flatMap(c => inContext(c, system))
