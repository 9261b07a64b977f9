// The interface of a system as a proto file: a service for each context, a method for each command and each question.
import type { System } from '@jumun/core/model'
import { type Call, type Interface, interfaceOf } from './calls.ts'
import { numbered, type Numbers, numbersOf, packageOf } from './numbers.ts'
import type { Document } from './openapi.ts'
import { capital, type Choice, type Field, isMany, type Message, type Shape } from './shapes.ts'

/** A field's name in the file: `phoneNumber` is `phone_number`. */
export const snake = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()
/** The name of a choice's value in the file: of `status`, `OrderCanceled` is `STATUS_ORDER_CANCELED`. */
export const valueName = ({ name }: Choice, value: string): string =>
  `${prefixOf(name)}_${snake(value.replace('-', value.startsWith('-') ? 'minus_' : '_')).toUpperCase()}`
const prefixOf = (choice: string): string => snake(choice.slice(choice.lastIndexOf('.') + 1)).toUpperCase()
/** What stands where nothing was chosen. */
export const noneOf = ({ name }: Choice): string => `${prefixOf(name)}_UNSPECIFIED`

/** The service of a context. */
export const serviceOf = (system: string, context: string): string => `${packageOf(system)}.${serviceName(context)}`
const serviceName = (context: string): string => `${context.split('-').map(capital).join('')}Service`

/** What JSON in protobuf calls it where nothing else is said. */
const jsonName = (field: string): string => field.replace(/_([a-z0-9])/g, (_, c: string) => c.toUpperCase())
const typeOf = (shape: Shape): string => {
  switch (shape.kind) {
    case 'text':
      return 'string'
    case 'whole':
      return 'int64'
    case 'number':
      return 'double'
    case 'flag':
      return 'bool'
    case 'time':
      return 'google.protobuf.Timestamp'
    case 'any':
      return 'google.protobuf.Value'
    case 'list':
      return `repeated ${typeOf(shape.of)}`
    case 'map':
      return `map<string, ${typeOf(shape.of)}>`
    default:
      return shape.name
  }
}
/** What lies within a message: its own messages and choices. */
const within = (message: Message): (Message | Choice)[] =>
  message.fields.flatMap(({ shape }) => {
    const of = isMany(shape) ? shape.of : shape
    return (of.kind === 'message' || of.kind === 'choice') && of.name.startsWith(`${message.name}.`) ? [of] : []
  })

class Writing {
  private readonly known: Numbers
  constructor(known: Numbers) {
    this.known = known
  }
  message(message: Message, indent = ''): string {
    const names = new Map(message.fields.map(f => [snake(f.name), f] as const))
    const inner = within(message).map(of => (of.kind === 'message' ? this.message(of, `${indent}  `) : this.choice(of, `${indent}  `)))
    const { numbers, ...gone } = numbered([...names.keys()], this.known.get(message.name), 1)
    const fields = [...names].map(
      ([name, field]) => `${indent}  ${fieldText(name, field, message.name)} = ${numbers.get(name)}${optionsOf(name, field)};`,
    )
    return block(indent, `message ${last(message.name)}`, [...inner, ...reserved(indent, gone), ...fields])
  }
  private choice(choice: Choice, indent: string): string {
    const names = [noneOf(choice), ...choice.values.map(value => valueName(choice, value))]
    if (new Set(names).size < names.length) throw new Error(`${choice.name}: two of its values have one name: ${names.join(', ')}`)
    const { numbers, ...gone } = numbered(names, this.known.get(choice.name), 0)
    return block(indent, `enum ${last(choice.name)}`, [
      ...reserved(indent, gone),
      ...names.map(name => `${indent}  ${name} = ${numbers.get(name)};`),
    ])
  }
}
const last = (name: string): string => name.slice(name.lastIndexOf('.') + 1)
const block = (indent: string, head: string, lines: readonly string[]): string =>
  lines.length ? `${indent}${head} {\n${lines.join('\n')}\n${indent}}` : `${indent}${head} {}`
const reserved = (
  indent: string,
  { numbersGone, namesGone }: { readonly numbersGone: readonly number[]; readonly namesGone: readonly string[] },
): string[] => [
  ...(numbersGone.length ? [`${indent}  reserved ${numbersGone.join(', ')};`] : []),
  ...(namesGone.length ? [`${indent}  reserved ${namesGone.map(name => `"${name}"`).join(', ')};`] : []),
]
/** Every field says whether it is there: zero is not nothing. */
const fieldText = (name: string, { shape }: Field, message: string): string => {
  const type = typeOf(shape).replace(`${message}.`, '')
  return `${isMany(shape) ? '' : 'optional '}${type} ${name}`
}
const optionsOf = (name: string, field: Field): string =>
  jsonName(name) === field.name || name === field.name ? '' : ` [json_name = "${field.name}"]`

const wide = 138
const comment = (text: string): string[] => {
  const lines = ['  //']
  for (const word of text.split(' ')) {
    if (lines.at(-1)!.length + word.length > wide) lines.push('  //')
    lines[lines.length - 1] += ` ${word}`
  }
  return lines
}
const method = (call: Call): string[] => [
  ...comment(call.says),
  `  rpc ${call.name}(${call.request.name}) returns (${call.response.name});`,
]

/** The proto file of what a system offers; `before`: the file as it was, whose numbers stay. */
export const protoText = (system: System, { calls, messages }: Interface, before: string | undefined): string => {
  const writing = new Writing(numbersOf(before))
  const services = system.contexts.flatMap(context => {
    const methods = calls.filter(c => c.context === context.name)
    return methods.length
      ? [`// ${context.level}, of the ${context.team}.\n${block('', `service ${serviceName(context.name)}`, methods.flatMap(method))}`]
      : []
  })
  const all = [...messages, ...calls.flatMap(c => [c.request, c.response])].map(m => writing.message(m))
  const body = [...services, ...all].join('\n\n')
  const imports = ['struct', 'timestamp'].filter((_, i) => body.includes(['google.protobuf.Value', 'google.protobuf.Timestamp'][i]!))
  return [
    `// ${system.title.en} ${system.title.ko}. Written from the model by npm run docs.`,
    '// The numbers of fields are kept here and nowhere else: what is written anew takes them over, and gives none twice.',
    'syntax = "proto3";\n',
    `package ${packageOf(system.name)};\n`,
    ...imports.map(name => `import "google/protobuf/${name}.proto";`),
    `\n${body}\n`,
  ].join('\n')
}
/** The proto file of a system. */
export const protoOf = (system: System, document: object, before?: string): string =>
  protoText(system, interfaceOf(system, document as Document), before)
