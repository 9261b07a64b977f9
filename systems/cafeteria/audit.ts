import type { CasePromises } from '@jumun/core/runtime'
import { type ItemOf, keptForLiving } from '@jumun/testing/promises'
import type { Order } from './order/order.ts'
import { money } from './payment/money.ts'
import { always, atRest, orderFile } from './promises.ts'

const isOver = (order: ItemOf<typeof Order> | undefined): boolean =>
  order?.status === 'Declined' || order?.status === 'Expired' || (order?.status === 'OrderCanceled' && order.cancellation === 'done')

/** What the audit reads in the café's stores and in the provider's books. */
export const audit: CasePromises = {
  owner: { context: 'order', aggregate: 'order' },
  bookKey: entry => entry.reference,
  money: { context: 'payment', aggregate: 'payment', charges: money.charges, ask: money.ask },
  always: file => always(orderFile(file)),
  atRest: file => atRest(orderFile(file)),
  whole: (facts, order) => keptForLiving(facts, 'productName', orderId => isOver(order(orderId))),
}
