// What a value of the REST interface looks like as a protobuf type. Writing the types and reading their values go by the same shape.
import type { Schema } from './openapi.ts'

/** A value that is no message. */
export interface Plain {
  readonly kind: 'text' | 'whole' | 'number' | 'flag' | 'time' | 'any'
}
/** One of these texts. `name`: its full name in the package. */
export interface Choice {
  readonly kind: 'choice'
  readonly name: string
  readonly values: readonly string[]
}
export interface Message {
  readonly kind: 'message'
  readonly name: string
  readonly fields: readonly Field[]
}
export interface Many {
  readonly kind: 'list' | 'map'
  readonly of: Plain | Choice | Message
}
export type Shape = Plain | Choice | Message | Many
/** `name`: as JSON has it. */
export interface Field {
  readonly name: string
  readonly shape: Shape
  /** Its list or map is said also where it is empty. */
  readonly isNeeded: boolean
}

const plain: { readonly [type: string]: Plain } = {
  string: { kind: 'text' },
  integer: { kind: 'whole' },
  number: { kind: 'number' },
  boolean: { kind: 'flag' },
  time: { kind: 'time' },
}
const any: Plain = { kind: 'any' }
export const text: Plain = plain.string!
export const time: Plain = plain.time!

export const isMany = (shape: Shape): shape is Many => shape.kind === 'list' || shape.kind === 'map'
export const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** The shapes of one document; messages that it names are made once. */
export class Shapes {
  private readonly schemas: { readonly [name: string]: Schema }
  private readonly named = new Map<string, Message>()

  constructor(schemas: { readonly [name: string]: Schema }) {
    this.schemas = schemas
  }
  get messages(): readonly Message[] {
    return [...this.named.values()]
  }
  /** A schema, or the one that it points at. */
  found(schema: Schema): Schema {
    return schema.$ref === undefined ? schema : this.schemas[nameOf(schema.$ref)]!
  }
  /** The message of that name of the document. */
  of(name: string): Message {
    let known = this.named.get(name)
    if (!known) this.named.set(name, (known = this.message(name, this.schemas[name]!)))
    return known
  }
  /** A message of these properties. Links are not told: what may be asked is known by the methods. */
  message(name: string, { properties = {}, required = [] }: Schema, like?: Message): Message {
    const fields = Object.entries(properties).flatMap(([field, schema]): Field[] => {
      if (field === '_links') return []
      const same = like?.fields.find(f => f.name === field)?.shape
      const own = this.shape(`${name}.${capital(field)}`, schema)
      const isSame = same?.kind === 'choice' && own.kind === 'choice' && same.values.join() === own.values.join()
      return [{ name: field, shape: isSame ? same : own, isNeeded: required.includes(field) }]
    })
    return { kind: 'message', name, fields }
  }
  private shape(name: string, schema: Schema): Shape {
    if (schema.$ref !== undefined) return this.of(nameOf(schema.$ref))
    if (schema.anyOf) return this.oneOf(name, schema.anyOf)
    const { type, enum: values, items } = schema
    if (schema.format === 'date-time' || schema.time === true) return time
    if (type === 'array') {
      const of = items ? this.shape(name, items) : any
      return isMany(of) ? any : { kind: 'list', of }
    }
    if (type === 'object') return this.record(name, schema)
    if (type === 'string' && values) return { kind: 'choice', name, values }
    return (typeof type === 'string' && plain[type]) || any
  }
  private record(name: string, schema: Schema): Shape {
    if (schema.properties) return this.message(name, schema)
    const [value = schema.additionalProperties] = Object.values(schema.patternProperties ?? {})
    const of = value && this.shape(name, value)
    return !of || isMany(of) ? any : { kind: 'map', of }
  }
  /** Null is what is not there. Where a list may be written as a text, it is a list; a number or a text is a text. */
  private oneOf(name: string, all: readonly Schema[]): Shape {
    const some = all.filter(s => s.type !== 'null').flatMap(s => s.anyOf ?? s)
    const list = some.find(s => s.type === 'array')
    if (some.length === 1 || list) return this.shape(name, list ?? some[0]!)
    const literals = some.flatMap(s => (typeof s.const === 'string' ? s.const : []))
    if (literals.length === some.length) return { kind: 'choice', name, values: literals }
    return some.every(s => s.type === 'string' || s.type === 'integer') ? text : any
  }
}
const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1)
