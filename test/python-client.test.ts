// CHK-25: the message part in another language hears the same topic, and says the same words to the same people.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { Admin, Producer, stringSerializers } from '@platformatic/kafka'
import { Host, settingsFrom } from '@jumun/host'
import { product } from '@jumun/systems'
import { stillNews } from '@jumun/systems/talk'
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

/** An event as it stands in the topic. */
interface Told {
  readonly system: string
  readonly source: string
  readonly type: string
  readonly order: number
  readonly time: number
  readonly data: object
}
const messageOf = ({ system, source, type, order, time, data }: Told) => ({
  key: String(order),
  value: JSON.stringify({ id: order, orderId: order, ...data }),
  headers: {
    ce_id: `${source}:${type}/${order}`,
    ce_type: type,
    ce_source: `/${system}/${source}`,
    ce_time: new Date(time).toISOString(),
    ce_causes: '[]',
  },
})
const beginnings = {
  cafeteria: { source: 'order', type: 'Ordered', data: { phoneNumber: '01012345678', pickupNumber: 1, language: 'en' } },
  delivery: { source: 'ordering', type: 'OrderPlaced', data: { customerId: 'kim', language: 'en' } },
} as const
const steps = {
  cafeteria: { old: { source: 'drink', type: 'Receipted', data: {} }, now: { source: 'drink', type: 'PickedUp', data: {} } },
  delivery: { old: { source: 'rider', type: 'Picked', data: {} }, now: { source: 'rider', type: 'Delivered', data: {} } },
} as const

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
      const start = (to = lines, ...more: readonly string[]): ChildProcess => {
        const words = ['--system', system, '--brokers', new URL(kafka.url).host, '--store', `${to}.db`, '--to', to, ...more]
        return spawn(teller.python, ['-m', 'jumun_messages', ...words], { cwd: client, stdio: ['ignore', 'ignore', 'inherit'] })
      }
      const post = async (path: string, body: object = {}) => {
        const headers = { 'content-type': 'application/json' }
        const answer = await fetch(host.address + path, { method: 'POST', headers, body: JSON.stringify(body) })
        return { status: answer.status, body: (await answer.json()) as any }
      }
      const said = (to = lines): { id: string; to: string; text: string }[] =>
        existsSync(to)
          ? readFileSync(to, 'utf8')
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
      test('COM-81: what happened more than a day ago is told to nobody, as by the context, and who it was about is known', async () => {
        const [topic, to] = [`late-${system}`, join(data, 'late.log')]
        const broker = { clientId: 'late', bootstrapBrokers: [new URL(kafka.url).host] }
        const admin = new Admin(broker)
        await admin.createTopics({ topics: [topic], partitions: 1, replicas: 1 })
        await admin.close()
        const [now, old] = [Date.now(), Date.now() - stillNews - 1000]
        const producer = new Producer({ ...broker, serializers: stringSerializers })
        const told = [
          { order: 1, time: old, ...beginnings[system] },
          { order: 1, time: old, ...steps[system].old },
          { order: 1, time: now, ...steps[system].now },
          { order: 2, time: now, ...beginnings[system] },
        ]
        await producer.send({ messages: told.map(e => ({ ...messageOf({ system, ...e }), topic })), acks: -1 })
        await producer.close()
        running = start(to, '--topic', topic, '--group', 'late')
        await until('the last is told', async () => said(to).some(m => m.id.startsWith('2-')), 60_000)
        const texts = JSON.parse(readFileSync(join(client, 'jumun_messages/words.json'), 'utf8'))[system]
        // each is the first that its talk says: those before are not only held back
        assert.deepEqual(
          said(to).map(m => [m.id.replace(/^\d+-/, '').replace('customer-', ''), m.text]),
          [steps[system].now.type, beginnings[system].type].map(what => ['1', texts[what].en]),
        )
        running.kill('SIGTERM')
        assert.equal(await new Promise(done => running!.once('close', done)), 0)
      })
    })
