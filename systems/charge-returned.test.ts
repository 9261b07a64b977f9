// Who was told to pay later, gave up, and had been charged all the same: the money comes back, and they hear of it in their language,
// on their page and by message. In every system; of an order that was never charged nobody hears anything.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hours, type Message, minutes, type System } from '@jumun/core/model'
import type { Caller, Question, Reply } from '@jumun/core/runtime'
import { actor, goodWeather, outdoors, type Place, post, press, soon, type Stage, stage, wordOf } from '@jumun/testing'
import { CancelReservation } from './air/reservationmgmt/commands.ts'
import { CreateSchedule } from './air/schedulemgmt/commands.ts'
import { CancelOrder as CancelBread } from './bread/order/commands.ts'
import { CancelOrder as CancelCoffee } from './cafeteria/order/commands.ts'
import { CancelPurchase } from './cars/purchase/commands.ts'
import { CancelOrder as CancelMeal } from './delivery/ordering/commands.ts'
import { systems } from './index.ts'

interface Shop {
  readonly open?: (s: Stage) => Promise<void>
  readonly who: Caller
  readonly place: Place
  readonly wish: object
  readonly cancel: (key: number) => Message
  /** The view in which its customer sees it, and what they see there. */
  readonly page: readonly [context: string, view: string]
  readonly shows: object
  /** Where messages are kept. */
  readonly letters: readonly [context: string, view: string]
  readonly en: string
  readonly ko: string
}
const manager = actor('manager', 'flightManager')
const shops: { readonly [name in keyof typeof systems]: Shop } = {
  cafeteria: {
    who: actor('kim', 'customer', { phoneNumber: '01012345678' }),
    place: ['order', 'orders'],
    wish: { phoneNumber: '01012345678', productName: 'coffee', qty: 1 },
    cancel: orderId => CancelCoffee({ orderId }),
    page: ['customercenter', 'mypage'],
    shows: { status: 'PaymentCanceled', orderStatus: 'Expired', amt: 500, returned: 500 },
    letters: ['customercenter', 'message'],
    en: 'Your order was not placed. The 500 won that had been charged came back',
    ko: '주문이 접수되지 않았습니다. 결제된 500원을 돌려드렸습니다.',
  },
  bread: {
    who: actor('kim', 'customer', { customerId: 'kim' }),
    place: ['order', 'orders'],
    wish: { customerId: 'kim', item: 'cake', qty: 1 },
    cancel: orderId => CancelBread({ orderId }),
    page: ['customer', 'mypage'],
    shows: { status: 'Expired', action: 'cancel', price: 25_000, returned: 25_000 },
    letters: ['customer', 'message'],
    en: 'Your order was not placed. The 25000 won that had been charged came back',
    ko: '주문이 접수되지 않았습니다. 결제된 25000원을 돌려드렸습니다',
  },
  air: {
    open: s => {
      const [departureTime, arrivalTime] = [s.world.now + hours(3), s.world.now + hours(5)]
      const flight = { scheduleId: 1, departure: 'ICN', arrival: 'CJU', departureTime, arrivalTime }
      return prepared(s, 'schedulemgmt', CreateSchedule(flight), manager)
    },
    who: actor('kim', 'customer', { customerId: '1' }),
    place: ['reservationmgmt', 'reservations'],
    wish: { customerId: 1, peopleNo: 1, scheduleId: 1 },
    cancel: reservationId => CancelReservation({ reservationId }),
    page: ['reservationhist', 'reservationHist'],
    shows: { eventType: '미예약환불', customerId: 1, reservationId: 1 },
    letters: ['notimgmt', 'notification'],
    en: 'Customer 1: your reservation was not made. The 100000 won that had been charged came back. Reservation no. 1',
    ko: '고객번호:1 ,예약이 이루어지지 않아 결제된 100000원을 돌려드렸습니다. 예약번호:1',
  },
  delivery: {
    who: actor('kim', 'customer', { customerId: 'kim' }),
    place: ['ordering', 'orders'],
    wish: { customerId: 'kim', storeId: '1', item: '통닭', productId: '통닭', address: '서울' },
    cancel: orderId => CancelMeal({ orderId }),
    page: ['customer', 'mypage'],
    shows: { status: 'expired', total: 21_000, returned: 21_000 },
    letters: ['customer', 'message'],
    en: 'Your order was not placed. The 21000 won that had been charged came back',
    ko: '주문이 접수되지 않았습니다. 결제된 21000원을 돌려드렸습니다',
  },
  cars: {
    who: actor('kim', 'customer', { cuId: '11' }),
    place: ['purchase', 'purchases'],
    wish: { cuId: 11, carId: 1 },
    cancel: puId => CancelPurchase({ puId }),
    page: ['dashboard', 'dash'],
    shows: { puStatus: 'Expired', payStatus: 'M', salePrice: 12_000_000, returned: 12_000_000 },
    letters: ['dashboard', 'message'],
    en: 'Your purchase was not made. The 12,000,000 won that had been charged came back',
    ko: '구매가 이루어지지 않았습니다. 결제된 12,000,000원을 돌려드렸습니다',
  },
}

const anyone: Caller = { actor: 'seed', roles: [], claims: {}, anyone: true }
/** Decides it, and lets it come to rest. */
const prepared = async (s: Stage, context: string, { type, data }: Pick<Message, 'type' | 'data'>, caller: Caller): Promise<void> => {
  const id = `seed/${type}/${JSON.stringify(data)}`
  await soon(s.world, s.of(context).replicas[0]!.node.handle({ type, data }, { id, caller, causes: [], inline: false }))
}
/** The system with what it starts with; `charge`: how the provider takes the first charge. */
const opened = async (system: System, shop: Shop, charge: (taken: () => Promise<Reply>) => Promise<Reply>): Promise<Stage> => {
  let asked = 0
  const { there, outside } = outdoors({}, () => ({
    psp: (q: Question) => {
      const answer = () => there.provider.ask(q, String(q.data['reference']))
      return q.type === 'Charge' && !asked++ ? charge(answer) : answer()
    },
  }))
  const s = stage(system, 1, goodWeather, {}, () => 1, outside)
  for (const context of system.contexts) for (const first of context.seed) await prepared(s, context.name, first, anyone)
  await shop.open?.(s)
  await s.world.run({ steps: 20_000, time: minutes(1) })
  return s
}
/** What is shown to people of a view. */
const rowsOf = async (s: Stage, [context, view]: readonly [string, string]) => {
  const { items } = await s.of(context).store.list({ of: view, where: {}, hidden: false, sort: [], offset: 0, limit: 100 })
  return items.map(({ state }) => state as { readonly [field: string]: unknown })
}
/** Orders, is told "later", gives up; then everything comes to rest. */
const givesUp = async (s: Stage, { who, place, wish, cancel }: Shop, language: string) => {
  const said = await soon(s.world, post(s, who, place, { ...wish, language }))
  assert.match(wordOf(said), /^503/)
  assert.ok(typeof said !== 'string' && said.key !== undefined)
  assert.equal(wordOf(await soon(s.world, press(s, who, place, cancel(said.key as number)))), '201')
  await s.calm(hours(6))
}

for (const [name, system] of Object.entries(systems))
  describe(name, () => {
    const shop = shops[name]!
    for (const language of ['en', 'ko'] as const)
      test(`charged, and told "later": the money is back, and that is told once (${language})`, async () => {
        const s = await opened(system, shop, taken => taken().then(() => new Promise<never>(() => {})))
        await givesUp(s, shop, language)
        const letters = await rowsOf(s, shop.letters)
        assert.deepEqual(
          letters.map(({ text, status }) => [text, String(status).toLowerCase()]),
          [[shop[language], 'sent']],
        )
        const [row, ...more] = await rowsOf(s, shop.page)
        assert.deepEqual([Object.fromEntries(Object.keys(shop.shows).map(field => [field, row?.[field]])), more.length], [shop.shows, 0])
        await s.everythingAgain()
        assert.deepEqual(s.world.violations, [])
      })
    test('surely not charged: nobody hears anything', async () => {
      const s = await opened(system, shop, () => Promise.resolve({ kind: 'unreachable' }))
      await givesUp(s, shop, 'en')
      assert.deepEqual([await rowsOf(s, shop.letters), (await rowsOf(s, shop.page)).length], [[], 0])
      assert.deepEqual(s.world.violations, [])
    })
  })
