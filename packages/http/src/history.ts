import { type Aggregate, type Context, isPersonal, type System } from '@jumun/core/model'
import type { Recorded } from '@jumun/core/runtime'
import type { Exchange } from './exchange.ts'
import { Problem } from './problem.ts'
import { findItem } from './reading.ts'
import { isoOf, parseTimeInQuery } from './time.ts'
import { isTime, type Wire } from './wire.ts'

/** What a case waits for; times in ms since 1970. */
export interface Wait {
  readonly what: string
  readonly since: number | null
  readonly until: number | null
}
/** What each context of the system knows of a case, and which ones did not answer. */
export type Historian = (kase: string) => Promise<{
  readonly parts: readonly { readonly context: string; readonly events: readonly Recorded[]; readonly waits: readonly Wait[] }[]
  readonly missing: readonly string[]
}>

/** Causes before their effects, else by time, else as they lie in their log. */
export const inOrder = (events: readonly Recorded[]): readonly Recorded[] => {
  const named = (e: Recorded) => `${e.source}:${e.id}`
  const early = [...events].sort(
    (a, b) => a.time - b.time || (a.source === b.source ? a.position - b.position : a.source < b.source ? -1 : 1),
  )
  const known = new Map(early.map(e => [named(e), e]))
  const before = new Map<string, Recorded>() // the event before it in the log of its context
  const last = new Map<string, Recorded>()
  for (const e of [...events].sort((a, b) => a.position - b.position)) {
    const previous = last.get(e.source)
    if (previous) before.set(named(e), previous)
    last.set(e.source, e)
  }
  // the outcome of a solid line comes after what its question did over there, as far as that had happened by then
  const byCause = new Map<string, Recorded[]>()
  for (const e of events) byCause.set(e.cause, [...(byCause.get(e.cause) ?? []), e])
  const answering = (e: Recorded): readonly Recorded[] => {
    const asked = byCause.get(`${e.cause}/ask`) ?? []
    const names = asked.map(named)
    return asked.length
      ? [...asked, ...early.filter(f => f.time <= e.time && !f.causes.includes(named(e)) && f.causes.some(c => names.includes(c)))]
      : []
  }
  const told: Recorded[] = []
  const done = new Set<string>()
  for (const first of early) {
    const path = [first]
    while (path.length) {
      const e = path[path.length - 1]!
      const name = named(e)
      const earlier = [
        ...e.causes.flatMap(c => known.get(c) ?? []),
        ...(before.get(name) ? [before.get(name)!] : []),
        ...answering(e),
      ].find(c => !done.has(named(c)) && !path.includes(c))
      if (earlier) path.push(earlier)
      else {
        path.pop()
        if (!done.has(name)) told.push(e)
        done.add(name)
      }
    }
  }
  return told
}

/** The aggregates that the system's events belong to, for folding them again. */
const aggregateOf = (x: Exchange, e: Recorded): Aggregate | undefined =>
  x.edge.system!.contexts.find(c => c.name === e.source)?.aggregates.find(a => a.name === e.aggregate)

/** An event's data as it is told: times as ISO 8601, and what is personal only as far as it is shown. */
const dataOf = (a: Aggregate | undefined, e: Recorded, shown: ReadonlySet<string>): object => {
  const fields: { readonly [name: string]: any } = a?.events[e.type]?.schema.properties ?? {}
  return Object.fromEntries(
    Object.entries(e.data).flatMap(([name, value]) =>
      isPersonal(fields[name] ?? {}) && !shown.has(name)
        ? []
        : [[name, isTime(fields[name]) && typeof value === 'number' ? isoOf(value) : value]],
    ),
  )
}

/** `GET /{things}/{id}/history[?at=]` */
export const getHistory = async (x: Exchange, wire: Wire, historian: Historian): Promise<void> => {
  const form = x.form
  const found = await findItem(x.edge.node!, wire, x.params.id)
  if (!found || !wire.isVisible(x.caller, found.state)) throw new Problem('not-found')
  const atText = x.query.get('at')
  const at = atText === null ? undefined : parseTimeInQuery(atText)
  if (atText !== null && at === undefined) throw new Problem('malformed', { errors: [{ field: 'at', word: 'time' }] })
  const a = wire.aggregate!
  const field = a.case.find(f => found.state[f] !== undefined && found.state[f] !== null) ?? a.key
  const { parts, missing } = await historian(`${field}/${found.state[field] ?? found.key}`)
  const isOperator = wire.seesAll(x.caller)
  const seesPersonal = isOperator || wire.owns(x.caller, found.state) || wire.isReader(x.caller)
  const shown = new Set(seesPersonal ? wire.collection.shows : [])
  const all = inOrder(parts.flatMap(p => p.events)).filter(e => at === undefined || e.time <= at)
  const events = all
    .filter(e => isOperator || e.number !== null)
    .map(e => ({
      time: isoOf(e.time),
      context: e.source,
      event: e.type,
      id: `${e.source}:${e.id}`,
      cause: e.cause,
      causes: e.causes,
      actor: isOperator || seesPersonal ? e.actor : null,
      data: dataOf(aggregateOf(x, e), e, shown),
    }))
  const waitsFor = parts.flatMap(p =>
    p.waits.map(w => ({
      context: p.context,
      what: w.what,
      since: w.since === null ? null : isoOf(w.since),
      until: w.until === null ? null : isoOf(w.until),
    })),
  )
  const body = {
    events,
    ...(at === undefined ? { waitsFor } : { at: isoOf(at), states: statesOf(x, all, isOperator, shown) }),
    missing,
    _links: { self: { href: `${x.base}${wire.pathOf(found)}/history` }, [wire.collection.item]: { href: x.base + wire.pathOf(found) } },
  }
  x.json(200, JSON.stringify(body), form === 'array' ? 'json' : form)
}

/** An item as some events left it; `e`: the last of them. */
export interface ItemThen {
  readonly context: Context
  readonly a: Aggregate
  readonly e: Recorded
  readonly state: any
}
/** The items of a case as they were after these events. */
export const itemsThen = (system: System, events: readonly Recorded[]): readonly ItemThen[] => {
  const items = new Map<string, ItemThen>()
  // an item's events are folded in the order of its own log, whatever was told in between
  for (const e of [...events].sort((p, q) => p.position - q.position)) {
    const context = system.contexts.find(c => c.name === e.source)
    const a = context?.aggregates.find(x => x.name === e.aggregate)
    if (!context || !a?.evolve[e.type]) continue
    const name = `${e.source}/${e.aggregate}/${e.key}`
    items.set(name, { context, a, e, state: a.evolve[e.type]!(items.get(name)?.state, e.data) })
  }
  return [...items.values()]
}
/** The same as they are told. */
const statesOf = (x: Exchange, events: readonly Recorded[], isOperator: boolean, shown: ReadonlySet<string>): object[] =>
  itemsThen(x.edge.system!, events).flatMap(({ context, a, e, state }) => {
    const collection = Object.values(context.routes).find(c => c.of === a)
    if (!collection && !isOperator) return []
    const fields = (collection?.shows ?? []).filter(f => shown.has(f) || !isPersonal(a.fields[f] ?? {}))
    const told = fields.map(f => [f, isTime(a.fields[f]) && typeof state[f] === 'number' ? isoOf(state[f]) : (state[f] ?? null)])
    return [{ context: e.source, item: collection?.item ?? a.name, id: e.item, ...Object.fromEntries(told), status: state.status }]
  })
