// What holds after any sequence of commands, also of such as never come together in a day of the bakery.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Aggregate, Message } from '@jumun/core/model'
import { byPolicy, bySystem, type Caller } from '@jumun/core/runtime'
import { answerOf, person } from '@jumun/testing'
import fc from 'fast-check'
import { Bakery } from './bakery/bakery.ts'
import * as bake from './bakery/commands.ts'
import * as order from './order/commands.ts'
import * as goods from './order/item-commands.ts'
import { Item } from './order/item.ts'
import { Order } from './order/order.ts'
import { money } from './pay/money.ts'
import { Payment } from './pay/payment.ts'

const pay = money.commands

const settings = { seed: 20_210_223, numRuns: 300 }
const orderId = 7
const me = person('customer', { customerId: 'kim' })
const [baker, operator] = [person('baker'), person('operator')]
type Asked = readonly [Caller, Message<'command'>]
const one = (...of: readonly Asked[]) => fc.constantFrom(...of)
const small = fc.integer({ min: 1, max: 4 })

/** Tries sequences of commands on one item; `holds` reads what happened and what it has come to after each of them. */
const always = (
  sentence: string,
  a: Aggregate,
  steps: fc.Arbitrary<Asked>,
  holds: (state: any, happened: readonly Message[], before: any) => void,
  read: object | ((happened: readonly Message[], command: Message) => object) = {},
  begins: readonly Asked[] = [],
): void =>
  void test(sentence, () =>
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 30 }), all => {
        let state: any
        const happened: Message[] = []
        for (const [by, command] of [...begins, ...all]) {
          const before = state
          const answer = answerOf(a, before, command, by, typeof read === 'function' ? read(happened, command) : read)
          if (by === byPolicy)
            assert.equal(answer.refusal, undefined, `${command.type} is a reaction’s, and nobody refuses it in ${before?.status}`)
          state = answer.state
          happened.push(...answer.events)
          if (state) holds(state, happened, before)
        }
      }),
      settings,
    ),
  )
const count = (happened: readonly Message[], type: string) => happened.filter(e => e.type === type).length

const living = ['Ordered', 'Confirmed', 'Baking', 'OutForDelivery', 'Delivered']
always(
  'an order: an end stays the end, it is made once, closed once, and never goes back',
  Order,
  fc.oneof(
    {
      arbitrary: one(
        [me, order.PayOrder({ orderId })],
        [me, order.CancelOrder({ orderId })],
        [operator, order.RevokeOrder({ orderId })],
        [bySystem, order.StandAside({ orderId, heir: 8 })],
      ),
      weight: 3,
    },
    { arbitrary: small.map((attempt): Asked => [byPolicy, order.ConfirmPayment({ orderId, attempt })]), weight: 3 },
    {
      arbitrary: small.map((attempt): Asked => [byPolicy, order.PostponePayment({ orderId, attempt, reason: 'payment-unknown' })]),
      weight: 2,
    },
    {
      arbitrary: fc.constantFrom(...living.slice(1)).map((status): Asked => [byPolicy, order.NoteProgress({ orderId, status })]),
      weight: 3,
    },
    {
      arbitrary: fc.constantFrom('Baking', 'OutForDelivery').map((status): Asked => [byPolicy, order.RestoreOrder({ orderId, status })]),
      weight: 1,
    },
    {
      arbitrary: one(
        [byPolicy, order.NoteRejection({ orderId, reason: 'no' })],
        [byPolicy, order.NoteMoneyBack({ orderId })],
        [byPolicy, order.AbandonOrder({ orderId })],
        [byPolicy, order.AskPayment({ orderId })],
      ),
      weight: 2,
    },
  ),
  (o, happened, before) => {
    for (const type of ['Ordered', 'OrderClosed', 'OrderRejected']) assert.ok(count(happened, type) <= 1, `${type} twice`)
    if (before && ['Declined', 'Expired', 'Rejected'].includes(before.status)) assert.equal(o.status, before.status)
    if (before?.cancellation === 'done') assert.equal(o.cancellation, 'done')
    if (before && living.includes(before.status) && living.includes(o.status))
      assert.ok(living.indexOf(o.status) >= living.indexOf(before.status), `from ${before.status} back to ${o.status}`)
    if (count(happened, 'OrderClosed')) assert.ok(o.moneyBack, 'closed before the money is back')
    assert.equal(o.price, 25_000)
  },
  { goods: { item: 'cake', price: 25_000, stock: null, held: {}, status: 'OnSale' } },
  [[me, order.PlaceOrder({ orderId, customerId: 'kim', item: 'cake', qty: 1 })]],
)

always(
  'the bakery: what is baked is not cancelled, what is cancelled or turned down is not baked, and each happens once',
  Bakery,
  fc.oneof(
    one(
      [byPolicy, bake.NoteOrder({ orderId, item: 'cake', qty: 1, address: null, createTime: 1, shop: 'settings' })],
      [byPolicy, bake.NotePayment({ orderId, shop: 'settings' })],
      [byPolicy, bake.CancelBaking({ orderId })],
    ),
    one(
      [baker, bake.Confirm({ orderId })],
      [baker, bake.Reject({ orderId, reason: 'no' })],
      [baker, bake.Bake({ orderId })],
      [baker, bake.Dispatch({ orderId })],
      [baker, bake.Deliver({ orderId })],
    ),
  ),
  (_, happened) => {
    const ends = ['BakingStarted', 'BakeryCanceled', 'Rejected'].map(type => count(happened, type))
    assert.ok(ends.reduce((sum, n) => sum + n, 0) <= 1, happened.map(e => e.type).join())
    assert.ok(count(happened, 'BakeryReceived') <= 1)
  },
  { shop: { shop: 'settings', autoConfirm: false, status: 'Open' } },
)

const holder = fc.integer({ min: 1, max: 5 })
always(
  'stock: what there was is free, held, or sold and not given back; never less than nothing',
  Item,
  fc.oneof(
    {
      arbitrary: fc
        .tuple(holder, small, fc.constantFrom('kim', 'lee'))
        .map(([id, qty, customerId]): Asked => [bySystem, goods.HoldStock({ orderId: id, item: 'cake', qty, customerId, holder: null })]),
      weight: 3,
    },
    { arbitrary: holder.map((id): Asked => [byPolicy, goods.ReleaseStock({ orderId: id, item: 'cake' })]), weight: 1 },
    { arbitrary: holder.map((id): Asked => [byPolicy, goods.SettleStock({ orderId: id, item: 'cake' })]), weight: 2 },
  ),
  (i, happened) => {
    const held = Object.values<{ qty: number }>(i.held).reduce((sum, h) => sum + h.qty, 0)
    const taken = new Map(happened.filter(e => e.type === 'StockHeld').map(e => [e.data.orderId, e.data.qty as number]))
    const sold = happened.filter(e => e.type === 'StockSold').reduce((sum, e) => sum + taken.get(e.data.orderId)!, 0)
    assert.ok(i.stock >= 0)
    assert.equal(i.stock + held + sold, 6)
  },
  // who was released or has bought is over
  (happened, { data: { orderId } }) => ({
    order: {
      status: happened.some(e => ['StockReleased', 'StockSold'].includes(e.type) && e.data.orderId === orderId)
        ? 'Expired'
        : 'AwaitingPayment',
    },
  }),
  [[baker, goods.AddItem({ item: 'cake', price: 25_000, stock: 6 })]],
)

always(
  'money: one charge for an order, given back once at most, and said to be back after it is',
  Payment,
  fc.oneof(
    {
      arbitrary: one(
        [bySystem, pay.ApprovePayment({ orderId, customerId: 'kim', price: 25_000 })],
        [operator, pay.RetryRefund({ orderId })],
      ),
      weight: 2,
    },
    {
      arbitrary: one(
        ...[
          pay.NoteDeclined,
          pay.NoteUnsent,
          pay.NoteUnknown,
          pay.NoteNotFound,
          pay.CancelPayment,
          pay.NoteRefunded,
          pay.NoteRefundUnknown,
          pay.NoteRefundStuck,
        ].map((c): Asked => [byPolicy, c({ orderId })]),
      ),
      weight: 5,
    },
  ),
  (p, happened, before) => {
    assert.equal(new Set(happened.filter(e => e.type === 'PaymentRequested').map(e => e.data.key)).size <= 1, true)
    assert.ok(count(happened, 'PayCanceled') <= 1)
    if (count(happened, 'PayCanceled')) assert.ok(count(happened, 'RefundRequested') > 0)
    if (before?.status === 'canceled') assert.equal(p.status, 'canceled')
    assert.equal(p.action, p.status === 'canceled' ? 'cancel' : 'apply')
  },
)
