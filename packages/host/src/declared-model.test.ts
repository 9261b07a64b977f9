// A model that says what it was before, on data of then: every kind of change, on every store, with events put aside and timers that wait.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { audit } from '@jumun/core/runtime'
import { type Engine, needs, startKafka, startMariadb, startMongo, startPostgres } from '../../../tools/engines/index.ts'
import { shop, type Version } from './changed-model-fixture.ts'
import { boardOf, heard, liveOf, place, refusedOf, rowsOf, type Run, start, tell, until, withSales } from './changed-model-runs.ts'
import { historyOf } from './history.ts'
import { moveSystem } from './move.ts'
import { operationsOf } from './operations.ts'
import { rehearse } from './rehearse.ts'

const folder = mkdtempSync(join(tmpdir(), 'jumun-declared-'))
after(() => rmSync(folder, { recursive: true, force: true }))
let places = 0
/** A system of its own each time, in a folder of its own. */
const afresh = () => ({ name: `shop${++places}`, where: ['--data', join(folder, String(places))] as readonly string[] })

interface Change {
  readonly what: string
  readonly version: Version
  /** What the present words say of the first sale: its state, and the first event of it. */
  readonly state: object
  readonly placed?: object
  readonly isFolded: boolean
}
const now = { saleId: 1, status: 'Open' }
const changes: readonly Change[] = [
  {
    what: 'a renamed field of a public event and of the state',
    version: { field: 'total' },
    state: { ...now, total: 100 },
    placed: { saleId: 1, total: 100 },
    isFolded: true,
  },
  {
    what: 'a field that takes less',
    version: { narrow: true },
    state: { ...now, price: 100 },
    placed: { saleId: 1, price: 100 },
    isFolded: true,
  },
  {
    what: 'a field that is demanded',
    version: { more: 'required' },
    state: { ...now, price: 100 },
    placed: { saleId: 1, price: 100, note: 'none' },
    isFolded: true,
  },
  { what: 'a renamed event', version: { ended: 'Closed' }, state: { ...now, price: 100 }, isFolded: true },
  { what: 'a renamed state', version: { open: 'Running' }, state: { ...now, price: 100, status: 'Running' }, isFolded: true },
  { what: 'a renamed command of a timer', version: { expire: 'GiveUp' }, state: { ...now, price: 100 }, isFolded: false },
  { what: 'another field of the state', version: { column: 'required' }, state: { ...now, price: 100, place: 'here' }, isFolded: true },
  {
    what: 'all of them at once',
    version: { field: 'total', more: 'required', ended: 'Closed', open: 'Running', expire: 'GiveUp', column: 'required' },
    state: { saleId: 1, total: 100, place: 'here', status: 'Running' },
    placed: { saleId: 1, total: 100, note: 'none' },
    isFolded: true,
  },
]

const isKept = async (run: Run): Promise<void> => {
  const { system, running } = boardOf(run.host)
  const stores = new Map([...running.live].map(([name, { store }]) => [name, store]))
  const { broken } = await audit(system, stores, undefined, [], async () => {})
  assert.deepEqual(broken, [])
}
/** What lies there is said in the present words, wherever one looks. */
const isUnderstood = async (run: Run, { version, state, placed = { saleId: 1, price: 100 } }: Change): Promise<void> => {
  const { store } = liveOf(run, 'sale')
  const ended = version.ended ?? 'Ended'
  assert.deepEqual((await store.load('sale', 1))!.state, state)
  const open = await store.list({ of: 'sale', where: {}, states: [version.open ?? 'Open'], sort: [], offset: 0, limit: 9 })
  assert.deepEqual(
    open.items.map(i => i.key),
    [1, 2],
  )
  const log = await store.read(0, 100)
  assert.deepEqual([log[0]!.data, log.at(-1)!.type], [placed, ended])
  const { parts } = await historyOf(boardOf(run.host).running, 'saleId/3')
  assert.deepEqual(
    parts.flatMap(p => p.events.filter(e => e.source === 'sale').map(e => e.type)),
    ['Placed', 'Cleared', ended],
  )
}
/** A timer of before rings, with the command's name of now. */
const rings = async (run: Run, { version }: Change): Promise<void> => {
  const { node, store } = liveOf(run, 'sale')
  const [waits] = await store.timersOf('saleId/1')
  assert.equal(waits!.work.kind === 'command' && waits!.work.type, version.expire ?? 'Expire')
  const [written] = await node.written.timersOf('saleId/1')
  await store.commit({ timers: [{ ...written!, at: Date.now() }] })
  node.ringing.soon(Date.now())
  await until(
    () => store.load('sale', 1),
    item => item!.state.status === 'Ended',
  )
}
/** What was put aside does its work, as soon as somebody says so. */
const isTakenUp = async (run: Run, { version }: Change): Promise<void> => {
  const { inbox, store } = liveOf(run, 'page')
  const [lane] = inbox.lanesAside()
  assert.equal(lane!.waiting[0]!.event.data[version.field ?? 'price'], 200)
  await inbox.retry('sale', 'saleId/2', { time: Date.now(), actor: 'o', action: 'retry', reason: 'it can be done now', detail: null })
  assert.deepEqual(inbox.lanesAside(), [])
  assert.equal((await store.load('guest', 2))!.state.status, 'Here')
}

const suite = (store: string, at: () => readonly string[], some: readonly Change[] = changes): void => {
  describe(`a model that says what it was, on ${store}`, () => {
    for (const change of some)
      test(`${change.what}: old data is read in the words of now, timers ring, what was put aside is taken up, every promise is kept`, async () => {
        const { name, where } = afresh()
        const version = { ...change.version, declared: true }
        await withSales([...where, ...at()], { trips: true }, name)
        const next = await start([...where, ...at()], version, name)
        try {
          assert.deepEqual([refusedOf(next, 'sale'), refusedOf(next, 'page')], [undefined, undefined])
          await isUnderstood(next, change)
          await isTakenUp(next, change)
          if (change.isFolded) await until(() => next.said.some(s => s.startsWith('the states of sale are folded again:')), Boolean)
          await isUnderstood(next, change)
          await rings(next, change)
          await place(next, 4, version.field)
          await tell(next, 'End', { saleId: 2 })
          await heard(next)
          assert.equal((await rowsOf(next, 'pages')).length, 4)
          await until(
            () => liveOf(next, 'sale').node.written.noted('model'),
            text => !/"refold":\["/.test(text!),
          )
          // who is stopped before its views are whole goes on with them at the next start, and says so
          await until(
            () =>
              next.host.boards
                .get(name)!
                .running.live.values()
                .every(live => live.filling.progress.size === 0),
            Boolean,
          )
          const written = await liveOf(next, 'sale').node.written.load('sale', 3)
          assert.deepEqual(written, await liveOf(next, 'sale').store.load('sale', 3), 'it is written as it is read')
          await isKept(next)
        } finally {
          await next.host.stop()
        }
        const again = await start([...where, ...at()], version, name)
        assert.deepEqual(again.said, [])
        await isKept(again)
        await again.host.stop()
      })
  })
}
suite('SQLite', () => [])

for (const { store, engine, begin } of [
  { store: 'PostgreSQL', engine: 'postgres', begin: startPostgres },
  { store: 'MariaDB', engine: 'mariadb', begin: startMariadb },
  { store: 'MongoDB', engine: 'mongo', begin: startMongo },
] as const)
  if (needs([engine], `a changed model that says what it was, on ${store}`)) {
    let server: Engine
    before(async () => void (server = await begin()))
    after(() => server.stop())
    suite(store, () => ['--store', server.url], changes.slice(-1))
  }

/** The first version, and then a renamed field, on one folder. */
const inTwo = async (first: Version, where: readonly string[], name: string, meanwhile: (run: Run) => Promise<void>, second: Version) => {
  const run = await start(where, first, name)
  await meanwhile(run)
  await run.host.stop()
  return start(where, { field: 'total', declared: true, ...second }, name)
}
const guestsOf = async (run: Run) => {
  const { items } = await liveOf(run, 'page').store.list({ of: 'guest', where: {}, sort: [], offset: 0, limit: 9 })
  return items.map(i => i.key)
}
test('an answer that is still owed is asked for with the event in the words of now', async () => {
  const { name, where } = afresh()
  const away = async (run: Run) => {
    await run.host.stopContext(boardOf(run.host), 'page')
    await place(run, 9)
  }
  const next = await inTwo({ line: 'ask' }, where, name, away, { line: 'ask' })
  try {
    const [owed] = await liveOf(next, 'sale').store.timersOf('saleId/9')
    assert.ok(!owed || owed.work.kind !== 'owed' || owed.work.event.data.total === 900)
    await until(
      () => liveOf(next, 'sale').store.timersOf('saleId/9'),
      timers => timers.every(t => t.work.kind !== 'owed'),
    )
    assert.deepEqual(await guestsOf(next), [9])
  } finally {
    await next.host.stop()
  }
})
test('what was moved to another store is understood there as it was here', async () => {
  const [from, to] = [afresh(), afresh()]
  await withSales(from.where, {}, from.name)
  const at = (where: readonly string[]) => ({ data: where[1]!, stores: new Map<string, string>() })
  await moveSystem(shop({ field: 'total', declared: true }, from.name), at(from.where), at(to.where))
  const next = await start(to.where, { field: 'total', declared: true }, from.name)
  try {
    await isUnderstood(next, changes[0]!)
    await isKept(next)
  } finally {
    await next.host.stop()
  }
})
test('a state that the present folds cannot make is told of with its reason, and nobody gets it as it was', async () => {
  const { name, where } = afresh()
  await withSales(where, {}, name)
  const next = await start(where, { column: 'required', broken: true }, name)
  try {
    await until(
      () => next.said.join(),
      said => /1 items of sale cannot be folded again, and are as good as away: sale\/2 .*no place/.test(said),
    )
    await assert.rejects(liveOf(next, 'sale').store.load('sale', 2), /no place/)
    assert.equal((await liveOf(next, 'sale').store.load('sale', 1))!.state.place, 'here')
    assert.match((await liveOf(next, 'sale').node.written.noted('model'))!, /"refold":\["sale"\]/)
  } finally {
    await next.host.stop()
  }
})
test('a rehearsal folds every item of a copy and tries what waits, names what cannot be done and what goes another way, and changes nothing', async () => {
  const { name, where } = afresh()
  await withSales(where, { trips: true }, name)
  const at = { data: where[1]!, stores: new Map<string, string>() }
  const tryOut = (version: Version) => rehearse(shop(version, name), at)
  const { otherwise, ...same } = await tryOut({ field: 'total', declared: true, open: 'Running', ended: 'Closed', expire: 'GiveUp' })
  assert.deepEqual([same.wrong, otherwise], [[], []])
  assert.deepEqual([same.items, same.timers, same.events], [5, 3, 1], 'three sales and two guests, three timers, one event put aside')
  const still = await tryOut({ trips: true })
  assert.deepEqual(still.wrong, [{ where: 'page: Placed of saleId/2', why: 'greet threw: nobody is at the door' }])
  const undeclared = await tryOut({ field: 'total', expire: 'GiveUp' })
  assert.match(
    undeclared.wrong.map(w => w.why).join(),
    /there is no command Expire any more.*Placed does not have its declared shape: it lacks total/,
  )
  const broken = await tryOut({ broken: true })
  assert.match(broken.wrong[0]!.where + broken.wrong[0]!.why, /sale\/sale\/2.*no place for it/)
  const other = await tryOut({ reopens: true })
  assert.deepEqual(other.otherwise, [{ where: 'sale/sale/3', was: 'Ended', is: 'Open' }])
  assert.deepEqual([same.values, other.values], [[], []])
  const cheaper = await tryOut({ halves: true })
  assert.deepEqual(cheaper.otherwise, [])
  assert.deepEqual(cheaper.values[0], { where: 'sale/sale/1', field: 'price', was: 100, is: 50 })
  assert.equal(cheaper.values.length, 3)
  const again = await start(where, {}, name)
  await again.host.stop()
  assert.deepEqual(
    again.said.filter(said => !said.startsWith('parked')),
    [],
  )
})
test('operators see how many states are folded again, and nothing when none are', async () => {
  const { name, where } = afresh()
  await withSales(where, {}, name)
  const next = await start(where, { column: 'required' }, name)
  try {
    const seen = async () => (await operationsOf(next.host).contexts()).find(c => c.context === 'sale')!.folding
    const { refolding, node } = liveOf(next, 'sale')
    await until(seen, folding => folding === undefined)
    const heard: unknown[] = []
    const load = node.written.load.bind(node.written)
    node.written.load = async (of, key) => {
      heard.push(await seen())
      return load(of, key)
    }
    await refolding.refold(node.context.aggregates[0]!)
    assert.deepEqual(heard[0], { sale: { done: 0, of: 3 } })
  } finally {
    await next.host.stop()
  }
})
if (needs(['kafka'], 'a topic that still holds events of an older model'))
  test('events of an older model that still lie on a topic are heard in the words of now', async t => {
    const broker = await startKafka()
    t.after(() => broker.stop())
    const { name, where } = afresh()
    const all = [...where, '--bus', broker.url]
    const unheard = async (run: Run) => {
      await place(run, 1)
      await until(
        () => guestsOf(run),
        guests => guests.length === 1,
      )
      await run.host.stopContext(boardOf(run.host), 'page')
      await place(run, 2)
      await tell(run, 'End', { saleId: 2 })
      await until(
        () => liveOf(run, 'sale').lag(),
        lag => Object.values(lag).every(n => n === 0),
      )
    }
    const next = await inTwo({}, all, name, unheard, { ended: 'Closed', summary: 'first' })
    try {
      await until(
        () => guestsOf(next),
        guests => guests.length === 2,
      )
      await until(
        () => rowsOf(next, 'summary'),
        rows => rows.some(r => r.saleId === 2 && r.price === 200 && r.ended),
      )
      assert.deepEqual(liveOf(next, 'page').inbox.lanesAside(), [])
    } finally {
      await next.host.stop()
    }
  })
