// Every route of every system, as its OpenAPI document lists them, and every route of the gateway itself, asked with every kind of token that must not let anybody in. A route that is
// new is in here by itself.
import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { Host, settingsFrom } from '@jumun/host'
import { product, systems } from '@jumun/systems'

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
const [mine, other] = [pair(), pair()]
const now = Math.floor(Date.now() / 1000)
const good = {
  sub: 'kim',
  iss: 'us',
  aud: 'jumun',
  exp: now + 3600,
  roles: ['operator', 'system', 'manager', 'customer'],
  phone: '01012345678',
}
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (header: object, payload: object, signature: (text: string) => string): string => {
  const text = `${part(header)}.${part(payload)}`
  return `${text}.${signature(text)}`
}
const by =
  ({ privateKey }: { readonly privateKey: KeyObject }) =>
  (text: string): string =>
    sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
const hmac = (secret: string | Buffer) => (text: string) => createHmac('sha256', secret).update(text).digest('base64url')
const header = { alg: 'ES256', kid: 'k', typ: 'at+jwt' }
const without = (...names: readonly string[]) => Object.fromEntries(Object.entries(good).filter(([name]) => !names.includes(name)))
const bearer = (token: string) => `Bearer ${token}`
const signed = (payload: object, head: object = header, who = mine) => bearer(jwt(head, payload, by(who)))
const pem = mine.publicKey.export({ type: 'spki', format: 'pem' }) as string
const jwk = mine.publicKey.export({ format: 'jwk' })
const exchanged = (): string => {
  const [head, , signature] = jwt(header, { ...good, roles: [] }, by(mine)).split('.')
  return `${head}.${part(good)}.${signature}`
}

/** By what is wrong with it. */
const credentials: { readonly [what: string]: string | undefined } = {
  'no token': undefined,
  'an empty one': '',
  'Bearer and nothing': 'Bearer',
  garbage: 'Bearer x.y.z',
  Basic: `Basic ${Buffer.from('kim:kim').toString('base64')}`,
  'a good token under another scheme': `Token ${jwt(header, good, by(mine))}`,
  'an expired one': signed({ ...good, exp: now - 60 }),
  'one that is not valid yet': signed({ ...good, nbf: now + 600 }),
  'a token for another audience': signed({ ...good, aud: 'some-other-app' }),
  'a token without an audience': signed(without('aud')),
  'a token of another issuer': signed({ ...good, iss: 'https://another-tenant.example' }),
  'a token without an issuer': signed(without('iss')),
  'a token without an end': signed(without('exp')),
  'a token without a subject': signed(without('sub')),
  'a token with a number as subject': signed({ ...good, sub: 7 }),
  'a token that ends a session': signed(good, { ...header, typ: 'logout+jwt' }),
  'a token of another key': signed(good, header, other),
  'a token of a key that nobody knows': signed(good, { ...header, kid: 'unknown' }, other),
  'a token of a key that lies in a file': signed(good, { ...header, kid: '../../../dev/null' }, other),
  'a token of a key at an address': signed(good, { ...header, jku: 'http://127.0.0.1:1/jwks.json' }, other),
  'a token of a key that it brings': signed(good, { ...header, jwk: other.publicKey.export({ format: 'jwk' }) }, other),
  'a token with an extension that nobody knows': signed(good, { ...header, crit: ['x'], x: 1 }),
  'a token with another payload': bearer(exchanged()),
  'one without a signature': bearer(jwt({ alg: 'none' }, good, () => '')),
  'one without a signature, spelt otherwise': bearer(jwt({ alg: 'None', kid: 'k' }, good, () => '')),
  'HS256 with the public key as text': bearer(jwt({ alg: 'HS256', kid: 'k' }, good, hmac(pem))),
  'HS256 with the public key as JWK': bearer(jwt({ alg: 'HS256', kid: 'k' }, good, hmac(JSON.stringify(jwk)))),
  'HS256 with nothing': bearer(jwt({ alg: 'HS256', kid: 'k' }, good, hmac(''))),
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 })
const ask = (base: string, method: string, path: string, authorization: string | undefined): Promise<number> =>
  new Promise((done, failed) => {
    const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) }
    const out = request(new URL(path, base), { method, agent, headers }, answer => {
      answer.resume().on('end', () => done(answer.statusCode!))
    })
    out.on('error', failed).end(['POST', 'PUT', 'PATCH'].includes(method) ? '{}' : undefined)
  })

/** What may be read by anybody: how the process is. */
const isForAll = (path: string): boolean => path.startsWith('/actuator/health') || path.startsWith('/problems')
const routesOf = (system: string): readonly (readonly [string, string])[] => {
  const { paths } = JSON.parse(readFileSync(new URL(`../systems/${system}/openapi.json`, import.meta.url), 'utf8')) as { paths: object }
  return Object.entries(paths)
    .filter(([path]) => !isForAll(path) && path !== '/')
    .flatMap(([path, methods]) =>
      Object.keys(methods as object)
        .filter(m => ['get', 'post', 'put', 'patch', 'delete'].includes(m))
        .map(m => [m.toUpperCase(), path.replaceAll(/\{[^}]*\}/g, '1')] as const),
    )
}
/** Between processes, at the port of each context. */
const inside = [
  ['GET', '/log'],
  ['GET', '/log/head'],
  ['GET', '/log/cases/orderId/1'],
  ['POST', '/inside/store.read'],
  ['POST', '/inside/rebuild'],
  ['POST', '/live/begins'],
  ['POST', '/asks/Nothing'],
] as const
for (const [name, system] of Object.entries(systems))
  suite(`no bad token gets into ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), `jumun-matrix-${name}-`))
    let host: Host
    before(async () => {
      const keys = join(folder, 'keys.json')
      writeFileSync(keys, JSON.stringify({ keys: [{ ...jwk, kid: 'k', alg: 'ES256' }] }))
      const guarded = ['--access', 'guarded', '--keys', keys, '--issuer', 'us', '--audience', 'jumun']
      host = new Host(settingsFrom([name, '--data', folder, '--port', '0', '--log', 'silent', ...guarded], {}, product), product)
      await host.start()
    })
    after(async () => {
      await host.stop()
      rmSync(folder, { recursive: true, force: true })
    })
    const addressOf = (context: string) => host.addressOf(host.boards.get(name)!.places.get(context)!)!
    const contextOf = (path: string): string | undefined => {
      const [, first, second] = path.split(/[/?]/)
      return system.contexts.find(c => Object.keys(c.routes).includes(first === 'profile' ? (second ?? '') : first!))?.name
    }

    test('the good token does: what follows is refused for what is wrong with it', async () => {
      for (const [method, path] of routesOf(name)) {
        const context = contextOf(path)
        assert.notEqual(await ask(context ? addressOf(context) : host.address, method, path, signed(good)), 401, `${method} ${path}`)
      }
    })
    for (const [what, credential] of Object.entries(credentials))
      test(`${what}: 401 at each context, and nothing behind the gateway`, async () => {
        const routes = routesOf(name)
        assert.ok(routes.length > 10)
        for (const [method, path] of routes) {
          const context = contextOf(path)
          if (context) assert.equal(await ask(addressOf(context), method, path, credential), 401, `${method} ${path}`)
          // who has no token shares an allowance with all of the same address
          assert.ok([401, 429].includes(await ask(host.address, method, path, credential)), `${method} ${path} through the gateway`)
        }
        for (const [method, path] of inside)
          for (const { name: context } of system.contexts)
            assert.equal(await ask(addressOf(context), method, path, credential), 401, `${path} of ${context}`)
        assert.ok(host.guardedRoutes.includes('GET /whoami') && host.guardedRoutes.length > 10)
        for (const route of host.guardedRoutes) {
          const [method = '', path = ''] = route.split(' ')
          assert.ok([401, 429].includes(await ask(host.address, method, path.replaceAll(/:\w+/g, '1'), credential)), route)
        }
      })
  })
after(() => agent.destroy())
