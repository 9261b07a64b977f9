/** The museum of known bugs: each rule of the protocol broken, each policy of the board removed in turn, and where that is noticed. */
import { after, atOnce, list, minutes, type Policy, whenever } from '@jumun/core/model'
import { type Bug, type Museum, type Noticed, runtimeBugs, together, withFolds, withPolicies, withRows, withViews } from '@jumun/testing'
import { Refund } from '../psp/commands.ts'
import { attempts, bugsOfPaying, markIsNoBirth, standAside, tombstoneOfHolds } from '../museum.ts'
import { OrderInfoReceived } from './drink/events.ts'
import { ConfirmOrder } from './order/commands.ts'
import { ReleaseStock } from './order/menu-commands.ts'
import { StockHeld, StockPassed } from './order/menu-events.ts'
import * as orderPolicies from './order/policies.ts'
import { PaymentApproved, PaymentCanceled } from './payment/events.ts'
import { stories } from './story.ts'
import { cafeteria } from './system.ts'

const { undo } = orderPolicies

/** The café's own rules, each broken on its board. */
const bugs = {
  ...bugsOfPaying('payment', 'payment', ['PaymentRequested', 'PaymentUnknown']),
  attempts: attempts('order', 'ConfirmOrder'),
  noBackdoor: {
    rule: 7,
    without: 'a charge that is found late makes the order behind the back of who was told to pay later',
    build: withPolicies('order', {
      confirm: whenever(PaymentApproved, ({ orderId }) => ConfirmOrder({ orderId, attempt: Number.MAX_SAFE_INTEGER })),
    }),
  },
  totalAnswers: {
    rule: 10,
    without: 'a reaction is refused, and nobody is there to hear it',
    build: withRows('order', 'order', { ConfirmOrder: row => ({ ...row, done: ['Ordered', 'OrderCanceled'] }) }),
  },
  tombstoneOfHolds: tombstoneOfHolds('order', 'menu'),
  holdAsks: {
    rule: 13,
    without: 'time frees what an order that is being paid still holds',
    build: withPolicies('order', {
      holdEnds: whenever(StockHeld, ({ orderId, productName }) =>
        after(minutes(1), ReleaseStock({ orderId, productName }), { late: 'run' }),
      ),
      passedEnds: whenever(StockPassed, ({ orderId, productName }) =>
        after(minutes(1), ReleaseStock({ orderId, productName }), { late: 'run' }),
      ),
    }),
  },
  standAside: standAside('order', 'menu', 'HoldStock', 'a hold passes over while its order is being paid: two orders, one cake'),
  absolute: {
    rule: 15,
    without: 'a release undoes a hold that never was, and there is more than there was',
    build: withFolds('order', 'menu', {
      StockReleased: fold => (m, e) => ({ ...fold(m, e), stock: m.stock === null || e.orderId in m.held ? fold(m, e).stock : m.stock + 1 }),
    }),
  },
  refundIntent: {
    rule: 16,
    without: 'money is said to be back before it is',
    build: together(
      withRows('payment', 'payment', {
        CancelPayment: row => ({
          ...row,
          then: (p, wish, read, at) =>
            p?.status === 'PaymentApproved'
              ? PaymentCanceled({ orderId: p.orderId, phoneNumber: p.phoneNumber, amt: p.amt, status: 'PaymentCanceled' })
              : row.then(p, wish, read, at),
        }),
      }),
      withPolicies('payment', {
        repayLate: atOnce(PaymentCanceled, {
          ask: ({ orderId, amt }) => Refund({ reference: orderId, key: `refund-${orderId}`, of: `charge-${orderId}`, amt }),
          within: 2000,
          answer: { refunded: () => 'done', failed: () => 'done' },
        }) as Policy,
      }),
    ),
  },
  markIsNoBirth: markIsNoBirth('customercenter'),
  causeBeforeEffect: {
    rule: 22,
    without: 'a customer is told that it was cancelled after being told that it could not be',
    build: withFolds('customercenter', 'talk', { MessageQueued: fold => (t, e) => fold(t, { ...e, causes: [] }) }),
  },
  bothSides: {
    rule: 'B7',
    without: 'a drink is made for money alone',
    build: withRows('drink', 'drink', {
      NotePayment: row => ({
        ...row,
        then: (d, wish, read, at) =>
          d?.paid
            ? []
            : [
                ...list(row.then({ ...d, ordered: false }, wish, read, at) as never),
                OrderInfoReceived({ orderId: wish.orderId, status: 'PaymentApproved' }),
              ],
      }),
    }),
  },
  columns: {
    rule: 'B7',
    without: 'one column for all who tell: a page that says what is over',
    build: withViews('customercenter', v => ({
      ...v,
      folds: v.folds.map(f => ({
        ...f,
        fold: (row, e, told) => ({
          ...f.fold(row, e, told),
          ...(v.name === 'mypage' ? { orderStatus: e.status, paymentStatus: e.status, drinkStatus: e.status } : {}),
        }),
      })),
    })),
  },
} as const satisfies { readonly [rule: string]: Bug }

/** In which story and at which seed each broken rule is noticed, how rare that is, and what the promises say there. */
const seen: { readonly [rule: string]: Noticed } = {
  owed: { seed: 23, found: '4 of 37', says: /never told|does not end/ },
  lease: { seed: 20, found: '4 of 100', says: /in good weather: 503/ },
  twoIds: { seed: 1, found: '4 of 12', says: /in good weather: 503|hold: \w+ was refused/ },
  firstWins: { seed: 1, found: '4 of 4', says: /said twice/ },
  settledAnswers: { seed: 2, found: '1 of 1', says: /Declined order, charged/ },
  keepReply: { story: 'refused', seed: 1, found: '4 of 4', says: /stock: 1 free and 0 held of 1, 1 in living/ },
  keyFromState: { seed: 19, found: '4 of 41', says: /charged twice/ },
  saidIsDurable: { story: 'unsure', seed: 2, found: '1 of 2', says: /behind the back/ },
  keyWithIntent: { seed: 2, found: '4 of 5', says: /one Idempotency-Key, two orders/ },
  stale: { story: 'slow', seed: 9, found: '4 of 44', says: /behind the back/ },
  until: { story: 'slow', seed: 4, found: '4 of 4', says: /nobody waited for it/ },
  deadline: { story: 'hurry', seed: 1, found: '4 of 4', says: /outlives/ },
  surelyUnsent: { story: 'charged', seed: 1, found: '4 of 4', says: /told that nothing was charged/ },
  ownCase: { story: 'again', seed: 1, found: '4 of 4', says: /in the case of another/ },
  watermark: { story: 'late', seed: 1, found: '4 of 4', says: /everything again: points counted twice/ },
  place: { seed: 1, found: '4 of 18', says: /is not the fold|never told|does not end/ },
  retention: { seed: 3, found: '4 of 11', says: /one Idempotency-Key, two orders/ },
  patience: { story: 'outage', seed: 1, found: '4 of 4', says: /put aside in calm weather: order: undo/ },
  eachTried: { story: 'outage', seed: 1, found: '4 of 4', says: /stock let go after 1\d\d minutes/ },
  eventTime: { story: 'late', seed: 1, found: '4 of 4', says: /out of date/ },
  late: { story: 'late', seed: 1, found: '4 of 4', says: /out of date/ },
  fresh: { story: 'late', seed: 1, found: '4 of 4', says: /out of date/ },
  unknownCommit: { story: 'unsure', seed: 11, found: '4 of 17', says: /told no, without any reason/ },
  attempts: { story: 'unsure', seed: 2, found: '4 of 9', says: /behind the back/ },
  noBackdoor: { story: 'charged', seed: 1, found: '4 of 4', says: /behind the back/ },
  totalAnswers: { story: 'regret', seed: 10, found: '4 of 22', says: /ConfirmOrder was refused/ },
  tombstone: { seed: 11, found: '4 of 48', says: /Expired order, charged/ },
  tombstoneOfHolds: { story: 'died', seed: 3, found: '4 of 20', says: /0 free and 1 held of 1, 0 in living/ },
  notFoundIsNotNo: { story: 'slow', seed: 2, found: '3 of 20', says: /Expired order, charged/ },
  holdAsks: { seed: 28, found: '4 of 32', says: /stock/ },
  standAside: { story: 'rush', seed: 1, found: '4 of 4', says: /held of 1, 2 in living/ },
  absolute: { story: 'died', seed: 3, found: '4 of 20', says: /stock: 2 free/ },
  refundIntent: { seed: 2, found: '4 of 7', says: /before the money was back/ },
  markIsNoBirth: { story: 'overtaking', seed: 197, found: '1 of 400', says: /Ordered was never told/ },
  causeBeforeEffect: { seed: 3, found: '4 of 53', says: /told after its effect/ },
  bothSides: { seed: 10, found: '4 of 16', says: /order that was not paid/ },
  columns: { seed: 4, found: '4 of 5', says: /my page says/ },
  moreThanLeft: { story: 'parts', seed: 1, found: '4 of 5', says: /money/ },
  onlyTheRest: { story: 'parts', seed: 11, found: '4 of 39', says: /money|charged/ },
}
/** Where it is noticed that a policy is missing. */
const missed: { readonly [policy: string]: Noticed } = {
  'order.contradicted': { story: 'others', seed: 1, found: '4 of 4', says: /nobody has to look/ },
  'order.finish': { seed: 2, found: '4 of 17', says: /order does not end: OrderCanceled/ },
  'order.giveBack': { seed: 10, found: '4 of 41', says: /stock/ },
  'order.giveUp': { seed: 7, found: '4 of 11', says: /order does not end: AwaitingPayment/ },
  'order.hold': { seed: 20, found: '4 of 120', says: /in good weather: 503/ },
  'order.letGo': { seed: 4, found: '4 of 50', says: /[1-9] held of/ },
  'order.letGoToo': { seed: 5, found: '4 of 14', says: /[1-9] held of/ },
  'order.makeWay': { story: 'again', seed: 1, found: '4 of 4', says: /fail, then again/ },
  'order.pay': { seed: 20, found: '4 of 100', says: /in good weather: 503/ },
  'order.restore': { seed: 3, found: '4 of 8', says: /OrderCanceled order, charged/ },
  'order.settle': { seed: 1, found: '4 of 6', says: /[1-9] held of/ },
  'order.undo': { seed: 2, found: '4 of 5', says: /Expired order, charged/ },
  'payment.cancel': { seed: 6, found: '4 of 23', says: /OrderCanceled order, charged/ },
  'payment.charge': { seed: 1, found: '4 of 4', says: /payment does not end: PaymentRequested/ },
  'payment.find': { seed: 3, found: '4 of 11', says: /payment does not end: PaymentUnknown/ },
  'payment.recheck': { story: 'liar', seed: 55, found: '4 of 67', says: /Expired order, charged/ },
  'payment.recheckVoid': { story: 'regret', seed: 25, found: '4 of 69', says: /Expired order, charged/ },
  'payment.reconcile': { seed: 4, found: '4 of 16', says: /payment does not end: PaymentUnknown/ },
  'payment.repay': { seed: 2, found: '4 of 5', says: /payment does not end: Refunding/ },
  'payment.repayAgain': { seed: 23, found: '4 of 22', says: /payment does not end: Refunding/ },
  'drink.cancel': { seed: 4, found: '4 of 7', says: /drink \w+ for OrderCanceled order/ },
  'drink.ordered': { seed: 1, found: '4 of 4', says: /drink Remembered for Ordered order/ },
  'drink.paid': { seed: 1, found: '4 of 4', says: /drink Remembered for Ordered order/ },
  'customercenter.later': { seed: 1, found: '4 of 6', says: /sent or replaced/ },
  'customercenter.send': { seed: 1, found: '4 of 4', says: /0 sent or replaced/ },
  'customercenter.sendAgain': { seed: 1, found: '4 of 10', says: /sent or replaced/ },
  'customercenter.tellCancelFailed': { seed: 3, found: '4 of 7', says: /CancelFailed was never told/ },
  'customercenter.tellChargeReturned': { seed: 2, found: '4 of 11', says: /ChargeReturned was never told/ },
  'customercenter.tellMade': { seed: 1, found: '4 of 4', says: /Made was never told/ },
  'customercenter.tellOrderCanceled': { seed: 4, found: '4 of 7', says: /OrderCanceled was never told/ },
  'customercenter.tellOrdered': { seed: 1, found: '4 of 4', says: /Ordered was never told/ },
  'customercenter.tellPaymentCanceled': { seed: 8, found: '4 of 10', says: /PaymentCanceled was never told/ },
  'customercenter.tellPickedUp': { seed: 4, found: '4 of 4', says: /PickedUp was never told/ },
  'customercenter.tellReceipted': { seed: 1, found: '4 of 4', says: /Receipted was never told/ },
  'customercenter.tellPartlyRefunded': { story: 'parts', seed: 1, found: '4 of 4', says: /never told/ },
}

const all: { readonly [rule: string]: Bug } = {
  ...runtimeBugs,
  // the release is tried after the cancel, as in the order in which they stand on the board
  eachTried: { ...runtimeBugs.eachTried, build: together(runtimeBugs.eachTried.build, withPolicies('order', { undo })) },
  ...bugs,
}
export const museum: Museum = { system: cafeteria, stories, bugs: all, seen, policies: missed }
