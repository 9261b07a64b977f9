// Used cars behind the counter: what is offered is decided, cars are brought where they belong, and the books of the lot say so.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeBrowser, type Stage, stage } from './browser.ts'

let s: Stage
before(async () => {
  s = await stage('cars')
})
after(async () => {
  await s.close()
  await closeBrowser()
})

const post = async <T = { id: number }>(path: string, body: object = {}): Promise<T> => {
  const answer = await fetch(`${s.address}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  assert.ok(answer.ok, `${path}: ${answer.status}`)
  return (await answer.json()) as T
}
const get = async <T>(path: string): Promise<T> => (await (await fetch(s.address + path)).json()) as T
interface Consign {
  readonly id: number
  readonly stage: string
}
/** The transport of a deal, once there is one. */
const transportOf = async (search: string): Promise<Consign> => {
  for (;;) {
    const found = await get<{ _embedded: { consigns: Consign[] } }>(`/consigns/search/${search}`)
    const [consign] = found._embedded.consigns
    if (consign) return consign
  }
}
const offer = (plateNumber: string, sellerId = 1) =>
  post('/sales', { sellerId, plateNumber, model: '소나타', year: 2020, mileage: 30_000, condition: 'A' })
const ticketOf = (wall: Page, id: number) => wall.getByRole('article', { name: String(id), exact: true })

test('a car that is offered is bought, collected and stands on the lot; each desk sees it without a reload', async () => {
  const looks = { language: 'en', width: 1280, height: 800 } as const
  const purchasing = await s.visit('/staff/cars/purchasing', looks)
  const stock = await s.visit('/staff/cars/stock', looks)
  const transport = await s.visit('/staff/cars/transport', { language: 'en', width: 1920, height: 1080 })
  await purchasing.getByText('No car to decide on').waitFor()
  await transport.getByText('Nothing to load').waitFor()
  const { id } = await offer('12가3456')
  await purchasing.getByText('1 car to decide on').waitFor()
  await purchasing.getByRole('button', { name: 'Buy it' }).click()
  await purchasing.getByRole('dialog').getByText('is paid to the seller at once').waitFor()
  await purchasing.getByRole('button', { name: /^Buy for ₩/ }).click()
  await purchasing.getByText('No car to decide on').waitFor()
  const { id: consign } = await transportOf(`findBySaleId?saleId=${id}`)
  const mine = ticketOf(transport, consign)
  await mine.getByText('Sonata').waitFor()
  await mine.getByText('to our lot').waitFor()
  for (const name of ['Loaded', 'Departed', 'Handed over']) await mine.getByRole('button', { name, exact: true }).click()
  await mine.waitFor({ state: 'detached' })
  await purchasing.locator('td', { hasText: 'on the lot' }).waitFor()
  const row = stock.locator('tr', { hasText: '2020' })
  await row.getByText('for sale', { exact: true }).waitFor()
  await row.getByRole('button', { name: 'In and out' }).click()
  await stock.getByRole('dialog').getByText(`sale ${id}`).waitFor()
  await transport.getByRole('button', { name: 'Recall' }).click()
  await transport.getByRole('dialog').getByText('handed over').waitFor()
  s.calm()
})

test('a car is declined for a reason, which its seller reads', async () => {
  const { id } = await offer('34나7890', 7)
  const purchasing = await s.visit('/staff/cars/purchasing', { language: 'ko' })
  await purchasing.getByRole('button', { name: '사지 않기' }).click()
  assert.ok(await purchasing.getByRole('button', { name: '까닭을 적어 주세요' }).isDisabled())
  await purchasing.getByText('같은 차가 이미 많아요').click()
  await purchasing.getByRole('dialog').getByRole('button', { name: '사지 않기' }).click()
  await purchasing.locator('td', { hasText: '같은 차가 이미 많아요' }).waitFor()
  const seller = await s.visit(`/shops/cars/sales/${id}`, { language: 'ko' })
  await seller.getByText('같은 차가 이미 많아요').first().waitFor()
  s.calm()
})

test('a deal that is canceled on the road is seen on its ticket, and stays until somebody has read it', async () => {
  const { id } = await post('/purchases', { cuId: 11, carId: 1 })
  const { id: consign } = await transportOf(`findByPuId?puId=${id}`)
  const transport = await s.visit('/staff/cars/transport', { language: 'ko', width: 1280, height: 800 })
  const mine = ticketOf(transport, consign)
  await mine.getByRole('button', { name: '실었어요' }).click()
  await mine.getByRole('button', { name: '출발했어요' }).waitFor()
  await post(`/purchases/${id}/cancel`)
  await mine.getByText('멈춰 주세요. 거래가 취소됐어요').waitFor()
  await mine.getByRole('button', { name: '알겠어요' }).click()
  await mine.waitFor({ state: 'detached' })
  s.calm()
})

test('a car is taken in by hand, once, and customers see it', async () => {
  const stock = await s.visit('/staff/cars/stock', { language: 'en' })
  await stock.getByRole('button', { name: 'Take in a car' }).click()
  const form = stock.getByRole('dialog')
  await form.locator('.opt', { hasText: 'Carnival' }).click()
  assert.ok(await form.getByRole('button', { name: 'Take in', exact: true }).isDisabled())
  await form.getByLabel('Price (won)').fill('21,000,000')
  await form.getByLabel('Year').fill('1200')
  await form.getByRole('button', { name: 'Take in', exact: true }).click()
  await form.locator('.err').waitFor() // the server says what is wrong with it
  await form.getByLabel('Year').fill('2022')
  await form.getByRole('button', { name: 'Take in', exact: true }).dblclick()
  await form.waitFor({ state: 'detached' })
  await stock.locator('tr', { hasText: 'Carnival' }).getByText('for sale', { exact: true }).waitFor()
  assert.equal(await stock.locator('tr', { hasText: 'Carnival' }).count(), 1)
  const lot = await s.visit('/shops/cars', { language: 'en' })
  await lot.getByText('₩21,000,000').waitFor()
  s.calm()
})
