// From one kind of store to another with everything that happened, and a backup of what runs.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { auditData, Host, moveSystem, settingsFrom, type StoreSettings } from '@jumun/host'
import { cafeteria } from '@jumun/systems/cafeteria'
import { around, product } from '@jumun/systems'
import { type EngineName, needs, startMariadb, startMongo, startPostgres } from '../tools/engines/index.ts'
import { auditIsClean, caughtUp, hosted } from './hosted.ts'

const folder = mkdtempSync(join(tmpdir(), 'jumun-moves-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const wish = { phoneNumber: '01012345678', productName: 'coffee', qty: 2, amt: 1000 }
const files = (name: string): StoreSettings => ({ data: join(folder, name), stores: new Map() })

/** A café in which things have happened: orders that are made, cancelled, declined, unpaid, one of them under an Idempotency-Key. */
const lived = async (name: string): Promise<void> => {
  const { host, board, get, post, stop } = await hosted(cafeteria, join(folder, name))
  for (let i = 0; i < 20; i++)
    await post('/orders', { ...wish, ...(i % 5 === 4 ? { paymentToken: 'decline' } : {}), phoneNumber: `0101234000${i % 10}` })
  await caughtUp(board)
  for (const { id, orderId } of (await get('/drinks?size=100')).body._embedded.drinks) {
    if (orderId % 3 === 0) await post(`/orders/${orderId}/cancel`)
    else if (orderId % 3 === 1) for (const c of ['receive', 'make', 'handOver']) await post(`/drinks/${id}/${c}`)
  }
  await fetch(`${host.address}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'kept' },
    body: JSON.stringify(wish),
  })
  await caughtUp(board)
  await stop()
}
const isSound = async (where: StoreSettings): Promise<void> => assert.deepEqual((await auditData(around(cafeteria), where)).broken, [])
/** What a person reads of it: every list, and the answer to a request that is repeated. */
const read = async (where: StoreSettings): Promise<unknown> => {
  const settings = settingsFrom(
    ['cafeteria', '--data', where.data, '--port', '0', '--log', 'silent', ...[...where.stores].flatMap(([, url]) => ['--store', url])],
    {},
    product,
  )
  const host = new Host(settings, product)
  await host.start()
  try {
    const plain = async (answer: Response) => (await answer.text()).replaceAll(/http:\/\/localhost:\d+/g, '')
    const lists = await Promise.all(
      ['/orders', '/payments', '/drinks', '/mypages', '/messages', '/menu'].map(async path =>
        plain(await fetch(`${host.address}${path}?size=100`)),
      ),
    )
    const repeated = await fetch(`${host.address}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'kept' },
      body: JSON.stringify(wish),
    })
    const made = await fetch(`${host.address}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wish),
    })
    assert.equal(made.status, 201)
    return [lists, repeated.status, await plain(repeated)]
  } finally {
    await host.stop()
  }
}

suite('a move', () => {
  before(() => lived('from'))
  test('from one folder to another takes everything along, and life goes on there', async () => {
    const moved = await moveSystem(cafeteria, files('from'), files('to'))
    assert.ok(
      moved.order!.event! > 40 && moved.order!.keyed === 1 && moved.customercenter!.row! > 0 && moved.drink!.seen! > 0,
      JSON.stringify(moved),
    )
    await auditIsClean(cafeteria, files('to').data)
    const there = await read(files('to'))
    assert.deepEqual(there, await read(files('from')))
    await isSound(files('to'))
  })
  test('to where something is already is refused, and changes nothing', async () => {
    await assert.rejects(moveSystem(cafeteria, files('from'), files('to')), /cafeteria\/order: This store is not empty/)
    await isSound(files('to'))
  })
  const starts = { postgres: startPostgres, mariadb: startMariadb, mongo: startMongo } as const
  for (const name of Object.keys(starts) as (keyof typeof starts & EngineName)[])
    if (needs([name], `a move to ${name} and back`))
      test(`to ${name} and back keeps everything as it is`, async () => {
        await lived(`${name}-from`)
        const engine = await starts[name]()
        try {
          const there: StoreSettings = { data: join(folder, `${name}-there`), stores: new Map([['', engine.url]]) }
          const out = await moveSystem(cafeteria, files(`${name}-from`), there)
          const back = await moveSystem(cafeteria, there, files(`${name}-back`))
          assert.deepEqual(back, out)
          await auditIsClean(cafeteria, files(`${name}-back`).data)
          await isSound(there)
          assert.deepEqual(await read(there), await read(files(`${name}-back`)))
          await isSound(there)
        } finally {
          await engine.stop()
        }
      })
})

suite('a backup', () => {
  test('made while orders come in is whole, and what is started on it goes on', async () => {
    const data = join(folder, 'busy')
    const host = new Host(
      settingsFrom(['cafeteria', '--data', data, '--backups', join(folder, 'backups'), '--port', '0', '--log', 'silent'], {}, product),
      product,
    )
    await host.start()
    const post = (path: string, body: object) =>
      fetch(host.address + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    let isOver = false
    let orders = 0
    const customer = async () => {
      while (!isOver) if ((await post('/orders', wish)).status === 201) orders++
    }
    const customers = Array.from({ length: 8 }, customer)
    while (orders < 100) await new Promise(done => setImmediate(done))
    const { folder: made, files: copied } = (await (await post('/operations/backup', { reason: 'in the middle of it' })).json()) as any
    const atMost = orders + 8
    isOver = true
    await Promise.all(customers)
    await host.stop()
    assert.equal(copied, cafeteria.contexts.length + 1)

    const { broken, cases } = await auditData(around(cafeteria), made)
    assert.deepEqual(broken, [])
    assert.ok(cases >= 100 && cases <= atMost, `${cases} of at most ${atMost} orders`)
    const restored = await hosted(cafeteria, made)
    await caughtUp(restored.board)
    assert.equal((await restored.post('/orders', wish)).status, 201)
    await caughtUp(restored.board)
    await restored.stop()
    await auditIsClean(cafeteria, made)
  })
})
