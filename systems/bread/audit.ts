import type { CasePromises } from '@jumun/core/runtime'
import { type ItemOf, keptForLiving } from '@jumun/testing/promises'
import type { Order } from './order/order.ts'
import { money } from './pay/money.ts'
import { always, atRest, orderFile } from './promises.ts'

const isOver = (order: ItemOf<typeof Order> | undefined): boolean =>
  order !== undefined &&
  (['Declined', 'Expired'].includes(order.status) || (['Canceled', 'Rejected'].includes(order.status) && order.moneyBack))

/** What the audit reads in the bakery's stores and in the provider's books. */
export const audit: CasePromises = {
  owner: { context: 'order', aggregate: 'order' },
  bookKey: entry => entry.reference,
  money: { context: 'pay', aggregate: 'payment', charges: money.charges, ask: money.ask },
  always: file => always(orderFile(file)),
  atRest: file => atRest(orderFile(file)),
  whole: (facts, order) => keptForLiving(facts, 'item', orderId => isOver(order(orderId))),
}
