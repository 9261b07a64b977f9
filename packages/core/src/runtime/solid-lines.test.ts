// What is asked of others at once: in time or not, repeated, refused, answered by nobody.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atOnce, type AtOnce, done } from '../model/index.ts'
import { byPolicy, margin, type Question, type Reply, bySystem } from './index.ts'
import { shop, handle, place, paid, log, timers, wish, waits } from './shop.test.ts'
import {
  captured,
  Charge,
  declined,
  kim,
  Ordered,
  pay,
  PaymentAsked,
  PlaceOrder,
  Postpone,
  Requested,
  Reserve,
  unreachable,
  PayOrder,
} from './town.test.ts'

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
