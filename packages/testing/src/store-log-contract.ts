import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { type Recorded } from '@jumun/core/runtime'
import type { Bench } from './store-contract.ts'
import { event, ids, item, range, state, step, told, turn } from './store-sample.ts'

/** The log of what happened, and the stories in it. */
export const logContract = ({ on, lasting }: Bench): void => {
  describe('the log', () => {
    lasting(
      'events come back as they were said, each with its place and the number in its case',
      async store => {
        const committed = await store.commit({
          item: item(7, 0, state(1)),
          events: [event('order', 7, 1), event('order', 7, 2, { trace: '00-1-2-01', causes: [] }), event('order', 7, 3)],
          public: [false, true, true],
        })
        assert.deepEqual(
          committed.map(e => [e.position, e.number]),
          [
            [1, null],
            [2, 1],
            [3, 2],
          ],
        )
      },
      async store => {
        const all = [
          told(event('order', 7, 1), null, 1),
          told(event('order', 7, 2, { trace: '00-1-2-01', causes: [] }), 1, 2),
          told(event('order', 7, 3), 2, 3),
        ]
        assert.deepEqual(await store.read(0, 10), all)
        assert.deepEqual(await store.read(1, 1), all.slice(1, 2))
        assert.deepEqual(await store.read(3, 10), [])
        assert.deepEqual(await store.eventsOf({ case: 'orderId/7' }), all)
        assert.deepEqual(await store.eventsOf({ aggregate: 'order', key: 7 }), all)
        assert.deepEqual(await store.eventsOf({ aggregate: 'order', key: 8 }), [])
        assert.equal(await store.head(), 3)
      },
    )
    on('a case is numbered without gaps although several aggregates and many writers tell it', async store => {
      const say = async (aggregate: string, key: number, kase: string): Promise<void> => {
        for (const version of range(10).map(n => n - 1)) {
          await store.commit({
            item: { aggregate, key, version, id: key, state: { status: 'On', amt: 1 }, listed: true },
            events: [event(aggregate, key, 2 * version + 1, { case: kase }), event(aggregate, key, 2 * version + 2, { case: kase })].slice(
              0,
              1,
            ),
            public: [version % 3 !== 0],
          })
        }
      }
      await Promise.all(range(4).flatMap(n => ['order', 'payment'].map(aggregate => say(aggregate, n, `orderId/${1 + (n % 2)}`))))
      for (const kase of ['orderId/1', 'orderId/2']) {
        const events = await store.eventsOf({ case: kase })
        assert.equal(events.length, 40)
        const numbers = events.filter(e => e.number !== null).map(e => e.number)
        assert.deepEqual(numbers, range(numbers.length))
        assert.deepEqual(
          events.map(e => e.position),
          events.map(e => e.position).toSorted((a, b) => a - b),
        )
      }
      assert.deepEqual(
        (await store.read(0, 1000)).map(e => e.position),
        range(80),
      )
    })
    on('a reader sees a beginning of the log while 20 writers write it, and misses nothing', async store => {
      let writing = 20
      const writers = range(20).map(async key => {
        for (const version of range(20).map(n => n - 1)) await store.commit(step(key, version))
        writing--
      })
      const read: Recorded[] = []
      const reader = async (): Promise<void> => {
        for (;;) {
          const last = writing === 0
          const more = await store.read(read.length, 7)
          read.push(...more)
          assert.ok((await store.head()) >= read.length)
          if (last && !more.length) return
          await turn()
        }
      }
      await Promise.all([...writers, reader()])
      assert.deepEqual(
        read.map(e => e.position),
        range(400),
      )
      assert.equal(new Set(ids(read)).size, 400)
    })
    lasting(
      'the number of a case goes on where it was',
      async store => {
        for (const version of range(3).map(n => n - 1)) await store.commit(step(5, version))
      },
      async store => {
        const { version } = (await store.load('order', 5))!
        const [next] = await store.commit(step(5, version))
        assert.equal(next!.number, version + 1)
      },
    )
    lasting(
      'the events of one item are found in whichever case they were told',
      async store => {
        await store.commit({ item: item(1, 0, state(1)), events: [event('order', 1, 1)], public: [true] })
        await store.commit({ item: item(1, 1, state(2)), events: [event('order', 1, 2, { case: 'saleId/9' })], public: [true] })
        await store.commit({ events: [event('payment', 1, 1, { case: 'orderId/1' })], public: [true] })
        await store.commit({ events: [event('menu', '1', 1, { case: 'orderId/1' })] })
      },
      async store => {
        assert.deepEqual(ids(await store.eventsOf({ aggregate: 'order', key: 1 })), ['order/1/1', 'order/1/2'])
        assert.deepEqual(ids(await store.eventsOf({ aggregate: 'payment', key: 1 })), ['payment/1/1'])
        assert.deepEqual(ids(await store.eventsOf({ aggregate: 'menu', key: '1' })), ['menu/1/1'])
        assert.deepEqual(ids(await store.eventsOf({ case: 'orderId/1' })), ['order/1/1', 'payment/1/1', 'menu/1/1'])
        assert.deepEqual(ids(await store.eventsOf({ case: 'saleId/9' })), ['order/1/2'])
      },
    )
  })
}
