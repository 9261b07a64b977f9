// Data made from schemas: the same each time.
import type { TSchema } from 'typebox'
import { Check } from 'typebox/value'

/** A schema as the JSON Schema that it is. */
export type Json = { readonly [keyword: string]: any }

/** Values that differ where a function may look: both booleans, each literal, null, few and many. The first is the ordinary one. */
const variants = (schema: Json): unknown[] => {
  if ('examples' in schema) return schema.examples
  if ('const' in schema) return [schema.const]
  if ('enum' in schema) return schema.enum
  const union = schema.anyOf ?? schema.oneOf
  if (union) {
    const each = (union as Json[]).map(variants)
    const some = each.flat().filter(x => x !== null)
    return each.flat().includes(null) ? [...some, null] : some
  }
  switch (schema.type) {
    case 'null':
      return [null]
    case 'boolean':
      return [true, false]
    case 'integer':
    case 'number':
      return [1, 2, 0, -1, 1_000_000, schema.minimum, schema.maximum].filter(n => n !== undefined && Check(schema as TSchema, n))
    case 'string':
      return texts(schema)
    case 'array':
      return [variants(schema.items ?? {}).slice(0, 1), [], variants(schema.items ?? {})].filter(x => Check(schema as TSchema, x))
    case 'object':
      return schema.patternProperties ? records(schema.patternProperties) : samples(schema)
    default:
      return [1]
  }
}

/** Records of one name, which is the text that is met elsewhere too: what is kept by name can be found. And the empty one. */
const records = (byPattern: Json): object[] =>
  Object.entries(byPattern).flatMap(([pattern, of]) => [...variants(of).map(value => ({ [texts({ pattern })[0]!]: value })), {}])

const texts = (schema: Json): string[] => {
  const ordinary = [
    'coffee',
    'a',
    '01012345678',
    '2021-02-23T09:23:38.000Z',
    '2021-02-23',
    '09:30',
    'a@b.kr',
    'https://a.kr/',
    'A1',
    '1A',
    'ko',
  ]
  const fits = ordinary.find(text => Check(schema as TSchema, text))
  return [fits ?? (schema.pattern ? written(schema.pattern) : 'a'.repeat(schema.minLength ?? 1))]
}

/** A text that a simple pattern accepts: classes, groups and counts, the first of each choice. */
export const written = (pattern: string): string => {
  let at = 0
  const atom = (): string => {
    const c = pattern[at++]!
    if (c === '^' || c === '$') return ''
    if (c === '.') return 'a'
    if (c === '\\') return { d: '1', w: 'a', s: ' ' }[pattern[at++]!] ?? pattern[at - 1]!
    if (c === '[') {
      const end = pattern.indexOf(']', at)
      const [inside, first] = [pattern.slice(at, end), pattern[at]]
      at = end + 1
      if (first === '^') return ['a', '1', 'A', '-'].find(x => !RegExp(`[${inside.slice(1)}]`).test(x)) ?? 'a'
      return first === '\\' ? (inside[1] === 'd' ? '1' : 'a') : first!
    }
    if (c === '(') {
      if (pattern.startsWith('?:', at)) at += 2
      const text = choice()
      at++
      return text
    }
    return c
  }
  const counted = (): string => {
    const text = atom()
    const count = /^(\{(\d+)(,\d*)?\}|[*+?])\??/.exec(pattern.slice(at))
    if (!count) return text
    at += count[0].length
    return text.repeat(count[2] === undefined ? (count[1] === '+' ? 1 : 0) : +count[2])
  }
  const choice = (): string => {
    let text = ''
    while (at < pattern.length && pattern[at] !== ')') {
      if (pattern[at] !== '|') text += counted()
      else {
        at++
        choice()
      }
    }
    return text
  }
  return choice()
}

/** Objects that the schema accepts: the whole one, the least one, each with one field changed, and some mixed ones. Always the same. */
export const samples = (schema: Json): any[] => {
  const fields = Object.entries((schema.properties ?? {}) as { [name: string]: Json })
  const required: readonly string[] = schema.required ?? []
  const choices = fields.map(([name, s]): [string, unknown[]] => [name, [...variants(s), ...(required.includes(name) ? [] : [undefined])]])
  const pick = (choose: (values: unknown[], field: number) => unknown) =>
    Object.fromEntries(choices.map(([name, values], i) => [name, choose(values, i)]).filter(([, value]) => value !== undefined))
  const [first, last] = [(v: unknown[]) => v[0], (v: unknown[]) => v.at(-1)]
  const changed = (rest: (v: unknown[]) => unknown) =>
    choices.flatMap(([, values], field) => values.map(value => pick((v, i) => (i === field ? value : rest(v)))))
  const random = chance(fields.length + 1)
  const mixed = Array.from({ length: choices.length > 1 ? 24 : 0 }, () => pick(v => v[random(v.length)]))
  return distinct([pick(first), pick(last), ...changed(first), ...changed(last), ...mixed])
}

/** Numbers that look random and are the same in every run. */
export const chance = (seed: number) => (below: number) => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((seed / 2 ** 32) * below)
}
/** So many of them, the first, and others from all of it: the mixed ones stand at the end. */
export const spread = <T>(all: readonly T[], most: number): T[] =>
  all.filter((_, i) => Math.floor((i * most) / all.length) !== Math.floor(((i - 1) * most) / all.length))
const distinct = <T>(all: T[]): T[] => [...new Map(all.map(x => [JSON.stringify(x), x])).values()]

/** An object with these fields, those that are not optional required. */
export const required = (fields: Json): Json => ({
  type: 'object',
  properties: fields,
  required: Object.keys(fields).filter(f => fields[f]['~optional'] !== true),
})
