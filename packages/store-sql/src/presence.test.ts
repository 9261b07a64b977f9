// Who holds a lease, or a timer, is missed as soon as its connections are gone, and not before.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Store, systemClock } from '@jumun/core/runtime'
import { contractTables as tables } from '@jumun/testing'
import { lineTo, needs, startMariadb, startPostgres } from '../../../tools/engines/index.ts'
import type { Server } from './contract.ts'
import { openSql } from './index.ts'
import { mariadb } from './mariadb.ts'
import { postgres } from './postgres.ts'
import { placeOf } from './schema.ts'

const long = 3_600_000
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + 60_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited a minute for: ${holds.toString()}`)
    await systemClock.sleep(20)
  }
}
const timer = (id: string) => ({
  id,
  at: Date.now() - 1000,
  case: 'orderId/1',
  work: { kind: 'command' as const, type: 'Cancel', data: {}, causes: [] },
})

for (const [engine, start, make] of [
  ['postgres', startPostgres, postgres],
  ['mariadb', startMariadb, mariadb],
] as const) {
  if (!needs([engine], `who is missed on ${engine}`)) continue
  describe(`on ${engine}`, () => {
    let server: Server
    const opened = new Set<Store>()
    const open = async (context: string, port?: number): Promise<Store> => {
      const url = new URL(server.url)
      if (port !== undefined) url.port = String(port)
      const store = await openSql({ url: url.href, context, tables })
      opened.add(store)
      return store
    }
    before(async () => {
      server = await start()
    })
    after(async () => {
      for (const store of opened) await store.close()
      await server.stop()
    })

    it('a lease passes on when the process that had it is gone, however long it was taken for', async () => {
      const [first, second, third] = [await open('test/gone'), await open('test/gone'), await open('test/gone')]
      assert.equal(await first.lease('relay', 'first', long), true)
      for (let i = 0; i < 3; i++) {
        assert.equal(await first.lease('relay', 'first', long), true)
        assert.equal(await second.lease('relay', 'second', long), false)
        assert.equal(await first.lease('relay', 'beside the first', long), false)
      }
      await first.close()
      await until(() => second.lease('relay', 'second', long))
      assert.equal(await third.lease('relay', 'third', long), false)
    })

    it('one whose connections are cut is missed, and has nothing of it when it is there again', async t => {
      const line = await lineTo(Number(new URL(server.url).port))
      t.after(() => line.close())
      const [far, near] = [await open('test/cut', line.port), await open('test/cut')]
      assert.equal(await far.lease('relay', 'far', long), true)
      assert.equal(await near.lease('relay', 'near', long), false)
      line.reset()
      await until(() => near.lease('relay', 'near', long))
      await until(async () => (await far.lease('relay', 'far', long).catch(() => true)) === false)
      assert.equal(await near.lease('relay', 'near', long), true)
    })

    it('its timers are given to the next who asks', async () => {
      const [first, second] = [await open('test/timers'), await open('test/timers')]
      await first.commit({ timers: [timer('a'), timer('b')] })
      const due = async (store: Store): Promise<number> => (await store.due(Date.now(), 10, long)).timers.length
      assert.equal(await due(first), 2)
      assert.equal(await due(second), 0)
      assert.equal(await due(first), 0)
      await first.close()
      await until(async () => (await due(second)) === 2)
    })

    it('a holder of an older version is believed by the clock alone', async () => {
      const store = await open('test/older')
      const outside = await make(server.url).connect(placeOf('test/older'))
      await outside.run([{ text: "INSERT INTO leases VALUES ('relay', 'older', 9000000000000)", values: [] }])
      assert.equal(await store.lease('relay', 'newer', long), false)
      await outside.run([{ text: 'UPDATE leases SET ends = 1', values: [] }])
      assert.equal(await store.lease('relay', 'newer', long), true)
      await outside.close()
    })
  })
}
