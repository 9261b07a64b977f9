import { aggregate, type DataOf, own, type StateOf } from '@jumun/core/model'
import { Name, Names, reject, Surcharges, Won, Yes } from '../vocabulary.ts'
import * as commands from './menu-commands.ts'
import * as events from './menu-events.ts'
const { DishOffered, DishRemoved } = events

const states = ['OnMenu', 'OffMenu'] as const
const fields = { productId: Name, storeId: Name, names: Names, price: Won, options: Surcharges, soldOut: Yes }
type State = StateOf<typeof fields, typeof states>

const change = (d: State, { productId, names, price, options, soldOut }: DataOf<typeof commands.ChangeDish>) => {
  const was = { productId, storeId: d.storeId, names: d.names, price: d.price, options: d.options, soldOut: d.soldOut }
  const is  = { ...was, names: names ?? d.names, price: price ?? d.price, options: options ?? d.options, soldOut: soldOut ?? d.soldOut }
  return JSON.stringify(was) === JSON.stringify(is) ? [] : DishOffered(is)
}

/** A dish on the menu. Its name is its number: it belongs to one store. */
export const Menu = aggregate('menu', {
  key: 'productId', id: 'id', commands, events, states, fields,
  decide: {
    //            who may               in which state               already so       what then happened
    AddDish:    { by: own('storeId'),   from: ['nothing', ...states],
      then: (d, { productId, storeId, names, price, options, soldOut }) =>
        d && (d.status === 'OnMenu' || d.storeId !== storeId) ? reject('exists') :
                  DishOffered({ productId, storeId, names: names ?? { ko: productId, en: productId }, price, options: options ?? {},
                    soldOut: soldOut ?? false }) },
    ChangeDish: { by: own('storeId'),   from: 'OnMenu',                               then: change },
    RemoveDish: { by: own('storeId'),   from: 'OnMenu',              done: 'OffMenu',
      then: ({ productId, storeId }) => DishRemoved({ productId, storeId }) },
  },
  evolve: {
    DishOffered: (_, e) => ({ ...e, status: 'OnMenu' }),
    DishRemoved: d      => ({ ...d, status: 'OffMenu' }),
  },
})
