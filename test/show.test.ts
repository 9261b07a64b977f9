// What is promised of running it, in short: real processes behind Envoy on PostgreSQL and Kafka. In full: npm run show.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { needs } from '../tools/engines/index.ts'
import { sum } from '../tools/show/crowd.ts'
import { healing } from '../tools/show/heal.ts'
import { releases } from '../tools/show/rolling.ts'
import { readiness, Stage } from '../tools/show/stage.ts'

const crowd = { users: 4, pause: 200, goodbye: 300 }

if (needs(['postgres', 'kafka', 'envoy'], 'releases and repairs under load behind Envoy'))
  describe('under load, behind Envoy, on PostgreSQL and Kafka', { timeout: 600_000 }, () => {
    let stage: Stage
    before(async () => {
      stage = await Stage.open({
        system: 'cafeteria',
        replicas: service => (['drink', 'customercenter'].includes(service) ? 1 : 2),
        manners: { health: readiness },
        settings: ['--request-time', '10000'], // what is slow here is the machine
      })
    })
    after(() => stage?.close())

    test('COM-101: one that says that it does not live is replaced after five probes, and nobody notices; the original’s is replaced for ever', async () => {
      const { mishap, loop, wrong, tally, fate } = await healing(stage, { ...crowd, every: 500 })
      assert.deepEqual([wrong, [...tally.failed], fate.lost, fate.doubled], [[], [], 0, 0])
      assert.equal(mishap.noes, 5)
      assert.ok(tally.promised.size > 0, 'nobody was served')
      assert.ok(loop.restarts >= 3 && loop.asked > 0 && loop.answered === 0, JSON.stringify(loop))
    })
    test('CAF-O7, CAF-O6: a release in which nobody notices anything; without readiness some do, and still no order is lost or doubled', async () => {
      const settings = { ...crowd, rounds: 1, besiegers: 0 }
      const [ready] = await releases(stage, { ...settings, only: ['order', 'gateway'], acts: ['with readiness'] })
      const [blind] = await releases(stage, { ...settings, only: ['order'], acts: ['without readiness'] })
      assert.deepEqual([ready!.wrong, [...ready!.tally.failed], ready!.replaced], [[], [], 4])
      assert.ok(ready!.tally.promised.size > 0, 'nobody was served')
      assert.ok(sum(blind!.tally.failed) > 0, 'without readiness nobody noticed anything either: it shows nothing')
      assert.deepEqual([blind!.wrong, blind!.fate.lost, blind!.fate.doubled], [[], 0, 0])
    })
  })
