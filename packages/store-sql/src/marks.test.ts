// Where a mark lies: beside what happened, or apart where nothing did; and for a while where an older version looks for it.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Conflict, type Store, type Unit } from '@jumun/core/runtime'
import { contractTables as tables } from '@jumun/testing'
import { needs, startMariadb, startPostgres } from '../../../tools/engines/index.ts'
import type { Server } from './contract.ts'
import type { Engine, Line } from './engine.ts'
import { openSql } from './index.ts'
import { mariadb } from './mariadb.ts'
import { postgres } from './postgres.ts'
import { migrate, placeOf } from './schema.ts'

/** The next step of order 1, with an event of its own. */
const told = (version: number, mark: string): Unit => ({
  mark,
  item: { aggregate: 'order', key: 1, version, id: 1, state: { phoneNumber: '010', qty: version, status: 'Ordered' }, listed: true },
  events: [
    {
      id: `order/1/${version + 1}`,
      type: 'Told',
      data: { qty: version },
      source: 'shop',
      aggregate: 'order',
      key: 1,
      item: 1,
      case: 'orderId/1',
      time: 1000 + version,
      cause: mark,
      causes: [],
      actor: 'x',
    },
  ],
  public: [true],
})

for (const [engine, start, make] of [
  ['postgres', startPostgres, postgres],
  ['mariadb', startMariadb, mariadb],
] as const) {
  if (!needs([engine], `where marks lie on ${engine}`)) continue
  describe(`on ${engine}`, () => {
    let server: Server
    let driver: Engine
    const opened: (Store | Line)[] = []
    const open = async (context: string): Promise<Store> => {
      const store = await openSql({ url: server.url, context, tables })
      opened.push(store)
      return store
    }
    const lineTo = async (context: string): Promise<Line> => {
      const line = await driver.connect(placeOf(context))
      opened.push(line)
      return line
    }
    const count = async (line: Line, text: string): Promise<number> =>
      Number((await line.run([{ text: `SELECT count(*) FROM ${text}`, values: [] }]))[0]!.rows[0]![0])

    before(async () => {
      server = await start()
      driver = make(server.url)
    })
    after(async () => {
      for (const it of opened) await it.close()
      await server.stop()
    })

    it('what happened carries its mark, and nothing but one row is written for both', async () => {
      const store = await open('test/beside')
      const line = await lineTo('test/beside')
      for (let version = 0; version < 8; version++) await store.commit(told(version, `m${version}`))
      assert.equal(await count(line, 'marks'), 0)
      assert.equal(await count(line, 'log'), 8)
      for (let version = 0; version < 8; version++) assert.equal(await store.marked(`m${version}`), null)
      assert.equal((await store.counts())['marks'], 8)
      const log = await store.read(0, 10)
      const again = await (await open('test/beside')).read(0, 10)
      assert.deepEqual(again, log, 'who has not written it reads the same')
      assert.deepEqual(again[3], { ...told(3, 'm3').events![0], number: 4, position: 4 })
    })

    it('a mark refuses its second unit wherever the first one left it, however sure a flush is of itself', async () => {
      const store = await open('test/twice')
      let version = 0
      // often enough for the next flush to be guessed
      const busy = async (): Promise<void> => {
        for (let n = 0; n < 6; n++) await store.commit(told(version, `busy ${version++}`))
      }
      await busy()
      await store.commit({ mark: 'apart' })
      await store.commit({ mark: 'no', refused: { reason: 'sold-out' } })
      await store.commit(told(version++, 'beside'))
      for (const mark of ['apart', 'no', 'beside', 'busy 0']) {
        await busy()
        await assert.rejects(store.commit(told(version, mark)), new Conflict('mark'))
        await busy()
        await assert.rejects(store.commit({ mark }), new Conflict('mark'))
      }
      assert.deepEqual(await store.marked('no'), { reason: 'sold-out' })
      assert.equal((await store.load('order', 1))!.version, version)
    })

    it('while an older version may still work beside this one, marks and events are written as that one reads them', async () => {
      const context = 'test/release'
      const outside = await driver.connect()
      opened.push(outside)
      await outside.run([driver.schema.make(placeOf(context))])
      const line = await lineTo(context)
      await migrate(driver, line, placeOf(context), context, driver.schema.migrations.slice(0, 2))
      const store = await open(context)
      await store.commit(told(0, 'm0'))
      assert.equal(await count(line, "marks WHERE id = 'm0'"), 1)
      const [row] = await line.run([{ text: 'SELECT event FROM log', values: [] }])
      assert.deepEqual(JSON.parse(row!.rows[0]![0]), told(0, 'm0').events![0])
      // an hour later
      await line.run([{ text: "UPDATE meta SET value = '1' WHERE name = 'older until'", values: [] }])
      const later = await open(context)
      await later.commit(told(1, 'm1'))
      assert.equal(await count(line, 'marks'), 1)
      await assert.rejects(later.commit(told(2, 'm0')), new Conflict('mark'))
      assert.deepEqual(
        (await later.read(0, 10)).map(e => [e.cause, e.case, e.item]),
        [
          ['m0', 'orderId/1', 1],
          ['m1', 'orderId/1', 1],
        ],
      )
    })
  })
}
