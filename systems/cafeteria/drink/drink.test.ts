import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folded, given, noon } from '../given.test.ts'
import * as ask from './commands.ts'
import { Drink } from './drink.ts'
import * as e from './events.ts'
import { routes } from './routes.ts'

const orderId = 7,
  phoneNumber = '01012345678'
const order = { orderId, phoneNumber, productName: 'coffee', qty: 2, options: {}, pickupTime: null, pickupNumber: 7, createTime: noon }
const told = (status: string) => ({ orderId, phoneNumber, status })
const paid = e.PaymentNoted({ orderId, phoneNumber })
const ordered = e.OrderNoted(order)
const waiting = e.OrderInfoReceived({ orderId, status: 'PaymentApproved' })
const receipted = e.Receipted(told('Receipted')),
  made = e.Made(told('Made')),
  pickedUp = e.PickedUp(told('PickedUp')),
  canceled = e.DrinkCanceled(told('DrinkCanceled'))
const ready = [paid, ordered, waiting]

test('a drink is made when it is ordered and paid, whichever is heard first', () => {
  given(Drink).when(ask.NotePayment({ orderId, phoneNumber })).by('policy').then(paid)
  given(Drink, paid).when(ask.NoteOrder(order)).by('policy').then(ordered, waiting)
  given(Drink).when(ask.NoteOrder(order)).by('policy').then(ordered)
  given(Drink, ordered).when(ask.NotePayment({ orderId, phoneNumber })).by('policy').then(paid, waiting)
  assert.deepEqual(folded(Drink, paid, ordered, waiting), folded(Drink, ordered, paid, waiting))
})
test('there is one drink for each order', () => {
  given(Drink, ...ready)
    .when(ask.NotePayment({ orderId, phoneNumber }))
    .by('policy')
    .then()
  given(Drink, ...ready)
    .when(ask.NoteOrder(order))
    .by('policy')
    .then()
})
test('a payment without its order is seen by nobody', () => {
  assert.equal(folded(Drink, paid).status, 'Remembered')
  given(Drink, paid).when(ask.Receive({ orderId })).by('barista').then('not-allowed-now')
  assert.ok(routes.drinks!.hidden!.includes('Remembered'))
})
test('the barista receives, makes and hands over, in this order', () => {
  given(Drink, ...ready)
    .when(ask.Receive({ orderId }))
    .by('barista')
    .then(receipted)
  given(Drink, ...ready, receipted)
    .when(ask.Receive({ orderId }))
    .by('barista')
    .then()
  given(Drink, ...ready, receipted)
    .when(ask.Make({ orderId }))
    .by('barista')
    .then(made)
  given(Drink, ...ready, receipted, made)
    .when(ask.HandOver({ orderId }))
    .by('barista')
    .then(pickedUp)
  given(Drink, ...ready)
    .when(ask.Make({ orderId }))
    .by('barista')
    .then('not-allowed-now')
  given(Drink, ...ready)
    .when(ask.Receive({ orderId }))
    .by('manager')
    .then('role')
})
test('a waiting drink is cancelled, a started one is not', () => {
  given(Drink, ...ready)
    .when(ask.CancelDrink(order))
    .by('policy')
    .then(canceled)
  for (const progress of [[receipted], [receipted, made], [receipted, made, pickedUp]])
    given(Drink, ...ready, ...progress)
      .when(ask.CancelDrink(order))
      .by('policy')
      .then(e.CancelFailed({ orderId, phoneNumber }))
})
test('a cancel that overtakes the ticket makes a drink that is born cancelled', () => {
  given(Drink).when(ask.CancelDrink(order)).by('policy').then(ordered, canceled)
  given(Drink, paid).when(ask.CancelDrink(order)).by('policy').then(ordered, canceled)
  given(Drink, ordered).when(ask.CancelDrink(order)).by('policy').then(canceled)
  given(Drink, ordered, canceled).when(ask.NotePayment({ orderId, phoneNumber })).by('policy').then()
})
test('a cancelled drink is not received', () =>
  given(Drink, ...ready, canceled)
    .when(ask.Receive({ orderId }))
    .by('barista')
    .then('not-allowed-now'))

test('the board is in the order in which drinks are wanted', () => {
  const later = folded(Drink, e.OrderNoted({ ...order, pickupTime: noon + 600_000 })),
    now = folded(Drink, ordered)
  assert.deepEqual([now.dueTime, later.dueTime], [noon, noon + 600_000])
  assert.deepEqual(routes.drinks!.searches!.board!.sort![0], 'dueTime')
})
test('the waiting time counts all that is before, and never promises a drink before it is wanted', () => {
  const add = routes.drinks!.searches!.board!.add!
  assert.deepEqual(add([{ pickupTime: null }, { pickupTime: null }, { pickupTime: noon + 600_000 }], noon), [
    { waitingTime: 90 },
    { waitingTime: 180 },
    { waitingTime: 600 },
  ])
})
