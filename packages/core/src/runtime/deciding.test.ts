// What a command comes to: decided, folded and committed once, also when it is asked again, in a race, or on a store that fails.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Message } from '../model/index.ts'
import {
  byPolicy,
  bySystem,
  type Caller,
  CommitUnknown,
  Conflict,
  Node,
  type Question,
  type Reply,
  Unavailable,
  type Unit,
} from './index.ts'
import { shop, type Shop, handle, wish, place, paid, said, log } from './shop.test.ts'
import {
  Abandon,
  CancelOrder,
  Confirm,
  Cook,
  kim,
  lee,
  PayOrder,
  PlaceOrder,
  Postpone,
  Reserve,
  running,
  Serve,
  unreachable,
  Order,
} from './town.test.ts'

// ---- decide, fold, commit once
test('what happened is committed with the state, and lies in the log as it is told', async () => {
  const s = shop()
  const result = await place(s, 7, { id: 'm', causes: ['a'], trace: '00-1-2-01' })
  assert.equal(result.kind, 'accepted')
  assert.deepEqual(result.item, await s.store.load('order', 7))
  assert.deepEqual(result.item, {
    version: 2,
    id: 7,
    state: { orderId: 7, ...wish, attempt: 1, closed: 0, why: null, status: 'AwaitingPayment' },
  })
  const common = {
    source: 'shop',
    aggregate: 'order',
    key: 7,
    item: 7,
    case: 'orderId/7',
    number: null,
    time: s.clock.now(),
    cause: 'm',
    causes: ['a'],
    actor: 'kim',
    trace: '00-1-2-01',
  }
  assert.deepEqual(result.events, [
    { id: 'order/7/1', type: 'Requested', data: { orderId: 7, ...wish }, position: 1, ...common },
    { id: 'order/7/2', type: 'PaymentAsked', data: { orderId: 7, attempt: 1 }, position: 2, ...common },
  ])
  assert.deepEqual(s.committed, result.events)
})
test('public events of a case are numbered, internal ones are not', async () => {
  const s = shop()
  await paid(s)
  await handle(s, CancelOrder({ orderId: 1 }))
  assert.deepEqual(
    s.committed.map(e => [e.type, e.number]),
    [
      ['Requested', null],
      ['PaymentAsked', null],
      ['Ordered', 1],
      ['Canceled', 2],
    ],
  )
})
test('a number is allotted before it is decided, and never given twice', async () => {
  const s = shop()
  const orders = await Promise.all([1, 2, 3].map(() => handle(s, { type: 'PlaceOrder', data: wish } as Message)))
  assert.deepEqual(
    orders.map(o => o.key),
    [1, 2, 3],
  )
})
test('an item with a number of its own gets it when it is born', async () => {
  const k = running('kitchen')
  for (const orderId of [40, 50, 40]) await handle(k, Cook({ orderId }), byPolicy)
  assert.deepEqual(
    k.committed.map(e => [e.key, e.item]),
    [
      [40, 1],
      [50, 2],
      [40, 1],
    ],
  )
  assert.equal((await k.store.byId('dish', 2))!.key, 50)
})
test('what the table refuses leaves no trace', async () => {
  const s = shop()
  await paid(s)
  const head = await s.store.head()
  const no = async (command: Message, caller?: Caller) => said(await handle(s, command, caller))
  assert.deepEqual(await no(CancelOrder({ orderId: 1 }), lee), { reason: 'not-yours' })
  assert.deepEqual(await no(Abandon({ orderId: 1 })), { reason: 'role' })
  assert.deepEqual(await no(CancelOrder({ orderId: 2 })), { reason: 'not-yours' })
  assert.deepEqual(await no(PlaceOrder({ orderId: 1, ...wish })), { reason: 'not-allowed-now' })
  assert.deepEqual(await no(PlaceOrder({ orderId: 2, ...wish, qty: 10 })), { reason: 'too-many', detail: { most: 9 } })
  assert.equal(await s.store.head(), head)
  assert.equal((await s.store.counts())['marks'], 2)
})
test('what is already so is accepted, and nothing is written', async () => {
  const s = shop()
  await paid(s)
  const head = await s.store.head()
  const again = await handle(s, PayOrder({ orderId: 1 }))
  assert.deepEqual([again.kind, again.events, again.item!.state.status, await s.store.head()], ['accepted', [], 'Ordered', head])
})
test('a command without its key, or that nobody knows, is a mistake', async () => {
  const s = shop()
  await assert.rejects(handle(s, { ...PayOrder({ orderId: 1 }), data: {} }), /PayOrder does not carry orderId/)
  await assert.rejects(handle(s, Cook({ orderId: 1 })), /shop does not know the command Cook/)
})
test('nothing is decided after nobody waits any longer', async () => {
  const s = shop()
  assert.equal((await place(s, 1, { until: s.clock.now() - 1 })).kind, 'late')
  assert.equal((await place(s, 1, { until: s.clock.now() })).kind, 'accepted')
})
test('a request that became late in its queue is not decided', async () => {
  const s = shop()
  const store = { ...s.store }
  s.store.load = async (...of) => {
    await s.clock.sleep(100)
    return store.load(...of)
  }
  const first = place(s, 1)
  assert.equal((await place(s, 1, { until: s.clock.now() + 50 })).kind, 'late')
  assert.equal((await first).kind, 'accepted')
})

// ---- decided on what is not durable yet
/** A shop whose disk answers when it is told to, and how. */
const onSlowDisk = () => {
  const s = shop()
  const commit = s.store.commit
  const waiting: { readonly unit: Unit; readonly go: (fails?: Error) => void }[] = []
  s.store.commit = unit =>
    new Promise((done, failed) => waiting.push({ unit, go: fails => void (fails ? failed(fails) : commit(unit).then(done, failed)) }))
  const go = async (...outcomes: readonly (Error | undefined)[]) => {
    for (const fails of outcomes) {
      await s.clock.until(() => waiting.length)
      waiting.shift()!.go(fails)
    }
  }
  return { ...s, waiting, go }
}
const command = (s: Shop, what: Message, caller: Caller, id: string) => s.node.handle(what, { id, caller, causes: [], inline: false })

test('the next decision about an item does not wait for the disk, and is heard when both are durable', async () => {
  const s = onSlowDisk()
  const placed = command(s, PlaceOrder({ orderId: 1, ...wish }), kim, 'a')
  const confirmed = command(s, Confirm({ orderId: 1, attempt: 1 }), byPolicy, 'b')
  let heard: unknown
  const repeated = command(s, PayOrder({ orderId: 1 }), kim, 'c').then(said => (heard = said.kind)) // it is paid: nothing is written for that
  await s.clock.until(() => s.waiting.length === 2)
  assert.deepEqual(
    s.waiting.map(w => w.unit.follows?.state),
    [undefined, s.waiting[0]!.unit.item!.state],
  )
  await s.go(undefined)
  assert.equal((await placed).kind, 'accepted')
  assert.deepEqual([(await s.store.load('order', 1))?.state.status, heard], ['AwaitingPayment', undefined])
  await s.go(undefined)
  await Promise.all([confirmed, repeated])
  assert.deepEqual([(await s.store.load('order', 1))?.state.status, heard], ['Ordered', 'accepted'])
})
test('where it fails, whatever was decided on it is decided again, what was only said about it too', async () => {
  const s = onSlowDisk()
  const placed = command(s, PlaceOrder({ orderId: 1, ...wish }), kim, 'a')
  const reserved = command(s, Reserve({ orderId: 1 }), bySystem, 'b') // refused, and remembered: it is not paid
  const again = command(s, PayOrder({ orderId: 1 }), kim, 'c') // refused: it is being paid
  await s.clock.until(() => s.waiting.length === 2)
  const failed = assert.rejects(placed, Unavailable)
  await s.go(new Unavailable('the disk is full'), undefined, undefined)
  await failed
  assert.deepEqual([said(await again), said(await reserved)], [{ reason: 'not-yours' }, { reason: 'not-allowed-now' }])
})

test('after a commit that failed the next decision is made on what is there', async () => {
  const s = onSlowDisk()
  const failed = assert.rejects(command(s, PlaceOrder({ orderId: 1, ...wish }), kim, 'a'), Unavailable)
  await s.go(new Unavailable('the disk is full'))
  await failed
  const placed = command(s, PlaceOrder({ orderId: 1, ...wish }), kim, 'b')
  await s.go(undefined)
  assert.equal((await placed).kind, 'accepted')
  assert.equal(s.waiting.length, 0)
})

test('what follows is decided on the last word, also when the one before it has become durable meanwhile', async () => {
  const s = onSlowDisk()
  const placed = command(s, PlaceOrder({ orderId: 1, ...wish }), kim, 'a')
  const confirmed = command(s, Confirm({ orderId: 1, attempt: 1 }), byPolicy, 'b')
  await s.clock.until(() => s.waiting.length === 2)
  const [, second] = s.waiting
  await s.go(undefined)
  await placed
  const canceled = command(s, CancelOrder({ orderId: 1 }), kim, 'c')
  await s.clock.until(() => s.waiting.length === 2)
  assert.deepEqual(s.waiting[1]!.unit.follows?.state, second!.unit.item!.state)
  await s.go(undefined, undefined)
  assert.deepEqual([(await confirmed).kind, (await canceled).kind], ['accepted', 'accepted'])
  assert.deepEqual(await log(s), ['Requested', 'PaymentAsked', 'Ordered', 'Canceled'])
})
for (const [takesFollowers, how] of [
  [true, 'follow'],
  [false, 'wait for'],
] as const)
  test(`commands for one item are decided in the order in which they came, each once, where units ${how} each other`, async () => {
    const s = shop()
    const { load, commit } = s.store
    const store = Object.assign(s.store, { takesFollowers })
    let [commits, atOnce, most] = [0, 0, 0]
    store.load = async (...of) => {
      most = Math.max(most, ++atOnce)
      await s.clock.sleep(5)
      return load(...of).finally(() => atOnce--)
    }
    store.commit = async unit => {
      commits++
      await s.clock.sleep(5)
      return commit(unit)
    }
    const first = [
      command(s, PlaceOrder({ orderId: 1, ...wish }), kim, 'a'),
      command(s, Confirm({ orderId: 1, attempt: 1 }), byPolicy, 'b'),
    ]
    await s.clock.during(first[0]!)
    // the one before the last has left: the last is waited for all the same
    const all = [...first, command(s, CancelOrder({ orderId: 1 }), kim, 'c')]
    assert.deepEqual(
      (await s.clock.during(Promise.all(all))).map(r => [r.kind, r.events.length]),
      [
        ['accepted', 2],
        ['accepted', 1],
        ['accepted', 1],
      ],
    )
    assert.deepEqual([commits, most], [3, 1])
  })
test('whoever waits for a decision that went wrong is decided all the same', async () => {
  const s = shop()
  const { load } = s.store
  let away = true
  s.store.load = async (...of) => {
    await s.clock.sleep(5)
    if (!away) return load(...of)
    away = false
    throw new Unavailable('away')
  }
  const failed = assert.rejects(command(s, PlaceOrder({ orderId: 1, ...wish }), kim, 'a'), Unavailable)
  const placed = command(s, PlaceOrder({ orderId: 1, ...wish }), kim, 'b')
  await s.clock.during(Promise.all([failed, placed]))
  assert.equal((await placed).kind, 'accepted')
})
test('an item of which nothing is under way is not remembered, whatever became of it', async () => {
  const s = shop()
  const { commit } = s.store
  const { turns, ahead } = s.node as unknown as { readonly turns: Map<string, unknown>; readonly ahead: Map<string, unknown> }
  const size = () => [turns.size, ahead.size]
  const way = (orderId: number) => [new Unavailable('the disk is full'), new CommitUnknown('cut'), new Conflict('mark')][orderId % 9]
  s.store.commit = unit => {
    const wrong = unit.mark?.startsWith('odd') && way(Number(unit.mark.slice(3)))
    if (wrong instanceof CommitUnknown) s.store.marked = async () => null
    return wrong ? Promise.reject(wrong) : commit(unit)
  }
  for (let orderId = 1; orderId <= 100; orderId++) {
    await place(s, orderId, { id: `odd${orderId}` }).catch(() => {})
    await handle(s, CancelOrder({ orderId }), lee)
    assert.deepEqual(size(), [0, 0], `after order ${orderId}`)
  }
})
test('whether it can write is said by the last commit, of which nobody needs to know what became', async () => {
  const s = shop()
  const { commit, marked } = s.store
  const said: boolean[] = []
  let fails: Error | undefined = new CommitUnknown('cut')
  s.store.commit = async unit => {
    const [wrong] = [fails, (fails = undefined)]
    if (wrong) throw wrong
    return commit(unit)
  }
  s.store.marked = async id => {
    said.push(s.node.cannotWrite)
    return marked(id)
  }
  await place(s, 1)
  assert.deepEqual([said, s.node.cannotWrite], [[true], false], 'nobody knows, and then it is written')
  fails = new Unavailable('the disk is full')
  await assert.rejects(place(s, 2), Unavailable)
  assert.equal(s.node.cannotWrite, true)
  fails = new Error('a mistake of ours')
  await assert.rejects(place(s, 2), /mistake/)
  assert.equal(s.node.cannotWrite, true, 'that says nothing of the disk')
  await place(s, 2)
  assert.equal(s.node.cannotWrite, false)
})
test('who asked for what may be there hears that nobody knows, also where it cannot be read afterwards', async () => {
  const s = shop()
  const { load, commit } = s.store
  s.store.commit = async unit => {
    await commit(unit)
    s.store.load = () => Promise.reject(new Unavailable('away'))
    throw new CommitUnknown('cut')
  }
  await assert.rejects(place(s, 1), CommitUnknown)
  assert.equal((await load('order', 1))?.version, 2)
})

// ---- the same message again
test('the same message has its effect once', async () => {
  const s = shop()
  const first = await place(s, 1, { id: 'm' })
  const again = await handle(s, Postpone({ orderId: 1, attempt: 1, reason: 'slow' }), byPolicy, { id: 'm' })
  assert.deepEqual([first.kind, again.kind, again.events, again.item!.version], ['accepted', 'repeated', [], 2])
})
test('an asking context that was refused hears the same "no" again, whatever has become of the item', async () => {
  const s = shop()
  await place(s)
  const ask = (id: string) => handle(s, Reserve({ orderId: 1 }), bySystem, { id })
  const first = await ask('q1')
  assert.deepEqual(said(first), { reason: 'sold-out', detail: { holder: 3 } })
  await handle(s, Confirm({ orderId: 1, attempt: 1 }), byPolicy)
  const again = await ask('q1')
  assert.deepEqual([again.kind, said(again)], ['rejected', said(first)])
  assert.equal((await ask('q2')).kind, 'accepted')
})
test('… also where it would be accepted now and nothing would happen', async () => {
  const s = shop()
  await place(s)
  const question: Question = {
    ...Reserve({ orderId: 1 }),
    id: 'q1',
    by: 'system',
    causes: [],
    actor: 'kitchen.reserve',
    until: s.clock.now() + 600,
  }
  const ask = async () => (await s.clock.during(s.node.serve(question))) as Extract<Reply, { kind: 'answer' }>
  assert.deepEqual([(await ask()).accepted, (await ask()).accepted], [false, false])
  await handle(s, Abandon({ orderId: 1 }), byPolicy)
  const again = await ask()
  assert.deepEqual([again.accepted, again.reason], [false, 'sold-out'])
})
test('a person who was refused is decided anew', async () => {
  const s = shop()
  assert.equal((await handle(s, PlaceOrder({ orderId: 1, ...wish, qty: 10 }), kim, { id: 'm' })).kind, 'rejected')
  assert.equal((await handle(s, PlaceOrder({ orderId: 1, ...wish }), kim, { id: 'm' })).kind, 'accepted')
})

test('who may not issue a command does not learn that the item has moved on', async () => {
  const s = shop()
  await place(s)
  assert.deepEqual(said(await handle(s, CancelOrder({ orderId: 1 }), lee, { seen: 1 })), { reason: 'not-yours' })
  assert.deepEqual(said(await handle(s, Abandon({ orderId: 1 }), kim, { seen: 1 })), { reason: 'role' })
  assert.deepEqual(said(await handle(s, CancelOrder({ orderId: 1 }), kim, { seen: 1 })), { reason: 'precondition-failed' })
  assert.equal((await handle(s, CancelOrder({ orderId: 1 }), kim, { seen: 2 })).kind, 'accepted')
})
test('who has seen a version of what is not there hears that it has moved on', async () => {
  const s = shop()
  assert.deepEqual(said(await handle(s, PlaceOrder({ orderId: 1, ...wish }), kim, { seen: 1 })), { reason: 'precondition-failed' })
  assert.equal((await handle(s, PlaceOrder({ orderId: 1, ...wish }), kim, { seen: 0 })).kind, 'accepted')
})
test('a number is given only to what happens', async () => {
  const k = running('kitchen')
  const { allot } = k.store
  const given: string[] = []
  k.store.allot = of => (given.push(of), allot(of))
  assert.equal((await handle(k, Serve({ orderId: 40 }), bySystem)).kind, 'rejected')
  assert.deepEqual(given, [])
  await handle(k, Cook({ orderId: 40 }), byPolicy)
  assert.deepEqual(given, ['dish'])
})
test('a number of which nobody knows whether it was given means that nothing was done', async () => {
  const s = shop()
  s.store.allot = () => Promise.reject(new CommitUnknown('cut'))
  await assert.rejects(handle(s, { type: 'PlaceOrder', data: wish } as Message), Unavailable)
  assert.equal(await s.store.head(), 0)
})

// ---- races and stores that fail
test('who loses a race is decided again, on what is there then', async () => {
  const s = shop()
  const other = shop({ store: s.store, clock: s.clock })
  await place(s)
  const both = [s, other].map(replica => handle(replica, CancelOrder({ orderId: 1 })))
  assert.deepEqual(
    (await Promise.all(both)).map(r => [r.kind, r.events.length]),
    [
      ['accepted', 1],
      ['accepted', 0],
    ],
  )
  assert.deepEqual(await log(s), ['Requested', 'PaymentAsked', 'Canceled'])
})
test('a lost race is decided again however often', async () => {
  const s = shop()
  const store = { ...s.store }
  let lost = 0
  s.store.commit = unit => (unit.item && lost++ < 50 ? Promise.reject(new Conflict('version')) : store.commit(unit))
  assert.equal((await place(s)).kind, 'accepted')
  assert.equal(lost, 51)
})
test('an Idempotency-Key that is taken is told, and nothing is decided', async () => {
  const s = shop()
  const keyed = { name: 'kim k', digest: 'd' }
  await place(s, 1, { keyed })
  const again = await place(s, 2, { keyed })
  assert.deepEqual([again.kind, await s.state('order', 2)], ['keyed', undefined])
  assert.deepEqual(await s.store.keyed('kim k'), { ...keyed, aggregate: 'order', key: 1, version: 2, at: s.clock.now() })
})
for (const happened of [true, false])
  test(`a commit of which nobody knows is asked for by its mark: it had ${happened ? '' : 'not '}happened`, async () => {
    const s = shop()
    const store = { ...s.store }
    let cut = false
    s.store.commit = async unit => {
      if (cut) return store.commit(unit)
      cut = true
      if (happened) await store.commit(unit)
      throw new CommitUnknown('cut')
    }
    const result = await place(s)
    assert.equal(result.item!.version, 2)
    assert.deepEqual(await log(s), ['Requested', 'PaymentAsked'])
  })
test('nothing is said about a commit before its mark could be asked for', async () => {
  const s = shop()
  const store = { ...s.store }
  let away = 5
  s.store.commit = async unit => {
    s.store.commit = other => store.commit(other)
    await store.commit(unit)
    throw new CommitUnknown('cut')
  }
  s.store.marked = async id => {
    if (away-- > 0) throw new Unavailable('closed')
    return store.marked(id)
  }
  const from = s.clock.now()
  assert.notEqual((await place(s)).kind, 'rejected')
  assert.ok(s.clock.now() - from >= 50 + 100 + 200 + 400 + 800)
})
test('where nothing was committed, whoever asked hears it', async () => {
  const s = shop()
  s.store.commit = () => Promise.reject(new Unavailable('disk full'))
  await assert.rejects(place(s), /disk full/)
})
test('an event that leads to none of the states is not committed', async () => {
  const s = shop()
  const lost = { ...Order, evolve: { ...Order.evolve, Requested: () => ({ status: 'Lost' }) } }
  const node = new Node(
    s.node.system,
    { ...s.node.context, aggregates: [lost] },
    { store: s.store, clock: s.clock, ask: { ask: async () => unreachable } },
  )
  await assert.rejects(place({ ...s, node }), /order: Requested leads to the status Lost, which is not one of its states/)
  assert.equal(await s.store.head(), 0)
})
