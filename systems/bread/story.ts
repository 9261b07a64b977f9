/** Stories of the bakery: customers, a baker and a provider in a storm, then calm, then the promises are read. */
import { hours, type Message, minutes } from '@jumun/core/model'
import type { Recorded } from '@jumun/core/runtime'
import {
  actor,
  type Build,
  caseOf,
  goodWeather,
  hasHappened,
  itemsOf,
  outdoors,
  prepare,
  press,
  readViews,
  stage,
  type Stories,
} from '@jumun/testing'
import { conserved, moneyIsTold, numbered } from '@jumun/testing/promises'
import { type Customer, readTold, retried, sceneIn, sceneOf, type Trade } from '@jumun/testing/scene'
import { sellingStories } from '../story.ts'
import { Bake, Confirm, Deliver, Dispatch, Reject } from './bakery/commands.ts'
import { ChangeShop, OpenShop } from './bakery/shop-commands.ts'
import { theShop } from './bakery/shop.ts'
import { CancelOrder, PayOrder } from './order/commands.ts'
import { AddItem, ChangeItem } from './order/item-commands.ts'
import { ApprovePayment, GiveBack, RetryRefund } from './pay/commands.ts'
import { atRest, canceledTruly, lives, orderFile } from './promises.ts'
import { bread } from './system.ts'

const [baker, operator] = [actor('baker', 'baker'), actor('operator', 'operator')]
interface Wish {
  readonly customerId: string
  readonly item: string
  readonly qty: number
  readonly price: number
  readonly paymentToken: string
}
const price: { readonly [item: string]: number } = { donut: 3000, cake: 25_000 }
const cake = { item: 'cake' }

const bakeries = ['bakery', 'bakeries'] as const
const trade: Trade<Wish> = {
  role: 'customer',
  claims: ({ customerId }) => ({ customerId }),
  wish: ({ item = 'donut', qty = 1, customerId = 'c1', paymentToken = 'approve' }) => ({
    customerId,
    item,
    qty,
    price: price[item]! * qty,
    paymentToken,
  }),
  place: ['order', 'orders'],
  of: 'order',
  key: 'orderId',
  requested: 'OrderRequested',
  pay: orderId => PayOrder({ orderId }),
  cancel: orderId => CancelOrder({ orderId }),
  payments: ['pay', 'payments'],
  payment: 'payment',
  stuck: 'stuck',
  retry: orderId => RetryRefund({ orderId }),
}
/** The bakery with what it sells. */
const open = async (seed: number, build: Build, { cakes = 1, autoConfirm = true } = {}) => {
  const { there, outside } = outdoors(build)
  const s = stage(bread, seed, goodWeather, build, () => 2, outside)
  for (const item of ['donut', 'cake'] as const)
    await prepare(s, 'order', AddItem({ item, price: price[item]!, stock: item === 'cake' ? cakes : null }), baker)
  await prepare(s, 'bakery', OpenShop({ shop: theShop, autoConfirm }), baker)
  return sceneOf({ ...s, ...there, cakes }, trade)
}
type Shop = Awaited<ReturnType<typeof open>>

// ---- what people do
const next: { readonly [status: string]: (wish: { orderId: number }) => Message } = {
  Received: Confirm,
  Confirmed: Bake,
  Baking: Dispatch,
  OutForDelivery: Deliver,
}
/** Confirms or turns down, bakes, hands over, delivers; changes a price or how orders are confirmed now and then. */
const bakerLife = async (s: Shop) => {
  const w = s.world
  for (let i = 0; i < 16; i++) {
    await w.step(undefined, w.between(50, 2500))
    if (w.faults !== goodWeather && w.chance(0.03))
      await press(s, baker, ['bakery', 'bakeries/settings'], ChangeShop({ shop: theShop, autoConfirm: w.chance(0.5) }), 2000)
    if (w.faults !== goodWeather && w.chance(0.02))
      await press(s, baker, ['order', 'items'], ChangeItem({ item: 'cake', price: 26_000 }), 2000)
    const todo = (await itemsOf(s, 'bakery', 'bakery')).filter(b => b.status in next)
    if (!todo.length) continue
    const { orderId, status } = w.pick(todo)
    const wish = status === 'Received' && w.chance(0.35) ? Reject({ orderId, reason: 'the oven is cold' }) : next[status]!({ orderId })
    await press(s, baker, bakeries, wish, 2000)
  }
}

// ---- the promises
/** An event about an order lies in its case. */
const ofOrder = ({ data, case: of }: Recorded) => (data.orderId === undefined ? of : `orderId/${data.orderId}`)
const telling = {
  trade,
  open,
  /** Three customers and a baker. */
  storm: async (s: Shop) => {
    const w = s.world
    for (const key of ['k0', 'k1', 'k2'])
      s.come(key, {
        item: w.chance(0.5) ? 'cake' : 'donut',
        qty: w.chance(0.25) ? 2 : 1,
        customerId: w.pick(['c1', 'c2']),
        paymentToken: w.chance(0.12) ? 'decline' : 'approve',
      })
    for (const me of s.customers) s.lives(me.life())
    s.lives(bakerLife(s))
    if (w.chance(0.1)) s.provider.refuses.add(String(w.between(1, 4)))
    await s.gone(8000)
    await w.run({ steps: 600 })
  },
  stormy: (seed: number) => ({ cakes: 1 + (seed % 3), autoConfirm: seed % 2 === 0 }),
  rest: async (s: Shop) => {
    await s.calm(hours(6))
    await retried(s, trade)
  },
  read: async (s: Shop) => {
    const facts = await s.facts()
    const made = await itemsOf(s, 'order', 'order')
    for (const { orderId } of made) {
      const file = orderFile(await caseOf(s, 'orderId', orderId, facts, s.provider))
      s.wrong([...atRest(file), ...moneyIsTold(file.facts, { back: 'PayCanceled', made: 'Ordered' })])
    }
    const bought = made.filter(o => lives(o) && o.item === 'cake').reduce((n, o) => n + o.qty, 0)
    s.wrong([
      ...conserved('cake', await s.state('order', 'item', 'cake'), s.cakes, bought),
      ...canceledTruly(made),
      ...numbered(facts, ofOrder),
    ])
    s.sentFirst(facts)
    await readViews(s, 'customer')
    return facts
  },
  told: (s: Shop, facts: readonly Recorded[], good: boolean) => {
    const wanted = s.customers.reduce((sum, { wish }) => sum + (wish.item === 'cake' ? wish.qty : 0), 0)
    const isOver = (o: { readonly status: string }, me: Customer<Wish>) =>
      o.status === 'Rejected' || (me.cancelled && o.status === 'Canceled')
    return readTold(s, facts, { thing: 'order', lives, isOver }, ({ wish, told: [first] }) => {
      const enough = wish.item === 'donut' || wanted <= s.cakes
      s.must(!good || !enough || first === (wish.paymentToken === 'decline' ? '4xx' : '201'), `in good weather: ${first}`)
    })
  },
}
type Options = Parameters<typeof open>[2]
const scene = sceneIn<Wish, Shop, Options>(telling)

// ---- the stories
/** Pay is away for two hours: what an unpaid order holds is let go when it expires, not when pay returns. */
const outage = scene(async s => {
  const from = s.world.now
  s.dies('pay', hours(2))
  void s.come('k0', cake).orders()
  await s.pass(hours(4))
  const at = ((await s.facts()).find(e => e.type === 'StockReleased')?.time ?? Infinity) - from
  s.must(at <= minutes(15), `unpaid, expired, stock let go after ${Math.round(at / minutes(1))} minutes`)
})

/** One cake, two orders of one customer; the second comes while the first is being paid, and the cake does not pass over. */
const rush = scene(async s => {
  const [first, second] = s.two(cake)
  void first.orders()
  await s.until('PaymentAsked')
  void second.orders()
  return () => s.must(first.told[0] === '201', `who was first was told ${first.told[0]}`)
})

/** The store does not say whether it has kept what it was given, while an order is paid: nobody is told what is not so. */
const unsure = scene(async s => {
  s.weather({ unknown: 1 })
  void s.come('k0').orders()
  await s.until(() => s.world.met.has('unknown'), 500)
  s.weather()
})

/** Declined: what was held is free at once, not when it would have expired. */
const declined = scene(async s => {
  await s.soon(s.come('k0', { ...cake, paymentToken: 'decline' }).orders())
  await s.pass(minutes(1))
  s.must((await s.state('order', 'item', 'cake')).stock === 1, 'declined, and the cake is still held')
})

/** The bakery is away for a night: orders are taken all the same, nobody is told anything untrue, and it catches up. */
const night = scene(
  async s => {
    s.dies('bakery', hours(8))
    const [first, second] = [s.come('k0', { customerId: 'c0' }), s.come('k1')]
    for (const me of s.customers) await s.soon(me.orders())
    await s.soon(first.cancels())
    await s.pass(hours(7))
    const page = (await s.of('customer').store.row('mypage', second.id!))?.value
    s.must(page?.status === 'Ordered', `while the bakery is away my page says ${page?.status}`)
    const isNews = ({ type, data }: Recorded) => type === 'MessageQueued' && data.what !== 'Ordered'
    s.must(!(await s.facts()).some(isNews), 'while the bakery is away its news is told')
  },
  { good: true },
)

/** A cancel and the baker cross each other: whoever reached the bakery first has it, and all say so. */
const crossing = scene(async s => {
  const w = s.world
  const me = s.come('k0', cake)
  await s.soon(me.orders())
  await s.pass(1000)
  s.weather({ lag: 0.7 })
  const orderId = me.id!
  const cancels = w.chance(0.7)
  const steps = [Bake, Dispatch, Deliver].slice(0, w.between(1, 4))
  const bakes = async () => {
    for (const step of steps) await press(s, baker, bakeries, step({ orderId }))
  }
  void bakes()
  await w.run({ steps: w.between(1, 60), time: 50 })
  if (cancels) void me.cancels()
  await s.pass(minutes(1))
})

/** A cancel comes just too late, and whoever heard all that dies before they kept how far they are: the bakery's news is heard again. */
const heardAgain = scene(async s => {
  const me = s.come('k0', cake)
  await s.soon(me.orders())
  await s.pass(1000)
  const orderId = me.id!
  void press(s, baker, bakeries, Bake({ orderId }))
  await s.until('BakingStarted', 1000)
  void me.cancels()
  await s.until('CancelFailed', 150)
  void press(s, baker, bakeries, Dispatch({ orderId }))
  await s.until(() => s.world.story.some(line => /ProgressNoted .*OutForDelivery/.test(line)), 150)
  s.dies('order', 10)
  await s.pass(minutes(1))
})

/** Who took the order dies while its stock is being asked for, and the customer thinks better of it: the hold comes after its release. */
const died = scene(async s => {
  const me = s.come('k0', cake)
  void me.orders(1000)
  await s.until('OrderRequested')
  s.dies('order', 10)
  await s.pass(20)
  s.back()
  await s.soon(me.cancels())
  await s.pass(4000)
})

/** The baker turns an order down, and every event is late on its way: the money is back before the order hears of the no, or after it. */
const turnedDown = scene(
  async s => {
    const me = s.come('k0')
    await s.soon(me.orders())
    await s.pass(5000)
    s.weather({ lag: 1 })
    await s.soon(press(s, baker, bakeries, Reject({ orderId: me.id!, reason: 'the oven is cold' })))
    await s.pass(minutes(15))
  },
  { stage: { autoConfirm: false } },
)

/** The provider refuses the refund of an order that was turned down: that waits for an operator, whose retry brings the money back. */
const refused = scene(
  async s => {
    const me = s.come('k0')
    await s.soon(me.orders())
    const orderId = me.id!
    await s.pass(5000)
    s.provider.refuses.add(String(orderId))
    s.weather({ provider: 0.3 })
    await s.soon(press(s, baker, bakeries, Reject({ orderId, reason: 'the oven is cold' })))
    await s.world.run({ steps: 20_000, time: hours(2), until: () => hasHappened(s.world, 'RefundStuck') })
    await s.pass(hours(1))
    s.weather()
    s.must((await s.state('pay', 'payment', orderId))?.status === 'stuck', 'a refund was refused, and nobody is to look after it')
    await s.soon(press(s, operator, trade.payments, RetryRefund({ orderId })))
  },
  { stage: { autoConfirm: false } },
)

export const stories: Stories = {
  ...sellingStories<Wish, Shop, Options>(telling, {
    last: cake,
    paid: 'PayApproved',
    partBack: 'PayReturned',
    approved: ApprovePayment({ orderId: 1, customerId: 'c9', price: 1 }),
    staff: baker,
    price: ({ wish }) => wish.price,
    give: (orderId, wish) => GiveBack({ orderId, reason: 'the service was poor', ...wish }),
    stands: ['Ordered'],
  }),
  outage,
  rush,
  unsure,
  declined,
  night,
  crossing,
  heardAgain,
  died,
  turnedDown,
  refused,
}
