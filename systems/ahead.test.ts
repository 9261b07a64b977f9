// Decisions about one item do not wait for the disk in between: every promise is kept all the same, whatever fails, dies or stays unknown
// on the way.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Node } from '@jumun/core/runtime'
import { type Build, seeds, type Story, tell } from '@jumun/testing'
import { stories as airline } from './air/story.ts'
import { stories as bakery } from './bread/story.ts'
import { stories as cafe } from './cafeteria/story.ts'
import { stories as dealer } from './cars/story.ts'
import { stories as delivery } from './delivery/story.ts'

/** The stores of the stories take units that follow others which are still on their way. */
const ahead: Build = {
  world: w => {
    const storeFor = w.storeFor.bind(w)
    w.storeFor = (p, store) => ({ ...storeFor(p, store), takesFollowers: true })
  },
}
/** Nobody says what their unit follows: it is kept also where that has never been. */
class Unfollowing extends Node {
  protected override following(...[unit]: Parameters<Node['following']>): ReturnType<Node['following']> {
    return unit
  }
}
/** Says what follows from what is not durable, without waiting whether it will be. */
class Hasty extends Node {
  protected override cameTrue(): Promise<boolean> {
    return Promise.resolve(true)
  }
}
const systems: { readonly [name: string]: { readonly main: Story; readonly [story: string]: Story } } = {
  cafeteria: cafe,
  bread: bakery,
  air: airline,
  cars: dealer,
  delivery,
}

describe('the promises are kept', () => {
  for (const [name, stories] of Object.entries(systems)) {
    it(`of ${name}, in fifty storms`, async () => assert.deepEqual([...(await tell(stories.main, seeds(1, 50), ahead)).broken], []))
    for (const [story, of] of Object.entries(stories))
      if (story !== 'main')
        it(`of ${name}, in the story "${story}"`, async () => assert.deepEqual([...(await tell(of, seeds(1, 3), ahead)).broken], []))
  }
})

describe('in the museum', () => {
  /** At this seed, or at one soon after it: any change of the product shifts what happens in a story. */
  const notices = async (node: typeof Node, story: Story, from: number, says: RegExp) => {
    for (const seed of seeds(from, 30))
      for (const promise of (await tell(story, [seed], { ...ahead, Node: node })).broken.keys()) if (says.test(promise)) return
    assert.fail(`nobody says ${says} from seed ${from} on`)
  }
  it('a unit that is kept although what it was decided on has never been is noticed', () =>
    notices(Unfollowing, dealer['liar']!, 226, /was never told/))
  it('a word about what has never been is noticed', () =>
    notices(Hasty, airline['crowd']!, 16, /seats held for ever|Reserved on a Departed flight/))
})
