// Timers in quantity, beside targets that are slow or silent, and those that never can be rung.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noon } from '@jumun/testing'
import { after, atOnce, minutes, type Message, ms, whenever } from '../model/index.ts'
import { type Reply, Unavailable } from './index.ts'
import {
  Abandon,
  captured,
  Confirm,
  declined,
  kim,
  PaymentAsked,
  pay,
  PlaceOrder,
  Requested,
  Reserve,
  running,
  type Runs,
  unreachable,
} from './town.test.ts'

const audit = { time: noon, actor: 'operator', action: 'retry', reason: 'mended', detail: {} }
/** Asks until there is an answer. */
const owed = atOnce(PaymentAsked, { ask: pay.ask, within: ms(610), answer: pay.answer } as never)
const shop = (runs: Runs = {}, lines: object = { pay: owed }) => running('shop', { lines: { shop: lines }, ...runs })
type Shop = ReturnType<typeof shop>
const place = async (s: Shop, from: number, to = from) => {
  for (let orderId = from; orderId <= to; orderId++)
    await s.node.handle(PlaceOrder({ orderId, customer: 'kim', qty: 1 }), {
      id: `place-${orderId}`,
      caller: kim,
      causes: [],
      inline: false,
    })
}
const end = async (s: Shop) => {
  await s.node.stop()
  await s.clock.pass(10_000)
}
/** Gives up the order of this number after a second. */
const soon = (order: number) =>
  whenever(Requested, ({ orderId }) => (orderId === order ? after(ms(1000), Abandon({ orderId }), { late: 'run' as const }) : []))

test('three thousand questions that hang hold up no timer of something else', async () => {
  const s: Shop = shop(
    {
      ask: async () => {
        await s.clock.sleep(610)
        return { kind: 'timeout' }
      },
    },
    { pay: owed, soon: soon(3001) },
  )
  await place(s, 1, 3000)
  void s.node.ringTimers()
  await s.clock.pass(700)
  await place(s, 3001)
  await s.clock.pass(1100)
  assert.equal((await s.state('order', 3001)).status, 'Expired')
  await end(s)
})
test('of questions that hang each has its turn', async () => {
  const s: Shop = shop({
    ask: async () => {
      await s.clock.sleep(610)
      return { kind: 'timeout' }
    },
  })
  await place(s, 1, 1000)
  void s.node.ringTimers()
  await s.clock.pass(60_000)
  const heard = new Set(s.asked.map(q => q.data.key))
  assert.equal(heard.size, 1000)
  await end(s)
})
test('so many of one line ring at once', async () => {
  let now = 0
  let at = 0
  const s: Shop = shop({
    ask: async () => {
      at = Math.max(at, ++now)
      await s.clock.sleep(5)
      now--
      return captured
    },
  })
  await place(s, 1, 500)
  void s.node.ringTimers()
  await s.clock.until(() => s.asked.length === 500, 20_000)
  await s.clock.pass(1000)
  assert.deepEqual([at, await s.store.timers(0, 1)], [64, { timers: [], total: 0 }])
  await end(s)
})
test('what stays owed is asked ever more seldom, at least once a minute, and under the same id', async () => {
  let reply: Reply = unreachable
  const s = shop({ ask: () => reply })
  await place(s, 1)
  void s.node.ringTimers()
  await s.clock.pass(minutes(60))
  assert.ok(s.asked.length >= 58 && s.asked.length <= 66, `${s.asked.length} times an hour`)
  assert.deepEqual([new Set(s.asked.map(q => q.id)).size, s.troubles, s.node.ringing.stuck()], [1, [], []])
  reply = captured
  await s.clock.pass(61_000)
  assert.equal((await s.state('order', 1)).status, 'Ordered')
  await end(s)
})
test('while the store is away a timer is told once', async () => {
  const s = shop({}, { soon: soon(1) })
  await place(s, 1)
  const { commit } = s.store
  s.store.commit = () => Promise.reject(new Unavailable('disk full'))
  void s.node.ringTimers()
  await s.clock.pass(minutes(10))
  assert.deepEqual(
    s.troubles.map(t => t.what),
    ['a timer could not be rung; it rings again'],
  )
  s.store.commit = commit
  await s.clock.pass(61_000)
  assert.equal((await s.state('order', 1)).status, 'Expired')
  await end(s)
})

// ---- what never can be rung
/** Timers that a context set before it was changed, or that its board is wrong about. */
const impossible: readonly (readonly [string, Message, string])[] = [
  [
    'a command that nobody knows any more',
    { kind: 'command', type: 'AbandonIt', data: { orderId: 1 } } as never,
    'shop does not know the command AbandonIt',
  ],
  [
    'a command that is refused',
    Reserve({ orderId: 1 }) as never,
    "Reserve was refused (sold-out); a policy's command needs an answer in every state",
  ],
  ['a command without its key', { ...Confirm({ orderId: 1, attempt: 1 }), data: {} } as never, 'Confirm does not carry orderId'],
]
for (const [what, command, reason] of impossible)
  test(`a timer with ${what} is parked where an operator sees it: told once, tried ever more seldom, given up for the record`, async () => {
    const s = shop({ ask: () => declined }, { soon: soon(2) })
    await place(s, 1, 2)
    const { type, data } = command
    await s.store.commit({ timers: [{ id: 't', at: noon, case: 'orderId/1', work: { kind: 'command', type, data, causes: [] } }] })
    void s.node.ringTimers()
    await s.clock.pass(minutes(60))
    assert.deepEqual(
      s.troubles.map(t => [t.what, t.about]),
      [[`parked: ${reason}`, 'shop t']],
    )
    const [stuck] = s.node.ringing.stuck()
    assert.deepEqual([stuck!.timer.id, stuck!.reason, stuck!.retryAt > s.clock.now()], ['t', reason, true])
    assert.ok(stuck!.failures < 70, `${stuck!.failures} times an hour`)
    assert.equal((await s.state('order', 2)).status, 'Expired', 'everything else goes on')
    assert.equal(await s.node.ringing.drop('orderId/3', audit), false)
    assert.equal(await s.node.ringing.drop('orderId/1', { ...audit, action: 'drop' }), true)
    assert.deepEqual(
      [s.node.ringing.stuck(), (await s.store.timers(0, 9)).total, (await s.store.audits(0, 9)).map(a => a.action)],
      [[], 0, ['drop']],
    )
    await end(s)
  })
test('a line that its board has no more is parked, too', async () => {
  const s = shop({ ask: () => unreachable })
  await place(s, 1)
  const later = shop({ store: s.store, clock: s.clock }, {})
  void later.node.ringTimers()
  await s.clock.pass(100)
  assert.equal(later.node.ringing.stuck()[0]!.reason, 'shop has no solid line pay any more')
  await end(later)
})
test('what is mended rings when an operator says so, for the record', async () => {
  let broken = true
  const ask: typeof pay.ask = e => {
    if (broken) throw new Error('odd')
    return pay.ask(e)
  }
  const s = shop({}, { pay: atOnce(PaymentAsked, { ask, within: ms(610), answer: pay.answer } as never) })
  await place(s, 1)
  void s.node.ringTimers()
  await s.clock.pass(minutes(5))
  assert.equal(s.node.ringing.stuck()[0]!.reason, 'odd')
  assert.equal(await s.node.ringing.retry('orderId/1', audit), true)
  assert.equal(s.node.ringing.stuck()[0]!.reason, 'odd')
  broken = false
  assert.equal(await s.node.ringing.retry('orderId/1', audit), true)
  assert.deepEqual([(await s.state('order', 1)).status, s.node.ringing.stuck(), (await s.store.audits(0, 9)).length], ['Ordered', [], 2])
  assert.equal(await s.node.ringing.retry('orderId/1', audit), false)
  await end(s)
})
test('an operator rings, and gives up, what is stuck of one case: that of others stays as it is', async () => {
  let broken = true
  const ask: typeof pay.ask = e => {
    if (broken) throw new Error('odd')
    return pay.ask(e)
  }
  const s = shop({}, { pay: atOnce(PaymentAsked, { ask, within: ms(610), answer: pay.answer } as never) })
  await place(s, 1, 3)
  void s.node.ringTimers()
  await s.clock.pass(minutes(5))
  const stuck = () => s.node.ringing.stuck().map(({ timer }) => timer.case)
  assert.deepEqual(stuck().sort(), ['orderId/1', 'orderId/2', 'orderId/3'])
  broken = false
  assert.equal(await s.node.ringing.retry('orderId/1', audit), true)
  assert.deepEqual([(await s.state('order', 1)).status, (await s.state('order', 2)).status], ['Ordered', 'AwaitingPayment'])
  assert.equal(await s.node.ringing.drop('orderId/2', { ...audit, action: 'drop' }), true)
  assert.deepEqual([stuck(), (await s.store.timers(0, 9)).total], [['orderId/3'], 1])
  await end(s)
})
