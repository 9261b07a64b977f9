// Every list is a page also when it is empty, when it is still coming, when the server is ill, and when nothing gets through.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Page, Route } from 'playwright-core'
import { closeBrowser, type Stage, stage } from './browser.ts'

let s: Stage
let page: Page
before(async () => {
  s = await stage()
  page = await s.visit('/nonsense', { language: 'en' })
  // before it says what is wrong it asks again after one second, and after two more: they are nothing here
  await page.addInitScript(() => {
    const later = window.setTimeout
    const waits = [1000, 2000]
    window.setTimeout = ((go: () => void, ms = 0) => later(go, waits.includes(ms) ? 20 : ms)) as typeof setTimeout
  })
})
after(async () => {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await s.close()
  await closeBrowser()
})

const lists = [
  '/me',
  '/shops/cafeteria',
  '/shops/cafeteria/me',
  '/shops/bread',
  '/shops/bread/me',
  '/shops/delivery',
  '/shops/delivery/me',
  '/shops/air',
  '/shops/air/me',
  '/shops/cars',
  '/shops/cars/me',
  '/staff/cafeteria/menu',
  '/staff/bread/items',
  '/staff/delivery/kitchen/1/menu',
  '/staff/delivery/kitchen/1/hours',
  '/staff/air/flights',
  '/staff/cars/purchasing',
  '/staff/cars/stock',
  '/shops/air/mileage',
  '/generic/cars',
  '/generic/cars/sales',
  '/desk',
  '/desk/trouble',
  '/desk/orders?q=01012345678',
  '/desk/payments',
  '/desk/people',
  '/desk/timers',
  '/desk/acts',
  '/desk/audit',
  '/desk/contexts',
  '/desk/boards/cafeteria',
]
/** What is listed only once somebody asks. */
const asks: { readonly [path: string]: () => Promise<void> } = {
  '/desk/people': async () => {
    await page.getByLabel('Phone number, name or customer number').fill('01012345678')
    await page.getByRole('button', { name: 'Find', exact: true }).click()
  },
  '/desk/audit': () => page.getByRole('button', { name: 'Run the audit' }).click(),
}
/** There is always something: hours of a store, and what a system is made of. */
const single = [
  '/staff/delivery/kitchen/1/hours',
  '/shops/air/mileage',
  '/generic/cars',
  '/desk',
  '/desk/audit',
  '/desk/contexts',
  '/desk/boards/cafeteria',
]
const walls = ['/staff/cafeteria/bar', '/staff/bread/board', '/staff/delivery/kitchen/1', '/staff/cars/transport']

type Answer = (route: Route) => Promise<unknown>
/** From now on the API answers so. */
const answered = async (api: Answer): Promise<void> => {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.route('**/*', route => (['fetch', 'xhr'].includes(route.request().resourceType()) ? api(route) : route.fallback()))
}
/** Looks at a page while the API answers so. */
const meanwhile = async (path: string, api: Answer): Promise<void> => {
  await answered(api)
  await page.goto(path)
  await asks[path]?.()
}
const isLive = (route: Route): boolean => new URL(route.request().url()).pathname.endsWith('/live')
const ill = (route: Route) =>
  route.fulfill({
    status: 503,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: '/problems/unavailable', title: 'Unavailable', status: 503, detail: 'The kitchen is on fire.' }),
  })
/** What the server says, with nothing in its lists. */
const emptied = (route: Route): Promise<void> =>
  // what was asked by a page that is left is answered to nobody
  empty(route).catch((error: unknown) => {
    if (!/disposed|closed/.test(String(error))) throw error
  })
const empty = async (route: Route): Promise<void> => {
  if (isLive(route)) return route.abort()
  const response = await route.fetch()
  const told = (await response.json()) as { [things: string]: unknown; _embedded?: { [things: string]: unknown[] } }
  if (told._embedded) told._embedded = Object.fromEntries(Object.keys(told._embedded).map(things => [things, []]))
  if (new URL(response.url()).pathname.startsWith('/operations'))
    for (const things of Object.keys(told)) if (Array.isArray(told[things])) told[things] = []
  await route.fulfill({ response, json: told })
}

suite('a list that is still coming', () => {
  for (const path of lists)
    test(path, async () => {
      // it never comes
      await meanwhile(path, () => Promise.resolve())
      await page.locator('.sk').first().waitFor()
      assert.equal(await page.locator('.failure').count(), 0)
    })
})
suite('a server that is ill', () => {
  for (const path of lists)
    test(`${path}: it is said in words, and a tap tries again`, async () => {
      await meanwhile(path, ill)
      await page.locator('.failure').getByText('The kitchen is on fire.').first().waitFor()
      await answered(route => (isLive(route) ? route.abort() : route.continue())) // the line would bring it without a tap
      await page.getByRole('button', { name: 'Try again' }).first().click()
      await page.locator('.failure').first().waitFor({ state: 'detached' })
    })
  for (const path of walls)
    test(path, async () => {
      await meanwhile(path, ill)
      await page.locator('.failure').getByText('The kitchen is on fire.').first().waitFor()
    })
})
suite('nothing gets through', () => {
  for (const path of lists)
    test(path, async () => {
      await meanwhile(path, route => route.abort())
      await page.locator('.failure').getByText('We could not reach the server').first().waitFor()
    })
})
suite('an empty list', () => {
  for (const path of lists.filter(p => !single.includes(p)))
    test(`${path}: it says what comes next`, async () => {
      await meanwhile(path, emptied)
      await page.locator('.empty').first().waitFor()
    })
  for (const path of walls)
    test(path, async () => {
      await meanwhile(path, emptied)
      await page.locator('.lt.none').nth(2).waitFor()
    })
})
