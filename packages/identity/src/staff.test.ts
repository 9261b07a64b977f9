// Who may give which role, and what becomes of it.
import assert from 'node:assert/strict'
import { dirname } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { deskOf } from './index.ts'
import { type App, Browser, claimsIn, goodPassword, type Stage, stage } from './fixture.ts'
import { givenBy, type Giver, machine, mayGive, rules } from './roles.ts'

const giver = (roles: readonly string[], keys: Giver['keys'] = {}): Giver => ({ roles, keys })

test('only what stands in the table is given, by whom it names; keys that are not their own only operators give', () => {
  for (const [role, { key }] of Object.entries(rules)) {
    assert.ok(mayGive(machine, role, key && 'x'), role)
    assert.ok(!mayGive(giver(['customer', 'buyer', 'metrics']), role, key && 'x'), role)
  }
  for (const role of ['system', 'policy', 'customer', 'constructor', '__proto__', '']) assert.ok(!mayGive(machine, role, undefined), role)
  assert.deepEqual(givenBy(giver(['manager'])), ['barista'])
  assert.deepEqual(givenBy(giver(['barista'])), [])
  assert.ok(mayGive(giver(['owner'], { storeId: 'shop1' }), 'owner', 'shop1'))
  assert.ok(!mayGive(giver(['owner'], { storeId: 'shop1' }), 'owner', 'shop2'))
  assert.ok(!mayGive(giver(['owner']), 'owner', undefined))
  assert.ok(!mayGive(machine, 'operator', 'shop1'), 'a role without a key has none')
})

suite('somebody who works here', () => {
  let s: Stage
  before(async () => {
    s = await stage()
  })
  after(() => s.close())
  const account = () => new URL('/id/account', s.address)
  const invite = async (browser: Browser, role: string, more: { readonly [field: string]: string } = {}): Promise<string | undefined> => {
    await browser.go(account())
    await browser.post(account(), { what: 'invite', role, ...more })
    return /id="invitation">([^<]*)</.exec(browser.last.text)?.[1]?.replaceAll('&#38;', '&')
  }
  const become = async (to: string, link: string): Promise<{ browser: Browser; app: App; token: string; refresh: string }> => {
    const who = await s.signedUp(to)
    await who.browser.go(link)
    await who.browser.submit({ address: to, password: goodPassword }, 'value="known"')
    assert.match(who.browser.last.text, /Please sign in now/)
    const { body } = await who.app.redeem(who.code)
    return { ...who, token: body.access_token, refresh: body.refresh_token }
  }

  test('the first operator comes by a link from the terminal; it is good once, and there is none any more then', async () => {
    const [old, link] = [s.provider.firstOperator()!, s.provider.firstOperator()!]
    const browser = new Browser()
    assert.equal((await browser.go(old)).status, 410, 'a new link is the only one')
    await browser.go(link)
    await browser.submit({ address: '01030000001', name: 'Boss', password: goodPassword }, 'value="new"')
    await browser.submit({ code: s.codeOf('01030000001') })
    assert.match(browser.last.text, /Please sign in now/)
    assert.equal((await browser.go(link)).status, 410)
    assert.equal(s.provider.firstOperator(), undefined)
  })
  test('an operator invites a manager, and they a barista, and they nobody; roles are in the next token', async () => {
    const boss = new Browser()
    await s.signIn(boss, '01030000001', goodPassword)
    const manager = await become('01030000002', (await invite(boss, 'manager'))!)
    assert.deepEqual(claimsIn(manager.token).roles, ['customer', 'buyer', 'manager'])
    const link = (await invite(manager.browser, 'barista', { to: '01030000003' }))!
    assert.ok(s.messages.findLast(m => m.to === '01030000003')!.text.includes(link))
    const barista = await become('01030000003', link)
    assert.deepEqual(claimsIn((await barista.app.refresh(barista.refresh)).body.access_token).roles, ['customer', 'buyer', 'barista'])
    for (const role of ['operator', 'manager', 'system']) assert.equal(await invite(manager.browser, role), undefined, role)
    assert.equal(manager.browser.last.status, 403)
    assert.equal(await invite(barista.browser, 'barista'), undefined)
  })
  test('an owner has the store that they were invited to, and gives no other', async () => {
    const boss = new Browser()
    await s.signIn(boss, '01030000001', goodPassword)
    assert.equal(await invite(boss, 'owner'), undefined, 'an owner of nothing')
    const owner = await become('01030000004', (await invite(boss, 'owner', { key: 'shop1' }))!)
    assert.equal(claimsIn(owner.token).storeId, 'shop1')
    assert.equal(await invite(owner.browser, 'owner', { key: 'shop2' }), undefined)
    assert.ok(await invite(owner.browser, 'owner'))
  })
  test('an invitation ends with its time', async () => {
    const boss = new Browser()
    await s.signIn(boss, '01030000001', goodPassword)
    const link = (await invite(boss, 'baker'))!
    s.ahead += 4 * 86_400_000
    assert.equal((await new Browser().go(link)).status, 410)
  })
})

suite('whoever sits at the machine', () => {
  let s: Stage
  before(async () => {
    s = await stage()
  })
  after(() => s.close())
  test('invites, takes roles away, and hears why something cannot be', async () => {
    const desk = deskOf(dirname(s.folder), ['doorman', 'system'])
    try {
      const { browser, app, code } = await s.signedUp('01030000009')
      const { body } = await app.redeem(code)
      await browser.go(desk.invite('barista', undefined, s.address))
      await browser.submit({ address: '01030000009', password: goodPassword }, 'value="known"')
      const renewed = await app.refresh(body.refresh_token)
      assert.ok(claimsIn(renewed.body.access_token).roles.includes('barista'))
      desk.take('010-3000-0009', 'barista')
      assert.ok(!claimsIn((await app.refresh(renewed.body.refresh_token)).body.access_token).roles.includes('barista'))
      assert.match(desk.invite('doorman', undefined, 'http://x'), /^http:\/\/x\/id\/invitation\?t=/)
      assert.throws(() => desk.invite('owner', undefined, 'http://x'), /--key/)
      assert.throws(() => desk.invite('system', undefined, 'http://x'), /no role "system"/)
      assert.throws(() => desk.take('01030000008', 'barista'), /Nobody/)
      assert.throws(() => desk.take('01030000009', 'barista'), /They are no barista/)
    } finally {
      desk.close()
    }
  })
})
