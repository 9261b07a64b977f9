// The published exchanges of delivery, its refusals and its races, through real sockets: a host with its five contexts and the gateway.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { auditData, Host, settingsFrom } from '@jumun/host'
import { around, product, systems } from '@jumun/systems'
import { delivery } from '@jumun/systems/delivery'

Object.assign(systems, { delivery })

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly json: any
}
const data = mkdtempSync(join(tmpdir(), 'jumun-delivery-'))
let host: Host
before(async () => {
  host = new Host(settingsFrom(['delivery', '--port', '0', '--data', data, '--log', 'silent'], {}, product), product)
  await host.start()
})
after(async () => {
  await host.stop()
  rmSync(data, { recursive: true, force: true })
})

const send = async (method: string, path: string, body?: object, headers: { [name: string]: string } = {}): Promise<Answer> => {
  const answer = await fetch(`http://localhost:${host.gatewayPort}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, json: text ? JSON.parse(text) : undefined }
}
const get = (path: string) => send('GET', path)
const post = (path: string, body: object = {}) => send('POST', path, body)
const slug = ({ json }: Answer): string => json.type?.replace('/problems/', '')
const refused = (answer: Answer, status: number, reason: string) =>
  assert.deepEqual([answer.status, slug(answer)], [status, reason], JSON.stringify(answer.json))
/** Asks until it is so: what goes over the bus takes a moment. */
const until = async <T>(ask: () => Promise<T | undefined | false>, what: string, ms = 60_000): Promise<T> => {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    const found = await ask()
    if (found) return found
    await new Promise(go => setTimeout(go, 10))
  }
  throw new Error(`it never came to this: ${what}`)
}
const found = (things: string, orderId: number) =>
  until(
    async () => (await get(`/${things}/search/findByOrderId?orderId=${orderId}`)).json._embedded[things][0],
    `${things} of order ${orderId}`,
  )
const becomes = (path: string, status: string) => until(async () => (await get(path)).json.status === status, `${path} ${status}`)
const told = async (orderId: number): Promise<readonly string[]> =>
  ['messages', 'storeMessages'].reduce<Promise<readonly string[]>>(async (before, things) => {
    const { _embedded } = (await get(`/${things}/search/findByOrderId?orderId=${orderId}`)).json
    return [
      ...(await before),
      ..._embedded[things].flatMap((m: any) => ((m.customerId === null) === (things === 'storeMessages') ? [m.text] : [])),
    ]
  }, Promise.resolve([]))
const tells = (orderId: number, text: string) => until(async () => (await told(orderId)).includes(text), text)
const says = (orderId: number, word: string) =>
  until(async () => (await found('mypages', orderId)).status === word, `order ${orderId} is ${word}`)

const ordered = async (more: object = {}): Promise<number> => {
  const answer = await post('/orders', { item: '통닭', storeId: 1, customerId: 'kim', ...more })
  if (answer.status === 201) return answer.json.id
  // payment took its time, as it does on a busy machine: it is paid in a moment
  refused(answer, 503, 'payment-unknown')
  const { pathname } = new URL(answer.json._links.pay.href)
  return until(async () => {
    const paid = await post(`${pathname}/pay`)
    return paid.status === 200 && paid.json.id
  }, 'it is paid')
}
/** The kitchen's number of an order that has come as far as this there. */
const cooked = async (orderId: number, ...steps: string[]): Promise<any> => {
  const { id } = await found('foodCookings', orderId)
  for (const step of steps) assert.equal((await post(`/foodCookings/${id}/${step}`)).status, 200, step)
  return id
}
const ready = async (more: object = {}): Promise<number> => {
  const orderId = await ordered(more)
  await cooked(orderId, 'accept', 'start', 'finish')
  await until(async () => (await get(`/deliveries/${orderId}`)).json.status === 'Ready', 'ready')
  return orderId
}
const place = { lat: 37.5665, lng: 126.978 }
const onDuty = async (riderId: string): Promise<string> => {
  await post('/riders', { riderId, ...place })
  assert.equal((await post(`/riders/${riderId}/on-duty`, place)).status, 200)
  return riderId
}
const delivered = async (riderId: string, more: object = {}): Promise<number> => {
  const orderId = await ready(more)
  assert.equal((await post(`/deliveries/${orderId}/pick`, { riderId })).status, 200)
  assert.equal((await post(`/deliveries/${orderId}/deliver`, { riderId })).status, 200)
  return orderId
}
const couponOf = async (orderId: number): Promise<any> =>
  until(
    async () => (await get(`/coupons/${orderId}`)).status === 200 && (await get(`/coupons/${orderId}`)).json,
    `the coupon of order ${orderId}`,
  )

/** All that a context hears while this runs it hears afterwards. */
const deaf = async (names: readonly string[], work: () => Promise<void>) => {
  let hears!: () => void
  const later = new Promise<void>(go => (hears = go))
  const inboxes = names.map(name => host.boards.get('delivery')!.running.live.get(name)!.inbox)
  for (const inbox of inboxes) {
    const deliver = inbox.deliver.bind(inbox)
    inbox.deliver = async e => {
      await later
      return deliver(e)
    }
  }
  await work().finally(() => {
    hears()
    for (const inbox of inboxes) delete (inbox as { deliver?: unknown }).deliver
  })
}

describe('what is published', () => {
  test("DLV-X2: an order with item and storeId alone is a guest's, at the store's own address", async () => {
    for (const [item, storeId, price] of [
      ['통닭', '1', 18_000],
      ['피자', '2', 22_000],
    ] as const) {
      const answer = await post('/orders', { item, storeId })
      assert.equal(answer.status, 201)
      const { id, productId, options, address, customerId, couponId, qty, status, total, _links } = answer.json
      assert.deepEqual(
        { productId, options, customerId, couponId, qty, status, price: answer.json.price, total },
        { productId: item, options: [], customerId: 'guest', couponId: null, qty: 1, status: 'OrderPlaced', price, total: price + 3000 },
      )
      assert.ok(address.startsWith('서울'))
      assert.equal(answer.headers.get('location'), _links.self.href)
      assert.ok(_links.order && _links.cancel && _links.options && !_links.pay)
      assert.deepEqual((await get(`/orders/${id}`)).json, answer.json)
    }
  })
  test('DLV-X1: the published placeholders name a dish that there is not', async () => {
    refused(
      await post('/orders', {
        id: 'id',
        productId: 'productId',
        options: 'options',
        addres: 'addres',
        customerId: 'customerId',
        storeId: 'storeId',
      }),
      422,
      'no-such-dish',
    )
    for (const [path, body] of [
      ['/payments', { id: 'id', status: 'status' }],
      ['/foodCookings', { id: 'id', status: 'status', foodId: 'foodId' }],
      ['/deliveries', { id: 'id', status: 'status', address: 'address' }],
    ] as const) {
      refused(await post(path, { ...body, orderId: 'orderId' }), 400, 'malformed')
      refused(await post(path, { ...body, orderId: 999_999 }), 422, 'no-such-order')
    }
  })
  test('an order that names no store goes to the first that sells the dish; one that names no dish says so', async () => {
    const answer = await post('/orders', { item: '통닭' })
    assert.deepEqual([answer.status, answer.json.storeId, answer.json.productId, answer.json.total], [201, '1', '통닭', 21_000])
    refused(await post('/orders', { item: '국수' }), 422, 'no-such-dish')
    const { item, storeId } = await opened(7000)
    const theirs = await until(async () => {
      const made = await post('/orders', { item })
      return made.status === 201 && made
    }, 'a dish of a new store')
    assert.equal(theirs.json.storeId, storeId)
    for (const body of [{}, { storeId: 1 }, { storeId: 1, item: null }]) {
      const no = await post('/orders', body)
      refused(no, 400, 'malformed')
      assert.deepEqual(
        no.json.errors.map((e: any) => e.field),
        ['productId'],
      )
    }
    assert.equal((await post('/orders', { storeId: 1, items: [{ productId: '통닭', qty: 2 }] })).status, 201)
  })
  test('DLV-X1: an operator makes the entries of a paid order that kitchen and riders have not heard of, once', () =>
    deaf(['store', 'rider'], async () => {
      const orderId = await ordered({ options: '곱빼기' })
      for (const [path, expected] of [
        ['/foodCookings', { orderId, foodId: '통닭', options: '곱빼기', storeId: '1', isCanceled: false, status: 'Paid' }],
        ['/deliveries', { orderId, customerId: 'kim', storeId: '1', riderId: null, status: 'Waiting' }],
      ] as const) {
        const made = await post(path, { id: 'id', orderId, status: 'status' })
        assert.equal(made.status, 201, JSON.stringify(made.json))
        assert.deepEqual({ ...made.json, ...expected }, made.json)
        assert.equal(made.headers.get('location'), made.json._links.self.href)
        assert.deepEqual((await get(`${path}/${made.json.id}`)).json.orderId, orderId)
        refused(await post(path, { orderId }), 409, 'exists')
        refused(await post(path, { orderId: 999_999 }), 422, 'no-such-order')
      }
      entered = orderId
    }))
  test('DLV-X1: what was entered by hand is not made again when it is heard of', async () => {
    await cooked(entered, 'accept', 'start', 'finish')
    await becomes(`/deliveries/${entered}`, 'Ready')
    for (const things of ['foodCookings', 'deliveries'])
      assert.equal((await get(`/${things}/search/findByOrderId?orderId=${entered}`)).json.page.totalElements, 1, things)
  })
  let entered = 0
  test('DLV-B2: what is ready near a rider, the nearest first, and nothing that is farther than 3 km', async () => {
    // along a street to the north of a place where nobody else orders
    const [lat, lng] = [33.4, 126.5]
    const at = new Map<number, number>()
    for (const km of [2.5, 0.1, 3.5, 1.2]) at.set(await ready({ address: `제주 ${km}km`, location: { lat: lat + km / 111.2, lng } }), km)
    const found = (await get(`/deliveries?near=${lat},${lng}`)).json._embedded.deliveries
    assert.deepEqual(
      found.map((d: any) => at.get(d.orderId)),
      [0.1, 1.2, 2.5],
    )
    for (const d of found) assert.ok(Math.abs(d.distance - at.get(d.orderId)!) < 0.01, `${d.distance} km`)
    const other = (await get(`/deliveries?near=${lat + 2.4 / 111.2},${lng}`)).json._embedded.deliveries
    assert.deepEqual(
      other.map((d: any) => at.get(d.orderId)),
      [2.5, 3.5, 1.2, 0.1],
    )
  })
  test('options as one text, misspelt names, and the price of all', async () => {
    const answer = await post('/orders', { item: '통닭', storeId: 1, options: '곱빼기', addres: '서울 어딘가', qty: '2', language: 'en' })
    const { options, address, price, deliveryFee, total, items } = answer.json
    assert.deepEqual(
      { options, address, price, deliveryFee, total },
      { options: ['곱빼기'], address: '서울 어딘가', price: 38_000, deliveryFee: 3000, total: 41_000 },
    )
    assert.equal(items.length, 1)
    refused(await post('/orders', { item: '통닭', storeId: 1, price: 1 }), 409, 'price-changed')
    refused(await post('/orders', { item: '통닭', storeId: 2 }), 422, 'no-such-dish')
    refused(await post('/orders', { item: '통닭', storeId: 1, options: ['치즈'] }), 422, 'no-such-option')
  })
  test('POST /payments of a paid order is its payment; entries that are there exist', async () => {
    const orderId = await ordered()
    const paid = await post('/payments', { id: 'id', orderId, status: 'status' })
    assert.deepEqual([paid.status, paid.json.orderId, paid.json.status, paid.json.amount], [200, orderId, 'paid', 21_000])
    await found('foodCookings', orderId)
    refused(await post('/foodCookings', { orderId }), 409, 'exists')
    await until(async () => (await get(`/deliveries/${orderId}`)).status === 200, 'the delivery')
    refused(await post('/deliveries', { orderId }), 409, 'exists')
  })
  test('from the order to the door: every state, every message, and a coupon', async () => {
    const orderId = await ordered({ location: place, address: '서울 중구' })
    await says(orderId, 'paid')
    const food = await found('foodCookings', orderId)
    assert.deepEqual([food.status, food.foodId, food.options, food.storeId, food.isCanceled], ['Paid', '통닭', '', '1', false])
    assert.ok(food._links.accept && !food._links.start)
    assert.equal((await send('PUT', `/foodCookings/${food.id}/accept`, { accept: true })).json.status, 'Accepted')
    await says(orderId, 'accepted')
    assert.equal((await send('PATCH', `/foodCookings/${food.id}`, { status: 'CookStarted' })).json.status, 'CookStarted')
    await says(orderId, 'cooking')
    await cooked(orderId, 'finish')
    await says(orderId, 'cooked')
    const near = await until(
      async () => (await get('/deliveries?near=37.5666,126.9781')).json._embedded.deliveries.find((d: any) => d.orderId === orderId),
      'near',
    )
    assert.ok(near.distance < 0.1 && near._links.pick)
    assert.equal((await get('/deliveries?near=35.1,129.0')).json.page.totalElements, 0)
    refused(await get('/deliveries?near=here'), 400, 'malformed')
    assert.ok(
      (await get(`/deliveries?area=${encodeURIComponent('서울 중구')}`)).json._embedded.deliveries.some((d: any) => d.orderId === orderId),
    )
    const riderId = await onDuty('door')
    assert.equal((await post(`/deliveries/${orderId}/pick`, { riderId })).json.riderId, riderId)
    assert.deepEqual([(await get(`/riders/${riderId}`)).json.deliveryId, (await get(`/riders/${riderId}`)).json.id], [orderId, riderId])
    refused(await post(`/riders/${riderId}/off-duty`), 409, 'not-allowed-now')
    await says(orderId, 'picked')
    assert.equal((await post(`/deliveries/${orderId}/deliver`, { riderId })).json.status, 'Delivered')
    assert.equal((await get(`/riders/${riderId}`)).json.deliveryId, null)
    await says(orderId, 'delivered')
    await becomes(`/orders/${orderId}`, 'Delivered')
    assert.equal((await post(`/orders/${orderId}/confirm`)).json.status, 'Completed')
    await says(orderId, 'completed')
    await becomes(`/deliveries/${orderId}`, 'Confirmed')
    const coupon = await couponOf(orderId)
    assert.deepEqual(
      [coupon.orderId, coupon.discountPrice, coupon.isUsed, coupon.customerId, coupon.usedOrderId],
      [orderId, 1000, false, 'kim', null],
    )
    const texts = await until(async () => {
      const all = (await get(`/messages/search/findByOrderId?orderId=${orderId}`)).json._embedded.messages
      return all.length === 10 && all.every((m: any) => m.status === 'Sent') && all.map((m: any) => m.text)
    }, 'ten messages')
    for (const text of [
      '주문이 접수되었습니다',
      '결제가 완료되었습니다',
      '가게가 주문을 수락했습니다',
      '조리를 시작했습니다',
      '조리가 완료되었습니다',
      '라이더가 음식을 픽업했습니다',
      '배달이 완료되었습니다',
      '거래가 완료되었습니다',
      '1000원 쿠폰이 발급되었습니다',
      `주문이 왔어요! : #${orderId} 통닭 × 1`,
    ])
      assert.ok(texts.includes(text), text)
  })
})

/** A store with one dish of its own, as soon as orders can be taken for it. */
const opened = async (price: number, { options = {}, ...terms }: { readonly options?: object; readonly [term: string]: unknown } = {}) => {
  const storeId = `store-${++stores}`,
    item = `dish of ${storeId}`
  assert.equal((await post('/stores', { storeId, address: '서울 은평구', ...terms })).status, 201)
  assert.equal((await post('/menus', { productId: item, storeId, price, options })).status, 201)
  // its words come one after the other: a dish that is known is of a store that is known
  await until(async () => slug(await post('/orders', { item, storeId, price: 1 })) === 'price-changed', 'a new dish')
  return { item, storeId, customerId: 'kim' }
}
let stores = 0
/** The hour on the clocks of Seoul, so many hours from now. */
const hour = (h: number) => `${String((new Date().getUTCHours() + 9 + h) % 24).padStart(2, '0')}:00`
const unpaid = async (wish: object): Promise<string> => {
  const waits = await post('/orders', { ...wish, paymentToken: 'unavailable' })
  refused(waits, 503, 'payment-unavailable')
  return new URL(waits.json._links.order.href).pathname
}

describe('rules of an order, after every change of it', () => {
  test('a coupon is worth the same, whether it comes before dearer options or after them', async () => {
    const at = await opened(500, { options: { 큰: 2000 }, deliveryFee: 3000 })
    const [first, second] = [await delivered(await onDuty('w1')), await delivered('w1')]
    const totals = []
    for (const [couponId, couponFirst] of [
      [first, true],
      [second, false],
    ] as const) {
      await couponOf(couponId)
      const orderId = await ordered(at)
      const steps = [() => post(`/coupons/${couponId}/use`, { orderId }), () => post(`/orders/${orderId}/options`, { options: ['큰'] })]
      for (const step of couponFirst ? steps : steps.toReversed()) assert.equal((await step()).status, 200)
      const { price, discount, total, items } = (await get(`/orders/${orderId}`)).json
      totals.push([price, discount, total, items[0].price])
      await until(async () => {
        const { amount, refunded } = await found('payments', orderId)
        return amount - refunded === total
      }, 'the money is what it costs')
    }
    assert.deepEqual(totals, [
      [2500, 1000, 4500, 2500],
      [2500, 1000, 4500, 2500],
    ])
  })
  test('the minimum holds for what an order becomes', async () => {
    const at = await opened(18_000, { options: { 곱빼기: 2000 }, minimum: 20_000 })
    refused(await post('/orders', at), 422, 'below-minimum')
    const orderId = await ordered({ ...at, options: ['곱빼기'] })
    refused(await post(`/orders/${orderId}/options`, { options: [] }), 422, 'below-minimum')
    assert.deepEqual([(await get(`/orders/${orderId}`)).json.price, (await get(`/orders/${orderId}`)).json.options], [20_000, ['곱빼기']])
    const waits = await unpaid({ ...at, options: ['곱빼기'] })
    refused(await post(`${waits}/options`, { options: [] }), 422, 'below-minimum')
  })
  test('an unpaid order is not charged when the store has closed meanwhile, or the dish is sold out', async () => {
    const closing = async (at: { readonly item: string; readonly storeId: string }) => {
      assert.equal((await send('PATCH', `/stores/${at.storeId}`, { opens: hour(2), closes: hour(4) })).status, 200)
    }
    const sellingOut = async ({ item }: { readonly item: string }) => {
      const { id } = (await get(`/menus?productId=${encodeURIComponent(item)}`)).json._embedded.menus[0]
      assert.equal((await send('PATCH', `/menus/${id}`, { soldOut: true })).status, 200)
    }
    for (const [ends, reason, says] of [
      [closing, 'store-closed', /opens at \d\d:00.*Nothing is charged/],
      [sellingOut, 'sold-out', /is sold out.*Nothing is charged/],
    ] as const) {
      const at = await opened(10_000, { options: { 큰: 2000 } })
      const [path, paid] = [await unpaid(at), await ordered(at)]
      await ends(at)
      await until(async () => slug(await post('/orders', at)) === reason, reason)
      const no = await send('POST', `${path}/pay`, { paymentToken: 'approve' }, { 'accept-language': 'en' })
      refused(no, 409, reason)
      assert.match(no.json.detail, says)
      assert.equal((await get(path)).json.status, 'AwaitingPayment')
      assert.equal((await get(`/payments/search/findByOrderId?orderId=${path.split('/').at(-1)}`)).json._embedded.payments[0].amount, 0)
      // dearer options and a coupon are changes, too
      refused(await post(`/orders/${paid}/options`, { options: ['큰'] }), 409, reason)
      const couponId = await delivered(await onDuty(`closes-${reason}`))
      await couponOf(couponId)
      const useless = await send('POST', `/coupons/${couponId}/use`, { orderId: paid }, { 'accept-language': 'en' })
      refused(useless, 409, reason)
      assert.match(useless.json.detail, says)
      await until(async () => (await get(`/coupons/${couponId}`)).json.status === 'unused', 'the coupon is free')
      assert.equal((await get(`/orders/${paid}`)).json.total, 10_000)
    }
  })
  test('who pays what has ended hears what became of their money', async () => {
    const [canceled, rejected] = [await ordered(), await ordered()]
    await found('foodCookings', canceled)
    await post(`/orders/${canceled}/cancel`)
    await post(`/foodCookings/${await cooked(rejected)}/accept`, { accept: false })
    for (const orderId of [canceled, rejected]) {
      await until(async () => slug(await post(`/orders/${orderId}/pay`)) === 'refunded', 'told that it is back')
      refused(await post('/payments', { orderId }), 409, 'refunded')
    }
    const no = await post('/orders', { item: '통닭', storeId: 1, paymentToken: 'decline' })
    const orderId = Number(no.json.instance.split('/').at(-1))
    refused(await post(`/orders/${orderId}/pay`), 422, 'payment-declined')
  })
})

describe('refusals, cancellation, compensation', () => {
  test('payment declined, unknown and unavailable; then the same order is paid', async () => {
    refused(await post('/orders', { item: '통닭', storeId: 1, paymentToken: 'decline' }), 422, 'payment-declined')
    const unknown = await post('/orders', { item: '통닭', storeId: 1, paymentToken: 'timeout-after' })
    refused(unknown, 503, 'payment-unknown')
    const away = await post('/orders', { item: '통닭', storeId: 1, paymentToken: 'unavailable' })
    refused(away, 503, 'payment-unavailable')
    assert.ok(away.headers.get('retry-after'))
    for (const { json } of [unknown, away]) {
      const { pathname } = new URL(json._links.order.href)
      assert.ok(!(await get('/orders?size=1000')).json._embedded.orders.some((o: any) => `/orders/${o.id}` === pathname))
      const paid = await post(`${pathname}/pay`, { paymentToken: 'approve' })
      assert.deepEqual([paid.status, paid.json.status], [200, 'OrderPlaced'])
      const payment = await found('payments', paid.json.id)
      assert.deepEqual([payment.status, payment.amount, payment.refunded], ['paid', 21_000, 0])
    }
  })
  test('an order is canceled before cooking, its money is back, and it stays readable', async () => {
    const orderId = await ordered()
    await found('foodCookings', orderId)
    assert.equal((await send('DELETE', `/orders/${orderId}`)).status, 204)
    await until(async () => (await get(`/orders/${orderId}`)).json.cancellation === 'done', 'canceled')
    assert.equal((await found('payments', orderId)).status, 'refunded')
    assert.deepEqual([(await found('foodCookings', orderId)).status, (await found('foodCookings', orderId)).isCanceled], ['Canceled', true])
    await says(orderId, 'canceled')
    assert.equal((await send('DELETE', `/orders/${orderId}`)).status, 204)
  })
  test('a rejected order is paid back, and so is one that the kitchen gives up', async () => {
    const [first, second] = [await ordered(), await ordered()]
    const id = await cooked(first)
    assert.equal((await post(`/foodCookings/${id}/accept`, { accept: false, reason: '재료 소진' })).json.status, 'Rejected')
    refused(await post(`/foodCookings/${id}/accept`, { accept: true }), 409, 'not-allowed-now')
    assert.equal(
      (await post(`/foodCookings/${await cooked(second, 'accept', 'start')}/giveUp`, { reason: '화재' })).json.status,
      'Rejected',
    )
    for (const orderId of [first, second]) {
      await says(orderId, 'rejected')
      await until(async () => (await found('payments', orderId)).status === 'refunded', 'refunded')
    }
  })
  test('a no without a reason is told in the language of who reads it', async () => {
    for (const [language, text] of [
      ['en', 'The store has rejected your order: it cannot take it right now. Your payment will be canceled'],
      ['ko', '가게가 주문을 거절했습니다: 가게 사정. 결제가 취소됩니다'],
    ] as const) {
      const orderId = await ordered({ language })
      await post(`/foodCookings/${await cooked(orderId)}/accept`, { accept: false })
      await tells(orderId, text)
    }
  })
  test('a cancel and a no of the store at one moment: the cancel is done when the money is back', async () => {
    for (let i = 0; i < 5; i++) {
      const orderId = await ordered()
      const id = await cooked(orderId)
      await deaf(['store'], async () => {
        assert.equal((await post(`/orders/${orderId}/cancel`)).status, 200)
        assert.equal((await post(`/foodCookings/${id}/accept`, { accept: false })).json.status, 'Rejected')
      })
      const order = await until(async () => {
        const { json } = await get(`/orders/${orderId}`)
        return json.cancellation === 'done' && json
      }, 'the cancel is done')
      assert.equal(order.status, 'Rejected')
    }
  })
  test('a part is given back with a reason: the page and a message say so, and a cancel brings only the rest', async () => {
    const orderId = await ordered()
    const { total } = (await get(`/orders/${orderId}`)).json
    const give = (wish: object) => post(`/orders/${orderId}/giveBack`, { reason: '식었어요', ...wish })
    for (const amt of [0, -1, 1.5]) assert.equal((await give({ amt })).status, 400, `${amt}`)
    refused(await give({ amt: total + 1 }), 422, 'more-than-left')
    refused(await give({}), 422, 'one-amount')
    assert.equal((await give({ amt: 1000 })).status, 200)
    const returned = (won: number) => until(async () => (await found('mypages', orderId)).returned === won, `${won} won came back`)
    await returned(1000)
    await tells(orderId, '결제 금액 중 1000원을 돌려드렸습니다: 식었어요')
    assert.equal((await post(`/orders/${orderId}/cancel`)).status, 200)
    await returned(total)
  })
  test('a cancel after cooking has started is refused', async () => {
    const orderId = await ordered()
    await cooked(orderId, 'accept', 'start')
    await becomes(`/orders/${orderId}`, 'CookStarted')
    refused(await post(`/orders/${orderId}/cancel`), 409, 'not-allowed-now')
    refused(await post(`/orders/${orderId}/options`, { options: ['곱빼기'] }), 409, 'not-allowed-now')
  })
  test('options: dearer is charged, cheaper is paid back, declined changes nothing', async () => {
    const orderId = await ordered()
    const dear = await send('PUT', `/orders/${orderId}/updateorder`, { options: '곱빼기' })
    assert.deepEqual([dear.status, dear.json.total], [200, 23_000])
    assert.deepEqual(
      dear.json.items.map((i: any) => i.price),
      [20_000],
    )
    await until(async () => (await found('foodCookings', orderId)).options === '곱빼기', 'the kitchen knows')
    assert.equal((await found('foodCookings', orderId)).items[0].price, 20_000)
    assert.equal((await post(`/orders/${orderId}/options`, { options: [] })).json.total, 21_000)
    await until(async () => (await found('foodCookings', orderId)).items[0].price === 18_000, 'the ticket says what it costs now')
    for (const text of [`주문이 변경되었습니다: #${orderId} 통닭, 곱빼기 × 1`, `주문이 변경되었습니다: #${orderId} 통닭 × 1`])
      await until(async () => (await told(orderId)).filter(t => t === text).length === 2, `${text}, to customer and owner`)
    await until(async () => (await found('mypages', orderId)).returned === 2000, 'My Page says what came back')
    await until(async () => (await found('payments', orderId)).refunded === 2000, 'paid back')
    assert.equal((await found('payments', orderId)).status, 'partlyRefunded')
    refused(await post(`/orders/${orderId}/options`, { options: ['곱빼기'], paymentToken: 'decline' }), 422, 'payment-declined')
    assert.equal((await get(`/orders/${orderId}`)).json.total, 21_000)
  })
  test('a failed delivery, and one that nobody picks up, come back and are paid back', async () => {
    const riderId = await onDuty('fails')
    const [failed, left] = [await ready({ language: 'en' }), await ready()]
    await post(`/deliveries/${failed}/pick`, { riderId })
    assert.equal((await post(`/deliveries/${failed}/fail`, { riderId, reason: '고객 부재' })).json.status, 'Failed')
    // its customer hears of it at once, on their page, by message, and from the order itself
    await says(failed, 'failed')
    await becomes(`/orders/${failed}`, 'DeliveryFailed')
    await tells(
      failed,
      'Your meal could not be delivered: 고객 부재. Your payment will be canceled as soon as the meal is back at the store',
    )
    refused(await post(`/orders/${failed}/confirm`), 409, 'not-allowed-now')
    for (const orderId of [failed, left]) {
      assert.equal((await post(`/deliveries/${orderId}/return`)).json.status, 'Returned')
      await until(async () => (await get(`/orders/${orderId}`)).json.cancellation === 'done', 'refunded')
      assert.equal((await found('payments', orderId)).status, 'refunded')
      await says(orderId, 'canceled')
    }
    await until(async () => (await get(`/riders/${riderId}`)).json.deliveryId === null, 'free')
  })
  test('closed stores, too little, sold out, and dishes that come and go', async () => {
    await post('/stores', { storeId: 'night', address: '서울 마포구', minimum: 10_000, deliveryFee: 1000 })
    await post('/menus', { productId: '만두', storeId: 'night', price: 5000 })
    const order = (qty: number) => post('/orders', { item: '만두', storeId: 'night', qty })
    await until(async () => (await order(2)).status === 201, 'a new dish')
    refused(await order(1), 422, 'below-minimum')
    const { id } = (await get('/menus?productId=%EB%A7%8C%EB%91%90')).json._embedded.menus[0]
    assert.equal((await send('PATCH', `/menus/${id}`, { soldOut: true })).json.soldOut, true)
    await until(async () => slug(await order(2)) === 'sold-out', 'sold out')
    await send('PATCH', `/menus/${id}`, { soldOut: false })
    assert.equal((await send('PATCH', '/stores/night', { opens: hour(2), closes: hour(4) })).status, 200)
    await until(async () => slug(await order(2)) === 'store-closed', 'closed')
    assert.equal((await send('DELETE', `/menus/${id}`)).status, 204)
  })
  test('off duty, busy, too far and unknown riders pick nothing', async () => {
    const orderId = await ready({ location: place })
    refused(await post(`/deliveries/${orderId}/pick`, { riderId: 'nobody' }), 422, 'no-such-rider')
    await post('/riders', { riderId: 'sleeps' })
    refused(await post(`/deliveries/${orderId}/pick`, { riderId: 'sleeps' }), 409, 'off-duty')
    await post('/riders', { riderId: 'busan' })
    await post('/riders/busan/on-duty', { lat: 35.1, lng: 129 })
    refused(await post(`/deliveries/${orderId}/pick`, { riderId: 'busan' }), 422, 'too-far')
    const other = await ready(),
      riderId = await onDuty('busy')
    assert.equal((await post(`/deliveries/${other}/pick`, { riderId })).status, 200)
    refused(await post(`/deliveries/${orderId}/pick`, { riderId }), 409, 'not-allowed-now')
    assert.equal((await post(`/deliveries/${other}/pick`, { riderId })).status, 200)
  })
})

describe('coupons', () => {
  test('used on a paid order the difference comes back; rejected, the coupon is back too', async () => {
    const earned = await delivered(await onDuty('c1'))
    const coupon = await couponOf(earned),
      orderId = await ordered()
    refused(await post(`/coupons/${coupon.id}/use`, { orderId: 999_999 }), 422, 'no-such-order')
    const used = await send('PATCH', `/coupons/${coupon.id}`, { isUsed: true, orderId })
    assert.deepEqual(
      [used.status, used.json.isUsed, used.json.usedOrderId, used.json.orderId],
      [200, true, orderId, earned],
      JSON.stringify(used.json),
    )
    assert.equal((await post(`/coupons/${coupon.id}/use`, { orderId })).status, 200)
    const order = (await get(`/orders/${orderId}`)).json
    assert.deepEqual([order.couponId, order.discount, order.total], [coupon.id, 1000, 20_000])
    await until(async () => (await found('payments', orderId)).refunded === 1000, 'the difference')
    refused(await post(`/coupons/${coupon.id}/use`, { orderId: await ordered() }), 409, 'coupon-used')
    await post(`/foodCookings/${await cooked(orderId)}/accept`, { accept: false, reason: '재료 소진' })
    await until(async () => (await get(`/coupons/${coupon.id}`)).json.isUsed === false, 'returned')
    await until(async () => (await found('mypages', orderId)).couponId === null, 'My Page does not show it any more')
    assert.equal((await found('mypages', orderId)).returned, 21_000)
    assert.equal((await found('payments', orderId)).refunded, 21_000)
  })
  test('while ordering, and by the published way in', async () => {
    const [first, second] = [await delivered(await onDuty('c2')), await delivered('c2')]
    await couponOf(first)
    await couponOf(second)
    const order = await post('/orders', { item: '피자', storeId: 2, customerId: 'kim', couponId: first })
    assert.deepEqual([order.status, order.json.discount, order.json.total], [201, 1000, 24_000])
    await until(async () => (await get(`/coupons/${first}`)).json.isUsed, 'used')
    refused(await post('/orders', { item: '피자', storeId: 2, customerId: 'lee', couponId: second }), 403, 'not-your-coupon')
    const orderId = await ordered()
    refused(await send('PUT', `/orders/${orderId}/updatecoupon`, { couponId: 999_999 }), 422, 'no-such-coupon')
    for (const method of ['PUT', 'PATCH'])
      assert.equal(
        (await send(method, `/orders/${orderId}/updatecoupon`, { couponId: second, orderId, discountPrice: 1000, customerId: 'kim' })).json
          .couponId,
        second,
        method,
      )
    await until(async () => (await get(`/coupons/${second}`)).json.usedOrderId === orderId, 'used there')
  })
})

describe('races', () => {
  test('a double tap on a coupon: it is used once, and no tap hears that nothing was done', async () => {
    const { id } = await couponOf(await delivered(await onDuty('taps')))
    const orderId = await ordered()
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(`/coupons/${id}/use`, { orderId })))
    const said = answers.map(a => (a.status === 200 ? '200' : `${a.status} ${slug(a)}`))
    assert.ok(said.includes('200'))
    assert.deepEqual(
      said.filter(s => s !== '200' && s !== '409 in-progress'),
      [],
    )
    assert.equal((await get(`/coupons/${id}`)).json.usedOrderId, orderId)
    assert.equal((await post(`/coupons/${id}/use`, { orderId })).status, 200)
  })
  test('a hundred riders for one delivery: one has it, the others are told so', async () => {
    const orderId = await ready()
    const riders = await Promise.all(Array.from({ length: 100 }, (_, i) => onDuty(`r${i}`)))
    const pick = (riderId: string) => post(`/deliveries/${orderId}/pick`, { riderId })
    // on a busy machine nobody may be decided in time: then all try again
    const won = await until(async () => {
      const answers = await Promise.all(riders.map(pick))
      const winners = answers.flatMap((a, i) => (a.status === 200 ? [riders[i]!] : []))
      return winners.length > 0 && winners
    }, 'somebody has it')
    assert.equal(won.length, 1)
    assert.equal((await get(`/deliveries/${orderId}`)).json.riderId, won[0])
    const others = riders.filter(riderId => riderId !== won[0])
    await Promise.all(
      others.map(riderId =>
        until(async () => {
          const answer = await pick(riderId)
          assert.notEqual(answer.status, 200)
          return slug(answer) === 'taken'
        }, `${riderId} is told`),
      ),
    )
    for (const riderId of riders)
      await until(
        async () => (await get(`/riders/${riderId}`)).json.status === (riderId === won[0] ? 'Busy' : 'Free'),
        `${riderId} is free`,
      )
  })
  test('a hundred uses of one coupon: it is on one order', async () => {
    const coupon = await couponOf(await delivered(await onDuty('c3')))
    const orders = await Promise.all(Array.from({ length: 100 }, () => ordered()))
    const answers = await Promise.all(orders.map(orderId => post(`/coupons/${coupon.id}/use`, { orderId })))
    const won = answers.flatMap((a, i) => (a.status === 200 ? [orders[i]!] : []))
    assert.equal(won.length, 1, JSON.stringify([...new Set(answers.map(a => `${a.status} ${slug(a)}`))]))
    assert.deepEqual([...new Set(answers.filter(a => a.status !== 200).map(a => `${a.status} ${slug(a)}`))], ['409 coupon-used'])
    const carrying = (await get('/orders?size=1000')).json._embedded.orders.filter((o: any) => o.couponId === coupon.id)
    assert.deepEqual(
      carrying.map((o: any) => o.id),
      won,
    )
  })
  test('cancel against start: exactly one, and both sides say the same', async () => {
    const ends = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const orderId = await ordered()
        const id = await cooked(orderId, 'accept')
        await Promise.all([post(`/orders/${orderId}/cancel`), post(`/foodCookings/${id}/start`)])
        const end = await until(async () => {
          const order = (await get(`/orders/${orderId}`)).json,
            food = (await get(`/foodCookings/${id}`)).json
          return order.cancellation === 'done' && food.status === 'Canceled'
            ? 'canceled'
            : order.status === 'CookStarted' && food.status === 'CookStarted'
              ? 'cooking'
              : undefined
        }, 'one of them')
        assert.equal((await found('payments', orderId)).status, end === 'canceled' ? 'refunded' : 'paid')
        return end
      }),
    )
    assert.equal(ends.length, 30)
  })
  test('cancel against accept: canceled, whichever was first', async () => {
    for (let i = 0; i < 10; i++) {
      const orderId = await ordered()
      const id = await cooked(orderId)
      const [canceled] = await Promise.all([post(`/orders/${orderId}/cancel`), post(`/foodCookings/${id}/accept`)])
      assert.equal(canceled.status, 200)
      await until(async () => (await get(`/orders/${orderId}`)).json.cancellation === 'done', 'canceled')
    }
  })
})

describe('others are away', () => {
  test('DLV-O3: without the store orders succeed and do not move; it returns, and each has one food', async () => {
    const board = host.boards.get('delivery')!
    await host.stopContext(board, 'store')
    const orders = [await ordered(), await ordered({ item: '피자', storeId: 2 })]
    refused(await get('/foodCookings'), 503, 'unavailable')
    for (const orderId of orders) assert.equal((await get(`/orders/${orderId}`)).json.status, 'OrderPlaced')
    await host.startContext(board, 'store')
    for (const orderId of orders) {
      await cooked(orderId, 'accept')
      await becomes(`/orders/${orderId}`, 'Accepted')
      assert.equal((await get(`/foodCookings/search/findByOrderId?orderId=${orderId}`)).json.page.totalElements, 1)
    }
  })
  test('without coupons only an order with a coupon waits, and the coupon is not lost', async () => {
    const board = host.boards.get('delivery')!
    const coupon = await couponOf(await delivered(await onDuty('c4')))
    await host.stopContext(board, 'coupon')
    await ordered()
    const waits = await post('/orders', { item: '통닭', storeId: 1, customerId: 'kim', couponId: coupon.id })
    refused(waits, 503, 'unavailable')
    await host.startContext(board, 'coupon')
    const { pathname } = new URL(waits.json._links.order.href)
    await until(async () => (await post(`${pathname}/pay`)).status === 200, 'paid with its coupon')
    assert.equal((await get(pathname)).json.total, 20_000)
  })
  test('DLV-O1: without ordering a coupon stays held for its order, and is used when it is back', async () => {
    const board = host.boards.get('delivery')!
    const coupon = await couponOf(await delivered(await onDuty('c5'))),
      orderId = await ordered()
    await host.stopContext(board, 'ordering')
    const waits = await post(`/coupons/${coupon.id}/use`, { orderId })
    refused(waits, 503, 'coupon-held')
    assert.ok(waits.headers.get('retry-after'))
    await host.startContext(board, 'ordering')
    await until(async () => (await get(`/coupons/${coupon.id}`)).json.isUsed, 'used')
    assert.equal((await get(`/orders/${orderId}`)).json.couponId, coupon.id)
  })
  test('DLV-O1: ordering is slow: a use waits 610 ms at most, the breaker opens, and no coupon is lost', async () => {
    const { live } = host.boards.get('delivery')!.running
    const riderId = await onDuty('slow')
    const uses: { readonly couponId: number; readonly orderId: number }[] = []
    for (let i = 0; i < 24; i++) uses.push({ couponId: await delivered(riderId), orderId: await ordered() })
    for (const { couponId } of uses) await couponOf(couponId)
    const [last, ...first] = uses as [(typeof uses)[number], ...typeof uses]
    const { node } = live.get('ordering')!
    const guard = live.get('coupon')!.ask.guards.get('ordering')!
    const waits: number[] = []
    let wakes!: () => void
    const later = new Promise<void>(go => (wakes = go))
    const serve = node.serve.bind(node)
    node.serve = async question => {
      if (question.type !== 'ApplyCoupon') return serve(question)
      waits.push(question.until - Date.now())
      await later
      return serve(question)
    }
    const opened = guard.counts.opened
    const use = ({ couponId, orderId }: (typeof uses)[number]) => post(`/coupons/${couponId}/use`, { orderId })
    for (const answer of await Promise.all(first.map(use))) {
      refused(answer, 503, 'coupon-held')
      assert.ok(answer.headers.get('retry-after'))
    }
    assert.deepEqual(
      waits.filter(ms => ms > 610),
      [],
      'nobody waits longer',
    )
    assert.equal(guard.counts.opened, opened + 1)
    const asked = waits.length
    refused(await use(last), 503, 'coupon-held')
    assert.equal(waits.length, asked, 'while it is open nobody is asked')
    wakes()
    delete (node as { serve?: unknown }).serve
    for (const { couponId, orderId } of uses)
      await until(
        async () => {
          const { isUsed, usedOrderId } = (await get(`/coupons/${couponId}`)).json
          return isUsed && usedOrderId === orderId
        },
        'used in the end',
        20_000,
      )
  })
  test('the audit finds every promise kept', async () => {
    const report = await auditData(around(delivery), data)
    assert.deepEqual(report.broken, [])
    assert.ok(report.cases > 150 && report.events > 2000)
  })
})
