import type { TSchema } from 'typebox'
import { aboutOf, type Aggregate, type Context, namedBy, spelt, type System, type View } from '../model/index.ts'
import type { Key, Kept, Recorded, Timer } from './ports.ts'

/** Who is erased, and by what else they go from then on. */
export interface Erased {
  /** What they are called in this system: a phone number, the name or number of a customer; in its own spelling. */
  readonly names: readonly string[]
  /** What was found before: by case the parts that they have in it. */
  readonly cases?: readonly (readonly [string, readonly string[]])[]
  /** Twelve digits that nobody has by chance: what takes the place of names is made of them, the same at each repeat. */
  readonly marker: string
}
/** Who is named may have any part. */
const anybody = 'anybody'
/** What stands where something personal stood. */
const blank = '(erased)'

const isPhone = (name: string): boolean => /^0\d{8,14}$/.test(name)
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
/** A phone number as people write it in a text: with blanks, points and hyphens, from abroad or not. */
const inText = (phone: string): RegExp => {
  const gap = String.raw`[\s().-]{0,2}`
  return new RegExp(String.raw`(?<!\d)\(?(?:(?:\+|00)82${gap}0?|0)${gap}${phone.slice(1).split('').join(gap)}(?!\d)`, 'g')
}
/** Every schema that a field may have, without the null beside it. */
const forms = (schema: any): readonly any[] => (Array.isArray(schema.anyOf) ? schema.anyOf.flatMap(forms) : [schema])
const partsIn = (schema: any): readonly any[] =>
  forms(schema).flatMap(s => [...Object.values((s.properties ?? {}) as object), ...(s.items ? [s.items] : [])])
/** Is something inside of it personal by itself? Then that goes, and the rest stays. */
const hasParts = (schema: any): boolean => partsIn(schema).some(s => forms(s).some(f => namedBy(f) || aboutOf(f)) || hasParts(s))
const fits = (schema: any, value: unknown): boolean =>
  schema.type === 'array' ? Array.isArray(value) : schema.type === 'object' ? typeof value === 'object' && !Array.isArray(value) : true

/**
 * Finds what is known of a person in the things that stores keep, and makes of each what remains where they are erased. First `look` at everything of
 * every context, then `change`. What the model says of its fields decides: those that name the person get another name, those that are about them are
 * emptied in the cases where they have that part. A phone number goes from every text besides.
 */
export class Erasing {
  /** The cases that they have a part in. */
  readonly cases = new Map<string, Set<string>>()
  private readonly system: System
  private readonly marker: string
  /** By name what takes its place in texts. */
  private readonly names = new Map<string, string>()
  private readonly texts: RegExp[]
  private renames: readonly (readonly [RegExp, string])[] = []
  private readonly caseFields: ReadonlySet<string>

  constructor(system: System, { names, marker, cases = [] }: Erased) {
    this.system = system
    this.marker = marker
    for (const name of names) this.called(name)
    this.texts = names.filter(isPhone).map(inText)
    for (const [kase, parts] of cases) this.cases.set(kase, new Set(parts))
    this.caseFields = new Set(system.contexts.flatMap(c => c.aggregates.flatMap(a => a.case.slice(0, 1))))
    this.rename()
  }
  private called(name: string): void {
    if (!this.names.has(name)) this.names.set(name, isPhone(name) ? `000${this.marker}` : `erased-${this.marker}${this.names.size || ''}`)
  }
  /** Items and cases that are called by a name are so in ids, too. */
  private rename(): void {
    const before: string[] = []
    for (const a of this.system.contexts.flatMap(c => c.aggregates)) {
      if (this.isNaming(a.fields[a.key])) before.push(a.name)
      for (const field of a.case) if (this.isNaming(a.fields[field])) before.push(field)
    }
    this.renames = [...new Set(before)].flatMap(of =>
      [...this.names].map(([name, to]) => [new RegExp(`(^|[:/ ])${escaped(`${of}/${name}`)}(?=$|[/ ])`, 'g'), `$1${of}/${to}`] as const),
    )
  }
  private isNaming(schema: TSchema | undefined): boolean {
    return schema !== undefined && forms(schema).some(s => namedBy(s) && s.type === 'string')
  }

  /** All that is known: whoever goes on with it later finds what is half done. */
  get found(): Erased {
    return {
      names: [...this.names.keys()],
      marker: this.marker,
      cases: [...this.cases].map(([kase, parts]) => [kase, [...parts]] as const),
    }
  }
  /** A text without the person, for what is kept elsewhere. */
  textWithout(text: string): string {
    return this.words(this.name(text))
  }

  // ---- what is known
  /** Reads a thing; `again`: all have been read once, so it is known which cases are theirs. */
  look(context: Context, thing: Kept, again = false): void {
    const found = this.shapeOf(context, thing)
    if (!found) return
    const { cases, fields, data } = found
    if (again) {
      const parts = this.partsOf(cases)
      if (parts.size) this.things(fields, data, parts)
      return
    }
    const parts = new Set<string>()
    this.partsNamed(fields, data, parts)
    if (!parts.size) return
    for (const kase of cases) {
      const known = this.cases.get(kase)
      if (known) for (const part of parts) known.add(part)
      else this.cases.set(kase, new Set(parts))
    }
  }
  /** Are there things whose name tells who somebody is? Then all must be looked at again. */
  get looksAgain(): boolean {
    const has = (schema: any): boolean => forms(schema).some(s => namedBy(s)?.of !== undefined) || partsIn(schema).some(has)
    return this.system.contexts.some(c => c.aggregates.some(a => Object.values(a.fields).some(has)))
  }
  /** In which parts a value names the person. */
  private partsNamed(schema: any, value: unknown, into: Set<string>): void {
    if (value === null || value === undefined) return
    for (const s of forms(schema)) {
      const named = namedBy(s)
      if (named && named.of === undefined && (typeof value === 'string' || typeof value === 'number') && this.names.has(String(value)))
        into.add(named.part)
      if (!fits(s, value)) continue
      if (s.items) for (const one of value as readonly unknown[]) this.partsNamed(s.items, one, into)
      for (const [field, inner] of Object.entries(s.properties ?? {})) this.partsNamed(inner, (value as any)[field], into)
    }
  }
  /** Takes the names of things that tell who they are for theirs. */
  private things(schema: any, value: unknown, parts: ReadonlySet<string>): void {
    if (value === null || value === undefined) return
    for (const s of forms(schema)) {
      const of = namedBy(s)?.of
      if (of !== undefined && parts.has(of) && typeof value === 'string') {
        this.called(value)
        this.rename()
      }
      if (!fits(s, value)) continue
      if (s.items) for (const one of value as readonly unknown[]) this.things(s.items, one, parts)
      for (const [field, inner] of Object.entries(s.properties ?? {})) this.things(inner, (value as any)[field], parts)
    }
  }
  /** Does it say something of the person? */
  concerns(context: Context, thing: Kept): boolean {
    return JSON.stringify(this.change(context, thing)) !== JSON.stringify(thing) || this.isTheirs(context, thing)
  }
  /** Does it belong to one of their cases, or name them? */
  isTheirs(context: Context, thing: Kept): boolean {
    const found = this.shapeOf(context, thing)
    const parts = new Set<string>()
    if (found) this.partsNamed(found.fields, found.data, parts)
    return parts.size > 0 || (found?.cases.some(kase => this.cases.has(kase)) ?? false)
  }

  // ---- where a thing has its fields
  private shapeOf(
    context: Context,
    thing: Kept,
  ): { readonly cases: readonly string[]; readonly fields: any; readonly data: any } | undefined {
    if (thing.kind === 'event') return this.ofEvent(thing.event)
    if (thing.kind === 'aside') return this.ofEvent(thing.waiting.event)
    if (thing.kind === 'timer') return this.ofTimer(thing.timer)
    if (thing.kind === 'item') {
      const a = context.aggregates.find(({ name }) => name === thing.aggregate)
      return a && { cases: this.casesOf(thing.state, a, thing.key), fields: asObject(a), data: thing.state }
    }
    if (thing.kind !== 'row') return undefined
    const v = context.views.find(({ name }) => name === thing.view)
    return v && { cases: this.casesOf(thing.value, v, thing.key), fields: asObject(v), data: thing.value }
  }
  private ofEvent({ source, type, aggregate, data, case: kase }: Recorded) {
    const context = this.system.contexts.find(c => c.name === source)
    const a = context?.aggregates.find(({ name }) => name === aggregate)
    // an event of an older edition says what its item has
    const fields = context?.events[type]?.schema ?? (a && asObject(a))
    return fields && { cases: [kase], fields, data }
  }
  private ofTimer({ case: kase, work }: Timer) {
    if (work.kind === 'owed') return this.ofEvent(work.event)
    const command = this.system.contexts.flatMap(c => c.aggregates).find(a => work.type in a.decide)?.commands[work.type]
    return command && { cases: [kase], fields: command.schema, data: work.data }
  }
  /** An item belongs to the case that the first of its fields names, as its events do; a row to that of its key, or of the first field that names one. */
  private casesOf(state: any, of: Aggregate | View, key: Key): readonly string[] {
    const fields = of.kind === 'aggregate' ? of.case : [of.key, ...Object.keys(of.fields)].filter(f => this.caseFields.has(f))
    for (const field of fields) {
      const named = state?.[field] ?? (field === of.key ? key : null)
      if (named !== null) return [`${field}/${named}`]
    }
    return []
  }
  private partsOf(cases: readonly string[]): ReadonlySet<string> {
    return new Set(cases.flatMap(kase => [...(this.cases.get(kase) ?? [])]))
  }

  // ---- what remains
  /** The thing without the person: the same object where it says nothing of them. */
  change(context: Context, thing: Kept): Kept {
    const changed = this.changed(context, thing)
    return JSON.stringify(changed) === JSON.stringify(thing) ? thing : changed
  }
  private changed(context: Context, thing: Kept): Kept {
    const words = <T>(value: T): T => this.words(value)
    switch (thing.kind) {
      case 'event':
        return { ...thing, event: this.event(thing.event) }
      case 'aside': {
        const { waiting } = thing
        return {
          ...thing,
          waiting: { ...waiting, reason: words(waiting.reason), case: this.id(waiting.case), event: this.event(waiting.event) },
        }
      }
      case 'timer':
        return { ...thing, timer: this.timer(thing.timer) }
      case 'item': {
        const a = context.aggregates.find(({ name }) => name === thing.aggregate)
        return { ...thing, key: this.key(a?.fields[a.key], thing.key), state: this.data(context, thing, thing.state) }
      }
      case 'row': {
        const v = context.views.find(({ name }) => name === thing.view)
        return { ...thing, key: this.key(v?.fields[v.key], thing.key), value: this.data(context, thing, thing.value) }
      }
      case 'mark':
        return { ...thing, id: words(this.id(thing.id)), refused: words(thing.refused) }
      case 'keyed':
        return { ...thing, keyed: this.keyed(context, thing.keyed) }
      case 'seen':
        return { ...thing, case: this.id(thing.case) }
      case 'audit':
        return { ...thing, audit: this.audit(thing.audit) }
      default:
        return thing
    }
  }
  private data(context: Context, thing: Kept, data: any): any {
    const { cases, fields } = this.shapeOf(context, thing) ?? { cases: [], fields: undefined }
    return this.words(fields ? this.fields(fields, data, this.partsIn(fields, data, cases)) : data)
  }
  /** The parts that they have in its cases, and by its own fields where it belongs to none of theirs: an account of their own. */
  private partsIn(fields: any, data: any, cases: readonly string[]): ReadonlySet<string> {
    const parts = new Set(this.partsOf(cases))
    this.partsNamed(fields, data, parts)
    return parts
  }
  private event(e: Recorded): Recorded {
    const a = this.system.contexts.find(c => c.name === e.source)?.aggregates.find(({ name }) => name === e.aggregate)
    const found = this.ofEvent(e)
    const data = found ? this.fields(found.fields, e.data, this.partsIn(found.fields, e.data, [e.case])) : e.data
    return {
      ...e,
      id: this.id(e.id),
      key: this.key(a?.fields[a.key], e.key),
      case: this.id(e.case),
      cause: this.words(this.id(e.cause)),
      causes: e.causes.map(c => this.id(c)),
      actor: this.name(e.actor),
      data: this.words(data),
    }
  }
  private timer(t: Timer): Timer {
    const { work } = t
    const about = { ...t, id: this.id(t.id), case: this.id(t.case) }
    if (work.kind === 'owed') return { ...about, work: { ...work, event: this.event(work.event) } }
    const found = this.ofTimer(t)
    const data = found ? this.fields(found.fields, work.data, this.partsIn(found.fields, work.data, [t.case])) : work.data
    return { ...about, work: { ...work, causes: work.causes.map(c => this.id(c)), data: this.words(data) } }
  }
  /** A digest of what they sent would tell whoever guesses it. */
  private keyed(context: Context, keyed: Extract<Kept, { kind: 'keyed' }>['keyed']): typeof keyed {
    const [caller = '', ...rest] = keyed.name.split(' ')
    const a = context.aggregates.find(({ name }) => name === keyed.aggregate)
    const key = this.key(a?.fields[a.key], keyed.key)
    const name = this.words([this.name(caller), ...rest].join(' '))
    const isTheirs = name !== keyed.name || key !== keyed.key || (a?.case.some(f => this.cases.has(`${f}/${keyed.key}`)) ?? false)
    return { ...keyed, name, key, ...(isTheirs ? { digest: '' } : {}) }
  }
  private audit(audit: Extract<Kept, { kind: 'audit' }>['audit']): typeof audit {
    const detail = audit.detail as { readonly case?: string; readonly before?: unknown; readonly after?: unknown } | null
    const isTheirs = typeof detail?.case === 'string' && this.cases.has(detail.case)
    const emptied = {
      ...(isTheirs && detail.before !== undefined ? { before: blank } : {}),
      ...(isTheirs && detail.after !== undefined ? { after: blank } : {}),
    }
    const rest =
      detail && typeof detail === 'object' ? { ...detail, ...(isTheirs ? { case: this.id(detail.case) } : {}), ...emptied } : detail
    return { ...audit, actor: this.name(audit.actor), reason: this.words(audit.reason), detail: this.words(rest) }
  }
  private other(name: string): string {
    return this.names.get(name) ?? (this.isMarker(name) ? name : isPhone(name) ? `000${this.marker}` : `erased-${this.marker}`)
  }
  private isMarker(name: string): boolean {
    return /^(?:000\d{12}|erased-\d{12,})$/.test(name)
  }
  /** In their own cases they may be called by other names as well; where anybody may be named, only the name tells whether it is they. */
  private inPlaceOf({ part, of }: { readonly part: string; readonly of?: string }, value: string, parts: ReadonlySet<string>): string {
    return of === undefined && part !== anybody && parts.has(part) ? this.other(value) : this.name(value)
  }
  private name(text: string): string {
    return this.names.get(text) ?? text
  }
  private key(schema: TSchema | undefined, key: Key): Key {
    return typeof key === 'string' && this.isNaming(schema) ? this.name(key) : key
  }
  private id(text: string): string {
    return this.renames.reduce((said, [from, to]) => said.replace(from, to), text)
  }
  /** Texts without their phone number, wherever they stand. */
  private words<T>(value: T): T {
    if (!this.texts.length) return value
    if (typeof value === 'string') return this.texts.reduce<string>((said, phone) => said.replace(phone, `000${this.marker}`), value) as T
    if (Array.isArray(value)) return value.map(v => this.words(v)) as T
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, v]) => [name, this.words(v)])) as T
  }
  private fields(schema: any, value: any, parts: ReadonlySet<string>): any {
    if (value === null || value === undefined) return value
    for (const s of forms(schema)) {
      if (!fits(s, value)) continue
      const named = namedBy(s)
      if (named) return typeof value === 'string' ? this.inPlaceOf(named, value, parts) : value
      const about = aboutOf(s) ?? aboutOf(schema)
      if (about !== undefined && parts.has(about) && !hasParts(s)) return emptied(s, value)
    }
    for (const s of forms(schema)) {
      if (!fits(s, value) || (!s.properties && !s.items)) continue
      if (s.items) return value.map((v: any) => this.fields(s.items, v, parts))
      return Object.fromEntries(
        Object.entries(value).map(([name, v]) => [name, s.properties[name] ? this.fields(s.properties[name], v, parts) : v]),
      )
    }
    return value
  }
}

const asObject = ({ fields }: Aggregate | View): any => ({ type: 'object', properties: fields })
/** What fits in the place of something personal and says nothing. Nothing stays nothing. */
const emptied = (schema: any, value: any): any => {
  if (typeof value === 'string') return value === '' ? value : blank.slice(0, schema.maxLength ?? blank.length)
  if (typeof value === 'number') return Math.max(0, schema.minimum ?? 0)
  if (Array.isArray(value)) return value.map(v => emptied(schema.items ?? {}, v))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, v]) => [name, emptied(schema.properties?.[name] ?? {}, v)]))
}

/** What somebody typed, in the spellings that a system may know a person by. */
export const namesFrom = (text: string): readonly string[] => [...new Set([spelt(text, 'phone'), spelt(text, 'name')])].filter(Boolean)
