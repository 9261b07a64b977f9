/** The museum of known bugs: each rule of the protocol broken in turn, each policy of the board removed in turn, and where that is noticed. */
import { after, minutes, whenever } from '@jumun/core/model'
import { type Bug, type Museum, type Noticed, runtimeBugs, withFolds, withPolicies, withRows } from '@jumun/core/testing'
import { ReleaseCoupon } from './coupon/commands.ts'
import { CouponHeld } from './coupon/events.ts'
import { ConfirmOrder } from './ordering/commands.ts'
import { ProgressNoted } from './ordering/events.ts'
import { Charged } from './ordering/payment-events.ts'
import { oldestRequest } from './ordering/payment.ts'
import { Picked } from './rider/events.ts'
import { stories } from './story.ts'
import { delivery } from './system.ts'

/** Delivery's own rules, each broken on its board. */
const bugs = {
  attempts: {
    rule: 6, without: 'an attempt that its customer has given up confirms the order all the same',
    build: withRows('ordering', 'order', { ConfirmOrder: row => ({ ...row, then: (o, wish, read, at) => row.then({ ...o, closed: 0 }, wish, read, at) }) }),
  },
  noBackdoor: {
    rule: 7, without: 'a charge that is found late makes the order behind the back of who was told to pay later',
    build: withPolicies('ordering', { confirm: whenever(Charged, ({ orderId }) => ConfirmOrder({ orderId, attempt: Number.MAX_SAFE_INTEGER })) }),
  },
  notFoundIsNotNo: {
    rule: 12, without: 'the provider finds nothing, the charge is written off, and it arrives',
    build: withRows('ordering', 'payment', { NoteNotFound: row => ({ ...row, then: (p, wish, read, at) => row.then(p, wish, read, { ...at, now: at.now + oldestRequest }) }) }),
  },
  holdAsks: {
    rule: 13, without: 'time frees a coupon that an order has used: it is on two orders',
    build: withPolicies('coupon', { freed: whenever(CouponHeld, ({ couponId, usedOrderId, token }) => after(minutes(1), ReleaseCoupon({ couponId, orderId: usedOrderId, token }), { late: 'run' })) }),
  },
  fence: {
    rule: 14, without: 'an outcome of an older hold counts for the one that has it now',
    build: withRows('coupon', 'coupon', {
      ConfirmUse: row => ({ ...row, then: (u, wish, read, at) => row.then(u, { ...wish, orderId: u.usedOrderId, token: u.token }, read, at) }),
      ReleaseCoupon: row => ({ ...row, then: (u, wish, read, at) => row.then(u, { ...wish, orderId: u.usedOrderId, token: u.token }, read, at) }),
    }),
  },
  refundAfterAck: {
    rule: 15, without: 'a lower price is paid back at once, and charged again when the kitchen refuses',
    build: withFolds('ordering', 'order', { OrderUpdated: fold => (o, e) => ({ ...fold(o, e), agreed: e.options, pending: [] }) }),
  },
  latest: {
    rule: 'A14', without: 'the kitchen\'s word about an overtaken revision counts',
    build: withRows('ordering', 'order', { NoteOptions: row => ({ ...row, then: (o, wish, read, at) => row.then(o, { ...wish, rev: o.rev }, read, at) }) }),
  },
  perCharge: {
    rule: 16, without: 'a refund is asked of one charge for more than it was',
    build: withFolds('ordering', 'payment', { Charged: fold => (p, e) => { const next = fold(p, e), [first, ...more] = next.charges; return { ...next, charges: [{ ...first, amt: first.amt + more.reduce((n: number, c: any) => n + c.amt, 0) }] } } }),
  },
  riderHeld: {
    rule: 'R1', without: 'the rider is looked up, not held: two deliveries for one rider',
    build: withRows('rider', 'rider', { TakeOn: row => ({ ...row, then: (r, wish, read, at) => (r && r.status !== 'OffDuty' ? [] : row.then(r, wish, read, at)) }) }),
  },
  oneWins: {
    rule: 'R1', without: 'a delivery that is taken is given to the next one, too',
    build: withRows('rider', 'delivery', { PickUp: row => ({ ...row, then: (d, wish, read, at) => (d.status === 'Picked' && d.riderId !== wish.riderId ? Picked({ orderId: d.orderId, status: 'Picked', address: d.address ?? '-', riderId: wish.riderId, customerId: d.customerId, storeId: d.storeId, n: wish.n }) : row.then(d, wish, read, at)) }) }),
  },
  early: {
    rule: 'R2', without: 'what the kitchen says before the order is known is dropped: a cooked meal that no rider sees',
    build: withRows('rider', 'delivery', { NoteCooked: row => ({ ...row, from: 'Waiting' }), NoteOff: row => ({ ...row, from: 'Waiting' }) }),
  },
  furthest: {
    rule: 'R3', without: 'steps count one after another only, and what overtakes is lost',
    build: withRows('ordering', 'order', {
      NoteProgress: row => ({ ...row, then: (o, wish, read, at) => {
        const way = ['OrderPlaced', 'Accepted', 'CookStarted', 'CookFinished', 'Picked', 'Delivered']
        return o.status === 'Canceled' || way.indexOf(wish.what) !== way.indexOf(o.status) + 1 ? [] : wish.what === 'Delivered' ? row.then(o, wish, read, at) : ProgressNoted(wish)
      } }),
    }),
  },
  noRider: {
    rule: 'R4', without: 'a meal that nobody picks up has no end',
    build: withRows('rider', 'delivery', { Return: row => ({ ...row, from: 'Failed' }) }),
  },
  bothSides: {
    rule: 'B7', without: 'the kitchen forgets which of its sides it has heard',
    build: withFolds('store', 'foodCooking', { PaymentNoted: fold => (f, e) => ({ ...fold(f, e), paid: f !== undefined }) }),
  },
  dropped: {
    rule: 15, without: 'a change that comes too late is dropped without a word: the order costs what nobody cooks',
    build: withRows('store', 'foodCooking', { ChangeOptions: row => ({ ...row, then: (f, wish, read, at) => (['CookStarted', 'CookFinished'].includes(f.status) ? [] : row.then(f, wish, read, at)) }) }),
  },
} as const satisfies { readonly [rule: string]: Bug }

const seen: { readonly [rule: string]: Noticed } = {}
const policies: { readonly [policy: string]: Noticed } = {}
export const museum: Museum = { system: delivery, stories, bugs: { ...runtimeBugs, ...bugs }, seen, policies }
