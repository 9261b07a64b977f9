import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, fdatasync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import { CommitUnknown, Refused, type Store, type Table, Unavailable, type Unit } from '@jumun/core/runtime'
import { contractTables as tables } from '@jumun/testing'
import { openSqlite, type Place, readSqlite } from './index.ts'
import { migrate, migrations } from './schema.ts'

const noon = Date.UTC(2030, 0, 1, 12)
/** An order's next step: one event, one mark, one timer set and the one before done. */
const step = (key: number, version: number, mark = `order/${key}/${version}`): Unit => ({
  mark,
  item: {
    aggregate: 'order',
    key,
    version,
    id: key,
    state: { phoneNumber: `010-${key % 7}`, qty: version, status: 'Ordered', note: 'x'.repeat(200) },
    listed: true,
  },
  events: [
    {
      id: `order/${key}/${version + 1}`,
      type: 'Happened',
      data: { orderId: key },
      source: 'shop',
      aggregate: 'order',
      key,
      item: key,
      case: `orderId/${key}`,
      time: noon,
      cause: mark,
      causes: [],
      actor: 'guest',
    },
  ],
  public: [true],
  timers: [
    { id: `t/${key}/${version + 1}`, at: noon, case: `orderId/${key}`, work: { kind: 'command', type: 'Go', data: {}, causes: [] } },
  ],
  done: [`t/${key}/${version}`],
})
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)

// The other process of some tests is this file again.
const [, , role, place] = process.argv
if (role === 'writer') {
  const store = await openSqlite({ file: place!, context: 'shop', tables })
  console.log('open')
  const write = async (writer: number): Promise<void> => {
    for (;;) {
      const key = await store.allot('order')
      for (const version of [0, 1, 2]) {
        await store.commit(step(key, version))
        process.stdout.write(`${writer} order/${key}/${version}\n`)
      }
    }
  }
  await Promise.all(range(20).map(write))
}

const folder = mkdtempSync(join(tmpdir(), 'jumun-'))
after(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const newFile = (): string => join(folder, `${++files}`, 'shop.db')
const open = (file: string, rest: Partial<Place> = {}): Promise<Store> => openSqlite({ file, context: 'shop', tables, ...rest })
const isRefused = (words: RegExp) => (thrown: unknown) => thrown instanceof Refused && words.test(thrown.message)

/** Starts a process that writes to the file without end, and gives what it says line by line. */
const writer = async (
  file: string,
): Promise<{ readonly child: ChildProcess; readonly said: string[]; readonly next: () => Promise<unknown> }> => {
  const child = spawn(process.execPath, [import.meta.filename, 'writer', file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  const lines = createInterface(child.stdout!)
  lines.on('line', line => said.push(line))
  await once(lines, 'line')
  return { child, said, next: () => once(lines, 'line') }
}
const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL')
  await once(child, 'close')
}

/** The log has no holes, and items, cases and marks agree with it. */
const isSound = async (store: Store): Promise<number> => {
  const log = await store.read(0, Infinity)
  assert.deepEqual(
    log.map(e => e.position),
    range(log.length),
  )
  const events = new Map<number, number>()
  for (const e of log) {
    events.set(e.item, (events.get(e.item) ?? 0) + 1)
    assert.equal(e.number, events.get(e.item))
    assert.equal(await store.marked(e.cause), null)
  }
  for (const [key, version] of events) {
    assert.equal((await store.load('order', key))?.version, version)
    assert.equal((await store.eventsOf({ case: `orderId/${key}` })).length, version)
  }
  const page = await store.list({ of: 'order', where: {}, sort: [], offset: 0, limit: 100_000 })
  assert.deepEqual([page.items.length, page.total], [events.size, events.size])
  assert.equal((await store.timers(0, 0)).total, events.size)
  return log.length
}

if (role !== 'writer') {
  describe('a process that is killed', () => {
    it('loses nothing that it acknowledged, nor breaks anything, however often it is killed', async () => {
      const file = newFile()
      const acknowledged: string[] = []
      for (let round = 1; round <= 4; round++) {
        const { child, said, next } = await writer(file)
        while (said.length < 700 * round) await next()
        await kill(child)
        acknowledged.push(...said.filter(line => line.includes(' order/')).map(line => line.split(' ')[1]!))
        const reader = await readSqlite({ file, context: 'shop', tables })
        for (const mark of acknowledged) assert.equal(await reader.marked(mark), null)
        const read = await isSound(reader)
        await reader.close()
        const store = await open(file)
        for (const mark of acknowledged) assert.equal(await store.marked(mark), null)
        assert.equal(await isSound(store), read)
        await store.close()
      }
      assert.equal(new Set(acknowledged).size, acknowledged.length)
    })
    it('leaves no lock behind', async () => {
      const file = newFile()
      const { child } = await writer(file)
      await assert.rejects(open(file), isRefused(new RegExp(`in use by process ${child.pid}`)))
      await kill(child)
      await (await open(file)).close()
    })
  })

  describe('a file', () => {
    it('is one process’s alone, and one store’s alone within it', async () => {
      const file = newFile()
      const store = await open(file)
      await assert.rejects(open(file), isRefused(/in use by process/))
      await store.close()
      await (await open(file)).close()
    })
    it('that is missing is made, with its directory', async () => {
      const file = join(folder, 'a', 'b', 'c', 'shop.db')
      await (await open(file)).close()
      assert.ok(statSync(file).size > 0)
    })
    it('of a newer version is refused, and is not changed', async () => {
      const file = newFile()
      await (await open(file)).close()
      const db = new DatabaseSync(file)
      db.exec('PRAGMA user_version = 99')
      db.close()
      const before = readFileSync(file)
      await assert.rejects(open(file), isRefused(/newer Jumun.*99.*Run the newer version/))
      await assert.rejects(readSqlite({ file, context: 'shop', tables }), isRefused(/newer/))
      assert.deepEqual(readFileSync(file), before)
    })
    it('of another context is refused', async () => {
      const file = newFile()
      await (await open(file)).close()
      await assert.rejects(open(file, { context: 'pay' }), isRefused(/belongs to the context shop, not to pay/))
    })
    it('that is no database, or not ours, is refused', async () => {
      const [text, other] = [newFile(), newFile()]
      mkdirSync(join(text, '..'))
      writeFileSync(text, 'a letter to my aunt, which is long enough to be a header')
      await assert.rejects(open(text), isRefused(/is no database/))
      mkdirSync(join(other, '..'))
      const db = new DatabaseSync(other)
      db.exec('CREATE TABLE aunts (name)')
      db.close()
      await assert.rejects(open(other), isRefused(/not one of Jumun/))
      assert.ok(readFileSync(other).includes('aunts'))
    })
    it('that was cut off, or written over, is refused', async () => {
      const make = async (): Promise<string> => {
        const file = newFile()
        const store = await open(file)
        await Promise.all(range(500).map(key => store.commit(step(key, 0))))
        await store.close()
        return file
      }
      const cut = await make()
      truncateSync(cut, Math.floor(statSync(cut).size / 2))
      await assert.rejects(open(cut), isRefused(/damaged.*Restore it from a backup/))
      const spoilt = await make()
      const bytes = readFileSync(spoilt)
      bytes.fill(0x55, 8192, 65_536)
      writeFileSync(spoilt, bytes)
      await assert.rejects(open(spoilt), isRefused(/damaged/))
      await assert.rejects(readSqlite({ file: join(folder, 'nowhere.db'), context: 'shop', tables }), isRefused(/there is no/))
    })
    it('of an older version is brought to the newest, all the way or not at all', async () => {
      const file = newFile()
      await (await open(file)).close()
      const db = new DatabaseSync(file)
      const versionOf = (): unknown => db.prepare('PRAGMA user_version').get()?.['user_version']
      assert.equal(versionOf(), migrations.length)
      assert.throws(() => migrate(db, [...migrations, 'CREATE TABLE second (a)', 'CREATE TABLE wrong wrong']))
      assert.equal(versionOf(), migrations.length)
      migrate(db, [...migrations, 'CREATE TABLE second (a)', "INSERT INTO second VALUES ('moved')"])
      assert.equal(versionOf(), migrations.length + 2)
      migrate(db, [...migrations, 'CREATE TABLE second (a)', "INSERT INTO second VALUES ('moved')"])
      assert.deepEqual(
        db
          .prepare('SELECT a FROM second')
          .all()
          .map(row => row['a']),
        ['moved'],
      )
      db.close()
    })
    it('gets the tables and indexes that a later version of the system has, and loses those it has no longer', async () => {
      const file = newFile()
      const [order, ...others] = tables
      let store = await open(file, { tables: [{ ...order!, indexes: ['status'] }] })
      await Promise.all(range(50).map(key => store.commit(step(key, 0))))
      await store.close()
      for (const indexes of [['phoneNumber', 'qty', 'status'], ['phoneNumber'], []]) {
        store = await open(file, { tables: [{ ...order!, indexes }, ...others] as readonly Table[] })
        const page = await store.list({ of: 'order', where: { phoneNumber: '010-3' }, states: ['Ordered'], sort: [], offset: 0, limit: 3 })
        assert.deepEqual([page.items.map(i => i.key), page.total], [[3, 10, 17], 7])
        await store.commit({
          rows: [{ view: 'page', key: 1, version: (await store.row('page', 1))?.version ?? 0, id: 1, value: {}, seen: {}, listed: true }],
        })
        await store.close()
      }
    })
  })

  describe('a flush', () => {
    it('is known to nobody before it is on disk', async () => {
      let arrive = (): void => {}
      let isSlow = false
      const store = await open(newFile(), { tuning: { sync: (fd, done) => (isSlow ? (arrive = () => done(null)) : done(null)) } })
      isSlow = true
      const committed = store.commit(step(1, 0))
      await new Promise(resolve => setImmediate(() => setImmediate(resolve)))
      const what = async () => [
        await store.load('order', 1),
        await store.marked('order/1/0'),
        await store.head(),
        (await store.read(0, 9)).length,
        (await store.due(noon, 9, 9)).timers.length,
      ]
      assert.deepEqual(await what(), [undefined, undefined, 0, 0, 0])
      assert.equal((await store.list({ of: 'order', where: {}, sort: [], offset: 0, limit: 9 })).total, 0)
      isSlow = false
      arrive()
      await committed
      assert.deepEqual((await what()).slice(1), [null, 1, 1, 1])
      await store.close()
    })
    it('that may not have reached the disk leaves in doubt what it held, until the disk answers again', async () => {
      let isBroken = false
      const file = newFile()
      const store = await open(file, { tuning: { sync: (_, done) => setImmediate(done, isBroken ? new Error('EIO') : null) } })
      await store.commit(step(1, 0))
      isBroken = true
      await assert.rejects(store.commit(step(1, 1)), CommitUnknown)
      isBroken = false
      assert.equal(await store.marked('order/1/1'), null)
      assert.equal((await store.load('order', 1))?.version, 2)
      await store.commit(step(1, 2))
      await isSound(store)
      await store.close()
      const again = await open(file)
      assert.equal(await isSound(again), 3)
      await again.close()
    })
    /** The next step of order 1, decided on the state that this unit brings. */
    const behind = (before: Unit): Unit => ({
      ...step(1, before.item!.version + 1),
      follows: { aggregate: 'order', key: 1, state: before.item!.state },
    })
    it('takes with what it cannot write whatever was decided on it, in the same flush and in the next', async () => {
      const file = newFile()
      const store = await open(file)
      const wrong = { ...step(1, 0), events: [{ ...step(1, 0).events![0]!, data: { orderId: 10n } }] }
      const said: Unit = { mark: 'no', refused: { reason: 'sold-out' }, follows: behind(wrong).follows! }
      const commit = (...units: readonly Unit[]) => Promise.allSettled(units.map(unit => store.commit(unit)))
      const flight = commit(wrong, behind(wrong), said, step(2, 0))
      await new Promise(resolve => setImmediate(resolve))
      const next = commit(behind(behind(wrong)), { ...said, mark: 'no again' })
      const outcomes = [...(await flight), ...(await next)]
      const lost = 'conflict: version'
      assert.deepEqual(
        outcomes.map(o => (o.status === 'rejected' ? (o.reason as Error).message : o.status)),
        ['Do not know how to serialize a BigInt', lost, lost, 'fulfilled', lost, lost],
      )
      await store.close()
      const again = await open(file)
      assert.deepEqual([await again.load('order', 1), await again.marked('no'), await again.head()], [undefined, undefined, 1])
      await again.close()
    })
    it('that was in doubt and is there after all has behind it what was decided on it', async () => {
      let isBroken = true
      const file = newFile()
      const store = await open(file, { tuning: { sync: (_, done) => setImmediate(done, isBroken ? new Error('EIO') : null) } })
      const first = step(1, 0)
      const doubted = assert.rejects(store.commit(first), CommitUnknown)
      await new Promise(resolve => setImmediate(resolve))
      const unit = behind(first)
      const second = store.commit(unit) // while the first is on its way
      await doubted
      isBroken = false
      await second
      await store.commit(behind(unit))
      await isSound(store)
      await store.close()
      const again = await open(file)
      assert.equal((await again.load('order', 1))?.version, 3)
      await again.close()
    })
    it('is not spoilt by a unit that cannot be written', async () => {
      const store = await open(newFile())
      const wrong = { ...step(2, 0), item: { ...step(2, 0).item!, state: { status: 'Odd', qty: 10n } } }
      const outcomes = await Promise.allSettled([
        store.commit(step(1, 0)),
        store.commit(wrong),
        store.commit(step(3, 0)),
        store.commit({ item: { ...step(4, 0).item!, aggregate: 'nothing' } }),
      ])
      assert.deepEqual(
        outcomes.map(o => o.status),
        ['fulfilled', 'rejected', 'fulfilled', 'rejected'],
      )
      await isSound(store)
      await store.close()
    })
    it('that was under way when the store is closed is finished, and later ones are refused', async () => {
      const file = newFile()
      const store = await open(file)
      const committed = Promise.all(range(10).map(key => store.commit(step(key, 0))))
      await store.close()
      await committed
      await assert.rejects(store.commit(step(11, 0)), Unavailable)
      await assert.rejects(store.load('order', 1), Unavailable)
      const again = await open(file)
      assert.equal(await isSound(again), 10)
      await again.close()
    })
  })

  describe('a full disk', () => {
    /** Commits until there is no room, and returns the marks that were acknowledged. */
    const fill = async (store: Store, from: number): Promise<string[]> => {
      const kept: string[] = []
      for (let key = from; ; key += 20) {
        const outcomes = await Promise.allSettled(range(20).map(n => store.commit(step(key + n, 0))))
        outcomes.forEach((o, i) => {
          if (o.status === 'fulfilled') kept.push(`order/${key + i + 1}/0`)
          else assert.ok(o.reason instanceof Unavailable, String(o.reason))
        })
        if (outcomes.some(o => o.status === 'rejected')) return kept
      }
    }
    /** Goes on until a hundred were refused: here and there one still fits. */
    const press = async (store: Store, kept: string[]): Promise<void> => {
      for (let refused = 0; refused < 100; ) {
        const key = 1_000_000 + kept.length + refused
        await store.commit(step(key, 0)).then(
          () => kept.push(`order/${key}/0`),
          thrown => void (refused += Number(thrown instanceof Unavailable)),
        )
      }
    }
    it('refuses what does not fit and keeps what it acknowledged', async () => {
      const file = newFile()
      let store = await open(file, { maxPages: 400, tuning: { settleAfter: 100 } })
      const kept = await fill(store, 0)
      assert.ok(kept.length > 100)
      await press(store, kept)
      for (const mark of kept) assert.equal(await store.marked(mark), null)
      assert.equal((await store.load('order', 1))?.version, 1)
      assert.equal(await store.head(), kept.length)
      await store.close()
      store = await open(file)
      assert.equal(await isSound(store), kept.length)
      await store.commit(step(5000, 0))
      assert.equal(await isSound(store), kept.length + 1)
      await store.close()
    })
    it('is served again by itself when there is room', async t => {
      const mount = join(folder, 'small')
      mkdirSync(mount)
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', mount], { stdio: 'ignore' })
      } catch {
        t.skip('a small disk can only be made by root')
        return
      }
      try {
        writeFileSync(join(mount, 'filler'), Buffer.alloc(2 * 2 ** 20))
        const file = join(mount, 'shop.db')
        let store = await open(file, { tuning: { settleAfter: 100, sync: fdatasync } })
        const kept = await fill(store, 0)
        await press(store, kept)
        assert.equal((await store.list({ of: 'order', where: {}, sort: [], offset: 0, limit: 1 })).total, kept.length)
        rmSync(join(mount, 'filler'))
        await store.commit(step(100_000, 0))
        const more = await fill(store, 200_000)
        assert.ok(more.length > 20)
        await store.close()
        // Also a start finds its way on a full disk.
        store = await open(file)
        assert.equal(await isSound(store), kept.length + 1 + more.length)
        await store.close()
      } finally {
        execFileSync('umount', ['-l', mount])
      }
    })
  })

  it('a journal that has what no table takes is no reason to stand still: it is named and left out, and the rest is served', async () => {
    const file = newFile()
    const before = await open(file)
    for (const key of range(3)) await before.commit(step(key, 0))
    await before.close()
    const raw = new DatabaseSync(file)
    const entry = (table: string, key: unknown, id: unknown): unknown[] => [
      table,
      key,
      1,
      id,
      1,
      { status: 'Ordered', phoneNumber: '010-1' },
      { shop: 1 },
    ]
    const delta = [[entry('order', 'A-7', 9), entry('order', 8, 8), entry('page', 'A-7', 9), entry('page', 5, null), entry('page', 6, 6)]]
    raw.prepare('INSERT INTO journal VALUES (1000, ?)').run(JSON.stringify([...delta, [['m', noon]], [], [], [], [], [], [], []]))
    raw.close()
    const told: string[] = []
    const serves = async (store: Store): Promise<void> => {
      const all = { where: {}, sort: [], offset: 0, limit: 10 }
      const [orders, pages] = await Promise.all([store.list({ of: 'order', ...all }), store.list({ of: 'page', ...all })])
      assert.deepEqual([orders.items.map(i => i.key), orders.total], [[1, 2, 3, 8], 4])
      assert.deepEqual([pages.items.map(i => i.key), pages.total], [[6], 1])
      assert.equal((await store.counts())['order'], 4)
      assert.equal(await store.marked('m'), null)
    }
    const store = await openSqlite({ file, context: 'shop', tables, report: what => void told.push(what) })
    await serves(store)
    assert.deepEqual(
      told.map(t => t.split(' could not be kept: ')[0]),
      ['order A-7', 'page A-7', 'page 5'],
    )
    await store.commit(step(1, 1))
    await store.close()
    const again = await openSqlite({ file, context: 'shop', tables, report: what => void told.push(what) })
    await serves(again)
    assert.equal(told.length, 3)
    assert.match((await again.noted('passed over'))!, /order A-7/)
    await again.close()
  })
  describe('what is read while a flush is on its way to the disk', () => {
    /** A store whose flushes wait at the disk until they are let through. */
    const slow = async (): Promise<{ store: Store; file: string; asked: () => Promise<() => void> }> => {
      const file = newFile()
      let isHeld = false
      let arrived: ((go: () => void) => void) | undefined
      const asked = (): Promise<() => void> => {
        isHeld = true
        return new Promise(done => (arrived = done))
      }
      const sync = (_: number, done: (error: Error | null) => void): void => {
        if (!isHeld) return void setImmediate(done, null)
        isHeld = false
        arrived!(() => done(null))
      }
      return { store: await open(file, { tuning: { sync } }), file, asked }
    }
    const reads: readonly (readonly [string, (store: Store) => Promise<unknown>])[] = [
      ['a page', store => store.list({ of: 'order', where: {}, sort: [], offset: 0, limit: 5 })],
      ['the counts', store => store.counts()],
      ['what is put aside', store => store.aside()],
      ['the timers', store => store.timers(0, 5)],
    ]
    for (const [what, read] of reads) {
      it(`${what}: a crash before or after takes nothing of that flush that it does not take wholly`, async () => {
        const { store, file, asked } = await slow()
        await store.commit(step(1, 0))
        const held = asked()
        const flying = store.commit(step(1, 1))
        const go = await held
        await read(store)
        const next = store.commit(step(2, 0)) // with which what was read into the tables is committed
        go()
        await flying
        await next
        const copy = newFile()
        cpSync(join(file, '..'), join(copy, '..'), { recursive: true, filter: from => !from.endsWith('.lock') })
        const after = await open(join(copy, '..', basename(file)))
        assert.deepEqual([(await after.load('order', 1))!.version, (await after.load('order', 2))!.version, await after.head()], [2, 1, 3])
        assert.equal(await after.marked('order/1/1'), null)
        assert.deepEqual((await after.timers(0, 5)).timers.map(t => t.id).sort(), ['t/1/2', 't/2/1'])
        await after.close()
        await store.close()
      })
      it(`${what}: a unit that cannot be written after that takes nothing back`, async () => {
        const { store, file, asked } = await slow()
        await store.commit(step(1, 0))
        const held = asked()
        const flying = store.commit(step(1, 1))
        const go = await held
        await read(store)
        const impossible = assert.rejects(
          store.commit({ ...step(3, 0), item: { ...step(3, 0).item!, state: { status: 'Ordered', qty: 1n } } }),
        )
        go()
        await flying
        await impossible
        await store.close()
        const again = await open(file)
        assert.deepEqual([(await again.load('order', 1))!.version, await again.load('order', 3), await again.head()], [2, undefined, 2])
        assert.deepEqual(
          (await again.list({ of: 'order', where: {}, sort: [], offset: 0, limit: 5 })).items.map(i => i.version),
          [2],
        )
        await again.close()
      })
    }
  })
  it('a store that is closed twice has ended when either says so', async () => {
    const file = newFile()
    const store = await open(file)
    const last = store.commit(step(1, 0))
    const first = store.close()
    await store.close()
    await last
    const again = await open(file) // nobody holds it any more
    assert.equal((await again.load('order', 1))!.version, 1)
    await Promise.all([again.close(), first])
  })
  it('a file with a number that JavaScript cannot hold is opened: only pages are looked at, no values', async () => {
    const file = newFile()
    await (await open(file)).close()
    const raw = new DatabaseSync(file)
    raw.exec("INSERT INTO of_order (k, version, listed, data) VALUES (9007199254740993, 1, 1, '{}')")
    raw.close()
    const store = await open(file)
    await store.commit(step(1, 0))
    assert.equal((await store.load('order', 1))!.version, 1)
    await store.close()
  })
  it('finds by an index the same with tables that are not up to date as with those that are', async () => {
    const store = await open(newFile())
    const changed = (key: number, version: number, phone: string, status: string, listed: boolean): Unit => ({
      ...step(key, version),
      item: { ...step(key, version).item!, state: { phoneNumber: phone, qty: version, status, note: '' }, listed },
    })
    // where there are more than fit on a page the tables are brought up to date: that comes last
    const queries = [100, 3, 2].flatMap(limit =>
      ['010-1', '010-2', '010-9'].flatMap(phoneNumber =>
        [undefined, ['Ordered'], ['Gone', 'Ordered']].flatMap(states =>
          [false, true].map(hidden => ({
            of: 'order',
            where: { phoneNumber },
            ...(states ? { states } : {}),
            hidden,
            sort: [],
            offset: 0,
            limit,
          })),
        ),
      ),
    )
    const found = () => Promise.all(queries.map(query => store.list(query)))
    const isTheSame = async (): Promise<void> => {
      const before = await found()
      await store.list({ of: 'order', where: {}, sort: [], offset: 0, limit: 1 }) // this brings the tables up to date
      assert.deepEqual(before, await found())
      assert.ok(before.some(({ items }) => items.length > 1))
    }
    for (const key of range(5)) await store.commit(changed(key, 0, `010-${1 + (key % 2)}`, 'Ordered', true))
    await isTheSame()
    await store.commit(changed(1, 1, '010-1', 'Ordered', true)) // now another's
    await store.commit(changed(2, 1, '010-1', 'Gone', true))
    await store.commit(changed(3, 1, '010-2', 'Ordered', false))
    await store.commit(changed(6, 0, '010-9', 'Ordered', true))
    await isTheSame()
  })
  describe('a reader', () => {
    const read = (file: string): Promise<Store> => readSqlite({ file, context: 'shop', tables })
    it('sees what is durable while another process writes, as it was at one moment', async () => {
      const file = newFile()
      const { child, said, next } = await writer(file)
      const reader = await read(file)
      let seen = 0
      while (said.length < 2000) {
        await next()
        const last = said.at(-1)!.split(' ')[1]!
        if (last !== undefined) assert.equal(await reader.marked(last), null)
        const log = await reader.read(0, Infinity)
        assert.ok(log.length >= seen)
        seen = log.length
      }
      await kill(child)
      await isSound(reader)
      await reader.close()
    })
    it('answers like the store itself, whether or not its tables are up to date', async () => {
      const file = newFile()
      const store = await open(file)
      const reader = await read(file)
      const list = (of: Store) =>
        of.list({
          of: 'order',
          where: { phoneNumber: '010-1' },
          hidden: true,
          sort: [{ field: 'qty', descending: true }],
          offset: 1,
          limit: 5,
        })
      const pages = (of: Store) => of.list({ of: 'page', where: {}, sort: [], offset: 0, limit: 5 })
      const same = async (): Promise<void> => {
        for (const ask of [
          list,
          pages,
          (of: Store) => of.counts(),
          (of: Store) => of.timers(3, 10),
          (of: Store) => of.timersOf('orderId/4'),
          (of: Store) => of.aside(),
          (of: Store) => of.audits(0, 5),
          (of: Store) => of.load('order', 4),
          (of: Store) => of.row('page', 2),
          (of: Store) => of.byId('page', 2),
          (of: Store) => of.eventsOf({ aggregate: 'order', key: 4 }),
          (of: Store) => of.seen('pay', 'orderId/1'),
          (of: Store) => of.progress('pay'),
          (of: Store) => of.keyed('k'),
          (of: Store) => of.read(2, 7),
        ])
          assert.deepEqual(await ask(reader), await ask(store))
      }
      // Asked before the store is, so that its tables are not yet up to date.
      const ahead = async (): Promise<void> => {
        const asked = [await list(reader), await pages(reader), await reader.counts()]
        assert.deepEqual(asked, [await list(store), await pages(store), await store.counts()])
        await same()
      }
      await ahead()
      for (const key of range(40)) await store.commit(step(key, 0))
      const event = { ...(await store.read(0, 1))[0]!, source: 'pay' }
      await store.commit({
        rows: range(4).map(key => ({
          view: 'page',
          key,
          version: 0,
          id: key,
          value: { status: 'On' },
          seen: { pay: key },
          listed: key !== 3,
        })),
        seen: [{ source: 'pay', case: 'orderId/1', number: 3 }],
        progress: { pay: 9 },
        aside: [{ source: 'pay', case: 'orderId/1', event, reason: 'odd', failures: 1, since: noon, retryAt: null }],
        audit: { time: noon, actor: 'op', action: 'retry', reason: 'r', detail: 1 },
        keyed: { name: 'k', digest: 'd', aggregate: 'order', key: 1, version: 1, at: noon },
      })
      await ahead()
      for (const key of range(20)) await store.commit(step(key, 1))
      await store.commit({ gone: [{ view: 'page', key: 1 }], resumed: [{ source: 'pay', position: 1 }] })
      await ahead()
      await store.close()
      await list(reader)
      assert.equal((await reader.counts())['page'], 3)
      await assert.rejects(reader.commit({}), Unavailable)
      await reader.close()
      const after = await read(file)
      assert.equal((await after.counts())['order'], 40)
      await after.close()
    })
  })

  it('many old marks are forgotten while others commit', async () => {
    const store = await open(newFile())
    await Promise.all(range(5000).map(n => store.commit({ mark: `m${n}`, events: [{ ...step(n, 0).events![0]!, time: noon + n }] })))
    let isDone = false
    const forgetting = store.forget(noon + 4001).then(() => (isDone = true))
    let key = 10_000
    while (!isDone) await store.commit({ ...step(++key, 0), events: [{ ...step(key, 0).events![0]!, time: noon + 9000 }] })
    await forgetting
    assert.equal((await store.counts())['marks'], 1000 + key - 10_000)
    assert.equal(await store.marked('m4000'), undefined)
    assert.equal(await store.marked('m4001'), null)
    await store.close()
  })
}
