import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Query, type Store, Unavailable } from '@jumun/core/runtime'
import { contractTables as tables } from '@jumun/testing'
import { needs, startPostgres } from '../../../tools/engines/index.ts'
import type { Engine, Line, Statement } from './engine.ts'
import { kyselyOf } from './kysely.ts'
import { Lines } from './lines.ts'
import { postgres } from './postgres.ts'
import { readsOf } from './reads.ts'
import { type Found, placeOf, prepare } from './schema.ts'
import { Tail } from './tail.ts'

const many = 100_000
const context = 'test/plans'
const within = placeOf(context)
/** More rows than this nobody looks at for a page of twenty. */
const most = 2000

/** How many rows a plan looks at, and whether it goes through a whole table. */
const looked = (plan: any): { readonly rows: number; readonly all: boolean } => {
  const inner = ((plan.Plans ?? []) as any[]).map(looked)
  const isScan = /Scan/.test(plan['Node Type'])
  const own = isScan ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'] : 0
  return {
    rows: inner.reduce((sum, i) => sum + i.rows, own),
    all: (plan['Node Type'] === 'Seq Scan' && plan['Actual Rows'] > 100) || inner.some(i => i.all),
  }
}

if (needs(['postgres'], 'how a store on PostgreSQL finds what is asked for'))
  describe('a store on PostgreSQL with a hundred thousand orders', () => {
    let server: Awaited<ReturnType<typeof startPostgres>>
    let engine: Engine
    let found: Found
    let admin: Line
    const said: Statement[] = []
    const opened: { close(): Promise<void> }[] = []
    const listening = (to: Engine): Engine => ({
      ...to,
      connect: async (...args) => {
        const line = await to.connect(...args)
        const [run, ask] = [line.run.bind(line), line.ask.bind(line)]
        line.ask = query => {
          said.push({ text: query.sql.replaceAll(/\$\d+/g, '?'), values: query.parameters as Statement['values'] })
          return ask(query)
        }
        line.run = (statements, alone) => {
          said.push(...statements)
          return run(statements, alone)
        }
        return line
      },
    })
    const linesOf = (answer?: number): Lines => {
      const lines = new Lines(listening(engine), within, 1, answer)
      opened.push(lines)
      return lines
    }
    const storeOn = (lines: Lines): Pick<Store, 'list' | 'byId' | 'load' | 'read' | 'eventsOf' | 'timersOf' | 'timers' | 'marked'> =>
      readsOf(engine, { lines, lists: lines }, kyselyOf(engine, lines), new Map(tables.map(t => [t.name, t])), found, new Tail(), () =>
        Promise.resolve(),
      )

    before(async () => {
      server = await startPostgres()
      engine = postgres(server.url)
      found = (await prepare(engine, context, tables)).found
      admin = await engine.connect(within, 0)
      const say = (text: string) => admin.run([{ text, values: [] }])
      const state = `json_build_object('phoneNumber', '010' || (i % 5000), 'qty', i % 7, 'status', CASE WHEN i % 10 = 0 THEN 'Paid' ELSE 'Ordered' END)`
      await say(`INSERT INTO of_order (k, id, version, listed, status, data)
                 SELECT i, i, 1, CASE WHEN i % 50 = 0 THEN 0 ELSE 1 END, ${state} ->> 'status', ${state} FROM generate_series(1, ${many}) i`)
      await say(
        `INSERT INTO log SELECT i, 'orderId/' || i % 20000, i, 'order', i % 20000, '{"id":"order/1/1"}', CASE WHEN i % 3 = 0 THEN 'mark' || i END FROM generate_series(1, ${many}) i`,
      )
      await say(`INSERT INTO timers SELECT 't' || i, i, 'orderId/' || i, NULL, '{}' FROM generate_series(1, ${many}) i`)
      await say('UPDATE head SET position = 100000')
      await say('ANALYZE')
    })
    after(async () => {
      for (const it of opened) await it.close()
      await admin.close()
      await server.stop()
    })

    const q: Query = { of: 'order', where: {}, sort: [], offset: 0, limit: 20 }
    const down = [{ field: 'id', descending: true }]
    const questions: { readonly [what: string]: (store: ReturnType<typeof storeOn>) => Promise<unknown> } = {
      'the first page': s => s.list(q),
      'the newest': s => s.list({ ...q, sort: down }),
      'the last page': s => s.list({ ...q, offset: 97_990 }),
      'the first page with what is hidden': s => s.list({ ...q, hidden: true }),
      'the newest with what is hidden': s => s.list({ ...q, hidden: true, sort: down }),
      'what has one status': s => s.list({ ...q, states: ['Ordered'] }),
      'the newest that have one status': s => s.list({ ...q, states: ['Paid'], sort: down }),
      'what has one of the statuses': s => s.list({ ...q, states: ['Ordered', 'Paid'] }),
      'who has a phone number': s => s.list({ ...q, where: { phoneNumber: '01077' } }),
      'the newest of who has a phone number': s => s.list({ ...q, where: { phoneNumber: '01077' }, sort: down }),
      'an item by its number': s => s.byId('order', 5000),
      'an item by its key': s => s.load('order', 5000),
      'the log from a place on': s => s.read(90_000, 100),
      'the events of a case': s => s.eventsOf({ case: 'orderId/77' }),
      'the events of an item': s => s.eventsOf({ aggregate: 'order', key: 77 }),
      'whether something was done': s => s.marked('mark3000'),
      'the timers of a case': s => s.timersOf('orderId/77'),
    }
    for (const [what, ask] of Object.entries(questions))
      it(`finds ${what} without going through all of them`, async () => {
        said.length = 0
        await ask(storeOn(linesOf()))
        const asked = said.filter(s => /^select/i.test(s.text))
        assert.ok(asked.length > 0)
        for (const { text, values } of asked) {
          const [result] = await admin.run([{ text: `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values, rare: true }])
          const { rows, all } = looked(JSON.parse(result!.rows[0]![0])[0].Plan)
          assert.ok(rows <= most && !all, `${rows} rows are looked at by ${text}`)
        }
      })

    it('keeps no plan for each order of fields that somebody thinks of', async () => {
      const lines = linesOf()
      const store = storeOn(lines)
      const fields = ['qty', 'status', 'phoneNumber', 'note', 'a', 'b']
      for (const first of fields)
        for (const second of fields)
          for (const descending of [true, false])
            await store.list({ ...q, where: { phoneNumber: '01077' }, sort: [first, second].map(field => ({ field, descending })) })
      const [result] = await lines.read([{ text: 'SELECT count(*) FROM pg_prepared_statements', values: [] }])
      assert.ok(result!.rows[0]![0] < 5, `${result!.rows[0]![0]} plans are kept`)
    })
    it('takes a field that is named again, or after the number, for what it is: nothing more to sort by', async () => {
      const store = storeOn(linesOf())
      const sort = [...down, { field: 'qty', descending: true }, ...down, { field: 'id', descending: false }]
      said.length = 0
      assert.deepEqual(await store.list({ ...q, sort }), await store.list({ ...q, sort: down }))
      assert.equal(new Set(said.map(s => s.text).filter(text => text.includes('ORDER BY'))).size, 1)
    })
    it('ends what takes too long once, and those who share its line are answered all the same', async () => {
      const lines = linesOf(300)
      await lines.read([{ text: 'SELECT 1', values: [] }])
      said.length = 0
      const slow = lines.read([{ text: 'SELECT pg_sleep(20)', values: [] }])
      const behind = lines.read([{ text: 'SELECT 7', values: [] }])
      await assert.rejects(slow, Unavailable)
      assert.equal((await behind)[0]!.rows[0]![0], 7)
      assert.equal(said.filter(s => s.text.includes('pg_sleep')).length, 1)
    })
    it('reads items on lines of their own while lists are at work', async () => {
      const { openSql } = await import('./index.ts')
      const store = await openSql({ url: server.url, context, tables })
      opened.unshift(store)
      await store.load('order', 1)
      const lock = await engine.connect(within, 0)
      await lock.run(
        [
          { text: 'BEGIN', values: [] },
          { text: 'LOCK TABLE of_order IN ACCESS EXCLUSIVE MODE', values: [] },
        ],
        true,
      )
      const lists = Array.from({ length: 20 }, () => store.list(q))
      const over = Promise.allSettled(lists)
      assert.equal((await store.eventsOf({ case: 'orderId/77' })).length, 5)
      await store.progress('seed')
      await lock.run([{ text: 'ROLLBACK', values: [] }], true)
      assert.ok((await over).every(l => l.status === 'fulfilled'))
      await lock.close()
    })
  })
