import { type Routes, system } from '@jumun/core/model'
import { unpaid } from '../../paying.ts'
import { operator } from '../vocabulary.ts'
import { CancelOrder, ConfirmReceipt, GiveBack, PayOrder, PlaceOrder, PostponePayment, UpdateCoupon, UpdateOrder } from './commands.ts'
import { Order } from './order.ts'
import { RetryRefund } from './payment-commands.ts'
import { Payment } from './payment.ts'
import { isChosen } from './prices.ts'

const unsettled = ['free', 'asked', 'unsent', 'unknown', 'declined']

export const routes: Routes = {
  orders: {
    of: Order, item: 'order',
    shows: ['productId', 'options', 'address', 'customerId', 'storeId', 'couponId', 'qty', 'items', 'price', 'discount', 'deliveryFee',
      'total', 'status', 'location', 'createTime', 'cancellation'],
    hidden: unpaid, owner: 'customerId', readers: [operator],
    create: {
      command: PlaceOrder, needs: ['productId', 'items'],
      pending: { state: 'AwaitingPayment', reason: 'postponed', again: PayOrder, postpone: ({ orderId, attempt }) =>
        PostponePayment({ orderId, attempt, reason: 'payment-unknown' }) },
      refused: { Declined: { field: 'reason' }, Expired: { reason: 'expired' } },
    },
    commands: { pay: PayOrder, cancel: CancelOrder, options: UpdateOrder, confirm: ConfirmReceipt, giveBack: GiveBack },
    originals: { commands: { updatecoupon: UpdateCoupon, updateorder: UpdateOrder }, aliases: { item: 'productId', addres: 'address' } },
    outcomes: {
      UpdateOrder:  (o, { options })  =>
        isChosen(o.surcharges, options, o.options) ? undefined : { reason: o.refusal ?? 'payment-unknown' },
      UpdateCoupon: (o, { couponId }) => o.couponId === couponId ? undefined : { reason: o.couponRefusal ?? 'coupon-held' },
    },
    statuses: { Canceled: CancelOrder, Completed: ConfirmReceipt },
    delete: CancelOrder,
    searches: {
      findByCustomerId: { by: ['customerId'] },
      findByStoreId:    { by: ['storeId'] },
      unpaid:           { states: unpaid },
    },
    history: true,
  },
  payments: {
    of: Payment, item: 'payment',
    shows: ['orderId', 'customerId', 'status', 'amount', 'refunded', 'createTime'],
    hidden: unsettled, owner: 'customerId', readers: [system, operator],
    forwards: PayOrder,
    commands: { retryRefund: RetryRefund },
    searches: {
      findByOrderId: { by: ['orderId'], states: [...Payment.states] },
      unsettled:     { states: ['asked', 'unsent', 'unknown', 'stuck'], sort: ['createTime'] },
    },
  },
}
