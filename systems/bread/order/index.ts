import { context } from '@jumun/core/model'
import * as itemCommands from './item-commands.ts'
import { Item } from './item.ts'
import { Order } from './order.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'

const { AddItem } = itemCommands

/** Takes the orders: what there is to buy, and who bought it. */
export const order = context('order', {
  port: 8081, level: 'core', team: 'order team',
  aggregates: [Order, Item],
  policies,
  routes,
  seed: [
    AddItem({ item: 'cake', price: 25_000 }),
    AddItem({ item: 'donut', price: 3000 }),
    AddItem({ item: 'bread', price: 4000 }),
    AddItem({ item: 'bagel', price: 3500 }),
  ],
})
