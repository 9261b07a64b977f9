import { context } from '@jumun/core/model'
import { differences } from '../../differences.ts'
import { psp } from '../../externals.ts'
import * as demo from '../demo.ts'
import { Order } from './order.ts'
import { Payment } from './payment.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import * as sellerCommands from './seller-commands.ts'
import { Seller } from './seller.ts'
import * as shopCommands from './shop-commands.ts'
import { Shop } from './shop.ts'

/** Takes the orders and their money: the business cannot be without it, so it needs nobody else to take one. */
export const ordering = context('ordering', {
  port: 8081, level: 'core', team: 'ordering team',
  blocks: [differences],
  aggregates: [Order, Payment, Shop, Seller],
  policies,
  externals: [psp],
  routes,
  seed: [
    ...demo.stores.map(store => shopCommands.NoteStore(store)),
    ...demo.dishes.map(({ storeId, productId, price, options, soldOut }) =>
      shopCommands.NoteDish({ storeId, productId, dish: { price, options, soldOut } })),
    ...demo.dishes.map(({ storeId, productId }) => sellerCommands.NoteSeller({ storeId, productId })),
  ],
})
