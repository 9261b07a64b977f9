import type { Aggregate, Collection, Context, System, Who } from '../model/index.ts'
import { list } from '../model/index.ts'
import type { Schema } from './model-of.ts'
import { fieldChanges, takesAll } from './widening.ts'

/** What one context promises to others: what it tells, what it may be asked, and its wire. Plain JSON, kept with a release. */
export interface PublishedContext {
  readonly events: { readonly [type: string]: Schema }
  readonly commands: {
    readonly [type: string]: { readonly takes: Schema; readonly answers: readonly string[]; readonly tells: readonly string[] }
  }
  readonly collections: { readonly [name: string]: PublishedCollection }
}
interface PublishedCollection {
  readonly shows: { readonly [field: string]: Schema }
  /** What may be done with it, in words: `POST`, `POST …/cancel`, `PATCH status Canceled`. */
  readonly acts: readonly string[]
  readonly searches: { readonly [name: string]: readonly string[] }
}
/** What a system has published, by context. */
export type Published = { readonly [context: string]: PublishedContext }

const plain = (x: unknown): any => JSON.parse(JSON.stringify(x))
const isPublic = (a: Aggregate, type: string): boolean => list<Who>(a.decide[type]!.by).some(who => who !== 'policy')

const collectionOf = (c: Collection): PublishedCollection => {
  const fields: { readonly [field: string]: unknown } = { ...c.of.fields, ...c.derived }
  const isThere = (what: unknown, act: string): readonly string[] => (what ? [act] : [])
  return {
    shows: Object.fromEntries(c.shows.map(field => [field, plain(fields[field] ?? { type: 'string' })])),
    acts: [
      ...isThere(c.create ?? c.forwards ?? c.originals?.forwardsBy, 'POST'),
      ...isThere(c.delete, 'DELETE'),
      ...isThere(c.change, 'PUT'),
      ...Object.keys({ ...c.commands, ...c.originals?.commands }).map(name => `POST …/${name}`),
      ...Object.keys(c.statuses ?? {}).map(status => `PATCH ${c.originals?.statusField ?? 'status'} ${status}`),
    ],
    searches: Object.fromEntries(Object.entries(c.searches ?? {}).map(([name, { by = [] }]) => [name, by])),
  }
}
const contextOf = (c: Context): PublishedContext => ({
  events: Object.fromEntries(Object.values(c.events).flatMap(e => (e.public ? [[e.type, plain(e.schema)]] : []))),
  commands: Object.fromEntries(
    c.aggregates.flatMap(a =>
      Object.keys(a.decide).flatMap(type => {
        const { schema, answers, tells } = a.commands[type]!
        return isPublic(a, type) ? [[type, { takes: plain(schema), answers, tells }]] : []
      }),
    ),
  ),
  collections: Object.fromEntries(Object.entries(c.routes).map(([name, of]) => [name, collectionOf(of)])),
})
/** What a system promises to whoever is not of it: other systems, clients, and processes of its own that are of another release. */
export const publishedOf = (system: System): Published => Object.fromEntries(system.contexts.map(c => [c.name, contextOf(c)]))

/** What a release does to what was promised: what somebody may have relied on, and what is new. */
export interface Steps {
  /** Each needs a major step. */
  readonly breaking: readonly string[]
  /** Each needs a minor step. */
  readonly added: readonly string[]
}
interface Found {
  readonly breaking: string[]
  readonly added: string[]
}
/** Names that went and came; the rest is compared. */
const both = <T>(
  what: (name: string) => string,
  is: { readonly [name: string]: T },
  was: { readonly [name: string]: T },
  { breaking, added }: Found,
  compare: (is: T, was: T, name: string) => void = () => {},
): void => {
  for (const [name, before] of Object.entries(was)) {
    if (name in is) compare(is[name]!, before, name)
    else breaking.push(`${what(name)} is gone`)
  }
  for (const name of Object.keys(is)) if (!(name in was)) added.push(`${what(name)} is new`)
}
const named = (names: readonly string[]): { readonly [name: string]: true } => Object.fromEntries(names.map(name => [name, true]))

/** Whoever reads it must find what there was, with values that it knows. */
const told = (what: string, is: Schema, was: Schema, found: Found): void =>
  both(
    field => `${what}: the field ${field}`,
    is.properties,
    was.properties,
    found,
    (now, before, field) => {
      if (!takesAll(before, now)) found.breaking.push(`${what}: the field ${field} may hold what it did not`)
      if (was.required?.includes(field) && !is.required?.includes(field)) found.breaking.push(`${what}: the field ${field} may be missing`)
    },
  )
/** Whoever asks must be able to ask what they asked. */
const asked = (what: string, is: PublishedContext['commands'][string], was: PublishedContext['commands'][string], found: Found): void => {
  const words = { gone: 'is gone', narrower: 'takes less than it did', demanded: 'is demanded' }
  for (const { field, how } of fieldChanges(is.takes, was.takes)) found.breaking.push(`${what}: the field ${field} ${words[how]}`)
  for (const field of Object.keys(is.takes.properties))
    if (!(field in was.takes.properties) && !is.takes.required?.includes(field)) found.added.push(`${what}: the field ${field} is new`)
  for (const answer of is.answers)
    if (!was.answers.includes(answer)) found.breaking.push(`${what}: it may be answered by ${answer}, which nobody expects`)
  both(field => `${what}: what its answer tells of ${field}`, named(is.tells), named(was.tells), found)
}
const shown = (of: PublishedCollection['shows']): Schema => ({ properties: of, required: Object.keys(of) })
const inCollection = (what: string, is: PublishedCollection, was: PublishedCollection, found: Found): void => {
  told(what, shown(is.shows), shown(was.shows), found)
  both(act => `${what}: ${act}`, named(is.acts), named(was.acts), found)
  const search = (name: string): string => `${what}/search/${name}`
  both(search, is.searches, was.searches, found, (by, before, name) =>
    both(parameter => `${search(name)}?${parameter}`, named(by), named(before), found),
  )
}
const inContext = (context: string, is: PublishedContext, was: PublishedContext, found: Found): void => {
  const event = (type: string): string => `${context}: the event ${type}`
  const command = (type: string): string => `${context}: the command ${type}`
  const collection = (name: string): string => `${context}: /${name}`
  both(event, is.events, was.events, found, (now, before, type) => told(event(type), now, before, found))
  both(command, is.commands, was.commands, found, (now, before, type) => asked(command(type), now, before, found))
  both(collection, is.collections, was.collections, found, (now, before, name) => inCollection(collection(name), now, before, found))
}
/** Compares what is promised now with what the last release promised. */
export const stepsBetween = (was: Published, is: Published): Steps => {
  const found: Found = { breaking: [], added: [] }
  both(
    name => `the context ${name}`,
    is,
    was,
    found,
    (now, before, name) => inContext(name, now, before, found),
  )
  return found
}

/** Is a release of this version free to break what that one promised? Before 1.0 the second number says so. */
export const mayBreak = (was: string, is: string): boolean => {
  const [[a = 0, b = 0], [c = 0, d = 0]] = [was, is].map(v => v.split('.').map(Number)) as [number[], number[]]
  return c > a || (a === 0 && c === 0 && d > b)
}
