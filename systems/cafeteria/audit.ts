import type { CaseFile, CasePromises, Recorded } from '@jumun/core/runtime'
import type { Order } from './order/order.ts'
import { money } from './payment/money.ts'
import { always, atRest, type OrderFile } from './promises.ts'

const orderFile = ({ states, rows, facts, books }: CaseFile): OrderFile => {
  const charges = books.filter(e => e.kind === 'charge' && e.status === 'captured')
  const refunds = books.filter(e => e.kind === 'refund')
  const sum = (entries: readonly any[]) => entries.reduce((n, e) => n + e.amt, 0)
  return {
    order: states['order.order'],
    payment: states['payment.payment'],
    drink: states['drink.drink'],
    row: rows['mypage'],
    facts,
    net: sum(charges) - sum(refunds),
    captures: charges.length,
    refundedAt: refunds.length ? Math.max(...refunds.map(e => e.at)) : 0,
  }
}

/** Limited stock that was taken and not given back belongs to exactly the orders that live, or still wait for their payment. */
const stock = (facts: Iterable<Recorded>, order: (orderId: number) => typeof Order.state): string[] => {
  const taken = new Map<string, Map<number, number>>()
  for (const { type, data } of facts) {
    const of = taken.get(data.productName) ?? new Map<number, number>()
    taken.set(data.productName, of)
    if (type === 'StockPassed') of.delete(data.holder)
    if (type === 'StockHeld' || type === 'StockPassed') of.set(data.orderId, data.qty)
    if (type === 'StockReleased' || type === 'StockReturned') of.delete(data.orderId)
  }
  const over = (o: typeof Order.state) =>
    o?.status === 'Declined' || o?.status === 'Expired' || (o?.status === 'OrderCanceled' && o.cancellation === 'done')
  return [...taken].flatMap(([productName, of]) =>
    [...of.keys()].flatMap(orderId =>
      over(order(orderId)) ? [`stock of ${productName} is kept for order ${orderId}, which is over`] : [],
    ),
  )
}

/** What the audit reads in the café's stores and in the provider's books. */
export const audit: CasePromises = {
  owner: { context: 'order', aggregate: 'order' },
  bookKey: entry => entry.reference,
  money: { context: 'payment', aggregate: 'payment', charges: money.charges, ask: money.ask },
  always: file => always(orderFile(file)),
  atRest: file => atRest(orderFile(file)),
  whole: (facts, order) => stock(facts, order as (orderId: number) => any),
}
