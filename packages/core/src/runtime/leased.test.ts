import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryStore } from '@jumun/testing'
import { leased, systemClock } from './index.ts'
import type { Bus, Consumer } from './ports.ts'

test('a consumer reads again what was put aside before it is brought anything', async () => {
  const done: string[] = []
  const begun = Promise.withResolvers<void>()
  const bus: Bus = {
    consume: async () => {
      done.push('consumes')
      begun.resolve()
      return { stop: async () => void done.push('stops') }
    },
  }
  const consumer = { assigned: async () => void done.push('assigned') } as unknown as Consumer
  const replica = { store: memoryStore([]), holder: 'a', clock: systemClock, report: () => assert.fail('nothing was to be reported') }
  const { stop } = await leased(bus, 'bus', replica).consume(consumer)
  await begun.promise
  await stop()
  assert.deepEqual(done, ['assigned', 'consumes', 'stops'])
})
