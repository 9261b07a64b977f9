import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayAt, dayNumber, dayOfNumber, daysBetween, isDay, isOpenAt, nightsBetween, plusDays, startOfDay, weekdayOf } from './index.ts'

test('every day of eight hundred years is the one that the calendar has', () => {
  for (let n = dayNumber('1600-01-01'); n <= dayNumber('2400-12-31'); n++) {
    const day = new Date(n * 86_400_000).toISOString().slice(0, 10)
    assert.equal(dayOfNumber(n), day)
    assert.equal(dayNumber(day), n)
  }
})
test('a day that no calendar has is none', () => {
  assert.deepEqual(['2028-02-29', '2027-02-29', '2027-13-01', '2027-04-31', 'soon', '2027-3-8'].map(isDay), [
    true,
    false,
    false,
    false,
    false,
    false,
  ])
})
test('the nights of a stay are counted by the evenings on which they begin', () => {
  assert.deepEqual(nightsBetween('2027-02-27', '2027-03-02'), ['2027-02-27', '2027-02-28', '2027-03-01'])
  assert.deepEqual(nightsBetween('2027-03-02', '2027-03-02'), [])
  assert.deepEqual(nightsBetween('2027-03-03', '2027-03-02'), [])
  assert.equal(daysBetween('2027-03-02', '2027-02-27'), -3)
  assert.equal(plusDays('2027-01-01', -1), '2026-12-31')
})
test('which day it is depends on where one is', () => {
  const time = Date.UTC(2027, 2, 8, 16) // four in the afternoon in London is one in the morning in Seoul
  assert.deepEqual([dayAt(time), dayAt(time, 0), dayAt(time, -300)], ['2027-03-09', '2027-03-08', '2027-03-08'])
  assert.equal(startOfDay('2027-03-09'), Date.UTC(2027, 2, 8, 15))
  assert.equal(weekdayOf('2027-03-08'), 1)
  assert.equal(weekdayOf('1969-12-28'), 0)
})
test('a bar that closes at one is open at half past midnight, and not at two', () => {
  const friday = { 5: [18 * 60, 25 * 60] as const }
  const at = (day: string, hour: number) => startOfDay(day) + hour * 3_600_000
  assert.equal(weekdayOf('2027-03-12'), 5)
  assert.deepEqual(
    [at('2027-03-12', 17.9), at('2027-03-12', 18), at('2027-03-13', 0.5), at('2027-03-13', 1), at('2027-03-12', 0.5)].map(t =>
      isOpenAt(friday, t),
    ),
    [false, true, true, false, false],
  )
})
