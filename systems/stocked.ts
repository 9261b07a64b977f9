/**
 * Stock of what is sold by the piece: held before it is paid, sold when it is, given back when its order ends. The same
 * wherever there is a catalogue; a system spreads notes and rows into its own (see bread/order/item.ts).
 */
import { type Circumstances, command, event, type Message, otherwise, policy, type Rejection, system, Type } from '@jumun/core/model'
import { Count, Id, Natural, OrNull, Time } from './vocabulary.ts'

const Stock = Type.Integer({ minimum: 0, maximum: 1_000_000 })
/** An item as the block sees it; under a name of the system it carries its key. */
export interface Stocked {
  readonly status: string
  readonly stock: number | null
  readonly held: { readonly [orderId: string]: { readonly qty: number; readonly [by: string]: any } }
  readonly gone?: unknown
  readonly last?: number
  readonly old?: number
  readonly [field: string]: any
}
type Happened = Message<'event', any, any>

/**
 * Nothing is kept here of orders that are over: a hold that comes later than its end is refused by what its order says, so that a sale costs the same
 * however many were before it. Whoever ends an order commits that first and tells the item afterwards, and each such word is an event of the item,
 * also where nothing was held: a hold that was decided beside it, on the order as it was, is then decided again.
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
  const [key, by] = [Object.keys(named)[0]!, Object.keys(whose)[0]!]
  const one = { orderId: Id, ...named },
    hold = { ...one, qty: Count, ...whose }

  const events = {
    StockHeld: event.internal('StockHeld', hold),
    StockPassed: event.internal('StockPassed', { ...hold, holder: Id }),
    StockReleased: event.internal('StockReleased', { ...one, at: Time }),
    StockSold: event.internal('StockSold', { ...one, at: Time }),
    StockReturned: event.internal('StockReturned', { ...one, qty: Count, at: Time }),
  }
  const { StockHeld, StockPassed, StockReleased, StockReturned, StockSold } = events as unknown as {
    readonly [type in keyof typeof events]: (data: any) => Happened
  }

  const commands = {
    HoldStock: command('HoldStock', { ...hold, holder: OrNull(Id) }, { answers: ['accepted', 'rejected'] }),
    ReleaseStock: command('ReleaseStock', one),
    SettleStock: command('SettleStock', one),
    ReturnStock: command('ReturnStock', { ...one, qty: Count }),
  }

  const fields = {
    stock: OrNull(Stock), // free now; null: unlimited, and nothing is ever held
    held: Type.Record(Type.String(), Type.Object({ qty: Count, ...whose })), // by order. An order holds at most once, so its number is owner and fencing token at once
    gone: Type.Optional(Type.Record(Type.String(), Time)), // what older versions kept of orders that were over: read by nobody, and left out at the next change
    last: Type.Optional(Natural),
    old: Type.Optional(Natural), // the highest order that held anything; the highest before somebody last counted
  }

  /** An order reads the item that it wants, so here it can only be named. */
  const reads = { order: ['order', 'orderId'] } as const

  const of = ({ orderId, [key]: item }: any): any => ({ orderId, [key]: item })
  const rest = (m: Stocked) => {
    const { gone: _, ...kept } = m
    return kept
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
  const no = (reason: string, detail?: object): Rejection => ({ kind: 'rejection', reason, ...(detail ? { detail } : {}) })

  const take = (m: Stocked, { orderId, qty, holder, [by]: who, ...wish }: any) => {
    const stock = m.stock
    if (stock === null) return []
    const enough = (other: number | string) => m.held[other]?.[by] === who && stock + back(m, other) >= qty
    const taken = { ...of({ orderId, ...wish }), qty, [by]: who }
    // the holder has ended by its own decision before it is named here: only then does a hold pass over
    if (holder !== null && enough(holder)) return StockPassed({ ...taken, holder })
    if (stock >= qty) return StockHeld(taken)
    const own = Object.keys(m.held).find(enough)
    return own ? no('own-hold', { holder: Number(own) }) : no('sold-out')
  }

  /** `unsellable`: why nobody may hold it as it is, where that is so. */
  const rows = ({
    states,
    unsellable,
  }: {
    readonly states: readonly string[]
    readonly unsellable: (item: any) => Rejection | undefined
  }) => {
    const known: any = states
    const hold = (m: Stocked | undefined, wish: any, order: { readonly status: string } | undefined) => {
      if (m && wish.orderId in m.held) return []
      if (isOver(order)) return no('gone')
      return unsellable(m) ?? take(m!, wish)
    }
    return {
      decide: {
        HoldStock: {
          by: system,
          from: ['nothing', ...known],
          then: (m: Stocked | undefined, wish: any, { order }: any): any => hold(m, wish, order),
        },
        ReleaseStock: {
          by: policy,
          from: known,
          done: otherwise,
          then: (_: Stocked, e: any, __: any, { now }: Circumstances): any => StockReleased({ ...of(e), at: now }),
        },
        SettleStock: {
          by: policy,
          from: known,
          done: otherwise,
          then: (m: Stocked, e: any, _: any, { now }: Circumstances): any => (e.orderId in m.held ? StockSold({ ...of(e), at: now }) : []),
        },
        // an order that ends gives back what it bought, or what it still holds where it ended before that was settled
        ReturnStock: {
          by: policy,
          from: known,
          done: otherwise,
          then: (m: Stocked, e: any, _: any, { now }: Circumstances): any =>
            StockReturned({ ...of(e), qty: m.held[e.orderId]?.qty ?? e.qty, at: now }),
        },
      } as const,
      evolve: {
        StockHeld: (m: Stocked, e: any): any => ({
          ...rest(m),
          ...took(m, e.orderId),
          stock: plus(m, -e.qty),
          held: { ...m.held, [e.orderId]: { qty: e.qty, [by]: e[by] } },
        }),
        StockPassed: (m: Stocked, e: any): any => ({
          ...rest(m),
          ...took(m, e.orderId),
          stock: plus(m, back(m, e.holder) - e.qty),
          held: { ...without(m, e.holder), [e.orderId]: { qty: e.qty, [by]: e[by] } },
        }),
        StockReleased: (m: Stocked, e: any): any => ({ ...rest(m), stock: plus(m, back(m, e.orderId)), held: without(m, e.orderId) }),
        StockSold: (m: Stocked, e: any): any => ({ ...rest(m), held: without(m, e.orderId) }),
        StockReturned: (m: Stocked, e: any): any => ({
          ...rest(m),
          stock: plus(m, back(m, e.orderId, e.qty)),
          held: without(m, e.orderId),
        }),
      },
    }
  }
  return { events, commands, fields, reads, rows, counted }
}
