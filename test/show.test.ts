// What is promised of running it, in short: real processes behind Envoy on PostgreSQL and Kafka. In full: npm run show.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { needs } from '../tools/engines/index.ts'
import { brokerAway } from '../tools/show/broker.ts'
import { sum } from '../tools/show/crowd.ts'
import { healing } from '../tools/show/heal.ts'
import { retrying, type Round } from '../tools/show/retry.ts'
import { releases } from '../tools/show/rolling.ts'
import { scaling } from '../tools/show/scale.ts'
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
    test('COM-103: replicas come and go as their CPU says; nobody notices, no order is lost or doubled, and nobody else is started again', async () => {
      const figures = { least: 2, most: 4, cpu: 15 }
      let most = 0
      // busy until there were four, then idle
      const usage = () => {
        most = Math.max(most, stage.pods('payment').length)
        return most < 4 ? 22 : 1
      }
      const scaled = await scaling(stage, { ...crowd, figures, usage, goal: 4, every: 2000, settle: 3000 })
      assert.deepEqual([scaled.wrong, [...scaled.tally.failed], scaled.fate.lost, scaled.fate.doubled], [[], [], 0, 0])
      assert.ok(scaled.tally.promised.size > 0, 'nobody was served')
      assert.deepEqual([scaled.steps.at(0)!.from, Math.max(...scaled.steps.map(s => s.to)), scaled.steps.at(-1)!.to], [2, 4, 2])
    })
    test('the broker is killed and comes back: orders are taken as ever, none is lost or doubled, and everything is heard in the end', async () => {
      const { scenes, wrong, fate } = await brokerAway(stage, { ...crowd, away: 3000 })
      assert.deepEqual([wrong, fate.lost, fate.doubled], [[], 0, 0])
      for (const { name, tally } of scenes) assert.ok(tally.promised.size > 0, `nobody was served while ${name}`)
    })
    test('CAF-O4, CAR-O4a: more are served where the mesh asks again, and where its breaker leaves out who is ill', async () => {
      const { rounds, wrong } = await retrying(stage, { ...crowd, long: 6000 })
      assert.deepEqual(wrong, [])
      const [none, safe, all, ours, mesh] = rounds as [Round, Round, Round, Round, Round]
      assert.ok(sum(none.tally.failed) > 0 && none.retries === 0, 'a dead address did no harm')
      assert.ok(safe.retries > 0 && ![...safe.tally.failed.keys()].some(what => what.startsWith('GET')), 'a question failed')
      assert.deepEqual([...all.tally.failed], [], 'something that did not arrive was not asked again')
      assert.ok(ours.ejections === 0 && mesh.ejections > 0, 'the mesh left nobody out')
      assert.deepEqual(
        rounds.flatMap(({ fate }) => [fate.lost, fate.doubled]),
        Array(10).fill(0),
      )
    })
    test('CAF-O7, CAF-O6: a release in which nobody notices anything; without readiness some do, and still no order is lost or doubled', async () => {
      const settings = { ...crowd, warm: 1000, besiegers: 0 }
      const [ready] = await releases(stage, { ...settings, only: ['order', 'gateway'], acts: ['with readiness'] })
      const [blind] = await releases(stage, { ...settings, only: ['order'], acts: ['without readiness'] })
      assert.deepEqual([ready!.wrong, [...ready!.tally.failed], ready!.replaced], [[], [], 4])
      assert.ok(ready!.tally.promised.size > 0, 'nobody was served')
      assert.ok(sum(blind!.tally.failed) > 0, 'without readiness nobody noticed anything either: it shows nothing')
      assert.deepEqual([blind!.wrong, blind!.fate.lost, blind!.fate.doubled], [[], 0, 0])
    })
  })
