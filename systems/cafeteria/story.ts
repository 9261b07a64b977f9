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
import { margin, type Question, type Recorded } from '@jumun/core/runtime'
import {
  actor,
  type Build,
  caseOf,
  goodWeather,
  type Heard,
  itemsOf,
  outdoors,
  prepare,
  press,
  readViews,
  stage,
  type Stories,
  type Story,
  withPolicies,
} from '@jumun/testing'
import { conserved, moneyIsTold, numbered } from '@jumun/testing/promises'
import { type Customer, readTold, retried, sceneIn, sceneOf, stormIn, type Trade } from '@jumun/testing/scene'
import { sellingStories } from '../story.ts'
import { HandOver, Make, Receive } from './drink/commands.ts'
import { Made } from './drink/events.ts'
import { CancelOrder, PayOrder } from './order/commands.ts'
import { Ordered } from './order/events.ts'
import { AddMenuItem, ChangeMenuItem, RemoveMenuItem } from './order/menu-commands.ts'
import { ApprovePayment, GiveBack, RetryRefund } from './payment/commands.ts'
import { PaymentCanceled } from './payment/events.ts'
import { atRest, lives, orderFile } from './promises.ts'
import { cafeteria } from './system.ts'

const [barista, manager] = [actor('barista', 'barista'), actor('manager', 'manager')]
const drinks = ['drink', 'drinks'] as const
const menu = ['order', 'menu'] as const
interface Wish {
  readonly phoneNumber: string
  readonly productName: string
  readonly qty: number
  readonly amt: number
  readonly paymentToken: string
}
const price: { readonly [productName: string]: number } = { coffee: 500, cake: 3000 }
const cake = { productName: 'cake' }

const trade: Trade<Wish> = {
  role: 'customer',
  claims: ({ phoneNumber }) => ({ phoneNumber }),
  wish: ({ productName = 'coffee', qty = 1, phoneNumber = '01000000001', paymentToken = 'approve' }) => ({
    phoneNumber,
    productName,
    qty,
    amt: price[productName]! * qty,
    paymentToken,
  }),
  place: ['order', 'orders'],
  of: 'order',
  key: 'orderId',
  requested: 'OrderRequested',
  pay: orderId => PayOrder({ orderId }),
  cancel: orderId => CancelOrder({ orderId }),
  payments: ['payment', 'payments'],
  payment: 'payment',
  stuck: 'RefundStuck',
  retry: orderId => RetryRefund({ orderId }),
}
/** The café with its menu. */
const open = async (seed: number, build: Build, { system = cafeteria, cakes = 1 } = {}) => {
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
  return sceneOf({ ...s, ...there, asked, cakes }, trade)
}
type Cafe = Awaited<ReturnType<typeof open>>

// ---- what people do
/** `POST /payments`: payment passes it on, and the order decides for the person. */
const payAtPayment = async (s: Cafe, me: Customer<Wish>, orderId: number, patience = 3000): Promise<unknown> => {
  const problem = (reason: string): Heard => ({ kind: 'problem', reason })
  const said = await s.request(
    'payment',
    async ({ node }, sent): Promise<Heard | 'paid'> => {
      const until = sent + Math.min(2000, patience)
      const { who } = me
      const from = { id: node.clock.id(), by: 'system', causes: [], actor: who.actor, until, person: who } as const
      const reply = await node.ask({ ...PayOrder({ orderId }), ...from })
      if (reply.kind !== 'answer') return reply.kind === 'unreachable' ? 'away' : problem('unknown')
      if (!reply.accepted) return problem(reply.reason!)
      if (reply.status === 'Ordered') return 'paid'
      return problem(reply.status === 'AwaitingPayment' ? 'payment-unknown' : reply.status)
    },
    patience,
  )
  return said === 'paid' ? me.told.push('201') : me.hears(said, 'pays at payment')
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
    await press(s, barista, drinks, next[status]!({ orderId }), 2000)
  }
}
/** Marks things as sold out, changes prices, takes the cake off the menu, cancels orders. */
const managerLife = async (s: Cafe) => {
  const w = s.world
  const wishes = {
    'sold out': ChangeMenuItem({ ...cake, soldOut: true }),
    'there again': ChangeMenuItem({ ...cake, soldOut: false }),
    price: ChangeMenuItem({ ...cake, price: 3100 }),
    off: RemoveMenuItem(cake),
  }
  for (let i = 0; i < 2; i++) {
    await w.step(undefined, w.between(0, 8000))
    const { id } = w.pick(s.customers)
    const does = w.pick(['sold out', 'there again', 'price', 'off', 'cancel'] as const)
    if (does !== 'cancel') await press(s, manager, menu, wishes[does], 2000)
    else if (id !== undefined) {
      for (const c of s.customers) if (c.id === id) c.cancelled = true
      await press(s, manager, trade.place, CancelOrder({ orderId: id }), 2000)
    }
  }
}
/** A whole context is away for a while: what others want of it is put aside. */
const contextAway = async (s: Cafe) => {
  const w = s.world
  await w.step(undefined, w.between(0, 8000))
  const { name } = w.pick(s.system.contexts)
  for (const p of w.processes) if (p.context === name && p.alive) w.kill(p, w.between(5000, 200_000))
}

// ---- the promises
/** An event about an order lies in its case. */
const ofOrder = ({ data, case: of }: Recorded) => (data.orderId === undefined ? of : `orderId/${data.orderId}`)
const telling = {
  trade,
  open,
  /** Three customers, a barista, now and then a manager. */
  storm: async (s: Cafe) => {
    const w = s.world
    for (const key of ['k0', 'k1', 'k2'])
      s.come(key, {
        productName: w.chance(0.5) ? 'cake' : 'coffee',
        qty: w.chance(0.25) ? 2 : 1,
        phoneNumber: w.pick(['01000000001', '01000000002']),
        paymentToken: w.chance(0.12) ? 'decline' : 'approve',
      })
    for (const me of s.customers) s.lives(me.life({ pays: () => (w.chance(0.5) ? payAtPayment(s, me, me.id!) : me.pays()) }))
    s.lives(baristaLife(s))
    if (w.faults !== goodWeather && w.chance(0.15)) s.lives(managerLife(s))
    if (w.faults !== goodWeather && w.chance(0.2)) void contextAway(s)
    if (w.chance(0.1)) s.provider.refuses.add(String(w.between(1, 4)))
    await s.gone(8000)
    await w.run({ steps: 600 })
  },
  stormy: (seed: number) => ({ cakes: 1 + (seed % 3) }),
  rest: async (s: Cafe) => {
    await s.calm(hours(6))
    await retried(s, trade)
  },
  read: async (s: Cafe) => {
    const facts = await s.facts()
    const made = await itemsOf(s, 'order', 'order')
    for (const { orderId } of made) {
      const file = orderFile(await caseOf(s, 'orderId', orderId, facts, s.provider))
      s.wrong([...atRest(file), ...moneyIsTold(file.facts, { back: 'PaymentCanceled', made: 'Ordered' })])
    }
    const bought = made.filter(o => lives(o) && o.productName === 'cake').reduce((n, o) => n + o.qty, 0)
    s.wrong([...conserved('cake', await s.state('order', 'menu', 'cake'), s.cakes, bought), ...numbered(facts, ofOrder)])
    s.sentFirst(facts)
    await readViews(s, 'customercenter')
    return facts
  },
  /** `good`: where nobody takes anything off the menu, everybody gets what there is. */
  told: (s: Cafe, facts: readonly Recorded[], good: boolean) => {
    const wanted = s.customers.reduce((sum, { wish }) => sum + (wish.productName === 'cake' ? wish.qty : 0), 0)
    const isOver = (o: { readonly status: string }, me: Customer<Wish>) => me.cancelled && o.status === 'OrderCanceled'
    return readTold(s, facts, { thing: 'order', lives, isOver }, ({ wish, told: [first] }) => {
      const enough = wish.productName === 'coffee' || wanted <= s.cakes
      s.must(!good || !enough || first === (wish.paymentToken === 'decline' ? '4xx' : '201'), `in good weather: ${first}`)
    })
  },
}
const scene = sceneIn<Wish, Cafe, Parameters<typeof open>[2]>(telling)

// ---- the stories
/** Payment is away for two hours: what an unpaid order holds is let go when it expires, not when payment returns. */
const outage = scene(async s => {
  const from = s.world.now
  s.dies('payment', hours(2))
  void s.come('k0', cake).orders()
  await s.pass(hours(4))
  const at = ((await s.facts()).find(e => e.type === 'StockReleased')?.time ?? Infinity) - from
  s.must(at <= minutes(15), `unpaid, expired, stock let go after ${Math.round(at / minutes(1))} minutes`)
  s.must((await s.state('payment', 'payment', 1))?.status === 'Voided', 'payment does not know that nobody wants it')
})

/** Who took the order dies before it is paid. The customer cancels, or asks again, slowly, and gives up. */
const died = scene(async s => {
  const w = s.world
  const me = s.come('k0', { productName: w.pick(['coffee', 'cake']) })
  void me.orders(1000)
  await s.until('OrderRequested')
  const thinksBetter = w.chance(0.5)
  s.dies('order', () => (thinksBetter ? 10 : w.between(10, 5000)))
  await s.pass(thinksBetter ? 20 : 1500)
  s.back()
  if (thinksBetter) await s.soon(me.cancels())
  else {
    s.weather({ late: 0.5 })
    void me.orders()
  }
  await s.pass(4000)
})

/** There is none left; who was about to say so dies; then there is one again. What was refused stays refused. */
const refused = scene(async s => {
  const w = s.world
  const [first, second] = [s.come('k0', cake), s.come('k1', { ...cake, phoneNumber: '01000000002' })]
  await s.soon(first.orders())
  void second.orders(1000)
  for (let steps = 0; steps < 500 && (await s.of('order').store.marked('order:order/2/2/hold/ask')) === undefined; steps++)
    await w.run({ steps: 1 })
  s.dies('order', () => w.between(10, 50))
  await s.pass(100, 1000)
  await s.soon(first.cancels())
})

/** The last cake, ordered twice by one customer in a rush: the first order is being paid, and the second does not take its hold. */
const rush = scene(async s => {
  const [first, second] = s.two(cake)
  void first.orders()
  await s.until('PaymentAsked')
  void second.orders()
  return () => s.must(first.told[0] === '201', `who was first was told ${first.told[0]}`)
})

/** A request that its sender has given up is slow on its way. Meanwhile they are told to pay later, and leave; only then it arrives. */
const slow = scene(async s => {
  const w = s.world
  const me = s.come('k0')
  s.weather({ provider: 1 })
  await s.soon(me.orders())
  s.weather({ provider: 1, late: 1 })
  if (me.told[0]!.startsWith('503')) await s.soon<unknown>(w.chance(0.5) ? me.orders() : payAtPayment(s, me, 1))
  s.weather({ provider: 1 })
  if (me.told.at(-1) === 'lost') await s.soon(me.orders())
  const left = w.now
  return facts =>
    s.must(!facts.some(e => e.actor === me.key && e.time > left), 'a request was decided when nobody waited for it any longer')
})

/** The charge is on its way when who asked for it dies. Who takes it up cannot reach payment; so nobody says that nothing was charged. */
const charged = scene(async s => {
  const me = s.come('k0')
  void me.orders()
  await s.until(() => s.asked.length > 0)
  s.dies('order', () => s.world.between(1000, 5000))
  s.dies('payment', hours(10))
  await s.pass(minutes(1))
  await s.soon(me.orders())
})

/** The store does not say whether the order is in, or whether it is to be paid. Whatever the customer is told then is so, and stays so. */
const unsure = scene(async s => {
  const w = s.world
  const me = s.come('k0')
  const pays = w.chance(0.5)
  s.weather({ provider: 1 })
  if (pays) await s.soon(me.orders())
  s.weather({ unknown: 1 })
  w.met.clear()
  if (!pays) void me.orders()
  else if (me.told[0]!.startsWith('503')) void payAtPayment(s, me, 1)
  await s.until(() => w.met.has('unknown'), 500)
  s.weather()
  return () => s.must(me.told[0] !== '4xx', 'told no, without any reason')
})

/** Every event is late on its way, each as it happens to be: contexts hear of an end before its beginning. */
const overtaking = scene(
  async s => {
    const w = s.world
    s.weather({ lag: 1 })
    const me = s.come('k0')
    await s.soon(me.orders())
    void w.step(undefined, w.between(3000, 30_000)).then(() => me.cancels())
    s.lives(baristaLife(s))
    await s.gone(20_000)
  },
  { good: true },
)

/** A customer waits no longer than 400 ms: nobody whom that makes wait is given more, and each a little less than who asked. */
const hurry = scene(async s => {
  const sent = s.world.now
  void s.come('k0').orders(400)
  await s.pass(2000)
  const [charge] = s.asked
  s.must(charge?.type === 'Charge', 'nothing was asked of the provider')
  s.must(!charge || charge.until <= sent + 400 - 2 * margin, 'a call outlives the one that waits for it')
})

/** A build in which a reaction of a context throws, where `isIll` says so. */
const broken = (name: string, policy: string, isIll: (e: { readonly orderId: number }) => boolean) => {
  const whole = cafeteria.contexts.find(c => c.name === name)!.policies[policy] as Whenever
  const react: Whenever['react'] = (e, occurrence) => {
    if (isIll(e)) throw new Error('a mistake')
    return whole.react(e, occurrence)
  }
  return withPolicies(name, { [policy]: { ...whole, react } }).system!(cafeteria)
}
const repaired = (s: Cafe) => ({ time: s.world.now, actor: 'operator', action: 'retry', reason: 'repaired', detail: {} })

/** A reaction throws, for one order: its case is parked and the others flow. It is repaired, and an operator lets the case go on. */
const parked: Story = (seed, faults, build) => {
  let isBroken = true
  return scene(
    async s => {
      const [first, second] = [s.come('k0'), s.come('k1')]
      for (const me of s.customers) await s.soon(me.orders())
      for (const step of [Receive, Make, HandOver])
        for (const me of s.customers) {
          await s.soon(press(s, barista, drinks, step({ orderId: me.id! })))
          await s.pass(5000)
        }
      const facts = await s.facts()
      const said = (id = 0) => facts.flatMap(e => (e.type === 'MessageQueued' && e.data.orderId === id ? [e.data.what] : [])).join()
      s.must(said(first.id) === 'Ordered,Receipted', `of the case that is parked was said: ${said(first.id)}`)
      s.must(said(second.id) === 'Ordered,Receipted,Made,PickedUp', `of the other case was said: ${said(second.id)}`)
      isBroken = false
      const [center] = s.of('customercenter').replicas
      const lane = center!.inbox.lanesAside()[0]
      s.must(lane, 'nothing is parked')
      if (lane) void center!.inbox.retry(lane.source, lane.case, repaired(s))
      await s.pass(minutes(1))
      for (const me of s.customers) await s.soon(me.cancels())
    },
    { stage: { system: broken('customercenter', 'tellMade', ({ orderId }) => isBroken && orderId === 1) } },
  )(seed, faults, build)
}
/** So many cases are parked at once in the story of a crowd, by each of two replicas. */
export const crowded = 500
/** A reaction throws for everybody, and thousands of cases are parked; it is repaired, and an operator lets all go on, in a storm. */
const crowd: Story = (seed, faults, build) => {
  let isBroken = true
  return scene(
    async s => {
      const w = s.world
      const most = 1000 * crowded
      for (let i = 0; i < crowded; i++) {
        s.lives(s.come(`k${i}`, { phoneNumber: `010${10_000_000 + i}` }).orders())
        await s.pass(500, most)
      }
      await s.gone(most)
      await s.pass(minutes(5), most)
      const lanes = () => s.of('drink').replicas.map(r => r.inbox.lanesAside())
      s.must(!lanes().some(some => some.length !== crowded), `parked were ${lanes().map(some => some.length)}`)
      isBroken = false
      w.faults = faults
      // what a crash takes from the operator's hands is still there to be tried again
      for (let tries = 0; tries < crowded && lanes().flat().length; tries++) {
        for (const { inbox, process } of s.of('drink').replicas)
          for (const { source, case: kase } of process.alive ? inbox.lanesAside().slice(0, 100) : [])
            void inbox.retry(source, kase, repaired(s)).catch(() => {})
        await s.pass(2000, most)
      }
    },
    { stage: { system: broken('drink', 'ordered', () => isBroken) } },
  )(seed, faults, build)
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
const late = stormIn<Wish, Cafe, Parameters<typeof open>[2]>(telling)(
  async (s, faults) => {
    const w = s.world
    const count = async (type: string) => (await s.facts()).filter(e => e.type === type).length
    const counts = async (says = 'points') => {
      const counted = (await itemsOf(s, 'loyalty', 'points')).reduce((sum, p) => sum + p.points, 0)
      const more = counted - (await count('Made')) + (await count('PaymentCanceled'))
      s.must(!more, `${says}: ${more} too many`)
    }
    w.now += hours(24 * 30)
    s.join(loyalty, 2)
    w.faults = faults
    await w.run({ steps: 1500 })
    await s.calm(hours(2))
    await counts()
    s.must(!(await count('Thanked')) && !(await count('Nudged')), 'something out of date was said')
    // what happens from now on is news, once
    const me = s.come('new')
    const life = async () => {
      await me.orders()
      for (const step of [Receive, Make]) {
        await w.step(undefined, 5000)
        await press(s, barista, drinks, step({ orderId: me.id! }))
      }
    }
    void life()
    await w.run({ steps: 20_000, time: hours(1) })
    await s.calm(hours(1))
    const [thanked, nudged] = [await count('Thanked'), await count('Nudged')]
    s.must(thanked === 1 && nudged === 1, `news was told ${thanked} and ${nudged} times`)
    await counts()
    await s.everythingAgain()
    await counts('everything again: points counted twice')
  },
  { isTold: false },
)

export const stories: Stories = {
  ...sellingStories<Wish, Cafe, Parameters<typeof open>[2]>(telling, {
    last: cake,
    paid: 'PaymentApproved',
    partBack: 'PaymentPartlyRefunded',
    approved: ApprovePayment({ orderId: 1, phoneNumber: '01000000009', amt: 1 }),
    staff: manager,
    price: ({ wish }) => wish.amt,
    give: (orderId, wish) => GiveBack({ orderId, reason: 'the service was poor', ...wish }),
    stands: ['Ordered'],
  }),
  outage,
  refused,
  rush,
  died,
  charged,
  slow,
  unsure,
  overtaking,
  hurry,
  parked,
  crowd,
  late,
}
