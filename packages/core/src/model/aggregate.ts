import type { Static, TObject, TProperties } from 'typebox'
import type { Command, DataOf, Event, MessageOf, Notes, OneOrMore } from './message.ts'
import { list } from './message.ts'

/** A business no: final, shown to the person. The reason is one that the system's vocabulary declares. */
export interface Rejection {
  readonly kind: 'rejection'
  readonly reason: string
  readonly detail?: any
}

/** Every state that `from` does not name, "nothing" included. */
export const otherwise = Symbol('otherwise')
/** The runtime of this system, here or in another context: a reaction, a timer, an outcome. Never refused. */
export const policy = 'policy' as const
/** Another context that asks and may be refused; over HTTP a token with the role `system`. */
export const system = 'system' as const

/** The caller's claim of this name equals this field of the state, or of the wish where there is no state yet. */
export interface Own<Field extends string = string> {
  readonly own: Field
  readonly of?: 'wish'
}
/** The owner of the item: who has a claim of this name, with the value that the field has. */
export const own = <const Field extends string>(field: Field): Own<Field> => ({ own: field })
/** Who acts in their own name: the caller's claim of this name equals this field of the wish, whoever the item belongs to. */
export const self = <const Field extends string>(field: Field): Own<Field> => ({ own: field, of: 'wish' })
/** Who may: a role by its name, or the owner of the item. */
export type Who = string | Own

/** What surrounds a decision: the time in ms since 1970, and who asked. */
export interface Circumstances {
  readonly now: number
  readonly actor: string
}

/** What is kept of an item: its declared fields, and its status. */
export type StateOf<Fields extends TProperties, States extends readonly string[]> = Static<TObject<Fields>> & {
  readonly status: States[number]
}

/** A declared row of a decision table, as the runtime reads it. */
export interface Row {
  readonly by: OneOrMore<Who>
  readonly from: OneOrMore<string>
  readonly done?: OneOrMore<string> | typeof otherwise
  readonly allots?: string
  readonly unless?: (state: any, at: Circumstances, wish: any) => Settled
  /** What is read for this row also where the wish does not name it: by the field of the state, or of what was read before. */
  readonly reads?: readonly string[]
  readonly then: (
    state: any,
    wish: any,
    read: any,
    at: Circumstances,
  ) => OneOrMore<{ readonly type: string; readonly data: any }> | Rejection
}
/**
 * What the state answers by itself: a no, or an empty list where it is so already. Undefined: it is decided. The wish is undefined where
 * it is asked what may be offered; it matters only where the same again is already so.
 */
export type Settled = Rejection | readonly [] | undefined

/** What a row makes of a wish, where its table lets it be decided. */
export const decided = (row: Row, state: any, wish: any, read: any, at: Circumstances): ReturnType<Row['then']> =>
  row.unless?.(state, at, wish) ?? row.then(state, wish, read, at)

/** The yellow note as the runtime reads it; `State` is only for types. */
export interface Aggregate<State = any> {
  readonly kind: 'aggregate'
  readonly name: string
  /** The field by which commands, policies and other contexts name the item. */
  readonly key: string
  /** True where the item has a number of its own in the URL, other than its key: every item has a number, a text is none. */
  readonly numbered: boolean
  /** The fields of an event that name the case it belongs to: the first that it carries. */
  readonly case: readonly string[]
  readonly reads: { readonly [name: string]: Reading }
  readonly commands: { readonly [name: string]: Command }
  readonly events: { readonly [name: string]: Event }
  readonly states: readonly string[]
  /** States by the names that they had. */
  readonly was: { readonly [before: string]: string }
  readonly fields: TProperties
  readonly decide: { readonly [command: string]: Row }
  readonly evolve: { readonly [event: string]: (state: any, happened: any) => any }
  readonly state?: State
}

/** What is read beside the state: an aggregate of the same context, and the field that names the item. */
export type Reading = readonly [of: Aggregate<any>, field: string]
/** Two that read each other cannot both be there first: one of them is given by its name, and of that one the status is known. */
type Reads = { readonly [name: string]: Reading | readonly [of: string, field: string] }
type Read<R> = {
  readonly [K in keyof R]: R[K] extends readonly [Aggregate<infer S>, string] ? S | undefined : { readonly status: string } | undefined
}

const notes = (module: object, kind: string): any =>
  Object.fromEntries(
    Object.values(module)
      .filter(x => x?.kind === kind)
      .map(x => [x.type, x]),
  )

/** The states in which a command is already fulfilled. */
export const doneStates = (a: Pick<Aggregate, 'states'>, row: Row): readonly string[] =>
  row.done === otherwise
    ? ['nothing', ...a.states].filter(s => !list(row.from as OneOrMore<string>).includes(s))
    : list(row.done as OneOrMore<string> | undefined)

/**
 * The rules of one kind of item: a table of commands (who may do what in which state, and what then happened) and a table of
 * events (what that makes of the state). `then` gets `undefined` for the state where `from` says "nothing". What the state answers by
 * itself, beyond its status, stands in `unless`: it is asked first, and no link offers what it answers. `reads` names what is read beside
 * the state, by the field of the wish that carries its key; an aggregate that reads this one in turn is given by its name.
 *
 * Throws where a row that policies may issue leaves a state open (only people can be refused), and where a row has no note.
 */
export const aggregate = <
  const Name extends string,
  C,
  E,
  const States extends readonly string[],
  P extends TProperties,
  const R extends Reads = {},
>(
  name: Name,
  definition: {
    readonly key: string
    /** Give the item a number of its own for its URL. */
    readonly id?: 'id'
    readonly case?: OneOrMore<string>
    readonly reads?: R
    readonly commands: C
    readonly events: E
    readonly states: States
    /** States that had other names, or are part of another one now: `{ Booked: 'Reserved' }`. Items are folded again from their events. */
    readonly was?: { readonly [before: string]: NoInfer<States[number]> }
    readonly fields: P
    readonly decide: {
      readonly [K in keyof Notes<C, 'command'>]: {
        readonly by: OneOrMore<string | Own<(keyof P | keyof DataOf<Notes<C, 'command'>[K]>) & string>>
        readonly from: OneOrMore<States[number] | 'nothing'>
        readonly done?: OneOrMore<States[number] | 'nothing'> | typeof otherwise
        readonly allots?: keyof DataOf<Notes<C, 'command'>[K]> & string
        readonly unless?: (state: StateOf<P, States>, at: Circumstances, wish: DataOf<Notes<C, 'command'>[K]> | undefined) => Settled
        readonly reads?: readonly (keyof R & string)[]
        readonly then: (
          state: StateOf<P, States>,
          wish: DataOf<Notes<C, 'command'>[K]>,
          read: Read<R>,
          at: Circumstances,
        ) => OneOrMore<MessageOf<Notes<E, 'event'>[keyof Notes<E, 'event'>]>> | Rejection
      }
    }
    readonly evolve: {
      readonly [K in keyof Notes<E, 'event'>]: (state: StateOf<P, States>, happened: DataOf<Notes<E, 'event'>[K]>) => StateOf<P, States>
    }
  },
): Aggregate<StateOf<P, States>> & { readonly name: Name } => {
  const decide = definition.decide as Aggregate['decide']
  const commands = notes(definition.commands as object, 'command')
  const events = notes(definition.events as object, 'event')
  checkRows(name, definition, decide, commands, events)
  return {
    kind: 'aggregate',
    name,
    key: definition.key,
    numbered: definition.id === 'id' || !isNumber(definition.fields[definition.key]),
    case: definition.case ? list(definition.case) : [definition.key],
    reads: { ...definition.reads } as Aggregate['reads'],
    commands,
    events,
    states: definition.states,
    was: definition.was ?? {},
    fields: definition.fields,
    decide,
    evolve: definition.evolve as Aggregate['evolve'],
  }
}
const checkRows = (
  name: string,
  { states, evolve }: { readonly states: readonly string[]; readonly evolve: unknown },
  decide: Aggregate['decide'],
  commands: object,
  events: object,
): void => {
  // rows that are spread into a table bring no notes with them
  for (const type of Object.keys(decide))
    if (!(type in commands)) throw new Error(`${name}: there is a row for ${type}, which is not among its commands.`)
  for (const type of Object.keys(evolve as object))
    if (!(type in events)) throw new Error(`${name}: there is a row for ${type}, which is not among its events.`)
  for (const [type, row] of Object.entries(decide)) {
    const answered = [...list(row.from), ...doneStates({ states }, row)]
    const open = ['nothing', ...states].filter(s => !answered.includes(s))
    if (list(row.by).includes(policy) && open.length)
      throw new Error(
        `${name}: ${type} may be issued by a policy, so it needs an answer in every state; it has none in ${open.join(', ')}. ` +
          "Name them in 'from' or 'done', or say done: otherwise.",
      )
    const twice = list(row.from).filter(s => doneStates({ states }, row).includes(s))
    if (twice.length) throw new Error(`${name}: ${type} is both open and done in ${twice.join(', ')}.`)
  }
}
/** Finds the aggregates of a context that others read by their names. Throws where there is none. */
export const findReads = (aggregates: readonly Aggregate[]): void => {
  for (const a of aggregates) {
    const reads = a.reads as { [name: string]: readonly [Aggregate | string, string] }
    for (const [name, [of, field]] of Object.entries(reads)) {
      if (typeof of !== 'string') continue
      const found = aggregates.find(other => other.name === of)
      if (!found) throw new Error(`${a.name} reads ${of}, which is no aggregate of its context.`)
      reads[name] = [found, field]
    }
  }
}
const isNumber = (schema: unknown): boolean => (schema as { readonly type?: string } | undefined)?.type === 'integer'
