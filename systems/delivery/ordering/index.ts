import { context, external } from '@jumun/core/model'
import { Difference, differenceCommands, differenceEvents, differenceRoutes } from '../../differences.ts'
import * as psp from '../../psp/commands.ts'
import * as demo from '../demo.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { Order } from './order.ts'
import * as paymentCommands from './payment-commands.ts'
import * as paymentEvents from './payment-events.ts'
import { Payment } from './payment.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import * as sellerCommands from './seller-commands.ts'
import * as sellerEvents from './seller-events.ts'
import { Seller } from './seller.ts'
import * as shopCommands from './shop-commands.ts'
import * as shopEvents from './shop-events.ts'
import { Shop } from './shop.ts'

/** Takes the orders and their money: the business cannot be without it, so it needs nobody else to take one. */
export const ordering = context('ordering', {
  port: 8081,
  level: 'core',
  team: 'ordering team',
  events: { ...events, ...paymentEvents, ...shopEvents, ...sellerEvents, ...differenceEvents },
  commands: { ...commands, ...paymentCommands, ...shopCommands, ...sellerCommands, ...differenceCommands },
  aggregates: [Order, Payment, Shop, Seller, Difference],
  policies,
  externals: [external('psp', psp)],
  routes: { ...routes, ...differenceRoutes },
  seed: [
    ...demo.stores.map(store => shopCommands.NoteStore(store)),
    ...demo.dishes.map(({ storeId, productId, price, options, soldOut }) => shopCommands.NoteDish({ storeId, productId, dish: { price, options, soldOut } })),
    ...demo.dishes.map(({ storeId, productId }) => sellerCommands.NoteSeller({ storeId, productId })),
  ],
})
