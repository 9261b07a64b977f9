// The airline in a real browser: a customer reserves, pays, holds and cancels; the counter cancels a flight, and each sees it.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeBrowser, type Looks, type Stage, stage } from './browser.ts'

let s: Stage
before(async () => {
  s = await stage('cafeteria', 'air')
})
after(async () => {
  await s.close()
  await closeBrowser()
})

const look = async <T>(path: string): Promise<T> => (await (await fetch(`${s.address}/air${path}`)).json()) as T
const day = 86_400_000
/** A flight some days from now, in the morning of Seoul; its number. */
const flightIn = async (days: number, also: object = {}): Promise<number> => {
  const at = Date.now() + days * day
  const body = { departure: 'ICN', arrival: 'CJU', departureTime: new Date(at), arrivalTime: new Date(at + 70 * 60_000), ...also }
  const made = await fetch(`${s.address}/air/schedules`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  assert.equal(made.status, 201)
  const { id } = (await made.json()) as { id: number }
  while (!(await fetch(`${s.address}/air/seats/${id}`)).ok);
  return id
}
const reservationsOf = async (customerId: number) =>
  (await look<{ _embedded: { reservations: { id: number; status: string }[] } }>(`/reservations?customerId=${customerId}`))._embedded
    .reservations
const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
const says = {
  ko: { number: '고객번호', name: '1번째 탑승객', seat: '2A, 창가, 빈 자리', pay: '100,000원 결제하기', follow: '주문 지켜보기' },
  en: { number: 'Customer number', name: 'Passenger 1', seat: '2A, window, free', pay: 'Pay ₩100,000', follow: 'Follow my order' },
} as const
/** Somebody who has chosen a seat on a flight, one tap from paying. */
const atTheTill = async (
  flight: number,
  customer: number,
  looks: Looks & { readonly language: 'ko' | 'en' },
  card?: RegExp,
): Promise<Page> => {
  const page = await s.visit(`/shops/air/flights/${flight}`, looks)
  const say = says[looks.language]
  await page.getByRole('button', { name: say.seat, exact: true }).click()
  await page.getByLabel(say.name).fill('Kim Hana')
  await page.getByLabel(say.number).fill(String(customer))
  if (card) await page.locator('.opt').filter({ hasText: card }).click()
  await page.getByRole('button', { name: say.pay }).waitFor()
  return page
}

for (const language of ['ko', 'en'] as const)
  test(`from the flights to a reservation, its mileage and the counter: ${language}`, async () => {
    const ko = language === 'ko'
    const customer = ko ? 11 : 12
    const flight = await flightIn(10)
    const page = await s.visit('/shops/air', { language, ...(ko ? {} : { theme: 'dark', width: 1280, height: 800 }) })
    await page.locator(`a[href="/shops/air/flights/${flight}"]`).click()
    await page.getByRole('button', { name: says[language].seat, exact: true }).click()
    await page.getByLabel(says[language].name).fill('Kim Hana')
    await page.getByLabel(says[language].number).fill(String(customer))
    const desk = await s.visit(`/staff/air/flights/${flight}`, { language, width: 1280, height: 800 })
    await shows(desk, ko ? '아직 예약이 없어요' : 'Nobody has reserved yet')
    await page.getByRole('button', { name: says[language].pay }).click()
    await shows(page, ko ? '자리가 확정됐어요' : 'Your seats are yours')
    await page.getByRole('button', { name: says[language].follow }).click()
    await shows(page, ko ? '예약 확정' : 'Reserved')
    await shows(page, ko ? '마일리지가 쌓였어요' : 'Mileage was added')
    await shows(page, ko ? /항공편 예약이 등록되었습니다/ : /has been registered/)
    // the counter sees who sits where without a reload
    const row = desk.getByRole('row', { name: /2A/ })
    await row.getByText('Kim Hana').waitFor()
    await page.getByRole('link', { name: ko ? '뒤로' : 'Back' }).click()
    await page.getByRole('link', { name: ko ? /마일리지/ : /Mileage/ }).click()
    await page.getByRole('row', { name: /\+5,000/ }).waitFor()
    s.calm()
  })

suite('canceling', () => {
  test('the airline says what comes back, for how long that holds, and gives back exactly that', async () => {
    const page = await atTheTill(await flightIn(3), 21, { language: 'en' })
    await page.getByRole('button', { name: says.en.pay }).click()
    await page.getByRole('button', { name: says.en.follow }).click()
    await page.getByRole('button', { name: 'What would I get back?' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('You get back ₩90,000 of ₩100,000').waitFor()
    await dialog.getByText('Cancellation fee ₩10,000').waitFor()
    assert.match(await dialog.locator('.hold .left').innerText(), /^(\d:\d\d|10:00)$/)
    await dialog.getByRole('button', { name: 'Cancel and get it back' }).click()
    await shows(page, 'You got ₩90,000 back')
    await shows(page, 'Earned mileage was taken back')
    s.calm()
  })
  test('the counter cancels a flight: its customer reads it and gets everything back', async () => {
    const flight = await flightIn(3, { departure: 'GMP', arrival: 'PUS' })
    const page = await atTheTill(flight, 22, { language: 'ko' })
    await page.getByRole('button', { name: says.ko.pay }).click()
    await page.getByRole('button', { name: says.ko.follow }).click()
    await shows(page, '예약 확정')
    const desk = await s.visit('/staff/air/flights', { language: 'ko', width: 1280, height: 800 })
    const row = desk.getByRole('row').filter({ has: desk.locator(`a[href="/staff/air/flights/${flight}"]`) })
    await row.getByText('180석 중 1석').waitFor()
    await row.getByRole('button', { name: '결항 처리' }).click()
    await desk
      .getByRole('dialog')
      .getByText(/1석의 예약이 모두 취소되고/)
      .waitFor()
    await desk.getByRole('dialog').getByRole('button', { name: '결항하고 모두 환불' }).click()
    await row.getByText('결항', { exact: true }).waitFor()
    await shows(page, '항공사가 이 항공편을 취소했어요.')
    await shows(page, '100,000원을 돌려받았어요')
    s.calm()
  })
})

suite('the ways to pay', () => {
  test('declined: no money, no reservation, and the seat is free again', async () => {
    const flight = await flightIn(4)
    const page = await atTheTill(flight, 31, { language: 'ko' }, /거절되는/)
    await page.getByRole('button', { name: says.ko.pay }).click()
    await shows(page, '카드사가 결제를 거절했어요')
    assert.deepEqual(await reservationsOf(31), [])
    await page.getByRole('button', { name: '다른 카드로 주문하기' }).click()
    await page.getByRole('button', { name: says.ko.pay }).click()
    await shows(page, '자리가 확정됐어요')
    assert.equal((await reservationsOf(31)).length, 1)
  })
  test('hold now: the seats are promised until a time, and paid for later', async () => {
    const page = await atTheTill(await flightIn(5), 32, { language: 'en' })
    await page.getByRole('button', { name: /Hold now/ }).click()
    await shows(page, 'Your seats are held')
    await shows(page, 'No money was taken')
    assert.match(await page.locator('.hold .left').innerText(), /^(23:5\d:\d\d|24:00:00)$/)
    assert.deepEqual(await reservationsOf(32), [])
    const mine = await page.context().newPage()
    await mine.goto('/shops/air/me')
    await shows(mine, 'To be paid')
    await page.getByRole('button', { name: says.en.pay }).click()
    await shows(page, 'Mileage was added')
    await shows(mine, 'Reserved')
    s.calm()
  })
  test('unknown: nobody says that it failed; going on pays once', async () => {
    const ask = s.unasked('air')
    const page = await atTheTill(await flightIn(6), 33, { language: 'en' }, /slow bank/)
    await page.getByRole('button', { name: says.en.pay }).click()
    await shows(page, 'We are checking your payment')
    await page.getByRole('button', { name: 'Check and continue', exact: true }).click()
    ask()
    await shows(page, 'Mileage was added')
    assert.equal((await reservationsOf(33)).length, 1)
  })
  test('with mileage: what was earned pays a part of the next flight', async () => {
    const page = await atTheTill(await flightIn(10), 34, { language: 'en' })
    await page.getByRole('button', { name: says.en.pay }).click()
    await shows(page, 'Your seats are yours')
    while ((await look<{ mileage?: number }>('/mileages/34')).mileage !== 5000);
    await page.goto(`/shops/air/flights/${await flightIn(11)}`)
    await page.getByLabel('Use mileage').fill('6000')
    await shows(page, 'You can use 0 to 5,000.')
    await page.getByLabel('Use mileage').fill('5000')
    await page.getByRole('button', { name: 'Pay ₩95,000' }).click()
    await shows(page, 'Your seats are yours')
    await page.goto('/shops/air/mileage')
    await page.getByRole('row', { name: /−5,000/ }).waitFor()
    s.calm()
  })
})

suite('the seats', () => {
  test('who is a moment slower is told which seat has gone, and may choose another', async () => {
    const flight = await flightIn(7)
    const slow = await atTheTill(flight, 41, { language: 'ko' })
    const fast = await atTheTill(flight, 42, { language: 'ko' })
    await fast.getByRole('button', { name: says.ko.pay }).click()
    await shows(fast, '자리가 확정됐어요')
    await shows(slow, '2A 자리는 다른 분이 먼저 골랐어요. 다른 자리를 골라 주세요.')
    await slow.getByRole('button', { name: '2B, 가운데, 빈 자리', exact: true }).click()
    await slow.getByRole('button', { name: says.ko.pay }).click()
    await shows(slow, '자리가 확정됐어요')
    s.calm()
  })
})

test('the counter publishes a flight, and customers find it', async () => {
  const desk = await s.visit('/staff/air/flights', { language: 'en', width: 1280, height: 800 })
  const customer = await s.visit('/shops/air', { language: 'en' })
  await desk.getByRole('button', { name: 'New flight' }).click()
  await desk.getByLabel('From').fill('PUS')
  await desk.getByLabel('To', { exact: true }).fill('KWJ')
  await desk.getByRole('button', { name: 'Publish flight' }).click()
  await customer.locator('.opt').filter({ hasText: 'Busan → Gwangju' }).click()
  await shows(customer, '180 seats left')
  s.calm()
})
