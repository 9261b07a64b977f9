// The published exchanges of the bakery, its refusals and its races, through real sockets: a host with its four contexts and the gateway.
import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { auditData, type Board, Host, settingsFrom } from '@jumun/host'
import { around, product, systems } from '@jumun/systems'
import { bread } from '@jumun/systems/bread'

Object.assign(systems, { bread }) // the list of systems may not have it yet

const data = mkdtempSync(join(tmpdir(), 'jumun-bread-'))
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const keys = join(data, 'keys.json')
writeFileSync(keys, JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'ES256' }] }))
const part = (x: object) => Buffer.from(JSON.stringify(x)).toString('base64url')
/** A token of somebody in a role. */
const as = (sub: string, role: string, more: object = {}): { authorization: string } => {
  const text = `${part({ alg: 'ES256', kid: 'k' })}.${part({ sub, roles: [role], exp: Math.floor(Date.now() / 1000) + 3600, ...more })}`
  return {
    authorization: `Bearer ${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`,
  }
}
const kim = as('kim', 'customer', { customerId: 'kim' })
const lee = as('lee', 'customer', { customerId: 'lee' })
const baker = as('baker', 'baker')
const operator = as('operator', 'operator')

let host: Host
let board: Board
before(async () => {
  host = new Host(settingsFrom(['bread', '--data', data, '--port', '0', '--log', 'silent', '--keys', keys], {}, product), product)
  await host.start()
  board = host.boards.get('bread')!
})
after(async () => {
  await host.stop()
  rmSync(data, { recursive: true, force: true })
})

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: any
}
const at = async (base: string, method: string, path: string, body?: unknown, headers: object = {}): Promise<Answer> => {
  const said = await fetch(base + path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await said.text()
  return { status: said.status, headers: said.headers, body: text ? JSON.parse(text) : undefined }
}
const call = (method: string, path: string, body?: unknown, headers: object = {}) => at(host.address, method, path, body, headers)
const get = (path: string, headers: object = {}) => call('GET', path, undefined, headers)
const post = (path: string, body: unknown = {}, headers: object = {}) => call('POST', path, body, headers)
const own = (context: string) => host.addressOf(board.places.get(context)!)!
const refused = (answer: Answer, status: number, slug: string) =>
  assert.deepEqual([answer.status, answer.body?.type], [status, `/problems/${slug}`], JSON.stringify(answer.body))
const until = async <T>(read: () => Promise<T | undefined | false>, ms = 60_000): Promise<T> => {
  for (const end = Date.now() + ms; ; ) {
    const found = await read()
    if (found) return found
    assert.ok(Date.now() < end, `not so within ${ms} ms: ${String(read)}`)
    await new Promise(go => setTimeout(go, 20))
  }
}
const of = async (things: string, orderId: number) =>
  (await get(`/${things}/search/findByOrderId?orderId=${orderId}`)).body._embedded[things][0]
const page = (orderId: number, status: string) =>
  until(async () => {
    const row = await of('mypages', orderId)
    return row?.status === status && row
  })
const becomes = (orderId: number, status: string) =>
  until(async () => {
    const { body } = await get(`/orders/${orderId}`)
    return body.status === status && body
  })
const ordered = async (more: object = {}, headers: object = {}): Promise<number> => {
  const made = await post('/orders', { item: 'cake', qty: 1, ...more }, headers)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  return made.body.id
}
const entry = (orderId: number): Promise<any> => until(() => of('bakeries', orderId))
const bakes = async (orderId: number, ...steps: string[]) => {
  const { id } = await entry(orderId)
  for (const step of steps) {
    const done = await post(`/bakeries/${id}/${step}`, {}, baker)
    assert.equal(done.status, 200, JSON.stringify(done.body))
  }
}
const autoConfirm = async (on: boolean) =>
  assert.deepEqual((await call('PUT', '/bakeries/settings', { autoConfirm: on }, baker)).body.autoConfirm, on)
const only = (body: any, fields: readonly string[]) => Object.fromEntries(fields.map(field => [field, body[field]]))

describe('the published exchanges', () => {
  test('BRD-X1: My Page of the first order', async () => {
    assert.equal((await at(own('order'), 'POST', '/orders', { item: 'cake', qty: '1' })).body.id, 1)
    await page(1, 'Confirmed')
    const { status, headers, body } = await at(own('customer'), 'GET', '/mypages')
    assert.deepEqual([status, headers.get('content-type')], [200, 'application/hal+json;charset=UTF-8'])
    const here = own('customer')
    const [row] = body._embedded.mypages
    assert.deepEqual(only(row, ['action', 'bakeryId', 'item', 'orderId', 'paymentId', 'price', 'qty', 'status']), {
      action: 'apply',
      bakeryId: 1,
      item: 'cake',
      orderId: 1,
      paymentId: 1,
      price: 25_000,
      qty: 1,
      status: 'Confirmed',
    })
    assert.deepEqual(row._links, { self: { href: `${here}/mypages/1` }, mypage: { href: `${here}/mypages/1` } })
    assert.deepEqual(body._links, {
      self: { href: `${here}/mypages` },
      profile: { href: `${here}/profile/mypages` },
      search: { href: `${here}/mypages/search` },
    })
    assert.deepEqual(body.page, { size: 20, totalElements: 1, totalPages: 1, number: 0 })
  })
  test('BRD-X3: through the gateway as from the context itself, links included', async () => {
    // the bakery's word arrives a moment after the order is paid
    await until(async () => (await get('/orders/1')).body.status === 'Confirmed')
    const [through, direct] = [await get('/orders/1'), await at(own('order'), 'GET', '/orders/1')]
    assert.deepEqual(through.body, direct.body)
    assert.deepEqual(only(through.body, ['item', 'qty', 'status']), { item: 'cake', qty: 1, status: 'Confirmed' })
    assert.equal(through.body._links.self.href, `${own('order')}/orders/1`)
    assert.equal(through.body._links.order.href, `${own('order')}/orders/1`)
  })
  test('BRD-X2: with pay stopped orders fail and leave no trace; started again, the same succeed', async () => {
    await host.stopContext(board, 'pay')
    for (const wish of [
      { item: 'cake', qty: '1' },
      { item: 'donut', qty: '5' },
    ]) {
      const no = await post('/orders', wish)
      refused(no, 503, 'payment-unavailable')
      assert.equal(no.headers.get('retry-after'), '5')
      assert.match(no.body._links.pay.href, /\/orders\/\d+\/pay$/)
    }
    assert.equal((await get('/orders')).body.page.totalElements, 1)
    assert.equal((await get('/mypages')).body.page.totalElements, 1)
    await host.startContext(board, 'pay')
    assert.equal((await post('/orders', { item: 'cake', qty: '1' })).status, 201)
    assert.deepEqual(only((await post('/orders', { item: 'donut', qty: '5' })).body, ['qty', 'price']), { qty: 5, price: 15_000 })
    const paid = await post('/orders/2/pay')
    assert.deepEqual([paid.status, paid.body.status], [200, 'Ordered'])
  })
  test('BRD-X4: a row has a number of its own', async () => {
    const orderId = await ordered()
    const row = await page(orderId, 'Confirmed')
    assert.notEqual(row.id, orderId)
    const { body } = await get(`/mypages/${row.id}`)
    assert.deepEqual(only(body, ['action', 'bakeryId', 'item', 'orderId', 'paymentId', 'price', 'qty', 'status']), {
      action: 'apply',
      bakeryId: (await of('bakeries', orderId)).id,
      item: 'cake',
      orderId,
      paymentId: (await of('payments', orderId)).id, // published as null, which was a fault: it is filled in here
      price: 25_000,
      qty: 1,
      status: 'Confirmed',
    })
  })
})

describe('the way of an order', () => {
  test('baked, handed over, delivered: order, page and messages say so', async () => {
    const orderId = await ordered({ customerId: 'park', address: '서울특별시 중구 세종대로 110' })
    await bakes(orderId, 'bake', 'dispatch', 'deliver')
    await becomes(orderId, 'Delivered')
    await page(orderId, 'Delivered')
    const said = await until(async () => {
      const { body } = await get(`/messages/search/findByOrderId?orderId=${orderId}`)
      return body._embedded.messages.length === 5 && body._embedded.messages
    })
    assert.deepEqual(
      said.map((m: any) => m.text),
      ['주문이 접수되었습니다', '빵집이 주문을 확인했습니다', '빵을 굽기 시작했습니다', '배달을 시작했습니다', '배달이 완료되었습니다'],
    )
  })
  test('a status is a command: PATCH at the bakery, POST with the order', async () => {
    await autoConfirm(false)
    const orderId = await ordered()
    assert.equal((await entry(orderId)).status, 'Received')
    const confirmed = await post('/bakeries', { orderId: String(orderId), status: 'Confirmed' })
    assert.deepEqual([confirmed.status, confirmed.body.status], [200, 'Confirmed'])
    refused(await post('/bakeries', { orderId: 999_999, status: 'Confirmed' }), 404, 'not-found')
    refused(await post('/bakeries', { orderId, status: 'Burnt' }), 400, 'malformed')
    const { id } = await entry(orderId)
    assert.equal((await call('PATCH', `/bakeries/${id}`, { status: 'Baking' })).body.status, 'Baking')
    refused(await call('PATCH', `/bakeries/${id}`, { qty: 3 }), 422, 'not-changeable')
    await autoConfirm(true)
    await becomes(orderId, 'Baking')
  })
  test('turned down with a reason: refunded, and told why', async () => {
    await autoConfirm(false)
    const orderId = await ordered({ language: 'en' })
    const { id } = await entry(orderId)
    refused(await post(`/bakeries/${id}/reject`), 400, 'malformed')
    assert.equal((await post(`/bakeries/${id}/reject`, { reason: 'no flour' })).body.status, 'Rejected')
    await autoConfirm(true)
    assert.equal((await becomes(orderId, 'Rejected')).reason, 'no flour')
    await until(async () => (await of('payments', orderId)).action === 'cancel')
    await until(async () => (await of('mypages', orderId)).action === 'cancel')
    await until(async () =>
      (await get(`/messages/search/findByOrderId?orderId=${orderId}`)).body._embedded.messages.some((m: any) =>
        m.text.includes('no flour'),
      ),
    )
  })
  for (const [how, cancel] of [
    ['POST', (id: number) => post(`/orders/${id}/cancel`)],
    ['PATCH', (id: number) => call('PATCH', `/orders/${id}`, { status: 'Canceled' })],
    ['DELETE', (id: number) => call('DELETE', `/orders/${id}`)],
  ] as const)
    test(`cancelled by ${how}: the money is back, and it stays readable`, async () => {
      const orderId = await ordered()
      assert.equal((await cancel(orderId)).status, how === 'DELETE' ? 204 : 200)
      await until(async () => (await get(`/orders/${orderId}`)).body.cancellation === 'done')
      const row = await until(async () => {
        const r = await of('mypages', orderId)
        return r.action === 'cancel' && r
      })
      assert.equal(row.status, 'Canceled')
      assert.deepEqual(only(await of('payments', orderId), ['action', 'status']), { action: 'cancel', status: 'canceled' })
      assert.equal((await cancel(orderId)).status, how === 'DELETE' ? 204 : 200)
    })
  test('too late: 409, and the bakery goes on', async () => {
    const orderId = await ordered()
    await bakes(orderId, 'bake')
    await becomes(orderId, 'Baking')
    const no = await post(`/orders/${orderId}/cancel`)
    refused(no, 409, 'not-allowed-now')
    assert.equal(no.body.state, 'Baking')
  })
  test('a cancel that the bakery was quicker than is taken back', async () => {
    const orderId = await ordered()
    const { id } = await entry(orderId)
    await until(async () => (await get(`/bakeries/${id}`)).body.status === 'Confirmed')
    await Promise.all([post(`/bakeries/${id}/bake`), post(`/orders/${orderId}/cancel`)])
    const end = await until(async () => {
      const { body } = await get(`/orders/${orderId}`)
      return (body.status === 'Baking' || body.cancellation === 'done') && body
    })
    await page(orderId, end.status)
    assert.equal((await of('bakeries', orderId)).status, end.status)
  })
})

describe('money', () => {
  test('POST /payments pays the order that awaits it, once', async () => {
    refused(await post('/orders', { item: 'bagel', qty: 1, paymentToken: 'unavailable', customerId: 'kim' }), 503, 'payment-unavailable')
    const { orderId } = (await get('/orders/search/unpaid?sort=createTime,desc', kim)).body._embedded.orders.map((o: any) => ({
      orderId: o.id,
    }))[0]
    const paid = await post('/payments', { orderId, price: 1, action: 'apply', paymentToken: 'approve' }, kim)
    assert.deepEqual([paid.status, paid.body.price, paid.body.action], [201, 3500, 'apply'])
    const again = await post('/payments', { orderId }, kim)
    assert.deepEqual([again.status, again.body.id], [200, paid.body.id])
    refused(await post('/payments', { orderId: 999_999 }), 422, 'no-such-order')
  })
  for (const action of ['cancel', 'cancle'])
    test(`"action": "${action}" cancels the order, and is the operator’s alone`, async () => {
      const orderId = await ordered({}, kim)
      refused(await post('/payments', { orderId, action }, kim), 403, 'role')
      const done = await post('/payments', { orderId, action }, operator)
      assert.equal(done.status, 200)
      await until(async () => (await of('payments', orderId)).action === 'cancel')
      assert.equal((await get(`/orders/${orderId}`)).body.status, 'Canceled')
    })
  test('declined: 422, nothing charged, in no list', async () => {
    const before = (await get('/orders')).body.page.totalElements
    refused(await post('/orders', { item: 'cake', qty: 1, paymentToken: 'decline' }), 422, 'payment-declined')
    assert.equal((await get('/orders')).body.page.totalElements, before)
  })
  test('no answer in time: 503, the order waits, and paying it again charges once', async () => {
    const no = await post('/orders', { item: 'cake', qty: 1, paymentToken: 'timeout-after' })
    refused(no, 503, 'payment-unknown')
    const orderId = Number(/\/orders\/(\d+)$/.exec(no.body.instance)![1])
    const paid = await post(`/orders/${orderId}/pay`, { paymentToken: 'approve' })
    assert.deepEqual([paid.status, paid.body.status], [200, 'Ordered'])
    await page(orderId, 'Confirmed')
  })
  test('staff give back a part with a reason, once for each key: the page and a message say so, and a cancel brings only the rest', async () => {
    const orderId = await ordered({}, kim)
    const { id } = await of('payments', orderId)
    const give = (wish: object, headers: object = baker) => post(`/payments/${id}/giveBack`, { reason: 'a little burnt', ...wish }, headers)
    for (const amt of [0, -1, 1.5, 'all']) assert.equal((await give({ amt })).status, 400, `${amt}`)
    assert.equal((await post(`/payments/${id}/giveBack`, { amt: 1 }, baker)).status, 400)
    refused(await give({ amt: 25_001 }), 422, 'more-than-left')
    refused(await give({}), 422, 'one-amount')
    assert.equal((await give({ amt: 1 }, kim)).status, 403)
    assert.ok('giveBack' in (await get(`/payments/${id}`, baker)).body._links)
    const key = { ...baker, 'idempotency-key': 'burnt' }
    assert.deepEqual([(await give({ amt: 5000 }, key)).status, (await give({ amt: 5000 }, key)).status], [200, 200])
    assert.equal(
      (
        await until(async () => {
          const row = await of('mypages', orderId)
          return row.returned > 0 && row
        })
      ).returned,
      5000,
    )
    await until(async () => (await of('payments', orderId)).status === 'approved')
    const text = '결제 금액 중 5000원을 돌려드렸습니다: a little burnt'
    const messages = () => get(`/messages/search/findByOrderId?orderId=${orderId}`)
    await until(async () => (await messages()).body._embedded.messages.some((m: any) => m.text === text))
    // two at once: never more than there is
    const both = await Promise.all([give({ keep: 8000 }), give({ keep: 8000 })])
    assert.ok(
      both.some(said => said.status === 200),
      JSON.stringify(both.map(said => said.body)),
    )
    await until(async () => (await of('mypages', orderId)).returned === 17_000)
    assert.equal((await call('DELETE', `/orders/${orderId}`, undefined, kim)).status, 204)
    await page(orderId, 'Canceled')
    await until(async () => (await of('mypages', orderId)).returned === 25_000)
    assert.ok(!('giveBack' in (await get(`/payments/${id}`, baker)).body._links))
  })
  test('the price is the bakery’s', async () => {
    const no = await post('/orders', { item: 'cake', qty: 2, price: 100 })
    refused(no, 409, 'price-changed')
    assert.match(no.body.detail, /50[.,]?000/)
    refused(await post('/orders', { item: 'pizza', qty: 1 }), 422, 'no-such-item')
    refused(await post('/orders', { item: 'cake', qty: 0 }), 400, 'malformed')
  })
  test('the same key is the same order', async () => {
    const key = { 'idempotency-key': 'once' }
    const [first, second] = [await post('/orders', { item: 'bread', qty: 1 }, key), await post('/orders', { item: 'bread', qty: 1 }, key)]
    assert.deepEqual([first.status, second.status, second.body.id], [201, 201, first.body.id])
    refused(await post('/orders', { item: 'bread', qty: 2 }, key), 422, 'idempotency-key-reused')
  })
})

describe('stock', () => {
  test('the baker says how much there is; what is held is gone until it is given back', async () => {
    assert.deepEqual(only((await call('PUT', '/items/bagel', { stock: 1 }, baker)).body, ['item', 'price', 'stock']), {
      item: 'bagel',
      price: 3500,
      stock: 1,
    })
    const orderId = await ordered({ item: 'bagel' }, kim)
    refused(await post('/orders', { item: 'bagel', qty: 1 }, lee), 409, 'sold-out')
    assert.equal((await post(`/orders/${orderId}/cancel`, {}, kim)).status, 200)
    await until(async () => (await get('/items/bagel')).body.stock === 1)
    assert.equal((await call('PATCH', '/items/bagel', { stock: null }, baker)).body.stock, null)
    refused(await call('PUT', '/items/bagel', { stock: 3 }, kim), 403, 'role')
  })
  test('of twenty who race for three, three get one', async () => {
    await call('PUT', '/items/donut', { stock: 3 })
    const said = await Promise.all(
      Array.from({ length: 20 }, (_, i) => post('/orders', { item: 'donut', qty: 1, customerId: `racer ${i}` })),
    )
    assert.equal(said.filter(a => a.status === 201).length, 3)
    for (const a of said) if (a.status !== 201) refused(a, 409, 'sold-out')
    assert.equal((await get('/items/donut')).body.stock, 0)
    await call('PUT', '/items/donut', { stock: null })
  })
  test('a customer’s own unpaid order never stands in their way', async () => {
    await call('PUT', '/items/bread', { stock: 1 })
    refused(await post('/orders', { item: 'bread', qty: 1, paymentToken: 'unavailable' }, lee), 503, 'payment-unavailable')
    assert.equal((await post('/orders', { item: 'bread', qty: 1 }, lee)).status, 201)
    await call('PUT', '/items/bread', { stock: null })
  })
  test('two cancels at once are one, and give back once', async () => {
    await call('PUT', '/items/bread', { stock: 5 })
    const orderId = await ordered({ item: 'bread', qty: 2 })
    const both = await Promise.all([post(`/orders/${orderId}/cancel`), post(`/orders/${orderId}/cancel`)])
    assert.deepEqual(
      both.map(a => a.status),
      [200, 200],
    )
    await until(async () => (await get('/items/bread')).body.stock === 5)
    await call('PUT', '/items/bread', { stock: null })
  })
})

describe('who may what', () => {
  test('a customer sees their own orders, pages and messages', async () => {
    const orderId = await ordered({}, kim)
    const { id } = await page(orderId, 'Confirmed')
    assert.equal((await get(`/orders/${orderId}`, kim)).body.customerId, 'kim')
    for (const path of [`/orders/${orderId}`, `/mypages/${id}`]) refused(await get(path, lee), 404, 'not-found')
    assert.ok((await get('/mypages', lee)).body._embedded.mypages.every((row: any) => row.customerId === 'lee'))
    refused(await post('/orders', { item: 'cake', qty: 1, customerId: 'kim' }, lee), 403, 'not-yours')
    refused(await get('/bakeries', kim), 403, 'role')
    const links = (await get(`/orders/${orderId}`, kim)).body._links
    assert.ok('cancel' in links && !('pay' in links))
  })
  test('only the baker says what is baked, and how', async () => {
    const { id } = await entry(await ordered({}, kim))
    for (const who of [kim, operator])
      refused(await post(`/bakeries/${id}/bake`, {}, who), who === kim ? 404 : 403, who === kim ? 'not-found' : 'role')
    refused(await call('PUT', '/bakeries/settings', { autoConfirm: false }, operator), 403, 'role')
    assert.deepEqual(only((await get('/bakeries/settings', baker)).body, ['autoConfirm']), { autoConfirm: true })
  })
})

test('the bakery away: orders are taken; back again, it catches up', async () => {
  await host.stopContext(board, 'bakery')
  const orderId = await ordered()
  assert.equal((await page(orderId, 'Ordered')).bakeryId, null)
  refused(await get('/bakeries'), 503, 'unavailable')
  await host.startContext(board, 'bakery')
  await page(orderId, 'Confirmed')
})
test('what happened to an order is read in one place', async () => {
  const { status, body } = await get('/orders/1/history')
  assert.equal(status, 200)
  assert.ok(JSON.stringify(body).includes('PayApproved'))
})
test('stopped, the audit of its stores and of the provider’s books finds nothing', async () => {
  await host.stop()
  const { broken, cases } = await auditData(around(bread), data)
  assert.deepEqual(broken, [])
  assert.ok(cases > 40)
  await host.start()
})

describe('BRD-O1: every payment takes 400 to 620 ms', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jumun-bread-slow-'))
  let slow: Host
  before(async () => {
    slow = new Host(
      settingsFrom(['bread', '--data', folder, '--port', '0', '--log', 'silent', '--payment-delay', '400-620'], {}, product),
      product,
    )
    await slow.start()
  })
  after(async () => {
    await slow.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  test('every answer is 201, or 503 with Retry-After; what failed leaves no trace', async () => {
    const said = await Promise.all(Array.from({ length: 60 }, () => at(slow.address, 'POST', '/orders', { item: 'cake', qty: 1 })))
    const taken = said.filter(a => a.status === 201)
    for (const a of said)
      if (a.status !== 201) assert.deepEqual([a.status, a.headers.has('retry-after')], [503, true], JSON.stringify(a.body))
    assert.ok(taken.length > 0 && taken.length < 60, `${taken.length} of 60 were taken`)
    assert.equal((await at(slow.address, 'GET', '/orders')).body.page.totalElements, taken.length)
    await until(async () => (await at(slow.address, 'GET', '/mypages')).body.page.totalElements === taken.length)
  })
})
