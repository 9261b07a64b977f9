// The plan for a hundred and a thousand machines says what the figures say, and its cells are dealt by what deals in the product.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { toMessage } from '@jumun/bus-kafka'
import { cafeteria } from '@jumun/systems/cafeteria'
import { pageNow, readPage } from '../tools/capacity/capacity.ts'
import { cellOf, loseZone, moved, sharesOf, spread } from '../tools/capacity/cells.ts'
import { assumed, measured, planFor } from '../tools/capacity/plan.ts'
import { caughtUp, folder, hosted, until } from './hosted.ts'

test('the tables of the plan are those of the figures', () => assert.equal(readPage(), pageNow(readPage()), 'npm run capacity'))
test('each figure of the plan stands in what was measured', () => {
  const said = readFileSync(join(import.meta.dirname, '../bench/README.md'), 'utf8').replace(/\s+/g, ' ')
  for (const part of [measured.embedded, measured.databases])
    for (const [name, figure] of Object.entries(part)) assert.ok(said.includes(figure.said), `${name}: bench/README.md no longer says so`)
})
test('an order puts as many messages and bytes on the topic as the plan has', async t => {
  const it = await hosted(cafeteria, folder(t))
  t.after(() => it.stop())
  const placed = await it.post('/orders', { phoneNumber: '01012345678', productName: 'coffee', qty: 2, amt: 1000 })
  const order = Number(placed.body.id ?? /orders\/(\d+)/.exec(placed.body._links.pay.href)?.[1])
  if (placed.status === 503) await until('it is paid', async () => (await it.post(`/orders/${order}/pay`)).status === 200)
  const told = () =>
    until('the customer was told', async () => {
      await caughtUp(it.board)
      const events = await Promise.all([...it.board.running.live.values()].map(({ store }) => store.read(0, 1000)))
      const messages = events
        .flat()
        .filter(e => e.number !== null)
        .map(e => toMessage('cafeteria', 'cafeteria', e))
      return messages.some(m => m.headers.get('ce_type') === 'MessageSent') && messages
    })
  const messages = await told()
  const sizeOf = (texts: Iterable<string>) => [...texts].reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const bytes = messages.reduce((sum, m) => sum + sizeOf([m.key, m.value, ...[...m.headers].flat()]), 0)
  assert.equal(messages.length, measured.topic.messages)
  assert.ok(Math.abs(bytes - measured.topic.bytes) < measured.topic.bytes / 10, `${bytes} bytes, the plan has ${measured.topic.bytes}`)
})
test('a customer has one cell, and a tenth more cells move no more than their share', () => {
  for (const customer of ['01012345678', '한글', '']) {
    const cell = cellOf(customer, 1000)
    assert.equal(cell, cellOf(customer, 1000))
    assert.ok(cell >= 0 && cell < 1000 && Number.isInteger(cell))
  }
  const share = moved(20_000, 100, 110) / 20_000
  assert.ok(share > 0.07 && share < 0.11, `${share} moved; a tenth of eleven is wanted`)
})
test('orders are spread so evenly that no cell and no partition needs its reserve', () => {
  const { cells, partitions } = spread(100_000, 100, 12)
  assert.ok(cells.most * assumed.used < cells.mean, JSON.stringify(cells))
  assert.ok(partitions.most * assumed.used < partitions.mean, JSON.stringify(partitions))
})
test('when a zone is lost every partition has one of those who are left, and they keep up', () => {
  for (const rate of [1000, 1_000_000]) {
    const { replicas, partitions } = planFor(rate)
    const left = Array.from({ length: (replicas / 3) * 2 }, (_, i) => `m${i}`)
    const shares = sharesOf(left, partitions)
    assert.deepEqual(
      [...shares.values()].flat().toSorted((a, b) => a - b),
      Array.from({ length: partitions }, (_, p) => p),
    )
    const sizes = [...shares.values()].map(s => s.length)
    assert.equal(Math.max(...sizes), Math.min(...sizes))
    const each = measured.databases.eventsASecondHeard.value / measured.databases.cores.value
    const lost = loseZone(replicas, partitions, assumed.cell * measured.topic.messages, each)
    assert.ok(lost.usedAfter < 1 && Number.isFinite(lost.seconds), JSON.stringify(lost))
  }
})
test('a cell without reserve does not keep up when a zone is lost, and that is said', () =>
  assert.equal(loseZone(3, 12, 5000, 1679).seconds, Number.POSITIVE_INFINITY))
