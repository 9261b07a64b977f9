import { hours } from '@jumun/core/model'
import { asking, given, like, noon, person } from '@jumun/testing'
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
  asking(Coupon, [], ask.CreateCoupon({ couponId, customerId: 'kim' }), 'policy').then(created)
  asking(Coupon, created, ask.CreateCoupon({ couponId, customerId: 'kim' }), 'policy').nothing()
})
test('it is held for one order, with a token of its own', () => {
  given(Coupon).when(hold()).by('system').refused('no-such-coupon')
  given(Coupon, created).when(hold(7, 'lee')).by('system').refused('not-your-coupon')
  given(Coupon, created).when(hold()).by('system').then(held())
  given(Coupon, created, held()).when(hold()).by('system').nothing()
  given(Coupon, created, held()).when(hold(8)).by('system').refused('coupon-used')
  asking(Coupon, created, ask.UseCoupon({ couponId, orderId: 7 }), kim).then(
    held(),
    e.UseWanted({ couponId, usedOrderId: 7, token: 1, customerId: 'kim', discountPrice: 1000 }),
  )
  asking(Coupon, created, ask.UseCoupon({ couponId, orderId: 7 }), person('customer', { customerId: 'lee' })).refused('not-yours')
})
test('an outcome of an older hold changes nothing', () => {
  const again = [created, held(), e.CouponReleased({ couponId, usedOrderId: 7, reason: null, expires: told.expires }), held(7, 2)]
  asking(Coupon, again, ask.ReleaseCoupon({ couponId, orderId: 7, token: 1 }), 'policy').nothing()
  asking(Coupon, again, ask.ConfirmUse({ couponId, orderId: 7, token: 1 }), 'policy').nothing()
  asking(Coupon, again, ask.ConfirmUse({ couponId, orderId: 7, token: 2 }), 'policy').then(used)
})
test('an order that wants it too takes over the hold of its customer, and the no to that one does not free it', () => {
  asking(Coupon, wanted, hold(), 'system').then(joined)
  asking(Coupon, [wanted, joined], hold(), 'system').nothing()
  asking(Coupon, [wanted, joined], refused, 'policy').then(held(7, 2))
  asking(Coupon, [wanted, joined, held(7, 2)], refused, 'policy').nothing()
  asking(Coupon, wanted, refused, 'policy').then(like(e.CouponReleased, { reason: 'no-such-order' }))
})
test('while an order is asked for its customer, nothing but its answer frees the coupon: it may still say yes', () => {
  for (const now of [wanted, [...wanted, joined]]) {
    for (const free of [ask.EndHold, ask.ReleaseCoupon]) asking(Coupon, now, free({ couponId, orderId: 7, token: 1 }), 'policy').nothing()
    asking(Coupon, now, ask.ReleaseCoupon({ couponId, orderId: 7 }), 'policy').nothing()
    asking(Coupon, now, ask.ConfirmUse({ couponId, orderId: 7, token: 1 }), 'policy').then(used)
  }
})
test('time only asks about a hold', () =>
  asking(Coupon, [created, held()], ask.EndHold({ couponId, orderId: 7, token: 1 }), 'policy').then(
    e.HoldQuestioned({ couponId, usedOrderId: 7, token: 1 }),
  ))
test('it comes back with its old expiry, but for a day at least', () => {
  asking(Coupon, [created, held(), used], ask.ReturnCoupon({ couponId, orderId: 8 }), 'policy').nothing()
  asking(Coupon, [created, held(), used], ask.ReturnCoupon({ couponId, orderId: 7 }), 'policy').then(e.CouponReturned(told))
  asking(Coupon, [created, held(), used], ask.ReturnCoupon({ couponId, orderId: 7 }), 'policy', { at: told.expires }).then(
    like(e.CouponReturned, { expires: told.expires + hours(24) }),
  )
})
test('thirty days end what nobody used', () => {
  const end = ask.ExpireCoupon({ couponId, expires: told.expires })
  given(Coupon, created).when(end).by('policy').nothing()
  given(Coupon, created, held()).when(end).by('policy').at(told.expires).nothing()
  given(Coupon, created).when(end).by('policy').at(told.expires).then(e.CouponExpired(told))
  given(Coupon, created).when(hold()).by('system').at(told.expires).refused('coupon-expired')
})
test('a second tap, while the order is still asked, is told so, not that nothing was done', () => {
  for (const now of [[created, held()], wanted]) asking(Coupon, now, ask.UseCoupon({ couponId, orderId: 7 }), kim).refused('in-progress')
  asking(Coupon, [created, held(), used], ask.UseCoupon({ couponId, orderId: 7 }), kim).nothing()
  asking(Coupon, wanted, ask.UseCoupon({ couponId, orderId: 8 }), kim).refused('coupon-used')
})
test('a coupon that is only held comes back, too, when its order has ended', () =>
  asking(Coupon, [created, held()], ask.ReturnCoupon({ couponId, orderId: 7 }), 'policy').then(e.CouponReturned(told)))
