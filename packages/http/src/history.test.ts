import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recorded } from '@jumun/core/runtime'
import fc from 'fast-check'
import { inOrder } from './history.ts'

const event = (source: string, position: number, time: number, causes: readonly string[] = [], cause = ''): Recorded => ({
  id: `a/1/${position}`,
  type: 'E',
  data: {},
  source,
  aggregate: 'a',
  key: 1,
  item: 1,
  case: 'c/1',
  number: position,
  position,
  time,
  cause,
  causes,
  actor: 'x',
})
const names = (events: readonly Recorded[]) => events.map(e => `${e.source}${e.position}`)

test('by time, and a cause before its effect also where clocks differ', () => {
  const ordered = event('order', 1, 100)
  const made = event('drink', 1, 50, ['order:a/1/1'])
  const told = event('page', 1, 60, ['order:a/1/1', 'drink:a/1/1'])
  assert.deepEqual(names(inOrder([told, made, ordered])), ['order1', 'drink1', 'page1'])
})
test('each context in the order of its log', () => {
  assert.deepEqual(names(inOrder([event('order', 2, 10), event('order', 1, 10), event('order', 3, 9)])), ['order1', 'order2', 'order3'])
})
test('the outcome of a question after what it did over there', () => {
  const asked = event('order', 1, 10)
  const requested = event('payment', 1, 10, ['order:a/1/1'], 'order:a/1/1/pay/ask')
  const approved = event('payment', 2, 10, ['order:a/1/1', 'payment:a/1/1'])
  const confirmed = event('order', 2, 10, ['order:a/1/1'], 'order:a/1/1/pay')
  const found = event('payment', 3, 99, ['order:a/1/1', 'payment:a/1/1'])
  assert.deepEqual(names(inOrder([found, confirmed, approved, requested, asked])), ['order1', 'payment1', 'payment2', 'order2', 'payment3'])
})
test('nothing is lost or told twice, whatever the causes say', () => {
  const some = fc.uniqueArray(
    fc.record({
      source: fc.constantFrom('a', 'b', 'c'),
      position: fc.integer({ min: 1, max: 6 }),
      time: fc.integer({ min: 0, max: 5 }),
      causes: fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 6 }))),
    }),
    { selector: e => `${e.source}${e.position}` },
  )
  fc.assert(
    fc.property(some, events => {
      const all = events.map(e =>
        event(
          e.source,
          e.position,
          e.time,
          e.causes.map(([s, p]) => `${s}:a/1/${p}`),
        ),
      )
      assert.deepEqual(names(inOrder(all)).sort(), names(all).sort())
    }),
  )
})
