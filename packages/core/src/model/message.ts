import Type, { type Static, type TObject, type TProperties, type TSchema } from 'typebox'

/** What a sticky note makes when it is called with data: plain data, the same in the log, on the bus and over HTTP. */
export interface Message<Kind extends string = string, Name extends string = string, Data = any> {
  readonly kind: Kind
  readonly type: Name
  readonly data: Data
}

interface Sticky<Kind extends string, Name extends string, Shape extends TProperties> {
  readonly kind: Kind
  readonly type: Name
  readonly schema: TObject<Shape>
}

/** An orange note: what happened, in the past tense. A public one leaves its context, an internal one never does. */
export interface Event<Name extends string = string, Shape extends TProperties = any> extends Sticky<'event', Name, Shape> {
  (data: Static<TObject<Shape>>): Message<'event', Name, Static<TObject<Shape>>>
  readonly public: boolean
}

/**
 * A blue note: what may be asked. `answers` are the statuses that settle it; whoever asks needs a row for each. `tells` names the fields
 * of the asked item that its answer carries as `detail`.
 */
export interface Command<Name extends string = string, Shape extends TProperties = any, Answer extends string = any>
  extends Sticky<'command', Name, Shape> {
  (data: Static<TObject<Shape>>): Message<'command', Name, Static<TObject<Shape>>> & { readonly answers?: Answer }
  readonly answers: readonly Answer[]
  readonly tells: readonly string[]
}

const sticky = (kind: 'event' | 'command', type: string, shape: TProperties, more: object): any =>
  Object.assign((data: unknown) => ({ kind, type, data }), { kind, type, schema: Type.Object(shape), ...more })

const eventOf =
  (isPublic: boolean) =>
  <const Name extends string, Shape extends TProperties>(type: Name, shape: Shape): Event<Name, Shape> =>
    sticky('event', type, shape, { public: isPublic })

/**
 * Declares an event by its name and the shape of its data. Public: it is told to every context that listens.
 * `event.internal` declares one that stays inside its context.
 */
export const event = Object.assign(eventOf(true), { internal: eventOf(false) })

/** Declares a command by its name and the shape of its wish; `answers` lists the statuses of the asked item that settle it, `tells` the fields that it says besides. */
export const command = <const Name extends string, Shape extends TProperties, const Answer extends string = never>(
  type: Name,
  shape: Shape,
  { answers = [], tells = [] }: { readonly answers?: readonly Answer[]; readonly tells?: readonly string[] } = {},
): Command<Name, Shape, Answer> => sticky('command', type, shape, { answers, tells })

export type DataOf<S> = S extends { readonly schema: infer T extends TSchema } ? Static<T> : never
export type MessageOf<S> = S extends {
  readonly kind: infer K extends string
  readonly type: infer N extends string
  readonly schema: infer T extends TSchema
}
  ? Message<K, N, Static<T>>
  : never
/** Of a module of notes those of one kind: `import * as events` is the set, nothing is listed twice. */
export type Notes<Module, Kind extends string> = { [K in keyof Module as Module[K] extends { readonly kind: Kind } ? K : never]: Module[K] }
export type OneOrMore<T> = T | readonly T[]

/** One, several or none, as a list. */
export const list = <T>(x: OneOrMore<T> | undefined): readonly T[] =>
  x === undefined ? [] : Array.isArray(x) ? (x as readonly T[]) : [x as T]
