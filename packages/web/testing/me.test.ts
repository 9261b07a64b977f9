// My page over all shops: what is under way, what has ended, and what a person was told, in one place and up to date.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeBrowser, type Stage, stage } from './browser.ts'

let s: Stage
before(async () => {
  s = await stage()
})
after(async () => {
  await s.close()
  await closeBrowser()
})
const post = async (path: string, body: object = {}): Promise<{ readonly id: number }> => {
  const answer = await fetch(s.address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  assert.ok(answer.ok, `${path}: ${answer.status}`)
  return (await answer.json()) as { readonly id: number }
}

test('nobody has ordered yet: it says so, and leads to the shops', async () => {
  const page = await s.visit('/me', { language: 'en' })
  await page.getByText('Nothing is under way').waitFor()
  await page.getByText('No messages yet').waitFor()
  await page.getByRole('link', { name: 'To the five shops' }).click()
  await page.waitForURL(`${s.address}/`)
  s.calm()
})
test('orders of five shops gather there, with what was told; one that is canceled elsewhere moves to those that have ended', async () => {
  const page = await s.visit('/me', { language: 'ko', width: 1280, height: 800 })
  await page.getByText('지금 가고 있는 주문이 없어요').waitFor()
  const { id } = await post('/cafeteria/orders', { productName: 'coffee', qty: 2, phoneNumber: '01012345678' })
  await page.getByText('지금 가고 있는 주문 1개').waitFor()
  await post('/bread/orders', { item: 'cake', qty: 1 })
  await post('/delivery/orders', { item: '통닭', storeId: '1', customerId: 'guest' })
  const departs = Date.now() + 7 * 86_400_000
  const flight = await post('/air/schedules', {
    departure: 'ICN',
    arrival: 'CJU',
    departureTime: new Date(departs).toISOString(),
    arrivalTime: new Date(departs + 4_500_000).toISOString(),
    seats: 10,
    fare: 50_000,
  })
  while (!(await fetch(`${s.address}/air/seats/${flight.id}`)).ok);
  await post('/air/reservations', { customerId: 1, peopleNo: 1, scheduleId: flight.id })
  await post('/cars/purchases', { cuId: 11, carId: 1 })
  await page.getByText('지금 가고 있는 주문 5개').waitFor()
  const living = page.locator('.me > section').first()
  const shops = await living.locator('.myshop').allInnerTexts()
  assert.deepEqual(new Set(shops), new Set(['카페', '빵 배달', '음식 배달', '항공', '중고차']))
  await page.locator('.msg').nth(3).waitFor()
  // somebody else's is not there
  await post('/cafeteria/orders', { productName: 'tea', qty: 1, phoneNumber: '01099990000' })
  await post(`/cafeteria/orders/${id}/cancel`)
  await page.getByText('지금 가고 있는 주문 4개').waitFor()
  await page.getByRole('heading', { name: '끝난 주문' }).waitFor()
  const over = page.locator('.me > section').last()
  await over.locator(`a[href="/shops/cafeteria/orders/${id}"]`).waitFor()
  s.calm()
})
test('who says who they are sees what is theirs, also after a reload', async () => {
  const page = await s.visit('/me', { language: 'en', theme: 'dark' })
  await page.getByText('How each shop knows you').click()
  await page.getByLabel('Café: phone number').fill('010-9999-0000')
  await page.locator('a[href^="/shops/cafeteria/orders/"]').waitFor()
  await page.reload()
  await page.locator('a[href^="/shops/cafeteria/orders/"]').click()
  await page.waitForURL('**/shops/cafeteria/orders/*')
  s.calm()
})
test('a cut line is said, and what was known stays', async () => {
  const page = await s.visit('/me', { language: 'en' })
  await page.locator('.slip-link').first().waitFor()
  await page.context().setOffline(true)
  await page.getByText('You are offline').waitFor()
  await page.locator('.slip-link').first().waitFor()
  await page.context().setOffline(false)
  await page.getByText('You are offline').waitFor({ state: 'detached' })
})
