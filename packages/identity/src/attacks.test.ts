// What somebody tries who means no good: each gets nothing, and nobody else loses anything by it.
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { App, Browser, goodPassword, type Stage, stage } from './fixture.ts'
import { promisesIn } from './promises.ts'
import { openBook } from './store.ts'

let s: Stage
before(async () => {
  s = await stage()
})
after(() => s.close())
let number = 0
/** A phone that nobody had before. */
const phone = (): string => `0104${String(++number).padStart(7, '0')}`
const signInPage = async (browser = new Browser()): Promise<Browser> => {
  await browser.go(new App(s.address).question())
  return browser
}
const room = (browser: Browser, page: string): URL => new URL(browser.last.url.pathname + page, s.address)

suite('codes and tokens', () => {
  test('no code without PKCE by S256, and none for a verifier that is another', async () => {
    const { browser } = await s.signedUp(phone())
    const app = new App(s.address)
    for (const more of [
      { code_challenge: undefined, code_challenge_method: undefined },
      { code_challenge_method: 'plain' },
      { code_challenge_method: undefined },
      { code_challenge: 'short' },
    ]) {
      const end = await browser.go(app.question(more))
      assert.equal(end.url.searchParams.get('code'), null, JSON.stringify(more))
    }
    const code = (await browser.go(app.question())).url.searchParams.get('code')!
    assert.equal((await app.redeem(code, { code_verifier: new App(s.address).verifier })).body.error, 'invalid_grant')
    const again = (await browser.go(app.question())).url.searchParams.get('code')!
    const { code_verifier: _, ...without } = {
      code_verifier: '',
      grant_type: 'authorization_code',
      code: again,
      redirect_uri: `${s.address}/login`,
    }
    assert.ok((await app.tokens(without)).status >= 400)
  })
  test('nobody is sent anywhere but to the app', async () => {
    const { browser } = await s.signedUp(phone())
    const login = `${s.address}/login`
    for (const redirect_uri of [
      'https://evil.example/login',
      `${login}/`,
      `${login}?x=1`,
      `${login}#x`,
      `${login}/../evil`,
      `${s.address}//evil.example/login`,
      `${s.address}.evil.example/login`,
      `${s.address}@evil.example/login`,
      login.replace('127.0.0.1', 'localhost'),
      login.toUpperCase(),
      'javascript:alert(1)',
      '//evil.example',
      '',
    ]) {
      const end = await browser.go(new App(s.address).question({ redirect_uri }))
      assert.equal(end.status, 400, redirect_uri)
      assert.equal(end.headers.get('location'), null, redirect_uri)
    }
    const twice = new App(s.address).question()
    twice.searchParams.append('redirect_uri', 'https://evil.example')
    assert.equal((await browser.go(twice)).status, 400)
  })
  test('other ways than the code are closed: implicit, passwords, clients, devices, and whoever registers themselves', async () => {
    const { browser } = await s.signedUp(phone())
    for (const response_type of ['token', 'id_token', 'code token', 'code id_token', 'none']) {
      const end = await browser.go(new App(s.address).question({ response_type }))
      const said = `${end.url.search}${end.url.hash}`
      assert.ok(!/access_token|id_token=|code=/.test(said), response_type)
    }
    const app = new App(s.address)
    for (const grant_type of ['password', 'client_credentials', 'implicit', 'urn:ietf:params:oauth:grant-type:device_code'])
      assert.ok((await app.tokens({ grant_type, username: 'x', password: 'y' })).status >= 400, grant_type)
    for (const path of ['reg', 'device', 'device/auth', 'request', 'backchannel', 'token/introspection', 'me'])
      assert.equal((await fetch(`${s.address}/id/${path}`, { method: 'POST', body: new URLSearchParams() })).status, 404, path)
  })
  test('a code is used once: whoever comes second ends what the first one got', async () => {
    const { app, code } = await s.signedUp(phone())
    const first = await app.redeem(code)
    assert.equal((await app.redeem(code)).body.error, 'invalid_grant')
    assert.equal((await app.refresh(first.body.refresh_token)).body.error, 'invalid_grant')
  })
  test('of two who redeem a code in the same moment at most one gets anything', async () => {
    const { app, code } = await s.signedUp(phone())
    const all = await Promise.all(Array.from({ length: 8 }, () => app.redeem(code)))
    assert.ok(all.filter(a => a.status === 200).length <= 1)
  })
  test('a refresh token that comes again ends its whole family', async () => {
    const { app, code } = await s.signedUp(phone())
    const [first] = [(await app.redeem(code)).body]
    const second = (await app.refresh(first.refresh_token)).body
    assert.equal((await app.refresh(first.refresh_token)).body.error, 'invalid_grant')
    assert.equal((await app.refresh(second.refresh_token)).body.error, 'invalid_grant')
  })
  test('of many who renew with one refresh token in the same moment at most one gets anything', async () => {
    const { app, code } = await s.signedUp(phone())
    const { refresh_token } = (await app.redeem(code)).body
    const all = await Promise.all(Array.from({ length: 8 }, () => app.refresh(refresh_token)))
    assert.ok(all.filter(a => a.status === 200).length <= 1)
  })
  test('whatever is used up twice in one moment is used up once, and ends what came of it', async () => {
    const book = openBook(join(s.folder, 'apart'))
    try {
      const codes = promisesIn(book, Date.now)('AuthorizationCode')
      const tokens = promisesIn(book, Date.now)('RefreshToken')
      await codes.upsert('the-code', { grantId: 'g' }, 60)
      await tokens.upsert('the-token', { grantId: 'g' }, 60)
      await codes.consume('the-code')
      assert.ok(await tokens.find('the-token'))
      await assert.rejects(async () => codes.consume('the-code'), { error: 'invalid_grant' })
      assert.equal(await tokens.find('the-token'), undefined)
    } finally {
      book.close()
    }
  })
  test('a refresh token that is revoked renews nothing', async () => {
    const { app, code } = await s.signedUp(phone())
    const { refresh_token: token } = (await app.redeem(code)).body
    const body = new URLSearchParams({ client_id: 'jumun-web', token })
    assert.equal((await fetch(`${s.address}/id/token/revocation`, { method: 'POST', body })).status, 200)
    assert.equal((await app.refresh(token)).body.error, 'invalid_grant')
  })
  test('a token for something else than the API is not given', async () => {
    const { browser } = await s.signedUp(phone())
    const end = await browser.go(new App(s.address).question({ resource: 'https://other.example' }))
    assert.equal(end.url.searchParams.get('error'), 'invalid_target')
  })
})

suite('pages and forms', () => {
  test('a page from elsewhere signs nobody in and changes nothing, whatever its browser says of it', async () => {
    const [mine] = [phone()]
    const { browser: signedIn } = await s.signedUp(mine)
    const browser = await signInPage()
    const fields = { address: mine, password: goodPassword }
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: s.address.replace(/:\d+$/, ':1') },
      { origin: s.address.replace('http:', 'https:') },
    ]) {
      assert.equal((await browser.post(room(browser, ''), fields, headers)).status, 403, headers.origin)
      for (const what of ['everywhere', 'password', 'invite'])
        assert.equal((await signedIn.post(new URL('/id/account', s.address), { what }, headers)).status, 403, what)
    }
    const bare = { method: 'POST', body: new URLSearchParams(fields).toString() }
    for (const site of ['cross-site', 'same-site']) {
      const headers = { 'sec-fetch-site': site, 'content-type': 'application/x-www-form-urlencoded' }
      assert.equal((await browser.ask(room(browser, ''), { ...bare, headers })).status, 403, site)
    }
    for (const type of ['text/plain', 'application/json', 'multipart/form-data'])
      assert.equal((await browser.post(room(browser, ''), fields, { 'content-type': type })).status, 415, type)
    assert.equal((await signedIn.go(new URL('/id/account', s.address))).status, 200)
  })
  test('somebody is signed in only where they were asked: the room of one browser is closed to another', async () => {
    const mine = phone()
    await s.signedUp(mine)
    const [theirs, other] = [await signInPage(), await signInPage()]
    const end = await other.post(room(theirs, ''), { address: mine, password: goodPassword })
    assert.equal(end.status, 400)
    assert.equal((await theirs.go(new App(s.address).question({ prompt: 'none' }))).url.searchParams.get('error'), 'login_required')
  })
  test('a session that was there before is another one after signing in', async () => {
    const mine = phone()
    await s.signedUp(mine)
    const browser = await signInPage()
    const before = browser.cookies.find(c => c.name === '_session')?.value
    browser.cookies.push({ name: '_session', value: 'fixed-by-somebody-else', path: '/id' })
    await browser.submit({ address: mine, password: goodPassword })
    const after = browser.cookies.find(c => c.name === '_session')!.value
    assert.ok(after !== before && after !== 'fixed-by-somebody-else')
  })
  test('no page is framed, sniffed, cached or left to a script, and cookies are for us alone', async () => {
    const browser = await signInPage()
    for (const path of ['/sign-up', '/reset', '']) {
      const { headers } = await browser.ask(room(browser, path).href.replace(/(\/sign-up)?\/reset$/, '/reset'))
      assert.match(headers.get('content-security-policy')!, /script-src 'none';.*frame-ancestors 'none'/)
      assert.equal(headers.get('x-frame-options'), 'DENY')
      assert.equal(headers.get('cache-control'), 'no-store')
      browser.last = { ...browser.last, url: new URL(browser.last.url.href.replace(/\/(sign-up|reset)$/, '')) }
    }
    const asked = await browser.ask(new App(s.address).question())
    assert.ok(asked.headers.getSetCookie().length > 1)
    for (const cookie of asked.headers.getSetCookie()) assert.match(cookie, /path=\/id\/.*samesite=lax.*httponly/i)
  })
  test('what people type is text on every page', async () => {
    const browser = await signInPage()
    const said = '"><script>alert(1)</script>'
    const pages = [
      await browser.post(room(browser, ''), { address: said, password: said }),
      await browser.post(room(browser, '/sign-up').href, { address: said, name: said, password: 'x' }),
      await browser.go(new App(s.address).question({ login_hint: said, ui_locales: said })),
      await browser.go(`${s.address}/id/invitation?t=${encodeURIComponent(said)}&lang=${encodeURIComponent(said)}`),
      await browser.go(`${s.address}/id/auth?client_id=${encodeURIComponent(said)}`),
    ]
    for (const { text } of pages) assert.ok(!text.includes('<script'), text)
  })
  test('after a goodbye nobody is sent anywhere but home, and no page from elsewhere says goodbye for them', async () => {
    const { browser, app, code } = await s.signedUp(phone())
    const { id_token } = (await app.redeem(code)).body
    const bye = (more: { readonly [name: string]: string }) => `${s.address}/id/session/end?${new URLSearchParams(more)}`
    for (const post_logout_redirect_uri of ['https://evil.example/', `${s.address}//evil.example`, `${s.address}/login`])
      assert.equal((await browser.go(bye({ id_token_hint: id_token, post_logout_redirect_uri }))).status, 400, post_logout_redirect_uri)
    const asked = await browser.go(bye({ post_logout_redirect_uri: 'https://evil.example/' }))
    assert.ok(!asked.text.includes('<script') && !asked.text.includes('evil'), 'without a token of the session it takes a click')
    const end = await browser.submit({ logout: 'yes' })
    assert.equal(end.url.pathname, '/id/session/end/success')
    const { browser: second } = await s.signedUp(phone())
    await second.go(bye({ id_token_hint: id_token }))
    assert.ok(!second.last.text.includes('<script'), 'the token of another session is none')
    await second.post(`${s.address}/id/session/end/confirm`, { xsrf: 'guessed', logout: 'yes' }, { origin: 'https://evil.example' })
    assert.ok((await second.go(app.question({ prompt: 'none' }))).url.searchParams.get('code'), 'still there')
  })
  test('it has one name, whatever a request calls it', async () => {
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
    }
    const ask = (path: string) =>
      new Promise<string>((done, failed) => {
        const out = request(new URL(path, s.address), { headers }, answer => {
          let text = JSON.stringify(answer.headers)
          answer.setEncoding('utf8').on('data', (t: string) => (text += t))
          answer.on('end', () => done(text))
        })
        out.on('error', failed).end()
      })
    const { pathname, search } = new App(s.address).question()
    for (const path of ['/id/.well-known/openid-configuration', pathname + search, '/id/session/end', '/id/account', '/id/nothing'])
      assert.ok(!(await ask(path)).includes('evil'), path)
  })
  test('names in any script are kept as they are, and what would turn a page around is not', async () => {
    const names: [string, string | undefined][] = [
      ['김주문', '김주문'],
      ['عائشة', 'عائشة'],
      ['Zoë  O’Brien-💐', 'Zoë O’Brien-💐'],
      ['a\u202egnp.exe', 'agnp.exe'],
      ['\u200b\u200b', undefined],
      ['x'.repeat(61), undefined],
      ['\u0000', undefined],
    ]
    for (const [i, [name, kept]] of names.entries()) {
      const [mine, browser] = [phone(), await signInPage(new Browser({ 'x-place': `name ${i}` }))]
      await browser.post(room(browser, '/sign-up'), { address: mine, name, password: goodPassword })
      if (kept === undefined) {
        assert.equal(browser.last.status, 400, JSON.stringify(name))
        continue
      }
      await browser.submit({ code: s.codeOf(mine) })
      assert.ok((await browser.go(`${s.address}/id/account`)).text.includes(kept), name)
    }
  })
  test('passwords are as long as somebody likes within bounds, and what is too much costs nothing', async () => {
    const browser = await signInPage()
    const signUp = room(browser, '/sign-up')
    for (const [password, status] of [
      ['1234567', 400],
      ['password', 400],
      ['aaaaaaaaaaaa', 400],
      ['가'.repeat(100) + 'xyz', 200],
      ['😀'.repeat(130) + 'xyz', 200],
      ['x y'.repeat(86), 400],
      ['xyz'.repeat(4000), 400],
    ] as const)
      assert.equal((await browser.post(signUp, { address: phone(), name: 'x', password })).status, status, password.slice(0, 20))
    assert.equal((await browser.post(signUp, { address: phone(), name: 'x', password: 'xyz'.repeat(10_000) })).status, 413)
    assert.equal(
      (await browser.post(room(browser, '').href.replace('/sign-up', ''), { address: '1', password: 'x'.repeat(9000) })).status,
      401,
    )
  })
})

suite('guessing', () => {
  const from = (place: string) => new Browser({ 'x-place': place })
  test('whoever guesses waits longer and longer; the owner does not, elsewhere or in a browser of theirs', async () => {
    const mine = phone()
    const { browser: own } = await s.signedUp(mine)
    const attacker = await signInPage(from('the attacker'))
    const to = room(attacker, '')
    const statuses: number[] = []
    for (let i = 0; i < 7; i++) statuses.push((await attacker.post(to, { address: mine, password: `guess number ${i}` })).status)
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429])
    assert.equal((await attacker.post(to, { address: mine, password: goodPassword })).status, 429, 'nor is the right one tried')
    assert.equal((await s.signIn(from('the owner'), mine, goodPassword)).url.pathname, '/login')
    own.headers['x-place'] = 'the attacker'
    await own.go(new App(s.address).question({ prompt: 'login' }))
    assert.equal((await own.submit({ address: mine, password: goodPassword })).url.pathname, '/login')
    s.ahead += 2000
    assert.equal((await attacker.post(to, { address: mine, password: 'another guess' })).status, 401, 'after its time one more')
    assert.match((await attacker.post(to, { address: mine, password: 'another guess' })).text, /wait 2 seconds/)
  })
  test('one name guessed from everywhere is guessed in vain; its owner still gets in, by a browser of theirs or a code', async () => {
    const mine = phone()
    const { browser: own, app } = await s.signedUp(mine)
    const attacker = await signInPage(from('p0'))
    const to = room(attacker, '')
    for (let i = 0; i < 50; i++) {
      attacker.headers['x-place'] = `p${i}`
      await attacker.post(to, { address: mine, password: `guess number ${i}` })
    }
    attacker.headers['x-place'] = 'somewhere new'
    assert.equal((await attacker.post(to, { address: mine, password: goodPassword })).status, 429)
    await own.go(app.question({ prompt: 'login' }))
    assert.equal((await own.submit({ address: mine, password: goodPassword })).url.pathname, '/login')
    const elsewhere = await signInPage(from('a new phone'))
    await elsewhere.go(room(elsewhere, '/reset'))
    await elsewhere.submit({ address: mine })
    assert.equal((await elsewhere.submit({ code: s.codeOf(mine), password: 'quite another one' })).url.pathname, '/login')
  })
  test('nothing tells whether an address has an account: the same words, the same steps, a message to its owner alone', async () => {
    const [known, unknown] = [phone(), phone()]
    await s.signedUp(known)
    const ask = async (page: string, fields: { readonly [name: string]: string }) => {
      const browser = await signInPage(from(`${page} ${fields['address']}`))
      const { status, text } = await browser.post(room(browser, page), fields)
      const plain = text.replaceAll(fields['address']!, 'ADDRESS').replaceAll(/interaction\/[\w-]+/g, 'ROOM')
      return `${status} ${plain.replaceAll(/name="id" value="[^"]*"/g, 'ID')}`
    }
    for (const [page, more] of [
      ['', { password: 'not the right one' }],
      ['/sign-up', { name: 'Kim', password: goodPassword }],
      ['/reset', {}],
    ] as const)
      assert.equal(await ask(page, { address: known, ...more }), await ask(page, { address: unknown, ...more }), page)
    const told = s.messages.filter(m => m.to === known).map(m => m.text)
    assert.ok(told.some(t => /have an account already/.test(t)))
    assert.equal(s.messages.filter(m => m.to === unknown).length, 1, 'a code for the one who signs up, nothing for the one who forgot')
  })
  test('a code is typed wrongly five times, and is none any more', async () => {
    const mine = phone()
    const browser = await signInPage(from('a guesser'))
    await browser.post(room(browser, '/sign-up'), { address: mine, name: 'Kim', password: goodPassword })
    const wrong = s.codeOf(mine) === '000000' ? '000001' : '000000'
    for (let i = 0; i < 4; i++) assert.match((await browser.submit({ code: wrong })).text, /not the code/)
    const id = /name="id" value="([^"]*)"/.exec(browser.last.text)![1]!
    const ended = await browser.submit({ code: wrong })
    assert.match(ended.text, /no longer be used/)
    const right = await browser.post(ended.url, { id, code: s.codeOf(mine) })
    assert.match(right.text, /no longer be used/, 'nor is the right one')
  })
  test('a code ends with its time, and is good for what it was sent for alone', async () => {
    const mine = phone()
    await s.signedUp(mine)
    const browser = await signInPage(from('late'))
    const at = room(browser, '')
    await browser.post(`${at}/reset`, { address: mine })
    const id = /name="id" value="([^"]*)"/.exec(browser.last.text)![1]!
    const code = s.codeOf(mine)
    assert.match((await browser.post(`${at}/sign-up/code`, { id, code })).text, /no longer be used/)
    s.ahead += 11 * 60_000
    assert.match((await browser.post(`${at}/reset/code`, { id, code, password: goodPassword })).text, /no longer be used/)
  })
  test('nobody floods a phone with codes, nor everybody from one place; others go on having theirs', async () => {
    const mine = phone()
    const browser = await signInPage(from('a flooder'))
    const to = room(browser, '/sign-up')
    const ask = async (address: string) => (await browser.post(to, { address, name: 'x', password: goodPassword })).status
    const statuses = []
    for (let i = 0; i < 6; i++) statuses.push(await ask(mine))
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429])
    const other = await signInPage(from('the owner of the phone'))
    assert.equal((await other.post(room(other, '/sign-up'), { address: mine, name: 'x', password: goodPassword })).status, 200)
  })
  test('many passwords at once wait for their turn, and what is too much is sent away at once; others are served meanwhile', async () => {
    const mine = phone()
    await s.signedUp(mine)
    const flood = await signInPage(from('a flood'))
    const to = room(flood, '')
    const all = Array.from({ length: 60 }, (_, i) =>
      flood.ask(to, { method: 'POST', headers: formOf(), body: `address=a${i}%40b.example&password=guess` }),
    )
    const other = await s.signIn(from('somebody else'), mine, goodPassword)
    assert.equal(other.url.pathname, '/login')
    const statuses = (await Promise.all(all)).map(a => a.status)
    assert.ok(statuses.filter(st => st === 401).length < 30, `few from one place: ${statuses.join()}`)
    assert.ok(statuses.includes(503) && statuses.every(st => [401, 429, 503].includes(st)), statuses.join())
  })
  const formOf = () => ({ origin: s.address, 'content-type': 'application/x-www-form-urlencoded' })
})

test('who asks without end from one place is sent away before it costs anything; others are served', async () => {
  const slow = await stage({ perSecond: 1, burst: 20 })
  try {
    const browser = new Browser({ 'x-place': 'one who asks' })
    const statuses: number[] = []
    for (let i = 0; i < 30; i++) statuses.push((await browser.ask(new App(slow.address).question())).status)
    assert.deepEqual([...new Set(statuses.slice(0, 20))], [303])
    assert.ok(
      statuses.slice(22).every(st => st === 429),
      statuses.join(),
    )
    assert.equal((await new Browser({ 'x-place': 'another' }).ask(new App(slow.address).question())).status, 303)
    slow.ahead += 5000
    assert.equal((await browser.ask(new App(slow.address).question())).status, 303)
  } finally {
    await slow.close()
  }
})
