import assert from 'node:assert/strict'
import { beforeEach, mock, test } from 'node:test'
import { Guard, guardDefaults, type GuardSettings, limited, type Question, type Reply, systemClock } from './index.ts'

const ok: Reply = { kind: 'answer', accepted: true, status: 'captured' }
const late: Reply = { kind: 'timeout' }
const unreachable: Reply = { kind: 'unreachable' }
/** Kept back by the guard. */
const held: Reply = { kind: 'unreachable', held: true }
const never = () => new Promise<Reply>(() => {})
/** A question that is waited for so long, in ms. */
const question = (within = 610, settles?: readonly string[]): Question => ({
  type: 'Charge',
  data: {},
  id: 'q',
  by: 'system',
  causes: [],
  actor: 'shop.pay',
  until: clock.now() + within,
  ...(settles ? { settles } : {}),
})
/** How much the wall clock was set back by, in ms. */
let setBack = 0
const clock = { ...systemClock, now: () => Date.now() - setBack, steady: () => Date.now() }
const guardOf = (settings: Partial<GuardSettings> = {}) => new Guard('bank', { ...guardDefaults, ...settings }, clock)
const turns = async () => {
  for (let i = 0; i < 5; i++) await new Promise(done => setImmediate(done))
}
/** So much time goes by, and all that happens in it. */
const pass = async (ms: number) => {
  await turns()
  mock.timers.tick(ms)
  await turns()
}
/** So many calls, one after the other, that all end like this. */
const calls = async (guard: Guard, n: number, reply: Reply) => {
  for (let i = 0; i < n; i++) await guard.call(question(), async () => reply)
}
/** A guard whose breaker has just opened. */
const opened = async () => {
  const guard = guardOf()
  await calls(guard, 20, late)
  assert.equal(guard.state, 'open')
  return guard
}

beforeEach(() => {
  setBack = 0
  mock.timers.reset()
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_700_000_000_000 })
})

// ---- the breaker
test('what its adapter held back says nothing of the target: it opens nothing, and as the trial call it closes nothing', async () => {
  const guard = guardOf({ retries: 0 })
  await calls(guard, 100, held)
  assert.equal(guard.state, 'closed')
  const other = await opened()
  await pass(5000)
  await calls(other, 1, held)
  assert.equal(other.state, 'open')
})
test('twenty calls in ten seconds of which half fail open the breaker, nineteen do not', async () => {
  const guard = guardOf()
  await calls(guard, 10, ok)
  await calls(guard, 9, late)
  assert.equal(guard.state, 'closed')
  await calls(guard, 1, late)
  assert.equal(guard.state, 'open')
  assert.equal(guard.counts.opened, 1)
})
test('less than half do not', async () => {
  const guard = guardOf()
  await calls(guard, 31, ok)
  await calls(guard, 29, late)
  assert.equal(guard.state, 'closed')
})
test('calls of more than ten seconds ago do not count, however seldom calls come', async () => {
  const guard = guardOf()
  await calls(guard, 19, late)
  await pass(10_000)
  await calls(guard, 1, late)
  assert.equal(guard.state, 'closed')
  await calls(guard, 18, late)
  assert.equal(guard.state, 'closed')
  await calls(guard, 1, late)
  assert.equal(guard.state, 'open')
})
test('calls of the last ten seconds count together', async () => {
  const guard = guardOf()
  for (let i = 0; i < 19; i++) {
    await calls(guard, 1, late)
    await pass(480)
  }
  assert.equal(guard.state, 'closed')
  await calls(guard, 1, late)
  assert.equal(guard.state, 'open')
})
test('an open breaker refuses at once: nothing is sent', async () => {
  const guard = await opened()
  let sent = 0
  const reply = await guard.call(question(), async () => {
    sent++
    return ok
  })
  assert.deepEqual([reply, sent, guard.counts.refusedOpen], [held, 0, 1])
})
test('after five seconds one trial call decides; its success closes', async () => {
  const guard = await opened()
  await pass(4999)
  assert.deepEqual(await guard.call(question(), async () => ok), held)
  await pass(1)
  assert.deepEqual(await guard.call(question(), async () => ok), ok)
  assert.equal(guard.state, 'closed')
})
test('after the trial it counts from the beginning', async () => {
  const guard = await opened()
  await pass(5000)
  await calls(guard, 1, ok)
  await calls(guard, 18, late)
  assert.equal(guard.state, 'closed')
})
test('a trial that fails keeps it open for five seconds more', async () => {
  const guard = await opened()
  await pass(5000)
  assert.deepEqual(await guard.call(question(), async () => late), late)
  await pass(4999)
  assert.deepEqual(await guard.call(question(), async () => ok), held)
  await pass(1)
  assert.deepEqual(await guard.call(question(), async () => ok), ok)
})
test('a wall clock that is set back by an hour does not keep it open any longer', async () => {
  const guard = await opened()
  setBack = 3_600_000
  await pass(5000)
  assert.deepEqual(await guard.call(question(), async () => ok), ok)
  assert.equal(guard.state, 'closed')
})
test('… nor does it make the failures of an hour ago count again', async () => {
  const guard = guardOf()
  await calls(guard, 19, late)
  setBack = 3_600_000
  await pass(10_000)
  await calls(guard, 1, late)
  assert.equal(guard.state, 'closed')
})
test('while the trial is on its way everybody else is refused at once', async () => {
  const guard = await opened()
  await pass(5000)
  let answer!: (reply: Reply) => void
  const trial = guard.call(question(), () => new Promise(done => (answer = done)))
  await turns()
  assert.equal(guard.state, 'trial')
  let sent = 0
  const others = [1, 2, 3].map(() => guard.call(question(), async () => (sent++, ok)))
  assert.deepEqual(await Promise.race([Promise.all(others), turns().then(() => 'they wait')]), [held, held, held])
  answer(ok)
  assert.deepEqual([await trial, sent, guard.state], [ok, 0, 'closed'])
})
test('an answer that settles nothing counts as late, a refusal does not', async () => {
  const busy: Reply = { kind: 'answer', accepted: true, status: 'busy' }
  const no: Reply = { kind: 'answer', accepted: false, status: 'busy', reason: 'sold-out' }
  const told = async (reply: Reply, settles?: readonly string[]) => {
    const guard = guardOf()
    for (let i = 0; i < 20; i++) assert.deepEqual(await guard.call(question(610, settles), async () => reply), reply)
    return guard.state
  }
  assert.deepEqual(
    [
      await told(busy, ['captured']),
      await told(busy),
      await told(busy, ['accepted']),
      await told(no, ['captured']),
      await told(busy, ['busy']),
    ],
    ['open', 'closed', 'closed', 'closed', 'closed'],
  )
})
test('that what was asked before is still on its way says nothing of whom we ask; a trial must settle something', async () => {
  const still: Reply = { kind: 'answer', accepted: true, status: 'busy', again: true }
  const guard = guardOf()
  for (let i = 0; i < 20; i++) assert.deepEqual(await guard.call(question(610, ['captured']), async () => still), still)
  assert.equal(guard.state, 'closed')
  const ill = await opened()
  await pass(5000)
  assert.deepEqual(await ill.call(question(610, ['captured']), async () => still), still)
  assert.equal(ill.state, 'open')
})
test('the settings are settings', async () => {
  const guard = guardOf({ calls: 4, share: 0.25, window: 1000, open: 100 })
  await calls(guard, 3, ok)
  await calls(guard, 1, late)
  assert.equal(guard.state, 'open')
  await pass(100)
  assert.deepEqual(await guard.call(question(), async () => ok), ok)
})

// ---- the time limit
test('what is not there in time is a timeout: nobody knows', async () => {
  const guard = guardOf()
  const reply = guard.call(question(610), never)
  await pass(609)
  assert.deepEqual(await Promise.race([reply, turns()]), undefined)
  await pass(1)
  assert.deepEqual(await reply, late)
})
test('what fails after it was sent is a timeout, too', async () =>
  assert.deepEqual(await guardOf().call(question(), () => Promise.reject(new Error('the connection was lost'))), late))
test('a reply in time is the reply, and leaves no timer behind', async () => {
  assert.deepEqual(await limited(Promise.resolve(ok), Date.now() + 100), ok)
  assert.deepEqual(await limited(Promise.resolve(ok), Date.now() - 100), ok)
})
test('what waited in the queue until nobody waits any more is not sent', async () => {
  const guard = guardOf({ atOnce: 1 })
  const first = guard.call(question(610), never)
  let sent = 0
  const second = guard.call(question(300), async () => (sent++, ok))
  await pass(610)
  assert.deepEqual([await first, await second, sent], [late, held, 0])
})

// ---- retries
test('only a call that surely did not arrive is repeated, twice, after a short pause', async () => {
  const replies = async (...replies: Reply[]) => {
    const guard = guardOf()
    let sent = 0
    const reply = guard.call(question(), async () => replies[sent++]!)
    for (let i = 0; i < 5; i++) await pass(100)
    return [await reply, sent]
  }
  assert.deepEqual(await replies(unreachable, ok), [ok, 2])
  assert.deepEqual(await replies(unreachable, unreachable, ok), [ok, 3])
  assert.deepEqual(await replies(unreachable, unreachable, unreachable, ok), [unreachable, 3])
  assert.deepEqual(await replies(late, ok), [late, 1])
  assert.deepEqual(await replies(unreachable, late, ok), [late, 2])
})
test('a call is not repeated where its time would be over', async () => {
  mock.method(Math, 'random', () => 0.5)
  const guard = guardOf()
  let sent = 0
  const reply = guard.call(question(24), async () => (sent++, unreachable))
  await pass(100)
  assert.deepEqual([await reply, sent], [unreachable, 1])
  mock.restoreAll()
})
test('a call is not repeated against an open breaker', async () => {
  const guard = guardOf()
  await calls(guard, 19, late)
  let sent = 0
  const reply = guard.call(question(), async () => (sent++, unreachable))
  await pass(500)
  assert.deepEqual([await reply, sent, guard.state], [unreachable, 1, 'open'])
})

// ---- the bulkhead
test('so many calls are under way at once, as many wait, and more are refused', async () => {
  const guard = guardOf({ atOnce: 2, retries: 0 })
  const answers: (() => void)[] = []
  const send = () => new Promise<Reply>(done => answers.push(() => done(ok)))
  const replies = [1, 2, 3, 4].map(() => guard.call(question(), send))
  assert.deepEqual(await guard.call(question(), send), held)
  assert.deepEqual([answers.length, guard.counts.refusedFull], [2, 1])
  for (let i = 0; i < 4; i++) {
    answers[i]!()
    await turns()
  }
  assert.deepEqual(await Promise.all(replies), [ok, ok, ok, ok])
  assert.equal(guard.state, 'closed')
})
test('what became of the calls is counted', async () => {
  const guard = guardOf({ retries: 0 })
  for (const reply of [ok, ok, late, unreachable]) await calls(guard, 1, reply)
  assert.deepEqual(guard.counts, { answered: 2, late: 1, unreachable: 1, refusedOpen: 0, refusedFull: 0, opened: 0 })
})
