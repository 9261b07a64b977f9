import type { Event, Message, OneOrMore, Tells } from './message.ts'

type AnyCommand = Message<'command'>

/** The event that a policy reacts to, as it lies in the log. */
export interface Occurrence {
  /** Unique in the whole system: `context:aggregate/key/number`. */
  readonly id: string
  /** Milliseconds since 1970. */
  readonly time: number
  /** The ids of the events that led to it, the oldest first. */
  readonly causes: readonly string[]
}

/** A command that follows later. `late`: what to do when its moment is long past when it is first heard of. */
export interface Later {
  readonly kind: 'later'
  readonly ms?: number
  readonly at?: number
  readonly command: AnyCommand
  readonly late: 'run' | 'skip'
}
/** The command follows so many milliseconds after the event, counted from the event's own time. */
export const after = (ms: number, command: AnyCommand, { late }: { readonly late: 'run' | 'skip' }): Later => ({
  kind: 'later',
  ms,
  command,
  late,
})
/** The command follows at a moment, in ms since 1970: a departure, a pay-by. */
export const at = (time: number, command: AnyCommand, { late }: { readonly late: 'run' | 'skip' }): Later => ({
  kind: 'later',
  at: time,
  command,
  late,
})

/** So many milliseconds. */
export const ms = (n: number): number => n
/** So many seconds, in milliseconds. */
export const seconds = (n: number): number => n * 1000
/** So many minutes, in milliseconds. */
export const minutes = (n: number): number => n * 60_000
/** So many hours, in milliseconds. */
export const hours = (n: number): number => n * 3_600_000

/** A dotted line: whenever the event happened, commands follow. */
export interface Whenever {
  readonly kind: 'whenever'
  readonly event: Event
  readonly react: (happened: any, occurrence: Occurrence) => OneOrMore<AnyCommand | Later> | undefined
  /** How old the event may be, in ms: for reactions that speak to people. */
  readonly fresh?: number
}
/** A dotted line: what follows once an event has happened, however late. `fresh`: an event that is older, in ms, has no effect any more. */
export const whenever = <Data>(
  event: Tells<Data>,
  react: (happened: Data, occurrence: Occurrence) => OneOrMore<AnyCommand | Later> | undefined,
  { fresh }: { readonly fresh?: number } = {},
): Whenever => ({ kind: 'whenever', event: event as Event, react, ...(fresh === undefined ? {} : { fresh }) })

/** An answer that asks for nothing more: the question is settled, nothing follows. */
export const done = 'done' as const

/** Why there is no answer: the question surely never left (`unavailable`), or nobody knows (`unknown`). */
export type NoAnswer = 'unavailable' | 'unknown'

/** The answer to a question: what the asked item is now, and where it refused, why. */
export interface Answered {
  readonly status: string
  readonly reason?: string
  readonly detail?: any
}

type Outcome = AnyCommand | typeof done

/** A solid line: the asker waits for an answer, within its budget. */
export interface AtOnce {
  readonly kind: 'atOnce'
  readonly event: Event
  readonly ask: (happened: any) => AnyCommand
  readonly within: number
  readonly answer: { readonly [status: string]: (happened: any, answered: Answered) => Outcome }
  readonly otherwise?: (happened: any, why: NoAnswer) => AnyCommand
}
/**
 * A solid line. It starts from a committed event and is owed until its outcome is committed, also after a crash.
 * `within` is its budget in ms; what is left of the caller's, less a margin, where that is shorter.
 */
export const atOnce = <Data, Answer extends string>(
  event: Tells<Data>,
  line: {
    readonly ask: (happened: Data) => AnyCommand & { readonly answers?: Answer }
    readonly within: number
    /** One row for each status that settles the asked command. Any other status is no answer. */
    readonly answer: { readonly [Status in NoInfer<Answer>]: (happened: Data, answered: Answered) => Outcome }
    /** No answer in time, or the breaker is open. Left out: the question stays owed until there is an answer. */
    readonly otherwise?: (happened: Data, why: NoAnswer) => AnyCommand
  },
): AtOnce => ({ kind: 'atOnce', event: event as Event, ...line }) as AtOnce

/** A lilac note. */
export type Policy = Whenever | AtOnce
