// What holds after any sequence of commands, also of such as never come together in a day of the bakery.
import assert from 'node:assert/strict'
import { bySystem } from '@jumun/core/runtime'
import { person, react, type Step } from '@jumun/testing'
import type { ItemOf } from '@jumun/testing/promises'
import { always, grows, once, settles } from '@jumun/testing/sequences'
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
const orderId = 7
const me = person('customer', { customerId: 'kim' })
const [baker, operator] = [person('baker'), person('operator')]
const small = fc.integer({ min: 1, max: 4 })

type Placed = ItemOf<typeof Order>
const attempted = (of: (attempt: number) => Step['command']) =>
  small.map(attempt => (o: Placed) => (o.attempt < attempt ? undefined : react(of(attempt))))
const living = ['Ordered', 'Confirmed', 'Baking', 'OutForDelivery', 'Delivered']
always(
  'an order: an end stays the end, it is made once, closed once, and never goes back',
  {
    of: Order,
    ends: o => ['Declined', 'Expired', 'Rejected'].includes(o.status) || o.cancellation === 'done',
    begins: [{ by: me, command: order.PlaceOrder({ orderId, customerId: 'kim', item: 'cake', qty: 1 }) }],
    read: { goods: { item: 'cake', price: 25_000, stock: 5, held: {}, status: 'OnSale' } },
    steps: [
      [
        3,
        { by: me, command: order.PayOrder({ orderId }) },
        { by: me, command: order.CancelOrder({ orderId }) },
        { by: operator, command: order.RevokeOrder({ orderId }) },
        { by: bySystem, command: order.StandAside({ orderId, heir: 8 }) },
      ],
      // an outcome names an attempt that there was
      [3, attempted(attempt => order.ConfirmPayment({ orderId, attempt }))],
      [2, attempted(attempt => order.PostponePayment({ orderId, attempt, reason: 'payment-unknown' }))],
      [3, ...living.slice(1).map(status => react(order.NoteProgress({ orderId, status })))],
      [1, ...['Baking', 'OutForDelivery'].map(status => react(order.RestoreOrder({ orderId, status })))],
      [
        1,
        react(order.DeclineOrder({ orderId, reason: 'sold-out' })),
        react(order.WantOwnHold({ orderId, holder: 3 })),
        react(order.HoldAgain({ orderId, holder: 3 })),
      ],
      [
        2,
        react(order.NoteRejection({ orderId, reason: 'no' })),
        ...[order.NoteMoneyBack, order.AbandonOrder, order.AskPayment].map(c => react(c({ orderId }))),
      ],
    ],
  },
  (o: Placed, life) => {
    once(life, 'Ordered', 'OrderClosed', 'OrderRejected')
    if (life.all('OrderClosed').length) assert.ok(o.moneyBack, 'closed before the money is back')
    assert.equal(o.price, 25_000)
    const way = life.events.flatMap(({ type, data }) => {
      if (type === 'Ordered') return [0]
      return ['ProgressNoted', 'OrderRestored'].includes(type) ? [living.indexOf(data.status)] : []
    })
    grows(way, 'it never goes back', { same: true })
  },
)

always(
  'the bakery: what is baked is not cancelled, what is cancelled or turned down is not baked, and each happens once',
  {
    of: Bakery,
    ends: b => ['Delivered', 'Rejected', 'Canceled'].includes(b.status),
    read: { shop: { shop: 'settings', autoConfirm: false, status: 'Open' } },
    steps: [
      [
        1,
        react(bake.NoteOrder({ orderId, item: 'cake', qty: 1, address: null, createTime: 1, shop: 'settings' })),
        react(bake.NotePayment({ orderId, shop: 'settings' })),
        react(bake.CancelBaking({ orderId })),
      ],
      [
        1,
        ...[bake.Confirm, bake.Bake, bake.Dispatch, bake.Deliver].map(c => ({ by: baker, command: c({ orderId }) })),
        { by: baker, command: bake.Reject({ orderId, reason: 'no' }) },
      ],
    ],
  },
  (_, life) => {
    const ends = life.events.filter(({ type }) => ['BakingStarted', 'BakeryCanceled', 'Rejected'].includes(type))
    assert.ok(ends.length <= 1, ends.map(e => e.type).join())
    once(life, 'BakeryReceived')
  },
)

const holder = fc.integer({ min: 1, max: 5 })
type Goods = ItemOf<typeof Item>
always(
  'stock: what there was is free, held, or sold and not given back; never less than nothing',
  {
    of: Item,
    never: ['ItemChanged', 'StockPassed', 'StockReturned'],
    begins: [{ by: baker, command: goods.AddItem({ item: 'cake', price: 25_000, stock: 6 }) }],
    // who was released or has bought is over
    read: ({ events }, { command: { data } }) => {
      const isOver = events.some(e => ['StockReleased', 'StockSold'].includes(e.type) && e.data.orderId === data.orderId)
      return { order: { status: isOver ? 'Expired' : 'AwaitingPayment' } }
    },
    steps: [
      [
        3,
        fc.tuple(holder, small, fc.constantFrom('kim', 'lee')).map(([id, qty, customerId]) => ({
          by: bySystem,
          command: goods.HoldStock({ orderId: id, item: 'cake', qty, customerId, holder: null }),
        })),
      ],
      [1, holder.map(id => react(goods.ReleaseStock({ orderId: id, item: 'cake' })))],
      [2, holder.map(id => react(goods.SettleStock({ orderId: id, item: 'cake' })))],
    ],
  },
  (i: Goods, life) => {
    const held = Object.values(i.held).reduce((sum, h) => sum + h.qty, 0)
    const taken = new Map(life.all('StockHeld').map(e => [e.orderId, e.qty as number]))
    const sold = life.all('StockSold').reduce((sum, e) => sum + taken.get(e.orderId)!, 0)
    assert.ok(i.stock !== null && i.stock >= 0)
    assert.equal(i.stock + held + sold, 6)
  },
)

const retry = { by: operator, command: pay.RetryRefund({ orderId }) }
settles('money: whatever is asked and lost, at rest the provider has what it says: one charge for an order, given back once at most', {
  of: Payment,
  policies: money.policies,
  steps: [
    { by: bySystem, command: pay.ApprovePayment({ orderId, customerId: 'kim', price: 100 }) },
    react(pay.CancelPayment({ orderId })),
    retry,
  ],
  amount: 100,
  ends: { nothing: 0, notCharged: 0, approved: 100, declined: 0, canceled: 0, voided: 0 },
  over: ['declined', 'canceled'],
  help: { stuck: retry },
  holds: (life, books) => {
    if (life.all('PayCanceled').length) assert.equal(books.net, 0, 'canceled is said when the money is back')
    assert.ok(new Set(life.all('PaymentRequested').map(e => e.key)).size <= 1, 'one order, one charge')
    once(life, 'PayApproved', 'PayCanceled')
    const { status, action } = life.state ?? {}
    assert.equal(action, life.state && (status === 'canceled' ? 'cancel' : 'apply'))
  },
})
