import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { Kept, Store, Table } from '@jumun/core/runtime'
import type { Opened } from './store-contract.ts'
import { contractTables, event, item, noon, outcome, query, range, row, state, step, timer, told, waiting } from './store-sample.ts'

type On = (sentence: string, test: (store: Store, opened: Opened) => Promise<void>) => void

const everything = async (store: Store): Promise<Kept[]> => {
  const all: Kept[] = []
  for await (const thing of store.dump()) all.push(thing)
  return all
}
/** In an order that no store promises, but the log's. */
const sorted = (things: readonly Kept[]): readonly Kept[] => {
  const text = (thing: Kept): string =>
    JSON.stringify(thing, (_, value) =>
      value?.constructor === Object ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value,
    )
  return [
    ...things.filter(t => t.kind === 'event'),
    ...things.filter(t => t.kind !== 'event').toSorted((a, b) => (text(a) < text(b) ? -1 : 1)),
  ]
}
async function* given(things: readonly Kept[]): AsyncGenerator<Kept> {
  yield* things
}

/** A bit of everything that a store keeps. */
const fill = async (store: Store): Promise<void> => {
  const first = await store.allot('order')
  for (const version of range(3).map(n => n - 1))
    await store.commit(step(7, version, { mark: `m${version}` }, state(version, version ? 'Paid' : 'Ordered')))
  await store.commit({
    item: item(8, 0, state(1, 'Waiting'), false),
    events: [event('order', 8, 1, { case: 'orderId/7', time: noon + 5 })],
    public: [false],
  })
  await store.commit({
    item: {
      aggregate: 'payment',
      key: 7,
      version: 0,
      id: 3,
      state: { amt: 1.5, status: 'Paid', deep: { list: [null, true, '빵'] } },
      listed: true,
    },
    events: [event('payment', 7, 1, { case: 'orderId/7', trace: '00-1-2-01' })],
    public: [true],
    keyed: { name: 'guest POST /payments k', digest: 'd', aggregate: 'payment', key: 7, version: 1, at: noon },
    timers: [
      {
        id: 'payment/7/1/ask',
        at: noon + 9,
        case: 'orderId/7',
        work: { kind: 'owed', event: told(event('payment', 7, 1, { case: 'orderId/7' }), null, 0), policy: 'ask' },
      },
    ],
  })
  await store.commit({
    item: { aggregate: 'menu', key: '라떼', version: 0, id: 1, state: { price: 5, status: 'Open' }, listed: true },
    events: [event('menu', '라떼', 1)],
    public: [true],
  })
  await store.commit({ rows: [row(1, 0, state(1), { shop: 1 })] })
  await store.commit({ rows: [row(1, 1, state(2), { shop: 2, pay: 4 }), row(2, 0, state(5), {}, false)] })
  await store.commit({ mark: 'refused', refused: { reason: 'sold-out', detail: { left: 0 } }, timers: [timer('later', noon + 1)] })
  await store.commit({
    seen: [{ source: 'pay', case: 'orderId/7', number: 4 }],
    progress: { pay: 12, drink: 3 },
    aside: [waiting(4, { reason: 'cannot', failures: 1, retryAt: noon }), waiting(9)],
  })
  await store.commit({ audit: { time: noon, actor: 'op', action: 'retry', reason: 'r', detail: { n: 1 } } })
  await store.commit({ audit: { time: noon + 1, actor: 'op', action: 'drop', reason: 's', detail: null } })
  await store.note('life', 'a')
  assert.ok(first >= 1)
}
/** What a store answers, as far as the sample goes. */
const answers = async (store: Store): Promise<unknown> => ({
  log: await store.read(0, 100),
  items: await Promise.all([7, 8, 9].map(key => store.load('order', key))),
  others: [await store.load('payment', 7), await store.load('menu', '라떼'), await store.byId('payment', 3), await store.byId('menu', 1)],
  rows: await Promise.all([1, 2, 3].map(key => store.row('page', key))),
  marks: await Promise.all(['m-1', 'm0', 'm1', 'refused', 'never'].map(id => store.marked(id))),
  keyed: await store.keyed('guest POST /payments k'),
  stories: [await store.eventsOf({ case: 'orderId/7' }), await store.eventsOf({ aggregate: 'menu', key: '라떼' })],
  lists: await Promise.all(
    [query(), query({ hidden: true }), query({ states: ['Paid'] }), query({ of: 'page', where: { phoneNumber: '010' } })].map(q =>
      store.list(q),
    ),
  ),
  timers: await store.timers(0, 10),
  timersOf: await store.timersOf('orderId/7'),
  progress: [await store.progress('pay'), await store.progress('drink')],
  seen: [await store.seen('pay', 'orderId/7'), await store.seen('pay', 'orderId/8')],
  aside: await store.aside(),
  audits: await store.audits(0, 10),
  note: await store.noted('life'),
  counts: await store.counts(),
  head: await store.head(),
})

/** Moves between stores, and leases. */
export const moveContract = (on: On, open: (tables: readonly Table[]) => Promise<Opened>): void => {
  describe('moves', () => {
    const moved = (sentence: string, test: (from: Store, to: Store, opened: Opened) => Promise<void>): void => {
      on(sentence, async from => {
        const other = await open(contractTables)
        try {
          await test(from, other.store, other)
        } finally {
          await other.close()
        }
      })
    }
    on('a store that keeps nothing has nothing to tell', async store => assert.deepEqual(await everything(store), []))
    on('the log comes first and in its order', async store => {
      await fill(store)
      const all = await everything(store)
      const events = await store.read(0, 100)
      assert.deepEqual(
        all.slice(0, events.length),
        events.map(e => ({ kind: 'event', event: e })),
      )
      assert.ok(all.slice(events.length).every(thing => thing.kind !== 'event'))
    })
    moved(
      'what one store tells, another takes, and answers the same from then on, also when it is opened again',
      async (from, to, { reopen }) => {
        await fill(from)
        await to.fill(from.dump())
        const expected = await answers(from)
        assert.deepEqual(await answers(to), expected)
        assert.deepEqual(sorted(await everything(to)), sorted(await everything(from)))
        if (reopen) assert.deepEqual(await answers(await reopen()), expected)
      },
    )
    moved(
      'and goes on: with the next place and number, with versions, marks and keys checked, beyond the numbers that were given',
      async (from, to) => {
        await fill(from)
        const given = await from.allot('order')
        await to.fill(from.dump())
        const [next] = await to.commit({ item: item(7, 3, state(9)), events: [event('order', 7, 4)], public: [true] })
        assert.deepEqual([next!.position, next!.number], [(await from.head()) + 1, 5])
        assert.equal(await outcome(to.commit(step(7, 3))), 'version')
        assert.equal(await outcome(to.commit({ rows: [row(1, 1, state(9))] })), 'version')
        assert.equal(await outcome(to.commit({ mark: 'm0' })), 'mark')
        assert.equal(await outcome(to.commit({ mark: 'refused' })), 'mark')
        const keyed = { name: 'guest POST /payments k', digest: 'd', aggregate: 'payment', key: 8, version: 1, at: noon }
        assert.equal(await outcome(to.commit({ keyed })), 'key')
        assert.ok((await to.allot('order')) > given)
        assert.ok((await to.allot('payment')) > 3)
        assert.equal((await to.list(query({ states: ['Paid'] }))).total, 0)
        assert.deepEqual(
          (await to.due(noon + 100, 10, 1000)).timers.map(t => t.id),
          ['later', 'payment/7/1/ask'],
        )
      },
    )
    moved('who takes has nothing of its own: words for the operator otherwise, and nothing is changed', async (from, to) => {
      await fill(from)
      await to.commit(step(1, 0))
      const before = sorted(await everything(to))
      await assert.rejects(to.fill(from.dump()), (thrown: Error) => /empty/.test(thrown.message))
      assert.deepEqual(sorted(await everything(to)), before)
      await to.commit(step(1, 1))
    })
    moved('a thousand of each are moved as one is', async (from, to) => {
      await Promise.all(
        range(1100).map(key =>
          from.commit(
            step(key, 0, {
              mark: `m${key}`,
              timers: [timer(`t${key}`, noon + key)],
              seen: [{ source: 'pay', case: `orderId/${key}`, number: key }],
            }),
          ),
        ),
      )
      await to.fill(from.dump())
      assert.deepEqual(sorted(await everything(to)), sorted(await everything(from)))
      assert.equal((await to.list(query())).total, 1100)
      assert.deepEqual(await to.counts(), await from.counts())
    })
    on('what is told may be told again in another form, such as by way of a file', async store => {
      await fill(store)
      const all = await everything(store)
      const other = await open(contractTables)
      try {
        await other.store.fill(given(JSON.parse(JSON.stringify(all))))
        assert.deepEqual(await answers(other.store), await answers(store))
      } finally {
        await other.close()
      }
    })
  })

  describe('rewriting', () => {
    /** Erases '010' from the sample: from states, and from keys and names that are texts. */
    const change = (thing: Kept): Kept => {
      const changed = JSON.parse(
        JSON.stringify(thing).replaceAll('"010"', '"000"').replaceAll('라떼', '없음').replaceAll('guest POST', 'nobody POST'),
      )
      return JSON.stringify(changed) === JSON.stringify(thing) ? thing : changed
    }
    on(
      'other things stand where they stood, under other keys too: nothing of what was is found, all else is as it was',
      async (store, { reopen }) => {
        await fill(store)
        await store.commit({ audit: { time: noon + 2, actor: 'op', action: 'edit', reason: 's', detail: { before: '010' } } })
        const before = await everything(store)
        await store.rewrite(change)
        const after = reopen ? await reopen() : store
        const all = await everything(after)
        assert.deepEqual(sorted(all), sorted(before.map(change)))
        assert.ok(before.some(thing => /"010"|라떼|guest POST/.test(JSON.stringify(thing))))
        assert.doesNotMatch(JSON.stringify(all), /"010"|라떼|guest POST/)
        assert.deepEqual(await after.list(query({ of: 'page', where: { phoneNumber: '010' } })), { items: [], total: 0 })
        assert.equal((await after.list(query({ of: 'page', where: { phoneNumber: '000' } }))).total, 1)
        assert.equal(await after.load('menu', '라떼'), undefined)
        assert.equal((await after.load('menu', '없음'))!.version, 1)
        assert.equal((await after.eventsOf({ aggregate: 'menu', key: '없음' })).length, 1)
        assert.equal((await after.keyed('nobody POST /payments k'))!.key, 7)
      },
    )
    on('and it goes on from there, and may be done again', async (store, { reopen }) => {
      await fill(store)
      const head = await store.head()
      await store.rewrite(change)
      const once = reopen ? await reopen() : store
      const all = sorted(await everything(once))
      await once.rewrite(change)
      const twice = reopen ? await reopen() : once
      assert.deepEqual(sorted(await everything(twice)), all)
      const [next] = await twice.commit(step(7, 3))
      assert.deepEqual([next!.position, next!.number], [head + 1, 5])
      assert.equal(await outcome(twice.commit({ mark: 'm0' })), 'mark')
      assert.ok((await twice.allot('payment')) > 3)
      assert.deepEqual(
        (await twice.due(noon + 100, 10, 1000)).timers.map(t => t.id),
        ['later', 'payment/7/1/ask'],
      )
    })
    on('broken off in the middle it can be done again, and whatever was not changed yet is as it was', async (store, { reopen }) => {
      await fill(store)
      const before = await everything(store)
      let n = 0
      const breaks = (thing: Kept): Kept => {
        if (++n > before.length / 2) throw new Error('the process ends')
        return change(thing)
      }
      await assert.rejects(store.rewrite(breaks), /the process ends/)
      const again = reopen ? await reopen() : store
      await again.rewrite(change)
      const after = reopen ? await reopen() : again
      // who closes a store gives back the numbers that nobody got
      const without = (all: readonly Kept[]) => sorted(all.filter(thing => thing.kind !== 'number'))
      assert.deepEqual(without(await everything(after)), without(before.map(change)))
    })
  })

  describe('leases', () => {
    on('one has it until it gives it back', async store => {
      assert.equal(await store.lease('relay', 'a', 60_000), true)
      assert.equal(await store.lease('relay', 'b', 60_000), false)
      assert.equal(await store.lease('relay', 'a', 60_000), true)
      assert.equal(await store.lease('other', 'b', 60_000), true)
      assert.equal(await store.lease('relay', 'a', 0), true)
      assert.equal(await store.lease('relay', 'b', 60_000), true)
      assert.equal(await store.lease('relay', 'a', 60_000), false)
    })
    on('who does not have it gives nothing back', async store => {
      assert.equal(await store.lease('relay', 'a', 60_000), true)
      assert.equal(await store.lease('relay', 'b', 0), false)
      assert.equal(await store.lease('relay', 'b', 60_000), false)
    })
  })
}
