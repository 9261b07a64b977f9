// Values of messages as JSON and back. What nobody chose, and what is not there, is left out.
import { noneOf, snake, valueName } from './proto.ts'
import { type Choice, isMany, type Message, type Shape } from './shapes.ts'

type Fields = { readonly [name: string]: any }
interface Stamp {
  readonly seconds?: number
  readonly nanos?: number
}

/** A message as JSON: what was said of it, by the names that JSON has. */
export const readMessage = (message: Message, said: Fields): { [name: string]: unknown } =>
  Object.fromEntries(
    message.fields.flatMap(({ name, shape, isNeeded }) => {
      const value = said[snake(name)]
      if (shape.kind === 'list') return value?.length || isNeeded ? [[name, (value ?? []).map((v: unknown) => read(shape.of, v))]] : []
      const found = value === undefined || value === null ? undefined : read(shape, value)
      return found === undefined ? [] : [[name, found]]
    }),
  )
const read = (shape: Shape, value: any): unknown => {
  switch (shape.kind) {
    case 'message':
      return readMessage(shape, value)
    case 'choice':
      return chosen(shape, value)
    case 'time':
      return momentOf(value)
    case 'any':
      return anyOf(value)
    case 'map':
      return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, read(shape.of, v)]))
    default:
      return value
  }
}
/** A number that is none of the choice's stays a number: whoever looks at what may be chosen refuses it. */
const chosen = (choice: Choice, value: unknown): string | undefined =>
  value === noneOf(choice) ? undefined : (choice.values.find(v => valueName(choice, v) === value) ?? String(value))
/** What is no moment stays as it was said, for the same reason. */
const momentOf = ({ seconds = 0, nanos = 0 }: Stamp): string => {
  const at = new Date(seconds * 1000 + Math.floor(nanos / 1e6))
  return Number.isNaN(at.getTime()) ? String(seconds) : at.toISOString()
}
const anyOf = (value: Fields): unknown => {
  if (value.structValue) return Object.fromEntries(Object.entries(value.structValue.fields ?? {}).map(([k, v]) => [k, anyOf(v as Fields)]))
  if (value.listValue) return (value.listValue.values ?? []).map(anyOf)
  return value.stringValue ?? value.numberValue ?? value.boolValue ?? null
}

/** JSON as a message. */
export const writeMessage = (message: Message, json: Fields): { [name: string]: unknown } =>
  Object.fromEntries(
    message.fields.flatMap(({ name, shape }) => {
      const value = json[name]
      return value === undefined || value === null ? [] : [[snake(name), write(shape, value)]]
    }),
  )
const write = (shape: Shape, value: any): unknown => {
  if (isMany(shape))
    return shape.kind === 'list'
      ? value.map((v: unknown) => write(shape.of, v))
      : Object.fromEntries(Object.entries(value).map(([key, v]) => [key, write(shape.of, v)]))
  switch (shape.kind) {
    case 'message':
      return writeMessage(shape, value)
    case 'choice':
      return shape.values.includes(value) ? valueName(shape, value) : noneOf(shape)
    case 'time':
      return stampOf(value)
    case 'any':
      return valueOf(value)
    case 'text':
      return String(value)
    default:
      return value
  }
}
const stampOf = (text: string): Stamp => {
  const at = Date.parse(text)
  return { seconds: Math.floor(at / 1000), nanos: (((at % 1000) + 1000) % 1000) * 1e6 }
}
const valueOf = (value: any): Fields => {
  if (value === null) return { nullValue: 'NULL_VALUE' }
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'number') return { numberValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (Array.isArray(value)) return { listValue: { values: value.map(valueOf) } }
  return { structValue: { fields: Object.fromEntries(Object.entries(value).map(([k, v]) => [k, valueOf(v)])) } }
}
