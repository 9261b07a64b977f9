import type { Routes } from '@jumun/core/model'
import { baker, operator } from '../vocabulary.ts'
import { Bakery } from './bakery.ts'
import { Bake, Confirm, Deliver, Dispatch, Reject } from './commands.ts'
import { ChangeShop } from './shop-commands.ts'
import { Shop, theShop } from './shop.ts'

export const routes: Routes = {
  bakeries: {
    of: Bakery, item: 'bakery',
    shows: ['orderId', 'item', 'qty', 'address', 'status', 'reason', 'createTime'],
    times: ['createTime'],
    hidden: ['Remembered'], readers: [baker, operator],
    commands: { confirm: Confirm, reject: Reject, bake: Bake, dispatch: Dispatch, deliver: Deliver },
    statuses: { Confirmed: Confirm, Rejected: Reject, Baking: Bake, OutForDelivery: Dispatch, Delivered: Deliver },
    originals: { postsStatus: true },
    searches: {
      findByOrderId: { by: ['orderId'] },
      todo:          { states: ['Received', 'Confirmed', 'Baking', 'OutForDelivery'], sort: ['createTime'] },
    },
  },
  'bakeries/settings': {
    of: Shop, item: 'settings', single: theShop,
    shows: ['autoConfirm'],
    readers: [baker, operator],
    change: ChangeShop,
  },
}
