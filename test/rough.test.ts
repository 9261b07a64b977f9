// Every system in rough weather: its programs have bugs that an operator mends, guards hold questions back, and strangers tell nonsense.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rough, seeds, type Stories, tell } from '@jumun/testing'
import { systems } from '@jumun/systems'

for (const name of Object.keys(systems))
  test(`${name} keeps its promises while policies throw for a while, guards hold back, and strangers tell nonsense`, async () => {
    const { stories } = (await import(`../systems/${name}/story.ts`)) as { stories: Stories }
    const { broken, met } = await tell(stories.main, seeds(2001, 40), {}, { worst: rough })
    assert.deepEqual([...broken], [], `npm run simulate -- ${name} 1 SEED --rough prints the story of a seed`)
    const fewest = { throws: 3, guard: 1, foreign: 10, 'put aside': 20, resumed: 20 }
    for (const [what, few] of Object.entries(fewest))
      assert.ok((met.get(what) ?? 0) >= few, `${what}: ${met.get(what) ?? 0} times in forty stories`)
  })
