// What becomes of the bus when Kafka, or the topic, is not as it should be.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'
import { Admin, type BaseOptions, Producer, stringSerializers } from '@platformatic/kafka'
import { memoryStore, noon } from '@jumun/testing'
import {
  type Consumer,
  LocalBus,
  type Recorded,
  type Source,
  type Store,
  systemClock,
  type Trouble,
  type Unreadable,
} from '@jumun/core/runtime'
import { needs, startKafka } from '../../../tools/engines/index.ts'
import { reachOf } from './catch-up.ts'
import { type KafkaBus, kafkaBus, toldOnTopic } from './index.ts'
import { clientOf, safetyOf, topicOf, worryAbout } from './kafka.ts'
import { toMessage } from './wire.ts'

const until = async (holds: () => Promise<boolean> | boolean, troubles: readonly Trouble[] = []): Promise<void> => {
  const end = Date.now() + 40_000
  while (!(await holds())) {
    if (Date.now() > end)
      throw new Error(`waited forty seconds for: ${holds.toString()}; ${troubles.map(t => `${t.what}: ${String(t.error)}`).join('; ')}`)
    await new Promise(done => setTimeout(done, 20))
  }
}
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)
/** So many orders of the shop, each once more. */
const order = async (store: Store, orders = 20) => {
  const head = await store.head()
  const events = range(orders).map((key, i) => ({
    id: `order/${key}/${head + i + 1}`,
    type: 'Ordered',
    data: { orderId: key },
    source: 'shop',
    aggregate: 'order',
    key,
    item: key,
    case: `orderId/${key}`,
    time: noon,
    cause: 'm',
    causes: [],
    actor: '손님',
  }))
  await store.commit({ events, public: events.map(() => true) })
}

if (needs(['kafka'], 'the bus in bad weather')) {
  const kafka = await startKafka()
  const brokers = [new URL(kafka.url).host]
  const running = new Set<() => Promise<void>>()
  after(async () => {
    for (const stop of running) await stop()
    await kafka.stop()
  })
  const asAdmin = async <T>(work: (admin: Admin) => Promise<T>): Promise<T> => {
    const admin = new Admin({ ...clientOf({ brokers }, 'admin'), autocreateTopics: false } as BaseOptions)
    try {
      return await work(admin)
    } finally {
      await admin.close()
    }
  }
  const onTopic = async (topic: string) =>
    (await reachOf({ cluster: { brokers }, topic, context: 'onlooker', clock: systemClock })).reduce(
      (n, { first, end }) => n + end - first,
      0,
    )

  const open = (system: string, context: string, store: Store, more: Partial<KafkaBus> = {}) => {
    const troubles: Trouble[] = []
    const own = new LocalBus(() => store, systemClock)
    const report = (trouble: Trouble) => void troubles.push(trouble)
    const bus = kafkaBus({
      brokers,
      system,
      context,
      store,
      own,
      sources: () => undefined,
      clock: systemClock,
      report,
      partitions: 4,
      ...more,
    })
    const stop = async () => {
      running.delete(stop)
      await bus.stop()
    }
    running.add(stop)
    return { ...bus, troubles, stop }
  }
  /** A page that listens to the shop; its places are in its store. */
  const page = (store: Store, take: (e: Recorded) => Promise<void> = () => Promise.resolve()) => {
    const heard: Recorded[] = []
    const consumer: Consumer = {
      context: 'page',
      wants: new Map([['shop', new Set(['Ordered'])]]),
      deliver: e => {
        heard.push(e)
        return take(e)
      },
      progress: source => store.progress(source),
      reached: async progress => void (await store.commit({ progress })),
    }
    return { consumer, heard }
  }

  test('what waits on the topic and in the log can be seen', async () => {
    const [shop, store] = [memoryStore([]), memoryStore([])]
    const sender = open('lag', 'shop', shop)
    const listener = open('lag', 'page', store)
    let goOn!: () => void
    const held = new Promise<void>(done => (goOn = done))
    const { consumer, heard } = page(store, () => held)
    await listener.bus.consume(consumer)
    await order(shop)
    sender.committed()
    await until(() => heard.length === 20)
    assert.equal((await listener.lag()).toHear, 20)
    await until(async () => (await sender.lag()).toSend === 0)
    goOn()
    await until(async () => (await listener.lag()).toHear === 0)
    await listener.stop()
    await sender.stop()
  })
  test('while Kafka is away everything starts and goes on, somebody hears of it once, and nothing is lost', async () => {
    await kafka.kill()
    const [shop, store] = [memoryStore([]), memoryStore([])]
    const sender = open('away', 'shop', shop)
    const listener = open('away', 'page', store)
    const { consumer, heard } = page(store)
    await listener.bus.consume(consumer)
    await order(shop)
    await until(() => [sender, listener].every(b => b.troubles.length > 0))
    await assert.rejects(sender.lag())
    await order(shop)
    await kafka.restart()
    await until(() => heard.length >= 40)
    const told = [...sender.troubles, ...listener.troubles].map(t => `${t.about}: ${t.what.split(';')[0]}`)
    assert.equal(new Set(told).size, told.length)
    await listener.stop()
    await sender.stop()
  })
  test('a bus can be stopped while Kafka is away', async () => {
    const [shop, store] = [memoryStore([]), memoryStore([])]
    const bus = open('halt', 'page', store)
    await bus.bus.consume(page(store).consumer)
    await order(shop)
    await until(async () => (await asAdmin(a => a.listTopics())).includes('halt'))
    await kafka.kill()
    const from = Date.now()
    await bus.stop()
    assert.ok(Date.now() - from < 15_000, `${Date.now() - from} ms`)
    await kafka.restart()
  })
  test('of two replicas one sends, and the other goes on when it has ended', async () => {
    const shop = memoryStore([])
    const [a, b] = [open('two', 'shop', shop), open('two', 'shop', shop)]
    await order(shop)
    await until(async () => (await onTopic('two').catch(() => 0)) >= 20)
    await order(shop)
    b.committed()
    a.committed()
    await until(async () => (await onTopic('two')) >= 40)
    await until(async () => (await a.lag()).toSend === 0)
    await a.stop()
    await order(shop)
    await until(async () => (await onTopic('two')) >= 60)
    await b.stop()
    assert.equal(await onTopic('two'), 60)
  })
  test('a message that should be an event and is none is put aside with words, and holds up nothing', async () => {
    const [shop, store] = [memoryStore([]), memoryStore([])]
    const sender = open('rubbish', 'shop', shop)
    await order(shop)
    await until(async () => (await onTopic('rubbish').catch(() => 0)) === 20)
    const [good] = await shop.read(0, 1)
    const { headers, value } = toMessage('rubbish', 'rubbish', good!)
    const but = (name: string, said?: string) =>
      new Map([...headers].flatMap(([n, v]) => (n === name ? (said === undefined ? [] : [[n, said] as const]) : [[n, v] as const])))
    const bad: { readonly [why: string]: { readonly headers?: Map<string, string>; readonly value?: string } } = {
      'without ce_correlationid': { headers: but('ce_correlationid') },
      'without ce_id': { headers: but('ce_id') },
      'ce_sequence is no number': { headers: but('ce_sequence', 'first') },
      'ce_time is no moment': { headers: but('ce_time', 'yesterday') },
      'ce_causes is no list': { headers: but('ce_causes', '{}') },
      'its value is no JSON': { value: '{"orderId": 01012345678' },
      'value is no object': { value: 'null' },
    }
    const others = {
      'of another system': { headers: but('ce_source', '/elsewhere/shop') },
      'of nobody': { headers: new Map<string, string>() },
    }
    const producer = new Producer({ ...clientOf({ brokers }, 'stranger'), serializers: stringSerializers })
    await producer.send({
      messages: Object.values({ ...bad, ...others }).map(it => Object.assign({ topic: 'rubbish', key: 'orderId/1', headers, value }, it)),
    })
    await producer.close()
    await order(shop)
    sender.committed()
    const aside: Unreadable[] = []
    const { consumer, heard } = page(store)
    const listener = open('rubbish', 'page', store)
    await listener.bus.consume({ ...consumer, unreadable: async message => void aside.push(message) })
    await until(() => heard.length === 40 && aside.length === Object.keys(bad).length, listener.troubles)
    await until(async () => (await listener.lag()).toHear === 0, listener.troubles)
    for (const why of Object.keys(bad)) assert.equal(aside.filter(a => a.why.includes(why)).length, 1, why)
    for (const a of aside) {
      assert.match(a.within, /^kafka\/rubbish\//)
      assert.ok(a.place > 0 && a.sent > 0)
      assert.equal(a.names['type'], 'Ordered')
      assert.doesNotMatch(JSON.stringify(a), /01012345678/)
    }
    await listener.stop()
    await sender.stop()
  })
  test('what the topic no longer has and no log can give is not passed over in silence: it is waited for', async () => {
    const [shop, store] = [memoryStore([]), memoryStore([])]
    const sender = open('old', 'shop', shop)
    await order(shop)
    await until(async () => (await onTopic('old').catch(() => 0)) === 20)
    const reach = await reachOf({ cluster: { brokers }, topic: 'old', context: 'onlooker', clock: systemClock })
    await asAdmin(a =>
      a.deleteRecords({ topics: [{ name: 'old', partitions: reach.map(({ end }, partition) => ({ partition, offset: BigInt(end) })) }] }),
    )
    await order(shop)
    const logs = new Map<string, Source>()
    const listener = open('old', 'page', store, { sources: name => logs.get(name) })
    const { consumer, heard } = page(store)
    await listener.bus.consume(consumer)
    await until(() => listener.troubles.some(t => /log of shop, which cannot be reached/.test(t.what)))
    assert.equal(heard.length, 0)
    logs.set('shop', shop)
    await until(() => new Set(heard.map(e => e.position)).size === 40, listener.troubles)
    for (const key of range(20)) assert.deepEqual([...new Set(heard.filter(e => e.key === key).map(e => e.number))], [1, 2])
    await listener.stop()
    await sender.stop()
  })
  test('a topic that is deleted is made anew, and nothing is lost', async () => {
    const [shop, store] = [memoryStore([]), memoryStore([])]
    const sender = open('gone', 'shop', shop)
    const listener = open('gone', 'page', store)
    const { consumer, heard } = page(store)
    await listener.bus.consume(consumer)
    await order(shop)
    await until(() => heard.length === 20)
    await asAdmin(a => a.deleteTopics({ topics: ['gone'] }))
    await order(shop)
    sender.committed()
    await until(() => new Set(heard.map(e => e.position)).size === 40, [...listener.troubles, ...sender.troubles])
    for (const key of range(20)) assert.deepEqual([...new Set(heard.filter(e => e.key === key).map(e => e.number))], [1, 2])
    await listener.stop()
    await sender.stop()
  })
  // each has a broker of its own, whose starts it waits for
  suite('what a broker had acknowledged and has no more', { concurrency: true }, () => {
    for (const isBehind of [true, false])
      test(`a broker that comes back with less than it had acknowledged is told it again, and all is heard ${isBehind ? 'by who had not heard it' : 'after it, too'}`, async t => {
        const dir = mkdtempSync(join(tmpdir(), 'jumun-torn-'))
        const broker = await startKafka({ dir })
        t.after(async () => {
          await broker.stop()
          rmSync(dir, { recursive: true, force: true })
          rmSync(`${dir}-copy`, { recursive: true, force: true })
        })
        const at = { brokers: [new URL(broker.url).host] }
        const [shop, store] = [memoryStore([]), memoryStore([])]
        const sender = open('torn', 'shop', shop, at)
        const { consumer, heard } = page(store)
        const listener = open('torn', 'page', store, at)
        const all = () => new Set(heard.map(e => `${e.key}/${e.number}`))
        const first = await listener.bus.consume(consumer)
        await order(shop)
        await until(() => all().size === 20)
        await until(async () => (await listener.lag()).toHear === 0)
        cpSync(join(dir, 'data'), `${dir}-copy`, { recursive: true, preserveTimestamps: true })
        if (isBehind) await first.stop()
        await order(shop, 40)
        sender.committed()
        await until(async () => (await sender.lag()).toSend === 0)
        if (!isBehind) await until(async () => all().size === 60 && (await listener.lag()).toHear === 0)
        await broker.kill()
        rmSync(join(dir, 'data'), { recursive: true })
        cpSync(`${dir}-copy`, join(dir, 'data'), { recursive: true, preserveTimestamps: true })
        await broker.restart()
        if (isBehind) await listener.bus.consume(consumer)
        await until(() => all().size === 60, [...listener.troubles, ...sender.troubles])
        await order(shop, 60)
        sender.committed()
        await until(() => all().size === 120, [...listener.troubles, ...sender.troubles])
        await until(async () => (await listener.lag()).toHear === 0 && (await sender.lag()).toSend === 0)
        const more = memoryStore([])
        const { consumer: later, heard: heardLater } = page(more)
        await open('torn', 'page', more, { ...at, context: 'late', sources: () => shop }).bus.consume(later)
        await until(() => new Set(heardLater.map(e => e.position)).size === 120)
        await listener.stop()
        await sender.stop()
      })
  })
  test('a topic that is given more partitions is neither sent to nor heard, and somebody is told what to do', async () => {
    const [shop, store] = [memoryStore([]), memoryStore([])]
    const sender = open('wider', 'shop', shop)
    const listener = open('wider', 'page', store)
    const { consumer, heard } = page(store)
    await listener.bus.consume(consumer)
    await order(shop)
    await until(() => heard.length === 20)
    await Promise.all([sender.stop(), listener.stop()])
    await asAdmin(a => a.createPartitions({ topics: [{ name: 'wider', count: 8, assignments: null as never }] }))
    const again = [open('wider', 'shop', shop), open('wider', 'page', store)]
    await again[1]!.bus.consume(consumer)
    await order(shop)
    await until(() => again.every(b => b.troubles.some(t => /had 4 partitions and now has 8.*delete the topic/.test(String(t.error)))))
    assert.equal(heard.length, 20)
    await asAdmin(a => a.deleteTopics({ topics: ['wider'] }))
    await until(() => new Set(heard.map(e => e.position)).size === 40)
    for (const b of again) await b.stop()
  })
  test('a log that ends before what its topic has of it is noticed, and nothing more of it is sent', async () => {
    const shop = memoryStore([])
    const first = open('older', 'shop', shop)
    await order(shop)
    await until(async () => (await first.lag()).toSend === 0)
    await first.stop()
    assert.equal(await toldOnTopic({ brokers }, 'older', 'shop', systemClock), 20)
    assert.equal(await toldOnTopic({ brokers }, 'older', 'page', systemClock), 0)
    const before = memoryStore([])
    await order(before, 7)
    const again = open('older', 'shop', before)
    await until(() => again.troubles.some(t => /place 20 of its log, which ends at 7.*delete the topic/.test(String(t.error))))
    assert.equal(await onTopic('older'), 20)
    await again.stop()
  })
  test('two environments on one cluster do not hear each other, and their topics are as it was said', async () => {
    const more = { prefix: 'staging', partitions: 3, replicas: 1, minInSync: 1 }
    const [shop, other, store] = [memoryStore([]), memoryStore([]), memoryStore([])]
    const senders = [open('twice', 'shop', shop, more), open('twice', 'shop', other)]
    const listener = open('twice', 'page', store, more)
    const { consumer, heard } = page(store)
    await listener.bus.consume(consumer)
    await order(shop)
    await order(other, 7)
    await until(async () => heard.length >= 20 && (await senders[1]!.lag()).toSend === 0)
    assert.equal(heard.length, 20)
    const cluster = { brokers, ...more }
    assert.equal((await topicOf(cluster, 'staging.twice', systemClock)).partitions, 3)
    assert.deepEqual(await safetyOf(cluster, 'staging.twice', systemClock), { replicas: 1, minInSync: 1 })
    assert.ok((await asAdmin(a => a.listTopics())).includes('twice'))
    for (const b of [...senders, listener]) await b.stop()
  })
  test('a topic whose messages are acknowledged by one broker of several alone is worried about', () => {
    assert.match(worryAbout(3, 1) ?? '', /min.insync.replicas is 1 of 3.*set it to 2/)
    assert.deepEqual([worryAbout(3, 2), worryAbout(1, 1)], [undefined, undefined])
  })
  test('who must log in does, and who cannot is told and can still be stopped', async () => {
    const { host, username, password } = new URL(kafka.withLogin)
    const shop = memoryStore([])
    const wrong = open('secret', 'shop', shop, { brokers: [host], login: { username, password: 'wrong' } })
    await order(shop)
    await until(() => wrong.troubles.length > 0)
    await wrong.stop()
    const right = open('secret', 'shop', shop, { brokers: [host], login: { username, password } })
    await until(async () => (await onTopic('secret').catch(() => 0)) === 20)
    await right.stop()
  })
}
