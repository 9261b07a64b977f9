// Details that the pages publish, and that no exchange shows: ports, routes, who answers for which context.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { System } from '@jumun/core/model'
import { systems } from '@jumun/systems'
import { delivery } from '@jumun/systems/delivery'
import { folder, hosted, until } from './hosted.ts'

const all = Object.values(systems) as System[]
/** Where the pages say that a context listens when its system is alone. */
const ports: { readonly [system: string]: { readonly [context: string]: number } } = {
  cafeteria: { order: 8081, payment: 8082, drink: 8083, customercenter: 8084 },
  bread: { order: 8081, pay: 8082, bakery: 8083, customer: 8084 },
  air: { schedulemgmt: 8081, customermgmt: 8082, reservationmgmt: 8083, notimgmt: 8084, reservationhist: 8085 },
  delivery: { ordering: 8081, store: 8082, rider: 8083, customer: 8084, coupon: 8085 },
  cars: { purchase: 8081, billing: 8082, consign: 8083, stock: 8084, dashboard: 8085 },
}
for (const { name, contexts } of all)
  test(`${name}: every context has the port of its page`, () =>
    assert.deepEqual(Object.fromEntries(contexts.map(c => [c.name, c.port])), ports[name]))

test('the page of reasons names every context with its class and its team as the code has them', () => {
  const page = readFileSync(new URL('../docs/contexts.md', import.meta.url), 'utf8')
  for (const { name, contexts } of all) {
    const [, section] = new RegExp(`\n## ${name}\n([^]*?)(\n## |$)`, 'i').exec(page)!
    const rows = section!
      .split('\n')
      .flatMap(line => (/^\| [a-z]/.test(line) && !line.startsWith('| context') ? [line.split('|').map(cell => cell.trim())] : []))
    assert.deepEqual(
      rows.map(([, context, level, team]) => [context, level, team]).sort((a, b) => a.join().localeCompare(b.join())),
      contexts.map(c => [c.name, c.level, c.team]).sort((a, b) => a.join().localeCompare(b.join())),
      name,
    )
    for (const [, context, , , answers, why] of rows) assert.ok(answers && why, `${name}: ${context} has a number and a reason`)
  }
})
test('teams are vertical: a context has one team, and no team has two contexts of a system', () => {
  for (const { name, contexts } of all) assert.equal(new Set(contexts.map(c => c.team)).size, contexts.length, name)
})

test('delivery: the routes of its page go through the gateway, pages of this machine may use them, and My Page remembers each step', async t => {
  const { host, get, post, stop } = await hosted(delivery, folder(t))
  t.after(stop)
  for (const route of ['orders', 'payments', 'foodCookings', 'stores', 'menus', 'deliveries', 'riders', 'mypages', 'messages', 'coupons'])
    assert.equal((await get(`/${route}`)).status, 200, route)
  const preflight = await fetch(`${host.address}/orders`, {
    method: 'OPTIONS',
    headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  })
  assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-origin')], [204, 'http://localhost:3000'])
  const { status, body } = await post('/orders', { item: '통닭', storeId: 1, customerId: 'kim' })
  assert.equal(status, 201)
  const times = await until('the page', async () => {
    const [row] = (await get(`/mypages?orderId=${body.id}`)).body._embedded.mypages
    return row?.status === 'paid' && row.times
  })
  assert.deepEqual(Object.keys(times).sort(), ['ordered', 'paid'])
})
test('delivery: a coupon for an order that there is not is 404, by the published way in', async t => {
  const { host, stop } = await hosted(delivery, folder(t))
  t.after(stop)
  for (const method of ['PUT', 'PATCH']) {
    const said = await fetch(`${host.address}/orders/99/updatecoupon`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ couponId: 1, orderId: 99, discountPrice: 1000, customerId: 'kim' }),
    })
    assert.deepEqual([said.status, ((await said.json()) as any).type], [404, '/problems/not-found'], method)
  }
})
