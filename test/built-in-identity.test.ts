// The product with its own provider of identity: nothing else is needed to let strangers in.
import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { bannerOf, Host, Refusal, settingsFrom } from '@jumun/host'
import { rules, roleOfAll } from '@jumun/identity'
import { App, Browser, claimsIn, goodPassword } from '@jumun/identity/testing'
import { product, systems } from '@jumun/systems'

const folder = mkdtempSync(join(tmpdir(), 'jumun-built-in-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('every role of every system is given by somebody, or to all who sign up; no other is', () => {
  const theirs = new Set(Object.values(systems).flatMap(s => s.roles))
  assert.deepEqual(
    [...theirs].filter(role => !Object.hasOwn(rules, role) && !roleOfAll.includes(role)),
    [],
  )
  assert.deepEqual(
    Object.keys(rules).filter(role => !theirs.has(role)),
    ['metrics'],
  )
})
test('what makes no sense together is refused, in words', () => {
  const refused = (says: RegExp, ...argv: string[]) =>
    assert.throws(
      () => settingsFrom(argv, {}, product),
      (error: unknown) => error instanceof Refusal && says.test(error.message),
      argv.join(' '),
    )
  refused(/--identity takes built-in, not "keycloak"/, '--identity', 'keycloak')
  refused(/guarded access/, '--identity', 'built-in', '--access', 'open')
  refused(/leave --issuer out/, '--identity', 'built-in', '--issuer', 'https://id.example')
  refused(/leave --keys out/, '--identity', 'built-in', '--keys', 'keys.json')
  refused(/runs with the gateway/, 'cafeteria/order', '--identity', 'built-in')
  const { access, audience } = settingsFrom(['--identity', 'built-in'], {}, product)
  assert.deepEqual([access, audience], ['guarded', 'jumun'])
})

test('it stands where people can reach it safely, or does not start', async () => {
  const started = async (...argv: string[]) => {
    const host = new Host(
      settingsFrom(
        ['cafeteria', '--identity', 'built-in', '--data', join(folder, 'placed'), '--port', '0', '--log', 'silent', ...argv],
        {},
        product,
      ),
      product,
    )
    await host.start()
    return host
  }
  const refused = (says: RegExp, ...argv: string[]) =>
    assert.rejects(started(...argv), (error: unknown) => error instanceof Refusal && says.test(error.message))
  await refused(/--public-base/, '--host', '0.0.0.0')
  await refused(/Passwords would be readable/, '--public-base', 'http://shop.example')
  await refused(/takes an address/, '--public-base', 'shop.example')
  await refused(/has a path/, '--public-base', 'https://shop.example/jumun')
})
test('behind a proxy with TLS its address is that of the proxy, and its cookies are for TLS alone', async () => {
  const argv = ['cafeteria', '--identity', 'built-in', '--data', join(folder, 'proxied'), '--port', '0', '--log', 'silent']
  const host = new Host(settingsFrom([...argv, '--public-base', 'https://shop.example'], {}, product), product)
  await host.start()
  try {
    const at = `http://127.0.0.1:${host.gatewayPort}`
    const { issuer, token_endpoint } = (await (await fetch(`${at}/id/.well-known/openid-configuration`)).json()) as {
      readonly [name: string]: string
    }
    assert.deepEqual([issuer, token_endpoint], ['https://shop.example/id', 'https://shop.example/id/token'])
    const question = new App(at).question({ redirect_uri: 'https://shop.example/login' })
    const asked = await fetch(question, { redirect: 'manual' })
    assert.equal(asked.status, 303)
    for (const cookie of asked.headers.getSetCookie()) assert.match(cookie, /; secure/i)
    assert.ok(asked.headers.getSetCookie().length > 1)
  } finally {
    await host.stop()
  }
})

suite('a café for strangers', () => {
  let host: Host
  before(async () => {
    host = new Host(
      settingsFrom(['cafeteria', '--identity', 'built-in', '--data', folder, '--port', '0', '--log', 'silent'], {}, product),
      product,
    )
    await host.start()
  })
  after(() => host.stop())
  const codeOf = (to: string): string => RegExp(`To\\. ${to}\\n[^\\n]*?(\\d{6})`, 'g').exec(lastTo(to))![1]!
  const lastTo = (to: string): string => {
    const text = readFileSync(join(folder, 'messages.log'), 'utf8')
    return text.slice(text.lastIndexOf(`To. ${to}`))
  }
  const until = async <T>(read: () => T): Promise<T> => {
    for (const end = Date.now() + 10_000; ; ) {
      try {
        return read()
      } catch (error) {
        if (Date.now() > end) throw error
        await new Promise(go => setTimeout(go, 20))
      }
    }
  }
  const customer = async (to: string): Promise<string> => {
    const [browser, app] = [new Browser(), new App(host.address)]
    await browser.go(app.question())
    await browser.go(new URL(`${browser.last.url.pathname}/sign-up`, host.address))
    await browser.submit({ address: to, name: 'Kim', password: goodPassword })
    const code = await until(() => codeOf(to))
    const end = await browser.submit({ code })
    return (await app.redeem(end.url.searchParams.get('code')!)).body.access_token
  }
  const ask = (token: string | undefined, path: string, init: RequestInit = {}) =>
    fetch(host.address + path, {
      ...init,
      headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    })

  test('somebody signs up, orders a coffee, and sees it; somebody else does not', async () => {
    const [kim, lee] = [await customer('01050000001'), await customer('01050000002')]
    assert.equal((await ask(undefined, '/orders')).status, 401)
    const placed = await ask(kim, '/orders', { method: 'POST', body: '{"productName":"coffee","qty":2,"amt":1000}' })
    assert.equal(placed.status, 201)
    const { id, phoneNumber } = (await placed.json()) as { id: number; phoneNumber: string }
    assert.equal(phoneNumber, '01050000001')
    assert.equal((await ask(kim, `/orders/${id}`)).status, 200)
    assert.equal((await ask(lee, `/orders/${id}`)).status, 404)
    assert.equal((await ask(kim, '/operations/contexts')).status, 403)
    const { places } = host.boards.get('cafeteria')!
    const own = host.addressOf(places.get('order')!)!
    assert.equal((await fetch(`${own}/orders/${id}`, { headers: { authorization: `Bearer ${kim}` } })).status, 200, 'at the context itself')
  })
  test('a token of another key under the name of ours lets nobody in, nor does one of another issuer', async () => {
    const kim = await customer('01050000003')
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const header = kim.split('.')[0]!
    for (const more of [{}, { iss: 'http://localhost:8088/id' }]) {
      const text = `${header}.${Buffer.from(JSON.stringify({ ...claimsIn(kim), ...more, roles: ['operator'] })).toString('base64url')}`
      const forged = `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
      assert.equal((await ask(forged, '/orders')).status, 401)
    }
  })
  test('a token of the session, not of the API, lets nobody in', async () => {
    const [browser, app] = [new Browser(), new App(host.address)]
    await browser.go(app.question())
    const end = await browser.submit({ address: '01050000003', password: goodPassword })
    const { body } = await app.redeem(end.url.searchParams.get('code')!)
    assert.equal((await ask(body.id_token, '/orders')).status, 401)
    assert.equal((await ask(body.refresh_token, '/orders')).status, 401)
    assert.equal((await ask(body.access_token, '/orders')).status, 200)
  })
  test('its pages are read by no page from elsewhere, and its name is its own whatever the request says', async () => {
    const answer = await fetch(`${host.address}/id/account`, { headers: { origin: 'https://evil.example' } })
    assert.equal(answer.headers.get('access-control-allow-origin'), null)
    const text = await new Promise<string>((done, failed) => {
      const out = request(`${host.address}/id/.well-known/openid-configuration`, { headers: { host: 'evil.example' } }, said => {
        let all = ''
        said.setEncoding('utf8').on('data', (t: string) => (all += t))
        said.on('end', () => done(all))
      })
      out.on('error', failed).end()
    })
    assert.equal((JSON.parse(text) as { issuer: string }).issuer, `${host.address}/id`)
    assert.ok(!text.includes('evil'))
  })
  test('whoever starts it is told how to become the first operator', () => {
    assert.match(bannerOf(host), /no operator yet.*\n.*\/id\/invitation\?t=/)
  })
})
