// What a customer is told of their money where a payment did not come off, in every system: nothing was charged, or nobody knows yet, or it
// is over; and what paying again answers then.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { systems } from '@jumun/systems'
import { folder, hosted, type Hosted } from './hosted.ts'

interface Shop {
  /** Where an order is asked for, and with what. */
  readonly at: string
  readonly wish: object
  /** Where payments are asked for, and what an order is called there. */
  readonly money: readonly [path: string, key: string]
  /** What an order is in the links of an answer. */
  readonly item: string
  readonly open?: (there: Hosted) => Promise<unknown>
}
const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const flight = { departure: 'ICN', arrival: 'CJU', departureTime: later(30), arrivalTime: later(31) }
const shops: { readonly [name in keyof typeof systems]: Shop } = {
  cafeteria: {
    at: '/orders',
    wish: { phoneNumber: '01012345678', productName: 'coffee', qty: 1 },
    money: ['/payments', 'orderId'],
    item: 'order',
  },
  bread: { at: '/orders', wish: { item: 'cake', qty: 1 }, money: ['/payments', 'orderId'], item: 'order' },
  air: {
    at: '/reservations',
    wish: { customerId: 1, peopleNo: 1, scheduleId: 1 },
    money: ['/payments', 'reservationId'],
    item: 'reservation',
    open: there => there.post('/schedules', flight),
  },
  delivery: { at: '/orders', wish: { item: '통닭', storeId: 1, customerId: 'kim' }, money: ['/payments', 'orderId'], item: 'order' },
  cars: { at: '/purchases', wish: { cuId: 11, carId: 1 }, money: ['/billings', 'puId'], item: 'purchase' },
}

for (const [name, { at, wish, money, item, open }] of Object.entries(shops))
  describe(name, () => {
    const data = folder({ after: work => after(work) })
    let there: Hosted
    before(async () => {
      there = await hosted(systems[name]!, data)
      await open?.(there)
    })
    after(() => there.stop())
    const post = async (path: string, body: object, language = 'en') => {
      const said = await fetch(there.host.address + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': language },
        body: JSON.stringify(body),
      })
      return { status: said.status, waits: said.headers.get('retry-after'), body: (await said.json()) as any }
    }
    const refused = (answer: Awaited<ReturnType<typeof post>>, status: number, slug: string) =>
      assert.deepEqual([answer.status, answer.body.type], [status, `/problems/${slug}`], JSON.stringify(answer.body))
    const numberOf = (answer: Awaited<ReturnType<typeof post>>) =>
      Number(/\/(\d+)$/.exec(new URL(answer.body._links[item].href).pathname)![1])

    test('a card that was surely not charged: it is said so, and where to pay', async () => {
      const no = await post(at, { ...wish, paymentToken: 'unavailable' }, 'ko')
      refused(no, 503, 'payment-unavailable')
      assert.equal(no.body.detail, '결제가 잠시 지연되고 있습니다. 결제를 잠시 후에 다시 시도해 주세요.')
      assert.ok(Number(no.waits) > 0)
      const pay = new URL(no.body._links.pay.href).pathname
      // without a card in the request it is asked with the order’s own again, which is not to be had now either
      const again = await post(pay, {})
      refused(again, 503, 'payment-unavailable')
      assert.match(again.body.detail, /nothing was charged/)
      const [payments, key] = money
      refused(await post(payments, { [key]: numberOf(no) }), 503, 'payment-unavailable')
      assert.equal((await post(pay, { paymentToken: 'approve' })).status, 200)
      assert.equal((await post(`${at}/${numberOf(no)}/cancel`, {})).status, 200)
    })
    test('a card of which nobody knows yet: it is not said that nothing was charged', async () => {
      const no = await post(at, { ...wish, ...(name === 'cars' ? { carId: 2 } : {}), paymentToken: 'timeout-after' })
      refused(no, 503, 'payment-unknown')
      assert.match(no.body.detail, /never be charged twice/)
      const paid = await post(new URL(no.body._links.pay.href).pathname, {})
      assert.equal(paid.status, 200, JSON.stringify(paid.body))
      assert.equal((await post(`${at}/${numberOf(no)}/cancel`, {})).status, 200)
    })
    test('a card that was refused: paying again says that it was, and that nothing was charged', async () => {
      const wanted = { ...wish, ...(name === 'cars' ? { carId: 3 } : {}) }
      const before = await post(at, { ...wanted, paymentToken: 'unavailable' })
      const pay = `${at}/${numberOf(before)}/pay`
      refused(await post(pay, { paymentToken: 'decline' }), 422, 'payment-declined')
      const again = await post(pay, { paymentToken: 'approve' })
      refused(again, 422, 'payment-declined')
      assert.match(again.body.detail, /Nothing was charged/)
    })
    test('an order that was given up: paying it says what becomes of what was paid', async () => {
      const wanted = { ...wish, ...(name === 'cars' ? { carId: 3 } : {}) }
      const before = await post(at, { ...wanted, paymentToken: 'unavailable' })
      assert.equal((await post(`${at}/${numberOf(before)}/cancel`, {})).status, 200)
      const late = await post(`${at}/${numberOf(before)}/pay`, { paymentToken: 'approve' })
      refused(late, 409, 'expired')
      assert.match(late.body.detail, /goes back to you/)
    })
  })
