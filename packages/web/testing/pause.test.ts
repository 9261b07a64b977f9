// A pause is other hours: closed at once, open again by itself, and never open where it was not before.
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { type Hours, isOpen } from '../src/shops/delivery/place.ts'
import { pausedFrom } from '../src/staff/delivery/pause.ts'

const clock = Array.from({ length: 24 * 60 }, (_, m) => [Math.floor(m / 60), m % 60].map(n => String(n).padStart(2, '0')).join(':'))
const plus = (time: string, minutes: number): string => clock[(clock.indexOf(time) + minutes) % clock.length]!
const stores: { readonly [kind: string]: Hours } = {
  'by day': { opens: '09:00', closes: '22:00' },
  'through the night': { opens: '18:00', closes: '02:00' },
  'around the clock': { opens: null, closes: null },
  'around the clock, said with times': { opens: '00:00', closes: '00:00' },
}

suite('a pause of a store that works', () => {
  for (const [kind, hours] of Object.entries(stores))
    test(kind, () => {
      for (const now of clock.filter(time => isOpen(hours, time)))
        for (const minutes of [15, 30, 60]) {
          const said = pausedFrom(hours, now, minutes)
          // in the very minute in which it opens and would close again, it stays open for that minute
          if (said.closes === plus(now, 1)) continue
          for (let m = 0; m < minutes; m++) assert.ok(!isOpen(said, plus(now, m)), `${now}, ${minutes}: open after ${m}`)
          const again = plus(now, minutes)
          const closesBefore = Array.from({ length: minutes + 1 }, (_, m) => plus(now, m)).some(time => !isOpen(hours, time))
          assert.equal(isOpen(said, again), !closesBefore, `${now}, ${minutes}`)
        }
    })
  test('for today: closed until its day begins again', () => {
    assert.deepEqual(pausedFrom(stores['by day']!, '14:30', undefined), { opens: '09:00', closes: '14:30' })
    assert.deepEqual(pausedFrom(stores['through the night']!, '01:10', undefined), { opens: '18:00', closes: '01:10' })
    assert.deepEqual(pausedFrom(stores['around the clock']!, '14:30', undefined), { opens: '00:00', closes: '14:30' })
  })
  test('in the minute in which it opens it does not become a store that never closes', () => {
    assert.deepEqual(pausedFrom(stores['by day']!, '09:00', undefined), { opens: '09:00', closes: '09:01' })
    assert.deepEqual(pausedFrom(stores['around the clock']!, '00:00', undefined), { opens: '00:00', closes: '00:01' })
    assert.ok(!isOpen(pausedFrom(stores['by day']!, '09:00', undefined), '09:01'))
  })
})
