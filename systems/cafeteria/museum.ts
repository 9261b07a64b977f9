/** The museum of known bugs: each rule of the protocol broken in turn, each policy of the board removed in turn, and where that is noticed. */
import { after, atOnce, list, minutes, type Policy, whenever } from '@jumun/core/model'
import { type Bug, type Museum, type Noticed, runtimeBugs, together, withFolds, withPolicies, withRows, withViews } from '@jumun/core/testing'
import { Refund } from '../psp/commands.ts'
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
  attempts: {
    rule: 6, without: 'an attempt that its customer has given up confirms the order all the same',
    build: withRows('order', 'order', { ConfirmOrder: row => ({ ...row, then: (o, wish, read, at) => row.then({ ...o, closed: 0 }, wish, read, at) }) }),
  },
  noBackdoor: {
    rule: 7, without: 'a charge that is found late makes the order behind the back of who was told to pay later',
    build: withPolicies('order', { confirm: whenever(PaymentApproved, ({ orderId }) => ConfirmOrder({ orderId, attempt: Number.MAX_SAFE_INTEGER })) }),
  },
  totalAnswers: {
    rule: 10, without: 'a reaction is refused, and nobody is there to hear it',
    build: withRows('order', 'order', { ConfirmOrder: row => ({ ...row, done: ['Ordered', 'OrderCanceled'] }) }),
  },
  tombstone: {
    rule: 11, without: 'what was cancelled before it was there is charged when it comes',
    build: withRows('payment', 'payment', { CancelPayment: row => ({ ...row, then: (p, wish, read, at) => (!p || p.status === 'PaymentRequested' || p.status === 'PaymentUnknown' ? [] : row.then(p, wish, read, at)) }) }),
  },
  tombstoneOfHolds: {
    rule: 11, without: 'a hold that comes after its release is kept for ever',
    build: withRows('order', 'menu', { ReleaseStock: row => ({ ...row, then: (m, wish, read, at) => (wish.orderId in m.held ? row.then(m, wish, read, at) : []) }) }),
  },
  notFoundIsNotNo: {
    rule: 12, without: 'the provider finds nothing, the payment is written off, and the charge arrives',
    build: withRows('payment', 'payment', { NoteNotFound: row => ({ ...row, then: (p, wish, read) => row.then({ ...p, at: 0 }, wish, read, { now: p.at, actor: 'policy' }) }) }),
  },
  holdAsks: {
    rule: 13, without: 'time frees what an order that is being paid still holds',
    build: withPolicies('order', {
      holdEnds: whenever(StockHeld, ({ orderId, productName }) => after(minutes(1), ReleaseStock({ orderId, productName }), { late: 'run' })),
      passedEnds: whenever(StockPassed, ({ orderId, productName }) => after(minutes(1), ReleaseStock({ orderId, productName }), { late: 'run' })),
    }),
  },
  standAside: {
    rule: 14, without: 'a hold passes over while its order is being paid: two orders, one cake',
    build: withRows('order', 'menu', {
      HoldStock: row => ({
        ...row,
        then: (m, wish, read, at) => {
          const no = row.then(m, wish, read, at)
          return 'reason' in no && no.reason === 'own-hold' ? row.then(m, { ...wish, holder: no.detail.holder }, read, at) : no
        },
      }),
    }),
  },
  absolute: {
    rule: 15, without: 'a release undoes a hold that never was, and there is more than there was',
    build: withFolds('order', 'menu', { StockReleased: fold => (m, e) => ({ ...fold(m, e), stock: m.stock === null || e.orderId in m.held ? fold(m, e).stock : m.stock + 1 }) }),
  },
  refundIntent: {
    rule: 16, without: 'money is said to be back before it is',
    build: together(
      withRows('payment', 'payment', {
        CancelPayment: row => ({
          ...row,
          then: (p, wish, read, at) => (p?.status === 'PaymentApproved' ? PaymentCanceled({ orderId: p.orderId, phoneNumber: p.phoneNumber, amt: p.amt, status: 'PaymentCanceled' }) : row.then(p, wish, read, at)),
        }),
      }),
      withPolicies('payment', {
        repayLate: atOnce(PaymentCanceled, {
          ask: ({ orderId, amt }) => Refund({ reference: orderId, key: `refund-${orderId}`, of: `charge-${orderId}`, amt }), within: 2000,
          answer: { refunded: () => 'done', failed: () => 'done' },
        }) as Policy,
      }),
    ),
  },
  markIsNoBirth: {
    rule: 21, without: 'what was heard first counts as the beginning, and who is to be told is never known',
    build: withRows('customercenter', 'talk', { Tell: row => ({ ...row, then: (t, wish, read, at) => row.then(t, t?.status === 'Silent' ? { ...wish, customer: null } : wish, read, at) }) }),
  },
  causeBeforeEffect: {
    rule: 22, without: 'a customer is told that it was cancelled after being told that it could not be',
    build: withFolds('customercenter', 'talk', { MessageQueued: fold => (t, e) => fold(t, { ...e, causes: [] }) }),
  },
  bothSides: {
    rule: 'B7', without: 'a drink is made for money alone',
    build: withRows('drink', 'drink', {
      NotePayment: row => ({ ...row, then: (d, wish, read, at) => (d?.paid ? [] : [...list(row.then({ ...d, ordered: false }, wish, read, at) as never), OrderInfoReceived({ orderId: wish.orderId, status: 'PaymentApproved' })]) }),
    }),
  },
  columns: {
    rule: 'B7', without: 'one column for all who tell: a page that says what is over',
    build: withViews('customercenter', v => ({ ...v, folds: v.folds.map(f => ({ ...f, fold: (row, e, told) => ({ ...f.fold(row, e, told), ...(v.name === 'mypage' ? { orderStatus: e.status, paymentStatus: e.status, drinkStatus: e.status } : {}) }) })) })),
  },
} as const satisfies { readonly [rule: string]: Bug }

/** In which seed of which story it is noticed, how rare that is, and what the promises say. */
const seen: { readonly [rule in keyof typeof bugs | keyof typeof runtimeBugs]?: Noticed } = {
}
const missed: { readonly [policy: string]: Noticed } = {
}

const all: { readonly [rule: string]: Bug } = {
  ...runtimeBugs,
  // the release is tried after the cancel, as in the order in which they stand on the board
  eachTried: { ...runtimeBugs.eachTried, build: together(runtimeBugs.eachTried.build, withPolicies('order', { undo })) },
  ...bugs,
}
export const museum: Museum = { system: cafeteria, stories, bugs: all, seen, policies: missed }
