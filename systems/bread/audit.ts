import type { CaseFile, CasePromises, Recorded } from '@jumun/core/runtime'
import { money } from './pay/money.ts'
import { always, atRest, type OrderFile } from './promises.ts'

const orderFile = ({ states, rows, facts, books }: CaseFile): OrderFile => {
  const charges = books.filter(e => e.kind === 'charge' && e.status === 'captured')
  const refunds = books.filter(e => e.kind === 'refund')
  const sum = (entries: readonly any[]) => entries.reduce((n, e) => n + e.amt, 0)
  return {
    order: states['order.order'],
    payment: states['pay.payment'],
    bakery: states['bakery.bakery'],
    row: rows['mypage'],
    facts,
    net: sum(charges) - sum(refunds),
    captures: charges.length,
    refundedAt: refunds.length ? Math.max(...refunds.map(e => e.at)) : 0,
  }
}

/** Limited stock that was taken and not given back belongs to exactly the orders that live, or still wait for their payment. */
const stock = (facts: Iterable<Recorded>, order: (orderId: number) => any): string[] => {
  const taken = new Map<string, Map<number, number>>()
  for (const { type, data } of facts) {
    const of = taken.get(data.item) ?? new Map<number, number>()
    taken.set(data.item, of)
    if (type === 'StockPassed') of.delete(data.holder)
    if (type === 'StockHeld' || type === 'StockPassed') of.set(data.orderId, data.qty)
    if (type === 'StockReleased' || type === 'StockReturned') of.delete(data.orderId)
  }
  const over = (o: any) => ['Declined', 'Expired'].includes(o?.status) || (['Canceled', 'Rejected'].includes(o?.status) && o.moneyBack)
  return [...taken].flatMap(([item, of]) =>
    [...of.keys()].flatMap(orderId => (over(order(orderId)) ? [`stock of ${item} is kept for order ${orderId}, which is over`] : [])),
  )
}

/** What the audit reads in the bakery's stores and in the provider's books. */
export const audit: CasePromises = {
  owner: { context: 'order', aggregate: 'order' },
  bookKey: entry => entry.reference,
  money: { context: 'pay', aggregate: 'payment', charges: money.charges, ask: money.ask },
  always: file => always(orderFile(file)),
  atRest: file => atRest(orderFile(file)),
  whole: (facts, order) => stock(facts, order as (orderId: number) => any),
}
