// What an aggregate decides, seen by calling its table with sample states and wishes.
import { type Aggregate, type Command, type Message, decided as decidedBy, list } from '@jumun/core/model'
import { chance, type Json, required, samples, spread } from './samples.ts'

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

interface Row {
  readonly type: string
  readonly row: Aggregate['decide'][string]
  readonly from: readonly string[]
  readonly wishes: readonly any[]
  readonly reads: readonly any[]
}
/** What is tried: a wish in a state, with what is read beside it, at a moment. */
interface Trial {
  readonly row: Row
  readonly from: string
  readonly state: any
  readonly wish: any
  readonly read: any
  readonly now: number
  readonly reached: boolean
}
/** What became of the state and what was said, where something happened. */
interface Made {
  readonly name: string
  readonly state: any
  readonly said: any
}
/** One decision. */
type Once = (trial: Trial) => Made | undefined
/** Long ago and long after, for what depends on the time. */
const moments = [0, 4e12]

const decide = (a: Aggregate): Decisions => {
  const decided = new Map<string, Decided>()
  const refused = new Map<string, Decisions['refused'][number]>()
  const rows = Object.entries(a.decide).map(([type, row]): Row => {
    const wishes = samples((a.commands[type]?.schema ?? {}) as Json)
    return { type, row, from: list(row.from as string | readonly string[]), wishes, reads: readsOf(a, a.commands[type]) }
  })
  const once: Once = ({ row: { type, row }, from, state, wish, read, now, reached }) => {
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
  walk(rows, once)
  makeUp(a, rows, once)
  return { decided: [...decided.values()], refused: [...refused.values()] }
}
/** From nothing on, through what is decided, as long as something new comes of it; some states of each kind of decision are enough. */
const walk = (rows: readonly Row[], once: Once): void => {
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
            for (const now of moments) {
              const next = once({ row, from, state, wish, read, now, reached: true })
              const text = next?.state && JSON.stringify(next.state)
              if (!next || !text || seen.has(text)) continue
              const [often, oftenHere] = [met.get(next.name) ?? 0, here.get(next.name) ?? 0]
              if (often >= 15 || (state && oftenHere >= 5)) continue
              met.set(next.name, often + 1)
              here.set(next.name, oftenHere + 1)
              seen.add(text)
              ahead.push(next)
              const end =
                next.state.status === from && repeated(next, (s, at) => once({ row, from, state: s, wish, read, now: at, reached: true }))
              if (end) ahead.push(end)
            }
  }
}
/** Said again and again, what changes nothing at first may lead further in the end: patience runs out. Undefined: it does not. */
const repeated = (first: Made, again: (state: any, now: number) => Made | undefined): Made | undefined => {
  for (let [i, next] = [0, first as Made | undefined]; next && i < 20; i++) {
    const all = moments.map(now => again(next!.state, now))
    const other = all.find(made => made && made.name !== first.name)
    if (other) return other
    next = all[0]
  }
  return undefined
}
/** From states that are made up, since ways may need luck: ordinary ones with each wish, each one with an ordinary wish, and mixed. */
const makeUp = (a: Aggregate, rows: readonly Row[], once: Once): void => {
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
        for (const read of reads) for (const now of moments) once({ row, from, state, wish, read, now, reached: false })
    }
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
