// Two replicas of a context behind gRPC: a client goes on being served while one after the other is replaced.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { cafeteria } from '@jumun/systems/cafeteria'
import { type Engine, freePort, needs, startPostgres } from '../tools/engines/index.ts'
import { type Town, townOf } from '../tools/town.ts'
import { type Stranger, stranger } from './by-grpc.ts'
import { until } from './hosted.ts'

if (needs(['postgres'], 'two replicas of a context behind gRPC'))
  suite('two replicas of order behind gRPC', { timeout: 500_000 }, () => {
    const data = mkdtempSync(join(tmpdir(), 'jumun-grpc-replicas-'))
    const replicas = ['order', 'order-2'] as const
    const doors = new Map<string, number>()
    let here: Engine
    let town: Town
    before(async () => {
      here = await startPostgres()
      for (const name of [...replicas, 'gateway']) doors.set(name, await freePort())
      town = await townOf({
        system: cafeteria,
        data,
        settings: ['--store', here.url, '--request-time', '10000'], // what is slow here is the machine
        replicas: { order: 2 },
        own: Object.fromEntries([...doors].map(([name, port]) => [name, ['--grpc', String(port)]])),
      })
    })
    after(async () => {
      await Promise.all((town?.inhabitants ?? []).map(i => i.process.kill()))
      await here?.stop()
      rmSync(data, { recursive: true, force: true })
    })
    const phoneOf = (who: number, n: number) => `010${who}${String(n).padStart(7, '0')}`

    /** Orders and looks, one after the other; who heard no clear answer asks again under the same key, as clients do. */
    const customer = (who: number, client: Stranger) => {
      const seen = { orders: 0, paid: new Set<number>(), wrong: [] as string[], isOver: false }
      const order = async (n: number): Promise<void> => {
        const wish = { phoneNumber: phoneOf(who, n), productName: 'coffee', qty: 1 }
        for (let tries = 1; tries <= 20; tries++) {
          const { code, value, words, details } = await client.ask(
            'order',
            'PlaceOrder',
            wish,
            { 'idempotency-key': `${who}-${n}` },
            20_000,
          )
          // paid later: the machine, not the release
          if (code === 'OK' || String(details['ErrorInfo']?.reason).startsWith('payment-')) {
            seen.orders++
            if (code !== 'OK') return
            seen.paid.add(n)
            const looked = await client.ask('order', 'GetOrder', { id: value.order.id }, {}, 20_000)
            if (looked.code !== 'OK') seen.wrong.push(`GetOrder: ${looked.code} ${looked.words}`)
            return
          }
          if (!['UNAVAILABLE', 'UNKNOWN', 'DEADLINE_EXCEEDED', 'ABORTED'].includes(code)) return void seen.wrong.push(`${code} ${words}`)
        }
        seen.wrong.push(`order ${n} was never answered`)
      }
      const over = (async () => {
        for (let n = 0; !seen.isOver; n++) await order(n)
      })()
      return { seen, over }
    }

    test('clients of the gateway and of both replicas are served while each replica is replaced, and no order is doubled', async t => {
      const both = `ipv4:${replicas.map(name => `127.0.0.1:${doors.get(name)}`).join()}`
      const clients = [`127.0.0.1:${doors.get('gateway')}`, both].map(address => stranger(address, 'cafeteria'))
      t.after(() => clients.forEach(client => client.close()))
      const customers = clients.map((client, who) => customer(who + 1, client))
      const more = async (): Promise<void> => {
        const before = customers.map(({ seen }) => seen.orders)
        await until('everybody has ordered again', async () =>
          customers.every(({ seen }, i) => seen.orders >= before[i]! + 2 || seen.wrong.length > 0),
        )
      }
      await more()
      for (const name of replicas) {
        const replica = town.inhabitants.find(i => i.name === name)!
        await replica.process.stop()
        await more()
        await replica.start()
        await more()
      }
      for (const { seen } of customers) seen.isOver = true
      await Promise.all(customers.map(({ over }) => over))
      for (const [i, { seen }] of customers.entries()) {
        assert.deepEqual(seen.wrong, [])
        assert.ok(seen.paid.size > 0, 'nobody was served')
        for (let n = 0; n < seen.orders; n++) {
          const phoneNumber = phoneOf(i + 1, n)
          const found = await clients[0]!.ask('order', 'FindByPhoneNumberOfOrders', { phoneNumber }, {}, 20_000)
          const count: number = found.value?.orders?.length ?? 0
          assert.ok(seen.paid.has(n) ? count === 1 : count <= 1, `${count} orders of ${phoneNumber}: ${found.code} ${found.words}`)
        }
      }
    })
  })
