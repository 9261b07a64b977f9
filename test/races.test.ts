// Races through real sockets that the systems' own exchanges do not show: for what there is only so much of, and against a change of mind.
// Whoever is told "later" asks again under the same key, as everybody may; exactly the right number win, the others hear why, nothing is
// lost or doubled.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bread } from '@jumun/systems/bread'
import { cafeteria } from '@jumun/systems/cafeteria'
import { cars } from '@jumun/systems/cars'
import { type Answer, auditIsClean, caughtUp, folder, hosted, until } from './hosted.ts'

const sender = (base: string) => async (method: string, path: string, body: object, headers: object) => {
  const said = await fetch(base + path, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
  return { status: said.status, body: (await said.json()) as any }
}
const slug = ({ body }: Answer): string => String(body.type).replace('/problems/', '')
/** Asks until it is decided. */
const decided = (ask: () => Promise<Answer>): Promise<Answer> =>
  until('it is decided', async () => {
    const answer = await ask()
    return answer.status < 500 && slug(answer) !== 'in-progress' && answer
  })
const times = <T>(n: number, work: (i: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: n }, (_, i) => work(i)))
const words = (answers: readonly Answer[]) => [...new Set(answers.map(a => `${a.status} ${slug(a)}`))]

const scarce = [
  {
    system: cafeteria,
    there: ['PATCH', 'menu', 'cake'] as const,
    wish: (i: number) => ({ phoneNumber: `010${String(i).padStart(8, '0')}`, productName: 'cake', qty: 1, amt: 3000 }),
    made: '/drinks',
  },
  {
    system: bread,
    there: ['PUT', 'items', 'cake'] as const,
    wish: (i: number) => ({ customerId: `racer ${i}`, item: 'cake', qty: 1 }),
    made: '/bakeries',
  },
]
for (const { system, there, wish, made } of scarce)
  test(`${system.name}: a hundred want one of five cakes: five have one`, async t => {
    const data = folder(t)
    const { host, board, get, stop } = await hosted(system, data)
    t.after(stop)
    const send = sender(host.address)
    const [method, collection, name] = there
    const id = collection === 'items' ? name : (await get(`/menu?productName=${name}`)).body._embedded.menu[0].id
    assert.equal((await send(method, `/${collection}/${id}`, { stock: 5 }, {})).status, 200)
    const answers = await times(100, i => decided(() => send('POST', '/orders', wish(i), { 'idempotency-key': `racer-${i}` })))
    const won = answers.filter(a => a.status === 201)
    assert.equal(won.length, 5, words(answers).join())
    assert.deepEqual(words(answers.filter(a => a.status !== 201)), ['409 sold-out'])
    await caughtUp(board)
    assert.equal((await get('/orders')).body.page.totalElements, 5)
    assert.equal((await get(made)).body.page.totalElements, 5)
    assert.equal((await get(`/${collection}/${id}`)).body.stock, 0)
    await stop()
    await auditIsClean(system, data)
  })

/** What both sides say in the end, once they agree. */
const ended = <T>(what: string, read: () => Promise<T | undefined>): Promise<T> => until(what, read)

test('cafeteria: a cancel against the barista: what is being made is not cancelled, what is cancelled is not made', async t => {
  const data = folder(t)
  const { board, get, post, stop } = await hosted(cafeteria, data)
  t.after(stop)
  const ids = await times(20, async i => {
    const wish = { phoneNumber: `010${String(i).padStart(8, '0')}`, productName: 'coffee', qty: 1, amt: 500, paymentToken: 'approve' }
    const { body, status } = await post('/orders', wish)
    return status === 201
      ? (body.id as number)
      : decided(() => post(`/orders/${/\d+$/.exec(body.instance)![0]}/pay`)).then(a => a.body.id as number)
  })
  await caughtUp(board)
  const ends = await Promise.all(
    ids.map(async id => {
      const drink = (await get(`/drinks/search/findByOrderId?orderId=${id}`)).body._embedded.drinks[0].id
      const [cancelled] = await Promise.all([post(`/orders/${id}/cancel`), post(`/drinks/${drink}/receive`)])
      assert.equal(cancelled.status, 200)
      return ended(`order ${id} is made or cancelled`, async () => {
        const [order, made] = await Promise.all([get(`/orders/${id}`), get(`/drinks/${drink}`)])
        const says = `${order.body.status} ${order.body.cancellation}, ${made.body.status}`
        return ['OrderCanceled done, DrinkCanceled', 'Ordered refused, Receipted'].find(end => end === says)
      })
    }),
  )
  assert.equal(ends.length, 20)
  await caughtUp(board)
  await stop()
  await auditIsClean(cafeteria, data)
})

test('bread: a cancel against the baker, who says yes or no, or begins to bake', async t => {
  const data = folder(t)
  const { host, board, get, post, stop } = await hosted(bread, data)
  t.after(stop)
  assert.equal((await sender(host.address)('PUT', '/bakeries/settings', { autoConfirm: false }, {})).status, 200)
  const doings = [['confirm'], ['reject'], ['confirm', 'bake']]
  const ids = await times(
    21,
    async i =>
      (
        await decided(() =>
          sender(host.address)('POST', '/orders', { item: 'bread', qty: 1, customerId: `c${i}` }, { 'idempotency-key': `c${i}` }),
        )
      ).body.id as number,
  )
  await caughtUp(board)
  await Promise.all(
    ids.map(async (id, i) => {
      const entry = (await get(`/bakeries/search/findByOrderId?orderId=${id}`)).body._embedded.bakeries[0].id
      const [first, second] = doings[i % doings.length]!
      if (second) assert.equal((await post(`/bakeries/${entry}/confirm`)).status, 200)
      const [cancelled, done] = await Promise.all([
        post(`/orders/${id}/cancel`),
        post(`/bakeries/${entry}/${second ?? first}`, { reason: '재료가 떨어졌습니다' }),
      ])
      // who is refused hears that it is too late, and nothing else
      for (const answer of [cancelled, done])
        if (answer.status !== 200) assert.equal(`${answer.status} ${slug(answer)}`, '409 not-allowed-now')
      await ended(`order ${id} ends`, async () => {
        const [order, baked, payment] = await Promise.all([
          get(`/orders/${id}`),
          get(`/bakeries/${entry}`),
          get(`/payments/search/findByOrderId?orderId=${id}`).then(found => found.body._embedded.payments[0]),
        ])
        const says = `${order.body.status} ${order.body.cancellation}, ${baked.body.status}, ${payment.action} ${payment.status}`
        return [
          'Canceled done, Canceled, cancel canceled',
          'Canceled done, Rejected, cancel canceled',
          'Rejected null, Rejected, cancel canceled',
          'Baking refused, Baking, apply approved',
          'Baking null, Baking, apply approved',
        ].find(end => end === says)
      })
    }),
  )
  await caughtUp(board)
  await stop()
  await auditIsClean(bread, data)
})

test('cars: a cancel against the handover, and a seller’s cancel against a buyer: nobody has both car and money', async t => {
  const data = folder(t)
  const { host, board, get, post, stop } = await hosted(cars, data)
  t.after(stop)
  const send = sender(host.address)
  const first = async (path: string, things: string) => (await get(path)).body._embedded[things][0]
  const consigned = async (of: string, search: string, ...steps: string[]) => {
    const { id } = await until(`${search} of ${of}`, () => first(`/consigns/search/${search}`, 'consigns'))
    for (const step of steps) assert.equal((await post(`/consigns/${id}/${step}`)).status, 200)
    return id as number
  }
  await times(12, async i => {
    const { carId } = (await post('/stocks', { carType: '모닝', salePrice: 5_000_000 })).body
    await until('it is offered', async () => (await get(`/stocks/${carId}`)).body.available)
    const { puId } = (await decided(() => send('POST', '/purchases', { cuId: i + 1, carId }, { 'idempotency-key': `buyer-${i}` }))).body
    const id = await consigned(`purchase ${puId}`, `findByPuId?puId=${puId}`, 'load', 'depart')
    const [cancelled, over] = await Promise.all([post(`/purchases/${puId}/cancel`), post(`/consigns/${id}/handOver`)])
    for (const answer of [cancelled, over]) if (answer.status !== 200) assert.equal(answer.status, 409)
    await ended(`purchase ${puId} ends`, async () => {
      const [p, transport, money] = [
        (await get(`/purchases/${puId}`)).body,
        (await get(`/consigns/${id}`)).body,
        await first(`/billings/search/findByPuId?puId=${puId}`, 'billings'),
      ]
      const says = `${p.puStatus} ${p.cancellation}, ${transport.conStatus} ${transport.stage}, ${money.payStatus}`
      return ['N done, NO inTransit, M', 'Y refused, YES handedOver, Y', 'Y null, YES handedOver, Y'].find(end => end === says)
    })
  })
  await times(8, async i => {
    const sale = await decided(() =>
      send(
        'POST',
        '/sales',
        { model: '모닝', year: 2020, mileage: 30_000, condition: 'B', sellerId: 100 + i, plateNumber: `12가${3000 + i}` },
        { 'idempotency-key': `sale-${i}` },
      ),
    )
    const { saleId } = sale.body
    assert.equal((await post(`/sales/${saleId}/decide`, { buy: true })).status, 200)
    await consigned(`sale ${saleId}`, `findBySaleId?saleId=${saleId}`, 'load', 'depart', 'handOver')
    const { carId } = await until(`sale ${saleId} is in stock`, async () => {
      const { body } = await get(`/sales/${saleId}`)
      return body.carId && (await get(`/stocks/${body.carId}`)).body.available && body
    })
    const [cancelled, bought] = await Promise.all([
      decided(() => post(`/sales/${saleId}/cancel`)),
      decided(() => send('POST', '/purchases', { cuId: 200 + i, carId }, { 'idempotency-key': `of-${saleId}` })),
    ])
    assert.deepEqual(
      [cancelled.status, bought.status].sort((a, b) => a - b).map(s => (s === 201 ? 200 : s)),
      [200, 409],
      `${slug(cancelled)} ${slug(bought)}`,
    )
  })
  await caughtUp(board)
  await stop()
  await auditIsClean(cars, data)
})
