import { type Search, type System } from '@jumun/core/model'
import { type Caller, statusOf } from '@jumun/core/runtime'
import { queryOf } from './input.ts'
import { type FieldError, Problem } from './problem.ts'
import { type Found, Wire } from './wire.ts'

/** What may be watched of one context. */
export interface Watchable {
  readonly context: string
  readonly wire: Wire
}
/** A row or item that changed. `was`: how it was last known to be, where that is known; `isNew`: before, there was none. */
export interface Change {
  readonly wire: Wire
  readonly found: Found
  readonly was: any
  readonly isNew: boolean
}

/** One list or item that somebody watches, as they may see it. */
export interface Watch {
  readonly wire: Wire
  readonly context: string
  /** What the state must hold; of several, the first finds it. */
  readonly where: readonly (readonly [field: string, value: unknown])[]
  /** The item alone: its name in the URL. */
  readonly id: string | undefined
  /** Would whoever watches find this there? */
  shows(found: Found): boolean
}

/** By the name of each collection what may be watched. */
export const watchables = (system: System, now: () => number = Date.now): ReadonlyMap<string, Watchable> =>
  new Map(
    system.contexts.flatMap(c =>
      Object.entries(c.routes).map(([name, collection]) => [name, { context: c.name, wire: new Wire(name, collection, now) }] as const),
    ),
  )

/** What one may watch at most. */
export const mostWatched = 50

/**
 * What is to be watched: addresses of items, lists and searches as they are read (`orders/7`, `drinks/search/board`,
 * `mypages?phoneNumber=010…`), each as this caller would be shown it. Undefined: nothing there is theirs.
 */
export const watchOf = (text: string, caller: Caller, known: ReadonlyMap<string, Watchable>): Watch | undefined => {
  const wrong = (): never => {
    throw new Problem('malformed', { errors: [{ field: 'watch', word: 'form' }] })
  }
  const end = text.indexOf('?')
  const path = (end < 0 ? text : text.slice(0, end)).replace(/^\//, '')
  const query = queryOf(end < 0 ? '' : text.slice(end + 1))
  const found = known.get(path) ?? known.get(path.split('/')[0]!) ?? wrong()
  const { wire, context } = found
  const rest = path.slice(wire.name.length).split('/').slice(1).map(decoded)
  const { single, searches = {} } = wire.collection
  const isSearch = rest[0] === 'search'
  const search: Search | undefined = isSearch && rest.length === 2 && Object.hasOwn(searches, rest[1]!) ? searches[rest[1]!] : undefined
  if (isSearch ? !search : rest.length > 1) wrong()
  const id = single ?? (isSearch ? undefined : rest[0])
  if (id !== undefined && query.size) wrong()
  const scope = wire.scope(caller)
  if (scope.kind === 'role') throw new Problem('role')
  if (scope.kind === 'none') return undefined
  const where = whereOf(wire, query, search)
  if (scope.kind === 'own') {
    if (where.some(([field, value]) => field === scope.field && value !== scope.value)) return undefined
    where.push([scope.field, scope.value])
  }
  const states = search?.states
  const seesHidden =
    wire.namesHidden(states) &&
    (wire.collection.owner === undefined || scope.kind === 'own' || wire.seesAll(caller) || caller.roles.includes('system'))
  const isListed = (state: any): boolean =>
    (states?.includes(statusOf(state)) ?? true) && (seesHidden || !wire.isHidden(state)) && where.every(([f, v]) => state[f] === v)
  return {
    wire,
    context,
    where,
    id,
    shows: ({ id: number, key, state }) =>
      wire.isVisible(caller, state) &&
      (id === undefined ? isListed(state) : id === String(wire.idOf({ id: number, key })) || id === String(key)),
  }
}
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Problem('malformed', { errors: [{ field: 'watch', word: 'form' }] })
  }
}
const whereOf = (wire: Wire, query: URLSearchParams, search: Search | undefined): [string, unknown][] => {
  const fields = search ? (search.by ?? []) : wire.filters
  const errors: FieldError[] = []
  for (const name of query.keys()) if (!fields.includes(name)) errors.push({ field: name, word: 'parameter', limit: fields })
  const where = fields.flatMap((field): [string, unknown][] => {
    const text = query.get(field)
    if (text !== null) return [[field, wire.readerFor(field)(text, field, errors)]]
    if (search) errors.push({ field, word: 'required' })
    return []
  })
  if (errors.length) throw new Problem('malformed', { errors })
  return where
}
