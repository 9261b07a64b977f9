// What rings later.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, minutes, whenever } from '../model/index.ts'
import { type Reply, Unavailable } from './index.ts'
import { shop, place, paid, log, timers, waits } from './shop.test.ts'
import { Abandon, captured, giveUp, Requested } from './town.test.ts'

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
