// The bakery in a real browser: a customer orders, the bakery confirms, bakes and brings it, and each sees what the other did.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeBrowser, type Looks, type Stage, stage } from './browser.ts'

let s: Stage
before(async () => {
  s = await stage('cafeteria', 'bread')
  await ask('PUT', '/bakeries/settings', { autoConfirm: false })
})
after(async () => {
  await s.close()
  await closeBrowser()
})

const ask = async (method: string, path: string, body: object) => {
  const answer = await fetch(`${s.address}/bread${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  assert.ok(answer.ok, `${path}: ${answer.status}`)
}
const ordersOf = async (customerId: string) => {
  const answer = await fetch(`${s.address}/bread/orders/search/findByCustomerId?customerId=${customerId}`)
  return ((await answer.json()) as { _embedded: { orders: { id: number; status: string }[] } })._embedded.orders
}
const says = {
  ko: {
    add: '케이크 담기',
    review: '주문하러 가기',
    pay: '25,000원 결제하기',
    name: '주문하는 이름',
    where: '어디로 가져다 드릴까요?',
    follow: '주문 지켜보기',
  },
  en: {
    add: 'Add Cake',
    review: 'Review and order',
    pay: 'Pay ₩25,000',
    name: 'Name on the order',
    where: 'Where shall we bring it?',
    follow: 'Follow my order',
  },
} as const
/** A customer with a cake in the basket, one tap from paying. */
const atTheTill = async (name: string, looks: Looks & { readonly language: 'ko' | 'en' }, card?: RegExp): Promise<Page> => {
  const page = await s.visit('/shops/bread', looks)
  const say = says[looks.language]
  await page.getByRole('button', { name: say.add }).click()
  await page.getByRole('link', { name: say.review }).click()
  await page.getByLabel(say.name).fill(name)
  await page.getByLabel(say.where).fill('12 Mill Lane')
  if (card) await page.locator('.opt').filter({ hasText: card }).click()
  await page.getByRole('button', { name: say.pay }).waitFor()
  return page
}
const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
const pay = async (page: Page, language: 'ko' | 'en'): Promise<void> => {
  await page.getByRole('button', { name: says[language].pay }).click()
  await page.getByRole('button', { name: says[language].follow }).click()
}
/** The ticket of somebody's only order. */
const ticketOf = async (board: Page, name: string) => {
  const [mine] = await ordersOf(name)
  return board.getByRole('article', { name: String(mine!.id), exact: true })
}

for (const language of ['ko', 'en'] as const)
  test(`the customer sees each step of the bakery without a reload: ${language}`, async () => {
    const ko = language === 'ko'
    const customer = await atTheTill(`walker-${language}`, { language, ...(ko ? {} : { theme: 'dark', width: 1280, height: 800 }) })
    const board = await s.visit('/staff/bread/board', { language, width: 1920, height: 1080 })
    await pay(customer, language)
    await shows(customer, ko ? '빵집이 곧 확인해요' : 'The bakery will confirm it soon')
    const mine = await ticketOf(board, `walker-${language}`)
    await mine.getByText('12 Mill Lane').waitFor()
    const steps = [
      { button: ko ? '주문 확인' : 'Confirm', title: ko ? '곧 굽기 시작해요' : 'It goes into the oven soon' },
      { button: ko ? '굽기 시작' : 'Start baking', title: ko ? '지금 굽고 있어요' : 'It is in the oven' },
      { button: ko ? '배달 보내기' : 'Send out', title: ko ? '가는 길이에요' : 'It is on its way' },
      { button: ko ? '전달 완료' : 'Delivered', title: ko ? '맛있게 드세요' : 'Enjoy it' },
    ]
    for (const { button, title } of steps) {
      await mine.getByRole('button', { name: button, exact: true }).click()
      await shows(customer, title)
      if (title === steps[1]!.title) await shows(customer, ko ? /이제 취소할 수 없어요/ : /can no longer be canceled/)
    }
    await mine.waitFor({ state: 'detached' })
    await shows(customer, ko ? '배달이 완료되었습니다' : /has been delivered|Delivered/)
    await customer.getByRole('link', { name: ko ? '뒤로' : 'Back' }).click()
    await customer
      .locator('.slip-link')
      .getByText(ko ? '도착했어요' : 'Delivered')
      .waitFor()
    s.calm()
  })

suite('turned down', () => {
  test('the bakery gives a reason; the customer reads it and gets everything back', async () => {
    const customer = await atTheTill('hungry', { language: 'en' })
    await pay(customer, 'en')
    const board = await s.visit('/staff/bread/board', { language: 'en', width: 1920, height: 1080 })
    const mine = await ticketOf(board, 'hungry')
    await mine.getByRole('button', { name: 'Turn down' }).click()
    const dialog = board.getByRole('dialog')
    assert.equal(await dialog.getByRole('button', { name: 'Please give a reason' }).isEnabled(), false)
    await dialog.getByText('We are out of ingredients').click()
    await dialog.getByRole('button', { name: 'Turn down' }).click()
    await shows(customer, 'Turned down')
    await shows(customer, 'We are out of ingredients')
    await shows(customer, 'You got ₩25,000 back')
    await mine.waitFor({ state: 'detached' })
    s.calm()
  })
})

suite('canceling', () => {
  test('what comes back is said first; the ticket stays until the bakery has read it', async () => {
    const customer = await atTheTill('doubter', { language: 'ko' })
    const board = await s.visit('/staff/bread/board', { language: 'ko', width: 1280, height: 800 })
    await pay(customer, 'ko')
    const mine = await ticketOf(board, 'doubter')
    await mine.getByRole('button', { name: '주문 확인' }).click()
    await shows(customer, '25,000원 중 25,000원을 돌려받아요')
    await customer.getByRole('button', { name: '주문 취소하기' }).click()
    await customer.getByRole('dialog').getByRole('button', { name: '취소하고 돌려받기' }).click()
    await shows(customer, '25,000원을 돌려받았어요')
    await mine.getByText('취소됐어요. 굽지 마세요').waitFor()
    await mine.getByRole('button', { name: '알겠어요' }).click()
    await mine.waitFor({ state: 'detached' })
    s.calm()
  })
})

suite('the endings of paying', () => {
  test('declined: no money, no order, and the basket is as it was', async () => {
    const page = await atTheTill('broke', { language: 'ko' }, /거절되는/)
    await page.getByRole('button', { name: says.ko.pay }).click()
    await shows(page, '돈은 빠져나가지 않았고, 주문도 만들어지지 않았어요.')
    assert.deepEqual(await ordersOf('broke'), [])
    await page.getByRole('button', { name: '다른 카드로 주문하기' }).click()
    await pay(page, 'ko')
    assert.equal((await ordersOf('broke')).length, 1)
  })
  test('unknown: nobody says that it failed; going on pays once', async () => {
    const ask = s.unasked('bread')
    const page = await atTheTill('patient', { language: 'en' }, /slow bank/)
    await page.getByRole('button', { name: says.en.pay }).click()
    await shows(page, 'We are checking your payment')
    await page.getByRole('button', { name: 'Check and continue', exact: true }).click()
    ask()
    await shows(page, 'The bakery will confirm it soon')
    assert.equal((await ordersOf('patient')).length, 1)
  })
  test('busy: it is held and counted down; the button waits, then pays', async () => {
    const page = await atTheTill('later', { language: 'en' }, /payment is busy/)
    await page.getByRole('button', { name: says.en.pay }).click()
    await shows(page, /held for you/)
    await page.locator('.paybar .btn.p:enabled').click()
    await shows(page, 'The bakery will confirm it soon')
  })
})
