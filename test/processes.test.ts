// One context, one process: the same systems on their own embedded files, with nothing between them but HTTP.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { auditData } from '@jumun/host'
import { cafeteria } from '@jumun/systems/cafeteria'
import { type Ask, clientOf } from '../tools/demo-client.ts'
import { type Town, townOf } from '../tools/town.ts'
import { until } from './hosted.ts'

suite('the café, every context a process of its own', () => {
  const data = mkdtempSync(join(tmpdir(), 'jumun-processes-'))
  let town: Town
  let ask: Ask
  const wish = { phoneNumber: '01012345678', productName: 'coffee', qty: 2, amt: 1000 }
  const inhabitant = (name: string) => town.inhabitants.find(i => i.name === name)!
  before(async () => {
    town = await townOf({ system: cafeteria, data })
    ask = clientOf(() => town.gateway)
  })
  after(async () => {
    await town.stop()
    rmSync(data, { recursive: true, force: true })
  })
  const order = async (more: object = {}): Promise<any> => {
    const made = await ask('POST', '/orders', { ...wish, ...more })
    assert.equal(made?.status, 201, JSON.stringify(made?.body))
    return made!.body
  }
  const rowOf = (phoneNumber: string, orderId: number) =>
    ask('GET', `/mypages/search/findByPhoneNumber?phoneNumber=${phoneNumber}`).then(a => a?.body._embedded?.mypages.find((r: any) => r.orderId === orderId))

  test('a coffee is ordered, paid, made and handed over, and My Page tells it', async () => {
    const { id } = await order()
    const drink = await until('a drink', () => ask('GET', '/drinks').then(a => a?.body._embedded?.drinks.find((d: any) => d.orderId === id)))
    for (const command of ['receive', 'make', 'handOver']) assert.equal((await ask('POST', `/drinks/${drink.id}/${command}`))?.status, 200)
    await until('My Page', () => rowOf(wish.phoneNumber, id).then(row => row?.drinkStatus === 'PickedUp'))
  })
  test('an order is cancelled, and the money is back', async () => {
    const { id } = await order()
    assert.equal((await ask('POST', `/orders/${id}/cancel`))?.status, 200)
    await until('the payment is canceled', () =>
      ask('GET', '/payments?size=100').then(a => a?.body._embedded.payments.find((p: any) => p.orderId === id)?.status === 'PaymentCanceled'),
    )
  })
  test('the history of an order is told by all processes, and says who does not answer', async () => {
    const { id } = await order()
    const history = await until('the whole story', () =>
      ask('GET', `/orders/${id}/history`).then(a => (new Set(a?.body.events?.map((e: any) => e.context)).size === 4 ? a!.body : undefined)),
    )
    assert.deepEqual(history.missing, [])
    await inhabitant('drink').process.kill()
    assert.deepEqual((await ask('GET', `/orders/${id}/history`))?.body.missing, ['drink'])
    await inhabitant('drink').start()
  })
  test('while the drinks are away orders are taken, and each has its drink when they are back', async () => {
    await inhabitant('drink').process.kill()
    const made = [await order({ phoneNumber: '01011112222' }), await order({ phoneNumber: '01011112222' })]
    assert.equal((await ask('GET', '/drinks'))?.status, 503)
    await inhabitant('drink').start()
    for (const { id } of made) await until('My Page', () => rowOf('01011112222', id).then(row => row?.drinkStatus === 'PaymentApproved'))
  })
  test('while payment is away the customer is asked to pay in a moment, and then does', async () => {
    await inhabitant('payment').process.kill()
    const refused = await ask('POST', '/orders', wish)
    assert.equal(refused?.status, 503)
    assert.match(refused!.body.type, /payment-(unavailable|unknown)/)
    assert.ok(refused!.headers['retry-after'])
    await inhabitant('payment').start()
    const pay = new URL(refused!.body._links.pay.href).pathname
    await until('it is paid', () => ask('POST', pay).then(a => a?.status === 200))
  })
  test('operators see every process, and the audit reads them all', async () => {
    const { contexts } = (await ask('GET', '/operations/contexts'))!.body
    assert.deepEqual(
      contexts.map((c: any) => [c.context, c.state]),
      cafeteria.contexts.map(c => [c.name, 'running']),
    )
    const timers = (await ask('GET', '/operations/timers'))!.body
    assert.ok(timers.page.totalElements > 0)
    await until('the audit', () => ask('GET', '/operations/audit').then(a => a?.body.kept))
  })
  test('each context keeps its own file, and together they keep every promise', async () => {
    const { broken, cases } = await auditData(cafeteria, data)
    assert.deepEqual(broken, [])
    assert.ok(cases >= 6)
  })
})
