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
type State = StateOf<typeof fields, typeof states>
const unsellable = (m: State | undefined) => m?.status !== 'OnMenu' ? reject('no-such-product') : m.soldOut ? reject('sold-out') : undefined
const rows = stock.rows({ states, unsellable })

const none = { size: {}, temperature: {}, extras: {} }
const add = (m: State | undefined, wish: DataOf<typeof commands.AddMenuItem>) => {
  const { productName, price } = wish, names = wish.names ?? { ko: productName, en: productName }
  if (m?.status === 'OnMenu') return reject('exists')
  return MenuItemAdded({
    productName, names, price, options: wish.options ?? none, stock: wish.stock ?? null, soldOut: wish.soldOut ?? false,
  })
}
const change = (m: State, wish: DataOf<typeof commands.ChangeMenuItem>) => {
  const stock = wish.stock === undefined ? m.stock : wish.stock   // null is a wish of its own: unlimited
  const names = wish.names ?? m.names, price = wish.price ?? m.price, options = wish.options ?? m.options
  const was = MenuItemChanged.of(m), is = MenuItemChanged.of({ ...m, names, price, options, stock, soldOut: wish.soldOut ?? m.soldOut })
  return JSON.stringify(was) === JSON.stringify(is) ? [] : is
}

/** What there is, at which price, and how much of it. Only limited things are held: every coffee would queue at one row. */
export const Menu = aggregate('menu', {
  key: 'productName', id: 'id', case: ['orderId', 'productName'], commands, events, reads: stock.reads, states, fields,
  decide: {
    //                who may      in which state                already so       what then happened
    AddMenuItem:    { by: manager, from: ['nothing', ...states],                  then: add },
    ChangeMenuItem: { by: manager, from: 'OnMenu',                                then: change },
    RemoveMenuItem: { by: manager, from: 'OnMenu',               done: 'OffMenu', then: MenuItemRemoved.of },
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
