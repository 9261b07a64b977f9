// Random units, with everything a store keeps, read while they are on their way: syncs that fail, units that cannot be written, and files copied
// as a crash leaves them. Whatever was acknowledged must be there, and nothing else may be half there.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as passed } from 'node:timers/promises'
import { CommitUnknown, type Store, Unavailable, type Unit } from '@jumun/core/runtime'
import { contractTables as tables, noon } from '@jumun/testing'
import { openSqlite, type Tuning } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'jumun-fuzz-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const keys = 10

/** What is known of one item, with its row, mark, key, timer and parked event. */
interface Known {
  version: number
  /** Nobody knows yet what became of its last unit. */
  doubt: boolean
  busy: boolean
}

class Story {
  private seed: number
  private readonly known = Array.from({ length: keys }, (): Known => ({ version: 0, doubt: false, busy: false }))
  private readonly work: Promise<unknown>[] = []
  store!: Store
  readonly seen = { units: 0, crashes: 0, doubts: 0, unwritable: 0 }
  constructor(seed: number) {
    this.seed = seed
  }
  chance(): number {
    this.seed = (this.seed * 1664525 + 1013904223) >>> 0
    return this.seed / 2 ** 32
  }
  pick(n: number): number {
    return Math.floor(this.chance() * n)
  }
  tuning(): Partial<Tuning> {
    return {
      linger: this.pick(2),
      remembered: 4 + this.pick(20),
      tail: 4 + this.pick(30),
      settleAfter: 2 + this.pick(15),
      sync: (_, done) => {
        const fails = this.chance() < 0.03
        setTimeout(() => done(fails ? new Error('EIO') : null), this.pick(6))
      },
    }
  }
  open(file: string, calm = false): Promise<Store> {
    const tuning = this.tuning()
    return openSqlite({ file, context: 'shop', tables, tuning: calm ? { ...tuning, sync: (_, done) => setImmediate(done, null) } : tuning })
  }

  /** Version n of an item brings everything of that number: its n-th event, row, mark, key, timer, number heard and parked event. */
  unit(key: number, version: number, isBad: boolean): Unit {
    const n = version + 1
    const id = `${key}/${n}`
    const event = {
      id: `order/${id}`,
      type: 'Happened',
      data: { n },
      source: 'shop',
      aggregate: 'order',
      key,
      item: key,
      case: `orderId/${key}`,
      time: noon,
      cause: 'c',
      causes: [],
      actor: 'a',
    }
    const state = { status: `S${n % 3}`, phoneNumber: `0${key % 3}`, n: isBad ? 1n : n }
    const work = { kind: 'command' as const, type: 'Go', data: {}, causes: [] }
    return {
      mark: id,
      item: { aggregate: 'order', key, version, id: key, state, listed: n % 4 > 0 },
      events: [event],
      public: [true],
      rows: [{ view: 'page', key, version, id: key, value: { status: 'On', phoneNumber: `0${n % 3}` }, seen: { shop: n }, listed: true }],
      keyed: { name: id, digest: 'd', aggregate: 'order', key, version: n, at: noon },
      timers: [{ id, at: noon + n, case: event.case, work }],
      done: version ? [`${key}/${version}`] : [],
      seen: [{ source: 'pay', case: event.case, number: n }],
      aside: [
        {
          source: 'pay',
          case: event.case,
          event: { ...event, number: n, position: key * 1000 + n },
          reason: 'r',
          failures: 1,
          since: noon,
          retryAt: null,
        },
      ],
      resumed: version ? [{ source: 'pay', position: key * 1000 + version }] : [],
    }
  }
  async act(): Promise<void> {
    const key = 1 + this.pick(keys)
    const known = this.known[key - 1]!
    if (known.busy) return
    known.busy = true
    const { version } = known
    const isBad = this.chance() < 0.1
    this.seen.units++
    try {
      await this.store.commit(this.unit(key, version, isBad))
      known.version = version + 1
    } catch (error) {
      if (error instanceof CommitUnknown) {
        this.seen.doubts++
        known.doubt = true
        if ((await this.patiently(() => this.store.marked(`${key}/${version + 1}`))) !== undefined) known.version = version + 1
        known.doubt = false
      } else if (!(error instanceof Unavailable)) {
        assert.ok(isBad, String(error))
        this.seen.unwritable++
      }
    } finally {
      known.busy = false
    }
  }
  async patiently<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await ask()
      } catch (error) {
        assert.ok(error instanceof Unavailable, String(error))
        await passed(1)
      }
    }
  }
  async read(): Promise<void> {
    const { store } = this
    const asks = [
      () => store.list({ of: 'order', where: this.chance() < 0.5 ? { phoneNumber: '01' } : {}, sort: [], offset: 0, limit: 5 }),
      () => store.list({ of: 'page', where: {}, sort: [], offset: 0, limit: 5 }),
      () => store.counts(),
      () => store.timers(0, 50),
      () => store.aside(),
      () => store.due(noon, 3, 5),
      () => store.forget(0),
      () => store.eventsOf({ aggregate: 'order', key: 1 + this.pick(keys) }),
    ]
    await asks[this.pick(asks.length)]!().catch(error => assert.ok(error instanceof Unavailable, String(error)))
  }

  /** Item by item: all of one version, at least what was acknowledged by then. */
  async check(store: Store, acknowledged: readonly number[], what: string): Promise<void> {
    const versions: number[] = []
    const timers = (await store.timers(0, 1000)).timers.map(t => t.id)
    const aside = (await store.aside()).map(w => `${w.case} ${w.event.number}`)
    for (let key = 1; key <= keys; key++) {
      const about = `${what}, order ${key}`
      const n = (await store.load('order', key))?.version ?? 0
      versions.push(n)
      assert.ok(n >= acknowledged[key - 1]!, `${about}: version ${n} of ${acknowledged[key - 1]}`)
      const events = await store.eventsOf({ case: `orderId/${key}` })
      assert.deepEqual([events.length, events.at(-1)?.number ?? 0, (await store.row('page', key))?.version ?? 0], [n, n, n], about)
      assert.equal(await store.seen('pay', `orderId/${key}`), n, about)
      for (let i = 1; i <= n + 1; i++) {
        assert.equal(await store.marked(`${key}/${i}`), i <= n ? null : undefined, `${about}: mark ${i}`)
        assert.equal((await store.keyed(`${key}/${i}`))?.version, i <= n ? i : undefined, `${about}: key ${i}`)
      }
      assert.deepEqual(
        timers.filter(t => t.startsWith(`${key}/`)),
        n ? [`${key}/${n}`] : [],
        about,
      )
      assert.deepEqual(
        aside.filter(a => a.startsWith(`orderId/${key} `)),
        n ? [`orderId/${key} ${n}`] : [],
        about,
      )
    }
    for (const table of ['order', 'page']) {
      const { items, total } = await store.list({ of: table, where: {}, hidden: true, sort: [], offset: 0, limit: 100 })
      const there = versions.flatMap((n, i) => (n ? [[i + 1, n]] : []))
      assert.deepEqual([items.map(i => [i.key, i.version]), total], [there, there.length], `${what}: ${table}`)
    }
  }
  /** As a crash leaves it. */
  async crash(file: string): Promise<void> {
    this.seen.crashes++
    const copy = mkdtempSync(join(folder, 'copy-'))
    const acknowledged = this.known.map(k => k.version)
    cpSync(join(file, '..'), copy, { recursive: true })
    const store = await this.open(join(copy, 'a.db'), true)
    await this.check(store, acknowledged, 'after a crash')
    await store.close()
    rmSync(copy, { recursive: true })
  }
  async play(): Promise<Story['seen']> {
    const file = join(mkdtempSync(join(folder, 'story-')), 'a.db')
    this.store = await this.open(file)
    for (let i = 0; i < 60; i++) {
      this.work.push(this.act())
      if (this.chance() < 0.8) this.work.push(this.read())
      if (this.chance() < 0.4) await passed(this.pick(5))
      if (this.chance() < 0.06) await this.crash(file)
    }
    await Promise.all(this.work)
    const last = this.seen.units
    await this.patiently(() => this.store.commit({ mark: `last ${last}` })).catch(() => {}) // in doubt is as good: it is healed with the next question
    await this.patiently(() => this.store.marked('x'))
    const exact = this.known.map(k => k.version)
    await this.check(this.store, exact, 'alive')
    await this.store.close()
    this.store = await this.open(file, true)
    await this.check(this.store, exact, 'opened again')
    await this.store.close()
    return this.seen
  }
}

test('whatever is committed while others read, syncs fail and processes end is there whole, or not at all', {
  timeout: 120_000,
}, async () => {
  const sum = { units: 0, crashes: 0, doubts: 0, unwritable: 0 }
  const play = async (seed: number): Promise<void> => {
    const seen = await new Story(seed).play().catch(error => {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    })
    for (const name of ['units', 'crashes', 'doubts', 'unwritable'] as const) sum[name] += seen[name]
  }
  await Promise.all(Array.from({ length: 24 }, (_, i) => play(i + 1)))
  // the weather was bad enough to say something
  assert.ok(sum.units > 500 && sum.crashes > 20 && sum.doubts > 5 && sum.unwritable > 5, JSON.stringify(sum))
})
