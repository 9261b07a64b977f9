import { type Aggregate, findReads } from './aggregate.ts'
import type { Command, Event } from './message.ts'
import { wrongNames } from './names.ts'
import type { Policy } from './policy.ts'
import type { Routes } from './routes.ts'
import type { Reasons } from './vocabulary.ts'
import type { View } from './view.ts'

/** A pink note: a system that is not ours. Its commands are asked like another context's; its adapter does input and output. */
export interface External {
  readonly kind: 'external'
  readonly name: string
  readonly commands: { readonly [type: string]: Command }
}
/** Declares a system that is not ours by the commands that it understands. The adapter is chosen when the system is started. */
export const external = (name: string, commands: object): External => ({ kind: 'external', name, commands: byType(commands, 'command') })

/** How much the business depends on a context (specification §11): an uptime target per year and a rhythm of releases. */
export type Level = 'core' | 'supporting' | 'general'

/** A frame on the board: one boundary, one database, one thing to deploy. */
export interface Context {
  readonly kind: 'context'
  readonly name: string
  /** The port when its system runs alone. */
  readonly port: number
  readonly level: Level
  readonly team: string
  readonly events: { readonly [type: string]: Event }
  readonly commands: { readonly [type: string]: Command }
  readonly aggregates: readonly Aggregate[]
  readonly policies: { readonly [name: string]: Policy }
  readonly views: readonly View[]
  readonly externals: readonly External[]
  readonly routes: Routes
  /** Items that exist from the first start: commands that make them, given once by the runtime. */
  readonly seed: readonly { readonly type: string; readonly data: any }[]
  /** The same, where a setting of the environment has a say in it. */
  readonly seeds: (environment: (name: string) => string | undefined) => Context['seed']
}

const byType = (module: object, kind: string): any =>
  Object.fromEntries(
    Object.values(module)
      .filter(x => x?.kind === kind)
      .map(x => [x.type, x]),
  )

/** What a context is made of besides its frame, its own or what a block brings along. Notes of its aggregates need not be named again. */
export interface Parts {
  readonly events?: object
  readonly commands?: object
  readonly aggregates?: readonly Aggregate[]
  readonly policies?: object
  readonly views?: readonly View[]
  readonly externals?: readonly External[]
  readonly routes?: Routes
}

/** Draws a frame. `blocks`: parts that were written once for all (what is paid, what is said to people), beside the context's own. */
export const context = (
  name: string,
  {
    port,
    level,
    team,
    seed,
    blocks = [],
    ...own
  }: Parts & {
    readonly port: number
    readonly level: Level
    readonly team: string
    readonly blocks?: readonly Parts[]
    readonly seed?: Context['seed'] | Context['seeds']
  },
): Context => {
  const all = [own, ...blocks]
  const aggregates = all.flatMap(p => p.aggregates ?? [])
  findReads(aggregates)
  // in the order of the tables; where a block has a note of the same name, the table's is meant
  const notes = (part: 'events' | 'commands', kind: string) => {
    const tables = aggregates.map(a => a[part])
    return Object.assign({}, ...tables, ...all.map(p => byType(p[part] ?? {}, kind)), ...tables)
  }
  const policies = [...blocks, own]
    .flatMap(p => Object.entries(p.policies ?? {}))
    .filter(([, p]) => p?.kind === 'whenever' || p?.kind === 'atOnce')
  return {
    kind: 'context',
    name,
    port,
    level,
    team,
    events: notes('events', 'event'),
    commands: notes('commands', 'command'),
    aggregates,
    policies: Object.fromEntries(policies),
    views: all.flatMap(p => p.views ?? []),
    externals: all.flatMap(p => p.externals ?? []),
    routes: Object.assign({}, ...all.map(p => p.routes ?? {})),
    ...seedOf(seed),
  }
}

const seedOf = (seed: Context['seed'] | Context['seeds'] = []): Pick<Context, 'seed' | 'seeds'> =>
  typeof seed === 'function' ? { seed: seed(() => undefined), seeds: seed } : { seed, seeds: () => seed }

/** A request to try, and what it shows. */
export interface Try {
  readonly en: string
  readonly ko: string
  readonly method?: string
  readonly path: string
  readonly body?: object
}
/** A board: the contexts that make up one business. */
export interface System {
  readonly kind: 'system'
  readonly name: string
  readonly title: { readonly en: string; readonly ko: string }
  /** The accent color of the system. */
  readonly color: string
  readonly contexts: readonly Context[]
  readonly reasons: Reasons
  /** The roles that people have in this business. */
  readonly roles: readonly string[]
  /** Requests that show somebody new what it does. */
  readonly tries: readonly Try[]
  /** Events under names of older editions, understood when they come in and never written. */
  readonly olderNames: { readonly [old: string]: string }
  /** By `context.aggregate` the states in which somebody still has to act: nobody is erased from such a case. */
  readonly open: { readonly [aggregate: string]: readonly string[] }
}

/** The context whose note this is, by identity: two contexts may give the same name to an event of their own. */
export const contextOfEvent = (system: System, event: Event): Context => {
  const owner = system.contexts.find(c => c.events[event.type] === event)
  if (!owner) throw new Error(`${system.name}: nobody tells ${event.type}`)
  return owner
}
/** The context that owns a command. Undefined: an external's. */
export const contextOfCommand = (system: System, type: string): Context | undefined =>
  system.contexts.find(c => c.aggregates.some(a => type in a.decide))

/** Puts the contexts of one business together, and checks what can only be checked then. */
export const systemOf = (
  name: string,
  parts: {
    readonly title: System['title']
    readonly color: string
    readonly contexts: readonly Context[]
    readonly reasons: Reasons
    readonly roles: readonly string[]
    readonly tries?: System['tries']
    readonly olderNames?: System['olderNames']
    readonly open?: System['open']
  },
): System => {
  const made: System = { kind: 'system', name, tries: [], olderNames: {}, open: {}, ...parts }
  const owners = new Map<string, string>()
  for (const c of made.contexts) {
    for (const a of c.aggregates)
      for (const type of Object.keys(a.decide)) {
        const other = owners.get(type)
        if (other) throw new Error(`${name}: both ${other} and ${c.name}/${a.name} decide ${type}`)
        owners.set(type, `${c.name}/${a.name}`)
      }
    for (const x of c.externals) for (const type of Object.keys(x.commands)) owners.set(type, x.name)
  }
  for (const [of, states] of Object.entries(made.open)) {
    const [context, name] = of.split('.')
    const found = made.contexts.find(c => c.name === context)?.aggregates.find(a => a.name === name)
    const unknown = found ? states.find(s => !found.states.includes(s)) : of
    if (unknown !== undefined) throw new Error(`${made.name}: open names ${of} in ${states.join(', ')}, and there is no ${unknown}`)
  }
  for (const c of made.contexts) {
    for (const [policyName, p] of Object.entries(c.policies)) {
      const source = contextOfEvent(made, p.event)
      if (source !== c && !p.event.public)
        throw new Error(`${c.name}/${policyName} reacts to ${p.event.type}, which never leaves ${source.name}`)
      if (source !== c && p.kind === 'atOnce')
        throw new Error(`${c.name}/${policyName}: a solid line starts from an event of its own context`)
    }
    for (const v of c.views)
      for (const { event } of v.folds) {
        contextOfEvent(made, event)
        if (!v.perEvent && !(v.key in event.schema.properties))
          throw new Error(`view ${v.name} finds its row by ${v.key}, which ${event.type} does not carry`)
      }
  }
  const wrong = wrongNames(made)
  if (wrong.length) throw new Error(`${name}: ${wrong.join(' ')}`)
  return made
}
