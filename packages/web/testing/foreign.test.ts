// The app with a provider that is not ours: found by its address, read by a map of its claims.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Foreign, foreign } from '@jumun/identity/testing'
import { closeBrowser, type Stage, stage } from './browser.ts'

let theirs: Foreign
let s: Stage
before(async () => {
  theirs = await foreign()
  s = await stage(
    'cafeteria',
    '--access',
    'guarded',
    '--issuer',
    theirs.issuer,
    '--audience',
    'api://jumun',
    '--claims',
    '{"roles":{"from":["realm_access","roles"],"names":{"Jumun-Shift-Lead":"manager"}},"claims":{"phone":"phone_number","customerId":"oid"}}',
    '--sign-in',
    '{"client":"the-shops","scope":"openid order","parameters":{"resource":"https://jumun.example"}}',
  )
  await theirs.welcome(s.address)
})
after(async () => {
  s.calm()
  await s.close()
  await theirs.stop()
  await closeBrowser()
})

test('somebody signs in there, agrees there, and is here who the map says, until they sign out', async () => {
  const page = await s.visit('/staff/cafeteria/bar', { language: 'en' })
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${theirs.issuer}/**`)
  await page.locator('input[name="login"]').fill('lee')
  await page.locator('input[name="password"]').fill('whatever')
  await page.locator('button[type="submit"]').click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.waitForURL(`${s.address}/staff/cafeteria/bar`)
  const asked = page.waitForRequest(r => r.headers()['authorization'] !== undefined)
  const bearer = (await asked).headers()['authorization']!
  const who = (await (await fetch(`${s.address}/whoami`, { headers: { authorization: bearer } })).json()) as object
  assert.deepEqual(who, {
    actor: 'lee',
    roles: ['manager'],
    claims: { phoneNumber: '01070000001', customerId: '4711', cuId: '4711', sellerId: '4711' },
    anyone: false,
  })
  await page.goto('/')
  await page.getByRole('heading', { name: 'Where you work' }).waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${theirs.issuer}/**`)
  await page.getByRole('button', { name: 'Yes, sign me out' }).click()
  await page.waitForURL(`${s.address}/`)
  await page.getByRole('link', { name: 'Sign in' }).waitFor()
})
