import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { Conflict, type Unit } from '@jumun/core/runtime'
import type { Bench } from './store-contract.ts'
import { event, ids, item, noon, range, row, state, step, timer, waiting } from './store-sample.ts'

/** What a consumer remembers, and what may be forgotten. */
export const consumerContract = ({ on, lasting, left, marksLast }: Bench): void => {
  describe('what a consumer remembers', () => {
    lasting(
      'what was seen of a case is never lowered',
      async store => {
        await store.commit({
          seen: [
            { source: 'pay', case: 'orderId/1', number: 3 },
            { source: 'pay', case: 'orderId/2', number: 1 },
          ],
        })
        await store.commit({
          seen: [
            { source: 'pay', case: 'orderId/1', number: 2 },
            { source: 'drink', case: 'orderId/1', number: 7 },
          ],
        })
      },
      async store => {
        assert.equal(await store.seen('pay', 'orderId/1'), 3)
        assert.equal(await store.seen('pay', 'orderId/2'), 1)
        assert.equal(await store.seen('drink', 'orderId/1'), 7)
        assert.equal(await store.seen('drink', 'orderId/2'), 0)
      },
    )
    lasting(
      'how far everything was processed is kept by source',
      async store => {
        await store.commit({ progress: { pay: 5, drink: 2 } })
        await store.commit({ progress: { pay: 9 } })
      },
      async store =>
        assert.deepEqual([await store.progress('pay'), await store.progress('drink'), await store.progress('other')], [9, 2, 0]),
    )
    lasting(
      'what was put aside waits in the order of its log until it is resumed',
      async store => {
        await store.commit({ aside: [waiting(12), waiting(4, { reason: 'cannot', failures: 1, retryAt: noon + 5 })] })
        await store.commit({ aside: [waiting(8)], resumed: [{ source: 'pay', position: 12 }] })
        await store.commit({ aside: [waiting(4, { reason: 'still cannot', failures: 2, retryAt: null })] })
      },
      async store => {
        assert.deepEqual(await store.aside(), [waiting(4, { reason: 'still cannot', failures: 2, retryAt: null }), waiting(8)])
        assert.deepEqual(await Promise.all([4, 8, 12].map(position => store.isAside('pay', position))), [true, true, false])
        assert.equal(await store.isAside('shop', 4), false)
      },
    )
    lasting(
      'what operators did is on record, the latest first',
      async store => {
        for (const n of range(3))
          await store.commit({ audit: { time: noon + n, actor: 'op', action: 'retry', reason: `r${n}`, detail: { n } } })
      },
      async store => {
        assert.deepEqual(
          (await store.audits(0, 10)).map(a => a.reason),
          ['r3', 'r2', 'r1'],
        )
        assert.deepEqual(await store.audits(1, 1), [{ time: noon + 2, actor: 'op', action: 'retry', reason: 'r2', detail: { n: 2 } }])
      },
    )
    lasting(
      'what is noted about a store stays, the last text under each name',
      async store => {
        assert.equal(await store.noted('life'), undefined)
        await store.note('life', 'first')
        await store.note('model', `{"빵":${'x'.repeat(5000)}`)
        await Promise.all([store.note('life', 'second'), store.commit(step(1, 0))])
      },
      async store => {
        assert.equal(await store.noted('life'), 'second')
        assert.equal((await store.noted('model'))!.length, 5005)
        assert.equal(await store.noted('other'), undefined)
        assert.deepEqual((await store.load('order', 1))!.state, state(1))
      },
    )
    lasting(
      'old marks and keys are forgotten, but no mark whose timer is still there',
      async store => {
        const keyed = (name: string, at: number) => ({ name, digest: 'd', aggregate: 'order', key: 1, version: 1, at })
        const at = (key: number, time: number): Unit => ({ item: item(key, 0, state(1)), events: [event('order', key, 1, { time })] })
        await store.commit({ ...at(1, noon), mark: 'old', keyed: keyed('old', noon) })
        await store.commit({ ...at(2, noon), mark: 'running', timers: [timer('running', noon + 10)] })
        await store.commit({ ...at(3, noon + 1000), mark: 'young', keyed: keyed('young', noon + 1000) })
        await store.commit({ mark: 'old, of nothing', keyed: keyed('also old', noon) })
        await store.forget(noon + 500)
      },
      async store => {
        assert.equal(await store.marked('old'), left)
        assert.equal(await store.marked('old, of nothing'), undefined)
        assert.equal(await store.keyed('old'), undefined)
        assert.equal(await store.marked('running'), null)
        assert.equal(await store.marked('young'), null)
        assert.ok(await store.keyed('young'))
        assert.equal((await store.load('order', 1))!.version, 1)
      },
    )
    lasting(
      'a mark without events is as old as its commit: what was refused, or done without a word, is not forgotten the next hour',
      async store => {
        await store.commit({ mark: 'done' })
        await store.commit({ mark: 'refused', refused: { reason: 'sold-out' } })
        await store.commit({ mark: 'answered', done: ['nobody'] })
        await store.forget(Date.now() - 3_600_000)
      },
      async store => {
        assert.equal(await store.marked('done'), null)
        assert.deepEqual(await store.marked('refused'), { reason: 'sold-out' })
        assert.equal(await store.marked('answered'), null)
      },
    )
    lasting(
      'to forget takes old marks and keys, and nothing else',
      async store => {
        await store.commit({ ...step(1, 0), mark: 'old', timers: [timer('later', noon + 10)] })
        await store.commit({
          rows: [row(1, 0, state(1), { shop: 1 })],
          seen: [{ source: 'pay', case: 'orderId/1', number: 4 }],
          progress: { pay: 9 },
          aside: [waiting(4)],
        })
        await store.commit({ audit: { time: noon, actor: 'op', action: 'retry', reason: 'r', detail: null } })
        await store.note('life', 'first')
        await store.forget(noon + 1)
      },
      async store => {
        assert.equal((await store.load('order', 1))!.version, 1)
        assert.equal((await store.row('page', 1))!.version, 1)
        assert.equal((await store.eventsOf({ case: 'orderId/1' })).length, 1)
        assert.deepEqual(ids((await store.timers(0, 10)).timers), ['later'])
        assert.equal(await store.seen('pay', 'orderId/1'), 4)
        assert.equal(await store.progress('pay'), 9)
        assert.deepEqual(await store.aside(), [waiting(4)])
        assert.equal((await store.audits(0, 10)).length, 1)
        assert.equal(await store.noted('life'), 'first')
      },
    )
    lasting(
      'while an event is aside, old marks of what followed from it are kept, and from no other event',
      async store => {
        const late = waiting(4)
        const marks = ['kitchen.cook', 'kitchen.cook/7', 'later'].map(name => `shop:${late.event.id}/${name}`)
        const others = [
          `shop:${late.event.id}1/kitchen.cook`,
          `shop:${late.event.id}`,
          'shop:payment/9/1/kitchen.cook',
          `pay:${late.event.id}/kitchen.cook`,
        ]
        for (const [i, mark] of [...marks, ...others].entries())
          await store.commit({ mark, item: item(i + 1, 0, state(1)), events: [event('order', i + 1, 1, { time: noon })] })
        await store.commit({ aside: [late] })
        for (const days of [1, 2, 3]) await store.forget(noon + days * 1000)
        assert.deepEqual(await Promise.all(marks.map(mark => store.marked(mark))), [null, null, null])
        assert.deepEqual(await Promise.all(others.map(mark => store.marked(mark))), [left, left, left, left])
        await store.commit({ mark: 'now', item: item(9, 0, state(1)), events: [event('order', 9, 1, { time: noon + 9000 })] })
      },
      async store => {
        assert.equal(await store.marked(`shop:${waiting(4).event.id}/kitchen.cook`), null)
      },
    )
    on('what followed from an event is forgotten when it is aside no longer', async store => {
      const mark = `shop:${waiting(4).event.id}/kitchen.cook`
      await store.commit(step(1, 0, { mark, aside: [waiting(4)] }))
      await store.forget(noon + 500)
      await store.commit({ resumed: [{ source: 'pay', position: 4 }] })
      await store.forget(noon + 1000)
      assert.equal(await store.marked(mark), left)
    })
    on('what was forgotten may be marked again', async store => {
      await store.commit(step(1, 0, { mark: 'again' }))
      await store.forget(noon + 1)
      assert.equal(await store.marked('again'), left)
      const again = store.commit(step(1, 1, { mark: 'again' }))
      await (marksLast ? assert.rejects(again, new Conflict('mark')) : again)
      assert.equal(await store.marked('again'), null)
    })
    lasting(
      'it counts what it keeps',
      async store => {
        await store.commit({ ...step(1, 0, { mark: 'a', timers: [timer('t', noon), timer('u', noon)] }), rows: [row(1, 0, state(1))] })
        await store.commit({ ...step(2, 0, { mark: 'b', done: ['t'], timers: [timer('u', noon + 1)] }), aside: [waiting(1)] })
      },
      async store => {
        const counts = await store.counts()
        assert.deepEqual(
          [counts['order'], counts['page'], counts['payment'], counts['events'], counts['marks'], counts['timers'], counts['aside']],
          [2, 1, 0, 2, 2, 1, 1],
        )
      },
    )
  })
}
