import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noon } from '@jumun/testing'
import { after, ms, type Occurrence, whenever } from '../model/index.ts'
import { backoff, byPolicy, CommitUnknown, type Recorded, type Store, timerLease, Unavailable } from './index.ts'
import {
  Abandon,
  captured,
  Cook,
  cook,
  Expired,
  kim,
  Ordered,
  PlaceOrder,
  Requested,
  Reserve,
  running,
  type Runs,
  Serve,
  told,
  unreachable,
} from './town.test.ts'

/** The kitchen, with these reactions to what was ordered. */
const kitchen = (reactions: { readonly [name: string]: (happened: any, occurrence: Occurrence) => any }, runs: Runs = {}) =>
  running('kitchen', {
    ...runs,
    lines: { kitchen: Object.fromEntries(Object.entries(reactions).map(([name, react]) => [name, whenever(Ordered, react)])) },
  })
const cooks = ({ orderId }: { orderId: number }) => Cook({ orderId })
/** A reaction that throws for some orders as long as it is broken. */
const breakable = (...orders: number[]) => {
  const broken = new Set(orders)
  const seen: number[] = []
  const react = ({ orderId, id }: any) => {
    seen.push(id)
    if (broken.has(orderId)) throw new Error('the oven is cold')
    return Cook({ orderId })
  }
  return { broken, seen, react }
}
const audit = { time: noon, actor: 'operator', action: 'retry', reason: 'the oven is warm again', detail: {} }
const aside = async (store: Store) => (await store.aside()).map(w => `${w.case} ${w.event.number} ${w.reason} ${w.failures}`)
const times = async ({ state }: ReturnType<typeof running>, order = 1) => (await state('dish', order))?.times

test('it wants what its lines react to and its views fold, by source', () => {
  const { inbox } = running('kitchen', { lines: { kitchen: { cook, end: whenever(Expired, () => undefined) } } })
  assert.deepEqual(
    inbox.wants,
    new Map([
      ['shop', new Set(['Ordered', 'Expired'])],
      ['kitchen', new Set(['Cooked'])],
    ]),
  )
})

// ---- once, and in order
test('an event has its effect once, however often it comes', async () => {
  const k = kitchen({ cook: cooks })
  for (let i = 0; i < 3; i++) await k.inbox.deliver(told(1))
  assert.equal(await times(k), 1)
  assert.equal((await k.store.load('dish', 1))!.version, 1)
})
test('two replicas do it once', async () => {
  const k = kitchen({ cook: cooks })
  const other = kitchen({ cook: cooks }, { store: k.store })
  await Promise.all([k.inbox.deliver(told(1)), other.inbox.deliver(told(1))])
  assert.equal(await times(k), 1)
})
test('what was processed long ago is known by its number, when its mark is gone', async () => {
  const k = kitchen({ cook: cooks })
  await k.inbox.deliver(told(1))
  await k.inbox.deliver(told(2))
  await k.inbox.reached({ shop: 102 })
  await k.store.forget(Infinity)
  for (const number of [1, 2]) await k.inbox.deliver(told(number))
  assert.equal(await times(k), 2)
  assert.equal(await k.inbox.progress('shop'), 102)
  await k.inbox.deliver(told(3))
  assert.equal(await times(k), 3)
})
test('a place that could not be kept is kept with all that was heard, the next time', async () => {
  const k = kitchen({ cook: cooks })
  await k.inbox.deliver(told(1))
  const store = { ...k.store }
  k.store.commit = () => Promise.reject(new Unavailable('disk full'))
  await assert.rejects(k.inbox.reached({ shop: 101 }))
  k.store.commit = unit => store.commit(unit)
  await k.inbox.reached({ shop: 101 })
  assert.equal(await k.store.seen('shop', 'orderId/1'), 1)
})
test('what is heard while a place is being kept is kept the next time', async () => {
  const k = kitchen({ cook: cooks })
  await k.inbox.deliver(told(1))
  const { commit } = k.store
  k.store.commit = async unit => {
    k.store.commit = commit
    await k.inbox.deliver(told(2))
    return commit.call(k.store, unit)
  }
  await k.inbox.reached({ shop: 101 })
  assert.equal(await k.store.seen('shop', 'orderId/1'), 1)
  await k.inbox.reached({ shop: 102 })
  assert.equal(await k.store.seen('shop', 'orderId/1'), 2)
})
test('who is let go goes on, also while something else is still held back', async () => {
  const k = kitchen({ cook: cooks })
  const holds = (kind: 'source' | 'policy', name: string, held: boolean) =>
    k.inbox.holds.set(kind, name, held, { ...audit, action: 'hold' })
  await holds('source', 'shop', true)
  await holds('policy', 'another', true)
  const waiting = [k.inbox.deliver(told(1)), k.inbox.deliver(told(2))]
  await k.clock.pass(60_000)
  assert.deepEqual([await times(k), k.inbox.heldBack], [undefined, 2])
  await holds('source', 'shop', false)
  await k.clock.during(Promise.all(waiting))
  assert.deepEqual([await times(k), k.inbox.heldBack], [2, 0])
})
test('what follows a held event in its case waits behind it, though nobody holds it; another case goes on', async () => {
  const heard: string[] = []
  const note =
    (what: string) =>
    ({ orderId }: { orderId: number }) =>
      void heard.push(`${what} ${orderId}`)
  const k = running('kitchen', {
    lines: { kitchen: { first: whenever(Ordered, note('ordered')), then: whenever(Expired, note('expired')) } },
  })
  const expired = (order: number) => told(2, order, { type: 'Expired', data: { orderId: order } })
  const holds = (held: boolean) => k.inbox.holds.set('policy', 'first', held, { ...audit, action: 'hold' })
  await holds(true)
  const waiting = [k.inbox.deliver(told(1)), k.inbox.deliver(expired(1)), k.inbox.deliver(expired(2))]
  await k.clock.pass(1000)
  assert.deepEqual([heard, k.inbox.heldBack], [['expired 2'], 2])
  await holds(false)
  await k.clock.during(Promise.all(waiting))
  assert.deepEqual(heard, ['expired 2', 'ordered 1', 'expired 1'])
})
test('what a policy wanted done later waits while the policy is held back, and is done soon after it is let go', async () => {
  const lines = { soon: whenever(Requested, ({ orderId }) => after(ms(1000), Abandon({ orderId }), { late: 'run' as const })) }
  const s = running('shop', { lines: { shop: lines } })
  const holds = (name: string, held: boolean) => s.inbox.holds.set('policy', name, held, { ...audit, action: 'hold' })
  await s.node.handle(PlaceOrder({ orderId: 1, customer: 'kim', qty: 1 }), { id: 'place', caller: kim, causes: [], inline: false })
  void s.node.ringTimers()
  await holds('soon', true)
  await holds('another', true)
  await s.clock.pass(60_000)
  assert.equal((await s.state('order', 1)).status, 'AwaitingPayment')
  await holds('soon', false)
  await s.clock.pass(timerLease + 100)
  assert.equal((await s.state('order', 1)).status, 'Expired')
  await s.node.stop()
  await s.clock.pass(10_000)
})
test('events of one case wait for each other, those of other cases do not', async () => {
  const said: string[] = []
  let answer!: () => void
  const answered = new Promise<void>(done => (answer = done))
  const ask: Runs['ask'] = async ({ data }) => {
    said.push(`ask ${data.orderId}`)
    if (data.orderId === 1) await answered
    return { kind: 'answer', accepted: true, status: 'Ordered' }
  }
  const k = kitchen({ reserve: ({ orderId }) => Reserve({ orderId }) }, { ask })
  const first = k.inbox.deliver(told(1)).then(() => said.push('1/1'))
  const second = k.inbox.deliver(told(2)).then(() => said.push('1/2'))
  await k.inbox.deliver(told(1, 2)).then(() => said.push('2/1'))
  assert.deepEqual(said, ['ask 1', 'ask 2', '2/1'])
  answer()
  await Promise.all([first, second])
  assert.deepEqual(said, ['ask 1', 'ask 2', '2/1', '1/1', 'ask 1', '1/2'])
})
test('a reaction hears the number of the item, when it was, and all that led to it', async () => {
  const heard: unknown[] = []
  const k = kitchen({ look: (happened, occurrence) => void heard.push(happened, occurrence) })
  await k.inbox.deliver(told(1, 7, { item: 40, causes: ['shop:cart/1/1'] }))
  assert.deepEqual(heard, [
    { orderId: 7, customer: 'kim', qty: 1, id: 40 },
    { id: 'shop:order/7/1', time: noon, causes: ['shop:cart/1/1'] },
  ])
})
test('what follows is caused by the event and by what led to it, and carries its trace', async () => {
  const k = kitchen({ cook: cooks })
  await k.inbox.deliver(told(1, 7, { causes: ['shop:cart/1/1'], trace: '00-1-2-01' }))
  const [cooked] = k.committed
  assert.deepEqual(
    [cooked!.causes, cooked!.trace, cooked!.cause],
    [['shop:cart/1/1', 'shop:order/7/1'], '00-1-2-01', 'shop:order/7/1/kitchen.cook'],
  )
})
test('a reaction to many gives each its own effect', async () => {
  const k = kitchen({ cook: () => [1, 2, 3].map(orderId => Cook({ orderId })) })
  for (let i = 0; i < 2; i++) await k.inbox.deliver(told(1))
  assert.deepEqual([await times(k, 1), await times(k, 2), await times(k, 3)], [1, 1, 1])
})
test('old news is not spoken of, but everything else is done', async () => {
  const k = running('kitchen', {
    lines: { kitchen: { news: whenever(Ordered, ({ orderId }) => Serve({ orderId }), { fresh: 1000 }), cook } },
  })
  await k.inbox.deliver(told(1, 1, { time: noon - 1001 }))
  assert.deepEqual([await times(k), k.troubles], [1, []])
})

// ---- what cannot be done
test('what throws is tried again once, then parked with its reason, and an operator sees it', async () => {
  const { react, seen } = breakable(1)
  const k = kitchen({ cook: react })
  await k.clock.during(k.inbox.deliver(told(1)))
  assert.equal(seen.length, 2)
  assert.deepEqual(await aside(k.store), ['orderId/1 1 cook threw: the oven is cold 2'])
  assert.equal((await k.store.aside())[0]!.retryAt, null)
  assert.deepEqual(
    k.troubles.map(t => [t.what, t.about]),
    [['parked: cook threw: the oven is cold', 'kitchen shop Ordered orderId/1']],
  )
})
test('an event of which one effect fails for good waits for an operator, although another one could only not be reached', async () => {
  const ask = () => unreachable
  const broken = () => {
    throw new Error('the oven is cold')
  }
  for (const reactions of [
    { cook: broken, reserve: ({ orderId }: any) => Reserve({ orderId }) },
    { reserve: ({ orderId }: any) => Reserve({ orderId }), cook: broken },
  ]) {
    const k = kitchen(reactions, { ask })
    await k.clock.during(k.inbox.deliver(told(1)))
    assert.deepEqual(
      (await k.store.aside()).map(w => [w.reason, w.retryAt]),
      [['cook threw: the oven is cold', null]],
    )
  }
})
test('later events of a parked case queue up behind it; every other case flows on', async () => {
  const { react } = breakable(1)
  const k = kitchen({ cook: react })
  await k.clock.during(k.inbox.deliver(told(1)))
  for (const number of [2, 3]) await k.inbox.deliver(told(number))
  await k.inbox.deliver(told(1, 2))
  assert.deepEqual(await aside(k.store), ['orderId/1 1 cook threw: the oven is cold 2', 'orderId/1 2  0', 'orderId/1 3  0'])
  assert.deepEqual([await times(k, 1), await times(k, 2)], [undefined, 1])
})
test('events of the same case from another context are another lane', async () => {
  const { react } = breakable(1)
  const k = kitchen({ cook: react })
  await k.clock.during(k.inbox.deliver(told(1)))
  await k.inbox.deliver(told(1, 1, { source: 'kitchen', type: 'Cooked', aggregate: 'dish' }))
  assert.equal((await k.store.row('page', 1))!.value.cooked, 1)
})
test('a parked event that comes again is parked once', async () => {
  const { react } = breakable(1)
  const k = kitchen({ cook: react })
  await k.clock.during(k.inbox.deliver(told(1)))
  await k.inbox.deliver(told(1))
  assert.deepEqual(
    k.inbox.lanesAside().map(l => l.waiting.length),
    [1],
  )
  assert.equal((await k.store.aside()).length, 1)
})
test('a refused command of a reaction is parked', async () => {
  const k = kitchen({ serve: ({ orderId }) => Serve({ orderId }) })
  await k.clock.during(k.inbox.deliver(told(1)))
  assert.deepEqual(await aside(k.store), ['orderId/1 1 serve: Serve was refused: sold-out 2'])
})
test('a command that another context refuses is parked, with its reason', async () => {
  const k = kitchen(
    { reserve: ({ orderId }) => Reserve({ orderId }) },
    { ask: () => ({ kind: 'answer', accepted: false, status: 'AwaitingPayment', reason: 'sold-out' }) },
  )
  await k.clock.during(k.inbox.deliver(told(1)))
  assert.deepEqual(await aside(k.store), ['orderId/1 1 reserve: Reserve was refused: sold-out 2'])
})
test('all effects of one event are tried; none waits for its neighbor', async () => {
  const { react } = breakable(1)
  const k = kitchen({ first: react, second: cooks })
  await k.clock.during(k.inbox.deliver(told(1)))
  assert.equal(await times(k), 1)
  assert.equal((await k.store.row('page', 1))!.value.ordered, 1)
  assert.equal((await k.store.aside()).length, 1)
})
test('what is unreachable is tried again and again, and never given up', async () => {
  const k = kitchen({ reserve: ({ orderId }) => Reserve({ orderId }) }, { ask: () => unreachable })
  await k.clock.during(k.inbox.deliver(told(1)))
  assert.equal(k.asked.length, 5)
  assert.deepEqual(await aside(k.store), ['orderId/1 1 reserve: Reserve could not be sent 5'])
  const pause = (await k.store.aside())[0]!.retryAt! - k.clock.now()
  assert.ok(pause >= 0.8 * backoff(5) && pause <= backoff(5), `${pause}`)
  assert.deepEqual(k.troubles, [])
  const retrying = k.inbox.retryAside(60_000)
  await k.clock.pass(24 * 3_600_000)
  assert.ok(k.asked.length > 1400, `${k.asked.length} times a day`)
  await k.node.stop()
  await k.clock.during(retrying)
})
test('the pauses between attempts double up to a minute', () =>
  assert.deepEqual([0, 1, 2, 9, 10, 50].map(backoff), [100, 200, 400, 51_200, 60_000, 60_000]))
test('when it can be reached again, what waited is done in its order', async () => {
  let away = true
  const k = kitchen({ reserve: ({ orderId }) => Reserve({ orderId }) }, { ask: () => (away ? unreachable : captured) })
  await k.clock.during(k.inbox.deliver(told(1)))
  for (const number of [2, 3]) await k.inbox.deliver(told(number))
  const before = k.asked.length
  void k.inbox.retryAside()
  away = false
  await k.clock.until(() => !k.inbox.lanesAside().length)
  assert.deepEqual(
    k.asked.slice(before).map(q => q.id),
    [1, 2, 3].map(number => `shop:order/1/${number}/kitchen.reserve`),
  )
  assert.deepEqual(await k.store.aside(), [])
  await k.inbox.deliver(told(4))
  assert.equal(await k.store.seen('shop', 'orderId/1'), 3)
  await k.node.stop()
})
test('a question that got no answer is asked again under the same id', async () => {
  const k = kitchen({ reserve: ({ orderId }) => Reserve({ orderId }) }, { ask: () => ({ kind: 'timeout' }) })
  await k.clock.during(k.inbox.deliver(told(1)))
  assert.deepEqual(new Set(k.asked.map(q => q.id)), new Set(['shop:order/1/1/kitchen.reserve']))
  assert.deepEqual(await aside(k.store), ['orderId/1 1 reserve: Reserve got no answer 5'])
})
test('while the store is away an event is not given up, nor put aside', async () => {
  const k = kitchen({ cook: cooks })
  const store = { ...k.store }
  let failures = 0
  k.store.seen = (...of) => (failures++ < 20 ? Promise.reject(new Unavailable('closed')) : store.seen(...of))
  await k.clock.during(k.inbox.deliver(told(1)))
  assert.equal(await times(k), 1)
  assert.deepEqual([(await k.store.aside()).length, k.troubles.length], [0, 1])
})
test('an event that cannot be done before the context stops is not done, and is brought again', async () => {
  const k = kitchen({ cook: cooks })
  k.store.commit = () => Promise.reject(new Unavailable('closed'))
  const delivery = k.inbox.deliver(told(1))
  const failed = assert.rejects(delivery, /stopped before the event was processed/)
  await k.node.stop()
  await k.clock.during(failed)
})
test('what comes after it while the context stops does not overtake it', async () => {
  const k = kitchen({ cook: cooks })
  const { commit } = k.store
  k.store.commit = () => Promise.reject(new Unavailable('closed'))
  const failed = assert.rejects(k.inbox.deliver(told(1)), /stopped before the event was processed/)
  await k.node.stop()
  await k.clock.during(failed)
  k.store.commit = commit
  await assert.rejects(k.inbox.deliver(told(2)), /stopped before the event was processed/)
  const again = kitchen({ cook: cooks }, { store: k.store })
  for (const number of [1, 2]) await again.inbox.deliver(told(number))
  assert.equal(await times(again), 2)
})

test('of all that led to something the latest twenty are told, the event itself the last of them', async () => {
  const k = kitchen({ cook: cooks })
  await k.inbox.deliver(told(1, 7, { causes: Array.from({ length: 20 }, (_, i) => `shop:cart/1/${i + 1}`) }))
  const { causes } = k.committed[0]!
  assert.deepEqual([causes.length, causes[0], causes.at(-1)], [20, 'shop:cart/1/2', 'shop:order/7/1'])
})
test('a context that cannot write says so until it can again', async () => {
  const k = kitchen({ cook: cooks })
  const { commit } = k.store
  const cooking = (orderId: number) => k.node.handle(Cook({ orderId }), { id: `m${orderId}`, caller: byPolicy, causes: [], inline: false })
  k.store.commit = () => Promise.reject(new Unavailable('disk full'))
  await assert.rejects(cooking(1), /disk full/)
  assert.equal(k.node.cannotWrite, true)
  k.store.commit = commit
  await cooking(2)
  assert.equal(k.node.cannotWrite, false)
})

// ---- what was put aside
test('what another replica has done while this one failed at it once more does not wait for ever', async () => {
  let answers = false
  const slow: (() => void)[] = []
  const reserve = { reserve: ({ orderId }: { orderId: number }) => Reserve({ orderId }) }
  const no: Runs['ask'] = () => ({ kind: 'timeout' })
  const yes: Runs['ask'] = () => ({ kind: 'answer', accepted: true, status: 'Ordered' })
  const k = kitchen(reserve, { ask: q => (answers ? yes(q) : no(q)) })
  await k.clock.during(k.inbox.deliver(told(1)))
  const other = kitchen(reserve, {
    store: k.store,
    ask: async q => {
      if (!answers) await new Promise<void>(done => slow.push(done))
      return answers ? yes(q) : no(q)
    },
  })
  await other.inbox.start()
  const retried = other.inbox.retry('shop', 'orderId/1', audit)
  await other.clock.until(() => slow.length > 0)
  answers = true
  assert.ok(await k.inbox.retry('shop', 'orderId/1', audit))
  answers = false
  await other.clock.during(other.inbox.deliver(told(2)))
  slow[0]!()
  await retried
  assert.deepEqual(
    (await other.store.aside()).map(w => w.event.number),
    other.inbox.lanesAside().flatMap(l => l.waiting.map(w => w.event.number)),
  )
  answers = true
  void other.inbox.retryAside()
  await other.clock.until(() => !other.inbox.lanesAside().length)
  assert.deepEqual(await other.store.aside(), [])
  await other.node.stop()
})
for (const isThere of [true, false])
  test(`an event that was put aside ${isThere ? '' : 'or not, '}nobody knew, is done once and waits no longer`, async () => {
    let away = true
    const ask: Runs['ask'] = () => (away ? { kind: 'timeout' } : { kind: 'answer', accepted: true, status: 'Ordered' })
    const k = kitchen({ reserve: ({ orderId }) => Reserve({ orderId }) }, { ask })
    const { commit, isAside } = k.store
    let lookUps = 0
    k.store.commit = async unit => {
      if (!unit.aside) return commit(unit)
      k.store.commit = commit
      if (isThere) await commit(unit)
      away = false
      k.store.isAside = (...of) => (lookUps++ ? isAside(...of) : Promise.reject(new Unavailable('closed')))
      throw new CommitUnknown('the line was cut')
    }
    await k.clock.during(k.inbox.deliver(told(1)))
    void k.inbox.retryAside()
    await k.clock.until(() => !k.inbox.lanesAside().length)
    assert.deepEqual(await k.store.aside(), [])
    const asked = k.asked.length
    const again = kitchen({ reserve: ({ orderId }) => Reserve({ orderId }) }, { ask, store: k.store })
    await again.inbox.start()
    assert.deepEqual([again.inbox.lanesAside(), k.asked.length], [[], asked])
    await k.node.stop()
  })
test('what was put aside outlives a restart, and later events of its case still queue up', async () => {
  const { react, broken } = breakable(1)
  const k = kitchen({ cook: react })
  await k.clock.during(k.inbox.deliver(told(1)))
  await k.inbox.deliver(told(2))
  const again = kitchen({ cook: react }, { store: k.store })
  await again.inbox.start()
  await again.inbox.deliver(told(3))
  assert.deepEqual(
    again.inbox.lanesAside().map(l => l.waiting.map(w => w.event.number)),
    [[1, 2, 3]],
  )
  broken.clear()
  await again.inbox.retry('shop', 'orderId/1', audit)
  assert.equal(await times(again), 3)
})
test('an operator tries again, for the record: the lane is worked through in its order', async () => {
  const { react, broken, seen } = breakable(1)
  const k = kitchen({ cook: ({ orderId }, { id }) => react({ orderId, id: Number(id.split('/').at(-1)) }) })
  await k.clock.during(k.inbox.deliver(told(1)))
  for (const number of [2, 3]) await k.inbox.deliver(told(number))
  broken.clear()
  seen.length = 0
  assert.equal(await k.inbox.retry('shop', 'orderId/1', audit), true)
  assert.deepEqual([seen, await times(k), await k.store.aside(), k.inbox.lanesAside()], [[1, 2, 3], 3, [], []])
  assert.deepEqual(await k.store.audits(0, 9), [audit])
  assert.equal(await k.store.seen('shop', 'orderId/1'), 3)
})
test('a retry in vain keeps the lane, and counts', async () => {
  const { react } = breakable(1)
  const k = kitchen({ cook: react })
  await k.clock.during(k.inbox.deliver(told(1)))
  await k.inbox.deliver(told(2))
  await k.inbox.retry('shop', 'orderId/1', audit)
  assert.deepEqual(await aside(k.store), ['orderId/1 1 cook threw: the oven is cold 3', 'orderId/1 2  0'])
  assert.deepEqual(
    k.troubles.map(t => t.what),
    ['parked: cook threw: the oven is cold'],
    'it is told when it is parked, not at each retry',
  )
})
test('a message from which no event can be read waits for an operator, who can only give it up', async () => {
  const k = kitchen({ cook: cooks })
  const message = { within: 'kafka/bar/3', place: 8, sent: noon, why: 'its value is no JSON', names: { type: 'Ordered' } }
  const { commit } = k.store
  let failures = 0
  k.store.commit = unit => (failures++ < 3 ? Promise.reject(new Unavailable('disk full')) : commit.call(k.store, unit))
  await k.clock.during(k.inbox.unreadable(message))
  const [first] = await k.store.aside()
  await k.clock.pass(60_000)
  await k.inbox.unreadable(message) // brought again
  assert.deepEqual(await k.store.aside(), [first], 'it waits since it came first')
  const again = kitchen({ cook: cooks }, { store: k.store })
  await again.inbox.start()
  const lanes = () =>
    again.inbox.lanesAside().map(l => [l.source, l.case, l.waiting.length, l.waiting[0]!.retryAt, l.waiting[0]!.event.data.why])
  const waits = ['kafka/bar/3', 'message/8', 1, null, 'its value is no JSON']
  assert.deepEqual(lanes(), [waits])
  const words = /no event can be read from this message: its value is no JSON.*give this one up/
  assert.match(again.inbox.lanesAside()[0]!.waiting[0]!.reason, words)
  await again.inbox.deliver(told(1))
  assert.equal(await times(again), 1, 'nothing waits behind it')
  assert.equal(await again.inbox.retry('kafka/bar/3', 'message/8', audit), true)
  assert.match(String(await again.inbox.edit('kafka/bar/3', 'message/8', { orderId: 1 }, audit)), words)
  assert.match((await again.inbox.preview('kafka/bar/3', 'message/8'))!.wrong!, words)
  assert.deepEqual(lanes(), [waits])
  assert.equal(await again.inbox.drop('kafka/bar/3', 'message/8', { ...audit, action: 'drop' }), true)
  assert.deepEqual([lanes(), await again.store.aside()], [[], []])
})
test('whoever fills a topic with rubbish does not fill a database', async () => {
  const k = kitchen({ cook: cooks })
  for (let place = 1; place <= 1100; place++)
    await k.inbox.unreadable({ within: 'kafka/bar/3', place, sent: noon, why: 'rubbish', names: {} })
  assert.equal((await k.store.aside()).length, 1000)
  assert.ok(k.troubles.some(t => /passed over/.test(t.what)))
})
test('an operator gives up the first of a lane, for the record; those behind it are tried', async () => {
  const { react, broken } = breakable(1)
  const k = kitchen({ cook: ({ orderId }, { id }) => react({ orderId: id.endsWith('/1') ? 1 : 0, id }) && Cook({ orderId }) })
  await k.clock.during(k.inbox.deliver(told(1)))
  for (const number of [2, 3]) await k.inbox.deliver(told(number))
  assert.ok(broken.has(1))
  assert.equal(await k.inbox.drop('shop', 'orderId/1', { ...audit, action: 'drop' }), true)
  assert.deepEqual([await times(k), await k.store.aside()], [2, []])
  assert.equal((await k.store.audits(0, 9))[0]!.action, 'drop')
  await k.inbox.deliver(told(1))
  assert.equal(await times(k), 2, 'what was given up does not come back')
})
test('whoever gives up, or mends, the first of a lane twice at once does so once: the next one is what the other waited for', async () => {
  const { react } = breakable(1)
  for (const button of ['drop', 'edit'] as const) {
    const k = kitchen({ cook: react })
    await k.clock.during(k.inbox.deliver(told(1)))
    await k.inbox.deliver(told(2))
    const data = { orderId: 3, customer: 'kim', qty: 1 }
    const press = () => (button === 'drop' ? k.inbox.drop('shop', 'orderId/1', audit) : k.inbox.edit('shop', 'orderId/1', data, audit))
    assert.deepEqual(await k.clock.during(Promise.all([press(), press()])), [true, false], button)
    assert.deepEqual(await aside(k.store), ['orderId/1 2 cook threw: the oven is cold 1'])
    assert.equal((await k.store.audits(0, 9)).length, 1)
  }
})
test('an event that was mended is done as it should have been said, and what does not fit is refused in words', async () => {
  const { react } = breakable(1)
  const k = kitchen({ cook: react })
  await k.clock.during(k.inbox.deliver(told(1)))
  assert.equal(typeof (await k.inbox.edit('shop', 'orderId/1', { orderId: 'three' }, audit)), 'string')
  assert.deepEqual([await aside(k.store), await k.store.audits(0, 9)], [['orderId/1 1 cook threw: the oven is cold 2'], []])
  assert.equal(await k.inbox.edit('shop', 'orderId/1', { orderId: 3, customer: 'kim', qty: 1 }, audit), true)
  assert.deepEqual([await times(k, 3), await k.store.aside()], [1, []])
})
test('where nothing waits there is nothing to try or to give up', async () => {
  const k = kitchen({ cook: cooks })
  assert.equal(await k.inbox.retry('shop', 'orderId/1', audit), false)
  assert.equal(await k.inbox.drop('shop', 'orderId/1', audit), false)
  assert.deepEqual(await k.store.audits(0, 9), [])
})
test('what is given up while it is being tried takes nobody behind it along', async () => {
  let answer!: (reply: typeof unreachable) => void
  let away = true
  const k = kitchen(
    { reserve: ({ orderId }) => Reserve({ orderId }) },
    {
      ask: ({ id }) => (!away ? captured : id.includes('/1/1/') && k.asked.length > 5 ? new Promise(done => (answer = done)) : unreachable),
    },
  )
  await k.clock.during(k.inbox.deliver(told(1)))
  for (const number of [2, 3]) await k.inbox.deliver(told(number))
  const retried = k.inbox.retry('shop', 'orderId/1', audit)
  await k.clock.until(() => answer)
  const dropped = k.inbox.drop('shop', 'orderId/1', audit)
  away = false
  answer(unreachable)
  await k.clock.during(Promise.all([retried, dropped]))
  await k.clock.during(k.inbox.retry('shop', 'orderId/1', audit))
  assert.deepEqual(
    k.asked.slice(6).map(q => q.id.split('/')[2]),
    ['2', '3'],
  )
  assert.deepEqual([await k.store.aside(), k.inbox.lanesAside()], [[], []])
})

// ---- later commands
const later = (late: 'run' | 'skip') =>
  running('kitchen', { lines: { kitchen: { warm: whenever(Ordered, ({ orderId }) => after(60_000, Cook({ orderId }), { late })) } } })
test('a later command of another context’s event is set once, and counts from the event', async () => {
  const k = later('run')
  for (let i = 0; i < 2; i++) await k.inbox.deliver(told(1, 1, { time: noon - 10_000 }))
  const { timers } = await k.store.timers(0, 9)
  assert.deepEqual(
    timers.map(t => [t.at, t.case, t.work]),
    [[noon + 50_000, 'orderId/1', { kind: 'command', type: 'Cook', data: { orderId: 1 }, causes: ['shop:order/1/1'] }]],
  )
})
test('a later command that cannot be set now is set when the store is there again', async () => {
  const k = later('run')
  const { commit } = k.store
  let failures = 0
  k.store.commit = unit => (unit.timers && failures++ < 2 ? Promise.reject(new Unavailable('away')) : commit.call(k.store, unit))
  await k.clock.during(k.inbox.deliver(told(1)))
  assert.deepEqual([(await k.store.timers(0, 9)).total, failures], [1, 3])
})
test('what is past by less than a minute is done all the same', async () => {
  for (const [past, count] of [
    [59_000, 1],
    [61_000, 0],
  ] as const) {
    const k = kitchen({ cook: ({ orderId }) => after(ms(1000), Cook({ orderId }), { late: 'skip' }) })
    await k.inbox.deliver(told(1, 1, { time: k.clock.now() - 1000 - past }))
    assert.equal((await k.store.timers(0, 9)).total, count, `${past} ms past`)
  }
})
test('what is long past is done at once or not at all, as it says', async () => {
  for (const [late, count] of [
    ['run', 1],
    ['skip', 0],
  ] as const) {
    const k = later(late)
    await k.inbox.deliver(told(1, 1, { time: noon - 3_600_000 }))
    assert.equal((await k.store.timers(0, 9)).total, count, late)
  }
})

// ---- views
test('a row is the fold of the events of several contexts, whichever comes first', async () => {
  const cookedToo: Partial<Recorded> = { source: 'kitchen', type: 'Cooked', aggregate: 'dish', data: { orderId: 1 } }
  for (const events of [
    [told(1), told(1, 1, cookedToo)],
    [told(1, 1, cookedToo), told(1)],
  ]) {
    const k = running('kitchen', { lines: { kitchen: {} } })
    for (const e of events) await k.inbox.deliver(e)
    for (const e of events) await k.inbox.deliver(e)
    const row = (await k.store.row('page', 1))!
    assert.deepEqual(
      [row.value, row.seen],
      [
        { orderId: 1, ordered: 1, cooked: 1, word: 'Cooked' },
        { shop: 1, kitchen: 1 },
      ],
    )
  }
})
test('a row is not listed before it may be shown', async () => {
  const k = running('kitchen', { lines: { kitchen: {} } })
  const listed = async () => (await k.store.list({ of: 'page', where: {}, sort: [], offset: 0, limit: 9 })).total
  await k.inbox.deliver(told(1, 1, { source: 'kitchen', type: 'Cooked', aggregate: 'dish', data: { orderId: 1 } }))
  assert.equal(await listed(), 0)
  await k.inbox.deliver(told(1))
  assert.equal(await listed(), 1)
})
test('two replicas that fold into one row at once fold everything once', async () => {
  const k = running('kitchen', { lines: { kitchen: {} } })
  const other = running('kitchen', { lines: { kitchen: {} }, store: k.store })
  const events = [1, 2, 3].map(number => told(number))
  await Promise.all([k, other].flatMap(({ inbox }) => events.map(e => inbox.deliver(e))))
  assert.deepEqual((await k.store.row('page', 1))!.value, { orderId: 1, ordered: 3, word: 'Ordered' })
})

// ---- one case, seen by two replicas
test('a case that one replica put aside is put aside for the other when it starts', async () => {
  const { react, broken } = breakable(1)
  const k = kitchen({ cook: react })
  await k.clock.during(k.inbox.deliver(told(1)))
  const other = kitchen({ cook: react }, { store: k.store })
  await other.inbox.start()
  broken.clear()
  await other.inbox.deliver(told(2))
  assert.equal(await times(other), undefined)
})
test('what was worked through at one replica waits at the other no longer', async () => {
  const { react, broken } = breakable(1)
  const k = kitchen({ cook: react })
  const other = kitchen({ cook: react }, { store: k.store, clock: k.clock })
  await k.clock.during(Promise.all([k, other].map(({ inbox }) => inbox.deliver(told(1)))))
  broken.clear()
  await k.inbox.retry('shop', 'orderId/1', audit)
  const retrying = other.inbox.retryAside()
  for (const { inbox } of [k, other]) await inbox.deliver(told(2))
  await k.clock.until(() => !other.inbox.lanesAside().length)
  assert.deepEqual([await times(k), await k.store.aside()], [2, []])
  await other.node.stop()
  await k.clock.during(retrying)
})
