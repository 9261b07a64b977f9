import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, createServer as createSocketServer } from 'node:net'
import { after, before, suite, test } from 'node:test'
import { send } from './fixture/client.ts'
import { type Running, serve } from './fixture/serving.ts'
import { shop } from './fixture/shop.ts'
import { baseOf, limiter, Replicas, type Site, trustIn } from './index.ts'
import { costOf } from './limits.ts'
import { isProblem, phone, wish } from './rest-suite.ts'

suite('one system alone', () => {
  let r: Running
  let made = true
  const site: Site = {
    prepare: () => Promise.resolve(),
    has: path => ['/', '/shops/shop'].includes(path),
    page: () => Promise.resolve({ text: made ? 'page' : 'soon', policy: "default-src 'none'", wait: !made }),
    asset: name =>
      Promise.resolve(name === 'app-1a2b.js' ? { body: Buffer.from('x'), type: 'text/javascript', encoding: 'br' as const } : undefined),
  }
  before(async () => {
    r = await serve(shop, { own: { site }, gateway: { cors: { origins: ['https://ours.example'] } } })
  })
  after(() => r.stop())
  const get = (path: string, headers = {}) => send(r.gateway, 'GET', path, { headers })

  test('COM-11: the first segment of the path chooses the context', async () => {
    const made = await send(r.gateway, 'POST', '/orders', { body: wish })
    assert.equal(made.status, 201)
    for (const path of [
      '/orders',
      '/menu',
      '/payments',
      '/drinks',
      '/mypages',
      '/orders/search',
      '/profile/drinks',
      '/orders?size=1',
      '/orders/',
    ])
      assert.equal((await get(path)).status, 200, path)
  })
  test("COM-12: answers are the context's own: status, body, headers", async () => {
    for (const path of ['/orders/1', '/orders/999', '/orders?size=0', '/orders?sort=id,desc&size=1']) {
      const [here, there] = [await send(r.at.order!, 'GET', path), await get(path)]
      const { date: _, 'x-request-id': mine, ...headers } = here.headers
      const { date: __, 'x-request-id': its, ...through } = there.headers
      assert.match(`${mine} ${its}`, /^[0-9a-f]{32} [0-9a-f]{32}$/)
      assert.deepEqual([there.status, through], [here.status, headers])
      if (here.status < 400) assert.equal(there.text, here.text)
    }
  })
  test("COM-13: hrefs and Location carry the context's own address", async () => {
    const made = await send(r.gateway, 'POST', '/orders', { body: wish })
    assert.equal(made.headers.location, `${r.at.order}/orders/${made.json.id}`)
    assert.equal(made.json._links.self.href, `${r.at.order}/orders/${made.json.id}`)
  })
  test('COM-11: an unknown path is a problem for programs and the page for people', async () => {
    for (const path of ['/nothing', '/asks/PayOrder', '/orderinfos', '/', '//orders', '/ORDERS', '/orders,']) {
      const answer = await get(path, { accept: 'application/json' })
      if (path === '/') assert.deepEqual([answer.status, answer.json._links.orders.href], [200, `${r.gateway}/orders`])
      else isProblem(answer, 404, 'not-found')
      const page = await get(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
      assert.deepEqual([page.status, page.headers['content-type']], [path === '/' ? 200 : 404, 'text/html; charset=UTF-8'])
    }
    isProblem(await send(r.gateway, 'POST', '/nothing', { body: {}, headers: { accept: 'text/html' } }), 404, 'not-found')
  })
  test('COM-11: a context that is down is 503 with Retry-After 1, and the others go on', async () => {
    const stopped = r.contexts.get('drink')!
    r.contexts.set('drink', {})
    try {
      const answer = await get('/drinks')
      isProblem(answer, 503, 'unavailable')
      assert.equal(answer.headers['retry-after'], '1')
      assert.equal((await send(r.gateway, 'POST', '/orders', { body: wish })).status, 201)
    } finally {
      r.contexts.set('drink', stopped)
    }
    assert.equal((await get('/drinks')).status, 200)
  })
  test('COM-15: origins of this machine without credentials, listed ones with; a preflight is 204', async () => {
    const origin = 'http://localhost:3000'
    const anyone = await get('/orders', { origin })
    assert.deepEqual(
      [anyone.headers['access-control-allow-origin'], anyone.headers['access-control-allow-credentials']],
      [origin, undefined],
    )
    assert.match(String(anyone.headers['access-control-expose-headers']), /Location.*ETag/)
    const ours = await get('/orders/999', { origin: 'https://ours.example' })
    assert.deepEqual(
      [ours.status, ours.headers['access-control-allow-origin'], ours.headers['access-control-allow-credentials']],
      [404, 'https://ours.example', 'true'],
    )
    assert.match(ours.headers.vary!, /Origin/)
    for (const path of ['/orders/1', '/nothing', '/'])
      for (const method of ['PATCH', 'DELETE', 'POST']) {
        const answer = await send(r.gateway, 'OPTIONS', path, {
          headers: {
            origin,
            'access-control-request-method': method,
            'access-control-request-headers': 'content-type,idempotency-key',
          },
        })
        assert.deepEqual([answer.status, answer.text], [204, ''])
        assert.match(String(answer.headers['access-control-allow-methods']), RegExp(method))
        assert.equal(answer.headers['access-control-allow-headers'], 'content-type,idempotency-key')
      }
    assert.equal((await send(r.gateway, 'OPTIONS', '/orders')).headers.allow, 'GET, HEAD, POST, OPTIONS')
  })
  test('a request target that names a host is understood', async () => {
    const { port } = new URL(r.gateway)
    const answer = await new Promise<string>((done, failed) => {
      const socket = connect(Number(port), '127.0.0.1')
      let read = ''
      socket
        .on('data', d => (read += d))
        .on('end', () => done(read))
        .on('error', failed)
      socket.end(`GET http://localhost:${port}/orders?size=1 HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`)
    })
    assert.match(answer, /^HTTP\/1\.1 200 /)
  })
  test("health and metrics are the gateway's own", async () => {
    assert.deepEqual((await get('/actuator/health')).json, { status: 'UP' })
    assert.match((await get('/metrics')).text, /process_cpu_user_seconds_total/)
  })
  test('the web app: its page where it has one, a 404 elsewhere, its files for ever, a page that waits until it is made', async () => {
    const look = { accept: 'text/html,*/*;q=0.8' }
    made = false
    const waits = await get('/', look)
    assert.deepEqual([waits.status, waits.headers['retry-after'], waits.text], [503, '1', 'soon'])
    made = true
    for (const [path, status] of [
      ['/', 200],
      ['/shops/shop?from=front', 200],
      ['/nonsense', 404],
      ['/docs/nothing', 404],
    ] as const) {
      const page = await get(path, look)
      assert.deepEqual([page.status, page.headers['content-type'], page.text], [status, 'text/html; charset=UTF-8', 'page'], path)
      assert.deepEqual([page.headers['content-security-policy'], page.headers['cache-control']], ["default-src 'none'", 'no-cache'])
    }
    const file = await get('/assets/app-1a2b.js', { 'accept-encoding': 'br' })
    assert.deepEqual(
      [
        file.status,
        file.headers['content-type'],
        file.headers['content-encoding'],
        file.headers['cache-control'],
        file.headers['x-content-type-options'],
      ],
      [200, 'text/javascript', 'br', 'public, max-age=31536000, immutable', 'nosniff'],
    )
    isProblem(await get('/assets/nothing.js', { accept: '*/*' }), 404, 'not-found')
    isProblem(await get('/assets/..%2fpackage.json', { accept: '*/*' }), 404, 'not-found')
  })
  test('documentation: the page, its files and the OpenAPI document, all from here', async () => {
    const page = await get('/docs/shop', { accept: 'text/html' })
    assert.equal(page.status, 200)
    assert.match(String(page.headers['content-security-policy']), /script-src 'self'/)
    const files = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(m => m[1]!)
    assert.ok(files.length >= 3)
    for (const file of files) assert.equal((await get(file)).status, 200, file)
    assert.deepEqual((await get('/docs/shop/openapi.json')).json, { openapi: '3.1.0', servers: [{ url: '/' }] })
    isProblem(await get('/docs/nothing'), 404, 'not-found')
    for (const path of ['../../package.json', '..%2f..%2fpackage.json', '%2e%2e%2fpackage.json', '__proto__'])
      isProblem(await get(`/docs/files/${path}`), 404, 'not-found')
    isProblem(await get('/docs/files/nothing.js'), 404, 'not-found')
    assert.equal((await get('/boards/shop.svg')).headers['content-type'], 'image/svg+xml; charset=UTF-8')
  })
})

suite('under a prefix, or with a public base', () => {
  test('health is told where the documents of a system have it: also under its prefix', async () => {
    const r = await serve(shop, { prefix: '/shop' })
    try {
      for (const path of ['', '/liveness', '/readiness'])
        for (const prefix of ['', '/shop'])
          assert.deepEqual((await send(r.gateway, 'GET', `${prefix}/actuator/health${path}`)).json, { status: 'UP' })
      assert.equal((await send(r.gateway, 'PUT', '/shop/actuator/health')).status, 405)
    } finally {
      await r.stop()
    }
  })
  test("paths and links carry the prefix; another system's do not exist", async () => {
    const r = await serve(shop, { prefix: '/shop' })
    try {
      const made = await send(r.gateway, 'POST', '/shop/orders', { body: wish })
      const href = `${r.gateway}/shop/orders/${made.json.id}`
      assert.deepEqual([made.status, made.headers.location, made.json._links.self.href], [201, href, href])
      const path = (link: string) => new URL(link).pathname + new URL(link).search
      for (const link of [href, made.json._links.order.href]) assert.equal((await send(r.gateway, 'GET', path(link))).status, 200, link)
      const list = (await send(r.gateway, 'GET', '/shop/orders')).json
      for (const rel of ['self', 'profile', 'search'])
        assert.equal((await send(r.gateway, 'GET', path(list._links[rel].href))).status, 200, rel)
      assert.equal(isProblem(await send(r.gateway, 'GET', '/shop/orders/999'), 404, 'not-found').instance, '/shop/orders/999')
      for (const wrong of ['/orders', '/air/orders', '/shop/nothing', '/shop/asks/PayOrder', '/shoporders'])
        isProblem(await send(r.gateway, 'GET', wrong), 404, 'not-found')
      assert.equal((await send(r.gateway, 'GET', '/')).json._links.shop.href, `${r.gateway}/shop`)
      assert.equal((await send(r.gateway, 'GET', '/shop/')).json._links.orders.href, `${r.gateway}/shop/orders`)
      assert.equal((await send(r.gateway, 'GET', '/shop/profile')).json._links.menu.href, `${r.gateway}/shop/profile/menu`)
    } finally {
      await r.stop()
    }
  })
  test('a public base is what every link begins with, at the context too', async () => {
    const r = await serve(shop, { publicBase: 'https://jumun.example' })
    try {
      for (const base of [r.gateway, r.at.order!]) {
        const made = await send(base, 'POST', '/orders', { body: wish })
        assert.equal(made.headers.location, `https://jumun.example/orders/${made.json.id}`)
      }
    } finally {
      await r.stop()
    }
  })
  test('forwarded headers are believed from trusted proxies only', () => {
    const asked = (address: string, headers: object) => ({ headers, socket: { remoteAddress: address } }) as any
    const own = 'http://localhost:8081'
    const headers = { host: 'localhost:8081', 'x-forwarded-host': 'jumun.example', 'x-forwarded-proto': 'https' }
    const trusting = baseOf({ own, trusted: ['10.0.0.0/8', '::1'] })
    assert.equal(trusting(asked('10.1.2.3', headers)), 'https://jumun.example')
    assert.equal(trusting(asked('::ffff:10.1.2.3', headers)), 'https://jumun.example')
    assert.equal(trusting(asked('192.168.0.1', headers)), own)
    assert.equal(baseOf({ own })(asked('10.1.2.3', headers)), own)
    assert.equal(trusting(asked('10.1.2.3', { ...headers, 'x-forwarded-host': 'evil"/x' })), own)
    assert.equal(baseOf({ own })(asked('1.2.3.4', {})), own)
  })
})

suite('COM-54: the rate limit, per caller', () => {
  test('a bucket of each caller fills as time goes by', () => {
    const limit = limiter({ perSecond: 10, burst: 3 })
    assert.deepEqual(
      [1, 2, 3, 4].map(() => limit('kim', 0)),
      [2, 1, 0, -1],
    )
    assert.equal(limit('lee', 0), 2)
    assert.equal(limit('kim', 99), -1)
    assert.equal(limit('kim', 210), 1)
    assert.equal(limit('kim', 210), 0)
    assert.deepEqual(
      [1, 2, 3, 4].map(() => limit('kim', 60_000)),
      [2, 1, 0, -1],
    )
  })
  test('what costs more takes more: long lists, and a reading of all stores', () => {
    const costs = ['/orders', '/orders?size=99', '/orders?page=1&size=1000', '/orders?size=1e9', '/operations/audit', '/operations/audits']
    assert.deepEqual(costs.map(costOf), [1, 1, 11, 1, 20, 1])
    const limit = limiter({ perSecond: 1, burst: 15 })
    assert.deepEqual([limit('kim', 0, 11), limit('kim', 0, 11), limit('kim', 0, 4)], [4, -1, 0])
    assert.equal(limit('lee', 0, 20), 0, 'what costs more than anybody may have at once is done where nothing was taken')
  })
  test('every answer says what is left of the allowance, and when there is all of it again', async () => {
    const r = await serve(shop, { access: 'guarded', gateway: { rate: { perSecond: 0.1, burst: 30 } } })
    try {
      const token = await r.token({ sub: 'kim', roles: ['customer'], phone })
      const said = async (path: string) => {
        const { headers } = await send(r.gateway, 'GET', path, { token })
        return [headers['ratelimit-policy'], headers.ratelimit]
      }
      assert.deepEqual(await said('/orders'), ['"caller";q=30;w=300', '"caller";r=29;t=10'])
      assert.deepEqual(await said('/orders?size=1000'), ['"caller";q=30;w=300', '"caller";r=18;t=120'])
      assert.deepEqual(await said('/orders/99'), ['"caller";q=30;w=300', '"caller";r=17;t=130'])
    } finally {
      await r.stop()
    }
  })
  test('too many are 429 with Retry-After, others are served, health is exempt; off in open mode', async () => {
    const rate = { perSecond: 0.001, burst: 2 }
    const r = await serve(shop, { access: 'guarded', gateway: { rate } })
    try {
      const [kim, lee] = [
        await r.token({ sub: 'kim', roles: ['customer'], phone }),
        await r.token({ sub: 'lee', roles: ['customer'], phone: '01099998888' }),
      ]
      const get = (token: string, path = '/orders') => send(r.gateway, 'GET', path, { token })
      assert.deepEqual([(await get(kim)).status, (await get(kim)).status], [200, 200])
      isProblem(await get(kim), 429, 'too-many')
      assert.equal((await get(lee)).status, 200)
      assert.equal((await get(kim, '/actuator/health')).status, 200)
    } finally {
      await r.stop()
    }
    const open = await serve(shop, { gateway: { rate } })
    try {
      for (let i = 0; i < 5; i++) assert.equal((await send(open.gateway, 'GET', '/orders')).status, 200)
    } finally {
      await open.stop()
    }
  })
})

suite('what a gateway serves itself, guarded', () => {
  const own = [
    '/',
    '/docs/shop',
    '/docs/files/swagger-ui-bundle.js',
    '/docs/shop/openapi.json',
    '/boards/shop.svg',
    '/metrics',
    '/operations',
    '/nothing',
  ]
  test('is under the same limits as everything else; health is not, and the answer says which limit it was', async () => {
    const r = await serve(shop, { access: 'guarded', gateway: { rate: { perSecond: 0.5, burst: 1 } } })
    try {
      for (const path of own) {
        const token = await r.token({ sub: `kim${path}`, roles: ['operator'] })
        const answers = [await send(r.gateway, 'GET', path, { token }), await send(r.gateway, 'GET', path, { token })]
        assert.notEqual(answers[0]!.status, 429, path)
        isProblem(answers[1]!, 429, 'too-many')
        assert.deepEqual([answers[1]!.headers['ratelimit-policy'], answers[1]!.headers.ratelimit], ['"caller";q=1;w=2', '"caller";r=0;t=2'])
      }
      assert.equal((await send(r.gateway, 'GET', '/')).status, 200)
      for (const path of own) isProblem(await send(r.gateway, 'GET', path), 429, 'too-many')
      for (const path of ['', '/liveness', '/readiness'])
        assert.equal((await send(r.gateway, 'GET', `/actuator/health${path}`)).status, 200)
    } finally {
      await r.stop()
    }
  })
  test('an address has an allowance of its own, before anybody asks who it is; behind a trusted proxy it is that of the client', async () => {
    const r = await serve(shop, {
      access: 'guarded',
      gateway: { addressRate: { perSecond: 0.1, burst: 3 }, sockets: { trusts: trustIn(['127.0.0.0/8']) } },
    })
    try {
      const token = await r.token({ sub: 'kim', roles: ['customer'], phone })
      const from = (address: string, token = 'nonsense') =>
        send(r.gateway, 'GET', '/orders', { token, headers: { 'x-forwarded-for': address } })
      for (let i = 0; i < 3; i++) isProblem(await from(`6.6.6.${i}, 10.0.0.1`), 401, 'no-identity')
      const answer = await from('10.0.0.1', token)
      isProblem(answer, 429, 'too-many')
      assert.equal(answer.headers['ratelimit-policy'], '"address";q=3;w=30')
      assert.equal((await from('10.0.0.2', token)).status, 200)
      for (let i = 0; i < 3; i++) await from(`2001:db8:1:1::${i}`)
      assert.deepEqual([(await from('2001:db8:1:1:f::7', token)).status, (await from('2001:db8:1:2::7', token)).status], [429, 200])
    } finally {
      await r.stop()
    }
  })
  test('numbers are for the roles operator and metrics, at every port, and made once in a while', async () => {
    const r = await serve(shop, { access: 'guarded', own: { metricsAge: 60_000 }, context: { metricsAge: 60_000 } })
    try {
      const tokenOf = (...roles: string[]) => r.token({ sub: 'kim', roles, phone })
      for (const base of [r.gateway, r.at.order!]) {
        isProblem(await send(base, 'GET', '/metrics'), 401, 'no-identity')
        isProblem(await send(base, 'GET', '/metrics', { token: await tokenOf('customer', 'system') }), 403, 'role')
        for (const role of ['operator', 'metrics']) {
          const answer = await send(base, 'GET', '/metrics', { token: await tokenOf(role) })
          assert.match(answer.text, /process_cpu_user_seconds_total/)
          assert.match(answer.headers['cache-control']!, /no-cache/)
        }
        const before = (await send(base, 'GET', '/metrics', { token: await tokenOf('metrics') })).text
        await send(base, 'GET', '/orders', { token: await tokenOf('customer') })
        assert.equal((await send(base, 'GET', '/metrics', { token: await tokenOf('metrics') })).text, before)
      }
    } finally {
      await r.stop()
    }
  })
  test('pages have a tag, and a small form for whoever takes it', async () => {
    const r = await serve(shop)
    try {
      for (const path of ['/docs/files/swagger-ui-bundle.js', '/docs/shop/openapi.json', '/boards/shop.svg']) {
        const get = (headers: { readonly [name: string]: string }) =>
          send(r.gateway, 'GET', path, { headers: { accept: 'text/html', ...headers } })
        const [whole, small] = [await get({}), await get({ 'accept-encoding': 'br, gzip' })]
        assert.deepEqual([whole.headers['content-encoding'], small.headers['content-encoding']], [undefined, 'gzip'], path)
        assert.notEqual(whole.headers.etag, small.headers.etag)
        if (whole.text.length > 10_000)
          assert.ok(Number(small.headers['content-length']) < Number(whole.headers['content-length']) / 2, path)
        assert.match(small.headers.vary!, /Accept-Encoding/)
        assert.equal((await get({ 'accept-encoding': 'gzip;q=0' })).headers['content-encoding'], undefined)
        for (const known of [whole.headers.etag!, `"x", W/${whole.headers.etag}`, '*']) {
          const again = await get({ 'if-none-match': known })
          assert.deepEqual([again.status, again.text], [304, ''], path)
        }
        assert.equal((await get({ 'if-none-match': '"x"' })).status, 200)
      }
    } finally {
      await r.stop()
    }
  })
})

suite('headers of every answer', () => {
  test('each has a request id, its age and its type said; a problem says by what it varies', async () => {
    const operations = { contexts: async () => [] } as any
    const r = await serve(shop, { operations, gateway: { cors: { origins: ['http://localhost:3000'] } } })
    try {
      const made = await send(r.gateway, 'POST', '/orders', { body: wish })
      const id = made.json.id
      const trace = '0af7651916cd43dd8448eb211c80319c'
      for (const [method, path] of [
        ['GET', '/orders'],
        ['GET', `/orders/${id}`],
        ['GET', `/orders/${id}/history`],
        ['POST', `/orders/${id}/cancel`],
        ['DELETE', `/orders/${id}`],
        ['GET', '/orders/999'],
        ['GET', '/nothing'],
        ['PUT', '/orders'],
        ['GET', '/'],
        ['GET', '/metrics'],
        ['GET', '/operations/contexts'],
        ['GET', '/actuator/health'],
        ['GET', '/docs/files/swagger-ui.css'],
        ['TRACE', '/orders'],
      ] as const) {
        const { status, headers } = await send(r.gateway, method, path, {
          headers: { traceparent: `00-${trace}-b7ad6b7169203331-01`, origin: 'http://localhost:3000' },
        })
        const what = `${method} ${path} ${status}`
        assert.equal(headers['x-request-id'], trace, what)
        assert.equal(headers['x-content-type-options'], 'nosniff', what)
        assert.match(headers['cache-control'] ?? '', /^(no-store|no-cache|private, no-cache)$/, what)
        if (status >= 400) assert.match(headers.vary ?? '', /Accept, Accept-Language/, what)
        if (method !== 'TRACE') assert.match(headers.vary ?? '', /(^|, )Origin$/, what)
      }
      assert.match(
        (await send(r.gateway, 'GET', '/orders', { headers: { origin: 'http://localhost:3000' } })).headers.vary!,
        /^Accept, Authorization, Origin$/,
      )
      assert.match(made.headers['x-request-id'] as string, /^[0-9a-f]{32}$/)
    } finally {
      await r.stop()
    }
  })
})

suite('contexts in other processes', () => {
  const at = (server: { address(): unknown }) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const listen = async (server: Server) => {
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    return server
  }
  test('requests are handed on whole, and so are the answers; the connection is kept', async () => {
    const r = await serve(shop)
    const behind = await serve(shop)
    try {
      r.contexts.set('order', { replicas: new Replicas([behind.at.order!]) })
      const made = await send(r.gateway, 'POST', '/orders', { body: wish, headers: { 'idempotency-key': 'k' } })
      assert.deepEqual(
        [made.status, made.json.status, made.headers['content-type']],
        [201, 'Ordered', 'application/hal+json;charset=UTF-8'],
      )
      assert.equal((await send(behind.at.order!, 'GET', `/orders/${made.json.id}`)).status, 200)
      assert.equal((await send(r.gateway, 'POST', '/orders', { body: wish, headers: { 'idempotency-key': 'k' } })).json.id, made.json.id)
      isProblem(
        await send(r.gateway, 'POST', '/orders', { body: 'x'.repeat(70_000), headers: { 'content-type': 'application/json' } }),
        413,
        'too-large',
      )
      assert.equal((await send(r.gateway, 'HEAD', '/orders')).status, 200)
      assert.equal((await send(r.gateway, 'DELETE', `/orders/${made.json.id}`)).status, 204)
      assert.equal(
        (await send(r.gateway, 'GET', '/orders', { headers: { origin: 'http://[::1]:3000' } })).headers['access-control-allow-origin'],
        'http://[::1]:3000',
      )
    } finally {
      await r.stop()
      await behind.stop()
    }
  })
  test('of two replicas of which one is gone the other answers, with the whole request', async () => {
    const r = await serve(shop)
    const behind = await serve(shop)
    const gone = await listen(createServer())
    const nowhere = at(gone)
    await new Promise(done => gone.close(done))
    try {
      r.contexts.set('order', { replicas: new Replicas([nowhere, behind.at.order!]) })
      for (let i = 0; i < 4; i++)
        assert.equal((await send(r.gateway, 'POST', '/orders', { body: { ...wish, note: 'x'.repeat(30_000) } })).status, 201)
    } finally {
      await r.stop()
      await behind.stop()
    }
  })
  test('of two replicas of which one stands still the other answers what may be asked twice, and soon everything', async () => {
    const r = await serve(shop, { gateway: { proxyTime: 20_000, slowTime: 100 } })
    const behind = await serve(shop)
    let heard = 0
    const still = await listen(createServer(request => void (request.url!.startsWith('/actuator') || heard++)))
    try {
      const replicas = new Replicas([at(still), behind.at.order!])
      r.contexts.set('order', { replicas })
      for (let i = 0; i < 2; i++) assert.equal((await send(r.gateway, 'GET', '/orders')).status, 200)
      assert.equal(heard, 1)
      while (!(replicas.inTurn()[1] === at(still) && replicas.inTurn()[1] === at(still))) await new Promise(done => setTimeout(done, 20))
      for (let i = 0; i < 4; i++) assert.equal((await send(r.gateway, 'POST', '/orders', { body: wish })).status, 201)
      assert.equal(heard, 1)
    } finally {
      await r.stop()
      await behind.stop()
      still.closeAllConnections()
      still.close()
    }
  })
  test('503 where it was surely not sent, 504 where the connection was lost after sending', async () => {
    const r = await serve(shop, { gateway: { proxyTime: 300 } })
    const gone = await listen(createServer())
    const nowhere = at(gone)
    await new Promise(done => gone.close(done))
    let heard = 0
    const hangsUp = createSocketServer(socket => socket.once('data', () => (heard++, socket.destroy())))
    await new Promise<void>(done => hangsUp.listen(0, '127.0.0.1', done))
    const silent = await listen(createServer(() => heard++))
    const stops = await listen(
      createServer((_, response) => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('half', () => response.destroy())
      }),
    )
    try {
      r.contexts.set('order', { replicas: new Replicas([nowhere]) })
      isProblem(await send(r.gateway, 'POST', '/orders', { body: wish }), 503, 'unavailable')
      for (const server of [hangsUp, silent]) {
        r.contexts.set('order', { replicas: new Replicas([at(server)]) })
        const answer = await send(r.gateway, 'POST', '/orders', { body: wish, headers: { 'accept-language': 'ko' } })
        assert.match(isProblem(answer, 504, 'unknown').detail, /Idempotency-Key/)
      }
      assert.equal(heard, 2, 'nothing was sent twice')
      r.contexts.set('order', { replicas: new Replicas([at(stops)]) })
      await assert.rejects(send(r.gateway, 'GET', '/orders'), 'an answer that stops is cut off, not completed')
    } finally {
      await r.stop()
      hangsUp.close()
      silent.close()
      silent.closeAllConnections()
      stops.close()
    }
  })
})
