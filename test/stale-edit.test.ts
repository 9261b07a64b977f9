// What a manager or a baker edits was read some time ago: meanwhile people order.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systems } from '@jumun/systems'
import { cafeteria } from '@jumun/systems/cafeteria'
import { caughtUp, folder, hosted, until } from './hosted.ts'

const shops = [
  { name: 'cafeteria', at: '/menu/4', order: { phoneNumber: '01012345678', productName: 'cake', qty: 4 } },
  { name: 'bread', at: '/items/donut', order: { item: 'donut', qty: 4 } },
] as const

for (const { name, at, order } of shops)
  test(`${name}: an edit that was read before an order does not give back what the order took`, async t => {
    const { host, post, get, stop } = await hosted(systems[name]!, folder(t))
    t.after(stop)
    const put = async (body: object, headers: object = {}) => {
      const said = await fetch(host.address + at, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
      return { status: said.status, etag: said.headers.get('etag'), body: (await said.json()) as any }
    }
    const first = await put({ stock: 10 })
    assert.equal(first.body.stock, 10)
    assert.equal((await post('/orders', order)).status, 201)
    const { price } = first.body
    for (const body of [{ ...first.body, price: price + 1 }, first.body]) {
      const stale = await put(body)
      assert.deepEqual([stale.status, stale.body.type], [412, '/problems/precondition-failed'])
    }
    assert.equal((await put(first.body, { 'if-match': first.etag })).status, 412)
    assert.equal((await get(at)).body.stock, 6)
    // what does not move may be changed as ever; how much there is may be said alone, or with the version that was seen
    const dearer = await put({ price: price + 1 })
    assert.deepEqual([dearer.status, dearer.body.price, dearer.body.stock], [200, price + 1, 6])
    const whole = await put({ ...dearer.body, stock: 9 }, { 'if-match': dearer.etag })
    assert.deepEqual([whole.status, whole.body.stock], [200, 9])
    assert.equal((await put({ stock: 3 })).body.stock, 3)
  })

for (const { name, at, order } of shops)
  test(`${name}: what was taken before somebody counted does not come back into that number`, async t => {
    const { board, host, post, get, stop } = await hosted(systems[name]!, folder(t))
    t.after(stop)
    const put = (body: object) =>
      fetch(host.address + at, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    await put({ stock: 10 })
    const { id } = (await post('/orders', order)).body
    await caughtUp(board)
    await put({ stock: 0 })
    assert.equal((await post(`/orders/${id}/cancel`)).status, 200)
    await until('the money is back', async () => (await get(`/orders/${id}`)).body.cancellation === 'done')
    await caughtUp(board)
    assert.equal((await get(at)).body.stock, 0)
  })
test('cafeteria: an item that is put on the menu again has what was counted then', async t => {
  const { board, host, post, get, stop } = await hosted(cafeteria, folder(t))
  t.after(stop)
  const menu = (stock: number) => post('/menu', { productName: 'bun', price: 700, stock })
  const { id } = (await menu(5)).body
  const order = (await post('/orders', { phoneNumber: '01012345678', productName: 'bun', qty: 2 })).body
  await caughtUp(board)
  await fetch(`${host.address}/menu/${id}`, { method: 'DELETE' })
  assert.equal((await menu(1)).body.stock, 1)
  assert.equal((await post(`/orders/${order.id}/cancel`)).status, 200)
  await until('the money is back', async () => (await get(`/orders/${order.id}`)).body.cancellation === 'done')
  await caughtUp(board)
  assert.equal((await get(`/menu/${id}`)).body.stock, 1)
})
