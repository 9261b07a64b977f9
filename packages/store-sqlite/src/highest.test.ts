import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Highest } from './highest.ts'

const knowing = (...cases: string[]): Highest => {
  const highest = new Highest()
  highest.recall({})
  for (const kase of cases) highest.note(kase)
  return highest
}

test('a number above all that were noted of its kind is new', () => {
  const h = knowing('orderId/7', 'orderId/3', 'saleId/40')
  assert.deepEqual(
    ['orderId/8', 'orderId/7', 'orderId/5', 'saleId/41', 'saleId/8', 'puId/1'].map(kase => h.isAbove(kase)),
    [true, false, false, true, false, true],
  )
})
test('whoever cannot be counted is looked for', () => {
  const h = knowing('orderId/7', 'productName/coffee', 'a/1e9', 'a/')
  for (const kase of ['productName/tea', 'productName/7a', 'a/', 'a', '', 'a/-1', 'a/12345678901234567890'])
    assert.equal(h.isAbove(kase), false, kase)
  assert.equal(h.isAbove('a/b/1'), true)
  assert.deepEqual(h.known(), { orderId: 7 })
})
test('where nobody knows what there is, everything is looked for, and nothing is learned', () => {
  const h = new Highest()
  h.recall(undefined)
  h.note('orderId/1')
  assert.deepEqual([h.isAbove('orderId/2'), h.known()], [false, undefined])
})
test('what is kept comes back', () => {
  const h = new Highest()
  h.recall(knowing('orderId/7').known())
  assert.deepEqual([h.isAbove('orderId/7'), h.isAbove('orderId/8')], [false, true])
})
