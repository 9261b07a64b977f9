// One order is followed from the browser's question to the last policy, by what a collector of OpenTelemetry hears.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { cafeteria } from '@jumun/systems/cafeteria'
import { needs, startKafka } from '../tools/engines/index.ts'
import { launch } from '../tools/demo-process.ts'
import { townOf } from '../tools/town.ts'
import { type Collector, collector } from './collector.ts'
import { folder, until } from './hosted.ts'

const phone = '01077770001'
/** Orders as the web app does, with a trace of its own; every question after it has another one. */
const orderAt = async (gateway: string): Promise<{ trace: string; asker: string }> => {
  for (;;) {
    const [trace, asker] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')]
    const answer = await fetch(`${gateway}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: `00-${trace}-${asker}-01` },
      body: JSON.stringify({ phoneNumber: phone, productName: 'coffee', qty: 1 }),
    })
    await answer.arrayBuffer()
    assert.equal(answer.headers.get('x-request-id'), trace)
    if (answer.status === 201) return { trace, asker }
    assert.equal(answer.status, 503) // on a busy machine payment takes its time: this is another order
  }
}
/** What is done of an order by each context, up to the last policy: the message to the customer. */
const ends = ['command ApprovePayment', 'command NotePayment', 'view mypage', 'policy send', 'command NoteSent', 'view message']
const followedToTheEnd = async ({ spans, said }: Collector, { trace, asker }: { trace: string; asker: string }, isProxied: boolean) => {
  const mine = () => spans.filter(s => s.traceId === trace)
  const services = ['order', 'payment', 'drink', 'customercenter', ...(isProxied ? ['gateway'] : [])]
  const isWhole = () => {
    const ids = new Set(mine().map(s => s.spanId))
    return (
      services.every(name => mine().some(s => s.service === name)) &&
      ends.every(name => mine().some(s => s.name === name)) &&
      mine().every(s => s.parentSpanId === asker || ids.has(s.parentSpanId!))
    )
  }
  await until('every context has told its part', async () => isWhole()).catch(error => {
    throw new Error(
      `${error.message}\n${mine()
        .map(s => `${s.service} ${s.name} ${s.spanId} < ${s.parentSpanId}`)
        .join('\n')}`,
    )
  })
  const roots = mine().filter(s => s.parentSpanId === asker)
  assert.deepEqual(
    roots.map(s => s.name),
    [isProxied ? 'POST order' : 'POST /orders'],
    'one tree, which the browser began',
  )
  const consumers = mine().filter(s => s.kind === 5)
  assert.ok(consumers.length >= 4)
  for (const { name, links, parentSpanId } of consumers)
    assert.deepEqual(
      links?.map(l => [l.traceId, l.spanId]),
      [[trace, parentSpanId]],
      `${name} is linked to what it has heard`,
    )
  assert.doesNotMatch(said(), /7777\D{0,3}0001/, 'nothing personal is told')
}

suite('traces', () => {
  test('one order of the café is one tree of spans over all contexts, in one process', async t => {
    const there = await collector(t)
    const product = launch('cafeteria', { data: folder(t), settings: ['--traces', there.url] })
    t.after(() => product.stop())
    const { gateway } = await product.ready
    await followedToTheEnd(there, await orderAt(gateway), false)
  })
  test('and where each context is a process, behind the gateway as another', async t => {
    const there = await collector(t)
    const town = await townOf({ system: cafeteria, data: folder(t), settings: ['--traces', there.url] })
    t.after(() => town.stop())
    await followedToTheEnd(there, await orderAt(town.gateway), true)
  })
  if (needs(['kafka'], 'traces through topics'))
    test('and where events go through Kafka', async t => {
      const there = await collector(t)
      const kafka = await startKafka()
      t.after(() => kafka.stop())
      const town = await townOf({ system: cafeteria, data: folder(t), settings: ['--traces', there.url, '--bus', kafka.url] })
      t.after(() => town.stop())
      await followedToTheEnd(there, await orderAt(town.gateway), true)
      assert.match(there.said(), /"messaging.system","value":\{"stringValue":"kafka"/)
    })
  test('where nobody listens nothing of OpenTelemetry is loaded', async t => {
    const tells = `import { registerHooks } from 'node:module'
      registerHooks({ resolve(name, context, next) { if (/^@opentelemetry.(sdk|exporter)/.test(name)) console.error('loaded ' + name); return next(name, context) } })`
    const loads = async (settings: readonly string[]): Promise<boolean> => {
      const data = folder(t)
      const product = launch('cafeteria', { data, settings, node: ['--import', `data:text/javascript,${encodeURIComponent(tells)}`] })
      await orderAt((await product.ready).gateway)
      await product.stop()
      return readFileSync(join(data, 'error.log'), 'utf8').includes('loaded @opentelemetry/')
    }
    const there = await collector(t)
    assert.deepEqual([await loads([]), await loads(['--traces', there.url])], [false, true])
  })
  test('a collector that is away is said, and holds nobody up', async t => {
    const product = launch('cafeteria', { data: folder(t), settings: ['--traces', 'http://127.0.0.1:9'] })
    const { gateway } = await product.ready
    await orderAt(gateway)
    await product.stop()
    assert.equal(await product.ended, 0)
  })
})
