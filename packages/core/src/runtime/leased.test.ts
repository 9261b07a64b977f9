import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bus, inTurns, leased, systemClock } from './index.ts'
import type { Clock, Consumer, Store } from './ports.ts'

/** A lease that can be taken away, and time that goes by when it is told to. */
const stage = () => {
  let now = 0
  let owner: string | undefined
  const alarms = new Set<{ at: number; ring: () => void }>()
  const clock: Clock = {
    ...systemClock,
    now: () => now,
    alarm: (ms, ring) => {
      const alarm = { at: now + ms, ring }
      alarms.add(alarm)
      return () => void alarms.delete(alarm)
    },
  }
  const store: Pick<Store, 'lease'> = {
    lease: async (_, holder, ms) => {
      if (owner !== undefined && owner !== holder) return false
      owner = ms > 0 ? holder : undefined
      return true
    },
  }
  const settled = () => new Promise<void>(done => setImmediate(done))
  return {
    store,
    clock,
    take: (name: string | undefined) => void (owner = name),
    owner: () => owner,
    settled,
    pass: async (ms: number) => {
      now += ms
      for (const alarm of alarms)
        if (alarm.at <= now) {
          alarms.delete(alarm)
          alarm.ring()
        }
      await settled()
    },
  }
}
const loud = (what: string, error: unknown) => assert.fail(`${what}: ${String(error)}`)

test('one begins, the other waits until the first has stopped', async () => {
  const { store, clock, pass, settled, owner } = stage()
  const done: string[] = []
  const work = (holder: string) =>
    inTurns('relay', { store, holder, clock, report: loud }, async () => {
      done.push(`${holder} begins`)
      return async () => void done.push(`${holder} ends`)
    })
  const a = work('a')
  const b = work('b')
  await settled()
  await pass(5000)
  assert.deepEqual(done, ['a begins'])
  await a.stop()
  await pass(5000)
  assert.deepEqual(done, ['a begins', 'a ends', 'b begins'])
  await b.stop()
  assert.deepEqual(done, ['a begins', 'a ends', 'b begins', 'b ends'])
  assert.equal(owner(), undefined)
})

test('who has lost the lease ends its work, and begins again when it has it back', async () => {
  const { store, clock, take, pass, settled } = stage()
  const done: string[] = []
  const turn = inTurns('relay', { store, holder: 'a', clock, report: loud }, async () => {
    done.push('begins')
    return async () => void done.push('ends')
  })
  await settled()
  take('b')
  await pass(1000)
  assert.deepEqual(done, ['begins', 'ends'])
  take(undefined)
  await pass(1000)
  assert.deepEqual(done, ['begins', 'ends', 'begins'])
  await turn.stop()
})

test('while the store is away the work goes on as long as the lease lasts, and no longer', async () => {
  const { store, clock, pass, settled } = stage()
  const done: string[] = []
  const told: string[] = []
  let away = false
  const shaky: typeof store = { lease: (...a) => (away ? Promise.reject(new Error('away')) : store.lease(...a)) }
  const turn = inTurns('relay', { store: shaky, holder: 'a', clock, report: what => told.push(what) }, async () => {
    done.push('begins')
    return async () => void done.push('ends')
  })
  await settled()
  away = true
  await pass(1000)
  await pass(1000)
  assert.deepEqual(done, ['begins'])
  await pass(1500)
  assert.deepEqual(done, ['begins', 'ends'])
  assert.equal(told.length, 3)
  away = false
  await pass(1000)
  assert.deepEqual(done, ['begins', 'ends', 'begins'])
  await turn.stop()
})

test('a leased bus reads again what was put aside before it brings anything', async () => {
  const { store, clock, settled } = stage()
  const done: string[] = []
  const bus: Bus = {
    consume: async () => {
      done.push('consumes')
      return { stop: async () => void done.push('stops') }
    },
  }
  const consumer = { assigned: async () => void done.push('assigned') } as unknown as Consumer
  const { stop } = await leased(bus, 'bus', { store, holder: 'a', clock, report: loud }).consume(consumer)
  await settled()
  await stop()
  assert.deepEqual(done, ['assigned', 'consumes', 'stops'])
})
