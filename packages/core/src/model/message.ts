import Type, { type Static, type TObject, type TProperties, type TSchema } from 'typebox'

/** What a sticky note makes when it is called with data: plain data, the same in the log, on the bus and over HTTP. */
export interface Message<Kind extends string = string, Name extends string = string, Data = any> {
  readonly kind: Kind
  readonly type: Name
  readonly data: Data
}

/** A shape that the data of a note had before, and what makes the next one of it: the next earlier one, or that of now. Pure. */
export interface Earlier<Data = any, Next = any> {
  readonly schema: TObject
  readonly next: (data: Data) => Next
}
/** An event's shape before the present one, and what its data are in the words of the next. */
export const earlier = <Shape extends TProperties, Next extends object>(
  shape: Shape,
  next: (data: Static<TObject<Shape>>) => Next,
): Earlier<Static<TObject<Shape>>, Next> => ({ schema: Type.Object(shape), next })
type Was = readonly (string | Earlier)[]
/** What the first earlier shape of a list is made of; where there is none, what is made now. */
type First<W extends Was, Now> = W extends readonly [infer F, ...infer R extends Was]
  ? F extends Earlier<infer D>
    ? D
    : First<R, Now>
  : Now
/** The same list, each function leading to the shape behind it. */
type Leading<W extends Was, Now> = W extends readonly [infer F, ...infer R extends Was]
  ? readonly [F extends Earlier<infer D> ? Earlier<D, First<R, Now>> : F, ...Leading<R, Now>]
  : readonly []
/** What a note was before, in data that is there: `was` lists the names that it had, and the earlier shapes, the oldest first. */
export interface Before {
  readonly names: readonly string[]
  readonly shapes: readonly Earlier[]
}
const beforeOf = (was: Was = []): Before => ({
  names: was.filter(w => typeof w === 'string'),
  shapes: was.filter(w => typeof w !== 'string'),
})

interface Sticky<Kind extends string, Name extends string, Shape extends TProperties> {
  readonly kind: Kind
  readonly type: Name
  readonly schema: TObject<Shape>
  readonly was: Before
}

/** An orange note: what happened, in the past tense. A public one leaves its context, an internal one never does. */
export interface Event<Name extends string = string, Shape extends TProperties = any> extends Sticky<'event', Name, Shape> {
  (data: Static<TObject<Shape>>): Message<'event', Name, Static<TObject<Shape>>>
  /** The same from something that may know more: only the fields of the shape are taken along. */
  readonly of: (source: Static<TObject<Shape>>) => Message<'event', Name, Static<TObject<Shape>>>
  readonly public: boolean
}

/** An event as those see it who only hear it: all that counts is what its data are. */
export interface Tells<Data> {
  readonly kind: 'event'
  readonly of: (source: never) => Message<'event', string, Data>
}

/**
 * A blue note: what may be asked. `answers` are the statuses that settle it; whoever asks needs a row for each. `tells` names the fields
 * of the asked item that its answer carries as `detail`.
 */
export interface Command<Name extends string = string, Shape extends TProperties = any, Answer extends string = any>
  extends Sticky<'command', Name, Shape> {
  (data: Static<TObject<Shape>>): Message<'command', Name, Static<TObject<Shape>>> & { readonly answers?: Answer }
  /** The same from something that may know more: only the fields of the shape are taken along. */
  readonly of: (source: Static<TObject<Shape>>) => Message<'command', Name, Static<TObject<Shape>>> & { readonly answers?: Answer }
  readonly answers: readonly Answer[]
  readonly tells: readonly string[]
}

const sticky = (kind: 'event' | 'command', type: string, shape: TProperties, more: object): any => {
  const fields = Object.keys(shape)
  const of = (source: { readonly [field: string]: unknown }) => {
    const data: { [field: string]: unknown } = {}
    for (const field of fields) if (source[field] !== undefined) data[field] = source[field]
    return { kind, type, data }
  }
  return Object.assign((data: unknown) => ({ kind, type, data }), { kind, type, schema: Type.Object(shape), of, ...more })
}

const eventOf =
  (isPublic: boolean) =>
  <const Name extends string, Shape extends TProperties, const W extends Was = []>(
    type: Name,
    shape: Shape,
    { was }: { readonly was?: W & Leading<NoInfer<W>, Static<TObject<Shape>>> } = {},
  ): Event<Name, Shape> =>
    sticky('event', type, shape, { public: isPublic, was: beforeOf(was) })

/**
 * Declares an event by its name and the shape of its data. Public: it is told to every context that listens.
 * `event.internal` declares one that stays inside its context. `was`: names and shapes that it had, for data of before.
 */
export const event = Object.assign(eventOf(true), { internal: eventOf(false) })

/**
 * Declares a command by its name and the shape of its wish; `answers` lists the statuses of the asked item that settle it, `tells` the
 * fields that it says besides.
 */
export const command = <
  const Name extends string,
  Shape extends TProperties,
  const Answer extends string = never,
  const W extends Was = [],
>(
  type: Name,
  shape: Shape,
  {
    answers = [],
    tells = [],
    was,
  }: {
    readonly answers?: readonly Answer[]
    readonly tells?: readonly string[]
    readonly was?: W & Leading<NoInfer<W>, Static<TObject<Shape>>>
  } = {},
): Command<Name, Shape, Answer> => sticky('command', type, shape, { answers, tells, was: beforeOf(was) })

/** What a declared message carries. */
export type DataOf<S> = S extends { readonly schema: infer T extends TSchema } ? Static<T> : never
/** A declared message as it is sent. */
export type MessageOf<S> = S extends {
  readonly kind: infer K extends string
  readonly type: infer N extends string
  readonly schema: infer T extends TSchema
}
  ? Message<K, N, Static<T>>
  : never
/** Of a module of notes those of one kind: `import * as events` is the set, nothing is listed twice. */
export type Notes<Module, Kind extends string> = { [K in keyof Module as Module[K] extends { readonly kind: Kind } ? K : never]: Module[K] }
/** One, or a list of them. */
export type OneOrMore<T> = T | readonly T[]

/** One, several or none, as a list. */
export const list = <T>(x: OneOrMore<T> | undefined): readonly T[] =>
  x === undefined ? [] : Array.isArray(x) ? (x as readonly T[]) : [x as T]
