import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Conflict, type Query, type Recorded, type Store, type Table, Unfit, type Unit } from '@jumun/core/runtime'
import { moveContract } from './store-move-contract.ts'
import {
  contractTables,
  event,
  ids,
  item,
  noon,
  outcome,
  query,
  range,
  row,
  state,
  step,
  timer,
  told,
  turn,
  waiting,
} from './store-sample.ts'

/** An opened store; `reopen` closes it and opens the same data again, where there is something that outlives it. */
export interface Opened {
  readonly store: Store
  readonly reopen?: () => Promise<Store>
  close(): Promise<void>
}

/**
 * What every Store promises, as tests. `open` makes an empty store with the contract's tables. `marksLast`: marks of units with events are kept as
 * long as these are.
 */
export const storeContract = (
  name: string,
  open: (tables: readonly Table[]) => Promise<Opened>,
  { marksLast = false }: { readonly marksLast?: boolean } = {},
): void => {
  /** What is left of a mark beside an event that may be forgotten. */
  const left = marksLast ? null : undefined
  const on = (sentence: string, test: (store: Store, opened: Opened) => Promise<void>): void => {
    it(sentence, async () => {
      const opened = await open(contractTables)
      try {
        await test(opened.store, opened)
      } finally {
        await opened.close()
      }
    })
  }
  /** The same, with everything read again after the store was closed and opened, where that can be. */
  const lasting = (sentence: string, write: (store: Store) => Promise<void>, read: (store: Store) => Promise<void>): void => {
    on(sentence, async (store, { reopen }) => {
      await write(store)
      await read(store)
      if (reopen) await read(await reopen())
    })
  }

  describe(`${name} keeps the promises of a store`, () => {
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

    describe('commits', () => {
      const impossible: readonly (readonly [string, Unit])[] = [
        ['an item whose key is a text and should be a number', { item: item('A-7' as any, 0, state(1)) }],
        ['an item whose key is a number and should be a text', { item: { ...item(7, 0, state(1)), aggregate: 'menu' } }],
        ['an item without a key', { item: item(undefined as any, 0, state(1)) }],
        ['a key that is no whole number', { item: { ...item(1.5, 0, state(1)), id: 1 } }],
        ['a key that no number can hold', { item: { ...item(2 ** 53, 0, state(1)), id: 1 } }],
        ['an own number that no number can hold', { item: { ...item(7, 0, state(1)), aggregate: 'payment', id: 2 ** 53 } }],
        ['a row whose key is a text and should be a number', { rows: [row('A-7' as any, 0, state(1))] }],
        ['a row without a number', { rows: [{ ...row(7, 0, state(1)), id: Number.NaN }] }],
        ['a timer that is due at no time', { timers: [timer('t', Number.NaN)] }],
        ['an event that happened at no time', { ...step(7, 0), events: [event('order', 7, 1, { time: Number.NaN })] }],
        ['a number that is none of a case that was heard', { seen: [{ source: 'pay', case: 'orderId/7', number: Number.NaN }] }],
        ['a place that is none', { progress: { pay: Number.POSITIVE_INFINITY } }],
      ]
      for (const [what, unit] of impossible)
        on(
          `${what}: it is refused for good, nothing of it is kept, and everything else goes on, also after a start`,
          async (store, { reopen }) => {
            const bad = store.commit({ mark: 'bad', ...unit })
            const good = store.commit(step(1, 0))
            await assert.rejects(bad, thrown => thrown instanceof Unfit)
            await good
            const goesOn = async (now: Store): Promise<void> => {
              assert.equal(await now.marked('bad'), undefined)
              assert.equal((await now.list(query())).total, 1)
              assert.equal((await now.list(query({ of: 'page' }))).total, 0)
              assert.equal((await now.timers(0, 5)).total, 0)
              assert.deepEqual(await now.aside(), [])
              assert.equal(await now.head(), 1)
            }
            await goesOn(store)
            if (reopen) await goesOn(await reopen())
          },
        )
      /** The n-th change of the item, decided on the state that the one before it brings. */
      const behind = (before: Unit, n: number, mark: string): Unit => ({
        ...step(7, n),
        mark,
        follows: { aggregate: 'order', key: 7, state: before.item!.state },
      })
      const refusal = (before: Unit): Unit => ({ follows: behind(before, 0, '').follows!, mark: 'no', refused: { reason: 'sold-out' } })
      on('a unit that follows another one is committed behind it, whether that one is on its way or there', async store => {
        if (!store.takesFollowers) return // there everything of one item waits
        const a = step(7, 0)
        const b = behind(a, 1, 'b')
        await Promise.all([store.commit(a), store.commit(b)])
        const c = behind(b, 2, 'c')
        await store.commit(c)
        await store.commit(refusal(c))
        assert.deepEqual([(await store.load('order', 7))?.version, await store.marked('no')], [3, { reason: 'sold-out' }])
      })
      on('it is refused where the item is anything else, however well the version and the mark fit, and leaves nothing', async store => {
        if (!store.takesFollowers) return
        const [won, lost] = [step(7, 0, { mark: 'won' }), step(7, 0, { mark: 'lost' })]
        const next = behind(lost, 1, 'next')
        const all = [won, lost, next, refusal(lost), behind(next, 2, 'last')].map(unit => store.commit(unit))
        const said = (await Promise.allSettled(all)).map(o => (o.status === 'rejected' ? (o.reason as Conflict).over : o.status))
        assert.deepEqual(said, ['fulfilled', ...Array.from({ length: 4 }, () => 'version')])
        // the same again is known by its mark, and has not brought what was decided on it
        const again = step(7, 1, { mark: 'won' })
        const repeated = await Promise.allSettled([again, refusal(again)].map(unit => store.commit(unit)))
        assert.deepEqual(
          repeated.map(o => (o.status === 'rejected' ? (o.reason as Conflict).over : o.status)),
          ['mark', 'version'],
        )
        for (const mark of ['lost', 'next', 'no', 'last']) assert.equal(await store.marked(mark), undefined)
        assert.deepEqual([(await store.load('order', 7))?.version, await store.head()], [1, 1])
      })
      on('a number that somebody chose does not keep the next from being given, however high it is', async (store, { reopen }) => {
        const high = Number.MAX_SAFE_INTEGER - 1
        await store.commit(step(high, 0))
        const next = await store.allot('order').catch(error => error)
        assert.ok(next instanceof Error || Number.isSafeInteger(next), String(next))
        assert.equal((await store.load('order', high))!.version, 1)
        if (reopen) assert.equal((await (await reopen()).load('order', high))!.version, 1)
      })
      on('a unit that lost the race over a version is refused, and nothing of it is kept', async store => {
        await store.commit(step(1, 0))
        const late: Unit = {
          ...step(1, 0, {}, state(99)),
          mark: 'late',
          timers: [timer('late', noon)],
          rows: [row(1, 0, state(1))],
          seen: [{ source: 'pay', case: 'orderId/1', number: 4 }],
          keyed: { name: 'late', digest: 'd', aggregate: 'order', key: 1, version: 1, at: noon },
          progress: { pay: 9 },
        }
        assert.equal(await outcome(store.commit(late)), 'version')
        assert.equal((await store.load('order', 1))!.state.qty, 1)
        assert.equal(await store.marked('late'), undefined)
        assert.equal(await store.keyed('late'), undefined)
        assert.equal(await store.row('page', 1), undefined)
        assert.equal(await store.head(), 1)
        assert.equal(await store.seen('pay', 'orderId/1'), 0)
        assert.equal(await store.progress('pay'), 0)
        assert.equal((await store.timers(0, 10)).total, 0)
      })
      on('a unit decided on a version that never was is refused', async store => {
        assert.equal(await outcome(store.commit(step(1, 3))), 'version')
        assert.equal(await store.load('order', 1), undefined)
      })
      on('of two writers with the same version exactly one wins', async store => {
        for (const version of range(20).map(n => n - 1)) {
          const outcomes = await Promise.all([outcome(store.commit(step(1, version))), outcome(store.commit(step(1, version)))])
          assert.deepEqual(outcomes.sort(), ['committed', 'version'])
        }
        assert.equal((await store.load('order', 1))!.version, 20)
      })
      on('a unit is checked against those before it, and one that loses takes no other with it', async store => {
        const outcomes = await Promise.all([
          outcome(store.commit(step(1, 0, { mark: 'a' }))),
          outcome(store.commit(step(1, 0, { mark: 'b' }))),
          outcome(store.commit(step(2, 0, { mark: 'c' }))),
          outcome(store.commit(step(3, 0, { mark: 'a' }))),
          outcome(store.commit(step(4, 0, { mark: 'd' }))),
        ])
        assert.deepEqual(outcomes, ['committed', 'version', 'committed', 'mark', 'committed'])
        assert.deepEqual(await Promise.all(range(4).map(async key => (await store.load('order', key))?.version)), [1, 1, undefined, 1])
        assert.equal((await store.read(0, 10)).length, 3)
        assert.equal(await store.marked('b'), undefined)
      })
      on('a unit may follow another on the same item before that one is answered', async store => {
        const outcomes = await Promise.all([
          outcome(store.commit(step(1, 0))),
          outcome(store.commit(step(1, 1))),
          outcome(store.commit(step(1, 2))),
        ])
        // A store that carries them out side by side may refuse the later ones; what it said is what it kept.
        const won = outcomes.filter(o => o === 'committed').length
        assert.ok(won >= 1)
        assert.equal((await store.load('order', 1))!.version, won)
        assert.equal((await store.eventsOf({ case: 'orderId/1' })).length, won)
      })
      lasting(
        'a mark is there for good, with the refusal it was made with',
        async store => {
          await store.commit(step(1, 0, { mark: 'accepted' }))
          await store.commit({ mark: 'refused', refused: { reason: 'sold-out', detail: { left: 0 } } })
          await store.commit({ mark: 'plain', refused: { reason: 'closed' } })
          assert.equal(await outcome(store.commit(step(2, 0, { mark: 'accepted' }))), 'mark')
        },
        async store => {
          assert.equal(await store.marked('accepted'), null)
          assert.deepEqual(await store.marked('refused'), { reason: 'sold-out', detail: { left: 0 } })
          assert.deepEqual(await store.marked('plain'), { reason: 'closed' })
          assert.equal(await store.marked('other'), undefined)
          assert.equal(await outcome(store.commit(step(2, 0, { mark: 'refused' }))), 'mark')
          assert.equal(await store.load('order', 2), undefined)
        },
      )
      on('of two units with the same mark exactly one is kept', async store => {
        const outcomes = await Promise.all(range(5).map(key => outcome(store.commit(step(key, 0, { mark: 'once' })))))
        assert.deepEqual(outcomes.filter(o => o === 'committed').length, 1)
        assert.equal(await store.head(), 1)
      })
      lasting(
        'an Idempotency-Key is committed once',
        async store => {
          const keyed = (key: number) => ({ name: 'guest POST /orders k1', digest: 'abc', aggregate: 'order', key, version: 1, at: noon })
          const outcomes = await Promise.all([
            outcome(store.commit(step(1, 0, { keyed: keyed(1) }))),
            outcome(store.commit(step(2, 0, { keyed: keyed(2) }))),
          ])
          assert.deepEqual(outcomes.filter(o => o === 'key').length, 1)
          assert.equal(await outcome(store.commit(step(3, 0, { keyed: keyed(3) }))), 'key')
        },
        async store => {
          const { key, ...rest } = (await store.keyed('guest POST /orders k1'))!
          assert.deepEqual(rest, { name: 'guest POST /orders k1', digest: 'abc', aggregate: 'order', version: 1, at: noon })
          assert.equal((await store.load('order', key))!.version, 1)
          assert.equal(await store.head(), 1)
        },
      )
      on('a unit that says nothing is accepted', async store => assert.deepEqual(await store.commit({}), []))
    })

    describe('the log', () => {
      lasting(
        'events come back as they were said, each with its place and the number in its case',
        async store => {
          const committed = await store.commit({
            item: item(7, 0, state(1)),
            events: [event('order', 7, 1), event('order', 7, 2, { trace: '00-1-2-01', causes: [] }), event('order', 7, 3)],
            public: [false, true, true],
          })
          assert.deepEqual(
            committed.map(e => [e.position, e.number]),
            [
              [1, null],
              [2, 1],
              [3, 2],
            ],
          )
        },
        async store => {
          const all = [
            told(event('order', 7, 1), null, 1),
            told(event('order', 7, 2, { trace: '00-1-2-01', causes: [] }), 1, 2),
            told(event('order', 7, 3), 2, 3),
          ]
          assert.deepEqual(await store.read(0, 10), all)
          assert.deepEqual(await store.read(1, 1), all.slice(1, 2))
          assert.deepEqual(await store.read(3, 10), [])
          assert.deepEqual(await store.eventsOf({ case: 'orderId/7' }), all)
          assert.deepEqual(await store.eventsOf({ aggregate: 'order', key: 7 }), all)
          assert.deepEqual(await store.eventsOf({ aggregate: 'order', key: 8 }), [])
          assert.equal(await store.head(), 3)
        },
      )
      on('a case is numbered without gaps although several aggregates and many writers tell it', async store => {
        const say = async (aggregate: string, key: number, kase: string): Promise<void> => {
          for (const version of range(10).map(n => n - 1)) {
            await store.commit({
              item: { aggregate, key, version, id: key, state: { status: 'On', amt: 1 }, listed: true },
              events: [
                event(aggregate, key, 2 * version + 1, { case: kase }),
                event(aggregate, key, 2 * version + 2, { case: kase }),
              ].slice(0, 1),
              public: [version % 3 !== 0],
            })
          }
        }
        await Promise.all(range(4).flatMap(n => ['order', 'payment'].map(aggregate => say(aggregate, n, `orderId/${1 + (n % 2)}`))))
        for (const kase of ['orderId/1', 'orderId/2']) {
          const events = await store.eventsOf({ case: kase })
          assert.equal(events.length, 40)
          const numbers = events.filter(e => e.number !== null).map(e => e.number)
          assert.deepEqual(numbers, range(numbers.length))
          assert.deepEqual(
            events.map(e => e.position),
            events.map(e => e.position).toSorted((a, b) => a - b),
          )
        }
        assert.deepEqual(
          (await store.read(0, 1000)).map(e => e.position),
          range(80),
        )
      })
      on('a reader sees a beginning of the log while 20 writers write it, and misses nothing', async store => {
        let writing = 20
        const writers = range(20).map(async key => {
          for (const version of range(20).map(n => n - 1)) await store.commit(step(key, version))
          writing--
        })
        const read: Recorded[] = []
        const reader = async (): Promise<void> => {
          for (;;) {
            const last = writing === 0
            const more = await store.read(read.length, 7)
            read.push(...more)
            assert.ok((await store.head()) >= read.length)
            if (last && !more.length) return
            await turn()
          }
        }
        await Promise.all([...writers, reader()])
        assert.deepEqual(
          read.map(e => e.position),
          range(400),
        )
        assert.equal(new Set(ids(read)).size, 400)
      })
      lasting(
        'the number of a case goes on where it was',
        async store => {
          for (const version of range(3).map(n => n - 1)) await store.commit(step(5, version))
        },
        async store => {
          const { version } = (await store.load('order', 5))!
          const [next] = await store.commit(step(5, version))
          assert.equal(next!.number, version + 1)
        },
      )
      lasting(
        'the events of one item are found in whichever case they were told',
        async store => {
          await store.commit({ item: item(1, 0, state(1)), events: [event('order', 1, 1)], public: [true] })
          await store.commit({ item: item(1, 1, state(2)), events: [event('order', 1, 2, { case: 'saleId/9' })], public: [true] })
          await store.commit({ events: [event('payment', 1, 1, { case: 'orderId/1' })], public: [true] })
          await store.commit({ events: [event('menu', '1', 1, { case: 'orderId/1' })] })
        },
        async store => {
          assert.deepEqual(ids(await store.eventsOf({ aggregate: 'order', key: 1 })), ['order/1/1', 'order/1/2'])
          assert.deepEqual(ids(await store.eventsOf({ aggregate: 'payment', key: 1 })), ['payment/1/1'])
          assert.deepEqual(ids(await store.eventsOf({ aggregate: 'menu', key: '1' })), ['menu/1/1'])
          assert.deepEqual(ids(await store.eventsOf({ case: 'orderId/1' })), ['order/1/1', 'payment/1/1', 'menu/1/1'])
          assert.deepEqual(ids(await store.eventsOf({ case: 'saleId/9' })), ['order/1/2'])
        },
      )
    })

    describe('timers', () => {
      on('a clock that is set back by an hour does not prolong a lease', async store => {
        const hour = 3_600_000
        await store.commit({ mark: 'm', timers: [timer('t', noon)] })
        assert.deepEqual(ids((await store.due(noon + hour, 10, 5000)).timers), ['t'])
        assert.deepEqual((await store.due(noon + hour + 1, 10, 5000)).timers, [])
        assert.deepEqual(ids((await store.due(noon + 5, 10, 5000)).timers), ['t'])
        assert.deepEqual((await store.due(noon + 6, 10, 5000)).timers, [])
      })
      on('due timers come the oldest first, and none before its time', async store => {
        await store.commit({ timers: [timer('b', noon + 20), timer('a', noon + 10), timer('d', noon + 40), timer('c', noon + 30)] })
        const due = await store.due(noon + 30, 10, 1000)
        assert.deepEqual(ids(due.timers), ['a', 'b', 'c'])
        assert.equal(due.next, noon + 40)
        assert.deepEqual(due.timers[0], timer('a', noon + 10))
      })
      on('a timer is given once within its lease and again after it', async store => {
        await store.commit({ timers: [timer('a', noon), timer('b', noon + 1)] })
        assert.deepEqual(ids((await store.due(noon + 10, 1, 1000)).timers), ['a'])
        const second = await store.due(noon + 10, 10, 1000)
        assert.deepEqual(ids(second.timers), ['b'])
        assert.equal(second.next, noon + 1010)
        assert.deepEqual(ids((await store.due(noon + 1009, 10, 1000)).timers), [])
        assert.deepEqual(ids((await store.due(noon + 1010, 10, 1000)).timers), ['a', 'b'])
      })
      on('of many who ask at the same moment one gets the timer', async store => {
        await store.commit({ timers: range(10).map(n => timer(`t${n}`, noon)) })
        const given = await Promise.all(range(5).map(() => store.due(noon, 10, 1000)))
        assert.deepEqual(
          given.flatMap(g => ids(g.timers)).sort(),
          range(10)
            .map(n => `t${n}`)
            .sort(),
        )
      })
      lasting(
        'a timer that is done is gone, one that is set anew has its new time',
        async store => {
          await store.commit({ timers: [timer('a', noon), timer('b', noon + 5), timer('c', noon + 9)] })
          await store.commit({ done: ['a', 'never'], timers: [timer('b', noon + 50)] })
          await store.commit({ timers: [timer('x', noon + 1)] })
          await store.commit({ done: ['x'] })
        },
        async store => {
          assert.deepEqual(await store.timers(0, 10), { timers: [timer('c', noon + 9), timer('b', noon + 50)], total: 2 })
          assert.deepEqual(await store.timers(1, 10), { timers: [timer('b', noon + 50)], total: 2 })
        },
      )
      on('a timer that is set anew is given again before its lease has passed', async store => {
        await store.commit({ timers: [timer('a', noon)] })
        await store.due(noon, 10, 60_000)
        await store.commit({ timers: [timer('a', noon + 5)] })
        assert.deepEqual(ids((await store.due(noon + 5, 10, 60_000)).timers), ['a'])
      })
      lasting(
        'what is owed comes back with its event, and the timers of a case are found',
        async store => {
          const said = event('order', 2, 1)
          await store.commit({
            item: item(2, 0, state(1)),
            events: [said],
            public: [true],
            timers: [
              { id: 'order/2/1/pay', at: noon, case: 'orderId/2', work: { kind: 'owed', event: told(said, null, 0), policy: 'pay' } },
              timer('other', noon, 'orderId/3'),
            ],
          })
          await store.commit({ timers: [timer('later', noon + 9, 'orderId/2')] })
        },
        async store => {
          const timers = await store.timersOf('orderId/2')
          assert.deepEqual(ids(timers), ['order/2/1/pay', 'later'])
          const work = timers[0]!.work
          assert.ok(work.kind === 'owed')
          assert.equal(work.policy, 'pay')
          // A store may fill in place and number, which nobody knew when the timer was made.
          assert.deepEqual({ ...work.event, number: null, position: 0 }, told(event('order', 2, 1), null, 0))
          assert.deepEqual(await store.timersOf('orderId/9'), [])
        },
      )
    })

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

    describe('what a consumer remembers', () => {
      lasting(
        'what was seen of a case is never lowered',
        async store => {
          await store.commit({
            seen: [
              { source: 'pay', case: 'orderId/1', number: 3 },
              { source: 'pay', case: 'orderId/2', number: 1 },
            ],
          })
          await store.commit({
            seen: [
              { source: 'pay', case: 'orderId/1', number: 2 },
              { source: 'drink', case: 'orderId/1', number: 7 },
            ],
          })
        },
        async store => {
          assert.equal(await store.seen('pay', 'orderId/1'), 3)
          assert.equal(await store.seen('pay', 'orderId/2'), 1)
          assert.equal(await store.seen('drink', 'orderId/1'), 7)
          assert.equal(await store.seen('drink', 'orderId/2'), 0)
        },
      )
      lasting(
        'how far everything was processed is kept by source',
        async store => {
          await store.commit({ progress: { pay: 5, drink: 2 } })
          await store.commit({ progress: { pay: 9 } })
        },
        async store =>
          assert.deepEqual([await store.progress('pay'), await store.progress('drink'), await store.progress('other')], [9, 2, 0]),
      )
      lasting(
        'what was put aside waits in the order of its log until it is resumed',
        async store => {
          await store.commit({ aside: [waiting(12), waiting(4, { reason: 'cannot', failures: 1, retryAt: noon + 5 })] })
          await store.commit({ aside: [waiting(8)], resumed: [{ source: 'pay', position: 12 }] })
          await store.commit({ aside: [waiting(4, { reason: 'still cannot', failures: 2, retryAt: null })] })
        },
        async store => {
          assert.deepEqual(await store.aside(), [waiting(4, { reason: 'still cannot', failures: 2, retryAt: null }), waiting(8)])
          assert.deepEqual(await Promise.all([4, 8, 12].map(position => store.isAside('pay', position))), [true, true, false])
          assert.equal(await store.isAside('shop', 4), false)
        },
      )
      lasting(
        'what operators did is on record, the latest first',
        async store => {
          for (const n of range(3))
            await store.commit({ audit: { time: noon + n, actor: 'op', action: 'retry', reason: `r${n}`, detail: { n } } })
        },
        async store => {
          assert.deepEqual(
            (await store.audits(0, 10)).map(a => a.reason),
            ['r3', 'r2', 'r1'],
          )
          assert.deepEqual(await store.audits(1, 1), [{ time: noon + 2, actor: 'op', action: 'retry', reason: 'r2', detail: { n: 2 } }])
        },
      )
      lasting(
        'what is noted about a store stays, the last text under each name',
        async store => {
          assert.equal(await store.noted('life'), undefined)
          await store.note('life', 'first')
          await store.note('model', `{"빵":${'x'.repeat(5000)}`)
          await Promise.all([store.note('life', 'second'), store.commit(step(1, 0))])
        },
        async store => {
          assert.equal(await store.noted('life'), 'second')
          assert.equal((await store.noted('model'))!.length, 5005)
          assert.equal(await store.noted('other'), undefined)
          assert.deepEqual((await store.load('order', 1))!.state, state(1))
        },
      )
      lasting(
        'old marks and keys are forgotten, but no mark whose timer is still there',
        async store => {
          const keyed = (name: string, at: number) => ({ name, digest: 'd', aggregate: 'order', key: 1, version: 1, at })
          const at = (key: number, time: number): Unit => ({ item: item(key, 0, state(1)), events: [event('order', key, 1, { time })] })
          await store.commit({ ...at(1, noon), mark: 'old', keyed: keyed('old', noon) })
          await store.commit({ ...at(2, noon), mark: 'running', timers: [timer('running', noon + 10)] })
          await store.commit({ ...at(3, noon + 1000), mark: 'young', keyed: keyed('young', noon + 1000) })
          await store.commit({ mark: 'old, of nothing', keyed: keyed('also old', noon) })
          await store.forget(noon + 500)
        },
        async store => {
          assert.equal(await store.marked('old'), left)
          assert.equal(await store.marked('old, of nothing'), undefined)
          assert.equal(await store.keyed('old'), undefined)
          assert.equal(await store.marked('running'), null)
          assert.equal(await store.marked('young'), null)
          assert.ok(await store.keyed('young'))
          assert.equal((await store.load('order', 1))!.version, 1)
        },
      )
      lasting(
        'a mark without events is as old as its commit: what was refused, or done without a word, is not forgotten the next hour',
        async store => {
          await store.commit({ mark: 'done' })
          await store.commit({ mark: 'refused', refused: { reason: 'sold-out' } })
          await store.commit({ mark: 'answered', done: ['nobody'] })
          await store.forget(Date.now() - 3_600_000)
        },
        async store => {
          assert.equal(await store.marked('done'), null)
          assert.deepEqual(await store.marked('refused'), { reason: 'sold-out' })
          assert.equal(await store.marked('answered'), null)
        },
      )
      lasting(
        'to forget takes old marks and keys, and nothing else',
        async store => {
          await store.commit({ ...step(1, 0), mark: 'old', timers: [timer('later', noon + 10)] })
          await store.commit({
            rows: [row(1, 0, state(1), { shop: 1 })],
            seen: [{ source: 'pay', case: 'orderId/1', number: 4 }],
            progress: { pay: 9 },
            aside: [waiting(4)],
          })
          await store.commit({ audit: { time: noon, actor: 'op', action: 'retry', reason: 'r', detail: null } })
          await store.note('life', 'first')
          await store.forget(noon + 1)
        },
        async store => {
          assert.equal((await store.load('order', 1))!.version, 1)
          assert.equal((await store.row('page', 1))!.version, 1)
          assert.equal((await store.eventsOf({ case: 'orderId/1' })).length, 1)
          assert.deepEqual(ids((await store.timers(0, 10)).timers), ['later'])
          assert.equal(await store.seen('pay', 'orderId/1'), 4)
          assert.equal(await store.progress('pay'), 9)
          assert.deepEqual(await store.aside(), [waiting(4)])
          assert.equal((await store.audits(0, 10)).length, 1)
          assert.equal(await store.noted('life'), 'first')
        },
      )
      lasting(
        'while an event is aside, old marks of what followed from it are kept, and from no other event',
        async store => {
          const late = waiting(4)
          const marks = ['kitchen.cook', 'kitchen.cook/7', 'later'].map(name => `shop:${late.event.id}/${name}`)
          const others = [
            `shop:${late.event.id}1/kitchen.cook`,
            `shop:${late.event.id}`,
            'shop:payment/9/1/kitchen.cook',
            `pay:${late.event.id}/kitchen.cook`,
          ]
          for (const [i, mark] of [...marks, ...others].entries())
            await store.commit({ mark, item: item(i + 1, 0, state(1)), events: [event('order', i + 1, 1, { time: noon })] })
          await store.commit({ aside: [late] })
          for (const days of [1, 2, 3]) await store.forget(noon + days * 1000)
          assert.deepEqual(await Promise.all(marks.map(mark => store.marked(mark))), [null, null, null])
          assert.deepEqual(await Promise.all(others.map(mark => store.marked(mark))), [left, left, left, left])
          await store.commit({ mark: 'now', item: item(9, 0, state(1)), events: [event('order', 9, 1, { time: noon + 9000 })] })
        },
        async store => {
          assert.equal(await store.marked(`shop:${waiting(4).event.id}/kitchen.cook`), null)
        },
      )
      on('what followed from an event is forgotten when it is aside no longer', async store => {
        const mark = `shop:${waiting(4).event.id}/kitchen.cook`
        await store.commit(step(1, 0, { mark, aside: [waiting(4)] }))
        await store.forget(noon + 500)
        await store.commit({ resumed: [{ source: 'pay', position: 4 }] })
        await store.forget(noon + 1000)
        assert.equal(await store.marked(mark), left)
      })
      on('what was forgotten may be marked again', async store => {
        await store.commit(step(1, 0, { mark: 'again' }))
        await store.forget(noon + 1)
        assert.equal(await store.marked('again'), left)
        const again = store.commit(step(1, 1, { mark: 'again' }))
        await (marksLast ? assert.rejects(again, new Conflict('mark')) : again)
        assert.equal(await store.marked('again'), null)
      })
      lasting(
        'it counts what it keeps',
        async store => {
          await store.commit({ ...step(1, 0, { mark: 'a', timers: [timer('t', noon), timer('u', noon)] }), rows: [row(1, 0, state(1))] })
          await store.commit({ ...step(2, 0, { mark: 'b', done: ['t'], timers: [timer('u', noon + 1)] }), aside: [waiting(1)] })
        },
        async store => {
          const counts = await store.counts()
          assert.deepEqual(
            [counts['order'], counts['page'], counts['payment'], counts['events'], counts['marks'], counts['timers'], counts['aside']],
            [2, 1, 0, 2, 2, 1, 1],
          )
        },
      )
    })

    moveContract(on, open)
  })
}
