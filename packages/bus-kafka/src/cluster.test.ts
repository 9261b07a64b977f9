// Three brokers: whichever is killed, the others go on, and nothing that was acknowledged is lost.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { memoryStore, noon } from '@jumun/testing'
import { type Consumer, LocalBus, type Recorded, type Store, systemClock, type Trouble } from '@jumun/core/runtime'
import { needs, startKafkaCluster } from '../../../tools/engines/index.ts'
import { reachOf } from './catch-up.ts'
import { kafkaBus } from './index.ts'
import { safetyOf } from './kafka.ts'

const orders = 50
/** Each of the orders once more. */
const order = async (store: Store): Promise<void> => {
  const head = await store.head()
  const events = Array.from({ length: orders }, (_, i) => ({
    id: `order/${i + 1}/${head + i + 1}`,
    type: 'Ordered',
    data: { orderId: i + 1 },
    source: 'shop',
    aggregate: 'order',
    key: i + 1,
    item: i + 1,
    case: `orderId/${i + 1}`,
    time: noon,
    cause: 'm',
    causes: [],
    actor: '손님',
  }))
  await store.commit({ events, public: events.map(() => true) })
}

if (needs(['kafka'], 'several brokers')) {
  const kafka = await startKafkaCluster()
  after(() => kafka.stop())

  test('each broker is killed in turn while events are told: every event is heard, in the order of its case', async () => {
    const { brokers, nodes } = kafka
    const troubles: Trouble[] = []
    const open = (context: string, store: Store) =>
      kafkaBus({
        brokers,
        system: 'town',
        context,
        store,
        own: new LocalBus(() => store, systemClock),
        sources: () => undefined,
        clock: systemClock,
        report: trouble => void troubles.push(trouble),
        partitions: 6,
      })
    const [shop, page] = [memoryStore([]), memoryStore([])]
    const heard: Recorded[] = []
    const consumer: Consumer = {
      context: 'page',
      wants: new Map([['shop', new Set(['Ordered'])]]),
      deliver: async e => void heard.push(e),
      progress: source => page.progress(source),
      reached: async progress => void (await page.commit({ progress })),
    }
    const [sender, listener] = [open('shop', shop), open('page', page)]
    await listener.bus.consume(consumer)
    let told = 0
    const tellAndHear = async (): Promise<void> => {
      await order(shop)
      sender.committed()
      told += orders
      const end = Date.now() + 120_000
      while (new Set(heard.map(e => e.id)).size < told) {
        if (Date.now() > end)
          throw new Error(`${heard.length} of ${told}; ${troubles.map(t => `${t.what}: ${String(t.error)}`).join('; ')}`)
        await systemClock.sleep(20)
      }
    }
    await tellAndHear()
    assert.deepEqual(await safetyOf({ brokers }, 'town', systemClock), { replicas: 3, minInSync: 2 })
    for (const node of nodes) {
      const killing = node.kill()
      await tellAndHear()
      await killing
      await tellAndHear()
      await node.restart()
      await tellAndHear()
    }
    for (let key = 1; key <= orders; key++) {
      const numbers = heard.filter(e => e.key === key).map(e => e.number!)
      const first = [...new Set(numbers)]
      assert.deepEqual(
        first,
        first.map((_, i) => i + 1),
        `order ${key}: ${numbers}`,
      )
    }
    const reach = await reachOf({ cluster: { brokers }, topic: 'town', context: 'onlooker', clock: systemClock })
    assert.ok(reach.reduce((n, { first, end }) => n + end - first, 0) >= told)
    await Promise.all([sender.stop(), listener.stop()])
  })
}
