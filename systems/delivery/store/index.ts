import { context } from '@jumun/core/model'
import * as demo from '../demo.ts'
import * as commands from './commands.ts'
import { FoodCooking } from './food-cooking.ts'
import { Menu } from './menu.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import { Store } from './shop.ts'

/** The kitchen: accepts, cooks, and says what is on its menu; orders are taken whether it works or not. */
export const store = context('store', {
  port: 8082, level: 'supporting', team: 'store team',
  aggregates: [FoodCooking, Store, Menu],
  policies,
  routes,
  seed: [...demo.stores.map(shop => commands.OpenStore(shop)), ...demo.dishes.map(dish => commands.AddDish(dish))],
})
