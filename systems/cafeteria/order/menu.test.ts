import assert from 'node:assert/strict'
import { test } from 'node:test'
import { given, noon } from '@jumun/testing'
import * as ask from './menu-commands.ts'
import * as e from './menu-events.ts'
import { Menu } from './menu.ts'

const productName = 'cake'
const mine = '01012345678'
const yours = '01099999999'

const none = { size: {}, temperature: {}, extras: {} }
const item = { productName, names: { ko: '케이크', en: 'Cake' }, price: 3000, options: none, stock: 2, soldOut: false }
const add = ask.AddMenuItem(item)
const remove = ask.RemoveMenuItem({ productName })
const cakes = (stock: number | null) => e.MenuItemAdded({ ...item, stock })
const off = e.MenuItemRemoved({ productName })

const hold = (orderId: number, phoneNumber = mine, qty = 1, holder: number | null = null) =>
  ask.HoldStock({ orderId, productName, qty, phoneNumber, holder })
/** Whoever asks for a hold waits for their payment; or is over, in one of the ways in which an order ends. */
const waiting = { order: { status: 'AwaitingPayment' } }
const over = ['Ordered', 'OrderCanceled', 'Declined', 'Expired'].map(status => ({ order: { status } }))
/** Order 2 asks for what order 1 of the same customer held. */
const takeOver = hold(2, mine, 1, 1)
const release = (orderId: number) => ask.ReleaseStock({ orderId, productName })
const settle = (orderId: number) => ask.SettleStock({ orderId, productName })
const giveBack = (orderId: number, qty = 1) => ask.ReturnStock({ orderId, productName, qty })
const held = (orderId: number, phoneNumber = mine, qty = 1) => e.StockHeld({ orderId, productName, qty, phoneNumber })
const passed = (orderId: number, holder: number, qty = 1) => e.StockPassed({ orderId, productName, qty, phoneNumber: mine, holder })
const released = (orderId: number, at = noon) => e.StockReleased({ orderId, productName, at })
const sold = (orderId: number, at = noon) => e.StockSold({ orderId, productName, at })
const returned = (orderId: number, qty = 1) => e.StockReturned({ orderId, productName, qty, at: noon })
const holds = (phoneNumber = mine, qty = 1) => ({ qty, phoneNumber })

// ---- the menu
test('the manager puts things on the menu, once', () => {
  given(Menu).when(add).by('manager').then(cakes(2))
  given(Menu, cakes(2)).when(add).by('manager').refused('exists')
  given(Menu).when(add).by('customer').refused('role')
})
test('what is left out is unlimited, plain, and named as it is', () => {
  const water = e.MenuItemAdded({
    productName: 'water',
    names: { ko: 'water', en: 'water' },
    price: 0,
    options: none,
    stock: null,
    soldOut: false,
  })
  const little = ask.AddMenuItem({ productName: 'water', price: 0 })
  given(Menu).when(little).by('manager').then(water)
})
test('a change keeps what it does not name; the same again is no change', () => {
  const change = (what: object) =>
    given(Menu, cakes(2))
      .when(ask.ChangeMenuItem({ productName, ...what }))
      .by('manager')
  change({ price: 3500 }).then(e.MenuItemChanged({ ...item, price: 3500 }))
  change({ stock: null }).then(e.MenuItemChanged({ ...item, stock: null }))
  change(item).nothing()
})
test('what is not on the menu is neither changed nor taken off', () => {
  given(Menu).when(ask.ChangeMenuItem(item)).by('manager').refused('not-allowed-now')
  given(Menu).when(remove).by('manager').refused('not-allowed-now')
})
test('what is taken off can be put on again, and remembers what is held', () => {
  given(Menu, cakes(2)).when(remove).by('manager').then(off)
  given(Menu, cakes(2), off).when(remove).by('manager').nothing()
  given(Menu, cakes(2), off).when(add).by('manager').then(cakes(2))
  given(Menu, cakes(2), off).when(hold(1)).reads(waiting).by('system').refused('no-such-product')
  given(Menu, cakes(2), held(1), off, cakes(5)).is({ held: { 1: holds() }, stock: 5 })
})

// ---- to hold
test('a hold takes from what is free, once', () => {
  given(Menu, cakes(2)).when(hold(1)).reads(waiting).by('system').then(held(1))
  given(Menu, cakes(2), held(1)).when(hold(1)).reads(waiting).by('system').nothing()
  given(Menu, cakes(2), held(1)).is({ stock: 1, held: { 1: holds() } })
})
test('the last one is held once', () => given(Menu, cakes(1), held(1, yours)).when(hold(2)).reads(waiting).by('system').refused('sold-out'))
test('of what is unlimited nothing is held', () => given(Menu, cakes(null)).when(hold(1)).reads(waiting).by('system').nothing())
test('what is marked as sold out is not held', () => {
  const soldOut = e.MenuItemChanged({ ...item, soldOut: true })
  given(Menu, cakes(2), soldOut).when(hold(1)).reads(waiting).by('system').refused('sold-out')
})
test('only this system holds', () => given(Menu, cakes(2)).when(hold(1)).by('manager').refused('role'))

// ---- holds of the same customer
test('a hold of the same customer is named, not taken', () =>
  given(Menu, cakes(1), held(1)).when(hold(2)).reads(waiting).by('system').refused('own-hold', { holder: 1 }))
test('an own hold that would not suffice is left alone', () => {
  const two = hold(2, mine, 2)
  given(Menu, cakes(2), held(1), held(3, yours)).when(two).reads(waiting).by('system').refused('sold-out')
})
test('after its order has stood aside a hold passes over', () => {
  given(Menu, cakes(1), held(1)).when(takeOver).reads(waiting).by('system').then(passed(2, 1))
  given(Menu, cakes(1), held(1), passed(2, 1)).is({ stock: 0, held: { 2: holds() } })
})
test('a hold that passes over takes the rest from what is free, or gives it back', () => {
  given(Menu, cakes(3), held(1), passed(2, 1, 2)).is({ stock: 1, held: { 2: holds(mine, 2) } })
  given(Menu, cakes(3), held(1, mine, 2), passed(2, 1)).is({ stock: 2, held: { 2: holds() } })
})
test('nobody names the hold of somebody else', () =>
  given(Menu, cakes(1), held(1, yours)).when(takeOver).reads(waiting).by('system').refused('sold-out'))
test('the hold that has passed over is not released by its first owner', () => {
  given(Menu, cakes(1), held(1), passed(2, 1)).when(release(1)).by('policy').then(released(1))
  given(Menu, cakes(1), held(1), passed(2, 1), released(1)).is({ stock: 0, held: { 2: holds() } })
})

// ---- what becomes of it
test('a release gives back, once', () => {
  given(Menu, cakes(2), held(1)).when(release(1)).by('policy').then(released(1))
  for (const times of [[released(1)], [released(1), released(1)]]) given(Menu, cakes(2), held(1), times).is({ stock: 2, held: {} })
})
test('who is over holds nothing any more, whatever of it was heard here; nor does who is not there', () => {
  for (const order of [...over, {}]) {
    given(Menu, cakes(2)).when(hold(1)).reads(order).by('system').refused('gone')
    given(Menu, cakes(2), released(1)).when(hold(1)).reads(order).by('system').refused('gone')
  }
})
test('a release that comes before its hold changes nothing, and is an event: a hold that is decided beside it is decided again', () => {
  given(Menu, cakes(2)).when(release(1)).by('policy').then(released(1))
  given(Menu, cakes(2), released(1)).is({ stock: 2, held: {} })
})
test('nothing is kept of who is over; what older versions kept is left out at the first change', () => {
  const { state } = given(Menu, cakes(9), held(1), sold(1), held(2), released(2), held(3), returned(3), held(4), passed(5, 4))
  assert.deepEqual(Object.keys(state!.held), ['5'])
  assert.equal('gone' in state!, false)
  const older = { ...state!, gone: { 1: noon } }
  for (const { type, data } of [held(6), passed(6, 5), released(5), sold(5), returned(5)])
    assert.equal('gone' in Menu.evolve[type]!(older, data), false, type)
})
test('what is paid is sold: not held any more, not free again, and not held a second time', () => {
  given(Menu, cakes(2), held(1)).when(settle(1)).by('policy').then(sold(1))
  given(Menu, cakes(2), held(1), sold(1)).when(settle(1)).by('policy').nothing()
  for (const order of over) given(Menu, cakes(2), held(1), sold(1)).when(hold(1)).reads(order).by('system').refused('gone')
  given(Menu, cakes(2), held(1), sold(1)).is({ stock: 1, held: {} })
})
test('what was sold comes back when its order is cancelled, whichever of the two is heard first', () => {
  given(Menu, cakes(2), held(1), sold(1)).when(giveBack(1)).by('policy').then(returned(1))
  given(Menu, cakes(2), held(1)).when(giveBack(1)).by('policy').then(returned(1))
  given(Menu, cakes(2), held(1), returned(1)).when(settle(1)).by('policy').nothing()
  for (const events of [[sold(1), returned(1)], [returned(1)]]) given(Menu, cakes(2), held(1), events).is({ stock: 2, held: {} })
})
test('stock that became unlimited stays so, whatever comes back', () => {
  const endless = e.MenuItemChanged({ ...item, stock: null })
  given(Menu, cakes(2), held(1), endless, released(1)).is({ stock: null, held: {} })
})
