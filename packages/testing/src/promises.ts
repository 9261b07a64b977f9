/**
 * What the promises of a system are read with: a case with the types of its items and rows, what happened in it, what the provider has
 * on its books, and the promises that every system makes in the same words.
 */
import type { Aggregate, OpenView, View } from '@jumun/core/model'
import type { CaseFile, Recorded } from '@jumun/core/runtime'

/** What is kept of an item of this aggregate. */
export type ItemOf<A extends Aggregate> = NonNullable<A['state']>
/** A row of this view: what no event has told yet is not there. */
export type RowOf<V> = V extends OpenView<infer R> ? Partial<R> : never

/** What the books of those outside say of one case: in won; `refundedAt` in ms since 1970, 0: nothing came back. */
export interface Money {
  /** Money taken less money given back. */
  readonly net: number
  /** How often it was taken. */
  readonly captures: number
  /** When the last of it was given back. */
  readonly refundedAt: number
}
interface Entry {
  readonly kind: 'charge' | 'refund'
  readonly status?: string
  readonly amt: number
  readonly at: number
}
const sum = (entries: readonly Entry[]): number => entries.reduce((n, { amt }) => n + amt, 0)
const moneyIn = (books: readonly Entry[]): Money => {
  const charges = books.filter(e => e.kind === 'charge' && e.status === 'captured')
  const refunds = books.filter(e => e.kind === 'refund')
  return { net: sum(charges) - sum(refunds), captures: charges.length, refundedAt: Math.max(0, ...refunds.map(e => e.at)) }
}

/** Where something of a case is kept: an item in its context, or a row of a view. */
type Part = readonly [context: string, of: Aggregate] | View
/** A case, typed: each part that is there, what happened, and what the books say. */
export type FileOf<Parts extends { readonly [name: string]: Part }> = Money & {
  readonly [P in keyof Parts]: (Parts[P] extends readonly [string, infer A extends Aggregate] ? ItemOf<A> : RowOf<Parts[P]>) | undefined
} & {
  readonly facts: readonly Recorded[]
}
/** Reads these parts of a case out of all that there is about it. */
export const fileOf =
  <const Parts extends { readonly [name: string]: Part }>(parts: Parts) =>
  ({ states, rows, facts, books }: CaseFile): FileOf<Parts> => {
    const its = Object.entries(parts).map(([name, part]) => [name, 'kind' in part ? rows[part.name] : states[`${part[0]}.${part[1].name}`]])
    return { ...Object.fromEntries(its), ...moneyIn(books), facts }
  }

/** What happened in a case, by the names of the events. */
export interface Reading {
  all(type: string): readonly Recorded[]
  first(type: string): Recorded | undefined
  happened(type: string): boolean
  /** Which of these happened more than once. */
  twice(...types: readonly string[]): string[]
  /** `later` only after `earlier`. */
  after(later: string, earlier: string): string[]
}
export const reading = (facts: readonly Recorded[]): Reading => {
  const all = (type: string) => facts.filter(e => e.type === type)
  const first = (type: string) => facts.find(e => e.type === type)
  return {
    all,
    first,
    happened: type => first(type) !== undefined,
    twice: (...types) => types.filter(type => all(type).length > 1).map(type => `${type} twice`),
    after: (later, earlier) => {
      const [a, b] = [first(later), first(earlier)]
      return a && !(b && b.time <= a.time) ? [`${later} without ${earlier} before it`] : []
    },
  }
}

// ---- what every system promises
/** The name of an event among all contexts, as others cite it. */
const nameOf = ({ source, id }: Recorded): string => `${source}:${id}`

/** Everything is told that is news, once, when its case is known; never a cause after its effect. */
export const toldAll = (
  facts: readonly Recorded[],
  {
    isKnown,
    wordOf,
    thing,
  }: {
    /** Somebody knows of the case: it was paid. */
    readonly isKnown: boolean
    /** Under which word it is told; undefined: it is no news. */
    readonly wordOf: (e: Recorded) => string | undefined
    /** What a case that nobody knows is called: `an unpaid order`. */
    readonly thing: string
  },
): string[] => {
  const { all } = reading(facts)
  const queued = all('MessageQueued')
  const said = new Set(queued.map(m => m.data.event))
  const settled = new Set([...all('MessageSent'), ...all('MessageDropped')].map(e => e.data.messageId))
  const wrong: string[] = []
  if (settled.size !== queued.length) wrong.push(`messages: ${settled.size} sent or replaced of ${queued.length}`)
  if (new Set(queued.map(m => `${m.key} ${m.data.event}`)).size !== queued.length) wrong.push('a message was said twice')
  if (!isKnown && queued.length) wrong.push(`a message about ${thing}`)
  const happened = facts.filter(e => e.number !== null && wordOf(e))
  for (const e of isKnown ? happened : []) {
    const id = nameOf(e)
    const effectTold = happened.some(later => later.causes.includes(id) && said.has(nameOf(later)))
    const isPassed = all('NewsDropped').some(x => x.data.event === id && (x.data.reason !== 'overtaken' || effectTold))
    if (!said.has(id) && !isPassed) wrong.push(`messages: ${wordOf(e)} was never told`)
  }
  for (const [i, later] of queued.entries())
    for (const earlier of queued.slice(0, i)) {
      const effect = happened.find(e => nameOf(e) === earlier.data.event)
      if (earlier.key === later.key && earlier.data.causes.length && effect?.causes.includes(later.data.event))
        wrong.push(`${later.data.what} was told after its effect ${earlier.data.what}`)
    }
  return wrong
}

/**
 * Whose money came back of what was never made hears of it. `back`: all of it is; `made`: there was something to pay for. Of older cases
 * nobody was told, so no audit asks for this.
 */
export const moneyIsTold = (facts: readonly Recorded[], { back, made }: { readonly back: string; readonly made: string }): string[] => {
  const { happened } = reading(facts)
  return happened(back) && !happened(made) && !happened('ChargeReturned')
    ? ['money came back of what was never made, and nobody was told']
    : []
}

/** The public events of a case are numbered without gaps, in the order in which they happened; `own`: the case that an event belongs to. */
export const numbered = (facts: readonly Recorded[], own: (e: Recorded) => string = e => e.case): string[] => {
  const last = new Map<string, number>()
  const wrong: string[] = []
  for (const e of facts) {
    const { source, type, case: of, number } = e
    if (of !== own(e)) wrong.push(`${type} lies in the case of another`)
    if (number === null) continue
    const before = last.get(`${source} ${of}`) ?? 0
    if (number !== before + 1) wrong.push(`the log of ${source}: after ${before} comes ${number}`)
    last.set(`${source} ${of}`, number)
  }
  return wrong
}

/** What one customer was told, what they asked for with one key, and what they paid for it in the end. */
export interface Promised extends Pick<Money, 'net' | 'captures'> {
  /** `order`. */
  readonly thing: string
  /**
   * In the order in which they heard it: `201`, `4xx`, `503`, `503 nothing charged`, `504` (nobody knows), `busy` (being paid this moment),
   * `lost` (no answer), `down` and `away` (nothing was done).
   */
  readonly told: readonly string[]
  /** How many were made of the one key. */
  readonly made: number
  /** One of them lives. */
  readonly lives: boolean
  /** None lives, and they know why: they have cancelled it, or heard that it came to nothing. */
  readonly isOver: boolean
  /** A request of their own, of which they had heard nothing, was decided after the last answer: they have asked for it. */
  readonly late?: boolean
}
/** Nobody is told anything that is not so, or does not stay so. */
export const toldTruly = ({ thing, told, made, lives, isOver, net, captures, late = false }: Promised): string[] => {
  const wrong: string[] = []
  if (made > 1) wrong.push(`one Idempotency-Key, two ${thing}s`)
  if (told.includes('201')) return lives || isOver ? wrong : [...wrong, `told 201, no ${thing}`]
  const last = told.at(-1) ?? ''
  if (last === '4xx' && (net || lives)) wrong.push('told no, charged')
  if (made && told.length && told.every(t => t === 'down' || t === 'away')) wrong.push('told that nothing was done, and it was')
  if (last === '503 nothing charged' && captures) wrong.push('told that nothing was charged, and it was')
  if (last.startsWith('503') && !late && (net || lives)) wrong.push(`told "pay later", ${thing} made behind the back`)
  return wrong
}

/** What there is of something that is limited: so much is free, and so much is held for somebody. */
interface Stocked {
  readonly stock: number | null
  readonly held: { readonly [key: string]: { readonly qty: number } }
}
/** Stock is conserved: what was there is free, held, or with those who have bought it. */
export const conserved = (name: string, item: Stocked, initial: number, bought: number): string[] => {
  const held = Object.values(item.held).reduce((n, { qty }) => n + qty, 0)
  const free = item.stock ?? 0
  const wrong: string[] = []
  if (free < 0) wrong.push(`stock: ${free} ${name} free`)
  if (free + bought !== initial || held) wrong.push(`stock: ${free} free and ${held} held of ${initial}, ${bought} in living orders`)
  return wrong
}
/**
 * Limited stock that was taken and not given back belongs to exactly the orders that live, or still wait for their payment. `of`: the
 * field that names what was taken.
 */
export const keptForLiving = (facts: Iterable<Recorded>, of: string, isOver: (orderId: number) => boolean): string[] => {
  const taken = new Map<string, Map<number, number>>()
  for (const { type, data } of facts) {
    const by = taken.get(data[of]) ?? new Map<number, number>()
    taken.set(data[of], by)
    if (type === 'StockPassed') by.delete(data.holder)
    if (type === 'StockHeld' || type === 'StockPassed') by.set(data.orderId, data.qty)
    if (type === 'StockReleased' || type === 'StockReturned') by.delete(data.orderId)
  }
  return [...taken].flatMap(([name, by]) =>
    [...by.keys()].filter(isOver).map(orderId => `stock of ${name} is kept for order ${orderId}, which is over`),
  )
}
