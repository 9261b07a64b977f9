// What a policy or a decision would do is asked of the pure functions themselves, with data made from the schemas.
import type { TSchema } from 'typebox'
import { Check, Errors } from 'typebox/value'
import {
  contextOfCommand,
  decided as decidedBy,
  list,
  type Aggregate,
  type Command,
  type Context,
  type Later,
  type Message,
  type Policy,
  type Reasons,
  type System,
} from '@jumun/core/model'

/** A schema as the JSON Schema that it is. */
export type Json = { readonly [keyword: string]: any }

/** Values that differ where a function may look: both booleans, each literal, null, few and many. The first is the ordinary one. */
const variants = (schema: Json): unknown[] => {
  if ('examples' in schema) return schema.examples
  if ('const' in schema) return [schema.const]
  if ('enum' in schema) return schema.enum
  const union = schema.anyOf ?? schema.oneOf
  if (union) {
    const each = (union as Json[]).map(variants)
    const some = each.flat().filter(x => x !== null)
    return each.flat().includes(null) ? [...some, null] : some
  }
  switch (schema.type) {
    case 'null':
      return [null]
    case 'boolean':
      return [true, false]
    case 'integer':
    case 'number':
      return [1, 2, 0, -1, 1_000_000, schema.minimum, schema.maximum].filter(n => n !== undefined && Check(schema as TSchema, n))
    case 'string':
      return texts(schema)
    case 'array':
      return [variants(schema.items ?? {}).slice(0, 1), [], variants(schema.items ?? {})].filter(x => Check(schema as TSchema, x))
    case 'object':
      return schema.patternProperties ? records(schema.patternProperties) : samples(schema)
    default:
      return [1]
  }
}

/** Records of one name, which is the text that is met elsewhere too: what is kept by name can be found. And the empty one. */
const records = (byPattern: Json): object[] =>
  Object.entries(byPattern).flatMap(([pattern, of]) => [...variants(of).map(value => ({ [texts({ pattern })[0]!]: value })), {}])

const texts = (schema: Json): string[] => {
  const ordinary = [
    'coffee',
    'a',
    '01012345678',
    '2021-02-23T09:23:38.000Z',
    '2021-02-23',
    '09:30',
    'a@b.kr',
    'https://a.kr/',
    'A1',
    '1A',
    'ko',
  ]
  const fits = ordinary.find(text => Check(schema as TSchema, text))
  return [fits ?? (schema.pattern ? written(schema.pattern) : 'a'.repeat(schema.minLength ?? 1))]
}

/** A text that a simple pattern accepts: classes, groups and counts, the first of each choice. */
export const written = (pattern: string): string => {
  let at = 0
  const atom = (): string => {
    const c = pattern[at++]!
    if (c === '^' || c === '$') return ''
    if (c === '.') return 'a'
    if (c === '\\') return { d: '1', w: 'a', s: ' ' }[pattern[at++]!] ?? pattern[at - 1]!
    if (c === '[') {
      const end = pattern.indexOf(']', at)
      const [inside, first] = [pattern.slice(at, end), pattern[at]]
      at = end + 1
      if (first === '^') return ['a', '1', 'A', '-'].find(x => !RegExp(`[${inside.slice(1)}]`).test(x)) ?? 'a'
      return first === '\\' ? (inside[1] === 'd' ? '1' : 'a') : first!
    }
    if (c === '(') {
      if (pattern.startsWith('?:', at)) at += 2
      const text = choice()
      at++
      return text
    }
    return c
  }
  const counted = (): string => {
    const text = atom()
    const count = /^(\{(\d+)(,\d*)?\}|[*+?])\??/.exec(pattern.slice(at))
    if (!count) return text
    at += count[0].length
    return text.repeat(count[2] === undefined ? (count[1] === '+' ? 1 : 0) : +count[2])
  }
  const choice = (): string => {
    let text = ''
    while (at < pattern.length && pattern[at] !== ')') {
      if (pattern[at] !== '|') text += counted()
      else {
        at++
        choice()
      }
    }
    return text
  }
  return choice()
}

/** Objects that the schema accepts: the whole one, the least one, each with one field changed, and some mixed ones. Always the same. */
export const samples = (schema: Json): any[] => {
  const fields = Object.entries((schema.properties ?? {}) as { [name: string]: Json })
  const required: readonly string[] = schema.required ?? []
  const choices = fields.map(([name, s]): [string, unknown[]] => [name, [...variants(s), ...(required.includes(name) ? [] : [undefined])]])
  const pick = (choose: (values: unknown[], field: number) => unknown) =>
    Object.fromEntries(choices.map(([name, values], i) => [name, choose(values, i)]).filter(([, value]) => value !== undefined))
  const [first, last] = [(v: unknown[]) => v[0], (v: unknown[]) => v.at(-1)]
  const changed = (rest: (v: unknown[]) => unknown) =>
    choices.flatMap(([, values], field) => values.map(value => pick((v, i) => (i === field ? value : rest(v)))))
  const random = chance(fields.length + 1)
  const mixed = Array.from({ length: choices.length > 1 ? 24 : 0 }, () => pick(v => v[random(v.length)]))
  return distinct([pick(first), pick(last), ...changed(first), ...changed(last), ...mixed])
}

/** Numbers that look random and are the same in every run. */
const chance = (seed: number) => (below: number) => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((seed / 2 ** 32) * below)
}
/** So many of them, the first, and others from all of it: the mixed ones stand at the end. */
const spread = <T>(all: readonly T[], most: number): T[] =>
  all.filter((_, i) => Math.floor((i * most) / all.length) !== Math.floor(((i - 1) * most) / all.length))
const distinct = <T>(all: T[]): T[] => [...new Map(all.map(x => [JSON.stringify(x), x])).values()]

/** Answers "1" whatever it is asked: a detail that only the asked one knows. */
const anything = (value: unknown): any => new Proxy({}, { get: (_, name) => (typeof name === 'symbol' ? undefined : value) })
const details = (): any[] => [anything(1), anything('a'), anything([]), {}]
const toldBy = (policy: Policy & { kind: 'atOnce' }, happened: any, tells: Tells): readonly any[] => {
  try {
    return tells.get(policy.ask(happened).type) ?? []
  } catch {
    return [] // the way `ask` says what is wrong
  }
}
const occurrence = { id: 'context:item/1/1', time: 1_600_000_000_000, causes: ['context:item/1/0'] }

/** One command that a policy was seen to give, and on which way. */
interface Probed {
  /** `react` to an event; `ask` at once; the status that was answered; `otherwise`, where there was no answer. */
  readonly way: string
  readonly command: { readonly type: string; readonly data: any }
  /** How long after the event, in ms; `moment` for one that is named by the event. */
  readonly after?: number | 'moment'
  /** The reason of the refusal that was answered. */
  readonly reason?: string
  /** The same question with another detail gives another command: one good one is enough. */
  readonly question: string
}
export interface Probe {
  readonly seen: readonly Probed[]
  /** Questions that threw, with the words of the error. */
  readonly threw: readonly { readonly way: string; readonly question: string; readonly error: string }[]
}

/** By command, what the asked item says with its answer. */
type Tells = ReadonlyMap<string, readonly any[]>
const nothingTold: Tells = new Map()
const told = new WeakMap<System, Tells>()
const tellsOf = (system: System): Tells => {
  const before = told.get(system)
  if (before) return before
  const found = new Map<string, readonly any[]>()
  for (const { aggregates } of system.contexts)
    for (const a of aggregates)
      for (const { type, tells } of Object.values(a.commands))
        if (tells.length) found.set(type, samples(required(Object.fromEntries(tells.map(field => [field, a.fields[field]])))).slice(0, 4))
  told.set(system, found)
  return found
}

const probed = new WeakMap<Policy, { reasons: Reasons; tells: Tells; found: Probe }>()
/** Everything a policy does with the events that its event's schema allows. */
export const probe = (policy: Policy, reasons: Reasons = {}, tells: Tells = nothingTold): Probe => {
  const before = probed.get(policy)
  if (before?.reasons === reasons && before.tells === tells) return before.found
  const found = ask(policy, reasons, tells)
  probed.set(policy, { reasons, tells, found })
  return found
}
const ask = (policy: Policy, reasons: Reasons, tells: Tells): Probe => {
  const seen: Probed[] = []
  const threw: Probe['threw'][number][] = []
  const attempt = (way: string, question: string, call: () => unknown, reason?: string) => {
    const more = { way, question, ...(reason === undefined ? {} : { reason }) }
    try {
      for (const result of list(call() as any) as (Message | Later | 'done')[]) {
        if (result === 'done') continue
        if (result.kind === 'later') seen.push({ ...more, command: (result as Later).command, after: (result as Later).ms ?? 'moment' })
        else seen.push({ ...more, command: result as Message })
      }
    } catch (error) {
      threw.push({ way, question, error: String((error as Error).message) })
    }
  }
  for (const [i, happened] of samples(policy.event.schema as Json).entries()) {
    if (policy.kind === 'whenever') {
      attempt('react', `${i}`, () => policy.react(happened, occurrence))
      continue
    }
    attempt('ask', `${i}`, () => policy.ask(happened))
    for (const [status, row] of Object.entries(policy.answer))
      for (const reason of [undefined, ...Object.keys(reasons)])
        for (const detail of [...toldBy(policy, happened, tells), ...details()])
          attempt(status, `${i} ${reason}`, () => row(happened, { status, detail, ...(reason === undefined ? {} : { reason }) }), reason)
    for (const why of ['unavailable', 'unknown'] as const) attempt('otherwise', `${i} ${why}`, () => policy.otherwise?.(happened, why))
  }
  return { seen, threw }
}

/** Where a policy leads: its commands in order of appearance, by way, with the times after which they follow. */
export interface Lead {
  readonly way: string
  readonly type: string
  /** `10 min`, `5 s – 10 min`, `at its moment`; undefined: right away. */
  readonly time?: string
}
export const leads = (policy: Policy, reasons: Reasons = {}): readonly Lead[] => {
  const found = new Map<string, { way: string; type: string; times: (number | 'moment')[]; now: boolean }>()
  for (const { way, command, after } of probe(policy, reasons).seen) {
    const lead = found.get(`${way} ${command.type}`) ?? { way, type: command.type, times: [], now: false }
    found.set(`${way} ${command.type}`, lead)
    if (after === undefined) lead.now = true
    else lead.times.push(after)
  }
  const ways = policy.kind === 'whenever' ? ['react'] : ['ask', ...Object.keys(policy.answer), 'otherwise']
  return [...found.values()]
    .sort((a, b) => ways.indexOf(a.way) - ways.indexOf(b.way))
    .map(({ way, type, times, now }) => ({ way, type, ...(times.length ? { time: said(times, now) } : {}) }))
}
const said = (times: (number | 'moment')[], now: boolean): string => {
  const numbers = [...new Set(times.filter(t => t !== 'moment'))].sort((a, b) => a - b)
  const range = numbers.length
    ? numbers.length > 1
      ? `${duration(numbers[0]!)} – ${duration(numbers.at(-1)!)}`
      : duration(numbers[0]!)
    : ''
  return [now ? 'now' : '', range, times.includes('moment') ? 'at its moment' : ''].filter(Boolean).join(' or ')
}
/** `610 ms`, `30 s`, `10 min`, `24 h`, `7 d`. */
export const duration = (ms: number): string => {
  const unit = (
    [
      [86_400_000, 'd'],
      [3_600_000, 'h'],
      [60_000, 'min'],
      [1000, 's'],
    ] as const
  ).find(([size]) => ms >= size && ms % size === 0)
  return unit ? `${ms / unit[0]} ${unit[1]}` : `${ms} ms`
}

/** The external of a system that understands this command. */
export const externalOf = (system: System, type: string) => system.contexts.flatMap(c => c.externals).find(x => type in x.commands)
/** The aggregate that decides this command. */
export const ownerOf = (system: System, type: string): Aggregate | undefined =>
  contextOfCommand(system, type)?.aggregates.find(a => type in a.decide)
/** A command by its name, wherever it is declared. */
const commandOf = (system: System, type: string): Command | undefined =>
  ownerOf(system, type)?.commands[type] ?? externalOf(system, type)?.commands[type]

/**
 * What is wrong with the commands that policies give, as sentences: a command that nobody understands, or one whose data is not
 * what its schema says, the key of the item that it is for included.
 */
export const checkPolicies = (system: System): string[] => {
  const problems = new Set<string>()
  for (const c of system.contexts)
    for (const [name, policy] of Object.entries(c.policies)) {
      const { seen, threw } = probe(policy, system.reasons, tellsOf(system))
      const fine = new Set(seen.filter(p => !fault(system, p.command)).map(p => `${p.way} ${p.question}`))
      const say = (way: string, what: string) =>
        problems.add(`${c.name}/${name}: ${policy.event.type}${way === 'react' ? '' : `, ${way}:`} ${what}`)
      for (const { way, question, command } of seen) {
        const what = fault(system, command)
        if (what && !fine.has(`${way} ${question}`)) say(way, `leads to ${what}`)
      }
      const answered = new Set(seen.map(p => `${p.way} ${p.question}`))
      for (const { way, question, error } of threw) if (!answered.has(`${way} ${question}`)) say(way, `throws: ${error}`)
      if (policy.kind === 'atOnce' && !seen.some(p => p.way === 'ask') && !threw.length) say('ask', 'asks nothing')
    }
  return [...problems]
}
const fault = (system: System, { type, data }: Probed['command']): string | undefined => {
  const command = commandOf(system, type)
  if (!command) return `${type}, which nobody understands`
  const owner = ownerOf(system, type)
  if (owner && data?.[owner.key] === undefined && owner.decide[type]!.allots !== owner.key)
    return `${type} without ${owner.key}, so for no ${owner.name}`
  if (Check(command.schema as TSchema, data)) return
  const [error] = Errors(command.schema as TSchema, data)
  return `${type} with data that is not its own: ${error?.instancePath.slice(1).replaceAll('/', '.') || 'it'} ${error?.message}`
}

/** What one command was seen to do in one state. */
interface Decided {
  readonly command: string
  readonly from: string
  readonly to: string
  readonly events: readonly string[]
  /** Seen on a way that begins with nothing; the others began in a state that was made up. */
  readonly reached: boolean
}
/** What an aggregate decides, seen by calling its table with sample states and wishes: transitions, and reasons to refuse. */
export interface Decisions {
  readonly decided: readonly Decided[]
  readonly refused: readonly { readonly command: string; readonly reason: string }[]
}
const known = new WeakMap<Aggregate, Decisions>()
export const decisions = (a: Aggregate): Decisions => {
  const found = known.get(a) ?? decide(a)
  known.set(a, found)
  return found
}

const required = (fields: Json): Json => ({
  type: 'object',
  properties: fields,
  required: Object.keys(fields).filter(f => fields[f]['~optional'] !== true),
})
const statesOf = (a: Aggregate, status: string): any[] =>
  status === 'nothing'
    ? [undefined]
    : samples(required({ ...a.fields, [a.key]: a.fields[a.key] ?? keySchema(a) })).map(state => ({ ...state, status }))
/** How the key looks: as the commands say it. */
export const keySchema = (a: Aggregate): Json =>
  [...Object.values(a.commands), ...Object.values(a.events)].map(n => (n.schema.properties as Json)[a.key]).find(Boolean) ?? {
    type: 'integer',
    minimum: 1,
  }

const decide = (a: Aggregate): Decisions => {
  const decided = new Map<string, Decided>()
  const refused = new Map<string, Decisions['refused'][number]>()
  const rows = Object.entries(a.decide).map(([type, row]) => {
    const wishes = samples((a.commands[type]?.schema ?? {}) as Json)
    return { type, row, from: list(row.from as string | readonly string[]), wishes, reads: readsOf(a, a.commands[type]) }
  })
  /** One decision; what became of the state and what was said, where something happened. */
  const once = (
    { type, row }: (typeof rows)[number],
    from: string,
    state: any,
    wish: any,
    read: any,
    now: number,
    reached: boolean,
  ): any => {
    try {
      const asked = row.allots ? { ...wish, [row.allots]: wish[row.allots] ?? 1 } : wish
      const result = decidedBy(row, state, asked, read, { now, actor: 'somebody' })
      if (result && 'kind' in result && result.kind === 'rejection')
        return void refused.set(`${type} ${result.reason}`, { command: type, reason: result.reason })
      const happened = list(result as any) as Message[]
      if (!happened.length) return
      const next = happened.reduce((s, { type, data }) => a.evolve[type]!(s, data), state)
      const to = next?.status ?? 'nothing'
      const events = happened.map(e => e.type)
      const name = `${type} ${from} ${to} ${events.join()}`
      decided.set(name, { command: type, from, to, events, reached: reached || decided.get(name)?.reached === true })
      return { name, state: next, said: Object.assign({}, ...happened.map(e => e.data)) }
    } catch {
      // a state or wish that never occurs together; others will do
    }
  }
  // from nothing on, through what is decided, as long as something new comes of it; some states of each kind of decision are enough
  const met = new Map<string, number>()
  const seen = new Set<string>()
  const ahead: { readonly state: any; readonly said: any }[] = [{ state: undefined, said: {} }]
  for (const { state, said } of ahead) {
    const from = state?.status ?? 'nothing'
    const here = new Map<string, number>()
    for (const row of rows)
      if (row.from.includes(from))
        for (const wish of [...spread(row.wishes, 40), ...spread(row.wishes, 6).map(wish => echo(wish, { ...state, ...said }))])
          for (const read of spread(row.reads, 96))
            for (const now of [0, 4e12]) {
              const next = once(row, from, state, wish, read, now, true)
              const text = next?.state && JSON.stringify(next.state)
              const often = [met, here].map(counts => counts.get(next?.name) ?? 0)
              if (!text || seen.has(text) || often[0]! >= 15 || (state && often[1]! >= 5)) continue
              met.set(next.name, often[0]! + 1)
              here.set(next.name, often[1]! + 1)
              seen.add(text)
              ahead.push(next)
            }
  }
  // and from states that are made up, since ways may need luck: ordinary ones with each wish, each one with an ordinary wish, and mixed
  for (const row of rows)
    for (const from of row.from) {
      const states = statesOf(a, from)
      const { wishes, reads } = row
      const random = chance(7)
      const pairs: [any, any][] = [
        ...wishes.flatMap(wish => [states[0], states[1] ?? states[0]].map((state): [any, any] => [state, wish])),
        ...states.flatMap(state => [wishes[0], wishes[1] ?? wishes[0]].map((wish): [any, any] => [state, wish])),
        ...Array.from({ length: 200 }, (): [any, any] => [states[random(states.length)], wishes[random(wishes.length)]]),
      ]
      for (const [state, wish] of pairs)
        for (const read of reads) for (const now of [0, 4e12]) once(row, from, state, wish, read, now, false)
    }
  return { decided: [...decided.values()], refused: [...refused.values()] }
}
/** A wish that answers what was just said: with its attempt, its key, its number. */
const echo = (wish: any, said: any): any => Object.fromEntries(Object.entries(wish).map(([field, value]) => [field, said[field] ?? value]))
/** What may be read beside the state: samples of it in every state and nothing; a wish that does not name it reads nothing. */
const readsOf = (a: Aggregate, command: Command | undefined): any[] => {
  const each = Object.entries(a.reads).map(([name, [other, field]]) => {
    const named = command && field in command.schema.properties
    return { name, all: named ? [...other.states.flatMap(s => spread(statesOf(other, s), 96)), undefined] : [undefined] }
  })
  const most = Math.max(1, ...each.map(e => e.all.length))
  return Array.from({ length: most }, (_, i) => Object.fromEntries(each.map(({ name, all }) => [name, all[Math.min(i, all.length - 1)]])))
}

/** The events of other contexts that a context reacts to or folds, in order of appearance. */
export const heard = (c: Context) => {
  const events = [...Object.values(c.policies).map(p => p.event), ...c.views.flatMap(v => v.folds.map(f => f.event))]
  return [...new Set(events)].filter(e => c.events[e.type] !== e)
}
