/** Stories of the café: customers, baristas, a manager and a provider in a storm, then calm, then the promises are read. */
import {
  after,
  aggregate,
  command,
  context,
  event,
  hours,
  type Message,
  minutes,
  policy,
  Type,
  type Whenever,
  whenever,
} from '@jumun/core/model'
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
  type Outdoors,
  outdoors,
  paidFor,
  post,
  prepare,
  press,
  readViews,
  type Stage,
  stage,
  type Story,
  withLyingProvider,
  withPolicies,
  wordOf,
  type World,
} from '@jumun/testing'
import { bySystem, type Caller, margin, type Question, type Recorded } from '@jumun/core/runtime'
import { SettleDifference } from '../differences.ts'
import { HandOver, Make, Receive } from './drink/commands.ts'
import { Made } from './drink/events.ts'
import { CancelOrder, PayOrder } from './order/commands.ts'
import { Ordered } from './order/events.ts'
import { AddMenuItem, ChangeMenuItem, RemoveMenuItem } from './order/menu-commands.ts'
import { ApprovePayment, GiveBack, RetryRefund } from './payment/commands.ts'
import { PaymentCanceled } from './payment/events.ts'
import { conserved, moneyIsTold, numbered, toldTruly } from '@jumun/testing/promises'
import { atRest, lives, orderFile } from './promises.ts'
import { cafeteria } from './system.ts'

const [barista, operator, manager] = [actor('barista', 'barista'), actor('operator', 'operator'), actor('manager', 'manager')]
interface Customer {
  readonly key: string
  readonly who: Caller
  readonly wish: {
    readonly phoneNumber: string
    readonly productName: string
    readonly qty: number
    readonly amt: number
    readonly paymentToken: string
  }
  readonly told: string[]
  orderId: number | undefined
  cancelled: boolean
}

const price: { readonly [productName: string]: number } = { coffee: 500, cake: 3000 }

/** One word for what a customer was told. */
const word = (heard: Heard | 'paid'): string => (heard === 'paid' ? '201' : wordOf(heard))

interface Cafe extends Stage, Outdoors {
  /** What was asked of the provider. */
  readonly asked: readonly Question[]
  readonly cakes: number
}
/** The café with its menu, in good weather. */
const open = async (seed: number, build: Build, system = cafeteria, cakes = 1): Promise<Cafe> => {
  const asked: Question[] = []
  const { there, outside } = outdoors(build, () => ({
    psp: q => {
      asked.push(q)
      return there.provider.ask(q, String(q.data.reference))
    },
  }))
  const s = stage(system, seed, goodWeather, build, () => 2, outside)
  await prepare(s, 'order', AddMenuItem({ productName: 'coffee', price: price['coffee']!, stock: null }), manager)
  await prepare(s, 'order', AddMenuItem({ productName: 'cake', price: price['cake']!, stock: cakes }), manager)
  return { ...s, ...there, asked, cakes }
}
// ---- what people do
const order = (s: Cafe, me: Customer, patience = 3000): Promise<Heard> =>
  post(s, me.who, ['order', 'orders'], me.wish, { key: me.key, patience })
/** `POST /payments`: payment passes it on, and the order decides for the person. */
const payAtPayment = (s: Cafe, { who }: Customer, orderId: number, patience = 3000): Promise<Heard | 'paid'> =>
  s.request(
    'payment',
    async ({ node }, sent) => {
      const until = sent + Math.min(2000, patience)
      const reply = await node.ask({
        ...PayOrder({ orderId }),
        id: node.clock.id(),
        by: 'system',
        causes: [],
        actor: who.actor,
        until,
        person: who,
      })
      if (reply.kind !== 'answer') return reply.kind === 'unreachable' ? 'away' : { kind: 'problem', reason: 'unknown' }
      if (!reply.accepted) return { kind: 'problem', reason: reply.reason! }
      return reply.status === 'AwaitingPayment'
        ? { kind: 'problem', reason: 'payment-unknown' }
        : reply.status === 'Ordered'
          ? 'paid'
          : { kind: 'problem', reason: reply.status }
    },
    patience,
  )
const hears = (s: Cafe, me: Customer, said: Heard | 'paid', doing: string) => {
  const heard = word(said)
  me.told.push(heard)
  if (typeof said !== 'string' && said.key !== undefined) me.orderId = said.key as number
  s.world.note(`customer ${me.key} ${doing}: ${heard}${typeof said !== 'string' && said.kind === 'problem' ? ` ${said.reason}` : ''}`)
  return heard
}

const newCustomer = (w: World, key: string, wish: Partial<Customer['wish']> = {}): Customer => {
  const { productName = 'coffee', qty = 1, phoneNumber = '01000000001', paymentToken = 'approve' } = wish
  return {
    key,
    who: actor(key, 'customer', { phoneNumber }),
    wish: { phoneNumber, productName, qty, amt: price[productName]! * qty, paymentToken },
    told: [],
    orderId: undefined,
    cancelled: false,
  }
}
/** Orders, tries again with the same key, pays, gives up, cancels, twice if need be. */
const customerLife = async (s: Cafe, me: Customer) => {
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
    if (w.chance(0.5)) hears(s, me, await payAtPayment(s, me, orderId), 'pays at payment')
    else hears(s, me, await press(s, me.who, ['order', 'orders'], PayOrder({ orderId })), 'pays')
  }
  if (!w.chance(0.4)) return
  await w.step(undefined, w.between(0, 4000))
  me.cancelled = true
  for (let k = w.between(1, 3); k > 0; k--) await press(s, me.who, ['order', 'orders'], CancelOrder({ orderId }), 2000)
}
const next: { readonly [status: string]: (wish: { orderId: number }) => Message } = {
  PaymentApproved: Receive,
  Receipted: Make,
  Made: HandOver,
}
const baristaLife = async (s: Cafe) => {
  const w = s.world
  for (let i = 0; i < 14; i++) {
    await w.step(undefined, w.between(50, 2500))
    const todo = (await itemsOf(s, 'drink', 'drink')).filter(d => d.status in next)
    if (!todo.length) continue
    const { orderId, status } = w.pick(todo)
    await press(s, barista, ['drink', 'drinks'], next[status]!({ orderId }), 2000)
  }
}
/** Marks things as sold out, changes prices, takes the cake off the menu, cancels orders. */
const managerLife = async (s: Cafe, customers: readonly Customer[]) => {
  const w = s.world
  for (let i = 0; i < 2; i++) {
    await w.step(undefined, w.between(0, 8000))
    const { orderId } = w.pick(customers)
    const does = w.pick(['sold out', 'there again', 'price', 'off', 'cancel'] as const)
    const change = (wish: Omit<Parameters<typeof ChangeMenuItem>[0], 'productName'>) =>
      press(s, manager, ['order', 'menu'], ChangeMenuItem({ productName: 'cake', ...wish }), 2000)
    if (does === 'sold out') await change({ soldOut: true })
    if (does === 'there again') await change({ soldOut: false })
    if (does === 'price') await change({ price: 3100 })
    if (does === 'off') await press(s, manager, ['order', 'menu'], RemoveMenuItem({ productName: 'cake' }), 2000)
    if (does !== 'cancel' || orderId === undefined) continue
    for (const c of customers) if (c.orderId === orderId) c.cancelled = true
    await press(s, manager, ['order', 'orders'], CancelOrder({ orderId }), 2000)
  }
}

/** A whole context is away for a while: what others want of it is put aside. */
const contextAway = async (s: Cafe) => {
  const w = s.world
  await w.step(undefined, w.between(0, 8000))
  const { name } = w.pick(s.system.contexts)
  for (const p of w.processes) if (p.context === name && p.alive) w.kill(p, w.between(5000, 200_000))
}

/** Three customers, a barista, now and then a manager, until nobody wants anything any more; then calm. */
const storm = async (seed: number, faults: Faults, build: Build): Promise<{ s: Cafe; customers: readonly Customer[] }> => {
  const s = await open(seed, build, cafeteria, 1 + (seed % 3))
  const w = s.world
  w.faults = faults
  let people = 0
  const lives = (life: Promise<void>) => {
    people++
    void life.then(() => void people--)
  }
  const customers = ['k0', 'k1', 'k2'].map(key => {
    const productName = w.chance(0.5) ? 'cake' : 'coffee'
    return newCustomer(w, key, {
      productName,
      qty: w.chance(0.25) ? 2 : 1,
      phoneNumber: w.pick(['01000000001', '01000000002']),
      paymentToken: w.chance(0.12) ? 'decline' : 'approve',
    })
  })
  for (const me of customers) lives(customerLife(s, me))
  lives(baristaLife(s))
  if (faults !== goodWeather && w.chance(0.15)) lives(managerLife(s, customers))
  if (faults !== goodWeather && w.chance(0.2)) void contextAway(s)
  if (w.chance(0.1)) s.provider.refuses.add(String(w.between(1, 4)))
  await w.run({ steps: 8000, until: () => people === 0 })
  await w.run({ steps: 600 })
  await s.calm(hours(6))
  await retried(s)
  return { s, customers }
}
/** An operator asks again for each refund that was refused. */
const retried = async (s: Cafe) => {
  for (let i = 0; i < 3; i++) {
    const stuck = (await itemsOf(s, 'payment', 'payment')).filter(p => p.status === 'RefundStuck')
    for (const { orderId } of stuck) void press(s, operator, ['payment', 'payments'], RetryRefund({ orderId }), 5000)
    if (!stuck.length) break
    await s.calm(hours(2))
  }
}

// ---- the promises
/** An event about an order lies in its case. */
const ofOrder = ({ data, case: of }: Recorded) => (data.orderId === undefined ? of : `orderId/${data.orderId}`)
const readPromises = async (s: Cafe): Promise<readonly Recorded[]> => {
  const facts = await s.facts()
  const made = await itemsOf(s, 'order', 'order')
  for (const { orderId } of made) {
    const file = orderFile(await caseOf(s, 'orderId', orderId, facts, s.provider))
    const untold = moneyIsTold(file.facts, { back: 'PaymentCanceled', made: 'Ordered' })
    for (const wrong of [...atRest(file), ...untold]) s.world.wrong(wrong)
  }
  const bought = made.filter(o => lives(o) && o.productName === 'cake').reduce((n, o) => n + o.qty, 0)
  const promised = [...conserved('cake', await s.state('order', 'menu', 'cake'), s.cakes, bought), ...numbered(facts, ofOrder)]
  for (const wrong of promised) s.world.wrong(wrong)
  for (const e of facts)
    if (e.type === 'MessageSent' && !s.sent.has(e.data.messageId)) s.world.wrong('MessageSent was said before the message was sent')
  await readViews(s, 'customercenter')
  return facts
}
/** `good`: in good weather, where nobody takes anything off the menu, everybody gets what there is. */
const readTold = async (s: Cafe, customers: readonly Customer[], facts: readonly Recorded[], good = false) => {
  const cakesWanted = customers.reduce((sum, { wish }) => sum + (wish.productName === 'cake' ? wish.qty : 0), 0)
  for (const me of customers) {
    const ids = facts.filter(e => e.type === 'OrderRequested' && e.actor === me.key).map(e => e.data.orderId as number)
    const orders = await Promise.all(ids.map(id => s.state('order', 'order', id)))
    const isOver = me.cancelled && orders.some(o => o.status === 'OrderCanceled')
    const told = paidFor(s.provider, me.told, ids)
    for (const wrong of toldTruly({ thing: 'order', made: ids.length, lives: orders.some(lives), isOver, ...told })) s.world.wrong(wrong)
    const expected = me.wish.paymentToken === 'decline' ? '4xx' : '201'
    const enough = me.wish.productName === 'coffee' || cakesWanted <= s.cakes
    if (good && enough && me.told[0] !== expected) s.world.wrong(`in good weather: ${me.told[0]}`)
  }
}
/** Who was told a yes or a no and asks again with the same key hears the same, whatever happened since. */
const askAgain = async (s: Cafe, customers: readonly Customer[]) => {
  const heads = (await s.facts()).length
  for (const me of customers) {
    const first = me.told.find(heard => heard === '201' || heard === '4xx')
    if (!first || !(await s.of('order').store.keyed(`${me.key} ${me.key}`))) continue
    const said = await soon(s.world, order(s, me))
    // an order that had to make way for one being paid is declined as "busy": a no all the same
    const again = typeof said === 'object' && said.kind === 'problem' && said.item?.state.status === 'Declined' ? '4xx' : word(said)
    const same =
      typeof said === 'object' && again === first && (first !== '201' || (said.kind === 'item' && said.item.state.status === 'Ordered'))
    if (!same)
      s.world.wrong(`the same key again: ${typeof said === 'object' ? `${word(said)} ${said.item?.state.status}` : said}, was ${first}`)
  }
  if ((await s.facts()).length !== heads) s.world.wrong('the same key again: something happened')
}
// ---- the stories
/** A storm, calm; who asks again hears the same; and a month later everything comes once more. */
const main: Story = async (seed, faults, build) => {
  const { s, customers } = await storm(seed, faults, build)
  const facts = await readPromises(s)
  await readTold(s, customers, facts, faults === goodWeather)
  await askAgain(s, customers)
  await s.everythingAgain()
  return outcomeOf(s)
}

const liar: Story = async (seed, faults, build) => {
  const { s, customers } = await storm(seed, faults, withLyingProvider(build))
  await readTold(s, customers, await readPromises(s))
  return outcomeOf(s)
}

/** Payment is away for two hours: what an unpaid order holds is let go when it expires, not when payment returns. */
const outage: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const from = w.now
  for (const p of w.processes.filter(p => p.context === 'payment')) w.kill(p, hours(2))
  void order(s, newCustomer(w, 'k0', { productName: 'cake' }))
  await w.run({ steps: 200_000, time: hours(4) })
  const at = ((await s.facts()).find(e => e.type === 'StockReleased')?.time ?? Infinity) - from
  if (at > minutes(15)) w.wrong(`unpaid, expired, stock let go after ${Math.round(at / minutes(1))} minutes`)
  if ((await s.state('payment', 'payment', 1))?.status !== 'Voided') w.wrong('payment does not know that nobody wants it')
  await s.calm(hours(1))
  await readPromises(s)
  return outcomeOf(s)
}

/** Fail, then the same request again: success, also for the last cake (COM-63). */
const again: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const payments = w.processes.filter(p => p.context === 'payment')
  for (const p of payments) w.kill(p, hours(10))
  const [first, second] = ['first', 'second'].map(key => newCustomer(w, key, { productName: 'cake' })) as [Customer, Customer]
  const people = async () => {
    hears(s, first, await order(s, first), 'orders')
    for (const p of payments) w.revive(p)
    hears(s, second, await order(s, second), 'orders')
  }
  void people()
  await w.run({ steps: 100_000, time: hours(1) })
  const said = [...first.told, ...second.told].join()
  if (said !== '503 nothing charged,201') w.wrong(`fail, then again: ${said}`)
  await s.calm(hours(4))
  await readPromises(s)
  return outcomeOf(s)
}

/** Who took the order dies before it is paid. The customer cancels, or asks again, slowly, and gives up. */
const died: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer(w, 'k0', { productName: w.pick(['coffee', 'cake']) })
  void order(s, me, 1000).then(said => hears(s, me, said, 'orders'))
  await w.run({ steps: 5000, time: 2000, until: () => hasHappened(w, 'OrderRequested') })
  const thinksBetter = w.chance(0.5)
  for (const p of w.processes.filter(p => p.context === 'order')) w.kill(p, thinksBetter ? 10 : w.between(10, 5000))
  await w.run({ steps: 5000, time: thinksBetter ? 20 : 1500 })
  for (const p of w.processes) w.revive(p)
  if (thinksBetter) await soon(w, press(s, me.who, ['order', 'orders'], CancelOrder({ orderId: 1 })))
  else {
    w.faults = { ...goodWeather, late: 0.5 }
    void order(s, me).then(said => hears(s, me, said, 'orders again'))
  }
  await w.run({ steps: 5000, time: 4000 })
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/** There is none left; who was about to say so dies; then there is one again. What was refused stays refused. */
const refused: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const [first, second] = [
    newCustomer(w, 'k0', { productName: 'cake' }),
    newCustomer(w, 'k1', { productName: 'cake', phoneNumber: '01000000002' }),
  ]
  hears(s, first, await soon(w, order(s, first)), 'orders')
  void order(s, second, 1000).then(said => hears(s, second, said, 'orders'))
  for (let steps = 0; steps < 500 && (await s.of('order').store.marked('order:order/2/2/hold/ask')) === undefined; steps++)
    await w.run({ steps: 1 })
  for (const p of w.processes.filter(p => p.context === 'order')) w.kill(p, w.between(10, 50))
  await w.run({ steps: 1000, time: 100 })
  first.cancelled = true
  await soon(w, press(s, first.who, ['order', 'orders'], CancelOrder({ orderId: 1 })))
  await s.calm(hours(4))
  await readTold(s, [first, second], await readPromises(s))
  return outcomeOf(s)
}

/**
 * The last cake, ordered twice by one customer in a rush: the first order is being paid this moment, and the second does not take its
 * hold.
 */
const rush: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const [first, second] = ['first', 'second'].map(key => newCustomer(w, key, { productName: 'cake' })) as [Customer, Customer]
  void order(s, first).then(said => hears(s, first, said, 'orders'))
  await w.run({ steps: 5000, time: 2000, until: () => hasHappened(w, 'PaymentAsked') })
  void order(s, second).then(said => hears(s, second, said, 'orders too'))
  await s.calm(hours(4))
  const facts = await readPromises(s)
  await readTold(s, [first, second], facts)
  if (first.told[0] !== '201') w.wrong(`who was first was told ${first.told[0]}`)
  return outcomeOf(s)
}

/** A request that its sender has given up is slow on its way. Meanwhile they are told to pay later, and leave; only then it arrives. */
const slow: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer(w, 'k0')
  w.faults = { ...goodWeather, provider: 1 }
  hears(s, me, await soon(w, order(s, me)), 'orders')
  w.faults = { ...w.faults, late: 1 }
  if (me.told[0]!.startsWith('503')) hears(s, me, await soon(w, w.chance(0.5) ? order(s, me) : payAtPayment(s, me, 1)), 'pays')
  w.faults = { ...w.faults, late: 0 }
  if (me.told.at(-1) === 'lost') hears(s, me, await soon(w, order(s, me)), 'orders once more')
  const left = w.now
  await s.calm(hours(4))
  const facts = await readPromises(s)
  await readTold(s, [me], facts)
  if (facts.some(e => e.actor === me.key && e.time > left)) w.wrong('a request was decided when nobody waited for it any longer')
  return outcomeOf(s)
}

/**
 * The charge is on its way when those who asked for it die. Who takes it up cannot reach payment; so nobody says that nothing was
 * charged.
 */
const charged: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer(w, 'k0')
  void order(s, me).then(said => hears(s, me, said, 'orders'))
  await w.run({ steps: 5000, time: 2000, until: () => s.asked.length > 0 })
  for (const p of w.processes.filter(p => p.context === 'order')) w.kill(p, w.between(1000, 5000))
  for (const p of w.processes.filter(p => p.context === 'payment')) w.kill(p, hours(10))
  await w.run({ steps: 20_000, time: minutes(1) })
  hears(s, me, await soon(w, order(s, me)), 'orders again')
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/** A customer thinks better of it while the charge is on its way, and the provider's adapter is wrong about what became of it. */
const regret: Story = async (seed, _, build) => {
  const s = await open(seed, withLyingProvider(build))
  const w = s.world
  const me = newCustomer(w, 'k0')
  w.faults = { ...goodWeather, provider: 0.5 }
  void order(s, me).then(said => hears(s, me, said, 'orders'))
  const moment = w.pick(['PaymentAsked', 'PaymentApproved'])
  await w.run({ steps: 5000, time: 2000, until: () => hasHappened(w, moment) })
  me.cancelled = true
  await soon(w, press(s, me.who, ['order', 'orders'], CancelOrder({ orderId: 1 })))
  await w.run({ steps: 5000, time: minutes(1) })
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/** The store does not say whether the order is in, or whether it is to be paid. Whatever the customer is told then is so, and stays so. */
const unsure: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer(w, 'k0')
  const pays = w.chance(0.5)
  w.faults = { ...goodWeather, provider: 1 }
  if (pays) hears(s, me, await soon(w, order(s, me)), 'orders')
  w.faults = { ...goodWeather, unknown: 1 }
  w.met.clear()
  if (!pays) void order(s, me).then(said => hears(s, me, said, 'orders'))
  else if (me.told[0]!.startsWith('503')) void payAtPayment(s, me, 1).then(said => hears(s, me, said, 'pays'))
  await w.run({ steps: 500, time: 500, until: () => w.met.has('unknown') })
  w.faults = goodWeather
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s))
  if (me.told[0] === '4xx') w.wrong('told no, without any reason')
  return outcomeOf(s)
}

/** Every event is late on its way, each as it happens to be: contexts hear of an end before its beginning. */
const overtaking: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  w.faults = { ...goodWeather, lag: 1 }
  const me = newCustomer(w, 'k0')
  hears(s, me, await soon(w, order(s, me)), 'orders')
  const cancels = async () => {
    await w.step(undefined, w.between(3000, 30_000))
    await press(s, me.who, ['order', 'orders'], CancelOrder({ orderId: 1 }))
  }
  void cancels()
  me.cancelled = true
  await soon(w, baristaLife(s), minutes(2))
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s), true)
  return outcomeOf(s)
}

/** A customer waits no longer than 400 ms: nobody whom that makes wait is given more, and each a little less than who asked. */
const hurry: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const sent = s.world.now
  void order(s, newCustomer(s.world, 'k0'), 400)
  await s.world.run({ steps: 5000, time: 2000 })
  const [charge] = s.asked
  if (charge?.type !== 'Charge') s.world.wrong('nothing was asked of the provider')
  else if (charge.until > sent + 400 - 2 * margin) s.world.wrong('a call outlives the one that waits for it')
  await s.calm(hours(4))
  await readPromises(s)
  return outcomeOf(s)
}

/** A reaction throws, for one order: its case is parked and the others flow. It is repaired, and an operator lets the case go on. */
const parked: Story = async (seed, _, build) => {
  let broken = true
  const tellMade = cafeteria.contexts.find(c => c.name === 'customercenter')!.policies['tellMade'] as Whenever
  const react: Whenever['react'] = (e, occurrence) => {
    if (broken && e.orderId === 1) throw new Error('a mistake')
    return tellMade.react(e, occurrence)
  }
  const s = await open(seed, build, withPolicies('customercenter', { tellMade: { ...tellMade, react } }).system!(cafeteria))
  const w = s.world
  const customers = ['k0', 'k1'].map(key => newCustomer(w, key))
  for (const me of customers) hears(s, me, await soon(w, order(s, me)), 'orders')
  for (const step of [Receive, Make, HandOver])
    for (const me of customers) {
      await soon(w, press(s, barista, ['drink', 'drinks'], step({ orderId: me.orderId! })))
      await w.run({ steps: 5000, time: 5000 })
    }
  const said = async (orderId: number) =>
    (await s.facts())
      .filter(e => e.type === 'MessageQueued' && e.data.orderId === orderId)
      .map(e => e.data.what)
      .join()
  if ((await said(1)) !== 'Ordered,Receipted') w.wrong(`of the case that is parked was said: ${await said(1)}`)
  if ((await said(2)) !== 'Ordered,Receipted,Made,PickedUp') w.wrong(`of the other case was said: ${await said(2)}`)
  broken = false
  const [center] = s.of('customercenter').replicas
  const lane = center!.inbox.lanesAside()[0]
  if (!lane) w.wrong('nothing is parked')
  else void center!.inbox.retry(lane.source, lane.case, { time: w.now, actor: 'operator', action: 'retry', reason: 'repaired', detail: {} })
  await w.run({ steps: 5000, time: minutes(1) })
  for (const me of customers) await soon(w, press(s, me.who, ['order', 'orders'], CancelOrder({ orderId: me.orderId! })))
  await s.calm(hours(1))
  await readPromises(s)
  return outcomeOf(s)
}
/** So many cases are parked at once in the story of a crowd, by each of two replicas. */
export const crowded = 500
/**
 * A reaction throws for everybody, and thousands of cases are parked; it is repaired, and an operator lets all of them go on, in a storm.
 */
const crowd: Story = async (seed, faults, build) => {
  let broken = true
  const ordered = cafeteria.contexts.find(c => c.name === 'drink')!.policies['ordered'] as Whenever
  const react: Whenever['react'] = (e, occurrence) => {
    if (broken) throw new Error('a mistake')
    return ordered.react(e, occurrence)
  }
  const s = await open(seed, build, withPolicies('drink', { ordered: { ...ordered, react } }).system!(cafeteria))
  const w = s.world
  const customers = Array.from({ length: crowded }, (_, i) => newCustomer(w, `k${i}`, { phoneNumber: `010${10_000_000 + i}` }))
  const most = { steps: 1000 * crowded }
  let told = 0
  for (const me of customers) {
    void order(s, me).then(heard => {
      told++
      hears(s, me, heard, 'orders')
    })
    await w.run({ ...most, time: 500 })
  }
  await w.run({ ...most, until: () => told === crowded })
  await w.run({ ...most, time: minutes(5) })
  const lanes = () => s.of('drink').replicas.map(r => r.inbox.lanesAside())
  if (lanes().some(some => some.length !== crowded)) w.wrong(`parked were ${lanes().map(some => some.length)}`)
  broken = false
  w.faults = faults
  const audit = () => ({ time: w.now, actor: 'operator', action: 'retry', reason: 'repaired', detail: {} })
  // what a crash takes from the operator's hands is still there to be tried again
  for (let tries = 0; tries < crowded && lanes().flat().length; tries++) {
    for (const { inbox, process } of s.of('drink').replicas)
      for (const { source, case: kase } of process.alive ? inbox.lanesAside().slice(0, 100) : [])
        void inbox.retry(source, kase, audit()).catch(() => {})
    await w.run({ ...most, time: 2000 })
  }
  await s.calm(hours(2))
  await readPromises(s)
  await readTold(s, customers, await s.facts())
  return outcomeOf(s)
}
const soon = async <T>(w: World, work: Promise<T>, time = 10_000): Promise<T> => {
  let done = false
  void work.then(() => (done = true))
  await w.run({ steps: 20_000, time, until: () => done })
  return work
}

// ---- an organisation that joins later, written by somebody else: it hears all from the first event
const points = { orderId: Type.Integer() }
const facts = {
  PointAdded: event.internal('PointAdded', points),
  PointTaken: event.internal('PointTaken', points),
  Thanked: event.internal('Thanked', points),
  Nudged: event.internal('Nudged', points),
}
const wishes = {
  AddPoint: command('AddPoint', points),
  TakePoint: command('TakePoint', points),
  Thank: command('Thank', points),
  Nudge: command('Nudge', points),
}
const always = { by: policy, from: ['nothing', 'Open'] } as const
const nobody = { points: 0, status: 'Open' } as const
/** Not idempotent by itself, on purpose: only the inbox protects it. */
const Points = aggregate('points', {
  key: 'orderId',
  commands: wishes,
  events: facts,
  states: ['Open'],
  fields: { orderId: Type.Integer(), points: Type.Integer() },
  decide: {
    AddPoint: { ...always, then: (_, wish) => facts.PointAdded(wish) },
    TakePoint: { ...always, then: (_, wish) => facts.PointTaken(wish) },
    Thank: { ...always, then: (_, wish) => facts.Thanked(wish) },
    Nudge: { ...always, then: (_, wish) => facts.Nudged(wish) },
  },
  evolve: {
    PointAdded: (p, { orderId }) => ({ ...nobody, ...p, orderId, points: (p?.points ?? 0) + 1 }),
    PointTaken: (p, { orderId }) => ({ ...nobody, ...p, orderId, points: (p?.points ?? 0) - 1 }),
    Thanked: (p, { orderId }) => ({ ...nobody, ...p, orderId }),
    Nudged: (p, { orderId }) => ({ ...nobody, ...p, orderId }),
  },
})
const loyalty = context('loyalty', {
  port: 8089,
  level: 'general',
  team: 'marketing',
  events: facts,
  commands: wishes,
  aggregates: [Points],
  policies: {
    earn: whenever(Made, ({ orderId }) => wishes.AddPoint({ orderId })),
    lose: whenever(PaymentCanceled, ({ orderId }) => wishes.TakePoint({ orderId })),
    thank: whenever(Made, ({ orderId }) => wishes.Thank({ orderId }), { fresh: hours(1) }),
    nudge: whenever(Ordered, ({ orderId }) => after(minutes(30), wishes.Nudge({ orderId }), { late: 'skip' })),
  },
})
/** A context joins a month late: it hears all from the first event, does nothing out of date, and counts nothing twice. */
const late: Story = async (seed, faults, build) => {
  const { s } = await storm(seed, faults, build)
  const w = s.world
  const count = async (type: string) => (await s.facts()).filter(e => e.type === type).length
  w.now += hours(24 * 30)
  s.join(loyalty, 2)
  w.faults = faults
  await w.run({ steps: 1500 })
  await s.calm(hours(2))
  const counted = async () => (await itemsOf(s, 'loyalty', 'points')).reduce((sum, p) => sum + p.points, 0)
  const should = async () => (await count('Made')) - (await count('PaymentCanceled'))
  if ((await counted()) !== (await should())) w.wrong(`points: ${(await counted()) - (await should())} too many`)
  if ((await count('Thanked')) || (await count('Nudged'))) w.wrong('something out of date was said')
  // what happens from now on is news, once
  const me = newCustomer(w, 'new')
  const life = async () => {
    hears(s, me, await order(s, me), 'orders')
    for (const step of [Receive, Make]) {
      await w.step(undefined, 5000)
      await press(s, barista, ['drink', 'drinks'], step({ orderId: me.orderId! }))
    }
  }
  void life()
  await w.run({ steps: 20_000, time: hours(1) })
  await s.calm(hours(1))
  if ((await count('Thanked')) !== 1 || (await count('Nudged')) !== 1)
    w.wrong(`news was told ${await count('Thanked')} and ${await count('Nudged')} times`)
  if ((await counted()) !== (await should())) w.wrong(`points: ${(await counted()) - (await should())} too many`)
  await s.everythingAgain()
  if ((await counted()) !== (await should())) w.wrong('everything again: points counted twice')
  return outcomeOf(s)
}

/** Staff give back parts, in every weather of the provider: never more than was paid, a cancel brings the rest, and all say so. */
const parts: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer(w, 'k0')
  hears(s, me, await soon(w, order(s, me)), 'orders')
  await w.run({ steps: 5000, time: 1000 })
  const orderId = me.orderId!
  if (w.chance(0.2)) s.provider.refuses.add(String(orderId))
  me.cancelled = await giveParts(s, {
    place: ['payment', 'payments'],
    staff: [manager, operator],
    paid: me.wish.amt,
    give: wish => GiveBack({ orderId, reason: 'the service was poor', ...wish }),
    cancel: () => press(s, me.who, ['order', 'orders'], CancelOrder({ orderId })),
  })
  await s.calm(hours(6))
  await retried(s)
  await readTold(s, [me], await readPromises(s))
  if (!me.cancelled && !hasHappened(w, 'PaymentPartlyRefunded')) w.wrong('staff gave something back, and nothing came')
  return outcomeOf(s)
}

/** A payment of somebody else stands under the number of an order: it ends unpaid, and an operator looks at whose it is, and settles it. */
const others: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  await prepare(s, 'payment', ApprovePayment({ orderId: 1, phoneNumber: '01000000009', amt: 1 }), bySystem)
  await soon(s.world, order(s, newCustomer(s.world, 'k0')))
  await s.world.run({ steps: 5000, time: minutes(1) })
  const difference = 'contradiction-1'
  const isOpen = async () => (await s.state('payment', 'difference', difference))?.status === 'open'
  if (!(await isOpen())) s.world.wrong('a payment of somebody else ended it, and nobody has to look at that')
  else await prepare(s, 'payment', SettleDifference({ difference, reason: 'the store was older than its neighbours' }), operator)
  if (await isOpen()) s.world.wrong('what an operator settles stays open')
  return outcomeOf(s)
}

export const stories: { readonly main: Story; readonly [name: string]: Story } = {
  main,
  liar,
  outage,
  again,
  refused,
  rush,
  died,
  charged,
  regret,
  slow,
  unsure,
  overtaking,
  hurry,
  parked,
  crowd,
  late,
  parts,
  others,
}
