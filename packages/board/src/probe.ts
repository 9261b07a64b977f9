// What a policy would do is asked of the pure functions themselves, with data made from the schemas.
import {
  type Aggregate,
  type Command,
  type Context,
  type Later,
  type Message,
  type Policy,
  type Reasons,
  type System,
  contextOfCommand,
  list,
} from '@jumun/core/model'
import type { TSchema } from 'typebox'
import { Check, Errors } from 'typebox/value'
import { type Json, required, samples } from './samples.ts'

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
export const leads = (policy: Policy, reasons: Reasons = noReasons): readonly Lead[] => {
  const before = led.get(policy)
  if (before?.reasons === reasons) return before.found
  const found = leadsOf(policy, reasons)
  led.set(policy, { reasons, found })
  return found
}
const noReasons: Reasons = {}
/** A board is arranged in many ways before it is drawn, and each asks. */
const led = new WeakMap<Policy, { readonly reasons: Reasons; readonly found: readonly Lead[] }>()
const leadsOf = (policy: Policy, reasons: Reasons): readonly Lead[] => {
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

/** The events of other contexts that a context reacts to or folds, in order of appearance. */
export const heard = (c: Context) => {
  const events = [...Object.values(c.policies).map(p => p.event), ...c.views.flatMap(v => v.folds.map(f => f.event))]
  return [...new Set(events)].filter(e => c.events[e.type] !== e)
}
