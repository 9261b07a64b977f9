import type { Schema } from './model-of.ts'

/** What says nothing about which values fit. */
const silent = new Set(['personal', 'title', 'description', 'examples', 'default', '$id', '$comment'])
/** Bounds that may only go down, and those that may only go up. */
const least = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']
const most = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']
const compared = new Set([
  ...silent,
  ...least,
  ...most,
  'type',
  'anyOf',
  'const',
  'enum',
  'properties',
  'required',
  'items',
  'patternProperties',
  'pattern',
])

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
/** The values that it is one of; undefined: it is not a list of values. */
const valuesOf = (s: Schema): readonly unknown[] | undefined => s.enum ?? ('const' in s ? [s.const] : undefined)

/** Whether every value that fitted the one schema fits the other as well. In doubt it says no. */
export const takesAll = (is: Schema, was: Schema): boolean => {
  if (same(is, was)) return true
  if (was.anyOf) return was.anyOf.every((one: Schema) => takesAll(is, one))
  if (is.anyOf) return is.anyOf.some((one: Schema) => takesAll(one, was))
  const [now, before] = [valuesOf(is), valuesOf(was)]
  if (now) return before !== undefined && before.every(value => now.some(other => same(other, value)))
  if (is.type !== was.type && !(is.type === 'number' && was.type === 'integer')) return false
  const isHeld = (names: readonly string[], fits: (now: number, before: number) => boolean): boolean =>
    names.every(name => is[name] === undefined || (was[name] !== undefined && fits(is[name], was[name])))
  if (!isHeld(least, (n, b) => n <= b) || !isHeld(most, (n, b) => n >= b)) return false
  if (is.pattern !== undefined && is.pattern !== was.pattern) return false
  const rest = (s: Schema) =>
    Object.entries(s)
      .flatMap(([name, value]) => (compared.has(name) ? [] : [`${name} ${JSON.stringify(value)}`]))
      .sort()
  if (!before && !same(rest(is), rest(was))) return false
  return takesParts(is, was)
}
const takesParts = (is: Schema, was: Schema): boolean => {
  if (is.items && !(was.items && takesAll(is.items, was.items))) return false
  const patterns = Object.entries<Schema>(is.patternProperties ?? {})
  if (!patterns.every(([name, part]) => was.patternProperties?.[name] && takesAll(part, was.patternProperties[name]))) return false
  if (!is.properties) return !was.properties
  if (!was.properties) return false
  return !fieldChanges(is, was).length
}

/** Something about a field of an object that what is there already does not fit. */
export interface FieldChange {
  readonly field: string
  readonly how: 'gone' | 'narrower' | 'demanded'
}
/** `nullable`: what lacks a new field that may be null is taken for null. */
export const fieldChanges = (is: Schema, was: Schema, nullable = false): readonly FieldChange[] => {
  const changes: FieldChange[] = []
  for (const [field, before] of Object.entries<Schema>(was.properties)) {
    const now = is.properties[field]
    if (!now) changes.push({ field, how: 'gone' })
    else if (!takesAll(now, before)) changes.push({ field, how: 'narrower' })
    else if (demands(is, field) && !demands(was, field)) changes.push({ field, how: 'demanded' })
  }
  for (const [field, now] of Object.entries<Schema>(is.properties))
    if (!(field in was.properties) && demands(is, field) && !(nullable && takesAll(now, { type: 'null' })))
      changes.push({ field, how: 'demanded' })
  return changes
}
const demands = (s: Schema, field: string): boolean => s.required?.includes(field) ?? false
/** The fields that came in. */
export const newFields = (is: Schema, was: Schema): readonly string[] =>
  Object.keys(is.properties).filter(field => !(field in was.properties))
