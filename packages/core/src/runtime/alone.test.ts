import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryStore } from '@jumun/testing'
import { alone, Unavailable } from './index.ts'
import { StillClock } from './time.test.ts'

/** Replicas on one store, whose leases end by the same clock; each tells what it does. */
const replicas = (leases: (name: string, holder: string, ms: number) => Promise<boolean>, clock: StillClock) => {
  const told: string[] = []
  const start = (holder: string) =>
    alone({ store: { lease: leases }, holder, clock, report: ({ what }) => void told.push(what) }, 'relay', async () => {
      told.push(`${holder} begins`)
      return { stop: async () => void told.push(`${holder} ends`) }
    })
  return { told, start }
}
const leasesBy = (clock: StillClock) => {
  let held: { holder: string; until: number } | undefined
  return async (_: string, holder: string, ms: number) => {
    if (held && held.holder !== holder && held.until > clock.now()) return false
    held = ms ? { holder, until: clock.now() + ms } : undefined
    return true
  }
}

test('of two who share a store one works, and the other when it has ended', async () => {
  const clock = new StillClock()
  const { told, start } = replicas(leasesBy(clock), clock)
  const first = start('first')
  await clock.pass(0)
  const second = start('second')
  await clock.pass(60_000)
  assert.deepEqual(told, ['first begins'])
  await clock.during(first.stop())
  await clock.until(() => told.length === 3)
  assert.deepEqual(told, ['first begins', 'first ends', 'second begins'])
  await clock.during(second.stop())
})
test('who dies is followed within seconds', async () => {
  const clock = new StillClock()
  const leases = leasesBy(clock)
  const { told, start } = replicas(leases, clock)
  await leases('relay', 'dead', 4000)
  const from = clock.now()
  const second = start('second')
  await clock.until(() => told.length > 0)
  assert.ok(clock.now() - from <= 5000)
  await clock.during(second.stop())
})
test('who cannot reach the store stops before another may begin, and begins again', async () => {
  const clock = new StillClock()
  const leases = leasesBy(clock)
  let away = false
  const { told, start } = replicas(async (...of) => (away ? Promise.reject(new Unavailable('away')) : leases(...of)), clock)
  const only = start('only')
  await clock.pass(0)
  away = true
  await clock.until(() => told.includes('only ends'))
  assert.equal(await leases('relay', 'other', 1), false)
  away = false
  await clock.until(() => told.filter(t => t === 'only begins').length === 2)
  await clock.during(only.stop())
})
test('who cannot keep its place when it ends, because the store is away, is begun again all the same', async () => {
  const clock = new StillClock()
  const leases = leasesBy(clock)
  let away = false
  const told: string[] = []
  const lease = async (...of: Parameters<typeof leases>) => (away ? Promise.reject(new Unavailable('away')) : leases(...of))
  const only = alone({ store: { lease }, holder: 'only', clock, report: ({ what }) => void told.push(what) }, 'bus', async () => {
    told.push('begins')
    return { stop: async () => (away ? Promise.reject(new Unavailable('away')) : undefined) }
  })
  await clock.pass(0)
  away = true
  await clock.until(() => told.includes('what is done under a lease could not be ended well'))
  away = false
  await clock.until(() => told.filter(t => t === 'begins').length === 2)
  away = true
  await clock.during(only.stop())
})
test('a store gives its lease to one', async () => {
  const store = memoryStore([])
  const clock = new StillClock()
  const { told, start } = replicas((...of) => store.lease(...of), clock)
  const [a, b] = [start('a'), start('b')]
  await clock.pass(2000)
  assert.deepEqual(told, ['a begins'])
  await clock.during(Promise.all([a.stop(), b.stop()]))
})
