// Stories of each system whose money goes through our own adapters, to providers that misbehave in each way of the real ones.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { harsh, seeds, type Stories, storm, tell } from '@jumun/testing'
import { partIn } from '@jumun/host'
import { through } from '@jumun/payments/testing'
import { product } from '@jumun/systems'

const weathers = { storm, harsh } as const
interface Played {
  readonly system: string
  readonly payments: 'stripe' | 'toss'
  readonly seeds: Iterable<number>
  readonly weather?: keyof typeof weathers
}
const keeps = async ({ system, payments, seeds, weather = 'storm' }: Played) => {
  const { stories } = (await partIn(product[system]!.folder!, 'story')) as { stories: Stories }
  const { broken } = await tell(stories['main']!, seeds, { provider: through(payments) }, { worst: weathers[weather] })
  const prints = `npm run simulate -- ${system} 1 SEED --payments ${payments}${weather === 'harsh' ? ' --harsh' : ''} prints the story of a seed`
  assert.deepEqual([...broken], [], prints)
}

for (const system of Object.keys(product))
  for (const payments of ['stripe', 'toss'] as const)
    test(`${system} by ${payments}: nobody is charged twice, told a falsehood, or served for too little`, () =>
      keeps({ system, payments, seeds: seeds(3001, 20) }))

// seeds that once broke a promise; they stay, although a change of the product shifts what happens in them
for (const [system, payments, seed, weather, why] of [
  ['delivery', 'stripe', 1442, 'storm', 'a coupon was free again, at the end of its hold, while its order was still asked to take it'],
  ['delivery', 'stripe', 956, 'storm', 'a replica wrote once more what another one had done meanwhile, and it waited for ever'],
  ['delivery', 'toss', 822, 'storm', 'a request that its customer had given up was decided after the answer to a later one'],
] as const)
  test(`${system} by ${payments} at seed ${seed}, ${weather}, where once ${why}`, () => keeps({ system, payments, seeds: [seed], weather }))
