/** Stories of the bakery: customers, a baker and a provider in a storm, then calm, then the promises are read. */
import { hours, type Message, minutes } from '@jumun/core/model'
import {
  actor,
  type Build,
  caseOf,
  type Faults,
  giveParts,
  goodWeather,
  hasHappened,
  type Heard,
  itemsOf,
  outcomeOf,
  outdoors,
  paidFor,
  type Outdoors,
  post,
  prepare,
  press,
  readViews,
  soon,
  stage,
  type Stage,
  type Story,
  wordOf,
  withLyingProvider,
} from '@jumun/testing'
import { bySystem, type Caller, type Recorded } from '@jumun/core/runtime'
import { SettleDifference } from '../differences.ts'
import { Bake, Confirm, Deliver, Dispatch, Reject } from './bakery/commands.ts'
import { ChangeShop, OpenShop } from './bakery/shop-commands.ts'
import { theShop } from './bakery/shop.ts'
import { CancelOrder, PayOrder } from './order/commands.ts'
import { AddItem, ChangeItem } from './order/item-commands.ts'
import { ApprovePayment, GiveBack, RetryRefund } from './pay/commands.ts'
import { conserved, moneyIsTold, numbered, toldTruly } from '@jumun/testing/promises'
import { atRest, canceledTruly, lives, orderFile } from './promises.ts'
import { bread } from './system.ts'

const [baker, operator] = [actor('baker', 'baker'), actor('operator', 'operator')]

interface Customer {
  readonly key: string
  readonly who: Caller
  readonly wish: {
    readonly customerId: string
    readonly item: string
    readonly qty: number
    readonly price: number
    readonly paymentToken: string
  }
  readonly told: string[]
  /** Of that, what was the answer to the order itself. */
  readonly ordered: string[]
  orderId: number | undefined
  cancelled: boolean
}
const price: { readonly [item: string]: number } = { donut: 3000, cake: 25_000 }

interface Shop extends Stage, Outdoors {
  readonly cakes: number
}
/** The bakery with what it sells, in good weather. */
const open = async (seed: number, build: Build, { cakes = 1, autoConfirm = true } = {}): Promise<Shop> => {
  const { there, outside } = outdoors(build)
  const s = stage(bread, seed, goodWeather, build, () => 2, outside)
  for (const item of ['donut', 'cake'] as const)
    await prepare(s, 'order', AddItem({ item, price: price[item]!, stock: item === 'cake' ? cakes : null }), baker)
  await prepare(s, 'bakery', OpenShop({ shop: theShop, autoConfirm }), baker)
  return { ...s, ...there, cakes }
}

// ---- what people do
const orders = ['order', 'orders'] as const
const payments = ['pay', 'payments'] as const
const bakeries = ['bakery', 'bakeries'] as const
const order = (s: Shop, me: Customer, patience = 3000): Promise<Heard> => post(s, me.who, orders, me.wish, { key: me.key, patience })
const hears = (s: Shop, me: Customer, said: Heard, doing: string) => {
  const heard = wordOf(said)
  me.told.push(heard)
  if (doing === 'orders') me.ordered.push(heard)
  if (typeof said !== 'string' && said.key !== undefined) me.orderId = said.key as number
  s.world.note(`customer ${me.key} ${doing}: ${heard}${typeof said !== 'string' && said.kind === 'problem' ? ` ${said.reason}` : ''}`)
  return heard
}

const newCustomer = (key: string, wish: Partial<Customer['wish']> = {}): Customer => {
  const { item = 'donut', qty = 1, customerId = 'c1', paymentToken = 'approve' } = wish
  return {
    key,
    who: actor(key, 'customer', { customerId }),
    wish: { customerId, item, qty, price: price[item]! * qty, paymentToken },
    told: [],
    ordered: [],
    orderId: undefined,
    cancelled: false,
  }
}
/** Orders, tries again with the same key, pays, gives up, cancels, twice if need be. */
const customerLife = async (s: Shop, me: Customer) => {
  const w = s.world
  await w.step(undefined, w.between(0, 3000))
  for (let tries = 0; tries < 5; tries++) {
    const heard = hears(s, me, await order(s, me, w.chance(2 * w.faults.lost) ? 300 : 3000), 'orders')
    if (heard === '201' || heard === '4xx' || w.chance(0.35)) break
    await w.step(undefined, w.chance(0.3) ? w.between(1000, 700_000) : w.between(5, 4000))
  }
  const { orderId } = me
  if (orderId === undefined) return
  for (let tries = 0; tries < 2 && me.told.at(-1)?.startsWith('503') && w.chance(0.3); tries++) {
    if (tries) await w.step(undefined, w.between(5, 60_000))
    hears(s, me, await press(s, me.who, orders, PayOrder({ orderId })), 'pays')
  }
  if (!w.chance(0.4)) return
  await w.step(undefined, w.between(0, 4000))
  me.cancelled = true
  for (let k = w.between(1, 3); k > 0; k--) await press(s, me.who, orders, CancelOrder({ orderId }), 2000)
}
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

/** Three customers and a baker, until nobody wants anything any more; then calm. */
const storm = async (seed: number, faults: Faults, build: Build): Promise<{ s: Shop; customers: readonly Customer[] }> => {
  const s = await open(seed, build, { cakes: 1 + (seed % 3), autoConfirm: seed % 2 === 0 })
  const w = s.world
  w.faults = faults
  let people = 0
  const lives = (life: Promise<void>) => {
    people++
    void life.then(() => void people--)
  }
  const customers = ['k0', 'k1', 'k2'].map(key =>
    newCustomer(key, {
      item: w.chance(0.5) ? 'cake' : 'donut',
      qty: w.chance(0.25) ? 2 : 1,
      customerId: w.pick(['c1', 'c2']),
      paymentToken: w.chance(0.12) ? 'decline' : 'approve',
    }),
  )
  for (const me of customers) lives(customerLife(s, me))
  lives(bakerLife(s))
  if (w.chance(0.1)) s.provider.refuses.add(String(w.between(1, 4)))
  await w.run({ steps: 8000, until: () => people === 0 })
  await w.run({ steps: 600 })
  await s.calm(hours(6))
  await retried(s)
  return { s, customers }
}
/** An operator asks again for each refund that was refused. */
const retried = async (s: Shop) => {
  for (let i = 0; i < 3; i++) {
    const stuck = (await itemsOf(s, 'pay', 'payment')).filter(p => p.status === 'stuck')
    for (const { orderId } of stuck) void press(s, operator, payments, RetryRefund({ orderId }), 5000)
    if (!stuck.length) break
    await s.calm(hours(2))
  }
}

// ---- the promises
/** An event about an order lies in its case. */
const ofOrder = ({ data, case: of }: Recorded) => (data.orderId === undefined ? of : `orderId/${data.orderId}`)
const readPromises = async (s: Shop): Promise<readonly Recorded[]> => {
  const facts = await s.facts()
  const made = await itemsOf(s, 'order', 'order')
  for (const { orderId } of made) {
    const file = orderFile(await caseOf(s, 'orderId', orderId, facts, s.provider))
    const untold = moneyIsTold(file.facts, { back: 'PayCanceled', made: 'Ordered' })
    for (const wrong of [...atRest(file), ...untold]) s.world.wrong(wrong)
  }
  const bought = made.filter(o => lives(o) && o.item === 'cake').reduce((n, o) => n + o.qty, 0)
  const promised = [
    ...conserved('cake', await s.state('order', 'item', 'cake'), s.cakes, bought),
    ...canceledTruly(made),
    ...numbered(facts, ofOrder),
  ]
  for (const wrong of promised) s.world.wrong(wrong)
  for (const e of facts)
    if (e.type === 'MessageSent' && !s.sent.has(e.data.messageId)) s.world.wrong('MessageSent was said before the message was sent')
  await readViews(s, 'customer')
  return facts
}

/** `good`: in good weather everybody gets what there is. */
const readTold = async (s: Shop, customers: readonly Customer[], facts: readonly Recorded[], good = false) => {
  const cakesWanted = customers.reduce((sum, { wish }) => sum + (wish.item === 'cake' ? wish.qty : 0), 0)
  for (const me of customers) {
    const ids = facts.filter(e => e.type === 'OrderRequested' && e.actor === me.key).map(e => e.data.orderId as number)
    const orders = await Promise.all(ids.map(id => s.state('order', 'order', id)))
    const isOver = orders.some(o => o.status === 'Rejected' || (me.cancelled && o.status === 'Canceled'))
    const told = paidFor(s.provider, me.told, ids)
    for (const wrong of toldTruly({ thing: 'order', made: ids.length, lives: orders.some(lives), isOver, ...told })) s.world.wrong(wrong)
    const expected = me.wish.paymentToken === 'decline' ? '4xx' : '201'
    const enough = me.wish.item === 'donut' || cakesWanted <= s.cakes
    if (good && enough && me.told[0] !== expected) s.world.wrong(`in good weather: ${me.told[0]}`)
  }
}
/** Who was told a yes or a no and asks again with the same key hears the same, whatever happened since. */
const askAgain = async (s: Shop, customers: readonly Customer[]) => {
  const heads = (await s.facts()).length
  for (const me of customers) {
    const first = me.ordered.find(heard => heard === '201' || heard === '4xx')
    if (!first || !(await s.of('order').store.keyed(`${me.key} ${me.key}`))) continue
    const said = await soon(s.world, order(s, me))
    const same =
      typeof said === 'object' &&
      wordOf(said) === first &&
      (first !== '201' || (said.kind === 'item' && said.item.state.status === 'Ordered'))
    if (!same)
      s.world.wrong(`the same key again: ${typeof said === 'object' ? `${wordOf(said)} ${said.item?.state.status}` : said}, was ${first}`)
  }
  if ((await s.facts()).length !== heads) s.world.wrong('the same key again: something happened')
}

// ---- the stories

/** A storm, calm; who asks again hears the same; and a month later everything comes once more. */
const main: Story = async (seed, faults, build) => {
  const { s, customers } = await storm(seed, faults, build)
  await readTold(s, customers, await readPromises(s), faults === goodWeather)
  await askAgain(s, customers)
  await s.everythingAgain()
  return outcomeOf(s)
}

/** Pay is away for two hours: what an unpaid order holds is let go when it expires, not when pay returns. */
const outage: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const from = w.now
  for (const p of w.processes.filter(p => p.context === 'pay')) w.kill(p, hours(2))
  void order(s, newCustomer('k0', { item: 'cake' }))
  await w.run({ steps: 200_000, time: hours(4) })
  const at = ((await s.facts()).find(e => e.type === 'StockReleased')?.time ?? Infinity) - from
  if (at > minutes(15)) w.wrong(`unpaid, expired, stock let go after ${Math.round(at / minutes(1))} minutes`)
  await s.calm(hours(1))
  await readPromises(s)
  return outcomeOf(s)
}

/** Fail, then the same request again: success, also for the last cake (BRD-X2, COM-63). */
const again: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const pays = w.processes.filter(p => p.context === 'pay')
  for (const p of pays) w.kill(p, hours(10))
  const [first, second] = ['first', 'second'].map(key => newCustomer(key, { item: 'cake' })) as [Customer, Customer]
  hears(s, first, await soon(w, order(s, first)), 'orders')
  for (const p of pays) w.revive(p)
  hears(s, second, await soon(w, order(s, second)), 'orders')
  const said = [...first.told, ...second.told].join()
  if (said !== '503 nothing charged,201') w.wrong(`fail, then again: ${said}`)
  await s.calm(hours(4))
  await readPromises(s)
  return outcomeOf(s)
}

/** One cake, two orders of one customer; the second comes while the first is being paid, and the cake does not pass over. */
const rush: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const [first, second] = ['first', 'second'].map(key => newCustomer(key, { item: 'cake' })) as [Customer, Customer]
  void order(s, first).then(said => hears(s, first, said, 'orders'))
  await w.run({ steps: 5000, time: 2000, until: () => w.story.some(line => line.includes(' PaymentAsked {')) })
  void order(s, second).then(said => hears(s, second, said, 'orders too'))
  await s.calm(hours(4))
  await readTold(s, [first, second], await readPromises(s))
  if (first.told[0] !== '201') w.wrong(`who was first was told ${first.told[0]}`)
  return outcomeOf(s)
}

/** The store does not say whether it has kept what it was given, while an order is paid: nobody is told what is not so. */
const unsure: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer('k0')
  w.faults = { ...goodWeather, unknown: 1 }
  void order(s, me).then(said => hears(s, me, said, 'orders'))
  await w.run({ steps: 500, time: 500, until: () => w.met.has('unknown') })
  w.faults = goodWeather
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/** Declined: what was held is free at once, not when it would have expired. */
const declined: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  await soon(w, order(s, newCustomer('k0', { item: 'cake', paymentToken: 'decline' })))
  await w.run({ steps: 5000, time: minutes(1) })
  if ((await s.state('order', 'item', 'cake')).stock !== 1) w.wrong('declined, and the cake is still held')
  await s.calm(hours(4))
  await readPromises(s)
  return outcomeOf(s)
}

/** The bakery is away for a night: orders are taken all the same, nobody is told anything untrue, and it catches up. */
const night: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  for (const p of w.processes.filter(p => p.context === 'bakery')) w.kill(p, hours(8))
  const customers = ['k0', 'k1'].map((key, i) => newCustomer(key, { customerId: `c${i}` }))
  for (const me of customers) hears(s, me, await soon(w, order(s, me)), 'orders')
  customers[0]!.cancelled = true
  await soon(w, press(s, customers[0]!.who, orders, CancelOrder({ orderId: customers[0]!.orderId! })))
  await w.run({ steps: 200_000, time: hours(7) })
  const page = (await s.of('customer').store.row('mypage', customers[1]!.orderId!))?.value
  if (page?.status !== 'Ordered') w.wrong(`while the bakery is away my page says ${page?.status}`)
  if ((await s.facts()).some(e => e.type === 'MessageQueued' && e.data.what !== 'Ordered'))
    w.wrong('while the bakery is away its news is told')
  await s.calm(hours(4))
  await readTold(s, customers, await readPromises(s), true)
  return outcomeOf(s)
}

/** A cancel and the baker cross each other: whoever reached the bakery first has it, and all say so. */
const crossing: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer('k0', { item: 'cake' })
  hears(s, me, await soon(w, order(s, me)), 'orders')
  await w.run({ steps: 5000, time: 1000 })
  w.faults = { ...goodWeather, lag: 0.7 }
  const orderId = me.orderId!
  me.cancelled = w.chance(0.7)
  const steps = [Bake, Dispatch, Deliver].slice(0, w.between(1, 4))
  const bakes = async () => {
    for (const step of steps) await press(s, baker, bakeries, step({ orderId }))
  }
  void bakes()
  await w.run({ steps: w.between(1, 60), time: 50 })
  if (me.cancelled) void press(s, me.who, orders, CancelOrder({ orderId }))
  await w.run({ steps: 20_000, time: minutes(1) })
  await s.calm(hours(1))
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/** A cancel comes just too late, and whoever heard all that dies before they kept how far they are: the bakery's news is heard again. */
const heardAgain: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer('k0', { item: 'cake' })
  hears(s, me, await soon(w, order(s, me)), 'orders')
  await w.run({ steps: 5000, time: 1000 })
  const orderId = me.orderId!
  void press(s, baker, bakeries, Bake({ orderId }))
  await w.run({ steps: 1000, time: 1000, until: () => hasHappened(w, 'BakingStarted') })
  me.cancelled = true
  void press(s, me.who, orders, CancelOrder({ orderId }))
  await w.run({ steps: 1000, time: 150, until: () => hasHappened(w, 'CancelFailed') })
  void press(s, baker, bakeries, Dispatch({ orderId }))
  await w.run({ steps: 1000, time: 150, until: () => w.story.some(line => /ProgressNoted .*OutForDelivery/.test(line)) })
  for (const p of w.processes.filter(p => p.context === 'order')) w.kill(p, 10)
  await w.run({ steps: 5000, time: minutes(1) })
  await s.calm(hours(1))
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/** Who took the order dies while its stock is being asked for, and the customer thinks better of it: the hold comes after its release. */
const died: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer('k0', { item: 'cake' })
  void order(s, me, 1000).then(said => hears(s, me, said, 'orders'))
  await w.run({ steps: 5000, time: 2000, until: () => hasHappened(w, 'OrderRequested') })
  for (const p of w.processes.filter(p => p.context === 'order')) w.kill(p, 10)
  await w.run({ steps: 5000, time: 20 })
  for (const p of w.processes) w.revive(p)
  me.cancelled = true
  await soon(w, press(s, me.who, orders, CancelOrder({ orderId: 1 })))
  await w.run({ steps: 5000, time: 4000 })
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/** The baker turns an order down, and every event is late on its way: the money is back before the order hears of the no, or after it. */
const turnedDown: Story = async (seed, _, build) => {
  const s = await open(seed, build, { autoConfirm: false })
  const w = s.world
  const me = newCustomer('k0')
  hears(s, me, await soon(w, order(s, me)), 'orders')
  await w.run({ steps: 5000, time: 5000 })
  w.faults = { ...goodWeather, lag: 1 }
  await soon(w, press(s, baker, bakeries, Reject({ orderId: me.orderId!, reason: 'the oven is cold' })))
  await w.run({ steps: 20_000, time: minutes(15) })
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/** The provider refuses the refund of an order that was turned down: that waits for an operator, whose retry brings the money back. */
const refused: Story = async (seed, _, build) => {
  const s = await open(seed, build, { autoConfirm: false })
  const w = s.world
  const me = newCustomer('k0')
  hears(s, me, await soon(w, order(s, me)), 'orders')
  const orderId = me.orderId!
  await w.run({ steps: 5000, time: 5000 })
  s.provider.refuses.add(String(orderId))
  w.faults = { ...goodWeather, provider: 0.3 }
  await soon(w, press(s, baker, bakeries, Reject({ orderId, reason: 'the oven is cold' })))
  await w.run({ steps: 20_000, time: hours(2), until: () => hasHappened(w, 'RefundStuck') })
  await w.run({ steps: 20_000, time: hours(1) })
  w.faults = goodWeather
  if ((await s.state('pay', 'payment', orderId))?.status !== 'stuck') w.wrong('a refund was refused, and nobody is to look after it')
  await soon(w, press(s, operator, payments, RetryRefund({ orderId })))
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/** In a storm, with such a provider: whatever arrives is found in the end, and goes back where nobody wants it. */
const liar: Story = async (seed, faults, build) => {
  const { s, customers } = await storm(seed, faults, withLyingProvider(build))
  await readTold(s, customers, await readPromises(s))
  return outcomeOf(s)
}
/** A customer thinks better of it while the charge is on its way to such a provider. */
const regret: Story = async (seed, _, build) => {
  const s = await open(seed, withLyingProvider(build))
  const w = s.world
  const me = newCustomer('k0')
  w.faults = { ...goodWeather, provider: 0.5 }
  void order(s, me).then(said => hears(s, me, said, 'orders'))
  const moment = w.pick(['PaymentAsked', 'PayApproved'])
  await w.run({ steps: 5000, time: 2000, until: () => hasHappened(w, moment) })
  me.cancelled = true
  await soon(w, press(s, me.who, orders, CancelOrder({ orderId: 1 })))
  await w.run({ steps: 5000, time: minutes(1) })
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/** Staff give back parts, in every weather of the provider: never more than was paid, a cancel brings the rest, and all say so. */
const parts: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer('k0')
  hears(s, me, await soon(w, order(s, me)), 'orders')
  await w.run({ steps: 5000, time: 1000 })
  const orderId = me.orderId!
  if (w.chance(0.2)) s.provider.refuses.add(String(orderId))
  me.cancelled = await giveParts(s, {
    place: ['pay', 'payments'],
    staff: [baker, operator],
    paid: me.wish.price,
    give: wish => GiveBack({ orderId, reason: 'the service was poor', ...wish }),
    cancel: () => press(s, me.who, orders, CancelOrder({ orderId })),
  })
  await s.calm(hours(6))
  await retried(s)
  await readTold(s, [me], await readPromises(s))
  if (!me.cancelled && !hasHappened(w, 'PayReturned')) w.wrong('staff gave something back, and nothing came')
  return outcomeOf(s)
}

/** A payment of somebody else stands under the number of an order: it ends unpaid, and an operator looks at whose it is, and settles it. */
const others: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  await prepare(s, 'pay', ApprovePayment({ orderId: 1, customerId: 'c9', price: 1 }), bySystem)
  await soon(s.world, order(s, newCustomer('k0')))
  await s.world.run({ steps: 5000, time: minutes(1) })
  const difference = 'contradiction-1'
  const isOpen = async () => (await s.state('pay', 'difference', difference))?.status === 'open'
  if (!(await isOpen())) s.world.wrong('a payment of somebody else ended it, and nobody has to look at that')
  else await prepare(s, 'pay', SettleDifference({ difference, reason: 'the store was older than its neighbours' }), operator)
  if (await isOpen()) s.world.wrong('what an operator settles stays open')
  return outcomeOf(s)
}

export const stories: { readonly main: Story; readonly [name: string]: Story } = {
  main,
  outage,
  again,
  rush,
  unsure,
  declined,
  night,
  crossing,
  heardAgain,
  died,
  turnedDown,
  refused,
  liar,
  regret,
  parts,
  others,
}
