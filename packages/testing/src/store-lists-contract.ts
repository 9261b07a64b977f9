import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { type Query, type Store } from '@jumun/core/runtime'
import type { Bench } from './store-contract.ts'
import { event, item, outcome, query, range, state } from './store-sample.ts'

/** Lists: what is found, in which order, page by page. */
export const listsContract = ({ on, lasting }: Bench): void => {
  describe('lists', () => {
    const fill = async (store: Store): Promise<void> => {
      const status = (key: number): string => (key % 5 === 0 ? 'Expired' : key % 2 ? 'Ordered' : 'Paid')
      await Promise.all(
        range(25).map(key =>
          store.commit({
            item: item(
              key,
              0,
              { phoneNumber: `010-${key % 3}`, qty: (key * 7) % 10, status: status(key), ...(key % 4 ? { note: `n${key % 4}` } : {}) },
              key % 5 !== 0,
            ),
            events: [event('order', key, 1)],
          }),
        ),
      )
    }
    const keys = async (store: Store, q: Partial<Query>): Promise<any[]> =>
      (await store.list(query({ limit: 100, ...q }))).items.map(i => i.key)
    lasting('a page has its part of the collection by number, and the total of all', fill, async store => {
      assert.deepEqual((await keys(store, {})).length, 20)
      const page = await store.list(query({ offset: 4, limit: 3 }))
      assert.deepEqual(
        page.items.map(i => i.key),
        [6, 7, 8],
      )
      assert.equal(page.total, 20)
      assert.deepEqual(page.items[0], { key: 6, version: 1, id: 6, state: { phoneNumber: '010-0', qty: 2, status: 'Paid', note: 'n2' } })
      assert.deepEqual(await store.list(query({ offset: 20 })), { items: [], total: 20 })
      assert.deepEqual(await keys(store, { offset: 17, limit: 2 }), [22, 23])
    })
    lasting('items that are not listed are there for those who ask for hidden ones', fill, async store => {
      assert.equal((await store.list(query({ hidden: true }))).total, 25)
      assert.deepEqual(await keys(store, { hidden: true }), range(25))
      assert.deepEqual(await keys(store, { hidden: true, states: ['Expired'] }), [5, 10, 15, 20, 25])
      assert.deepEqual(await store.list(query({ states: ['Expired'] })), { items: [], total: 0 })
    })
    const fillPayments = async (store: Store): Promise<void> => {
      for (const key of range(23))
        await store.commit({
          item: {
            aggregate: 'payment',
            key: 100 - key,
            version: 0,
            id: key,
            state: { amt: key % 4, status: key % 3 ? 'Paid' : 'Void' },
            listed: key % 3 !== 0,
          },
          events: [event('payment', 100 - key, 1)],
        })
    }
    lasting('page after page gives everything once, from any end', fillPayments, async store => {
      for (const q of [
        {},
        { hidden: true },
        { states: ['Paid'] },
        { hidden: true, states: ['Void'] },
        { hidden: true, where: { status: 'Paid' } },
      ]) {
        const all = (await store.list(query({ of: 'payment', limit: 100, ...q }))).items.map(i => i.id)
        const { total } = await store.list(query({ of: 'payment', limit: 1, ...q }))
        assert.equal(total, all.length)
        const pages: number[] = []
        for (let offset = 0; offset < total; offset += 4)
          pages.push(...(await store.list(query({ of: 'payment', offset, limit: 4, ...q }))).items.map(i => i.id))
        assert.deepEqual(pages, all)
        assert.deepEqual(
          all,
          all.toSorted((a, b) => a - b),
        )
        for (let offset = total - 1; offset >= 0; offset -= 3) {
          const { items } = await store.list(query({ of: 'payment', offset, limit: 2, ...q }))
          assert.deepEqual(
            items.map(i => i.id),
            all.slice(offset, offset + 2),
          )
        }
      }
    })
    lasting('going on from an item gives what comes behind it, in any order, whatever it is by now', fill, async store => {
      const sorts = [
        [],
        [{ field: 'id', descending: true }],
        ...['qty', 'note', 'phoneNumber', 'status'].flatMap(field => [true, false].map(descending => [{ field, descending }])),
        [
          { field: 'status', descending: true },
          { field: 'note', descending: false },
          { field: 'qty', descending: true },
        ],
      ]
      for (const sort of sorts)
        for (const q of [
          {},
          { hidden: true },
          { states: ['Paid'] },
          { where: { phoneNumber: '010-1' } },
          { hidden: true, where: { status: 'Expired' } },
        ]) {
          const everything = await keys(store, { hidden: true, sort })
          const found = await keys(store, { ...q, sort })
          for (const after of [1, 4, 5, 13, 24, 25]) {
            const behind = new Set(everything.slice(everything.indexOf(after) + 1))
            const page = await store.list(query({ ...q, sort, after, limit: 4 }))
            const wanted = found.filter(key => behind.has(key)).slice(0, 4)
            assert.deepEqual([page.items.map(i => i.key), page.total], [wanted, found.length], JSON.stringify({ ...q, sort, after }))
          }
        }
      assert.deepEqual(await keys(store, { after: 99, sort: [{ field: 'qty', descending: false }] }), [])
    })
    lasting('going on from an item goes by its number where that is not its key', fillPayments, async store => {
      const ids = async (q: Partial<Query>) => (await store.list(query({ of: 'payment', limit: 3, ...q }))).items.map(i => i.id)
      assert.deepEqual(await ids({ after: 8 }), [10, 11, 13])
      assert.deepEqual(await ids({ after: 9, sort: [{ field: 'id', descending: true }] }), [8, 7, 5])
      assert.deepEqual(await ids({ after: 8, sort: [{ field: 'amt', descending: false }] }), [16, 20, 1])
    })
    on('the next page tells what has changed since the last', async store => {
      await fillPayments(store)
      const page = async (offset: number) => (await store.list(query({ of: 'payment', offset, limit: 2 }))).items.map(i => i.id)
      assert.deepEqual(await page(0), [1, 2])
      await store.commit({
        item: { aggregate: 'payment', key: 99, version: 1, id: 1, state: { amt: 1, status: 'Void' }, listed: false },
        events: [event('payment', 99, 2)],
      })
      assert.deepEqual(await page(2), [5, 7])
    })
    lasting('statuses narrow a list', fill, async store => {
      assert.deepEqual(await keys(store, { states: ['Paid'] }), [2, 4, 6, 8, 12, 14, 16, 18, 22, 24])
      assert.equal((await store.list(query({ states: ['Paid', 'Ordered'], limit: 1 }))).total, 20)
      assert.deepEqual(await store.list(query({ states: ['Nowhere'] })), { items: [], total: 0 })
      assert.deepEqual(await store.list(query({ states: [] })), { items: [], total: 0 })
    })
    lasting('equality on an index narrows a list, and nothing equals a null', fill, async store => {
      assert.deepEqual(await keys(store, { where: { phoneNumber: '010-1' } }), [1, 4, 7, 13, 16, 19, 22])
      assert.deepEqual(
        await store
          .list(query({ where: { phoneNumber: '010-1', status: 'Paid' }, limit: 2 }))
          .then(p => [p.items.map(i => i.key), p.total]),
        [[4, 16], 3],
      )
      assert.deepEqual(await keys(store, { where: { phoneNumber: '010-1' }, states: ['Ordered'] }), [1, 7, 13, 19])
      assert.deepEqual(await keys(store, { where: { phoneNumber: '010-1' }, hidden: true }), [1, 4, 7, 10, 13, 16, 19, 22, 25])
      assert.deepEqual(await store.list(query({ where: { phoneNumber: null } })), { items: [], total: 0 })
      assert.deepEqual(await store.list(query({ where: { phoneNumber: "' or 1=1 --" } })), { items: [], total: 0 })
    })
    lasting('any field sorts, upwards or downwards, the number last', fill, async store => {
      const by = (field: string, descending = false) => [{ field, descending }]
      assert.deepEqual(await keys(store, { sort: by('id', true), limit: 3 }), [24, 23, 22])
      assert.deepEqual(await keys(store, { sort: by('qty'), limit: 5 }), [3, 13, 23, 6, 16])
      assert.deepEqual(await keys(store, { sort: by('qty', true), limit: 4 }), [7, 17, 4, 14])
      assert.deepEqual(await keys(store, { sort: by('phoneNumber', true), limit: 4 }), [2, 8, 11, 14])
      assert.deepEqual(await keys(store, { sort: [...by('status', true), ...by('qty', true)], limit: 4 }), [4, 14, 24, 8])
      assert.deepEqual(await keys(store, { sort: [...by('status'), ...by('id', true)], limit: 2 }), [23, 21])
      assert.deepEqual(await keys(store, { sort: by('note'), limit: 6 }), [4, 8, 12, 16, 24, 1])
      assert.deepEqual(await keys(store, { sort: by('note', true), limit: 2 }), [3, 7])
    })
    on('the total is right after every change of what is listed', async store => {
      const total = async (q: Partial<Query> = {}) => (await store.list(query({ limit: 0, ...q }))).total
      await store.commit({ item: item(1, 0, state(1, 'Waiting'), false), events: [event('order', 1, 1)] })
      assert.deepEqual([await total(), await total({ hidden: true })], [0, 1])
      await store.commit({ item: item(1, 1, state(1)), events: [event('order', 1, 2)] })
      await store.commit({ item: item(2, 0, state(1)), events: [event('order', 2, 1)] })
      assert.deepEqual([await total(), await total({ hidden: true }), await total({ states: ['Ordered'] })], [2, 2, 2])
      await Promise.all([
        store.commit({ item: item(1, 2, state(1, 'Expired'), false), events: [event('order', 1, 3)] }),
        outcome(store.commit({ item: item(2, 0, state(1), false), events: [event('order', 2, 1)] })),
      ])
      assert.deepEqual(
        [
          await total(),
          await total({ hidden: true }),
          await total({ states: ['Ordered'] }),
          await total({ hidden: true, states: ['Expired'] }),
        ],
        [1, 2, 1, 1],
      )
      assert.deepEqual(await keys(store, {}), [2])
    })
  })
}
