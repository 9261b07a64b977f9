// Whoever lost the answer pays again; the order may have been turned down meanwhile. It was paid, so that is no mistake of theirs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bread } from '@jumun/systems/bread'
import { delivery } from '@jumun/systems/delivery'
import { auditIsClean, caughtUp, folder, hosted } from './hosted.ts'

test('bread: an order that the baker has turned down is shown to who pays it again', async t => {
  const data = folder(t)
  const { host, board, get, post, stop } = await hosted(bread, data)
  t.after(stop)
  const settings = await fetch(`${host.address}/bakeries/settings`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: '{"autoConfirm":false}',
  })
  assert.equal(settings.status, 200)
  const { id } = (await post('/orders', { item: 'cake', qty: 1 })).body
  await caughtUp(board)
  const [entry] = (await get(`/bakeries/search/findByOrderId?orderId=${id}`)).body._embedded.bakeries
  assert.equal((await post(`/bakeries/${entry.id}/reject`, { reason: '재료가 떨어졌습니다' })).status, 200)
  await caughtUp(board)
  const again = await post(`/orders/${id}/pay`, { paymentToken: 'approve' })
  assert.deepEqual([again.status, again.body.status], [200, 'Rejected'])
  await stop()
  await auditIsClean(bread, data)
})

test('delivery: who pays an order again that the store has turned down hears what became of the money', async t => {
  const data = folder(t)
  const { board, get, post, stop } = await hosted(delivery, data)
  t.after(stop)
  const { id } = (await post('/orders', { item: '통닭', storeId: 1, customerId: 'kim' })).body
  await caughtUp(board)
  const [food] = (await get(`/foodCookings/search/findByOrderId?orderId=${id}`)).body._embedded.foodCookings
  assert.equal((await post(`/foodCookings/${food.id}/accept`, { accept: false, reason: '재료 소진' })).status, 200)
  await caughtUp(board)
  const again = await post(`/orders/${id}/pay`, { paymentToken: 'approve' })
  assert.deepEqual([again.status, again.body.type], [409, '/problems/refunded'])
  await stop()
  await auditIsClean(delivery, data)
})
