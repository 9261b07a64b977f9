/** A story of the café: customers, baristas and a provider in a storm, then calm, then the promises are read. */
import type { Message } from '@jumun/core/model'
import { Provider, stage, type Build, type Faults, goodWeather, type Outcome, type Stage, type Story } from '@jumun/core/testing'
import { type Caller, foldInto, type Request, type Told } from '@jumun/core/runtime'
import { cafeteria } from './system.ts'
import { PayOrder, CancelOrder } from './order/commands.ts'
import { HandOver, Make, Receive } from './drink/commands.ts'
import { RetryRefund } from './payment/commands.ts'
import { AddMenuItem } from './order/menu-commands.ts'
import { atRest, stock } from './promises.ts'

const caller = (actor: string, ...roles: string[]): Caller => ({ actor, roles, claims: {}, anyone: false })
const customer = (phoneNumber: string): Caller => ({ actor: phoneNumber, roles: ['customer'], claims: { phoneNumber }, anyone: false })
const barista = caller('barista', 'barista')
const operator = caller('operator', 'operator')
/** A person's request is not decided later than this after it was sent, in ms. */
const requestTime = 2000

interface Customer {
  readonly key: string
  readonly phoneNumber: string
  readonly wish: any
  readonly told: string[]
  readonly orders: Set<number>
  cancelled: boolean
}

const price: Record<string, number> = { coffee: 500, cake: 3000 }
const cakes = 1

/** One word for what a customer was told. */
const word = (told: Told): string => (told.kind === 'item' ? '201' : ['payment-unknown', 'payment-unavailable', 'unavailable'].includes(told.reason) ? '503' : told.reason === 'in-progress' ? 'busy' : '4xx')

const open = (seed: number, faults: Faults, build: Build) => {
  let provider!: Provider
  const s = stage(cafeteria, seed, faults, build, name => (name === 'customercenter' ? 1 : 2), world => {
    provider = new Provider(world)
    const sent = new Set<string>()
    return target =>
      target === 'psp' ? q => provider.ask(q, String(q.data.reference))
      : target === 'kakao' ? async q => {
          await world.step(undefined, world.between(1, 50))
          if (world.chance(world.faults.provider / 3)) return world.chance(0.5) ? { kind: 'unreachable' } : new Promise<never>(() => {})
          sent.add(q.data.key)
          return { kind: 'answer', accepted: true, status: 'sent' }
        }
      : undefined
  })
  return { s, provider }
}
const request = (s: Stage, who: Caller, sent: number, key?: string): Request => ({ caller: who, until: sent + requestTime, ...(key ? { key: { name: `${who.actor} ${key}`, digest: 'same' } } : {}) })
const routes = (s: Stage, context: string, collection: string) => s.of(context).context.routes[collection]!

const menu = async (s: Stage) => {
  const orders = s.of('order')
  for (const [productName, stocked] of [['coffee', null], ['cake', cakes]] as const)
    await orders.store.load('menu', productName).then(async already => {
      if (already) return
      const wish = { productName, names: { ko: productName, en: productName }, price: price[productName]!, stock: stocked }
      const work = orders.replicas[0]!.node.handle(AddMenuItem(wish as never), { id: `seed/${productName}`, caller: caller('seed', 'manager'), causes: [], inline: false })
      await s.world.run({ steps: 200, time: 1000, until: () => false })
      await work
    })
}

export const tellCafe: Story = async (seed, faults, build): Promise<Outcome> => {
  const { s, provider } = open(seed, goodWeather, build)
  const w = s.world
  await menu(s)
  w.faults = faults
  const orders = routes(s, 'order', 'orders')

  let people = 0
  const person = (life: () => Promise<void>) => {
    people++
    void life().then(() => void people--)
  }
  const customers = [0, 1, 2].map((i): Customer => {
    const productName = w.chance(0.4) ? 'cake' : 'coffee'
    const phoneNumber = w.pick(['01000000001', '01000000002'])
    return { key: `k${i}`, phoneNumber, wish: { phoneNumber, productName, qty: 1, amt: price[productName], paymentToken: w.chance(0.12) ? 'decline' : 'approve' }, told: [], orders: new Set(), cancelled: false }
  })
  for (const me of customers)
    person(async () => {
      const who = customer(me.phoneNumber)
      await w.step(undefined, w.between(0, 3000))
      for (let tries = 0; tries < 5; tries++) {
        const said = await s.request('order', (counter, sent) => counter.create(orders, orders.create!, me.wish, request(s, who, sent, me.key)), w.chance(0.1) ? 300 : 3000)
        const heard = typeof said === 'string' ? said : word(said)
        if (typeof said !== 'string' && said.key !== undefined) me.orders.add(said.key as number)
        me.told.push(heard)
        w.note(`customer ${me.key}: ${heard} ${typeof said !== 'string' && said.kind === 'problem' ? said.reason : ''}`)
        if (heard === '201' || heard === '4xx' || w.chance(0.35)) break
        await w.step(undefined, w.chance(0.3) ? w.between(1000, 700_000) : w.between(5, 4000))
      }
      const mine = [...me.orders][0]
      if (mine !== undefined && me.told.at(-1) === '503' && w.chance(0.3)) {
        const said = await s.request('order', (counter, sent) => counter.command(orders, PayOrder({ orderId: mine }), request(s, who, sent)), 3000)
        me.told.push(typeof said === 'string' ? said : word(said))
        w.note(`customer ${me.key} pays: ${me.told.at(-1)}`)
      }
      if (mine === undefined || !w.chance(0.4)) return
      await w.step(undefined, w.between(0, 4000))
      me.cancelled = true
      for (let k = w.between(1, 3); k > 0; k--) await s.request('order', (counter, sent) => counter.command(orders, CancelOrder({ orderId: mine }), request(s, who, sent)), 2000)
    })
  person(async () => {
    const drinks = routes(s, 'drink', 'drinks')
    const next: Record<string, (wish: { orderId: number }) => Message> = { PaymentApproved: Receive, Receipted: Make, Made: HandOver }
    for (let i = 0; i < 14; i++) {
      await w.step(undefined, w.between(50, 2500))
      const { items } = await s.of('drink').store.list({ of: 'drink', where: {}, sort: [], offset: 0, limit: 100 })
      const open = items.filter(d => d.state.status in next)
      if (!open.length) continue
      const { orderId, status } = w.pick(open).state
      await s.request('drink', (counter, sent) => counter.command(drinks, next[status]!({ orderId }), request(s, barista, sent)), 2000)
    }
  })
  if (w.chance(0.1)) provider.refuses.add(String(w.between(1, 4)))
  await w.run({ steps: 6000, until: () => people === 0 })
  await w.run({ steps: 600 })

  await s.calm(4 * 3_600_000)
  const stuck = (await s.of('payment').store.list({ of: 'payment', where: {}, hidden: true, sort: [], offset: 0, limit: 100 })).items.filter(p => p.state.status === 'RefundStuck')
  for (const p of stuck)
    void s.request('payment', (counter, sent) => counter.command(routes(s, 'payment', 'payments'), RetryRefund({ orderId: p.state.orderId }), request(s, operator, sent)), 5000)
  if (stuck.length) await s.calm(3_600_000)

  // ---- the promises
  const facts = await s.facts()
  const all = async (context: string, of: string) => (await s.of(context).store.list({ of, where: {}, hidden: true, sort: [], offset: 0, limit: 1000 })).items.map(i => i.state)
  const made = await all('order', 'order')
  for (const order of made) {
    const { orderId } = order
    const of = facts.filter(e => e.case === `orderId/${orderId}`).sort((a, b) => a.time - b.time)
    const charge = [...provider.charges.values()].find(c => c.of === String(orderId))
    const row = await s.of('customercenter').store.row('mypage', orderId)
    for (const wrong of atRest({
      order, facts: of, payment: await s.state('payment', 'payment', orderId), drink: await s.state('drink', 'drink', orderId),
      row: row?.value, net: provider.net(String(orderId)), captures: provider.captures(String(orderId)), refundedAt: charge?.refundedAt ?? 0,
    }))
      w.wrong(wrong)
  }
  const cake = await s.state('order', 'menu', 'cake')
  for (const wrong of stock(cake, cakes, made)) w.wrong(wrong)
  for (const me of customers) {
    const mine = facts.filter(e => e.type === 'OrderRequested' && me.orders.has(e.data.orderId)).map(e => made.find(o => o.orderId === e.data.orderId))
    const paid = mine.reduce((n, o) => n + provider.net(String(o.orderId)), 0)
    if (mine.length > 1) w.wrong('one Idempotency-Key, two orders')
    const lives = mine.some(o => o.status === 'Ordered')
    if (me.told.includes('201') && !lives && !mine.some(o => o.status === 'OrderCanceled' && me.cancelled)) w.wrong('told 201, no order')
    if (me.told.at(-1) === '4xx' && !me.told.includes('201') && (paid || lives)) w.wrong('told no, charged')
    if (me.told.at(-1) === '503' && !me.told.includes('201') && (paid || lives)) w.wrong('told "pay later", order made behind the back')
    if (faults === goodWeather) {
      const expected = me.wish.paymentToken === 'decline' ? '4xx' : '201'
      if (me.told[0] !== expected && me.wish.productName !== 'cake') w.wrong(`in good weather: ${me.told[0]}`)
    }
  }
  const keys = facts.filter(e => e.type === 'OrderRequested').length
  if (keys > customers.length) w.wrong('one Idempotency-Key, two orders')
  // a view equals the fold of its events, whatever came first
  for (const view of s.of('customercenter').context.views) {
    const again = new Map<unknown, any>()
    const names = new Map(view.folds.map(f => [f.event.type, f]))
    for (const e of facts)
      if (e.number !== null && names.has(e.type)) {
        const key = e.data[view.key]
        again.set(key, foldInto(view, s.system, again.get(key), e))
      }
    for (const [key, row] of again) {
      const kept = await s.of('customercenter').store.row(view.name, key as number)
      if (JSON.stringify(sorted(row.value)) !== JSON.stringify(sorted(kept?.value))) w.wrong(`${view.name} is not the fold of its events`)
    }
  }
  return { violations: w.violations, story: w.story, facts: new Set(facts.map(e => e.type)) }
}
const sorted = (row: any) => row && Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))

/** Payment is away for two hours: what an unpaid order holds is let go when it expires, not when payment returns. */
export const tellOutage: Story = async (seed, _, build) => {
  const { s } = open(seed, goodWeather, build)
  await menu(s)
  const w = s.world
  const orders = routes(s, 'order', 'orders')
  const from = w.now
  for (const p of w.processes.filter(p => p.context === 'payment')) w.kill(p, 7_200_000)
  void s.request('order', (counter, sent) => counter.create(orders, orders.create!, { phoneNumber: '01000000001', productName: 'cake', qty: 1 }, request(s, customer('01000000001'), sent, 'k')), 3000)
  await w.run({ steps: 200_000, time: 4 * 3_600_000 })
  const facts = await s.facts()
  const at = (type: string) => (facts.find(e => e.type === type)?.time ?? Infinity) - from
  if (at('StockReleased') > 900_000) w.wrong(`unpaid, expired, stock let go after ${Math.round(at('StockReleased') / 60_000)} minutes`)
  if ((await s.state('payment', 'payment', 1))?.status !== 'Voided') w.wrong('payment does not know that nobody wants it')
  return { violations: w.violations, story: w.story, facts: new Set(facts.map(e => e.type)) }
}

/** Fail, then the same request again: success, also for the last cake (COM-63). */
export const tellAgain: Story = async (seed, _, build) => {
  const { s } = open(seed, goodWeather, build)
  await menu(s)
  const w = s.world
  const orders = routes(s, 'order', 'orders')
  const said: string[] = []
  const payments = w.processes.filter(p => p.context === 'payment')
  for (const p of payments) w.kill(p, 10 * 3_600_000)
  void (async () => {
    for (const key of ['first', 'second']) {
      const told = await s.request('order', (counter, sent) => counter.create(orders, orders.create!, { phoneNumber: '01000000001', productName: 'cake', qty: 1 }, request(s, customer('01000000001'), sent, key)), 3000)
      said.push(typeof told === 'string' ? told : word(told))
      for (const p of payments) w.revive(p)
    }
  })()
  await w.run({ steps: 100_000, time: 3_600_000 })
  if (said.join() !== '503,201') w.wrong(`fail, then again: ${said.join()}`)
  return { violations: w.violations, story: w.story, facts: new Set((await s.facts()).map(e => e.type)) }
}
