import Type from 'typebox'
import { type Aggregate, type Before, type Context, contextOfEvent, type Event, type System, type View } from '../model/index.ts'
import { keyTypeOf } from './tables.ts'

/** A schema as plain JSON. */
export type Schema = any
/** The shape of a note now, and what it was before: the names and earlier shapes of which data may lie there. */
export interface Shape {
  readonly schema: Schema
  readonly was?: { readonly names: readonly string[]; readonly shapes: readonly Schema[] }
}
/** What the data of a context depends on, as plain JSON: it is kept beside the data, and compared with what starts on it. */
export interface Model {
  readonly events: { readonly [type: string]: Shape & { readonly public: boolean } }
  readonly aggregates: {
    readonly [name: string]: {
      /** What names an item and its case, in words that are only compared. */
      readonly key: string
      readonly states: readonly string[]
      readonly schema: Schema
      /** States by the names that they had. */
      readonly was?: { readonly [before: string]: string }
      /** Of its folds; left out in notes of older versions. */
      readonly print?: string
    }
  }
  /** Those that this context decides: a timer may carry them. */
  readonly commands: { readonly [type: string]: Shape }
  readonly policies: { readonly [name: string]: string }
  readonly views: { readonly [name: string]: { readonly keyType: string; readonly print: string } }
}

const plain = (x: unknown): any => JSON.parse(JSON.stringify(x))
/**
 * A short text that differs, as good as always, where the texts do. Two sums of 32 bits over all letters: nobody attacks it, and it needs
 * nothing of the machine.
 */
export const printOf = (...texts: readonly string[]): string => {
  let [a, b] = [0x811c9dc5, 0x9747b28c]
  for (const letter of texts.join('\n')) {
    const code = letter.codePointAt(0)!
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ (code + (a >>> 15)), 0x85ebca6b)
    b ^= b >>> 13
  }
  return [a, b].map(n => (n >>> 0).toString(16).padStart(8, '0')).join('')
}

const shapeOf = ({ schema, was }: { readonly schema: Schema; readonly was: Before }): Shape => ({
  schema: plain(schema),
  ...(was.names.length || was.shapes.length ? { was: { names: was.names, shapes: was.shapes.map(s => plain(s.schema)) } } : {}),
})
/** What an event says of its past; nothing where it has none. */
const pastOf = ({ was }: Event): readonly string[] => [...was.names, ...was.shapes.map(s => `${JSON.stringify(s.schema)} ${s.next}`)]

/** What makes a state: its fields and states, and the words of its folds. Another spelling of the same costs a folding again. */
const printOfFolds = (a: Aggregate): string =>
  printOf(
    JSON.stringify(a.fields),
    ...a.states,
    ...Object.entries(a.evolve)
      .map(([type, fold]) => [`${type} ${fold}`, ...pastOf(a.events[type]!)].join(' '))
      .sort(),
  )

/**
 * What makes a row: its fields, and the words of its folds. Another spelling of the same counts as a change, which
 * costs a rebuild; a change of a function that a fold only calls is not seen.
 */
const printOfView = (system: System, v: View): string =>
  printOf(
    v.key,
    String(v.perEvent),
    JSON.stringify(v.fields),
    String(v.finish),
    String(v.listed),
    ...v.folds.map(({ event, fold }) => [`${contextOfEvent(system, event).name}.${event.type} ${fold}`, ...pastOf(event)].join(' ')).sort(),
  )

/** The model of a context as it is declared now. */
export const modelOf = (system: System, context: Context): Model => {
  const decided = context.aggregates.flatMap(a => Object.keys(a.decide).map(type => a.commands[type]!))
  return {
    events: Object.fromEntries(Object.values(context.events).map(e => [e.type, { public: e.public, ...shapeOf(e) }])),
    aggregates: Object.fromEntries(
      context.aggregates.map(a => [
        a.name,
        {
          key: `${a.key}: ${keyTypeOf(a.fields[a.key])}${a.numbered ? ', numbered' : ''}; cases by ${a.case.join(', ')}`,
          states: a.states,
          schema: plain(Type.Object(a.fields)),
          ...(Object.keys(a.was).length ? { was: a.was } : {}),
          print: printOfFolds(a),
        },
      ]),
    ),
    commands: Object.fromEntries(decided.map(c => [c.type, shapeOf(c)])),
    policies: Object.fromEntries(Object.entries(context.policies).map(([name, p]) => [name, `${p.kind} ${p.event.type}`])),
    views: Object.fromEntries(context.views.map(v => [v.name, { keyType: keyTypeOf(v.fields[v.key]), print: printOfView(system, v) }])),
  }
}
