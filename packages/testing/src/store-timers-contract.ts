import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { Bench } from './store-contract.ts'
import { event, ids, item, noon, range, state, timer, told } from './store-sample.ts'

/** Timers, and who holds them. */
export const timersContract = ({ on, lasting }: Bench): void => {
  describe('timers', () => {
    on('a clock that is set back by an hour does not prolong a lease', async store => {
      const hour = 3_600_000
      await store.commit({ mark: 'm', timers: [timer('t', noon)] })
      assert.deepEqual(ids((await store.due(noon + hour, 10, 5000)).timers), ['t'])
      assert.deepEqual((await store.due(noon + hour + 1, 10, 5000)).timers, [])
      assert.deepEqual(ids((await store.due(noon + 5, 10, 5000)).timers), ['t'])
      assert.deepEqual((await store.due(noon + 6, 10, 5000)).timers, [])
    })
    on('due timers come the oldest first, and none before its time', async store => {
      await store.commit({ timers: [timer('b', noon + 20), timer('a', noon + 10), timer('d', noon + 40), timer('c', noon + 30)] })
      const due = await store.due(noon + 30, 10, 1000)
      assert.deepEqual(ids(due.timers), ['a', 'b', 'c'])
      assert.equal(due.next, noon + 40)
      assert.deepEqual(due.timers[0], timer('a', noon + 10))
    })
    on('a timer is given once within its lease and again after it', async store => {
      await store.commit({ timers: [timer('a', noon), timer('b', noon + 1)] })
      assert.deepEqual(ids((await store.due(noon + 10, 1, 1000)).timers), ['a'])
      const second = await store.due(noon + 10, 10, 1000)
      assert.deepEqual(ids(second.timers), ['b'])
      assert.equal(second.next, noon + 1010)
      assert.deepEqual(ids((await store.due(noon + 1009, 10, 1000)).timers), [])
      assert.deepEqual(ids((await store.due(noon + 1010, 10, 1000)).timers), ['a', 'b'])
    })
    on('of many who ask at the same moment one gets the timer', async store => {
      await store.commit({ timers: range(10).map(n => timer(`t${n}`, noon)) })
      const given = await Promise.all(range(5).map(() => store.due(noon, 10, 1000)))
      assert.deepEqual(
        given.flatMap(g => ids(g.timers)).sort(),
        range(10)
          .map(n => `t${n}`)
          .sort(),
      )
    })
    lasting(
      'a timer that is done is gone, one that is set anew has its new time',
      async store => {
        await store.commit({ timers: [timer('a', noon), timer('b', noon + 5), timer('c', noon + 9)] })
        await store.commit({ done: ['a', 'never'], timers: [timer('b', noon + 50)] })
        await store.commit({ timers: [timer('x', noon + 1)] })
        await store.commit({ done: ['x'] })
      },
      async store => {
        assert.deepEqual(await store.timers(0, 10), { timers: [timer('c', noon + 9), timer('b', noon + 50)], total: 2 })
        assert.deepEqual(await store.timers(1, 10), { timers: [timer('b', noon + 50)], total: 2 })
      },
    )
    on('a timer that is set anew is given again before its lease has passed', async store => {
      await store.commit({ timers: [timer('a', noon)] })
      await store.due(noon, 10, 60_000)
      await store.commit({ timers: [timer('a', noon + 5)] })
      assert.deepEqual(ids((await store.due(noon + 5, 10, 60_000)).timers), ['a'])
    })
    lasting(
      'what is owed comes back with its event, and the timers of a case are found',
      async store => {
        const said = event('order', 2, 1)
        await store.commit({
          item: item(2, 0, state(1)),
          events: [said],
          public: [true],
          timers: [
            { id: 'order/2/1/pay', at: noon, case: 'orderId/2', work: { kind: 'owed', event: told(said, null, 0), policy: 'pay' } },
            timer('other', noon, 'orderId/3'),
          ],
        })
        await store.commit({ timers: [timer('later', noon + 9, 'orderId/2')] })
      },
      async store => {
        const timers = await store.timersOf('orderId/2')
        assert.deepEqual(ids(timers), ['order/2/1/pay', 'later'])
        const work = timers[0]!.work
        assert.ok(work.kind === 'owed')
        assert.equal(work.policy, 'pay')
        // A store may fill in place and number, which nobody knew when the timer was made.
        assert.deepEqual({ ...work.event, number: null, position: 0 }, told(event('order', 2, 1), null, 0))
        assert.deepEqual(await store.timersOf('orderId/9'), [])
      },
    )
  })
}
