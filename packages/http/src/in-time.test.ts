import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from '@jumun/core/runtime'
import { Crowd } from './crowd.ts'
import { send } from './fixture/client.ts'
import { serve } from './fixture/serving.ts'
import { shop } from './fixture/shop.ts'
import { isProblem, wish } from './rest-suite.ts'

/** A database that stands still, as one that was stopped: it takes what it is asked, and says nothing. */
const standing = () => {
  const still = new Set<string>()
  let goOn = () => {}
  const waits = new Promise<void>(done => (goOn = done))
  return {
    still,
    goOn: () => {
      still.clear()
      goOn()
    },
    store: (kept: Store) =>
      new Proxy(kept, {
        get: (of, name: keyof Store) => {
          if (typeof of[name] !== 'function') return of[name]
          const it = (of[name] as (...args: unknown[]) => unknown).bind(of)
          return (...args: unknown[]) => (still.has(name) || still.has('all') ? waits.then(() => it(...args)) : it(...args))
        },
      }),
  }
}
const took = async <T>(work: Promise<T>): Promise<readonly [T, number]> => {
  const from = performance.now()
  return [await work, performance.now() - from]
}

test('while a database stands still everybody is answered in the time that was promised, and told that nothing was done', async () => {
  const { still, goOn, store } = standing()
  const r = await serve(shop, { context: { requestTime: 400 }, store })
  try {
    still.add('all')
    const at = r.at.order!
    const asked = [
      send(at, 'GET', '/orders'),
      send(at, 'GET', '/orders/1'),
      send(at, 'POST', '/orders', { body: wish }),
      send(at, 'DELETE', '/orders/1'),
    ]
    for (const asking of asked) {
      const [answer, ms] = await took(asking)
      isProblem(answer, 503, 'unavailable')
      assert.ok(answer.headers['retry-after'])
      assert.ok(ms < 3000, `${ms} ms`)
    }
    const [health, ms] = await took(send(at, 'GET', '/actuator/health'))
    assert.deepEqual([health.status, health.json.status, (await send(at, 'GET', '/actuator/health/liveness')).status], [503, 'DOWN', 200])
    assert.ok(ms < 5000, `${ms} ms`)
    goOn()
    assert.equal((await send(at, 'GET', '/orders')).json.page.totalElements, 0, 'nothing was done later either')
  } finally {
    goOn()
    await r.stop()
  }
})
test('whose commit is on its way when the time is over is told that nobody knows', async () => {
  const { still, goOn, store } = standing()
  const r = await serve(shop, { context: { requestTime: 400 }, store })
  try {
    still.add('commit')
    isProblem(await send(r.at.order!, 'POST', '/orders', { body: wish }), 504, 'unknown')
    goOn()
    assert.equal((await send(r.at.order!, 'GET', '/health-of-nothing')).status, 404)
  } finally {
    goOn()
    await r.stop()
  }
})

/** So many commands at once, each decided after so many ms, for so many seconds; how many of them are let in, second by second. */
const busy = (crowd: Crowd, from: number, seconds: number, atOnce: number, delay: number): readonly number[] =>
  Array.from({ length: seconds }, (_, s) => {
    const entered = Array.from({ length: atOnce }, () => crowd.enter(from + s * 1000)).filter(Boolean).length
    for (let i = 0; i < entered; i++) crowd.decides(delay)
    for (let i = 0; i < entered; i++) crowd.leave(true)
    return entered
  })
test('a thousand commands at once are let in while they are decided in time, and far fewer where they are not', () => {
  const crowd = new Crowd(2000)
  assert.deepEqual(busy(crowd, 1000, 5, 1000, 100), [1000, 1000, 1000, 1000, 1000])
  const fewer = busy(crowd, 6000, 20, 1000, 900)
  assert.ok(fewer.at(-1)! <= 8 && fewer.every((n, i) => i === 0 || n <= fewer[i - 1]!), String(fewer))
  const again = busy(crowd, 26_000, 25, 1000, 100)
  assert.equal(again.at(-1), 1000)
})
test('commands that are all refused, or wait for a solid line only, keep nobody out', () => {
  const crowd = new Crowd(2000)
  for (let second = 1; second < 20; second++) {
    assert.ok(crowd.enter(second * 1000))
    crowd.leave(false)
  }
  assert.ok(crowd.enter(20_000))
  crowd.decides(10)
  for (let second = 21; second < 40; second++) {
    assert.ok(crowd.enter(second * 1000))
    crowd.decides(10)
  }
  assert.equal(Array.from({ length: 900 }, () => crowd.enter(40_500)).filter(Boolean).length, 900)
})
test('commands that nobody decides for a second are enough', () => {
  const crowd = new Crowd(2000)
  for (let i = 0; i < 100; i++) crowd.enter(1000)
  crowd.enter(2100)
  crowd.enter(3200)
  assert.equal(crowd.enter(4300), false)
})
