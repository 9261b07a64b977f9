import { isUtf8 } from 'node:buffer'
import { type SpellingKind, spelt, Type } from '@jumun/core/model'
import { checking } from '@jumun/core/runtime'
import { type FieldError, Problem } from './problem.ts'
import { parseTime, parseTimeInQuery } from './time.ts'
import type { FieldWord } from './words.ts'

/** A schema as its JSON says it. `time`: ms here, ISO 8601 outside; `spelling`: in which form its texts are kept. */
interface Schema {
  readonly type?: string
  readonly anyOf?: readonly Schema[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly patternProperties?: { readonly [pattern: string]: Schema }
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly pattern?: string
  readonly time?: boolean
  readonly spelling?: SpellingKind
}
/** Takes what came in, gives what the domain reads; what is wrong is added to the errors. */
type Reader = (value: unknown, field: string, errors: FieldError[]) => unknown

const deepest = 32
const longestText = 200

/**
 * Reads a JSON body; a byte order mark before it is passed over. What is no JSON, not UTF-8 or nested too deeply is malformed, and so is a
 * field that is given twice: nobody knows which of the two is meant.
 */
export const parseJson = (body: Buffer): unknown => {
  if (!isUtf8(body)) throw new Problem('malformed')
  const whole = body.toString('utf8')
  const text = whole.charCodeAt(0) === 0xfeff ? whole.slice(1) : whole
  const { depth, members } = shapeOf(text)
  if (depth > deepest) throw new Problem('malformed')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Problem('malformed')
  }
  if (membersOf(value) !== members) throw new Problem('malformed', { errors: twiceIn(text, value) })
  return value
}
/** How many fields all objects in it have. */
const membersOf = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0
  const inner = Object.values(value)
  let count = Array.isArray(value) ? 0 : inner.length
  for (const v of inner) count += membersOf(v)
  return count
}
/** The names that the text says more often than what was read of it. */
const twiceIn = (text: string, value: unknown): FieldError[] => {
  const left = new Map<string, number>()
  for (const [, name] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:/g)) left.set(JSON.parse(name!), (left.get(JSON.parse(name!)) ?? 0) + 1)
  const seen = (of: unknown): void => {
    if (typeof of !== 'object' || of === null) return
    for (const [name, v] of Object.entries(of)) {
      if (!Array.isArray(of)) left.set(name, left.get(name)! - 1)
      seen(v)
    }
  }
  seen(value)
  return [...left].flatMap(([field, more]) => (more > 0 ? [{ field, word: 'twice' as const }] : []))
}
const shapeOf = (text: string): { readonly depth: number; readonly members: number } => {
  let depth = 0
  let most = 0
  let members = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (quoted) {
      if (c === 92) i++
      else if (c === 34) quoted = false
    } else if (c === 34) quoted = true
    else if (c === 123 || c === 91) most = Math.max(most, ++depth)
    else if (c === 125 || c === 93) depth--
    else if (c === 58) members++
  }
  return { depth: most, members }
}

const wrong = (errors: FieldError[], field: string, word: FieldWord, limit?: unknown): undefined => {
  errors.push({ field, word, ...(limit === undefined ? {} : { limit }) })
  return undefined
}

const control = /(?![\n\r])\p{Cc}/u
const textReader = (schema: Schema): Reader => {
  const { minLength = 1, maxLength = longestText, spelling } = schema
  const pattern = schema.pattern === undefined ? undefined : new RegExp(schema.pattern, 'u')
  const isLonger = (text: string) => text.length > maxLength && Array.from(text).length > maxLength
  return (value, field, errors) => {
    if (typeof value === 'number') value = String(value)
    if (typeof value !== 'string') return wrong(errors, field, 'text')
    if (!value.isWellFormed()) return wrong(errors, field, 'unicode')
    const text = spelt(value, spelling)
    if (control.test(text)) return wrong(errors, field, 'control')
    if (text === '' && minLength > 0) return wrong(errors, field, 'empty')
    if (text.length < minLength) return wrong(errors, field, 'shortest', minLength)
    if (isLonger(text)) return wrong(errors, field, 'longest', maxLength)
    if (pattern && !pattern.test(text)) return wrong(errors, field, 'form')
    return text
  }
}
const wholeText = /^[+-]?\d+(\.0+)?$/
const numberText = /^[+-]?\d+(\.\d+)?$/
const numberReader = ({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): Reader => {
  const whole = type === 'integer'
  const word = whole ? 'whole' : 'number'
  return (value, field, errors) => {
    if (typeof value === 'string' && (whole ? wholeText : numberText).test(value.trim())) value = Number(value)
    if (typeof value !== 'number' || !(whole ? Number.isSafeInteger(value) : Number.isFinite(value))) return wrong(errors, field, word)
    if (minimum !== undefined && value < minimum) return wrong(errors, field, 'least', minimum)
    if (maximum !== undefined && value > maximum) return wrong(errors, field, 'most', maximum)
    if ((exclusiveMinimum !== undefined && value <= exclusiveMinimum) || (exclusiveMaximum !== undefined && value >= exclusiveMaximum))
      return wrong(errors, field, 'form')
    return value === 0 ? 0 : value // no negative zero
  }
}
const timeReader =
  ({ minimum, maximum }: Schema, parse = parseTime): Reader =>
  (value, field, errors) => {
    const at = typeof value === 'string' ? parse(value) : undefined
    if (at === undefined || at < (minimum ?? at) || at > (maximum ?? at)) return wrong(errors, field, 'time')
    return at
  }
const yesReader: Reader = (value, field, errors) =>
  value === true || value === 'true' ? true : value === false || value === 'false' ? false : wrong(errors, field, 'yes')
const choiceReader =
  (choices: readonly unknown[]): Reader =>
  (value, field, errors) => {
    const found = choices.find(c => c === value || (typeof c !== 'string' ? String(c) === value : c === String(value).trim()))
    return found === undefined ? wrong(errors, field, 'choice', choices) : found
  }
const listReader = ({ items = {}, minItems = 0, maxItems = 1000 }: Schema): Reader => {
  const read = readerOf(items)
  return (value, field, errors) => {
    if (!Array.isArray(value)) return wrong(errors, field, 'list')
    if (value.length < minItems) return wrong(errors, field, 'fewest', minItems)
    if (value.length > maxItems) return wrong(errors, field, 'oftenest', maxItems)
    return value.map((v, i) => read(v, `${field}[${i}]`, errors))
  }
}
const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const put = (into: object, name: string, value: unknown): void => {
  // a plain assignment to __proto__ would change what the object is
  Object.defineProperty(into, name, { value, enumerable: true, writable: true, configurable: true })
}
const recordReader = (values: Schema): Reader => {
  const read = readerOf(values)
  const name = textReader({ maxLength: 200 })
  return (value, field, errors) => {
    if (!isRecord(value)) return wrong(errors, field, 'object')
    const made = {}
    for (const [key, v] of Object.entries(value)) {
      const k = name(key, field, errors) as string | undefined
      if (k === '__proto__') wrong(errors, field, 'form')
      else if (k !== undefined && Object.hasOwn(made, k)) wrong(errors, `${field}.${k}`, 'twice')
      else if (k !== undefined) put(made, k, read(v, `${field}.${key}`, errors))
    }
    return made
  }
}
const objectReader = (schema: Schema): Reader => {
  const readers = Object.entries(schema.properties ?? {}).map(
    ([name, s]) => [name, readerOf(s), schema.required?.includes(name) ?? false, isNullable(s)] as const,
  )
  return (value, field, errors) => {
    if (!isRecord(value)) return wrong(errors, field, 'object')
    const made: { [name: string]: unknown } = {}
    for (const [name, read, required, nullable] of readers) {
      const given = Object.hasOwn(value, name) ? value[name] : undefined
      const at = field ? `${field}.${name}` : name
      if (given === undefined || (given === null && !nullable)) {
        if (required) wrong(errors, at, 'required')
        continue
      }
      made[name] = given === null ? null : read(given, at, errors)
    }
    return made
  }
}
const unionReader = (schemas: readonly Schema[]): Reader => {
  const some = schemas.filter(s => s.type !== 'null')
  if (some.length === 1) return readerOf(some[0]!)
  if (some.every(s => s.const !== undefined)) return choiceReader(some.map(s => s.const))
  const readers = some.map(readerOf)
  return (value, field, errors) => {
    for (const read of readers) {
      const mine: FieldError[] = []
      const made = read(value, field, mine)
      if (!mine.length) return made
    }
    return wrong(errors, field, 'form')
  }
}
/** Anything: copied as it is, less what a prototype would be. */
const anyReader: Reader = (value, field, errors) => {
  if (typeof value === 'string') return textReader({ minLength: 0, maxLength: 10_000 })(value, field, errors)
  if (Array.isArray(value)) return value.map((v, i) => anyReader(v, `${field}[${i}]`, errors))
  return isRecord(value) ? recordReader({})(value, field, errors) : value
}
const isNullable = (schema: Schema): boolean => schema.type === 'null' || schema.anyOf?.some(isNullable) === true

const readerOf = (schema: Schema): Reader => {
  const read = readerOfKind(schema)
  return isNullable(schema) ? (value, field, errors) => (value === null ? null : read(value, field, errors)) : read
}
const readerOfKind = (schema: Schema): Reader => {
  if (schema.anyOf) return unionReader(schema.anyOf)
  if (schema.const !== undefined) return choiceReader([schema.const])
  if (schema.enum) return choiceReader(schema.enum)
  if (schema.time) return timeReader(schema)
  if (schema.type === 'string') return textReader(schema)
  if (schema.type === 'integer' || schema.type === 'number') return numberReader(schema)
  if (schema.type === 'boolean') return yesReader
  if (schema.type === 'array') return listReader(schema)
  if (schema.type === 'object' && schema.properties) return objectReader(schema)
  if (schema.type === 'object')
    return recordReader(
      Object.values(schema.patternProperties ?? {})[0] ??
        (isRecord(schema.additionalProperties) ? (schema.additionalProperties as Schema) : {}),
    )
  return anyReader
}

/** Marks the fields that are times by the wire's own list. */
const timed = (schema: Schema): Schema =>
  schema.anyOf ? { ...schema, anyOf: schema.anyOf.map(timed) } : schema.type === 'integer' ? { ...schema, time: true } : schema

/** The input of one command, compiled once. */
export interface Input {
  /** The fields that are read. */
  readonly fields: ReadonlySet<string>
  readonly required: readonly string[]
  /** Reads a body, or throws a malformed problem with all that is wrong. `known`: what the server fills in where it is left out. */
  read(body: unknown, known?: { readonly [field: string]: unknown }): { [field: string]: unknown }
}

/**
 * Compiles the input of a command from its schema: texts and numbers are taken for each other, times are read, unknown and
 * server-owned fields are ignored, misspelt names are understood.
 */
export const inputOf = (
  properties: { readonly [field: string]: unknown },
  {
    times = [],
    aliases = {},
    owned = [],
  }: {
    readonly times?: readonly string[]
    readonly aliases?: { readonly [misspelt: string]: string }
    readonly owned?: readonly string[]
  } = {},
): Input => {
  const kept = Object.fromEntries(Object.entries(properties).filter(([name]) => !owned.includes(name)))
  const schema = Type.Object(kept as any)
  const validator = checking(schema)
  const required = (schema as unknown as Schema).required ?? []
  const fields = Object.entries(kept as { [name: string]: Schema }).map(([name, s]) => {
    const spelt = Object.entries(aliases).flatMap(([misspelt, right]) => (right === name ? [misspelt] : []))
    return {
      name,
      read: readerOf(times.includes(name) ? timed(s) : s),
      isRequired: required.includes(name),
      nullable: isNullable(s),
      spelt,
    }
  })
  const given = (body: { readonly [name: string]: unknown }, name: string, spelt: readonly string[]): unknown => {
    if (Object.hasOwn(body, name)) return body[name]
    const other = spelt.find(s => Object.hasOwn(body, s))
    return other === undefined ? undefined : body[other]
  }
  return {
    fields: new Set(fields.map(f => f.name)),
    required,
    read(body, known) {
      if (!isRecord(body)) throw new Problem('malformed')
      const errors: FieldError[] = []
      const wish: { [field: string]: unknown } = {}
      for (const { name, read, isRequired, nullable, spelt } of fields) {
        let value = given(body, name, spelt)
        if (value === undefined || (value === null && !nullable)) {
          value = known?.[name]
          if (value !== undefined) wish[name] = value
          else if (isRequired) wrong(errors, name, 'required')
          continue
        }
        wish[name] = value === null ? null : read(value, name, errors)
      }
      if (errors.length) throw new Problem('malformed', { errors })
      if (!validator().Check(wish))
        throw new Problem('malformed', {
          errors: validator()
            .Errors(wish)
            .map(e => ({ field: fieldOf(e.instancePath), word: 'form' as const })),
        })
      return wish
    },
  }
}
const fieldOf = (path: string): string => path.slice(1).replaceAll('/', '.')

/** Reads one value of a query, or of a path, by the schema of its field. */
export const valueReader = (schema: unknown, isTime: boolean): ((value: unknown, field: string, errors: FieldError[]) => unknown) =>
  isTime ? timeReader(schema as Schema, parseTimeInQuery) : readerOf(schema as Schema)

/** The parameters of a query. An escape that is no UTF-8 is malformed: it would be read as a question for something else. */
export const queryOf = (text: string): URLSearchParams => {
  if (text.includes('%'))
    for (const part of text.split(/[&=]/))
      try {
        decodeURIComponent(part)
      } catch {
        throw new Problem('malformed', { errors: [{ field: new URLSearchParams(text).keys().next().value ?? '', word: 'unicode' }] })
      }
  return new URLSearchParams(text)
}

/** What a token says of its bearer, in the form in which the same is kept here; undefined where no field can hold it. */
export const spokenOf = (claim: string, text: string): string | undefined => {
  if (!text.isWellFormed()) return undefined
  const said = spelt(text, claim === 'phoneNumber' ? 'phone' : 'name')
  return control.test(said) || said === '' ? undefined : said
}
