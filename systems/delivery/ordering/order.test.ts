import { answerOf, asking, given, like, noon, person } from '@jumun/testing'
import type { Message } from '@jumun/core/model'
import { byPolicy, bySystem, type Caller } from '@jumun/core/runtime'
import type { ItemOf } from '@jumun/testing/promises'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as ask from './commands.ts'
import * as e from './events.ts'
import { Order } from './order.ts'
import { DishNoted, DishOffNoted, PauseNoted, StoreNoted } from './shop-events.ts'
import { SellerNoted } from './seller-events.ts'
import { Seller } from './seller.ts'
import { Shop } from './shop.ts'
import { way } from '../vocabulary.ts'

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
type Placed = ItemOf<typeof Order>
/** What an order has come through, asked by the rows themselves. */
const after = (...asked: readonly (readonly [Parameters<typeof answerOf>[2], Parameters<typeof answerOf>[3] | 'policy' | 'system'])[]) => {
  const events: Message<'event'>[] = []
  let state: Placed | undefined
  for (const [command, who] of asked) {
    const caller = typeof who === 'string' ? { actor: who, roles: [who], claims: {}, anyone: false } : who
    const answer = answerOf(Order, state, command, caller, { shop })
    assert.ok(!answer.refusal, `${command.type}: ${answer.refusal?.reason}`)
    events.push(...answer.events)
    state = answer.state
  }
  return events
}
const requested = [ask.PlaceOrder(wish), kim] as const,
  confirmed = [ask.ConfirmOrder({ orderId, attempt: 1 }), 'policy'] as const
const progress = (what: (typeof way)[number]) => [ask.NoteProgress({ orderId, what }), 'policy'] as const
const placed = () => after(requested, confirmed)
const canceled = [ask.CancelOrder({ orderId }), kim] as const

test('an order is priced from the menu and its payment asked at once', () => {
  asking(Order, [], ask.PlaceOrder(wish), kim, { reads: { shop } }).then(
    like(e.OrderRequested, { price: 18_000, deliveryFee: 3000, total: 21_000, options: [] }),
    like(e.PaymentAsked, { due: 21_000, attempt: 1, seq: 1 }),
  )
  asking(Order, [], ask.PlaceOrder({ ...wish, qty: 2, options: '곱빼기' }), kim, { reads: { shop } }).then(
    like(e.OrderRequested, { price: 38_000 }),
    like(e.PaymentAsked, { due: 41_000 }),
  )
  asking(Order, [], ask.PlaceOrder({ ...wish, couponId: 3 }), kim, { reads: { shop } }).then(
    like(e.OrderRequested, { couponId: 3 }),
    like(e.CouponWanted, { couponId: 3, attempt: 1 }),
  )
  asking(Order, [], ask.PlaceOrder(wish), person('customer', { customerId: 'lee' }), { reads: { shop } }).refused('not-yours')
})
test('what is not sold, sold out, too little, closed or priced otherwise is refused', () => {
  const refused = (more: object, events: readonly Message<'event'>[], reason: string, at = noon) =>
    asking(Order, [], ask.PlaceOrder({ ...wish, ...more }), kim, {
      reads: { shop: given(Shop, store, dish, ...events).state },
      at,
    }).refused(reason)
  refused({ productId: '피자' }, [], 'no-such-dish')
  refused({ productId: 'constructor' }, [], 'no-such-dish')
  refused({ options: ['constructor'] }, [], 'no-such-option')
  refused({ price: 1 }, [], 'price-changed')
  refused({}, [DishNoted({ ...dish.data, dish: { ...dish.data.dish, soldOut: true } })], 'sold-out')
  refused({}, [StoreNoted({ ...store.data, minimum: 30_000 })], 'below-minimum')
  // noon of the tests is 07:13 in Seoul
  refused({}, [StoreNoted({ ...store.data, opens: '09:00', closes: '22:00' })], 'store-closed')
  refused({}, [StoreNoted({ ...store.data, opens: '18:00', closes: '02:00' })], 'store-closed')
  const pause = PauseNoted({ storeId: '1', until: noon + 1 })
  refused({}, [pause], 'store-closed')
  refused({}, [pause, StoreNoted({ ...store.data, minimum: 1 })], 'store-closed')
  // what is said of its end may come late; customers are not kept waiting by that
  refused({}, [pause, StoreNoted({ ...store.data, minimum: 30_000 })], 'below-minimum', noon + 1)
  refused({}, [pause, PauseNoted({ storeId: '1', until: null }), StoreNoted({ ...store.data, minimum: 30_000 })], 'below-minimum')
})
test('an attempt that was told "later" never makes the order; who pays again gets it', () => {
  const later = [...after(requested), e.PaymentPostponed({ orderId, attempt: 1, reason: 'payment-unknown' })]
  asking(Order, later, ask.ConfirmOrder({ orderId, attempt: 1 }), 'policy').nothing()
  asking(Order, later, ask.PayOrder({ orderId }), kim, { reads: { shop } }).then(like(e.PaymentAsked, { attempt: 2, seq: 2 }))
  asking(Order, after(requested), ask.PayOrder({ orderId }), kim, { reads: { shop } }).refused('in-progress')
})
test('dearer options are paid first, cheaper ones are told first and paid back when the kitchen has agreed', () => {
  asking(Order, placed(), ask.UpdateOrder({ orderId, options: '곱빼기' }), kim, { reads: { shop } }).then(
    like(e.OptionsAsked, { due: 23_000, seq: 2 }),
  )
  const dear = after(
    requested,
    confirmed,
    [ask.UpdateOrder({ orderId, options: '곱빼기' }), kim],
    [ask.ConfirmOptions({ orderId, options: ['곱빼기'], seq: 2 }), 'policy'],
  )
  given(Order, ...dear).is({ options: ['곱빼기'], total: 23_000, rev: 2 })
  const cheap = after(
    requested,
    confirmed,
    [ask.UpdateOrder({ orderId, options: '곱빼기' }), kim],
    [ask.ConfirmOptions({ orderId, options: ['곱빼기'], seq: 2 }), 'policy'],
    [ask.UpdateOrder({ orderId, options: [] }), kim],
  )
  given(Order, ...cheap).is({ options: [], total: 21_000, rev: 3, seq: 3 })
  asking(Order, cheap, ask.NoteOptions({ orderId, options: ['곱빼기'], rev: 2, failed: false }), 'policy').nothing()
  asking(Order, cheap, ask.NoteOptions({ orderId, options: [], rev: 3, failed: false }), 'policy').then(
    like(e.OptionsAgreed),
    like(e.DueChanged, { due: 21_000, seq: 4 }),
  )
  asking(Order, cheap, ask.NoteOptions({ orderId, options: ['곱빼기'], rev: 3, failed: true }), 'policy').then(
    like(e.OptionsRestored, { options: ['곱빼기'], total: 23_000 }),
  )
})
test('the no of a kitchen to other options counts also when the meal was received meanwhile: what they cost is paid back', () => {
  const dear = after(
    requested,
    confirmed,
    [ask.UpdateOrder({ orderId, options: '곱빼기' }), kim],
    [ask.ConfirmOptions({ orderId, options: ['곱빼기'], seq: 2 }), 'policy'],
  )
  const { productId, customerId, storeId, couponId } = given(Order, ...dear).state
  const received = e.OrderCompleted({ orderId, productId, customerId, storeId, couponId, status: 'Completed' })
  asking(Order, [dear, received], ask.NoteOptions({ orderId, options: [], rev: 2, failed: true }), 'policy').then(
    like(e.OptionsRestored, { options: [], total: 21_000 }),
    like(e.DueChanged, { due: 21_000 }),
  )
})
test("a coupon is one, its customer's, and only before cooking", () => {
  const apply = (more: object = {}) => ask.ApplyCoupon({ orderId, couponId: 3, customerId: 'kim', discountPrice: 1000, ...more })
  asking(Order, placed(), apply(), 'system', { reads: { shop } }).then(
    like(e.OrderUpdated, { couponId: 3, discount: 1000, total: 20_000, rev: 1 }),
    like(e.DueChanged, { due: 20_000 }),
  )
  asking(Order, placed(), apply({ customerId: 'lee' }), 'system', { reads: { shop } }).refused('no-such-order')
  asking(Order, after(requested, confirmed, progress('CookStarted')), apply(), 'system', { reads: { shop } }).refused('already-started')
  asking(Order, after(requested, confirmed, [apply(), 'system']), apply({ couponId: 4 }), 'system', { reads: { shop } }).refused(
    'one-coupon',
  )
  asking(Order, placed(), ask.UpdateCoupon({ orderId, couponId: 3 }), kim).refused('role')
})
test('asked at the end of a hold, an unpaid order ends by its own decision', () => {
  const waits = after([ask.PlaceOrder({ ...wish, couponId: 3 }), kim])
  asking(Order, waits, ask.SettleCoupon({ orderId, couponId: 3 }), 'system').then(
    like(e.OrderExpired, { couponId: 3 }),
    like(e.DueChanged, { due: 0 }),
  )
  asking(Order, waits, ask.SettleCoupon({ orderId, couponId: 4 }), 'system').refused('free')
})
test('an order is as far as the furthest that store or rider said, in any order', () => {
  given(Order, ...after(requested, confirmed, progress('Picked'), progress('CookFinished'))).is({ status: 'Picked', far: 'Picked' })
  const late = after(requested, confirmed, canceled, progress('CookStarted'), progress('Delivered'))
  given(Order, ...late).is({ status: 'Canceled', far: 'Delivered' })
  asking(Order, late, ask.NoteCancelFailed({ orderId }), 'policy').then(like(e.OrderRestored, { status: 'Delivered' }), like(e.Arrived))
})
test('a canceled order is done when the food is off and the money is back', () => {
  const off = after(requested, confirmed, canceled, [ask.NoteFoodCanceled({ orderId }), 'policy'])
  given(Order, ...off).is({ status: 'Canceled', cancellation: 'requested', over: true, seq: 2 })
  asking(Order, off, ask.NoteSettled({ orderId, net: 21_000, refunded: 0, seq: 1 }), 'policy').nothing()
  asking(Order, off, ask.NoteSettled({ orderId, net: 0, refunded: 21_000, seq: 2 }), 'policy').then(
    like(e.OrderRefunded, { status: 'Canceled', amount: 21_000 }),
  )
  asking(Order, off, ask.NoteCancelFailed({ orderId }), 'policy').nothing()
})
test('received by its customer, or by time', () => {
  const there = after(requested, confirmed, progress('Delivered'))
  asking(Order, there, ask.ConfirmReceipt({ orderId }), kim).then(like(e.OrderCompleted))
  asking(Order, there, ask.AutoComplete({ orderId }), 'policy').then(like(e.OrderCompleted))
})
test('a coupon that somebody puts on an order comes while it is held, or not at all', () => {
  const asked = e.CouponAsked({ orderId, customerId: 'kim', couponId: 3, at: noon })
  const add = ask.AddCoupon({ orderId, couponId: 3, discountPrice: 1000 })
  asking(Order, [placed(), asked], add, 'policy', { reads: { shop }, at: noon + 599_999 }).then(
    like(e.OrderUpdated, { couponId: 3 }),
    like(e.DueChanged),
  )
  asking(Order, [placed(), asked], add, 'policy', { reads: { shop }, at: noon + 600_000 }).then(
    e.CouponDropped({ orderId, couponId: 3, reason: 'too-late', held: true }),
  )
})
test('the same dishes, options and coupon cost the same, whatever the order of the steps, and a coupon is never worth less than it says', () => {
  const cheap = given(
    Shop,
    store,
    DishNoted({ ...dish.data, dish: { price: 500, options: { 큰: 2000 }, soldOut: false } }),
    StoreNoted({ ...store.data, minimum: 0 }),
  ).state
  const coupon = ask.ApplyCoupon({ orderId, couponId: 3, customerId: 'kim', discountPrice: 1000 })
  const big = ask.UpdateOrder({ orderId, options: '큰' })
  const priceAfter = (placing: object, ...steps: readonly Parameters<typeof answerOf>[2][]) => {
    const asks = [
      ask.PlaceOrder({ ...wish, ...placing }),
      ask.AskPayment({ orderId, couponId: 3, discountPrice: 1000 }),
      ask.ConfirmOrder({ orderId, attempt: 1 }),
      ...steps,
    ]
    let state: Placed | undefined
    for (const command of asks) {
      if (command.type === 'AskPayment' && state?.couponId === null) continue
      const who = ['AskPayment', 'ConfirmOrder', 'ConfirmOptions'].includes(command.type) ? byPolicy : command === coupon ? bySystem : kim
      const answer = answerOf(Order, state, command, who, { shop: cheap })
      assert.ok(!answer.refusal, `${command.type}: ${answer.refusal?.reason}`)
      state = answer.state
      if (state && state.asking !== null)
        state = answerOf(Order, state, ask.ConfirmOptions({ orderId, options: ['큰'], seq: state.asking }), byPolicy).state
    }
    const { items, price, discount, total } = state!
    assert.equal(
      items.reduce((n, item) => n + item.price, 0),
      price,
    )
    return [price, discount, total]
  }
  for (const way of [
    priceAfter({}, big, coupon),
    priceAfter({}, coupon, big),
    priceAfter({ couponId: 3 }, big),
    priceAfter({ couponId: 3, options: '큰' }),
    priceAfter({ couponId: 3 }, big, ask.UpdateOrder({ orderId, options: [] }), big),
  ])
    assert.deepEqual(way, [2500, 1000, 4500])
  assert.deepEqual(priceAfter({}, coupon), [500, 500, 3000])
})
test('hours, what is sold out and the minimum are asked again whenever an order changes or is taken up again', () => {
  const later = [...after(requested), e.PaymentPostponed({ orderId, attempt: 1, reason: 'payment-unknown' })]
  const dear = after([ask.PlaceOrder({ ...wish, options: '곱빼기' }), kim], confirmed)
  const rules = [
    [[StoreNoted({ ...store.data, opens: '09:00', closes: '22:00' })], 'store-closed'],
    [[DishNoted({ ...dish.data, dish: { ...dish.data.dish, soldOut: true } })], 'sold-out'],
    [[StoreNoted({ ...store.data, minimum: 30_000 })], 'below-minimum'],
    [[DishOffNoted({ storeId: '1', productId: '통닭' })], 'no-such-dish'],
  ] as const
  for (const [events, reason] of rules) {
    const reads = { shop: given(Shop, store, dish, ...events).state }
    const refused = (happened: readonly Message<'event'>[], command: Message<'command'>, who: string | Caller = kim) =>
      asking(Order, happened, command, who, { reads }).refused(reason)
    refused(later, ask.PayOrder({ orderId }))
    refused(later, ask.UpdateOrder({ orderId, options: '곱빼기' }))
    refused(dear, ask.UpdateOrder({ orderId, options: [] }))
    refused(placed(), ask.UpdateOrder({ orderId, options: '곱빼기' }))
    refused(placed(), ask.ApplyCoupon({ orderId, couponId: 3, customerId: 'kim', discountPrice: 1000 }), 'system')
    refused(placed(), ask.UpdateCoupon({ orderId, couponId: 3 }), 'system')
    asking(
      Order,
      [placed(), e.CouponAsked({ orderId, customerId: 'kim', couponId: 3, at: noon })],
      ask.AddCoupon({ orderId, couponId: 3, discountPrice: 1000 }),
      'policy',
      { reads },
    ).then(e.CouponDropped({ orderId, couponId: 3, reason, held: true }))
  }
  // what it becomes is what the minimum is about
  const twenty = { shop: given(Shop, store, dish, StoreNoted({ ...store.data, minimum: 20_000 })).state }
  asking(Order, dear, ask.UpdateOrder({ orderId, options: [] }), kim, { reads: twenty }).refused('below-minimum', { minimum: 20_000 })
  asking(Order, placed(), ask.UpdateOrder({ orderId, options: '곱빼기' }), kim, { reads: twenty }).then(like(e.OptionsAsked))
})
test('an option is charged once, however often and however it is spelled', () => {
  for (const options of [['곱빼기', '곱빼기'], '곱빼기'.normalize('NFD'), ['곱빼기', '곱\u200b빼기']])
    asking(Order, [], ask.PlaceOrder({ ...wish, options }), kim, { reads: { shop } }).then(
      like(e.OrderRequested, { price: 20_000, options: ['곱빼기'] }),
      like(e.PaymentAsked),
    )
  const dear = after([ask.PlaceOrder({ ...wish, options: '곱빼기' }), kim], confirmed)
  asking(Order, dear, ask.UpdateOrder({ orderId, options: ['곱빼기', '곱빼기'] }), kim, { reads: { shop } }).nothing()
})
test('the price of a line is what it costs now, whatever became of its options', () => {
  const lines = (happened: readonly Message<'event'>[]) =>
    given(Order, ...happened).state?.items.map(({ options, price }) => [options, price])
  const two = after(
    [
      ask.PlaceOrder({
        orderId,
        storeId: '1',
        customerId: 'kim',
        items: [{ productId: '통닭', qty: 2, options: '곱빼기' }, { productId: '통닭' }],
      }),
      kim,
    ],
    confirmed,
  )
  const cheaper = [...two, ...answerOf(Order, given(Order, ...two).state, ask.UpdateOrder({ orderId, options: [] }), kim, { shop }).events]
  assert.deepEqual(
    [lines(two), lines(cheaper)],
    [
      [
        [['곱빼기'], 38_000],
        [[], 18_000],
      ],
      [
        [[], 36_000],
        [[], 18_000],
      ],
    ],
  )
  const back = answerOf(
    Order,
    given(Order, ...cheaper).state,
    ask.NoteOptions({ orderId, options: ['곱빼기'], rev: 2, failed: true }),
    byPolicy,
  ).events
  assert.deepEqual(lines([...cheaper, ...back]), lines(two))
})
test('an order that names no store goes to the one that sells the dish', () => {
  const { storeId: _, ...nowhere } = wish
  asking(Order, [], ask.PlaceOrder(nowhere), kim, {
    reads: { seller: given(Seller, SellerNoted({ productId: '통닭', storeId: '1' })).state, shop },
  }).then(like(e.OrderRequested, { storeId: '1', productId: '통닭' }), like(e.PaymentAsked))
  asking(Order, [], ask.PlaceOrder({ ...nowhere, productId: '국수' }), kim).refused('no-such-dish', { productId: '국수' })
})
test('who pays hears in every state what became of their money', () => {
  const asks = (...happened: readonly Message<'event'>[]) =>
    given(Order, ...happened)
      .when(ask.PayOrder({ orderId }))
      .by(kim)
      .reads({ shop })
  const declined = e.OrderDeclined({ orderId, couponId: null, reason: 'payment-declined' })
  asks(...after(requested)).refused('in-progress')
  asks(...after(requested), declined).refused('payment-declined')
  asks(...after(requested), e.OrderDeclined({ orderId, couponId: 3, reason: 'coupon-used' })).refused('coupon-used')
  asks(...after(requested), e.OrderExpired({ orderId, couponId: null })).refused('expired')
  for (const what of way) asks(...after(requested, confirmed, progress(what))).nothing()
  asks(...after(requested, confirmed, progress('Delivered'), [ask.ConfirmReceipt({ orderId }), kim])).nothing()
  for (const end of [[canceled, [ask.NoteFoodCanceled({ orderId }), 'policy']], [[ask.NoteRejected({ orderId }), 'policy']]] as const) {
    const ended = after(requested, confirmed, ...end)
    asks(...ended).refused('refunding')
    asks(
      ...ended,
      e.OrderRefunded({ orderId, productId: '통닭', customerId: 'kim', storeId: '1', couponId: null, status: 'Canceled', amount: 21_000 }),
    ).refused('refunded')
  }
  asks(...after(requested, confirmed, canceled)).refused('refunding')
})
test('what comes back while an order goes on is told, once for each amount', () => {
  const settled = (refunded: number) => ask.NoteSettled({ orderId, net: 20_000, refunded, seq: 2 })
  asking(Order, placed(), settled(1000), 'policy').then(e.PartRefunded({ orderId, customerId: 'kim', amount: 1000 }))
  const back = [...placed(), e.PartRefunded({ orderId, customerId: 'kim', amount: 1000 })]
  asking(Order, back, settled(1000), 'policy').nothing()
  asking(Order, placed(), settled(0), 'policy').nothing()
})
test('a cancel and a no of the store at one moment: the order is rejected, and its cancel is done when the money is back', () => {
  const both = after(requested, confirmed, canceled, [ask.NoteRejected({ orderId }), 'policy'])
  given(Order, ...both).is({ status: 'Rejected', cancellation: 'requested' })
  const back = e.OrderRefunded({
    orderId,
    productId: '통닭',
    customerId: 'kim',
    storeId: '1',
    couponId: null,
    status: 'Rejected',
    amount: 21_000,
  })
  given(Order, ...both, back).is({ status: 'Rejected', cancellation: 'done', refunded: true, returned: 21_000 })
  given(Order, ...after(requested, confirmed, [ask.NoteRejected({ orderId }), 'policy']), back).is({
    status: 'Rejected',
    cancellation: null,
  })
})
test('an order says that its meal could not be delivered, until it is back', () => {
  const failed = after(requested, confirmed, progress('Picked'), progress('DeliveryFailed'))
  given(Order, ...failed).is({ status: 'DeliveryFailed', over: false })
  asking(Order, failed, ask.NoteReturned({ orderId }), 'policy').then(
    like(e.OrderEnded, { status: 'Canceled' }),
    like(e.DueChanged, { due: 0 }),
  )
})

test('the owner, or an operator, gives back a part with a reason: the money follows, and it is told when it is back', () => {
  const owner = person('owner', { storeId: '1' })
  const give = (wish: object) => ask.GiveBack({ orderId, reason: 'it was cold', ...wish })
  const total = 21_000
  const given1000 = e.PartGiven({ orderId, amt: 1000, reason: 'it was cold', seq: 2 })
  const due = (won: number, seq: number) => e.DueChanged({ orderId, customerId: 'kim', due: won, seq })
  for (const wish of [{ amt: 1000 }, { keep: total - 1000 }])
    asking(Order, placed(), give(wish), owner).then(given1000, due(total - 1000, 2))
  asking(Order, placed(), give({ amt: total + 1 }), 'operator').refused('more-than-left', { left: total })
  asking(Order, placed(), give({}), owner).refused('one-amount')
  asking(Order, placed(), give({ amt: 1 }), person('owner', { storeId: '2' })).refused('not-yours')
  const moving = [...placed(), given1000, due(total - 1000, 2)]
  // of two at once the second waits
  asking(Order, moving, give({ amt: 1 }), 'operator').refused('in-progress')
  const told = e.PartRefunded({ orderId, customerId: 'kim', amount: 1000, amt: 1000, reason: 'it was cold' })
  asking(Order, moving, ask.NoteSettled({ orderId, net: total - 1000, refunded: 1000, seq: 2 }), 'policy').then(told)
  asking(Order, [moving, told], give({ amt: total }), owner).refused('more-than-left', { left: total - 1000 })
})
