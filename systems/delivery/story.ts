/** Stories of delivery: customers, owners, riders, an operator and a provider in a storm, then calm, then the promises are read. */
import { hours, type Message, minutes } from '@jumun/core/model'
import { byPolicy, type Caller, type Counter, type Recorded } from '@jumun/core/runtime'
import {
  actor,
  caseOf,
  type Build,
  giveParts,
  goodWeather,
  type Heard,
  itemsOf,
  outcomeOf,
  outdoors,
  type Place,
  post,
  prepare,
  press,
  readViews,
  stage,
  type Stories,
  type Story,
  wordOf,
} from '@jumun/testing'
import { moneyIsTold, numbered, toldTruly } from '@jumun/testing/promises'
import { type Customer, sceneIn, sceneOf, stormIn, type Trade } from '@jumun/testing/scene'
import { NoteDifference, SettleDifference } from '../differences.ts'
import { CreateCoupon, HoldCoupon, UseCoupon } from './coupon/commands.ts'
import { CancelOrder, ConfirmReceipt, GiveBack, PayOrder, UpdateCoupon, UpdateOrder } from './ordering/commands.ts'
import { RetryRefund } from './ordering/payment-commands.ts'
import { atRest, coupons, couponsInTime, ended, orderFile, picks, riders } from './promises.ts'
import { Deliver, EnterDelivery, Fail, Pick, Return } from './rider/commands.ts'
import { GoOffDuty, GoOnDuty, Register } from './rider/rider-commands.ts'
import {
  AddDish,
  Answer,
  ChangeDish,
  ChangeStore,
  EnterOrder,
  Finish,
  GiveUp,
  PauseStore,
  RemoveDish,
  ResumeStore,
  Start,
} from './store/commands.ts'
import { delivery } from './system.ts'

const operator = actor('operator', 'operator')
const ownerOf = (storeId: string) => actor(`owner ${storeId}`, 'owner', { storeId })
const riderOf = (riderId: string) => actor(`rider ${riderId}`, 'rider', { riderId })
const owner = ownerOf('1')
const service: Caller = actor('coupon service', 'system')
/** Two coupons that were earned by orders of long ago. */
const earned = [901, 902]
const orders = ['ordering', 'orders'] as const
const kitchen = ['store', 'foodCookings'] as const
const stores = ['store', 'stores'] as const
const menus = ['store', 'menus'] as const
const deliveries = ['rider', 'deliveries'] as const
const people = ['rider', 'riders'] as const
const wallet = ['coupon', 'coupons'] as const

interface Wish {
  readonly customerId: string
  readonly storeId: string
  readonly productId: string
  readonly options: string[]
  readonly couponId: number | null
  readonly paymentToken: string
}
const trade: Trade<Wish> = {
  role: 'customer',
  claims: ({ customerId }) => ({ customerId }),
  wish: wish => ({
    customerId: 'kim',
    storeId: '1',
    productId: '통닭',
    options: [],
    couponId: null,
    paymentToken: 'approve',
    ...wish,
  }),
  place: orders,
  of: 'order',
  key: 'orderId',
  requested: 'OrderRequested',
  pay: orderId => PayOrder({ orderId }),
  cancel: orderId => CancelOrder({ orderId }),
  payments: ['ordering', 'payments'],
  payment: 'payment',
  stuck: 'stuck',
  retry: orderId => RetryRefund({ orderId }),
  word: said => (typeof said !== 'string' && said.kind === 'problem' && said.reason === 'coupon-held' ? '503' : wordOf(said)),
}
/** The demo's stores with their dishes, and two coupons of the customer kim. */
const open = async (seed: number, build: Build) => {
  const { there, outside } = outdoors(build)
  const s = stage(delivery, seed, goodWeather, build, context => (context === 'customer' ? 1 : 2), outside)
  const give = async (context: string, name: string, command: Message, caller: Caller) => {
    const work = s.of(context).replicas[0]!.node.handle(command, { id: `seed/${name}`, caller, causes: [], inline: false })
    await s.world.run({ steps: 100, time: 1000 })
    await work
  }
  const anyone: Caller = { actor: 'seed', roles: [], claims: {}, anyone: true }
  for (const c of s.system.contexts) for (const [i, command] of c.seed.entries()) await give(c.name, String(i), command as Message, anyone)
  for (const couponId of earned) await give('coupon', String(couponId), CreateCoupon({ couponId, customerId: 'kim' }), byPolicy)
  const more = {
    picked: new Array<{ readonly riderId: string; readonly orderId: number; readonly said: string }>(),
    /** How many phones have said of a meal that it is delivered, or not to be. */
    delivering: new Map<number, number>(),
    /** Who wait for so little that a provider may not answer within it: they may be told that nobody knows. */
    hurried: new Set<string>(),
    /** The riders who are at work. */
    riders: ['a'] as readonly string[],
  }
  return sceneOf({ ...s, ...there, ...more }, trade)
}
type Town = Awaited<ReturnType<typeof open>>

// ---- what people do
/** Somebody does something, and it is noted what they were told. */
const does = async (s: Town, who: Caller, doing: string, place: Place, wish: Message): Promise<Heard> => {
  const told = await press(s, who, place, wish)
  s.world.note(`${who.actor} ${doing}: ${typeof told === 'string' ? told : told.kind === 'item' ? '200' : told.reason}`)
  return told
}
/** Orders, tries again with the same key, pays; then changes options, uses coupons, cancels, taps "received". */
const customerLife = async (s: Town, me: Customer<Wish>) => {
  const w = s.world
  await w.step(undefined, w.between(0, 3000))
  const patience = () => {
    if (!w.chance(0.1)) return 3000
    s.hurried.add(me.key)
    return 300
  }
  await me.insists(4, patience, 0.3)
  const orderId = me.id
  if (orderId === undefined) return
  if (me.told.at(-1)?.startsWith('503') && w.chance(0.3)) await me.pays()
  for (let k = w.between(0, 5); k > 0; k--) {
    await w.step(undefined, w.chance(0.7) ? w.between(0, 800) : w.between(0, 5000))
    const what = w.pick(['options', 'options', 'coupon', 'coupon', 'cancel', 'cancel'] as const)
    if (what === 'options') {
      const options = w.chance(0.5) ? ['곱빼기'] : []
      const wish = UpdateOrder({ orderId, options, paymentToken: w.chance(0.15) ? 'decline' : 'approve' })
      await does(s, me.who, `wants ${options.join()}`, orders, wish)
    } else if (what === 'cancel') await does(s, me.who, 'cancels', orders, CancelOrder({ orderId }))
    else if (w.chance(0.25)) await does(s, service, 'gives a coupon', orders, UpdateCoupon({ orderId, couponId: w.pick(earned) }))
    else {
      const couponId = w.pick(earned)
      const said = await does(s, me.who, `uses ${couponId} on ${orderId}`, wallet, UseCoupon({ couponId, orderId }))
      if (typeof said !== 'string' && said.kind === 'item') me.told.push(`used ${couponId}`)
    }
  }
  for (let k = w.between(0, 4); k > 0; k--) {
    await w.step(undefined, w.between(500, w.chance(0.5) ? 4000 : 400_000))
    await press(s, me.who, orders, ConfirmReceipt({ orderId }))
  }
}
/** Accepts, rejects, cooks, gives up; brings back what nobody fetches. */
const ownerLife = async (s: Town, times: number, rest: number, calm = false) => {
  const w = s.world
  for (let i = 0; i < times; i++) {
    await w.step(undefined, w.between(10, rest))
    const cooking = (await itemsOf(s, 'store', 'foodCooking')).filter(f => ['Paid', 'Accepted', 'CookStarted'].includes(f.status))
    const back = (await itemsOf(s, 'rider', 'delivery')).filter(
      d => d.status === 'Failed' || (d.status === 'Ready' && (calm || w.chance(0.03))),
    )
    if (!cooking.length && !back.length) {
      if (calm) return
      continue
    }
    const todo = w.pick([...cooking, ...back])
    const { orderId, status, storeId } = todo
    const me = ownerOf(storeId)
    if (back.includes(todo)) await does(s, me, `takes ${orderId} back`, deliveries, Return({ orderId }))
    else if (status === 'Paid') {
      const answer = w.chance(0.1) ? Answer({ orderId, accept: false, reason: '재료 소진' }) : Answer({ orderId, accept: true })
      await does(s, me, `answers ${orderId}`, kitchen, answer)
    } else if (w.chance(0.04)) await does(s, me, `gives ${orderId} up`, kitchen, GiveUp({ orderId, reason: '화재' }))
    else await does(s, me, `cooks ${orderId}`, kitchen, status === 'Accepted' ? Start({ orderId }) : Finish({ orderId }))
  }
}
const menuLife = async (s: Town) => {
  const w = s.world
  for (let i = 0; i < 3; i++) {
    await w.step(undefined, w.between(0, 6000))
    const what = w.pick(['price', 'sold out', 'there', 'hours', 'gone', 'new'] as const)
    if (what === 'hours') await press(s, owner, stores, ChangeStore({ storeId: '1', opens: null, deliveryFee: w.pick([3000, 2500]) }))
    else if (what === 'new') await post(s, owner, menus, AddDish({ productId: '치킨무', storeId: '1', price: 1000 }).data)
    else if (what === 'gone') await press(s, owner, menus, RemoveDish({ productId: '치킨무' }))
    else {
      const change = what === 'price' ? { price: w.pick([18_000, 19_000]) } : { soldOut: what === 'sold out' }
      await press(s, owner, menus, ChangeDish({ productId: '통닭', ...change }))
    }
  }
}
/** Delivers a meal, or fails. Of two phones that say it, whichever is not heard first hears that it is so before the rider is free. */
const brings = async (s: Town, riderId: string, orderId: number, calm: boolean) => {
  const w = s.world
  const well = w.chance(0.8)
  s.delivering.set(orderId, (s.delivering.get(orderId) ?? 0) + 1)
  const wish = well ? Deliver({ orderId }) : Fail({ orderId, reason: '고객 부재' })
  const said = await does(s, riderOf(riderId), `${well ? 'delivers' : 'fails'} ${orderId}`, deliveries, wish)
  if (!well || s.delivering.get(orderId) !== 1 || w.faults !== goodWeather || calm || typeof said === 'string' || said.kind !== 'item')
    return
  s.must((await s.state('rider', 'rider', riderId))?.deliveryId !== orderId, 'in good weather: delivered, and still busy with it')
}
/** `200`: yes. */
const yesOrNo = (said: Heard) => (typeof said !== 'string' && said.kind === 'item' && !said.made ? '200' : trade.word!(said))
/** Looks for what is ready, picks, with two phones at times, delivers or fails, goes off duty. */
const riderLife = async (s: Town, riderId: string, times: number, rest: number, calm = false) => {
  const w = s.world,
    me = riderOf(riderId)
  const on = () => press(s, me, people, GoOnDuty({ riderId, lat: 37.5665 + w.between(0, 3) / 1000, lng: 126.978 }))
  const off = () => press(s, me, people, GoOffDuty({ riderId }))
  if (!(await s.state('rider', 'rider', riderId))) {
    await post(s, me, people, Register({ riderId }).data)
    await on()
  }
  for (let i = 0; i < times; i++) {
    await w.step(undefined, w.between(5, rest))
    const all = await itemsOf(s, 'rider', 'delivery')
    const mine = all.filter(d => d.status === 'Picked' && d.riderId === riderId),
      ready = all.filter(d => d.status === 'Ready')
    if (calm && !mine.length && !ready.length) return
    if (mine.length && (calm || w.chance(0.6))) await brings(s, riderId, w.pick(mine).orderId, calm)
    else if (ready.length) {
      for (let phones = w.chance(0.3) ? 2 : 1; phones > 0; phones--) {
        const { orderId } = w.pick(ready)
        const pick = does(s, me, `picks ${orderId}`, deliveries, Pick({ orderId, riderId }))
        const heard = pick.then(said => void s.picked.push({ riderId, orderId, said: yesOrNo(said) }))
        if (phones === 1) await heard
      }
      if (!calm && w.chance(0.3)) await off()
    } else if (w.chance(0.15)) await off()
    if (calm || w.chance(0.3)) await on()
  }
}
/** Enters what was never heard of, and gives up what hangs. */
const operatorLife = async (s: Town) => {
  const w = s.world
  for (let i = 0; i < 3; i++) {
    await w.step(undefined, w.between(0, 4000))
    const orderId = w.between(1, 5)
    if (w.chance(0.5)) await post(s, operator, kitchen, EnterOrder({ orderId }).data)
    else await post(s, operator, deliveries, EnterDelivery({ orderId }).data)
  }
}

/** Three customers, two owners, riders, now and then an operator. */
const storm = async (s: Town) => {
  const w = s.world
  for (const key of ['k0', 'k1', 'k2']) {
    const [storeId, productId] = w.pick([
      ['1', '통닭'],
      ['1', '통닭'],
      ['2', '피자'],
    ] as const)
    s.come(key, {
      storeId,
      productId,
      options: w.chance(0.4) ? ['곱빼기'] : [],
      couponId: w.chance(0.4) ? w.pick([901, 901, 902]) : null,
      paymentToken: w.chance(0.1) ? 'decline' : 'approve',
    })
  }
  for (const me of s.customers) s.lives(customerLife(s, me))
  s.lives(ownerLife(s, w.between(6, 26), w.pick([100, 300, 800])))
  s.lives(ownerLife(s, 6, 1500))
  s.riders = w.chance(0.1) ? [] : ['a', 'b', 'c'].slice(0, w.between(2, 4))
  for (const name of s.riders) {
    const tempo = w.pick([300, 1200])
    s.lives(riderLife(s, name, 14, tempo))
    if (w.chance(0.4)) s.lives(riderLife(s, name, 8, tempo))
  }
  if (w.chance(0.15)) s.lives(menuLife(s))
  if (w.chance(0.2)) s.lives(operatorLife(s))
  if (w.chance(0.1)) s.provider.refuses.add(String(w.between(1, 4)))
  await s.gone(12_000)
  await w.run({ steps: 400 })
}
/** Everything comes back and everybody does their work, but one rider may have gone home; a day and a month pass. */
const rest = async (s: Town) => {
  const w = s.world
  w.note('=== everything comes back')
  s.weather()
  s.back()
  const home = w.chance(0.15) ? s.riders[0] : undefined
  await w.run({ steps: 100_000, time: minutes(15) })
  for (let round = 0; round < 4; round++) {
    s.lives(ownerLife(s, 40, 60, s.riders.length === 0 || round === 3))
    for (const name of s.riders) if (name !== home) s.lives(riderLife(s, name, 12, 60, true))
    await s.gone(30_000)
    if (round)
      for (const { orderId, riderId, status } of await itemsOf(s, 'rider', 'delivery'))
        if (status === 'Picked' && riderId === home) void press(s, operator, deliveries, Fail({ orderId, reason: '라이더 연락 두절' }))
    for (const { orderId, status } of await itemsOf(s, 'ordering', 'payment'))
      if (status === 'stuck') void press(s, operator, trade.payments, RetryRefund({ orderId }), 5000)
    await w.run({ steps: 30_000, time: minutes(15) })
  }
  for (const jump of [hours(2), hours(25), hours(24 * 32)]) {
    await w.run({ steps: 30_000, time: minutes(70) })
    w.now += jump
  }
  await s.calm(hours(3))
}

// ---- the promises
/** What ordering knows of the stores is what they say. */
const readStores = async (s: Town) => {
  const some = (of: { readonly [field: string]: unknown } | undefined, fields: readonly string[]) =>
    of && JSON.stringify(Object.fromEntries(fields.map(field => [field, of[field]])))
  for (const dish of await itemsOf(s, 'store', 'menu')) {
    const known = (await s.state('ordering', 'shop', dish.storeId))?.dishes[dish.productId]
    const fields = ['price', 'options', 'soldOut']
    const should = dish.status === 'OnMenu' ? some(dish, fields) : undefined
    s.must(some(known, Object.keys(known ?? {})) === should, 'ordering sells another dish than the store')
  }
  const terms = ['name', 'address', 'location', 'opens', 'closes', 'pausedUntil', 'minimum', 'deliveryFee']
  for (const store of await itemsOf(s, 'store', 'store')) {
    s.must(store.pausedUntil === null || store.pausedUntil >= s.world.now - minutes(1), 'a pause does not end')
    const known = some(await s.state('ordering', 'shop', store.storeId), terms)
    s.must(known === some(store, terms), 'ordering knows other terms than the store')
  }
}
/** Coupons are earned, told, expire, and come to the order on which they were put. */
const readCoupons = async (s: Town, facts: readonly Recorded[]) => {
  const happened = (type: string, of: { readonly [field: string]: unknown }) =>
    facts.some(e => e.type === type && Object.entries(of).every(([field, value]) => e.data[field] === value))
  for (const u of await itemsOf(s, 'coupon', 'coupon'))
    s.must(u.status !== 'unused' || u.expires >= s.world.now - hours(1), 'a coupon does not expire')
  for (const { type, data, source, id } of facts) {
    const { orderId, couponId } = data
    if (type === 'Delivered') s.must(happened('CouponCreated', { orderId }), 'a delivered order earned no coupon')
    if (type === 'CouponAsked') {
      const isOn = (await s.state('ordering', 'order', orderId)).couponId === couponId
      s.must(
        isOn || happened('CouponDropped', { orderId, couponId }),
        'a coupon that was put on an order is not on it, and nobody says why',
      )
    }
    if (type !== 'CouponCreated' || earned.includes(couponId)) continue
    const isTold = ['MessageQueued', 'NewsDropped'].some(told => happened(told, { event: `${source}:${id}` }))
    s.must(isTold, 'messages: CouponCreated was never told')
  }
}
const read = async (s: Town): Promise<readonly Recorded[]> => {
  const facts = await s.facts()
  const made = await itemsOf(s, 'ordering', 'order')
  for (const { orderId } of made) {
    const its = await caseOf(s, 'orderId', orderId, facts, s.provider)
    const created = facts.filter(e => e.case === `couponId/${orderId}` && e.type === 'CouponCreated')
    const file = orderFile({ ...its, facts: [...its.facts, ...created].sort((a, b) => a.time - b.time) })
    s.wrong([...atRest(file), ...ended(file), ...moneyIsTold(file.facts, { back: 'Refunded', made: 'OrderPlaced' })])
  }
  const road = facts.filter(e => e.source === 'rider').sort((a, b) => a.position - b.position)
  s.wrong([...coupons(await itemsOf(s, 'coupon', 'coupon'), made), ...riders(road), ...numbered(facts)])
  for (const { status, deliveryId } of await itemsOf(s, 'rider', 'rider'))
    if (!['Free', 'OffDuty'].includes(status))
      s.world.wrong(`rider ${status} for ever: ${(await s.state('rider', 'delivery', deliveryId))?.status}`)
  for (const p of s.picked) {
    const again = s.picked.some(q => q !== p && q.riderId === p.riderId && q.orderId === p.orderId && q.said !== '4xx')
    s.wrong(picks({ ...p, delivery: await s.state('rider', 'delivery', p.orderId), again }))
  }
  s.sentFirst(facts)
  await readStores(s)
  await readCoupons(s, facts)
  // a view equals the fold of its events, whatever came first
  await readViews(s, 'customer')
  return facts
}
/** `good`: in good weather everybody gets what there is, and no coupon hangs. */
const told = async (s: Town, facts: readonly Recorded[], good: boolean) => {
  for (const me of s.customers) {
    const { ids, states, ...paid } = await s.madeBy(
      me,
      facts,
      me.told.filter(t => !t.startsWith('used')),
    )
    const isDecided = ({ actor, type, time }: Recorded) =>
      actor === me.key && ['PaymentAsked', 'CouponWanted'].includes(type) && time > me.heardAt
    const lives = states.some(o => !['AwaitingPayment', 'Declined', 'Expired'].includes(o.status))
    const late = facts.some(isDecided) && me.told.includes('lost')
    s.wrong(toldTruly({ thing: 'order', made: ids.length, lives, isOver: false, late, ...paid }))
    for (const used of me.told.filter(t => t.startsWith('used'))) {
      const isUsed = ({ type, data }: Recorded) => type === 'CouponUsed' && `used ${data.couponId}` === used && data.usedOrderId === me.id
      s.must(facts.some(isUsed), 'told that a coupon is used, and it was not')
    }
    if (!good) continue
    const { couponId, paymentToken } = me.wish
    const isLost = ({ type, data }: Recorded) => type === 'CouponHeld' && data.couponId === couponId && data.usedOrderId !== ids[0]
    const expected = paymentToken === 'decline' ? ['4xx'] : couponId !== null && facts.some(isLost) ? ['201', '4xx'] : ['201']
    // who is in a hurry hears nothing, or that nobody knows yet, and asks again; in the end the order may have been given up
    const first = me.told.find(t => t !== 'lost' && !(s.hurried.has(me.key) && t.startsWith('503')))
    const cameLate = s.hurried.has(me.key) && states.some(o => o.status === 'Expired')
    if (first !== undefined && !expected.includes(first) && !cameLate && !facts.some(e => e.type === 'DishNoted' && e.data.dish.soldOut))
      s.world.wrong(`in good weather: ${first}`)
  }
  if (!good) return
  s.wrong(couponsInTime(facts))
  for (const { data, time } of facts.filter(e => e.type === 'CouponHeld')) {
    // of an order whose customer hung up it is held until they come back, as long as the order is
    const waits = facts.some(x => x.type === 'PaymentPostponed' && x.data.orderId === data.usedOrderId)
    const end = time + minutes(waits ? 11 : 1)
    const ends = ['CouponUsed', 'CouponReleased', 'CouponReturned']
    const isSoon = (x: Recorded) => ends.includes(x.type) && x.data.couponId === data.couponId && x.time >= time && x.time < end
    s.must(facts.some(isSoon), 'in good weather a coupon hangs')
  }
}
const telling = { trade, open, storm, stormy: () => undefined, rest, read, told }
const scene = sceneIn<Wish, Town, undefined>(telling)

// ---- the stories
/** A storm, calm; and months later everything comes once more. */
const main = stormIn<Wish, Town, undefined>(telling)(s => s.everythingAgain())

/** The store is away for an hour: orders are taken, nothing moves; it returns, and each order is there once (DLV-O3). */
const outage = scene(async s => {
  s.dies('store', hours(1))
  for (const key of ['k0', 'k1', 'k2']) void s.come(key).orders()
  await s.pass(minutes(30))
  for (const { told } of s.customers) s.must(told[0] === '201', `the store is away: ${told[0]}`)
  const made = await itemsOf(s, 'ordering', 'order')
  s.must(!made.some(o => o.status !== 'OrderPlaced'), 'the store is away, and its orders move')
  await s.pass(minutes(35))
  const paid = (await itemsOf(s, 'store', 'foodCooking')).filter(f => f.status === 'Paid')
  s.must(paid.length === 3, 'the store is back, and its owner cannot answer all orders')
})

/** Payment is away: no order; it is back: the same request again, with the same coupon, is an order (DLV-O2, COM-63). */
const again = scene(async s => {
  s.weather({ provider: 1 })
  const me = s.come('k0', { couponId: 901 })
  const life = async () => {
    await me.orders()
    s.weather()
    for (let i = 0; i < 3 && me.told.at(-1) !== '201'; i++) {
      await s.world.step(undefined, minutes(2))
      await me.orders()
    }
  }
  void life()
  await s.pass(minutes(9))
  s.must(me.told.at(-1) === '201', `fail, then again: ${me.told.join()}`)
})

/** A coupon is let go at once when payment is declined, not when its hold ends (COM-2). */
const declined = scene(async s => {
  s.riders = []
  const me = s.come('k0', { couponId: 901, paymentToken: 'decline' })
  void me.orders()
  await s.pass(minutes(1))
  const { status } = await s.state('coupon', 'coupon', 901)
  s.must(me.told[0] === '4xx' && status === 'unused', `declined: ${me.told[0]}, coupon ${status}`)
})

/** Options and a cancel against the start of cooking, at one moment, while words overtake each other: in the end both sides agree. */
const race = scene(async (s, faults) => {
  const w = s.world
  const me = s.come('k0', { options: w.chance(0.5) ? ['곱빼기'] : [] })
  s.lives(me.orders())
  await s.gone(20_000)
  await s.pass(2000)
  const orderId = me.id
  if (orderId === undefined) return
  w.faults = { ...faults, crash: faults.crash / 4, lag: faults.lag * 4 }
  const wishes = async () => {
    for (let k = w.between(1, 5); k > 0; k--) {
      await w.step(undefined, w.between(0, 150))
      await does(s, me.who, 'changes', orders, UpdateOrder({ orderId, options: w.chance(0.5) ? ['곱빼기'] : [] }))
    }
    if (w.chance(0.4)) await does(s, me.who, 'cancels', orders, CancelOrder({ orderId }))
  }
  const cooks = async () => {
    await press(s, owner, kitchen, Answer({ orderId, accept: true }))
    await w.step(undefined, w.between(0, 400))
    await does(s, owner, 'starts', kitchen, Start({ orderId }))
  }
  s.lives(wishes())
  s.lives(cooks())
  await s.gone(12_000)
})

/** The rider is there, and on duty. */
const comesOn = async (s: Town) => {
  await s.soon(post(s, riderOf('a'), people, Register({ riderId: 'a' }).data))
  await s.soon(press(s, riderOf('a'), people, GoOnDuty({ riderId: 'a', lat: 37.5665, lng: 126.978 })))
}
/** Somebody has ordered, and the kitchen has come so far. */
const orderedAnd = async (s: Town, ...done: readonly ((orderId: number) => Message)[]) => {
  const me = s.come('k0')
  await s.soon(me.orders())
  await s.pass(5000)
  for (const wish of done) await s.soon(press(s, owner, kitchen, wish(me.id ?? 0)))
  return { me, orderId: me.id ?? 0 }
}
const accepts = (orderId: number) => Answer({ orderId, accept: true })
const begins = (orderId: number) => Start({ orderId })

/** What an owner changes about a store is known where orders are taken. */
const changesOfStore = async (s: Town, seen: (what: string, isSeen: () => Promise<boolean>, within?: number) => Promise<void>) => {
  await s.soon(press(s, owner, stores, ChangeStore({ storeId: '1', deliveryFee: 2500 })))
  await s.soon(post(s, owner, menus, AddDish({ productId: '치킨무', storeId: '1', price: 1000 }).data))
  const shop = () => s.state('ordering', 'shop', '1')
  await seen(
    'what a store sells now, and what it asks for',
    async () => (await shop()).deliveryFee === 2500 && (await shop()).dishes['치킨무']?.price === 1000,
  )
  await s.soon(press(s, owner, menus, RemoveDish({ productId: '치킨무' })))
  await seen('what a store sells no more', async () => (await shop()).dishes['치킨무'] === undefined)
  // it pauses, is sorry, and pauses again: nobody takes that back
  await s.soon(press(s, owner, stores, PauseStore({ storeId: '1', minutes: 30 })))
  await seen('a pause', async () => (await shop()).pausedUntil !== null)
  await s.soon(press(s, owner, stores, ResumeStore({ storeId: '1' })))
  await seen('the end of a pause', async () => (await shop()).pausedUntil === null)
  await s.soon(press(s, owner, stores, PauseStore({ storeId: '1', minutes: 5 })))
  await seen('a second pause', async () => (await shop()).pausedUntil !== null)
  await seen('a pause that ends by itself', async () => (await shop()).pausedUntil === null, minutes(7))
}
/** Step by step in good weather: what somebody does is seen within seconds by everybody whom it concerns, and said. */
const steps = scene(async s => {
  const w = s.world
  const rider = riderOf('a')
  const order = (orderId: number) => s.state('ordering', 'order', orderId)
  const coupon = (couponId: number) => s.state('coupon', 'coupon', couponId)
  const seen = async (what: string, isSeen: () => Promise<boolean>, within = 5000) => {
    await s.pass(within)
    s.must(await isSeen(), `not seen in time: ${what}`)
  }
  const said = async (orderId: number, ...whats: readonly string[]) => {
    const told = (await s.facts()).filter(e => e.type === 'MessageQueued' && e.data.orderId === orderId).map(e => e.data.what)
    for (const what of whats) s.must(told.includes(what), `not said in time: ${what}`)
  }
  const asks = async (key: string, wish: Partial<Wish> = {}) => {
    const me = s.come(key, wish)
    await s.soon(me.orders())
    return { me, orderId: me.id ?? 0 }
  }
  const cook = (wish: Message) => s.soon(press(s, owner, kitchen, wish))

  // from the order to the door, with a coupon that somebody puts on it
  const { orderId } = await asks('k0')
  await seen('an order at the store', async () => (await s.state('store', 'foodCooking', orderId))?.status === 'Paid')
  await said(orderId, 'OrderArrived', 'OrderPlaced', 'Paid')
  await s.soon(press(s, service, orders, UpdateCoupon({ orderId, couponId: 901 })))
  await seen('a coupon on its order', async () => (await order(orderId))?.couponId === 901 && (await coupon(901)).status === 'used')
  for (const [wish, status] of [
    [Answer({ orderId, accept: true }), 'Accepted'],
    [Start({ orderId }), 'CookStarted'],
    [Finish({ orderId }), 'CookFinished'],
  ] as const) {
    await cook(wish)
    await seen(`${status} at the order`, async () => (await order(orderId))?.status === status)
  }
  await said(orderId, 'OrderAccepted', 'CookStarted', 'CookFinished')
  await comesOn(s)
  const isRider = async (status: string) => (await s.state('rider', 'rider', 'a'))?.status === status
  await s.soon(press(s, rider, deliveries, Pick({ orderId, riderId: 'a' })))
  await seen('Picked at the order', async () => (await order(orderId))?.status === 'Picked' && (await isRider('Busy')))
  await s.soon(press(s, rider, deliveries, Deliver({ orderId })))
  await seen('Delivered at the order', async () => (await order(orderId))?.status === 'Delivered' && (await isRider('Free')))
  s.must((await coupon(orderId))?.status === 'unused', 'not seen in time: the coupon of a delivered order')
  await said(orderId, 'Picked', 'Delivered', 'CouponCreated')

  // nobody pays: its coupon is free as soon as its customer gives up
  s.weather({ provider: 1 })
  const unpaid = await asks('k1', { couponId: 902 })
  s.weather()
  s.must(unpaid.me.told[0] === '201' || (await coupon(902)).status === 'held', 'a coupon is not held before it is paid')
  await s.soon(unpaid.me.cancels())
  await seen('the coupon of an order that was given up', async () => (await coupon(902)).status === 'unused')

  // nobody answers: that is a no, after ten minutes
  const ignored = await asks('k2', { couponId: 902 })
  await seen('a coupon used by its order', async () => (await coupon(902)).status === 'used')
  await seen('a no that nobody said', async () => (await order(ignored.orderId))?.status === 'Rejected', minutes(11))
  // what was never ordered is entered in vain, and it is said why
  await s.soon(post(s, operator, kitchen, { orderId: 77 }))
  await s.soon(post(s, operator, deliveries, { orderId: 77 }))
  for (const [context, of] of [
    ['store', 'foodCooking'],
    ['rider', 'delivery'],
  ] as const)
    await seen(`why an entry was not made at the ${context}`, async () => (await s.state(context, of, 77))?.refusal === 'no-such-order')

  // options, and a coupon, while cooking begins: in the end both sides say the same, and say so
  const late = await asks('k3', { options: ['곱빼기'] })
  await seen('an order at the store', async () => (await s.state('store', 'foodCooking', late.orderId))?.status === 'Paid')
  await cook(Answer({ orderId: late.orderId, accept: true }))
  await seen('Accepted at the order', async () => (await order(late.orderId))?.status === 'Accepted')
  const wishes = async () => {
    await w.step(undefined, w.between(0, 8))
    if (w.chance(0.5)) await press(s, service, orders, UpdateCoupon({ orderId: late.orderId, couponId: 902 }))
    else await press(s, late.me.who, orders, UpdateOrder({ orderId: late.orderId, options: [] }))
  }
  await s.soon(Promise.all([press(s, owner, kitchen, Start({ orderId: late.orderId })), wishes()]))
  const agree = async () => {
    const [o, food] = [await order(late.orderId), await s.state('store', 'foodCooking', late.orderId)]
    return (
      JSON.stringify(o.options) === JSON.stringify(food.chosen) && (await coupon(902)).status === (o.couponId === 902 ? 'used' : 'unused')
    )
  }
  await seen('what an order has in the end', agree)
  if ((await s.facts()).some(e => e.type === 'UpdateFailed')) await said(late.orderId, 'UpdateFailed')

  // less is paid back as soon as the kitchen has agreed
  const cheaper = await asks('k4', { options: ['곱빼기'] })
  await s.soon(press(s, cheaper.me.who, orders, UpdateOrder({ orderId: cheaper.orderId, options: [] })))
  await seen('what comes back for less', async () => s.provider.net(String(cheaper.orderId)) === (await order(cheaper.orderId)).total)
  const page = async () => (await s.of('customer').store.row('mypage', cheaper.orderId))?.value
  await seen('what came back for less on My Page', async () => (await page())?.['returned'] === 2000)
  const changes = (await s.facts()).filter(
    e => e.type === 'MessageQueued' && e.data.what === 'OrderUpdated' && e.data.orderId === cheaper.orderId,
  )
  for (const who of ['customer', 'owner'])
    s.must(
      changes.some(e => e.data.talkId === `${cheaper.orderId}-${who}`),
      `not said in time: OrderUpdated to the ${who}`,
    )
  // a hold that comes when its order has long ended: its time only asks, and it is let go
  const tooLate = HoldCoupon({ couponId: orderId, orderId: ignored.orderId, customerId: 'kim' })
  const holds = (counter: Counter) => counter.node.handle(tooLate, { id: 'late', caller: service, causes: [], inline: false })
  await s.soon(s.request('coupon', holds, 3000))
  await seen('a hold that came too late', async () => (await coupon(orderId))?.status === 'held')
  await seen('a coupon that nobody needs any more', async () => (await coupon(orderId))?.status === 'unused', minutes(11))
  await changesOfStore(s, seen)
  return facts => s.wrong(couponsInTime(facts))
})

/**
 * A rider vanishes with one meal, and another one is not taken back: the customers are told, and each becomes a task of the operator in
 * time.
 */
const lost = scene(async s => {
  const { orderId } = await orderedAnd(s, accepts, begins, orderId => Finish({ orderId }))
  const isOverdue = async (what: string | null, wrong: string) =>
    s.must(((await s.state('rider', 'delivery', orderId))?.overdue || null) === what, wrong)
  const sees = async (status: string, orderStatus: string) => {
    await s.pass(5000)
    const [row, order] = [await s.of('customer').store.row('mypage', orderId), await s.state('ordering', 'order', orderId)]
    const [page, is] = [row?.value['status'], order?.status]
    s.must(page === status && is === orderStatus, `not seen in time: ${orderStatus}; My Page says ${page}, the order ${is}`)
  }
  await comesOn(s)
  await s.pass(5000)
  await s.soon(press(s, riderOf('a'), deliveries, Pick({ orderId, riderId: 'a' })))
  await s.pass(minutes(89))
  await isOverdue(null, 'a rider is looked for too early')
  await s.pass(minutes(2))
  await isOverdue('delivery', 'not seen in time: a rider who is gone')
  await s.soon(press(s, operator, deliveries, Fail({ orderId, reason: '라이더 연락 두절' })))
  await sees('failed', 'DeliveryFailed')
  const isSaid = ({ type, data }: Recorded) => type === 'MessageQueued' && data.what === 'DeliveryFailed'
  s.must((await s.facts()).some(isSaid), 'not said in time: DeliveryFailed')
  await isOverdue(null, 'a delivery has failed, and is still looked for')
  await s.pass(minutes(61))
  await isOverdue('return', 'not seen in time: a meal that is not taken back')
  await s.soon(press(s, owner, deliveries, Return({ orderId })))
  await sees('canceled', 'Canceled')
  await isOverdue(null, 'a meal is back, and is still looked for')
})

/** An order that is being cooked takes no coupon, and its no is lost again and again: asked anew, it says the same. */
const unheard = scene(async s => {
  const { me, orderId } = await orderedAnd(s, accepts, begins)
  await s.pass(5000)
  s.weather({ lost: 0.6 })
  for (const couponId of earned) void does(s, me.who, `uses ${couponId}`, wallet, UseCoupon({ couponId, orderId }))
  await s.pass(minutes(1))
  s.weather()
  await s.pass(minutes(2))
  for (const couponId of earned) {
    const { status } = await s.state('coupon', 'coupon', couponId)
    s.must(status === 'unused', 'a coupon is not free again after its order did not take it')
  }
})

/** Ordering is away for longer than a coupon is held: whether it got it, nobody knows until it is back, and then both say the same. */
const waiting = scene(async (s, _, seed) => {
  const { me, orderId } = await orderedAnd(s, accepts)
  await s.pass(5000)
  s.dies('ordering', minutes(12))
  void does(s, me.who, `uses 901 on ${orderId}`, wallet, UseCoupon({ couponId: 901, orderId }))
  await s.pass(minutes(11))
  s.must((await s.state('coupon', 'coupon', 901)).status === 'held', 'a coupon is free while its order may still take it')
  // what it asked before it went away
  if (seed % 2) await prepare(s, 'coupon', HoldCoupon({ couponId: 901, orderId, customerId: 'kim' }), service)
  await s.pass(minutes(5))
  const [{ couponId }, { status }] = [await s.state('ordering', 'order', orderId), await s.state('coupon', 'coupon', 901)]
  s.must(couponId === 901 && status === 'used', `the order carries ${couponId}, the coupon is ${status}`)
})

/** Coupons at the end of their month: one that is let go too late is over, one that comes back can be used for a day. */
const month = scene(async s => {
  s.riders = []
  await s.pass(minutes(1))
  s.world.now = (await s.state('coupon', 'coupon', 901)).expires - minutes(5)
  const used = s.come('k0', { couponId: 902 })
  await s.soon(used.orders())
  s.weather({ provider: 1 })
  await s.soon(s.come('k1', { couponId: 901 }).orders())
  s.weather()
  if (used.id !== undefined) await s.soon(used.cancels())
  await s.pass(minutes(20))
  s.must((await s.state('coupon', 'coupon', 902)).status === 'unused', 'a coupon that came back cannot be used for a day')
})

/** The provider's books and ours differ: an operator looks at it, and settles it. */
const differs: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const difference = 'other-amount charge-1'
  const found = NoteDifference({ difference, what: 'other-amount', key: 'charge-1', reference: 1, ours: 20_000, theirs: 2000 })
  for (let i = 0; i < 2; i++) await prepare(s, 'ordering', found, byPolicy)
  await prepare(s, 'ordering', SettleDifference({ difference, reason: 'looked up at the provider' }), operator)
  s.must((await s.facts()).filter(e => e.type === 'DifferenceFound').length === 1, 'what was found twice is one task')
  s.must((await s.state('ordering', 'difference', difference))?.status === 'settled', 'what an operator settles stays open')
  return outcomeOf(s)
}

/** Staff give back parts, in every weather of the provider: never more than was paid, a cancel brings the rest, and all say so. */
const parts = scene(async s => {
  s.riders = []
  const me = s.come('k0')
  await s.soon(me.orders())
  await s.pass(1000)
  const orderId = me.id!
  if (s.world.chance(0.2)) s.provider.refuses.add(String(orderId))
  await giveParts(s, {
    place: orders,
    staff: [owner, operator],
    paid: (await s.state('ordering', 'order', orderId)).total,
    give: wish => GiveBack({ orderId, reason: 'it was cold', ...wish }),
    cancel: () => me.cancels(),
  })
  // an order that nobody answers ends meanwhile, and all comes back
  return async facts => {
    const { over } = await s.state('ordering', 'order', orderId)
    s.must(over || facts.some(e => e.type === 'PartRefunded' && e.data.reason), 'staff gave something back, and nothing came')
  }
})

export const stories: Stories = {
  main,
  outage,
  again,
  declined,
  race,
  steps,
  month,
  lost,
  unheard,
  waiting,
  parts,
  differs,
}
