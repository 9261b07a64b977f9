import { type Ranking, type Search, spelt } from '@jumun/core/model'
import type { Node, Query } from '@jumun/core/runtime'
import type { Exchange } from './exchange.ts'
import { type FieldError, Problem } from './problem.ts'
import type { Found, Scope, Wire } from './wire.ts'

const digits = /^[1-9]\d{0,15}$/

/** The item of a URL, whoever may see it. Texts are taken for the key where the key is one. */
export const findItem = async (node: Node, wire: Wire, id: string): Promise<Found | undefined> => {
  if ((wire.collection.byKey || wire.collection.single) && wire.hasTextKey) return byText(node, wire, id)
  if (digits.test(id)) {
    const number = Number(id)
    return number <= Number.MAX_SAFE_INTEGER ? await node.store.byId(wire.of.name, number) : undefined
  }
  return wire.hasTextKey ? byText(node, wire, id) : undefined
}
const byText = async (node: Node, wire: Wire, id: string): Promise<Found | undefined> => {
  const errors: FieldError[] = []
  const key = wire.readerFor(wire.of.key)(id, wire.of.key, errors)
  if (errors.some(e => e.word === 'control' || e.word === 'unicode')) throw new Problem('malformed', { errors })
  return errors.length ? undefined : byKey(node, wire, key as string)
}
const byKey = async (node: Node, wire: Wire, id: string): Promise<Found | undefined> => {
  if (wire.aggregate) {
    const item = await node.store.load(wire.of.name, id)
    return item && { ...item, key: id }
  }
  const row = await node.store.row(wire.of.name, id)
  return row && { key: id, version: row.version, id: row.id, state: row.value }
}

const etagOf = (version: number): string => `"${version}"`
/** `weakly`: for a cache a weak tag is as good; whoever changes something must mean exactly this version. */
const names = (header: string, etag: string, weakly: boolean): boolean =>
  header.trim() === '*' || header.split(',').some(t => (weakly ? t.trim().replace(/^W\//, '') : t.trim()) === etag)
/** Is the version that the caller has seen still the present one? Throws where it says that it must be. */
export const checkVersion = (x: Exchange, version: number): void => {
  const header = x.raw.headers['if-match']
  if (header !== undefined && !names(header, etagOf(version), false)) throw new Problem('precondition-failed')
  const none = x.raw.headers['if-none-match']
  if (none !== undefined && names(none, etagOf(version), true)) throw new Problem('precondition-failed')
}

/** Sends an item. */
export const sendItem = (x: Exchange, wire: Wire, status: number, found: Found, headers: string[] = []): void => {
  headers.push('etag', etagOf(found.version))
  if (x.isMinimal && x.raw.method !== 'GET' && x.raw.method !== 'HEAD') {
    headers.push('preference-applied', 'return=minimal')
    return x.send(status === 201 ? 201 : 204, headers)
  }
  const form = x.form
  x.json(status, wire.item(found, x.base, x.caller), form === 'array' ? 'json' : form, headers)
}

/** `GET /{things}/{id}` */
export const getItem = async (x: Exchange, wire: Wire): Promise<void> => {
  const form = x.form
  const found = await findItem(x.edge.node!, wire, x.params.id)
  if (!found || !wire.isVisible(x.caller, found.state)) throw new Problem('not-found')
  const etag = etagOf(found.version)
  const headers = ['etag', etag, 'cache-control', 'private, no-cache', 'vary', 'Accept, Authorization']
  const seen = x.raw.headers['if-none-match']
  if (seen !== undefined && names(seen, etag, true)) return x.send(304, headers)
  x.json(200, wire.item(found, x.base, x.caller), form === 'array' ? 'json' : form, headers)
}

// ---- collections
const whole = /^\d{1,15}$/
export interface Page {
  readonly number: number
  readonly size: number
}
export const pageOf = (query: URLSearchParams): Page => {
  const errors: FieldError[] = []
  const read = (name: string, fallback: number, least: number, most: number): number => {
    const text = query.get(name)
    if (text === null) return fallback
    const n = Number(text)
    if (!whole.test(text)) errors.push({ field: name, word: 'whole' })
    else if (n < least) errors.push({ field: name, word: 'least', limit: least })
    else if (n > most) errors.push({ field: name, word: 'most', limit: most })
    return n
  }
  const page = { number: read('page', 0, 0, 1_000_000_000_000), size: read('size', 20, 1, 1000) }
  if (errors.length) throw new Problem('malformed', { errors })
  return page
}
const mostSorted = 3
const sortOf = (wire: Wire, query: URLSearchParams): Query['sort'] => {
  const wrong = (): never => {
    throw new Problem('malformed', { errors: [{ field: 'sort', word: 'sort', limit: wire.sortable }] })
  }
  const sort = query.getAll('sort').map(text => {
    const [field = '', direction = 'asc', ...rest] = text.split(',').map(t => t.trim())
    if (!wire.isField(field) || !/^(asc|desc)$/i.test(direction) || rest.length) wrong()
    return { field, descending: direction.toLowerCase() === 'desc' }
  })
  return sort.length > mostSorted || new Set(sort.map(s => s.field)).size < sort.length ? wrong() : sort
}
/** A parameter that is not known would be passed over, and everything taken for what was asked for. */
const checkParameters = (query: URLSearchParams, known: readonly string[]): void => {
  const errors: FieldError[] = []
  const seen = new Set<string>()
  for (const name of query.keys()) {
    if (!known.includes(name)) errors.push({ field: name, word: 'parameter', limit: known })
    else if (seen.has(name) && name !== 'sort') errors.push({ field: name, word: 'twice' })
    seen.add(name)
  }
  if (errors.length) throw new Problem('malformed', { errors })
}
const paging = ['page', 'size', 'sort', 'pretty']
/** The item that `after` names: one that the caller may see. */
const afterOf = async (x: Exchange, wire: Wire): Promise<Found | undefined> => {
  const text = x.query.get('after')
  if (text === null) return undefined
  const found = await findItem(x.edge.node!, wire, text)
  if (!found || !wire.isVisible(x.caller, found.state)) throw new Problem('malformed', { errors: [{ field: 'after', word: 'after' }] })
  return found
}
/** Equality from the query. `required`: a search without its parameter is malformed. */
const whereOf = (wire: Wire, query: URLSearchParams, fields: readonly string[], required: boolean): { [field: string]: any } => {
  const errors: FieldError[] = []
  const where: { [field: string]: any } = {}
  for (const field of fields) {
    const text = query.get(field)
    if (text !== null) where[field] = wire.readerFor(field)(text, field, errors)
    else if (required) errors.push({ field, word: 'required' })
  }
  if (errors.length) throw new Problem('malformed', { errors })
  return where
}
/** Narrows a question to what the caller may see; undefined: nothing. */
const scoped = (where: { [field: string]: any }, scope: Scope): { [field: string]: any } | undefined => {
  if (scope.kind === 'role') throw new Problem('role')
  if (scope.kind === 'all') return where
  if (scope.kind === 'none' || (scope.field in where && where[scope.field] !== scope.value)) return undefined
  return { ...where, [scope.field]: scope.value }
}

/** `GET /{things}` */
export const getCollection = (x: Exchange, wire: Wire): Promise<void> => {
  const { ranked = {} } = wire.collection
  const ranking = Object.entries(ranked).find(([parameter]) => x.query.has(parameter))
  if (ranking) return answerRanked(x, wire, ...ranking)
  const { filters } = wire
  return answerList(x, wire, wire.path, {}, filters, false)
}
/** `GET /{things}/search/{name}` */
export const getSearch = (x: Exchange, wire: Wire, name: string, search: Search): Promise<void> =>
  answerList(x, wire, `${wire.path}/search/${name}`, search, search.by ?? [], true)

const answerList = async (
  x: Exchange,
  wire: Wire,
  path: string,
  search: Search,
  fields: readonly string[],
  required: boolean,
): Promise<void> => {
  const form = x.form
  const { store, clock } = x.edge.node!
  const { query } = x
  checkParameters(query, [
    ...fields,
    ...(required ? [] : Object.keys(wire.collection.ranked ?? {})),
    ...paging,
    ...(search.add ? [] : ['after']),
  ])
  const page = pageOf(query)
  const scope = wire.scope(x.caller)
  const where = scoped(whereOf(wire, query, fields, required), scope)
  const asked = sortOf(wire, query)
  const sort = asked.length ? asked : (search.sort ?? []).map(field => ({ field, descending: false }))
  // what is hidden is for its owner and the operator: a reader finds the rest
  const hidden = wire.namesHidden(search.states)
  const seesHidden =
    hidden && (wire.collection.owner === undefined || scope.kind === 'own' || wire.seesAll(x.caller) || x.caller.roles.includes('system'))
  const states = search.states && !seesHidden ? wire.listedOnly(search.states) : search.states
  const last = await afterOf(x, wire)
  const offset = page.number * page.size
  const found =
    where === undefined || states?.length === 0
      ? { items: [], total: 0 }
      : await store.list({
          of: wire.of.name,
          where,
          sort,
          ...(states ? { states } : {}),
          ...(seesHidden ? { hidden: true } : {}),
          // what is worked out from the whole answer needs all that comes before, too
          // one more than is shown tells whether there is a next page
          ...(search.add
            ? { offset: 0, limit: offset + page.size }
            : last
              ? { offset: 0, limit: page.size + 1, after: last.id }
              : { offset, limit: page.size + 1 }),
        })
  const added = search.add?.(
    found.items.map(i => i.state),
    clock.now(),
  )
  const items = search.add ? found.items.slice(offset) : found.items.slice(0, page.size)
  const extra = (i: number): object | undefined => added?.[i + (search.add ? offset : 0)]
  const next = search.add ? offset + items.length < found.total : found.items.length > page.size
  sendList(x, wire, path, {
    page,
    total: found.total,
    rows: items.map((item, i) => (form === 'array' ? wire.bare(item, extra(i)) : wire.item(item, x.base, x.caller, extra(i)))),
    next: next && { page: page.number + 1, after: search.add ? undefined : wire.idOf(items.at(-1)!) },
  })
}
/** What a ranked question looks through at most: the newest. */
const mostRanked = 10_000
/** `GET /{things}?{parameter}=…`: those of them that the parameter ranks, the first ones first. */
const answerRanked = async (x: Exchange, wire: Wire, parameter: string, { states, reads, rank }: Ranking): Promise<void> => {
  const { form } = x
  checkParameters(x.query, [parameter, 'page', 'size', 'pretty'])
  const page = pageOf(x.query)
  const text = spelt(x.query.get(parameter)!)
  const wanted = /\p{Cc}/u.test(text) ? undefined : reads(text)
  if (wanted === undefined) throw new Problem('malformed', { errors: [{ field: parameter, word: 'form' }] })
  const where = scoped({}, wire.scope(x.caller))
  const found = where
    ? await x.edge.node!.store.list({
        of: wire.of.name,
        where,
        states,
        sort: [{ field: 'id', descending: true }],
        offset: 0,
        limit: mostRanked,
      })
    : { items: [] }
  const all = found.items.flatMap(item => {
    const place = rank(item.state, wanted)
    return place ? [{ item, ...place }] : []
  })
  all.sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : a.item.id - b.item.id))
  const shown = all.slice(page.number * page.size, (page.number + 1) * page.size)
  sendList(x, wire, wire.path, {
    page,
    total: all.length,
    rows: shown.map(({ item, add }) => (form === 'array' ? wire.bare(item, add) : wire.item(item, x.base, x.caller, add))),
    next: (page.number + 1) * page.size < all.length && { page: page.number + 1, after: undefined },
  })
}
/** One page of a list, and where it goes on. */
interface Listed {
  readonly page: Page
  readonly total: number
  readonly rows: readonly string[]
  /** The number of the next page, and the item behind which it begins: a list that moves shows each once. */
  readonly next: false | { readonly page: number; readonly after: number | string | undefined }
}
const sendList = (x: Exchange, wire: Wire, path: string, { page, total, rows, next }: Listed): void => {
  const { form } = x
  const links = listLinks(x, wire, path, page, total, next)
  const headers = ['cache-control', 'private, no-cache', 'vary', 'Accept, Authorization']
  if (form === 'array') {
    const told = Object.entries(links).filter(([rel]) => rel !== 'self' && rel !== 'profile')
    headers.push('link', told.map(([rel, { href }]) => `<${href}>; rel="${rel}"`).join(', '), 'x-total-count', String(total))
    return x.json(200, `[${rows.join(',')}]`, form, headers)
  }
  const pages = Math.ceil(total / page.size)
  const about = `{"size":${page.size},"totalElements":${total},"totalPages":${pages},"number":${page.number}}`
  x.json(
    200,
    `{"_embedded":{${JSON.stringify(wire.name)}:[${rows.join(',')}]},"_links":${JSON.stringify(links)},"page":${about}}`,
    form,
    headers,
  )
}

const listLinks = (
  x: Exchange,
  wire: Wire,
  path: string,
  { number, size }: Page,
  total: number,
  next: Listed['next'],
): { [rel: string]: { href: string } } => {
  const at = (page?: number, after?: number | string): { href: string } => {
    const asked = new URLSearchParams(x.query)
    asked.delete('pretty')
    if (page !== undefined) {
      asked.set('page', String(page))
      asked.set('size', String(size))
      asked.delete('after')
      if (after !== undefined) asked.set('after', String(after))
    }
    const text = asked.toString()
    return { href: `${x.base}${path}${text && '?'}${text}` }
  }
  const pages = Math.ceil(total / size)
  const links: { [rel: string]: { href: string } } = {
    self: at(),
    profile: { href: `${x.base}/profile/${wire.name}` },
    search: { href: `${x.base}${wire.path}/search` },
  }
  if (pages < 2) return links
  links.first = at(0)
  if (number > 0) links.prev = at(Math.min(number - 1, pages - 1))
  if (next) links.next = at(next.page, next.after)
  links.last = at(pages - 1)
  return links
}

/** `GET /{things}/search` */
export const getSearches = (x: Exchange, wire: Wire): void => {
  const form = x.form
  const path = `${x.base}${wire.path}/search`
  const links: { [rel: string]: object } = { self: { href: path } }
  for (const [name, { by = [] }] of Object.entries(wire.collection.searches ?? {}))
    links[name] = { href: `${path}/${name}{?${[...by, 'page', 'size', 'sort'].join(',')}}`, templated: true }
  x.json(200, JSON.stringify({ _links: links }), form === 'array' ? 'json' : form)
}
