import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, atOnce, type AtOnce, done, type Message, minutes, whenever } from '../model/index.ts'
import {
  byPolicy,
  bySystem,
  type Caller,
  CommitUnknown,
  Conflict,
  margin,
  Node,
  type Question,
  type Reply,
  type Result,
  Unavailable,
  type Unit,
} from './index.ts'
import {
  Abandon,
  captured,
  CancelOrder,
  Charge,
  Confirm,
  Cook,
  declined,
  giveUp,
  kim,
  lee,
  Order,
  Ordered,
  pay,
  PaymentAsked,
  PayOrder,
  PlaceOrder,
  Postpone,
  Requested,
  Reserve,
  running,
  type Runs,
  unreachable,
} from './town.test.ts'

const shop = (runs: Runs = {}) => running('shop', runs)
type Shop = Pick<ReturnType<typeof shop>, 'clock' | 'store' | 'state'> & { node: Node }
let ids = 0
const handle = ({ node, clock }: Shop, command: Message, caller: Caller = kim, meta: object = {}) =>
  clock.during(node.handle(command, { id: `test-${++ids}`, caller, causes: [], inline: false, ...meta }))
const wish = { customer: 'kim', qty: 1 }
const place = (s: Shop, orderId = 1, meta: object = {}) => handle(s, PlaceOrder({ orderId, ...wish }), kim, meta)
/** An order that is paid. */
const paid = async (s: Shop) => {
  await place(s)
  await handle(s, Confirm({ orderId: 1, attempt: 1 }), byPolicy)
}
/** Why it was refused, as it is said. */
const said = ({ refusal }: Result) => refusal && { reason: refusal.reason, ...(refusal.detail ? { detail: refusal.detail } : {}) }
const log = async (s: Shop) => (await s.store.read(0, 99)).map(e => e.type)
const timers = async (s: Shop) => (await s.store.timers(0, 99)).timers

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

// ---- solid lines
test('a solid line is owed from the commit of its event, due when nobody can be at it any more', async () => {
  const s = shop()
  await place(s, 1, { inline: true })
  const [owed] = (await timers(s)).filter(t => t.work.kind === 'owed')
  assert.deepEqual([owed!.id, owed!.case, owed!.at], ['shop:order/1/2/pay', 'orderId/1', s.clock.now() + pay.within + 2 * margin])
  const alone = shop()
  await place(alone)
  assert.equal((await timers(alone)).find(t => t.work.kind === 'owed')!.at, alone.clock.now())
})
/** Places an order, and runs its solid lines while somebody waits. */
const waits = async (s: Shop, time = 2000) => {
  const until = s.clock.now() + time
  const { events } = await place(s, 1, { inline: true, until })
  await s.clock.during(s.node.waitFor(s.node.drive(events, until), until))
  return s.state('order', 1)
}
test('who waits gets the outcome, and nothing is owed any more', async () => {
  for (const [reply, status] of [
    [captured, 'Ordered'],
    [declined, 'Declined'],
  ] as const) {
    const s = shop({ ask: () => reply })
    assert.equal((await waits(s)).status, status)
    assert.deepEqual(
      (await timers(s)).map(t => t.work.kind),
      ['command'],
    )
  }
})
test('a question carries what it is about, its own id, and how long anybody waits', async () => {
  const s = shop()
  await waits(s)
  assert.deepEqual(s.asked, [
    {
      target: 'bank',
      kind: 'command',
      type: 'Charge',
      data: { key: 'order-1' },
      id: 'shop:order/1/2/pay/ask',
      by: 'system',
      causes: ['shop:order/1/2'],
      actor: 'shop.pay',
      until: s.clock.now() + pay.within,
      settles: ['captured', 'declined'],
    },
  ])
  assert.deepEqual([s.committed.at(-1)!.cause, s.committed.at(-1)!.causes], ['shop:order/1/2/pay', ['shop:order/1/2']])
})
test('a deadline only shrinks: an inner question gets what is left, less a margin', async () => {
  const s = shop()
  await waits(s, 300)
  assert.equal(s.asked[0]!.until, s.clock.now() + 300 - margin)
})
test('where nothing is left, nothing is asked', async () => {
  const s = shop()
  assert.equal((await waits(s, margin)).why, 'payment-unavailable')
  assert.deepEqual(s.asked, [])
})
test('no answer is otherwise, and says why: it never left, or nobody knows', async () => {
  for (const [reply, why] of [
    [unreachable, 'unavailable'],
    [{ kind: 'timeout' }, 'unknown'],
    [{ ...captured, status: 'busy' }, 'unknown'],
  ] as const)
    assert.equal((await waits(shop({ ask: () => reply }))).why, `payment-${why}`)
})
test('who takes a line up later cannot know that it never left', async () => {
  const s = shop({ ask: () => unreachable })
  await place(s)
  void s.node.ringTimers()
  await s.clock.until(() => s.committed.length > 2)
  assert.equal(s.committed[2]!.data.reason, 'payment-unknown')
  await s.node.stop()
})
test('a line that its process left behind is taken up, under the same id', async () => {
  const s = shop({ ask: () => new Promise(() => {}) })
  void waits(s).catch(() => {})
  await s.clock.until(() => s.asked.length)
  const heir = shop({ store: s.store, clock: s.clock })
  void heir.node.ringTimers()
  await s.clock.until(() => heir.committed.some(e => e.type === 'Ordered'))
  assert.ok(s.clock.now() >= s.committed[1]!.time + pay.within + 2 * margin)
  assert.equal(heir.asked[0]!.id, s.asked[0]!.id)
  await heir.node.stop()
})
test('the first outcome wins, the second finds its mark', async () => {
  let answer!: (reply: Reply) => void
  const s = shop({ ask: () => new Promise<Reply>(done => (answer = done)) })
  const waiting = waits(s)
  await s.clock.until(() => answer)
  const other = shop({ store: s.store, clock: s.clock, ask: () => declined })
  void other.node.ringTimers()
  await s.clock.until(() => other.committed.length)
  answer(captured)
  await s.clock.during(waiting)
  assert.equal((await s.state('order', 1)).status, 'Declined')
  assert.equal((await timers(s)).filter(t => t.work.kind === 'owed').length, 0)
  await other.node.stop()
})
test('the first outcome wins, also where it changed nothing', async () => {
  const answers: ((reply: Reply) => void)[] = []
  const s = shop({ ask: () => new Promise<Reply>(done => answers.push(done)) })
  const asked = (await place(s)).events[1]!
  await handle(s, Postpone({ orderId: 1, attempt: 1, reason: 'slow' }), byPolicy)
  const both = [1, 2].map(() => s.node.perform(asked, 'pay', pay, s.clock.now() + 2000, false))
  await s.clock.until(() => answers.length === 2)
  answers[0]!(captured) // its attempt is closed: nothing happens
  await s.clock.until(async () => (await s.store.marked('shop:order/1/2/pay')) !== undefined)
  answers[1]!(declined)
  await s.clock.during(Promise.all(both))
  assert.deepEqual(await log(s), ['Requested', 'PaymentAsked', 'Postponed'])
  assert.deepEqual(
    (await timers(s)).map(t => t.work.kind),
    ['command'],
  )
})
for (const sentFirst of [true, false])
  test(`of who says that it was not sent and who is about to send it, the first is right: ${sentFirst ? 'it is sent' : 'it never is'}`, async () => {
    const s = shop({ ask: () => unreachable })
    const asked = (await place(s)).events[1]!
    const reasons: string[] = []
    const told = atOnce(PaymentAsked, {
      ask: pay.ask,
      within: 610,
      answer: pay.answer,
      otherwise: (_: unknown, why: string) => {
        reasons.push(why)
        return Postpone({ orderId: 1, attempt: 1, reason: why })
      },
    } as never)
    const until = s.clock.now() + 2000
    const first = () => s.node.perform(asked, 'pay', told, until, true)
    const heir = () => s.node.perform(asked, 'pay', told, until, false, true)
    // whoever was second had looked for an outcome before there was one
    const { marked } = s.store
    s.store.marked = async id => (id.endsWith('/unsent') ? marked(id) : undefined)
    for (const run of sentFirst ? [heir, first] : [first, heir]) await s.clock.during(run())
    assert.deepEqual([s.asked.length, reasons], sentFirst ? [2, ['unknown', 'unknown']] : [1, ['unavailable', 'unavailable']])
  })
test('what has its outcome is not asked again', async () => {
  const s = shop()
  await place(s)
  await s.store.commit({ mark: 'shop:order/1/2/pay' })
  void s.node.ringTimers()
  await s.clock.pass(1000)
  assert.deepEqual([s.asked, (await timers(s)).filter(t => t.work.kind === 'owed')], [[], []])
  await s.node.stop()
})
/** The shop with a line that is not answered at first. */
const line = (more: Partial<AtOnce>) => ({
  shop: { pay: atOnce(PaymentAsked, { ask: pay.ask, within: 610, answer: pay.answer, ...more } as never) },
})
test('without otherwise a line stays owed until there is an answer', async () => {
  let replies = 0
  const s = shop({ lines: line({}), ask: () => (++replies < 4 ? unreachable : captured) })
  await place(s)
  void s.node.ringTimers()
  await s.clock.until(() => s.committed.at(-1)!.type === 'Ordered')
  assert.deepEqual(new Set(s.asked.map(q => q.id)), new Set(['shop:order/1/2/pay/ask']))
  assert.deepEqual(await timers(s), [])
  await s.node.stop()
})
test('an answer that asks for nothing more settles the line', async () => {
  const s = shop({ lines: line({ answer: { captured: () => done, declined: () => done } }) })
  await waits(s)
  assert.deepEqual([await timers(s), s.asked.length, (await s.state('order', 1)).status], [[], 1, 'AwaitingPayment'])
  assert.equal(await s.store.marked('shop:order/1/2/pay'), null)
})
test('a refusal has a row of its own, and so has an acceptance', async () => {
  const said: unknown[] = []
  const row = (name: string) => (_: unknown, answered: object) => {
    said.push(name, answered)
    return done
  }
  const answer = { accepted: row('accepted'), rejected: row('rejected'), captured: row('captured') }
  const no: Reply = { kind: 'answer', accepted: false, status: 'captured', reason: 'sold-out', detail: { holder: 3 } }
  for (const reply of [no, { ...captured, status: 'anything' }, captured]) await waits(shop({ lines: line({ answer }), ask: () => reply }))
  assert.deepEqual(said, ['rejected', no, 'accepted', { ...captured, status: 'anything' }, 'captured', captured])
})
test('what an outcome sets in motion is run for who waits, too', async () => {
  const lines = {
    shop: {
      pay,
      tell: atOnce(Ordered, {
        ask: ({ orderId }) => Charge({ key: `tell-${orderId}` }),
        within: 100,
        answer: { captured: () => done, declined: () => done },
      }),
    },
  }
  const s = shop({ lines })
  await waits(s)
  assert.deepEqual(
    s.asked.map(q => q.data.key),
    ['order-1', 'tell-1'],
  )
})
test('who waits is not kept longer than it waits; the work goes on', async () => {
  let answer!: (reply: Reply) => void
  const s = shop({ ask: () => new Promise<Reply>(done => (answer = done)) })
  const from = s.clock.now()
  await waits(s, 200)
  assert.equal(s.clock.now() - from, 200)
  answer(captured)
  await s.clock.until(() => s.committed.at(-1)!.type === 'Ordered')
})
test('a line that throws is told, and stays owed', async () => {
  const s = shop({
    lines: line({
      ask: () => {
        throw new Error('odd')
      },
    }),
  })
  await waits(s)
  assert.deepEqual([s.troubles.map(t => t.what), (await timers(s)).length], [['a solid line failed; it stays owed'], 1])
})
test('a question about one of ours is answered by ourselves', async () => {
  const s = shop({
    lines: {
      shop: {
        hold: atOnce(Requested, {
          ask: ({ orderId }) => Reserve({ orderId }),
          within: 100,
          answer: { accepted: () => done, rejected: ({ orderId }, { reason }) => Postpone({ orderId, attempt: 1, reason: reason! }) },
        }),
      },
    },
  })
  assert.equal((await waits(s)).why, 'sold-out')
  assert.deepEqual(s.asked, [])
})
test('who is asked decides, runs what follows, and says what the item is then', async () => {
  const s = shop()
  const question: Question = {
    type: 'PlaceOrder',
    data: { orderId: 1, ...wish },
    id: 'q',
    by: 'system',
    causes: ['x'],
    actor: 'kitchen.order',
    until: s.clock.now() + 610,
  }
  const manager = { ...bySystem, roles: ['manager'] }
  const { events } = await handle(s, PlaceOrder({ orderId: 1, ...wish }), manager, { id: 'other' })
  await s.clock.during(s.node.drive(events, s.clock.now() + 610))
  assert.deepEqual(await s.node.serve({ ...question, type: 'Reserve' }), { kind: 'answer', accepted: true, status: 'Canceled' })
  assert.deepEqual(await s.node.serve({ ...question, id: 'q2' }), { kind: 'answer', accepted: false, status: 'Canceled', reason: 'role' })
})

test('a question that came too late is not decided: who asked has gone, and asks again', async () => {
  const s = shop()
  await paid(s)
  const question: Question = {
    ...Reserve({ orderId: 1 }),
    id: 'q',
    by: 'system',
    causes: [],
    actor: 'kitchen.order',
    until: s.clock.now() - 1,
  }
  assert.deepEqual([await s.node.serve(question), (await s.state('order', 1)).status], [unreachable, 'Ordered'])
  assert.deepEqual(await s.node.serve({ ...question, until: s.clock.now() }), { kind: 'answer', accepted: true, status: 'Canceled' })
})
test('who asks for what was done before hears so, who asks first does not, nor who is refused', async () => {
  const s = shop()
  await paid(s)
  const ask = (id: string, orderId = 1) =>
    s.node.serve({ ...Reserve({ orderId }), id, by: 'system', causes: [], actor: 'kitchen.order', until: s.clock.now() + 610 })
  const done: Reply = { kind: 'answer', accepted: true, status: 'Canceled' }
  assert.deepEqual(await ask('q1'), done)
  assert.deepEqual(await ask('q1'), { ...done, again: true })
  await place(s, 2)
  const no = (await ask('q3', 2)) as { accepted: boolean; again?: true }
  assert.deepEqual([no.accepted, no.again], [false, undefined])
})
test('a person who asks too late for what still waits is told "later", and anybody else that nothing was decided', async () => {
  const s = shop()
  await place(s, 1)
  const question: Question = {
    ...PayOrder({ orderId: 1 }),
    id: 'q',
    by: 'system',
    causes: [],
    actor: 'kitchen.order',
    until: s.clock.now() - 1,
  }
  const heard = (await s.node.serve({ ...question, person: kim })) as { kind: string; status?: string }
  assert.deepEqual([heard.kind, heard.status], ['answer', 'AwaitingPayment'])
  assert.deepEqual(await s.node.serve(question), unreachable)
  assert.deepEqual(await s.node.serve({ ...question, ...PayOrder({ orderId: 9 }), person: kim }), unreachable)
})
test('a question that became late in a queue is not decided', async () => {
  const s = shop()
  await paid(s)
  const { load } = s.store
  s.store.load = async (...of) => {
    await s.clock.sleep(100)
    return load(...of)
  }
  const ask = (id: string, within: number) =>
    s.node.serve({ ...Reserve({ orderId: 1 }), id, by: 'system', causes: [], actor: 'kitchen.order', until: s.clock.now() + within })
  const [first, second] = await s.clock.during(Promise.all([ask('q1', 610), ask('q2', 50)]))
  assert.deepEqual([first!.kind, second], ['answer', unreachable])
})

// ---- timers
test('what follows later is committed with its event, and counts from it', async () => {
  const s = shop()
  await place(s)
  const [later] = (await timers(s)).filter(t => t.work.kind === 'command')
  assert.deepEqual(later, {
    id: 'shop:order/1/1/shop.giveUp/rings',
    at: s.clock.now() + minutes(10),
    case: 'orderId/1',
    work: { kind: 'command', type: 'Abandon', data: { orderId: 1 }, causes: ['shop:order/1/1'] },
  })
})
test('it rings when it is time, and is then gone', async () => {
  const s = shop({ lines: { shop: { giveUp } } })
  await place(s)
  const from = s.clock.now()
  void s.node.ringTimers()
  await s.clock.until(() => s.committed.length > 2)
  assert.deepEqual([s.committed[2]!.type, s.clock.now() - from, s.committed[2]!.causes], ['Expired', minutes(10), ['shop:order/1/1']])
  assert.deepEqual(await timers(s), [])
  await s.node.stop()
})
test('it rings at its moment, however seldom the store is looked at', async () => {
  const s = shop({ lines: { shop: { giveUp } } })
  void s.node.ringTimers(minutes(60))
  await s.clock.pass(1000)
  await place(s)
  await s.clock.pass(minutes(10))
  assert.equal((await s.state('order', 1)).status, 'Expired')
  await s.node.stop()
})
test('what is already so when it rings changes nothing, and the timer is gone', async () => {
  const s = shop({ lines: { shop: { giveUp } } })
  await paid(s)
  void s.node.ringTimers()
  await s.clock.pass(minutes(11))
  assert.deepEqual([(await s.state('order', 1)).status, await timers(s)], ['Ordered', []])
  await s.node.stop()
})
test('two replicas ring once', async () => {
  const s = shop({ lines: { shop: { giveUp } } })
  const other = shop({ lines: { shop: { giveUp } }, store: s.store, clock: s.clock })
  await place(s)
  for (const { node } of [s, other]) void node.ringTimers()
  await s.clock.pass(minutes(11))
  assert.deepEqual(await log(s), ['Requested', 'PaymentAsked', 'Expired'])
  await Promise.all([s.node.stop(), other.node.stop()])
})
test('a timer that could not be rung rings again', async () => {
  const s = shop({ lines: { shop: { giveUp } } })
  await place(s)
  const store = { ...s.store }
  let failures = 3
  s.store.commit = unit => (failures-- > 0 ? Promise.reject(new Unavailable('disk full')) : store.commit(unit))
  void s.node.ringTimers()
  await s.clock.pass(minutes(11))
  assert.deepEqual(
    [(await s.state('order', 1)).status, s.troubles.map(t => t.what)],
    ['Expired', ['a timer could not be rung; it rings again']],
  )
  await s.node.stop()
})
test('timers that cannot be read are read again', async () => {
  const s = shop({ lines: { shop: { giveUp } } })
  await place(s)
  const store = { ...s.store }
  let failures = 3
  s.store.due = (...of) => (failures-- > 0 ? Promise.reject(new Unavailable('closed')) : store.due(...of))
  void s.node.ringTimers()
  await s.clock.pass(minutes(11))
  assert.equal((await s.state('order', 1)).status, 'Expired')
  await s.node.stop()
})
test('three hundred timers of one moment all ring', async () => {
  const s = shop({ lines: { shop: { giveUp } } })
  for (let orderId = 1; orderId <= 300; orderId++) await place(s, orderId)
  void s.node.ringTimers()
  await s.clock.pass(minutes(10))
  assert.equal((await log(s)).length, 99)
  assert.equal(await s.store.head(), 900)
  await s.node.stop()
})
test('a moment that is named rings then', async () => {
  const s = shop({
    lines: { shop: { end: whenever(Requested, ({ orderId }, { time }) => at(time + 1500, Abandon({ orderId }), { late: 'run' })) } },
  })
  await place(s)
  void s.node.ringTimers()
  await s.clock.pass(1499)
  assert.equal((await s.state('order', 1)).status, 'AwaitingPayment')
  await s.clock.pass(1)
  assert.equal((await s.state('order', 1)).status, 'Expired')
  await s.node.stop()
})
test('a later command is set by the commit of its event alone: the inbox does not set it again', async () => {
  const s = shop({ lines: { shop: { giveUp } } })
  await place(s)
  void s.node.ringTimers()
  await s.clock.pass(minutes(11))
  await s.node.stop()
  const [requested] = await s.store.read(0, 1)
  await s.inbox.deliver(requested!)
  assert.deepEqual(await timers(s), [])
})
test('a context that stops finishes what is at hand', async () => {
  let answer!: (reply: Reply) => void
  const s = shop({ ask: () => new Promise<Reply>(done => (answer = done)) })
  void waits(s)
  await s.clock.until(() => answer)
  let stopped = false
  const stopping = s.node.stop().then(() => (stopped = true))
  await s.clock.pass(0)
  assert.equal(stopped, false)
  answer(captured)
  await s.clock.during(stopping)
  assert.equal((await s.state('order', 1)).status, 'Ordered')
})
