import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { Unavailable } from '@jumun/core/runtime'
import { lines as linesOf } from '@jumun/instruments'
import { arrivalOf } from './arrival.ts'
import { eventually, send } from './fixture/client.ts'
import { serve, type Starting } from './fixture/serving.ts'
import { shop } from './fixture/shop.ts'
import { RequestLog } from './requests.ts'
import { isProblem, phone, wish } from './rest-suite.ts'

const running = (starting: Starting, work: (r: Awaited<ReturnType<typeof serve>>) => Promise<void>) => async () => {
  const r = await serve(shop, starting)
  try {
    await work(r)
  } finally {
    await r.stop()
  }
}
/** Writes bytes as they are, and reads until the other side closes. */
const raw = (
  base: string,
  parts: readonly string[],
  onData: (read: string, write: (text: string) => void) => void = () => {},
): Promise<string> =>
  new Promise((done, failed) => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1')
    let read = ''
    socket.setEncoding('utf8')
    socket.on('data', d => {
      read += d
      onData(read, text => socket.write(text))
    })
    socket.on('error', failed).on('close', () => done(read))
    for (const part of parts) socket.write(part)
  })
const problemIn = (answer: string, status: number, slug: string) => {
  assert.match(answer, RegExp(`^HTTP/1\\.1 ${status} `))
  assert.match(answer, /content-type: application\/problem\+json/)
  const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))
  assert.equal(body.type, `/problems/${slug}`)
}

test(
  'what is no HTTP is told so, as a problem',
  running({}, async r => {
    for (const base of [r.at.order!, r.gateway]) {
      problemIn(await raw(base, ['nonsense\r\n\r\n']), 400, 'malformed')
      problemIn(await raw(base, [`GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`]), 431, 'header-too-large')
      problemIn(
        await raw(base, ['POST /orders HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n']),
        400,
        'malformed',
      )
    }
  }),
)
test(
  'slow clients are told that they are, and let go: headers and bodies that do not come',
  running(
    {
      context: { sockets: { patience: { headers: 200, request: 400 } } },
      gateway: { sockets: { patience: { headers: 200, request: 400 } } },
    },
    async r => {
      for (const base of [r.at.order!, r.gateway]) {
        problemIn(await raw(base, ['POST /orders HTTP/1.1\r\nhost: localhost\r\n']), 408, 'too-slow')
        problemIn(
          await raw(base, [
            'POST /orders HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"a":',
          ]),
          408,
          'too-slow',
        )
      }
      assert.equal((await r.stores.get('order')!.counts()).order, 0)
      assert.equal((await send(r.at.order!, 'POST', '/orders', { body: wish })).status, 201)
    },
  ),
)
test(
  'a body that ends early, or is chunked, is read as far as it is one',
  running({}, async r => {
    const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
    const body = JSON.stringify(wish)
    const head = 'POST /orders HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nconnection: close\r\n'
    assert.match(
      await raw(r.at.order!, [`${head}transfer-encoding: chunked\r\n\r\n`, chunk(body.slice(0, 9)), chunk(body.slice(9)), '0\r\n\r\n']),
      /^HTTP\/1\.1 201 /,
    )
    assert.match(
      await raw(r.at.order!, [
        `${head}transfer-encoding: chunked\r\n\r\n`,
        ...Array.from({ length: 10 }, () => chunk('x'.repeat(10_000))),
        '0\r\n\r\n',
      ]),
      /^HTTP\/1\.1 413 /,
    )
  }),
)
test(
  'requests that are sent one behind the other are answered in order',
  running({}, async r => {
    const one = (path: string, end = '') => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n${end}\r\n`
    const answer = await raw(r.gateway, [one('/menu/1') + one('/orders/999') + one('/menu/2', 'connection: close\r\n')])
    assert.deepEqual(
      [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(m => m[1]),
      ['200', '404', '200'],
    )
    assert.ok(answer.indexOf('coffee') < answer.indexOf('latte'))
  }),
)
test(
  'whoever hangs up breaks nothing',
  running({}, async r => {
    r.psp.how = 'silent'
    await new Promise<void>(done => {
      const socket = connect(Number(new URL(r.gateway).port), '127.0.0.1', () => {
        const body = JSON.stringify(wish)
        socket.write(
          `POST /orders HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
          () => socket.destroy(),
        )
      })
      socket.on('close', () => done())
    })
    r.psp.how = 'captured'
    await eventually(
      () => send(r.at.order!, 'GET', '/metrics'),
      a => /jumun_http_requests_in_flight\{[^}]*\} 1\n/.test(a.text),
    )
    assert.equal((await send(r.gateway, 'POST', '/orders', { body: wish })).status, 201)
  }),
)
test('a store that is away: 503 with Retry-After, and not a word about it; readiness tells', async () => {
  let away = false
  const lost = () => Promise.reject(new Unavailable('SQLITE_FULL: disk /var/secret is full'))
  await running(
    { store: store => new Proxy(store, { get: (s: any, name) => (away && typeof s[name] === 'function' ? lost : s[name]) }) },
    async r => {
      away = true
      for (const [method, path] of [
        ['POST', '/orders'],
        ['GET', '/orders'],
        ['GET', '/orders/1'],
        ['DELETE', '/orders/1'],
        ['POST', '/orders/1/cancel'],
      ] as const) {
        const answer = await send(r.at.order!, method, path, method === 'POST' ? { body: wish } : {})
        isProblem(answer, 503, 'unavailable')
        assert.doesNotMatch(answer.text, /SQLITE|secret|disk/)
      }
      const health = await send(r.at.order!, 'GET', '/actuator/health')
      assert.deepEqual([health.status, health.json], [503, { status: 'DOWN', reasons: ['the store does not answer'] }])
      assert.equal((await send(r.at.order!, 'GET', '/actuator/health/liveness')).status, 200)
      assert.equal((await send(r.at.order!, 'GET', '/actuator/health/readiness')).status, 503)
      assert.equal((await send(r.at.order!, 'GET', '/metrics')).status, 200)
      away = false
      assert.equal((await send(r.at.order!, 'POST', '/orders', { body: wish })).status, 201)
    },
  )()
})
test('while nothing can be written a context is not ready, but alive; it is ready again by itself when there is room', async () => {
  let full = false
  let tried = 0
  const commit = (s: any) => (unit: object) => {
    tried++
    return full ? Promise.reject(new Unavailable('no room')) : s.commit(unit)
  }
  await running({ store: store => new Proxy(store, { get: (s: any, name) => (name === 'commit' ? commit(s) : s[name]) }) }, async r => {
    const at = (path: string) => send(r.at.order!, 'GET', `/actuator/health${path}`)
    const before = tried
    assert.equal((await at('/readiness')).status, 200)
    assert.equal(tried, before) // who can write is not made to
    full = true
    assert.equal((await send(r.at.order!, 'POST', '/orders', { body: wish })).status, 503)
    for (let i = 0; i < 3; i++)
      assert.deepEqual([(await at('/readiness')).status, (await at('')).status, (await at('/liveness')).status], [503, 503, 200])
    assert.deepEqual((await at('')).json.reasons, ['nothing can be written'])
    assert.equal((await send(r.at.order!, 'GET', '/orders')).status, 200)
    full = false
    assert.equal((await at('/readiness')).status, 200)
    assert.equal((await send(r.at.order!, 'POST', '/orders', { body: wish })).status, 201)
  })()
})
test('a mistake of ours: 500 without internals; the log has it with the trace, and nothing personal', async () => {
  const lines: string[] = []
  const log = linesOf('debug', 'shop', { write: line => void lines.push(line) })
  const requests = new RequestLog('all', text => void lines.push(text))
  let broken = false
  await running(
    {
      context: { log, requests },
      store: store =>
        new Proxy(store, {
          get: (s: any, name) =>
            broken && name === 'byId'
              ? () => Promise.reject(new TypeError(`Cannot read properties of undefined (reading 'x') at /srv/node.ts:7`))
              : s[name],
        }),
    },
    async r => {
      broken = true
      const answer = await send(r.at.order!, 'GET', '/orders/1', { headers: { authorization: '' } })
      assert.equal(answer.status, 401)
      const failed = await send(r.at.order!, 'GET', '/orders/1')
      const problem = isProblem(failed, 500, 'unexpected')
      assert.doesNotMatch(failed.text, /TypeError|reading|srv/)
      const told = lines.map(l => JSON.parse(l)).find(l => l['log.level'] === 'error')
      assert.equal(told['trace.id'], problem.traceId)
      assert.match(told['error.message'], /reading/)
      broken = false
      await send(r.at.order!, 'GET', `/orders/search/findByPhoneNumber?phoneNumber=${phone}&size=3`, {
        token: await r.token({ sub: 'kim', roles: ['operator'] }),
      })
      await send(r.at.order!, 'POST', '/orders', { body: wish })
      requests.flush()
      const all = lines.join('')
      assert.match(all, /"url.path":"\/orders\/search\/findByPhoneNumber","url.query":"phoneNumber=\*\*\*&size=3"/)
      assert.doesNotMatch(all, RegExp(`${phone}|Bearer|eyJ`))
    },
  )()
})
const trusting: Starting = { gateway: { sockets: { trusts: () => true } } }
test(
  'a deadline counts from when a trusted proxy took the request in: what waited too long before is not decided',
  running({ ...trusting, context: { requestTime: 500 } }, async r => {
    const asked = (start: string) => send(r.gateway, 'POST', '/orders', { body: wish, headers: { 'x-request-start': start } })
    const late = Date.now() - 1000
    for (const start of [`t=${late}`, `${late}`, `t=${(late / 1000).toFixed(3)}`, `t=${late}000`])
      isProblem(await asked(start), 503, 'unavailable')
    assert.equal((await r.stores.get('order')!.counts()).order, 0)
  }),
)
test(
  'what a proxy of another clock says is not believed, nor nonsense',
  running(trusting, async r => {
    const now = Date.now()
    for (const start of [now + 1e9, now - 3000, (now - 3000) / 1000, now - 1e9, 0, -1, 'yesterday', 't=', '1e3', `${now},${now}`])
      assert.equal(
        (await send(r.gateway, 'POST', '/orders', { body: wish, headers: { 'x-request-start': `t=${start}` } })).status,
        201,
        `${start}`,
      )
  }),
)
test(
  'nobody else is believed about when a request was sent',
  running({}, async r => {
    const now = Date.now()
    for (const base of [r.gateway, r.at.order!])
      for (const start of [`t=${now - 1900}`, `${now - 1900}`, `t=${((now - 1900) / 1000).toFixed(3)}`, `t=${Math.floor(now / 1000)}`])
        assert.equal(
          (await send(base, 'POST', '/orders', { body: wish, headers: { 'x-request-start': start } })).status,
          201,
          `${base} ${start}`,
        )
  }),
)
test('after a pause of the process, requests count from before it', t => {
  const at = Date.now()
  arrivalOf({ headers: {} } as any)
  t.mock.method(
    performance,
    'now',
    (
      now => () =>
        now + 60_000
    )(performance.now()),
  )
  const sent = arrivalOf({ headers: {} } as any)
  assert.ok(sent < at - 50_000, `${sent - at} ms`)
})
test('when the clock is set, nothing stood still', t => {
  arrivalOf({ headers: {} } as any)
  const now = Date.now()
  for (const step of [120_000, -120_000]) {
    t.mock.method(Date, 'now', () => now + step)
    assert.ok(Math.abs(arrivalOf({ headers: {} } as any) - now - step) < 1000, `${step}`)
  }
})
