import { aggregate, type DataOf, type StateOf } from '@jumun/core/model'
import { baker, Name, reject, Won } from '../vocabulary.ts'
import * as commands from './item-commands.ts'
import * as events from './item-events.ts'
import { stock } from './stock.ts'
const { ItemAdded, ItemChanged } = events

const states = ['OnSale'] as const
const fields = { item: Name, price: Won, ...stock.fields }
type State = StateOf<typeof fields, typeof states>
const rows = stock.rows({ states, unsellable: item => item ? undefined : reject('no-such-item') })

const add = (wish: DataOf<typeof commands.AddItem>) => ItemAdded({ item: wish.item, price: wish.price, stock: wish.stock ?? null })
const change = (i: State, wish: DataOf<typeof commands.ChangeItem>) => {
  const stock = wish.stock === undefined ? i.stock : wish.stock   // null is a wish of its own: unlimited
  const price = wish.price ?? i.price
  return stock === i.stock && price === i.price ? [] : ItemChanged({ item: i.item, price, stock })
}

/** What the bakery sells, at which price, and how much of it. Only limited things are held: every cake would queue at one row. */
export const Item = aggregate('item', {
  key: 'item', id: 'id', case: ['orderId', 'item'], commands, events, reads: stock.reads, states, fields,
  decide: {
    AddItem:    { by: baker, from: ['nothing', 'OnSale'], then: (i, wish) => i ? reject('exists') : add(wish) },
    ChangeItem: { by: baker, from: 'OnSale',              then: change },
    ...rows.decide,
  },
  evolve: {
    ItemAdded:   (_, e) => ({ held: {}, ...e, status: 'OnSale' }),
    ItemChanged: (i, e) => ({ ...i, ...(e.stock === i.stock ? {} : stock.counted(i)), ...e }),
    ...rows.evolve,
  },
})
export type Goods = NonNullable<typeof Item.state>
