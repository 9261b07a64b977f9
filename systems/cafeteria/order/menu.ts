import { aggregate, type DataOf, type StateOf } from '@jumun/core/model'
import { manager, Name, Names, Price, reject, Surcharges, Yes } from '../vocabulary.ts'
import * as commands from './menu-commands.ts'
import * as events from './menu-events.ts'
import { stock } from './stock.ts'
const { MenuItemAdded, MenuItemChanged, MenuItemRemoved } = events

const states = ['OnMenu', 'OffMenu'] as const
const fields = {
  productName: Name, names: Names, price: Price, options: Surcharges, soldOut: Yes,
  ...stock.fields,
}
type Item = StateOf<typeof fields, typeof states>

type State = StateOf<typeof fields, typeof states>
const unsellable = (m: State | undefined) => m?.status !== 'OnMenu' ? reject('no-such-product') : m.soldOut ? reject('sold-out') : undefined
const rows = stock.rows({ states, unsellable })

const change = (m: Item, { productName, ...wish }: DataOf<typeof commands.ChangeMenuItem>) => {
  const was = { productName, names: m.names, price: m.price, options: m.options, stock: m.stock, soldOut: m.soldOut }
  const stock = wish.stock === undefined ? m.stock : wish.stock   // null is a wish of its own: unlimited
  const is  = { productName, names: wish.names ?? m.names, price: wish.price ?? m.price, options: wish.options ?? m.options, stock, soldOut: wish.soldOut ?? m.soldOut }
  return JSON.stringify(was) === JSON.stringify(is) ? [] : MenuItemChanged(is)
}
const none = { size: {}, temperature: {}, extras: {} }

/** What there is, at which price, and how much of it. Only limited things are held: every coffee would queue at one row. */
export const Menu = aggregate('menu', {
  key: 'productName', id: 'id', case: ['orderId', 'productName'], commands, events, reads: stock.reads, states, fields,
  decide: {
    AddMenuItem:    { by: manager, from: ['nothing', ...states],                  then: (m, { productName, names, price, options, stock, soldOut }) => m?.status === 'OnMenu' ? reject('exists') :
                      MenuItemAdded({ productName, names: names ?? { ko: productName, en: productName }, price, options: options ?? none, stock: stock ?? null, soldOut: soldOut ?? false }) },
    ChangeMenuItem: { by: manager, from: 'OnMenu',                                then: change },
    RemoveMenuItem: { by: manager, from: 'OnMenu',               done: 'OffMenu', then: m => MenuItemRemoved({ productName: m.productName }) },
    ...rows.decide,
  },
  evolve: {
    MenuItemAdded:   (m, e) => ({ held: m?.held ?? {}, last: m?.last ?? 0, ...stock.counted(m), ...e, status: 'OnMenu' }),
    MenuItemChanged: (m, e) => ({ ...m, ...(e.stock === m.stock ? {} : stock.counted(m)), ...e }),
    MenuItemRemoved: m      => ({ ...m, status: 'OffMenu' }),
    ...rows.evolve,
  },
})
export type MenuItem = NonNullable<typeof Menu.state>
