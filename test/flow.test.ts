// What the desk lays over a board, on the product as it runs: counts by note, what happened last, and where the money is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cafeteria } from '@jumun/systems/cafeteria'
import { caughtUp, folder, hosted, until } from './hosted.ts'

const phoneNumber = '01012345678'
test('a board tells by its notes how often, how many and what is still out, and its last events lead to their cases', async t => {
  const here = await hosted(cafeteria, folder(t))
  t.after(here.stop)
  const place = (paymentToken: string) => here.post('/orders', { phoneNumber, productName: 'coffee', qty: 2, paymentToken })
  const flow = async (context: string): Promise<any> =>
    (await here.get('/operations/boards/cafeteria')).body.contexts.find((c: any) => c.context === context)
  assert.equal((await place('approve')).status, 201)
  assert.equal((await place('approve')).status, 201)
  assert.equal((await place('decline')).status, 422)
  await caughtUp(here.board)
  await until('what was read is new', async () => (await flow('order')).items.order === 3)
  const order = await flow('order')
  assert.equal(order.events.Ordered, 2)
  const placed: number[] = Object.values(order.commands.PlaceOrder)
  assert.equal(
    placed.reduce((sum, n) => sum + n),
    3,
    'by what became of them',
  )
  assert.ok(order.seconds.pay > 0)
  await until('two drinks', async () => (await flow('drink')).items.drink === 2)
  await until('two rows', async () => (await flow('customercenter')).rows.mypage === 2)
  assert.equal((await here.get('/operations/boards/pub')).status, 404)

  const { events } = (await here.get('/operations/boards/cafeteria/order/events?type=Ordered')).body
  assert.deepEqual(
    events.map((e: any) => [e.type, e.case]),
    [
      ['Ordered', 'orderId/2'],
      ['Ordered', 'orderId/1'],
    ],
    'the newest first',
  )
  assert.equal(JSON.stringify(events).includes('5678'), false, 'what it said stays where it is')
  assert.equal((await here.get('/operations/boards/cafeteria/order/events?aggregate=menu&size=1')).body.events[0].aggregate, 'menu')
})

test('money that is unknown is named with its sum and its case, until the provider has said what became of it', async t => {
  const here = await hosted(cafeteria, folder(t))
  t.after(here.stop)
  const money = async (): Promise<any[]> => (await here.get('/operations/money')).body.money
  assert.deepEqual(await money(), [])
  const said = await here.post('/orders', { phoneNumber, productName: 'coffee', qty: 2, paymentToken: 'timeout-after' })
  assert.equal(said.status, 503)
  await until('it is named', async () => (await money()).length > 0)
  const [one] = await money()
  assert.deepEqual([one.system, one.context, one.case, one.amt], ['cafeteria', 'payment', 'orderId/1', 1000])
  assert.match(one.state, /^(unknown|under way)$/)
  assert.match(one.since, /^20\d\d-/)
  await until('it is known', async () => (await money()).length === 0)
})

test('of a case it is told what everybody saw at any moment: the customer, who makes it, and the books', async t => {
  const here = await hosted(cafeteria, folder(t))
  t.after(here.stop)
  assert.equal((await here.post('/orders', { phoneNumber, productName: 'coffee', qty: 2, paymentToken: 'approve' })).status, 201)
  await caughtUp(here.board)
  assert.equal((await here.post('/orders/1/cancel', {})).status, 200)
  await caughtUp(here.board)
  const at = async (time: string): Promise<any> => {
    const { past } = (await here.get(`/operations/cases/cafeteria/orderId/1?at=${time}`)).body
    const status = (context: string, name: string) => past.seen.find((s: any) => s.context === context && s.name === name)?.status
    return { past, status, is: [status('order', 'order'), status('drink', 'drink'), status('customercenter', 'mypage'), past.money] }
  }
  const { events } = (await here.get('/operations/cases/cafeteria/orderId/1')).body
  const timeOf = (type: string): string => events.find((e: any) => e.type === type).time
  const before = new Date(Date.parse(events[0].time) - 1).toISOString()
  assert.deepEqual((await at(before)).past.seen, [])
  const drinkMade = await at(timeOf('OrderInfoReceived'))
  assert.deepEqual([drinkMade.is[0], drinkMade.past.money.taken, drinkMade.past.money.back], ['Ordered', 1000, 0])
  assert.equal(drinkMade.status('customercenter', 'mypage'), 'Ordered')
  assert.ok(drinkMade.status('drink', 'drink'))
  const last = await at(new Date().toISOString())
  assert.deepEqual([last.is[0], last.past.money.taken, last.past.money.back], ['OrderCanceled', 1000, 1000])
  const mine = last.past.seen.find((s: any) => s.name === 'mypage')
  assert.deepEqual([mine.isCustomers, mine.shows.productName], [true, 'coffee'])
  assert.equal(JSON.stringify(last.past).includes('12345678'), false, 'nobody is named')
  assert.equal((await here.get('/operations/cases/cafeteria/orderId/1?at=noon')).status, 400)
  // a moment later it is as the states and rows themselves say now
  const [row] = (await here.get('/mypages/search/findByOrderId?orderId=1')).body._embedded.mypages
  assert.equal(mine.shows.drinkStatus, row.drinkStatus)
})
