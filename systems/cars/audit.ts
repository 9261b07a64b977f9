import type { CaseFile, CasePromises } from '@jumun/core/runtime'
import { always, atRest, type PurchaseFile } from './promises.ts'

const purchaseFile = ({ states, facts, books }: CaseFile): PurchaseFile => {
  const charges = books.filter(e => e.kind === 'charge' && e.status === 'captured')
  const refunds = books.filter(e => e.kind === 'refund')
  const sum = (entries: readonly any[]) => entries.reduce((n, e) => n + e.amt, 0)
  return {
    purchase: states['purchase.purchase'], billing: states['billing.billing'], row: null, facts,
    net: sum(charges) - sum(refunds), captures: charges.length, refundedAt: refunds.length ? Math.max(...refunds.map(e => e.at)) : 0,
  }
}

/** What the audit reads in the dealer's stores and in the provider's books; the bank's entries lie in the same book, under keys of their own. */
export const audit: CasePromises = {
  owner: { context: 'purchase', aggregate: 'purchase' },
  bookKey: entry => (/^(charge|refund)-/.test(entry.key) ? entry.reference : undefined),
  always: file => always(purchaseFile(file)),
  atRest: file => atRest(purchaseFile(file)),
}
