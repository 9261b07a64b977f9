// The published exchanges of delivery, its refusals and its races, through real sockets: a host with its five contexts and the gateway.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { auditData, Host, settingsFrom } from '@jumun/host'
import { systems } from '@jumun/systems'
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
  host = new Host(settingsFrom(['delivery', '--port', '0', '--data', data, '--log', 'silent'], {}))
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
const until = async <T>(ask: () => Promise<T | undefined | false>, what: string): Promise<T> => {
  for (let i = 0; i < 400; i++) {
    const found = await ask()
    if (found) return found
    await new Promise(go => setTimeout(go, 10))
  }
  throw new Error(`it never came to this: ${what}`)
}
const found = (things: string, orderId: number) =>
  until(async () => (await get(`/${things}/search/findByOrderId?orderId=${orderId}`)).json._embedded[things][0], `${things} of order ${orderId}`)
const becomes = (path: string, status: string) => until(async () => (await get(path)).json.status === status, `${path} ${status}`)
const says = (orderId: number, word: string) => until(async () => (await found('mypages', orderId)).status === word, `order ${orderId} is ${word}`)

const ordered = async (more: object = {}): Promise<number> => {
  const answer = await post('/orders', { item: '통닭', storeId: 1, customerId: 'kim', ...more })
  assert.equal(answer.status, 201, JSON.stringify(answer.json))
  return answer.json.id
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
  until(async () => (await get(`/coupons/${orderId}`)).status === 200 && (await get(`/coupons/${orderId}`)).json, `the coupon of order ${orderId}`)

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
      await post('/orders', { id: 'id', productId: 'productId', options: 'options', addres: 'addres', customerId: 'customerId', storeId: 'storeId' }),
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
    assert.ok((await get(`/deliveries?area=${encodeURIComponent('서울 중구')}`)).json._embedded.deliveries.some((d: any) => d.orderId === orderId))
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
    assert.deepEqual([coupon.orderId, coupon.discountPrice, coupon.isUsed, coupon.customerId, coupon.usedOrderId], [orderId, 1000, false, 'kim', null])
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
    assert.equal((await post(`/foodCookings/${await cooked(second, 'accept', 'start')}/giveUp`, { reason: '화재' })).json.status, 'Rejected')
    for (const orderId of [first, second]) {
      await says(orderId, 'rejected')
      await until(async () => (await found('payments', orderId)).status === 'refunded', 'refunded')
    }
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
    await until(async () => (await found('foodCookings', orderId)).options === '곱빼기', 'the kitchen knows')
    assert.equal((await post(`/orders/${orderId}/options`, { options: [] })).json.total, 21_000)
    await until(async () => (await found('payments', orderId)).refunded === 2000, 'paid back')
    assert.equal((await found('payments', orderId)).status, 'partlyRefunded')
    refused(await post(`/orders/${orderId}/options`, { options: ['곱빼기'], paymentToken: 'decline' }), 422, 'payment-declined')
    assert.equal((await get(`/orders/${orderId}`)).json.total, 21_000)
  })
  test('a failed delivery, and one that nobody picks up, come back and are paid back', async () => {
    const riderId = await onDuty('fails')
    const [failed, left] = [await ready(), await ready()]
    await post(`/deliveries/${failed}/pick`, { riderId })
    assert.equal((await post(`/deliveries/${failed}/fail`, { riderId, reason: '고객 부재' })).json.status, 'Failed')
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
    const hour = (h: number) => `${String((new Date().getUTCHours() + 9 + h) % 24).padStart(2, '0')}:00`
    assert.equal((await send('PATCH', '/stores/night', { opens: hour(2), closes: hour(4) })).status, 200)
    await until(async () => slug(await order(2)) === 'closed', 'closed')
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
    assert.deepEqual([used.status, used.json.isUsed, used.json.usedOrderId, used.json.orderId], [200, true, orderId, earned], JSON.stringify(used.json))
    assert.equal((await post(`/coupons/${coupon.id}/use`, { orderId })).status, 200)
    const order = (await get(`/orders/${orderId}`)).json
    assert.deepEqual([order.couponId, order.discount, order.total], [coupon.id, 1000, 20_000])
    await until(async () => (await found('payments', orderId)).refunded === 1000, 'the difference')
    refused(await post(`/coupons/${coupon.id}/use`, { orderId: await ordered() }), 409, 'coupon-used')
    await post(`/foodCookings/${await cooked(orderId)}/accept`, { accept: false, reason: '재료 소진' })
    await until(async () => (await get(`/coupons/${coupon.id}`)).json.isUsed === false, 'returned')
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
        (await send(method, `/orders/${orderId}/updatecoupon`, { couponId: second, orderId, discountPrice: 1000, customerId: 'kim' })).json.couponId,
        second,
        method,
      )
    await until(async () => (await get(`/coupons/${second}`)).json.usedOrderId === orderId, 'used there')
  })
})

describe('races', () => {
  test('a hundred riders for one delivery: one has it, the others are told so', async () => {
    const orderId = await ready()
    const riders = await Promise.all(Array.from({ length: 100 }, (_, i) => onDuty(`r${i}`)))
    const answers = await Promise.all(riders.map(riderId => post(`/deliveries/${orderId}/pick`, { riderId })))
    const won = answers.flatMap((a, i) => (a.status === 200 ? [riders[i]] : []))
    assert.equal(won.length, 1)
    assert.equal((await get(`/deliveries/${orderId}`)).json.riderId, won[0])
    assert.deepEqual([...new Set(answers.filter(a => a.status !== 200).map(a => `${a.status} ${slug(a)}`))], ['409 taken'])
    for (const riderId of riders)
      await until(async () => (await get(`/riders/${riderId}`)).json.status === (riderId === won[0] ? 'Busy' : 'Free'), `${riderId} is free`)
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
    refused(waits, 503, 'unavailable')
    assert.ok(waits.headers.get('retry-after'))
    await host.startContext(board, 'ordering')
    await until(async () => (await get(`/coupons/${coupon.id}`)).json.isUsed, 'used')
    assert.equal((await get(`/orders/${orderId}`)).json.couponId, coupon.id)
  })
  test('the audit finds every promise kept', async () => {
    const report = await auditData(delivery, data)
    assert.deepEqual(report.broken, [])
    assert.ok(report.cases > 150 && report.events > 2000)
  })
})
