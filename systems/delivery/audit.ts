import type { CaseFile, CasePromises } from '@jumun/core/runtime'
import { always, atRest, type OrderFile } from './promises.ts'

const orderFile = ({ states, rows, facts, books }: CaseFile): OrderFile => {
  const charges = books.filter(e => e.kind === 'charge' && e.status === 'captured'),
    refunds = books.filter(e => e.kind === 'refund')
  const sum = (entries: readonly any[]) => entries.reduce((n, e) => n + e.amt, 0)
  return {
    order: states['ordering.order'],
    payment: states['ordering.payment'],
    food: states['store.foodCooking'],
    delivery: states['rider.delivery'],
    row: rows['mypage'],
    facts,
    net: sum(charges) - sum(refunds),
    refundedAt: refunds.length ? Math.max(...refunds.map(e => e.at)) : 0,
  }
}

/** What the audit reads in the stores of delivery and in the provider's books. */
export const audit: CasePromises = {
  owner: { context: 'ordering', aggregate: 'order' },
  bookKey: entry => entry.reference,
  always: file => always(orderFile(file)),
  atRest: file => atRest(orderFile(file)),
}
