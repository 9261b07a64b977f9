import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { memoryStore, noon } from '@jumun/testing'
import type { System } from '../model/index.ts'
import { audit } from './audit.ts'
import { tablesOf } from './index.ts'
import { Passing } from './passing.ts'
import type { Recorded, Store } from './ports.ts'
import { kim, PlaceOrder, running, town } from './town.test.ts'

/** Three orders of a shop, as they were told, and its kitchen, which a broker brings what it likes. */
const sold = async () => {
  const system: System = town()
  const store = memoryStore(tablesOf(system.contexts.find(c => c.name === 'shop')!))
  const { node } = running('shop', { store })
  for (const orderId of [1, 2, 3]) {
    const { events } = await node.handle(PlaceOrder({ orderId, customer: 'kim', qty: 1 }), {
      id: `m${orderId}`,
      caller: kim,
      causes: [],
      inline: true,
    })
    await node.drive(events, Number.MAX_SAFE_INTEGER)
  }
  const kitchen = running('kitchen')
  const told = (await store.read(0, 100)).filter(e => e.number !== null && kitchen.inbox.wants.get('shop')?.has(e.type))
  assert.equal(told.length, 3)
  const owner = { context: 'shop', aggregate: system.contexts.find(c => c.name === 'shop')!.aggregates[0]!.name }
  const broken = async () =>
    (
      await audit(
        system,
        new Map<string, Store>([
          ['shop', store],
          ['kitchen', kitchen.store],
        ]),
        { owner, bookKey: () => undefined, always: () => [], atRest: () => [] },
        [],
        async () => {},
      )
    ).broken.map(b => b.promise)
  const brings = async (...orders: number[]) => {
    for (const e of told.filter(e => orders.includes(e.data.orderId))) {
      await kitchen.clock.during(kitchen.inbox.deliver(e))
      await kitchen.store.commit({ seen: [{ source: e.source, case: e.case, number: e.number! }] })
    }
  }
  return { brings, broken, kitchen }
}
mock.timers.enable({ apis: ['Date'], now: noon + 600_000 })
const passedBy = 'no event is passed by: a later one was heard more than a minute ago'

test('an audit names an event that its consumer has passed by: a later one of the same source was heard long ago', async () => {
  const { brings, broken } = await sold()
  await brings(1, 3)
  assert.deepEqual(await broken(), [passedBy])
  await brings(2)
  assert.deepEqual(await broken(), [])
})
test('what is still to come is not passed by, however long it lies there: a consumer that stands has heard nothing later', async () => {
  const { brings, broken } = await sold()
  assert.deepEqual(await broken(), [])
  await brings(1)
  assert.deepEqual(await broken(), [])
})
test('what was read from the log up to a place is heard, also where no number of its case says so', async () => {
  const { brings, broken, kitchen } = await sold()
  await brings(3)
  assert.deepEqual(await broken(), [passedBy, passedBy])
  await kitchen.store.commit({ progress: { shop: 9 } })
  assert.deepEqual(await broken(), [])
})
test('within a minute a later event may overtake an earlier one', () => {
  const of = (position: number): Recorded => ({ source: 'shop', position, time: 1000, case: `orderId/${position}` }) as Recorded
  const passing = new Passing()
  passing.missed('kitchen', of(1))
  passing.heard('kitchen', of(2))
  passing.heard('kitchen', of(3))
  passing.missed('kitchen', of(4))
  assert.deepEqual(passing.passed(60_999), [])
  assert.deepEqual(
    passing.passed(61_000).map(m => m.event.position),
    [1],
  )
})
