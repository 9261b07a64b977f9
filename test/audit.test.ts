// What an audit says of an order that is over: its last timers are still set, and it is held to how it should have ended all the same.
import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { test } from 'node:test'
import { auditData } from '@jumun/host'
import { around } from '@jumun/systems'
import { cafeteria } from '@jumun/systems/cafeteria'
import { cars } from '@jumun/systems/cars'
import { caughtUp, folder, hosted, until } from './hosted.ts'

test('a timer that has nothing to do any more is nothing to wait for: an audit finds money that is missing within the minute', async t => {
  const data = folder(t)
  const here = await hosted(cafeteria, data)
  t.after(here.stop)
  const made = await here.post('/orders', { phoneNumber: '01012345678', productName: 'coffee', qty: 2, amt: 1000 })
  assert.equal(made.status, 201)
  await caughtUp(here.board)
  const drinks = (await here.get(`/drinks/search/findByOrderId?orderId=${made.body.id}`)).body._embedded.drinks
  for (const command of ['receive', 'make', 'handOver']) assert.equal((await here.post(`/drinks/${drinks[0].id}/${command}`)).status, 200)
  await caughtUp(here.board)
  await here.stop()
  const whole = await auditData(around(cafeteria), data)
  assert.deepEqual([whole.waiting, whole.broken], [{}, []])

  const books = new DatabaseSync(join(data, 'cafeteria', 'sandbox-psp.db'))
  books.exec('DELETE FROM entry')
  books.close()
  const { broken } = await auditData(around(cafeteria), data)
  assert.deepEqual(
    broken.map(({ where }) => where),
    [`orderId/${made.body.id}`],
  )
  assert.match(broken[0]!.promise, /money/)
})

test('a row that nobody sees yet is held against its events as well: a payment found for a purchase that nobody took up again', async t => {
  const data = folder(t)
  const { board, get, post, stop } = await hosted(cars, data)
  t.after(stop)
  assert.equal((await post('/purchases', { cuId: 11, carId: 1, paymentToken: 'timeout-after' })).status, 503)
  await until(
    'the charge is found',
    async () => (await get('/billings/search/findByPuId?puId=1')).body._embedded.billings[0]?.payStatus === 'Y',
  )
  await caughtUp(board)
  assert.equal((await get('/dashes')).body.page.totalElements, 0)
  await stop()
  assert.deepEqual((await auditData(around(cars), data)).broken, [])
})
