import type { Routes } from '@jumun/core/model'
import { unpaid } from '../../paying.ts'
import { manager, operator } from '../vocabulary.ts'
import { CancelOrder, PayOrder, PlaceOrder, PostponePayment } from './commands.ts'
import { AddMenuItem, ChangeMenuItem, RemoveMenuItem } from './menu-commands.ts'
import { Menu } from './menu.ts'
import { Order } from './order.ts'

export const routes: Routes = {
  orders: {
    of: Order, item: 'order',
    shows: ['phoneNumber', 'productName', 'qty', 'amt', 'status', 'options', 'pickupTime', 'pickupNumber', 'createTime', 'cancellation'],
    times: ['pickupTime', 'createTime'],
    hidden: unpaid, owner: 'phoneNumber', readers: [manager, operator],
    create: {
      command: PlaceOrder,
      pending: {
        state: 'AwaitingPayment', reason: 'postponed', again: PayOrder,
        postpone: ({ orderId, attempt }) => PostponePayment({ orderId, attempt, reason: 'payment-unknown' }),
      },
      refused: { Declined: { field: 'reason' }, Expired: { reason: 'expired' } },
    },
    commands: { cancel: CancelOrder, pay: PayOrder },
    statuses: { OrderCanceled: CancelOrder },
    delete: CancelOrder,
    searches: {
      findByPhoneNumber: { by: ['phoneNumber'] },
      unpaid:            { states: unpaid },
    },
    history: true,
  },
  menu: {
    of: Menu, item: 'menuItem',
    shows: ['productName', 'names', 'price', 'options', 'stock', 'soldOut'],
    hidden: ['OffMenu'],
    create: { command: AddMenuItem },
    change: ChangeMenuItem, moves: ['stock'], delete: RemoveMenuItem,
    searches: { findByProductName: { by: ['productName'] } },
  },
}
