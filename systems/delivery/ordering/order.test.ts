import { answerOf, given, like, noon, person } from '@jumun/core/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as ask from './commands.ts'
import * as e from './events.ts'
import { Order } from './order.ts'
import { StoreNoted, DishNoted } from './shop-events.ts'
import { Shop } from './shop.ts'

const orderId = 7,
  kim = person('customer', { customerId: 'kim' })
const store = StoreNoted({
  storeId: '1',
  name: { ko: '통닭', en: 'Chicken' },
  address: '서울',
  location: null,
  opens: null,
  closes: null,
  minimum: 10_000,
  deliveryFee: 3000,
})
const dish = DishNoted({ storeId: '1', productId: '통닭', dish: { price: 18_000, options: { 곱빼기: 2000 }, soldOut: false } })
const shop = given(Shop, store, dish).state
const wish = { orderId, storeId: '1', productId: '통닭', customerId: 'kim' }
/** What an order has come through, asked by the rows themselves. */
const after = (...asked: readonly (readonly [Parameters<typeof answerOf>[2], Parameters<typeof answerOf>[3] | 'policy' | 'system'])[]) => {
  const events = []
  let state: any
  for (const [command, who] of asked) {
    const caller = typeof who === 'string' ? { actor: who, roles: [who], claims: {}, anyone: false } : who
    const answer = answerOf(Order, state, command, caller, { shop })
    assert.ok(!answer.refusal, `${command.type}: ${answer.refusal?.reason}`)
    events.push(...answer.events)
    state = answer.state
  }
  return events as any[]
}
const requested = [ask.PlaceOrder(wish), kim] as const,
  confirmed = [ask.ConfirmOrder({ orderId, attempt: 1 }), 'policy'] as const
const progress = (what: 'Accepted' | 'CookStarted' | 'CookFinished' | 'Picked' | 'Delivered') => [ask.NoteProgress({ orderId, what }), 'policy'] as const
const placed = () => after(requested, confirmed)
const canceled = [ask.CancelOrder({ orderId }), kim] as const

test('an order is priced from the menu and its payment asked at once', () => {
  given(Order)
    .when(ask.PlaceOrder(wish))
    .by(kim)
    .reads({ shop })
    .then(like(e.OrderRequested, { price: 18_000, deliveryFee: 3000, total: 21_000, options: [] }), like(e.PaymentAsked, { due: 21_000, attempt: 1, seq: 1 }))
  given(Order)
    .when(ask.PlaceOrder({ ...wish, qty: 2, options: '곱빼기' }))
    .by(kim)
    .reads({ shop })
    .then(like(e.OrderRequested, { price: 38_000 }), like(e.PaymentAsked, { due: 41_000 }))
  given(Order)
    .when(ask.PlaceOrder({ ...wish, couponId: 3 }))
    .by(kim)
    .reads({ shop })
    .then(like(e.OrderRequested, { couponId: 3 }), like(e.CouponWanted, { couponId: 3, attempt: 1 }))
  given(Order)
    .when(ask.PlaceOrder(wish))
    .by(person('customer', { customerId: 'lee' }))
    .reads({ shop })
    .refused('not-yours')
})
test('what is not sold, sold out, too little, closed or priced otherwise is refused', () => {
  const refused = (more: object, events: any[], reason: string, at = noon) =>
    given(Order)
      .when(ask.PlaceOrder({ ...wish, ...more }))
      .by(kim)
      .at(at)
      .reads({ shop: given(Shop, store, dish, ...events).state })
      .refused(reason)
  refused({ productId: '피자' }, [], 'no-such-dish')
  refused({ productId: 'constructor' }, [], 'no-such-dish')
  refused({ options: ['constructor'] }, [], 'no-such-option')
  refused({ price: 1 }, [], 'price-changed')
  refused({}, [DishNoted({ ...dish.data, dish: { ...dish.data.dish, soldOut: true } })], 'sold-out')
  refused({}, [StoreNoted({ ...store.data, minimum: 30_000 })], 'below-minimum')
  // noon of the tests is 07:13 in Seoul
  refused({}, [StoreNoted({ ...store.data, opens: '09:00', closes: '22:00' })], 'closed')
  refused({}, [StoreNoted({ ...store.data, opens: '18:00', closes: '02:00' })], 'closed')
})
test('an attempt that was told "later" never makes the order; who pays again gets it', () => {
  const later = [...after(requested), e.PaymentPostponed({ orderId, attempt: 1, reason: 'payment-unknown' })]
  given(Order, ...later)
    .when(ask.ConfirmOrder({ orderId, attempt: 1 }))
    .by('policy')
    .nothing()
  given(Order, ...later)
    .when(ask.PayOrder({ orderId }))
    .by(kim)
    .then(like(e.PaymentAsked, { attempt: 2, seq: 2 }))
  given(Order, ...after(requested))
    .when(ask.PayOrder({ orderId }))
    .by(kim)
    .refused('in-progress')
})
test('dearer options are paid first, cheaper ones are told first and paid back when the kitchen has agreed', () => {
  given(Order, ...placed())
    .when(ask.UpdateOrder({ orderId, options: '곱빼기' }))
    .by(kim)
    .then(like(e.OptionsAsked, { due: 23_000, seq: 2 }))
  const dear = after(
    requested,
    confirmed,
    [ask.UpdateOrder({ orderId, options: '곱빼기' }), kim],
    [ask.ConfirmOptions({ orderId, options: ['곱빼기'], seq: 2 }), 'policy'],
  )
  given(Order, ...dear).is({ options: ['곱빼기'], total: 23_000, rev: 2 })
  const cheap = [...dear, ...answerOf(Order, given(Order, ...dear).state, ask.UpdateOrder({ orderId, options: [] }), kim).events] as any[]
  given(Order, ...cheap).is({ options: [], total: 21_000, rev: 3, seq: 3 })
  given(Order, ...cheap)
    .when(ask.NoteOptions({ orderId, options: ['곱빼기'], rev: 2, failed: false }))
    .by('policy')
    .nothing()
  given(Order, ...cheap)
    .when(ask.NoteOptions({ orderId, options: [], rev: 3, failed: false }))
    .by('policy')
    .then(like(e.OptionsAgreed), like(e.DueChanged, { due: 21_000, seq: 4 }))
  given(Order, ...cheap)
    .when(ask.NoteOptions({ orderId, options: ['곱빼기'], rev: 3, failed: true }))
    .by('policy')
    .then(like(e.OptionsRestored, { options: ['곱빼기'], total: 23_000 }))
})
test("a coupon is one, its customer's, and only before cooking", () => {
  const apply = (more: object = {}) => ask.ApplyCoupon({ orderId, couponId: 3, customerId: 'kim', discountPrice: 1000, ...more })
  given(Order, ...placed())
    .when(apply())
    .by('system')
    .then(like(e.OrderUpdated, { couponId: 3, discount: 1000, total: 20_000, rev: 1 }), like(e.DueChanged, { due: 20_000 }))
  given(Order, ...placed())
    .when(apply({ customerId: 'lee' }))
    .by('system')
    .refused('no-such-order')
  given(Order, ...after(requested, confirmed, progress('CookStarted')))
    .when(apply())
    .by('system')
    .refused('already-started')
  given(Order, ...after(requested, confirmed, [apply(), 'system']))
    .when(apply({ couponId: 4 }))
    .by('system')
    .refused('one-coupon')
  given(Order, ...placed())
    .when(ask.UpdateCoupon({ orderId, couponId: 3 }))
    .by(kim)
    .refused('role')
})
test('asked at the end of a hold, an unpaid order ends by its own decision', () => {
  const waits = after([ask.PlaceOrder({ ...wish, couponId: 3 }), kim])
  given(Order, ...waits)
    .when(ask.SettleCoupon({ orderId, couponId: 3 }))
    .by('system')
    .then(like(e.OrderExpired, { couponId: 3 }), like(e.DueChanged, { due: 0 }))
  given(Order, ...waits)
    .when(ask.SettleCoupon({ orderId, couponId: 4 }))
    .by('system')
    .refused('free')
})
test('an order is as far as the furthest that store or rider said, in any order', () => {
  given(Order, ...after(requested, confirmed, progress('Picked'), progress('CookFinished'))).is({ status: 'Picked', far: 'Picked' })
  const late = after(requested, confirmed, canceled, progress('CookStarted'), progress('Delivered'))
  given(Order, ...late).is({ status: 'Canceled', far: 'Delivered' })
  given(Order, ...late)
    .when(ask.NoteCancelFailed({ orderId }))
    .by('policy')
    .then(like(e.OrderRestored, { status: 'Delivered' }), like(e.Arrived))
})
test('a canceled order is done when the food is off and the money is back', () => {
  const off = after(requested, confirmed, canceled, [ask.NoteFoodCanceled({ orderId }), 'policy'])
  given(Order, ...off).is({ status: 'Canceled', cancellation: 'requested', over: true, seq: 2 })
  given(Order, ...off)
    .when(ask.CloseOrder({ orderId, net: 21_000, seq: 1 }))
    .by('policy')
    .nothing()
  given(Order, ...off)
    .when(ask.CloseOrder({ orderId, net: 0, seq: 2 }))
    .by('policy')
    .then(like(e.OrderRefunded, { status: 'Canceled', amount: 21_000 }))
  given(Order, ...off)
    .when(ask.NoteCancelFailed({ orderId }))
    .by('policy')
    .nothing()
})
test('received by its customer, or by time', () => {
  const there = after(requested, confirmed, progress('Delivered'))
  given(Order, ...there)
    .when(ask.ConfirmReceipt({ orderId }))
    .by(kim)
    .then(like(e.OrderCompleted))
  given(Order, ...there)
    .when(ask.AutoComplete({ orderId }))
    .by('policy')
    .then(like(e.OrderCompleted))
})
test('a coupon that somebody puts on an order comes while it is held, or not at all', () => {
  const asked = e.CouponAsked({ orderId, customerId: 'kim', couponId: 3, at: noon })
  const add = ask.AddCoupon({ orderId, couponId: 3, discountPrice: 1000 })
  given(Order, placed(), asked)
    .when(add)
    .by('policy')
    .at(noon + 599_999)
    .then(like(e.OrderUpdated, { couponId: 3 }), like(e.DueChanged))
  given(Order, placed(), asked)
    .when(add)
    .by('policy')
    .at(noon + 600_000)
    .then(e.CouponDropped({ orderId, couponId: 3, reason: 'too-late', held: true }))
})
