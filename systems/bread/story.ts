/** Stories of the bakery: customers, a baker and a provider in a storm, then calm, then the promises are read. */
import { hours, type Message, minutes } from '@jumun/core/model'
import { type Build, type Faults, goodWeather, type Outcome, Provider, type Stage, stage, type Story, type World } from '@jumun/core/testing'
import { type Caller, type Counter, foldInto, type Question, type Recorded, type Reply, type Request, type Told, Unavailable } from '@jumun/core/runtime'
import { Bake, Confirm, Deliver, Dispatch, Reject } from './bakery/commands.ts'
import { ChangeShop, OpenShop } from './bakery/shop-commands.ts'
import { theShop } from './bakery/shop.ts'
import { CancelOrder, PayOrder } from './order/commands.ts'
import { AddItem, ChangeItem } from './order/item-commands.ts'
import { RetryRefund } from './pay/commands.ts'
import { atRest, canceledTruly, log, stock, told as toldTruly } from './promises.ts'
import { bread } from './system.ts'

const person = (actor: string, role: string, claims: Caller['claims'] = {}): Caller => ({ actor, roles: [role], claims, anyone: false })
const [baker, operator] = [person('baker', 'baker'), person('operator', 'operator')]
/** A person's request is not decided later than this after it was sent, in ms; nor when its sender has hung up. */
const requestTime = 2000

interface Customer {
  readonly key: string
  readonly who: Caller
  readonly wish: { readonly customerId: string; readonly item: string; readonly qty: number; readonly price: number; readonly paymentToken: string }
  readonly told: string[]
  /** Of that, what was the answer to the order itself. */
  readonly ordered: string[]
  orderId: number | undefined
  cancelled: boolean
}
const price: { readonly [item: string]: number } = { donut: 3000, cake: 25_000 }

/** Besides what the counter says: no answer came, nobody was there, the store is away. */
type Heard = Told | 'lost' | 'down' | 'away'
const words: { readonly [reason: string]: string } = {
  'payment-unknown': '503',
  'payment-unavailable': '503 nothing charged',
  unavailable: '503',
  unknown: '504',
  'in-progress': 'busy',
}
/** One word for what a customer was told. */
const word = (heard: Heard): string => (typeof heard === 'string' ? heard : heard.kind === 'item' ? '201' : (words[heard.reason] ?? '4xx'))

interface Shop extends Stage {
  readonly provider: Provider
  /** The keys of the messages that were sent. */
  readonly sent: ReadonlySet<string>
  readonly cakes: number
}
/** The bakery with what it sells, in good weather. */
const open = async (seed: number, build: Build, { cakes = 1, autoConfirm = true } = {}): Promise<Shop> => {
  let provider!: Provider
  const sent = new Set<string>()
  const outside = (world: World) => {
    provider = new Provider(world)
    build.provider?.(provider)
    return (target: string) =>
      target === 'psp'
        ? (q: Question) => provider.ask(q, String(q.data.reference))
        : target === 'kakao'
          ? (q: Question) => kakao(world, sent, q.data.key)
          : undefined
  }
  const s = stage(bread, seed, goodWeather, build, () => 2, outside)
  const goods = (['donut', 'cake'] as const).map(item => ['order', AddItem({ item, price: price[item]!, stock: item === 'cake' ? cakes : null })] as const)
  for (const [context, wish] of [...goods, ['bakery', OpenShop({ shop: theShop, autoConfirm })] as const]) {
    const work = s.of(context).replicas[0]!.node.handle(wish, { id: `seed/${JSON.stringify(wish.data)}`, caller: baker, causes: [], inline: false })
    await s.world.run({ steps: 200, time: 1000 })
    await work
  }
  return { ...s, provider, sent, cakes }
}
const kakao = async (w: World, sent: Set<string>, key: string): Promise<Reply> => {
  await w.step(undefined, w.between(1, 50))
  if (w.chance(w.faults.provider / 3)) return w.chance(0.5) ? { kind: 'unreachable' } : new Promise<never>(() => {})
  sent.add(key)
  return { kind: 'answer', accepted: true, status: w.chance(w.faults.provider / 10) ? 'failed' : 'sent' }
}

// ---- what people do
const routes = (s: Stage, context: string, collection: string) => s.of(context).context.routes[collection]!
const request = (caller: Caller, sent: number, patience: number, key?: string): Request => ({
  caller,
  until: sent + Math.min(requestTime, patience),
  ...(key ? { key: { name: `${caller.actor} ${key}`, digest: 'same' } } : {}),
})
const items = async (s: Stage, context: string, of: string) =>
  (await s.of(context).store.list({ of, where: {}, hidden: true, sort: [], offset: 0, limit: 1000 })).items.map(i => i.state)

/** What the edge says when a store is away: that nothing was done. */
const atTheEdge = (said: Promise<Told>): Promise<Heard> =>
  said.catch(error => {
    if (error instanceof Unavailable) return 'away'
    throw error
  })
const post = (s: Shop, me: Customer, patience = 3000): Promise<Heard> => {
  const orders = routes(s, 'order', 'orders')
  return s.request('order', (counter, sent) => atTheEdge(counter.create(orders, orders.create!, me.wish, request(me.who, sent, patience, me.key))), patience)
}
const press = (s: Shop, who: Caller, context: string, collection: string, wish: Message, patience = 3000): Promise<Heard> =>
  s.request(context, (counter: Counter, sent) => atTheEdge(counter.command(routes(s, context, collection), wish, request(who, sent, patience))), patience)
const hears = (s: Shop, me: Customer, said: Heard, doing: string) => {
  const heard = word(said)
  me.told.push(heard)
  if (doing === 'orders') me.ordered.push(heard)
  if (typeof said !== 'string' && said.key !== undefined) me.orderId = said.key as number
  s.world.note(`customer ${me.key} ${doing}: ${heard}${typeof said !== 'string' && said.kind === 'problem' ? ` ${said.reason}` : ''}`)
  return heard
}
const soon = async <T>(w: World, work: Promise<T>): Promise<T> => {
  let done = false
  void work.then(() => (done = true))
  await w.run({ steps: 5000, time: 10_000, until: () => done })
  return work
}

const newCustomer = (key: string, wish: Partial<Customer['wish']> = {}): Customer => {
  const { item = 'donut', qty = 1, customerId = 'c1', paymentToken = 'approve' } = wish
  return {
    key,
    who: person(key, 'customer', { customerId }),
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
    const heard = hears(s, me, await post(s, me, w.chance(2 * w.faults.lost) ? 300 : 3000), 'orders')
    if (heard === '201' || heard === '4xx' || w.chance(0.35)) break
    await w.step(undefined, w.chance(0.3) ? w.between(1000, 700_000) : w.between(5, 4000))
  }
  const { orderId } = me
  if (orderId === undefined) return
  for (let tries = 0; tries < 2 && me.told.at(-1)?.startsWith('503') && w.chance(0.3); tries++) {
    if (tries) await w.step(undefined, w.between(5, 60_000))
    hears(s, me, await press(s, me.who, 'order', 'orders', PayOrder({ orderId })), 'pays')
  }
  if (!w.chance(0.4)) return
  await w.step(undefined, w.between(0, 4000))
  me.cancelled = true
  for (let k = w.between(1, 3); k > 0; k--) await press(s, me.who, 'order', 'orders', CancelOrder({ orderId }), 2000)
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
      await press(s, baker, 'bakery', 'bakeries/settings', ChangeShop({ shop: theShop, autoConfirm: w.chance(0.5) }), 2000)
    if (w.faults !== goodWeather && w.chance(0.02)) await press(s, baker, 'order', 'items', ChangeItem({ item: 'cake', price: 26_000 }), 2000)
    const todo = (await items(s, 'bakery', 'bakery')).filter(b => b.status in next)
    if (!todo.length) continue
    const { orderId, status } = w.pick(todo)
    const wish = status === 'Received' && w.chance(0.35) ? Reject({ orderId, reason: 'the oven is cold' }) : next[status]!({ orderId })
    await press(s, baker, 'bakery', 'bakeries', wish, 2000)
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
  for (let i = 0; i < 3; i++) {
    const stuck = (await items(s, 'pay', 'payment')).filter(p => p.status === 'stuck')
    for (const { orderId } of stuck) void press(s, operator, 'pay', 'payments', RetryRefund({ orderId }), 5000)
    if (!stuck.length) break
    await s.calm(hours(2))
  }
  return { s, customers }
}

// ---- the promises
const readPromises = async (s: Shop): Promise<readonly Recorded[]> => {
  const facts = await s.facts()
  const made = await items(s, 'order', 'order')
  for (const order of made) {
    const { orderId } = order
    const of = facts.filter(e => e.case === `orderId/${orderId}`).sort((a, b) => a.time - b.time)
    const charge = [...s.provider.charges.values()].find(c => c.of === String(orderId) && c.status === 'captured')
    const row = await s.of('customer').store.row('mypage', orderId)
    const file = {
      order,
      facts: of,
      payment: await s.state('pay', 'payment', orderId),
      bakery: await s.state('bakery', 'bakery', orderId),
      row: row?.value,
      net: s.provider.net(String(orderId)),
      captures: s.provider.captures(String(orderId)),
      refundedAt: charge?.refundedAt ?? 0,
    }
    for (const wrong of atRest(file)) s.world.wrong(wrong)
  }
  for (const wrong of [...stock(await s.state('order', 'item', 'cake'), s.cakes, made), ...canceledTruly(made), ...log(facts)]) s.world.wrong(wrong)
  for (const e of facts) if (e.type === 'MessageSent' && !s.sent.has(e.data.messageId)) s.world.wrong('MessageSent was said before the message was sent')
  // a view equals the fold of its events, whatever came first
  for (const view of s.of('customer').context.views) {
    const again = new Map<unknown, any>()
    const folded = new Set(view.folds.map(f => f.event.type))
    for (const e of facts) if (e.number !== null && folded.has(e.type)) again.set(e.data[view.key], foldInto(view, s.system, again.get(e.data[view.key]), e))
    for (const [key, row] of again) {
      const kept = await s.of('customer').store.row(view.name, key as number)
      if (JSON.stringify(sorted(row.value)) !== JSON.stringify(sorted(kept?.value))) s.world.wrong(`${view.name} is not the fold of its events`)
    }
  }
  return facts
}
const sorted = (row: any) => row && Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))

/** `good`: in good weather everybody gets what there is. */
const readTold = async (s: Shop, customers: readonly Customer[], facts: readonly Recorded[], good = false) => {
  const cakesWanted = customers.reduce((sum, { wish }) => sum + (wish.item === 'cake' ? wish.qty : 0), 0)
  for (const me of customers) {
    const ids = facts.filter(e => e.type === 'OrderRequested' && e.actor === me.key).map(e => e.data.orderId as number)
    const orders = await Promise.all(ids.map(id => s.state('order', 'order', id)))
    const net = ids.reduce((sum, id) => sum + s.provider.net(String(id)), 0)
    const captures = ids.reduce((sum, id) => sum + s.provider.captures(String(id)), 0)
    for (const wrong of toldTruly({ told: me.told, cancelled: me.cancelled, orders, net, captures })) s.world.wrong(wrong)
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
    const said = await soon(s.world, post(s, me))
    const same = typeof said === 'object' && word(said) === first && (first !== '201' || (said.kind === 'item' && said.item.state.status === 'Ordered'))
    if (!same) s.world.wrong(`the same key again: ${typeof said === 'object' ? `${word(said)} ${said.item?.state.status}` : said}, was ${first}`)
  }
  if ((await s.facts()).length !== heads) s.world.wrong('the same key again: something happened')
}
const outcome = async (s: Stage): Promise<Outcome> => ({
  violations: s.world.violations,
  story: s.world.story,
  facts: new Set((await s.facts()).map(e => e.type)),
  met: s.world.met,
})

// ---- the stories
const happened = (w: World, type: string): boolean => w.story.some(line => line.includes(` ${type} {`))

/** A storm, calm; who asks again hears the same; and a month later everything comes once more. */
const main: Story = async (seed, faults, build) => {
  const { s, customers } = await storm(seed, faults, build)
  await readTold(s, customers, await readPromises(s), faults === goodWeather)
  await askAgain(s, customers)
  await s.everythingAgain()
  return outcome(s)
}

/** Pay is away for two hours: what an unpaid order holds is let go when it expires, not when pay returns. */
const outage: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const from = w.now
  for (const p of w.processes.filter(p => p.context === 'pay')) w.kill(p, hours(2))
  void post(s, newCustomer('k0', { item: 'cake' }))
  await w.run({ steps: 200_000, time: hours(4) })
  const at = ((await s.facts()).find(e => e.type === 'StockReleased')?.time ?? Infinity) - from
  if (at > minutes(15)) w.wrong(`unpaid, expired, stock let go after ${Math.round(at / minutes(1))} minutes`)
  await s.calm(hours(1))
  await readPromises(s)
  return outcome(s)
}

/** Fail, then the same request again: success, also for the last cake (BRD-X2, COM-63). */
const again: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const pays = w.processes.filter(p => p.context === 'pay')
  for (const p of pays) w.kill(p, hours(10))
  const [first, second] = ['first', 'second'].map(key => newCustomer(key, { item: 'cake' })) as [Customer, Customer]
  hears(s, first, await soon(w, post(s, first)), 'orders')
  for (const p of pays) w.revive(p)
  hears(s, second, await soon(w, post(s, second)), 'orders')
  const said = [...first.told, ...second.told].join()
  if (said !== '503 nothing charged,201') w.wrong(`fail, then again: ${said}`)
  await s.calm(hours(4))
  await readPromises(s)
  return outcome(s)
}

/** Declined: what was held is free at once, not when it would have expired. */
const declined: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  await soon(w, post(s, newCustomer('k0', { item: 'cake', paymentToken: 'decline' })))
  await w.run({ steps: 5000, time: minutes(1) })
  if ((await s.state('order', 'item', 'cake')).stock !== 1) w.wrong('declined, and the cake is still held')
  await s.calm(hours(4))
  await readPromises(s)
  return outcome(s)
}

/** The bakery is away for a night: orders are taken all the same, nobody is told anything untrue, and it catches up. */
const night: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  for (const p of w.processes.filter(p => p.context === 'bakery')) w.kill(p, hours(8))
  const customers = ['k0', 'k1'].map((key, i) => newCustomer(key, { customerId: `c${i}` }))
  for (const me of customers) hears(s, me, await soon(w, post(s, me)), 'orders')
  customers[0]!.cancelled = true
  await soon(w, press(s, customers[0]!.who, 'order', 'orders', CancelOrder({ orderId: customers[0]!.orderId! })))
  await w.run({ steps: 200_000, time: hours(7) })
  const page = (await s.of('customer').store.row('mypage', customers[1]!.orderId!))?.value
  if (page?.status !== 'Ordered') w.wrong(`while the bakery is away my page says ${page?.status}`)
  if ((await s.facts()).some(e => e.type === 'MessageQueued' && e.data.what !== 'Ordered')) w.wrong('while the bakery is away its news is told')
  await s.calm(hours(4))
  await readTold(s, customers, await readPromises(s), true)
  return outcome(s)
}

/** A cancel and the baker cross each other: whoever reached the bakery first has it, and all say so. */
const crossing: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer('k0', { item: 'cake' })
  hears(s, me, await soon(w, post(s, me)), 'orders')
  await w.run({ steps: 5000, time: 1000 })
  w.faults = { ...goodWeather, lag: 0.7 }
  const orderId = me.orderId!
  me.cancelled = w.chance(0.7)
  const steps = [Bake, Dispatch, Deliver].slice(0, w.between(1, 4))
  const bakes = async () => {
    for (const step of steps) await press(s, baker, 'bakery', 'bakeries', step({ orderId }))
  }
  void bakes()
  await w.run({ steps: w.between(1, 60), time: 50 })
  if (me.cancelled) void press(s, me.who, 'order', 'orders', CancelOrder({ orderId }))
  await w.run({ steps: 20_000, time: minutes(1) })
  await s.calm(hours(1))
  await readTold(s, [me], await readPromises(s))
  return outcome(s)
}

/** A cancel comes just too late, and whoever heard all that dies before they kept how far they are: the bakery's news is heard again. */
const heardAgain: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer('k0', { item: 'cake' })
  hears(s, me, await soon(w, post(s, me)), 'orders')
  await w.run({ steps: 5000, time: 1000 })
  const orderId = me.orderId!
  void press(s, baker, 'bakery', 'bakeries', Bake({ orderId }))
  await w.run({ steps: 1000, time: 1000, until: () => happened(w, 'BakingStarted') })
  me.cancelled = true
  void press(s, me.who, 'order', 'orders', CancelOrder({ orderId }))
  await w.run({ steps: 1000, time: 150, until: () => happened(w, 'CancelFailed') })
  void press(s, baker, 'bakery', 'bakeries', Dispatch({ orderId }))
  await w.run({ steps: 1000, time: 150, until: () => w.story.some(line => /ProgressNoted .*OutForDelivery/.test(line)) })
  for (const p of w.processes.filter(p => p.context === 'order')) w.kill(p, 10)
  await w.run({ steps: 5000, time: minutes(1) })
  await s.calm(hours(1))
  await readTold(s, [me], await readPromises(s))
  return outcome(s)
}

/** Who took the order dies while its stock is being asked for, and the customer thinks better of it: the hold comes after its release. */
const died: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer('k0', { item: 'cake' })
  void post(s, me, 1000).then(said => hears(s, me, said, 'orders'))
  await w.run({ steps: 5000, time: 2000, until: () => happened(w, 'OrderRequested') })
  for (const p of w.processes.filter(p => p.context === 'order')) w.kill(p, 10)
  await w.run({ steps: 5000, time: 20 })
  for (const p of w.processes) w.revive(p)
  me.cancelled = true
  await soon(w, press(s, me.who, 'order', 'orders', CancelOrder({ orderId: 1 })))
  await w.run({ steps: 5000, time: 4000 })
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s))
  return outcome(s)
}

/** The baker turns an order down, and every event is late on its way: the money is back before the order hears of the no, or after it. */
const turnedDown: Story = async (seed, _, build) => {
  const s = await open(seed, build, { autoConfirm: false })
  const w = s.world
  const me = newCustomer('k0')
  hears(s, me, await soon(w, post(s, me)), 'orders')
  await w.run({ steps: 5000, time: 5000 })
  w.faults = { ...goodWeather, lag: 1 }
  await soon(w, press(s, baker, 'bakery', 'bakeries', Reject({ orderId: me.orderId!, reason: 'the oven is cold' })))
  await w.run({ steps: 20_000, time: minutes(15) })
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s))
  return outcome(s)
}

/** The provider refuses the refund of an order that was turned down: that waits for an operator, whose retry brings the money back. */
const refused: Story = async (seed, _, build) => {
  const s = await open(seed, build, { autoConfirm: false })
  const w = s.world
  const me = newCustomer('k0')
  hears(s, me, await soon(w, post(s, me)), 'orders')
  const orderId = me.orderId!
  await w.run({ steps: 5000, time: 5000 })
  s.provider.refuses.add(String(orderId))
  w.faults = { ...goodWeather, provider: 0.3 }
  await soon(w, press(s, baker, 'bakery', 'bakeries', Reject({ orderId, reason: 'the oven is cold' })))
  await w.run({ steps: 20_000, time: hours(2), until: () => happened(w, 'RefundStuck') })
  await w.run({ steps: 20_000, time: hours(1) })
  w.faults = goodWeather
  if ((await s.state('pay', 'payment', orderId))?.status !== 'stuck') w.wrong('a refund was refused, and nobody is to look after it')
  await soon(w, press(s, operator, 'pay', 'payments', RetryRefund({ orderId })))
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s))
  return outcome(s)
}

/** A provider whose adapter is wrong about what was not sent: some of that arrives all the same. */
const lying = (build: Build): Build => ({
  ...build,
  provider: p => {
    build.provider?.(p)
    p.lies = true
  },
})
/** In a storm, with such a provider: whatever arrives is found in the end, and goes back where nobody wants it. */
const liar: Story = async (seed, faults, build) => {
  const { s, customers } = await storm(seed, faults, lying(build))
  await readTold(s, customers, await readPromises(s))
  return outcome(s)
}
/** A customer thinks better of it while the charge is on its way to such a provider. */
const regret: Story = async (seed, _, build) => {
  const s = await open(seed, lying(build))
  const w = s.world
  const me = newCustomer('k0')
  w.faults = { ...goodWeather, provider: 0.5 }
  void post(s, me).then(said => hears(s, me, said, 'orders'))
  const moment = w.pick(['PaymentAsked', 'PayApproved'])
  await w.run({ steps: 5000, time: 2000, until: () => happened(w, moment) })
  me.cancelled = true
  await soon(w, press(s, me.who, 'order', 'orders', CancelOrder({ orderId: 1 })))
  await w.run({ steps: 5000, time: minutes(1) })
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s))
  return outcome(s)
}

export const stories: { readonly main: Story; readonly [name: string]: Story } = { main, outage, again, declined, night, crossing, heardAgain, died, turnedDown, refused, liar, regret }
