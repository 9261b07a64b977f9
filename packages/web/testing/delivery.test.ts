// Food delivery in a real browser: a customer orders, the kitchen cooks, a rider brings it, and each sees what the others did without a reload.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeBrowser, type Looks, type Stage, stage } from './browser.ts'

let s: Stage
before(async () => {
  s = await stage('cafeteria', 'delivery')
})
after(async () => {
  await s.close()
  await closeBrowser()
})

const here = { lat: 37.568, lng: 126.9802 }
const ask = async (path: string, body: object = {}) => {
  const answer = await fetch(`${s.address}/delivery${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  assert.ok(answer.ok, `${path}: ${answer.status}`)
}
interface Row {
  readonly id: number
  readonly orderId: number
  readonly status: string
}
/** Everything that has come to be, as a program sees it. */
const found = async (collection: string, search: string): Promise<Row[]> => {
  const answer = await fetch(`${s.address}/delivery/${collection}/search/${search}`)
  return ((await answer.json()) as { _embedded: { [collection: string]: Row[] } })._embedded[collection]!
}
const pagesOf = (customerId: string) => found('mypages', `findByCustomerId?customerId=${customerId}`)
const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
  }
}

const says = {
  ko: { store: /우리 통닭/, double: /곱빼기/, add: '20,000원 담기', name: '주문하는 이름', pay: '23,000원 결제하기', follow: '주문 지켜보기' },
  en: { store: /Uri Fried Chicken/, double: /Double/, add: 'Add, ₩20,000', name: 'Your name', pay: 'Pay ₩23,000', follow: 'Follow my order' },
} as const
/** A customer with a double chicken in the basket, one tap from paying. */
const atTheTill = async (name: string, looks: Looks & { readonly language: 'ko' | 'en' }, card?: RegExp): Promise<Page> => {
  const page = await s.visit('/shops/delivery', looks)
  const say = says[looks.language]
  await page.getByRole('link', { name: say.store }).click()
  await page.locator('.opt').filter({ hasText: say.double }).click()
  await page.getByRole('button', { name: say.add }).click()
  await page.getByLabel(say.name).fill(name)
  if (card) await page.locator('.opt').filter({ hasText: card }).click()
  await page.getByRole('button', { name: say.pay }).waitFor()
  return page
}
const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
/** The customer has paid and looks at the order; its number. */
const pay = async (page: Page, language: 'ko' | 'en', name: string): Promise<number> => {
  await page.getByRole('button', { name: says[language].pay }).click()
  await page.getByRole('button', { name: says[language].follow }).click()
  return (await until(async () => (await pagesOf(name))[0])).orderId
}
const cook = async (orderId: number): Promise<void> => {
  const { id } = await until(async () => (await found('foodCookings', `findByOrderId?orderId=${orderId}`))[0])
  for (const command of ['accept', 'start', 'finish']) await ask(`/foodCookings/${id}/${command}`)
}
const ready = (orderId: number) => until(async () => (await found('deliveries', 'ready')).find(d => d.orderId === orderId))

suite('what a customer meets', () => {
  test('declined: no money, no order, and the basket is as it was', async () => {
    const page = await atTheTill('dong', { language: 'ko' }, /거절되는/)
    await page.getByRole('button', { name: says.ko.pay }).click()
    await shows(page, '카드사가 결제를 거절했어요')
    assert.deepEqual(await pagesOf('dong'), [])
    await page.getByRole('button', { name: '다른 카드로 주문하기' }).click()
    await page.getByRole('button', { name: says.ko.pay }).click()
    await shows(page, '결제 완료')
    assert.equal((await until(async () => ((await pagesOf('dong')).length ? pagesOf('dong') : undefined))).length, 1)
  })
  test('canceled before cooking starts: everything comes back', async () => {
    const page = await atTheTill('hana', { language: 'en', theme: 'dark' })
    await pay(page, 'en', 'hana')
    await page.getByRole('button', { name: 'Cancel this order' }).click()
    await page.getByRole('button', { name: 'Cancel and get it back' }).click()
    await shows(page, 'You got ₩23,000 back')
    await shows(page, 'Canceled, refunded')
  })
  test('a coupon that was earned takes its part off the next order', async () => {
    const page = await atTheTill('yuna', { language: 'ko' })
    const orderId = await pay(page, 'ko', 'yuna')
    await cook(orderId)
    const { id } = await ready(orderId)
    await ask('/riders', { riderId: '11', ...here })
    await ask('/riders/11/on-duty', here)
    await ask(`/deliveries/${id}/pick`, { riderId: '11' })
    await ask(`/deliveries/${id}/deliver`, { riderId: '11' })
    await page.goto('/shops/delivery')
    await shows(page, '쿠폰 1장이 있어요')
    await page.getByRole('link', { name: says.ko.store }).click()
    await page.getByRole('button', { name: '18,000원 담기' }).click()
    await page.getByRole('button', { name: '1,000원 할인' }).click()
    await page.getByRole('button', { name: '20,000원 결제하기' }).click()
    await shows(page, '20,000원을 결제했어요')
    s.calm()
  })
})
