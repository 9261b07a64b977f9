// What comes in and goes out at the door of every system: one spelling, no question that is half understood, lists that may move.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Collection, System } from '@jumun/core/model'
import { systems } from '@jumun/systems'
import { type Answer, type Hosted, hosted, until } from './hosted.ts'

const nfd = (text: string) => text.normalize('NFD')
const wide = (text: string) => text.replace(/[0-9]/g, d => String.fromCharCode(0xff10 + Number(d)))
const malformed = (answer: Answer, ...said: readonly string[]) => {
  assert.deepEqual([answer.status, answer.body.type], [400, '/problems/malformed'], JSON.stringify(answer.body))
  for (const word of said) assert.ok(JSON.stringify(answer.body.errors).includes(word), `${word} in ${JSON.stringify(answer.body)}`)
}
type Call = (method: string, path: string, body: object) => Promise<Answer>
/** What an item offers besides where it is. */
const offers = ({ body }: Answer, item: string): string[] =>
  Object.keys(body._links).filter(rel => !['self', item, 'history'].includes(rel))
/** Runs each system once, for all that is asked of it here. */
const atDoorOf = (name: string, ask: (get: Hosted['get'], post: Hosted['post'], call: Call) => void): void =>
  void describe(name, () => {
    const data = mkdtempSync(join(tmpdir(), 'jumun-door-'))
    let running: Hosted
    before(async () => void (running = await hosted(systems[name] as System, data)))
    after(async () => {
      await running.stop()
      rmSync(data, { recursive: true, force: true })
    })
    ask(
      path => running.get(path),
      (path, body) => running.post(path, body),
      async (method, path, body) => {
        const said = await fetch(running.host.address + path, {
          method,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        return { status: said.status, body: await said.json() }
      },
    )
    const lists = (systems[name] as System).contexts.flatMap(c => Object.entries(c.routes)).filter(([, c]) => !c.single)
    for (const [things, collection] of lists) questions(things, collection, path => running.get(path))
  })
const questions = (things: string, { searches = {}, ranked = {} }: Collection, get: Hosted['get']): void =>
  void test(`${things}: what is not known in a question is refused with what is known`, async () => {
    malformed(await get(`/${things}?phoneNumbr=01000000000`), 'phoneNumbr', 'size', 'after')
    malformed(await get(`/${things}?Page=3`), 'Page')
    malformed(await get(`/${things}?page=1&page=2`), 'page')
    malformed(await get(`/${things}?sort=id&sort=id,desc`), 'sort')
    malformed(await get(`/${things}?sort=bogus`), 'sort', 'id')
    malformed(await get(`/${things}?after=999999`), 'after')
    malformed(await get(`/${things}/%C5%EB`))
    malformed(await get(`/${things}?size=1&x=%C5%EB`))
    for (const parameter of Object.keys(ranked)) {
      malformed(await get(`/${things}?${parameter}=%C5%EB`))
      malformed(await get(`/${things}?${parameter}=37.5,127&status=Ready`), 'status')
    }
    for (const [name, { by = [] }] of Object.entries(searches)) {
      const fields = by.map(field => `${field}=1`).join('&')
      malformed(await get(`/${things}/search/${name}?${fields}&bogus=1`), 'bogus')
      for (const field of by) malformed(await get(`/${things}?${field}=%C5%EB`))
    }
  })

atDoorOf('cafeteria', (get, post) => {
  const order = (more: object = {}) => post('/orders', { phoneNumber: '01077770001', productName: 'coffee', qty: 1, ...more })
  test('one phone, as people and address books write it', async () => {
    for (const phoneNumber of ['010-7777-0002', '010 7777 0002', '+82 10-7777-0002', '+821077770002', wide('01077770002')]) {
      const { status, body } = await order({ phoneNumber })
      assert.deepEqual([status, body.phoneNumber], [201, '01077770002'], phoneNumber)
      const asked = `phoneNumber=${encodeURIComponent(phoneNumber)}`
      assert.ok((await get(`/orders/search/findByPhoneNumber?${asked}`)).body.page.totalElements > 0, asked)
      assert.ok((await get(`/orders?${asked}`)).body.page.totalElements > 0, asked)
    }
  })
  test('a product is ordered, found and opened by its name, however it is typed', async () => {
    const { status, body } = await post('/menu', {
      productName: nfd('아메리카노'),
      price: 100,
      names: { ko: '아메리카노', en: 'Americano' },
    })
    assert.deepEqual([status, body.productName], [201, '아메리카노'])
    for (const productName of ['아메리카노', nfd('아메리카노'), '아메리\u200b카노']) {
      assert.equal((await order({ productName })).status, 201)
      assert.equal((await get(`/menu/${encodeURIComponent(productName)}`)).body.productName, '아메리카노')
    }
    assert.equal((await post('/menu', { productName: '아메리카노', price: 100 })).status, 409)
  })
  test('COM-21: the newest first, page after page while people order: each once, and each that was there', async () => {
    for (let i = 0; i < 12; i++) await order()
    const there = (await get('/orders?size=1000')).body._embedded.orders.map((o: any) => o.id)
    for (const sort of ['id,desc', 'createTime,desc', 'qty']) {
      const seen: number[] = []
      for (let next: string | undefined = `/orders?size=3&sort=${sort}`; next; ) {
        const { body } = await get(next)
        seen.push(...body._embedded.orders.map((o: any) => o.id))
        next = body._links.next && new URL(body._links.next.href).pathname + new URL(body._links.next.href).search
        if (seen.length < 20) await order()
      }
      assert.equal(new Set(seen).size, seen.length, `${sort}: ${seen}`)
      assert.deepEqual(
        there.filter((id: number) => !seen.includes(id)),
        [],
        sort,
      )
    }
  })
  test('+09:00 typed plainly into a query', async () => {
    const { id } = (await order()).body
    const later = new Date(Date.now() + 3_600_000 + 9 * 3_600_000).toISOString().slice(0, 19)
    const { status, body } = await get(`/orders/${id}/history?at=${later}+09:00`)
    assert.deepEqual([status, body.states.find((s: any) => s.item === 'order').status], [200, 'Ordered'])
  })
})
atDoorOf('bread', (get, post) => {
  test('a customer is one, and so is a bread, however they are typed', async () => {
    assert.equal((await post('/orders', { item: nfd('단팥빵'), qty: 1, customerId: '김철수' })).status, 422, 'not sold yet')
    assert.equal((await post('/items', { item: '단팥빵', price: 1000 })).status, 201)
    for (const form of [(text: string) => text, nfd, (text: string) => `${text}\u200b`])
      assert.equal((await post('/orders', { item: form('단팥빵'), qty: 1, customerId: form('김철수') })).status, 201)
    for (const who of ['김철수', nfd('김철수')])
      assert.equal((await get(`/orders?customerId=${encodeURIComponent(who)}`)).body.page.totalElements, 3)
    await until(
      'the page',
      async () =>
        (await get(`/mypages/search/findByCustomerId?customerId=${encodeURIComponent(nfd('김철수'))}`)).body.page.totalElements === 3,
    )
  })
})
atDoorOf('air', (get, post) => {
  const flight = { departureTime: '2099-03-07T09:00:00', arrivalTime: '2099-03-07T10:10:00', seats: 100, fare: 50_000 }
  test('an airport and a seat are one in capitals or not', async () => {
    const { status, body } = await post('/schedules', { ...flight, departure: 'icn', arrival: wide('Cju') })
    assert.deepEqual([status, body.departure, body.arrival], [201, 'ICN', 'CJU'])
    assert.equal((await get('/schedules/search/findByRoute?departure=Icn&arrival=cju')).body.page.totalElements, 1)
    await until('the flight', async () => {
      const made = await post('/reservations', {
        customerId: 11,
        peopleNo: 1,
        scheduleId: body.id,
        passengers: [{ name: 'Kim', seat: '1a' }],
      })
      return made.status === 201 && made.body.passengers[0].seat === '1A'
    })
  })
  test('a time whose year in UTC has more than four digits is none', async () => {
    malformed(
      await post('/schedules', { ...flight, departure: 'ICN', arrival: 'CJU', arrivalTime: '9999-12-31T23:59:59-12:00' }),
      'arrivalTime',
    )
  })
})
atDoorOf('delivery', (get, post) => {
  test('a dish, its store and its customer are found by their names, however they are typed', async () => {
    const made = await post('/orders', { item: nfd('통닭'), storeId: wide('1'), customerId: nfd('김영희') })
    assert.deepEqual([made.status, made.body.customerId, made.body.storeId], [201, '김영희', '1'], JSON.stringify(made.body))
    for (const who of ['김영희', nfd('김영희')]) {
      assert.equal((await get(`/orders?customerId=${encodeURIComponent(who)}`)).body.page.totalElements, 1)
      await until(
        'the page',
        async () => (await get(`/mypages/search/findByCustomerId?customerId=${encodeURIComponent(who)}`)).body.page.totalElements === 1,
      )
    }
    assert.equal((await get(`/stores/${encodeURIComponent(wide('1'))}`)).body.id, '1')
  })
  test('an area is found by its composed and by its decomposed name', async () => {
    assert.equal((await get(`/deliveries?area=${encodeURIComponent(nfd('강남구'))}`)).status, 200)
    malformed(await get('/deliveries?area=a%00b'), 'area')
    malformed(await get('/deliveries?area=서울&near=37.5,127'), 'near')
  })
})
atDoorOf('cars', (get, post, call) => {
  test('one car is sold in once, whatever the spelling of its plate', async () => {
    const car = { model: '소나타', year: 2020, mileage: 30_000, condition: 'A' }
    assert.equal((await post('/sales', { ...car, sellerId: 1, plateNumber: '12가3456' })).status, 201)
    const others = [nfd('12가3456'), wide('12가3456'), '12가-3456', '12가 3456', '12가3456\u200b']
    for (const [i, plateNumber] of others.entries())
      assert.deepEqual(
        await post('/sales', { ...car, sellerId: 2 + i, plateNumber }).then(a => [a.status, a.body.type]),
        [409, '/problems/exists'],
        plateNumber,
      )
  })
  test('COM-20: a transport offers its next step alone, and a purchase no cancel once the car is handed over', async () => {
    const made = await post('/purchases', { cuId: 11, carId: 1 })
    assert.deepEqual([made.status, offers(made, 'purchase')], [201, ['cancel']])
    const [{ id }] = await until('the transport', async () => {
      const { consigns } = (await get(`/consigns/search/findByPuId?puId=${made.body.puId}`)).body._embedded
      return consigns.length && consigns
    })
    for (const [step, next] of [
      ['load', ['depart', 'cancel']],
      ['depart', ['handOver', 'cancel']],
      ['handOver', []],
    ] as const) {
      const done = await post(new URL((await get(`/consigns/${id}`)).body._links[step].href).pathname)
      assert.deepEqual([done.status, offers(done, 'consign')], [200, next])
    }
    await until('the purchase knows', async () => offers(await get(`/purchases/${made.body.id}`), 'purchase').length === 0)
    const { status, body } = await post(`/purchases/${made.body.id}/cancel`)
    assert.deepEqual([status, body.type, body.allowed], [409, '/problems/handed-over', []])
  })
  test('COM-23: what is worked out, and a status that there is not, are 422 by PATCH, and /profile shows them', async () => {
    const { body } = await post('/purchases', { cuId: 12, carId: 2 })
    for (const change of [{ puStatus: 'Teleported' }, { puStatus: 'Expired' }]) {
      const said = await call('PATCH', `/purchases/${body.id}`, change)
      assert.deepEqual(
        [said.status, said.body.type, said.body.errors[0].field],
        [422, '/problems/not-changeable', 'puStatus'],
        JSON.stringify(said.body),
      )
    }
    assert.equal((await call('PATCH', `/purchases/${body.id}`, { puStatus: body.puStatus })).status, 200, 'what it is already')
    assert.equal((await call('PATCH', `/purchases/${body.id}`, { puStatus: 'N' })).body.puStatus, 'N')
    const again = await call('PATCH', `/purchases/${body.id}`, { puStatus: 'Y' })
    assert.deepEqual([again.status, again.body.type], [422, '/problems/not-changeable'])
    assert.ok((await get('/profile/purchases')).body.properties.puStatus.readOnly)
    for (const field of ['conId', 'conStatus', 'payStatus']) assert.ok((await get('/profile/consigns')).body.properties[field], field)
  })
})
