import type { CaseFile, CasePromises } from '@jumun/core/runtime'
import { money } from './billing/money.ts'
import { always, alwaysOfSale, atRest, atRestOfSale, kept, type PurchaseFile, type SaleFile } from './promises.ts'

const sum = (entries: readonly any[]) => entries.reduce((n, e) => n + e.amt, 0)
const booked = (books: CaseFile['books']) => {
  const taken = books.filter(e => e.kind === 'charge' && e.status === 'captured')
  const back = books.filter(e => e.kind === 'refund')
  return { net: sum(taken) - sum(back), captures: taken.length, at: back.length ? Math.max(...back.map(e => e.at)) : 0 }
}
const purchaseFile = ({ states, facts, books }: CaseFile): PurchaseFile => {
  const { at, ...money } = booked(books)
  return { purchase: states['purchase.purchase'], billing: states['billing.billing'], row: null, facts, ...money, refundedAt: at }
}
const saleFile = ({ states, facts, books }: CaseFile): SaleFile => {
  const { at, ...money } = booked(books)
  return { sale: states['purchase.sale'], payout: states['billing.payout'], row: null, facts, ...money, reclaimedAt: at }
}
const keyOf = (kinds: RegExp) => (entry: any) => (kinds.test(entry.key) ? entry.reference : undefined)

/** Sales: the bank's books, and plates. */
const sales: CasePromises = {
  owner: { context: 'purchase', aggregate: 'sale' },
  bookKey: keyOf(/^(payout|reclaim)-/),
  always: file => alwaysOfSale(saleFile(file)),
  atRest: file => atRestOfSale(saleFile(file)),
  whole: (facts, sale) =>
    kept(
      facts,
      ['PlateClaimed', undefined, ['PlateReleased']],
      'plateNumber',
      'saleId',
      s => ['Refused', 'Declined'].includes(s.status) || (s.status === 'Cancelled' && s.done) || s.sold,
      sale,
    ),
}
/** What the audit reads in the dealer's stores, and in the books of provider and bank, which lie together under keys of their own. */
export const audit: CasePromises = {
  owner: { context: 'purchase', aggregate: 'purchase' },
  bookKey: keyOf(/^(charge|refund)-/),
  money: { context: 'billing', aggregate: 'billing', charges: money.charges, ask: money.ask },
  always: file => always(purchaseFile(file)),
  atRest: file => atRest(purchaseFile(file)),
  whole: (facts, purchase) =>
    kept(
      facts,
      ['CarHeld', 'CarPassed', ['CarReleased', 'CarReturned']],
      'carId',
      'puId',
      p => ['Declined', 'Expired'].includes(p.status) || p.cancellation === 'done',
      purchase,
    ),
  also: [sales],
}
