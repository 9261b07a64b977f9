import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message } from '../model/index.ts'
import { byPolicy, type Caller, type Reply, type Request, type Told, Unavailable } from './index.ts'
import {
  Abandon,
  CancelOrder,
  captured,
  Confirm,
  declined,
  kim,
  lee,
  orders,
  PayOrder,
  running,
  type Runs,
  unreachable,
} from './town.test.ts'

const wish = { customer: 'kim', qty: 1 }
const shop = (runs: Runs = {}) => {
  const s = running('shop', runs)
  const { node, clock, counter } = s
  /** Asks with 2 s to wait, and with an Idempotency-Key where one is named. */
  const request = (key?: string, body = 'a', caller: Caller = kim): Request => ({
    caller,
    until: clock.now() + 2000,
    ...(key ? { key: { name: `${caller.actor} ${key}`, digest: body } } : {}),
  })
  let ids = 0
  return {
    ...s,
    request,
    placing: (key?: string, body?: string, of = wish) => counter.create(orders, orders.create!, of, request(key, body)),
    place: (key?: string, body?: string, of = wish) => clock.during(counter.create(orders, orders.create!, of, request(key, body))),
    ask: (command: Message, key?: string, caller?: Caller) => clock.during(counter.command(orders, command, request(key, 'a', caller))),
    happens: (command: Message) =>
      clock.during(node.handle(command, { id: `policy-${++ids}`, caller: byPolicy, causes: [], inline: false })),
  }
}
/** In one line what was said: made or there, which order, in which state; or the problem. */
const word = (told: Told): string =>
  told.kind === 'item'
    ? `${told.made ? 'made' : 'there'} ${told.key} ${told.item.state.status}`
    : `${told.reason}${told.key === undefined ? '' : ` ${told.key}`}`
/** A bank that answers when it is told to. */
const slowBank = () => {
  const waiting: ((reply: Reply) => void)[] = []
  return { ask: () => new Promise<Reply>(answer => waiting.push(answer)), waiting }
}
const happened = async (s: ReturnType<typeof shop>, type: string) => (await s.store.read(0, 999)).filter(e => e.type === type).length

// ---- what is said is read from the state, after it is durable
test('an order that is paid is made', async () => assert.equal(word(await shop().place()), 'made 1 Ordered'))
test('an order that was declined says why', async () => assert.equal(word(await shop({ ask: () => declined }).place()), 'declined 1'))
test('a payment that never left, or of which nobody knows, is a problem that names the order', async () => {
  assert.equal(word(await shop({ ask: () => unreachable }).place()), 'payment-unavailable 1')
  assert.equal(word(await shop({ ask: () => ({ kind: 'timeout' }) }).place()), 'payment-unknown 1')
})
test('a refused wish is a problem with its detail, and nothing is there', async () => {
  const s = shop()
  assert.deepEqual(await s.place(undefined, undefined, { customer: 'kim', qty: 10 }), {
    kind: 'problem',
    reason: 'too-many',
    detail: { most: 9 },
  })
  assert.equal(word(await s.place(undefined, undefined, { customer: 'lee', qty: 1 })), 'not-yours')
  assert.equal(await s.store.head(), 0)
})
test('before "later" is said it is made true: an outcome that comes after it counts no more', async () => {
  const bank = slowBank()
  const s = shop(bank)
  assert.equal(word(await s.place()), 'payment-unknown 1')
  assert.deepEqual([(await s.state('order', 1)).closed, (await s.state('order', 1)).attempt], [1, 1])
  bank.waiting[0]!(captured)
  await s.clock.pass(1000)
  assert.equal((await s.state('order', 1)).status, 'AwaitingPayment')
})
test('an outcome that is there before "later" is said is said instead', async () => {
  const bank = slowBank()
  const s = shop(bank)
  const other = shop({ store: s.store, clock: s.clock })
  const store = { ...s.store }
  s.store.commit = async unit => {
    if (unit.mark?.endsWith('/postpone'))
      await other.node.handle(Confirm({ orderId: 1, attempt: 1 }), { id: 'quicker', caller: byPolicy, causes: [], inline: false })
    return store.commit(unit)
  }
  const placing = s.placing()
  await s.clock.until(() => bank.waiting.length)
  assert.equal(word(await s.clock.during(placing)), 'made 1 Ordered')
})
test('what was decided is never said to be undone: where the store is away, nobody knows', async () => {
  const s = shop()
  const store = { ...s.store }
  s.store.commit = async unit => {
    const made = await store.commit(unit)
    s.store.load = () => Promise.reject(new Unavailable('closed'))
    return made
  }
  const placing = s.place()
  assert.equal(word(await placing), 'unknown')
  s.store.load = (...of) => store.load(...of)
})
test('a request that comes too late is not decided', async () => {
  const s = shop()
  const late = { ...s.request(), until: s.clock.now() - 1 }
  assert.equal(word(await s.counter.create(orders, orders.create!, wish, late)), 'unavailable')
  assert.equal(await s.store.head(), 0)
})
test('a command says what the item is then, and a refused one shows it', async () => {
  const s = shop()
  await s.place()
  assert.equal(word(await s.ask(CancelOrder({ orderId: 1 }), undefined, lee)), 'not-yours 1')
  assert.equal(word(await s.ask(CancelOrder({ orderId: 1 }))), 'there 1 Canceled')
  assert.equal(word(await s.ask(CancelOrder({ orderId: 1 }))), 'there 1 Canceled')
  assert.equal(word(await s.ask(PayOrder({ orderId: 1 }))), 'not-allowed-now 1')
})
test('who cancels an unpaid order is told so, not that it will be paid later', async () => {
  const s = shop({ ask: () => unreachable })
  await s.place()
  assert.equal(word(await s.ask(CancelOrder({ orderId: 1 }))), 'there 1 Canceled')
})

// ---- pay again
test('who pays again gets the order', async () => {
  let away = true
  const s = shop({ ask: () => (away ? unreachable : captured) })
  await s.place()
  assert.equal(word(await s.ask(PayOrder({ orderId: 1 }))), 'payment-unavailable 1')
  away = false
  assert.equal(word(await s.ask(PayOrder({ orderId: 1 }))), 'there 1 Ordered')
  assert.deepEqual(new Set(s.asked.map(q => q.data.key)), new Set(['order-1']))
  assert.equal((await s.state('order', 1)).attempt, 3)
})
test('what is being paid this moment is not paid beside it', async () => {
  const bank = slowBank()
  const s = shop(bank)
  const placing = s.placing()
  await s.clock.until(() => bank.waiting.length)
  assert.equal(word(await s.ask(PayOrder({ orderId: 1 }))), 'in-progress 1')
  bank.waiting[0]!(captured)
  assert.equal(word(await s.clock.during(placing)), 'made 1 Ordered')
})

// ---- the same Idempotency-Key again
test('the same key makes one order, and gets the same answer', async () => {
  const s = shop()
  const first = await s.place('k')
  assert.deepEqual(await s.place('k'), { ...first, replayed: true })
  assert.equal(await happened(s, 'Requested'), 1)
  assert.equal(s.asked.length, 1)
})
test('the first final answer is repeated, whatever has become of the order since', async () => {
  const s = shop()
  const first = await s.place('k')
  await s.ask(CancelOrder({ orderId: 1 }))
  assert.deepEqual(await s.place('k'), { ...first, replayed: true })
  assert.equal(word(await s.place('k')), 'made 1 Ordered')
})
test('a refusal by the bank is repeated, too', async () => {
  const replies: Reply[] = [declined, captured]
  const s = shop({ ask: () => replies.shift()! })
  assert.equal(word(await s.place('k')), 'declined 1')
  assert.equal(word(await s.place('k')), 'declined 1')
  assert.equal(s.asked.length, 1)
})
test('the same key with another body is refused', async () => {
  const s = shop()
  await s.place('k', 'a')
  assert.equal(word(await s.place('k', 'b')), 'idempotency-key-reused')
  assert.equal(await happened(s, 'Requested'), 1)
})
test('another key, or somebody else’s, is another order', async () => {
  const s = shop()
  await s.place('k')
  assert.equal(word(await s.place('l')), 'made 2 Ordered')
  assert.equal(
    word(await s.clock.during(s.counter.create(orders, orders.create!, { customer: 'lee', qty: 1 }, s.request('k', 'a', lee)))),
    'made 3 Ordered',
  )
})
test('the same key while the first request is on its way is in progress', async () => {
  const bank = slowBank()
  const s = shop(bank)
  const placing = s.placing('k')
  await s.clock.until(() => bank.waiting.length)
  assert.equal(word(await s.place('k')), 'in-progress 1')
  bank.waiting[0]!(captured)
  assert.equal(word(await s.clock.during(placing)), 'made 1 Ordered')
  assert.equal(word(await s.place('k')), 'made 1 Ordered')
})
test('a 503 is not kept: the same key takes up the same unpaid order', async () => {
  let away = true
  const s = shop({ ask: () => (away ? unreachable : captured) })
  assert.equal(word(await s.place('k')), 'payment-unavailable 1')
  assert.equal(word(await s.place('k')), 'payment-unavailable 1')
  away = false
  assert.equal(word(await s.place('k')), 'made 1 Ordered')
  assert.equal(word(await s.place('k')), 'made 1 Ordered')
  assert.equal(await happened(s, 'Requested'), 1)
})
test('the same key for an order that has expired says so', async () => {
  const s = shop({ ask: () => unreachable })
  await s.place('k')
  await s.happens(Abandon({ orderId: 1 }))
  assert.equal(word(await s.place('k')), 'expired 1')
})
test('a refused request keeps no key', async () => {
  const s = shop()
  assert.equal(word(await s.place('k', 'a', { customer: 'kim', qty: 10 })), 'too-many')
  assert.equal(await s.store.keyed('kim k'), undefined)
  assert.equal(word(await s.place('k', 'b')), 'made 2 Ordered') // numbers may have gaps
})
test('a process that died between the intent and the outcome leaves one order, and its key', async () => {
  const bank = slowBank()
  const s = shop(bank)
  void s.placing('k')
  await s.clock.until(() => bank.waiting.length)
  const heir = shop({ store: s.store, clock: s.clock })
  assert.equal(word(await heir.place('k')), 'in-progress 1')
  void heir.node.ringTimers()
  await s.clock.pass(1000)
  assert.equal(word(await heir.place('k')), 'made 1 Ordered')
  assert.equal(await happened(s, 'Requested'), 1)
  await heir.node.stop()
})
test('two requests with one key at the same moment make one order', async () => {
  const s = shop()
  const other = shop({ store: s.store, clock: s.clock })
  const said = await s.clock.during(Promise.all([s.placing('k'), other.placing('k')]))
  assert.deepEqual(said.map(word).sort().slice(-1), ['made 1 Ordered'])
  assert.equal(await happened(s, 'Requested'), 1)
  assert.deepEqual([word(await s.place('k')), word(await other.place('k'))], ['made 1 Ordered', 'made 1 Ordered'])
})
test('a command has its effect once under its key, and says what it said', async () => {
  const s = shop()
  await s.place()
  const first = await s.ask(CancelOrder({ orderId: 1 }), 'c')
  assert.deepEqual([word(first), await s.ask(CancelOrder({ orderId: 1 }), 'c')], ['there 1 Canceled', { ...first, replayed: true }])
  assert.equal(await happened(s, 'Canceled'), 1)
})
test('to pay under the key of a payment that got no answer is to try again', async () => {
  let away = true
  const s = shop({ ask: () => (away ? unreachable : captured) })
  await s.place()
  assert.equal(word(await s.ask(PayOrder({ orderId: 1 }), 'p')), 'payment-unavailable 1')
  away = false
  assert.equal(word(await s.ask(PayOrder({ orderId: 1 }), 'p')), 'there 1 Ordered')
  assert.equal(word(await s.ask(PayOrder({ orderId: 1 }), 'p')), 'there 1 Ordered')
})
test('a key is forgotten after its time', async () => {
  const s = shop()
  await s.place('k')
  await s.store.forget(s.clock.now() + 1)
  assert.equal(word(await s.place('k')), 'made 2 Ordered')
})
test('who has seen an older version is refused, however close the race, and the present one is decided', async () => {
  const s = shop()
  await s.place()
  const { version } = (await s.store.load('order', 1))!
  const told = (seen: number) => s.clock.during(s.counter.command(orders, CancelOrder({ orderId: 1 }), { ...s.request(), seen }))
  assert.equal(word(await told(version - 1)), 'precondition-failed 1')
  assert.equal((await s.store.load('order', 1))!.version, version)
  assert.match(word(await told(version)), /^there 1 /)
})
test('a repeat that comes while the order is being settled hears how it was settled', async () => {
  const s = shop({ ask: () => declined })
  await s.place('k')
  const { eventsOf } = s.store
  let looks = 0
  s.store.eventsOf = async of => {
    const all = await eventsOf.call(s.store, of)
    return looks++ ? all : all.slice(0, 2) // the first look was a moment earlier
  }
  assert.equal(word(await s.place('k')), 'declined 1')
})
