import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asking, given, like, noon, person } from '@jumun/testing'
import * as ask from './commands.ts'
import { Delivery } from './delivery.ts'
import * as e from './events.ts'
import { routes } from './routes.ts'
import * as rider from './rider-commands.ts'
import * as r from './rider-events.ts'
import { Rider } from './rider.ts'

const orderId = 7
const order = { orderId, customerId: 'kim', storeId: '1', address: '서울', location: { lat: 37.5665, lng: 126.978 } }
const noted = e.DeliveryNoted(order)
const [cooked, ready] = [e.MealNoted({ orderId }), e.MealReady({ orderId })]
const wanted = (riderId = 'a', n = 1) => e.PickWanted({ orderId, riderId, n, until: noon + 2000, location: order.location })
const told = { orderId, address: '서울', customerId: 'kim', storeId: '1' }
const picked = (riderId = 'a', n = 1) => e.Picked({ ...told, status: 'Picked', riderId, n })
const [a, b, owner] = [person('rider', { riderId: 'a' }), person('rider', { riderId: 'b' }), person('owner', { storeId: '1' })]

test('the kitchen may be heard before the order, and the other way round', () => {
  given(Delivery).when(ask.NoteCooked({ orderId })).by('policy').then(cooked)
  given(Delivery, cooked).when(ask.NoteDelivery(order)).by('policy').then(noted, ready)
  given(Delivery, noted).when(ask.NoteCooked({ orderId })).by('policy').then(cooked, ready)
  given(Delivery).when(ask.NoteOff({ orderId })).by('policy').then(e.DeliveryOff({ orderId }))
  given(Delivery, e.DeliveryOff({ orderId })).when(ask.NoteDelivery(order)).by('policy').nothing()
})
test('a rider picks in their own name, and exactly one is first', () => {
  const meal = [noted, cooked, ready]
  asking(Delivery, meal, ask.Pick({ orderId, riderId: 'a' }), a).then(wanted())
  asking(Delivery, meal, ask.Pick({ orderId, riderId: 'a' }), b).refused('not-yours')
  asking(Delivery, meal, ask.Pick({ orderId, riderId: 'a' }), 'customer').refused('role')
  asking(Delivery, [meal, wanted(), wanted('b', 2)], ask.PickUp({ orderId, riderId: 'b', n: 2, until: noon + 2000 }), 'policy').then(
    picked('b', 2),
  )
  asking(
    Delivery,
    [meal, wanted(), wanted('b', 2), picked('b', 2)],
    ask.PickUp({ orderId, riderId: 'a', n: 1, until: noon + 2000 }),
    'policy',
  ).then(e.PickLost({ orderId, riderId: 'a', n: 1, reason: 'taken' }))
  asking(Delivery, [meal, wanted(), picked()], ask.PickUp({ orderId, riderId: 'a', n: 1, until: noon + 2000 }), 'policy').nothing()
})
test('a second phone of the one who has it frees its own hold, also when the meal was delivered meanwhile', () => {
  const delivered = e.Delivered({ ...told, status: 'Delivered', riderId: 'a' })
  for (const now of [[], [delivered]])
    asking(
      Delivery,
      [noted, cooked, ready, wanted(), wanted('a', 2), picked(), now],
      ask.PickUp({ orderId, riderId: 'a', n: 2, until: noon + 2000 }),
      'policy',
    ).then(e.PickLost({ orderId, riderId: 'a', n: 2, reason: 'taken' }))
})
test('a rider is told no only when none of their taps may still pick', () => {
  const meal = [noted, cooked, ready]
  const no = (n: number) => e.PickRefused({ orderId, riderId: 'a', n, reason: 'busy' })
  const told = (...happened: Parameters<typeof given>[1][]) =>
    routes['deliveries']!.outcomes!['Pick']!(given(Delivery, ...meal, ...(happened as [])).state, { orderId, riderId: 'a' })?.reason
  assert.equal(told(wanted(), no(1)), 'busy')
  assert.equal(told(wanted(), wanted('a', 2), no(1)), 'unavailable')
  assert.equal(told(wanted(), wanted('a', 2), no(1), no(2)), 'busy')
  assert.equal(told(wanted(), wanted('b', 2), no(1)), 'busy')
  assert.equal(told(wanted(), wanted('a', 2), no(1), picked('a', 2)), undefined)
  assert.equal(told(wanted(), wanted('a', 2), no(1), picked('b', 3)), 'taken')
})
test('a pick is not decided after the rider has stopped waiting', () =>
  asking(Delivery, [noted, cooked, ready, wanted()], ask.PickUp({ orderId, riderId: 'a', n: 1, until: noon - 1 }), 'policy').then(
    like(e.PickLost, { reason: 'too-late' }),
  ))
test('who has it delivers it, or fails; a failed one, and one that nobody fetches, comes back', () => {
  const taken = [noted, cooked, ready, wanted(), picked()]
  asking(Delivery, taken, ask.Deliver({ orderId }), a).then(like(e.Delivered, { status: 'Delivered', riderId: 'a' }))
  asking(Delivery, taken, ask.Deliver({ orderId }), b).refused('not-yours')
  asking(Delivery, taken, ask.Fail({ orderId, reason: '고객 부재' }), 'operator').then(like(e.DeliveryFailed, { reason: '고객 부재' }))
  asking(Delivery, taken, ask.Return({ orderId }), owner).refused('not-allowed-now')
  asking(Delivery, [noted, cooked, ready], ask.Return({ orderId }), owner).then(like(e.DeliveryReturned, { riderId: null }))
})
test('who neither delivers nor fails, and what is not brought back, is for an operator, until it has an end', () => {
  const taken = [noted, cooked, ready, wanted(), picked()]
  const failed = [...taken, e.DeliveryFailed({ ...told, status: 'Failed', riderId: 'a', reason: '고객 부재' })]
  const late = (overdue: 'delivery' | 'return') => ask.NoteOverdue({ orderId, overdue })
  const ends = { delivery: e.DeliveryOverdue({ orderId, overdue: 'delivery' }), return: e.DeliveryOverdue({ orderId, overdue: 'return' }) }
  asking(Delivery, taken, late('delivery'), 'policy').then(ends.delivery)
  asking(Delivery, taken, late('return'), 'policy').nothing()
  asking(Delivery, failed, late('delivery'), 'policy').nothing()
  asking(Delivery, failed, late('return'), 'policy').then(ends.return)
  given(Delivery, ...taken, ends.delivery).is({ status: 'Picked', overdue: 'delivery' })
  given(Delivery, ...taken, ends.delivery, failed.at(-1)!).is({ status: 'Failed', overdue: null })
  const delivered = e.Delivered({ ...told, status: 'Delivered', riderId: 'a' })
  given(Delivery, ...taken, ends.delivery, delivered).is({ overdue: null })
  asking(Delivery, [taken, delivered], late('delivery'), 'policy').nothing()
  given(Delivery, ...failed, ends.return, e.DeliveryReturned({ ...told, status: 'Returned', riderId: 'a', reason: null })).is({
    overdue: null,
  })
})
test('a rider is held for one pick of one delivery', () => {
  const came = [r.RiderCame({ riderId: 'a', location: order.location }), r.WentOnDuty({ riderId: 'a', location: order.location })]
  const held = r.RiderHeld({ riderId: 'a', orderId, n: 1 })
  const takeOn = (more: object = {}) => rider.TakeOn({ riderId: 'a', orderId, n: 1, location: order.location, ...more })
  given(Rider).when(takeOn()).by('system').refused('no-such-rider')
  given(Rider, came[0]!).when(takeOn()).by('system').refused('off-duty')
  asking(Rider, came, takeOn(), 'system').then(held)
  asking(Rider, came, takeOn({ location: { lat: 35.1, lng: 129 } }), 'system').refused('too-far')
  asking(Rider, [came, held], takeOn(), 'system').nothing()
  asking(Rider, [came, held], takeOn({ n: 2 }), 'system').refused('in-progress')
  asking(Rider, [came, held], takeOn({ orderId: 8 }), 'system').refused('not-allowed-now')
  asking(Rider, [came, held], rider.GoOffDuty({ riderId: 'a' }), a).refused('not-allowed-now')
  asking(Rider, [came, held], rider.NoteLost({ riderId: 'a', orderId, n: 2 }), 'policy').nothing()
  asking(Rider, [came, held], rider.NoteLost({ riderId: 'a', orderId, n: 1 }), 'policy').then(r.RiderFreed({ riderId: 'a', orderId }))
})
