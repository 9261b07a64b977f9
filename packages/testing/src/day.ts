// A day of a system, told from the top: what people asked for, and all that followed from it. It is played, not written: the system itself says it.
import { type Aggregate, hours, list, minutes, type Message, type System } from '@jumun/core/model'
import { type Caller, type Meta, Node, type Question, type Recorded, type Reply, type Result } from '@jumun/core/runtime'
import { actor, outdoors, type Place, post, press, soon } from './play.ts'
import type { Provider } from './provider.ts'
import { type Stage, stage } from './simulate.ts'
import { goodWeather, type World } from './world.ts'

/** Something that somebody does: `makes` a new item of a collection from a wish, or `does` a command to item n (`drinks/1/receive`). */
export interface Step {
  readonly who: string
  readonly claims?: Caller['claims']
  readonly makes?: string
  readonly does?: string
  readonly wish?: object
  /** What happens before it, in ms: somebody takes their time. */
  readonly later?: number
}
/** A part of the story, from a fresh start. */
export interface Chapter {
  readonly title: string
  /** What it shows, in a sentence. */
  readonly text: string
  readonly steps: readonly Step[]
  /** The payment provider does the first charge, and its answer is lost. */
  readonly silent?: true
}
/** The chapters of a system, and who answers outside of it besides a provider `psp` and a messenger `kakao`. */
export interface Day {
  readonly chapters: readonly Chapter[]
  readonly outside?: (world: World) => { readonly [target: string]: (question: Question) => Promise<Reply> }
}

/** One line of a told story. */
export interface Line {
  /** Since the chapter began, in ms. */
  readonly at: number
  /** The role of a person, or the policy and where it is. */
  readonly who: string
  readonly command: string
  readonly context: string
  readonly events: readonly string[]
  /** What the person was told. */
  readonly told?: string
  /** The event that it followed from, and the number of its line. */
  readonly after?: { readonly line: number; readonly event: string }
}

/** What was handled where, by the id under which its events were committed. */
interface Handled {
  readonly context: string
  readonly command: string
}
const recording = (handled: Map<string, Handled>): typeof Node =>
  class extends Node {
    override handle(message: Pick<Message, 'type' | 'data'>, meta: Meta): Promise<Result> {
      handled.set(`${this.context.name} ${meta.id}`, { context: this.context.name, command: message.type })
      return super.handle(message, meta)
    }
  }

const placeOf = (system: System, collection: string): Place => {
  const context = system.contexts.find(c => collection in c.routes)
  if (!context) throw new Error(`${system.name} has no collection ${collection}`)
  return [context.name, collection]
}
/** A command of a collection to its n-th item, as it is known at its address. */
const wishOf = async (s: Stage, path: string, wish: object): Promise<readonly [Place, Message]> => {
  const [collection = '', number, name = ''] = path.split('/')
  const place = placeOf(s.system, collection)
  const { context, store } = s.of(place[0])
  const routes = context.routes[collection]!
  const of = routes.of as Aggregate
  const command = routes.commands?.[name] ?? list(routes.delete).find(c => c.type === name)
  if (!command) throw new Error(`${collection} has no command ${name}`)
  const { items } = await store.list({ of: of.name, where: {}, hidden: true, sort: [], offset: 0, limit: 100 })
  const item = items.find(i => i.id === Number(number))
  if (!item) throw new Error(`there is no ${path}`)
  return [place, { kind: 'command', type: command.type, data: { ...wish, [of.key]: item.state[of.key] } }]
}
/** What a chapter may tell instead of a yes; everything else is a mistake of the chapter. */
const endings = new Set(['payment-declined', 'payment-unknown'])
const take = async (s: Stage, step: Step): Promise<string> => {
  const { who, claims, wish = {} } = step
  const caller = actor(who, who, claims)
  const asked = step.makes
    ? post(s, caller, placeOf(s.system, step.makes), wish, { key: 'first' })
    : press(s, caller, ...(await wishOf(s, step.does!, wish)))
  const told = await soon(s.world, asked)
  if (typeof told !== 'string' && told.kind === 'item') return `\`${told.item.state.status ?? 'done'}\``
  const word = typeof told === 'string' ? told : told.reason
  if (!endings.has(word)) throw new Error(`${who} could not do ${step.makes ?? step.does}: ${word}`)
  return word
}
/** The first charge is done, and its answer never comes. */
const losesFirst = (provider: Provider): void => {
  const ask = provider.ask.bind(provider)
  let isFirst = true
  provider.ask = (question, of) => {
    const isLost = isFirst && question.type === 'Charge'
    if (isLost) isFirst = false
    const reply = ask(question, of)
    return isLost ? reply.then(() => new Promise<Reply>(() => {})) : reply
  }
}
const seed = async (s: Stage): Promise<void> => {
  const caller: Caller = { actor: 'shop', roles: [], claims: {}, anyone: true }
  for (const { name, seed } of s.system.contexts)
    for (const { type, data } of seed) {
      const id = `seed/${type}/${JSON.stringify(data)}`
      await soon(s.world, s.of(name).replicas[0]!.node.handle({ type, data }, { id, caller, causes: [], inline: false }))
    }
  await s.world.run({ steps: 10_000, time: 1000 })
}

/** Plays one chapter in good weather and says what happened, in the order in which it was committed. */
export const tellChapter = async (system: System, chapter: Chapter, outside: Day['outside'] = () => ({})): Promise<readonly Line[]> => {
  const handled = new Map<string, Handled>()
  const build = { Node: recording(handled), ...(chapter.silent ? { provider: losesFirst } : {}) }
  const s = stage(system, 1, goodWeather, build, () => 1, outdoors(build, outside).outside)
  await seed(s)
  const known = new Set((await s.facts()).map(nameOf))
  const began = s.world.now
  const asked: { readonly who: string; readonly told: string; readonly from: number }[] = []
  for (const step of chapter.steps) {
    if (step.later) await s.world.run({ steps: 100_000, time: step.later })
    asked.push({ who: step.who, from: s.world.now, told: await take(s, step) })
    await s.world.run({ steps: 100_000, time: 5000 })
  }
  await s.world.run({ steps: 100_000, time: chapter.silent ? minutes(20) : hours(1) })
  const facts = (await s.facts()).filter(e => !known.has(nameOf(e)))
  return linesOf(facts, handled, asked, began)
}
const nameOf = (e: Recorded): string => `${e.source}:${e.id}`
const linesOf = (
  facts: readonly Recorded[],
  handled: ReadonlyMap<string, Handled>,
  asked: readonly { readonly who: string; readonly told: string; readonly from: number }[],
  began: number,
): readonly Line[] => {
  const order = [...new Map(facts.map((e): [string, Recorded] => [`${e.source} ${e.cause}`, e])).keys()]
  const units = order.map(name => facts.filter(e => `${e.source} ${e.cause}` === name))
  const place = new Map<string, number>()
  // causes come before what follows from them, also within one millisecond
  const depth = (unit: readonly Recorded[]): number => unit[0]!.causes.length
  units.sort((a, b) => a[0]!.time - b[0]!.time || depth(a) - depth(b))
  units.forEach((unit, i) => {
    for (const e of unit) place.set(nameOf(e), i)
  })
  return units.map((unit): Line => {
    const first = unit[0]!
    const { command, context } = handled.get(`${first.source} ${first.cause}`) ?? { command: '', context: first.source }
    const cause = first.causes.at(-1)
    const from = cause === undefined ? undefined : place.get(cause)
    const person = from === undefined ? asked.find(a => a.from <= first.time && a.who === first.actor) : undefined
    const type = facts.find(e => nameOf(e) === cause)?.type
    return {
      at: first.time - began,
      who: person?.who ?? first.actor,
      command,
      context,
      events: unit.map(e => e.type),
      ...(from === undefined || !type ? {} : { after: { line: from + 1, event: type } }),
      ...(person ? { told: asked.filter(a => a.who === first.actor && a.from <= first.time).at(-1)!.told } : {}),
    }
  })
}

const since = (ms: number): string =>
  ms < 1000 ? `${ms} ms` : ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${(ms / 60_000).toFixed(1)} min`
const rowOf = (line: Line, i: number): string => {
  const who = line.after ? `after ${line.after.line}: \`${line.after.event}\`` : `**${line.who}**`
  const told = line.told ? `; the ${line.who} is told ${line.told}` : ''
  return `| ${i + 1} | ${since(line.at)} | ${who} | ${line.context} | \`${line.command}\` | ${line.events.map(e => `\`${e}\``).join(', ')}${told} |`
}
/** The told story of a system as a page. */
export const storyPage = async (system: System, day: Day): Promise<string> => {
  const parts: string[] = []
  for (const chapter of day.chapters) {
    const lines = await tellChapter(system, chapter, day.outside)
    parts.push(
      `## ${chapter.title}`,
      '',
      chapter.text,
      '',
      '| | when | who, or why | in | asks for | and so it happened |',
      '|---|---|---|---|---|---|',
      ...lines.map(rowOf),
      '',
    )
  }
  return [
    `# ${system.title.en} (${system.title.ko}): a day`,
    '',
    '<!-- Played by the system itself and written down by `npm run docs`. -->',
    '',
    'Each line is one commit: somebody asks, or something follows from a line above; what happened stands in the log of that context. The board of it all: [board](board.md).',
    '',
    ...parts,
  ].join('\n')
}
