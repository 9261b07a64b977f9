import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { Conflict, type Store, Unfit, type Unit } from '@jumun/core/runtime'
import type { Bench } from './store-contract.ts'
import { event, item, noon, outcome, query, range, row, state, step, timer } from './store-sample.ts'

/** What a commit does whole, or not at all. */
export const commitsContract = ({ on, lasting }: Bench): void => {
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
}
