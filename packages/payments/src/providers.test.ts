import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { type Books, type Fault, faults, type StandIn, standIn, StripeBooks, TossBooks } from '../testing/index.ts'
import { httpWire, masked, orderIdOf, type Provider, stripe, toss, Unclear } from './index.ts'

const secret = 'sk_test_51SecretSecretSecret'
const day = 86_400_000
const begun = 1_700_000_000_000
const at = { cafeteria: '@cafeteria.lx1-2-abc' }

interface Bench {
  readonly provider: Provider
  readonly server: StandIn
  readonly books: Books
  readonly said: string[]
  /** How long it rested before it asked for a part of a list again, each time in ms. */
  readonly rests: number[]
  now: number
}
const servers: { close(): Promise<void> }[] = []
after(() => Promise.all(servers.map(s => s.close())))
const bench = async (
  name: 'stripe' | 'toss',
  how: { lag?: number; secret?: string; base?: string; most?: number } = {},
): Promise<Bench> => {
  const said: string[] = []
  const rests: number[] = []
  const clock = { now: begun }
  const books = name === 'stripe' ? new StripeBooks({ secret, lag: () => how.lag ?? 0 }) : new TossBooks({ secret })
  const server = await standIn({ books, now: () => clock.now, hurry: 100 })
  servers.push(server)
  const provider = (name === 'stripe' ? stripe : toss)({
    secret: how.secret ?? secret,
    base: how.base ?? server.address,
    wire: httpWire({ within: 1000, ...(how.most ? { most: how.most } : {}) }),
    now: () => clock.now,
    rest: async ms => void rests.push(ms),
    report: what => said.push(what),
  })
  return Object.assign(clock, { provider, server, books, said, rests })
}
const key = `charge-7${at.cafeteria}`
const charge = (more: object = {}) => ({ reference: 7, key, amt: 1500, paymentToken: 'approve', since: begun, ...more })
const refund = (more: object = {}) => ({ reference: 7, key: `refund-7${at.cafeteria}`, of: key, amt: 1500, ...more })
const net = (books: Books) => books.charges().reduce((sum, c) => sum + (c.captured ? c.amt - c.refunded : 0), 0)
const captures = (books: Books) => books.charges().filter(c => c.captured).length
/** What became of it, `unclear` where nobody knows. */
const heard = (answer: Promise<unknown>) => answer.catch(error => (error instanceof Unclear ? 'unclear' : Promise.reject(error)))

for (const name of ['stripe', 'toss'] as const) {
  test(`${name}: what is charged is found under its key, and given back once`, async () => {
    const { provider, books } = await bench(name)
    assert.deepEqual(await provider.Find({ reference: 7, key }), { status: 'none' })
    assert.deepEqual(await provider.Charge(charge()), { status: 'captured' })
    assert.deepEqual(await provider.Charge(charge()), { status: 'captured' })
    assert.deepEqual(await provider.Find({ reference: 7, key }), { status: 'captured' })
    assert.equal(net(books), 1500)
    assert.deepEqual(await provider.Refund(refund()), { status: 'refunded' })
    assert.deepEqual(await provider.Refund(refund()), { status: 'refunded' })
    assert.equal(net(books), 0)
    assert.deepEqual(await provider.Refund(refund({ key: 'refund-7-1' })), { status: 'failed' })
  })
  test(`${name}: a part is given back under each key, never more than was paid`, async () => {
    const { provider, books } = await bench(name)
    await provider.Charge(charge())
    assert.deepEqual(await provider.Refund(refund({ key: 'a', amt: 500 })), { status: 'refunded' })
    assert.deepEqual(await provider.Refund(refund({ key: 'b', amt: 600 })), { status: 'refunded' })
    assert.deepEqual(await provider.Refund(refund({ key: 'c', amt: 500 })), { status: 'failed' })
    assert.equal(net(books), 400)
    assert.deepEqual(await provider.Find({ reference: 7, key }), { status: 'captured' })
  })
  test(`${name}: a card that is refused is a no; without a card nothing is sent, and that is not the provider's fault`, async () => {
    const { provider, books } = await bench(name)
    assert.deepEqual(await provider.Charge(charge({ paymentToken: 'decline' })), { status: 'declined' })
    assert.deepEqual(await provider.Find({ reference: 7, key }), { status: 'declined' })
    assert.deepEqual(await provider.Charge(charge({ key: 'charge-8', paymentToken: 'nobody knows this' })), { status: 'declined' })
    assert.equal(await provider.Charge(charge({ key: 'charge-9', paymentToken: null })), 'unsent')
    assert.equal(captures(books), 0)
  })
  test(`${name}: ten that pay at once, and who pays again with another card, pay once`, async () => {
    const { provider, books } = await bench(name)
    const all = await Promise.all(Array.from({ length: 10 }, () => heard(provider.Charge(charge()))))
    assert.ok(all.every(a => a === 'unclear' || (a as { status: string }).status === 'captured'))
    assert.deepEqual(await provider.Charge(charge({ paymentToken: 'approve-another' })), { status: 'captured' })
    assert.equal(captures(books), 1)
  })
  test(`${name}: a key that is used again for another amount is never a yes to that amount`, async () => {
    const { provider, books } = await bench(name)
    await provider.Charge(charge())
    assert.equal(await heard(provider.Charge(charge({ amt: 99_000 }))), 'unclear')
    assert.equal(net(books), 1500)
  })
  test(`${name}: after a month, with its keys forgotten, nothing is charged or given back a second time`, async () => {
    const b = await bench(name)
    await b.provider.Charge(charge())
    await b.provider.Refund(refund({ amt: 600 }))
    b.now += 30 * day
    assert.deepEqual(await b.provider.Charge(charge()), { status: 'captured' })
    assert.deepEqual(await b.provider.Charge(charge({ since: null })), { status: 'captured' })
    assert.deepEqual(await b.provider.Refund(refund({ amt: 600 })), { status: 'refunded' })
    assert.equal(captures(b.books), 1)
    assert.equal(net(b.books), 900)
  })
  test(`${name}: whatever goes wrong on the way, a charge is asked for until it is known, and made once`, async () => {
    for (const fault of faults) {
      const b = await bench(name)
      b.server.next(fault)
      const first = await heard(b.provider.Charge(charge()))
      const known = typeof first === 'string' ? first : 'known'
      const expected: { readonly [fault in Fault]: RegExp } = {
        never: /unclear/,
        'cut before': /unclear/,
        'cut after': /unclear/,
        late: /known/,
        slow: /known/,
        twice: /known/,
        conflict: /unclear/,
        'too many': /unreachable/,
        broken: /unclear/,
        'broken after': /unclear/,
        html: /unclear/,
        elsewhere: /unclear/,
        huge: /unclear/,
      }
      assert.match(known, expected[fault], `${fault}: ${JSON.stringify(first)}`)
      b.now += 2000
      assert.deepEqual(await b.provider.Charge(charge()), { status: 'captured' }, fault)
      b.server.next(fault)
      await heard(b.provider.Refund(refund()))
      b.now += 2000
      b.server.next(undefined, undefined, fault)
      await heard(b.provider.Refund(refund()))
      b.server.often(0, [])
      b.now += 2000
      assert.deepEqual(await b.provider.Refund(refund()), { status: 'refunded' }, fault)
      assert.equal(captures(b.books), 1, fault)
      assert.equal(net(b.books), 0, fault)
    }
  })
  test(`${name}: 429 leaves the provider alone for as long as it asks`, async () => {
    const b = await bench(name)
    b.server.next('too many')
    assert.equal(await b.provider.Find({ reference: 7, key }), 'unreachable')
    assert.equal(await b.provider.Charge(charge()), 'unsent')
    b.now += 1000
    assert.deepEqual(await b.provider.Charge(charge()), { status: 'captured' })
  })
  test(`${name}: a wrong secret and a provider that is not there are no answer to the customer, and nothing was charged`, async () => {
    const wrong = await bench(name, { secret: 'sk_test_51WrongWrongWrongWrong' })
    assert.equal(await wrong.provider.Charge(charge()), 'unreachable')
    assert.match(wrong.said.join(), /the secret is not accepted/)
    assert.doesNotMatch(wrong.said.join(), /Wrong/)
    const gone = await standIn({ books: new TossBooks() })
    await gone.close()
    const away = await bench(name, { base: gone.address })
    assert.equal(await away.provider.Charge(charge()), 'unreachable')
    assert.equal(captures(wrong.books) + captures(away.books), 0)
  })
  test(`${name}: no redirect is followed: the secret goes to nobody else`, async () => {
    const visits: string[] = []
    const elsewhere = createServer((request, response) => {
      visits.push(request.url!)
      response.end('{}')
    })
    await new Promise<void>(done => elsewhere.listen(0, '127.0.0.1', done))
    const { port } = elsewhere.address() as AddressInfo
    const lure = createServer((_, response) => response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end())
    await new Promise<void>(done => lure.listen(0, '127.0.0.1', done))
    const b = await bench(name, { base: `http://127.0.0.1:${(lure.address() as AddressInfo).port}` })
    assert.equal(await heard(b.provider.Charge(charge())), 'unclear')
    assert.deepEqual(visits, [])
    for (const server of [elsewhere, lure]) server.closeAllConnections()
    await Promise.all([elsewhere, lure].map(server => new Promise(done => server.close(done))))
  })
  test(`${name}: what an error says holds neither secret nor card`, async () => {
    const b = await bench(name)
    const said: string[] = []
    for (const fault of faults) {
      b.server.next(fault)
      await b.provider
        .Charge(charge({ key: `charge-${said.length + 100}`, paymentToken: 'pm_1SecretOfTheCard' }))
        .catch(error => said.push(String(error), String(error.stack)))
      b.now += 2000
    }
    assert.ok(said.length > 6)
    const all = [...said, ...b.said].join('\n')
    for (const never of [secret, Buffer.from(`${secret}:`).toString('base64'), 'SecretOfTheCard']) assert.ok(!all.includes(never), never)
  })
  test(`${name}: its list tells every charge that was made or given back from in that time, as it is now`, async () => {
    const b = await bench(name)
    await b.provider.Charge(charge())
    b.now += day
    await b.provider.Charge(charge({ key: `charge-8${at.cafeteria}`, since: b.now }))
    await b.provider.Refund(refund({ amt: 400 }))
    const list = async (from: number, before: number) => {
      const found = []
      for await (const c of b.provider.touched(from, before)) found.push(`${c.amt} ${c.refunded} ${c.currency}`)
      return found.sort()
    }
    assert.deepEqual(await list(begun - 1000, begun + 1000), ['1500 400 KRW'])
    assert.deepEqual(await list(b.now - 1000, b.now + 1000), ['1500 0 KRW', '1500 400 KRW'])
    assert.deepEqual(await list(b.now + 2000, b.now + 5000), [])
    assert.deepEqual(
      (await b.provider.look(key)).map(c => c.refunded),
      [400],
    )
  })
}

const all = async (list: AsyncIterable<{ readonly key: string | null }>): Promise<readonly string[]> => {
  const found: string[] = []
  for await (const { key } of list) found.push(key ?? '')
  return found.sort()
}
for (const name of ['stripe', 'toss'] as const) {
  test(`${name}: a day of three thousand charges is listed whole, each of them once`, async () => {
    const b = await bench(name)
    for (let i = 0; i < 3000; i++) b.books.plant({ key: `charge-${i}`, amt: 1000 }, b.now)
    const keys = b.books.charges().map(c => c.key)
    assert.deepEqual(await all(b.provider.touched(begun - 1000, begun + 1000)), keys.sort())
  })
  test(`${name}: a list of which a third of the answers is lost is read to its end; ever longer is waited between`, async () => {
    const b = await bench(name)
    for (let i = 0; i < 120; i++) b.books.plant({ key: `charge-${i}`, amt: 1000, refunded: 400 }, b.now)
    const keys = b.books.charges().map(c => c.key)
    for (const fault of ['cut after', 'broken', 'too many', 'html', 'never'] as const) {
      b.server.next(fault, undefined, fault, fault)
      assert.deepEqual(await all(b.provider.touched(begun - 1000, begun + 1000)), keys.sort(), fault)
    }
    assert.ok(b.rests.includes(250) && b.rests.includes(500), b.rests.join())
    assert.ok(b.rests.includes(1000), 'as long as the provider asks for')
  })
  test(`${name}: a list that is refused is asked for once, and one that is never answered six times`, async () => {
    const stranger = await bench(name, { secret: 'sk_test_another' })
    await assert.rejects(all(stranger.provider.touched(begun, begun + 1000)))
    assert.deepEqual(stranger.rests, [])
    const silent = await bench(name)
    silent.server.often(1, ['cut before'])
    await assert.rejects(all(silent.provider.touched(begun, begun + 1000)))
    assert.deepEqual(silent.rests, [250, 500, 1000, 2000, 4000])
  })
}

test('stripe: while its search is late a charge is not found, which is no no; by its name it is found at once', async () => {
  const b = await bench('stripe', { lag: 60_000 })
  b.server.next('cut after')
  assert.equal(await heard(b.provider.Charge(charge())), 'unclear')
  assert.deepEqual(await b.provider.Find({ reference: 7, key }), { status: 'none' })
  assert.equal(await heard(b.provider.Refund(refund())), 'unclear')
  b.provider.note(key, b.books.charges()[0]!.id)
  assert.deepEqual(await b.provider.Find({ reference: 7, key }), { status: 'captured' })
  assert.deepEqual(await b.provider.Refund(refund()), { status: 'refunded' })
})
test('stripe: a day later the search is asked before the card is', async () => {
  const b = await bench('stripe', { lag: 60_000 })
  b.server.next('cut after')
  await heard(b.provider.Charge(charge()))
  b.now += 2 * day
  assert.deepEqual(await b.provider.Charge(charge()), { status: 'captured' })
  assert.equal(captures(b.books), 1)
})
for (const type of ['idempotency_error', 'invalid_request_error'])
  test(`stripe: while another request with its key is on the way, nothing is a no (409 ${type})`, async () => {
    const books = new StripeBooks({ secret })
    const late: (() => unknown)[] = []
    let isBusy = false
    const headers = { 'content-type': 'application/json' }
    const inUse = { status: 409, headers, text: JSON.stringify({ error: { type, code: 'idempotency_key_in_use', message: 'in use' } }) }
    const provider = stripe({
      secret,
      now: () => begun,
      wire: async request => {
        if (request.method !== 'POST') return books.handle(request, begun)
        if (isBusy) return inUse
        isBusy = true
        late.push(() => books.handle(request, begun))
        throw new Error('cut')
      },
    })
    /** Asked twice, the first being done only after the second was turned away. */
    const twice = async (ask: () => Promise<unknown>) => {
      isBusy = false
      const answers = [await heard(ask()), await heard(ask())]
      late.pop()!()
      return answers
    }
    assert.deepEqual(await twice(() => provider.Charge(charge())), ['unclear', 'unclear'])
    // a no would be followed by another key, and both would be given back
    assert.deepEqual(await twice(() => provider.Refund(refund({ amt: 500 }))), ['unclear', 'unclear'])
    assert.deepEqual(await provider.Refund(refund({ amt: 500 })), { status: 'refunded' })
    assert.equal(net(books), 1000)
  })
test('stripe: a card that wants its owner to act is refused, since nobody is there to act', async () => {
  const { provider } = await bench('stripe')
  assert.deepEqual(await provider.Charge(charge({ paymentToken: 'pm_card_authenticationRequired' })), { status: 'declined' })
})
test('toss: our keys are order ids as Toss Payments takes them, each another one', () => {
  const keys = [
    'charge-7',
    'charge-7@cafeteria.lx1-2-abc',
    `charge-999999999999-12@cafeteria.${'x'.repeat(60)}`,
    `charge-999999999999-12@cafeteria.${'y'.repeat(60)}`,
    'a',
  ]
  const ids = keys.map(orderIdOf)
  for (const id of ids) assert.match(id, /^[A-Za-z0-9_-]{6,64}$/)
  assert.equal(new Set(ids).size, keys.length)
})
test('words for operators are masked', () => {
  assert.equal(masked(`key ${secret} and pm_1AbcdefGhi`, [secret]), 'key *** and pm_***')
  assert.ok(masked('x'.repeat(10_000)).length <= 300)
})
