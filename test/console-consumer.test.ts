// DLV-O5: what the contexts say on the topic is read by Kafka's own console consumer, as the original showed it.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Host, settingsFrom } from '@jumun/host'
import { delivery } from '@jumun/systems/delivery'
import { product } from '@jumun/systems'
import { javaOf, needs, startKafka } from '../tools/engines/index.ts'

/** The lines that the console consumer prints of a topic from its beginning, until one of them is what is looked for. */
const printed = (broker: string, topic: string, isLast: (line: string) => boolean): Promise<readonly string[]> =>
  new Promise((done, fail) => {
    const [java, ...more] = javaOf('kafka', '256m')
    const options = ['--bootstrap-server', broker, '--topic', topic, '--from-beginning']
    const shows = ['print.key', 'print.headers'].flatMap(name => ['--formatter-property', `${name}=true`])
    const consumer = spawn(java!, [...more, 'org.apache.kafka.tools.consumer.ConsoleConsumer', ...options, ...shows], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let text = ''
    let trouble = ''
    consumer.stderr.on('data', data => (trouble += data))
    consumer.stdout.setEncoding('utf8').on('data', data => {
      text += data
      if (text.split('\n').slice(0, -1).some(isLast)) consumer.kill()
    })
    consumer.on('error', fail)
    consumer.on('close', () => (text ? done(text.split('\n').slice(0, -1)) : fail(new Error(`it printed nothing: ${trouble}`))))
  })

if (needs(['kafka'], 'the console consumer of the topic of delivery'))
  test('DLV-O5: the console consumer prints an order of the topic: its key, its headers, and what was told of it', {
    timeout: 120_000,
  }, async () => {
    const kafka = await startKafka()
    const data = mkdtempSync(join(tmpdir(), 'jumun-console-'))
    const host = new Host(
      settingsFrom(['delivery', '--port', '0', '--data', data, '--bus', kafka.url, '--log', 'silent'], {}, product),
      product,
    )
    after(async () => {
      await host.stop()
      await kafka.stop()
      rmSync(data, { recursive: true, force: true })
    })
    await host.start()
    const answer = await fetch(`${host.address}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ item: '통닭', storeId: 1, customerId: 'kim' }),
    })
    assert.equal(answer.status, 201)
    const { id } = (await answer.json()) as { id: number }
    const lines = await printed(new URL(kafka.url).host, 'delivery', line => line.includes('ce_type:OrderArrived'))
    // headers, key and value, with a tab between them
    const told = lines.map(line => line.split('\t')).map(([headers, key, value]) => ({ headers: headers ?? '', key, value }))
    const of = (type: string) => told.filter(({ headers }) => headers.split(',').includes(`ce_type:${type}`))
    const [placed, ...again] = of('OrderPlaced')
    assert.deepEqual(again, [])
    assert.equal(placed?.key, `orderId/${id}`)
    assert.ok(placed?.headers.includes('ce_source:/delivery/ordering'), placed?.headers)
    const { productId, customerId, storeId, qty, price } = JSON.parse(placed!.value!)
    assert.deepEqual(
      { productId, customerId, storeId, qty, price },
      { productId: '통닭', customerId: 'kim', storeId: '1', qty: 1, price: 18_000 },
    )
    for (const type of ['Paid', 'OrderArrived']) assert.equal(of(type).length, 1, type)
    // what is not public stays at home
    const known = new Set(delivery.contexts.flatMap(c => Object.values(c.events).flatMap(e => (e.public ? [e.type] : []))))
    for (const { headers } of told) assert.ok(known.has(/ce_type:(\w+)/.exec(headers)?.[1] ?? ''), headers)
  })
