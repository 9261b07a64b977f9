// Stories of the bakery in storm and calm, and the museum of what is known to break its promises.
import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import { harsh, notice, policiesOf, type Report, seeds, tell } from '@jumun/testing'
import { museum } from './museum.ts'
import { stories } from './story.ts'
import { bread } from './system.ts'

const happened = new Map<string, number>()
const keeps = ({ told, broken, happened: facts }: Report) => {
  for (const [fact, often] of facts) happened.set(fact, (happened.get(fact) ?? 0) + often)
  assert.deepEqual([...broken], [], `of ${told} stories`)
}

describe('the promises hold', () => {
  it('in a storm, every twentieth time in good weather', async () => keeps(await tell(stories.main, seeds(1, 120))))
  it('in a storm three times as hard', async () => keeps(await tell(stories.main, seeds(5001, 20), {}, { worst: harsh })))
  for (const name of Object.keys(stories).filter(s => s !== 'main'))
    it(`in the story "${name}"`, async () => keeps(await tell(stories[name]!, seeds(1, 8))))
  it('and every event has happened in some story', () => {
    const all = bread.contexts.flatMap(c => Object.keys(c.events))
    assert.deepEqual(
      all.filter(type => !happened.has(type)),
      [],
    )
  })
})

describe('in the museum, what is missing is noticed', () => {
  for (const [rule, bug] of Object.entries(museum.bugs))
    it(`without "${rule}": ${bug.without}`, async () => assert.equal(await notice(museum, rule), undefined))
  for (const policy of Object.keys(museum.policies))
    it(`the policy ${policy}`, async () => assert.equal(await notice(museum, policy), undefined))
})
test('every policy of the board is missed', () => assert.deepEqual(Object.keys(museum.policies).sort(), [...policiesOf(bread)].sort()))
