// What is put aside, in quantity and beside what goes wrong with the store, the guard, the clock and operators.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noon } from '@jumun/testing'
import { after, minutes, whenever } from '../model/index.ts'
import { Guard, guardDefaults, type Question, type Reply, type Store, Unavailable, type Waiting } from './index.ts'
import {
  Abandon,
  captured,
  Cook,
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

const audit = { time: noon, actor: 'operator', action: 'retry', reason: 'the oven is warm again', detail: {} }
type Reaction = (happened: any) => any
const reserve: Reaction = ({ orderId }) => Reserve({ orderId })
const kitchen = (reactions: { readonly [name: string]: Reaction }, runs: Runs = {}) =>
  running('kitchen', {
    ...runs,
    lines: { kitchen: Object.fromEntries(Object.entries(reactions).map(([name, react]) => [name, whenever(Ordered, react)])) },
  })
type Kitchen = ReturnType<typeof kitchen>

/** So many cases that wait for another context, as an outage of an hour leaves them, or for an operator. */
const waits = (count: number, more: Partial<Waiting> = {}): readonly Waiting[] =>
  Array.from({ length: count }, (_, i) => ({
    source: 'shop',
    case: `orderId/${i + 1}`,
    event: told(1, i + 1),
    reason: 'reserve: Reserve could not be sent',
    failures: 20,
    since: noon - count + i,
    retryAt: noon,
    ...more,
  }))
const begin = async (k: Kitchen, aside: readonly Waiting[]) => {
  await k.store.commit({ aside })
  await k.inbox.start()
}
const end = async (k: Kitchen) => {
  await k.node.stop()
  await k.clock.pass(60_000)
}
/** Counts what is asked of a store. */
const counted = (store: Store) => {
  const counts = { aside: 0, isAside: 0, putAside: 0, commits: 0 }
  const real = { ...store }
  store.aside = () => (counts.aside++, real.aside())
  store.isAside = (...of) => (counts.isAside++, real.isAside(...of))
  store.commit = unit => {
    counts.commits++
    if (unit.aside) counts.putAside++
    return real.commit(unit)
  }
  return counts
}

// ---- in quantity
test('fifty thousand cases that wait for an operator are read once, at the start', async () => {
  const k = kitchen({ cook: ({ orderId }) => Cook({ orderId }) })
  await k.store.commit({ aside: waits(50_000, { retryAt: null }) })
  const counts = counted(k.store)
  await k.inbox.start()
  void k.inbox.retryAside()
  await k.clock.pass(60_000)
  assert.deepEqual([counts.aside, counts.commits, k.inbox.lanesAside().length], [1, 0, 50_000])
  assert.ok(counts.isAside <= 121 * 20, `${counts.isAside} looks in a minute`)
  await end(k)
})
/** Another context behind a guard of its own: away at first, then it answers after 2 ms. */
const behindGuard = () => {
  const at = { away: true, asked: 0, underWay: 0, most: 0 }
  const k: Kitchen = kitchen({ reserve }, { ask: question => guard.call(question, send) })
  const guard = new Guard('shop', guardDefaults, k.clock, () => 0.5)
  const send = async (): Promise<Reply> => {
    at.asked++
    if (at.away) return unreachable
    at.most = Math.max(at.most, ++at.underWay)
    await k.clock.sleep(2)
    at.underWay--
    return captured
  }
  return { at, k, guard, send }
}
test('twenty thousand cases are worked off as fast as their target answers, when it is back, and who asks besides is not disturbed', async () => {
  const { at, k, guard, send } = behindGuard()
  await begin(k, waits(20_000))
  const counts = counted(k.store)
  void k.inbox.retryAside()
  await k.clock.pass(minutes(10))
  // one of them tries for all
  assert.ok(at.asked > 100 && at.asked < 500, `${at.asked} questions in ten minutes of silence`)
  assert.ok(counts.putAside < 200, `${counts.putAside} rows written in vain`)
  Object.assign(at, { away: false, asked: 0 })
  const living: Reply[] = []
  const ask = async () => {
    while (at.asked < 19_990) {
      living.push(await guard.call({ id: 'living', until: k.clock.now() + 610 } as Question, send))
      await k.clock.sleep(50)
    }
  }
  const asking = ask()
  // the breaker closes after five seconds at most; 20,000 answers of 2 ms, 32 at once, are 1.3 s more
  await k.clock.until(() => at.asked > 19_950, 12_000)
  assert.ok(k.inbox.lanesAside().length < 100)
  // whoever tried for all while it was silent has its own pause
  await k.clock.until(() => !k.inbox.lanesAside().length, 90_000)
  await k.clock.during(asking)
  const answered = living.slice(living.indexOf(captured))
  assert.ok(answered.length > 10 && answered.every(reply => reply === captured))
  assert.equal(at.asked, 20_000 + answered.length)
  assert.ok(at.most > 30 && at.most <= 33, `${at.most} at once`)
  assert.deepEqual([guard.counts.refusedFull, await k.store.aside()], [0, []])
  await end(k)
})
test('the oldest is tried first', async () => {
  const k = kitchen({ reserve })
  const [a, b, c] = waits(3)
  await begin(k, [
    { ...a!, since: noon - 1 },
    { ...b!, since: noon - 3 },
    { ...c!, since: noon - 2 },
  ])
  void k.inbox.retryAside()
  await k.clock.until(() => k.asked.length === 3)
  assert.deepEqual(
    k.asked.map(q => q.data.orderId),
    [2, 3, 1],
  )
  await end(k)
})
test('what the guard keeps back is no failure of the case', async () => {
  let full = true
  const k = kitchen({ reserve }, { ask: () => (full ? { kind: 'unreachable', held: true } : captured) })
  const lane = waits(1)
  await begin(k, lane)
  const counts = counted(k.store)
  void k.inbox.retryAside()
  await k.clock.pass(20_000)
  assert.deepEqual([await k.store.aside(), counts.putAside], [lane, 0])
  assert.ok(k.asked.length >= 4 && k.asked.length < 20, `${k.asked.length} times`)
  full = false
  await k.clock.until(() => !k.inbox.lanesAside().length, 6000)
  await end(k)
})
test('one case that is never answered holds up no other of the same target', async () => {
  const k: Kitchen = kitchen(
    { reserve },
    {
      ask: async ({ data }) => {
        if (data.orderId !== 1) return captured
        await k.clock.sleep(2000)
        return { kind: 'timeout' }
      },
    },
  )
  await begin(k, waits(500))
  void k.inbox.retryAside()
  await k.clock.until(() => k.inbox.lanesAside().length === 1, 60_000)
  assert.equal(k.inbox.lanesAside()[0]!.case, 'orderId/1')
  await end(k)
})
test('a target that does not answer holds up nobody who waits for something else', async () => {
  let hangs = false
  const k: Kitchen = kitchen(
    { serve: ({ orderId }) => (orderId > 100 ? Cook({ orderId }) : Reserve({ orderId })) },
    { ask: () => (hangs ? new Promise(() => {}) : unreachable) },
  )
  await begin(k, waits(100))
  void k.inbox.retryAside()
  await k.clock.pass(1000) // now it is known whom they wait for
  hangs = true
  await k.clock.pass(10_000)
  await k.store.commit({ aside: waits(200).slice(100) })
  await k.inbox.assigned()
  await k.clock.pass(1000)
  assert.equal((await k.state('dish', 200)).times, 1)
  await k.node.stop()
})

// ---- the store
test('while nothing can be kept, nothing is tried in a loop, and it is told once', async () => {
  const k = kitchen({ reserve }, { ask: () => unreachable })
  await begin(k, waits(100))
  const { commit } = k.store
  k.store.commit = () => Promise.reject(new Unavailable('disk full'))
  void k.inbox.retryAside()
  await k.clock.pass(10_000)
  assert.ok(k.asked.length < 45, `${k.asked.length} questions in ten seconds`)
  assert.equal(k.troubles.length, 1)
  k.store.commit = commit
  await k.clock.pass(120_000)
  assert.equal(k.inbox.lanesAside().length, 100)
  await end(k)
})
test('an event is put aside when that is durable, not before', async () => {
  const k = kitchen({
    cook: () => {
      throw new Error('the oven is cold')
    },
  })
  const { commit } = k.store
  let failures = 0
  let durable = false
  k.store.commit = async unit => {
    if (!unit.aside) return commit(unit)
    if (failures++ < 3) throw new Unavailable('disk full')
    const made = await commit(unit)
    durable = true
    return made
  }
  const delivered = k.inbox.deliver(told(1)).then(() => durable)
  assert.equal(await k.clock.during(delivered), true)
  assert.equal((await k.store.aside()).length, 1)
})

// ---- what comes again
const cold = () => {
  const broken = new Set([1])
  const cook: Reaction = ({ orderId }) => {
    if (broken.has(orderId)) throw new Error('the oven is cold')
    return Cook({ orderId })
  }
  return { broken, cook }
}
test('a parked event that is delivered again keeps its reason and its failures', async () => {
  const k = kitchen({ cook: cold().cook })
  await k.clock.during(k.inbox.deliver(told(1)))
  const before = await k.store.aside()
  await k.inbox.deliver(told(1))
  assert.deepEqual(await k.store.aside(), before)
  const other = kitchen({ cook: cold().cook }, { store: k.store })
  await other.inbox.start()
  await other.inbox.deliver(told(1))
  assert.deepEqual(await k.store.aside(), before)
})
test('what an operator gives up while it comes again does not lie aside again', async () => {
  const k = kitchen({ cook: cold().cook })
  await k.clock.during(k.inbox.deliver(told(1)))
  await k.inbox.deliver(told(2))
  const { seen } = k.store
  k.store.seen = async (...of) => {
    const known = await seen(...of)
    k.store.seen = seen
    await k.inbox.drop('shop', 'orderId/1', { ...audit, action: 'drop' })
    return known
  }
  await k.inbox.deliver(told(1))
  k.store.seen = seen
  await k.inbox.drop('shop', 'orderId/1', { ...audit, action: 'drop' })
  await k.inbox.deliver(told(1))
  assert.ok(!(await k.store.aside()).some(w => w.event.number === 1))
})
test('who waited behind another goes on by itself when that one is gone', async () => {
  const k = kitchen({ cook: ({ orderId }) => Cook({ orderId }) })
  const [first] = waits(1, { reason: 'a mistake', retryAt: null })
  const behind: Waiting = { ...first!, event: told(2), reason: '', failures: 0, retryAt: null }
  await begin(k, [first!, behind])
  void k.inbox.retryAside()
  await k.clock.pass(10_000)
  assert.equal(await k.state('dish', 1), undefined, 'the first waits for an operator')
  // an operator elsewhere gave up the first, and that process ended
  await k.store.commit({ resumed: [{ source: 'shop', position: first!.event.position }] })
  await k.clock.until(() => !k.inbox.lanesAside().length, 10_000)
  assert.equal((await k.state('dish', 1)).times, 1)
  await end(k)
})
test('what another replica put aside is found by its operator here', async () => {
  const { broken, cook } = cold()
  const k = kitchen({ cook })
  const other = kitchen({ cook }, { store: k.store, clock: k.clock })
  await k.clock.during(other.inbox.deliver(told(1)))
  broken.clear()
  assert.equal(await k.inbox.retry('shop', 'orderId/1', audit), true)
  assert.deepEqual(await k.store.aside(), [])
  void other.inbox.retryAside()
  await k.clock.until(() => !other.inbox.lanesAside().length)
  await end(other)
})

// ---- what throws
test('a list of commands with a hole parks its case, in words, and the next case flows on', async () => {
  const k = kitchen({ cook: ({ orderId }) => [orderId === 1 ? undefined : Cook({ orderId })] })
  await k.clock.during(Promise.all([k.inbox.deliver(told(1)), k.inbox.deliver(told(1, 2))]))
  assert.deepEqual(
    (await k.store.aside()).map(w => [w.case, w.reason, w.retryAt]),
    [['orderId/1', 'cook threw: its list of commands has a hole', null]],
  )
  assert.equal((await k.state('dish', 2)).times, 1)
})
test('what is parked while it is tried again is told', async () => {
  const k = kitchen({ serve: ({ orderId }) => Serve({ orderId }) })
  await begin(k, waits(1, { reason: 'could not be sent' }))
  void k.inbox.retryAside()
  await k.clock.until(() => k.troubles.length)
  assert.deepEqual(
    k.troubles.map(t => t.what),
    ['parked: serve: Serve was refused: sold-out'],
  )
  await end(k)
})
test('a later command of an own event that was parked is set when the bug is mended and it is tried again', async () => {
  let broken = true
  const lines = {
    shop: {
      giveUp: whenever(Requested, ({ orderId }) => {
        if (broken) throw new Error('odd')
        return after(minutes(10), Abandon({ orderId }), { late: 'run' as const })
      }),
    },
  }
  const s = running('shop', { lines })
  const manager = { actor: 'm', roles: ['manager'], claims: {}, anyone: false }
  await s.node.handle(PlaceOrder({ orderId: 1, customer: 'kim', qty: 1 }), { id: 'm', caller: manager, causes: [], inline: false })
  await s.clock.during(s.inbox.deliver((await s.store.read(0, 1))[0]!))
  assert.equal((await s.store.aside()).length, 1)
  broken = false
  await s.inbox.retry('shop', 'orderId/1', audit)
  assert.deepEqual(
    (await s.store.timersOf('orderId/1')).map(t => [t.at, t.work.kind === 'command' && t.work.type]),
    [[(await s.store.read(0, 1))[0]!.time + minutes(10), 'Abandon']],
  )
})

test('a timer that has rung, and is set once more by its own event that was parked meanwhile, is gone when it rings again', async () => {
  let broken = false
  const lines = {
    shop: {
      giveUp: whenever(Requested, ({ orderId }) => {
        if (broken) throw new Error('odd')
        return after(minutes(10), Abandon({ orderId }), { late: 'run' as const })
      }),
    },
  }
  const s = running('shop', { lines })
  await s.node.handle(PlaceOrder({ orderId: 1, customer: 'kim', qty: 1 }), { id: 'm', caller: kim, causes: [], inline: false })
  broken = true
  await s.clock.during(s.inbox.deliver((await s.store.read(0, 1))[0]!))
  void s.node.ringTimers()
  await s.clock.pass(minutes(11))
  assert.equal((await s.state('order', 1)).status, 'Expired')
  broken = false
  await s.inbox.retry('shop', 'orderId/1', audit)
  await s.clock.pass(minutes(11))
  assert.deepEqual([(await s.store.timers(0, 9)).total, s.troubles.length], [0, 1])
  assert.equal(await s.store.head(), 3)
  await s.node.stop()
})

// ---- the clock
test('a clock that is set back does not make a case wait longer', async () => {
  let away = true
  const k = kitchen({ reserve }, { ask: () => (away ? unreachable : captured) })
  await begin(k, waits(1, { retryAt: noon + 30_000 }))
  void k.inbox.retryAside()
  await k.clock.pass(1000)
  k.clock.goBack(3_600_000)
  away = false
  await k.clock.until(() => !k.inbox.lanesAside().length, 60_000)
  const late = kitchen({ reserve }, { store: k.store, clock: k.clock })
  await begin(late, waits(1, { retryAt: noon + 3_600_000 }))
  void late.inbox.retryAside()
  await k.clock.until(() => !late.inbox.lanesAside().length, 100_000)
  await end(k)
  await end(late)
})
