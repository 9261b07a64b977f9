// What is promised to whoever listens: everything that a list would show is pushed, in order, to nobody else, and whoever was cut misses nothing.
import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { type Board, Host, settingsFrom } from '@jumun/host'
import { product } from '@jumun/systems'
import { cafeteria } from '@jumun/systems/cafeteria'
import type { Ask } from '@jumun/testing/cast'
import { clientOf } from '../tools/demo-client.ts'
import { type Listener, listenTo } from '../tools/live-client.ts'
import { type Town, townOf } from '../tools/town.ts'
import { type Hosted, hosted, until } from './hosted.ts'

type Asks = (method: string, path: string, body?: object) => Promise<any>
const wish = (phoneNumber: string) => ({ phoneNumber, productName: 'coffee', qty: 1, amt: 500 })
/** An order that is paid; on a busy machine in a moment. */
const ordered = async (ask: Asks, phoneNumber: string): Promise<any> => {
  const made = await ask('POST', '/orders', wish(phoneNumber))
  if (made.status === 201) return made.body
  assert.equal(made.status, 503, JSON.stringify(made.body))
  const pay = new URL(made.body._links.pay.href).pathname
  return until('it is paid', async () => {
    const paid = await ask('POST', pay)
    return paid.status === 200 && paid.body
  })
}
const drinkOf = (ask: Asks, orderId: number): Promise<any> =>
  until('a drink', async () => (await ask('GET', `/drinks/search/findByOrderId?orderId=${orderId}`)).body._embedded.drinks[0])
const make = async (ask: Asks, orderId: number): Promise<void> => {
  const { id } = await drinkOf(ask, orderId)
  for (const command of ['receive', 'make', 'handOver'])
    await until(command, async () => (await ask('POST', `/drinks/${id}/${command}`)).status === 200)
}

/** The last that was told of each item; wrong where something older came after it. */
const lastOf = (...listeners: readonly Listener[]): Map<string, any> => {
  const last = new Map<string, any>()
  for (const l of listeners)
    for (const { kind, data } of l.told) {
      const name = `${data.of}/${data.id}`
      if (kind === 'gone') last.delete(name)
      if (kind !== 'item') continue
      const before = last.get(name)
      if (before && l.told.some(t => t.data === before))
        assert.ok(data.version >= before.version, `${name}: ${data.version} after ${before.version}`)
      last.set(name, data)
    }
  return last
}
/** Waits until what was told is what the lists show. */
const same = async (ask: Asks, lists: readonly string[], ...listeners: readonly Listener[]): Promise<void> => {
  let missing = ''
  await until('everything was told', async () => {
    const told = lastOf(...listeners)
    for (const list of lists) {
      const things = list.split('/')[0]!
      const shown = (await ask('GET', `/${list}${list.includes('?') ? '&' : '?'}size=1000`)).body._embedded[things] as any[]
      for (const item of shown) {
        const { _links: _, ...plain } = item
        const { _links: __, ...last } = told.get(`${things}/${item.id}`)?.item ?? {}
        missing = JSON.stringify({ list, plain, last })
        if (JSON.stringify(plain) !== JSON.stringify(last)) return false
      }
    }
    return true
  }).catch(error => assert.fail(`${error.message}\n${missing}`))
}

suite('the café in one process', () => {
  const data = mkdtempSync(join(tmpdir(), 'jumun-live-'))
  let cafe: Hosted
  let ask: Asks
  const open: Listener[] = []
  const listen = (path: string, how: Parameters<typeof listenTo>[2] = {}): Listener => {
    const one = listenTo(cafe.host.address, path, how)
    open.push(one)
    return one
  }
  before(async () => {
    cafe = await hosted(cafeteria, data)
    ask = (method, path, body) => (method === 'GET' ? cafe.get(path) : cafe.post(path, body))
  })
  after(async () => {
    await cafe.stop()
    rmSync(data, { recursive: true, force: true })
  })
  const lists = ['orders', 'drinks', 'payments', 'mypages', 'messages']
  const all = `/live?${lists.map(l => `watch=${l}`).join('&')}`

  test('everything that the lists show has been pushed, as it is read, in the order of its versions', async () => {
    const one = listen(all)
    await one.open
    const orders = await Promise.all(Array.from({ length: 20 }, (_, i) => ordered(ask, `0101000${1000 + i}`)))
    await Promise.all(orders.map((o, i) => (i % 3 ? make(ask, o.id) : ask('POST', `/orders/${o.id}/cancel`))))
    await same(ask, lists, one)
    const [, , last] = one.told.filter(t => t.data.of === 'orders')
    assert.deepEqual(Object.keys(last!.data.item), Object.keys((await ask('GET', `/orders/${last!.data.id}`)).body))
  })
  test('whoever is cut again and again, and comes back with the last place, misses nothing', async () => {
    const parts: Listener[] = [listen(all)]
    await parts[0]!.open
    let isDone = false
    const work = (async () => {
      for (let i = 0; i < 12; i++) await make(ask, (await ordered(ask, `0102000${1000 + i}`)).id)
      isDone = true
    })()
    while (!isDone) {
      const now = parts.at(-1)!
      await until('something is told, or all is done', async () => now.told.length > 4 || isDone)
      now.cut()
      await now.over
      parts.push(listen(all, { place: now.place }))
      await parts.at(-1)!.open
    }
    await work
    assert.ok(parts.length > 5, `it was cut ${parts.length} times`)
    const mine = (await ask('GET', '/orders?size=1000')).body._embedded.orders.filter((o: any) => o.phoneNumber.startsWith('0102000'))
    const rows = mine.map((o: any) => `mypages/search/findByOrderId?orderId=${o.id}`)
    await same(ask, [...rows, ...mine.map((o: any) => `drinks/search/findByOrderId?orderId=${o.id}`)], ...parts)
    assert.ok(!parts.some(p => p.told.some(t => t.kind === 'reset')))
  })
  test('one item, a search and a board are watched alone; what leaves a board is gone there', async () => {
    const { id } = await ordered(ask, '01030001000')
    const [item, search, board] = [
      listen(`/live?watch=orders/${id}`),
      listen(`/live?watch=${encodeURIComponent('mypages/search/findByPhoneNumber?phoneNumber=01030001000')}`),
      listen('/live?watch=drinks/search/board'),
    ]
    await Promise.all([item.open, search.open, board.open])
    const other = await ordered(ask, '01030002000')
    await make(ask, id)
    const drink = await drinkOf(ask, id)
    await until('it left the board', async () => board.told.some(t => t.kind === 'gone' && t.data.id === drink.id))
    await until('it is told', async () => search.told.at(-1)?.data.item?.drinkStatus === 'PickedUp')
    await until('it is told', async () => board.told.some(t => t.kind === 'item' && t.data.item.orderId === other.id))
    assert.ok(search.told.every(t => t.kind !== 'item' || t.data.item.orderId === id))
    assert.ok(item.told.every(t => t.kind !== 'item' || t.data.id === id))
  })
  test('whoever asks instead of listening is told the same by the same cursor', async () => {
    const start = (await ask('GET', all)).body
    assert.deepEqual([start.reset, start.changes], [false, []])
    const { id } = await ordered(ask, '01040001000')
    await make(ask, id)
    await until('all is told', async () => {
      const { changes, reset } = (await ask('GET', `${all}&after=${start.cursor}`)).body
      assert.equal(reset, false)
      return changes.some((c: any) => c.of === 'mypages' && c.item.orderId === id && c.item.drinkStatus === 'PickedUp')
    })
  })
  test('of a place that means nothing here it is said that everything is to be read anew', async () => {
    const { cursor } = (await ask('GET', '/live?watch=orders')).body
    const [name, position, life] = cursor.split('.')
    for (const place of [`${name}.zzzz.${life}`, `${name}.${position}.ffffff`, `nothing.1.${life}`]) {
      assert.equal((await ask('GET', `/live?watch=orders&after=${place}`)).body.reset, true, place)
      const one = listen('/live?watch=orders', { place })
      await one.open
      assert.equal(one.told[0]!.kind, 'reset')
    }
    assert.equal((await ask('GET', '/live?watch=orders&after=%20')).status, 400)
  })
  test('what cannot be watched is refused in words', async () => {
    for (const path of [
      '',
      '?watch=nothing',
      '?watch=orders/1/history',
      '?watch=orders%3Fqty=1',
      '?watch=orders&x=1',
      '?watch=drinks/search/no',
    ])
      assert.equal((await ask('GET', `/live${path}`)).status, 400, path)
    assert.equal((await ask('GET', `/live?${'watch=orders&'.repeat(51)}`)).status, 400)
  })
  test('while a context is away, the others are told of; when it is back, what it had not heard', async () => {
    const one = listen(all)
    await one.open
    const board: Board = cafe.board
    await cafe.host.stopContext(board, 'customercenter')
    const { id } = await ordered(ask, '01050001000')
    await until('the order', async () =>
      one.told.some(t => t.data.of === 'orders' && t.data.id === id && t.data.item?.status === 'Ordered'),
    )
    one.cut()
    await one.over
    await cafe.host.startContext(board, 'customercenter')
    const again = listen(all, { place: one.place })
    await until('the row', async () => again.told.some(t => t.data.of === 'mypages' && t.data.item?.orderId === id))
  })
  test('when the gateway stops, whoever listens is told so, and it does not wait for them', async () => {
    const one = listen(all)
    await one.open
    const began = performance.now()
    await cafe.stop()
    await one.over
    assert.equal(one.told.at(-1)!.kind, 'end')
    assert.ok(performance.now() - began < 10_000)
  })
})

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const tokenOf = (claims: object, lives = 3600): string => {
  const payload = { sub: 'somebody', iss: 'us', aud: 'jumun', exp: Math.floor(Date.now() / 1000) + lives, ...claims }
  const text = `${part({ alg: 'ES256', kid: 'k' })}.${part(payload)}`
  return `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

suite('the café, guarded', () => {
  const data = mkdtempSync(join(tmpdir(), 'jumun-live-guarded-'))
  let host: Host
  const logged: string[] = []
  before(async () => {
    const keys = join(data, 'keys.json')
    writeFileSync(keys, JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'ES256' }] }))
    const guarded = ['--access', 'guarded', '--keys', keys, '--issuer', 'us', '--audience', 'jumun']
    host = new Host(settingsFrom(['cafeteria', '--data', data, '--port', '0', '--log', 'silent', ...guarded], {}, product), product)
    await host.start()
  })
  after(async () => {
    await host.stop()
    rmSync(data, { recursive: true, force: true })
  })
  const asks =
    (token: string): Asks =>
    async (method, path, body) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
      const said = await fetch(host.address + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
      return { status: said.status, body: await said.json() }
    }
  const customer = (phone: string) => tokenOf({ sub: phone, roles: ['customer'], phone })

  test('each customer is told of their own alone, staff of what they may read, and of the rest nobody', async () => {
    const phones = ['01011110001', '01011110002', '01011110003']
    const lists = ['orders', 'mypages', 'messages']
    const path = `/live?${lists.map(l => `watch=${l}`).join('&')}`
    const own = phones.map(phone => listenTo(host.address, path, { token: customer(phone) }))
    const nosy = listenTo(host.address, `/live?watch=${encodeURIComponent(`mypages?phoneNumber=${phones[0]}`)}`, {
      token: customer(phones[1]!),
    })
    const barista = listenTo(host.address, '/live?watch=drinks', { token: tokenOf({ roles: ['barista'] }) })
    await Promise.all([...own, nosy, barista].map(l => l.open))
    const orders = await Promise.all(phones.flatMap(phone => [1, 2, 3].map(() => ordered(asks(customer(phone)), phone))))
    await Promise.all(phones.map((phone, i) => same(asks(customer(phone)), ['orders', 'mypages'], own[i]!)))
    for (const [i, l] of own.entries())
      for (const t of l.told.filter(t => t.kind === 'item')) assert.equal(t.data.item.phoneNumber, phones[i], JSON.stringify(t.data))
    assert.ok(own.every(l => l.told.filter(t => t.data.of === 'orders').length >= 3))
    assert.deepEqual(
      nosy.told.map(t => t.kind),
      ['open'],
    )
    await until('all drinks are told', async () => new Set(barista.told.map(t => t.data.id).filter(Boolean)).size === orders.length)
    // an order that is not paid is nobody's business but its customer's
    const stuck = await asks(customer(phones[0]!))('POST', '/orders', { ...wish(phones[0]!), paymentToken: 'decline' })
    assert.ok(stuck.status >= 400)
    for (const l of [...own, nosy, barista]) l.cut()
  })
  test('whoever says nothing of who they are is told nothing, and without a token nobody is let in', async () => {
    const one = listenTo(host.address, '/live?watch=orders&watch=drinks', { token: tokenOf({ roles: ['customer'] }) })
    await one.open
    const other = listenTo(host.address, '/live?watch=orders', { token: customer('01011110005') })
    await other.open
    await ordered(asks(customer('01011110005')), '01011110005')
    await until('the other is told', async () => other.told.length > 1)
    assert.deepEqual(
      one.told.map(t => t.kind),
      ['open'],
    )
    one.cut()
    other.cut()
    const none = listenTo(host.address, '/live?watch=orders')
    await none.over
    assert.equal(none.told[0]!.kind, '401')
  })
  test('it ends with the token', async () => {
    const one = listenTo(host.address, '/live?watch=orders', { token: tokenOf({ roles: ['customer'], phone: '01011110009' }, 3) })
    await one.open
    await one.over
    assert.deepEqual(one.told.at(-1)!.data, { why: 'token' })
  })
  test('no line of the log holds what somebody watches', async t => {
    const write = process.stdout.write.bind(process.stdout)
    t.mock.method(process.stdout, 'write', (text: string, ...more: never[]) => {
      logged.push(String(text))
      return write(text, ...more)
    })
    const loud = new Host({ ...host.settings, data: join(data, 'loud'), log: 'warn' }, product)
    await loud.start()
    try {
      const path = `/live?watch=${encodeURIComponent('mypages?phoneNumber=01011110001')}`
      const one = listenTo(loud.address, path, { token: customer('01011110001') })
      await one.open
      one.cut()
      await until('a line', async () => logged.some(l => l.includes('/live')))
      assert.ok(!logged.some(l => l.includes('01011110001')), logged.join(''))
    } finally {
      await loud.stop()
    }
  })
  test('so many of one address, and no more', async () => {
    const token = customer('01011110004')
    const metrics = { headers: { authorization: `Bearer ${tokenOf({ roles: ['metrics'] })}` } }
    await until('nobody listens', async () =>
      /^jumun_live_listeners\S* 0$/m.test(await (await fetch(`${host.address}/metrics`, metrics)).text()),
    )
    const many = Array.from({ length: 201 }, () => listenTo(host.address, '/live?watch=orders', { token }))
    await Promise.all(many.map(l => l.open))
    assert.deepEqual(
      many.map(l => l.told[0]!.kind).filter(kind => kind !== 'open'),
      ['429'],
    )
    for (const l of many) l.cut()
  })
})

suite('the café, every context a process of its own', () => {
  const data = mkdtempSync(join(tmpdir(), 'jumun-live-town-'))
  let town: Town
  let ask: Asks
  before(async () => {
    town = await townOf({ system: cafeteria, data })
    const client: Ask = clientOf(() => town.gateway)
    ask = async (method, path, body) => (await client(method, path, body)) ?? { status: 503 }
  })
  after(async () => {
    await town.stop()
    rmSync(data, { recursive: true, force: true })
  })
  test('what the lists show has been pushed by the gateway, and misses nothing when it is cut', async () => {
    const lists = ['orders', 'drinks', 'mypages']
    const all = `/live?${lists.map(l => `watch=${l}`).join('&')}`
    const one = listenTo(town.gateway, all)
    await one.open
    const first = await ordered(ask, '01010001000')
    await make(ask, first.id)
    await same(ask, lists, one)
    one.cut()
    await one.over
    const second = await ordered(ask, '01010002000')
    await make(ask, second.id)
    const again = listenTo(town.gateway, all, { place: one.place })
    await again.open
    await same(ask, lists, one, again)
    assert.ok(again.told.every(t => t.kind !== 'reset'))
    again.cut()
  })
})
