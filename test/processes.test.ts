// One context, one process: the same systems on their own embedded files, with nothing between them but HTTP.
import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { auditData } from '@jumun/host'
import { air } from '@jumun/systems/air'
import { cafeteria } from '@jumun/systems/cafeteria'
import { delivery } from '@jumun/systems/delivery'
import { around } from '@jumun/systems'
import type { Ask } from '@jumun/testing/cast'
import { clientOf } from '../tools/demo-client.ts'
import { type Town, townOf } from '../tools/town.ts'
import { until } from './hosted.ts'

/** An order; where payment took its time, as it does on a busy machine, it is paid in a moment. */
const ordered = async (ask: Ask, wish: object, headers: { readonly [name: string]: string } = {}): Promise<any> => {
  const made = await ask('POST', '/orders', wish, headers)
  if (made?.status === 201) return made.body
  assert.equal(made?.status, 503, JSON.stringify(made?.body))
  const pay = new URL(made!.body._links.pay.href).pathname
  return until('it is paid', () => ask('POST', pay, undefined, headers).then(a => (a?.status === 200 ? a.body : undefined)))
}

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
  const order = (more: object = {}): Promise<any> => ordered(ask, { ...wish, ...more })
  const rowOf = (phoneNumber: string, orderId: number) =>
    ask('GET', `/mypages/search/findByPhoneNumber?phoneNumber=${phoneNumber}`).then(a =>
      a?.body._embedded?.mypages.find((r: any) => r.orderId === orderId),
    )

  test('a coffee is ordered, paid, made and handed over, and My Page tells it', async () => {
    const { id } = await order()
    const drink = await until('a drink', () =>
      ask('GET', '/drinks').then(a => a?.body._embedded?.drinks.find((d: any) => d.orderId === id)),
    )
    for (const command of ['receive', 'make', 'handOver']) assert.equal((await ask('POST', `/drinks/${drink.id}/${command}`))?.status, 200)
    await until('My Page', () => rowOf(wish.phoneNumber, id).then(row => row?.drinkStatus === 'PickedUp'))
  })
  test('an order is cancelled, and the money is back', async () => {
    const { id } = await order()
    assert.equal((await ask('POST', `/orders/${id}/cancel`))?.status, 200)
    await until('the payment is canceled', () =>
      ask('GET', '/payments?size=100').then(
        a => a?.body._embedded.payments.find((p: any) => p.orderId === id)?.status === 'PaymentCanceled',
      ),
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
  test('a body that pretends to be the next request reaches no other process, and nobody is told of an order that is not theirs', async () => {
    const body = JSON.stringify({ ...wish, phoneNumber: '01077778888' })
    const inner = `POST /orders HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
    for (const method of ['GET', 'HEAD', 'DELETE', 'OPTIONS']) {
      const outer = `${method} /orders/999 HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${inner.length.toString(16)}\r\n${inner}\r\n0\r\n\r\n`
      const socket = connect(Number(new URL(town.gateway).port), '127.0.0.1').on('error', () => {})
      socket.write(outer)
      assert.match(String((await once(socket, 'data'))[0]), /^HTTP\/1\.1 400 /, method)
      socket.destroy()
      for (let i = 0; i < 5; i++) assert.equal((await ask('GET', `/orders/88${i}`))?.status, 404, method)
    }
    const { page } = (await ask('GET', '/orders/search/findByPhoneNumber?phoneNumber=01077778888'))!.body
    assert.equal(page.totalElements, 0)
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
    const { broken, cases } = await auditData(around(cafeteria), data)
    assert.deepEqual(broken, [])
    assert.ok(cases >= 6)
  })
})

suite('the other systems as processes', () => {
  test('AIR-O14, DLV-O6: other systems start as processes too, and each serves its own', async t => {
    for (const system of [air, delivery]) {
      const data = mkdtempSync(join(tmpdir(), `jumun-${system.name}-`))
      const town = await townOf({ system, data })
      t.after(async () => {
        await town.stop()
        rmSync(data, { recursive: true, force: true })
      })
      const ask = clientOf(() => town.gateway)
      for (const { routes } of system.contexts)
        for (const collection of Object.keys(routes))
          assert.equal((await ask('GET', `/${collection}`))?.status, 200, `${system.name} /${collection}`)
      const { contexts } = (await ask('GET', '/operations/contexts'))!.body
      assert.deepEqual(
        contexts.map((c: any) => [c.context, c.state]),
        system.contexts.map(c => [c.name, 'running']),
      )
      await town.stop()
    }
  })
})

suite('processes that ask who asks them', () => {
  const data = mkdtempSync(join(tmpdir(), 'jumun-guarded-'))
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const tokenOf = (claims: object): string => {
    const text = [
      { alg: 'ES256', kid: 'k' },
      { iss: 'us', aud: 'jumun', exp: Math.floor(Date.now() / 1000) + 3600, ...claims },
    ]
      .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    return `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
  }
  const bearer = (claims: object) => ({ authorization: `Bearer ${tokenOf(claims)}` })
  const customer = bearer({ sub: 'kim', roles: ['customer'], phone: '01012345678' })
  const operator = bearer({ sub: 'lee', roles: ['operator'] })
  const guarded = ['--access', 'guarded', '--issuer', 'us', '--audience', 'jumun']
  let town: Town
  let ask: Ask
  before(async () => {
    const keys = join(data, 'keys.json')
    writeFileSync(keys, JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'ES256' }] }))
    town = await townOf({ system: cafeteria, data, settings: [...guarded, '--keys', keys] })
    ask = clientOf(() => town.gateway)
  })
  after(async () => {
    await town.stop()
    rmSync(data, { recursive: true, force: true })
  })

  test('an order goes its way from process to process, on tokens that they make for each other', async () => {
    await ordered(ask, { productName: 'coffee', qty: 1, amt: 500 }, customer)
    await until('My Page', () =>
      ask('GET', '/mypages/search/findByPhoneNumber?phoneNumber=01012345678', undefined, customer).then(
        a => a?.body._embedded?.mypages[0]?.drinkStatus === 'PaymentApproved',
      ),
    )
    const { contexts } = (await ask('GET', '/operations/contexts', undefined, operator))!.body
    assert.deepEqual(new Set(contexts.map((c: any) => c.state)), new Set(['running']))
  })
  test('a log, a question and the inside of a process are for those who may, and are not behind the gateway', async () => {
    const order = clientOf(() => town.addressesOf('order')[0]!)
    assert.equal((await order('GET', '/log'))?.status, 401)
    for (const who of [customer, operator]) {
      assert.equal((await order('GET', '/log', undefined, who))?.status, 403)
      assert.equal((await order('POST', '/asks/ConfirmOrder', {}, who))?.status, 403)
    }
    assert.equal((await order('POST', '/inside/store.read', { args: [0, 10] }, customer))?.status, 403)
    // who did what and when is who asks, and now, whatever the message says
    const forged = { time: 1, actor: 'the-boss', action: 'nothing', reason: 'to see', detail: {} }
    const page = clientOf(() => town.addressesOf('customercenter')[0]!)
    const rebuild = (act: object | undefined, who: typeof operator) =>
      page('POST', '/inside/rebuild', { args: ['cafeteria', 'customercenter', 'mypage', ...(act ? [act] : [])] }, who)
    assert.equal((await rebuild(forged, operator))?.status, 200)
    for (const act of [undefined, {}, { ...forged, reason: ' ' }])
      assert.equal((await rebuild(act, operator))?.status, 400, JSON.stringify(act))
    const { audits } = (await ask('GET', '/operations/audits', undefined, operator))!.body
    assert.deepEqual(
      audits.map((a: any) => [a.actor, a.action, a.reason, Date.now() - Date.parse(a.time) < 60_000]),
      [['lee', 'rebuild', 'to see', true]],
    )
    // an operator's act through the gateway's process is theirs, too
    const path = '/operations/views/cafeteria/customercenter/mypage/rebuild'
    assert.equal((await ask('POST', path, { reason: 'by the way in' }, bearer({ sub: 'park', roles: ['operator'] })))?.status, 200)
    const all = (await ask('GET', '/operations/audits', undefined, operator))!.body.audits
    assert.ok(all.some((a: any) => a.actor === 'park' && a.reason === 'by the way in'))
    for (const args of [['nowhere', 1], ['mypage', {}], [1], 7])
      assert.equal((await page('POST', '/inside/store.row', { args }, operator))?.status, 400, JSON.stringify(args))

    for (const path of ['/log', '/log/head', '/inside/store.read', '/asks/ConfirmOrder'])
      assert.equal(
        (await ask(path.startsWith('/log') ? 'GET' : 'POST', path, undefined, bearer({ sub: 'x', roles: ['system', 'operator'] })))?.status,
        404,
        path,
      )
  })
})
