import type { Context, System } from '../model/index.ts'
import { differences, type Risk } from './differences.ts'
import { type Model, modelOf, printOf } from './model-of.ts'
import type { Store } from './ports.ts'
import { inPresentWords } from './present.ts'
import { unreadable } from './side-by-side.ts'
import { understandingOf } from './understanding.ts'

const page = 1000
const modelNote = 'model'

/** What is noted in a store about the model that its data is of. */
interface Noted {
  readonly model: Model
  /** Views whose rows are not all made yet. */
  readonly fill: readonly string[]
  /** Aggregates whose states are not all of the present folds yet; left out in notes of older versions. */
  readonly refold?: readonly string[]
  /** Models before it, of which processes may still run: what they do to those views and states is made good when they are gone. */
  readonly before: readonly string[]
}
/** How a context's model meets its data. */
export interface Takeover {
  /** It cannot go on with this data: each reason with what to do. Empty: it can. */
  readonly refuse: readonly string[]
  /** What changed and does no harm. */
  readonly note: readonly string[]
  readonly fill: readonly string[]
  readonly refold: readonly string[]
  readonly before: readonly string[]
  /** Of the model that is now. */
  readonly print: string
}

const readNote = async (store: Pick<Store, 'noted'>): Promise<Noted | undefined> => {
  const text = await store.noted(modelNote)
  return text ? JSON.parse(text) : undefined
}
/** Of a model, a text of a few letters. */
const printOfModel = (model: Model): string => printOf(JSON.stringify(model))

/** A model before the present one, of which processes may run on the same data. */
export interface Older {
  readonly print: string
  /** What the present model writes that they could not read. */
  readonly unreadable: readonly string[]
}
/** What a start would do about the model; nothing is done yet. */
interface Plan extends Takeover {
  /** What is to be noted; undefined: that is there already. */
  readonly toNote: Noted | undefined
  readonly older: Older | undefined
}

/** Compares the model of a context with the one that its data is of. Nothing is changed. An unchanged model costs one look at a note. */
export const planOf = async (store: Store, system: System, context: Context): Promise<Plan> => {
  const model = modelOf(system, context)
  const print = printOfModel(model)
  const noted = await readNote(store)
  const nothing = { refuse: [], note: [], fill: [], refold: [], before: [], print, older: undefined }
  if (noted && JSON.stringify(noted.model) === JSON.stringify(model))
    return { ...nothing, fill: noted.fill, refold: noted.refold ?? [], before: noted.before, toNote: undefined }
  if (!noted && (await store.head()) === 0 && !(await isUsed(store, context)))
    return { ...nothing, toNote: { model, fill: [], refold: [], before: [] } }
  const older = noted && { print: printOfModel(noted.model), unreadable: unreadable(noted.model, model) }
  const found = noted && differences(noted.model, model)
  const refuse = [
    ...(found?.refuse ?? []),
    ...(await harmOf(store, found?.risks ?? [])),
    ...(await unknownIn(store, context, found !== undefined)),
  ]
  const first = 'its data is of an older version, which noted no model: the present one is noted, and from now on changes are seen'
  const rebuild = found?.rebuild ?? (await emptyIn(store, context))
  const stale = [...(noted?.refold ?? []), ...(await hasItems(store, found?.refold ?? changedIn(context)))]
  const refold = [...new Set(stale)].filter(name => name in model.aggregates)
  const note = [
    ...(found?.note ?? [first]),
    ...refold.map(name => `the states of ${name} are folded again from their events`),
    ...Object.entries(rebuild).map(([view, how]) => `the view ${view} is ${how}: it is filled from the logs`),
  ]
  const fill = [...new Set([...(noted?.fill ?? []).filter(view => view in model.views), ...Object.keys(rebuild)])]
  const before = (fill.length || refold.length) && older ? [...new Set([...noted.before, older.print])].filter(p => p !== print) : []
  return { refuse, note, fill, refold, before, print, older, toNote: { model, fill, refold, before } }
}
/**
 * The same, before anything is done with the data: where nothing harms, the present model is noted; where something does, nothing is changed.
 * `meet`: asked about the model before, where there was one; a text is a reason not to begin.
 */
export const takeOver = async (
  store: Store,
  system: System,
  context: Context,
  meet: (older: Older) => Promise<string | undefined> = async () => undefined,
): Promise<Takeover> => {
  const { toNote, older, ...taken } = await planOf(store, system, context)
  const why = older && !taken.refuse.length ? await meet(older) : undefined
  if (why !== undefined) return { ...taken, refuse: [why] }
  if (toNote && !taken.refuse.length) await store.note(modelNote, JSON.stringify(toNote))
  return taken
}
/** A store that is only read, in the words of the present model, whichever model its data is of. */
export const asPresent = async (store: Store, system: System, context: Context): Promise<Store> => {
  const noted = await readNote(store)
  const stale = noted ? [...(noted.refold ?? []), ...differences(noted.model, modelOf(system, context)).refold] : changedIn(context)
  return inPresentWords(
    store,
    understandingOf(system),
    new Map(context.aggregates.filter(a => stale.includes(a.name)).map(a => [a.name, a])),
  )
}
/** The rows of those views are all there, and all states but those of the aggregates that are named. Where another model was noted meanwhile, that one has its own to make. */
export const filled = async (store: Store, { print }: Pick<Takeover, 'print'>, refold: readonly string[] = []): Promise<void> => {
  const noted = await readNote(store)
  if (noted && printOfModel(noted.model) === print)
    await store.note(modelNote, JSON.stringify({ ...noted, fill: [], refold, before: [] } satisfies Noted))
}

/** Nobody knows of which folds the states are: those of which something is said about their past may be of older ones. */
const changedIn = (context: Context): readonly string[] =>
  context.aggregates
    .filter(a => Object.keys(a.was).length || Object.values(a.events).some(({ was }) => was.names.length || was.shapes.length))
    .map(a => a.name)
const hasItems = async (store: Store, aggregates: readonly string[]): Promise<readonly string[]> => {
  const some: string[] = []
  for (const name of aggregates) if ((await store.list(nobody(name))).total) some.push(name)
  return some
}
/** Nobody knows what views there were: one without a single row may have come with this version. */
const emptyIn = async (store: Store, context: Context): Promise<{ readonly [view: string]: string }> => {
  const empty: { [view: string]: string } = {}
  for (const { name } of context.views) if (!(await store.list(nobody(name))).total) empty[name] = 'empty'
  return empty
}
/** A context that says nothing may still have heard much. */
const isUsed = async (store: Store, context: Context): Promise<boolean> => {
  for (const { name } of context.views) if ((await store.list(nobody(name))).total) return true
  return (await store.timers(0, 0)).total > 0
}
const nobody = (of: string) => ({ of, where: {}, hidden: true, sort: [], offset: 0, limit: 0 })

/** The risks that the data makes good, in words. */
const harmOf = async (store: Store, risks: readonly Risk[]): Promise<readonly string[]> => {
  const types = risks.flatMap(({ needs }) => ('event' in needs ? [needs.event] : []))
  const gone = risks.flatMap(({ needs }) => ('gone' in needs ? [needs.gone] : []))
  const log = await firstIn(store, new Set(types), new Set(gone))
  const waiting = risks.some(({ needs }) => 'command' in needs || 'policy' in needs) ? await waitingIn(store) : undefined
  const harm: string[] = []
  for (const { needs, what, cure } of risks) {
    let why: string | undefined
    if ('event' in needs)
      why = log.types.has(needs.event) ? `such events lie in the log, the first is ${log.types.get(needs.event)}` : undefined
    else if ('gone' in needs)
      why = log.aggregates.has(needs.gone) ? `there are such items, the first is ${log.aggregates.get(needs.gone)}` : undefined
    else if ('aggregate' in needs) {
      const { total } = await store.list({ ...nobody(needs.aggregate), ...(needs.states ? { states: needs.states } : {}) })
      if (total)
        why = needs.states
          ? `${total} ${total === 1 ? 'item is' : 'items are'} in it`
          : `there ${total === 1 ? 'is 1 item' : `are ${total} items`} of it`
    } else if ('policy' in needs) {
      const owed = waiting!.lines.get(needs.policy)
      if (owed) why = `${owed} of its answers are still owed`
    } else {
      const timers = waiting!.commands.get(needs.command)
      if (timers) why = `${timers} ${timers === 1 ? 'timer waits' : 'timers wait'} to give it`
    }
    if (why) harm.push(`${what}, and ${why}. So ${cure}`)
  }
  return harm
}

/** What is in the data that no model of now knows: it can be seen without knowing what was before. `isKnown`: the states were compared already. */
const unknownIn = async (store: Store, context: Context, isKnown: boolean): Promise<readonly string[]> => {
  if (isKnown) return []
  const found: string[] = []
  for (const a of context.aggregates) {
    const all = (await store.list(nobody(a.name))).total
    const known = all ? (await store.list({ ...nobody(a.name), states: [...a.states, ...Object.keys(a.was)] })).total : 0
    if (all > known)
      found.push(`${all - known} of ${all} items of ${a.name} are in states that it does not have. So give it back the states that it had`)
  }
  const { commands, lines } = await waitingIn(store)
  const decided = new Set(context.aggregates.flatMap(a => Object.keys(a.decide).flatMap(type => [type, ...a.commands[type]!.was.names])))
  for (const [type, n] of commands)
    if (!decided.has(type)) found.push(`there is no command ${type}, and ${n} timers wait to give it. So keep ${type}`)
  for (const [name, n] of lines)
    if (context.policies[name]?.kind !== 'atOnce')
      found.push(`there is no solid line ${name}, and ${n} of its answers are still owed. So keep ${name}`)
  return found
}

/** The first event of each of these types, and of each of these aggregates. It reads no further than it must. */
const firstIn = async (store: Store, types: ReadonlySet<string>, aggregates: ReadonlySet<string>) => {
  const found = { types: new Map<string, string>(), aggregates: new Map<string, string>() }
  for (let at = 0; found.types.size < types.size || found.aggregates.size < aggregates.size; ) {
    const log = await store.read(at, page)
    for (const e of log) {
      if (types.has(e.type) && !found.types.has(e.type)) found.types.set(e.type, e.id)
      if (aggregates.has(e.aggregate) && !found.aggregates.has(e.aggregate)) found.aggregates.set(e.aggregate, `${e.aggregate}/${e.key}`)
    }
    if (log.length < page) break
    at = log.at(-1)!.position
  }
  return found
}
/** How many timers carry each command, and how many answers are owed by each solid line. */
const waitingIn = async (store: Store) => {
  const found = { commands: new Map<string, number>(), lines: new Map<string, number>() }
  for (let offset = 0; ; offset += page) {
    const { timers } = await store.timers(offset, page)
    for (const { work } of timers) {
      const [counts, name] = work.kind === 'owed' ? [found.lines, work.policy] : [found.commands, work.type]
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    if (timers.length < page) return found
  }
}
