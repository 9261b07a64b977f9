import { hours } from '@jumun/core/model'
import { given, like, noon, person } from '@jumun/testing'
import { test } from 'node:test'
import { couponLasts } from '../vocabulary.ts'
import * as ask from './commands.ts'
import { Coupon } from './coupon.ts'
import * as e from './events.ts'

const couponId = 3,
  kim = person('customer', { customerId: 'kim' })
const told = {
  couponId,
  orderId: couponId,
  customerId: 'kim',
  discountPrice: 1000,
  isUsed: false,
  usedOrderId: null,
  expires: noon + couponLasts,
}
const created = e.CouponCreated(told)
const held = (usedOrderId = 7, token = 1) => e.CouponHeld({ couponId, usedOrderId, token })
const used = e.CouponUsed({ ...told, isUsed: true, usedOrderId: 7 })
const wanted = [created, held(), e.UseWanted({ couponId, usedOrderId: 7, token: 1, customerId: 'kim', discountPrice: 1000 })]
const joined = e.HoldJoined({ couponId, usedOrderId: 7, token: 1 })
const refused = ask.RefuseUse({ couponId, orderId: 7, token: 1, reason: 'no-such-order' })
const hold = (orderId = 7, customerId = 'kim') => ask.HoldCoupon({ couponId, orderId, customerId })

test('each delivered order earns one coupon', () => {
  given(Coupon)
    .when(ask.CreateCoupon({ couponId, customerId: 'kim' }))
    .by('policy')
    .then(created)
  given(Coupon, created)
    .when(ask.CreateCoupon({ couponId, customerId: 'kim' }))
    .by('policy')
    .nothing()
})
test('it is held for one order, with a token of its own', () => {
  given(Coupon).when(hold()).by('system').refused('no-such-coupon')
  given(Coupon, created).when(hold(7, 'lee')).by('system').refused('not-your-coupon')
  given(Coupon, created).when(hold()).by('system').then(held())
  given(Coupon, created, held()).when(hold()).by('system').nothing()
  given(Coupon, created, held()).when(hold(8)).by('system').refused('coupon-used')
  given(Coupon, created)
    .when(ask.UseCoupon({ couponId, orderId: 7 }))
    .by(kim)
    .then(held(), e.UseWanted({ couponId, usedOrderId: 7, token: 1, customerId: 'kim', discountPrice: 1000 }))
  given(Coupon, created)
    .when(ask.UseCoupon({ couponId, orderId: 7 }))
    .by(person('customer', { customerId: 'lee' }))
    .refused('not-yours')
})
test('an outcome of an older hold changes nothing', () => {
  const again = [created, held(), e.CouponReleased({ couponId, usedOrderId: 7, reason: null, expires: told.expires }), held(7, 2)]
  given(Coupon, ...again)
    .when(ask.ReleaseCoupon({ couponId, orderId: 7, token: 1 }))
    .by('policy')
    .nothing()
  given(Coupon, ...again)
    .when(ask.ConfirmUse({ couponId, orderId: 7, token: 1 }))
    .by('policy')
    .nothing()
  given(Coupon, ...again)
    .when(ask.ConfirmUse({ couponId, orderId: 7, token: 2 }))
    .by('policy')
    .then(used)
})
test('an order that wants it too takes over the hold of its customer, and the no to that one does not free it', () => {
  given(Coupon, ...wanted)
    .when(hold())
    .by('system')
    .then(joined)
  given(Coupon, ...wanted, joined)
    .when(hold())
    .by('system')
    .nothing()
  given(Coupon, ...wanted, joined)
    .when(refused)
    .by('policy')
    .then(held(7, 2))
  given(Coupon, ...wanted, joined, held(7, 2))
    .when(refused)
    .by('policy')
    .nothing()
  given(Coupon, ...wanted)
    .when(refused)
    .by('policy')
    .then(like(e.CouponReleased, { reason: 'no-such-order' }))
})
test('while an order is asked for its customer, nothing but its answer frees the coupon: it may still say yes', () => {
  for (const now of [wanted, [...wanted, joined]]) {
    for (const free of [ask.EndHold, ask.ReleaseCoupon])
      given(Coupon, ...now)
        .when(free({ couponId, orderId: 7, token: 1 }))
        .by('policy')
        .nothing()
    given(Coupon, ...now)
      .when(ask.ReleaseCoupon({ couponId, orderId: 7 }))
      .by('policy')
      .nothing()
    given(Coupon, ...now)
      .when(ask.ConfirmUse({ couponId, orderId: 7, token: 1 }))
      .by('policy')
      .then(used)
  }
})
test('time only asks about a hold', () =>
  given(Coupon, created, held())
    .when(ask.EndHold({ couponId, orderId: 7, token: 1 }))
    .by('policy')
    .then(e.HoldQuestioned({ couponId, usedOrderId: 7, token: 1 })))
test('it comes back with its old expiry, but for a day at least', () => {
  given(Coupon, created, held(), used)
    .when(ask.ReturnCoupon({ couponId, orderId: 8 }))
    .by('policy')
    .nothing()
  given(Coupon, created, held(), used)
    .when(ask.ReturnCoupon({ couponId, orderId: 7 }))
    .by('policy')
    .then(e.CouponReturned(told))
  given(Coupon, created, held(), used)
    .when(ask.ReturnCoupon({ couponId, orderId: 7 }))
    .by('policy')
    .at(told.expires)
    .then(like(e.CouponReturned, { expires: told.expires + hours(24) }))
})
test('thirty days end what nobody used', () => {
  const end = ask.ExpireCoupon({ couponId, expires: told.expires })
  given(Coupon, created).when(end).by('policy').nothing()
  given(Coupon, created, held()).when(end).by('policy').at(told.expires).nothing()
  given(Coupon, created).when(end).by('policy').at(told.expires).then(e.CouponExpired(told))
  given(Coupon, created).when(hold()).by('system').at(told.expires).refused('coupon-expired')
})
test('a second tap, while the order is still asked, is told so, not that nothing was done', () => {
  for (const now of [[created, held()], wanted])
    given(Coupon, ...now)
      .when(ask.UseCoupon({ couponId, orderId: 7 }))
      .by(kim)
      .refused('in-progress')
  given(Coupon, created, held(), used)
    .when(ask.UseCoupon({ couponId, orderId: 7 }))
    .by(kim)
    .nothing()
  given(Coupon, ...wanted)
    .when(ask.UseCoupon({ couponId, orderId: 8 }))
    .by(kim)
    .refused('coupon-used')
})
test('a coupon that is only held comes back, too, when its order has ended', () =>
  given(Coupon, created, held())
    .when(ask.ReturnCoupon({ couponId, orderId: 7 }))
    .by('policy')
    .then(e.CouponReturned(told)))
