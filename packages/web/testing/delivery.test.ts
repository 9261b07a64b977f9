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
  ko: {
    store: /우리 통닭/,
    double: /곱빼기/,
    add: '20,000원 담기',
    name: '주문하는 이름',
    pay: '23,000원 결제하기',
    follow: '주문 지켜보기',
  },
  en: {
    store: /Uri Fried Chicken/,
    double: /Double/,
    add: 'Add, ₩20,000',
    name: 'Your name',
    pay: 'Pay ₩23,000',
    follow: 'Follow my order',
  },
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

/** The ticket of an order on the owner's board. */
const ticketOf = (kitchen: Page, orderId: number) => kitchen.getByRole('article', { name: String(orderId), exact: true })
/** A rider who has told where they are, and works. */
const riderAt = async (riderId: string, language: 'ko' | 'en'): Promise<Page> => {
  const page = await s.visit('/staff/delivery/rider', { language })
  await page.getByLabel(language === 'ko' ? '라이더 번호' : 'Rider number').fill(riderId)
  await page.getByRole('button', { name: language === 'ko' ? '일 시작하기' : 'Start working' }).click()
  await page.locator('.map').waitFor()
  return page
}

for (const language of ['ko', 'en'] as const)
  suite(`a meal from the menu to the door: ${language}`, () => {
    const ko = language === 'ko'
    const name = ko ? 'minsu' : 'mary'
    test('the customer sees each step without a reload', async () => {
      const customer = await atTheTill(name, { language, theme: ko ? 'light' : 'dark', ...(ko ? {} : { width: 1280, height: 800 }) })
      const kitchen = await s.visit('/staff/delivery/kitchen/1', { language, width: 1920, height: 1080 })
      const orderId = await pay(customer, language, name)
      await shows(customer, ko ? '가게의 답을 기다려요' : 'Waiting for the store')
      const mine = ticketOf(kitchen, orderId)
      await mine.getByText(ko ? '곱빼기' : 'Double').waitFor()
      await mine.getByRole('button', { name: ko ? '수락' : 'Accept' }).click()
      await shows(customer, ko ? /^가게가 수락했어요$/ : /^The store accepted$/)
      await mine.getByRole('button', { name: ko ? '조리 시작' : 'Start' }).click()
      await shows(customer, ko ? '조리하고 있어요' : 'Being cooked')
      await shows(customer, ko ? '조리를 시작해서 이제 취소할 수 없어요' : 'It is being cooked, so it can no longer be canceled')
      await mine.getByRole('button', { name: ko ? '조리 완료' : 'Cooked' }).click()
      await shows(customer, ko ? '라이더를 기다려요' : 'Waiting for a rider')
      const rider = await riderAt(ko ? '3' : '4', language)
      await rider.locator('.paybar .btn.p').click()
      await shows(customer, ko ? '라이더가 오고 있어요' : 'Your rider is on the way')
      await mine.waitFor({ state: 'detached' })
      await rider.getByRole('button', { name: ko ? '배달 완료' : 'Delivered' }).click()
      await shows(rider, ko ? '가까운 배달이 없어요' : 'Nothing nearby')
      await customer.getByRole('button', { name: ko ? '받았어요' : 'I have it', exact: true }).click()
      await shows(customer, ko ? '맛있게 드세요' : 'Enjoy your meal')
      s.calm()
    })
  })

suite('what goes another way', () => {
  test('the owner says no, and why: the customer has it in words, and the money back', async () => {
    const customer = await atTheTill('rena', { language: 'en' })
    const kitchen = await s.visit('/staff/delivery/kitchen/1', { language: 'en', width: 1920, height: 1080 })
    const orderId = await pay(customer, 'en', 'rena')
    await ticketOf(kitchen, orderId).getByRole('button', { name: 'Reject' }).click()
    await kitchen.locator('.opt').filter({ hasText: 'We ran out of ingredients' }).click()
    await kitchen.getByRole('button', { name: 'Reject, and give the money back' }).click()
    await shows(customer, 'The store said no')
    await shows(customer, 'You got ₩23,000 back')
    await shows(customer, /We ran out of ingredients/)
    await ticketOf(kitchen, orderId).waitFor({ state: 'detached' })
  })
  test('canceled while the kitchen looks: its ticket stays until somebody has read it', async () => {
    const customer = await atTheTill('cara', { language: 'ko' })
    const kitchen = await s.visit('/staff/delivery/kitchen/1', { language: 'ko', width: 1920, height: 1080 })
    const orderId = await pay(customer, 'ko', 'cara')
    const mine = ticketOf(kitchen, orderId)
    await mine.getByRole('button', { name: '수락' }).waitFor()
    await customer.getByRole('button', { name: '주문 취소하기' }).click()
    await customer.getByRole('button', { name: '취소하고 돌려받기' }).click()
    await mine.getByText('취소됐어요. 만들지 마세요').waitFor()
    await mine.getByRole('button', { name: '알겠어요' }).click()
    await mine.waitFor({ state: 'detached' })
  })
  test('sold out: the board says it, and the menu shows it in its place', async () => {
    const kitchen = await s.visit('/staff/delivery/kitchen/2', { language: 'en', width: 1920, height: 1080 })
    await kitchen.getByRole('button', { name: 'Sell out Pizza' }).click()
    await kitchen.getByRole('button', { name: 'Sell Pizza again' }).waitFor()
    const customer = await s.visit('/shops/delivery/stores/2', { language: 'en' })
    assert.ok(await customer.getByRole('button', { name: 'Sold out for now, cannot be ordered' }).isDisabled())
    await kitchen.getByRole('button', { name: 'Sell Pizza again' }).click()
    await customer.getByRole('button', { name: 'Add, ₩22,000' }).waitFor()
  })
  test('two riders tap at once: one has it, the other reads who', async () => {
    const customer = await atTheTill('duo', { language: 'en' })
    const orderId = await pay(customer, 'en', 'duo')
    const riders = [await riderAt('21', 'en'), await riderAt('22', 'en')]
    await cook(orderId)
    for (const rider of riders) await shows(rider, `order ${orderId}`)
    await Promise.all(riders.map(rider => rider.locator('.paybar .btn.p').click()))
    const carries = (rider: Page) => rider.getByRole('button', { name: 'Delivered' })
    const told = (rider: Page) => rider.getByText('Someone was a moment faster')
    await Promise.all(riders.map(rider => carries(rider).or(told(rider)).first().waitFor()))
    const winners = await Promise.all(riders.map(rider => carries(rider).isVisible()))
    assert.equal(winners.filter(Boolean).length, 1)
    const loser = riders[winners.indexOf(false)]!
    await shows(loser, `Rider ${winners[0] ? 21 : 22} has the Uri Fried Chicken one`)
    await riders[winners.indexOf(true)]!.getByRole('button', { name: 'Delivered' }).click()
    s.calm()
  })
})

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
