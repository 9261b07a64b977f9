// The café in a real browser: a customer orders, a barista makes it, and each sees what the other did without a reload.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeBrowser, type Looks, type Stage, stage } from './browser.ts'

let s: Stage
before(async () => {
  s = await stage('cafeteria', 'bread')
})
after(async () => {
  await s.close()
  await closeBrowser()
})

/** Everything that has come to be, as a program sees it. */
const look = async <T>(path: string): Promise<T> => (await (await fetch(`${s.address}/cafeteria${path}`)).json()) as T
const ordersOf = async (phoneNumber: string) =>
  (
    await look<{ _embedded: { mypages: { orderId: number; status: string }[] } }>(
      `/mypages/search/findByPhoneNumber?phoneNumber=${phoneNumber}`,
    )
  )._embedded.mypages
/** The page is told of the order itself; its row on My Page may come a little later. */
const isOne = async (phoneNumber: string): Promise<void> => {
  let mine = await ordersOf(phoneNumber)
  while (!mine.length) mine = await ordersOf(phoneNumber)
  assert.equal(mine.length, 1)
}
const ask = async (method: string, path: string, body: object = {}) =>
  fetch(`${s.address}/cafeteria${path}`, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

const says = {
  ko: {
    add: '아메리카노 담기',
    review: '주문하러 가기',
    pay: '500원 결제하기',
    number: '알림 받을 번호',
    follow: '주문 지켜보기',
    again: '다른 카드로 주문하기',
  },
  en: {
    add: 'Add Americano',
    review: 'Review and order',
    pay: 'Pay ₩500',
    number: 'Number for messages',
    follow: 'Follow my order',
    again: 'Order with another card',
  },
} as const
/** A customer with a coffee in the basket, one tap from paying. */
const atTheTill = async (phone: string, looks: Looks & { readonly language: 'ko' | 'en' }, card?: RegExp): Promise<Page> => {
  const page = await s.visit('/shops/cafeteria', looks)
  const say = says[looks.language]
  await page.getByRole('button', { name: say.add }).click()
  await page.getByRole('link', { name: say.review }).click()
  await page.getByLabel(say.number).fill(phone)
  if (card) await page.locator('.opt').filter({ hasText: card }).click()
  await page.getByRole('button', { name: say.pay }).waitFor()
  return page
}
const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
/** Where the machine is so busy that payment took its time, its customer goes on, and is paid then. */
const paid = async (page: Page) => {
  const done = page.getByText('결제 완료').first()
  const goOn = page.getByRole('button', { name: /^(확인하고 이어가기|다시 결제하기)$/ })
  await done.or(goOn).first().waitFor()
  if (!(await done.isVisible())) await goOn.click()
  await done.waitFor()
}
/** The ticket of an order on the bar; its page holds the number of the order that it belongs to. */
const ticketOf = (bar: Page, orderId: number) => bar.getByRole('article', { name: String(orderId), exact: true })
const ticket = async (bar: Page, phone: string) => {
  let [mine] = await ordersOf(phone)
  while (!mine) [mine] = await ordersOf(phone)
  return ticketOf(bar, mine.orderId)
}
interface Drink {
  readonly id: number
  readonly status: string
}
const drinks = async (search: string) => (await look<{ _embedded: { drinks: Drink[] } }>(`/drinks/search/${search}`))._embedded.drinks
/** Everybody has taken what was made: a bar has room for six tickets that wait. */
const clear = async (): Promise<void> => {
  for (const { id } of [...(await drinks('board')), ...(await drinks('ready'))])
    for (const command of ['receive', 'make', 'handOver']) await ask('POST', `/drinks/${id}/${command}`)
}

for (const language of ['ko', 'en'] as const)
  suite(`an order from the menu to the hand-over: ${language}`, () => {
    test('the customer sees each step without a reload', async () => {
      const phone = language === 'ko' ? '01011110001' : '01011110002'
      const ko = language === 'ko'
      const customer = await atTheTill(phone, { language, theme: ko ? 'light' : 'dark', ...(ko ? {} : { width: 1280, height: 800 }) })
      const bar = await s.visit('/staff/cafeteria/bar', { language, width: 1920, height: 1080 })
      await customer.getByRole('button', { name: says[language].pay }).click()
      await shows(customer, ko ? '결제 완료' : 'Paid')
      await shows(customer, ko ? '500원을 결제했어요' : 'You paid ₩500')
      await customer.getByRole('button', { name: says[language].follow }).click()
      await shows(customer, ko ? '기다리는 중' : 'Waiting')
      const mine = await ticket(bar, phone)
      await mine.getByRole('button', { name: ko ? '접수' : 'Take it' }).click()
      await shows(customer, ko ? '만드는 중' : 'Being made')
      await shows(customer, ko ? '만들기 시작해서 이제 취소할 수 없어요' : 'It is being made, so it can no longer be canceled')
      await mine.getByRole('button', { name: ko ? '제조 완료' : 'Made' }).click()
      await shows(customer, ko ? /^찾으러 오세요!$/ : /^Come and take it!$/)
      const screen = await s.visit('/staff/cafeteria/ready', { language })
      await screen.locator('.readynow li').first().waitFor()
      await mine.getByRole('button', { name: ko ? '수령' : 'Handed over' }).click()
      await shows(customer, ko ? '맛있게 드세요' : 'Enjoy it')
      await shows(customer, ko ? '음료를 수령하셨습니다.' : 'Your Order is PickedUp')
      await mine.waitFor({ state: 'detached' })
      await screen.locator('.readynow li').waitFor({ state: 'detached' })
      s.calm()
    })
  })

suite('the endings of paying', () => {
  test('declined: no money, no order, and the basket is as it was', async () => {
    const page = await atTheTill('01022220001', { language: 'ko' }, /거절되는/)
    await page.getByRole('button', { name: says.ko.pay }).click()
    await shows(page, '카드사가 결제를 거절했어요')
    await shows(page, '돈은 빠져나가지 않았고, 주문도 만들어지지 않았어요.')
    assert.deepEqual(await ordersOf('01022220001'), [])
    await page.getByRole('button', { name: says.ko.again }).click()
    await page.getByRole('button', { name: says.ko.pay }).click()
    await paid(page)
    await isOne('01022220001')
  })
  test('unknown: nobody says that it failed; going on pays once', async () => {
    const ask = s.unasked('cafeteria')
    const page = await atTheTill('01022220002', { language: 'en' }, /slow bank/)
    await page.getByRole('button', { name: says.en.pay }).click()
    await shows(page, 'We are checking your payment')
    await shows(page, /please do not pay again/)
    await page.reload()
    await shows(page, 'We are checking your payment')
    await page.getByRole('button', { name: 'Check and continue', exact: true }).click()
    ask()
    await shows(page, 'Waiting')
    await isOne('01022220002')
  })
  test('busy: the place is held and counted down; the button waits, then pays', async () => {
    const page = await atTheTill('01022220003', { language: 'en' }, /payment is busy/)
    await page.getByRole('button', { name: says.en.pay }).click()
    await shows(page, /held for you/)
    assert.match(await page.locator('.hold .left').innerText(), /^(\d:\d\d|10:00)$/)
    await page.locator('.paybar .btn.p:enabled').click()
    await shows(page, 'Waiting')
    await isOne('01022220003')
  })
  test('given up: the order ends, and what may have been taken goes back', async () => {
    const ask = s.unasked('cafeteria')
    const page = await atTheTill('01022220004', { language: 'ko' }, /응답이 늦는/)
    await page.getByRole('button', { name: says.ko.pay }).click()
    await page.getByRole('button', { name: '그만두고 돌려받기' }).click()
    await shows(page, '이 주문은 끝났어요')
    assert.deepEqual(await ordersOf('01022220004'), [])
    ask()
  })
})

suite('never two orders', () => {
  test('a double click, a second tab and a reload in between make one order', async () => {
    const page = await atTheTill('01033330001', { language: 'ko' })
    let held: (() => void) | undefined
    const waits = new Promise<void>(done => (held = done))
    let asked = 0
    let isReloaded = false
    let came: (() => void) | undefined
    const arrives = new Promise<void>(done => (came = done))
    await page.context().route('**/cafeteria/orders', async route => {
      if (route.request().method() !== 'POST') return route.continue()
      asked++
      // what is asked before arrives, each click of it, and its answer is lost
      if (!isReloaded) {
        await route.fetch()
        came!()
        await waits
        return route.abort()
      }
      return route.continue()
    })
    await page.getByRole('button', { name: says.ko.pay }).dblclick()
    await shows(page, '결제하고 있어요')
    await arrives
    isReloaded = true
    await page.reload()
    await paid(page)
    held!()
    assert.ok(asked >= 2)
    await isOne('01033330001')
    await page.goBack()
    await page.goForward()
    await isOne('01033330001')
  })
  test('a cut line while paying: it is told, asked again by itself, and made once', async () => {
    const page = await atTheTill('01033330002', { language: 'ko' })
    await page.context().setOffline(true)
    await page.getByRole('button', { name: says.ko.pay }).click()
    await shows(page, '주문이 닿았는지 아직 몰라요')
    assert.deepEqual(await ordersOf('01033330002'), [])
    await page.context().setOffline(false)
    await paid(page)
    await isOne('01033330002')
  })
})

suite('canceling', () => {
  test('what comes back is said first; then it is canceled and given back', async () => {
    const page = await atTheTill('01044440001', { language: 'ko' })
    const bar = await s.visit('/staff/cafeteria/bar', { width: 1920, height: 1080 })
    await page.getByRole('button', { name: says.ko.pay }).click()
    await page.getByRole('button', { name: says.ko.follow }).click()
    const mine = await ticket(bar, '01044440001')
    await mine.waitFor()
    await shows(page, '500원 중 500원을 돌려받아요')
    await page.getByRole('button', { name: '주문 취소하기' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '취소하고 돌려받기' }).click()
    await shows(page, '500원을 돌려받았어요')
    // the ticket stays until somebody has read it
    await mine.getByText('취소됐어요. 만들지 마세요').waitFor()
    await mine.getByRole('button', { name: '알겠어요' }).click()
    await mine.waitFor({ state: 'detached' })
    s.calm()
  })
})

suite('the bar', () => {
  before(clear)
  const order = async (phoneNumber: string): Promise<number> => {
    const made = await ask('POST', '/orders', { productName: 'coffee', qty: 1, phoneNumber })
    assert.equal(made.status, 201)
    return ((await made.json()) as { id: number }).id
  }
  test('when two press the same button the second is told on the card what happened', async () => {
    const orderId = await order('01055550001')
    const one = await s.visit('/staff/cafeteria/bar', { language: 'en' })
    const mine = ticketOf(one, orderId)
    await mine.waitFor()
    // what the first screen shows stays as it was while the other barista is faster
    let isStale = true
    await one.route('**/drinks/search/**', route => (isStale ? route.abort() : route.continue()))
    const [{ id } = { id: 0 }] = await drinks(`findByOrderId?orderId=${orderId}`)
    for (const command of ['receive', 'make']) assert.equal((await ask('POST', `/drinks/${id}/${command}`)).status, 200)
    await mine.getByRole('button', { name: 'Take it' }).click()
    await mine.locator('.flag.ch').waitFor()
    isStale = false
    await mine.getByRole('button', { name: 'Understood' }).click()
    await mine.getByRole('button', { name: 'Handed over' }).click()
    await mine.waitFor({ state: 'detached' })
  })
  test('a question that is never answered is given up and asked again', async () => {
    const orderId = await order('01055550009')
    const bar = await s.visit('/', { language: 'en', width: 1920, height: 1080 })
    let asked = 0
    await bar.route('**/drinks/search/board**', route => (asked++ === 0 ? undefined : route.continue()))
    await bar.goto('/staff/cafeteria/bar')
    await ticketOf(bar, orderId).getByRole('button', { name: 'Take it' }).waitFor()
    assert.ok(asked > 1)
  })
  test('what is tapped while the line is cut is kept, also over a reload, and sent once in its order', async () => {
    const orders = [await order('01055550002'), await order('01055550003')]
    const bar = await s.visit('/staff/cafeteria/bar', { language: 'en', width: 1920, height: 1080 })
    const tickets = orders.map(id => ticketOf(bar, id))
    for (const t of tickets) await t.waitFor()
    const sent: string[] = []
    let isCut = true
    await bar.context().route('**/drinks/*/*', route => {
      if (route.request().method() !== 'POST') return route.continue()
      if (isCut) return route.abort()
      sent.push(route.request().headers()['idempotency-key']!)
      return route.continue()
    })
    for (const t of tickets) await t.getByRole('button', { name: 'Take it' }).click()
    await shows(bar, '2 waiting to be sent')
    for (const t of tickets) await t.getByText('sent once connected').waitFor()
    await bar.reload()
    await shows(bar, '2 waiting to be sent')
    isCut = false
    for (const t of tickets) await t.getByRole('button', { name: 'Made' }).waitFor()
    assert.equal(new Set(sent).size, 2)
    assert.equal(sent.length, 2)
  })
  test('drinks are crossed off one by one, and what has left is recalled', async () => {
    await clear()
    const bar = await s.visit('/staff/cafeteria/bar', { language: 'en', width: 1280, height: 800 })
    const made = await ask('POST', '/orders', { phoneNumber: '01066660001', productName: 'coffee', qty: 2 })
    const { id } = (await made.json()) as { id: number }
    const mine = ticketOf(bar, id)
    await mine.getByRole('button', { name: 'Take it' }).click()
    await mine.getByRole('button', { name: /0 of 2 done/ }).click()
    await mine.getByRole('button', { name: /1 of 2 done/ }).click()
    await bar.reload() // this browser remembers it
    await mine.getByRole('button', { name: /2 of 2 done/ }).waitFor()
    await mine.getByRole('button', { name: 'Made' }).click()
    await mine.getByRole('button', { name: 'Handed over' }).click()
    await mine.waitFor({ state: 'detached' })
    await bar.getByRole('button', { name: 'Recall' }).click()
    await bar.getByRole('dialog').getByRole('listitem').filter({ hasText: 'handed over' }).first().waitFor()
  })
  test('the ready screen clears itself of who does not come', async () => {
    const made = await ask('POST', '/orders', { phoneNumber: '01066660002', productName: 'coffee', qty: 1 })
    const { id } = (await made.json()) as { id: number }
    let [drink] = await drinks(`findByOrderId?orderId=${id}`)
    while (!drink) [drink] = await drinks(`findByOrderId?orderId=${id}`)
    for (const command of ['receive', 'make']) await ask('POST', `/drinks/${drink.id}/${command}`)
    const screen = await s.visit('/staff/cafeteria/ready', { language: 'en', width: 1280, height: 800 })
    await screen.locator('.readynow li').first().waitFor()
    await screen.clock.install({ time: Date.now() + 16 * 60_000 })
    await screen.reload()
    await screen.getByText('Your number shows here').waitFor()
    await ask('POST', `/drinks/${drink.id}/handOver`)
  })
  test('by keyboard: the key of a place presses the button that stands there', async () => {
    const bar = await s.visit('/staff/cafeteria/bar', { language: 'en', width: 1920, height: 1080 })
    const mine = ticketOf(bar, await order('01055550004'))
    await mine.getByRole('button', { name: 'Take it' }).waitFor()
    const place = await mine.locator('.go').evaluate(button => [...document.querySelectorAll('.tk .go')].indexOf(button) + 1)
    await bar.keyboard.press(String(place))
    await mine.getByRole('button', { name: 'Made' }).waitFor()
  })
})
