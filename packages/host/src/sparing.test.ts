// However much goes wrong, and for however long, the log does not grow with it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Trouble } from '@jumun/core/runtime'
import { sparing } from './sparing.ts'

const scene = () => {
  const told: Trouble[] = []
  let rings: (() => void)[] = []
  const { report, stop } = sparing(
    trouble => told.push(trouble),
    (_, ring) => rings.push(ring),
  )
  return {
    told,
    report,
    stop,
    /** A minute passes. */
    minute: () => {
      const due = rings
      rings = []
      for (const ring of due) ring()
    },
  }
}

test('of what goes wrong again and again twenty lines a minute are told, and how many more there were', () => {
  const { told, report, minute } = scene()
  for (let n = 1; n <= 1000; n++) report({ what: `order ${n} could not be written: "disk full"`, about: `order ${n}` })
  assert.equal(told.length, 20)
  minute()
  assert.equal(told.length, 21)
  assert.deepEqual(told[20], {
    what: 'order 1000 could not be written: "disk full" (and 980 more like it in a minute, this is the last)',
    about: 'order 1000',
  })
  minute()
  assert.equal(told.length, 21)
  report({ what: 'order 1001 could not be written: "disk full"', about: 'order 1001' })
  assert.equal(told.length, 22, 'a new minute begins with what comes')
})
test('one kind of trouble hides no other', () => {
  const { told, report } = scene()
  for (let n = 0; n < 1000; n++) report({ what: 'a place could not be kept', about: 'drink' })
  report({ what: 'parked: the oven is cold', about: 'kitchen' })
  assert.equal(told.at(-1)!.what, 'parked: the oven is cold')
})
test('who thinks of new words for everything is bounded as well', () => {
  const { told, report } = scene()
  const word = (n: number): string =>
    String(n)
      .split('')
      .map(digit => 'abcdefghij'[Number(digit)])
      .join('')
  for (let n = 0; n < 10_000; n++) report({ what: `parked: ${word(n)}`, about: 'x' })
  assert.equal(told.length, 520)
})
test('what was held back is told at the end', () => {
  const { told, report, stop } = scene()
  for (let n = 0; n < 25; n++) report({ what: 'away', about: 'x' })
  stop()
  assert.match(told.at(-1)!.what, /5 more/)
})
