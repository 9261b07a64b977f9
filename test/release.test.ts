// A release in the middle of stories: what the release before wrote is in other words, and no promise may break.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Build, seeds, type Stories, tell } from '@jumun/testing'
import { Inbox, Node } from '@jumun/core/runtime'
import { partIn } from '@jumun/host'
import { product } from '@jumun/systems'

const mainOf = async (name: string) => ((await partIn(product[name]!.folder!, 'story')) as { stories: Stories }).stories['main']!
const withRelease = async (name: string, count: number, build: Build = {}, enough = Number.POSITIVE_INFINITY) =>
  tell(await mainOf(name), seeds(1, count), { ...build, release: true }, { enough })

for (const name of Object.keys(product))
  test(`a release in the middle of stories of ${name} breaks no promise`, async () => {
    const { broken, met } = await withRelease(name, 25)
    assert.deepEqual([...broken], [])
    assert.ok((met.get('release') ?? 0) >= 25, 'every story has its release')
    assert.ok((met.get('folded again') ?? 0) > 0, 'states of before are met and folded again')
  })

/** Takes states as they were written, whichever folds made them. */
class Forgetful extends Node {
  constructor(...[system, context, ports]: ConstructorParameters<typeof Node>) {
    super(system, context, { ...ports, stale: new Map() })
  }
}
/** Listens only for the names of now. */
class Deaf extends Inbox {
  constructor(node: Node) {
    super(node)
    for (const types of this.wants.values()) for (const type of types) if (type.endsWith('Before')) (types as Set<string>).delete(type)
  }
}
/** Takes what was put aside or told before for what it would be now. */
class Literal extends Node {
  override readonly understanding = undefined
}
for (const [what, build] of [
  ['takes states as they were written', { Node: Forgetful }],
  ['listens only for the names of now', { Inbox: Deaf }],
  ['takes what it hears in the words in which it was told', { Node: Literal }],
] as const)
  test(`a runtime that ${what} is noticed`, async () => {
    const { broken } = await withRelease('bread', 40, build as Build, 1)
    assert.ok(broken.size > 0)
  })
