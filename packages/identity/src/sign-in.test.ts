// What people do to be known: sign up, sign in, forget, sign out; and what stays over a restart and a change of keys.
import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { after, before, suite, test } from 'node:test'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { openBook, rotate } from './index.ts'
import { App, Browser, claimsIn, goodPassword, type Stage, stage } from './fixture.ts'

suite('somebody who orders', () => {
  let s: Stage
  before(async () => {
    s = await stage()
  })
  after(() => s.close())

  test('signs up with a phone, and the code that was sent there, and has tokens that say who they are', async () => {
    const { app, code } = await s.signedUp('010-2000-0001')
    const { status, body } = await app.redeem(code)
    assert.equal(status, 200)
    const { protectedHeader, payload } = await jwtVerify(body.access_token, createLocalJWKSet(s.provider.keys()), {
      issuer: `${s.address}/id`,
      audience: 'jumun',
    })
    assert.equal(protectedHeader.typ, 'at+jwt')
    assert.equal(protectedHeader.alg, 'ES256')
    assert.deepEqual(
      [payload['roles'], payload['phone'], payload['customerId']],
      [['customer', 'buyer'], '01020000001', payload.sub!.slice(1)],
    )
    assert.ok(payload.exp! - payload.iat! <= 300)
    const said = claimsIn(body.id_token)
    assert.deepEqual([said.sub, said.nonce, said.aud, said.name], [payload.sub, 'the-nonce', 'jumun-web', 'Kim 김'])
  })
  test('signs up with a mailbox, and signs in however they write it', async () => {
    await s.signedUp('Kim@Example.com')
    const end = await s.signIn(new Browser(), ' KIM@example.COM ', goodPassword)
    assert.equal(end.url.pathname, '/login')
    assert.deepEqual([end.url.searchParams.get('state'), end.url.searchParams.get('iss')], ['the-state', `${s.address}/id`])
  })
  test('signs in with the password, in whatever form a keyboard puts it together', async () => {
    await s.signedUp('01020000002', 'Ｃafé 한국어 words')
    const end = await s.signIn(new Browser(), '01020000002', 'Cafe\u0301 한국어 words'.normalize('NFD'))
    assert.equal(end.url.pathname, '/login')
  })
  test('is who they are until they sign out: no second question in the same browser', async () => {
    const { browser, app } = await s.signedUp('01020000003')
    const end = await browser.go(app.question({ prompt: 'none' }))
    assert.ok(end.url.searchParams.get('code'))
    const stranger = await new Browser().go(app.question({ prompt: 'none' }))
    assert.equal(stranger.url.searchParams.get('error'), 'login_required')
  })
  test('is renewed, again and again, as themselves', async () => {
    const { app, code } = await s.signedUp('01020000004')
    const first = await app.redeem(code)
    const second = await app.refresh(first.body.refresh_token)
    assert.equal(second.status, 200)
    assert.notEqual(second.body.refresh_token, first.body.refresh_token)
    assert.equal(claimsIn(second.body.access_token).sub, claimsIn(first.body.access_token).sub)
    assert.equal((await app.refresh(second.body.refresh_token)).status, 200)
  })
  test('signs out by the app without another click; nothing that was given is renewed then', async () => {
    const { browser, app, code } = await s.signedUp('01020000005')
    const { body } = await app.redeem(code)
    const goodbye = new URL('/id/session/end', s.address)
    goodbye.searchParams.set('id_token_hint', body.id_token)
    goodbye.searchParams.set('post_logout_redirect_uri', `${s.address}/`)
    const asked = await browser.go(goodbye)
    assert.match(asked.text, /<script>document\.forms\[0\]\.submit\(\)<\/script>/)
    assert.match(asked.headers.get('content-security-policy')!, /script-src 'sha256-/)
    const end = await browser.submit({ logout: 'yes' })
    assert.equal(end.url.href, `${s.address}/`)
    assert.equal((await app.refresh(body.refresh_token)).status, 400)
    assert.equal((await browser.go(app.question({ prompt: 'none' }))).url.searchParams.get('error'), 'login_required')
  })
  test('sets a new password by a code; it ends all that was given under the old one, and says so', async () => {
    const { app, code } = await s.signedUp('01020000006')
    const { body } = await app.redeem(code)
    const browser = new Browser()
    await browser.go(app.question())
    await browser.go(new URL(/href="([^"]*\/reset)"/.exec(browser.last.text)![1]!, s.address))
    await browser.submit({ address: '01020000006' })
    const end = await browser.submit({ code: s.codeOf('01020000006'), password: 'quite another one' })
    assert.equal(end.url.pathname, '/login')
    assert.equal((await app.refresh(body.refresh_token)).status, 400)
    assert.equal((await s.signIn(new Browser(), '01020000006', goodPassword)).status, 401)
    assert.equal((await s.signIn(new Browser(), '01020000006', 'quite another one')).url.pathname, '/login')
    assert.match(s.messages.findLast(m => m.to === '01020000006')!.text, /changed/)
  })
  test('changes their password on the page of their account, with the old one', async () => {
    const { browser } = await s.signedUp('01020000007')
    await browser.go(new URL('/id/account', s.address))
    const refused = await browser.submit({ old: 'not the old one', password: 'my very new one' }, 'value="password"')
    assert.equal(refused.status, 401)
    const done = await browser.submit({ old: goodPassword, password: 'my very new one' }, 'value="password"')
    assert.equal(done.status, 200)
    assert.equal((await browser.go(new URL('/id/account', s.address))).status, 401)
    assert.equal((await s.signIn(new Browser(), '01020000007', 'my very new one')).url.pathname, '/login')
  })
  test('reads the pages in their language: as the app asked, as they chose, as the browser is set', async () => {
    const browser = new Browser({ 'accept-language': 'ko-KR,ko;q=0.9' })
    assert.match((await browser.go(new App(s.address).question())).text, /<html lang="ko">[^]*비밀번호/)
    assert.match((await browser.go(new App(s.address).question({ ui_locales: 'en' }))).text, /<html lang="en">[^]*Password/)
    await browser.go(new URL(`${browser.last.url.pathname}?lang=ko`, s.address))
    assert.match((await browser.go(new App(s.address).question({ ui_locales: 'en' }))).text, /<html lang="ko">/)
  })
  test('stays signed in over a restart', async () => {
    const { browser, app, code } = await s.signedUp('01020000008')
    const { body } = await app.redeem(code)
    s.restart()
    const renewed = await app.refresh(body.refresh_token)
    assert.equal(renewed.status, 200)
    assert.ok((await browser.go(app.question({ prompt: 'none' }))).url.searchParams.get('code'))
  })
})

suite('the keys', () => {
  let s: Stage
  before(async () => {
    s = await stage()
  })
  after(() => s.close())
  const kidOf = (token: string): string => JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()).kid
  const kids = () => s.provider.keys().keys.map(k => k.kid)

  test('one signs, and the next one is known before it does', async () => {
    const { app, code } = await s.signedUp('01020000009')
    const { body } = await app.redeem(code)
    const before = kids()
    assert.equal(before.length, 2)
    assert.equal(kidOf(body.access_token), before[0])
    s.ahead += 31 * 86_400_000
    const after = kids()
    assert.equal(after[0], before[1])
    assert.ok(after.includes(before[0]), 'what it signed is still good')
    s.ahead += 2 * 86_400_000
    assert.ok(!kids().includes(before[0]), 'and not for ever')
    assert.ok(s.provider.keys().keys.every(k => k.d === undefined))
  })
  test('are changed by a command while it runs: nobody is signed out, and what was signed before is good until it ends', async () => {
    const { app, code } = await s.signedUp('01020000010')
    const { body } = await app.redeem(code)
    const book = openBook(s.folder)
    rotate(book, Date.now() + s.ahead)
    s.ahead += 3000
    const renewed = await app.refresh(body.refresh_token)
    assert.equal(renewed.status, 200)
    assert.notEqual(kidOf(renewed.body.access_token), kidOf(body.access_token))
    const keySet = createLocalJWKSet(s.provider.keys())
    for (const token of [body.access_token, renewed.body.access_token]) await jwtVerify(token, keySet)
    rotate(book, Date.now() + s.ahead, true)
    book.close()
    s.ahead += 3000
    assert.ok(!kids().includes(kidOf(renewed.body.access_token)), 'and are withdrawn at once where others may have them')
  })
})
test('nobody else on the machine reads the book', async () => {
  const s = await stage()
  try {
    const { folder } = s
    assert.equal(statSync(folder).mode & 0o777, 0o700)
    for (const file of ['identity.db', 'identity.db-wal']) assert.equal(statSync(`${folder}/${file}`).mode & 0o777, 0o600, file)
  } finally {
    await s.close()
  }
})
