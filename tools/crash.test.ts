import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crash } from './crash.ts'

test('kill -9 under load loses nothing, doubles nothing and contradicts nothing', { timeout: 110_000 }, async () => {
  const { done, found, wrong } = await crash({ times: 3, seconds: 1.5, customers: 8, badCards: false })
  assert.deepEqual(wrong, [])
  assert.equal(found['lost'], 0)
  assert.equal(found['doubled'], 0)
  assert.equal(found['contradictory'], 0)
  assert.ok(Number(done['answered with 201']) > 50, `too little was ordered to say anything: ${JSON.stringify(done)}`)
  assert.ok(Number(found['ordered']) > 0 && Number(done['connections lost']) > 0, `nothing was interrupted: ${JSON.stringify(done)}`)
})
