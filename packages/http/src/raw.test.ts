// What arrives as bytes: framing, odd requests, slow and silent clients, those that send without waiting and those that do not read.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { suite, test, type TestContext } from 'node:test'
import { lines as linesOf } from '@jumun/instruments'
import { plainServer } from './sockets.ts'
import { eventually, send } from './fixture/client.ts'
import { type Running, serve, type Starting } from './fixture/serving.ts'
import { shop } from './fixture/shop.ts'
import { type Patience, Replicas } from './index.ts'
import { phone, wish } from './rest-suite.ts'

const running = async (t: TestContext, starting: Starting = {}): Promise<Running> => {
  const r = await serve(shop, starting)
  t.after(() => r.stop())
  return r
}
/** A gateway, and the context of orders behind it in another server, as in a process of its own. */
const apart = async (t: TestContext, starting: Starting = {}) => {
  const [r, behind] = [await running(t, starting), await running(t)]
  r.contexts.set('order', { replicas: new Replicas([behind.at.order!]) })
  return { r, behind }
}
const portOf = (base: string): number => Number(new URL(base).port)
/** A client that keeps its side open until it is told to leave. */
class Client {
  readonly socket: Socket
  read = ''
  closed = false
  readonly met: Promise<unknown>
  constructor(base: string, t: TestContext) {
    this.socket = connect({ port: portOf(base), host: '127.0.0.1', allowHalfOpen: true })
    this.met = once(this.socket, 'connect')
    this.socket.setEncoding('latin1')
    this.socket.on('data', d => (this.read += d)).on('error', () => {})
    this.socket.on('close', () => (this.closed = true)).on('end', () => (this.closed = true))
    t.after(() => this.socket.destroy())
  }
  write(text: string): this {
    this.socket.write(text, 'latin1')
    return this
  }
  /** The answers so far: status, headers as one text, and body by its length. */
  get answers(): { status: number; head: string; body: string }[] {
    const found = []
    for (let rest = this.read; ; ) {
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) return found
      const head = rest.slice(0, end)
      const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)
      found.push({ status: Number(head.slice(9, 12)), head, body: rest.slice(end + 4, end + 4 + length) })
      rest = rest.slice(end + 4 + length)
    }
  }
  async answered(many = 1) {
    await eventually(
      async () => ({ many: this.answers.length, closed: this.closed }),
      a => a.many >= many || a.closed,
    )
    return this.answers
  }
}
const ask = async (t: TestContext, base: string, text: string) => (await new Client(base, t).write(text).answered())[0]!
const problemIs = (answer: { status: number; head: string; body: string } | undefined, status: number, slug: string, about: string) => {
  assert.equal(answer?.status, status, about)
  assert.match(answer.head, /^content-type: application\/problem\+json/im, about)
  assert.equal(JSON.parse(answer.body).type, `/problems/${slug}`, about)
}
const connections = (server: { getConnections(told: (error: Error | null, many: number) => void): unknown }) =>
  new Promise<number>((done, failed) => server.getConnections((error, many) => (error ? failed(error) : done(many))))
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
const withinChunks = (method: string, path: string, inner: string) =>
  `${method} ${path} HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n${chunk(inner)}0\r\n\r\n`

suite('nothing of a request is ever read as another one', () => {
  const inner = `POST /orders HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${JSON.stringify(wish).length}\r\n\r\n${JSON.stringify(wish)}`
  for (const method of ['GET', 'HEAD', 'DELETE', 'OPTIONS'])
    test(`${method} with a body in chunks is refused, and its body reaches nobody`, async t => {
      const { r, behind } = await apart(t)
      for (const base of [r.gateway, behind.at.order!]) {
        const client = new Client(base, t).write(withinChunks(method, '/orders/999', inner))
        const answer = (await client.answered())[0]!
        assert.deepEqual([answer.status, /^connection: close/im.test(answer.head)], [400, true])
        for (let i = 0; i < 4; i++) assert.equal((await send(r.gateway, 'GET', '/orders/888')).status, 404, 'each is told of its own')
      }
      assert.equal((await behind.stores.get('order')!.counts()).order, 0)
    })
  for (const method of ['GET', 'DELETE', 'OPTIONS'])
    test(`${method} with a body of a stated length is framed when it is handed on`, async t => {
      const { r, behind } = await apart(t)
      const client = new Client(r.gateway, t).write(
        `${method} /orders/999 HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${inner.length}\r\n\r\n${inner}`,
      )
      await client.answered()
      for (let i = 0; i < 4; i++) assert.equal((await send(r.gateway, 'GET', '/orders/888')).status, 404)
      assert.equal(client.answers.length, 1)
      assert.equal((await behind.stores.get('order')!.counts()).order, 0)
    })
  test('what Connection names is about that connection, and goes no further', async t => {
    const { r, behind } = await apart(t)
    const body = JSON.stringify(wish)
    const order = (more: string) =>
      ask(
        t,
        r.gateway,
        `POST /orders HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n${more}\r\n${body}`,
      )
    const once = 'idempotency-key: k\r\n'
    const [first, again] = [JSON.parse((await order(once)).body), JSON.parse((await order(once)).body)]
    assert.equal(again.id, first.id, 'the key arrives')
    assert.notEqual(JSON.parse((await order(`${once}connection: keep-alive, Idempotency-Key\r\n`)).body).id, first.id, 'the key does not')
    assert.equal((await order('connection: content-length, keep-alive\r\n')).status, 201, 'the frame is ours')
    assert.equal((await behind.stores.get('order')!.counts()).order, 3)
  })
  test('two lengths, a length and chunks, an unknown coding, a folded header, a bare line feed: 400 and the end of the connection', async t => {
    const { r, behind } = await apart(t)
    for (const head of [
      'content-length: 4\r\ncontent-length: 5',
      'content-length: 4\r\ntransfer-encoding: chunked',
      'transfer-encoding: chunked, identity',
      'transfer-encoding: xchunked',
      'content-length: +4',
      'content-length: 4, 4',
      'content-length : 4',
      'x: a\r\n b\0',
      'content-length: 0x4',
    ])
      for (const base of [r.gateway, behind.at.order!]) {
        const client = new Client(base, t).write(`POST /orders HTTP/1.1\r\nhost: localhost\r\n${head}\r\n\r\nabcd${inner}`)
        problemIs((await client.answered())[0], 400, 'malformed', head)
        assert.equal(client.answers.length, 1, head)
      }
    assert.equal((await behind.stores.get('order')!.counts()).order, 0)
  })
  test('nonsense behind a whole request is not answered before it', async t => {
    const r = await running(t)
    const client = new Client(r.at.order!, t).write('GET /menu/1 HTTP/1.1\r\nhost: localhost\r\n\r\n')
    r.psp.how = 'silent'
    const body = JSON.stringify(wish)
    client.write(
      `POST /orders HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}nonsense\r\n\r\n`,
    )
    await eventually(
      async () => client.closed,
      closed => closed,
    )
    assert.deepEqual(
      client.answers.map(a => a.status),
      [200, 503],
    )
  })
})

suite('what is no proper request', () => {
  const odd: [text: string, status: number, slug: string][] = [
    ['GET /orders HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n', 400, 'malformed'],
    ['GET /orders HTTP/1.1\r\nhost: a\r\nhost: a\r\n\r\n', 400, 'malformed'],
    ['GET /orders HTTP/1.1\r\n\r\n', 400, 'malformed'],
    ['GET /orders HTTP/1.1\r\nhost:\r\n\r\n', 400, 'malformed'],
    ['GET /orders HTTP/1.1\r\nhost: a"b<\r\n\r\n', 400, 'malformed'],
    ['GET /orders HTTP/1.1\r\nhost: a/b\r\n\r\n', 400, 'malformed'],
    ['GET /orders HTTP/1.1\r\nhost: user@a\r\n\r\n', 400, 'malformed'],
    [`GET /orders HTTP/1.1\r\nhost: ${'a'.repeat(300)}\r\n\r\n`, 400, 'malformed'],
    ['GET * HTTP/1.1\r\nhost: localhost\r\n\r\n', 400, 'malformed'],
    ['GET ftp://x/orders HTTP/1.1\r\nhost: localhost\r\n\r\n', 400, 'malformed'],
    ['GET http:///orders HTTP/1.1\r\nhost: localhost\r\n\r\n', 400, 'malformed'],
    ['GET http://a"b</orders HTTP/1.1\r\nhost: localhost\r\n\r\n', 400, 'malformed'],
    ['GET /orders HTTP/1.1\r\nhost: localhost\r\nexpect: miracles\r\n\r\n', 417, 'expectation-failed'],
    ['nonsense\r\n\r\n', 400, 'malformed'],
    ['GET /orders HTTP/9.9\r\nhost: localhost\r\n\r\n', 400, 'malformed'],
    ...['TRACE', 'QUERY', 'PROPFIND', 'MKCOL', 'PURGE', 'LOCK', 'SEARCH', 'LINK'].map(
      m => [`${m} /orders HTTP/1.1\r\nhost: localhost\r\n\r\n`, 501, 'not-implemented'] as [string, number, string],
    ),
    ['CONNECT x:80 HTTP/1.1\r\nhost: x:80\r\n\r\n', 501, 'not-implemented'],
  ]
  test('it is told so as a problem, with a request id, and the connection ends', async t => {
    const r = await running(t)
    for (const base of [r.gateway, r.at.order!])
      for (const [text, status, slug] of odd) {
        const client = new Client(base, t).write(text)
        const answer = (await client.answered())[0]
        problemIs(answer, status, slug, text)
        assert.match(answer!.head, /^HTTP\/1\.1 \d{3} [A-Z][A-Za-z -]+\r\n/, text)
        assert.match(answer!.head, /^connection: close/im, text)
        assert.equal(/^allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS/im.test(answer!.head), status === 501, text)
        await eventually(
          async () => client.closed,
          closed => closed,
        )
      }
  })
  test('what is unusual but right is served', async t => {
    const r = await running(t)
    for (const base of [r.gateway, r.at.order!])
      for (const [text, status] of [
        ['GET /orders HTTP/1.0\r\n\r\n', 200],
        ['GET /orders HTTP/1.1\r\nHOST: [::1]:8088\r\n\r\n', 200],
        ['GET /orders HTTP/1.1\r\nhost: a_b.localhost:80\r\n\r\n', 200],
        ['GET http://localhost:1/orders?size=1 HTTP/1.1\r\nhost: localhost\r\n\r\n', 200],
        ['OPTIONS * HTTP/1.1\r\nhost: localhost\r\n\r\n', 204],
        ['GET /orders HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n', 200],
      ] as const)
        assert.equal((await ask(t, base, text)).status, status, text)
  })
  test('an encoded body is 415 and says what is taken', async t => {
    const { r, behind } = await apart(t)
    for (const base of [r.gateway, behind.at.order!]) {
      const answer = await send(base, 'POST', '/orders', { body: wish, headers: { 'content-encoding': 'gzip' } })
      assert.deepEqual(
        [answer.status, answer.json.type, answer.headers['accept-encoding']],
        [415, '/problems/unsupported-media-type', 'identity'],
      )
      assert.equal((await send(base, 'POST', '/orders', { body: wish, headers: { 'content-encoding': 'identity' } })).status, 201)
    }
  })
  test('a body that is announced and too large is refused before it is sent; one that is not is asked for', async t => {
    const { r, behind } = await apart(t)
    const head = (length: number) =>
      `POST /orders HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: ${length}\r\n\r\n`
    for (const base of [r.gateway, behind.at.order!]) {
      problemIs(await ask(t, base, head(2_000_000)), 413, 'too-large', base)
      const body = JSON.stringify(wish)
      const client = new Client(base, t).write(head(body.length))
      assert.equal((await client.answered())[0]!.status, 100)
      assert.equal((await client.write(body).answered(2))[1]!.status, 201)
    }
  })
})

suite('clients that are slow, silent, or leave their side open', () => {
  const hasty: Partial<Patience> = { headers: 200, request: 400, keepAlive: 300, goodbye: 100 }
  test('none of them keeps a connection, however they began', async t => {
    const r = await running(t, { gateway: { sockets: { patience: hasty } }, context: { sockets: { patience: hasty } } })
    const order = r.contexts.get('order')!.server!.server
    const ways = [
      '',
      'GET /orders',
      'POST /orders HTTP/1.1\r\nhost: localhost\r\n',
      'POST /orders HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"a":',
      'POST /orders HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"a"',
      'nonsense\r\n\r\n',
      'GET /menu/1 HTTP/1.1\r\nhost: localhost\r\n\r\n',
      'GET /menu/1 HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n',
      'TRACE / HTTP/1.1\r\nhost: localhost\r\n\r\n',
      'CONNECT x:80 HTTP/1.1\r\nhost: x:80\r\n\r\n',
      withinChunks('GET', '/orders', 'x'),
    ]
    for (const [server, base] of [
      [r.gatewayServer, r.gateway],
      [order, r.at.order!],
    ] as const) {
      const clients = ways.flatMap(way => [1, 2, 3].map(() => new Client(base, t).write(way)))
      await Promise.all(clients.map(c => c.met))
      assert.equal((await send(base, 'GET', '/orders')).status, 200, 'others are served meanwhile')
      await eventually(
        () => connections(server),
        many => many === 0,
      )
    }
  })
  test('a client that closes its side after it asked is answered', async t => {
    const r = await running(t)
    for (const base of [r.gateway, r.at.order!]) {
      const client = new Client(base, t)
      client.socket.end('GET /orders HTTP/1.1\r\nhost: localhost\r\n\r\n')
      assert.equal((await client.answered())[0]!.status, 200)
    }
  })
  test('connections are bounded, in all and by address; the log says so once, and trusted proxies are let in', async t => {
    const lines: any[] = []
    const log = linesOf('warn', 'shop', { write: line => void lines.push(JSON.parse(line)) })
    const r = await running(t, { gateway: { log, sockets: { bounds: { connectionsByAddress: 3 } } } })
    const clients = Array.from({ length: 10 }, () => new Client(r.gateway, t))
    await eventually(
      async () => clients.filter(c => c.closed).length,
      closed => closed === 7,
    )
    assert.deepEqual(
      lines.map(l => [l['log.level'], l['client.address'], l['labels.connections']]),
      [['warn', '127.0.0.1', '3']],
    )
    for (const c of clients) c.socket.destroy()
    await eventually(
      () => connections(r.gatewayServer),
      many => many === 0,
    )
    assert.equal((await send(r.gateway, 'GET', '/orders')).status, 200, 'whoever comes after them is served')
    const behindProxy = await running(t, {
      gateway: { log, sockets: { bounds: { connections: 5, connectionsByAddress: 3 }, trusts: () => true } },
    })
    const more = Array.from({ length: 10 }, () => new Client(behindProxy.gateway, t))
    await eventually(
      async () => more.filter(c => c.closed).length,
      closed => closed === 5,
    )
    assert.deepEqual(
      lines.slice(1).map(l => l['labels.connections']),
      ['5'],
    )
  })
})

suite('clients that do not wait, or do not read', () => {
  const one = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n${more}\r\n`
  test('requests that come one behind the other are worked on one after the other', async t => {
    let now = 0
    let most = 0
    const server = plainServer((request, response) => {
      most = Math.max(most, ++now)
      setImmediate(() => {
        now--
        response.end(request.url)
      })
    }, {})
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    t.after(() => server.close())
    const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    const paths = Array.from({ length: 90 }, (_, i) => `/${i}`)
    const client = new Client(base, t).write(paths.map(p => one(p)).join(''))
    await eventually(
      async () => client.read.match(/HTTP\/1\.1 200/g)?.length,
      many => many === 90,
    )
    assert.equal(most, 1)
    const order = [...client.read.matchAll(/\r\n(?:\w+\r\n)?(\/\d+)/g)].map(m => m[1])
    assert.deepEqual(order, paths)
  })
  test('whoever sends hundreds without waiting is cut off', async t => {
    const r = await running(t)
    for (const base of [r.gateway, r.at.order!]) {
      const client = new Client(base, t).write(one('/orders').repeat(500))
      await eventually(
        async () => client.closed || client.socket.destroyed,
        closed => closed,
      )
    }
    assert.equal((await send(r.gateway, 'GET', '/orders')).status, 200)
  })
  /** A server whose every answer is a megabyte of its own, and clients that ask for many and read nothing. */
  const unread = async (t: TestContext, how: Parameters<typeof plainServer>[1], clients: number) => {
    let made = 0
    const server = plainServer((_, response) => {
      made++
      response.end(Buffer.alloc(1 << 20, made))
    }, how)
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    t.after(() => server.close())
    const { port } = server.address() as { port: number }
    const sockets = Array.from({ length: clients }, () => {
      const socket = connect({ port, host: '127.0.0.1' }).pause()
      socket.on('error', () => {}).write(one('/').repeat(50))
      t.after(() => socket.destroy())
      return socket
    })
    return { server, sockets, made: () => made }
  }
  test('of a client that does not read, one answer waits and no second one is made', async t => {
    const { server, made } = await unread(t, { patience: { unread: 600 } }, 20)
    let held = 0
    // the kernel takes some answers whole; of a thousand that were asked for, twenty at a time are held here
    await eventually(
      async () => {
        held = Math.max(held, process.memoryUsage().arrayBuffers)
        return [made(), await connections(server)]
      },
      ([answers, open]) => answers! >= 20 && open === 0,
    )
    assert.ok(held < 150 * (1 << 20), `${held} bytes`)
    assert.ok(made() < 20 * 10, `${made()} answers were made for nobody`)
  })
  test('a client that reads slowly is given all of it, however long that takes', async t => {
    const server = plainServer((_, response) => response.end(Buffer.alloc(6 << 20, 1)), { patience: { unread: 600 } })
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    t.after(() => server.close())
    const socket = connect({ port: (server.address() as { port: number }).port, host: '127.0.0.1' }).pause()
    t.after(() => socket.destroy())
    const from = performance.now()
    let read = 0
    socket.write(one('/'))
    socket.on('readable', () => {})
    const sips = setInterval(() => (read += socket.read(Math.min(socket.readableLength, 1 << 18))?.length ?? 0), 80)
    t.after(() => clearInterval(sips))
    await eventually(
      async () => read > 6 << 20 || socket.destroyed,
      over => over,
    )
    assert.ok(read > 6 << 20, `${read} bytes`)
    assert.ok(performance.now() - from > 1800, 'it took three times what a silence may last')
  })
  test('where they are many, those that hold most go before their time', async t => {
    const lines: any[] = []
    const log = linesOf('warn', 'shop', { write: line => void lines.push(JSON.parse(line)) })
    const most = 5 * (1 << 20)
    const { server } = await unread(t, { patience: { unread: 60_000 }, bounds: { unreadBytes: most }, log }, 30)
    await eventually(
      () => connections(server),
      many => many === 30,
    )
    await eventually(
      () => connections(server),
      many => many <= 10,
    )
    assert.match(lines[0].message, /nobody reads/)
  })
})

suite('what a client says about time', () => {
  test('a context is told what is left of the time, never a moment', async t => {
    const { r, behind } = await apart(t)
    const heard: any[] = []
    const server = plainServer((request, response) => {
      heard.push(request.headers)
      response.end()
    }, {})
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    t.after(() => server.close())
    r.contexts.set('order', { replicas: new Replicas([`http://127.0.0.1:${(server.address() as { port: number }).port}`]) })
    await send(r.gateway, 'GET', '/orders', {
      headers: { 'x-request-start': 't=1', 'x-time-left': '1', 'x-forwarded-for': '6.6.6.6', 'x-forwarded-proto': 'https' },
    })
    const [{ 'x-time-left': left, 'x-request-start': start, 'x-forwarded-for': from, 'x-forwarded-proto': proto }] = heard
    assert.ok(Number(left) > 1000 && Number(left) <= 2000, left)
    assert.deepEqual([start, from, proto], [undefined, '127.0.0.1', 'http'])
    const now = Date.now
    for (const skew of [120_000, -120_000]) {
      t.mock.method(Date, 'now', () => now() + skew)
      const made = await send(behind.at.order!, 'POST', '/orders', { body: wish, headers: { 'x-time-left': left } })
      assert.equal(made.status, 201, `a clock that is ${skew} ms off decides all the same: ${made.text}`)
      t.mock.restoreAll()
    }
  })
  test('what is left is believed only as far as it shortens', async t => {
    const r = await running(t)
    const order = (left: string) =>
      send(r.at.order!, 'POST', '/orders', { body: { ...wish, phoneNumber: phone }, headers: { 'x-time-left': left } })
    assert.equal((await order('0')).status, 503)
    for (const left of ['-1', '1e9', 'NaN', '99999999999', '9999999', 't=5', '']) assert.equal((await order(left)).status, 201, left)
    assert.equal(
      (await send(r.gateway, 'POST', '/orders', { body: wish, headers: { 'x-time-left': '0' } })).status,
      201,
      'through the gateway it is ours',
    )
  })
})
