import type { CaseFile, CasePromises } from '@jumun/core/runtime'
import { money } from './reservationmgmt/money.ts'
import { always, atRest, type ReservationFile, seats } from './promises.ts'

const reservationFile = ({ states, facts, books }: CaseFile): ReservationFile => {
  const charges = books.filter(e => e.kind === 'charge' && e.status === 'captured')
  const refunds = books.filter(e => e.kind === 'refund')
  const sum = (entries: readonly any[]) => entries.reduce((n, e) => n + e.amt, 0)
  return {
    reservation: states['reservationmgmt.reservation'],
    payment: states['reservationmgmt.payment'],
    facts,
    net: sum(charges) - sum(refunds),
    captures: charges.length,
  }
}

/** What the audit reads in the airline's stores and in the provider's books. */
export const audit: CasePromises = {
  owner: { context: 'reservationmgmt', aggregate: 'reservation' },
  bookKey: entry => entry.reference,
  money: {
    context: 'reservationmgmt',
    aggregate: 'payment',
    charges: ({ key, status, amount, refunded }) => {
      const isTaken = ['Paid', 'PartlyRefunded', 'Refunded', 'Refunding', 'RefundStuck'].includes(status)
      return [{ key, amt: isTaken ? (amount ?? 0) : 0, back: refunded, open: ['Requested', 'Unknown', 'Refunding'].includes(status) }]
    },
    ask: money.ask,
  },
  always: file => always(reservationFile(file)),
  atRest: file => atRest(reservationFile(file)),
  whole: (facts, reservation) => seats(facts, reservation),
}
