// The counter in hard times: ten minutes without a line lose nothing and double nothing; and whoever has no mouse does the same work.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeBrowser, type Stage, stage } from './browser.ts'
import { focused, inDialog, tabTo } from './keys.ts'

let s: Stage
before(async () => {
  s = await stage('cafeteria')
})
after(async () => {
  await s.close()
  await closeBrowser()
})
const get = async <T>(path: string): Promise<T> => (await (await fetch(s.address + path)).json()) as T
const post = (path: string, body: object = {}): Promise<Response> =>
  fetch(s.address + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
interface Drink {
  readonly id: number
  readonly status: string
}
const drinksOf = async (orderId: number): Promise<readonly Drink[]> =>
  (await get<{ _embedded: { drinks: Drink[] } }>(`/drinks/search/findByOrderId?orderId=${orderId}`))._embedded.drinks
const order = async (phoneNumber: string): Promise<number> => {
  const made = await post('/orders', { productName: 'coffee', qty: 1, phoneNumber })
  assert.equal(made.status, 201)
  const { id } = (await made.json()) as { readonly id: number }
  while (!(await drinksOf(id)).length);
  return id
}
const ticketOf = (bar: Page, orderId: number) => bar.getByRole('article', { name: String(orderId), exact: true })
const minutes = (n: number): number => n * 60_000

suite('ten minutes without a line', () => {
  test('what is tapped meanwhile is sent once, in its order; what was canceled meanwhile is told on its ticket', async () => {
    const [mine, canceled, theirs] = [await order('01070000001'), await order('01070000002'), await order('01070000003')]
    const bar = await s.visit('/staff/cafeteria/bar', { language: 'en', width: 1920, height: 1080 })
    await bar.clock.install()
    await bar.reload()
    const take = (id: number) => ticketOf(bar, id).getByRole('button', { name: 'Take it' })
    for (const id of [mine, canceled, theirs]) await take(id).waitFor()
    const sent: { readonly path: string; readonly key: string }[] = []
    bar.on('request', asked => {
      const key = asked.headers()['idempotency-key']
      if (asked.method() === 'POST' && key !== undefined) sent.push({ path: new URL(asked.url()).pathname, key })
    })

    await bar.context().setOffline(true)
    await take(mine).click()
    await bar.getByText('1 waiting to be sent').waitFor()
    await bar.clock.fastForward(minutes(4))
    // elsewhere, life goes on
    assert.equal((await post(`/orders/${canceled}/cancel`)).status, 200)
    for (const { id } of await drinksOf(theirs)) assert.equal((await post(`/drinks/${id}/receive`)).status, 200)
    while ((await drinksOf(canceled))[0]!.status !== 'DrinkCanceled');
    await take(canceled).click()
    await take(theirs).click()
    await bar.getByText('3 waiting to be sent').waitFor()
    await bar.clock.fastForward(minutes(6))
    await bar.getByText(/^Disconnected since/).waitFor()
    for (const id of [mine, canceled, theirs]) await ticketOf(bar, id).getByText('sent once connected').waitFor()
    assert.equal((await drinksOf(mine))[0]!.status, 'PaymentApproved')

    sent.length = 0
    await bar.context().setOffline(false)
    for (const id of [mine, theirs]) await ticketOf(bar, id).getByRole('button', { name: 'Made' }).waitFor()
    await ticketOf(bar, canceled).getByRole('button', { name: 'Understood' }).waitFor()
    await bar.getByText('waiting to be sent').waitFor({ state: 'detached' })
    const statuses = await Promise.all([mine, canceled, theirs].map(async id => (await drinksOf(id)).map(d => d.status)))
    assert.deepEqual(statuses, [['Receipted'], ['DrinkCanceled'], ['Receipted']])
    const ids = await Promise.all([mine, canceled, theirs].map(async id => (await drinksOf(id))[0]!.id))
    const keys = new Map(sent.map(({ key, path }) => [key, path]))
    assert.deepEqual(
      [...keys.values()],
      ids.map(id => `/drinks/${id}/receive`),
      'each under one key, in the order of the taps',
    )
    await ticketOf(bar, canceled).getByRole('button', { name: 'Understood' }).click()
    for (const id of [mine, theirs])
      for (const name of ['Made', 'Handed over']) await ticketOf(bar, id).getByRole('button', { name }).click()
    await ticketOf(bar, mine).waitFor({ state: 'detached' })
    s.calm()
  })
})

suite('by keyboard alone', () => {
  test('a customer orders a coffee, pays, follows it and cancels it', async () => {
    const page = await s.visit('/shops/cafeteria', { language: 'en', width: 1280, height: 800 })
    await page.getByRole('button', { name: 'Add Americano' }).waitFor()
    await tabTo(page, /^Skip to content/)
    await tabTo(page, /^Add Americano/)
    await page.keyboard.press('Enter')
    await tabTo(page, /^Review and order/)
    await page.keyboard.press('Enter')
    await page.getByLabel('Number for messages').waitFor()
    await tabTo(page, /^Number for messages/)
    await page.keyboard.press('Control+A')
    await page.keyboard.type('01070000009')
    await tabTo(page, /^Pay ₩500/)
    await page.keyboard.press('Enter')
    await page.getByText('You paid ₩500').waitFor()
    await tabTo(page, /^Follow my order/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Messages we sent' }).waitFor()
    // and this is what is read out
    const read = await page.locator('#main').ariaSnapshot()
    assert.match(read, /status[^]*Waiting[^]*list[^]*listitem[^]*Ordered and paid/)
    await tabTo(page, /^Cancel this order/)
    await page.keyboard.press('Enter')
    await inDialog(page)
    await tabTo(page, /^Cancel and get it back/)
    await page.keyboard.press('Enter')
    await page.getByText('You got ₩500 back').first().waitFor()
    s.calm()
  })
  test('a barista takes an order, makes it, and hands it over', async () => {
    const id = await order('01070000010')
    const bar = await s.visit('/staff/cafeteria/bar', { language: 'en', width: 1920, height: 1080 })
    const mine = ticketOf(bar, id)
    for (const name of ['Take it', 'Made', 'Handed over']) {
      await mine.getByRole('button', { name }).waitFor()
      await tabTo(bar, new RegExp(`^${name}`))
      await bar.keyboard.press('Enter')
    }
    await mine.waitFor({ state: 'detached' })
    await tabTo(bar, /^Recall/)
    await bar.keyboard.press('Enter')
    await bar.getByRole('dialog').getByText('handed over').first().waitFor()
    await bar.keyboard.press('Escape')
    await bar.getByRole('dialog').waitFor({ state: 'detached' })
    while (!(await focused(bar)).name.startsWith('Recall')); // the focus is back where it was
    s.calm()
  })
})
