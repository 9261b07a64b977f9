import { context } from '@jumun/core/model'
import * as menuCommands from './menu-commands.ts'
import { Menu } from './menu.ts'
import { Order } from './order.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'

const { AddMenuItem } = menuCommands
const options = { size: { regular: 0, large: 500 }, temperature: { hot: 0, iced: 0 }, extras: { shot: 500, syrup: 300 } }

/** Takes the orders: what there is to buy, and who bought it. */
export const order = context('order', {
  port: 8081, level: 'core', team: 'order team',
  aggregates: [Order, Menu],
  policies,
  routes,
  seed: [
    AddMenuItem({ productName: 'coffee', names: { ko: '아메리카노', en: 'Americano' }, price: 500, options }),
    AddMenuItem({
      productName: 'latte',
      names: { ko: '카페라떼', en: 'Caffè latte' },
      price: 1000,
      options: { ...options, extras: { shot: 500, syrup: 300, oatmilk: 500 } },
    }),
    AddMenuItem({
      productName: 'tea', names: { ko: '차', en: 'Tea' }, price: 800, options: { ...options, extras: { honey: 300, lemon: 300 } },
    }),
    AddMenuItem({ productName: 'cake', names: { ko: '케이크', en: 'Cake' }, price: 3000 }),
  ],
})
