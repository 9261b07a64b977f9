// Operators in a real browser: from the red dot to the mended case, and to any order by what people call it.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { type System, whenever } from '@jumun/core/model'
import { withPolicies } from '@jumun/testing'
import { bread } from '@jumun/systems/bread'
import { cafeteria } from '@jumun/systems/cafeteria'
import type { Page } from 'playwright-core'
import { NoteOrder } from '../../../systems/cafeteria/drink/commands.ts'
import { Ordered } from '../../../systems/cafeteria/order/events.ts'
import { barriers } from './barriers.ts'
import { closeBrowser, type Stage, stageOf } from './browser.ts'
import { misfits } from './looks.ts'

const recipes = new Set(['coffee', 'tea'])
const trays = { isThere: false }
/** A café whose drinks context knows two recipes only, and has no tray for three cups. */
const buggy = (): System => {
  const { system } = withPolicies('drink', {
    ordered: whenever(Ordered, e => {
      if (!recipes.has(e.productName)) throw new Error(`no recipe for ${e.productName}`)
      if (!trays.isThere && e.qty === 3) throw new Error('no tray for so many cups')
      const { orderId, phoneNumber, productName, qty, options, pickupTime, pickupNumber, createTime } = e
      return NoteOrder({ orderId, phoneNumber, productName, qty, options, pickupTime, pickupNumber, createTime })
    }),
  })
  return system!(cafeteria) as System
}

let s: Stage
before(async () => {
  s = await stageOf({ cafeteria: buggy(), bread }, 'cafeteria', 'bread')
})
after(async () => {
  await s.close()
  await closeBrowser()
})
const look = async <T>(path: string): Promise<T> => (await (await fetch(s.address + path)).json()) as T
const place = async (productName: string, qty: number, phoneNumber: string): Promise<number> => {
  const made = await fetch(`${s.address}/cafeteria/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ productName, qty, phoneNumber }),
  })
  assert.equal(made.status, 201)
  return ((await made.json()) as { id: number }).id
}
const desk = { width: 1280, height: 800 } as const
const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
/** Every click of a person is counted. */
const counting = (page: Page) => {
  const clicks = { count: 0 }
  return {
    clicks,
    click: async (role: 'link' | 'button', name: string | RegExp) => {
      clicks.count++
      await page.getByRole(role, { name }).first().click()
    },
  }
}
interface Drink {
  readonly orderId: number
  readonly productName: string
}
const drinkOf = async (orderId: number): Promise<Drink | undefined> =>
  (await look<{ _embedded: { drinks: Drink[] } }>(`/cafeteria/drinks/search/findByOrderId?orderId=${orderId}`))._embedded.drinks.find(
    d => d.orderId === orderId && d.productName !== null,
  )
const acts = async (reason: string) =>
  (await look<{ audits: { action: string; reason: string; detail: { case: string } }[] }>('/operations/audits?size=100')).audits.filter(
    a => a.reason === reason,
  )

const says = {
  en: {
    stuck: /\d+ orders? (is|are) stuck/,
    title: 'What the event says',
    stops: 'It would be put aside again',
    passes: 'It would go through',
    dryRun: 'Dry run',
    why: /Why\?/,
    edit: 'Edit and retry',
    gone: 'This case waits here no longer',
    missing: 'Nothing is done without a reason',
  },
  ko: {
    stuck: /주문 \d+건이 멈췄어요/,
    title: '이벤트가 말하는 것',
    stops: '이대로면 또 멈춰요',
    passes: '이대로면 지나가요',
    dryRun: '미리 보기',
    why: /왜 하나요/,
    edit: '고쳐서 다시 하기',
    gone: '이 주문은 이제 여기서 기다리지 않아요',
    missing: '까닭을 적어야 할 수 있어요',
  },
} as const

for (const language of ['ko', 'en'] as const)
  test(`from the red dot to the mended case in five clicks: ${language}`, async () => {
    const say = says[language]
    const order = await place('latte', 2, '01077770001')
    const page = await s.visit('/desk', { ...desk, language, theme: language === 'ko' ? 'light' : 'dark' })
    const { clicks, click } = counting(page)
    await click('link', say.stuck)
    await page
      .getByRole('link', { name: `orderId ${order}` })
      .first()
      .waitFor()
    assert.deepEqual(await barriers(page), [])
    await click('link', `orderId ${order}`)
    await shows(page, say.title)
    await shows(page, say.stops)
    assert.deepEqual([...(await barriers(page)), ...(await page.evaluate(misfits))], [])
    assert.equal(await page.getByRole('button', { name: say.edit }).count(), 0, 'what was not seen through is not offered')
    await page.getByLabel('productName').fill('tea')
    await click('button', say.dryRun)
    await shows(page, say.passes)
    await shows(page, /NoteOrder → OrderNoted/)
    assert.equal(await drinkOf(order), undefined, 'to look is to do nothing')
    await click('button', say.edit)
    await shows(page, say.missing)
    clicks.count--
    await page.getByLabel(say.why).fill(`they had tea: ${language}`)
    await click('button', say.edit)
    await shows(page, say.gone)
    assert.ok(clicks.count <= 5, `${clicks.count} clicks`)
    assert.equal((await drinkOf(order))?.productName, 'tea')
    assert.deepEqual(
      (await acts(`they had tea: ${language}`)).map(a => a.action),
      ['edit'],
    )
    s.calm()
  })

suite('trouble', () => {
  test('all cases of a cause are taken up at once, with one reason; what still waits is said', async () => {
    const orders = [await place('tea', 3, '01077770002'), await place('tea', 3, '01077770003')]
    const page = await s.visit('/desk/trouble', { ...desk, language: 'en' })
    await shows(page, /2 orders are stuck in .* drink/)
    // by time, and on a phone
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('link', { name: 'By time' }).click()
    await page.getByRole('link', { name: `orderId ${orders[0]}` }).waitFor()
    assert.deepEqual([...(await barriers(page)), ...(await page.evaluate(misfits))], [])
    await page.getByRole('link', { name: 'By cause' }).click()
    await page.setViewportSize(desk)
    await page.getByLabel(says.en.why).fill('to see')
    await page.getByRole('button', { name: 'Retry all 2' }).click()
    await shows(page, '2 still wait for the same cause')
    trays.isThere = true
    await page.getByLabel(says.en.why).fill('trays came')
    await page.getByRole('button', { name: 'Retry all 2' }).click()
    await shows(page, 'Nothing is parked')
    for (const order of orders) assert.ok(await drinkOf(order), `order ${order}`)
    assert.equal((await acts('trays came')).length, 2)
    s.calm()
  })
})

suite('any order, by what people call it', () => {
  for (const language of ['ko', 'en'] as const)
    test(`a phone number as people write it leads to the order over all its contexts: ${language}`, async () => {
      const ko = language === 'ko'
      const order = await place('coffee', 1, ko ? '01077770004' : '01077770005')
      const page = await s.visit('/desk', { ...desk, language })
      const search = page.getByRole('searchbox')
      await search.fill(ko ? '010-7777-0004' : '010 7777 0005')
      await search.press('Enter')
      await page.getByRole('link', { name: `orderId ${order}` }).click()
      await page.locator('.lanes .bead').getByText('OrderInfoReceived', { exact: true }).waitFor()
      const lanes = await page.locator('.lanes .who').allTextContents()
      assert.deepEqual(new Set(lanes), new Set(['order', 'payment', 'drink', 'customercenter']))
      // what is owed is dashed in the picture, and the list says all of it in words
      await page.locator('.lanes .open text').getByText('AbandonOrder').waitFor()
      const list = page.getByRole('list', { name: ko ? '목록' : 'List' })
      await list.getByText('payment PaymentApproved').waitFor()
      await list.getByText(/AbandonOrder/).waitFor()
      s.calm()
    })
  test('a case that waits is red in its lane, and leads to where it is mended', async () => {
    const order = await place('latte', 1, '01077770006')
    const page = await s.visit(`/desk/orders/cafeteria/orderId/${order}`, { ...desk, language: 'en' })
    await page.locator('.lanes .open.parked text').getByText('Ordered: parked').waitFor()
    await page.getByRole('link', { name: `Mend orderId ${order}` }).click()
    await shows(page, 'no recipe for latte')
    await page.getByLabel(says.en.why).fill('made by hand')
    await page.getByRole('button', { name: 'Give up' }).click()
    await shows(page, says.en.gone)
    assert.deepEqual(
      (await acts('made by hand')).map(a => a.action),
      ['drop'],
    )
  })
  test('a slider goes to any moment of it: what the customer, who makes it, and the books saw then', async () => {
    const patient = { timeout: 120_000 }
    const order = await place('coffee', 2, '01077770007')
    const page = await s.visit(`/desk/orders/cafeteria/orderId/${order}`, { ...desk, language: 'en' })
    const [customer, bar, books] = ['The customer’s page', 'At drink', 'The books'].map(name => page.getByRole('article', { name }))
    await page
      .getByRole('listitem')
      .filter({ hasText: 'drink OrderInfoReceived' })
      .waitFor({ state: 'attached', ...patient })
    await customer!.getByText('Ordered').first().waitFor(patient)
    await bar!.getByText('drink').first().waitFor(patient)
    await books!.getByText('₩1,000').first().waitFor(patient)
    const slider = page.getByRole('slider', { name: 'Moment' })
    await slider.press('Home')
    await customer!.getByText('Nothing was there yet').waitFor(patient)
    await books!.getByText('₩1,000').waitFor({ state: 'detached', ...patient })
    await page.locator('.bead.yet').first().waitFor(patient)
    assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^\d\d:\d\d:\d\d\.\d{3} · /)
    // where one looks is in the address
    await page.reload()
    await customer!.getByText('Nothing was there yet').waitFor(patient)
    await slider.press('End')
    await customer!.getByText('Ordered').first().waitFor(patient)
    assert.doesNotMatch((await page.getByRole('main').textContent()) ?? '', /77770007/)
    s.calm()
  })
  test('what nobody knows is said so', async () => {
    const page = await s.visit('/desk/orders?q=nobody', { ...desk, language: 'en' })
    await shows(page, 'Nothing found for nobody')
    await page.goto('/desk/orders/cafeteria/orderId/999999')
    await shows(page, 'Nothing found for orderId 999999')
  })
})

suite('what runs', () => {
  test('a context is stopped and started with a reason, and the overview shows it', async () => {
    const page = await s.visit('/desk/contexts', { ...desk, language: 'en' })
    const overview = await s.visit('/desk', { ...desk, language: 'en' })
    const bakery = overview.getByRole('article', { name: 'Bread' }).getByRole('row', { name: /bakery/ })
    await page.getByRole('button', { name: /^Stop .*bakery/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Stop' }).click()
    await dialog.getByText(says.en.missing).waitFor()
    await dialog.getByLabel(says.en.why).fill('new oven')
    await dialog.getByRole('button', { name: 'Stop' }).click()
    await bakery.getByText('stopped').waitFor()
    await page.getByRole('button', { name: /^Start .*bakery/ }).click()
    await dialog.getByLabel(says.en.why).fill('oven stands')
    await dialog.getByRole('button', { name: 'Start' }).click()
    await bakery.getByText('stopped').waitFor({ state: 'detached' })
    await page.goto('/desk/acts')
    await page.getByRole('row', { name: /stop .*new oven/ }).waitFor()
    s.calm()
  })
  test('the audit says which promises are kept, as a program hears it', async () => {
    const page = await s.visit('/desk/audit', { ...desk, language: 'en' })
    await page.getByRole('button', { name: 'Run the audit' }).click()
    const { systems } = await look<{ systems: { system: string; broken: unknown[] }[] }>('/operations/audit')
    const broken = systems.flatMap(b => b.broken).length
    await shows(page, broken ? RegExp(`^${broken} broken promises?$`) : 'Every promise is kept')
    assert.equal(await page.getByRole('alert').getByRole('listitem').count(), broken, 'each is named')
    for (const { broken: own } of systems)
      await page
        .getByRole('cell', { name: String(own.length), exact: true })
        .last()
        .waitFor()
    s.calm()
  })
})
