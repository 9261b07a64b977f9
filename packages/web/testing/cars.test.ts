// Used cars in a real browser: a buyer pays and the car comes, a seller is paid and the car goes, and each sees every step without a reload.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeBrowser, type Looks, type Stage, stage } from './browser.ts'

let s: Stage
before(async () => {
  s = await stage('cafeteria', 'cars')
})
after(async () => {
  await s.close()
  await closeBrowser()
})

const ask = async (path: string, body: object = {}) => {
  const answer = await fetch(`${s.address}/cars${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  assert.ok(answer.ok, `${path}: ${answer.status}`)
  return (await answer.json()) as { id: number }
}
/** Everything that has come to be, as a program sees it. */
const found = async (collection: string, search: string) => {
  const answer = await fetch(`${s.address}/cars/${collection}/search/${search}`)
  return ((await answer.json()) as { _embedded: { [collection: string]: { id: number }[] } })._embedded[collection]!
}
const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
  }
}
/** A car of one's own stands there, so that no test waits for another's. */
const standing = async (carType: string): Promise<number> => {
  const { id } = await ask('/stocks', { carType, salePrice: 9_500_000 })
  await until(async () => ((await fetch(`${s.address}/cars/cars/${id}`)).ok ? id : undefined))
  return id
}
const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

const says = {
  ko: { buy: '아반떼 사기', who: '내 번호', pay: '9,500,000원 결제하기', follow: '주문 지켜보기' },
  en: { buy: 'Buy the Avante', who: 'Your number', pay: 'Pay ₩9,500,000', follow: 'Follow my order' },
} as const
/** A buyer in front of an own car, one tap from paying. */
const atTheTill = async (person: number, looks: Looks & { readonly language: 'ko' | 'en' }, card?: RegExp): Promise<Page> => {
  const id = await standing('아반떼')
  const page = await s.visit('/shops/cars', looks)
  await page.locator(`a[href="/shops/cars/cars/${id}"]`).click()
  await page.getByLabel(says[looks.language].who).fill(String(person))
  if (card) await page.locator('.opt').filter({ hasText: card }).click()
  await page.getByRole('button', { name: says[looks.language].pay }).waitFor()
  return page
}
/** The buyer has paid and looks at the deal; its number. */
const pay = async (page: Page, language: 'ko' | 'en'): Promise<number> => {
  await page.getByRole('button', { name: says[language].pay }).click()
  await page.getByRole('button', { name: says[language].follow }).click()
  return Number(/\d+$/.exec(page.url())![0])
}

suite('a buyer', () => {
  test('declined: no money, no deal; another card buys the car', async () => {
    const page = await atTheTill(101, { language: 'ko' }, /거절되는/)
    await page.getByRole('button', { name: says.ko.pay }).click()
    await shows(page, '카드사가 결제를 거절했어요')
    assert.deepEqual(await found('purchases', 'findByCuId?cuId=101'), [])
    await page.getByRole('button', { name: '다른 카드로 주문하기' }).click()
    await page.getByRole('button', { name: says.ko.pay }).click()
    await shows(page, '아반떼를 샀어요')
  })
  test('payment is busy: the car is held, and paid for in a moment', async () => {
    const page = await atTheTill(102, { language: 'en' }, /payment is busy/)
    await page.getByRole('button', { name: says.en.pay }).click()
    await shows(page, 'Please pay in a moment')
    await shows(page, 'Avante held for you')
    await page.getByRole('button', { name: 'Pay again', exact: true }).click()
    // what stays: the transport may be asked for before anybody reads that it is waited for
    await shows(page, 'The Avante is yours')
    await shows(page, 'Transport is asked for')
  })
  test('cancels before the car is handed over: the transport stops, the money comes back', async () => {
    const page = await atTheTill(103, { language: 'en', theme: 'dark', width: 1280, height: 800 })
    await pay(page, 'en')
    await page.getByRole('button', { name: 'Cancel this order' }).click()
    await page.getByRole('button', { name: 'Cancel and get it back' }).click()
    await shows(page, 'You got ₩9,500,000 back')
    await shows(page, 'The transport is stopped')
  })
  test('two buyers of one car at once: one has it, the other is told that no money moved', async () => {
    const id = await standing('모닝')
    const pages = await Promise.all(['104', '105'].map(() => s.visit(`/shops/cars/cars/${id}`, { language: 'en' })))
    for (const [i, page] of pages.entries()) await page.getByLabel('Your number').fill(String(104 + i))
    await Promise.all(pages.map(page => page.getByRole('button', { name: 'Pay ₩9,500,000' }).click()))
    const has = (page: Page) => page.getByText('The Morning is yours')
    const told = (page: Page) => page.getByText('No payment was asked for')
    await Promise.all(pages.map(page => has(page).or(told(page)).first().waitFor()))
    const winners = await Promise.all(pages.map(page => has(page).isVisible()))
    assert.equal(winners.filter(Boolean).length, 1)
    s.calm()
  })
})
