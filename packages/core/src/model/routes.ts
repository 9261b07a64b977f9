import type { TProperties } from 'typebox'
import type { Aggregate } from './aggregate.ts'
import type { Command, Message } from './message.ts'
import type { Originals } from './originals.ts'
import type { View } from './view.ts'

/** Whose rows a caller without a staff role sees: those whose field equals the caller's claim of that name. */
export interface Search {
  /** The query parameters; each is an indexed field of the same name. */
  readonly by?: readonly string[]
  /** Only items in these states. Hidden states may be named here and are then found. */
  readonly states?: readonly string[]
  /** The order of the answer; the item's number last. */
  readonly sort?: readonly string[]
  /** Fields that are worked out while reading, from the whole answer in its order. */
  readonly add?: (items: readonly any[], now: number) => readonly object[]
  /** What those fields hold. */
  readonly added?: TProperties
}

/** What a command came to, where its solid lines decide: undefined is a yes, else why not. Read from the state after it is durable. */
export type Outcome = (state: any, wish: any) => { readonly reason: string; readonly detail?: object } | undefined

/** A query parameter by which a collection is ranked: `GET /deliveries?near=lat,lng`. */
export interface Ranking {
  /** Only items in these states. */
  readonly states: readonly string[]
  /** What the text of the parameter says; undefined: nothing that can be read. */
  readonly reads: (text: string) => unknown
  /** Where the item stands, the smallest first, and fields that follow from it; undefined: not at all. */
  readonly rank: (state: any, wanted: any) => { readonly by: number | string; readonly add?: object } | undefined
  /** What the fields hold that follow from it. */
  readonly added?: TProperties
}

/** How an item is made by POST, and what a person is told while its solid lines are on their way. */
export interface Creation {
  readonly command: Command
  /** One of these has to be given; else the request is malformed, and the first is named. */
  readonly needs?: readonly string[]
  /** While the item is in this state it is not known yet: 503 with the reason in `reason`, and the links of what can be done. */
  readonly pending?: {
    readonly state: string
    /** What was asked is already so in this state of the item: seats are held until a time that was said. */
    readonly settled?: ((state: any) => boolean) | undefined
    /** The field of the state that says why: a slug of the vocabulary, or of a 503. */
    readonly reason: string
    /** The same request again takes up what it asked for. */
    readonly again: Command
    /** Other commands that ask for the end of the waiting; nothing is settled for them before it. */
    readonly also?: readonly Command[]
    /** Committed before a 503 is said, so that what is said is true. */
    readonly postpone: (state: any) => Message<'command'>
  }
  /**
   * States that refuse what was asked: the state's field that names the reason, or the reason itself; `detail`: the field with what its
   * words need.
   */
  readonly refused?: { readonly [state: string]: { readonly field: string; readonly detail?: string } | { readonly reason: string } }
}

/** One collection of the REST interface: names, what is shown, and which verb is which command. */
export interface Collection {
  readonly of: Aggregate | View
  /** The singular, as in `_links.order`. */
  readonly item: string
  /** The fields shown, in this order, after `id`. Times (ms since 1970) are the ones in `times`. */
  readonly shows: readonly string[]
  readonly times?: readonly string[]
  /** States that are in no collection: only at their own URL and in the searches that name them. */
  readonly hidden?: readonly string[]
  /** The claim and field that make an item a customer's own; others' are 404 and filtered out of lists. */
  readonly owner?: string
  /** Roles that may read all of it; others see their own. Nothing said: everybody. */
  readonly readers?: readonly string[]
  readonly create?: Creation
  /** `POST` is another context's command: an ask, answered with the item of that key here. */
  readonly forwards?: Command
  /** `POST /{things}/{id}/{name}`: the command's name in the URL, in the links and in `allowed`. */
  readonly commands?: { readonly [name: string]: Command }
  /** `PATCH {"status": X}` and `PUT` of a whole item with that status. */
  readonly statuses?: { readonly [status: string]: Command }
  readonly delete?: Command
  /** Reference data: PUT and PATCH change its fields by this command. */
  readonly change?: Command
  /**
   * Fields that orders move as well: a whole item that was read before would set them back, so it needs If-Match; alone they may always
   * be set.
   */
  readonly moves?: readonly string[]
  /** By the name of a command in the URL, the field of the state that holds what it makes: 201 with that, instead of the item. */
  readonly makes?: { readonly [name: string]: string }
  /** Fields that are worked out from an item while reading, and what they hold. */
  readonly derives?: (state: any, id: number) => object
  readonly derived?: TProperties
  /** By command, what it came to where that is decided by what follows from it. */
  readonly outcomes?: { readonly [command: string]: Outcome }
  /** The item's key is its number in the URL, also where it is a text that somebody chose. */
  readonly byKey?: boolean
  /** There is one, of this key: it stands where the collection would. */
  readonly single?: string
  /** Query parameters that rank the collection. */
  readonly ranked?: { readonly [parameter: string]: Ranking }
  readonly searches?: { readonly [name: string]: Search }
  /** What does not end by itself, an operator's task: items in a state, or with this value in a field that is searched. */
  readonly tasks?: readonly (string | { readonly [field: string]: unknown })[]
  /** The context that owns the case answers `GET /{things}/{id}/history`. */
  readonly history?: boolean
  /** The wire of a document from before (see originals.ts); nothing in a new system. */
  readonly originals?: Originals
}

/** The wire of one context as data, by the name of each collection. */
export type Routes = { readonly [collection: string]: Collection }
