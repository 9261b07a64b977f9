// Every page of the app, and shops in which something of everything has happened: for pictures, and for what is true of every page.
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Stage } from './browser.ts'
import { seoulDay } from './still.ts'

export const sizes = { phone: [390, 844], tablet: [820, 1180], desk: [1280, 800], wall: [1920, 1080] } as const
export type Size = keyof typeof sizes
export interface Shown {
  readonly name: string
  readonly path: string
  /** What a person does until it looks as it should. */
  readonly act?: (page: Page) => Promise<unknown>
  /** It changes what is there: no other page may be looked at on the same stage afterwards. */
  readonly changes?: true
}

const tap = (selector: string) => (page: Page) => page.locator(selector).first().click()
/** The café's basket with one coffee. */
const toBasket = async (page: Page): Promise<void> => {
  await tap('.addb')(page)
  await tap('.paybar .btn')(page)
  await page.locator('.qty').waitFor()
}
const pay = (ends: string) => async (page: Page) => {
  await tap('.paybar .btn')(page)
  await page.locator(ends).waitFor()
}

const customers: readonly Shown[] = [
  { name: 'front', path: '/' },
  { name: 'me', path: '/me' },
  { name: 'login', path: '/login' },
  { name: 'gone', path: '/nonsense' },
  { name: 'cafe-menu', path: '/shops/cafeteria', act: tap('.addb') },
  { name: 'cafe-basket', path: '/shops/cafeteria', act: toBasket },
  { name: 'cafe-order', path: '/shops/cafeteria/orders/4' },
  { name: 'cafe-checking', path: '/shops/cafeteria/orders/5' },
  { name: 'cafe-canceled', path: '/shops/cafeteria/orders/6' },
  { name: 'cafe-ready', path: '/shops/cafeteria/orders/7' },
  { name: 'cafe-mine', path: '/shops/cafeteria/me' },
  { name: 'bread-menu', path: '/shops/bread' },
  {
    name: 'bread-basket',
    path: '/shops/bread',
    act: async page => {
      await tap('.addb')(page)
      await tap('.paybar .btn')(page)
      await page.locator('.qty').waitFor()
    },
  },
  { name: 'bread-order', path: '/shops/bread/orders/1' },
  { name: 'bread-mine', path: '/shops/bread/me' },
  { name: 'meals-stores', path: '/shops/delivery' },
  { name: 'meals-store', path: '/shops/delivery/stores/1' },
  { name: 'meals-dish', path: '/shops/delivery/stores/2/dishes/2' },
  {
    name: 'meals-basket',
    path: '/shops/delivery/stores/1',
    act: async page => {
      await tap('.paybar .btn')(page)
      await page.locator('.lines').waitFor()
    },
  },
  { name: 'meals-order', path: '/shops/delivery/orders/1' },
  { name: 'meals-riding', path: '/shops/delivery/orders/2' },
  { name: 'meals-mine', path: '/shops/delivery/me' },
  { name: 'air-flights', path: '/shops/air' },
  { name: 'air-flight', path: '/shops/air/flights/1' },
  { name: 'air-trip', path: '/shops/air/reservations/1' },
  { name: 'air-mine', path: '/shops/air/me' },
  { name: 'air-miles', path: '/shops/air/mileage' },
  { name: 'cars-lot', path: '/shops/cars' },
  { name: 'cars-buy', path: '/shops/cars/cars/2' },
  { name: 'cars-deal', path: '/shops/cars/purchases/1' },
  { name: 'cars-sell', path: '/shops/cars/sell' },
  { name: 'cars-sale', path: '/shops/cars/sales/1' },
  { name: 'cars-mine', path: '/shops/cars/me' },
]
const staff: readonly Shown[] = [
  { name: 'bar', path: '/staff/cafeteria/bar' },
  { name: 'ready', path: '/staff/cafeteria/ready' },
  { name: 'cafe-editor', path: '/staff/cafeteria/menu' },
  { name: 'bakery', path: '/staff/bread/board' },
  { name: 'bakery-editor', path: '/staff/bread/items' },
  { name: 'kitchen', path: '/staff/delivery/kitchen/1' },
  { name: 'kitchen-editor', path: '/staff/delivery/kitchen/1/menu' },
  { name: 'kitchen-hours', path: '/staff/delivery/kitchen/1/hours' },
  { name: 'rider', path: '/staff/delivery/rider' },
  { name: 'flights-desk', path: '/staff/air/flights' },
  { name: 'passengers', path: '/staff/air/flights/1' },
  { name: 'purchasing', path: '/staff/cars/purchasing' },
  { name: 'transport', path: '/staff/cars/transport' },
  { name: 'stock', path: '/staff/cars/stock' },
]
/** Pages that say the words of a model, or of its operators. */
const insiders: readonly Shown[] = [
  { name: 'desk', path: '/desk' },
  { name: 'desk-trouble', path: '/desk/trouble' },
  { name: 'desk-orders', path: '/desk/orders?q=01012345678' },
  { name: 'desk-order', path: '/desk/orders/cafeteria/orderId/4' },
  { name: 'desk-board', path: '/desk/boards/cafeteria' },
  { name: 'desk-board-note', path: '/desk/boards/cafeteria?note=policy%20drink%20ordered' },
  { name: 'desk-payments', path: '/desk/payments' },
  { name: 'desk-people', path: '/desk/people' },
  { name: 'desk-acts', path: '/desk/acts' },
  { name: 'desk-audit', path: '/desk/audit' },
  { name: 'desk-timers', path: '/desk/timers' },
  { name: 'desk-contexts', path: '/desk/contexts' },
  { name: 'generic', path: '/generic/cars' },
  { name: 'generic-things', path: '/generic/cars/sales' },
  { name: 'generic-stocks', path: '/generic/cars/stocks' },
  { name: 'generic-thing', path: '/generic/cars/sales/1' },
  { name: 'design', path: '/design' },
]
/** How paying ends: each makes an order, or an attempt at one. */
const endings: readonly Shown[] = [
  {
    name: 'cafe-declined',
    path: '/shops/cafeteria',
    changes: true,
    act: async page => {
      await toBasket(page)
      await page
        .locator('.opt')
        .filter({ hasText: /거절|Declining/ })
        .click()
      await pay('.seal')(page)
    },
  },
  {
    name: 'cafe-paid',
    path: '/shops/cafeteria',
    changes: true,
    act: async page => {
      await toBasket(page)
      await pay('.slip')(page)
    },
  },
]
export const pages: readonly Shown[] = [...customers, ...staff, ...insiders, ...endings]
export const pagesOf = { customers, staff, insiders }

/** The page is as it is to be looked at: what it asked for is there, so are fonts and pictures. */
export const settled = async (page: Page, { act }: Shown): Promise<void> => {
  await act?.(page)
  // the gallery shows what loading looks like
  await page.locator('main > .col > .sk, main > .sk').first().waitFor({ state: 'detached' })
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all([...document.images].map(image => image.decode().catch(() => undefined)))
  })
}

/** Something of everything: orders that wait, are made, are ready, are canceled, and one whose payment is unknown. The same each time. */
export const furnish = async ({ address, unasked }: Stage): Promise<void> => {
  // what is being checked stays so while somebody looks
  unasked('cafeteria')
  const ask = async (path: string, body: object = {}, method = 'POST'): Promise<{ id: number }> => {
    const answer = await fetch(address + path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    assert.ok(answer.status < 500 || answer.status === 503, `${path}: ${answer.status}`)
    return (await answer.json()) as { id: number }
  }
  /** The first thing that a search finds, once there is one. */
  const first = async <T extends { id: number } = { id: number }>(path: string, is: (found: T) => boolean = () => true): Promise<T> => {
    for (;;) {
      const told = (await (await fetch(address + path)).json()) as { _embedded?: { [things: string]: T[] } }
      const found = Object.values(told._embedded ?? {})[0]?.[0]
      if (found && is(found)) return found
    }
  }
  /** So many messages are written, and sent. */
  const told = async (path: string, count: number): Promise<void> => {
    for (;;) {
      const said = (await (await fetch(address + path)).json()) as { _embedded: { [things: string]: { status: string }[] } }
      if (Object.values(said._embedded)[0]!.filter(m => /^sent$/i.test(m.status)).length >= count) return
    }
  }
  const coffee = async (productName: string, qty: number, phoneNumber: string, also: object = {}): Promise<number> => {
    const { id } = await ask('/cafeteria/orders', { productName, qty, phoneNumber, language: 'ko', ...also })
    // each in its turn, so that each has the same number every time
    return 'paymentToken' in also ? 0 : (await first(`/cafeteria/drinks/search/findByOrderId?orderId=${id}`)).id
  }
  const made = await coffee('coffee', 1, '01099998880', { options: { temperature: 'hot', extras: ['shot'] } })
  await coffee('latte', 2, '01099998881', { options: { temperature: 'iced' } })
  await coffee('tea', 3, '01099998882', { options: { temperature: 'hot', extras: ['honey'] } })
  await coffee('coffee', 2, '01012345678', { options: { temperature: 'hot' } })
  await coffee('coffee', 2, '01055556666', { paymentToken: 'timeout-after' })
  await coffee('latte', 1, '01012345678')
  const ready = await coffee('cake', 1, '01012345678')
  await ask('/cafeteria/orders/6/cancel')
  await ask(`/cafeteria/drinks/${made}/receive`)
  for (const command of ['receive', 'make']) await ask(`/cafeteria/drinks/${ready}/${command}`)
  await ask('/cafeteria/menu/3', { soldOut: true }, 'PATCH')
  await ask('/cafeteria/menu/4', { stock: 2 }, 'PATCH')

  await ask('/bread/bakeries/settings', { autoConfirm: false }, 'PATCH')
  for (const [item, qty, then] of [
    ['cake', 1, ['confirm', 'bake']],
    ['bread', 2, ['confirm']],
    ['bagel', 3, []],
  ] as const) {
    const order = await ask('/bread/orders', { item, qty, address: '서울특별시 중구 무교로 21' })
    const { id } = await first(`/bread/bakeries/search/findByOrderId?orderId=${order.id}`)
    for (const command of then) await ask(`/bread/bakeries/${id}/${command}`)
  }

  const home = { address: '서울특별시 중구 무교로 21', location: { lat: 37.568, lng: 126.9802 } }
  for (const then of [[], ['accept', 'start', 'finish'], ['accept', 'start'], ['accept']]) {
    const order = await ask('/delivery/orders', { item: '통닭', storeId: '1', customerId: 'guest', ...home })
    const { id } = await first(`/delivery/foodCookings/search/findByOrderId?orderId=${order.id}`)
    for (const command of then) await ask(`/delivery/foodCookings/${id}/${command}`)
  }
  await ask('/delivery/riders', { riderId: '7', lat: 37.566, lng: 126.979 })
  await ask('/delivery/riders/7/on-duty', { lat: 37.566, lng: 126.979 })
  const { id: meal } = await first<{ id: number; status: string }>(
    '/delivery/deliveries/search/findByOrderId?orderId=2',
    d => d.status === 'Ready',
  )
  await ask(`/delivery/deliveries/${meal}/pick`, { riderId: '7' })

  for (const [day, arrival, seats, fare] of [
    [7, 'CJU', 60, 52_000],
    [8, 'NRT', 30, 210_000],
    [9, 'CJU', 6, 88_000],
  ] as const) {
    const at = seoulDay(Date.now(), day) + 10 * 3_600_000
    const times = { departureTime: new Date(at).toISOString(), arrivalTime: new Date(at + 4_500_000).toISOString() }
    const { id } = await ask('/air/schedules', { departure: 'ICN', arrival, ...times, seats, fare })
    while (!(await fetch(`${address}/air/seats/${id}`)).ok);
  }
  await ask('/air/reservations', { customerId: 1, peopleNo: 2, scheduleId: 1, passengers: [{ name: 'Kim', seat: '2A' }, { seat: '2B' }] })
  await told('/air/notifications/search/findByCustomerId?customerId=1', 2)

  const car = { model: '소나타', year: 2020, mileage: 30_000, condition: 'A' }
  await ask('/cars/sales', { sellerId: 11, plateNumber: '12가3456', ...car })
  await ask('/cars/sales', { sellerId: 12, plateNumber: '34나7890', ...car, model: '모닝', year: 2018, condition: 'B' })
  await ask('/cars/sales/2/decide', { buy: false, reason: '같은 차가 이미 많아요' })
  await ask('/cars/purchases', { cuId: 11, carId: 1 })
  const { id: way } = await first('/cars/consigns/search/findByPuId?puId=1')
  await ask(`/cars/consigns/${way}/load`)
  await first('/cars/dashes/search/findByPuId?puId=1')
  await told('/cafeteria/messages/search/findByOrderId?orderId=4', 1)
  await told('/cafeteria/messages/search/findByOrderId?orderId=6', 3)
}
