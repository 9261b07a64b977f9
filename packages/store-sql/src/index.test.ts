import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { type AddressInfo, connect, createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { Refused, type Store, Unavailable, type Unit } from '@jumun/core/runtime'
import { contractTables as tables } from '@jumun/testing'
import { needs, startMariadb, startPostgres } from '../../../tools/engines/index.ts'
import type { Server } from './contract.ts'
import type { Engine, Line } from './engine.ts'
import { openSql } from './index.ts'
import { mariadb } from './mariadb.ts'
import { postgres } from './postgres.ts'

const isRefused = (words: RegExp) => (thrown: unknown) => thrown instanceof Refused && words.test(thrown.message)
const order = (key: number, rest: Unit = {}, state: object = {}): Unit => ({
  item: { aggregate: 'order', key, version: 0, id: key, state: { phoneNumber: '010', qty: 1, status: 'Ordered', ...state }, listed: true },
  ...rest,
})
const q = { of: 'order', where: {}, sort: [], offset: 0, limit: 10 }

it('an address that no driver knows is refused with an example', async () => {
  for (const url of ['', 'shop.db', 'http://127.0.0.1/x', 'mongodb://127.0.0.1/'])
    await assert.rejects(openSql({ url, context: 'test/shop', tables }), isRefused(/postgres:\/\/.*mariadb:\/\//))
})

it('MySQL is refused in words', async () => {
  await assert.rejects(openSql({ url: 'mysql://root@127.0.0.1:1', context: 'test/shop', tables }), isRefused(/MySQL lacks.*mariadb:\/\//))
})

/** A pooler of connections as it looks from here: it takes a connection's first message, and hands on what is left of it, or an error. */
const poolerBefore = async (port: number, refuses: boolean) => {
  const server = createServer(near => {
    const far = connect(port, '127.0.0.1')
    near.once('data', first => {
      const words = first.subarray(8).toString('latin1').split('\0')
      const at = words.indexOf('options')
      if (at >= 0) words.splice(at, 2)
      const rest = Buffer.concat([first.subarray(4, 8), Buffer.from(words.join('\0'), 'latin1')])
      const length = Buffer.alloc(4)
      length.writeInt32BE(rest.length + 4)
      const said = 'SFATAL\0C08P01\0Munsupported startup parameter: options\0\0'
      if (refuses) {
        const error = Buffer.alloc(5)
        error.write('E')
        error.writeInt32BE(said.length + 4, 1)
        return near.end(Buffer.concat([error, Buffer.from(said)]))
      }
      far.write(Buffer.concat([length, rest]))
      near.pipe(far).pipe(near)
    })
    for (const end of [near, far]) end.on('error', () => [near, far].map(e => e.destroy()))
    near.on('close', () => far.destroy())
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}
if (needs(['postgres'], 'poolers before PostgreSQL'))
  it('a pooler before PostgreSQL is refused in words, whether it refuses our settings or forgets them', async t => {
    const server = await startPostgres()
    t.after(() => server.stop())
    for (const refuses of [true, false]) {
      const pooler = await poolerBefore(Number(new URL(server.url).port), refuses)
      const url = new URL(server.url)
      url.port = String(pooler.port)
      await assert.rejects(openSql({ url: url.href, context: 'test/pooled', tables }), isRefused(/PgBouncer.*address of the server itself/))
      pooler.close()
    }
  })
if (needs(['mariadb'], 'two environments on one MariaDB'))
  it('a name in the address of MariaDB goes before those of its databases, and what lies without one is not overlooked', async t => {
    const server = await startMariadb()
    t.after(() => server.stop())
    const at = (path: string) => openSql({ url: `${server.url}${path}`, context: 'test/shop', tables })
    const staging = await at('/staging')
    await staging.commit(order(1))
    const plain = await at('')
    assert.deepEqual([(await staging.list(q)).total, (await plain.list(q)).total], [1, 0])
    await assert.rejects(at('/more'), isRefused(/There is a test_shop.*no more_test_shop.*without \/more.*CREATE DATABASE more_test_shop/))
    await staging.close()
    await plain.close()
  })

for (const { name, engine, start, poor } of [
  {
    name: 'PostgreSQL',
    engine: 'postgres',
    start: startPostgres,
    poor: { make: ['CREATE ROLE poor LOGIN'], give: ['CREATE SCHEMA test_poor AUTHORIZATION poor'] },
  },
  {
    name: 'MariaDB',
    engine: 'mariadb',
    start: startMariadb,
    poor: { make: ["CREATE USER poor@'127.0.0.1'"], give: ['CREATE DATABASE test_poor', "GRANT ALL ON test_poor.* TO poor@'127.0.0.1'"] },
  },
] as const) {
  if (!needs([engine], `what is particular to a store on ${name}`)) continue
  describe(`a store on ${name}`, () => {
    let server: Server
    let admin: Line
    const engineOf = (url: string): Engine => (engine === 'postgres' ? postgres : mariadb)(url)
    const say = (...texts: readonly string[]) => admin.run(texts.map(text => ({ text, values: [] })))
    const on = (sentence: string, context: string, test: (store: Store, open: () => Promise<Store>) => Promise<void>): void => {
      it(sentence, async () => {
        const opened: Store[] = []
        const open = async (): Promise<Store> => {
          const store = await openSql({ url: server.url, context, tables })
          opened.push(store)
          return store
        }
        try {
          await test(await open(), open)
        } finally {
          for (const store of opened) await store.close()
        }
      })
    }
    before(async () => {
      server = await start()
      admin = await engineOf(server.url).connect()
    })
    after(async () => {
      await admin.close()
      await server.stop()
    })

    on('of a newer version is refused, and so is one of another context', 'test/new', async (_, open) => {
      const [was] = await say(`SELECT value FROM test_new.meta WHERE name = 'version'`)
      await say(`UPDATE test_new.meta SET value = '1000' WHERE name = 'version'`)
      await assert.rejects(open(), isRefused(/newer Jumun/))
      await say(`UPDATE test_new.meta SET value = '${was!.rows[0]![0]}' WHERE name = 'version'`)
      await open()
      await assert.rejects(openSql({ url: server.url, context: 'test_new', tables }), isRefused(/belongs to the context test\/new/))
    })
    it('that its user may not make is refused with what to do, and opens once that is done', async () => {
      await say(...poor.make)
      const url = new URL(server.url)
      url.username = 'poor'
      const open = () => openSql({ url: url.href, context: 'test/poor', tables })
      await assert.rejects(open(), isRefused(/test_poor/))
      await say(...poor.give)
      const store = await open()
      await store.commit(order(1))
      assert.equal((await store.list(q)).total, 1)
      await store.close()
    })
    it('that does not answer is unavailable', async () => {
      const url = new URL(server.url)
      url.port = '1'
      await assert.rejects(openSql({ url: url.href, context: 'test/away', tables }), Unavailable)
    })
    it('rings timers and forgets by the clock of the server, not by that of a replica which is ahead', async () => {
      const week = 7 * 86_400_000
      const hour = 3_600_000
      const place = { url: server.url, context: 'test/ahead', tables }
      const ownTime = () => Date.now() + week + hour
      const [right, ahead] = [await openSql(place), await openSql({ ...place, ownTime })]
      const timer = {
        id: 'later',
        at: Date.now() + 600_000,
        case: 'orderId/1',
        work: { kind: 'command' as const, type: 'Cancel', data: {}, causes: [] },
      }
      await right.commit({ mark: 'fresh', timers: [timer] })
      const { timers, next } = await ahead.due(ownTime(), 10, 5000)
      assert.deepEqual(timers, [])
      assert.ok(Math.abs(next - ownTime() - 600_000) < 5000, `${next - ownTime()}`)
      await ahead.forget(ownTime() - week)
      assert.equal(await right.marked('fresh'), null)
      const now = { ...timer, id: 'now', at: Date.now() - 1000 }
      await right.commit({ mark: 'now', timers: [now] })
      assert.deepEqual(
        (await ahead.due(ownTime(), 10, 5000)).timers.map(t => t.id),
        ['now'],
      )
      await right.close()
      await ahead.close()
    })
    on('refuses alone what cannot be written at all', 'test/bad', async store => {
      const tooLong = randomBytes(4000).toString('base64')
      const results = await Promise.allSettled([1, 2, 3].map(key => store.commit(order(key, { mark: key === 2 ? tooLong : `m${key}` }))))
      assert.deepEqual(
        results.map(r => r.status),
        ['fulfilled', 'rejected', 'fulfilled'],
      )
      const { reason } = results[1] as PromiseRejectedResult
      assert.ok(reason instanceof Error && !(reason instanceof Unavailable))
      assert.deepEqual(
        (await store.list(q)).items.map(i => i.key),
        [1, 3],
      )
      await store.commit(order(2))
    })
    on('is not misled by what it remembers when another replica comes between', 'test/between', async (a, open) => {
      const b = await open()
      const said = (promise: Promise<unknown>): Promise<string> =>
        promise.then(() => 'committed').catch((thrown: { readonly over?: string }) => thrown.over ?? 'thrown')
      const told = (key: number, version: number, rest: Unit = {}): Unit => ({
        item: {
          aggregate: 'order',
          key,
          version,
          id: key,
          state: { phoneNumber: '010', qty: version, status: version % 2 ? 'Paid' : 'Ordered' },
          listed: version % 3 !== 2,
        },
        events: [
          {
            id: `order/${key}/${version + 1}`,
            type: 'Told',
            data: {},
            source: 'shop',
            aggregate: 'order',
            key,
            item: key,
            case: 'orderId/1',
            time: 1,
            cause: 'c',
            causes: [],
            actor: 'x',
          },
        ],
        public: [true],
        mark: `${key}/${version}`,
        ...rest,
      })
      const keyed = (name: string) => ({ keyed: { name, digest: 'd', aggregate: 'order', key: 1, version: 1, at: 1 } })
      let version = 0
      for (const round of [1, 2, 3, 4, 5]) {
        // Often enough for it to rely on what it remembers.
        for (let n = 0; n < 6; n++) await a.commit(told(1, version++))
        await b.commit(told(1, version, keyed(`k${round}`)))
        assert.equal(await said(a.commit(told(1, version, { mark: `late ${round}` }))), 'version')
        version++
        for (let n = 0; n < 6; n++) await a.commit(told(1, version++))
        await b.commit(told(10 + round, 0))
        assert.equal(await said(a.commit(told(10 + round, 0, { mark: `born late ${round}` }))), 'version')
        for (let n = 0; n < 6; n++) await a.commit(told(1, version++))
        await b.commit({ mark: `theirs ${round}` })
        assert.equal(await said(a.commit(told(1, version, { mark: `theirs ${round}` }))), 'mark')
        for (let n = 0; n < 6; n++) await a.commit(told(1, version++))
        await b.commit(keyed(`key ${round}`))
        assert.equal(await said(a.commit(told(1, version, keyed(`key ${round}`)))), 'key')
        // A birth in a case that only others have told.
        for (let n = 0; n < 6; n++) await a.commit({ mark: `quiet ${round} ${n}` })
        await a.commit(told(20 + round, 0))
        await b.commit(told(20 + round, 1))
        await a.commit(told(20 + round, 2))
      }
      // Rows have no place in the log that would tell.
      const row = (version: number): Unit => ({
        rows: [{ view: 'page', key: 1, version, id: 1, value: { status: `${version}` }, seen: {}, listed: true }],
      })
      for (let n = 0; n < 6; n++) await a.commit(row(n))
      await b.commit(row(6))
      assert.equal(await said(a.commit(row(6))), 'version')
      assert.equal((await a.row('page', 1))?.version, 7)
      assert.deepEqual(await a.list({ ...q, of: 'page', states: ['6'] }).then(page => [page.total, page.items.length]), [1, 1])
      const log = await a.read(0, 1000)
      assert.deepEqual(
        log.map(e => [e.position, e.number]),
        log.map((_, i) => [i + 1, i + 1]),
      )
      const all = [1, 11, 12, 13, 14, 15, 21, 22, 23, 24, 25]
      assert.equal((await b.list({ ...q, hidden: true })).total, all.length)
      const states = ['Ordered', 'Paid']
      for (const hidden of [true, false])
        for (const store of [a, b])
          for (const some of [states, states.slice(1)]) {
            const page = await store.list({ ...q, hidden, states: some, limit: 100 })
            assert.equal(page.total, page.items.length)
          }
    })
    on('numbers a case on that it has forgotten, though it knows the item', 'test/forgotten', async store => {
      const told = (key: number, version: number, kase: number, isPublic: boolean): Unit => ({
        item: { aggregate: 'order', key, version, id: key, state: { phoneNumber: '010', qty: 1, status: 'Ordered' }, listed: true },
        events: [
          {
            id: `order/${key}/${version + 1}`,
            type: 'Told',
            data: {},
            source: 'shop',
            aggregate: 'order',
            key,
            item: key,
            case: `orderId/${kase}`,
            time: 1,
            cause: 'c',
            causes: [],
            actor: 'x',
          },
        ],
        public: [isPublic],
      })
      await store.commit(told(1, 0, 1, true))
      // more cases than it remembers, and then a while in which nobody comes between
      await Promise.all(Array.from({ length: 1100 }, (_, i) => store.commit(told(2 + i, 0, 2 + i, true))))
      await store.commit(told(5000, 0, 1, false))
      for (let version = 0; version < 5; version++) await store.commit(told(6000, version, 6000, true))
      const [event] = await store.commit(told(5000, 1, 1, true))
      assert.equal(event!.number, 2)
      const [next] = await store.commit(told(5000, 2, 1, true))
      assert.equal(next!.number, 3)
    })
    on('of tables that it does not know refuses the unit alone', 'test/unknown', async store => {
      const results = await Promise.allSettled([
        store.commit(order(1)),
        store.commit({ item: { aggregate: 'nothing', key: 1, version: 0, id: 1, state: {}, listed: true } }),
      ])
      assert.deepEqual(
        results.map(r => r.status),
        ['fulfilled', 'rejected'],
      )
    })
    on('keeps texts apart that differ by case, by an accent, or by a space at their end', 'test/texts', async store => {
      const texts = ['a', 'A', 'a ', 'á', 'a\u0301', "a'", 'a\\', 'a"', 'a%', 'a?', '🍰', '가', '']
      for (const [i, text] of texts.entries())
        await store.commit({
          mark: `mark ${text}`,
          item: { aggregate: 'menu', key: text, version: 0, id: i + 1, state: { price: i, status: text }, listed: true },
          keyed: { name: `key ${text}`, digest: text, aggregate: 'menu', key: text, version: 1, at: 1 },
          seen: [{ source: 'pay', case: text, number: i + 1 }],
        })
      for (const [i, text] of texts.entries()) {
        assert.deepEqual(await store.load('menu', text), { version: 1, id: i + 1, state: { price: i, status: text } })
        assert.equal((await store.keyed(`key ${text}`))?.digest, text)
        assert.equal(await store.marked(`mark ${text}`), null)
        assert.equal(await store.seen('pay', text), i + 1)
        assert.equal((await store.list({ ...q, of: 'menu', states: [text] })).total, 1)
      }
    })
    on('brings numbers and the order of fields back as they were', 'test/numbers', async store => {
      const state = {
        z: 2 ** 40,
        a: 0.1,
        m: 1e21,
        n: -0.5,
        big: Number.MAX_SAFE_INTEGER,
        small: 5e-324,
        b: { '2': 1, '1': 2, x: [1.5, null] },
      }
      const key = 2 ** 41
      await store.commit(order(key, {}, state))
      const found = (await store.load('order', key))!
      assert.equal(JSON.stringify(found.state), JSON.stringify({ phoneNumber: '010', qty: 1, status: 'Ordered', ...state }))
      assert.equal(found.id, key)
      assert.equal((await store.byId('order', key))?.key, key)
      assert.ok((await store.allot('order')) > key)
    })
    on('finds by an index what is long, and no number by its text', 'test/long', async store => {
      const long = '가'.repeat(300)
      await store.commit(order(1, {}, { phoneNumber: `${long}1` }))
      await store.commit(order(2, {}, { phoneNumber: `${long}2` }))
      await store.commit(order(3, {}, { phoneNumber: '5' }))
      await store.commit(order(4, {}, { phoneNumber: 5 }))
      const keys = async (phoneNumber: unknown) => (await store.list({ ...q, where: { phoneNumber } })).items.map(i => i.key)
      assert.deepEqual(await keys(`${long}2`), [2])
      assert.deepEqual(await keys('5'), [3])
      assert.deepEqual(await keys(5), [4])
      assert.deepEqual(await keys(long), [])
    })
    on('reads pages far from the beginning as it reads the first', 'test/far', async store => {
      for (let from = 0; from < 2500; from += 500)
        await Promise.all(Array.from({ length: 500 }, (_, i) => store.commit(order(from + i + 1, {}, { qty: (from + i) % 7 }))))
      for (const offset of [0, 999, 1001, 1249, 1251, 2000, 2491, 2500, 3000]) {
        const page = await store.list({ ...q, offset })
        assert.deepEqual(
          [page.items.map(i => i.key), page.total],
          [Array.from({ length: Math.max(0, Math.min(10, 2500 - offset)) }, (_, i) => offset + i + 1), 2500],
        )
        const sorted = await store.list({ ...q, offset, where: { phoneNumber: '010' }, sort: [{ field: 'qty', descending: true }] })
        const all = Array.from({ length: 2500 }, (_, i) => i + 1).sort((a, b) => ((b - 1) % 7) - ((a - 1) % 7) || a - b)
        assert.deepEqual(
          sorted.items.map(i => i.key),
          all.slice(offset, offset + 10),
        )
      }
    })
  })
}
