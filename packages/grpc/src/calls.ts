// The methods of a system: each command and each question of its routes once, whatever other ways REST has to ask the same.
import type { Collection, Command, Context, System } from '@jumun/core/model'
import { answerOf, bodyOf, type Document, type Operation, queryOf, type Schema } from './openapi.ts'
import { capital, type Field, type Message, Shapes, type Shape, text } from './shapes.ts'

/** One method, and the request of the REST interface that it is. */
export interface Call {
  readonly name: string
  readonly context: string
  /** For who reads the file. */
  readonly says: string
  readonly verb: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** With `{id}` where the item's number or name stands. */
  readonly path: string
  readonly request: Message
  readonly response: Message
  /** Said in every body: the status that is the command. */
  readonly always: { readonly [field: string]: unknown }
  /** It has a body, also where nothing is said in it. */
  readonly hasBody: boolean
  /** What the answer is: an item, a page of them, something made, or nothing. `things`: how a page calls them. */
  readonly answers: 'item' | 'page' | 'whole' | 'nothing'
  readonly things: string
  /** The command, where it is one. */
  readonly command: string | undefined
}

/** The methods of a system, and what its messages are. */
export interface Interface {
  readonly calls: readonly Call[]
  readonly messages: readonly Message[]
}
export const interfaceOf = (system: System, document: Document): Interface => {
  const found = new Finding(document)
  for (const context of system.contexts)
    for (const [things, collection] of Object.entries(context.routes)) found.collection(context, things, collection)
  return { calls: found.calls, messages: found.messages }
}

/** The names of fields that a change leaves with nothing in them: what is not said stays as it was. */
export const clears = 'clear'
const page: Message = {
  kind: 'message',
  name: 'PageInfo',
  fields: ['size', 'totalElements', 'totalPages', 'number'].map(name => ({ name, shape: { kind: 'whole' }, isNeeded: true })),
}
const field = (name: string, shape: Shape): Field => ({ name, shape, isNeeded: false })
const id = field('id', text)

/** Where a method is made: what it asks and answers. */
interface Asked {
  readonly name: string
  readonly context: Context
  readonly things: string
  readonly verb: Call['verb']
  readonly path: string
  readonly operation: Operation
  readonly command?: Command
  readonly body?: Schema | undefined
  readonly always?: Call['always']
  readonly isChange?: boolean
}

class Finding {
  readonly calls: Call[] = []
  private readonly document: Document
  private readonly shapes: Shapes

  constructor(document: Document) {
    this.document = document
    this.shapes = new Shapes(document.components.schemas)
  }
  get messages(): readonly Message[] {
    return [...this.shapes.messages.filter(m => m.name !== page.name), page]
  }

  collection(context: Context, things: string, of: Collection): void {
    const at = this.document.paths
    const one = of.single ? `/${things}` : `/${things}/{id}`
    const ask = (name: string, verb: Call['verb'], path: string, more: Partial<Asked> = {}): void => {
      const operation = at[path]![verb.toLowerCase() as 'get']!
      this.add({ name, context, things, verb, path, operation, body: bodyOf(operation), ...more })
    }
    const query = (path: string): void => ask(capital(at[path]!.get!.operationId), 'GET', path)
    if (!of.single) query(`/${things}`)
    query(one)
    for (const name of Object.keys(of.searches ?? {})) query(`/${things}/search/${name}`)
    if (of.history) query(`${one}/history`)

    if (of.create) ask(of.create.command.type, 'POST', `/${things}`, { command: of.create.command })
    if (of.forwards) ask(at[`/${things}`]!.post!.operationId, 'POST', `/${things}`, { command: of.forwards })
    const called = new Set<string>()
    for (const [name, command] of [...Object.entries(of.commands ?? {}), ...Object.entries(of.originals?.commands ?? {})]) {
      if (called.has(command.type)) continue
      called.add(command.type)
      ask(this.free(command, of), 'POST', `${one}/${name}`, { command })
    }
    if (of.change) ask(of.change.type, 'PATCH', one, { command: of.change, body: this.changes(one), isChange: true })
    for (const [status, command] of Object.entries(of.statuses ?? {})) {
      if (called.has(command.type)) continue
      called.add(command.type)
      const always = { [of.originals?.statusField ?? 'status']: status }
      ask(this.free(command, of), 'PATCH', one, {
        command,
        always,
        body: without(command, of.of.key, of.originals?.statusField ?? 'status'),
      })
    }
    for (const [by, values] of Object.entries(of.originals?.forwardsBy ?? {}))
      for (const [value, command] of Object.entries(values)) {
        if (called.has(command.type)) continue
        called.add(command.type)
        const body = schemaOf(command)
        ask(`${command.type}By${capital(of.item)}`, 'POST', `/${things}`, { command, always: { [by]: value }, body })
      }
    if (of.delete && !called.has(of.delete.type)) ask(this.free(of.delete, of), 'DELETE', one, { command: of.delete })
  }
  /** A command is called by its name; where two collections offer it, the second one says of what. */
  private free({ type }: Command, { item }: Collection): string {
    return this.calls.some(c => c.name === type) ? `${type}Of${capital(item)}` : type
  }
  /** What of an item may be changed, where PATCH takes a status as well. */
  private changes(path: string): Schema {
    const body = bodyOf(this.document.paths[path]!.patch!)!
    return body.anyOf?.at(-1) ?? body
  }

  private add(asked: Asked): void {
    const { name, context, things, verb, path, operation, command, body, always = {}, isChange = false } = asked
    const answer = answerOf(operation)
    const item = answer && this.itemOf(answer)
    const inBody = body ? this.shapes.message(`${name}Request`, body, item).fields : []
    const asks = { properties: { ...queryOf(this.document, operation) } }
    if (asks.properties.after) asks.properties.after = { type: 'string' } // as an address says it: a number or a name
    const inQuery = verb === 'GET' ? this.shapes.message(`${name}Request`, asks, item).fields : []
    const request: Message = {
      kind: 'message',
      name: `${name}Request`,
      fields: [
        ...(path.includes('{id}') ? [id] : []),
        ...inBody,
        ...inQuery,
        ...(isChange ? [field(clears, { kind: 'list', of: text })] : []),
      ],
    }
    const hasBody = verb !== 'GET' && verb !== 'DELETE' && (inBody.length > 0 || Object.keys(always).length > 0)
    const [who] = /\bBy [^.]*\./.exec(operation.description ?? '') ?? []
    const says = [`${operation.summary}.`, command && who].filter(Boolean).join(' ')
    const answers = path.endsWith('/history') ? 'whole' : this.answers(answer)
    const response = this.response(name, things, context, answers, answer, item)
    this.calls.push({
      name,
      context: context.name,
      says,
      verb,
      path,
      request,
      response,
      always,
      hasBody,
      answers,
      things,
      command: command?.type,
    })
  }
  private answers(answer: Schema | undefined): Call['answers'] {
    if (!answer) return 'nothing'
    if (answer.$ref !== undefined) return this.isPage(answer) ? 'page' : 'item'
    return this.isPage(answer) ? 'page' : 'whole'
  }
  private isPage(answer: Schema): boolean {
    return this.shapes.found(answer).properties?._embedded !== undefined
  }
  /** The item that an answer is, or holds. */
  private itemOf(answer: Schema): Message | undefined {
    const found = this.shapes.found(answer)
    const inPage = Object.values(found.properties?._embedded?.properties ?? {})[0]?.items
    const ref = (inPage ? (inPage.$ref ?? inPage.allOf?.[0]?.$ref) : answer.$ref) ?? ''
    return ref === '' || ref.endsWith('/History') ? undefined : this.shapes.of(ref.slice(ref.lastIndexOf('/') + 1))
  }
  private response(
    name: string,
    things: string,
    context: Context,
    answers: Call['answers'],
    answer: Schema | undefined,
    item: Message | undefined,
  ): Message {
    const of = `${name}Response`
    const message = (fields: readonly Field[]): Message => ({ kind: 'message', name: of, fields })
    if (answers === 'nothing') return message([])
    if (answers === 'item') return message([field(context.routes[things]!.item, item!)])
    if (answers === 'whole')
      return item ? message(item.fields) : answer!.$ref === undefined ? this.shapes.message(of, answer!) : message([whole])
    const rows = Object.values(this.shapes.found(answer!).properties!._embedded!.properties!)[0]!.items!
    const row = rows.allOf ? this.row(of, item!, rows.allOf) : item!
    return message([field(things, { kind: 'list', of: row }), field('page', page), field('next', text)])
  }
  /** An item with what is worked out from its place among the others. */
  private row(of: string, item: Message, [, more]: readonly Schema[]): Message {
    return { kind: 'message', name: `${of}.Row`, fields: [...item.fields, ...this.shapes.message(`${of}.Row`, more!).fields] }
  }
}
/** Everything that happened, as REST tells it: what an event holds is for each its own. */
const whole = field('history', { kind: 'any' })
const schemaOf = (command: Command): Schema => command.schema as object
const without = (command: Command, ...left: readonly string[]): Schema => {
  const { properties = {}, required = [] } = schemaOf(command)
  return {
    properties: Object.fromEntries(Object.entries(properties).filter(([f]) => !left.includes(f))),
    required: required.filter(f => !left.includes(f)),
  }
}
