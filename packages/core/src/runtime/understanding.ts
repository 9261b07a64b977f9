import type { TSchema } from 'typebox'
import { type Before, type System } from '../model/index.ts'
import { checking } from './checking.ts'
import type { Recorded, Timer, Waiting } from './ports.ts'
import { newFields, takesAll } from './widening.ts'

/** What a command or an event is called now, and what it says now. */
interface Reading {
  readonly type: string
  readonly data: (said: any) => any
}
type Said = { readonly type: string; readonly data: any }
/** Data of before in the words of now: everything that lies in a store or comes from elsewhere. What is in those words already stays itself. */
export interface Understanding {
  event(e: Recorded): Recorded
  command<C extends Said>(c: C): C
  timer(t: Timer): Timer
  waiting(w: Waiting): Waiting
  /** The names that events of this source had. */
  namesBefore(source: string, type: string): readonly string[]
}

/** The same schema, and no field that it does not name, to its leaves. */
const closed = (schema: any): any => {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]))
  return inner['type'] === 'object' && inner['properties'] ? { ...inner, additionalProperties: false } : inner
}
const plain = (schema: TSchema): any => JSON.parse(JSON.stringify(schema))

/**
 * How data of any of its shapes becomes that of now. Nothing in the data says of which shape it is: it is of the newest that it fits without a
 * field too many, else of the newest that it fits at all. Throws where an earlier shape could never be told from a later one.
 */
const readingOf = (name: string, schema: TSchema, { shapes }: Before): Reading['data'] => {
  if (!shapes.length) return said => said
  const all = [...shapes.map(s => plain(s.schema)), plain(schema)]
  for (const [i, older] of all.entries())
    for (const newer of all.slice(i + 1))
      if (!newFields(older, newer).length && takesAll(newer, older))
        throw new Error(
          `${name}: whatever has its earlier shape { ${Object.keys(older.properties).join(', ')} } fits a later one as well, so nobody could tell ` +
            'them apart. Give what changed a name of its own, or demand the field that is new.',
        )
  const exact = all.map(s => checking(closed(s)))
  const loose = all.map(s => checking(s))
  return said => {
    let at = exact.findLastIndex(fits => fits().Check(said))
    if (at < 0) at = loose.findLastIndex(fits => fits().Check(said))
    if (at < 0) return said
    let data = said
    for (const { next } of shapes.slice(at)) data = next(data)
    return data
  }
}

/** The readings of notes, by every name that they have or had. Undefined: none was ever called or shaped otherwise. */
const readingsOf = (notes: readonly { readonly type: string; readonly schema: TSchema; readonly was: Before }[]) => {
  const found = new Map<string, Reading>()
  for (const { type, schema, was } of notes) {
    if (!was.names.length && !was.shapes.length) continue
    const reading = { type, data: readingOf(type, schema, was) }
    for (const name of [type, ...was.names]) {
      if (found.has(name) || (name !== type && notes.some(n => n.type === name)))
        throw new Error(`${type} was ${name} before, but ${name} is the name of another.`)
      found.set(name, reading)
    }
  }
  return found
}
const read = <S extends Said>(said: S, reading: Reading | undefined): S => {
  if (!reading) return said
  const data = reading.data(said.data)
  return data === said.data && reading.type === said.type ? said : { ...said, type: reading.type, data }
}

const known = new WeakMap<System, Understanding | null>()
/** What the notes of a system say about their past. Undefined where they say nothing: then nothing need be asked of anything that is read. */
export const understandingOf = (system: System): Understanding | undefined => {
  let found = known.get(system)
  if (found === undefined) known.set(system, (found = made(system) ?? null))
  return found ?? undefined
}
const made = (system: System): Understanding | undefined => {
  const events = new Map(system.contexts.map(c => [c.name, readingsOf(Object.values(c.events))]))
  const decided = system.contexts.flatMap(c => c.aggregates.flatMap(a => Object.keys(a.decide).map(type => a.commands[type]!)))
  const commands = readingsOf(decided)
  if (!commands.size && ![...events.values()].some(of => of.size)) return undefined
  const event = (e: Recorded): Recorded => read(e, events.get(e.source)?.get(e.type))
  return {
    event,
    command: c => read(c, commands.get(c.type)),
    timer: t => {
      const work = t.work.kind === 'owed' ? { ...t.work, event: event(t.work.event) } : read(t.work, commands.get(t.work.type))
      return { ...t, work }
    },
    waiting: w => ({ ...w, event: event(w.event) }),
    namesBefore: (source, type) => [...(events.get(source) ?? [])].flatMap(([name, r]) => (r.type === type && name !== type ? [name] : [])),
  }
}
