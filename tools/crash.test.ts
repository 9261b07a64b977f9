import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { systems } from '@jumun/systems'
import { crash } from './crash.ts'

describe('kill -9 under load loses nothing, doubles nothing and contradicts nothing', () => {
  for (const system of Object.keys(systems))
    test(`${system}`, { timeout: 500_000 }, async () => {
      const { done, found, wrong } = await crash({ system, times: 3, seconds: 0.5, promises: 10, customers: 8, badCards: false })
      assert.deepEqual(wrong, [])
      assert.deepEqual(
        Object.entries(found).filter(([, n]) => n),
        [],
      )
      assert.ok(Number(done['answered with yes']) > 20, `too little was ordered to say anything: ${JSON.stringify(done)}`)
      assert.ok(Number(done['connections lost']) > 0, `nothing was interrupted: ${JSON.stringify(done)}`)
    })
})
