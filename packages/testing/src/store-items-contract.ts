import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { Conflict } from '@jumun/core/runtime'
import type { Bench } from './store-contract.ts'
import { event, item, noon, query, range, row, state, step, told } from './store-sample.ts'

/** What is kept of single items. */
export const itemsContract = ({ on, lasting }: Bench): void => {
  describe('items', () => {
    on('what was never committed is not there', async store => {
      assert.equal(await store.load('order', 1), undefined)
      assert.equal(await store.row('page', 1), undefined)
      assert.equal(await store.byId('order', 1), undefined)
      assert.equal(await store.marked('m'), undefined)
      assert.equal(await store.keyed('k'), undefined)
      assert.equal(await store.head(), 0)
      assert.equal(await store.progress('pay'), 0)
      assert.equal(await store.seen('pay', 'orderId/1'), 0)
      assert.deepEqual(await store.read(0, 10), [])
      assert.deepEqual(await store.eventsOf({ case: 'orderId/1' }), [])
      assert.deepEqual(await store.list(query()), { items: [], total: 0 })
      assert.deepEqual(await store.due(noon, 10, 1000), { timers: [], next: Number.POSITIVE_INFINITY })
      assert.deepEqual(await store.aside(), [])
      assert.deepEqual(await store.audits(0, 10), [])
    })
    lasting(
      'an item is loaded with its state, its number and the count of its events',
      async store => {
        await store.commit({
          item: item(7, 0, state(2, 'Ordered', { note: '빵 \'n\' \n "x"', deep: { list: [1, null, true, 2.5] } })),
          events: [event('order', 7, 1), event('order', 7, 2)],
        })
      },
      async store =>
        assert.deepEqual(await store.load('order', 7), {
          version: 2,
          id: 7,
          state: { phoneNumber: '010', qty: 2, status: 'Ordered', note: '빵 \'n\' \n "x"', deep: { list: [1, null, true, 2.5] } },
        }),
    )
    lasting(
      'an item with a number of its own, or with a text as its key, is found by either',
      async store => {
        await store.commit({
          item: { aggregate: 'payment', key: 7, version: 0, id: 3, state: { amt: 1, status: 'Paid' }, listed: true },
          events: [event('payment', 7, 1)],
        })
        await store.commit({
          item: { aggregate: 'menu', key: '라떼', version: 0, id: 4, state: { price: 5, status: 'Open' }, listed: false },
          events: [event('menu', '라떼', 1)],
        })
      },
      async store => {
        assert.deepEqual(await store.load('payment', 7), { version: 1, id: 3, state: { amt: 1, status: 'Paid' } })
        assert.deepEqual(await store.byId('payment', 3), { key: 7, version: 1, id: 3, state: { amt: 1, status: 'Paid' } })
        assert.equal(await store.byId('payment', 7), undefined)
        assert.deepEqual(await store.load('menu', '라떼'), { version: 1, id: 4, state: { price: 5, status: 'Open' } })
        assert.deepEqual(await store.byId('menu', 4), { key: '라떼', version: 1, id: 4, state: { price: 5, status: 'Open' } })
      },
    )
    lasting(
      'a state that is folded anew is kept under the version that it had, found by what it says now, and refused where somebody was first',
      async store => {
        await store.commit(step(7, 0))
        await store.commit(step(7, 1))
        await store.commit({ item: { ...item(7, 2, state(5, 'Reserved', { phoneNumber: '020' })), again: true } })
        const late = store.commit({ item: { ...item(7, 1, state(6)), again: true } })
        await assert.rejects(late, (e: unknown) => e instanceof Conflict && e.over === 'version')
      },
      async store => {
        assert.deepEqual(await store.load('order', 7), { version: 2, id: 7, state: state(5, 'Reserved', { phoneNumber: '020' }) })
        assert.equal((await store.list(query({ where: { phoneNumber: '020' }, states: ['Reserved'] }))).total, 1)
        assert.equal((await store.list(query({ where: { phoneNumber: '010' } }))).total, 0)
        assert.equal((await store.read(0, 10)).length, 2)
      },
    )
    on('whoever changes what was returned does not change what is kept', async store => {
      const spoil = (change: () => void): void => {
        try {
          change()
        } catch {
          // Refused at once is as good.
        }
      }
      const [first] = await store.commit(step(1, 0, { rows: [row(1, 0, state(1), { shop: 1 })] }))
      const loaded = await store.load('order', 1)
      spoil(() => (loaded!.state.qty = 99))
      spoil(() => ((first!.data as any).names[0] = 'spoilt'))
      const seen = await store.row('page', 1)
      spoil(() => ((seen!.seen as any)['shop'] = 99))
      spoil(() => (seen!.value.qty = 99))
      const [read] = await store.read(0, 1)
      spoil(() => ((read as any).number = 99))
      const page = await store.list(query())
      spoil(() => (page.items[0]!.state.qty = 99))
      assert.equal((await store.load('order', 1))!.state.qty, 1)
      assert.deepEqual(await store.row('page', 1), { version: 1, id: 1, value: state(1), seen: { shop: 1 } })
      assert.deepEqual(await store.read(0, 1), [told(event('order', 1, 1), 1, 1)])
      assert.equal((await store.list(query())).items[0]!.state.qty, 1)
    })
    on(
      'numbers that are allotted grow and are never given twice, neither to many at once nor after reopening',
      async (store, { reopen }) => {
        const given = [await store.allot('order'), ...(await Promise.all(range(50).map(() => store.allot('order'))))]
        assert.equal(new Set(given).size, 51)
        assert.equal(Math.min(...given), given[0])
        const other = await store.allot('payment')
        if (!reopen) return
        const again = await reopen()
        assert.ok((await again.allot('order')) > Math.max(...given))
        assert.ok((await again.allot('payment')) > other)
      },
    )
  })
}
