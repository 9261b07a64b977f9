import { aggregate } from '@jumun/core/model'
import { baker, Text, Yes } from '../vocabulary.ts'
import * as commands from './shop-commands.ts'
import * as events from './shop-events.ts'
const { ShopChanged, ShopOpened } = events

/** There is one. */
export const theShop = 'settings'

/** How the bakery works: with auto-confirm, what is ordered and paid needs no baker's yes. */
export const Shop = aggregate('shop', {
  key: 'shop', id: 'id', commands, events, states: ['Open'], fields: { shop: Text, autoConfirm: Yes },
  decide: {
    OpenShop:   { by: baker, from: 'nothing', done: 'Open', then: (_, e) => ShopOpened(e) },
    ChangeShop: { by: baker, from: 'Open',                  then: (s, e) => s.autoConfirm === e.autoConfirm ? [] : ShopChanged(e) },
  },
  evolve: {
    ShopOpened:  (_, e) => ({ ...e, status: 'Open' }),
    ShopChanged: (s, e) => ({ ...s, ...e }),
  },
})
export type OpenShop = NonNullable<typeof Shop.state>
