// Whoever has no mouse does the same in every shop, in front of the counter and behind it; and what is read out says what is seen.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeBrowser, type Stage, stage } from './browser.ts'
import { focused, inDialog, press, tabTo, write } from './keys.ts'

let s: Stage
before(async () => {
  s = await stage('bread', 'air', 'delivery', 'cars')
  await ask('/bread/bakeries/settings', { autoConfirm: false }, 'PATCH')
})
after(async () => {
  await s.close()
  await closeBrowser()
})
const ask = async (path: string, body: object = {}, method = 'POST'): Promise<{ readonly id: number }> => {
  const answer = await fetch(s.address + path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  assert.ok(answer.ok, `${path}: ${answer.status}`)
  return (await answer.json()) as { readonly id: number }
}
/** The first thing that a search finds, once there is one. */
const first = async <T extends { readonly id: number }>(path: string): Promise<T> => {
  for (;;) {
    const told = (await (await fetch(s.address + path)).json()) as { readonly _embedded: { readonly [things: string]: readonly T[] } }
    const [found] = Object.values(told._embedded)[0]!
    if (found) return found
  }
}
const desk = { language: 'en', width: 1280, height: 800 } as const
const wall = { language: 'en', width: 1920, height: 1080 } as const
const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
const ticketOf = (page: Page, number: number) => page.getByRole('article', { name: String(number), exact: true })
/** Presses the button of a ticket, once it is there. */
const tap = async (page: Page, number: number, name: string): Promise<void> => {
  const button = ticketOf(page, number).getByRole('button', { name, exact: true })
  await button.waitFor()
  // others may have a button of the same name: the focus goes on until it is this one
  for (let i = 0; i < 20; i++) {
    await tabTo(page, new RegExp(`^${name}$`))
    if (await button.evaluate(b => b === document.activeElement)) return page.keyboard.press('Enter')
  }
  assert.fail(`no key leads to ${name} of ${number}`)
}
/** What is read out of the page of an order: its state first, then its way as a list, each step in words. */
const readOut = async (page: Page, ...words: readonly string[]): Promise<void> => {
  for (const word of words.filter(w => !['list', 'listitem'].includes(w))) await page.getByText(word).first().waitFor()
  const read = await page.locator('#main').ariaSnapshot()
  assert.match(read, new RegExp(['status', ...words].join('[^]*')))
}
const cancels = async (page: Page, back: string): Promise<void> => {
  await press(page, /^Cancel this order/)
  await inDialog(page)
  await press(page, /^Cancel and get it back/)
  await shows(page, back)
}

suite('the bakery', () => {
  const orders = async (name: string): Promise<Page> => {
    const page = await s.visit('/shops/bread', desk)
    await page.getByRole('button', { name: 'Add Cake' }).waitFor()
    await press(page, /^Add Cake/)
    await press(page, /^Review and order/)
    await page.getByLabel('Name on the order').waitFor()
    await write(page, /^Where shall we bring it/, '12 Mill Lane')
    await write(page, /^Name on the order/, name)
    await press(page, /^Pay ₩25,000/)
    await press(page, /^Follow my order/)
    await page.getByRole('heading', { name: 'Messages we sent' }).waitFor()
    return page
  }
  const numberOf = async (name: string): Promise<number> => (await first(`/bread/orders/search/findByCustomerId?customerId=${name}`)).id
  test('a customer orders, pays, and cancels by what is read out; the baker takes note of it', async () => {
    const page = await orders('kay')
    await readOut(page, 'list', 'listitem', 'Ordered and paid')
    const board = await s.visit('/staff/bread/board', wall)
    const number = await numberOf('kay')
    await ticketOf(board, number).waitFor()
    await cancels(page, 'You got ₩25,000 back')
    await tap(board, number, 'Understood')
    await ticketOf(board, number).waitFor({ state: 'detached' })
    s.calm()
  })
  test('a baker confirms, bakes, sends out and delivers', async () => {
    const page = await orders('bea')
    const board = await s.visit('/staff/bread/board', wall)
    const number = await numberOf('bea')
    for (const name of ['Confirm', 'Start baking', 'Send out', 'Delivered']) await tap(board, number, name)
    await ticketOf(board, number).waitFor({ state: 'detached' })
    await readOut(page, 'Enjoy it', 'listitem')
    s.calm()
  })
})

suite('the airline', () => {
  const flight = async (): Promise<number> => {
    const at = Date.now() + 10 * 86_400_000
    const { id } = await ask('/air/schedules', {
      departure: 'ICN',
      arrival: 'CJU',
      departureTime: new Date(at),
      arrivalTime: new Date(at + 4_200_000),
    })
    while (!(await fetch(`${s.address}/air/seats/${id}`)).ok);
    return id
  }
  test('a passenger goes from seat to seat by arrows, reserves, and cancels by the quote that is read out', async () => {
    const id = await flight()
    const page = await s.visit(`/shops/air/flights/${id}`, desk)
    await page.getByRole('button', { name: '1A, window, free', exact: true }).waitFor()
    await tabTo(page, /^1A, window, free/)
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) await page.keyboard.press(key)
    assert.equal((await focused(page)).name, '2B, middle, free')
    await page.keyboard.press('Enter')
    assert.match(await page.getByRole('button', { name: /^2B/ }).ariaSnapshot(), /"2B, middle, yours" \[pressed\]/)
    // one key further is what comes after the seats, not the next of two hundred
    await write(page, /^Passenger 1/, 'Kim Hana')
    await write(page, /^Customer number/, '31')
    await press(page, /^Pay ₩100,000/)
    await press(page, /^Follow my order/)
    await shows(page, 'Reserved')
    await press(page, /^What would I get back/)
    await inDialog(page)
    assert.match(await page.getByRole('dialog').ariaSnapshot(), /heading "You get back ₩100,000 of ₩100,000"/)
    await press(page, /^Cancel and get it back/)
    await shows(page, 'You got ₩100,000 back')
    await readOut(page, 'You got ₩100,000 back', 'list', 'listitem')
    s.calm()
  })
  test('the counter cancels a flight, and closes the question first without doing anything', async () => {
    const id = await flight()
    const page = await s.visit('/staff/air/flights', desk)
    const row = page.getByRole('row').filter({ has: page.locator(`a[href="/staff/air/flights/${id}"]`) })
    const button = row.getByRole('button', { name: 'Cancel flight' })
    await button.waitFor()
    const toButton = async (): Promise<void> => {
      for (let i = 0; i < 20; i++) {
        await tabTo(page, /^Cancel flight/)
        if (await button.evaluate(b => b === document.activeElement)) return page.keyboard.press('Enter')
      }
      assert.fail('no key leads to it')
    }
    await toButton()
    await inDialog(page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await row.getByText('Open', { exact: true }).waitFor()
    await toButton()
    await inDialog(page)
    await press(page, /^Cancel and refund all/)
    await row.getByText('Canceled', { exact: true }).waitFor()
    s.calm()
  })
})

suite('food delivery', () => {
  const orders = async (name: string): Promise<{ readonly page: Page; readonly number: number }> => {
    const page = await s.visit('/shops/delivery', desk)
    await page.getByRole('link', { name: /Uri Fried Chicken/ }).waitFor()
    await press(page, /^Uri Fried Chicken/)
    await page.locator('.opt').first().waitFor()
    await press(page, /^Double/, 'Space')
    await press(page, /^Add, ₩20,000/)
    await page.getByLabel('Your name').waitFor()
    await write(page, /^Your name/, name)
    await press(page, /^Pay ₩23,000/)
    await press(page, /^Follow my order/)
    await page.getByRole('heading', { name: 'Messages we sent' }).waitFor()
    return { page, number: (await first(`/delivery/orders/search/findByCustomerId?customerId=${name}`)).id }
  }
  test('a customer orders a dish with an option, and cancels by what is read out; the kitchen takes note of it', async () => {
    const { page, number } = await orders('kay')
    await readOut(page, 'list', 'listitem')
    const kitchen = await s.visit('/staff/delivery/kitchen/1', wall)
    await ticketOf(kitchen, number).getByRole('button', { name: 'Accept' }).waitFor()
    await cancels(page, 'You got ₩23,000 back')
    await tap(kitchen, number, 'Understood')
    await ticketOf(kitchen, number).waitFor({ state: 'detached' })
    s.calm()
  })
  test('the kitchen accepts and cooks, a rider brings it, the customer says so', async () => {
    const { page, number } = await orders('mia')
    const kitchen = await s.visit('/staff/delivery/kitchen/1', wall)
    for (const name of ['Accept', 'Start', 'Cooked']) await tap(kitchen, number, name)
    const rider = await s.visit('/staff/delivery/rider', { language: 'en' })
    await rider.getByLabel('Rider number').waitFor()
    await write(rider, /^Rider number/, '41')
    await press(rider, /^Start working/)
    await rider.locator('.paybar .btn.p').waitFor()
    await press(rider, /^Take the/)
    await rider.getByRole('button', { name: 'Delivered' }).waitFor()
    await press(rider, /^Delivered/)
    await page.getByRole('button', { name: 'I have it', exact: true }).waitFor()
    await press(page, /^I have it/)
    await readOut(page, 'Enjoy your meal')
    s.calm()
  })
})

suite('used cars', () => {
  test('a buyer pays for a car, follows its transport, and cancels by what is read out; the transport takes note of it', async () => {
    const { id } = await ask('/cars/stocks', { carType: '아반떼', salePrice: 9_500_000 })
    while (!(await fetch(`${s.address}/cars/cars/${id}`)).ok);
    const page = await s.visit(`/shops/cars/cars/${id}`, desk)
    await page.getByLabel('Your number').waitFor()
    await write(page, /^Your number/, '131')
    await press(page, /^Pay ₩9,500,000/)
    await press(page, /^Follow my order/)
    await page.getByRole('heading', { name: 'Messages we sent' }).waitFor()
    const deal = Number(/\d+$/.exec(page.url())![0])
    const transport = await s.visit('/staff/cars/transport', wall)
    const { id: consign } = await first(`/cars/consigns/search/findByPuId?puId=${deal}`)
    await tap(transport, consign, 'Loaded')
    await readOut(page, 'list', 'listitem', 'Transport is asked for')
    await cancels(page, 'You got ₩9,500,000 back')
    await tap(transport, consign, 'Understood')
    await ticketOf(transport, consign).waitFor({ state: 'detached' })
    s.calm()
  })
  test('a seller asks for a price and sells; purchasing buys, the transport collects', async () => {
    const page = await s.visit('/shops/cars/sell', desk)
    await page.getByLabel('Plate').waitFor()
    await write(page, /^Plate/, '78다1234')
    await write(page, /^Your number/, '132')
    await press(page, /^Next/)
    await page.getByLabel('Kilometers driven').waitFor()
    await write(page, /^Kilometers driven/, '30000')
    await press(page, /^Next/)
    await press(page, /^See the price/)
    await press(page, /^Sell at this price/)
    await page.getByRole('heading', { name: 'Messages we sent' }).waitFor()
    const sale = Number(/\d+$/.exec(page.url())![0])
    const purchasing = await s.visit('/staff/cars/purchasing', desk)
    await purchasing.getByRole('button', { name: 'Buy it' }).waitFor()
    await press(purchasing, /^Buy it/)
    await inDialog(purchasing)
    await press(purchasing, /^Buy for ₩/)
    const transport = await s.visit('/staff/cars/transport', wall)
    const { id: consign } = await first(`/cars/consigns/search/findBySaleId?saleId=${sale}`)
    for (const name of ['Loaded', 'Departed', 'Handed over']) await tap(transport, consign, name)
    await ticketOf(transport, consign).waitFor({ state: 'detached' })
    await readOut(page, 'listitem')
    s.calm()
  })
})
