import assert from 'node:assert/strict'
import { test } from 'node:test'
import { busContract, memoryStore } from '@jumun/testing'
import { type Consumer, LocalBus, type Recorded, type Source, Unavailable } from './index.ts'
import { StillClock } from './time.test.ts'
import { told } from './town.test.ts'

busContract('the local bus', async log => {
  const clock = new StillClock()
  const bus = new LocalBus(log, clock)
  return { bus, clock, committed: source => bus.committed(source), until: holds => clock.until(holds), close: async () => {} }
})

/** A log of so many events of the shop, and a bus that reads it for a page. */
const reading = async (events: number, more: { readonly source?: Partial<Source>; readonly consumer?: Partial<Consumer> } = {}) => {
  const clock = new StillClock()
  const store = memoryStore([])
  for (let i = 1; i <= events; i++) await store.commit({ events: [told(1, i)], public: [true] })
  const reports: string[] = []
  const heard: Recorded[] = []
  const bus = new LocalBus(
    () => ({ ...store, ...more.source }),
    clock,
    what => void reports.push(what),
  )
  const consumption = await bus.consume({
    context: 'page',
    wants: new Map([['shop', new Set(['Ordered'])]]),
    deliver: async e => void heard.push(e),
    progress: async () => 0,
    reached: async () => {},
    ...more.consumer,
  })
  return { clock, store, bus, heard, reports, stop: () => clock.during(consumption.stop()) }
}

test('where there is room again it reads on at once', async () => {
  let open!: () => void
  const opened = new Promise<void>(done => (open = done))
  const heard: Recorded[] = []
  const deliver = (e: Recorded) => {
    heard.push(e)
    return opened
  }
  const { clock, stop } = await reading(2500, { consumer: { deliver } })
  await clock.until(() => heard.length === 1000)
  const from = clock.now()
  open()
  await clock.until(() => heard.length === 2500)
  assert.ok(clock.now() - from < 1000, `${clock.now() - from} ms`)
  await stop()
})
test('what is told is read at once, without a look at the clock', async () => {
  const { clock, store, bus, heard, stop } = await reading(0)
  await clock.pass(100)
  await store.commit({ events: [told(1)], public: [true] })
  bus.committed('shop')
  await clock.pass(0)
  assert.equal(heard.length, 1)
  await stop()
})
test('a log that cannot be read for a moment is read again, and somebody hears of it', async () => {
  let failures = 3
  const read: Source['read'] = async after => {
    if (failures-- > 0) throw new Unavailable('closed')
    return after ? [] : [{ ...told(1), position: 1 }]
  }
  const { clock, heard, reports, stop } = await reading(0, { source: { read } })
  await clock.until(() => heard.length)
  assert.deepEqual(
    reports,
    Array.from({ length: 3 }, () => 'the log of shop could not be read'),
  )
  await stop()
})
test('a context that is stopped while its log is read is no trouble, and is heard of again when it is back', async () => {
  const clock = new StillClock()
  const store = memoryStore([])
  await store.commit({ events: [told(1)], public: [true] })
  const reports: string[] = []
  const heard: Recorded[] = []
  let source: Source | undefined = {
    ...store,
    read: async () => {
      source = undefined
      throw new Unavailable('the store is closed')
    },
  }
  const bus = new LocalBus(
    () => source,
    clock,
    what => void reports.push(what),
  )
  const wants = new Map([['shop', new Set(['Ordered'])]])
  const deliver = async (e: Recorded) => void heard.push(e)
  const consumption = await bus.consume({ context: 'page', wants, deliver, progress: async () => 0, reached: async () => {} })
  await clock.pass(1000)
  source = store
  await clock.until(() => heard.length === 1)
  assert.deepEqual(reports, [])
  await clock.during(consumption.stop())
})
test('a place that cannot be kept is kept later, and somebody hears of it', async () => {
  let failures = 2
  const kept: number[] = []
  const reached = async ({ shop }: { readonly [source: string]: number }) => {
    if (failures-- > 0) throw new Unavailable('disk full')
    kept.push(shop!)
  }
  const { clock, reports, stop } = await reading(5, { consumer: { reached } })
  await clock.until(() => kept.length)
  assert.deepEqual([kept, reports], [[5], ['page could not keep its place in shop', 'page could not keep its place in shop']])
  await stop()
})
test('what stops while its place cannot be kept stops all the same, and somebody hears of it', async () => {
  const { clock, heard, reports, stop } = await reading(1, { consumer: { reached: () => Promise.reject(new Unavailable('away')) } })
  await clock.until(() => heard.length)
  await stop()
  assert.deepEqual(new Set(reports), new Set(['page could not keep its place in shop']))
})
test('an event that is not taken by a running consumer is told', async () => {
  const { clock, reports, stop } = await reading(1, { consumer: { deliver: () => Promise.reject(new Error('odd')) } })
  await clock.pass(0)
  assert.deepEqual(reports, ['page did not take Ordered of shop'])
  await stop()
})
test('what has stopped takes nothing more', async () => {
  const { clock, store, bus, heard, stop } = await reading(1)
  await clock.until(() => heard.length)
  await stop()
  await store.commit({ events: [told(2)], public: [true] })
  bus.committed('shop')
  await clock.pass(60_000)
  assert.equal(heard.length, 1)
})
test('a long log of what nobody wants is read without keeping the process from everything else', async () => {
  const log = Array.from({ length: 20_000 }, (_, i) => ({ ...told(i + 1), type: 'Canceled', position: i + 1 }))
  let inOneGo = 0
  let most = 0
  const read: Source['read'] = async (after, limit) => {
    most = Math.max(most, ++inOneGo)
    return log.slice(after, after + limit)
  }
  let reads = true
  const turn = () => {
    inOneGo = 0
    if (reads) setImmediate(turn)
  }
  turn()
  const places: number[] = []
  const reached = async ({ shop }: { readonly [source: string]: number }) => void places.push(shop!)
  const { clock, stop } = await reading(0, { source: { read }, consumer: { reached } })
  await clock.until(() => places.includes(20_000))
  reads = false
  await stop()
  assert.ok(most <= 2, `${most} pages of a thousand in one go`)
})
