import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { type Aggregate, list, type Message, type Row } from '@jumun/core/model'
import { byPolicy, type Caller, keyRead, statusOf } from '@jumun/core/runtime'
import { type Answer, answerOf, noon } from './given.ts'

type Json = { readonly [keyword: string]: any }

const compiled = new WeakMap<TSchema, (value: unknown) => boolean>()
/** Does the value satisfy the schema? */
export const fits = (schema: TSchema, value: unknown): boolean => {
  let check = compiled.get(schema)
  if (!check) {
    const validator = Compile(schema)
    compiled.set(schema, (check = v => validator.Check(v)))
  }
  return check(value)
}

const texts = ['coffee', '01012345678', 'a', 'a@b.kr', '2030-01-01', '12:00', '1', 'ko']
/** Values that a schema accepts: the ordinary one first, then those at which a rule may look. */
const values = (schema: Json): unknown[] => {
  if ('const' in schema) return [schema.const]
  if (schema.anyOf) return (schema.anyOf as Json[]).flatMap(values).sort((a, b) => Number(a === null) - Number(b === null))
  if (schema.enum) return schema.enum
  if (schema.type === 'null') return [null]
  if (schema.type === 'boolean') return [false, true]
  if (schema.type === 'integer' || schema.type === 'number')
    return [1, 2, 0, noon, schema.minimum, schema.maximum].filter(n => n !== undefined && fits(schema as TSchema, n))
  if (schema.type === 'string') {
    const text = texts.find(t => fits(schema as TSchema, t))
    if (text === undefined) throw new Error(`no sample text fits ${JSON.stringify(schema)}`)
    return [text]
  }
  if (schema.type === 'array') return [[], ...values(schema.items).map(x => [x])].filter(x => fits(schema as TSchema, x))
  if (schema.type === 'object') return samples(schema)
  throw new Error(`no samples of ${JSON.stringify(schema)}`)
}

/** Objects that a schema accepts, always the same: the ordinary one, the barest one, and the ordinary one with one field changed. */
export const samples = (schema: Json): any[] => {
  const optional = (name: string) => !list(schema.required as string[] | undefined).includes(name)
  const fields = Object.entries((schema.properties ?? {}) as { [name: string]: Json }).map(
    ([name, s]) => [name, [...values(s), ...(optional(name) ? [undefined] : [])]] as const,
  )
  const made = (value: (of: readonly unknown[], field: string) => unknown) =>
    Object.fromEntries(fields.map(([name, of]) => [name, value(of, name)] as const).filter(([, v]) => v !== undefined))
  return distinct([
    made(of => of[0]),
    made(of => of.at(-1)),
    ...fields.flatMap(([field, each]) => each.map(v => made((of, name) => (name === field ? v : of[0])))),
  ])
}
const distinct = <T>(all: readonly T[]): T[] => [...new Map(all.map(x => [JSON.stringify(x), x])).values()]

/** Every value that a state holds somewhere under a name. */
const named = (value: unknown, found = new Map<string, unknown[]>()): Map<string, unknown[]> => {
  if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) {
      found.set(name, [...(found.get(name) ?? []), inner])
      named(inner, found)
    }
  return found
}

/** What to try besides what the schemas say. */
export interface Search {
  /** Wishes that no schema can guess: what belongs together by its meaning. */
  readonly wishes?: readonly Message<'command'>[]
  /** What never comes in that state, by command; why not is said where it is given. */
  readonly never?: { readonly [command: string]: (wish: any, state: any) => boolean }
  /** Moments at which is asked, in ms since 1970: noon, and two days later. */
  readonly times?: readonly number[]
}
const days = 24 * 3_600_000
export const timesOf = ({ times = [noon, noon + 2 * days] }: Search): readonly number[] => times

/** Wishes for one item in one state: by the schema, and with what the state knows under the same names. */
export const wishesFor = (a: Aggregate, type: string, state: any, { wishes = [], never = {} }: Search = nothingMore): any[] => {
  const schema = a.commands[type]!.schema as Json
  const key = values(schema.properties[a.key])[0]
  const known = named(state)
  const fields = Object.keys(schema.properties)
  const lined = { ...samples(schema)[0], ...Object.fromEntries(fields.flatMap(f => (known.has(f) ? [[f, known.get(f)!.at(-1)]] : []))) }
  const single = fields.flatMap(f => (known.get(f) ?? []).map(v => ({ ...lined, [f]: v })))
  return distinct(
    [lined, ...single, ...samples(schema), ...wishes.filter(w => w.type === type).map(w => w.data)].map(w => ({ ...w, [a.key]: key })),
  ).filter(w => fits(schema as TSchema, w) && !never[type]?.(w, state))
}

/** What is read beside the state for a wish: nothing, and the item that it names in each of its states. */
export const readsFor = (
  a: Aggregate,
  row: Row,
  state: any,
  wish: any,
  search: Search = nothingMore,
): { readonly [name: string]: any }[] => {
  let all: { [name: string]: any }[] = [{}]
  for (const [name, [other, field]] of Object.entries(a.reads))
    all = all.flatMap(read => {
      const key = keyRead(row, name, field, wish, state, read)
      return [read, ...(key === undefined ? [] : itsStates(other, key, search)).map(state => ({ ...read, [name]: state }))]
    })
  return all
}

/** What an item of this key may be like: some of each status. Where nothing was tried with the key, it is what others of its kind are. */
const itsStates = (a: Aggregate, key: unknown, search: Search): readonly any[] => {
  const field = a.key
  const known = [...reach(a, search).states.values()].flatMap(of => of.map(s => s.state)).filter(s => s !== undefined)
  const own = known.filter(s => s[field] === key)
  const all = own.length ? own : known.map(s => ({ ...s, [field]: key }))
  const place = new Map<string, number>()
  return all
    .map(state => {
      const nth = place.get(state.status) ?? 0
      place.set(state.status, nth + 1)
      return { state, nth }
    })
    .sort((a, b) => a.nth - b.nth)
    .slice(0, 12)
    .map(s => s.state)
}

/** A state, and the events that lead to it. */
export interface Sample {
  readonly state: any
  readonly events: readonly Message[]
}
export interface Reached {
  /** By status, `nothing` included. */
  readonly states: ReadonlyMap<string, readonly Sample[]>
  /** The events that happened on the way. */
  readonly happened: ReadonlySet<string>
}

/** Who may everything that the row allows to anybody. */
const whoMay = (row: Row, state: any, wish: any): Caller => {
  const roles = list(row.by).filter(w => typeof w === 'string')
  const claims = Object.fromEntries(
    list(row.by).flatMap(w => (typeof w === 'string' ? [] : [[w.own, String((w.of === 'wish' ? wish : (state ?? wish))[w.own])]])),
  )
  return roles.includes('policy') ? byPolicy : { actor: 'somebody', roles, claims, anyone: false }
}

/** So often the same is asked where it leads nowhere else: patience that runs out does so before. */
const patience = 20
const typesIn = ({ events }: Answer): string => events.map(e => e.type).join()
/** What is answered; and where the same is asked again and again, and is answered otherwise in the end, that too. */
const answers = (state: any, ask: (state: any) => Answer): readonly Answer[] => {
  const all: Answer[] = []
  try {
    const first = ask(state)
    if (!first.events.length) return all
    all.push(first)
    if (statusOf(first.state) !== statusOf(state)) return all
    let events = first.events
    for (let [i, last] = [0, first]; i < patience; i++) {
      last = ask(last.state)
      if (!last.events.length) break
      events = [...events, ...last.events]
      if (typesIn(last) === typesIn(first)) continue
      all.push({ ...last, events })
      break
    }
  } catch {
    // not to be found here: whoever asks every wish in every state will
  }
  return all
}

const enough = 40
const alike = 3
/** What was reached; and, while one is on its way, what was reached for its sake, on what it had come to by then: two may read each other. */
interface Known {
  readonly whole: Map<Aggregate, Reached>
  readonly forNow: Map<Aggregate, Reached>
}
const found = new WeakMap<Search, Known>()
const nothingMore: Search = {}
/**
 * The states that an item can really be in: from nothing on, breadth first, through what is decided on sample wishes. A state is worth
 * going on from when other events led to it; some of each kind are enough.
 */
export const reach = (a: Aggregate, search: Search = nothingMore): Reached => {
  const { whole, forNow } = found.get(search) ?? { whole: new Map(), forNow: new Map() }
  found.set(search, { whole, forNow })
  const before = whole.get(a) ?? forNow.get(a)
  if (before) return before
  const states = new Map<string, Sample[]>([['nothing', [{ state: undefined, events: [] }]]])
  const happened = new Set<string>()
  const isFirst = !forNow.size
  forNow.set(a, { states, happened })
  const kinds = new Map<string, number>()
  const seen = new Set<string>()
  const ahead: Sample[] = [{ state: undefined, events: [] }]
  for (const { state, events } of ahead)
    for (const [type, row] of Object.entries(a.decide)) {
      if (!list(row.from).includes(statusOf(state))) continue
      for (const wish of wishesFor(a, type, state, search))
        for (const read of readsFor(a, row, state, wish, search))
          for (const now of timesOf(search)) {
            for (const next of answers(state, of => answerOf(a, of, { type, data: wish }, whoMay(row, of, wish), read, now))) {
              for (const e of next.events) happened.add(e.type)
              const way = [...events, ...next.events]
              const status = statusOf(next.state)
              const kind = `${status} ${[...new Set(way.map(e => e.type))].sort().join(' ')} ${way.at(-1)!.type}`
              const text = JSON.stringify(next.state)
              const of = states.get(status) ?? []
              if (seen.has(text) || (kinds.get(kind) ?? 0) >= alike || of.length >= enough) continue
              seen.add(text)
              kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
              const sample = { state: next.state, events: way }
              states.set(status, [...of, sample])
              ahead.push(sample)
            }
          }
    }
  const reached = { states, happened }
  if (isFirst) {
    whole.set(a, reached)
    forNow.clear()
  }
  return reached
}
