import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crashTown } from './crash-town.ts'

test('five processes with nothing between them but HTTP: services and the gateway are killed, and nothing is lost, doubled or contradictory', {
  timeout: 500_000,
}, async () => {
  const { done, found, wrong } = await crashTown({
    system: 'cafeteria',
    arrangement: 'embedded',
    kills: 3,
    cuts: 0,
    seconds: 2,
    customers: 6,
    badCards: false,
    seed: 7,
  })
  assert.deepEqual(wrong, [])
  assert.deepEqual(
    Object.entries(found).filter(([, n]) => n),
    [],
  )
  assert.deepEqual([done['kills of a service'], done['kills of a gateway']], [2, 1])
  assert.ok(Number(done['answered with yes']) > 10, `too little was ordered to say anything: ${JSON.stringify(done)}`)
})
