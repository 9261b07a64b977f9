import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryStore } from '@jumun/testing'
import { beginLife, copyNote, heardOf, isAhead, LocalBus, livesOf, type Recorded, type Store, tablesOf } from './index.ts'
import { kim, PlaceOrder, running, told, town } from './town.test.ts'

let ids = 0
const born = async (): Promise<Store> => {
  const store = memoryStore(tablesOf(town().contexts[0]!))
  await beginLife(store, () => `life-${++ids}`)
  return store
}
/** So many orders that were told. */
const sells = async (store: Store, from: number, to: number) => {
  const { node } = running('shop', { store })
  for (let orderId = from; orderId <= to; orderId++) {
    const { events } = await node.handle(PlaceOrder({ orderId, customer: 'kim', qty: 1 }), {
      id: `m${orderId}`,
      caller: kim,
      causes: [],
      inline: true,
    })
    await node.drive(events, Number.MAX_SAFE_INTEGER)
  }
}
/** The kitchen, hearing this log until nothing is new. */
const hears = async (kitchen: ReturnType<typeof running>, log: Store) => {
  const bus = new LocalBus(context => (context === 'shop' ? log : undefined), kitchen.clock)
  const consumed = await bus.consume(kitchen.inbox)
  await kitchen.clock.pass(3000)
  await kitchen.clock.during(consumed.stop())
}
const dishes = async ({ store }: ReturnType<typeof running>) => (await store.counts())['dish']

test('a store is born once, and a copy of it that is taken up has a life of its own', async () => {
  const store = await born()
  const first = await livesOf(store)
  await sells(store, 1, 1)
  await beginLife(store, () => 'never')
  assert.deepEqual(await livesOf(store), first)
  await store.note(copyNote, 'yesterday')
  await beginLife(store, () => 'second')
  await beginLife(store, () => 'never')
  assert.deepEqual(await livesOf(store), [...first, { id: 'second', from: await store.head() }])
})
test('who has heard a log up to its end, or less, is not ahead of it, in whatever life', () => {
  const lives = [
    { id: 'a', from: 0 },
    { id: 'b', from: 10 },
  ]
  for (const [position, life, head] of [
    [0, undefined, 0],
    [0, 'other', 0],
    [10, 'a', 10],
    [10, 'a', 99],
    [99, 'b', 99],
    [5, undefined, 99],
  ] as const)
    assert.equal(isAhead({ position, life }, lives, head), undefined)
  assert.equal(isAhead({ position: 5, life: undefined }, [], 5), undefined)
  assert.equal(isAhead({ position: 5, life: 'a' }, [], 5), undefined) // its process is of an older version
  for (const [position, life, head] of [
    [11, 'a', 99],
    [100, 'b', 99],
    [1, 'other', 99],
    [100, undefined, 99],
  ] as const)
    assert.match(isAhead({ position, life }, lives, head)!, /^has heard/)
})
test('nothing is heard of a log that came back older, nor of another under its name, and an operator is told once', async () => {
  const kitchen = running('kitchen')
  const log = await born()
  await sells(log, 1, 3)
  await hears(kitchen, log)
  assert.equal(await dishes(kitchen), 3)
  const [life] = await livesOf(log)
  assert.deepEqual(await heardOf(kitchen.store, 'shop'), { position: await log.head(), life: life!.id })

  const again = await born()
  await sells(again, 1, 9) // longer than what was heard
  const older = await born()
  await older.note('lives', JSON.stringify([life]))
  await sells(older, 1, 2)
  for (const wrong of [again, older]) {
    await hears(kitchen, wrong)
    await hears(kitchen, wrong)
    assert.equal(await dishes(kitchen), 3)
    assert.equal(kitchen.inbox.strangers.size, 1)
  }
  assert.deepEqual(
    kitchen.troubles.map(t => /^shop is older than what was heard of it.*Bring back its newest data/.test(t.what)),
    [true, true],
  )
  await sells(log, 4, 4)
  await hears(kitchen, log)
  assert.equal(await dishes(kitchen), 4)
  assert.equal(kitchen.inbox.strangers.size, 0)
})
test('a copy that is taken up is heard by whoever has not heard more than it has', async () => {
  const kitchen = running('kitchen')
  const log = await born()
  await sells(log, 1, 2)
  await hears(kitchen, log)
  await log.note(copyNote, 'today')
  await beginLife(log, () => 'restored')
  await sells(log, 3, 3)
  await hears(kitchen, log)
  assert.equal(await dishes(kitchen), 3)
  assert.equal((await heardOf(kitchen.store, 'shop')).life, 'restored')
})
test('data of before lives were known is taken over as it is', async () => {
  const log = memoryStore(tablesOf(town().contexts[0]!))
  await sells(log, 1, 2)
  const kitchen = running('kitchen')
  await hears(kitchen, log)
  await beginLife(log, () => 'first')
  await sells(log, 3, 3)
  await hears(kitchen, log)
  assert.equal(await dishes(kitchen), 3)
  assert.deepEqual(kitchen.troubles, [])
  await kitchen.inbox.deliver(told(1, 9) satisfies Recorded)
  assert.equal(await dishes(kitchen), 4)
})
