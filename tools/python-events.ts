/** The classes by which a consumer in Python reads a topic: of each event what it carries, from the AsyncAPI document of a system. */

interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
}
interface Message {
  readonly name: string
  readonly headers: { readonly properties: { readonly ce_source: { readonly const: string } } }
  readonly summary: string
  readonly payload: Schema
}
export interface AsyncApi {
  readonly info: { readonly title: string }
  readonly components: { readonly messages: { readonly [name: string]: Message } }
}

const plain: { readonly [type: string]: string } = { string: 'str', integer: 'int', number: 'float', boolean: 'bool', null: 'None' }
const upper = (name: string): string => name[0]!.toUpperCase() + name.slice(1)
const literal = (values: readonly unknown[]): string => {
  const said = values.map(v => (v === null ? 'None' : JSON.stringify(v)))
  const line = `Literal[${said.join(', ')}]`
  return line.length <= 100 ? line : `Literal[\n${said.map(v => `        ${v},\n`).join('')}    ]`
}

/** Writes classes for objects, each after those that it holds. Throws where a schema says something that it does not know. */
class Classes {
  readonly lines: string[] = []
  private readonly said = new Set<string>()
  /** The type of a value; an object gets a class of this name. */
  typeOf(schema: Schema, name: string): string {
    if (schema.const !== undefined) return literal([schema.const])
    if (schema.enum) return literal(schema.enum)
    if (schema.anyOf) return this.unionOf(schema.anyOf, name)
    if (schema.type === 'array') return `list[${schema.items ? this.typeOf(schema.items, name) : 'Any'}]`
    if (schema.type === 'object') return schema.properties ? this.classOf(schema, name) : this.mapOf(schema, name)
    if (schema.type === undefined) return 'Any'
    const known = plain[schema.type]
    if (known === undefined) throw new Error(`${name}: Python knows no ${schema.type}`)
    return known
  }
  private unionOf(of: readonly Schema[], name: string): string {
    const objects = of.filter(s => s.properties).length
    const types = of.map((s, i) => this.typeOf(s, objects > 1 && s.properties ? `${name}${i + 1}` : name))
    return [...new Set(types)].join(' | ')
  }
  private mapOf({ additionalProperties: of }: Schema, name: string): string {
    return `dict[str, ${typeof of === 'object' ? this.typeOf(of, name) : 'Any'}]`
  }
  classOf(schema: Schema, name: string, says?: string): string {
    if (this.said.has(name)) throw new Error(`two classes of the name ${name}`)
    this.said.add(name)
    const needed = new Set(schema.required)
    const fields = Object.entries(schema.properties!).map(([field, of]) => {
      if (!/^[A-Za-z_]\w*$/.test(field)) throw new Error(`${name}: ${field} is no name in Python`)
      const type = this.typeOf(of, name + upper(field))
      return `    ${field}: ${needed.has(field) ? type : `NotRequired[${type}]`}`
    })
    this.lines.push(
      '',
      '',
      `class ${name}(TypedDict):`,
      ...(says ? [`    """${says}"""`, ''] : []),
      ...(fields.length ? fields : ['    pass']),
    )
    return name
  }
}

/** The module of a system's events. */
export const pythonEvents = ({ info, components }: AsyncApi): string => {
  const classes = new Classes()
  // what two contexts tell under one name is told apart by who tells it
  const messages = Object.entries(components.messages).map(([key, m]) => ({ ...m, carries: key.split('.').map(upper).join('') }))
  for (const { carries, summary, payload } of messages) classes.classOf(payload, carries, `${summary}.`)
  const typing = ['Any', 'Literal', 'TypedDict', 'Union'].filter(
    name => name === 'Union' || name === 'Literal' || classes.lines.some(line => RegExp(`\\b${name}\\b`).test(line)),
  )
  return [
    `"""What happens in ${info.title}, as its AsyncAPI document says. Written by npm run docs: nobody writes here by hand."""`,
    '',
    'from __future__ import annotations',
    '',
    `from typing import TYPE_CHECKING, ${typing.join(', ')}`,
    '',
    'from .event import Event',
    '',
    'if TYPE_CHECKING:',
    '    from typing_extensions import NotRequired',
    ...classes.lines,
    '',
    '',
    '# told apart by `type` and `source`',
    'Happened = Union[',
    ...messages.map(({ name, carries, headers }) => {
      const source = headers.properties.ce_source.const
      return `    Event[Literal["${name}"], Literal["${source}"], ${carries}],`
    }),
    ']',
    '',
  ].join('\n')
}
