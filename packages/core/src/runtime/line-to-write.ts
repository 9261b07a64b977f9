import type { Schema } from './model-of.ts'
import { fieldChanges, newFields } from './widening.ts'

const isPlainName = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name)
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const valueOf = (value: unknown): string => (typeof value === 'string' ? quoted(value) : JSON.stringify(value))
const object = (fields: readonly (readonly [name: string, code: string])[]): string =>
  fields.length ? `{ ${fields.map(([name, code]) => `${isPlainName(name) ? name : quoted(name)}: ${code}`).join(', ')} }` : '{}'

const kinds: { readonly [type: string]: string } = {
  string: 'String',
  integer: 'Integer',
  number: 'Number',
  boolean: 'Boolean',
  null: 'Null',
}
/** A schema as one writes it in the notes. */
export const codeOf = (schema: Schema): string => {
  const { type, anyOf, const: only, properties, required, items, enum: some, ...options } = schema
  const rest = Object.keys(options).length
    ? object(Object.entries(options).flatMap(([name, value]) => (typeof value === 'object' ? [] : [[name, valueOf(value)] as const])))
    : ''
  if (some) return `Type.Enum([${some.map(valueOf).join(', ')}]${rest && `, ${rest}`})`
  if (anyOf) return `Type.Union([${anyOf.map(codeOf).join(', ')}])`
  if (only !== undefined) return `Type.Literal(${valueOf(only)})`
  if (properties) return `Type.Object(${shapeCodeOf({ properties, required })})`
  if (items) return `Type.Array(${codeOf(items)}${rest && `, ${rest}`})`
  return kinds[type] ? `Type.${kinds[type]}(${rest})` : `Type.Unsafe(${JSON.stringify(schema)})`
}
const shapeCodeOf = ({ properties, required = [] }: Schema): string =>
  object(Object.entries<Schema>(properties).map(([name, s]) => [name, required.includes(name) ? codeOf(s) : `Type.Optional(${codeOf(s)})`]))

/** The line that says what the data of a note looked like before, and a function to the shape of now as far as it can be guessed. */
export const earlierLine = (kind: 'event' | 'command', type: string, is: Schema, was: Schema): string => {
  const gone = fieldChanges(is, was).flatMap(({ field, how }) => (how === 'gone' ? [field] : []))
  const came = newFields(is, was).filter(field => is.required?.includes(field) || gone.length)
  const taken = came.map((field, i) => [field, gone[i] ?? '…'] as const)
  const narrower = fieldChanges(is, was).flatMap(({ field, how }) => (how === 'narrower' ? [[field, '…'] as const] : []))
  const set = [...taken, ...narrower].map(([field, from]) => (field === from ? field : `${field}: ${from}`))
  const next = gone.length
    ? `({ ${gone.join(', ')}, ...rest }) => (${`{ ${['...rest', ...set].join(', ')} }`})`
    : `said => (${`{ ${['...said', ...set].join(', ')} }`})`
  return `${kind}('${type}', …, { was: [earlier(${shapeCodeOf(was)}, ${next})] })`
}
/** The line that says what a note was called before. */
export const namedLine = (kind: 'event' | 'command', before: string, now: string): string => `${kind}('${now}', …, { was: ['${before}'] })`
