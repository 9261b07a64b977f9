import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { send } from './fixture/client.ts'
import { type Running, serve } from './fixture/serving.ts'
import { shop } from './fixture/shop.ts'
import { openDoor } from './open-door.ts'
import { isProblem, wish } from './rest-suite.ts'

const elsewhere = 'http://evil.example'
suite('COM-15: open access is for whoever sits at this machine, not for every page that they have open', () => {
  let r: Running
  before(async () => {
    const door = openDoor({ publicBase: 'https://jumun.example/shop', origins: ['https://listed.example'] })
    r = await serve(shop, { context: { door }, gateway: { door, cors: { origins: ['https://listed.example'] } }, own: { door } })
  })
  after(() => r.stop())
  /** The gateway, a context's own port, and what the gateway serves itself. */
  const doors = (): readonly (readonly [string, string])[] => [
    [r.gateway, '/orders'],
    [r.at.order!, '/orders'],
    [r.gateway, '/metrics'],
    [r.gateway, '/nowhere'],
  ]
  const order = (base: string, headers: { readonly [name: string]: string }, body: unknown = wish) =>
    send(base, 'POST', '/orders', { headers, body })
  const count = async () => (await send(r.gateway, 'GET', '/orders')).json.page.totalElements

  test('a name that is none of this machine’s is 421 at every door: whoever had it point here reads nothing', async () => {
    for (const [base, path] of doors())
      for (const host of [
        'evil.example',
        'evil.example:8088',
        'localhost.evil.example',
        '127.0.0.1.evil.example',
        '10.0.0.7',
        '[2001:db8::1]:80',
      ])
        isProblem(await send(base, 'GET', path, { headers: { host } }), 421, 'misdirected')
  })
  test('names of this machine, and the public one, are answered', async () => {
    for (const base of [r.gateway, r.at.order!])
      for (const host of ['localhost', 'LOCALHOST:1', '127.0.0.1:8088', '[::1]:8088', 'shop.localhost', 'jumun.example'])
        assert.equal((await send(base, 'GET', '/orders', { headers: { host } })).status, 200, host)
  })
  test('a page from elsewhere orders nothing and reads nothing, at the gateway and at a context', async () => {
    const before = await count()
    for (const base of [r.gateway, r.at.order!]) {
      for (const origin of [elsewhere, 'null', 'http://localhost.evil.example', 'https://jumun.example.evil.example', 'nonsense']) {
        const answer = await order(base, { origin })
        isProblem(answer, 403, 'foreign-page')
        assert.equal(answer.headers['access-control-allow-origin'], undefined, origin)
      }
      isProblem(await order(base, { 'sec-fetch-site': 'cross-site' }), 403, 'foreign-page')
      isProblem(
        await send(base, 'GET', '/orders', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } }),
        403,
        'foreign-page',
      )
    }
    isProblem(
      await send(r.gateway, 'OPTIONS', '/orders', { headers: { origin: elsewhere, 'access-control-request-method': 'POST' } }),
      403,
      'foreign-page',
    )
    assert.equal(await count(), before)
  })
  test('what a page sends without asking first has no type: 415', async () => {
    const before = await count()
    for (const base of [r.gateway, r.at.order!])
      isProblem(await order(base, { origin: 'http://localhost:3000' }, JSON.stringify(wish)), 415, 'unsupported-media-type')
    assert.equal(await count(), before)
  })
  test('pages of this machine, and those of the setting, are let in, and only they read', async () => {
    for (const origin of [
      'http://localhost:3000',
      'http://127.0.0.1',
      'http://[::1]:5173',
      'https://jumun.example',
      'https://listed.example',
    ]) {
      const answer = await order(r.gateway, { origin, 'content-type': 'application/json' })
      assert.deepEqual([answer.status, answer.headers['access-control-allow-origin']], [201, origin])
      assert.match(String(answer.headers.vary), /Origin/)
      assert.equal(answer.headers['access-control-allow-credentials'], origin === 'https://listed.example' ? 'true' : undefined)
    }
  })
  test('to follow a link from elsewhere is no act of that page', async () => {
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
      accept: 'text/html,*/*;q=0.8',
    }
    assert.equal((await send(r.gateway, 'GET', '/', { headers })).status, 200)
    isProblem(await send(r.gateway, 'POST', '/orders', { headers, body: wish }), 403, 'foreign-page')
  })
  test('curl, HTTPie and siege say nothing of origins, and work as typed', async () => {
    assert.equal((await order(r.gateway, {})).status, 201)
    assert.equal((await order(r.at.order!, {}, JSON.stringify(wish))).status, 201)
  })
})

test('guarded: any origin may ask without credentials, but never for what is the operators’', async t => {
  const r = await serve(shop, { access: 'guarded' })
  t.after(() => r.stop())
  const token = await r.token({ sub: 'op', roles: ['operator'] })
  const allowed = async (path: string) =>
    (await send(r.gateway, 'GET', path, { token, headers: { origin: elsewhere } })).headers['access-control-allow-origin']
  assert.equal(await allowed('/orders'), '*')
  const preflight = (path: string) =>
    send(r.gateway, 'OPTIONS', path, {
      headers: { origin: elsewhere, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x' },
    })
  const asked = await preflight('/orders')
  const { 'access-control-allow-origin': origin, 'access-control-allow-headers': headers } = asked.headers
  assert.deepEqual([asked.status, origin, headers], [204, '*', 'x'])
  assert.equal((await preflight('/operations/contexts')).headers['access-control-allow-origin'], undefined)
  for (const path of ['/operations', '/operations/contexts', '/operations?x']) assert.equal(await allowed(path), undefined, path)
})
