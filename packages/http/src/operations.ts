// What an operator sees and may do: what the resources under `/operations` are made of.
import type { Preview, Recorded } from '@jumun/core/runtime'
import type { Boards } from './board-routes.ts'
import type { Day } from './day-routes.ts'
import type { Wait } from './history.ts'
import type { MessageState } from './message-routes.ts'
import type { People } from './people-routes.ts'

/** Who did what, when and why: an operator's act, as it is kept. Times in ms since 1970, here and below; outside they are ISO 8601. */
export interface Act {
  readonly time: number
  readonly actor: string
  readonly action: string
  readonly reason: string
  readonly detail: unknown
}
/** One context as it runs, or does not. Further members are shown as they are. */
export interface ContextState {
  readonly system: string
  readonly context: string
  readonly state: 'running' | 'stopped'
  readonly address?: string | null
  /** Solid lines that are owed. */
  readonly owed?: number
  readonly parked?: number
  readonly guards?: readonly { readonly name: string; readonly state: string; readonly counts: object }[]
  readonly counts?: { readonly [kind: string]: number }
  /** How much waits for it, or in it, by where; null: that cannot be told now, because the database or the broker is away. */
  readonly lag?: { readonly [where: string]: number } | null
  /** While states are folded again after a change of the model: by aggregate how many of how many. */
  readonly folding?: { readonly [aggregate: string]: { readonly done: number; readonly of: number | null } }
  readonly [more: string]: unknown
}
/** A case that waits for an operator or for its next try, with what is blocked behind it. */
export interface ParkedLane {
  readonly system: string
  readonly context: string
  readonly source: string
  /** With its kind: `orderId/7`. */
  readonly case: string
  readonly reason: string
  readonly failures: number
  readonly since: number
  /** Null: only an operator's act takes it up again. */
  readonly retryAt: number | null
  readonly events: readonly { readonly id: string; readonly type: string; readonly time: number }[]
}
export interface TimerState {
  readonly system: string
  readonly context: string
  readonly id: string
  readonly case: string
  readonly at: number
  readonly what: string
}
/** Something that does not end by itself: a refund that the provider refuses, a compensation that cannot be completed. */
export interface Task {
  readonly system: string
  readonly context: string
  readonly what: string
  readonly case: string
  readonly since: number | null
  /** Where it can be looked at and acted upon. */
  readonly href?: string
  readonly collection?: string
  readonly item?: number
  /** Who sees to it, until when (ms since 1970), and whether that is over. */
  readonly owner?: string | null
  readonly deadline?: number | null
  readonly overdue?: boolean
}
export interface TaskName {
  readonly system: string
  readonly context: string
  readonly collection: string
  readonly item: number
}
/** What operators have said of a task. `resolved`: how it was brought to an end by hand, where the item itself cannot tell. */
export interface TaskNote {
  readonly owner?: string
  readonly deadline?: number
  readonly resolved?: { readonly how: string; readonly actor: string; readonly time: number }
}
/** What may be held back in a context: what a source tells, what a policy would do, or the solid line to a target. */
export interface HeldName {
  readonly system: string
  readonly context: string
  readonly kind: 'source' | 'policy' | 'breaker'
  readonly name: string
}
export interface TimerName {
  readonly system: string
  readonly context: string
  readonly case: string
  readonly timer: string
}
export interface Lane {
  readonly system: string
  readonly context: string
  readonly source: string
  readonly case: string
}
/** What is put aside for the same cause: in the same context, at the same kind of event, in the same words. */
export interface Cause {
  readonly cause: string
  readonly system: string
  readonly context: string
  readonly source: string
  readonly event: string | null
  /** In the words of one of them. */
  readonly reason: string
  readonly cases: number
  /** Later events of these cases, which wait behind. */
  readonly blocked: number
  readonly since: number
  /** When the first of them is tried again by itself; null: only by an operator. */
  readonly retryAt: number | null
  readonly examples: readonly string[]
}
/** What became of an act on all cases of a cause: on how many it was done, and how many wait for the same cause still. */
export interface Together {
  readonly done: number
  readonly still: number
}
/** Something that a search for a number, a phone, a plate or a customer found. */
export interface FoundCase {
  readonly system: string
  readonly context: string
  readonly collection: string
  readonly item: string
  /** Of the item, below its system. */
  readonly path: string
  /** With its kind: `orderId/7`; null where it belongs to none. */
  readonly case: string | null
  readonly status: string | null
}
/** All that is known of a case: what happened, what it waits for, and what of it is put aside. `missing`: contexts that did not answer. */
export interface CaseState {
  readonly events: readonly Recorded[]
  readonly waits: readonly (Wait & { readonly context: string })[]
  readonly parked: readonly ParkedLane[]
  readonly missing: readonly string[]
  /** What everybody saw of it at the moment that was asked for. */
  readonly past?: Past
}
/** An item or a row of a case as it was. Nothing in `shows` names a person or says something of one. */
export interface Seen {
  readonly context: string
  readonly kind: 'item' | 'row'
  readonly name: string
  readonly id: number | string
  /** It is a row that customers are shown as their own. */
  readonly isCustomers: boolean
  readonly status: string | null
  readonly shows: { readonly [field: string]: unknown }
}
export interface Past {
  readonly at: number
  readonly seen: readonly Seen[]
  /** What was taken and given back by then, in won; null: the system says nothing of money. */
  readonly money: { readonly context: string; readonly taken: number; readonly back: number; readonly isOpen: boolean } | null
}
export interface Paged<T> {
  readonly items: readonly T[]
  readonly total: number
}

/** What a reconciliation found; won, and ms since 1970. */
export interface Reconciled {
  readonly system: string
  readonly provider: string
  readonly from: number
  readonly before: number
  /** So many charges of ours were compared; `others`: so many on the same account are none of ours. */
  readonly compared: number
  readonly others: number
  /** `isNew`: it was no task before. */
  readonly differences: readonly {
    readonly what: string
    readonly key: string
    readonly ours: number
    readonly theirs: number
    readonly isNew: boolean
  }[]
}
export interface ViewState {
  readonly system: string
  readonly context: string
  readonly view: string
  readonly rows: number | null
  /** While its rows are made anew: so many of them are; null: nobody knows yet how many there are. */
  readonly filling?: { readonly done: number; readonly of: number | null }
}
/** What the host lets operators see and do. Acts return false where there is nothing of that name. */
export interface Operations extends People, Boards {
  contexts(): Promise<readonly ContextState[]>
  stop(system: string, context: string, act: Act): Promise<boolean>
  start(system: string, context: string, act: Act): Promise<boolean>
  parked(): Promise<readonly ParkedLane[]>
  retry(lane: Lane, act: Act): Promise<boolean>
  drop(lane: Lane, act: Act): Promise<boolean>
  /** What the first event of the lane would do if it were taken up now, also with other data. Nothing is done. */
  preview(lane: Lane, data?: object): Promise<Preview | false>
  /** Takes the first event of the lane for what it should have said, and tries it. A text: why it cannot be that. */
  edit(lane: Lane, data: object, act: Act): Promise<boolean | string>
  /** Why what is put aside is put aside: most cases first. */
  causes(): Promise<readonly Cause[]>
  together(cause: string, what: 'retry' | 'drop', act: Act): Promise<Together | false>
  find(text: string): Promise<readonly FoundCase[]>
  /** Undefined: there is no such system, or nothing is known of that case. `at`: also what everybody saw then. */
  caseOf(system: string, kase: string, at?: number): Promise<CaseState | undefined>
  /** What became of the tries to tell people things by channels other than the log, the last ones first. */
  messages(): Promise<readonly MessageState[]>
  /** Tries a message again now. */
  resend(key: string, act: Act): Promise<boolean>
  /** Lets it wait from now on: nothing of it is lost, also over a restart. A text: why not. False: no such context runs. */
  hold(what: HeldName, act: Act): Promise<boolean | string>
  letGo(what: HeldName, act: Act): Promise<boolean | string>
  /** Rings a timer before its moment. A text: why it does not ring, or is not done with. */
  forward(timer: TimerName, act: Act): Promise<boolean | string>
  /** Gives a task an owner and a deadline, or says how it was resolved. */
  noteTask(task: TaskName, said: TaskNote, act: Act): Promise<boolean>
  timers(offset: number, limit: number): Promise<Paged<TimerState>>
  tasks(): Promise<readonly Task[]>
  /** Reads the stores and names every broken invariant. */
  audit(): Promise<object>
  audits(offset: number, limit: number): Promise<readonly (Act & { readonly system: string; readonly context: string })[]>
  /** Compares a day (such as 2026-11-28, in Seoul) of a system with the books of who takes its money. False: nobody real does, here. */
  /** `underWay`: the list is long, and is gone on with; what differs becomes a task. False: nobody real takes money for it here. */
  reconcile(system: string, day: string, act: Act): Promise<Reconciled | 'underWay' | false>
  views(): Promise<readonly ViewState[]>
  rebuild(system: string, context: string, view: string, act: Act): Promise<boolean | object>
  /** Copies everything as it is at this moment. False: it does not lie in files here, or is in several processes. */
  backup(act: Act): Promise<{ readonly folder: string; readonly files: number } | false>
  /** How the last day went, as far as this process has looked. */
  day(): Day
}
