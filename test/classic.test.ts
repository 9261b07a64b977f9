// Side by side with services of the original café on one topic, in the form in which they write: no key, no CloudEvents headers.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Admin, Consumer as Client, MessagesStreamModes, Producer, stringDeserializers, stringSerializers } from '@platformatic/kafka'
import { kafkaBus } from '@jumun/bus-kafka'
import { Inbox, leased, LocalBus, Node, type Store, systemClock, tablesOf, type Trouble } from '@jumun/core/runtime'
import { memoryStore, noon } from '@jumun/testing'
import { cafeteria } from '@jumun/systems/cafeteria'
import { needs, startKafka } from '../tools/engines/index.ts'

/** What their order and payment services sent, whose place ours do not take. */
const sent2021 = [
  '{"eventType":"PaymentApproved","timestamp":"20261121043754","id":1,"orderId":1,"phoneNumber":"01012345678","amt":3000,"status":"PaymentApproved","me":true}',
  '{"eventType":"Ordered","timestamp":"20261121043754","id":1,"phoneNumber":"01012345678","productName":"americano","qty":1,"amt":3000,"status":"Ordered","createTime":"2026-11-21T04:37:54.123+0000","me":true}',
]
const sent2023 = [
  '{"eventType":"Ordered","timestamp":1795235874123,"id":2,"phoneNumber":"01087654321","productName":"latte","qty":2,"amt":7000,"status":"Ordered"}',
  '{"eventType":"PaymentApproved","timestamp":1795235874200,"id":2,"orderId":2,"phoneNumber":"01087654321","amt":7000,"status":"PaymentApproved"}',
]
/** What their drink service sent. */
const drinks = [
  '{"eventType":"Receipted","timestamp":"20261121043801","id":9,"orderId":1,"phoneNumber":"01012345678","status":"Receipted","me":true}',
  '{"eventType":"Made","timestamp":"20261121043822","id":9,"orderId":1,"phoneNumber":"01012345678","status":"Made","me":true}',
]

const until = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
  const end = Date.now() + 30_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited thirty seconds for: ${holds.toString()}`)
    await new Promise(done => setTimeout(done, 20))
  }
}

if (needs(['kafka'], 'beside the originals on their topic')) {
  const kafka = await startKafka()
  const brokers = [new URL(kafka.url).host]
  const running = new Set<() => Promise<void>>()
  after(async () => {
    for (const stop of running) await stop()
    await kafka.stop()
  })

  /** A topic as the originals find it: one partition. */
  const topic = async (name: string, partitions = 1) => {
    const admin = new Admin({ clientId: 'test', bootstrapBrokers: brokers })
    await admin.createTopics({ topics: [name], partitions, replicas: 1 })
    await admin.close()
  }
  const send = async (to: string, values: readonly string[]) => {
    const producer = new Producer({ clientId: 'original', bootstrapBrokers: brokers, serializers: stringSerializers })
    for (const value of values)
      await producer.send({ messages: [{ topic: to, value, headers: { contentType: '"application/json"' } }], acks: -1 })
    await producer.close()
  }
  /** One of our contexts on that topic, beside these originals. */
  const start = async (
    context: string,
    on: string,
    originals: readonly string[],
    timestamp: 'text' | 'milliseconds' = 'text',
    kept?: Store,
  ) => {
    const its = cafeteria.contexts.find(c => c.name === context)!
    const store = kept ?? memoryStore(tablesOf(its))
    const troubles: Trouble[] = []
    const report = (trouble: Trouble) => void troubles.push(trouble)
    const replica = { store, holder: systemClock.id(), clock: systemClock, report }
    const local = new LocalBus(() => store, systemClock)
    const bus = kafkaBus({
      brokers,
      system: on,
      context,
      store,
      own: leased(local, 'own-log', replica),
      sources: () => undefined,
      clock: systemClock,
      report,
      classic: { model: cafeteria, originals, timestamp },
    })
    const told = () => {
      bus.committed()
      local.committed(context)
    }
    const node = new Node(cafeteria, its, {
      store,
      clock: systemClock,
      ask: { ask: async () => ({ kind: 'unreachable' }) },
      committed: told,
      report,
    })
    const inbox = new Inbox(node)
    await inbox.start()
    await bus.bus.consume(inbox)
    const stop = async () => {
      running.delete(stop)
      node.stopped = true
      await bus.stop()
      await node.stop()
    }
    running.add(stop)
    return { node, store, inbox, troubles, stop, events: async () => (await store.read(0, 1000)).map(e => e.type) }
  }
  const barista = { actor: 'barista', roles: ['barista'], claims: {}, anyone: false }

  test('their order and payment make our drink, in either of their forms', async () => {
    await topic('cafe-1')
    const drink = await start('drink', 'cafe-1', ['order', 'payment'])
    await send('cafe-1', [...sent2021, ...sent2023])
    await until(async () => (await drink.events()).filter(e => e === 'OrderInfoReceived').length === 2)
    const one = (await drink.store.load('drink', 1))!.state
    assert.deepEqual(
      [one.status, one.phoneNumber, one.productName, one.qty, one.pickupTime, one.createTime],
      ['PaymentApproved', '01012345678', 'americano', 1, null, Date.parse('2026-11-21T04:37:54.123Z')],
    )
    const two = (await drink.store.load('drink', 2))!.state
    assert.deepEqual([two.status, two.productName, two.qty, two.createTime], ['PaymentApproved', 'latte', 2, 1_795_235_874_123])
    assert.deepEqual(await drink.store.aside(), [])
  })
  test('our page shows what theirs and ours tell of one order', async () => {
    await topic('cafe-2')
    const page = await start('customercenter', 'cafe-2', ['order', 'payment'])
    const drink = await start('drink', 'cafe-2', ['order', 'payment'])
    await send('cafe-2', sent2021)
    await until(async () => (await drink.events()).includes('OrderInfoReceived'))
    const received = await drink.node.handle(
      { type: 'Receive', data: { orderId: 1 } },
      { id: 'm1', caller: barista, causes: [], inline: false },
    )
    assert.equal(received.kind, 'accepted')
    await until(async () => (await page.store.row('mypage', 1))?.value.status === 'Receipted')
    const { value } = (await page.store.row('mypage', 1))!
    assert.deepEqual(
      [value.orderStatus, value.paymentStatus, value.drinkStatus, value.amt],
      ['Ordered', 'PaymentApproved', 'Receipted', 3000],
    )
  })
  test('their drink service tells our page', async () => {
    await topic('cafe-3')
    const page = await start('customercenter', 'cafe-3', ['order', 'payment', 'drink'])
    await send('cafe-3', [...sent2021, ...drinks])
    await until(async () => (await page.store.row('mypage', 1))?.value.status === 'Made')
  })
  test('what is not theirs to tell, or none of the events, is set aside, and the rest flows on', async () => {
    await topic('cafe-4')
    const page = await start('customercenter', 'cafe-4', ['order'])
    await send('cafe-4', ['no JSON', '{"eventType":"Sneezed","id":1}', '{"eventType":"Ordered"}', '[]', ...drinks, ...sent2021])
    await until(async () => (await page.store.row('mypage', 1)) !== undefined)
    assert.equal((await page.store.row('mypage', 1))!.value.drinkStatus, null)
    // an operator sees the two that should have been events
    await until(async () => (await page.store.aside()).length === 2)
    for (const { reason } of await page.store.aside()) assert.match(reason, /no event can be read from this message/)
  })
  test('of a topic with several partitions one with a message without a key stands still, which is said once, and the others go on', async () => {
    await topic('cafe-9', 3)
    const page = await start('customercenter', 'cafe-9', ['order'])
    const producer = new Producer({ clientId: 'original', bootstrapBrokers: brokers, serializers: stringSerializers })
    const [, first] = sent2021 as [string, string]
    await producer.send({ messages: [{ topic: 'cafe-9', value: first, partition: 0 }], acks: -1 })
    await until(() => page.troubles.some(t => /stands still.*3 partitions and this message no key/.test(t.what)))
    await producer.send({ messages: [{ topic: 'cafe-9', key: '2', value: sent2023[0]!, partition: 1 }], acks: -1 })
    await until(async () => (await page.store.row('mypage', 2)) !== undefined)
    assert.equal(await page.store.row('mypage', 1), undefined)
    assert.equal(page.troubles.length, 1)
    await producer.close()
  })
  test('our events can be read by their consumers', async () => {
    for (const [name, timestamp, wanted] of [
      ['cafe-5', 'text', new Date(noon).toISOString().replace(/\D/g, '').slice(0, 14)],
      ['cafe-6', 'milliseconds', noon],
    ] as const) {
      await topic(name)
      const order = await start('order', name, [], timestamp)
      const data = { orderId: 7, phoneNumber: '01012345678', productName: 'americano', qty: 1, amt: 3000, status: 'Ordered' }
      const told = {
        type: 'Ordered',
        data,
        source: 'order',
        aggregate: 'order',
        key: 7,
        item: 7,
        case: 'orderId/7',
        time: noon,
        cause: 'm',
        causes: [],
        actor: 'a',
      }
      await order.store.commit({ events: [{ id: 'order/7/1', ...told }], public: [true] })
      const theirs = new Client({
        clientId: 'original',
        groupId: 'drink',
        bootstrapBrokers: brokers,
        deserializers: stringDeserializers,
        autocommit: false,
      })
      const stream = await theirs.consume({ topics: [name], mode: MessagesStreamModes.EARLIEST, maxWaitTime: 100 })
      for await (const { value } of stream) {
        // as their Spring services do: the type is in the value, and what is not known is ignored
        assert.deepEqual(JSON.parse(value), { id: 7, eventType: 'Ordered', timestamp: wanted, ...data })
        break
      }
      await theirs.close(true)
    }
  })
  test('what ours have heard of theirs is not done again after a restart, nor on a topic that was made anew', async () => {
    await topic('cafe-7')
    const first = await start('drink', 'cafe-7', ['order', 'payment'])
    await send('cafe-7', sent2021)
    await until(async () => (await first.events()).length === 3)
    await first.stop()
    const again = await start('drink', 'cafe-7', ['order', 'payment'], 'text', first.store)
    await send('cafe-7', sent2023)
    await until(async () => (await again.events()).length === 6)
    await again.stop()
    const admin = new Admin({ clientId: 'test', bootstrapBrokers: brokers })
    await admin.deleteTopics({ topics: ['cafe-7'] })
    await admin.close()
    await topic('cafe-7')
    const anew = await start('drink', 'cafe-7', ['order', 'payment'], 'text', first.store)
    await send('cafe-7', [
      '{"eventType":"OrderCanceled","timestamp":"20261121044001","id":1,"phoneNumber":"01012345678","productName":"americano","qty":1,"amt":3000,"status":"OrderCanceled","me":true}',
    ])
    await until(async () => (await anew.events()).includes('DrinkCanceled')) // its number on the new topic is not taken for an old one
    assert.equal((await anew.events()).length, 7)
  })
  test('a topic of several partitions is not read without keys: their order would be lost', async () => {
    const drink = await start('drink', 'cafe-8', ['order', 'payment'])
    const admin = new Admin({ clientId: 'test', bootstrapBrokers: brokers })
    await until(async () => (await admin.listTopics()).includes('cafe-8'))
    await admin.close()
    await send('cafe-8', sent2021)
    await until(() => drink.troubles.some(t => /12 partitions.*no key/.test(t.what)))
    assert.deepEqual(await drink.events(), [])
  })
}
