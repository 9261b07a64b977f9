import { isDeepStrictEqual } from 'node:util'
import { type Aggregate, type Context, contextOfEvent, type System } from '@jumun/core/model'
import {
  asPresent,
  foldAgain,
  foresee,
  misfit,
  Node,
  previewOf,
  type Recorded,
  type Store,
  systemClock,
  type Timer,
  understandingOf,
} from '@jumun/core/runtime'
import { readStore, type StoreSettings } from './stores.ts'

/** What the present code would make of data. `where`: an item, a timer, or an event that waits. */
export interface Rehearsed {
  readonly items: number
  readonly timers: number
  /** Events that are put aside or were not heard yet. */
  readonly events: number
  /** What cannot be done: a fold or a policy throws, a command would be refused. */
  readonly wrong: readonly { readonly where: string; readonly why: string }[]
  /** Items that the present folds lead to another state than the one that they are in. */
  readonly otherwise: readonly { readonly where: string; readonly was: string; readonly is: string }[]
  /** Fields that the present folds give another value, in items that stay in their state. */
  readonly values: readonly { readonly where: string; readonly field: string; readonly was: unknown; readonly is: unknown }[]
}
interface Found {
  items: number
  timers: number
  events: number
  readonly wrong: { where: string; why: string }[]
  readonly otherwise: { where: string; was: string; is: string }[]
  readonly values: { where: string; field: string; was: unknown; is: unknown }[]
}
/** One context of the copy: what it keeps as it was written, and in the words of now. */
interface Part {
  readonly context: Context
  readonly written: Store
  readonly node: Node
}
const page = 500
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const attempt = async (found: Found, where: string, work: () => Promise<string | undefined>): Promise<void> => {
  const why = await work().catch(wordsOf)
  if (why !== undefined) found.wrong.push({ where, why })
}

const inItems = async ({ context, written, node }: Part, a: Aggregate, found: Found): Promise<void> => {
  const words = understandingOf(node.system)
  for (let offset = 0; ; offset += page) {
    const { items } = await written.list({ of: a.name, where: {}, hidden: true, sort: [], offset, limit: page })
    for (const { key, state } of items) {
      found.items++
      const where = `${context.name}/${a.name}/${key}`
      await attempt(found, where, async () => {
        const story = await written.eventsOf({ aggregate: a.name, key })
        const { status: is, ...folded } = foldAgain(a, key, words ? story.map(words.event) : story)
        const was: string = a.was[state.status] ?? state.status
        if (is !== was) found.otherwise.push({ where, was, is })
        else
          for (const [field, value] of Object.entries(folded))
            if (field in state && !isDeepStrictEqual(value, state[field])) found.values.push({ where, field, was: state[field], is: value })
        return undefined
      })
    }
    if (items.length < page) return
  }
}
/** What waits for its time, as it would be now. Nobody is asked. */
const ring = async (node: Node, { id, work }: Timer): Promise<string | undefined> => {
  if (work.kind === 'owed') {
    const line = node.context.policies[work.policy]
    if (line?.kind !== 'atOnce') return `there is no solid line ${work.policy} any more`
    const question = line.ask(work.event.data)
    return node.owners.has(question.type) || node.targetOf(question.type) ? undefined : `nobody owns ${question.type}`
  }
  if (!node.owners.has(work.type)) return `there is no command ${work.type} any more`
  const becomes = await foresee(node, work, id)
  return becomes.kind === 'refused' ? `${work.type} would be refused: ${becomes.reason}` : undefined
}
const inTimers = async ({ context, node }: Part, found: Found): Promise<void> => {
  for (let offset = 0; ; offset += page) {
    const { timers } = await node.store.timers(offset, page)
    for (const timer of timers) {
      found.timers++
      await attempt(found, `${context.name}: ${timer.id}`, () => ring(node, timer))
    }
    if (timers.length < page) return
  }
}
const take = async ({ context, node }: Part, e: Recorded, found: Found): Promise<void> => {
  const source = node.system.contexts.find(c => c.name === e.source)
  const event = source?.events[e.type]
  const views = context.views.filter(v => v.folds.some(f => f.event.type === e.type && contextOfEvent(node.system, f.event) === source))
  if (!views.length && !node.reactions(e.source, e.type).length) return
  found.events++
  await attempt(found, `${context.name}: ${e.type} of ${e.case}`, async () => {
    const isForeign = event && source !== context
    return (isForeign ? misfit(event, e.data) : undefined) ?? (await previewOf(node, views, e)).wrong ?? undefined
  })
}
/** What is put aside, and what was told and not heard yet. */
const inEvents = async (part: Part, all: readonly Part[], found: Found): Promise<void> => {
  const { node, context } = part
  for (const { event } of await node.store.aside()) await take(part, event, found)
  for (const { context: source, node: teller } of all) {
    for (let at = await node.store.progress(source.name); ; ) {
      const log = await teller.store.read(at, page)
      for (const e of log) {
        const isHeard = e.number === null ? source !== context : e.number <= (await node.store.seen(source.name, e.case))
        if (!isHeard && !(await node.store.isAside(source.name, e.position))) await take(part, e, found)
      }
      if (log.length < page) break
      at = log.at(-1)!.position
    }
  }
}

/**
 * Folds every item of a copy with the present code, and works out what would become of everything that waits: timers, owed answers, events that are
 * put aside or were not heard. The copy is only read, and nobody outside is asked.
 */
export const rehearse = async (system: System, where: StoreSettings): Promise<Rehearsed> => {
  const found: Found = { items: 0, timers: 0, events: 0, wrong: [], otherwise: [], values: [] }
  const parts: Part[] = []
  try {
    for (const context of system.contexts) {
      const written = await readStore(where, system, context)
      if (!written) continue
      const ask = { ask: () => Promise.reject(new Error('a rehearsal asks nobody')) }
      const store = await asPresent(written, system, context)
      parts.push({ context, written, node: new Node(system, context, { store, ask, clock: systemClock }) })
    }
    for (const part of parts) {
      for (const a of part.context.aggregates) await inItems(part, a, found)
      await inTimers(part, found)
      await inEvents(part, parts, found)
    }
  } finally {
    for (const { written } of parts) await written.close()
  }
  return found
}
