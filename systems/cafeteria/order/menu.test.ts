import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folded, given, noon } from '../given.test.ts'
import { reject } from '../vocabulary.ts'
import * as ask from './menu-commands.ts'
import * as e from './menu-events.ts'
import { Menu } from './menu.ts'

const none = { size: {}, temperature: {}, extras: {} }
const item = { productName: 'cake', names: { ko: '케이크', en: 'Cake' }, price: 3000, options: none, stock: 2, soldOut: false }
const cakes = (stock: number | null) => e.MenuItemAdded({ ...item, stock })
const mine = '01012345678',
  yours = '01099999999'
const hold = (orderId: number, phoneNumber = mine, qty = 1, holder: number | null = null) =>
  ask.HoldStock({ orderId, productName: 'cake', qty, phoneNumber, holder })
const held = (orderId: number, phoneNumber = mine, qty = 1) => e.StockHeld({ orderId, productName: 'cake', qty, phoneNumber })
const passed = (orderId: number, holder: number, qty = 1) => e.StockPassed({ orderId, productName: 'cake', qty, phoneNumber: mine, holder })
const released = (orderId: number, at = noon) => e.StockReleased({ orderId, productName: 'cake', at })
const sold = (orderId: number, at = noon) => e.StockSold({ orderId, productName: 'cake', at })
const returned = (orderId: number, qty = 1) => e.StockReturned({ orderId, productName: 'cake', qty, at: noon })
const of = (orderId: number) => ({ orderId, productName: 'cake' })

test('the manager puts things on the menu, once', () => {
  given(Menu).when(ask.AddMenuItem(item)).by('manager').then(cakes(2))
  given(Menu, cakes(2)).when(ask.AddMenuItem(item)).by('manager').then(reject('exists'))
  given(Menu).when(ask.AddMenuItem(item)).by(mine).then('role')
})
test('what is left out is unlimited, plain, and named as it is', () =>
  given(Menu)
    .when(ask.AddMenuItem({ productName: 'water', price: 0 }))
    .by('manager')
    .then(e.MenuItemAdded({ productName: 'water', names: { ko: 'water', en: 'water' }, price: 0, options: none, stock: null, soldOut: false })))
test('a change keeps what it does not name; the same again is no change', () => {
  given(Menu, cakes(2))
    .when(ask.ChangeMenuItem({ productName: 'cake', price: 3500 }))
    .by('manager')
    .then(e.MenuItemChanged({ ...item, price: 3500 }))
  given(Menu, cakes(2))
    .when(ask.ChangeMenuItem({ productName: 'cake', stock: null }))
    .by('manager')
    .then(e.MenuItemChanged({ ...item, stock: null }))
  given(Menu, cakes(2)).when(ask.ChangeMenuItem(item)).by('manager').then()
})
test('what is taken off can be put on again, and remembers what is held', () => {
  const off = e.MenuItemRemoved({ productName: 'cake' })
  given(Menu, cakes(2))
    .when(ask.RemoveMenuItem({ productName: 'cake' }))
    .by('manager')
    .then(off)
  given(Menu, cakes(2), off)
    .when(ask.RemoveMenuItem({ productName: 'cake' }))
    .by('manager')
    .then()
  given(Menu, cakes(2), off).when(ask.AddMenuItem(item)).by('manager').then(cakes(2))
  given(Menu, cakes(2), off).when(hold(1)).by('system').then(reject('no-such-product'))
  assert.deepEqual(Object.keys(folded(Menu, cakes(2), held(1), off, cakes(5)).held), ['1'])
})

test('a hold takes from what is free, once', () => {
  given(Menu, cakes(2)).when(hold(1)).by('system').then(held(1))
  given(Menu, cakes(2), held(1)).when(hold(1)).by('system').then()
  assert.equal(folded(Menu, cakes(2), held(1)).stock, 1)
})
test('the last one is held once', () => given(Menu, cakes(1), held(1, yours)).when(hold(2)).by('system').then(reject('sold-out')))
test('of what is unlimited nothing is held', () => given(Menu, cakes(null)).when(hold(1)).by('system').then())
test('what is marked as sold out is not held', () =>
  given(Menu, cakes(2), e.MenuItemChanged({ ...item, soldOut: true }))
    .when(hold(1))
    .by('system')
    .then(reject('sold-out')))
test('only this system holds', () => given(Menu, cakes(2)).when(hold(1)).by('manager').then('role'))

test('a hold of the same customer is named, not taken', () =>
  given(Menu, cakes(1), held(1))
    .when(hold(2))
    .by('system')
    .then(reject('own-hold', { holder: 1 })))
test('an own hold that would not suffice is left alone', () =>
  given(Menu, cakes(2), held(1), held(3, yours))
    .when(hold(2, mine, 2))
    .by('system')
    .then(reject('sold-out')))
test('after its order has stood aside a hold passes over', () => {
  given(Menu, cakes(1), held(1))
    .when(hold(2, mine, 1, 1))
    .by('system')
    .then(passed(2, 1))
  const after = folded(Menu, cakes(1), held(1), passed(2, 1))
  assert.deepEqual([after.stock, Object.keys(after.held)], [0, ['2']])
})
test('nobody names the hold of somebody else', () =>
  given(Menu, cakes(1), held(1, yours))
    .when(hold(2, mine, 1, 1))
    .by('system')
    .then(reject('sold-out')))
test('the hold that has passed over is not released by its first owner', () => {
  given(Menu, cakes(1), held(1), passed(2, 1))
    .when(ask.ReleaseStock(of(1)))
    .by('policy')
    .then(released(1))
  const after = folded(Menu, cakes(1), held(1), passed(2, 1), released(1))
  assert.deepEqual([after.stock, Object.keys(after.held)], [0, ['2']])
})

test('a release gives back, once', () => {
  given(Menu, cakes(2), held(1))
    .when(ask.ReleaseStock(of(1)))
    .by('policy')
    .then(released(1))
  given(Menu, cakes(2), held(1), released(1))
    .when(ask.ReleaseStock(of(1)))
    .by('policy')
    .then()
  assert.equal(folded(Menu, cakes(2), held(1), released(1)).stock, 2)
})
test('a release that comes before its hold leaves a mark', () => {
  given(Menu, cakes(2))
    .when(ask.ReleaseStock(of(1)))
    .by('policy')
    .then(released(1))
  given(Menu, cakes(2), released(1)).when(hold(1)).by('system').then(reject('gone'))
  assert.equal(folded(Menu, cakes(2), released(1)).stock, 2)
})
test('marks are thrown away when nothing can be on its way any more', () => {
  const hour = 3_600_000
  assert.deepEqual(Object.keys(folded(Menu, cakes(2), released(1), released(2, noon + hour - 1)).gone), ['1', '2'])
  assert.deepEqual(Object.keys(folded(Menu, cakes(2), released(1), released(2, noon + hour)).gone), ['2'])
})
test('what is paid is sold: not held any more, not free again, and not held a second time', () => {
  given(Menu, cakes(2), held(1))
    .when(ask.SettleStock(of(1)))
    .by('policy')
    .then(sold(1))
  given(Menu, cakes(2), held(1), sold(1))
    .when(ask.SettleStock(of(1)))
    .by('policy')
    .then()
  given(Menu, cakes(2), held(1), sold(1)).when(hold(1)).by('system').then(reject('gone'))
  const after = folded(Menu, cakes(2), held(1), sold(1))
  assert.deepEqual([after.stock, after.held], [1, {}])
})
test('what was sold comes back when its order is cancelled, whichever of the two is heard first', () => {
  given(Menu, cakes(2), held(1), sold(1))
    .when(ask.ReturnStock({ ...of(1), qty: 1 }))
    .by('policy')
    .then(returned(1))
  given(Menu, cakes(2), held(1))
    .when(ask.ReturnStock({ ...of(1), qty: 1 }))
    .by('policy')
    .then(returned(1))
  given(Menu, cakes(2), held(1), returned(1))
    .when(ask.SettleStock(of(1)))
    .by('policy')
    .then()
  for (const events of [[sold(1), returned(1)], [returned(1)]]) {
    const after = folded(Menu, cakes(2), held(1), ...events)
    assert.deepEqual([after.stock, after.held], [2, {}])
  }
})
