// Tokens of providers that are not ours: found by their address, read by a map, as Keycloak, Entra and Auth0 write them.
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, mock, suite, test } from 'node:test'
import { exportJWK, SignJWT } from 'jose'
import { type ClaimMap, callerFrom } from './claims.ts'
import { identity, keysAway, refuseToStart } from './index.ts'

const subject = { sub: 'kim', iss: 'x', aud: 'jumun', exp: 1, iat: 1 }
const read = (payload: object, map?: ClaimMap) => {
  const { actor, roles, claims } = callerFrom({ ...subject, ...payload }, map)
  return { actor, roles, claims }
}

suite('how tokens of others are read', () => {
  test('Keycloak: roles of the realm, phone as it was verified', () => {
    const map: ClaimMap = { roles: { from: ['realm_access', 'roles'] }, claims: { phone: 'phone_number', customerId: 'customer_id' } }
    const token = {
      realm_access: { roles: ['offline_access', 'barista'] },
      resource_access: { account: { roles: ['operator'] } },
      phone_number: '+82 10-1234-5678',
      phone_number_verified: true,
      customer_id: 11,
      preferred_username: 'kim',
    }
    assert.deepEqual(read(token, map), {
      actor: 'kim',
      roles: ['offline_access', 'barista'],
      claims: { phoneNumber: '01012345678', customerId: '11', cuId: '11', sellerId: '11' },
    })
    assert.deepEqual(read({ ...token, phone_number_verified: false }, map).claims['phoneNumber'], undefined)
  })
  test('Entra: roles of the application by their names there, the person by oid', () => {
    const map: ClaimMap = {
      roles: { from: 'roles', names: { 'Jumun.Barista': 'barista', 'Jumun.Operator': 'operator' } },
      claims: { customerId: 'oid' },
    }
    const oid = '6f1e2d3c-0000-4000-8000-1234567890ab'
    assert.deepEqual(read({ roles: ['Jumun.Barista', 'operator', 'constructor'], oid, tid: 'x', storeId: 'shop1' }, map), {
      actor: 'kim',
      roles: ['barista'],
      claims: { customerId: oid, cuId: oid, sellerId: oid },
    })
  })
  test('Auth0: claims under a name space of one’s own, which has dots and slashes', () => {
    const map: ClaimMap = {
      roles: { from: 'https://jumun.example/roles' },
      claims: { storeId: ['https://jumun.example/keys', 'store'] },
    }
    const token = {
      'https://jumun.example/roles': ['owner', 'policy'],
      'https://jumun.example/keys': { store: 'shop1' },
      roles: ['operator'],
      permissions: ['read:x'],
      storeId: 'shop2',
    }
    assert.deepEqual(read(token, map), { actor: 'kim', roles: ['owner'], claims: { storeId: 'shop1' } })
  })
  test('what is not there, or of another form, gives nothing, and no name reaches into our insides', () => {
    for (const from of [['a', 'b'], '__proto__', 'constructor', ['__proto__', 'toString'], ['roles', '0'], ['roles', 'length']])
      assert.deepEqual(read({ roles: ['operator'] }, { roles: { from } }).roles, from[1] === '0' ? ['operator'] : [], String(from))
    for (const roles of [{ operator: true }, [['operator']], 7, null, [{ name: 'operator' }]]) assert.deepEqual(read({ roles }).roles, [])
    assert.deepEqual(read({ oid: { a: 1 } }, { claims: { customerId: 'oid', phone: 'nothing' } }).claims, {})
  })
})

suite('a provider that is known by its address', () => {
  let server: Server
  let issuer: string
  let answer: (request: IncomingMessage, response: ServerResponse) => void
  const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
  let keys = { k0: pair() }
  const asked: string[] = []
  const json = (response: ServerResponse, value: object): void => void response.end(JSON.stringify(value))
  const usual = async (request: IncomingMessage, response: ServerResponse, more: object = {}): Promise<void> => {
    asked.push(request.url!)
    if (request.url!.endsWith('openid-configuration')) return json(response, { issuer, jwks_uri: `${issuer}/jwks`, ...more })
    const all = Object.entries(keys).map(async ([kid, k]) => ({ ...(await exportJWK(k.publicKey)), kid, alg: 'ES256' }))
    json(response, { keys: await Promise.all(all) })
  }
  before(async () => {
    server = createServer((request, response) => answer(request, response))
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tenant/v2.0`
  })
  after(() => {
    mock.timers.reset()
    server.closeAllConnections()
    server.close()
  })
  const token = (kid = 'k0', iss = issuer) =>
    new SignJWT({ sub: 'kim', roles: ['barista'] })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuer(iss)
      .setAudience('jumun')
      .setExpirationTime('1h')
      .sign((keys as { [kid: string]: ReturnType<typeof pair> })[kid]!.privateKey)
  const slugOf = async (who: ReturnType<typeof identity>, text: string): Promise<string> => {
    try {
      return (await who.callerOf(text)).actor
    } catch (error) {
      return (error as { slug?: string }).slug ?? String(error)
    }
  }
  test('its keys are found, asked for once, and found again when they change', async () => {
    answer = (request, response) => void usual(request, response)
    const who = identity({ issuer, audience: 'jumun' })
    asked.length = 0
    const all = await Promise.all(Array.from({ length: 20 }, async () => slugOf(who, await token())))
    assert.ok(all.every(a => a === 'kim'))
    assert.deepEqual(asked, ['/tenant/v2.0/.well-known/openid-configuration', '/tenant/v2.0/jwks'])
    assert.equal(await slugOf(who, await token('k0', 'https://another.example')), 'no-identity')
    keys = { ...keys, k1: pair() } as typeof keys
    const later = Date.now() + 11_000
    mock.timers.enable({ apis: ['Date'], now: later })
    assert.equal(await slugOf(who, await token('k1')), 'kim')
    mock.timers.reset()
  })
  test('what it said holds while it is away; where it never said anything, nobody is let in and nobody is blamed', async () => {
    answer = (request, response) => void usual(request, response)
    const who = identity({ issuer, audience: 'jumun' })
    assert.equal(await slugOf(who, await token()), 'kim')
    answer = (_, response) => void response.writeHead(503).end()
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 5 * 60_000 })
    assert.equal(await slugOf(who, await token()), 'kim', 'a token that is not remembered any more')
    mock.timers.reset()
    const never = identity({ issuer, audience: 'jumun' })
    assert.equal(await slugOf(never, await token()), 'unavailable')
    assert.match((await keysAway(undefined, issuer))!, /answered 503/)
  })
  for (const [what, says, work] of [
    ['calls itself another', /calls itself "https:\/\/other.example"/, (q, r) => void usual(q, r, { issuer: 'https://other.example' })],
    ['sends on to somewhere else', /redirect|fetch failed/, (_, r) => void r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['has its keys where anybody may change them', /no https address/, (q, r) => void usual(q, r, { jwks_uri: 'http://id.example/jwks' })],
    ['has its keys in a file', /no https address/, (q, r) => void usual(q, r, { jwks_uri: 'file:///etc/passwd' })],
    ['says too much', /too large/, (_, r) => void r.end(`{"x":"${'x'.repeat(300_000)}"}`)],
    ['says nothing that can be read', /JSON/, (_, r) => void r.end('<html>')],
  ] as readonly (readonly [string, RegExp, (request: IncomingMessage, response: ServerResponse) => void])[])
    test(`one that ${what} is none, and whoever starts us is told so`, async () => {
      answer = work
      const who = identity({ issuer, audience: 'jumun' })
      assert.equal(await slugOf(who, await token()), 'unavailable')
      assert.match((await keysAway(undefined, issuer))!, says)
    })
  test('one that does not answer keeps nobody waiting for long', async () => {
    answer = () => {}
    const who = identity({ issuer, audience: 'jumun' })
    const began = performance.now()
    assert.equal(await slugOf(who, await token()), 'unavailable')
    assert.equal(await slugOf(who, await token()), 'unavailable')
    assert.ok(performance.now() - began < 6000, 'and is not asked again at once')
  })
  test('keys come over no line that anybody may change', () => {
    const guarded = { access: 'guarded' as const, hosts: ['0.0.0.0'], keySet: undefined, audience: 'jumun' }
    for (const good of ['https://id.example', 'https://id.example/realms/jumun', 'http://localhost:8080/id', 'http://127.0.0.1:1'])
      assert.equal(refuseToStart({ ...guarded, issuer: good }), undefined, good)
    for (const bad of ['http://id.example', 'http://10.0.0.7/id', 'http://localhost.example/'])
      assert.match(refuseToStart({ ...guarded, issuer: bad }) ?? '', /anybody may change/, bad)
  })
})
