// Guarded access in a browser: people sign up, come back, are renewed, forget their password, and leave; roles show where one works.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { closeBrowser, type Stage, stage } from './browser.ts'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const password = 'a horse eats apples'
let s: Stage
before(async () => {
  s = await stage('cafeteria', '--identity', 'built-in')
})
after(async () => {
  s.calm()
  await s.close()
  await closeBrowser()
})
const codeFor = async (to: string, before = 0): Promise<string> => {
  for (const end = Date.now() + 10_000; ; ) {
    const codes = [...messages().matchAll(RegExp(`To\\. ${to}\\n\\D*(\\d{6})`, 'g'))]
    if (codes.length > before) return codes.at(-1)![1]!
    assert.ok(Date.now() < end, `no code for ${to}`)
    await new Promise(go => setTimeout(go, 25))
  }
}
const messages = (): string => {
  try {
    return readFileSync(join(s.host.settings.data, 'messages.log'), 'utf8')
  } catch {
    return ''
  }
}
const codes = (to: string): number => [...messages().matchAll(RegExp(`To\\. ${to}\\n\\D*\\d{6}`, 'g'))].length
const signUp = async (page: Page, to: string): Promise<void> => {
  await page.getByRole('link', { name: 'Create an account' }).click()
  await page.getByLabel('Phone number or email').fill(to)
  await page.getByLabel('Name').fill('Kim')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByLabel('The six digits').fill(await codeFor(to))
  await page.getByRole('button', { name: 'Confirm' }).click()
}
const signIn = async (page: Page, to: string, secret = password): Promise<void> => {
  await page.getByLabel('Phone number or email').fill(to)
  await page.getByLabel('Password').fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('somebody who opens a shop signs up on the way, is where they wanted to be, and their phone is filled in', async () => {
  const page = await s.visit('/shops/cafeteria/me', { language: 'en' })
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signUp(page, '01060000001')
  await page.waitForURL('**/shops/cafeteria/me')
  await page.locator('.topbar .t').waitFor()
  assert.equal(await page.evaluate(() => localStorage.getItem('jumun.phone')), '"01060000001"')
  const kept = await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))
  assert.ok(!/eyJ/.test(kept), 'no token is kept')
})
test('a page that is loaded again is still theirs, with nothing asked, and in another tab', async () => {
  const page = await s.visit('/login', { language: 'en' })
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signIn(page, '01060000001')
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
  const other = await page.context().newPage()
  await other.goto('/shops/cafeteria/me')
  await other.locator('.topbar .t').waitFor()
  const gone = page.waitForResponse('**/id/session/end/confirm')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await gone
  await page.waitForURL(`${s.address}/`)
  await page.getByRole('link', { name: 'Sign in' }).waitFor()
  await other.getByRole('button', { name: 'Sign in' }).waitFor()
  assert.deepEqual(
    await page.evaluate(() => Object.keys(localStorage).filter(k => !/theme|language/.test(k))),
    [],
    'nothing of the person stays in the browser',
  )
})
test('a token that is about to end is renewed once, however much is asked; where somebody else has used it, the person stays and they do not', async () => {
  const page = await s.visit('/login', { language: 'en' })
  const asked: string[] = []
  const given: string[] = []
  await page.route('**/id/token', async route => {
    asked.push(new URLSearchParams(route.request().postData() ?? '').get('grant_type')!)
    const answer = await route.fetch()
    const body = (await answer.json()) as { readonly refresh_token?: string }
    if (body.refresh_token !== undefined) given.push(body.refresh_token)
    // the first ones as if five minutes had passed soon
    await route.fulfill({ response: answer, json: asked.length <= 2 ? { ...body, expires_in: 20 } : body })
  })
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signIn(page, '01060000001')
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
  await page.waitForResponse(r => r.url().includes('/mypages') && r.status() === 200)
  await page.waitForResponse(r => r.url().includes('/mypages') && r.status() === 200)
  assert.deepEqual(asked.slice(0, 3), ['authorization_code', 'refresh_token', 'refresh_token'])
  const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'jumun-web', refresh_token: given[0]! })
  assert.equal((await fetch(`${s.address}/id/token`, { method: 'POST', body })).status, 400)
  const last = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'jumun-web', refresh_token: given.at(-1)! })
  assert.equal((await fetch(`${s.address}/id/token`, { method: 'POST', body: last })).status, 400, 'all of the family has ended')
  await page.reload()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
})
test('a wrong password is told in words, and a forgotten one is set anew', async () => {
  const page = await s.visit('/login', { language: 'en' })
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signIn(page, '01060000001', 'not the right one')
  await page.getByRole('alert').getByText('The address or the password is wrong.').waitFor()
  await page.getByRole('link', { name: 'I forgot my password' }).click()
  await page.getByLabel('Phone number or email').fill('01060000001')
  const before = codes('01060000001')
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByLabel('The six digits').fill(await codeFor('01060000001', before))
  await page.getByLabel('New password').fill('an apple eats horses')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
})
test('an operator comes by the link of the terminal, and finds their desk; a customer finds none', async () => {
  const link = s.host.firstOperator()!
  const page = await s.visit('/', { language: 'en' })
  await page.goto(link)
  const form = page.locator('form').filter({ hasText: 'Create an account' })
  await form.getByLabel('Phone number or email').fill('01060000002')
  await form.getByLabel('Name').fill('Boss')
  await form.getByLabel('Password').fill(password)
  await form.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByLabel('The six digits').fill(await codeFor('01060000002'))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signIn(page, '01060000002')
  await page.getByRole('heading', { name: 'Where you work' }).waitFor()
  await page.getByRole('link', { name: 'Operator' }).click()
  await page.waitForURL('**/desk')
  const customer = await s.visit('/login', { language: 'en' })
  await customer.getByRole('button', { name: 'Sign in' }).click()
  await signUp(customer, '01060000003')
  await customer.getByRole('button', { name: 'Sign out' }).waitFor()
  assert.equal(await customer.getByRole('heading', { name: 'Where you work' }).count(), 0)
})

test('the pages need no script, and nobody is kept from using them', async () => {
  for (const looks of [
    { language: 'ko', theme: 'light' },
    { language: 'en', theme: 'dark', width: 1280, height: 800 },
  ] as const) {
    const page = await s.visit('/login', looks)
    await page.getByRole('button', { name: looks.language === 'ko' ? '로그인' : 'Sign in' }).click()
    await page.waitForURL('**/id/interaction/*')
    const room = page.url()
    for (const at of [room, `${room}/sign-up`, `${room}/reset`, `${s.address}/id/account`, s.host.firstOperator() ?? room]) {
      await page.goto(at)
      assert.equal(await page.locator('script').count(), 0)
      const found = (await page.evaluate(`(() => { ${axe}; return axe.run().then(r => r.violations) })()`)) as {
        readonly id: string
        readonly impact: string
        readonly nodes: readonly { readonly html: string }[]
      }[]
      const serious = found.filter(v => v.impact === 'serious' || v.impact === 'critical')
      assert.deepEqual(
        serious.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' | ')}`),
        [],
        at,
      )
    }
  }
})
