import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { Unavailable } from '@jumun/core/runtime'
import pino from 'pino'
import { arrivalOf } from './arrival.ts'
import { eventually, send, serve, shop, type Starting } from './fixture.ts'
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
const raw = (base: string, parts: readonly string[], onData: (read: string, write: (text: string) => void) => void = () => {}): Promise<string> =>
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
  running({ context: { patience: { headers: 200, request: 400 } }, gateway: { patience: { headers: 200, request: 400 } } }, async r => {
    for (const base of [r.at.order!, r.gateway]) {
      problemIn(await raw(base, ['POST /orders HTTP/1.1\r\nhost: localhost\r\n']), 408, 'too-slow')
      problemIn(
        await raw(base, ['POST /orders HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"a":']),
        408,
        'too-slow',
      )
    }
    assert.equal((await r.stores.get('order')!.counts()).order, 0)
    assert.equal((await send(r.at.order!, 'POST', '/orders', { body: wish })).status, 201)
  }),
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
      await raw(r.at.order!, [`${head}transfer-encoding: chunked\r\n\r\n`, ...Array.from({ length: 10 }, () => chunk('x'.repeat(10_000))), '0\r\n\r\n']),
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
        socket.write(`POST /orders HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`, () =>
          socket.destroy(),
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
  await running({ store: store => new Proxy(store, { get: (s: any, name) => (away && typeof s[name] === 'function' ? lost : s[name]) }) }, async r => {
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
  })()
})
test('a mistake of ours: 500 without internals; the log has it with the trace, and nothing personal', async () => {
  const lines: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  let broken = false
  await running(
    {
      context: { log },
      store: store =>
        new Proxy(store, {
          get: (s: any, name) =>
            broken && name === 'byId' ? () => Promise.reject(new TypeError(`Cannot read properties of undefined (reading 'x') at /srv/node.ts:7`)) : s[name],
        }),
    },
    async r => {
      broken = true
      const answer = await send(r.at.order!, 'GET', '/orders/1', { headers: { authorization: '' } })
      assert.equal(answer.status, 401)
      const failed = await send(r.at.order!, 'GET', '/orders/1')
      const problem = isProblem(failed, 500, 'unexpected')
      assert.doesNotMatch(failed.text, /TypeError|reading|srv/)
      const told = lines.map(l => JSON.parse(l)).find(l => l.level === 50)
      assert.equal(told.traceId, problem.traceId)
      assert.match(told.err.message, /reading/)
      broken = false
      await send(r.at.order!, 'GET', `/orders/search/findByPhoneNumber?phoneNumber=${phone}&size=3`, {
        token: await r.token({ sub: 'kim', roles: ['operator'] }),
      })
      await send(r.at.order!, 'POST', '/orders', { body: wish })
      const all = lines.join('')
      assert.match(all, /"url":"\/orders\/search\/findByPhoneNumber\?phoneNumber=\*\*\*&size=3"/)
      assert.doesNotMatch(all, RegExp(`${phone}|Bearer|eyJ`))
    },
  )()
})
test(
  'a deadline counts from when it was sent: what waited too long before is not decided',
  running({}, async r => {
    const late = await send(r.gateway, 'POST', '/orders', { body: wish, headers: { 'x-request-start': `t=${Date.now() - 5000}` } })
    isProblem(late, 503, 'unavailable')
    assert.equal((await r.stores.get('order')!.counts()).order, 0)
    const future = await send(r.gateway, 'POST', '/orders', { body: wish, headers: { 'x-request-start': `t=${Date.now() + 1e9}` } })
    assert.equal(future.status, 201)
  }),
)
test('after a pause of the process, requests count from before it', t => {
  const at = Date.now()
  arrivalOf({ headers: {} } as any)
  t.mock.timers.enable({ apis: ['Date'], now: at + 60_000 })
  const sent = arrivalOf({ headers: {} } as any)
  assert.ok(sent < at + 2000, `${sent - at} ms`)
})
