import { aggregate, type DataOf, minutes, otherwise, policy, type StateOf, system, Type } from '@jumun/core/model'
import { Count, manager, Names, OrNull, Phone, reject, Stock, Surcharges, Text, Time, Won, Yes } from '../vocabulary.ts'
import * as commands from './menu-commands.ts'
import * as events from './menu-events.ts'
const { MenuItemAdded, MenuItemChanged, MenuItemRemoved, StockHeld, StockPassed, StockReleased, StockReturned, StockSold } = events

const states = ['OnMenu', 'OffMenu'] as const
const fields = {
  productName: Text, names: Names, price: Won, options: Surcharges, soldOut: Yes,
  stock: OrNull(Stock),                                                                 // free now; null: unlimited, and nothing is ever held
  held:  Type.Record(Type.String(), Type.Object({ qty: Count, phoneNumber: Phone })),   // by order. An order holds at most once, so its number is owner and fencing token at once
  gone:  Type.Record(Type.String(), Time),                                              // orders that are over here: a hold that comes later than its end finds its mark
}
type Item = StateOf<typeof fields, typeof states>

/** No request is on its way for longer, so marks older than this guard nothing. */
const oldestRequest = minutes(60)
const mark = (m: Item, orderId: number, at: number) => ({ ...Object.fromEntries(Object.entries(m.gone).filter(([, time]) => at - time < oldestRequest)), [orderId]: at })
const without = (m: Item, orderId: number) => Object.fromEntries(Object.entries(m.held).filter(([holder]) => holder !== String(orderId)))
/** Stock as a number counts; unlimited stays unlimited. */
const plus = (m: Item, qty: number) => (m.stock === null ? null : m.stock + qty)

const hold = (m: Item | undefined, { orderId, productName, qty, phoneNumber, holder }: DataOf<typeof commands.HoldStock>) => {
  if (m && orderId in m.held) return []
  if (m && orderId in m.gone) return reject('gone')
  if (m?.status !== 'OnMenu') return reject('no-such-product')
  if (m.soldOut) return reject('sold-out')
  const stock = m.stock
  if (stock === null) return []
  const enough = (had: Item['held'][string] | undefined) => had?.phoneNumber === phoneNumber && stock + had.qty >= qty
  // the holder has ended by its own decision before it is named here: only then does a hold pass over
  if (holder !== null && enough(m.held[holder])) return StockPassed({ orderId, productName, qty, phoneNumber, holder })
  if (stock >= qty) return StockHeld({ orderId, productName, qty, phoneNumber })
  const own = Object.keys(m.held).find(other => enough(m.held[other]))
  return own ? reject('own-hold', { holder: Number(own) }) : reject('sold-out')
}
const change = (m: Item, { productName, ...wish }: DataOf<typeof commands.ChangeMenuItem>) => {
  const was = { productName, names: m.names, price: m.price, options: m.options, stock: m.stock, soldOut: m.soldOut }
  const stock = wish.stock === undefined ? m.stock : wish.stock   // null is a wish of its own: unlimited
  const is  = { productName, names: wish.names ?? m.names, price: wish.price ?? m.price, options: wish.options ?? m.options, stock, soldOut: wish.soldOut ?? m.soldOut }
  return JSON.stringify(was) === JSON.stringify(is) ? [] : MenuItemChanged(is)
}
const none = { size: {}, temperature: {}, extras: {} }

/** What there is, at which price, and how much of it. Only limited things are held: every coffee would queue at one row. */
export const Menu = aggregate('menu', {
  key: 'productName', id: 'id', case: ['orderId', 'productName'], commands, events, states, fields,
  decide: {
    AddMenuItem:    { by: manager, from: ['nothing', ...states],                  then: (m, { productName, names, price, options, stock, soldOut }) => m?.status === 'OnMenu' ? reject('exists') :
                      MenuItemAdded({ productName, names: names ?? { ko: productName, en: productName }, price, options: options ?? none, stock: stock ?? null, soldOut: soldOut ?? false }) },
    ChangeMenuItem: { by: manager, from: 'OnMenu',                                then: change },
    RemoveMenuItem: { by: manager, from: 'OnMenu',               done: 'OffMenu', then: m => MenuItemRemoved({ productName: m.productName }) },
    HoldStock:      { by: system,  from: ['nothing', ...states],                  then: hold },
    // a release that comes before its hold leaves a mark
    ReleaseStock:   { by: policy,  from: states,                 done: otherwise, then: (m, e, _, { now }) => e.orderId in m.held || !(e.orderId in m.gone) ? StockReleased({ ...e, at: now }) : [] },
    SettleStock:    { by: policy,  from: states,                 done: otherwise, then: (m, e, _, { now }) => e.orderId in m.held ? StockSold({ ...e, at: now }) : [] },
    // a cancelled order gives back what it bought, or what it still holds where it was cancelled before that was settled
    ReturnStock:    { by: policy,  from: states,                 done: otherwise, then: (m, e, _, { now }) => StockReturned({ ...e, qty: m.held[e.orderId]?.qty ?? e.qty, at: now }) },
  },
  evolve: {
    MenuItemAdded:   (m, e) => ({ held: m?.held ?? {}, gone: m?.gone ?? {}, ...e, status: 'OnMenu' }),
    MenuItemChanged: (m, e) => ({ ...m, ...e }),
    MenuItemRemoved: m      => ({ ...m, status: 'OffMenu' }),
    StockHeld:       (m, e) => ({ ...m, stock: plus(m, -e.qty), held: { ...m.held, [e.orderId]: { qty: e.qty, phoneNumber: e.phoneNumber } } }),
    StockPassed:     (m, e) => ({ ...m, stock: plus(m, (m.held[e.holder]?.qty ?? 0) - e.qty), held: { ...without(m, e.holder), [e.orderId]: { qty: e.qty, phoneNumber: e.phoneNumber } } }),
    StockReleased:   (m, e) => ({ ...m, stock: plus(m, m.held[e.orderId]?.qty ?? 0), held: without(m, e.orderId), gone: mark(m, e.orderId, e.at) }),
    StockSold:       (m, e) => ({ ...m, held: without(m, e.orderId), gone: mark(m, e.orderId, e.at) }),
    StockReturned:   (m, e) => ({ ...m, stock: plus(m, e.qty), held: without(m, e.orderId), gone: mark(m, e.orderId, e.at) }),
  },
})
export type MenuItem = NonNullable<typeof Menu.state>
