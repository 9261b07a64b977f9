import { test } from 'node:test'
import assert from 'node:assert/strict'
import { systemOf } from '@jumun/core/model'
import { everyAnswer, asking, given } from '@jumun/testing'
import { cafeteria } from '../system.ts'
import { CountPoints } from './account-commands.ts'
import { PointsCounted } from './account-events.ts'
import { Account } from './account.ts'
import * as ask from './commands.ts'
import * as e from './events.ts'
import { loyalty } from './index.ts'
import { Reward } from './reward.ts'

const about = { orderId: 7, phoneNumber: '01012345678' }
const price = (amt: number) => ask.NotePrice({ ...about, amt })
const priced = (amt: number) => e.PriceNoted({ ...about, amt })
const making = ask.NoteMaking(about)
const made = e.MakingNoted(about)
const back = ask.NoteReturn(about)
const earned = (points: number) => e.PointsEarned({ ...about, points })
const takenBack = (points: number) => e.PointsTakenBack({ ...about, points })

test('one point for each full 1000 won, when the drink is made', () => {
  for (const [amt, points] of [
    [1000, 1],
    [1999, 1],
    [25_500, 25],
  ] as const)
    given(Reward, priced(amt)).when(making).by('policy').then(made, earned(points))
  given(Reward, priced(999)).when(making).by('policy').then(made)
})
test('whichever is heard first, the price or the making', () =>
  given(Reward, made).when(price(2000)).by('policy').then(priced(2000), earned(2)))
test('nothing counts twice', () => {
  given(Reward, priced(2000), made, earned(2)).when(making).by('policy').nothing()
  given(Reward, priced(2000), made, earned(2)).when(price(2000)).by('policy').nothing()
})
test('what is paid back is taken back, once', () => {
  given(Reward, priced(2000), made, earned(2)).when(back).by('policy').then(takenBack(2))
  given(Reward, priced(2000), made, earned(2), takenBack(2)).when(back).by('policy').nothing()
})
test('what was paid back before it was heard of is worth nothing', () => {
  given(Reward).when(back).by('policy').then(e.ReturnNoted(about))
  given(Reward, e.ReturnNoted(about)).when(price(2000)).by('policy').nothing()
  given(Reward, priced(2000), e.ReturnNoted(about)).when(making).by('policy').nothing()
})
test('an account is opened by its first points, and goes up and down', () => {
  const count = (change: number) => CountPoints({ ...about, change })
  const counted = (change: number, points: number) => PointsCounted({ ...about, change, points })
  given(Account).when(count(2)).by('policy').then(counted(2, 2))
  given(Account, counted(2, 2)).when(count(3)).by('policy').then(counted(3, 5))
  given(Account, counted(5, 5)).when(count(-3)).by('policy').then(counted(-3, 2))
})
test('nobody counts points by hand', () => {
  for (const who of ['customer', 'manager', 'barista', 'operator', 'system'])
    asking(Account, [], CountPoints({ ...about, change: 1 }), who).refused('role')
})
test('it stands on the board where it is added, and not on the published one', () => {
  assert.ok(!cafeteria.contexts.includes(loyalty))
  assert.equal(systemOf(cafeteria.name, { ...cafeteria, contexts: [...cafeteria.contexts, loyalty] }).contexts.length, 5)
})

for (const aggregate of loyalty.aggregates) everyAnswer(aggregate, cafeteria)
