import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folded, given, noon } from '../given.test.ts'
import { reject } from '../vocabulary.ts'
import * as ask from './commands.ts'
import * as e from './events.ts'
import { MenuItemAdded, MenuItemChanged, MenuItemRemoved } from './menu-events.ts'
import { Menu } from './menu.ts'
import { Order } from './order.ts'
import * as policies from './policies.ts'

const phoneNumber = '01012345678'
const options = { size: { regular: 0, large: 500 }, temperature: { hot: 0, iced: 0 }, extras: { shot: 500 } }
const none = { size: {}, temperature: {}, extras: {} }
const sells = (productName: string, price: number, stock: number | null, offers = none) =>
  MenuItemAdded({ productName, names: { ko: productName, en: productName }, price, options: offers, stock, soldOut: false })
const coffee = { item: folded(Menu, sells('coffee', 500, null, options)) }
const cake = { item: folded(Menu, sells('cake', 3000, 1)) }
const wish = { orderId: 7, phoneNumber, productName: 'coffee', qty: 2, amt: 1000 }

const order = {
  orderId: 7,
  phoneNumber,
  productName: 'coffee',
  qty: 2,
  amt: 1000,
  options: {},
  pickupTime: null,
  createTime: noon,
  language: 'en' as const,
  limited: false,
}
const slice = { ...order, productName: 'cake', qty: 1, amt: 3000, limited: true }
const requested = e.OrderRequested({ ...order, paymentToken: null })
const asked = (attempt = 1) => e.PaymentAsked({ orderId: 7, phoneNumber, amt: 1000, attempt, paymentToken: null })
const postponed = (attempt = 1) => e.PaymentPostponed({ orderId: 7, attempt, reason: 'payment-unknown' })
const ordered = e.Ordered({ ...order, status: 'Ordered', pickupNumber: 7 })
const canceled = e.OrderCanceled({ ...order, status: 'OrderCanceled', pickupNumber: 7 })
const restored = e.OrderRestored({ ...order, status: 'Ordered', pickupNumber: 7 })
const expired = (heir: number | null = null) => e.OrderExpired({ orderId: 7, productName: 'coffee', limited: false, heir })
const cakeRequested = e.OrderRequested({ ...slice, paymentToken: null })
const cakeWanted = (attempt = 1, holder: number | null = null) =>
  e.HoldWanted({ orderId: 7, productName: 'cake', qty: 1, phoneNumber, attempt, holder, paymentToken: null })
const cakeAsked = (attempt = 1) => e.PaymentAsked({ orderId: 7, phoneNumber, amt: 3000, attempt, paymentToken: null })

test('the published order is accepted as it stands, and its payment is asked at once', () =>
  given(Order).when(ask.PlaceOrder(wish), coffee).by(phoneNumber).then(requested, asked()))
test('an order without an amount is priced from the menu', () =>
  given(Order)
    .when(ask.PlaceOrder({ orderId: 7, phoneNumber, productName: 'coffee', qty: 2 }), coffee)
    .by(phoneNumber)
    .then(requested, asked()))
test('options cost their surcharges, the same extra twice costs twice', () => {
  const chosen = { size: 'large', temperature: 'iced', extras: ['shot', 'shot'] }
  given(Order)
    .when(ask.PlaceOrder({ ...wish, amt: 4000, options: chosen }), coffee)
    .by(phoneNumber)
    .then(
      e.OrderRequested({ ...order, amt: 4000, options: chosen, paymentToken: null }),
      e.PaymentAsked({ orderId: 7, phoneNumber, amt: 4000, attempt: 1, paymentToken: null }),
    )
})
test('another amount is refused with the right one', () =>
  given(Order)
    .when(ask.PlaceOrder({ ...wish, qty: 3, amt: 5000 }), coffee)
    .by(phoneNumber)
    .then(reject('price-changed', { amt: 1500 })))
test('an option that there is not is refused', () => {
  for (const option of ['huge', 'constructor', '__proto__'])
    given(Order)
      .when(ask.PlaceOrder({ ...wish, options: { size: option } }), coffee)
      .by(phoneNumber)
      .then(reject('no-such-option', { option }))
})
test('what is not on the menu, or not any more, is refused', () => {
  given(Order)
    .when(ask.PlaceOrder(wish))
    .by(phoneNumber)
    .then(reject('no-such-product', { productName: 'coffee' }))
  given(Order)
    .when(ask.PlaceOrder(wish), { item: folded(Menu, sells('coffee', 500, null), MenuItemRemoved({ productName: 'coffee' })) })
    .by(phoneNumber)
    .then(reject('no-such-product', { productName: 'coffee' }))
})
test('what is marked as sold out is refused', () => {
  const item = folded(Menu, sells('coffee', 500, null), MenuItemChanged({ ...sells('coffee', 500, null).data, soldOut: true }))
  given(Order).when(ask.PlaceOrder(wish), { item }).by(phoneNumber).then(reject('sold-out'))
})
test('nobody can fetch a drink in the past', () =>
  given(Order)
    .when(ask.PlaceOrder({ ...wish, pickupTime: noon - 120_000 }), coffee)
    .by(phoneNumber)
    .then(reject('pickup-time-passed')))
test('customers order for themselves, the manager for everybody, the barista for nobody', () => {
  given(Order).when(ask.PlaceOrder(wish), coffee).by('01099999999').then('not-yours')
  given(Order).when(ask.PlaceOrder(wish), coffee).by('manager').then(requested, asked())
  given(Order).when(ask.PlaceOrder(wish), coffee).by('barista').then('role')
})

test('what is scarce is held before it is paid', () => {
  given(Order)
    .when(ask.PlaceOrder({ orderId: 7, phoneNumber, productName: 'cake', qty: 1 }), cake)
    .by(phoneNumber)
    .then(cakeRequested, cakeWanted())
  given(Order, cakeRequested, cakeWanted())
    .when(ask.AskPayment({ orderId: 7 }))
    .by('policy')
    .then(cakeAsked())
})
test('a hold that is confirmed twice asks for one payment', () =>
  given(Order, cakeRequested, cakeWanted(), cakeAsked())
    .when(ask.AskPayment({ orderId: 7 }))
    .by('policy')
    .then())

test('an approved payment makes the order', () =>
  given(Order, requested, asked())
    .when(ask.ConfirmOrder({ orderId: 7, attempt: 1 }))
    .by('policy')
    .then(ordered))
test('pick-up numbers run from 1 to 999', () => {
  for (const [orderId, pickupNumber] of [
    [1, 1],
    [999, 999],
    [1000, 1],
  ] as const) {
    const o = { ...order, orderId }
    given(Order, e.OrderRequested({ ...o, paymentToken: null }))
      .when(ask.ConfirmOrder({ orderId, attempt: 1 }))
      .by('policy')
      .then(e.Ordered({ ...o, status: 'Ordered', pickupNumber }))
  }
})
test('an attempt that was told "later" never makes the order behind its customer', () => {
  given(Order, requested, asked(), postponed())
    .when(ask.ConfirmOrder({ orderId: 7, attempt: 1 }))
    .by('policy')
    .then()
  given(Order, requested, asked(), postponed(), asked(2), postponed(2))
    .when(ask.ConfirmOrder({ orderId: 7, attempt: 1 }))
    .by('policy')
    .then()
})
test('the customer who pays again gets the order', () => {
  given(Order, requested, asked(), postponed())
    .when(ask.PayOrder({ orderId: 7 }))
    .by(phoneNumber)
    .then(asked(2))
  given(Order, requested, asked(), postponed(), asked(2))
    .when(ask.ConfirmOrder({ orderId: 7, attempt: 2 }))
    .by('policy')
    .then(ordered)
})
test('an order that is being paid is not paid a second time beside it', () => {
  given(Order, requested, asked())
    .when(ask.PayOrder({ orderId: 7 }))
    .by(phoneNumber)
    .then(reject('in-progress'))
  given(Order, requested, asked(), postponed(), asked(2))
    .when(ask.PayOrder({ orderId: 7 }))
    .by(phoneNumber)
    .then(reject('in-progress'))
})
test('who pays again may do it with another card', () =>
  given(Order, requested, asked(), postponed())
    .when(ask.PayOrder({ orderId: 7, paymentToken: 'approve' }))
    .by('operator')
    .then(e.PaymentAsked({ orderId: 7, phoneNumber, amt: 1000, attempt: 2, paymentToken: 'approve' })))
test('who pays again without a hold gets the hold first', () =>
  given(Order, cakeRequested, cakeWanted(), postponed())
    .when(ask.PayOrder({ orderId: 7 }))
    .by(phoneNumber)
    .then(cakeWanted(2)))
test('a paid order is paid', () =>
  given(Order, requested, asked(), ordered)
    .when(ask.PayOrder({ orderId: 7 }))
    .by(phoneNumber)
    .then())
test('strangers neither pay nor cancel', () => {
  given(Order, requested, asked(), postponed())
    .when(ask.PayOrder({ orderId: 7 }))
    .by('01099999999')
    .then('not-yours')
  given(Order, requested, asked(), ordered)
    .when(ask.CancelOrder({ orderId: 7 }))
    .by('01099999999')
    .then('not-yours')
})
test('to postpone an older attempt changes nothing', () => {
  const postpone = ask.PostponePayment({ orderId: 7, attempt: 1, reason: 'payment-unknown' })
  given(Order, requested, asked()).when(postpone).by('policy').then(postponed())
  given(Order, requested, asked(), postponed()).when(postpone).by('policy').then()
  assert.equal(folded(Order, requested, asked(), postponed()).postponed, 'payment-unknown')
})
test('the card is forgotten when the order is settled', () => {
  const paying = [
    e.OrderRequested({ ...order, paymentToken: 'card' }),
    e.PaymentAsked({ orderId: 7, phoneNumber, amt: 1000, attempt: 1, paymentToken: 'card' }),
  ]
  assert.equal(folded(Order, ...paying).paymentToken, 'card')
  for (const end of [ordered, expired(), e.OrderDeclined({ orderId: 7, productName: 'coffee', holds: false, reason: 'payment-declined' })])
    assert.equal(folded(Order, ...paying, end).paymentToken, null)
})

test('a declined payment lets go of what was held, a refused hold has nothing to let go', () => {
  const end = (holds: boolean, reason: string) => e.OrderDeclined({ orderId: 7, productName: 'cake', holds, reason })
  given(Order, cakeRequested, cakeWanted(), cakeAsked())
    .when(ask.DeclineOrder({ orderId: 7, reason: 'payment-declined' }))
    .by('policy')
    .then(end(true, 'payment-declined'))
  given(Order, cakeRequested, cakeWanted())
    .when(ask.DeclineOrder({ orderId: 7, reason: 'sold-out' }))
    .by('policy')
    .then(end(false, 'sold-out'))
  given(Order, cakeRequested, cakeWanted(), postponed(), cakeWanted(2))
    .when(ask.DeclineOrder({ orderId: 7, reason: 'sold-out' }))
    .by('policy')
    .then(end(true, 'sold-out'))
  assert.equal(policies.letGo.react(end(false, 'sold-out').data, occurrence), undefined)
})
test('ten minutes without payment end an order', () => {
  given(Order, requested, asked())
    .when(ask.AbandonOrder({ orderId: 7 }))
    .by('policy')
    .then(expired())
  given(Order, requested, asked(), ordered)
    .when(ask.AbandonOrder({ orderId: 7 }))
    .by('policy')
    .then()
})

test('a paid order is cancelled once', () => {
  given(Order, requested, asked(), ordered)
    .when(ask.CancelOrder({ orderId: 7 }))
    .by(phoneNumber)
    .then(canceled)
  given(Order, requested, asked(), ordered, canceled)
    .when(ask.CancelOrder({ orderId: 7 }))
    .by(phoneNumber)
    .then()
})
test('to cancel an unpaid order ends it without a word to others', () =>
  given(Order, requested, asked())
    .when(ask.CancelOrder({ orderId: 7 }))
    .by(phoneNumber)
    .then(expired()))
test('a cancel that came too late is taken back, and not asked for twice', () => {
  given(Order, requested, asked(), ordered, canceled)
    .when(ask.RestoreOrder({ orderId: 7 }))
    .by('policy')
    .then(restored)
  given(Order, requested, asked(), ordered, canceled, restored)
    .when(ask.CancelOrder({ orderId: 7 }))
    .by(phoneNumber)
    .then(reject('already-started'))
})
test('a cancel is done when the money is back', () => {
  const done = e.CancelDone({ orderId: 7, productName: 'coffee', qty: 2, limited: false })
  given(Order, requested, asked(), ordered, canceled)
    .when(ask.FinishCancel({ orderId: 7 }))
    .by('policy')
    .then(done)
  given(Order, requested, asked(), ordered, canceled, done)
    .when(ask.FinishCancel({ orderId: 7 }))
    .by('policy')
    .then()
  assert.equal(folded(Order, requested, asked(), ordered, canceled, done).cancellation, 'done')
})

test('an unpaid order makes way for a newer one of its customer, unless it is being paid', () => {
  given(Order, requested, asked(), postponed())
    .when(ask.StandAside({ orderId: 7, heir: 8 }))
    .by('system')
    .then(expired(8))
  given(Order, requested, asked())
    .when(ask.StandAside({ orderId: 7, heir: 8 }))
    .by('system')
    .then(reject('in-progress'))
  given(Order, requested, asked(), ordered)
    .when(ask.StandAside({ orderId: 7, heir: 8 }))
    .by('system')
    .then()
})
test('who finds a hold of their own asks it to stand aside, then holds again', () => {
  given(Order, cakeRequested, cakeWanted())
    .when(ask.WantOwnHold({ orderId: 7, holder: 3 }))
    .by('policy')
    .then(e.OwnHoldWanted({ orderId: 7, holder: 3 }))
  given(Order, cakeRequested, cakeWanted(), e.OwnHoldWanted({ orderId: 7, holder: 3 }))
    .when(ask.HoldAgain({ orderId: 7, holder: 3 }))
    .by('policy')
    .then(cakeWanted(1, 3))
})

const occurrence = { id: 'order:order/7/1', time: noon, causes: [] }
test('orders of what is unlimited never touch the menu', () => {
  assert.equal(policies.letGoToo.react(expired().data, occurrence), undefined)
  assert.equal(policies.settle.react(ordered.data, occurrence), undefined)
  assert.equal(policies.giveBack.react({ orderId: 7, productName: 'coffee', qty: 2, limited: false }, occurrence), undefined)
})
test('an answer that is no answer postpones, and says why', () => {
  assert.deepEqual(policies.pay.otherwise!(asked().data, 'unavailable').data, { orderId: 7, attempt: 1, reason: 'payment-unavailable' })
  assert.deepEqual(policies.pay.otherwise!(asked().data, 'unknown').data, { orderId: 7, attempt: 1, reason: 'payment-unknown' })
})
