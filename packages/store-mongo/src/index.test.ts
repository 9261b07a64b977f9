import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { MongoClient } from 'mongodb'
import type { Kept, Store, Unit } from '@jumun/core/runtime'
import { contractTables, memoryStore } from '@jumun/testing'
import { type Engine, needs, startMongo } from '../../../tools/engines/index.ts'
import { openMongo, Refused, type Step, type Tuning } from './index.ts'

const noon = Date.UTC(2030, 0, 1, 12)
const say = (key: number, version: number, rest: Unit = {}): Unit => ({
  item: { aggregate: 'order', key, version, id: key, state: { phoneNumber: '010', qty: version + 1, status: 'Ordered' }, listed: true },
  events: [
    {
      id: `order/${key}/${version + 1}`,
      type: 'Happened',
      data: { orderId: key },
      source: 'shop',
      aggregate: 'order',
      key,
      item: key,
      case: `orderId/${key}`,
      time: noon,
      cause: 'c',
      causes: [],
      actor: 'guest',
    },
  ],
  public: [true],
  mark: `m${key}/${version}`,
  ...rest,
})
const rings = (id: string, at: number) => ({
  id,
  at,
  case: 'orderId/1',
  work: { kind: 'command' as const, type: 'Abandon', data: {}, causes: [] },
})
const row = (key: number, version: number) => ({
  view: 'page',
  key,
  version,
  id: key,
  value: { phoneNumber: '0', status: 'On' },
  seen: { shop: version + 1 },
  listed: true,
})

/** A story with everything in it that is ever written, changed and taken away. */
const story: readonly Unit[] = [
  say(1, 0, {
    timers: [rings('a', noon), rings('b', noon + 1)],
    keyed: { name: 'k', digest: 'd', aggregate: 'order', key: 1, version: 1, at: noon },
  }),
  say(1, 1, { done: ['a'], timers: [rings('b', noon + 9)] }),
  say(2, 0, { timers: [rings('order/2/1/x', noon)] }),
  { rows: [row(1, 0), row(2, 0)], seen: [{ source: 'pay', case: 'orderId/1', number: 3 }], progress: { pay: 3 } },
  { rows: [row(1, 1)], gone: [{ view: 'page', key: 2 }], done: ['order/2/1/x'] },
  { mark: 'no', refused: { reason: 'sold-out' }, audit: { time: noon, actor: 'op', action: 'retry', reason: 'r', detail: null } },
  ...Array.from({ length: 20 }, (_, i) => say(3, i)),
]
const kept = async (store: Store): Promise<readonly string[]> => {
  const all: string[] = []
  for await (const thing of store.dump()) if (thing.kind !== 'number') all.push(text(thing))
  return all.sort()
}
const text = (thing: Kept): string =>
  JSON.stringify(thing, (_, value) =>
    value?.constructor === Object ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  )
const expected = async (units: readonly Unit[]): Promise<readonly string[]> => {
  const plain = memoryStore(contractTables)
  for (const unit of units) await plain.commit(unit)
  return kept(plain)
}
/** Commits one after the other; a store that fails in between has not lost what it acknowledged. */
const tell = async (store: Store, units: readonly Unit[]): Promise<void> => {
  for (const unit of units) await store.commit(unit)
}
const steps: readonly Step[] = ['log', 'tables', 'rest', 'meta', 'trimmed']

if (needs(['mongo'], 'what becomes of a MongoDB that is broken off')) {
  let server: Engine
  before(async () => {
    server = await startMongo()
  })
  after(() => server.stop())
  let made = 0
  const place = () => {
    const context = `broken/shop${++made}`
    return (tuning: Partial<Tuning> = {}) => openMongo({ url: server.url, context, tables: contractTables, tuning })
  }
  const raw = async <T>(work: (client: MongoClient) => Promise<T>): Promise<T> => {
    const client = new MongoClient(server.url)
    try {
      return await work(client)
    } finally {
      await client.close()
    }
  }

  describe('collections that are brought up to date', () => {
    for (const step of steps)
      test(`and broken off after the ${step}: everything is there once, at every cut of the story`, async () => {
        for (const cut of [1, 4, 6, 11, story.length]) {
          const open = place()
          const dies = await open({
            settleAfter: 2,
            term: 1,
            after: async at => {
              if (at === step) throw new Error('killed')
            },
          })
          await tell(dies, story.slice(0, cut))
          await dies.close()
          const next = await open()
          await tell(next, story.slice(cut))
          assert.deepEqual(await kept(next), await expected(story))
          await next.close()
        }
      })
    test('by two at once, one of them paused in the middle and late with all the rest, are what they should be', async () => {
      for (const step of steps.slice(0, 3)) {
        const open = place()
        const paused = Promise.withResolvers<void>()
        const goOn = Promise.withResolvers<void>()
        const slow = await open({
          settleAfter: 1_000_000,
          term: 0,
          after: async at => {
            if (at !== step) return
            paused.resolve()
            await goOn.promise
          },
        })
        await tell(slow, story.slice(0, 4))
        const late = slow.counts()
        await paused.promise
        const quick = await open()
        await tell(quick, story.slice(4))
        await quick.counts()
        goOn.resolve()
        await late
        for (const store of [quick, slow]) assert.deepEqual(await kept(store), await expected(story))
        await quick.close()
        await slow.close()
      }
    })
  })

  test('a replica that slept while pages were thrown away begins anew, and its next page takes no old place', async () => {
    const open = place()
    const sleeper = await open({ kept: 0 })
    await tell(sleeper, story.slice(0, 2))
    const busy = await open({ kept: 0, settleAfter: 1 })
    for (const unit of story.slice(2)) {
      await busy.commit(unit)
      await busy.counts()
    }
    const pages = await raw(async client => (await client.db(`broken_shop${made}`).collection('journal').find().toArray()).length)
    assert.ok(pages < story.length, 'no page was thrown away')
    assert.equal((await sleeper.load('order', 3))?.version, 20)
    await sleeper.commit(say(3, 20))
    assert.deepEqual(await kept(busy), await expected([...story, say(3, 20)]))
    await sleeper.close()
    await busy.close()
  })
  test('a case that goes on and on, numbered or not, is found whole', async () => {
    const open = place()
    const store = await open({ settleAfter: 90 })
    const isPublic = (key: number): boolean => key === 1
    for (const key of [1, 2])
      for (let version = 0; version < 300; version++) await store.commit({ ...say(key, version), public: [isPublic(key)] })
    await store.close()
    const next = await open()
    for (const key of [1, 2])
      for (const events of [await next.eventsOf({ case: `orderId/${key}` }), await next.eventsOf({ aggregate: 'order', key })])
        assert.deepEqual(
          events.map(e => [e.id, e.number]),
          Array.from({ length: 300 }, (_, i) => [`order/${key}/${i + 1}`, isPublic(key) ? i + 1 : null]),
        )
    await next.close()
  })
  test('a unit that is too long for a page is refused in words, and takes no other with it', async () => {
    const open = place()
    const store = await open()
    const long = 'x'.repeat(3_000_000)
    const state = { phoneNumber: long, qty: 1, status: 'Ordered', note: long }
    const said = await Promise.allSettled([
      store.commit(say(1, 0)),
      store.commit({ ...say(2, 0), item: { ...say(2, 0).item!, state } }),
      store.commit(say(3, 0)),
    ])
    assert.deepEqual(
      said.map(s => s.status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
    assert.match(String((said[1] as PromiseRejectedResult).reason), /too long/)
    await store.close()
  })
  test('many long units in one moment are spread over pages', async () => {
    const store = await place()()
    const note = '빵'.repeat(400_000)
    await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        store.commit({ ...say(i + 1, 0), item: { ...say(i + 1, 0).item!, state: { phoneNumber: '0', qty: 1, status: 'On', note } } }),
      ),
    )
    assert.equal(await store.head(), 30)
    assert.equal((await store.load('order', 30))?.state.note, note)
    await store.close()
  })

  describe('a database that cannot be used is refused with words', () => {
    const refused = async (url: string, context: string, words: RegExp): Promise<void> => {
      await assert.rejects(
        openMongo({ url, context, tables: contractTables }),
        (thrown: Error) => thrown instanceof Refused && words.test(thrown.message),
      )
    }
    test('because its address is none', () => refused('http://nowhere', 'broken/shop', /like mongodb:\/\/host:27017/))
    test('because it is of another context', async () => {
      await (await openMongo({ url: server.url, context: 'a/b', tables: contractTables })).close()
      await refused(server.url, 'a_b', /belongs to the context a\/b/)
    })
    test('because a newer version wrote it, or a move into it was broken off', async () => {
      await (await openMongo({ url: server.url, context: 'newer', tables: contractTables })).close()
      const set = (fields: object) => raw(client => client.db('newer').collection<any>('meta').updateOne({ _id: 'meta' }, { $set: fields }))
      await set({ format: 99 })
      await refused(server.url, 'newer', /newer version/)
      await set({ format: 1, filling: true })
      await refused(server.url, 'newer', /broken off/)
    })
  })
}
