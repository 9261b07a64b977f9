// What `/operations` says. No OpenAPI document describes it, so this file is the one place where its shapes are written by hand;
// they are those of packages/http/src/operations.ts with times as ISO 8601 and with links.
import type { Linked } from '../api/links.ts'

export interface Guard {
  readonly name: string
  /** `closed`: questions go through; `open`: none does for a while; else it is being tried. */
  readonly state: string
  readonly counts: { readonly [outcome: string]: number }
}
/** What an operator lets wait, or holds open. */
export interface Held {
  readonly kind: 'source' | 'policy' | 'breaker'
  readonly name: string
  readonly since: string
  readonly actor: string
  readonly reason: string
}
export interface ContextNow extends Linked {
  readonly system: string
  readonly context: string
  readonly state: 'running' | 'stopped'
  /** Why it could not start. */
  readonly why?: string
  readonly level?: string
  readonly team?: string
  readonly parked?: number
  readonly guards?: readonly Guard[]
  readonly held?: readonly Held[]
  /** Whose events it takes in. */
  readonly hears?: readonly string[]
  readonly counts?: { readonly [kind: string]: number }
  /** How many events wait for it, by where they come from; null: that cannot be told now. */
  readonly lag?: { readonly [source: string]: number } | null
}
export interface Lane {
  readonly system: string
  readonly context: string
  readonly source: string
  /** With its kind: `orderId/7`. */
  readonly case: string
}
export interface Parked extends Lane, Linked {
  readonly reason: string
  readonly failures: number
  readonly since: string
  readonly retryAt: string | null
  readonly events: readonly { readonly id: string; readonly type: string; readonly time: string }[]
  readonly blocked: number
}
export interface Cause extends Linked {
  readonly cause: string
  readonly system: string
  readonly context: string
  readonly source: string
  readonly event: string | null
  readonly reason: string
  readonly cases: number
  readonly blocked: number
  readonly since: string
  readonly retryAt: string | null
  readonly examples: readonly string[]
}
export interface Together {
  readonly done: number
  readonly still: number
}
/** What one retry came to: `waits` is true where it was put aside again. */
export interface Tried extends Lane {
  readonly waits: boolean
  readonly reason?: string
}
type Becomes =
  | { readonly kind: 'events'; readonly events: readonly { readonly type: string; readonly data: unknown }[] }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'before' }
  | { readonly kind: 'asks'; readonly context: string }
  | { readonly kind: 'later'; readonly at: string }
export type Data = { readonly [field: string]: unknown }
export interface Preview extends Lane {
  readonly event: { readonly type: string; readonly time: string; readonly data: Data }
  readonly wrong: string | null
  readonly commands: readonly { readonly policy: string; readonly command: string; readonly data: unknown; readonly becomes: Becomes }[]
  readonly rows: readonly {
    readonly view: string
    readonly key: string | number
    readonly before: Data | null
    readonly after: Data | null
  }[]
}
export interface Found {
  readonly system: string
  readonly context: string
  readonly collection: string
  readonly item: string
  readonly path: string
  readonly case: string | null
  readonly status: string | null
}
export interface Happened {
  readonly id: string
  readonly context: string
  readonly internal: boolean
  readonly type: string
  readonly time: string
  readonly aggregate: string
  readonly item: number
  readonly actor: string
  /** The ids of the events that led to it, the oldest first. */
  readonly causes: readonly string[]
}
export interface Wait {
  readonly context: string
  readonly what: string
  readonly since: string | null
  readonly until: string | null
}
export interface CaseNow {
  readonly system: string
  readonly case: string
  readonly events: readonly Happened[]
  readonly waits: readonly Wait[]
  readonly parked: readonly Omit<Parked, '_links' | 'blocked'>[]
  /** Contexts that did not answer. */
  readonly missing: readonly string[]
  readonly past?: Past
}
/** An item or a row of a case as it was. */
export interface Seen {
  readonly context: string
  readonly kind: 'item' | 'row'
  readonly name: string
  readonly id: number | string
  /** Customers are shown it as their own. */
  readonly isCustomers: boolean
  readonly status: string | null
  readonly shows: Data
}
export interface Past {
  readonly at: string
  readonly seen: readonly Seen[]
  /** In won; null: the system says nothing of money. */
  readonly money: { readonly context: string; readonly taken: number; readonly back: number; readonly isOpen: boolean } | null
}
/** How the last day went, sample by sample; null: nobody could tell. */
export interface Day {
  /** In seconds. */
  readonly every: number
  readonly at: readonly string[]
  readonly systems: readonly (Readonly<
    Record<'events' | 'waiting' | 'parked' | 'unknown' | 'stopped' | 'open', readonly (number | null)[]>
  > & {
    readonly system: string
  })[]
}
export interface Task {
  readonly system: string
  readonly context: string
  readonly what: string
  readonly case: string
  readonly since: string | null
  readonly collection?: string
  readonly item?: number
  readonly owner?: string | null
  readonly deadline?: string | null
  readonly overdue?: boolean
}
export interface Reconciled {
  readonly provider: string
  readonly compared: number
  readonly differences: readonly { readonly what: string; readonly key: string; readonly ours: number; readonly theirs: number }[]
}
/** What is known of a person in one system. */
export interface Person {
  readonly system: string
  readonly cases: readonly string[]
  readonly things: { readonly [context: string]: { readonly [kind: string]: number } }
  /** Why they cannot be erased yet. */
  readonly open: readonly string[]
}
export interface Exported {
  readonly system: string
  readonly things: readonly object[]
}
export interface Erased {
  readonly system: string
  readonly cases: number
  /** What only people can do. */
  readonly left: readonly string[]
}
export interface Page {
  readonly size: number
  readonly number: number
  readonly totalElements?: number
  readonly totalPages?: number
}
export interface Timer {
  readonly system: string
  readonly context: string
  readonly id: string
  readonly case: string
  readonly at: string
  readonly what: string
}
export interface Act {
  readonly system: string
  readonly context: string
  readonly time: string
  readonly actor: string
  readonly action: string
  readonly reason: string
  readonly detail: unknown
}
export interface Audit {
  readonly kept: boolean
  readonly systems: readonly {
    readonly system: string
    readonly cases: number
    readonly events: number
    readonly items: number
    readonly rows: number
    readonly broken: readonly { readonly promise: string; readonly where: string }[]
  }[]
}
export interface ViewNow extends Linked {
  readonly system: string
  readonly context: string
  readonly view: string
  readonly rows: number | null
}
/** What goes on in one context, by the notes of its board. */
export interface Flow {
  readonly context: string
  /** Since when is counted. */
  readonly since: string
  readonly events: { readonly [type: string]: number }
  readonly commands: { readonly [type: string]: { readonly [outcome: string]: number } }
  readonly seconds: { readonly [policy: string]: number }
  readonly owed: { readonly [policy: string]: number }
  readonly items: { readonly [aggregate: string]: number }
  readonly rows: { readonly [view: string]: number }
}
export interface Last extends Happened {
  readonly case: string
}
/** Money of which nobody can say yet where it is. */
export interface Money {
  readonly system: string
  readonly context: string
  readonly case: string
  readonly external: string
  readonly what: string
  readonly state: 'under way' | 'unknown'
  /** In won. */
  readonly amt: number | null
  readonly since: string | null
  /** When it is asked again by itself. */
  readonly next: string | null
}
