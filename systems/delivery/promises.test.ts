import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { harsh, noticed, policiesOf, seeds, tell, without } from '@jumun/core/testing'
import { museum } from './museum.ts'
import { stories } from './story.ts'
import { delivery } from './system.ts'

/** What is not worth waiting for here: told in a few of a thousand stories. `npm run simulate -- delivery 1000` counts them. */
const rare = [
  'DishRemoved',
  'DishOffNoted',
  'OptionsRestored',
  'UpdateFailed',
  'CouponDropped',
  'OrderRestored',
  'CancelFailed',
  'OptionsDropped',
  'OptionsChosen',
  'RefundStuck',
  'CouponAsked',
  'PickLost',
]

describe('delivery keeps its promises', () => {
  it('in sixty storms, and in good weather everybody gets what they ask for', async () => {
    const report = await tell(stories.main, seeds(1, 60))
    assert.deepEqual([...report.broken], [])
    const silent = delivery.contexts.flatMap(c => Object.keys(c.events)).filter(type => !report.happened.has(type) && !rare.includes(type))
    assert.deepEqual(silent, [], 'events that never happened')
  })
  it('in harsh ones, too', async () => assert.deepEqual([...(await tell(stories.main, seeds(7001, 12), {}, { worst: harsh })).broken], []))
  for (const [name, story] of Object.entries(stories))
    if (name !== 'main') it(`when this happens: ${name}`, async () => assert.deepEqual([...(await tell(story, seeds(1, 4))).broken], []))
})

describe('the museum of known bugs', () => {
  for (const [rule, seen] of Object.entries(museum.seen)) {
    const bug = museum.bugs[rule]!
    it(`${bug.without} (${rule})`, async () => {
      const said = await noticed(museum.stories, bug.build, seen)
      assert.ok(
        said.some(s => seen.says.test(s)),
        `nobody noticed: ${said.join(', ')}`,
      )
    })
  }
  it('every policy whose absence is recorded is on the board', () => {
    const all = policiesOf(delivery)
    assert.deepEqual(
      Object.keys(museum.policies).filter(p => !all.includes(p)),
      [],
    )
  })
  for (const [policy, seen] of Object.entries(museum.policies))
    it(`without ${policy}`, async () => {
      const said = await noticed(museum.stories, without(policy), seen)
      assert.ok(
        said.some(s => seen.says.test(s)),
        `nobody noticed: ${said.join(', ')}`,
      )
    })
})
