// What an operation of the REST interface takes and gives: parameters, bodies, answers.
import { type Collection, type Command, list, type Who } from '@jumun/core/model'
import { people } from './people.ts'
import {
  addressSchema,
  admitsNull,
  capital,
  fieldSchema,
  isAggregate,
  isObject,
  isTimed,
  orNull,
  published,
  ref,
  time,
} from './openapi-schemas.ts'
import type { Json } from './samples.ts'

export const body = (schema: Json, required = true) => ({ required, content: { 'application/json': { schema } } })
export const answer = (schema: Json) => ({ 'application/hal+json': { schema }, 'application/json': { schema } })
const etag = { ETag: ref('headers', 'ETag') }
export const item = (name: string, description: string, more: Json = {}) => ({
  description,
  headers: { ...etag, ...more },
  content: answer(ref('schemas', name)),
})
/** What a command makes that is no item: a quote, say. */
export const made = (r: Collection, field: string) => {
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
export const listing = (r: Collection, named: readonly string[], isMoving: boolean): Json[] => {
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
export const asks = [ref('parameters', 'IdempotencyKey'), ref('parameters', 'IfMatch')]

/** A command's wish as a person says it: without what the address or the server says, the owner's own field left to the token. */
export const wish = (command: Command, { of, owner, times = [] }: Collection, left: readonly string[]): Json => {
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

export const words = (type: string) => capital(type.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase())
export const without = (responses: Json, ...statuses: number[]): Json =>
  Object.fromEntries(Object.entries(responses).filter(([s]) => !statuses.includes(+s)))
export const sentence = (
  things: string,
  { by = [], states = [] }: { readonly by?: readonly string[]; readonly states?: readonly string[] },
) => `${capital(things)}${by.length ? ` by ${by.join(' and ')}` : ''}${states.length ? ` in ${states.join(', ')}` : ''}`
export const by = (who: Parameters<typeof people>[0]) => {
  const some = people(who)
  return some.length ? `By ${some.join(', ')}.` : 'By other contexts.'
}
