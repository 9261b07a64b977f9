// CHK-25: the message part in another language hears the same topic, and says the same words to the same people.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { Host, settingsFrom } from '@jumun/host'
import { product } from '@jumun/systems'
import { checker, type Engine, needs, startKafka, teller } from '../tools/engines/index.ts'
import { until } from './hosted.ts'

const client = join(import.meta.dirname, '../clients/python')

if (needs(['python-client'], 'the rules of the messages in Python'))
  test('CHK-25: the rules of the messages in Python', () => {
    const { status, stderr } = spawnSync(teller.python, ['-m', 'unittest', 'discover', '-s', 'tests'], { cwd: client, encoding: 'utf8' })
    assert.equal(status, 0, stderr)
    assert.match(stderr, /Ran [1-9]\d* tests/)
  })

if (needs(['python-checks'], 'the types of the messages in Python'))
  test('the messages in Python are typed by what AsyncAPI says of the events, and a name that no event has is seen', t => {
    const cache = mkdtempSync(join(tmpdir(), 'jumun-types-'))
    t.after(() => rmSync(cache, { recursive: true, force: true }))
    const typesOf = (told: string) => {
      writeFileSync(join(cache, 'told.py'), told)
      const shadowed = ['--shadow-file', 'jumun_messages/told.py', join(cache, 'told.py')]
      const { stdout } = spawnSync(
        checker.python,
        ['-m', 'mypy', '--strict', '--cache-dir', cache, ...shadowed, 'jumun_messages', 'tests'],
        {
          cwd: client,
          encoding: 'utf8',
        },
      )
      return stdout
    }
    const told = readFileSync(join(client, 'jumun_messages/told.py'), 'utf8')
    assert.match(typesOf(told), /^Success: no issues found in [1-9]\d* source files/)
    assert.match(typesOf(told.replace('e.data["discountPrice"]', 'e.data["discount"]')), /TypedDict "CouponCreated" has no key "discount"/)
    assert.match(typesOf(told.replace('e.type == "Paid"', 'e.type == "Payed"')), /comparison-overlap/)
  })

if (needs(['kafka', 'python-client'], 'the messages in Python'))
  for (const system of ['cafeteria', 'delivery'] as const)
    describe(`the messages of ${system} in Python`, () => {
      const data = mkdtempSync(join(tmpdir(), 'jumun-python-'))
      const lines = join(data, 'said.log')
      let kafka: Engine
      let host: Host
      let running: ChildProcess | undefined
      before(async () => {
        kafka = await startKafka()
        const settings = [system, '--port', '0', '--data', data, '--bus', kafka.url, '--log', 'silent']
        host = new Host(settingsFrom(settings, {}, product), product)
        await host.start()
      })
      after(async () => {
        running?.kill('SIGKILL')
        await host?.stop()
        await kafka?.stop()
        rmSync(data, { recursive: true, force: true })
      })
      const start = (): ChildProcess => {
        const words = ['--system', system, '--brokers', new URL(kafka.url).host, '--store', join(data, 'said.db'), '--to', lines]
        return spawn(teller.python, ['-m', 'jumun_messages', ...words], { cwd: client, stdio: ['ignore', 'ignore', 'inherit'] })
      }
      const post = async (path: string, body: object = {}) => {
        const headers = { 'content-type': 'application/json' }
        const answer = await fetch(host.address + path, { method: 'POST', headers, body: JSON.stringify(body) })
        return { status: answer.status, body: (await answer.json()) as any }
      }
      const said = (): { id: string; to: string; text: string }[] =>
        existsSync(lines)
          ? readFileSync(lines, 'utf8')
              .split('\n')
              .slice(0, -1)
              .map(line => JSON.parse(line))
          : []
      /** What the context in TypeScript says, from its own view: to whom, and in which order. */
      const ours = async (): Promise<{ to: string; text: string }[]> => {
        const { _embedded } = (await fetch(`${host.address}/messages?size=1000`).then(a => a.json())) as { _embedded: { messages: any[] } }
        return _embedded.messages.map(m => ({ to: m.phoneNumber ?? m.customerId ?? m.storeId, text: m.text }))
      }
      const sorted = (all: readonly { to: string; text: string }[]) =>
        all.map(m => `${m.to} ${m.text}`).toSorted((a, b) => (a < b ? -1 : 1))

      const coffee = async (n: number) => {
        const phoneNumber = `010${String(10_000_000 + n)}`
        const order = await post('/orders', { phoneNumber, productName: 'coffee', qty: 1, amt: 500, ...(n % 2 ? { language: 'ko' } : {}) })
        assert.equal(order.status, 201)
        if (n % 3 === 0) return void (await post(`/orders/${order.body.id}/cancel`))
        const drink = await until('its drink', async () => {
          const found = (await fetch(`${host.address}/drinks/search/findByOrderId?orderId=${order.body.id}`).then(a => a.json())) as any
          return found._embedded.drinks[0]
        })
        for (const step of ['receive', 'make', 'handOver']) assert.equal((await post(`/drinks/${drink.id}/${step}`)).status, 200)
      }
      const meal = async (n: number) => {
        const order = await post('/orders', { item: '통닭', storeId: 1, customerId: `kim${n}` })
        assert.equal(order.status, 201)
        if (n % 3 === 0) await post(`/orders/${order.body.id}/cancel`)
      }

      test(`${system === 'cafeteria' ? 'CAF-D8' : 'DLV-D17'}: killed in the middle it says what the context itself says, each once`, async () => {
        const one = system === 'cafeteria' ? coffee : meal
        running = start()
        for (let n = 0; n < 6; n++) await one(n)
        await until('something was said', async () => said().length > 0)
        running.kill('SIGKILL')
        for (let n = 6; n < 12; n++) await one(n)
        running = start()
        const least = system === 'cafeteria' ? 44 : 36
        const each = () => [...new Map(said().map(m => [m.id, m])).values()]
        await until(
          'both have said the same',
          async () => {
            const other = await ours()
            return other.length >= least && isDeepStrictEqual(sorted(each()), sorted(other))
          },
          60_000,
        ).catch(async () => assert.deepEqual(sorted(each()), sorted(await ours()), `at least ${least}`))
        // a kill between sending and noting may say one line again, under the same name
        assert.ok(said().length - each().length <= 1, 'said twice')
        running.kill('SIGTERM')
        const code = await new Promise(done => running!.once('close', done))
        assert.equal(code, 0, 'it ends at a signal')
      })
    })
