import { type Aggregate, type Collection, isPersonal, list, type Own, type Row, type View, type Who } from '@jumun/core/model'
import { type Caller, isOpen, statusOf } from '@jumun/core/runtime'
import { type Input, inputOf, valueReader } from './input.ts'
import { isoOf } from './time.ts'

/** An item or a row as it is read from the store. */
export interface Found {
  readonly key: number | string
  readonly version: number
  readonly id: number
  readonly state: any
}

/** A command as a URL names it. */
interface WireCommand {
  readonly name: string
  readonly type: string
}

/** Whose items a caller may list: all, those with this value in the owner's field, or none. */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'own'; readonly field: string; readonly value: string | number }
  | { readonly kind: 'none' }
  | { readonly kind: 'role' }

/** Is this a field of ms since 1970 that is ISO 8601 outside? */
export const isTime = (schema: any): boolean => schema?.time === true || schema?.anyOf?.some(isTime) === true
/** Do times lie within it? */
const hasTimes = (schema: any): boolean =>
  isTime(schema) ||
  [schema?.items, ...(schema?.anyOf ?? []), ...Object.values(schema?.properties ?? {})].some(s => s !== undefined && hasTimes(s))
const outside = (schema: any, value: any): unknown =>
  typeof value === 'number'
    ? isTime(schema)
      ? isoOf(value)
      : value
    : Array.isArray(value)
      ? value.map(v => outside(schemaOf(schema, 'items'), v))
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, v]) => [name, outside(schemaOf(schema, 'properties')?.[name], v)]))
        : value
const schemaOf = (schema: any, part: 'items' | 'properties'): any =>
  schema?.[part] ?? schema?.anyOf?.map((s: any) => schemaOf(s, part)).find((s: any) => s !== undefined)
const isWhole = (schema: any): boolean => schema?.type === 'integer' || schema?.anyOf?.some(isWhole) === true

/** One collection, ready to be served: what its items look like, who sees them, and what may be done with them. */
export class Wire {
  readonly name: string
  readonly path: string
  readonly collection: Collection
  readonly of: Aggregate | View
  readonly aggregate: Aggregate | undefined
  readonly commands: readonly WireCommand[]
  /** The input of each command that the wire offers, by its type. */
  readonly inputs: ReadonlyMap<string, Input>
  readonly personal: readonly string[]
  readonly hasTextKey: boolean
  private readonly times: ReadonlySet<string>
  private readonly hidden: ReadonlySet<string>
  private readonly columns: readonly (readonly [prefix: string, field: string, write: (value: any) => string])[]

  /** What time it is, in ms since 1970: some commands are offered only until then. */
  private readonly now: () => number

  constructor(name: string, collection: Collection, now: () => number) {
    this.name = name
    this.now = now
    this.path = `/${name}`
    this.collection = collection
    this.of = collection.of
    const a = collection.of.kind === 'aggregate' ? (collection.of as Aggregate) : undefined
    this.aggregate = a
    this.times = new Set([
      ...(collection.times ?? []),
      ...Object.entries(collection.of.fields).flatMap(([field, s]) => (isTime(s) ? [field] : [])),
    ])
    this.hidden = new Set(collection.hidden)
    this.hasTextKey = !isWhole(collection.of.fields[collection.of.key])
    this.personal = Object.entries(collection.of.fields).flatMap(([field, s]) => (isPersonal(s) ? [field] : []))
    this.columns = collection.shows.filter(f => f !== 'id').map(f => [`,${JSON.stringify(f)}:`, f, this.writerOf(f)] as const)
    this.commands = Object.entries(collection.commands ?? {}).map(([commandName, { type }]) => {
      if (!a || !(type in a.decide)) throw new Error(`${name}: nobody here decides ${type}`)
      return { name: commandName, type }
    })
    const offered = [
      collection.create?.command,
      collection.create?.pending?.again,
      collection.delete,
      collection.change,
      ...Object.values(collection.commands ?? {}),
      ...Object.values(collection.originals?.commands ?? {}),
      ...Object.values(collection.statuses ?? {}),
    ]
    this.inputs = new Map(
      offered
        .filter(c => c !== undefined)
        .map(c => {
          // a new item's key is the server's where it allots it; any other command's key is in the URL
          const row = a!.decide[c.type]!
          const isNew = c === collection.create?.command
          const owned = [
            // unless a person may choose it: then it may be left out
            ...list(row.allots).filter(field => !isNew || (c.schema.required as readonly string[] | undefined)?.includes(field)),
            ...(isNew ? [] : [a!.key]),
            ...('id' in c.schema.properties ? ['id'] : []),
            ...('status' in c.schema.properties ? ['status'] : []),
          ]
          return [
            c.type,
            inputOf(c.schema.properties, { times: collection.times ?? [], aliases: collection.originals?.aliases ?? {}, owned }),
          ]
        }),
    )
  }

  /** How a field is written; times may lie within lists and objects. */
  private writerOf(field: string): (value: any) => string {
    const schema = this.of.fields[field]
    return this.times.has(field) ? writeTimes : hasTimes(schema) ? value => write(outside(schema, value)) : write
  }
  isTime(field: string): boolean {
    return this.times.has(field)
  }
  isHidden(state: any): boolean {
    return this.hidden.has(statusOf(state))
  }
  namesHidden(states: readonly string[] | undefined): boolean {
    return states?.some(s => this.hidden.has(s)) === true
  }
  listedOnly(states: readonly string[]): readonly string[] {
    return states.filter(s => !this.hidden.has(s))
  }
  /** May a query filter or sort by it? */
  isField(name: string): boolean {
    return name === 'id' || (this.collection.shows.includes(name) && name in { ...this.of.fields, status: 1 })
  }
  /** The fields that a list may be sorted by. */
  get sortable(): readonly string[] {
    return ['id', ...this.collection.shows.filter(f => f !== 'id' && this.isField(f))]
  }
  /** The query parameters that narrow its list. */
  get filters(): readonly string[] {
    return [...new Set(Object.values(this.collection.searches ?? {}).flatMap(s => s.by ?? []))]
  }
  readerFor(field: string): ReturnType<typeof valueReader> {
    return valueReader(this.of.fields[field] ?? {}, this.times.has(field))
  }

  /** The commands that this caller may issue on the item in its present state, by their names in the URL. */
  allowed(caller: Caller, state: any, but?: string): readonly string[] {
    const names: string[] = []
    const now = this.commands.length ? this.now() : 0
    for (const { name, type } of this.commands) if (type !== but && isOpen(this.aggregate!, type, caller, state, now)) names.push(name)
    return names
  }

  // ---- who sees what
  owns(caller: Caller, state: any): boolean {
    const field = this.collection.owner
    return field !== undefined && caller.claims[field] !== undefined && String(state[field]) === caller.claims[field]
  }
  seesAll(caller: Caller): boolean {
    return caller.anyone || caller.roles.includes('operator')
  }
  /** A role whose work needs all of it, less what is hidden. */
  isReader(caller: Caller): boolean {
    const { readers, owner } = this.collection
    return readers ? readers.some(r => caller.roles.includes(r)) : owner === undefined
  }
  /**
   * May this caller see the item under its own URL? What is hidden is seen by its owner, the operator, and whoever has something to do
   * there.
   */
  isVisible(caller: Caller, state: any): boolean {
    if (this.of.kind === 'view' && !(this.of as View).listed(state)) return false
    if (this.seesAll(caller) || this.owns(caller, state)) return true
    if (!this.isReader(caller)) return false
    return (
      !this.isHidden(state) ||
      this.collection.owner === undefined ||
      caller.roles.includes('system') ||
      this.allowed(caller, state).length > 0
    )
  }
  scope(caller: Caller): Scope {
    const field = this.collection.owner
    if (this.seesAll(caller) || this.isReader(caller)) return { kind: 'all' }
    if (field === undefined) return { kind: 'role' }
    const claim = caller.claims[field]
    if (claim === undefined) return { kind: 'none' }
    const value = this.meantBy(field, claim)
    return value === undefined ? { kind: 'none' } : { kind: 'own', field, value }
  }
  /** What a token says of its bearer and the command asks for: filled in where it is left out. */
  ownOf(caller: Caller, row: Row): { readonly [field: string]: unknown } {
    if (caller.anyone) return {}
    const fields = [...list<Who>(row.by).flatMap(w => (typeof w === 'string' ? [] : [(w as Own).own])), ...list(this.collection.owner)]
    const own: { [field: string]: unknown } = {}
    for (const f of fields) {
      const value = caller.claims[f] === undefined ? undefined : this.meantBy(f, caller.claims[f])
      if (value !== undefined) own[f] = value
    }
    return own
  }
  /** A claim as the value of its field. A number only in its one usual form: `0xb` and `11.0` are nobody's 11. */
  private meantBy(field: string, claim: string): string | number | undefined {
    if (!isWhole(this.of.fields[field])) return claim
    return String(Number(claim)) === claim && Number.isSafeInteger(Number(claim)) ? Number(claim) : undefined
  }

  // ---- what it looks like
  /** What names the item in its URL, and its `id`. */
  idOf({ id, key }: Pick<Found, 'id' | 'key'>): number | string {
    return this.collection.byKey || this.collection.single ? key : id
  }
  pathOf(found: Pick<Found, 'id' | 'key'>): string {
    if (this.collection.single) return this.path
    const id = this.idOf(found)
    return `${this.path}/${typeof id === 'number' ? id : encodeURIComponent(id)}`
  }
  /** The item's members without the closing brace. */
  private members(found: Pick<Found, 'id' | 'key' | 'state'>, extra?: object): string {
    const { state } = found
    let text = `{"id":${write(this.idOf(found))}`
    for (const [prefix, field, writeValue] of this.columns) text += prefix + writeValue(state[field])
    const derived = this.collection.derives?.(state, found.id)
    if (derived) for (const [field, value] of Object.entries(derived)) text += `,${JSON.stringify(field)}:${write(value)}`
    if (extra) for (const [field, value] of Object.entries(extra)) text += `,${JSON.stringify(field)}:${write(value)}`
    return text
  }
  /** The item as HAL. Written by hand: it is what every answer is made of. */
  item(found: Pick<Found, 'id' | 'key' | 'state'>, base: string, caller: Caller, extra?: object): string {
    const href = base + this.pathOf(found)
    let text = `${this.members(found, extra)},"_links":{"self":{"href":"${href}"},"${this.collection.item}":{"href":"${href}"}`
    for (const name of this.allowed(caller, found.state)) text += `,"${name}":{"href":"${href}/${name}"}`
    return `${text}}}`
  }
  /** The item alone, as it stands in a bare array. */
  bare(found: Pick<Found, 'id' | 'key' | 'state'>, extra?: object): string {
    return `${this.members(found, extra)}}`
  }
  /** What the item's field looks like outside. */
  shown(state: any, field: string): unknown {
    return JSON.parse(this.writerOf(field)(state[field]))
  }

  /** The JSON Schema of the item. */
  profile(): object {
    const properties: { [name: string]: object } = {
      id: this.collection.byKey && this.hasTextKey ? { type: 'string', readOnly: true } : { type: 'integer', minimum: 1, readOnly: true },
    }
    const input = this.collection.create && this.inputs.get(this.collection.create.command.type)
    for (const field of this.collection.shows) {
      const schema = field === 'status' && this.aggregate ? { type: 'string', enum: this.aggregate.states } : (this.of.fields[field] ?? {})
      const outside = this.times.has(field) ? { type: ['string', 'null'], format: 'date-time' } : publicSchema(schema)
      properties[field] = { ...outside, ...(input?.fields.has(field) ? {} : { readOnly: true }) }
    }
    for (const [field, schema] of Object.entries(this.collection.derived ?? {}))
      properties[field] = { ...publicSchema(schema), readOnly: true }
    properties._links = {
      type: 'object',
      additionalProperties: { type: 'object', properties: { href: { type: 'string', format: 'uri' }, method: { type: 'string' } } },
      readOnly: true,
    }
    return {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: this.collection.item,
      type: 'object',
      properties,
      required: ['id'],
    }
  }
}

const marks = new Set(['personal', 'time', 'spelling'])
/** A schema without the marks that only the system reads. */
const publicSchema = (schema: unknown): any =>
  Array.isArray(schema)
    ? schema.map(publicSchema)
    : typeof schema === 'object' && schema !== null
      ? Object.fromEntries(
          Object.entries(schema).flatMap(([k, v]) => (marks.has(k) && typeof v !== 'object' ? [] : [[k, publicSchema(v)]])),
        )
      : schema

const write = (value: unknown): string => (value === undefined ? 'null' : typeof value === 'number' ? String(value) : JSON.stringify(value))
const writeTimes = (value: unknown): string =>
  typeof value === 'number'
    ? `"${isoOf(value)}"`
    : typeof value === 'object' && value !== null
      ? JSON.stringify(Object.fromEntries(Object.entries(value).map(([k, v]) => [k, typeof v === 'number' ? isoOf(v) : v])))
      : write(value)
