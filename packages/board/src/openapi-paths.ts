// The paths of one collection: its list, its items, their commands, searches, history and profile.
import { type Aggregate, type Collection, type Command, type Context, list, type Reasons, type Row, type View } from '@jumun/core/model'
import { people } from './people.ts'
import { answer, asks, body, by, item, listing, made, sentence, wish, without, words } from './openapi-operations.ts'
import { common, problems, unexpected } from './openapi-problems.ts'
import { addressSchema, capital, fieldSchema, isAggregate, itemSchema, pageSchema, published, ref, time } from './openapi-schemas.ts'
import { decisions } from './decisions.ts'
import { probe } from './probe.ts'
import { type Json } from './samples.ts'

/** A document while it is written. */
export interface Draft {
  readonly contexts: readonly Context[]
  readonly reasons: Reasons
  readonly schemas: { [name: string]: Json }
  readonly paths: { [path: string]: Json }
}
type Methods = { [method: string]: Json }

/** Writes the schemas and paths of a collection into the document. */
export const describe = (draft: Draft, context: Context, things: string, collection: Collection): void =>
  new Describing(draft, context, things, collection).write()

class Describing {
  private readonly draft: Draft
  private readonly context: Context
  private readonly things: string
  private readonly thing: string
  private readonly of: Collection
  private readonly source: Aggregate | View
  private readonly id: Json

  constructor(draft: Draft, context: Context, things: string, collection: Collection) {
    this.draft = draft
    this.context = context
    this.things = things
    this.of = collection
    this.source = collection.of
    // two collections of one kind of item have a name each
    this.thing = capital(capital(collection.item) in draft.schemas ? things.replace(/s$/, '') : collection.item)
    this.id = { name: 'id', in: 'path', required: true, schema: addressSchema(collection) }
  }

  write(): void {
    const { things, thing, of, draft } = this
    const { schemas, paths } = draft
    schemas[thing] = itemSchema(of)
    schemas[`${thing}Page`] = pageSchema(things, ref('schemas', thing))
    if (!of.single) paths[`/${things}`] = { get: this.list(), ...this.post() }
    paths[of.single ? `/${things}` : `/${things}/{id}`] = {
      ...(of.single ? {} : { parameters: [this.id] }),
      get: this.one(),
      ...this.changes(),
    }
    if (of.single) return
    for (const [name, command] of Object.entries({ ...of.commands, ...of.originals?.commands }))
      paths[`/${things}/{id}/${name}`] = this.command(name, command)
    this.searches()
    if (of.history) paths[`/${things}/{id}/history`] = this.history()
    paths[`/profile/${things}`] = this.profile()
  }

  private op(id: string, summary: string, responses: Json, more: Json = {}): Json {
    return { operationId: id, summary, tags: [this.context.name], ...more, responses: { ...responses, ...unexpected } }
  }
  private get key(): string | undefined {
    return isAggregate(this.source) ? this.source.key : undefined
  }
  private row(command: Command): Row | undefined {
    return isAggregate(this.source) ? this.source.decide[command.type] : undefined
  }
  /** What a command's own rules may refuse. */
  private readonly refusals = (type: string): string[] => {
    const decider = this.draft.contexts.flatMap(x => x.aggregates).find(a => type in a.decide)
    return decider ? decisions(decider).refused.flatMap(x => (x.command === type ? [x.reason] : [])) : []
  }
  private endings(command: Command, own: readonly string[]): Json {
    const row = this.row(command)
    const needs = row && list(row.by).every(w => typeof w === 'string') ? ['role'] : ['role', 'not-yours']
    return {
      ...common(400, 401, 404, 412, 413, 415),
      ...problems([...needs, 'in-progress', 'idempotency-key-reused', ...own, ...this.refusals(command.type)], this.draft.reasons),
      ...common(429, 503, 504),
    }
  }
  private get waits(): Json {
    return this.of.create?.pending ? problems(['payment-unavailable', 'payment-unknown', 'unavailable'], this.draft.reasons) : {}
  }
  private who(command: Command): Json {
    const row = this.row(command)
    return row ? { 'x-roles': people(row.by), description: by(row.by) } : {}
  }
  private get settled(): string[] {
    return settled(this.context, this.draft.reasons, this.refusals)
  }

  // ---- lists
  private get many(): Json {
    return { description: `A page of ${this.things}`, content: answer(ref('schemas', `${this.thing}Page`)) }
  }
  /** A page of items with what is worked out from their place among the others. */
  private manyWith(added: Json, isAlways: boolean): Json {
    const more = { type: 'object', properties: published(added), ...(isAlways ? { required: Object.keys(added) } : {}) }
    const schema = pageSchema(this.things, { allOf: [ref('schemas', this.thing), more] })
    return { description: `A page of ${this.things}`, content: answer(schema) }
  }
  private list(): Json {
    const { of, things } = this
    const filters = [...new Set(Object.values(of.searches ?? {}).flatMap(s => s.by ?? []))]
    const description = 'Ranks them; alone, or with a page'
    const rankings = Object.keys(of.ranked ?? {}).map(name => ({ name, in: 'query', description, schema: { type: 'string' } }))
    const added = Object.values(of.ranked ?? {}).flatMap(ranking => (ranking.added ? [ranking.added] : []))
    return this.op(
      `list${capital(things)}`,
      `The ${things} that the caller may see`,
      { 200: added.length ? this.manyWith(Object.assign({}, ...added), false) : this.many, ...common(400, 401, 406, 429) },
      { parameters: [...rankings, ...listing(of, filters, true)] },
    )
  }
  private searches(): void {
    const { things, of } = this
    const { paths } = this.draft
    paths[`/${things}/search`] = {
      get: this.op(`searchesOf${capital(things)}`, `The searches in ${things}`, {
        200: { description: 'Templated links, by name', content: answer(ref('schemas', 'Links')) },
        ...common(401, 406, 429),
      }),
    }
    for (const [name, search] of Object.entries(of.searches ?? {})) {
      const asked = (search.by ?? []).map(field => ({ name: field, in: 'query', required: true, schema: fieldSchema(of, field) }))
      paths[`/${things}/search/${name}`] = {
        get: this.op(
          `${name}Of${capital(things)}`,
          sentence(things, search),
          { 200: search.added ? this.manyWith(search.added, true) : this.many, ...common(400, 401, 406, 429) },
          { parameters: [...asked, ...listing(of, [], !search.add)] },
        ),
      }
    }
  }

  // ---- what makes an item
  private post(): Methods {
    const { create, forwards, originals } = this.of
    if (originals?.postsStatus) return { post: this.postStatus() }
    if (create) return { post: this.postItem(create) }
    return forwards ? { post: this.forward(forwards) } : {}
  }
  private postItem({ command, refused = {} }: NonNullable<Collection['create']>): Json {
    const { of, thing } = this
    const row = this.row(command)
    const declined = Object.values(refused).flatMap(x => ('reason' in x ? [x.reason] : this.settled))
    const aliases = Object.entries(of.originals?.aliases ?? {}).map(([wrong, right]) => `\`${wrong}\` is read as \`${right}\`.`)
    const location = { Location: { description: 'Its own address', schema: { type: 'string', format: 'uri' } } }
    const lenient = 'Numbers may arrive as strings and strings as numbers; unknown fields are ignored.'
    return this.op(
      command.type,
      words(command.type),
      {
        201: item(thing, 'Made', location),
        ...(row?.done ? { 200: item(thing, 'It was there already') } : {}),
        ...without(this.endings(command, declined), 404, 412),
        ...this.waits,
      },
      {
        ...(row ? { 'x-roles': people(row.by) } : {}),
        description: [row ? by(row.by) : '', lenient, ...aliases].filter(Boolean).join(' '),
        parameters: [ref('parameters', 'IdempotencyKey')],
        requestBody: body(wish(command, of, row?.allots ? [row.allots] : [])),
      },
    )
  }
  private forward(command: Command): Json {
    const { of, thing } = this
    return this.op(
      `${command.type}By${thing}`,
      `${words(command.type)}, answered with the ${of.item}`,
      {
        201: item(thing, 'Made', { Location: { schema: { type: 'string', format: 'uri' } } }),
        200: item(thing, 'It was there already'),
        ...without(this.endings(command, ['no-such-order', 'not-allowed-now']), 404, 412),
      },
      { parameters: [ref('parameters', 'IdempotencyKey')], requestBody: body(wish(command, of, [])) },
    )
  }
  private postStatus(): Json {
    const { of, thing, source } = this
    const key = this.key!
    const status = { type: 'string', enum: Object.keys(of.statuses ?? {}) }
    const asked = { type: 'object', properties: { [key]: published(source.fields[key] as Json), status }, required: [key, 'status'] }
    return this.op(
      `postStatusOf${thing}`,
      `A status of the ${of.item} of this key: the same as its command`,
      { 200: item(thing, 'As it is now'), ...this.endings(Object.values(of.statuses ?? {})[0]!, ['not-allowed-now']) },
      { parameters: [ref('parameters', 'IdempotencyKey')], requestBody: body(asked) },
    )
  }

  // ---- one item
  private one(): Json {
    const { thing, of } = this
    // a text may be no name at all: control characters, half a character
    const malformed = this.id.schema.type === 'integer' ? [] : [400]
    return this.op(
      `get${thing}`,
      `One ${of.item}`,
      { 200: item(thing, 'As it is now'), 304: { description: 'Not changed since' }, ...common(...malformed, 401, 404, 406, 429) },
      { parameters: [ref('parameters', 'IfNoneMatch')] },
    )
  }
  private changes(): Methods {
    const { of, thing } = this
    return { ...this.patchAndPut(), ...(of.delete ? { delete: this.remove(thing, of.delete) } : {}) }
  }
  private patchAndPut(): Methods {
    const { of, thing, key } = this
    const states = Object.keys(of.statuses ?? {})
    const changing = [...Object.values(of.statuses ?? {}), ...(of.change ? [of.change] : [])]
    if (!changing.length) return {}
    const own = [...new Set(changing.flatMap(x => this.refusals(x.type)))]
    const changes = of.change ? wish(of.change, of, key ? [key] : []) : undefined
    const status: Json | undefined = states.length
      ? { type: 'object', properties: { status: { type: 'string', enum: states } }, required: ['status'] }
      : undefined
    const loose = changes && { type: 'object', properties: changes.properties }
    const patch = status && loose ? { anyOf: [status, loose] } : (status ?? loose)
    const about = [
      ...states.map(s => `\`{"status": "${s}"}\` is ${of.statuses![s]!.type}.`),
      ...(of.change ? [`The fields are changed by ${of.change.type}.`] : []),
    ].join(' ')
    const endings = () => ({
      200: item(thing, 'As it is now'),
      ...this.endings(changing[0]!, ['not-changeable', 'not-allowed-now', ...own]),
    })
    return {
      patch: this.op(`patch${thing}`, `Change a ${of.item}`, endings(), {
        description: about,
        parameters: asks,
        requestBody: body(patch!),
      }),
      put: this.op(`put${thing}`, `A whole ${of.item}, changed`, endings(), {
        description: `${about} Never creates.`,
        parameters: asks,
        requestBody: body(ref('schemas', thing)),
      }),
    }
  }
  private remove(thing: string, command: Command): Json {
    return this.op(
      `delete${thing}`,
      words(command.type),
      { 204: { description: 'Done; it stays readable' }, ...without(this.endings(command, ['not-allowed-now']), 413, 415) },
      { ...this.who(command), parameters: asks },
    )
  }
  private command(name: string, command: Command): Json {
    const { of, thing, key } = this
    const input = wish(command, of, [...list(this.row(command)?.allots), ...(key ? [key] : [])])
    const makes = of.makes?.[name]
    const again = of.create?.pending?.again === command
    const asked = (method: string): Json =>
      this.op(
        `${method}${command.type}Of${thing}`,
        words(command.type),
        {
          ...(makes ? { 201: made(of, makes) } : { 200: item(thing, 'Done, or done before') }),
          ...this.endings(command, ['not-allowed-now', ...(again ? this.settled : [])]),
          ...(again ? this.waits : {}),
        },
        {
          ...this.who(command),
          parameters: asks,
          ...(Object.keys(input.properties).length ? { requestBody: body(input, 'required' in input) } : {}),
        },
      )
    const others = name in (of.originals?.commands ?? {}) ? { put: asked('put'), patch: asked('patch') } : {}
    return { parameters: [this.id], post: asked(name in (of.commands ?? {}) ? '' : 'post'), ...others }
  }
  private history(): Json {
    return {
      parameters: [this.id],
      get: this.op(
        `historyOf${this.thing}`,
        'Everything that happened, in order, with who or what caused it',
        { 200: { description: 'Causes before effects', content: answer(ref('schemas', 'History')) }, ...common(400, 401, 404, 406, 429) },
        { parameters: [{ name: 'at', in: 'query', description: 'The states as they were then', schema: time }] },
      ),
    }
  }
  private profile(): Json {
    return {
      get: this.op(`profileOf${capital(this.things)}`, `The JSON Schema of a ${this.of.item}`, {
        200: { description: 'JSON Schema', content: { 'application/schema+json': { schema: { type: 'object' } } } },
        ...common(401, 429),
      }),
    }
  }
}

/** What the outcome of a solid line may refuse a person: the reasons that policies of this context hand to its own commands. */
const settled = (c: Context, reasons: Reasons, refusals: (type: string) => readonly string[]): string[] => {
  const found = Object.values(c.policies).flatMap(p => {
    if (p.kind !== 'atOnce') return []
    const { seen } = probe(p, reasons)
    const may = seen.filter(s => s.way === 'ask').flatMap(s => refusals(s.command.type))
    return seen.filter(s => s.way !== 'ask' && (s.reason === undefined || may.includes(s.reason))).map(s => s.command.data?.reason)
  })
  return [...new Set(found)].filter(slug => typeof slug === 'string' && slug in reasons)
}
