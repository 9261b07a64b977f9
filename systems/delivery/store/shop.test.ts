import assert from 'node:assert/strict'
import { minutes } from '@jumun/core/model'
import { asking, given, noon, person } from '@jumun/testing'
import { suite, test } from 'node:test'
import { type Hours, isOpen, opensAt, pauseEnds } from '../hours.ts'
import * as ask from './shop-commands.ts'
import * as e from './shop-events.ts'
import { Store } from './shop.ts'

const storeId = '1',
  owner = person('owner', { storeId })
const open = e.StoreChanged({
  storeId,
  name: { ko: '통닭', en: 'Chicken' },
  address: '서울',
  location: null,
  opens: null,
  closes: null,
  minimum: 0,
  deliveryFee: 3000,
})
const minute = minutes(1)
const until = Math.ceil(noon / minute + 30) * minute
const paused = e.StorePaused({ storeId, until })
const longer = e.StorePaused({ storeId, until: until + minutes(30) })
const resumed = e.StoreResumed({ storeId })

test('its owner pauses the store for some minutes, or longer once more; nobody else does', () => {
  asking(Store, open, ask.PauseStore({ storeId, minutes: 30 }), owner).then(paused)
  asking(Store, [open, paused], ask.PauseStore({ storeId, minutes: 60 }), owner).then(longer)
  asking(Store, open, ask.PauseStore({ storeId, minutes: 30 }), person('owner', { storeId: '2' })).refused('not-yours')
})
test('a pause is ended by its time, or before by its owner; the end of a pause that was made longer ends nothing', () => {
  given(Store, open, paused).when(ask.EndPause({ storeId, until })).by('policy').then(resumed)
  given(Store, open, paused, longer).when(ask.EndPause({ storeId, until })).by('policy').nothing()
  given(Store, open, paused, resumed).when(ask.EndPause({ storeId, until })).by('policy').nothing()
  given(Store, open, paused).when(ask.ResumeStore({ storeId })).by(owner).then(resumed)
  given(Store, open, paused, resumed).when(ask.ResumeStore({ storeId })).by(owner).nothing()
})
test('other hours that are said during a pause do not end it', () => {
  const during = given(Store, open, paused, e.StoreChanged({ ...open.data, opens: '09:00', closes: '22:00' })).state
  assert.deepEqual([during?.status, during?.pausedUntil, during?.opens], ['Paused', until, '09:00'])
})

suite('when a store takes orders', () => {
  const stores: { readonly [kind: string]: Hours } = {
    'by day': { opens: '09:00', closes: '22:00' },
    'through the night': { opens: '18:00', closes: '02:00' },
    'around the clock': { opens: null, closes: null },
    'around the clock, said with times': { opens: '00:00', closes: '00:00' },
  }
  /** Every eleventh minute of a day. */
  const day = Array.from({ length: 131 }, (_, n) => Date.UTC(2027, 2, 1) + n * 11 * minute)
  for (const [kind, hours] of Object.entries(stores))
    test(`${kind}: closed all through a pause, open after it as its hours say, and customers read when`, () => {
      for (const now of day)
        for (const rest of [15, 60, undefined]) {
          const store = { ...hours, pausedUntil: pauseEnds(hours, now + 1, rest) }
          assert.ok(store.pausedUntil > now && store.pausedUntil <= now + minutes(24 * 60), 'an end within a day')
          for (let at = now + 1; at < store.pausedUntil; at += minute) assert.ok(!isOpen(store, at))
          assert.equal(isOpen(store, store.pausedUntil), isOpen({ ...hours, pausedUntil: null }, store.pausedUntil))
          let opens = store.pausedUntil
          while (!isOpen(store, opens)) opens += minute
          assert.equal(opensAt(store, now + 1), new Date(opens + minutes(9 * 60)).toISOString().slice(11, 16))
        }
    })
  test('for today: until its day begins again', () => {
    const at = (hour: string, next = 0) => Date.parse(`2027-03-0${1 + next}T${hour}:00+09:00`)
    assert.equal(pauseEnds(stores['by day']!, at('14:30'), undefined), at('09:00', 1))
    assert.equal(pauseEnds(stores['by day']!, at('09:00'), undefined), at('09:00', 1))
    assert.equal(pauseEnds(stores['through the night']!, at('01:10'), undefined), at('18:00'))
    assert.equal(pauseEnds(stores['around the clock']!, at('14:30'), undefined), at('00:00', 1))
  })
})
