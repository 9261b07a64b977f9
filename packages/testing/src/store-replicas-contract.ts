import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Type } from 'typebox'
import { CommitUnknown, type Recorded, type Store, type Table, Unavailable } from '@jumun/core/runtime'
import { type Cut, openLine } from './line.ts'
import { contractTables, event, ids, item, noon, outcome, query, range, state, step, timer } from './store-sample.ts'

/** Data of one test, which several replicas share. */
export interface Shared {
  /** Opens one more replica. `tables`: those that it knows; `port`: where it finds the server, if not at the server's own. */
  open(tables: readonly Table[], port?: number): Promise<Store>
  /** Every replica is closed by now. */
  close(): Promise<void>
}
/** A server that replicas share. */
export interface Server {
  readonly port: number
  /** Whether a message to the server is one that makes a unit durable. */
  isCommit(message: Buffer): boolean
  /** Ends it as kill -9 does. */
  kill(): Promise<void>
  /** Starts it again, on the same port and data. */
  start(): Promise<void>
}

/** Lets others go on, the server among them. */
const pause = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 2))
/** Asks again until there is an answer; the limit is the runner's. */
const until = async <T>(ask: () => Promise<T | undefined | false>): Promise<T> => {
  for (;;) {
    const found = await ask()
    if (found !== undefined && found !== false) return found
    await pause()
  }
}
/** Tries until the store is there again. */
const insist = <T>(ask: () => Promise<T>): Promise<T> =>
  until<{ readonly it: T }>(() =>
    ask().then(
      it => ({ it }),
      thrown => {
        if (thrown instanceof Unavailable) return undefined
        throw thrown
      },
    ),
  ).then(({ it }) => it)

/** The log has no holes, cases are numbered without gaps, and every item is as old as its events are many. */
const isSound = async (store: Store): Promise<readonly Recorded[]> => {
  const log = await store.read(0, 1_000_000)
  assert.deepEqual(
    log.map(e => e.position),
    range(log.length),
  )
  assert.equal(await store.head(), log.length)
  assert.equal(new Set(ids(log)).size, log.length)
  const numbers = new Map<string, number>()
  const versions = new Map<string, number>()
  for (const e of log) {
    if (e.number !== null) {
      assert.equal(e.number, (numbers.get(e.case) ?? 0) + 1)
      numbers.set(e.case, e.number)
    }
    const name = `${e.aggregate}/${e.key}`
    versions.set(name, (versions.get(name) ?? 0) + 1)
    assert.equal(e.id, `${name}/${versions.get(name)}`)
  }
  for (const [name, version] of versions) {
    const [aggregate, key] = name.split('/') as [string, string]
    assert.equal((await store.load(aggregate, Number(key)))?.version, version)
  }
  return log
}

/**
 * What replicas may expect of a store that they share, as tests. `share` makes the data of one test, empty; `server` is there where the
 * store is a server's.
 */
export const storeReplicasContract = (name: string, share: () => Promise<Shared>, server?: Server): void => {
  const on = (sentence: string, test: (open: (tables?: readonly Table[], port?: number) => Promise<Store>) => Promise<void>): void => {
    it(sentence, async () => {
      const shared = await share()
      const opened: Store[] = []
      try {
        await test(async (tables = contractTables, port) => {
          const store = await shared.open(tables, port)
          opened.push(store)
          return store
        })
      } finally {
        await Promise.all(opened.map(store => store.close()))
        await shared.close()
      }
    })
  }
  const three = async (open: () => Promise<Store>): Promise<readonly [Store, Store, Store]> => [await open(), await open(), await open()]

  describe(`${name} keeps the promises of a store to its replicas`, () => {
    on('they may be started all at once on nothing', async open => {
      const stores = await Promise.all(range(4).map(() => open()))
      await Promise.all(stores.map((store, key) => store.commit(step(key + 1, 0))))
      for (const store of stores) assert.equal((await isSound(store)).length, 4)
    })

    describe('commits', () => {
      on('what one has committed, every other sees', async open => {
        const [a, b] = await three(open)
        for (const version of range(10).map(n => n - 1)) {
          const [writer, reader] = version % 2 ? [b, a] : [a, b]
          await writer.commit(
            step(1, version, {
              mark: `m${version}`,
              progress: { pay: version + 1 },
              seen: [{ source: 'pay', case: 'orderId/1', number: version + 1 }],
            }),
          )
          assert.equal((await reader.load('order', 1))?.version, version + 1)
          assert.equal(await reader.marked(`m${version}`), null)
          assert.equal(await reader.head(), version + 1)
          assert.equal(await reader.progress('pay'), version + 1)
          assert.equal(await reader.seen('pay', 'orderId/1'), version + 1)
          assert.equal((await reader.list(query())).total, 1)
        }
      })
      on('of two with the same version exactly one wins', async open => {
        const stores = await three(open)
        for (const version of range(20).map(n => n - 1)) {
          const outcomes = await Promise.all(stores.map(store => outcome(store.commit(step(1, version)))))
          assert.deepEqual(outcomes.sort(), ['committed', 'version', 'version'])
        }
        assert.equal((await isSound(stores[0])).length, 20)
      })
      on('of those with the same mark exactly one is kept', async open => {
        const stores = await three(open)
        for (const n of range(20)) {
          const outcomes = await Promise.all(stores.map((store, i) => outcome(store.commit(step(10 * n + i, 0, { mark: `once ${n}` })))))
          assert.deepEqual(outcomes.sort(), ['committed', 'mark', 'mark'])
        }
        assert.equal((await isSound(stores[0])).length, 20)
      })
      on('of those with the same Idempotency-Key exactly one is kept', async open => {
        const stores = await three(open)
        for (const n of range(20)) {
          const keyed = (key: number) => ({ name: `k${n}`, digest: 'd', aggregate: 'order', key, version: 1, at: noon })
          const outcomes = await Promise.all(
            stores.map((store, i) => outcome(store.commit(step(10 * n + i, 0, { keyed: keyed(10 * n + i) })))),
          )
          assert.deepEqual(outcomes.sort(), ['committed', 'key', 'key'])
          const { key } = (await stores[0].keyed(`k${n}`))!
          assert.equal((await stores[1].load('order', key))?.version, 1)
        }
        assert.equal(await stores[2].head(), 20)
      })
      on('who decides again after losing comes through, and no event is lost or doubled', async open => {
        const stores = await three(open)
        await Promise.all(
          range(12).map(async writer => {
            const store = stores[writer % 3]!
            for (const n of range(5))
              for (;;) {
                const version = (await store.load('order', 1))?.version ?? 0
                const said = await outcome(store.commit(step(1, version, { mark: `${writer}/${n}` })))
                if (said === 'committed') break
                assert.equal(said, 'version')
              }
          }),
        )
        assert.equal((await isSound(stores[0])).length, 60)
      })
    })

    describe('the log', () => {
      on('has no gap under 20 writers, and who follows it misses nothing', async open => {
        const stores = await three(open)
        let writing = 20
        // Two writers to a case, so that its numbers are given by several replicas.
        const write = async (writer: number): Promise<void> => {
          const store = stores[writer % 3]!
          const aggregate = writer % 2 ? 'order' : 'payment'
          for (const version of range(20).map(n => n - 1))
            await store.commit({
              item: {
                aggregate,
                key: writer,
                version,
                id: writer,
                state: { status: 'On', amt: 1, phoneNumber: '010', qty: 1 },
                listed: true,
              },
              events: [event(aggregate, writer, version + 1, { case: `orderId/${Math.ceil(writer / 2)}` })],
              public: [version % 4 !== 3],
            })
          writing--
        }
        const follow = async (store: Store): Promise<readonly Recorded[]> => {
          const read: Recorded[] = []
          for (;;) {
            const isLast = writing === 0
            const more = await store.read(read.at(-1)?.position ?? 0, 7)
            read.push(...more)
            assert.ok((await store.head()) >= (more.at(-1)?.position ?? 0))
            if (isLast && !more.length) return read
          }
        }
        const [followed] = await Promise.all([Promise.all(stores.map(follow)), Promise.all(range(20).map(write))])
        const log = await isSound(stores[0])
        assert.equal(log.length, 400)
        for (const read of followed) assert.deepEqual(read, log)
      })
    })

    describe('lists', () => {
      on('who reads page after page while others write misses nothing that was there, and totals are right in the end', async open => {
        const [reader, ...writers] = await three(open)
        const place = (key: number, qty: number, version = 0, status = 'Ordered') => ({
          item: item(key, version, state(qty, status)),
          events: [event('order', key, version + 1)],
        })
        await Promise.all(range(30).map(key => reader.commit(place(1000 + key, key))))
        let writing = 2
        const write = async (store: Store, n: number): Promise<void> => {
          for (const i of range(25)) {
            const key = 2 * i + n
            await store.commit(place(key, key))
            await store.commit(place(key, key, 1, 'Paid'))
          }
          writing--
        }
        const page = async (): Promise<void> => {
          for (let isLast = false; !isLast; ) {
            isLast = writing === 0
            const seen = new Set<number>()
            for (let offset = 0, total = 1; offset < total; offset += 9) {
              const found = await reader.list(query({ offset, limit: 9 }))
              assert.deepEqual(
                found.items.map(i => i.id),
                found.items.map(i => i.id).toSorted((a, b) => a - b),
              )
              assert.ok(found.total >= offset + found.items.length)
              for (const { id } of found.items) seen.add(id)
              total = found.total
            }
            for (const key of range(30)) assert.ok(seen.has(1000 + key))
          }
        }
        await Promise.all([page(), ...writers.map((store, n) => write(store, n))])
        const total = async (rest: object) => (await reader.list(query({ limit: 1, ...rest }))).total
        assert.deepEqual(
          [
            await total({}),
            await total({ states: ['Paid'] }),
            await total({ states: ['Ordered'] }),
            await total({ where: { phoneNumber: '010' } }),
          ],
          [80, 50, 30, 80],
        )
      })
    })

    describe('timers', () => {
      on('each is given to one of them', async open => {
        const stores = await three(open)
        await stores[0].commit({ timers: range(40).map(n => timer(`t${n}`, noon)) })
        const given = await Promise.all(range(15).map(n => stores[n % 3]!.due(noon, 7, 60_000)))
        const all = given.flatMap(g => ids(g.timers))
        all.push(...ids((await stores[1].due(noon, 100, 60_000)).timers))
        assert.deepEqual(
          all.sort(),
          range(40)
            .map(n => `t${n}`)
            .sort(),
        )
      })
      on('and to another when the lease of the first has passed', async open => {
        const [a, b] = await three(open)
        await a.commit({ timers: [timer('t', noon)] })
        assert.deepEqual(ids((await a.due(noon, 10, 300)).timers), ['t'])
        const given = await until(async () => {
          const due = await b.due(noon + 300, 10, 60_000)
          return due.timers.length > 0 && due
        })
        assert.deepEqual(ids(given.timers), ['t'])
        assert.deepEqual(ids((await a.due(noon + 300, 10, 300)).timers), [])
      })
      on('clocks that differ by minutes take no timer from who works on it', async open => {
        const [exact, ahead, behind] = await three(open)
        const minutes = 5 * 60_000
        await exact.commit({ timers: [timer('t', noon)] })
        assert.deepEqual(await behind.due(noon - minutes, 10, 60_000), { timers: [], next: noon })
        assert.deepEqual(ids((await exact.due(noon, 10, 60_000)).timers), ['t'])
        const later = await ahead.due(noon + minutes, 10, 60_000)
        assert.deepEqual(ids(later.timers), [])
        assert.ok(later.next > noon + minutes && later.next <= noon + minutes + 60_000)
        await exact.commit({ mark: 't', done: ['t'] })
        assert.deepEqual(await ahead.due(noon + minutes, 10, 60_000), { timers: [], next: Number.POSITIVE_INFINITY })
      })
      on('however clocks differ, what a timer does is committed once', async open => {
        const stores = await three(open)
        const clocks = [0, 5 * 60_000, -5 * 60_000]
        await stores[0].commit({ timers: range(30).map(n => timer(`t${n}`, noon - 10 * 60_000)) })
        let done = 0
        await Promise.all(
          stores.map(async (store, i) => {
            for (;;) {
              // A lease that is over at once: many are given twice.
              const { timers } = await store.due(noon + clocks[i]!, 10, 1)
              if (!timers.length && (await store.timers(0, 0)).total === 0) return
              const said = await Promise.all(timers.map(t => outcome(store.commit({ mark: t.id, done: [t.id] }))))
              done += said.filter(s => s === 'committed').length
            }
          }),
        )
        assert.equal(done, 30)
      })
    })

    describe('leases', () => {
      on('one takes it and renews it, and nobody else has it until it is given back', async open => {
        const stores = await three(open)
        const won = await Promise.all(stores.map((store, i) => store.lease('relay', `r${i}`, 60_000)))
        assert.equal(won.filter(Boolean).length, 1)
        const first = won.indexOf(true)
        const other = (first + 1) % 3
        for (const _ of range(3)) {
          assert.equal(await stores[first]!.lease('relay', `r${first}`, 60_000), true)
          assert.equal(await stores[other]!.lease('relay', `r${other}`, 60_000), false)
        }
        assert.equal(await stores[other]!.lease('another', `r${other}`, 60_000), true)
        // Who does not have it gives nothing back.
        await stores[other]!.lease('relay', `r${other}`, 0)
        assert.equal(await stores[other]!.lease('relay', `r${other}`, 60_000), false)
        await stores[first]!.lease('relay', `r${first}`, 0)
        assert.equal(await stores[other]!.lease('relay', `r${other}`, 60_000), true)
      })
      on('it passes on when it ends', async open => {
        const [a, b] = await three(open)
        assert.equal(await a.lease('relay', 'a', 300), true)
        await until(() => b.lease('relay', 'b', 60_000))
        assert.equal(await a.lease('relay', 'a', 300), false)
      })
    })

    on('numbers that several allot are never given twice, and grow for each', async open => {
      const stores = await three(open)
      const given = await Promise.all(
        stores.map(async store => {
          const mine: number[] = []
          for (const _ of range(40)) mine.push(...(await Promise.all(range(5).map(() => store.allot('order')))))
          return mine
        }),
      )
      for (const mine of given)
        assert.deepEqual(
          mine,
          mine.toSorted((a, b) => a - b),
        )
      assert.equal(new Set(given.flat()).size, 600)
    })

    describe('versions', () => {
      const later: readonly Table[] = [
        ...contractTables.map(table => (table.name === 'order' ? { ...table, indexes: [...table.indexes, 'qty'] } : table)),
        { name: 'coupon', kind: 'item', keyType: 'integer', numbered: false, indexes: ['status'], fields: { status: Type.String() } },
      ]
      on('a newer one brings tables and indexes while an older one commits, and both go on', async open => {
        const old = await open()
        const stopped = { now: false }
        let last = 0
        const write = async (): Promise<void> => {
          for (let key = 1; !stopped.now || key <= 20; key++) {
            await old.commit({ item: item(key, 0, state(key % 5)), events: [event('order', key, 1)], public: [true] })
            await old.commit({ item: item(key, 1, state((key % 5) + 10)), events: [event('order', key, 2)], public: [true] })
            last = key
          }
        }
        const writing = write()
        await until(async () => last > 5)
        const young = await open(later)
        await young.commit({
          item: { aggregate: 'coupon', key: 1, version: 0, id: 1, state: { status: 'Open' }, listed: true },
          events: [event('coupon', 1, 1)],
        })
        const before = last
        await until(async () => last > before + 5)
        stopped.now = true
        await writing
        // What the older one wrote meanwhile is found by an index that it has never heard of.
        const found = await young.list(query({ where: { qty: 11 }, limit: 1000 }))
        const expected = range(last).filter(key => key % 5 === 1)
        assert.deepEqual([found.items.map(i => i.key), found.total], [expected, expected.length])
        assert.equal((await young.list(query({ of: 'coupon', where: { status: 'Open' } }))).total, 1)
        assert.deepEqual(await old.read(0, 10_000), await isSound(young))
      })
    })

    if (server) inTrouble(server, on)
  })
}

/** What is promised when lines are cut and servers die. */
const inTrouble = (
  server: Server,
  on: (sentence: string, test: (open: (tables?: readonly Table[], port?: number) => Promise<Store>) => Promise<void>) => void,
): void => {
  describe('a line that is cut', () => {
    for (const when of ['before', 'as it leaves', 'after the answer'] satisfies Cut[])
      on(`at the moment of a commit (${when}) leaves it done or not done, and the mark tells which`, async open => {
        const line = await openLine(server.port)
        try {
          const near = await open(contractTables, line.port)
          const other = await open()
          for (const round of range(5)) {
            const cut = line.cutAt(message => server.isCommit(message), when)
            const units = range(4).map(n => step(10 * round + n, 0, { mark: `m${round}/${n}`, timers: [timer(`t${round}/${n}`, noon)] }))
            const said = await Promise.all(
              units.map(unit =>
                near.commit(unit).then(
                  () => 'committed',
                  thrown => (thrown instanceof CommitUnknown ? 'unknown' : thrown instanceof Unavailable ? 'not' : Promise.reject(thrown)),
                ),
              ),
            )
            await cut // a store may find out by itself what became of its commit, and then says so
            for (const [i, unit] of units.entries()) {
              const key = unit.item!.key
              const isThere = (await insist(() => near.marked(unit.mark!))) === null
              if (said[i] !== 'unknown') assert.equal(isThere, said[i] === 'committed')
              if (when === 'after the answer' && said[i] === 'unknown') {
                // Whose answer it was is not known to the line, so only those are sure that the other replica has too.
                assert.equal((await other.marked(unit.mark!)) === null, isThere)
              }
              for (const store of [near, other]) {
                assert.equal((await store.load('order', Number(key)))?.version, isThere ? 1 : undefined)
                assert.equal((await store.eventsOf({ aggregate: 'order', key })).length, isThere ? 1 : 0)
                assert.equal(await store.marked(unit.mark!), isThere ? null : undefined)
              }
              const isSet = (await other.timers(0, 1000)).timers.some(t => t.id === `t${round}/${Number(key) % 10}`)
              assert.equal(isSet, isThere)
              // What was not done may be tried again, and is done then; what was done is refused.
              assert.equal(await outcome(insist(() => near.commit(unit))), isThere ? 'mark' : 'committed')
            }
          }
          assert.equal((await isSound(other)).length, 20)
        } finally {
          await line.close()
        }
      })
    on('for a while makes the store unavailable, and it comes back by itself', async open => {
      const line = await openLine(server.port)
      try {
        const near = await open(contractTables, line.port)
        await near.commit(step(1, 0))
        line.cut()
        await until(() =>
          near.commit({ mark: 'meanwhile' }).then(
            () => undefined,
            thrown => thrown instanceof Unavailable || undefined,
          ),
        )
        await assert.rejects(near.load('order', 1), Unavailable)
        await assert.rejects(near.head(), Unavailable)
        line.mend()
        assert.equal((await insist(() => near.load('order', 1)))?.version, 1)
        await insist(() => near.commit(step(1, 1)))
        assert.equal((await isSound(near)).length, 2)
      } finally {
        await line.close()
      }
    })
  })

  describe('a server that is killed', () => {
    on('and started again has everything that was acknowledged, nothing twice, and replicas go on by themselves', async open => {
      const stores = [await open(), await open()]
      const acknowledged = new Set<string>()
      let stopped = false
      const write = async (writer: number): Promise<void> => {
        const store = stores[writer % 2]!
        for (let version = 0; !stopped; version++) {
          const mark = `${writer}/${version}`
          for (;;) {
            try {
              await store.commit(step(writer, version, { mark }))
              break
            } catch (thrown) {
              if (thrown instanceof CommitUnknown) {
                if ((await insist(() => store.marked(mark))) === null) break
              } else if (!(thrown instanceof Unavailable)) throw thrown
              await pause()
            }
          }
          acknowledged.add(mark)
        }
      }
      const writing = Promise.all(range(8).map(write))
      for (const _ of range(2)) {
        const before = acknowledged.size
        await Promise.race([writing, until(async () => acknowledged.size > before + 50)])
        await server.kill()
        await server.start()
      }
      const before = acknowledged.size
      await Promise.race([writing, until(async () => acknowledged.size > before + 50)])
      stopped = true
      await writing
      const log = await isSound(stores[0]!)
      assert.equal(log.length, acknowledged.size)
      for (const mark of acknowledged) assert.equal(await stores[1]!.marked(mark), null)
    })
  })
}
