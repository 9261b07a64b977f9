import { context } from '@jumun/core/model'
import { Bakery } from './bakery.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import * as shopCommands from './shop-commands.ts'
import { Shop, theShop } from './shop.ts'

const { OpenShop } = shopCommands
const no = ['false', '0', 'off', 'no']

/** Bakes and delivers; orders are taken whether it works or not. */
export const bakery = context('bakery', {
  port: 8083, level: 'supporting', team: 'bakery team',
  aggregates: [Bakery, Shop],
  policies,
  routes,
  seed: environment => [
    OpenShop({ shop: theShop, autoConfirm: !no.includes((environment('BREAD_AUTO_CONFIRM') ?? '').toLowerCase()) }),
  ],
})
