import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Patience, wanted } from './autoscaler.ts'

const payment = { least: 1, most: 10, cpu: 15 }

test('CAF-O5: the figures of the café lead from one replica to two and to four, as published', () => {
  assert.equal(wanted([29], payment), 2)
  assert.equal(wanted([28, 26], payment), 4)
  assert.equal(wanted([15, 14, 16, 15], payment), 4)
})
test('a tenth more or less than what is wanted changes nothing; what is far from it does, within the bounds', () => {
  assert.equal(wanted([16.4, 16.4], payment), 2)
  assert.equal(wanted([13.6, 13.6], payment), 2)
  assert.equal(wanted([16.6, 16.6], payment), 3)
  assert.equal(wanted(Array(10).fill(13.6), payment), 10)
  assert.equal(wanted(Array(10).fill(13.4), payment), 9)
  assert.equal(wanted([7, 7, 7, 7], payment), 2)
  assert.equal(wanted([0, 0], payment), 1)
  assert.equal(wanted(Array(8).fill(40), payment), 10)
})
test('at once there are twice as many at the most, or four more', () => {
  assert.equal(wanted([500], payment), 5)
  assert.equal(wanted(Array(5).fill(500), { ...payment, most: 100 }), 10)
})
test('one that is not ready is taken for idle where more are wanted, and not looked at where fewer are', () => {
  assert.equal(wanted([20, undefined], payment), 2)
  assert.equal(wanted([40, undefined], payment), 3)
  assert.equal(wanted([2, 2, undefined], payment), 1)
  assert.equal(wanted([undefined, undefined], payment), 2)
})
test('none is ended before fewer were enough for as long as that is to be', () => {
  const patience = new Patience(300)
  assert.equal(patience.calm(4, 2, 0), 4)
  assert.equal(patience.calm(1, 4, 200), 4)
  assert.equal(patience.calm(2, 4, 301), 2)
})
