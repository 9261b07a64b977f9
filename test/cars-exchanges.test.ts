// The exchanges of the car dealer, its refusals and its races, through real sockets: a host with its five contexts and the gateway.
import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { auditData, type Board, Host, readLedger, settingsFrom } from '@jumun/host'
import { around, product, systems } from '@jumun/systems'
import { cars } from '@jumun/systems/cars'

Object.assign(systems, { cars }) // the list of systems may not have it yet

const data = mkdtempSync(join(tmpdir(), 'jumun-cars-'))
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
const [kim, lee] = [as('kim', 'buyer', { cuId: '5' }), as('lee', 'buyer', { cuId: '6' })]
const seller = as('park', 'seller', { sellerId: '7', cuId: '7' })
const [operator, purchasing, transporter, stockManager] = ['operator', 'purchasing', 'transporter', 'stockManager'].map(role =>
  as(role, role),
)

let host: Host
let board: Board
before(async () => {
  host = new Host(settingsFrom(['cars', '--data', data, '--port', '0', '--log', 'silent', '--keys', keys], {}, product), product)
  await host.start()
  board = host.boards.get('cars')!
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
const call = async (method: string, path: string, body?: unknown, headers: object = {}): Promise<Answer> => {
  const said = await fetch(host.address + path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await said.text()
  return { status: said.status, headers: said.headers, body: text ? JSON.parse(text) : undefined }
}
const get = (path: string, headers: object = {}) => call('GET', path, undefined, headers)
const post = (path: string, body: unknown = {}, headers: object = {}) => call('POST', path, body, headers)
const refused = (answer: Answer, status: number, slug: string) =>
  assert.deepEqual([answer.status, answer.body?.type], [status, `/problems/${slug}`], JSON.stringify(answer.body))
const until = async <T>(read: () => Promise<T | undefined | false>, ms = 60_000): Promise<T> => {
  for (const end = Date.now() + ms; ; ) {
    const found = await read()
    if (found) return found
    assert.ok(Date.now() < end, `not so within ${ms} ms: ${read}`)
    await new Promise(go => setTimeout(go, 20))
  }
}
const only = (body: any, fields: readonly string[]) => Object.fromEntries(fields.map(field => [field, body[field]]))
const first = async (path: string, things: string) => (await get(path)).body._embedded[things][0]
const dash = (puId: number) => first(`/dashes?puId=${puId}`, 'dashes')
const dashUntil = (puId: number, holds: (row: any) => boolean) =>
  until(async () => {
    const row = await dash(puId)
    return row && holds(row) && row
  })
const consignOf = (puId: number) => until(() => first(`/consigns/search/findByPuId?puId=${puId}`, 'consigns'))
const saleIs = (saleId: number, status: string) =>
  until(async () => {
    const { body } = await get(`/sales/${saleId}`)
    return body.status === status && body
  })
const collectionOf = (saleId: number) => until(() => first(`/consigns/search/findBySaleId?saleId=${saleId}`, 'consigns'))
/** A new car, offered. */
const newCar = async (): Promise<number> => {
  const made = await post('/stocks', { carType: '모닝', salePrice: 5_000_000 }, stockManager)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  await until(async () => (await get(`/stocks/${made.body.carId}`)).body.available)
  return made.body.carId
}
const buys = async (more: object = {}, headers: object = {}): Promise<{ puId: number; carId: number }> => {
  const carId = await newCar()
  const made = await post('/purchases', { cuId: 11, carId, ...more }, headers)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  return { puId: made.body.puId, carId }
}
const moves = async (id: number, ...steps: string[]) => {
  for (const step of steps) {
    const done = await post(`/consigns/${id}/${step}`, {}, transporter)
    assert.equal(done.status, 200, JSON.stringify(done.body))
  }
}
const auto = { model: '모닝', year: 2020, mileage: 30_000, condition: 'B' }

describe('the exchanges', () => {
  test('CAR-X1: bought, paid, consigned, out of stock', async () => {
    const { status, body, headers } = await post('/purchases', { cuId: 11, carId: 1 })
    assert.deepEqual(
      [status, only(body, ['id', 'puId', 'cuId', 'carId', 'salePrice', 'puStatus'])],
      [201, { id: 1, puId: 1, cuId: 11, carId: 1, salePrice: 12_000_000, puStatus: 'Y' }],
    )
    assert.match(headers.get('location')!, /\/purchases\/1$/)
    const row = await dashUntil(1, r => r.stockTotal === 0 && r.conStatus && r.payStatus)
    assert.deepEqual(
      only(row, ['puStatus', 'payStatus', 'conStatus', 'stockTotal', 'stockType', 'puCancelDate', 'payCancelDate', 'conCancelDate']),
      {
        puStatus: 'Y',
        payStatus: 'Y',
        conStatus: 'YES',
        stockTotal: 0,
        stockType: 'OUT',
        puCancelDate: null,
        payCancelDate: null,
        conCancelDate: null,
      },
    )
    for (const [search, id] of [
      ['PayId', row.payId],
      ['ConId', row.conId],
      ['StockId', row.stockId],
      ['PuId', 1],
      ['CuId', 11],
    ] as const)
      assert.equal(
        (await first(`/dashes/search/findBy${search}?${search[0]!.toLowerCase()}${search.slice(1)}=${id}`, 'dashes')).puId,
        1,
        search,
      )
  })
  test('CAR-X2: cancelled: the transport, the money, the books, and all dates', async () => {
    const { status, body } = await call('PATCH', '/purchases/1', { puStatus: 'N' })
    assert.deepEqual([status, body.puStatus], [200, 'N'])
    const row = await dashUntil(1, r => r.stockTotal === 1 && r.conStatus === 'NO' && r.payStatus === 'M')
    for (const date of ['puCancelDate', 'payCancelDate', 'conCancelDate', 'puDate', 'payDate', 'conDate']) assert.ok(row[date], date)
    await until(async () => (await get('/purchases/1')).body.cancellation === 'done')
    await until(async () => (await get('/stocks/1')).body.available)
    const order = (await get('/purchases/1/history', operator)).body
    assert.ok(JSON.stringify(order).includes('ConsignHeld'))
    const texts = await until(async () => {
      const said = (await get('/messages/search/findByPuId?puId=1')).body._embedded.messages.map((m: any) => m.text)
      return said.includes('탁송이 취소되었습니다') && said
    })
    for (const text of ['결제가 완료되었습니다', '결제가 취소되었습니다']) assert.ok(texts.includes(text), text)
  })
  test('CAR-D2…D6: every field of a deal is there under its published name, with what it should say', async () => {
    const dates = (body: any, ...names: string[]) => {
      for (const name of names) assert.match(body[name], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, name)
    }
    const purchase = (await get('/purchases/1')).body
    assert.deepEqual(only(purchase, ['puId', 'cuId', 'carId', 'puStatus', 'salePrice']), {
      puId: 1,
      cuId: 11,
      carId: 1,
      puStatus: 'N',
      salePrice: 12_000_000,
    })
    dates(purchase, 'puDate', 'puCancelDate')
    const billing = await first('/billings/search/findByPuId?puId=1', 'billings')
    assert.deepEqual(only(billing, ['payId', 'puId', 'salePrice', 'payStatus', 'kind']), {
      payId: billing.id,
      puId: 1,
      salePrice: 12_000_000,
      payStatus: 'M',
      kind: 'charge',
    })
    dates(billing, 'payDate', 'payCancelDate')
    const consign = await first('/consigns/search/findByPuId?puId=1', 'consigns')
    assert.deepEqual(only(consign, ['conId', 'puId', 'carId', 'conStatus', 'payStatus', 'kind', 'stage']), {
      conId: consign.id,
      puId: 1,
      carId: 1,
      conStatus: 'NO',
      payStatus: 'M',
      kind: 'delivery',
      stage: 'requested',
    })
    dates(consign, 'conDate', 'conCancelDate')
    const stock = (await get('/stocks/1')).body
    assert.deepEqual(only(stock, ['stockId', 'carId', 'carType', 'stockTotal', 'stockType', 'puId']), {
      stockId: 1,
      carId: 1,
      carType: '소나타',
      stockTotal: 1,
      stockType: 'IN',
      puId: 1,
    })
    dates(stock, 'stockDate')
    const dash = await first('/dashes?puId=1', 'dashes')
    assert.deepEqual(
      only(dash, [
        'dashId',
        'puId',
        'cuId',
        'puStatus',
        'payId',
        'payStatus',
        'conId',
        'conStatus',
        'stockId',
        'stockType',
        'stockTotal',
        'carId',
        'salePrice',
      ]),
      {
        dashId: dash.id,
        puId: 1,
        cuId: 11,
        puStatus: 'N',
        payId: billing.id,
        payStatus: 'M',
        conId: consign.id,
        conStatus: 'NO',
        stockId: 1,
        stockType: 'IN',
        stockTotal: 1,
        carId: 1,
        salePrice: 12_000_000,
      },
    )
    dates(dash, 'puDate', 'puCancelDate', 'payDate', 'payCancelDate', 'conDate', 'conCancelDate', 'stockDate')
  })
  test('CAR-X3: billing down: 503 and no trace; up: 201', async () => {
    await host.stopContext(board, 'billing')
    const no = await post('/purchases', { cuId: 11, carId: 2 })
    refused(no, 503, 'payment-unavailable')
    assert.match(no.body._links.pay.href, /\/purchases\/\d+\/pay$/)
    assert.equal((await get('/purchases')).body.page.totalElements, 1)
    assert.equal((await get('/dashes')).body.page.totalElements, 1)
    await host.startContext(board, 'billing')
    assert.equal((await post('/purchases', { cuId: 11, carId: 2 })).status, 201)
  })
  test('CAR-X4: consign down: bought all the same; up: YES', async () => {
    await host.stopContext(board, 'consign')
    const { puId } = await buys()
    await dashUntil(puId, r => r.payStatus === 'Y' && r.conStatus === null)
    await host.startContext(board, 'consign')
    await dashUntil(puId, r => r.conStatus === 'YES')
  })
})

describe('the way of a purchase', () => {
  test('delivered; then it is too late', async () => {
    const { puId, carId } = await buys()
    const { id } = await consignOf(puId)
    refused(await post(`/consigns/${id}/depart`, {}, transporter), 409, 'not-allowed-now')
    refused(await post(`/consigns/${id}/load`, {}, kim), 404, 'not-found')
    await moves(id, 'load', 'depart', 'handOver')
    await until(async () => (await get(`/purchases/${puId}`)).body.handedOver)
    await dashUntil(puId, r => r.stage === 'handedOver')
    refused(await post(`/purchases/${puId}/cancel`), 409, 'handed-over')
    refused(await call('PATCH', `/consigns/${id}`, { conStatus: 'NO' }, operator), 409, 'handed-over')
    assert.equal((await get(`/stocks/${carId}`)).body.stockTotal, 0)
  })
  for (const [how, cancel] of [
    ['POST', (id: number) => post(`/purchases/${id}/cancel`)],
    ['DELETE', (id: number) => call('DELETE', `/purchases/${id}`)],
  ] as const)
    test(`cancelled by ${how}, twice at once`, async () => {
      const { puId } = await buys()
      for (const said of await Promise.all([cancel(puId), cancel(puId)])) assert.equal(said.status, how === 'DELETE' ? 204 : 200)
      await dashUntil(puId, r => r.payStatus === 'M' && r.conCancelDate)
    })
  test('the operator stops a transport: the purchase is cancelled in its name', async () => {
    const { puId } = await buys()
    const { id } = await consignOf(puId)
    await moves(id, 'load')
    refused(await call('PATCH', `/consigns/${id}`, { conStatus: 'NO' }, transporter), 403, 'role')
    assert.equal((await call('PATCH', `/consigns/${id}`, { conStatus: 'NO' }, operator)).status, 200)
    await dashUntil(puId, r => r.puStatus === 'N' && r.conStatus === 'NO' && r.payStatus === 'M' && r.stockTotal === 1)
  })
  test('declined, price changed, no such car, not mine', async () => {
    const carId = await newCar()
    refused(await post('/purchases', { cuId: 11, carId, paymentToken: 'decline' }), 422, 'payment-declined')
    refused(await post('/purchases', { cuId: 11, carId, salePrice: 1 }), 409, 'price-changed')
    refused(await post('/purchases', { cuId: 11, carId: 99_999 }), 422, 'no-such-car')
    refused(await post('/purchases', { carId: 'x' }), 400, 'malformed')
    const made = await post('/purchases', { carId }, kim)
    assert.deepEqual([made.status, made.body.cuId], [201, 5])
    refused(await get(`/purchases/${made.body.puId}`, lee), 404, 'not-found')
    refused(await post('/purchases', { carId }, lee), 409, 'sold-out')
  })
  test('no answer in time: 503, and paying it again charges once', async () => {
    const carId = await newCar()
    const no = await post('/purchases', { cuId: 11, carId, paymentToken: 'timeout-after' })
    refused(no, 503, 'payment-unknown')
    const puId = Number(/\/purchases\/(\d+)$/.exec(no.body.instance)![1])
    const paid = await post(`/purchases/${puId}/pay`, { paymentToken: 'approve' })
    assert.deepEqual([paid.status, paid.body.puStatus], [200, 'Y'])
    assert.deepEqual(
      only(await first(`/billings/search/findByPuId?puId=${puId}`, 'billings'), ['puId', 'payStatus', 'kind', 'salePrice']),
      {
        puId,
        payStatus: 'Y',
        kind: 'charge',
        salePrice: 5_000_000,
      },
    )
  })
})

describe('a car is one of its kind', () => {
  test('of fifty buyers of one car exactly one wins, and nothing is charged twice', async () => {
    const carId = await newCar()
    const said = await Promise.all(Array.from({ length: 50 }, (_, i) => post('/purchases', { cuId: 100 + i, carId })))
    const won = said.filter(a => a.status === 201)
    assert.equal(won.length, 1)
    for (const a of said) if (a.status !== 201) refused(a, 409, 'sold-out')
    assert.equal((await get(`/stocks/${carId}`)).body.available, false)
    const charges = [...readLedger(join(data, 'cars', 'sandbox-psp.db'))].filter(
      e =>
        e.kind === 'charge' &&
        e.reference >= 1 &&
        said.some(a => Number(/\/(\d+)$/.exec(a.body.instance ?? '')?.[1] ?? a.body.puId) === e.reference),
    )
    assert.deepEqual(
      charges.map(e => e.reference),
      [won[0]!.body.puId],
    )
  })
})

test('a number that nobody can count on from is refused, and stock goes on', async () => {
  refused(await post('/stocks', { carId: Number.MAX_SAFE_INTEGER, carType: '소나타', salePrice: 1 }), 400, 'malformed')
  assert.equal((await post('/stocks', { carType: '소나타', salePrice: 5_000_000 })).status, 201)
})

describe('a car is sold in', () => {
  const registers = async (plateNumber: string, more: object = {}) => {
    const made = await post('/sales', { ...auto, plateNumber, ...more }, seller)
    assert.equal(made.status, 201, JSON.stringify(made.body))
    return made.body.saleId as number
  }
  test('quoted, decided, paid, collected, offered, and bought', async () => {
    const quote = (await post('/quotes', auto, seller)).body
    assert.ok(quote.price > 0 && quote.price % 10_000 === 0)
    const saleId = await registers('12가3456', { quoteId: quote.quoteId })
    assert.equal((await get(`/sales/${saleId}`, seller)).body.quote, quote.price)
    refused(await post('/sales', { ...auto, plateNumber: '12가3456' }, seller), 409, 'exists')
    refused(await post(`/sales/${saleId}/decide`, { buy: true }, seller), 403, 'role')
    assert.equal((await post(`/sales/${saleId}/decide`, { buy: true }, purchasing)).status, 200)
    const { id } = await collectionOf(saleId)
    await moves(id, 'load', 'depart', 'handOver')
    const { carId } = await until(async () => {
      const { body } = await get(`/sales/${saleId}`)
      return body.carId && body
    })
    await until(async () => (await get(`/stocks/${carId}`)).body.available)
    const row = await until(async () => {
      const r = await first(`/dashes?saleId=${saleId}`, 'dashes')
      return r?.stockTotal === 1 && r
    })
    assert.deepEqual(only(row, ['status', 'salePrice', 'payStatus', 'conStatus', 'stage']), {
      status: 'InStock',
      salePrice: quote.price,
      payStatus: 'Y',
      conStatus: 'YES',
      stage: 'handedOver',
    })
    const texts: string[] = await until(async () => {
      const said = (await get(`/messages/search/findBySaleId?saleId=${saleId}`)).body._embedded.messages.map((m: any) => m.text)
      return said.includes('차량이 입고되었습니다') && said
    })
    const won = quote.price.toLocaleString('en-US')
    const words = [
      '판매가 접수되었습니다',
      `매입이 결정되었습니다. ${won}원이 입금됩니다`,
      `${won}원이 입금되었습니다`,
      '차량 회수를 요청했습니다',
      '차량이 탁송차에 실렸습니다',
      '차량이 이동 중입니다',
      '차량이 회수되었습니다',
      '차량이 입고되었습니다',
    ]
    // a cause that is heard after its effect is not told any more; whatever is told is one of these, once
    assert.deepEqual([...texts].sort(), words.filter(text => texts.includes(text)).sort())
    assert.ok(texts.includes(words[1]!), texts.join())
    assert.equal((await post('/purchases', { cuId: 11, carId })).status, 201)
    refused(await post(`/sales/${saleId}/cancel`, {}, seller), 409, 'held')
  })
  test('not bought, with the reason; then the plate is free', async () => {
    const saleId = await registers('34나5678')
    refused(await post(`/sales/${saleId}/decide`, { buy: false }, purchasing), 422, 'reason-missing')
    assert.equal((await post(`/sales/${saleId}/decide`, { buy: false, reason: '사고 이력' }, purchasing)).body.status, 'Declined')
    await until(async () => (await post('/sales', { ...auto, plateNumber: '34나5678' }, seller)).status === 201)
  })
  test('cancelled on its way: the money is back first, and nothing is offered', async () => {
    const saleId = await registers('56다7890')
    await post(`/sales/${saleId}/decide`, { buy: true }, purchasing)
    await collectionOf(saleId)
    assert.equal((await post(`/sales/${saleId}/cancel`, {}, seller)).body.status, 'Cancelled')
    await until(async () => (await get(`/sales/${saleId}`)).body.done)
    assert.equal((await first(`/payouts/search/findBySaleId?saleId=${saleId}`, 'payouts')).payStatus, 'M')
    await until(async () => (await collectionOf(saleId)).conStatus === 'NO')
  })
  test('cancelled when it stands here: it is withdrawn from the offer, and goes back', async () => {
    const saleId = await registers('78라1234')
    await post(`/sales/${saleId}/decide`, { buy: true }, purchasing)
    await moves((await collectionOf(saleId)).id, 'load', 'depart', 'handOver')
    const { carId } = await until(async () => {
      const { body } = await get(`/sales/${saleId}`)
      return body.carId && body
    })
    await until(async () => (await get(`/stocks/${carId}`)).body.available)
    assert.equal((await post(`/sales/${saleId}/cancel`, {}, seller)).body.status, 'Cancelled')
    refused(await post('/purchases', { cuId: 11, carId }), 409, 'sold-out')
    await until(async () => (await get(`/stocks/${carId}`)).body.stockTotal === 0)
  })
  test('the bank refuses: an operator tries again', async () => {
    const saleId = await registers('90마5678', { payoutToken: 'decline' })
    await post(`/sales/${saleId}/decide`, { buy: true }, purchasing)
    const stuck = await until(async () => {
      const p = await first(`/payouts/search/findBySaleId?saleId=${saleId}`, 'payouts')
      return p?.payStatus === 'stuck' && p
    })
    assert.equal((await post(`/payouts/${stuck.id}/retry`, {}, operator)).status, 200)
    await saleIs(saleId, 'Collecting')
  })
  test('what is available is what can be bought', async () => {
    const carId = await newCar()
    const free = async () => (await get('/stocks?available=true&size=100')).body._embedded.stocks.map((s: any) => s.carId)
    assert.ok((await free()).includes(carId))
    assert.equal((await post('/purchases', { cuId: 11, carId })).status, 201)
    await until(async () => !(await free()).includes(carId))
  })
  test('a number that is used is refused', async () =>
    refused(await post('/stocks', { carId: 1, carType: '모닝', salePrice: 1 }, stockManager), 409, 'exists'))
})

test('stopped, the audit of its stores and of the books finds nothing', async () => {
  await host.stop()
  const { broken, cases } = await auditData(around(cars), data)
  assert.deepEqual(broken, [])
  assert.ok(cases > 20)
})
