// A team that comes later adds a context that only listens (COM-91): nobody else changes, it knows all that happened before
// it came, and when it is taken away again nobody misses it.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { type Context, type System, systemOf } from '@jumun/core/model'
import { air } from '@jumun/systems/air'
import { cafeteria } from '@jumun/systems/cafeteria'
import { cars } from '@jumun/systems/cars'
import { marketing } from '../systems/air/marketing/index.ts'
import { insight } from '../systems/cars/insight/index.ts'
import { loyalty } from '../systems/cafeteria/loyalty/index.ts'
import { auditIsClean, caughtUp, folder, type Hosted, hosted, until } from './hosted.ts'

const plus = (system: System, more: Context) => systemOf(system.name, { ...system, contexts: [...system.contexts, more] })
/** The tables and indexes of every context's database. */
const schemas = ({ name, contexts }: System, data: string) =>
  contexts.map(context => {
    const db = new DatabaseSync(join(data, name, `${context.name}.db`), { readOnly: true })
    const rows = db.prepare('select type, name, sql from sqlite_schema order by type, name').all()
    db.close()
    return [context.name, rows.map(row => ({ ...row }))]
  })
/** Runs a system on the data until the work is done and everybody has heard of it, and leaves the data clean. */
const shift = async (system: System, data: string, work: (here: Hosted) => Promise<void>) => {
  const here = await hosted(system, data)
  try {
    await work(here)
    await caughtUp(here.board)
  } finally {
    await here.stop()
  }
  await auditIsClean(system, data)
}

test('CAF-B6, COM-91: loyalty comes later, knows what was drunk before, counts on, and is taken away again', async t => {
  const data = folder(t)
  const kim = '01011112222'
  const lee = '01033334444'
  const order = async ({ post }: Hosted, phoneNumber: string, productName: string, qty: number): Promise<number> => {
    const { status, body } = await post('/orders', { phoneNumber, productName, qty })
    assert.equal(status, 201, JSON.stringify(body))
    return body.id
  }
  const make = async ({ get, post }: Hosted, orderId: number) => {
    const drink = await until(
      `the drink of order ${orderId}`,
      async () => (await get(`/drinks/search/findByOrderId?orderId=${orderId}`)).body._embedded?.drinks[0],
    )
    for (const step of ['receive', 'make']) assert.equal((await post(`/drinks/${drink.id}/${step}`)).status, 200)
  }
  const cancel = async ({ get, post }: Hosted, orderId: number) => {
    assert.equal((await post(`/orders/${orderId}/cancel`)).status, 200)
    await until(
      'the money is back',
      async () => (await get(`/mypages/search/findByOrderId?orderId=${orderId}`)).body._embedded.mypages[0]?.status === 'PaymentCanceled',
    )
  }
  const points = async ({ get }: Hosted, phoneNumber: string): Promise<number | undefined> =>
    (await get(`/points/search/findByPhoneNumber?phoneNumber=${phoneNumber}`)).body._embedded?.points[0]?.points

  await shift(cafeteria, data, async here => {
    await make(here, await order(here, kim, 'cake', 2)) // 6000 won: 6 points
    await make(here, await order(here, kim, 'coffee', 3)) // 1500 won: 1 point
    await make(here, await order(here, lee, 'coffee', 1)) // 500 won: none
    await cancel(here, await order(here, kim, 'cake', 5))
    await order(here, lee, 'cake', 1) // ordered, and not made yet
    assert.equal((await here.get('/points')).status, 404)
  })
  const before = schemas(cafeteria, data)

  const withLoyalty = plus(cafeteria, loyalty)
  await shift(withLoyalty, data, async here => {
    await until('what was drunk before counts', async () => (await points(here, kim)) === 7)
    assert.equal(await points(here, lee), undefined)
    await make(here, 5) // what was ordered before it came and is made now
    await make(here, await order(here, kim, 'latte', 2))
    await cancel(here, await order(here, lee, 'cake', 3))
    await until('what is made now counts', async () => (await points(here, kim)) === 9 && (await points(here, lee)) === 3)
  })
  assert.deepEqual(schemas(cafeteria, data), before)

  await shift(cafeteria, data, async here => {
    await make(here, await order(here, kim, 'cake', 1))
    assert.equal((await here.get('/points')).status, 404)
  })
  assert.deepEqual(schemas(cafeteria, data), before)

  // and should it ever come back, it has missed nothing either
  await shift(withLoyalty, data, here => until('what it missed counts', async () => (await points(here, kim)) === 12).then(() => {}))
})

test('AIR-B8, COM-91: marketing comes later, knows what was wanted before, counts on, and is taken away again', async t => {
  const data = folder(t)
  const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 19)
  const flight = async ({ post }: Hosted, departure: string, arrival: string): Promise<number> => {
    const { status, body } = await post('/schedules', { departure, arrival, departureTime: day(30), arrivalTime: day(31) })
    assert.equal(status, 201, JSON.stringify(body))
    return body.id
  }
  const reserve = async ({ post }: Hosted, customerId: number, scheduleId: number, peopleNo: number): Promise<number> => {
    const { status, body } = await post('/reservations', { customerId, scheduleId, peopleNo })
    assert.equal(status, 201, JSON.stringify(body))
    return body.id
  }
  const cancel = async ({ post }: Hosted, reservationId: number) =>
    assert.equal((await post(`/reservations/${reservationId}/cancel`)).status, 200)
  const mostWanted = async ({ get }: Hosted): Promise<string> =>
    (await get('/routes?sort=people,desc')).body._embedded.routes.map((r: any) => `${r.route} ${r.people}`).join(', ')
  const offers = async ({ get }: Hosted, customerId: number): Promise<string> =>
    (await get(`/recommendations/search/findByCustomerId?customerId=${customerId}`)).body._embedded.recommendations
      .map((r: any) => r.routes.join(' '))
      .join()

  let jeju = 0
  let tokyo = 0
  await shift(air, data, async here => {
    jeju = await flight(here, 'ICN', 'CJU')
    tokyo = await flight(here, 'ICN', 'NRT')
    await reserve(here, 1, jeju, 2)
    await reserve(here, 1, tokyo, 1)
    await cancel(here, await reserve(here, 2, tokyo, 9))
    assert.equal((await here.get('/routes')).status, 404)
  })
  const before = schemas(air, data)

  const withMarketing = plus(air, marketing)
  await shift(withMarketing, data, async here => {
    await until('what was wanted before counts', async () => (await mostWanted(here)) === 'ICN-CJU 2, ICN-NRT 1')
    await until(
      'what was wanted before is offered',
      async () => (await offers(here, 1)) === 'ICN-CJU ICN-NRT' && (await offers(here, 2)) === '',
    )
    await reserve(here, 2, tokyo, 4)
    await until(
      'what is wanted now counts',
      async () => (await mostWanted(here)) === 'ICN-NRT 5, ICN-CJU 2' && (await offers(here, 2)) === 'ICN-NRT',
    )
  })
  assert.deepEqual(schemas(air, data), before)

  await shift(air, data, async here => {
    await reserve(here, 3, jeju, 5)
    assert.equal((await here.get('/routes')).status, 404)
  })
  assert.deepEqual(schemas(air, data), before)

  await shift(withMarketing, data, here =>
    until('what it missed counts', async () => (await mostWanted(here)) === 'ICN-CJU 7, ICN-NRT 5').then(() => {}),
  )
})

test('CAR-B5, COM-91: insight comes later, knows what was sold before, counts on, and is taken away again', async t => {
  const data = folder(t)
  const buy = async ({ get, post }: Hosted, carId: number): Promise<number> => {
    const { status, body } = await post('/purchases', { cuId: 11, carId })
    assert.equal(status, 201, JSON.stringify(body))
    await until(`car ${carId} is out`, async () => (await get(`/stocks/${carId}`)).body.stockTotal === 0)
    return body.id
  }
  const sold = async ({ get }: Hosted): Promise<string> =>
    (await get('/trends?sort=model')).body._embedded.trends
      .map((trend: any) => `${trend.model} ${trend.sold} ${trend.prices.at(-1).sold}`)
      .join(', ')

  await shift(cars, data, async here => {
    await buy(here, 1)
    const second = await buy(here, 2)
    assert.equal((await here.post(`/purchases/${second}/cancel`)).status, 200)
    await until('the car is back', async () => (await here.get('/stocks/2')).body.stockTotal === 1)
    assert.equal((await here.get('/trends')).status, 404)
  })
  const before = schemas(cars, data)

  const withInsight = plus(cars, insight)
  await shift(withInsight, data, async here => {
    await until('what was sold before counts', async () => /^소나타 1 12000000(, 아반떼 0 null)?$/.test(await sold(here)))
    await buy(here, 3)
    await until('what is sold now counts', async () => (await sold(here)).includes('모닝 1 5200000'))
  })
  assert.deepEqual(schemas(cars, data), before)

  await shift(cars, data, async here => {
    await buy(here, 2)
    assert.equal((await here.get('/trends')).status, 404)
  })
  assert.deepEqual(schemas(cars, data), before)

  await shift(withInsight, data, here =>
    until('what it missed counts', async () => (await sold(here)).includes('아반떼 1 9500000')).then(() => {}),
  )
})
