// What becomes of a town whose database, broker or line is away for a while, or one of whose processes is.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { auditData } from '@jumun/host'
import { cafeteria } from '@jumun/systems/cafeteria'
import { around } from '@jumun/systems'
import type { Ask } from '@jumun/testing/cast'
import { clientOf } from '../tools/demo-client.ts'
import { type Engine, type Kafka, needs, startKafka, startPostgres } from '../tools/engines/index.ts'
import { freePort } from '../tools/engines/process.ts'
import { type Inhabitant, type Town, townOf } from '../tools/town.ts'
import { until } from './hosted.ts'

if (needs(['postgres', 'kafka'], 'a town in trouble'))
  suite('a town in trouble', { timeout: 500_000 }, () => {
    const data = mkdtempSync(join(tmpdir(), 'jumun-away-'))
    const patience = 100_000
    let postgres: Engine
    let kafka: Kafka
    let town: Town
    let ask: Ask
    let customers = 0
    const stores = new Map<string, string>()
    const wish = () => ({ phoneNumber: `010${String(5_000_0000 + customers++)}`, productName: 'coffee', qty: 1 })
    const inhabitant = (name: string): Inhabitant => town.inhabitants.find(i => i.name === name)!
    /** An order that is taken, however often it has to be asked for. */
    const taken = async (what = wish(), key = `key ${customers}`): Promise<{ id: number; phoneNumber: string }> => {
      const id = await until(
        'an order',
        async () => {
          const answer = await ask('POST', '/orders', what, { 'idempotency-key': key })
          return answer?.status === 201 && (answer.body.id as number)
        },
        patience,
      )
      return { id, phoneNumber: what.phoneNumber }
    }
    const drinksOf = async (id: number, there = ask): Promise<readonly any[]> =>
      (await there('GET', `/drinks/search/findByOrderId?orderId=${id}`))?.body._embedded?.drinks ?? []
    const rowsOf = async (phoneNumber: string): Promise<readonly any[]> =>
      (await ask('GET', `/mypages/search/findByPhoneNumber?phoneNumber=${phoneNumber}`))?.body._embedded?.mypages ?? []

    before(async () => {
      const [pg, broker] = [await freePort(), await freePort()]
      stores.set('', `postgres://jumun@127.0.0.1:${pg}/postgres`)
      // the line is there with the broker; until then its port is nobody's, and this process begins at the broker itself
      const starting = townOf({
        system: cafeteria,
        data,
        replicas: { drink: 2 },
        settings: ['--store', stores.get('')!, '--bus', `kafka://127.0.0.1:${broker}`],
      })
      await until(
        'everybody waits for the database',
        async () =>
          cafeteria.contexts.every(({ name }) => {
            const said = join(data, 'processes', name, 'out.log')
            return existsSync(said) && readFileSync(said, 'utf8').includes('the database does not answer')
          }),
        patience,
      )
      postgres = await startPostgres({ port: pg })
      town = await starting
      ask = clientOf(() => town.gateway)
      kafka = await startKafka({ port: broker })
    })
    after(async () => {
      await Promise.all((town?.inhabitants ?? []).map(i => i.process.kill()))
      await Promise.all([postgres?.stop(), kafka?.stop()])
      rmSync(data, { recursive: true, force: true })
    })

    test('services that were there before their engines find them', async () => {
      const { id, phoneNumber } = await taken()
      await until(
        'its drink and its row',
        async () => (await drinksOf(id)).length === 1 && (await rowsOf(phoneNumber)).length === 1,
        patience,
      )
    })
    test('while the database is away commands hear 503 and when to come again, nobody runs hot, and it goes on by itself', async t => {
      const [what, key] = [wish(), 'while the database is away']
      await postgres.kill()
      const from = { at: performance.now(), used: cpu(town) }
      while (performance.now() < from.at + 5000) {
        const answer = await ask('POST', '/orders', what, { 'idempotency-key': key })
        assert.equal(answer?.status, 503, JSON.stringify(answer?.body))
        assert.match(String(answer?.headers['retry-after']), /^\d+$/)
        await new Promise(done => setTimeout(done, 200))
      }
      const seconds = (performance.now() - from.at) / 1000
      for (const [name, used] of cpu(town)) {
        const share = (used - from.used.get(name)!) / seconds
        t.diagnostic(`${name}: ${(100 * share).toFixed(1)} % of a core`)
        assert.ok(share < 0.5, `${name} took ${share.toFixed(2)} of a core with nothing to do`)
      }
      await postgres.restart()
      const { id, phoneNumber } = await taken(what, key)
      await until(
        'its drink and its row',
        async () => (await drinksOf(id)).length === 1 && (await rowsOf(phoneNumber)).length === 1,
        patience,
      )
    })
    test('while Kafka is away orders are taken and operators see all that runs; when it is back everything is told, once', async () => {
      await kafka.kill()
      const orders = [await taken(), await taken(), await taken()]
      const { contexts } = (await ask('GET', '/operations/contexts'))!.body
      assert.deepEqual(
        contexts.map((c: any) => [c.context, c.state, c.lag]),
        cafeteria.contexts.map(c => [c.name, 'running', null]),
      )
      for (const { id } of orders) assert.deepEqual(await drinksOf(id), [])
      await kafka.restart()
      for (const { id, phoneNumber } of orders)
        await until(
          'its drink and its row',
          async () => (await drinksOf(id)).length === 1 && (await rowsOf(phoneNumber)).length === 1,
          patience,
        )
      await until(
        'nothing waits to be sent',
        async () => (await ask('GET', '/operations/contexts'))!.body.contexts.every((c: any) => c.lag?.toSend === 0),
        patience,
      )
    })
    test('a service that is cut off from Kafka hears everything when the line is mended', async () => {
      const cut = inhabitant('customercenter')
      await cut.process.stop()
      await cut.start(['--bus', kafka.overLine])
      const first = await taken()
      await until('its row', async () => (await rowsOf(first.phoneNumber)).length === 1, patience)
      kafka.line.cut()
      const orders = [await taken(), await taken(), await taken()]
      for (const { id } of orders) await until('its drink', async () => (await drinksOf(id)).length === 1, patience)
      for (const { phoneNumber } of orders) assert.deepEqual(await rowsOf(phoneNumber), [])
      kafka.line.mend()
      for (const { phoneNumber } of orders) await until('its row', async () => (await rowsOf(phoneNumber)).length === 1, patience)
    })
    test('what a replica that stands still has not done is seen, is done without it, and not again when it moves', async () => {
      const still = inhabitant('drink').process
      const other = clientOf(() => `http://127.0.0.1:${inhabitant('drink-2').port}`)
      process.kill(still.pid, 'SIGSTOP')
      try {
        const orders = await Promise.all(Array.from({ length: 12 }, () => taken()))
        await until(
          'what waits is seen',
          async () => ((await other('POST', '/inside/contexts', { args: [] }))!.body.result[0].lag?.toHear ?? 0) > 0,
          patience,
        )
        for (const { id } of orders) await until('its drink', async () => (await drinksOf(id, other)).length === 1, patience)
      } finally {
        process.kill(still.pid, 'SIGCONT')
      }
      await until(
        'nothing waits',
        async () => (await other('POST', '/inside/contexts', { args: [] }))!.body.result[0].lag?.toHear === 0,
        patience,
      )
    })
    test('after all this no promise is broken', async () => {
      await until('the audit', async () => {
        const { broken, waiting } = await auditData(around(cafeteria), { data, stores })
        assert.deepEqual(broken, [])
        return !Object.keys(waiting).some(what => /not heard|put aside|not here/.test(what))
      })
      // each was killed or stopped by this test alone: one that ended would not answer
      for (const { name, port } of town.inhabitants)
        assert.equal((await clientOf(() => `http://127.0.0.1:${port}`)('GET', '/actuator/health'))?.status, 200, name)
    })
  })

/** How many seconds of the processor each has had; nothing where the system does not say. */
const cpu = (town: Town): ReadonlyMap<string, number> =>
  new Map(
    town.inhabitants.flatMap(({ name, process }) => {
      const file = `/proc/${process.pid}/stat`
      if (!existsSync(file)) return []
      const [user, system] = readFileSync(file, 'utf8').split(') ')[1]!.split(' ').slice(11, 13)
      return [[name, (Number(user) + Number(system)) / 100]]
    }),
  )
