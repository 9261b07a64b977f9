/**
 * The museum of known bugs: each rule that the bakery's boards keep broken in turn, each policy removed in turn, and where that is noticed.
 * The rules of the runtime are in the café's.
 */
import { after, list, minutes, whenever } from '@jumun/core/model'
import { type Bug, but, type Museum, type Noticed, withPolicies, withRows, withViews } from '@jumun/testing'
import { attempts, bugsOfPaying, markIsNoBirth, standAside, tombstoneOfHolds } from '../museum.ts'
import { BakeryReceived, BakeryCanceled } from './bakery/events.ts'
import { ConfirmPayment } from './order/commands.ts'
import { ProgressNoted } from './order/events.ts'
import { ReleaseStock } from './order/item-commands.ts'
import { StockHeld, StockPassed } from './order/item-events.ts'
import { PayApproved, PayCanceled } from './pay/events.ts'
import { stories } from './story.ts'
import { bread } from './system.ts'

const bugs = {
  ...bugsOfPaying('pay', 'payment', ['requested', 'unknown']),
  attempts: attempts('order', 'ConfirmPayment'),
  noBackdoor: {
    rule: 7,
    without: 'a charge that is found late makes the order behind the back of who was told to pay later',
    build: withPolicies('order', {
      confirm: whenever(PayApproved, ({ orderId }) => ConfirmPayment({ orderId, attempt: Number.MAX_SAFE_INTEGER })),
    }),
  },
  tombstoneOfHolds: tombstoneOfHolds('order', 'item'),
  holdAsks: {
    rule: 13,
    without: 'time frees what an order that is being paid still holds',
    build: withPolicies('order', {
      holdEnds: whenever(StockHeld, ({ orderId, item }) => after(minutes(1), ReleaseStock({ orderId, item }), { late: 'run' })),
      passedEnds: whenever(StockPassed, ({ orderId, item }) => after(minutes(1), ReleaseStock({ orderId, item }), { late: 'run' })),
    }),
  },
  standAside: standAside('order', 'item', 'HoldStock', 'a hold passes over while its order is being paid: two orders, one cake'),
  absolute: {
    rule: 15,
    without: 'a cancel that came too late is undone to where the order was, not to where the bakery is',
    build: withRows('order', 'order', {
      RestoreOrder: but(({ wish }) => ({ wish: { ...wish, status: 'Ordered' } })),
    }),
  },
  refundIntent: {
    rule: 16,
    without: 'money is said to be back before it is',
    build: withRows('pay', 'payment', {
      CancelPayment: row => ({
        ...row,
        then: (p, wish, read, at) =>
          p?.status === 'approved' ? PayCanceled({ orderId: p.orderId, price: p.price, action: 'cancel' }) : row.then(p, wish, read, at),
      }),
    }),
  },
  moneyFirst: {
    rule: 'contexts overtake each other',
    without: 'the money is back before the bakery’s no is heard, and the order never ends',
    build: withRows('order', 'order', {
      NoteMoneyBack: row => ({
        ...row,
        then: (o, wish, read, at) => (o.status === 'Rejected' || o.status === 'Canceled' ? row.then(o, wish, read, at) : []),
      }),
    }),
  },
  onlyForward: {
    rule: 'a repeat of what had no effect leaves no mark',
    without: 'old news of the bakery, heard a second time, takes an order back to where it was',
    build: withRows('order', 'order', { NoteProgress: row => ({ ...row, then: (_, e) => ProgressNoted(e) }) }),
  },
  tooLate: {
    rule: 'fulfilment first',
    without: 'what is being baked is cancelled all the same',
    build: withRows('bakery', 'bakery', {
      CancelBaking: row => ({ ...row, then: (_, { orderId }) => BakeryCanceled({ orderId, status: 'Canceled' }) }),
    }),
  },
  markIsNoBirth: markIsNoBirth('customer'),
  bothSides: {
    rule: 'B7',
    without: 'the bakery bakes for money alone',
    build: withRows('bakery', 'bakery', {
      NotePayment: row => ({
        ...row,
        then: (b, wish, read, at) =>
          b?.paid
            ? []
            : [
                ...list(row.then({ ...b, ordered: false }, wish, read, at) as never),
                BakeryReceived({ orderId: wish.orderId, status: 'Received' }),
              ],
      }),
    }),
  },
  columns: {
    rule: 'B7',
    without: 'one column for all who tell: a page that says what is over',
    build: withViews('customer', v => ({
      ...v,
      folds: v.folds.map(f => ({
        ...f,
        fold: (row, e, told) => ({
          ...f.fold(row, e, told),
          ...(v.name === 'mypage' && e.status ? { orderStatus: e.status, bakeryStatus: e.status } : {}),
        }),
      })),
    })),
  },
} as const satisfies { readonly [rule: string]: Bug }

/** In which seed of which story it is noticed, and what the promises say. */
const seen: { readonly [rule in keyof typeof bugs]: Noticed } = {
  attempts: { story: 'unsure', seed: 5, found: '4 of 13', says: /behind the back/ },
  noBackdoor: { seed: 4, says: /behind the back/ },
  tombstone: { seed: 13, says: /charged/ },
  tombstoneOfHolds: { story: 'died', seed: 1, found: '4 of 4', says: /held of/ },
  notFoundIsNotNo: { seed: 29, says: /charged/ },
  holdAsks: { seed: 38, says: /stock:/ },
  standAside: { story: 'rush', seed: 1, found: '4 of 4', says: /stock:/ },
  absolute: { story: 'crossing', seed: 3, says: /a cancel was refused/ },
  refundIntent: { seed: 3, says: /said before the money was back/ },
  moneyFirst: { story: 'turnedDown', seed: 11, found: '4 of 22', says: /does not end/ },
  onlyForward: { story: 'heardAgain', seed: 11, found: '4 of 16', says: /bakery OutForDelivery for Baking order/ },
  tooLate: { story: 'crossing', seed: 3, says: /was cancelled/ },
  markIsNoBirth: { seed: 42, says: /never told/ },
  bothSides: { seed: 5, says: /not paid/ },
  columns: { story: 'heardAgain', seed: 26, found: '4 of 71', says: /my page/ },
  moreThanLeft: { story: 'parts', seed: 1, found: '4 of 6', says: /money/ },
  onlyTheRest: { story: 'parts', seed: 8, found: '4 of 20', says: /money|charged/ },
}
const missed: { readonly [policy: string]: Noticed } = {
  'order.contradicted': { story: 'others', seed: 1, found: '4 of 4', says: /nobody has to look/ },
  'order.baking': { story: 'crossing', seed: 11, says: /for Confirmed order/ },
  'order.confirmed': { story: 'again', seed: 1, found: '4 of 4', says: /bakery Confirmed/ },
  'order.delivered': { seed: 2, says: /bakery Delivered/ },
  'order.dispatched': { story: 'crossing', seed: 6, says: /for Baking order/ },
  'order.finish': { seed: 1, says: /does not end/ },
  'order.giveBack': { seed: 3, says: /stock/ },
  'order.giveUp': { seed: 5, says: /does not end: Awaiting/ },
  'order.hold': { story: 'again', seed: 1, says: /fail, then/ },
  'order.letGo': { story: 'declined', seed: 1, says: /still held/ },
  'order.letGoToo': { story: 'outage', seed: 1, says: /let go after/ },
  'order.makeWay': { story: 'again', seed: 1, says: /fail, then again/ },
  'order.pay': { story: 'again', seed: 1, says: /fail, then/ },
  'order.restore': { story: 'crossing', seed: 3, says: /does not end/ },
  'order.settle': { seed: 1, says: /stock/ },
  'order.turnedDown': { story: 'turnedDown', seed: 1, found: '4 of 4', says: /bakery Rejected/ },
  'order.undo': { seed: 1, says: /nobody wants it/ },
  'pay.cancel': { seed: 12, says: /charged/ },
  'pay.charge': { seed: 1, says: /does not end/ },
  'pay.find': { seed: 7, says: /does not end/ },
  'pay.recheck': { story: 'liar', seed: 116, found: '2 of 87', says: /charged/ },
  'pay.recheckVoid': { story: 'regret', seed: 45, found: '2 of 67', says: /charged/ },
  'pay.reconcile': { seed: 1, says: /does not end/ },
  'pay.refund': { seed: 3, says: /charged/ },
  'pay.repay': { seed: 1, says: /does not end/ },
  'pay.repayAgain': { seed: 5, says: /does not end/ },
  'bakery.cancel': { story: 'crossing', seed: 3, says: /does not end/ },
  'bakery.ordered': { seed: 1, says: /Remembered/ },
  'bakery.paid': { seed: 3, says: /Remembered/ },
  'customer.later': { seed: 6, says: /sent or replaced/ },
  'customer.send': { seed: 1, says: /sent or replaced/ },
  'customer.sendAgain': { seed: 5, says: /sent or replaced/ },
  'customer.tellBaking': { seed: 2, says: /never told/ },
  'customer.tellCancelFailed': { seed: 13, says: /never told/ },
  'customer.tellCanceled': { seed: 12, says: /never told/ },
  'customer.tellConfirmed': { seed: 1, says: /never told/ },
  'customer.tellDelivered': { seed: 2, says: /never told/ },
  'customer.tellDispatched': { seed: 2, says: /never told/ },
  'customer.tellOrdered': { seed: 1, says: /never told/ },
  'customer.tellRejected': { seed: 3, says: /never told/ },
  'customer.tellChargeReturned': { seed: 1, found: '4 of 9', says: /ChargeReturned was never told/ },
  'customer.tellReturned': { story: 'parts', seed: 1, found: '4 of 4', says: /never told/ },
}

export const museum: Museum = { system: bread, stories, bugs, seen, policies: missed }
