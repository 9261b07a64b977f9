import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { exportJWK, SignJWT } from 'jose'
import { eventually, send } from './fixture/client.ts'
import { type Running, serve } from './fixture/serving.ts'
import { shop } from './fixture/shop.ts'
import { identity, refuseToStart } from './index.ts'
import { isProblem, phone, wish } from './rest-suite.ts'

const keys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
type Keys = ReturnType<typeof keys>
const setOf = async (...pairs: Keys[]) =>
  JSON.stringify({
    keys: await Promise.all(pairs.map(async (k, i) => ({ ...(await exportJWK(k.publicKey)), kid: `k${i}`, alg: 'ES256' }))),
  })
const sign = (k: Keys, claims: object, { exp = '1h' as string | number, kid = 'k0', iss = 'us', aud = 'jumun' } = {}) =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(iss)
    .setAudience(aud)
    .setExpirationTime(exp)
    .sign(k.privateKey)
const slugOf = async (work: () => unknown) => {
  try {
    await work()
    return 'accepted'
  } catch (error) {
    return (error as { slug?: string }).slug ?? error
  }
}

test('a token says who, in which roles, and whose things are theirs', async () => {
  const mine = keys()
  const folder = mkdtempSync(join(tmpdir(), 'keys-'))
  const file = join(folder, 'jwks.json')
  writeFileSync(file, await setOf(mine))
  const who = identity({ keySet: file, issuer: 'us', audience: 'jumun' })
  const token = await sign(mine, {
    sub: 'kim',
    roles: ['customer', 'policy', 7],
    phone: '010-1234-5678',
    customerId: 11,
    storeId: 's1',
    riderId: 'r1',
  })
  assert.deepEqual(await who.callerOf(token), {
    actor: 'kim',
    roles: ['customer'],
    claims: { phoneNumber: phone, customerId: '11', cuId: '11', sellerId: '11', storeId: 's1', riderId: 'r1' },
    anyone: false,
  })
  assert.ok(!(who.callerOf(token) instanceof Promise), 'a token that was checked is remembered')

  const other = keys()
  const refused: [string, string][] = [
    ['of another key', await sign(other, { sub: 'kim' })],
    ['of an unknown key', await sign(other, { sub: 'kim' }, { kid: 'k9' })],
    ['that has run out', await sign(mine, { sub: 'kim' }, { exp: Math.floor(Date.now() / 1000) - 60 })],
    ['of another issuer', await sign(mine, { sub: 'kim' }, { iss: 'them' })],
    ['for another audience', await sign(mine, { sub: 'kim' }, { aud: 'them' })],
    ['without a subject', await sign(mine, {})],
    [
      'that never runs out',
      await new SignJWT({ sub: 'kim' })
        .setProtectedHeader({ alg: 'ES256', kid: 'k0' })
        .setIssuer('us')
        .setAudience('jumun')
        .sign(mine.privateKey),
    ],
    [
      'that is not signed',
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"kim","exp":9999999999}').toString('base64url')}.`,
    ],
    ['that is none', 'abc'],
    [
      'signed with the public key as a secret',
      await new SignJWT({ sub: 'kim', exp: 9_999_999_999 })
        .setProtectedHeader({ alg: 'HS256', kid: 'k0' })
        .sign(Buffer.from(await setOf(mine))),
    ],
  ]
  for (const [what, token] of refused) assert.equal(await slugOf(() => who.callerOf(token)), 'no-identity', `a token ${what}`)

  // a second too late is within the tolerance
  assert.equal(
    await slugOf(async () => who.callerOf(await sign(mine, { sub: 'kim' }, { exp: Math.floor(Date.now() / 1000) - 1 }))),
    'accepted',
  )
  rmSync(folder, { recursive: true })
})

test('a remembered token ends with its time', async t => {
  const mine = keys()
  const folder = mkdtempSync(join(tmpdir(), 'keys-'))
  const file = join(folder, 'jwks.json')
  writeFileSync(file, await setOf(mine))
  const who = identity({ keySet: file })
  const token = await sign(mine, { sub: 'kim' }, { exp: '1m' })
  await who.callerOf(token)
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 120_000 })
  assert.equal(await slugOf(() => who.callerOf(token)), 'no-identity')
  rmSync(folder, { recursive: true })
})

test('a key file is read again when it changes; one that cannot be read leaves the keys that were there', async () => {
  const [first, second] = [keys(), keys()]
  const folder = mkdtempSync(join(tmpdir(), 'keys-'))
  const file = join(folder, 'jwks.json')
  const who = identity({ keySet: file })
  const token = (k: Keys, kid: string) => sign(k, { sub: `${Math.random()}` }, { kid })
  assert.equal(await slugOf(async () => who.callerOf(await token(first, 'k0'))), 'no-identity', 'no file yet')
  writeFileSync(file, await setOf(first))
  await eventually(
    () => token(first, 'k0').then(t => slugOf(() => who.callerOf(t))),
    said => said === 'accepted',
  )
  writeFileSync(file, await setOf(first, second))
  utimesSync(file, 1, 1)
  await eventually(
    () => token(second, 'k1').then(t => slugOf(() => who.callerOf(t))),
    said => said === 'accepted',
  )
  writeFileSync(file, '{"keys":')
  utimesSync(file, 2, 2)
  assert.equal(await slugOf(async () => who.callerOf(await token(second, 'k1'))), 'accepted')
  rmSync(folder, { recursive: true })
})

test('a key set is fetched by its address; while it does not answer nobody is called a liar', async () => {
  const mine = keys()
  const set = await setOf(mine)
  let asked = 0
  let answers = true
  const server = createServer((_, response) => {
    asked++
    response.writeHead(answers ? 200 : 500, { 'content-type': 'application/json' }).end(answers ? set : '')
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const keySet = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`)
  const who = identity({ keySet })
  for (let i = 0; i < 3; i++) assert.equal((await who.callerOf(await sign(mine, { sub: `p${i}` }))).actor, `p${i}`)
  assert.equal(asked, 1)
  answers = false
  assert.equal(await slugOf(async () => identity({ keySet }).callerOf(await sign(mine, { sub: 'x' }))), 'unavailable')
  await new Promise(done => server.close(done))
  assert.equal(await slugOf(async () => identity({ keySet }).callerOf(await sign(mine, { sub: 'x' }))), 'unavailable')
})

test('a token lets in whoever it is about, and says nothing that an input may not say', async () => {
  const mine = keys()
  const folder = mkdtempSync(join(tmpdir(), 'keys-'))
  const keySet = join(folder, 'jwks.json')
  writeFileSync(keySet, await setOf(mine))
  const who = identity({ keySet, issuer: 'us', audience: 'jumun' })
  const typed = (typ: string) =>
    new SignJWT({ sub: 'kim' })
      .setProtectedHeader({ alg: 'ES256', kid: 'k0', typ })
      .setIssuer('us')
      .setAudience('jumun')
      .setExpirationTime('1h')
      .sign(mine.privateKey)
  for (const typ of ['at+jwt', 'application/at+jwt', 'JWT'])
    assert.equal(await slugOf(async () => who.callerOf(await typed(typ))), 'accepted', typ)
  for (const typ of ['logout+jwt', 'dpop+jwt', 'secevent+jwt', 'nonsense'])
    assert.equal(await slugOf(async () => who.callerOf(await typed(typ))), 'no-identity', typ)

  const claimsOf = async (claims: object) => (await who.callerOf(await sign(mine, { sub: 'kim', ...claims }))).claims
  for (const phone_number_verified of [false, undefined, 'true', 1])
    assert.equal((await claimsOf({ phone_number: phone, phone_number_verified })).phoneNumber, undefined, String(phone_number_verified))
  assert.deepEqual(await claimsOf({ phone_number: '010-1234-5678', phone_number_verified: true }), { phoneNumber: phone })
  assert.deepEqual(await claimsOf({ customerId: 'a\u0000b', storeId: 'a\ud800', riderId: ' r1 ' }), { riderId: 'r1' })
  assert.deepEqual(await claimsOf({ storeId: '\u1112\u1161\u11ab' }), { storeId: '한' }, 'in one spelling')
  for (const name of ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])
    assert.equal(await slugOf(async () => who.callerOf(await sign(mine, JSON.parse(`{"sub":"kim","${name}":"x"}`)))), 'accepted', name)
  assert.equal(await slugOf(async () => who.callerOf(await sign(mine, { sub: 'kim\nroot' }))), 'no-identity')
  rmSync(folder, { recursive: true })
})

test('a key that is taken out of the file ends its tokens when the file is read again', async t => {
  const [first, second] = [keys(), keys()]
  const folder = mkdtempSync(join(tmpdir(), 'keys-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const keySet = join(folder, 'jwks.json')
  writeFileSync(keySet, await setOf(first))
  const who = identity({ keySet })
  const token = await sign(first, { sub: 'kim' })
  await who.callerOf(token)
  writeFileSync(keySet, await setOf(second))
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 2000 })
  await who.callerOf(await sign(second, { sub: 'lee' }, { exp: Math.floor(Date.now() / 1000) + 600 }))
  assert.equal(await slugOf(() => who.callerOf(token)), 'no-identity')
})

suite('what must not be started', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'))
  after(() => rmSync(folder, { recursive: true }))
  const file = (text: string): string => {
    const path = join(folder, `${text.length}.json`)
    writeFileSync(path, text)
    return path
  }
  const known = { keySet: undefined, issuer: 'us', audience: 'jumun' }
  test('open access anywhere but on loopback', () => {
    for (const host of ['127.0.0.1', 'localhost', '::1', '[::1]', '127.8.8.8'])
      assert.equal(refuseToStart({ access: 'open', hosts: [host], ...known }), undefined, host)
    for (const host of ['0.0.0.0', '::', '10.0.0.7', 'jumun.example', '', '127.0.0.1.example', 'localhost.example', '1270.0.1'])
      assert.match(refuseToStart({ access: 'open', hosts: ['127.0.0.1', host], ...known, keySet: 'keys.json' }) ?? '', /loopback/, host)
  })
  test('guarded access without keys, or with keys that cannot be read', () => {
    const guarded = { ...known, access: 'guarded' as const, hosts: ['0.0.0.0'] }
    assert.match(refuseToStart(guarded) ?? '', /key set/)
    for (const keySet of [join(folder, 'nowhere.json'), file('not JSON'), file('{}'), `file://${join(folder, 'nowhere.json')}`, folder])
      assert.match(refuseToStart({ ...guarded, keySet }) ?? '', /could not be read/, keySet)
    for (const keySet of [file('{"keys":[]}'), 'https://id.example/jwks.json', new URL('https://id.example/jwks.json')])
      assert.equal(refuseToStart({ ...guarded, keySet }), undefined, String(keySet))
  })
  test('guarded access without an issuer or an audience: any token of the same provider would let its bearer in', () => {
    const guarded = { access: 'guarded' as const, hosts: ['0.0.0.0'], keySet: 'https://id.example/jwks.json' }
    for (const part of [{}, { issuer: 'us' }, { audience: 'jumun' }, { issuer: '', audience: '' }])
      assert.match(refuseToStart({ ...guarded, issuer: undefined, audience: undefined, ...part }) ?? '', /--issuer and --audience/)
  })
})

for (const access of ['open', 'guarded'] as const)
  suite(`COM-51…53, ${access}`, () => {
    let r: Running
    const tokens: { [who: string]: string } = {}
    const other = '01099998888'
    before(async () => {
      r = await serve(shop, { access })
      tokens.kim = await r.token({ sub: 'kim', roles: ['customer'], phone })
      tokens.lee = await r.token({ sub: 'lee', roles: ['customer'], phone: other })
      tokens.manager = await r.token({ sub: 'boss', roles: ['manager'] })
      tokens.barista = await r.token({ sub: 'bean', roles: ['barista'] })
      tokens.operator = await r.token({ sub: 'op', roles: ['operator'] })
      tokens.system = await r.token({ sub: 'order', roles: ['system'] })
      tokens.phoneless = await r.token({ sub: 'new', roles: ['customer'] })
    })
    after(() => r.stop())
    const as = (who: string, method: string, path: string, body?: unknown, context = 'order') =>
      send(r.at[context]!, method, path, { body, token: tokens[who]! })
    const place = async (who = 'kim') =>
      (await as(who, 'POST', '/orders', who === 'manager' ? wish : { productName: 'coffee', qty: 1 })).json

    if (access === 'guarded')
      test('no token, no answer: 401 at the gateway and at the context; health is exempt', async () => {
        for (const base of [r.gateway, r.at.order!])
          for (const headers of [
            {},
            { authorization: 'Basic a2ltOmtpbQ==' },
            { authorization: 'Bearer' },
            { authorization: 'Bearer x.y.z' },
          ] as {
            [name: string]: string
          }[]) {
            const answer = await send(base, 'POST', '/orders', { body: wish, headers })
            isProblem(answer, 401, 'no-identity')
            assert.match(answer.headers['www-authenticate']!, /^Bearer/)
            assert.equal((await send(base, 'GET', '/actuator/health', { headers })).status, 200)
          }
      })
    else {
      test('without a token everybody acts in every role and for every customer', async () => {
        const { json } = await send(r.at.order!, 'POST', '/orders', { body: wish })
        assert.equal((await send(r.at.order!, 'POST', `/orders/${json.id}/cancel`)).status, 200)
      })
      test('without a token the field that names the customer may not be left out: 400', async () => {
        const problem = isProblem(await send(r.at.order!, 'POST', '/orders', { body: { productName: 'coffee', qty: 1 } }), 400, 'malformed')
        assert.deepEqual(
          problem.errors.map((e: any) => e.field),
          ['phoneNumber'],
        )
      })
      test('a token is honoured and narrows; a bad one is 401', async () => {
        const { id } = await place()
        isProblem(await as('lee', 'GET', `/orders/${id}`), 404, 'not-found')
        isProblem(await send(r.at.order!, 'GET', '/orders', { token: 'x.y.z' }), 401, 'no-identity')
      })
    }

    test('the own number may be left out; another is 403, unless staff may order for others', async () => {
      assert.equal((await place()).phoneNumber, phone)
      isProblem(await as('kim', 'POST', '/orders', { ...wish, phoneNumber: other }), 403, 'not-yours')
      assert.equal((await as('kim', 'POST', '/orders', { ...wish, phoneNumber: '010-1234-5678' })).status, 201)
      assert.equal((await as('manager', 'POST', '/orders', { ...wish, phoneNumber: other })).json.phoneNumber, other)
      isProblem(await as('manager', 'POST', '/orders', { productName: 'coffee', qty: 1 }), 400, 'malformed')
      isProblem(await as('barista', 'POST', '/orders', wish), 403, 'role')
      isProblem(await as('phoneless', 'POST', '/orders', wish), 403, 'role')
    })
    test("a customer sees and changes only their own: others' are 404, and not in lists", async () => {
      const { id } = await place()
      assert.equal((await as('kim', 'GET', `/orders/${id}`)).status, 200)
      for (const [method, path] of [
        ['GET', ''],
        ['DELETE', ''],
        ['POST', '/cancel'],
        ['POST', '/pay'],
        ['GET', '/history'],
      ])
        isProblem(await as('lee', method!, `/orders/${id}${path}`), 404, 'not-found')
      isProblem(await as('lee', 'PATCH', `/orders/${id}`, { status: 'OrderCanceled' }), 404, 'not-found')
      const ids = async (who: string, path = '/orders?size=1000') =>
        (await as(who, 'GET', path)).json._embedded.orders.map((o: any) => o.id)
      assert.ok((await ids('kim')).includes(id))
      assert.ok(!(await ids('lee')).includes(id))
      assert.deepEqual(await ids('lee', `/orders/search/findByPhoneNumber?phoneNumber=${phone}`), [])
      assert.deepEqual(await ids('phoneless'), [])
      for (const staff of ['manager', 'operator']) assert.ok((await ids(staff)).includes(id))
      await eventually(
        () => as('kim', 'GET', '/mypages?size=1000', undefined, 'customercenter'),
        a => a.json._embedded.mypages.some((m: any) => m.orderId === id),
      )
      assert.ok(
        !(await as('lee', 'GET', '/mypages?size=1000', undefined, 'customercenter')).json._embedded.mypages.some(
          (m: any) => m.orderId === id,
        ),
      )
    })
    test('the links are what this caller may do', async () => {
      const { id } = await place()
      const links = async (who: string, path: string, context: string) =>
        Object.keys((await as(who, 'GET', path, undefined, context)).json._links).slice(2)
      assert.deepEqual(await links('kim', `/orders/${id}`, 'order'), ['cancel'])
      assert.deepEqual(await links('operator', `/orders/${id}`, 'order'), [])
      const drinks = await eventually(
        () => as('barista', 'GET', '/drinks?size=1000', undefined, 'drink'),
        a => a.json._embedded.drinks.some((d: any) => d.orderId === id),
      )
      const drink = drinks.json._embedded.drinks.find((d: any) => d.orderId === id)
      assert.deepEqual(await links('barista', `/drinks/${drink.id}`, 'drink'), ['receive'])
      assert.deepEqual(await links('kim', `/drinks/${drink.id}`, 'drink'), [])
      isProblem(await as('kim', 'POST', `/drinks/${drink.id}/receive`, undefined, 'drink'), 403, 'role')
      assert.equal((await as('barista', 'POST', `/drinks/${drink.id}/receive`, undefined, 'drink')).json.status, 'Receipted')
    })
    test('reference data is for everybody to read, and for its role to change', async () => {
      assert.equal((await as('lee', 'GET', '/menu')).status, 200)
      isProblem(await as('lee', 'POST', '/menu', { productName: 'juice', price: 1 }), 403, 'role')
      isProblem(await as('lee', 'PATCH', '/menu/1', { price: 1 }), 403, 'role')
      isProblem(await as('lee', 'DELETE', '/menu/1'), 403, 'role')
    })
    test("COM-64: an unpaid order is its customer's and the operator's", async () => {
      r.psp.how = 'unreachable'
      const answer = await as('kim', 'POST', '/orders', { productName: 'coffee', qty: 3 })
      r.psp.how = 'captured'
      assert.equal(answer.status, 503)
      const id = Number(/\d+$/.exec(answer.json.instance)![0])
      for (const who of ['kim', 'operator']) assert.equal((await as(who, 'GET', `/orders/${id}`)).json.status, 'AwaitingPayment', who)
      for (const who of ['lee', 'barista']) isProblem(await as(who, 'GET', `/orders/${id}`), 404, 'not-found')
      const unpaid = async (who: string) =>
        (await as(who, 'GET', '/orders/search/unpaid?size=1000')).json._embedded.orders.some((o: any) => o.id === id)
      assert.deepEqual(
        [await unpaid('kim'), await unpaid('operator'), await unpaid('lee'), await unpaid('manager')],
        [true, true, false, false],
      )
      const listed = async (who: string) => (await as(who, 'GET', '/orders?size=1000')).json._embedded.orders.some((o: any) => o.id === id)
      assert.deepEqual([await listed('kim'), await listed('operator'), await listed('manager')], [false, false, false])
      assert.deepEqual(Object.keys(answer.json._links), ['order', 'cancel', 'pay'])
      isProblem(await as('lee', 'POST', '/payments', { orderId: id }, 'payment'), 403, 'not-yours')
      const paid = await eventually(
        () => as('kim', 'POST', '/payments', { orderId: id }, 'payment'),
        a => a.status < 300,
      )
      assert.deepEqual([paid.status, paid.json.orderId], [201, id])
    })
    test('an Idempotency-Key belongs to its caller', async () => {
      const headers = { 'idempotency-key': 'the same' }
      const post = (who: string) =>
        send(r.at.order!, 'POST', '/orders', { body: { productName: 'tea', qty: 1 }, headers, token: tokens[who]! })
      const [kim, lee] = [await post('kim'), await post('lee')]
      assert.deepEqual([kim.status, lee.status, (await post('kim')).json.id], [201, 201, kim.json.id])
      assert.notEqual(kim.json.id, lee.json.id)
    })
    test('history: internal events and what caused them for operators only', async () => {
      const { id } = await place()
      const events = async (who: string) => (await as(who, 'GET', `/orders/${id}/history`)).json.events.map((e: any) => e.event)
      assert.ok((await events('operator')).includes('OrderRequested'))
      assert.ok(!(await events('kim')).includes('OrderRequested'))
      assert.ok((await events('kim')).includes('Ordered'))
      assert.ok((await events('manager')).includes('Ordered'))
    })
    test('asks are for the role system, at the context, never through the gateway', async () => {
      const { id } = await place()
      const question = { data: { orderId: id }, id: `ask-${access}`, by: 'system', causes: [], actor: 'test', until: Date.now() + 2000 }
      const ask = (base: string, token: string | undefined, body: object = question) =>
        send(base, 'POST', '/asks/PayOrder', { body, ...(token ? { token } : {}) })
      for (const who of ['kim', 'operator']) isProblem(await ask(r.at.order!, tokens[who]), 403, 'role')
      assert.deepEqual((await ask(r.at.order!, tokens.system)).json, { kind: 'answer', accepted: true, status: 'Ordered', again: true })
      isProblem(await ask(r.gateway, tokens.system), 404, 'not-found')
      isProblem(await ask(r.at.order!, tokens.system, { ...question, data: { orderId: 'x' } }), 400, 'malformed')
      isProblem(await ask(r.at.order!, tokens.system, { ...question, by: 'person', id: 7 }), 400, 'malformed')
      isProblem(await send(r.at.order!, 'POST', '/asks/Nothing', { body: question, token: tokens.system! }), 404, 'not-found')
    })
  })
