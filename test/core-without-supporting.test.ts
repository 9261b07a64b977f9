// Every supporting context away: orders are taken and paid all the same (COM-90). When they come back, they catch up.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Level, System } from '@jumun/core/model'
import { systems } from '@jumun/systems'
import { cafeteria } from '@jumun/systems/cafeteria'
import { auditIsClean, caughtUp, folder, hosted, until } from './hosted.ts'

interface Order {
  /** What must be there before anybody orders, made while everybody is there. */
  readonly first?: readonly [path: string, body: object]
  readonly path: string
  /** The n-th order, from 1. */
  readonly body: (n: number) => object
  /** What the answer says of an order that is taken and paid. */
  readonly taken: object
  /** Where those who were away show the order of this number. */
  readonly later: (id: number) => string
}
const flight = { departure: 'ICN', arrival: 'CJU', departureTime: inDays(30), arrivalTime: inDays(31) }
/** By system an order that core alone can take. */
const orders: { readonly [system: string]: Order } = {
  cafeteria: {
    path: '/orders',
    body: () => ({ phoneNumber: '01012345678', productName: 'coffee', qty: 2, amt: 1000 }),
    taken: { status: 'Ordered' },
    later: id => `/drinks/search/findByOrderId?orderId=${id}`,
  },
  bread: {
    path: '/orders',
    body: () => ({ item: 'cake', qty: 1 }),
    taken: { status: 'Ordered' },
    later: id => `/bakeries/search/findByOrderId?orderId=${id}`,
  },
  air: {
    first: ['/schedules', flight],
    path: '/reservations',
    body: n => ({ customerId: n, peopleNo: 2, scheduleId: 1 }),
    taken: { status: 'Reserved' },
    later: id => `/reservationHists/search/findByReservationId?reservationId=${id}`,
  },
  delivery: {
    path: '/orders',
    body: () => ({ item: '통닭', storeId: 1, customerId: 'kim' }),
    taken: { status: 'OrderPlaced' },
    later: id => `/foodCookings/search/findByOrderId?orderId=${id}`,
  },
  cars: {
    path: '/purchases',
    body: n => ({ cuId: n, carId: n }),
    taken: { puStatus: 'Y' },
    later: id => `/consigns/search/findByPuId?puId=${id}`,
  },
}
function inDays(n: number): string {
  return new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 19)
}
const numbers = (some: readonly number[]) => some.toSorted((a, b) => a - b)
const contextsOf = (system: System, ...levels: Level[]) => system.contexts.filter(c => levels.includes(c.level)).map(c => c.name)

test('every system is tried', () =>
  assert.deepEqual(
    Object.keys(systems).filter(name => !(name in orders)),
    [],
  ))

for (const system of Object.values(systems) as System[])
  test(`COM-90: ${system.name} takes orders and money without ${contextsOf(system, 'supporting').join(', ')}`, async t => {
    const { first, path, body, taken: as, later } = orders[system.name]!
    const data = folder(t)
    const here = await hosted(system, data)
    try {
      const { host, board, get, post } = here
      if (first) {
        assert.equal((await post(...first)).status, 201)
        await caughtUp(board)
      }
      for (const name of contextsOf(system, 'supporting')) await host.stopContext(board, name)
      assert.deepEqual([...board.running.live.keys()].sort(), contextsOf(system, 'core', 'general').sort())
      const taken = await Promise.all([1, 2, 3].map(n => post(path, body(n))))
      for (const order of taken) {
        assert.equal(order.status, 201, JSON.stringify(order.body))
        assert.partialDeepStrictEqual(order.body, as)
      }
      const paid = [...board.running.books()].filter(e => e.kind === 'charge' && e.status === 'captured')
      assert.deepEqual(numbers(paid.map(e => e.reference)), numbers(taken.map(order => order.body.id)))
      assert.equal((await get(later(taken[0]!.body.id))).status, 503)

      for (const name of contextsOf(system, 'supporting')) await host.startContext(board, name)
      for (const { body } of taken)
        await until(`${system.name}: order ${body.id} has arrived`, async () => {
          const there = await get(later(body.id))
          return there.status === 200 && Object.values<any>(there.body._embedded)[0].length > 0
        })
      await caughtUp(board)
    } finally {
      await here.stop()
    }
    await auditIsClean(system, data)
  })

test('CAF-O1: without payment, which is bought, no order comes into being, and nobody hears of one', async t => {
  const { path, body } = orders['cafeteria']!
  const data = folder(t)
  const { host, board, get, post, stop } = await hosted(cafeteria, data)
  try {
    await host.stopContext(board, 'payment')
    const refused = await post(path, body(1))
    assert.equal(refused.status, 503, JSON.stringify(refused.body))
    await caughtUp(board)
    for (const things of ['orders', 'drinks', 'mypages', 'messages'])
      assert.equal((await get(`/${things}`)).body.page.totalElements, 0, things)
    await host.startContext(board, 'payment')
    const taken = await until('the breaker tries again', async () => {
      const answer = await post(path, body(2))
      return answer.status === 201 && answer
    })
    assert.equal(taken.body.status, 'Ordered')
    await caughtUp(board)
  } finally {
    await stop()
  }
  await auditIsClean(cafeteria, data)
})
