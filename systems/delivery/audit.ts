import type { CasePromises } from '@jumun/core/runtime'
import type { ItemOf } from '@jumun/testing/promises'
import { CheckCharge } from './ordering/payment-commands.ts'
import type { Payment } from './ordering/payment.ts'
import { always, atRest, orderFile, riders } from './promises.ts'

/** Coupons: whose time is over is not held. An order that has one is asked when its hold ends. */
const coupons: CasePromises = {
  owner: { context: 'coupon', aggregate: 'coupon' },
  bookKey: () => undefined,
  always: ({ facts }) => (facts.filter(e => e.type === 'CouponCreated').length > 1 ? ['a coupon was earned twice'] : []),
  atRest: ({ states }) => (states['coupon.coupon']?.status === 'held' ? ['a coupon is held for ever'] : []),
}
/** Riders: one delivery at a time, and each delivery with one of them. */
const road: CasePromises = {
  owner: { context: 'rider', aggregate: 'rider' },
  bookKey: () => undefined,
  always: () => [],
  atRest: () => [],
  whole: facts => riders([...facts]),
}

/** What the audit reads in the stores of delivery and in the provider's books. */
export const audit: CasePromises = {
  owner: { context: 'ordering', aggregate: 'order' },
  bookKey: entry => entry.reference,
  money: {
    context: 'ordering',
    aggregate: 'payment',
    charges: ({ charges, charge, refund }: ItemOf<typeof Payment>) => [
      ...charges.map(c => ({
        key: c.key,
        amt: c.amt,
        back: c.refunded,
        open: refund !== null && !refund.failed && refund.of === c.key,
      })),
      ...(charge ? [{ key: charge.key, amt: 0, back: 0, open: true }] : []),
    ],
    ask: ({ orderId, charge }, key) =>
      charge?.key === key && (charge.sent || charge.unsent) ? CheckCharge({ orderId, key, round: charge.round }) : undefined,
  },
  always: file => always(orderFile(file)),
  atRest: file => atRest(orderFile(file)),
  also: [coupons, road],
}
