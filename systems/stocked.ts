/**
 * Stock of what is sold by the piece: held before it is paid, sold when it is, given back when its order ends. The same
 * wherever there is a catalogue; a system spreads notes and rows into its own (see bread/order/item.ts).
 */
import {
  type Circumstances,
  command,
  commandsOf,
  eventsOf,
  type EventsOf,
  type MessageOf,
  type OneOrMore,
  otherwise,
  policy,
  type Rejection,
  system,
  Type,
} from '@jumun/core/model'
import { no, type Outcome, picking, read } from './block.ts'
import { Count, Id, Natural, OrNull, Time } from './vocabulary.ts'

const Stock = Type.Integer({ minimum: 0, maximum: 1_000_000 })
/** What the events carry beside the item, which they name. */
const happens = {
  StockHeld: { orderId: Id, qty: Count },
  StockPassed: { orderId: Id, qty: Count, holder: Id },
  StockReleased: { orderId: Id, at: Time },
  StockSold: { orderId: Id, at: Time },
  StockReturned: { orderId: Id, qty: Count, at: Time },
}
const asks = {
  HoldStock: { orderId: Id, qty: Count, holder: OrNull(Id) },
  ReleaseStock: { orderId: Id },
  SettleStock: { orderId: Id },
  ReturnStock: { orderId: Id, qty: Count },
}
type Data<T extends keyof typeof happens> = Type.Static<Type.TObject<(typeof happens)[T]>>
type Asked<T extends keyof typeof asks> = Type.Static<Type.TObject<(typeof asks)[T]>>
/** An item as the block sees it; under a name of the system it carries its key. */
export interface Stocked {
  readonly stock: number | null
  readonly held: { readonly [orderId: string]: { readonly qty: number } }
  readonly last?: number
  readonly old?: number
}

/**
 * Nothing is kept here of orders that are over: a hold that comes later than its end is refused by what its order says, so that a sale
 * costs the same however many were before it. Whoever ends an order commits that first and tells the item afterwards, and each such word is
 * an event of the item, also where nothing was held: a hold that was decided beside it, on the order as it was, is then decided again.
 */
const isOver = (order: { readonly status: string } | undefined) => order?.status !== 'AwaitingPayment'

/** `key`: what the system calls the item, with its schema; `by`: the field that says whose an order is, with its schema. */
export const stocked = <Key extends Type.TProperties, By extends Type.TProperties>({
  key: named,
  by: whose,
}: {
  readonly key: Key
  readonly by: By
}) => {
  const by = Object.keys(whose)[0]!
  const holding = { ...named, ...whose }

  const events = {
    ...eventsOf(holding, { StockHeld: happens.StockHeld, StockPassed: happens.StockPassed }),
    ...eventsOf(named, { StockReleased: happens.StockReleased, StockSold: happens.StockSold, StockReturned: happens.StockReturned }),
  }
  const commands = {
    HoldStock: command('HoldStock', { ...holding, ...asks.HoldStock }, { answers: ['accepted', 'rejected'] }),
    ...commandsOf(named, { ReleaseStock: asks.ReleaseStock, SettleStock: asks.SettleStock, ReturnStock: asks.ReturnStock }),
  }
  const happened = events as unknown as EventsOf<{}, typeof happens>

  const fields = {
    stock: OrNull(Stock), // free now; null: unlimited, and nothing is ever held
    // by order. An order holds at most once, so its number is owner and fencing token at once
    held: Type.Record(Type.String(), Type.Object({ qty: Count, ...whose })),
    // what older versions kept of orders that were over: read by nobody, and left out at the next change
    gone: Type.Optional(Type.Record(Type.String(), Time)),
    last: Type.Optional(Natural),
    old: Type.Optional(Natural), // the highest order that held anything; the highest before somebody last counted
  }

  /** An order reads the item that it wants, so here it can only be named. */
  const reads = { order: ['order', 'orderId'] } as const

  const of = picking(Object.keys(named))
  const wanted = picking(Object.keys(holding))
  const rest = <M extends Stocked>(m: M): M => {
    const { gone: _, ...kept } = m as M & { readonly gone?: unknown }
    return kept as unknown as M
  }
  const without = (m: Stocked, orderId: number) =>
    Object.fromEntries(Object.entries(m.held).filter(([holder]) => holder !== String(orderId)))
  /** Stock as a number counts; unlimited stays unlimited. */
  const plus = (m: Stocked, qty: number) => (m.stock === null ? null : m.stock + qty)
  /** Somebody has counted what there is: nothing that was taken before comes back into that number. */
  const counted = (m: Pick<Stocked, 'last'> | undefined) => ({ old: m?.last ?? 0 })
  /** What of an order comes back into the stock as it was last counted. */
  const back = (m: Stocked, orderId: number | string, qty = m.held[orderId]?.qty ?? 0) => (Number(orderId) > (m.old ?? 0) ? qty : 0)
  const took = (m: Stocked, orderId: number) => ({ last: Math.max(m.last ?? 0, orderId) })
  const take = (m: Stocked, wish: Asked<'HoldStock'>): Outcome => {
    const { orderId, qty, holder } = wish
    const { stock } = m
    if (stock === null) return []
    const enough = (other: number | string) => {
      const hold = m.held[other]
      return hold !== undefined && read(hold, by) === read(wish, by) && stock + back(m, other) >= qty
    }
    const taken = { ...wanted(wish), orderId, qty }
    // the holder has ended by its own decision before it is named here: only then does a hold pass over
    if (holder !== null && enough(holder)) return happened.StockPassed({ ...taken, holder })
    if (stock >= qty) return happened.StockHeld(taken)
    const own = Object.keys(m.held).find(enough)
    return own ? no('own-hold', { holder: Number(own) }) : no('sold-out')
  }

  /** `unsellable`: why nobody may hold it as it is, where that is so. */
  const rows = <const States extends readonly string[], Item extends Stocked>({
    states,
    unsellable,
  }: {
    readonly states: States
    readonly unsellable: (item: Item | undefined) => Rejection | undefined
  }) => {
    type Told = OneOrMore<MessageOf<(typeof events)[keyof typeof events]>> | Rejection
    type Order = { readonly order: { readonly status: string } | undefined }
    /** Outside, what happened is what happened to an item of the system. */
    const row = <Wish>(then: (item: Stocked | undefined, wish: Wish, now: number, order: Order['order']) => Outcome) =>
      ((m: Stocked | undefined, wish: Wish, { order }: Order, { now }: Circumstances) => then(m, wish, now, order)) as (
        m: Stocked | undefined,
        wish: Wish,
        read: Order,
        at: Circumstances,
      ) => Told
    const hold = (m: Stocked | undefined, wish: Asked<'HoldStock'>, _: number, order: Order['order']): Outcome => {
      if (m && wish.orderId in m.held) return []
      if (isOver(order)) return no('gone')
      return unsellable(m as Item | undefined) ?? take(m!, wish)
    }
    /** What an order that is there asks of an item that is there. */
    const its = <Wish extends { readonly orderId: number }>(then: (item: Stocked, wish: Wish, now: number) => Outcome) =>
      ({ by: policy, from: states, done: otherwise, then: row((m, wish: Wish, now) => then(m!, wish, now)) }) as const
    const one = (wish: Asked<'ReleaseStock'>, at: number) => ({ ...of(wish), orderId: wish.orderId, at })
    return {
      decide: {
        HoldStock: { by: system, from: ['nothing', ...states], then: row(hold) },
        ReleaseStock: its((_, wish: Asked<'ReleaseStock'>, now) => happened.StockReleased(one(wish, now))),
        SettleStock: its((m, wish: Asked<'SettleStock'>, now) => (wish.orderId in m.held ? happened.StockSold(one(wish, now)) : [])),
        // an order that ends gives back what it bought, or what it still holds where it ended before that was settled
        ReturnStock: its((m, wish: Asked<'ReturnStock'>, now) =>
          happened.StockReturned({ ...one(wish, now), qty: m.held[wish.orderId]?.qty ?? wish.qty }),
        ),
      } as const,
      evolve: {
        StockHeld: <M extends Stocked>(m: M, e: Data<'StockHeld'>) => ({
          ...rest(m),
          ...took(m, e.orderId),
          stock: plus(m, -e.qty),
          held: { ...m.held, [e.orderId]: { qty: e.qty, [by]: read(e, by) } },
        }),
        StockPassed: <M extends Stocked>(m: M, e: Data<'StockPassed'>) => ({
          ...rest(m),
          ...took(m, e.orderId),
          stock: plus(m, back(m, e.holder) - e.qty),
          held: { ...without(m, e.holder), [e.orderId]: { qty: e.qty, [by]: read(e, by) } },
        }),
        StockReleased: <M extends Stocked>(m: M, e: Data<'StockReleased'>) => ({
          ...rest(m),
          stock: plus(m, back(m, e.orderId)),
          held: without(m, e.orderId),
        }),
        StockSold: <M extends Stocked>(m: M, e: Data<'StockSold'>) => ({ ...rest(m), held: without(m, e.orderId) }),
        StockReturned: <M extends Stocked>(m: M, e: Data<'StockReturned'>) => ({
          ...rest(m),
          stock: plus(m, back(m, e.orderId, e.qty)),
          held: without(m, e.orderId),
        }),
      },
    }
  }
  return { events, commands, fields, reads, rows, counted }
}
