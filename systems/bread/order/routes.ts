import type { Routes } from '@jumun/core/model'
import { unpaid } from '../../paying.ts'
import { operator } from '../vocabulary.ts'
import { CancelOrder, PayOrder, PlaceOrder, PostponePayment } from './commands.ts'
import { AddItem, ChangeItem } from './item-commands.ts'
import { Item } from './item.ts'
import { Order } from './order.ts'

export const routes: Routes = {
  orders: {
    of: Order, item: 'order',
    shows: ['customerId', 'item', 'qty', 'price', 'address', 'status', 'reason', 'cancellation', 'createTime'],
    times: ['createTime'],
    hidden: unpaid, owner: 'customerId', readers: [operator],
    create: {
      command: PlaceOrder,
      pending: {
        state: 'AwaitingPayment', reason: 'postponed', again: PayOrder,
        postpone: ({ orderId, attempt }) => PostponePayment({ orderId, attempt, reason: 'payment-unknown' }),
      },
      refused: { Declined: { field: 'reason' }, Expired: { reason: 'expired' } },
    },
    commands: { cancel: CancelOrder, pay: PayOrder },
    statuses: { Canceled: CancelOrder },
    delete: CancelOrder,
    searches: {
      findByCustomerId: { by: ['customerId'] },
      unpaid:           { states: unpaid },
    },
    history: true,
  },
  items: {
    of: Item, item: 'item', byKey: true,
    shows: ['item', 'price', 'stock'],
    create: { command: AddItem },
    change: ChangeItem, moves: ['stock'],
  },
}
