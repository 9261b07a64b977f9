import type { CasePromises } from '@jumun/core/runtime'
import type { ItemOf } from '@jumun/testing/promises'
import { money } from './billing/money.ts'
import { always, alwaysOfSale, atRest, atRestOfSale, kept, purchaseFile, saleFile } from './promises.ts'
import type { Purchase } from './purchase/purchase.ts'
import type { Sale } from './purchase/sale.ts'

/** The books of provider and bank lie together, under keys of their own. */
const keyOf = (kinds: RegExp) => (entry: { readonly key: string; readonly reference: number }) =>
  kinds.test(entry.key) ? entry.reference : undefined

/** Sales: the bank's books, and plates. */
const sales: CasePromises = {
  owner: { context: 'purchase', aggregate: 'sale' },
  bookKey: keyOf(/^(payout|reclaim)-/),
  always: file => alwaysOfSale(saleFile(file)),
  atRest: file => atRestOfSale(saleFile(file)),
  whole: (facts, sale) =>
    kept<ItemOf<typeof Sale>>(
      facts,
      ['PlateClaimed', undefined, ['PlateReleased']],
      'plateNumber',
      'saleId',
      s => ['Refused', 'Declined'].includes(s.status) || (s.status === 'Cancelled' && s.done) || s.sold,
      sale,
    ),
}
/** What the audit reads in the dealer's stores, and in the books of provider and bank. */
export const audit: CasePromises = {
  owner: { context: 'purchase', aggregate: 'purchase' },
  bookKey: keyOf(/^(charge|refund)-/),
  money: { context: 'billing', aggregate: 'billing', charges: money.charges, ask: money.ask },
  always: file => always(purchaseFile(file)),
  atRest: file => atRest(purchaseFile(file)),
  whole: (facts, purchase) =>
    kept<ItemOf<typeof Purchase>>(
      facts,
      ['CarHeld', 'CarPassed', ['CarReleased', 'CarReturned']],
      'carId',
      'puId',
      p => ['Declined', 'Expired'].includes(p.status) || p.cancellation === 'done',
      purchase,
    ),
  also: [sales],
}
