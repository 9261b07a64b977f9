// The REST interface as OpenAPI 3.1, from the routes and the tables: what may be asked, by whom, and every way it may end.
import {
  list,
  type Aggregate,
  type Collection,
  type Command,
  type Context,
  type Reasons,
  type System,
  type View,
  type Who,
} from '../model/index.ts'
import { people } from './board.ts'
import { decisions, keySchema, probe, type Json } from './probe.ts'

/** A schema as others read it: plain JSON, its marks in words. `iso`: times are texts there, in ms here. */
export const published = (schema: Json, { iso = true } = {}): Json =>
  JSON.parse(JSON.stringify(schema), (_, value) => (isObject(value) ? readable(value, iso) : value))
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const readable = (value: Json, iso: boolean): Json => {
  const { personal, time: isTime, spelling, ...rest } = Array.isArray(value.anyOf) ? oneOf(value) : value
  const said = isTime !== true ? rest : iso ? time : { ...rest, description: 'ms since 1970' }
  return {
    ...(isTime === undefined || isTime === true ? said : { ...rest, time: isTime }),
    ...(typeof spelling === 'string' ? spellingSaid(spelling) : spelling === undefined ? {} : { spelling }),
    ...(personal === true ? { 'x-personal': true } : personal === undefined ? {} : { personal }),
  }
}

const spellingWords: { readonly [kind: string]: string } = {
  name: 'Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out',
  code: 'In capitals, however it is typed',
  plate: 'Blanks and hyphens are left out where it comes in',
  phone: 'As people write it (010-1234-5678, +82 10 1234 5678); kept as digits',
}
const spellingSaid = (kind: string): Json => (kind in spellingWords ? { description: spellingWords[kind] } : {})

/** A choice of literals as an enumeration, and a choice within a choice as one. */
const oneOf = ({ anyOf, ...rest }: Json): Json => {
  const all = (anyOf as Json[]).flatMap(s => (Object.keys(s).join() === 'anyOf' ? (s.anyOf as Json[]) : [s]))
  const literals = all.filter(s => s.type === 'string' && 'const' in s).map(s => s.const)
  if (literals.length < 2) return { ...rest, anyOf: all }
  const others = all.filter(s => !(s.type === 'string' && 'const' in s))
  const choice = { type: 'string', enum: literals }
  return others.length ? { ...rest, anyOf: [choice, ...others] } : { ...rest, ...choice }
}

const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` })
const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
const isAggregate = (of: Aggregate | View): of is Aggregate => of.kind === 'aggregate'
const time = { type: 'string', format: 'date-time' }
const orNull = (schema: Json): Json => ({ anyOf: [schema, { type: 'null' }] })
const isTimed = (schema: Json): boolean => schema.format === 'date-time' || (schema.anyOf ?? []).some(isTimed)
const admitsNull = (schema: Json): boolean => schema.type === 'null' || (schema.anyOf ?? []).some(admitsNull)

/** Reasons that the edge itself gives, whatever the business is. */
const edge: { readonly [slug: string]: readonly [status: number, title: string, detail: string] } = {
  malformed: [400, 'The request is malformed', 'Not JSON, a field missing or of the wrong type, or a bad query'],
  'no-identity': [401, 'Please sign in', 'There is no token, or it is not a good one'],
  'not-yours': [403, 'Not yours', 'This belongs to somebody else'],
  role: [403, 'Not your role', 'Another role may do this'],
  'not-found': [404, 'Not found', 'There is nothing here, or nothing that the caller may see'],
  'not-acceptable': [406, 'Not acceptable', 'Not available in the type that was asked for'],
  'not-allowed-now': [409, 'Not possible now', 'Not in its present state'],
  'in-progress': [409, 'Being worked on', 'The same request is being worked on'],
  'precondition-failed': [412, 'Changed in the meantime', 'It does not have this ETag any more'],
  'too-large': [413, 'Too large', 'The body is larger than 64 KiB'],
  'unsupported-media-type': [415, 'Unsupported media type', 'The body is not JSON'],
  'not-changeable': [422, 'Not changeable', 'These fields cannot be changed in this way'],
  'idempotency-key-reused': [422, 'Idempotency-Key used before', 'The key belongs to another request'],
  'no-such-order': [422, 'No such order', 'There is no such order'],
  'too-many': [429, 'Too many requests', 'Please wait a moment'],
  unexpected: [500, 'Something went wrong', 'On our side; please tell us the trace id'],
  'payment-unavailable': [503, 'Payment is busy', 'Nothing was charged; the order may be paid in a moment'],
  'payment-unknown': [503, 'Payment is being checked', 'The provider has not answered; pay again in a moment, nothing is charged twice'],
  unavailable: [503, 'Unavailable for a moment', 'Nothing was done'],
  unknown: [504, 'We do not know yet', 'Sent, but no answer came; ask again with the same Idempotency-Key'],
}
const names: { readonly [status: number]: string } = {
  400: 'Malformed',
  401: 'NoIdentity',
  404: 'NotFound',
  406: 'NotAcceptable',
  412: 'Changed',
  413: 'TooLarge',
  415: 'MediaType',
  429: 'TooMany',
  500: 'Unexpected',
  503: 'Unavailable',
  504: 'Unknown',
}
const common = (...statuses: number[]) => Object.fromEntries(statuses.map(s => [s, ref('responses', names[s]!)]))
const unexpected = { default: ref('responses', names[500]!) }

const detailOf = (slug: string, reasons: Reasons) => reasons[slug]?.en ?? edge[slug]?.[2] ?? slug
const statusOf = (slug: string, reasons: Reasons) => reasons[slug]?.status ?? edge[slug]?.[0] ?? 409
const titleOf = (slug: string) => edge[slug]?.[1] ?? capital(slug.replaceAll('-', ' '))
const example = (slug: string, reasons: Reasons) => ({
  value: { type: `/problems/${slug}`, title: titleOf(slug), status: statusOf(slug, reasons), detail: detailOf(slug, reasons) },
})
const waiting = new Set(['in-progress', 'too-many', 'payment-unavailable', 'payment-unknown', 'unavailable'])
/** A response of one operation: the problems that it may name, each with an example. */
const problem = (status: number, slugs: readonly string[], reasons: Reasons): Json => {
  const headers = {
    ...(slugs.some(slug => waiting.has(slug)) ? { 'Retry-After': ref('headers', 'RetryAfter') } : {}),
    ...(status === 401 ? { 'WWW-Authenticate': { schema: { type: 'string', const: 'Bearer' } } } : {}),
  }
  return {
    description: slugs.map(slug => `\`${slug}\`: ${detailOf(slug, reasons)}`).join('\n\n'),
    ...(Object.keys(headers).length ? { headers } : {}),
    content: {
      'application/problem+json': {
        schema: ref('schemas', 'Problem'),
        examples: Object.fromEntries(slugs.map(slug => [slug, ref('examples', slug)])),
      },
    },
  }
}
/** The problems of several reasons, by status. */
const problems = (slugs: readonly string[], reasons: Reasons): { [status: string]: Json } => {
  const by = new Map<number, Set<string>>()
  for (const slug of slugs) {
    const status = statusOf(slug, reasons)
    by.set(status, (by.get(status) ?? new Set()).add(slug))
  }
  return Object.fromEntries([...by].sort(([a], [b]) => a - b).map(([status, some]) => [status, problem(status, [...some], reasons)]))
}

const body = (schema: Json, required = true) => ({ required, content: { 'application/json': { schema } } })
const answer = (schema: Json) => ({ 'application/hal+json': { schema }, 'application/json': { schema } })
const etag = { ETag: ref('headers', 'ETag') }
const item = (name: string, description: string, more: Json = {}) => ({
  description,
  headers: { ...etag, ...more },
  content: answer(ref('schemas', name)),
})
/** What a command makes that is no item: a quote, say. */
const made = (r: Collection, field: string) => {
  const said = fieldSchema(r, field)
  const { anyOf = [said], ...rest } = said
  const shape = { ...rest, ...(anyOf as Json[]).find(s => s.type === 'object') }
  return {
    description: 'Made',
    headers: etag,
    content: answer({ ...shape, properties: { ...shape.properties, _links: ref('schemas', 'ItemLinks') } }),
  }
}
/** The parameters of a list: where it begins, by what it is sorted, and what narrows it. */
const listing = (r: Collection, named: readonly string[], isMoving: boolean): Json[] => {
  const fields = r.of.fields as Json
  const sortable = ['id', ...r.shows.filter(f => f !== 'id' && (f in fields || f === 'status'))]
  const filter = (field: string) => ({ name: field, in: 'query', required: false, schema: fieldSchema(r, field) })
  return [
    ...named.map(filter),
    ...['page', 'size'].map(p => ref('parameters', p)),
    {
      name: 'sort',
      in: 'query',
      description: '`field,asc` or `field,desc`; may be repeated, no field twice',
      schema: {
        type: 'array',
        maxItems: 3,
        uniqueItems: true,
        items: { type: 'string', pattern: `^(${sortable.join('|')})(,(asc|desc))?$` },
      },
      style: 'form',
      explode: true,
    },
    ...(isMoving
      ? [{ name: 'after', in: 'query', description: 'Goes on behind this item, as `next` does', schema: addressSchema(r) }]
      : []),
  ]
}
/** A wish as JSON can say it: no control characters but line breaks. */
const printable = '^[^\\u0000-\\u0009\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]*$'
const typed = (schema: Json): Json =>
  JSON.parse(JSON.stringify(schema), (_, v) =>
    isObject(v) && v.type === 'string' && !('pattern' in v) && !('enum' in v) && !('format' in v) && !('const' in v)
      ? { ...v, pattern: printable }
      : v,
  )
const asks = [ref('parameters', 'IdempotencyKey'), ref('parameters', 'IfMatch')]

/** A command's wish as a person says it: without what the address or the server says, the owner's own field left to the token. */
const wish = (command: Command, { of, owner, times = [] }: Collection, left: readonly string[]): Json => {
  const { properties, required = [] } = published(command.schema as Json)
  const others = [...left, 'id', 'status']
  const kept = Object.entries(properties as Json)
    .filter(([field]) => !others.includes(field))
    .map(([field, schema]) => [field, times.includes(field) && !isTimed(schema) ? (admitsNull(schema) ? orNull(time) : time) : schema])
  const by = isAggregate(of) ? (of.decide[command.type]?.by ?? []) : []
  const own = [owner, ...list(by as Who).map(who => (typeof who === 'string' ? undefined : who.own))]
  const needed = (required as string[]).filter(f => !others.includes(f) && !own.includes(f))
  return { type: 'object', properties: typed(Object.fromEntries(kept)), ...(needed.length ? { required: needed } : {}) }
}

/** The OpenAPI document of a system behind its gateway, or of one context alone. `base`: where it answers. */
export const openapi = (of: System | Context, base = '', reasons: Reasons = of.kind === 'system' ? of.reasons : {}): Json => {
  const contexts = of.kind === 'system' ? of.contexts : [of]
  const schemas: { [name: string]: Json } = { ...shared }
  const paths: { [path: string]: Json } = {}
  for (const c of contexts) for (const [name, collection] of Object.entries(c.routes)) describe(c, name, collection)
  paths['/actuator/health'] = {
    get: {
      operationId: 'health',
      summary: 'Is it up?',
      security: [],
      responses: {
        200: { description: 'Up', content: { 'application/json': { schema: ref('schemas', 'Health') } } },
        503: { description: 'Down', content: { 'application/json': { schema: ref('schemas', 'Health') } } },
        ...unexpected,
      },
    },
  }

  function describe(c: Context, things: string, r: Collection) {
    // two collections of one kind of item have a name each
    const isTaken = capital(r.item) in schemas
    const [source, thing] = [r.of, capital(isTaken ? things.replace(/s$/, '') : r.item)]
    const id = { name: 'id', in: 'path', required: true, schema: addressSchema(r) }
    const searches = Object.entries(r.searches ?? {})
    const filters = [...new Set(searches.flatMap(([, s]) => s.by ?? []))]
    const rankings = Object.keys(r.ranked ?? {}).map(name => ({
      name,
      in: 'query',
      description: 'Ranks them; alone, or with a page',
      schema: { type: 'string' },
    }))
    const rankedBy = Object.values(r.ranked ?? {}).flatMap(ranking => (ranking.added ? [ranking.added] : []))
    const key = isAggregate(source) ? source.key : undefined
    schemas[thing] = itemSchema(r)
    schemas[`${thing}Page`] = pageSchema(things, ref('schemas', thing))
    const op = (id: string, summary: string, responses: Json, more: Json = {}) => ({
      operationId: id,
      summary,
      tags: [c.name],
      ...more,
      responses: { ...responses, ...unexpected },
    })
    /** What a command's own rules may refuse. */
    const refusals = (type: string) => {
      const decider = contexts.flatMap(x => x.aggregates).find(a => type in a.decide)
      return decider
        ? decisions(decider)
            .refused.filter(x => x.command === type)
            .map(x => x.reason)
        : []
    }
    const endings = (command: Command, own: readonly string[]): Json => {
      const row = isAggregate(source) ? source.decide[command.type] : undefined
      const needs = row && list(row.by).every(w => typeof w === 'string') ? ['role'] : ['role', 'not-yours']
      return {
        ...common(400, 401, 404, 412, 413, 415),
        ...problems([...needs, 'in-progress', 'idempotency-key-reused', ...own, ...refusals(command.type)], reasons),
        ...common(429, 503, 504),
      }
    }
    const waits = r.create?.pending ? problems(['payment-unavailable', 'payment-unknown', 'unavailable'], reasons) : {}
    const who = (command: Command): Json => {
      const row = isAggregate(source) ? source.decide[command.type] : undefined
      return row ? { 'x-roles': people(row.by), description: by(row.by) } : {}
    }
    /** A page of items with what is worked out from their place among the others. */
    const manyWith = (added: Json, isAlways: boolean): Json => {
      const more = { type: 'object', properties: published(added), ...(isAlways ? { required: Object.keys(added) } : {}) }
      const schema = pageSchema(things, { allOf: [ref('schemas', thing), more] })
      return { description: `A page of ${things}`, content: answer(schema) }
    }
    const many = { description: `A page of ${things}`, content: answer(ref('schemas', `${thing}Page`)) }
    const collection: { [method: string]: Json } = {
      get: op(
        `list${capital(things)}`,
        `The ${things} that the caller may see`,
        { 200: rankedBy.length ? manyWith(Object.assign({}, ...rankedBy), false) : many, ...common(400, 401, 406, 429) },
        { parameters: [...rankings, ...listing(r, filters, true)] },
      ),
    }
    if (r.create) {
      const { command, refused = {} } = r.create
      const row = isAggregate(source) ? source.decide[command.type] : undefined
      const declined = Object.values(refused).flatMap(x => ('reason' in x ? [x.reason] : settled(c, reasons, refusals)))
      const aliases = Object.entries(r.aliases ?? {}).map(([wrong, right]) => `\`${wrong}\` is read as \`${right}\`.`)
      const location = { Location: { description: 'Its own address', schema: { type: 'string', format: 'uri' } } }
      collection.post = op(
        command.type,
        `${words(command.type)}`,
        {
          201: item(thing, 'Made', location),
          ...(row?.done ? { 200: item(thing, 'It was there already') } : {}),
          ...without(endings(command, declined), 404, 412),
          ...waits,
        },
        {
          ...(row ? { 'x-roles': people(row.by) } : {}),
          description: [
            row ? by(row.by) : '',
            'Numbers may arrive as strings and strings as numbers; unknown fields are ignored.',
            ...aliases,
          ]
            .filter(Boolean)
            .join(' '),
          parameters: [ref('parameters', 'IdempotencyKey')],
          requestBody: body(wish(command, r, row?.allots ? [row.allots] : [])),
        },
      )
    } else if (r.forwards)
      collection.post = op(
        `${r.forwards.type}By${thing}`,
        `${words(r.forwards.type)}, answered with the ${r.item}`,
        {
          201: item(thing, 'Made', { Location: { schema: { type: 'string', format: 'uri' } } }),
          200: item(thing, 'It was there already'),
          ...without(endings(r.forwards, ['no-such-order', 'not-allowed-now']), 404, 412),
        },
        { parameters: [ref('parameters', 'IdempotencyKey')], requestBody: body(wish(r.forwards, r, [])) },
      )
    if (r.postsStatus)
      collection.post = op(
        `postStatusOf${thing}`,
        `A status of the ${r.item} of this key: the same as its command`,
        { 200: item(thing, 'As it is now'), ...endings(Object.values(r.statuses ?? {})[0]!, ['not-allowed-now']) },
        {
          parameters: [ref('parameters', 'IdempotencyKey')],
          requestBody: body({
            type: 'object',
            properties: { [key!]: published(source.fields[key!] as Json), status: { type: 'string', enum: Object.keys(r.statuses ?? {}) } },
            required: [key!, 'status'],
          }),
        },
      )
    if (!r.single) paths[`/${things}`] = collection

    const one: { [method: string]: Json } = {
      ...(r.single ? {} : { parameters: [id] }),
      get: op(
        `get${thing}`,
        `One ${r.item}`,
        // a text may be no name at all: control characters, half a character
        {
          200: item(thing, 'As it is now'),
          304: { description: 'Not changed since' },
          ...common(...(id.schema.type === 'integer' ? [] : [400]), 401, 404, 406, 429),
        },
        { parameters: [ref('parameters', 'IfNoneMatch')] },
      ),
    }
    const states = Object.keys(r.statuses ?? {})
    const mapped = Object.values(r.statuses ?? {})
    const changing = [...mapped, ...(r.change ? [r.change] : [])]
    if (changing.length) {
      const own = [...new Set(changing.flatMap(x => refusals(x.type)))]
      const changes = r.change ? wish(r.change, r, key ? [key] : []) : undefined
      const status: Json | undefined = states.length
        ? { type: 'object', properties: { status: { type: 'string', enum: states } }, required: ['status'] }
        : undefined
      const loose = changes && { type: 'object', properties: changes.properties }
      const patch = status && loose ? { anyOf: [status, loose] } : (status ?? loose)
      const about = [
        ...states.map(s => `\`{"status": "${s}"}\` is ${r.statuses![s]!.type}.`),
        ...(r.change ? [`The fields are changed by ${r.change.type}.`] : []),
      ].join(' ')
      const endingsOf = () => ({
        200: item(thing, 'As it is now'),
        ...endings(changing[0]!, ['not-changeable', 'not-allowed-now', ...own]),
      })
      one.patch = op(`patch${thing}`, `Change a ${r.item}`, endingsOf(), {
        description: about,
        parameters: asks,
        requestBody: body(patch!),
      })
      one.put = op(`put${thing}`, `A whole ${r.item}, changed`, endingsOf(), {
        description: `${about} Never creates.`,
        parameters: asks,
        requestBody: body(ref('schemas', thing)),
      })
    }
    if (r.delete)
      one.delete = op(
        `delete${thing}`,
        words(r.delete.type),
        { 204: { description: 'Done; it stays readable' }, ...without(endings(r.delete, ['not-allowed-now']), 413, 415) },
        { ...who(r.delete), parameters: asks },
      )
    paths[r.single ? `/${things}` : `/${things}/{id}`] = one
    if (r.single) return
    for (const [name, command] of Object.entries({ ...r.commands, ...r.originals })) {
      const allots = isAggregate(source) ? list(source.decide[command.type]?.allots) : []
      const input = wish(command, r, [...allots, ...(key ? [key] : [])])
      const makes = r.makes?.[name]
      const again = r.create?.pending?.again === command
      const asked = (method: string): Json =>
        op(
          `${method}${command.type}Of${thing}`,
          words(command.type),
          {
            ...(makes ? { 201: made(r, makes) } : { 200: item(thing, 'Done, or done before') }),
            ...endings(command, ['not-allowed-now', ...(again ? settled(c, reasons, refusals) : [])]),
            ...(again ? waits : {}),
          },
          {
            ...who(command),
            parameters: asks,
            ...(Object.keys(input.properties).length ? { requestBody: body(input, 'required' in input) } : {}),
          },
        )
      const others = name in (r.originals ?? {}) ? { put: asked('put'), patch: asked('patch') } : {}
      paths[`/${things}/{id}/${name}`] = { parameters: [id], post: asked(name in (r.commands ?? {}) ? '' : 'post'), ...others }
    }
    paths[`/${things}/search`] = {
      get: op(`searchesOf${capital(things)}`, `The searches in ${things}`, {
        200: { description: 'Templated links, by name', content: answer(ref('schemas', 'Links')) },
        ...common(401, 406, 429),
      }),
    }
    for (const [name, search] of searches)
      paths[`/${things}/search/${name}`] = {
        get: op(
          `${name}Of${capital(things)}`,
          sentence(things, search),
          { 200: search.added ? manyWith(search.added, true) : many, ...common(400, 401, 406, 429) },
          {
            parameters: [
              ...(search.by ?? []).map(field => ({ name: field, in: 'query', required: true, schema: fieldSchema(r, field) })),
              ...listing(r, [], !search.add),
            ],
          },
        ),
      }
    if (r.history)
      paths[`/${things}/{id}/history`] = {
        parameters: [id],
        get: op(
          `historyOf${thing}`,
          'Everything that happened, in order, with who or what caused it',
          { 200: { description: 'Causes before effects', content: answer(ref('schemas', 'History')) }, ...common(400, 401, 404, 406, 429) },
          { parameters: [{ name: 'at', in: 'query', description: 'The states as they were then', schema: time }] },
        ),
      }
    paths[`/profile/${things}`] = {
      get: op(`profileOf${capital(things)}`, `The JSON Schema of a ${r.item}`, {
        200: { description: 'JSON Schema', content: { 'application/schema+json': { schema: { type: 'object' } } } },
        ...common(401, 429),
      }),
    }
  }

  const title = of.kind === 'system' ? of.title.en : of.name
  const responses = Object.fromEntries(
    Object.entries(names).map(([status, name]) => [
      name,
      problem(
        +status,
        Object.keys(edge).filter(s => edge[s]![0] === +status && !s.startsWith('payment-')),
        {},
      ),
    ]),
  )
  const told = JSON.stringify([paths, responses])
  const examples = [...new Set([...Object.keys(edge), ...Object.keys(reasons)])].filter(slug =>
    told.includes(`#/components/examples/${slug}"`),
  )
  return {
    openapi: '3.1.0',
    info: {
      title,
      ...(of.kind === 'system' ? { summary: of.title.ko } : {}),
      description: 'Generated from the model: the routes of each context and the tables of its aggregates.',
      version: '1',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: base || '/' }],
    security: [{ token: [] }, {}],
    tags: contexts.map(c => ({ name: c.name, description: `${capital(c.level)}; ${c.team}; port ${c.port} when it runs alone` })),
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'An access token with `sub`, `roles` and the claims that say whose orders are the caller’s. On loopback, in open mode, it may be left out.',
        },
      },
      schemas,
      parameters,
      headers: {
        ETag: { description: 'The version of the item', schema: { type: 'string' } },
        RetryAfter: { description: 'Seconds to wait', schema: { type: 'integer', minimum: 1 } },
      },
      responses,
      examples: Object.fromEntries(examples.map(slug => [slug, example(slug, reasons)])),
    },
  }
}

const words = (type: string) => capital(type.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase())
const without = (responses: Json, ...statuses: number[]): Json =>
  Object.fromEntries(Object.entries(responses).filter(([s]) => !statuses.includes(+s)))
const sentence = (things: string, { by = [], states = [] }: { readonly by?: readonly string[]; readonly states?: readonly string[] }) =>
  `${capital(things)}${by.length ? ` by ${by.join(' and ')}` : ''}${states.length ? ` in ${states.join(', ')}` : ''}`
const by = (who: Parameters<typeof people>[0]) => {
  const some = people(who)
  return some.length ? `By ${some.join(', ')}.` : 'By other contexts.'
}
/** What the outcome of a solid line may refuse a person: the reasons that policies of this context hand to its own commands. */
const settled = (c: Context, reasons: Reasons, refusals: (type: string) => readonly string[]): string[] => {
  const found = Object.values(c.policies).flatMap(p => {
    if (p.kind !== 'atOnce') return []
    const { seen } = probe(p, reasons)
    const may = seen.filter(s => s.way === 'ask').flatMap(s => refusals(s.command.type))
    return seen.filter(s => s.way !== 'ask' && (s.reason === undefined || may.includes(s.reason))).map(s => s.command.data?.reason)
  })
  return [...new Set(found)].filter(slug => typeof slug === 'string' && slug in reasons)
}

const fieldSchema = (r: Collection, field: string): Json => {
  const fields = r.of.fields as Json
  if (r.times?.includes(field))
    return (fields[field] as Json | undefined)?.type === 'object' ? { type: 'object', additionalProperties: time } : time
  if (field === 'status' && isAggregate(r.of)) return { type: 'string', enum: r.of.states }
  if (fields[field]) return published(fields[field])
  if (isAggregate(r.of) && field === r.of.key) return published(keySchema(r.of))
  return {}
}
/** What names an item in its URL: its number, or its key where that is what people call it. */
const idSchema = ({ of, byKey, single }: Collection): Json => {
  const key = of.fields[of.key] as Json | undefined
  return (byKey || single) && key && (key.type === 'string' || key.anyOf)
    ? published(key)
    : { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }
}
/** What may stand in the URL: a text that is a key is understood also where there is a number. */
const addressSchema = (r: Collection): Json => {
  const key = r.of.fields[r.of.key] as Json | undefined
  const own = idSchema(r)
  const text = { type: 'string', minLength: 1, maxLength: 200 }
  return own.type === 'string' ? text : key?.type === 'string' ? { anyOf: [own, text] } : own
}
const itemSchema = (r: Collection): Json => {
  const fields = r.of.fields as Json
  const shown = r.shows.map((field): [string, Json] => {
    const schema = fieldSchema(r, field)
    const open = Object.keys(schema).length === 0
    const may =
      !open &&
      field !== 'status' &&
      (admitsNull((fields[field] as Json | undefined) ?? {}) ||
        fields[field]?.['~optional'] === true ||
        r.of.kind === 'view' ||
        r.times?.includes(field))
    return [field, may && !admitsNull(schema) ? orNull(schema) : schema]
  })
  return {
    type: 'object',
    properties: {
      id: idSchema(r),
      ...Object.fromEntries(shown),
      ...Object.fromEntries(Object.entries(r.derived ?? {}).map(([field, schema]) => [field, published(schema)])),
      _links: ref('schemas', 'ItemLinks'),
    },
    required: ['id', ...new Set([...r.shows, ...Object.keys(r.derived ?? {})]), '_links'],
  }
}
const pageSchema = (things: string, thing: Json): Json => ({
  type: 'object',
  properties: {
    _embedded: { type: 'object', properties: { [things]: { type: 'array', items: thing } }, required: [things] },
    _links: ref('schemas', 'ItemLinks'),
    page: ref('schemas', 'PageInfo'),
  },
  required: ['_embedded', '_links', 'page'],
})

const link = {
  type: 'object',
  properties: {
    href: { type: 'string' },
    method: { type: 'string', enum: ['POST', 'PUT', 'PATCH', 'DELETE'], description: 'Left out: GET, and POST for a command' },
    templated: { type: 'boolean' },
  },
  required: ['href'],
}
const count = { type: 'integer', minimum: 0 }
const shared: { readonly [name: string]: Json } = {
  Health: { type: 'object', properties: { status: { type: 'string', enum: ['UP', 'DOWN'] } }, required: ['status'] },
  Link: link,
  ItemLinks: {
    type: 'object',
    description: 'Where it is, and the commands that this caller may issue in its present state',
    properties: { self: ref('schemas', 'Link') },
    required: ['self'],
    additionalProperties: ref('schemas', 'Link'),
  },
  Links: { type: 'object', properties: { _links: ref('schemas', 'ItemLinks') }, required: ['_links'] },
  PageInfo: {
    type: 'object',
    properties: { size: count, totalElements: count, totalPages: count, number: count },
    required: ['size', 'totalElements', 'totalPages', 'number'],
  },
  History: {
    type: 'object',
    properties: {
      missing: { type: 'array', items: { type: 'string' }, description: 'Contexts that have not answered in time' },
      _links: ref('schemas', 'ItemLinks'),
    },
  },
  Problem: {
    type: 'object',
    description: 'RFC 9457',
    properties: {
      type: { type: 'string', format: 'uri-reference' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string', description: 'In Korean or English, by Accept-Language' },
      instance: { type: 'string' },
      traceId: { type: 'string' },
      errors: {
        type: 'array',
        items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } }, required: ['field', 'message'] },
      },
      state: { type: 'string', description: 'The state that refuses' },
      allowed: { type: 'array', items: { type: 'string' }, description: 'What may be asked instead' },
      _links: { type: 'object', additionalProperties: ref('schemas', 'Link'), description: 'What is kept meanwhile, and how to go on' },
    },
    required: ['type', 'title', 'status', 'detail'],
  },
}
const parameters: { readonly [name: string]: Json } = {
  page: { name: 'page', in: 'query', schema: { type: 'integer', minimum: 0, maximum: 1_000_000_000_000, default: 0 } },
  size: { name: 'size', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 1000, default: 20 } },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'The same key with the same body is the same request, for 24 hours',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  IfMatch: { name: 'If-Match', in: 'header', description: 'Only if the item still has this ETag', schema: { type: 'string' } },
  IfNoneMatch: { name: 'If-None-Match', in: 'header', description: 'Only if the item has another ETag by now', schema: { type: 'string' } },
}
