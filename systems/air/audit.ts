import type { CasePromises } from '@jumun/core/runtime'
import type { ItemOf } from '@jumun/testing/promises'
import { money } from './reservationmgmt/money.ts'
import type { Payment } from './reservationmgmt/payment.ts'
import { always, atRest, reservationFile, seats } from './promises.ts'

/** What the audit reads in the airline's stores and in the provider's books. */
export const audit: CasePromises = {
  owner: { context: 'reservationmgmt', aggregate: 'reservation' },
  bookKey: entry => entry.reference,
  money: {
    context: 'reservationmgmt',
    aggregate: 'payment',
    charges: ({ key, status, amount, refunded }: ItemOf<typeof Payment>) => {
      const isTaken = ['Paid', 'PartlyRefunded', 'Refunded', 'Refunding', 'RefundStuck'].includes(status)
      return [{ key, amt: isTaken ? (amount ?? 0) : 0, back: refunded, open: ['Requested', 'Unknown', 'Refunding'].includes(status) }]
    },
    ask: money.ask,
  },
  always: file => always(reservationFile(file)),
  atRest: file => atRest(reservationFile(file)),
  whole: (facts, reservation) => seats(facts, reservation),
}
