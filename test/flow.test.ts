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
