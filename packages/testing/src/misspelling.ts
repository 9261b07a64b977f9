import { type Aggregate, type Collection, type Creation, type Message, type SpellingKind, spelt, type System } from '@jumun/core/model'
import type { Counter, Recorded, Request, Told } from '@jumun/core/runtime'
import type { World } from './world.ts'

interface Schema {
  readonly type?: string
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: { readonly [name: string]: Schema }
  readonly spelling?: SpellingKind
}
/** One word for the form in which a text is kept. */
export type Door = typeof spelt

const wide = (text: string): string => text.replace(/[!-~]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
/** Each changes how a text is written, and not what it says. */
const ways: { readonly [kind in SpellingKind]: readonly ((text: string) => string)[] } = {
  text: [text => text.normalize('NFD'), text => ` ${text} `],
  name: [text => text.normalize('NFD'), text => `${text.slice(0, 1)}\u200b${text.slice(1)}`, wide, text => `\u3000${text} `],
  code: [text => text.toLowerCase(), wide, text => `\ufeff${text}`],
  plate: [
    text => text.normalize('NFD'),
    text => `${text.slice(0, 3)} ${text.slice(3)}`,
    text => `${text.slice(0, -4)}-${text.slice(-4)}`,
    wide,
  ],
  phone: [
    text => `+82 ${text.slice(1)}`,
    text => `(${text.slice(0, 3)}) ${text.slice(3, 7)}-${text.slice(7)}`,
    wide,
    text => `0082${text}`,
  ],
}

/** People who write in other ways what the system keeps in one; the door brings it into that one. */
export class Misspelling {
  private readonly world: World
  private readonly random: () => number
  private readonly door: Door

  constructor(world: World, random: () => number, door: Door = spelt) {
    this.world = world
    this.random = random
    this.door = door
  }
  /** The counter as people come to it. */
  before(counter: Counter): Counter {
    if (!this.world.faults.spelling) return counter
    const typed = (of: Collection, command: Message): Message => {
      const schema = (of.of as Aggregate).commands[command.type]?.schema as Schema | undefined
      return schema ? { ...command, data: this.through(schema, command.data) } : command
    }
    const create = (of: Collection, creation: Creation, wish: any, request: Request): Promise<Told> =>
      counter.create(
        of,
        { ...creation, command: Object.assign((w: any) => typed(of, creation.command(w)) as any, creation.command) },
        wish,
        request,
      )
    const command = (of: Collection, wish: Message, request: Request): Promise<Told> => counter.command(of, typed(of, wish), request)
    return Object.create(counter, { create: { value: create }, command: { value: command } })
  }
  private through(schema: Schema, value: any, text = (text: string, kind?: SpellingKind) => this.written(text, kind)): any {
    if (value === null || value === undefined) return value
    const { anyOf, items, properties } = schema
    const is = anyOf?.find(s => s.type === (Array.isArray(value) ? 'array' : typeof value))
    if (is) return this.through(is, value, text)
    if (typeof value === 'string') return schema.type === 'string' ? text(value, schema.spelling) : value
    if (Array.isArray(value)) return items ? value.map(v => this.through(items, v, text)) : value
    if (typeof value === 'object' && properties)
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, properties[k] ? this.through(properties[k], v, text) : v]))
    return value
  }
  /** Notes where a text of what happened is not in the form of its kind: it would not be found by it, or taken for another one. */
  read(system: System, logs: readonly Recorded[]): void {
    const isKept = (text: string, kind?: SpellingKind): string => {
      if (spelt(text, kind) !== text) this.world.wrong(`a ${kind ?? 'text'} is kept as somebody wrote it`)
      return text
    }
    for (const e of logs) {
      const event = system.contexts.find(c => c.name === e.source)?.events[e.type]
      if (event) this.through(event.schema as Schema, e.data, isKept)
    }
  }
  private written(text: string, kind: SpellingKind = 'text'): string {
    const some = ways[kind]
    const written = this.random() < this.world.faults.spelling ? some[Math.floor(this.random() * some.length)]!(text) : text
    if (written !== text) this.world.meet('spelling')
    return this.door(written, kind)
  }
}
