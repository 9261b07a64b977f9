// The schemas of the REST interface: what fields, items, lists and problems look like from outside.
import type { Aggregate, Collection, View } from '@jumun/core/model'
import { keySchema } from './decisions.ts'
import { type Json } from './samples.ts'

/** A schema as others read it: plain JSON, its marks in words. `iso`: times are texts there, in ms here. */
export const published = (schema: Json, { iso = true } = {}): Json =>
  JSON.parse(JSON.stringify(schema), (_, value) => (isObject(value) ? readable(value, iso) : value))
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
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

export const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` })
export const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
export const isAggregate = (of: Aggregate | View): of is Aggregate => of.kind === 'aggregate'
export const time = { type: 'string', format: 'date-time' }
export const orNull = (schema: Json): Json => ({ anyOf: [schema, { type: 'null' }] })
export const isTimed = (schema: Json): boolean => schema.format === 'date-time' || (schema.anyOf ?? []).some(isTimed)
export const admitsNull = (schema: Json): boolean => schema.type === 'null' || (schema.anyOf ?? []).some(admitsNull)

export const fieldSchema = (r: Collection, field: string): Json => {
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
export const addressSchema = (r: Collection): Json => {
  const key = r.of.fields[r.of.key] as Json | undefined
  const own = idSchema(r)
  const text = { type: 'string', minLength: 1, maxLength: 200 }
  return own.type === 'string' ? text : key?.type === 'string' ? { anyOf: [own, text] } : own
}
export const itemSchema = (r: Collection): Json => {
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
export const pageSchema = (things: string, thing: Json): Json => ({
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
export const shared: { readonly [name: string]: Json } = {
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
export const parameters: { readonly [name: string]: Json } = {
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
