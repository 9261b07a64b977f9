import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { Bench } from './store-contract.ts'
import { outcome, query, row, state } from './store-sample.ts'

/** Rows of views. */
export const viewsContract = ({ lasting }: Bench): void => {
  describe('views', () => {
    lasting(
      'a row has a version and remembers the last number of each source',
      async store => {
        await store.commit({ rows: [row(1, 0, state(1), { shop: 1 }), row(2, 0, state(2))] })
        await store.commit({ rows: [row(1, 1, state(3), { shop: 2, pay: 1 })] })
        assert.equal(await outcome(store.commit({ rows: [row(2, 1, state(9)), row(1, 1, state(9))] })), 'version')
        assert.equal(await outcome(store.commit({ rows: [row(1, 0, state(9))] })), 'version')
      },
      async store => {
        assert.deepEqual(await store.row('page', 1), { version: 2, id: 1, value: state(3), seen: { shop: 2, pay: 1 } })
        assert.deepEqual(await store.row('page', 2), { version: 1, id: 2, value: state(2), seen: {} })
        assert.deepEqual(await store.byId('page', 2), { key: 2, version: 1, id: 2, state: state(2) })
        assert.deepEqual(
          (await store.list(query({ of: 'page', where: { phoneNumber: '010' } }))).items.map(i => i.key),
          [1, 2],
        )
      },
    )
    lasting(
      'a row that is taken away is gone, and may be made anew',
      async store => {
        await store.commit({ rows: [row(1, 0, state(1)), row(2, 0, state(2)), row(3, 0, state(3))] })
        await store.commit({
          gone: [
            { view: 'page', key: 1 },
            { view: 'page', key: 2 },
            { view: 'page', key: 9 },
          ],
        })
        await store.commit({ rows: [row(2, 0, state(5))] })
      },
      async store => {
        assert.equal(await store.row('page', 1), undefined)
        assert.equal((await store.row('page', 2))!.version, 1)
        assert.deepEqual(
          (await store.list(query({ of: 'page' }))).items.map(i => i.key),
          [2, 3],
        )
        assert.equal((await store.list(query({ of: 'page' }))).total, 2)
      },
    )
  })
}
