import type { TProperties } from 'typebox'
import type { Caller } from './table.ts'

/** How an item is named by commands: the value of its aggregate's key field. */
export type Key = number | string

/** An event as it lies in the log of its context: plain data. */
export interface Recorded {
  /** `aggregate/key/number`: unique within its context; the number counts the events of that item. */
  readonly id: string
  readonly type: string
  readonly data: any
  /** The context that said it. */
  readonly source: string
  readonly aggregate: string
  readonly key: Key
  /** The item's own number, as in its URL. */
  readonly item: number
  /** The case it belongs to, with its kind: `orderId/7`. Correlation, partition and lane. */
  readonly case: string
  /** The sequence of the public events of this case in this context, from 1 without gaps; null for internal events. Given by the store. */
  readonly number: number | null
  /** Where it lies in its context's log, from 1, growing; a reader that goes by it misses nothing. Given by the store. */
  readonly position: number
  /** Milliseconds since 1970. */
  readonly time: number
  /** The id of the message that caused it. */
  readonly cause: string
  /** The ids (with their context) of the events that led to it, the oldest first. */
  readonly causes: readonly string[]
  readonly actor: string
  /** W3C traceparent of the request that began the chain. */
  readonly trace?: string
}

/** A business no as it is remembered. */
export interface Refusal {
  readonly reason: string
  readonly detail?: any
}

/** One item: its state with its version (the count of its events; 0: nothing yet) and its own number. */
export interface Item {
  readonly version: number
  readonly id: number
  readonly state: any
}

/** A row of a view. `seen`: by source context, the number of the last public event of its case that was folded into it. */
export interface Row {
  readonly version: number
  readonly id: number
  readonly value: any
  readonly seen: { readonly [source: string]: number }
}

/** A thing to do at a time: a solid line that is owed, or a command that follows later. */
export interface Timer {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly case: string
  readonly work:
    | { readonly kind: 'owed'; readonly event: Recorded; readonly policy: string }
    | {
        readonly kind: 'command'
        readonly type: string
        readonly data: any
        readonly causes: readonly string[]
        /** W3C traceparent of what set it, where that was followed. */
        readonly trace?: string
      }
}

/** A committed Idempotency-Key: it names the item, not the reply. */
export interface Keyed {
  /** Scope and key: caller, route and key in one text. */
  readonly name: string
  /** Digest of the request's body. */
  readonly digest: string
  readonly aggregate: string
  readonly key: Key
  /** The item's version after the unit that committed the key. */
  readonly version: number
  /** Milliseconds since 1970. */
  readonly at: number
}

/** An event that waits because it, or an earlier one of its case, could not be processed. */
export interface Waiting {
  readonly source: string
  readonly case: string
  readonly event: Recorded
  /** Why the first of its lane waits, in words without internals; empty for those behind it. */
  readonly reason: string
  readonly failures: number
  readonly since: number
  /** When it is tried again by itself; null: an operator decides. */
  readonly retryAt: number | null
}

/** What followed from an event left marks whose ids lie from the first of these two texts on, and before the second. */
export const marksAfter = ({ source, id }: Pick<Recorded, 'source' | 'id'>): readonly [from: string, before: string] => [
  `${source}:${id}/`,
  `${source}:${id}0`,
]

/** What is committed at once, or not at all: it concerns one aggregate, or rows of a view. */
export interface Unit {
  /** The id of the message that this unit answers. A second unit with the same mark is refused with a Conflict. */
  readonly mark?: string
  /** What the mark remembers where the message was refused. */
  readonly refused?: Refusal
  /**
   * It was decided on this very state of an item, which another unit brings that may not be durable yet: where the item is anything else,
   * also the same in another object, it is refused with a Conflict over the version. Only for stores that take it.
   */
  readonly follows?: { readonly aggregate: string; readonly key: Key; readonly state: any }
  /** The item's new state. `version` is the one it was decided on; `id` its own number; `listed`: it is in its collection. */
  readonly item?: {
    readonly aggregate: string
    readonly key: Key
    readonly version: number
    readonly id: number
    readonly state: any
    readonly listed: boolean
    /** It is folded anew from the events that it has: nothing happened, and its version stays. */
    readonly again?: true
  }
  readonly events?: readonly Omit<Recorded, 'number' | 'position'>[]
  /** Those of `events` that are public, by index: they get a number in their case. */
  readonly public?: readonly boolean[]
  readonly timers?: readonly Timer[]
  /** Ids of timers that are done. */
  readonly done?: readonly string[]
  readonly keyed?: Keyed
  /** Rows of views; `version` is the one they were folded on (0: new). */
  readonly rows?: readonly {
    readonly view: string
    readonly key: Key
    readonly version: number
    readonly id: number
    readonly value: any
    readonly seen: Row['seen']
    readonly listed: boolean
  }[]
  /** Views' rows to take away (a rebuild found no events for them). */
  readonly gone?: readonly { readonly view: string; readonly key: Key }[]
  /** By source and case the highest number that was processed; never lowered. */
  readonly seen?: readonly { readonly source: string; readonly case: string; readonly number: number }[]
  /** By source the position up to which everything was processed. */
  readonly progress?: { readonly [source: string]: number }
  /** Events put aside behind a case that waits; `position` and source identify them. */
  readonly aside?: readonly Waiting[]
  /** Events taken from there. */
  readonly resumed?: readonly { readonly source: string; readonly position: number }[]
  /** An operator's act, for the record. */
  readonly audit?: { readonly time: number; readonly actor: string; readonly action: string; readonly reason: string; readonly detail: any }
}

/** By how much a unit with so many events raises the version of its item. */
export const stepsOf = ({ again }: NonNullable<Unit['item']>, events: number): number => (again ? 0 : Math.max(1, events))

/** What a commit gave its events. */
export type Committed = readonly Recorded[]

/** Somebody else was first: with the version of the item or row, with the mark, or with the Idempotency-Key. Decide again. */
export class Conflict extends Error {
  readonly over: 'version' | 'mark' | 'key'
  constructor(over: Conflict['over']) {
    super(`conflict: ${over}`)
    this.over = over
  }
}
/** Nothing was committed: disk full, store closed or unreachable. It may be tried again. */
export class Unavailable extends Error {}
/** Nobody knows whether the unit was committed: ask for its mark. */
export class CommitUnknown extends Error {}
/** It may be tried again as it is. */
export const isTemporary = (error: unknown): boolean => error instanceof Unavailable || error instanceof CommitUnknown

/** Nothing was committed, and never can be: no table takes it. To try again is no use. */
export class Unfit extends Error {}

/** A store that cannot be opened or filled as things are: says whose fault it is and what to do about it. */
export class Refused extends Error {}

/** A question for a page of items or rows. */
export interface Query {
  /** The aggregate's or view's name. */
  readonly of: string
  /** Equality on declared indexes. A null never matches. */
  readonly where: { readonly [field: string]: any }
  /** Only these statuses (`status` is always indexed when a query names it). */
  readonly states?: readonly string[]
  /** Also those that are not listed. */
  readonly hidden?: boolean
  readonly sort: readonly { readonly field: string; readonly descending: boolean }[]
  readonly offset: number
  readonly limit: number
  /**
   * Only what comes in this order behind the item of this number, which need not be found itself: `offset` is 0 then, the total is that
   * of all.
   */
  readonly after?: number
}
/** A page of items or rows, and how many there are in all. */
export interface Page {
  readonly items: readonly { readonly key: Key; readonly version: number; readonly id: number; readonly state: any }[]
  readonly total: number
}

/** What a store must know to keep one kind of item or row. */
export interface Table {
  readonly name: string
  readonly kind: 'item' | 'row'
  readonly keyType: 'integer' | 'text'
  /** False where the item's number is its key. */
  readonly numbered: boolean
  /** Fields of the state with an index of their own. */
  readonly indexes: readonly string[]
  readonly fields: TProperties
}

/** One thing that a store keeps, apart from all others: what a move takes from one store into another. `version` is the one that it has. */
export type Kept =
  | { readonly kind: 'event'; readonly event: Recorded }
  | ({ readonly kind: 'item' } & NonNullable<Unit['item']>)
  | ({ readonly kind: 'row' } & NonNullable<Unit['rows']>[number])
  | { readonly kind: 'mark'; readonly id: string; readonly at: number; readonly refused: Refusal | null }
  | { readonly kind: 'keyed'; readonly keyed: Keyed }
  | { readonly kind: 'timer'; readonly timer: Timer }
  | { readonly kind: 'seen'; readonly source: string; readonly case: string; readonly number: number }
  | { readonly kind: 'progress'; readonly source: string; readonly position: number }
  | { readonly kind: 'aside'; readonly waiting: Waiting }
  | { readonly kind: 'audit'; readonly audit: NonNullable<Unit['audit']> }
  /** The highest number of a sequence that may have been given. */
  | { readonly kind: 'number'; readonly of: string; readonly number: number }
  | { readonly kind: 'note'; readonly name: string; readonly text: string }

/**
 * The database of one context. `commit` is its only writer: atomic, durable when it resolves, and it gives the events their
 * position and number. Many commits in flight become one flush; one that conflicts takes no other with it.
 */
export interface Store {
  load(aggregate: string, key: Key): Promise<Item | undefined>
  row(view: string, key: Key): Promise<Row | undefined>
  /** An item or a row by its own number. */
  byId(
    of: string,
    id: number,
  ): Promise<{ readonly key: Key; readonly version: number; readonly id: number; readonly state: any } | undefined>
  list(query: Query): Promise<Page>
  /** The next number of an aggregate or view: growing, never given twice. */
  allot(of: string): Promise<number>
  /** It takes units that say on which state they follow: what concerns one item need not wait for the disk in between. */
  readonly takesFollowers?: true
  commit(unit: Unit): Promise<Committed>
  /** What the mark remembers: a refusal, null (processed, nothing refused), undefined (never seen). */
  marked(id: string): Promise<Refusal | null | undefined>
  keyed(name: string): Promise<Keyed | undefined>
  /** The log after a position, in its order, at most `limit` events. A prefix: nothing can appear before what was read. */
  read(after: number, limit: number): Promise<Committed>
  /** All events of a case, or of one item. */
  eventsOf(of: { readonly case: string } | { readonly aggregate: string; readonly key: Key }): Promise<Committed>
  /** The last position of the log, 0 when it is empty. */
  head(): Promise<number>
  /**
   * Timers due at `now`, the oldest first, each given to one caller only until `lease` ms have passed; and when the next one is due
   * (Infinity: none).
   */
  due(now: number, limit: number, lease: number): Promise<{ readonly timers: readonly Timer[]; readonly next: number }>
  timersOf(of: string): Promise<readonly Timer[]>
  /** All timers, the next due first, a page of them, with the total. */
  timers(offset: number, limit: number): Promise<{ readonly timers: readonly Timer[]; readonly total: number }>
  /** Up to which position of that source everything was processed. */
  progress(source: string): Promise<number>
  seen(source: string, kase: string): Promise<number>
  /** Events put aside, in the order of their source's log. */
  aside(): Promise<readonly Waiting[]>
  /** Is the event at this position of that source still put aside? Cheap, however many are. */
  isAside(source: string, position: number): Promise<boolean>
  audits(offset: number, limit: number): Promise<readonly NonNullable<Unit['audit']>[]>
  /**
   * Throws away marks and Idempotency-Keys older than that moment (ms since 1970), except marks of a timer that is still there, and those
   * of what followed from an event that is put aside: of its effects some are done and some not, and only the marks tell which. A mark
   * that stands beside an event may last as long as that.
   */
  forget(before: number): Promise<void>
  /**
   * One of those who share the store is to do a thing alone for a while: takes the lease of that name, or renews it, for so many ms of the
   * store's own time (0 gives it back). False: somebody else has it. A holder that was paused may still act on a lease it has lost, so what
   * is done under one must be harmless when it is done twice.
   */
  lease(name: string, holder: string, ms: number): Promise<boolean>
  /** What was noted about the store as a whole under that name: which life of the context it is, and what model its data is of. */
  noted(name: string): Promise<string | undefined>
  /** Notes a text under a name, over what was there; durable when it resolves. For what changes at a start, not with every unit. */
  note(name: string, text: string): Promise<void>
  /**
   * Everything it keeps, the log first and in its order; versions, positions and numbers as they are. Only while nobody writes is it one
   * moment.
   */
  dump(): AsyncIterable<Kept>
  /** Takes what another store dumped. Rejects with words for the operator where this one is not empty. */
  fill(things: AsyncIterable<Kept>): Promise<void>
  /**
   * Puts other things in the place of those it keeps, for good: nothing that was stays in a file, a table or in memory. `change` gives
   * the same thing where nothing changes; it may give things of another key, and keeps places, numbers and versions. Nobody else writes
   * meanwhile. Where it rejects, or the process ends, some things may be changed already: with the same change it is done again. It
   * leaves the store closed.
   */
  rewrite(change: (thing: Kept) => Kept): Promise<void>
  /** How many there are of each: for metrics. */
  counts(): Promise<{ readonly [name: string]: number }>
  close(): Promise<void>
}

/** What asks another context, or the outside, and waits. */
export interface Question {
  readonly type: string
  readonly data: any
  /** The message's id: a repeat with the same id is the same question. */
  readonly id: string
  /** `system`: an ask that may be refused; `policy`: a reaction's command for another context. */
  readonly by: 'system' | 'policy'
  readonly causes: readonly string[]
  readonly actor: string
  /** A person on whose behalf it is asked: the table decides for them, not for the context that passes it on. */
  readonly person?: Caller
  /** Milliseconds since 1970: nobody waits for the answer any longer. */
  readonly until: number
  /** The statuses that settle it; any other is no answer. Left out: every answer settles it. */
  readonly settles?: readonly string[]
  readonly trace?: string
}
/**
 * `again`: it was asked before, and nothing was decided now. `unreachable`: it was surely not sent; `held`: the guard kept it back,
 * because too much is on its way or the last ones failed, or its adapter did, so it says nothing about the target now. `timeout`: nobody
 * knows.
 */
export type Reply =
  | {
      readonly kind: 'answer'
      readonly accepted: boolean
      readonly status: string
      readonly again?: true
      readonly reason?: string
      readonly detail?: any
    }
  | { readonly kind: 'unreachable'; readonly held?: true }
  | { readonly kind: 'timeout' }

/** The solid line's port: to another context of the system, or to an external. Never throws: what goes wrong is a Reply. */
export interface Ask {
  ask(target: string, question: Question): Promise<Reply>
}

/** Time, from outside: the simulation owns it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds since some moment: goes forward only, also where the wall clock is set back. */
  steady(): number
  /** For whoever has something to do afterwards: a process does not end meanwhile. */
  sleep(ms: number): Promise<void>
  /** Rings once, after so many ms; what it returns takes that back. A process that has nothing else to do does not wait for it. */
  alarm(ms: number, ring: () => void): () => void
  /** A text that nobody else makes, growing with time. */
  id(): string
}

/** What a reader of the log needs of its source: another context's store, or what stands for it. */
export type Source = Pick<Store, 'read' | 'eventsOf' | 'head'> & Partial<Pick<Store, 'noted'>>

/** The dotted line's port: brings the events of the sources to one consuming context, at least once, per case in order. */
export interface Bus {
  /** `deliver` resolves when the event is processed or put aside durably. */
  consume(consumer: Consumer): Promise<{ stop(): Promise<void> }>
}
/** A message that says it is of a source that is wanted, and from which no event can be read. */
export interface Unreadable {
  /** What it lies in, and where there: from 1 on, growing. */
  readonly within: string
  readonly place: number
  /** When it was put there, in ms since 1970. */
  readonly sent: number
  /** What is wrong about it, in words. */
  readonly why: string
  /** Whom it names, as far as it can be read: nothing of what it says. */
  readonly names: { readonly [name: string]: string }
}
/** Who is brought events: one context. */
export interface Consumer {
  readonly context: string
  /** By source, the types of events that it wants. */
  readonly wants: ReadonlyMap<string, ReadonlySet<string>>
  /** Rejects only when the consumer stops before it is done; then the event is brought again after its start. */
  deliver(event: Recorded): Promise<void>
  /** Resolves when an operator can see it; rejects as `deliver` does. */
  unreadable?(message: Unreadable): Promise<void>
  /** Others may have worked for this context meanwhile: what it remembers of what is put aside is read again. */
  assigned?(): Promise<void>
  /** Asked before a source's log is read: false, where that log is not the one that was heard, and nothing of it may be heard now. */
  meets?(source: string, log: Source): Promise<boolean>
  /** Where it stopped, by source. */
  progress(source: string): Promise<number>
  /** By source, up to which position everything of it is processed: kept, so that a restart goes on from there. */
  reached(places: { readonly [source: string]: number }): Promise<void>
}
