// A context that joins after a year (COM-91), as a process on real engines: the topic keeps a week, the logs keep everything.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Admin, Consumer, ListOffsetTimestamps } from '@platformatic/kafka'
import { systemOf } from '@jumun/core/model'
import { openStore } from '@jumun/host'
import { cafeteria } from '@jumun/systems/cafeteria'
import { loyalty } from '../systems/cafeteria/loyalty/index.ts'
import { arrange, neededFor } from '../tools/arrangement.ts'
import { clientOf } from '../tools/demo-client.ts'
import { launch } from '../tools/demo-process.ts'
import { freePort } from '../tools/engines/process.ts'
import { needs } from '../tools/engines/index.ts'
import { townOf } from '../tools/town.ts'
import { until } from './hosted.ts'

const patience = 100_000

if (needs(neededFor('postgres', 'cafeteria'), 'a context that joins when the topic was trimmed'))
  test('loyalty joins when the topic has forgotten, hears everything from the logs, and goes on with the topic', {
    timeout: 500_000,
  }, async t => {
    const data = mkdtempSync(join(tmpdir(), 'jumun-late-'))
    const stops: (() => Promise<unknown>)[] = [async () => rmSync(data, { recursive: true, force: true })]
    t.after(async () => {
      for (const stop of stops.reverse()) await stop()
    })
    const here = await arrange('postgres', 'cafeteria')
    stops.push(() => here.stop())
    const town = await townOf({ system: cafeteria, data, settings: here.settings })
    stops.push(() => Promise.all(town.inhabitants.map(i => i.process.kill())))
    const ask = clientOf(() => town.gateway)
    const bootstrapBrokers = [new URL(here.kafka!.url).host]

    /** So many cakes, ordered and made: a point for every thousand won, three for each cake. */
    const made = async (phoneNumber: string, qty: number): Promise<number> => {
      const key = randomUUID()
      const id = await until(
        'an order',
        async () => {
          const order = await ask('POST', '/orders', { phoneNumber, productName: 'cake', qty }, { 'idempotency-key': key })
          return order?.status === 201 && (order.body.id as number)
        },
        patience,
      )
      const drink = await until(
        'its drink',
        () => ask('GET', `/drinks/search/findByOrderId?orderId=${id}`).then(a => a?.body._embedded?.drinks[0]),
        patience,
      )
      for (const command of ['receive', 'make']) assert.equal((await ask('POST', `/drinks/${drink.id}/${command}`))?.status, 200)
      return id
    }
    const [kim, lee] = ['01011112222', '01033334444']
    const before = [await made(kim, 1), await made(kim, 2), await made(lee, 1), await made(kim, 1)]

    // the week is over: what was on the topic is gone
    const reader = new Consumer({ clientId: 'onlooker', groupId: 'onlooker', bootstrapBrokers })
    reader.topics.track('cafeteria')
    const offsets = async (timestamp: bigint) => (await reader.listOffsets({ topics: ['cafeteria'], timestamp })).get('cafeteria')!
    const sum = (some: readonly bigint[]) => some.reduce((a, b) => a + b, 0n)
    stops.push(() => reader.close())
    await until(
      'all is on the topic',
      async () => {
        const { contexts } = (await ask('GET', '/operations/contexts'))!.body
        return contexts.length === 4 && contexts.every((c: any) => c.lag?.toSend === 0)
      },
      patience,
    )
    const admin = new Admin({ clientId: 'admin', bootstrapBrokers })
    await admin.deleteRecords({
      topics: [
        { name: 'cafeteria', partitions: (await offsets(ListOffsetTimestamps.LATEST)).map((offset, partition) => ({ partition, offset })) },
      ],
    })
    await admin.close()
    const [first, end] = [await offsets(ListOffsetTimestamps.EARLIEST), await offsets(ListOffsetTimestamps.LATEST)]
    assert.deepEqual(first, end)
    assert.ok(sum(end) > 10n, 'something was on it')

    const port = await freePort()
    const peers = cafeteria.contexts.flatMap(({ name }) => town.addressesOf(name).map(address => `${name}=${address}`)).join()
    const late = launch('cafeteria/loyalty', {
      program: join(import.meta.dirname, 'with-loyalty.ts'),
      data: join(data, 'processes', 'loyalty'),
      settings: ['--port', String(port), '--peers', peers, ...here.settings],
    })
    stops.push(() => late.kill())
    await late.ready
    const hers = clientOf(() => `http://127.0.0.1:${port}`)
    const points = async (phoneNumber: string) =>
      (await hers('GET', `/points/search/findByPhoneNumber?phoneNumber=${phoneNumber}`))?.body._embedded?.points[0]?.points
    await until('what was drunk before it came', async () => (await points(kim)) === 12 && (await points(lee)) === 3, patience)

    // and from here on the topic: its place there follows
    const after = [await made(lee, 2), await made(kim, 1)]
    await until('what is drunk now', async () => (await points(kim)) === 15 && (await points(lee)) === 9, patience)
    assert.ok(sum(await offsets(ListOffsetTimestamps.LATEST)) > sum(end), 'it was on the topic')
    await until(
      'its place in the topic',
      async () => {
        const [{ lag }] = (await hers('POST', '/inside/contexts', { args: [] }))!.body.result
        return lag.toHear === 0 && lag.toSend === 0
      },
      patience,
    )

    const known = systemOf('cafeteria', { ...cafeteria, contexts: [...cafeteria.contexts, loyalty] })
    const store = await openStore({ data, stores: here.stores }, known, loyalty)
    stops.push(() => store.close())
    const log = await store.read(0, 10_000)
    const counted = log.filter(e => e.type === 'PointsEarned').map(e => e.key)
    assert.deepEqual([...counted].sort(byNumber), [...before, ...after].sort(byNumber), 'each order counts once')
    for (const type of ['PriceNoted', 'MakingNoted']) {
      const noted = log.filter(e => e.type === type).map(e => e.key)
      assert.equal(noted.length, new Set(noted).size, `${type} is noted once for an order`)
    }
  })
const byNumber = (a: unknown, b: unknown): number => Number(a) - Number(b)
