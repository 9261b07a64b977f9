import { given, like, noon, person } from '@jumun/core/testing'
import { test } from 'node:test'
import * as ask from './commands.ts'
import { Delivery } from './delivery.ts'
import * as e from './events.ts'
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
  given(Delivery, ...meal)
    .when(ask.Pick({ orderId, riderId: 'a' }))
    .by(a)
    .then(wanted())
  given(Delivery, ...meal)
    .when(ask.Pick({ orderId, riderId: 'a' }))
    .by(b)
    .refused('not-yours')
  given(Delivery, ...meal)
    .when(ask.Pick({ orderId, riderId: 'a' }))
    .by('customer')
    .refused('role')
  given(Delivery, ...meal, wanted(), wanted('b', 2))
    .when(ask.PickUp({ orderId, riderId: 'b', n: 2, until: noon + 2000 }))
    .by('policy')
    .then(picked('b', 2))
  given(Delivery, ...meal, wanted(), wanted('b', 2), picked('b', 2))
    .when(ask.PickUp({ orderId, riderId: 'a', n: 1, until: noon + 2000 }))
    .by('policy')
    .then(e.PickLost({ orderId, riderId: 'a', n: 1, reason: 'taken' }))
  given(Delivery, ...meal, wanted(), picked())
    .when(ask.PickUp({ orderId, riderId: 'a', n: 1, until: noon + 2000 }))
    .by('policy')
    .nothing()
})
test('a pick is not decided after the rider has stopped waiting', () =>
  given(Delivery, noted, cooked, ready, wanted())
    .when(ask.PickUp({ orderId, riderId: 'a', n: 1, until: noon - 1 }))
    .by('policy')
    .then(like(e.PickLost, { reason: 'too-late' })))
test('who has it delivers it, or fails; a failed one, and one that nobody fetches, comes back', () => {
  const taken = [noted, cooked, ready, wanted(), picked()]
  given(Delivery, ...taken)
    .when(ask.Deliver({ orderId }))
    .by(a)
    .then(like(e.Delivered, { status: 'Delivered', riderId: 'a' }))
  given(Delivery, ...taken)
    .when(ask.Deliver({ orderId }))
    .by(b)
    .refused('not-yours')
  given(Delivery, ...taken)
    .when(ask.Fail({ orderId, reason: '고객 부재' }))
    .by('operator')
    .then(like(e.DeliveryFailed, { reason: '고객 부재' }))
  given(Delivery, ...taken)
    .when(ask.Return({ orderId }))
    .by(owner)
    .refused('not-allowed-now')
  given(Delivery, noted, cooked, ready)
    .when(ask.Return({ orderId }))
    .by(owner)
    .then(like(e.DeliveryReturned, { riderId: null }))
})
test('a rider is held for one pick of one delivery', () => {
  const came = [r.RiderCame({ riderId: 'a', location: order.location }), r.WentOnDuty({ riderId: 'a', location: order.location })]
  const held = r.RiderHeld({ riderId: 'a', orderId, n: 1 })
  const takeOn = (more: object = {}) => rider.TakeOn({ riderId: 'a', orderId, n: 1, location: order.location, ...more })
  given(Rider).when(takeOn()).by('system').refused('no-such-rider')
  given(Rider, came[0]!).when(takeOn()).by('system').refused('off-duty')
  given(Rider, ...came)
    .when(takeOn())
    .by('system')
    .then(held)
  given(Rider, ...came)
    .when(takeOn({ location: { lat: 35.1, lng: 129 } }))
    .by('system')
    .refused('too-far')
  given(Rider, ...came, held)
    .when(takeOn())
    .by('system')
    .nothing()
  given(Rider, ...came, held)
    .when(takeOn({ n: 2 }))
    .by('system')
    .refused('in-progress')
  given(Rider, ...came, held)
    .when(takeOn({ orderId: 8 }))
    .by('system')
    .refused('not-allowed-now')
  given(Rider, ...came, held)
    .when(rider.GoOffDuty({ riderId: 'a' }))
    .by(a)
    .refused('not-allowed-now')
  given(Rider, ...came, held)
    .when(rider.NoteLost({ riderId: 'a', orderId, n: 2 }))
    .by('policy')
    .nothing()
  given(Rider, ...came, held)
    .when(rider.NoteLost({ riderId: 'a', orderId, n: 1 }))
    .by('policy')
    .then(r.RiderFreed({ riderId: 'a', orderId }))
})
