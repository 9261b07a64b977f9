import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message, Whenever } from '@jumun/core/model'
import { given, noon } from '@jumun/testing'
import { OrderCanceled, Ordered } from '../order/events.ts'
import { PaymentApproved } from '../payment/events.ts'
import * as ask from './commands.ts'
import { Drink } from './drink.ts'
import * as e from './events.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'

const orderId = 7
const phoneNumber = '01012345678'
const order = { orderId, phoneNumber, productName: 'coffee', qty: 2, options: {}, pickupTime: null, pickupNumber: 7, createTime: noon }
const told = (status: string) => ({ orderId, phoneNumber, status })
const paid = e.PaymentNoted({ orderId, phoneNumber })
const ordered = e.OrderNoted(order)
const waiting = e.OrderInfoReceived({ orderId, status: 'PaymentApproved' })
const receipted = e.Receipted(told('Receipted'))
const made = e.Made(told('Made'))
const pickedUp = e.PickedUp(told('PickedUp'))
const canceled = e.DrinkCanceled(told('DrinkCanceled'))
const tooLate = e.CancelFailed({ orderId, phoneNumber })
const ready = [paid, ordered, waiting]

const notePayment = ask.NotePayment({ orderId, phoneNumber })
const noteOrder = ask.NoteOrder(order)
const cancel = ask.CancelDrink(order)
const receive = ask.Receive({ orderId })
const make = ask.Make({ orderId })
const handOver = ask.HandOver({ orderId })

const follows = (line: Whenever, happened: Message) => line.react(happened.data, { id: 'order:order/7/3', time: noon, causes: [] })

// ---- one drink for each order
test('a payment and an order, whichever is heard first, make one drink that waits for the barista', () => {
  given(Drink).when(notePayment).by('policy').then(paid)
  given(Drink, paid).when(noteOrder).by('policy').then(ordered, waiting)
  given(Drink).when(noteOrder).by('policy').then(ordered)
  given(Drink, ordered).when(notePayment).by('policy').then(paid, waiting)
  assert.deepEqual(given(Drink, paid, ordered, waiting).state, given(Drink, ordered, paid, waiting).state)
  given(Drink, ready).is({ status: 'PaymentApproved' })
})
test('what is heard twice is noted once', () => {
  given(Drink, paid).when(notePayment).by('policy').nothing()
  given(Drink, ordered).when(noteOrder).by('policy').nothing()
  given(Drink, ready).when(notePayment).by('policy').nothing()
  given(Drink, ready).when(noteOrder).by('policy').nothing()
})
test('a payment whose order is never confirmed makes no drink that a barista can see', () => {
  given(Drink, paid).is({ status: 'Remembered' })
  given(Drink, paid).when(receive).by('barista').refused('not-allowed-now')
  assert.ok(routes['drinks']!.hidden!.includes('Remembered'))
})
test('payment and order are heard from their contexts, and a cancelled order cancels its drink', () => {
  const whole = { ...order, amt: 1000, language: 'en' as const, limited: false }
  assert.deepEqual(follows(policies.paid, PaymentApproved({ orderId, phoneNumber, amt: 1000, status: 'PaymentApproved' })), notePayment)
  assert.deepEqual(follows(policies.ordered, Ordered({ ...whole, status: 'Ordered' })), noteOrder)
  assert.deepEqual(follows(policies.cancel, OrderCanceled({ ...whole, status: 'OrderCanceled' })), cancel)
})

// ---- the barista's way
test('the barista receives, makes and hands over', () => {
  given(Drink, ready).when(receive).by('barista').then(receipted)
  given(Drink, ready, receipted).when(make).by('barista').then(made)
  given(Drink, ready, receipted, made).when(handOver).by('barista').then(pickedUp)
})
test('in this order, and in no other', () => {
  given(Drink, ready).when(make).by('barista').refused('not-allowed-now')
  given(Drink, ready).when(handOver).by('barista').refused('not-allowed-now')
  given(Drink, ready, receipted, made).when(receive).by('barista').refused('not-allowed-now')
  given(Drink).when(receive).by('barista').refused('not-allowed-now')
})
test('pressed twice is pressed once', () => {
  given(Drink, ready, receipted).when(receive).by('barista').nothing()
  given(Drink, ready, receipted, made).when(make).by('barista').nothing()
  given(Drink, ready, receipted, made, pickedUp).when(handOver).by('barista').nothing()
})
test('nobody but the barista makes drinks', () => {
  for (const who of ['customer', 'manager', 'operator', 'policy', 'system']) given(Drink, ready).when(receive).by(who).refused('role')
})

// ---- cancelled in time, or too late
test('a waiting drink is cancelled', () => given(Drink, ready).when(cancel).by('policy').then(canceled))
test('a drink that was received, made or picked up is not cancelled any more', () => {
  for (const progress of [[receipted], [receipted, made], [receipted, made, pickedUp]]) {
    given(Drink, ready, progress).when(cancel).by('policy').then(tooLate)
    assert.deepEqual(given(Drink, ready, progress, tooLate).state, given(Drink, ready, progress).state)
  }
})
test('a cancel that overtakes the ticket makes a drink that is born cancelled', () => {
  given(Drink).when(cancel).by('policy').then(ordered, canceled)
  given(Drink, paid).when(cancel).by('policy').then(ordered, canceled)
  given(Drink, ordered).when(cancel).by('policy').then(canceled)
  given(Drink, ordered, canceled).when(notePayment).by('policy').nothing()
  given(Drink, ordered, canceled).when(noteOrder).by('policy').nothing()
})
test('a cancelled drink is cancelled once, and not received', () => {
  given(Drink, ready, canceled).when(cancel).by('policy').nothing()
  given(Drink, ready, canceled).when(receive).by('barista').refused('not-allowed-now')
})
test('nobody cancels a drink by hand', () => {
  for (const who of ['customer', 'manager', 'barista', 'operator', 'system']) given(Drink, ready).when(cancel).by(who).refused('role')
})

// ---- the board
test('the board is in the order in which drinks are wanted', () => {
  const pickupTime = noon + 600_000
  given(Drink, ordered).is({ dueTime: noon })
  given(Drink, e.OrderNoted({ ...order, pickupTime })).is({ dueTime: pickupTime })
  assert.deepEqual(routes['drinks']!.searches!['board']!.sort![0], 'dueTime')
})
test('the waiting time counts all that is before, and never promises a drink before it is wanted', () => {
  const waits = (...pickupTimes: (number | null)[]) =>
    routes['drinks']!.searches!['board']!.add!(
      pickupTimes.map(pickupTime => ({ pickupTime })),
      noon,
    )
  assert.deepEqual(waits(null, null, noon + 600_000), [{ waitingTime: 90 }, { waitingTime: 180 }, { waitingTime: 600 }])
})
