/** Stories of delivery: customers, owners, riders, an operator and a provider in a storm, then calm, then the promises are read. */
import { hours, type Message, minutes } from '@jumun/core/model'
import {
  actor,
  caseOf,
  type Build,
  type Faults,
  giveParts,
  goodWeather,
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
  type World,
} from '@jumun/testing'
import { byPolicy, type Caller, type Counter, type Recorded, type Told } from '@jumun/core/runtime'
import { NoteDifference, SettleDifference } from '../differences.ts'
import { CreateCoupon, HoldCoupon, UseCoupon } from './coupon/commands.ts'
import { CancelOrder, ConfirmReceipt, GiveBack, PayOrder, UpdateCoupon, UpdateOrder } from './ordering/commands.ts'
import { RetryRefund } from './ordering/payment-commands.ts'
import { moneyIsTold, numbered, toldTruly } from '@jumun/testing/promises'
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
const service: Caller = actor('coupon service', 'system')
/** Two coupons that were earned by orders of long ago. */
const earned = [901, 902]

interface Customer {
  readonly key: string
  readonly who: Caller
  readonly wish: {
    readonly customerId: string
    readonly storeId: string
    readonly productId: string
    readonly options: string[]
    readonly couponId: number | null
    readonly paymentToken: string
  }
  readonly told: string[]
  /** They wait for so little that a provider may not answer within it: they may be told that nobody knows. */
  hurried: boolean
  /** When they heard the last of it. */
  heardAt: number
  orderId: number | undefined
}
/** One word for what a person was told. */
const word = (told: Told): string =>
  told.kind === 'item'
    ? told.made
      ? '201'
      : '200'
    : told.reason === 'unknown'
      ? '504'
      : ['payment-unknown', 'payment-unavailable', 'unavailable', 'coupon-held'].includes(told.reason)
        ? '503'
        : told.reason === 'in-progress'
          ? 'busy'
          : '4xx'

interface Town extends Stage, Outdoors {
  readonly picks: { readonly riderId: string; readonly orderId: number; readonly said: string }[]
  /** How many phones have said of a meal that it is delivered, or not to be. */
  readonly delivering: Map<number, number>
}
/** The demo's stores with their dishes, and two coupons of the customer kim, in good weather. */
const open = async (seed: number, build: Build): Promise<Town> => {
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
  return { ...s, ...there, picks: [], delivering: new Map() }
}
// ---- what people do
const place = (s: Town, me: Customer, patience = 3000): Promise<Heard> =>
  post(s, me.who, ['ordering', 'orders'], me.wish, { key: me.key, patience })
const hears = (s: Town, me: Customer, said: Heard, doing: string) => {
  const heard = typeof said === 'string' ? said : word(said) === '200' ? '201' : word(said)
  me.told.push(heard)
  if (heard !== 'lost' && heard !== 'down') me.heardAt = s.world.now
  if (typeof said !== 'string' && said.key !== undefined) me.orderId = said.key as number
  s.world.note(`customer ${me.key} ${doing}: ${heard}${typeof said !== 'string' && said.kind === 'problem' ? ` ${said.reason}` : ''}`)
  return heard
}
const noted = async (s: Town, who: Caller, doing: string, said: Promise<Heard>): Promise<Heard> => {
  const told = await said
  s.world.note(`${who.actor} ${doing}: ${typeof told === 'string' ? told : told.kind === 'item' ? '200' : told.reason}`)
  return told
}

const newCustomer = (key: string, wish: Partial<Customer['wish']> = {}): Customer => {
  const { customerId = 'kim', storeId = '1', productId = '통닭', options = [], couponId = null, paymentToken = 'approve' } = wish
  return {
    key,
    who: actor(key, 'customer', { customerId }),
    wish: { customerId, storeId, productId, options, couponId, paymentToken },
    told: [],
    hurried: false,
    heardAt: 0,
    orderId: undefined,
  }
}
/** Orders, tries again with the same key, pays; then changes options, uses coupons, cancels, taps "received". */
const customerLife = async (s: Town, me: Customer) => {
  const w = s.world
  await w.step(undefined, w.between(0, 3000))
  for (let tries = 0; tries < 4; tries++) {
    const isHurried = w.chance(0.1)
    me.hurried ||= isHurried
    const heard = hears(s, me, await place(s, me, isHurried ? 300 : 3000), 'orders')
    if (heard === '201' || heard === '4xx' || w.chance(0.3)) break
    await w.step(undefined, w.chance(0.3) ? w.between(1000, 700_000) : w.between(5, 4000))
  }
  const { orderId } = me
  if (orderId === undefined) return
  if (me.told.at(-1) === '503' && w.chance(0.3)) hears(s, me, await press(s, me.who, ['ordering', 'orders'], PayOrder({ orderId })), 'pays')
  for (let k = w.between(0, 5); k > 0; k--) {
    await w.step(undefined, w.chance(0.7) ? w.between(0, 800) : w.between(0, 5000))
    const what = w.pick(['options', 'options', 'coupon', 'coupon', 'cancel', 'cancel'] as const)
    if (what === 'options') {
      const options = w.chance(0.5) ? ['곱빼기'] : []
      await noted(
        s,
        me.who,
        `wants ${options.join()}`,
        press(s, me.who, ['ordering', 'orders'], UpdateOrder({ orderId, options, paymentToken: w.chance(0.15) ? 'decline' : 'approve' })),
      )
    } else if (what === 'coupon' && w.chance(0.25))
      await noted(
        s,
        service,
        'gives a coupon',
        press(s, service, ['ordering', 'orders'], UpdateCoupon({ orderId, couponId: w.pick(earned) })),
      )
    else if (what === 'coupon') {
      const couponId = w.pick(earned)
      const said = await noted(
        s,
        me.who,
        `uses ${couponId} on ${orderId}`,
        press(s, me.who, ['coupon', 'coupons'], UseCoupon({ couponId, orderId })),
      )
      if (typeof said !== 'string' && said.kind === 'item') me.told.push(`used ${couponId}`)
    } else await noted(s, me.who, 'cancels', press(s, me.who, ['ordering', 'orders'], CancelOrder({ orderId })))
  }
  for (let k = w.between(0, 4); k > 0; k--) {
    await w.step(undefined, w.between(500, w.chance(0.5) ? 4000 : 400_000))
    await press(s, me.who, ['ordering', 'orders'], ConfirmReceipt({ orderId }))
  }
}
/** Accepts, rejects, cooks, gives up; brings back what nobody fetches. */
const ownerLife = async (s: Town, times: number, rest: number, calm = false) => {
  const w = s.world
  for (let i = 0; i < times; i++) {
    await w.step(undefined, w.between(10, rest))
    const kitchen = (await itemsOf(s, 'store', 'foodCooking')).filter(f => ['Paid', 'Accepted', 'CookStarted'].includes(f.status))
    const back = (await itemsOf(s, 'rider', 'delivery')).filter(
      d => d.status === 'Failed' || (d.status === 'Ready' && (calm || w.chance(0.03))),
    )
    if (!kitchen.length && !back.length) {
      if (calm) return
      continue
    }
    const todo = w.pick([...kitchen, ...back])
    const { orderId } = todo,
      owner = ownerOf(todo.storeId)
    if (back.includes(todo)) await noted(s, owner, `takes ${orderId} back`, press(s, owner, ['rider', 'deliveries'], Return({ orderId })))
    else if (todo.status === 'Paid')
      await noted(
        s,
        owner,
        `answers ${orderId}`,
        press(
          s,
          owner,
          ['store', 'foodCookings'],
          w.chance(0.1) ? Answer({ orderId, accept: false, reason: '재료 소진' }) : Answer({ orderId, accept: true }),
        ),
      )
    else if (w.chance(0.04))
      await noted(s, owner, `gives ${orderId} up`, press(s, owner, ['store', 'foodCookings'], GiveUp({ orderId, reason: '화재' })))
    else
      await noted(
        s,
        owner,
        `cooks ${orderId}`,
        press(s, owner, ['store', 'foodCookings'], todo.status === 'Accepted' ? Start({ orderId }) : Finish({ orderId })),
      )
  }
}
const menuLife = async (s: Town) => {
  const w = s.world
  for (let i = 0; i < 3; i++) {
    await w.step(undefined, w.between(0, 6000))
    const does = w.pick(['price', 'sold out', 'there', 'hours', 'gone', 'new'] as const),
      owner = ownerOf('1')
    if (does === 'hours')
      await press(s, owner, ['store', 'stores'], ChangeStore({ storeId: '1', opens: null, deliveryFee: w.pick([3000, 2500]) }))
    else if (does === 'new') await post(s, owner, ['store', 'menus'], AddDish({ productId: '치킨무', storeId: '1', price: 1000 }).data)
    else if (does === 'gone') await press(s, owner, ['store', 'menus'], RemoveDish({ productId: '치킨무' }))
    else
      await press(
        s,
        owner,
        ['store', 'menus'],
        ChangeDish({ productId: '통닭', ...(does === 'price' ? { price: w.pick([18_000, 19_000]) } : { soldOut: does === 'sold out' }) }),
      )
  }
}
/** Looks for what is ready, picks, with two phones at times, delivers or fails, goes off duty. */
const riderLife = async (s: Town, riderId: string, times: number, rest: number, calm = false) => {
  const w = s.world,
    me = riderOf(riderId)
  const on = () => press(s, me, ['rider', 'riders'], GoOnDuty({ riderId, lat: 37.5665 + w.between(0, 3) / 1000, lng: 126.978 }))
  if (!(await s.state('rider', 'rider', riderId))) {
    await post(s, me, ['rider', 'riders'], Register({ riderId }).data)
    await on()
  }
  for (let i = 0; i < times; i++) {
    await w.step(undefined, w.between(5, rest))
    const all = await itemsOf(s, 'rider', 'delivery')
    const mine = all.filter(d => d.status === 'Picked' && d.riderId === riderId),
      ready = all.filter(d => d.status === 'Ready')
    if (calm && !mine.length && !ready.length) return
    if (mine.length && (calm || w.chance(0.6))) {
      const { orderId } = w.pick(mine)
      const well = w.chance(0.8)
      // of two phones that say it, whichever is not heard first hears that it is so, while the other still waits for the rider to be free
      s.delivering.set(orderId, (s.delivering.get(orderId) ?? 0) + 1)
      const said = await noted(
        s,
        me,
        `${well ? 'delivers' : 'fails'} ${orderId}`,
        press(s, me, ['rider', 'deliveries'], well ? Deliver({ orderId }) : Fail({ orderId, reason: '고객 부재' })),
      )
      if (
        well &&
        s.delivering.get(orderId) === 1 &&
        w.faults === goodWeather &&
        !calm &&
        typeof said !== 'string' &&
        said.kind === 'item' &&
        (await s.state('rider', 'rider', riderId))?.deliveryId === orderId
      )
        w.wrong('in good weather: delivered, and still busy with it')
    } else if (ready.length) {
      for (let phones = w.chance(0.3) ? 2 : 1; phones > 0; phones--) {
        const { orderId } = w.pick(ready)
        const pick = noted(s, me, `picks ${orderId}`, press(s, me, ['rider', 'deliveries'], Pick({ orderId, riderId })))
        const heard = pick.then(said => void s.picks.push({ riderId, orderId, said: typeof said === 'string' ? said : word(said) }))
        if (phones === 1) await heard
      }
      if (!calm && w.chance(0.3)) await press(s, me, ['rider', 'riders'], GoOffDuty({ riderId }))
    } else if (w.chance(0.15)) await press(s, me, ['rider', 'riders'], GoOffDuty({ riderId }))
    if (calm || w.chance(0.3)) await on()
  }
}
/** Enters what was never heard of, and gives up what hangs. */
const operatorLife = async (s: Town) => {
  const w = s.world
  for (let i = 0; i < 3; i++) {
    await w.step(undefined, w.between(0, 4000))
    const orderId = w.between(1, 5)
    if (w.chance(0.5)) await post(s, operator, ['store', 'foodCookings'], EnterOrder({ orderId }).data)
    else await post(s, operator, ['rider', 'deliveries'], EnterDelivery({ orderId }).data)
  }
}

/**
 * Three customers, two owners, riders, now and then an operator, until nobody wants anything any more; then calm, in which everybody does
 * their work.
 */
const storm = async (seed: number, faults: Faults, build: Build): Promise<{ s: Town; customers: readonly Customer[] }> => {
  const s = await open(seed, build)
  const w = s.world
  w.faults = faults
  let people = 0
  const lives = (life: Promise<void>) => {
    people++
    void life.then(() => void people--)
  }
  const customers = ['k0', 'k1', 'k2'].map(key => {
    const [storeId, productId] = w.pick([
      ['1', '통닭'],
      ['1', '통닭'],
      ['2', '피자'],
    ] as const)
    return newCustomer(key, {
      storeId,
      productId,
      options: w.chance(0.4) ? ['곱빼기'] : [],
      couponId: w.chance(0.4) ? w.pick([901, 901, 902]) : null,
      paymentToken: w.chance(0.1) ? 'decline' : 'approve',
    })
  })
  for (const me of customers) lives(customerLife(s, me))
  lives(ownerLife(s, w.between(6, 26), w.pick([100, 300, 800])))
  lives(ownerLife(s, 6, 1500))
  const names = w.chance(0.1) ? [] : ['a', 'b', 'c'].slice(0, w.between(2, 4))
  for (const name of names) {
    const tempo = w.pick([300, 1200])
    lives(riderLife(s, name, 14, tempo))
    if (w.chance(0.4)) lives(riderLife(s, name, 8, tempo))
  }
  if (w.chance(0.15)) lives(menuLife(s))
  if (w.chance(0.2)) lives(operatorLife(s))
  if (w.chance(0.1)) s.provider.refuses.add(String(w.between(1, 4)))
  await w.run({ steps: 12_000, until: () => people === 0 })
  await w.run({ steps: 400 })
  await calm(s, names)
  return { s, customers }
}
/** Everything comes back and everybody does their work, but one rider may have gone home; a day and a month pass. */
const calm = async (s: Town, names: readonly string[]) => {
  const w = s.world
  w.note('=== everything comes back')
  w.faults = goodWeather
  for (const p of w.processes) w.revive(p)
  const home = w.chance(0.15) ? names[0] : undefined
  await w.run({ steps: 100_000, time: minutes(15) })
  for (let round = 0; round < 4; round++) {
    let people = 0
    const lives = (life: Promise<void>) => {
      people++
      void life.then(() => void people--)
    }
    lives(ownerLife(s, 40, 60, names.length === 0 || round === 3))
    for (const name of names) if (name !== home) lives(riderLife(s, name, 12, 60, true))
    await w.run({ steps: 30_000, until: () => people === 0 })
    if (round)
      for (const { orderId, riderId, status } of await itemsOf(s, 'rider', 'delivery'))
        if (status === 'Picked' && riderId === home)
          void press(s, operator, ['rider', 'deliveries'], Fail({ orderId, reason: '라이더 연락 두절' }))
    for (const { orderId, status } of await itemsOf(s, 'ordering', 'payment'))
      if (status === 'stuck') void press(s, operator, ['ordering', 'payments'], RetryRefund({ orderId }), 5000)
    await w.run({ steps: 30_000, time: minutes(15) })
  }
  for (const jump of [hours(2), hours(25), hours(24 * 32)]) {
    await w.run({ steps: 30_000, time: minutes(70) })
    w.now += jump
  }
  await s.calm(hours(3))
}

// ---- the promises
const readPromises = async (s: Town): Promise<readonly Recorded[]> => {
  const facts = await s.facts()
  const orders = await itemsOf(s, 'ordering', 'order')
  for (const { orderId } of orders) {
    const its = await caseOf(s, 'orderId', orderId, facts, s.provider)
    const earned = facts.filter(e => e.case === `couponId/${orderId}` && e.type === 'CouponCreated')
    const file = orderFile({ ...its, facts: [...its.facts, ...earned].sort((a, b) => a.time - b.time) })
    for (const wrong of [...atRest(file), ...ended(file), ...moneyIsTold(file.facts, { back: 'Refunded', made: 'OrderPlaced' })])
      s.world.wrong(wrong)
  }
  const road = facts.filter(e => e.source === 'rider').sort((a, b) => a.position - b.position)
  for (const wrong of [...coupons(await itemsOf(s, 'coupon', 'coupon'), orders), ...riders(road), ...numbered(facts)]) s.world.wrong(wrong)
  for (const { status, deliveryId } of await itemsOf(s, 'rider', 'rider'))
    if (!['Free', 'OffDuty'].includes(status))
      s.world.wrong(`rider ${status} for ever: ${(await s.state('rider', 'delivery', deliveryId))?.status}`)
  for (const p of s.picks) {
    const again = s.picks.some(q => q !== p && q.riderId === p.riderId && q.orderId === p.orderId && q.said !== '4xx')
    for (const wrong of picks({ ...p, delivery: await s.state('rider', 'delivery', p.orderId), again })) s.world.wrong(wrong)
  }
  for (const e of facts)
    if (e.type === 'Delivered' && !facts.some(x => x.type === 'CouponCreated' && x.data.orderId === e.data.orderId))
      s.world.wrong('a delivered order earned no coupon')
  for (const u of await itemsOf(s, 'coupon', 'coupon'))
    if (u.status === 'unused' && u.expires < s.world.now - hours(1)) s.world.wrong('a coupon does not expire')
  for (const e of facts)
    if (e.type === 'MessageSent' && !s.sent.has(e.data.messageId)) s.world.wrong('MessageSent was said before the message was sent')
  // what ordering knows of the stores is what they say
  for (const dish of await itemsOf(s, 'store', 'menu')) {
    const known = (await s.state('ordering', 'shop', dish.storeId))?.dishes[dish.productId]
    if (
      JSON.stringify(known) !==
      (dish.status === 'OnMenu' ? JSON.stringify({ price: dish.price, options: dish.options, soldOut: dish.soldOut }) : undefined)
    )
      s.world.wrong('ordering sells another dish than the store')
  }
  for (const { storeId, name, address, location, opens, closes, pausedUntil, minimum, deliveryFee } of await itemsOf(s, 'store', 'store')) {
    if (pausedUntil !== null && pausedUntil < s.world.now - minutes(1)) s.world.wrong('a pause does not end')
    const shop = await s.state('ordering', 'shop', storeId)
    const known =
      shop &&
      Object.fromEntries(
        ['name', 'address', 'location', 'opens', 'closes', 'pausedUntil', 'minimum', 'deliveryFee'].map(term => [term, shop[term]]),
      )
    if (JSON.stringify(known) !== JSON.stringify({ name, address, location, opens, closes, pausedUntil, minimum, deliveryFee }))
      s.world.wrong('ordering knows other terms than the store')
  }
  for (const e of facts) {
    if (e.type === 'CouponAsked') {
      const order = orders.find(o => o.orderId === e.data.orderId)
      const dropped = facts.some(
        x => x.type === 'CouponDropped' && x.data.orderId === e.data.orderId && x.data.couponId === e.data.couponId,
      )
      if (order.couponId !== e.data.couponId && !dropped)
        s.world.wrong('a coupon that was put on an order is not on it, and nobody says why')
    }
    const id = `${e.source}:${e.id}`
    if (
      e.type === 'CouponCreated' &&
      !earned.includes(e.data.couponId) &&
      !facts.some(x => ['MessageQueued', 'NewsDropped'].includes(x.type) && x.data.event === id)
    )
      s.world.wrong('messages: CouponCreated was never told')
  }
  // a view equals the fold of its events, whatever came first
  await readViews(s, 'customer')
  return facts
}
const readTold = async (s: Town, customers: readonly Customer[], facts: readonly Recorded[], faults: Faults) => {
  for (const me of customers) {
    const ids = facts.filter(e => e.type === 'OrderRequested' && e.actor === me.key).map(e => e.data.orderId as number)
    const orders = await Promise.all(ids.map(id => s.state('ordering', 'order', id)))
    const decidedSince = facts.some(e => e.actor === me.key && ['PaymentAsked', 'CouponWanted'].includes(e.type) && e.time > me.heardAt)
    const lives = orders.some(o => !['AwaitingPayment', 'Declined', 'Expired'].includes(o.status))
    const told = paidFor(
      s.provider,
      me.told.filter(t => !t.startsWith('used')),
      ids,
    )
    const late = decidedSince && me.told.includes('lost')
    for (const wrong of toldTruly({ thing: 'order', made: ids.length, lives, isOver: false, late, ...told })) s.world.wrong(wrong)
    for (const used of me.told)
      if (
        used.startsWith('used') &&
        !facts.some(e => e.type === 'CouponUsed' && `used ${e.data.couponId}` === used && e.data.usedOrderId === me.orderId)
      )
        s.world.wrong('told that a coupon is used, and it was not')
    if (faults !== goodWeather) continue
    const { couponId, paymentToken } = me.wish
    const lost =
      couponId !== null && facts.some(e => e.type === 'CouponHeld' && e.data.couponId === couponId && e.data.usedOrderId !== ids[0])
    const expected = paymentToken === 'decline' ? ['4xx'] : lost ? ['201', '4xx'] : ['201']
    // who is in a hurry hears nothing, or that nobody knows yet, and asks again
    const first = me.told.find(t => t !== 'lost' && !(me.hurried && t === '503'))
    if (first !== undefined && !expected.includes(first) && !facts.some(e => e.type === 'DishNoted' && e.data.dish.soldOut))
      s.world.wrong(`in good weather: ${first}`)
  }
  if (faults !== goodWeather) return
  for (const wrong of couponsInTime(facts)) s.world.wrong(wrong)
  for (const e of facts) {
    // of an order whose customer hung up it is held until they come back, as long as the order is
    const waits = facts.some(x => x.type === 'PaymentPostponed' && x.data.orderId === e.data.usedOrderId)
    const end = e.time + minutes(waits ? 11 : 1)
    const soon = (types: readonly string[]) =>
      facts.some(x => types.includes(x.type) && x.data.couponId === e.data.couponId && x.time >= e.time && x.time < end)
    if (e.type === 'CouponHeld' && !soon(['CouponUsed', 'CouponReleased', 'CouponReturned']))
      s.world.wrong('in good weather a coupon hangs')
  }
}
// ---- the stories
/** A storm, calm; and months later everything comes once more. */
const main: Story = async (seed, faults, build) => {
  const { s, customers } = await storm(seed, faults, build)
  const facts = await readPromises(s)
  await readTold(s, customers, facts, faults)
  await s.everythingAgain()
  return outcomeOf(s)
}

/** The store is away for an hour: orders are taken, nothing moves; it returns, and each order is there once (DLV-O3). */
const outage: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  for (const p of w.processes.filter(p => p.context === 'store')) w.kill(p, hours(1))
  const customers = ['k0', 'k1', 'k2'].map(key => newCustomer(key))
  for (const me of customers) void place(s, me).then(said => hears(s, me, said, 'orders'))
  await w.run({ steps: 200_000, time: minutes(30) })
  for (const me of customers) if (me.told[0] !== '201') w.wrong(`the store is away: ${me.told[0]}`)
  if ((await itemsOf(s, 'ordering', 'order')).some(o => o.status !== 'OrderPlaced')) w.wrong('the store is away, and its orders move')
  await w.run({ steps: 200_000, time: minutes(35) })
  if ((await itemsOf(s, 'store', 'foodCooking')).filter(f => f.status === 'Paid').length !== 3)
    w.wrong('the store is back, and its owner cannot answer all orders')
  await calm(s, ['a'])
  await readPromises(s)
  return outcomeOf(s)
}

/** Payment is away: no order; it is back: the same request again, with the same coupon, is an order (DLV-O2, COM-63). */
const again: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  w.faults = { ...goodWeather, provider: 1 }
  const me = newCustomer('k0', { couponId: 901 })
  const people = async () => {
    hears(s, me, await place(s, me), 'orders')
    w.faults = goodWeather
    for (let i = 0; i < 3 && me.told.at(-1) !== '201'; i++) {
      await w.step(undefined, minutes(2))
      hears(s, me, await place(s, me), 'orders')
    }
  }
  void people()
  await w.run({ steps: 100_000, time: minutes(9) })
  if (me.told.at(-1) !== '201') w.wrong(`fail, then again: ${me.told.join()}`)
  await calm(s, ['a'])
  await readPromises(s)
  return outcomeOf(s)
}

/** A coupon is let go at once when payment is declined, not when its hold ends (COM-2). */
const declined: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer('k0', { couponId: 901, paymentToken: 'decline' })
  void place(s, me).then(said => hears(s, me, said, 'orders'))
  await w.run({ steps: 20_000, time: minutes(1) })
  const u = await s.state('coupon', 'coupon', 901)
  if (me.told[0] !== '4xx' || u.status !== 'unused') w.wrong(`declined: ${me.told[0]}, coupon ${u.status}`)
  await calm(s, [])
  await readPromises(s)
  return outcomeOf(s)
}

/**
 * Options and a cancel against the start of cooking, at the same moment, while words overtake each other: both sides say the same in the
 * end.
 */
const race: Story = async (seed, faults, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer('k0', { options: w.chance(0.5) ? ['곱빼기'] : [] })
  void place(s, me).then(said => hears(s, me, said, 'orders'))
  await w.run({ steps: 20_000, until: () => me.told.length > 0 })
  await w.run({ steps: 3000, time: 2000 })
  const { orderId } = me
  if (orderId === undefined) return outcomeOf(s)
  w.faults = { ...faults, crash: faults.crash / 4, lag: faults.lag * 4 }
  let people = 2
  const wishes = async () => {
    for (let k = w.between(1, 5); k > 0; k--) {
      await w.step(undefined, w.between(0, 150))
      await noted(
        s,
        me.who,
        'changes',
        press(s, me.who, ['ordering', 'orders'], UpdateOrder({ orderId, options: w.chance(0.5) ? ['곱빼기'] : [] })),
      )
    }
    if (w.chance(0.4)) await noted(s, me.who, 'cancels', press(s, me.who, ['ordering', 'orders'], CancelOrder({ orderId })))
    people--
  }
  const kitchen = async () => {
    await press(s, ownerOf('1'), ['store', 'foodCookings'], Answer({ orderId, accept: true }))
    await w.step(undefined, w.between(0, 400))
    await noted(s, ownerOf('1'), 'starts', press(s, ownerOf('1'), ['store', 'foodCookings'], Start({ orderId })))
    people--
  }
  void wishes()
  void kitchen()
  await w.run({ steps: 12_000, until: () => people === 0 })
  await calm(s, ['a'])
  await readPromises(s)
  return outcomeOf(s)
}

/** Waits for what somebody does, while the world goes on. */
const done = async <T>(w: World, work: Promise<T>): Promise<T> => {
  let over = false
  void work.then(() => (over = true))
  await w.run({ steps: 20_000, time: 10_000, until: () => over })
  return work
}
/** What an owner changes about a store is known where orders are taken. */
const changesOfStore = async (s: Stage, seen: (what: string, isSeen: () => Promise<boolean>, within?: number) => Promise<void>) => {
  const w = s.world
  const owner = ownerOf('1')
  await done(w, press(s, owner, ['store', 'stores'], ChangeStore({ storeId: '1', deliveryFee: 2500 })))
  await done(w, post(s, owner, ['store', 'menus'], AddDish({ productId: '치킨무', storeId: '1', price: 1000 }).data))
  const shop = () => s.state('ordering', 'shop', '1')
  await seen(
    'what a store sells now, and what it asks for',
    async () => (await shop()).deliveryFee === 2500 && (await shop()).dishes['치킨무']?.price === 1000,
  )
  await done(w, press(s, owner, ['store', 'menus'], RemoveDish({ productId: '치킨무' })))
  await seen('what a store sells no more', async () => (await shop()).dishes['치킨무'] === undefined)
  // it pauses, is sorry, and pauses again: nobody takes that back
  await done(w, press(s, owner, ['store', 'stores'], PauseStore({ storeId: '1', minutes: 30 })))
  await seen('a pause', async () => (await shop()).pausedUntil !== null)
  await done(w, press(s, owner, ['store', 'stores'], ResumeStore({ storeId: '1' })))
  await seen('the end of a pause', async () => (await shop()).pausedUntil === null)
  await done(w, press(s, owner, ['store', 'stores'], PauseStore({ storeId: '1', minutes: 5 })))
  await seen('a second pause', async () => (await shop()).pausedUntil !== null)
  await seen('a pause that ends by itself', async () => (await shop()).pausedUntil === null, minutes(7))
}
/** Step by step in good weather: what somebody does is seen within seconds by everybody whom it concerns, and said. */
const steps: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const owner = ownerOf('1'),
    rider = riderOf('a')
  const order = (orderId: number) => s.state('ordering', 'order', orderId)
  const coupon = (couponId: number) => s.state('coupon', 'coupon', couponId)
  const seen = async (what: string, isSeen: () => Promise<boolean>, within = 5000) => {
    await w.run({ steps: 20_000, time: within })
    if (!(await isSeen())) w.wrong(`not seen in time: ${what}`)
  }
  const said = async (orderId: number, ...whats: readonly string[]) => {
    const told = (await s.facts()).filter(e => e.type === 'MessageQueued' && e.data.orderId === orderId).map(e => e.data.what)
    for (const what of whats) if (!told.includes(what)) w.wrong(`not said in time: ${what}`)
  }
  const orders = async (key: string, wish: Partial<Customer['wish']> = {}) => {
    const me = newCustomer(key, wish)
    hears(s, me, await done(w, place(s, me)), 'orders')
    return { me, orderId: me.orderId ?? 0 }
  }
  const cook = (wish: Message) => done(w, press(s, owner, ['store', 'foodCookings'], wish))

  // from the order to the door, with a coupon that somebody puts on it
  const { orderId } = await orders('k0')
  await seen('an order at the store', async () => (await s.state('store', 'foodCooking', orderId))?.status === 'Paid')
  await said(orderId, 'OrderArrived', 'OrderPlaced', 'Paid')
  await done(w, press(s, service, ['ordering', 'orders'], UpdateCoupon({ orderId, couponId: 901 })))
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
  await done(w, post(s, rider, ['rider', 'riders'], Register({ riderId: 'a' }).data))
  await done(w, press(s, rider, ['rider', 'riders'], GoOnDuty({ riderId: 'a', lat: 37.5665, lng: 126.978 })))
  const isRider = async (status: string) => (await s.state('rider', 'rider', 'a'))?.status === status
  await done(w, press(s, rider, ['rider', 'deliveries'], Pick({ orderId, riderId: 'a' })))
  await seen('Picked at the order', async () => (await order(orderId))?.status === 'Picked' && (await isRider('Busy')))
  await done(w, press(s, rider, ['rider', 'deliveries'], Deliver({ orderId })))
  await seen('Delivered at the order', async () => (await order(orderId))?.status === 'Delivered' && (await isRider('Free')))
  if ((await coupon(orderId))?.status !== 'unused') w.wrong('not seen in time: the coupon of a delivered order')
  await said(orderId, 'Picked', 'Delivered', 'CouponCreated')

  // nobody pays: its coupon is free as soon as its customer gives up
  w.faults = { ...goodWeather, provider: 1 }
  const unpaid = await orders('k1', { couponId: 902 })
  w.faults = goodWeather
  if (unpaid.me.told[0] !== '201' && (await coupon(902)).status !== 'held') w.wrong('a coupon is not held before it is paid')
  await done(w, press(s, unpaid.me.who, ['ordering', 'orders'], CancelOrder({ orderId: unpaid.orderId })))
  await seen('the coupon of an order that was given up', async () => (await coupon(902)).status === 'unused')

  // nobody answers: that is a no, after ten minutes
  const ignored = await orders('k2', { couponId: 902 })
  await seen('a coupon used by its order', async () => (await coupon(902)).status === 'used')
  await seen('a no that nobody said', async () => (await order(ignored.orderId))?.status === 'Rejected', minutes(11))
  // what was never ordered is entered in vain, and it is said why
  await done(w, post(s, operator, ['store', 'foodCookings'], { orderId: 77 }))
  await done(w, post(s, operator, ['rider', 'deliveries'], { orderId: 77 }))
  for (const [context, of] of [
    ['store', 'foodCooking'],
    ['rider', 'delivery'],
  ] as const)
    await seen(`why an entry was not made at the ${context}`, async () => (await s.state(context, of, 77))?.refusal === 'no-such-order')

  // options, and a coupon, while cooking begins: in the end both sides say the same, and say so
  const late = await orders('k3', { options: ['곱빼기'] })
  await seen('an order at the store', async () => (await s.state('store', 'foodCooking', late.orderId))?.status === 'Paid')
  await cook(Answer({ orderId: late.orderId, accept: true }))
  await seen('Accepted at the order', async () => (await order(late.orderId))?.status === 'Accepted')
  const wishes = async () => {
    await w.step(undefined, w.between(0, 8))
    if (w.chance(0.5)) await press(s, service, ['ordering', 'orders'], UpdateCoupon({ orderId: late.orderId, couponId: 902 }))
    else await press(s, late.me.who, ['ordering', 'orders'], UpdateOrder({ orderId: late.orderId, options: [] }))
  }
  await done(w, Promise.all([press(s, owner, ['store', 'foodCookings'], Start({ orderId: late.orderId })), wishes()]))
  const agree = async () => {
    const [o, food] = [await order(late.orderId), await s.state('store', 'foodCooking', late.orderId)]
    return (
      JSON.stringify(o.options) === JSON.stringify(food.chosen) && (await coupon(902)).status === (o.couponId === 902 ? 'used' : 'unused')
    )
  }
  await seen('what an order has in the end', agree)
  if ((await s.facts()).some(e => e.type === 'UpdateFailed')) await said(late.orderId, 'UpdateFailed')

  // less is paid back as soon as the kitchen has agreed
  const cheaper = await orders('k4', { options: ['곱빼기'] })
  await done(w, press(s, cheaper.me.who, ['ordering', 'orders'], UpdateOrder({ orderId: cheaper.orderId, options: [] })))
  await seen('what comes back for less', async () => s.provider.net(String(cheaper.orderId)) === (await order(cheaper.orderId)).total)
  await seen(
    'what came back for less on My Page',
    async () => (await s.of('customer').store.row('mypage', cheaper.orderId))?.value['returned'] === 2000,
  )
  const changes = (await s.facts()).filter(
    e => e.type === 'MessageQueued' && e.data.what === 'OrderUpdated' && e.data.orderId === cheaper.orderId,
  )
  for (const who of ['customer', 'owner'])
    if (!changes.some(e => e.data.talkId === `${cheaper.orderId}-${who}`)) w.wrong(`not said in time: OrderUpdated to the ${who}`)
  // a hold that comes when its order has long ended: its time only asks, and it is let go
  const holds = (counter: Counter) =>
    counter.node.handle(HoldCoupon({ couponId: orderId, orderId: ignored.orderId, customerId: 'kim' }), {
      id: 'late',
      caller: service,
      causes: [],
      inline: false,
    })
  await done(w, s.request('coupon', holds, 3000))
  await seen('a hold that came too late', async () => (await coupon(orderId))?.status === 'held')
  await seen('a coupon that nobody needs any more', async () => (await coupon(orderId))?.status === 'unused', minutes(11))
  await changesOfStore(s, seen)
  await calm(s, ['a'])
  for (const wrong of couponsInTime(await readPromises(s))) w.wrong(wrong)
  return outcomeOf(s)
}

/**
 * A rider vanishes with one meal, and another one is not taken back: the customers are told, and each becomes a task of the operator in
 * time.
 */
const lost: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const owner = ownerOf('1'),
    rider = riderOf('a')
  const me = newCustomer('k0')
  hears(s, me, await done(w, place(s, me)), 'orders')
  const { orderId = 0 } = me
  const overdue = async () => (await s.state('rider', 'delivery', orderId))?.overdue
  const sees = async (status: string, orderStatus: string) => {
    await w.run({ steps: 20_000, time: 5000 })
    const [row, order] = [await s.of('customer').store.row('mypage', orderId), await s.state('ordering', 'order', orderId)]
    if (row?.value['status'] !== status || order?.status !== orderStatus)
      w.wrong(`not seen in time: ${orderStatus}; My Page says ${row?.value['status']}, the order ${order?.status}`)
  }
  await w.run({ steps: 20_000, time: 5000 })
  for (const wish of [Answer({ orderId, accept: true }), Start({ orderId }), Finish({ orderId })])
    await done(w, press(s, owner, ['store', 'foodCookings'], wish))
  await done(w, post(s, rider, ['rider', 'riders'], Register({ riderId: 'a' }).data))
  await done(w, press(s, rider, ['rider', 'riders'], GoOnDuty({ riderId: 'a', lat: 37.5665, lng: 126.978 })))
  await w.run({ steps: 20_000, time: 5000 })
  await done(w, press(s, rider, ['rider', 'deliveries'], Pick({ orderId, riderId: 'a' })))
  await w.run({ steps: 20_000, time: minutes(89) })
  if (await overdue()) w.wrong('a rider is looked for too early')
  await w.run({ steps: 20_000, time: minutes(2) })
  if ((await overdue()) !== 'delivery') w.wrong('not seen in time: a rider who is gone')
  await done(w, press(s, operator, ['rider', 'deliveries'], Fail({ orderId, reason: '라이더 연락 두절' })))
  await sees('failed', 'DeliveryFailed')
  if (!(await s.facts()).some(e => e.type === 'MessageQueued' && e.data.what === 'DeliveryFailed'))
    w.wrong('not said in time: DeliveryFailed')
  if (await overdue()) w.wrong('a delivery has failed, and is still looked for')
  await w.run({ steps: 20_000, time: minutes(61) })
  if ((await overdue()) !== 'return') w.wrong('not seen in time: a meal that is not taken back')
  await done(w, press(s, owner, ['rider', 'deliveries'], Return({ orderId })))
  await sees('canceled', 'Canceled')
  if (await overdue()) w.wrong('a meal is back, and is still looked for')
  await calm(s, ['a'])
  await readPromises(s)
  return outcomeOf(s)
}

/** An order that is being cooked takes no coupon, and its no is lost again and again: asked anew, it says the same. */
const unheard: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer('k0')
  hears(s, me, await done(w, place(s, me)), 'orders')
  const { orderId = 0 } = me
  await w.run({ steps: 20_000, time: 5000 })
  for (const wish of [Answer({ orderId, accept: true }), Start({ orderId })])
    await done(w, press(s, ownerOf('1'), ['store', 'foodCookings'], wish))
  await w.run({ steps: 20_000, time: 5000 })
  w.faults = { ...goodWeather, lost: 0.6 }
  for (const couponId of earned)
    void noted(s, me.who, `uses ${couponId}`, press(s, me.who, ['coupon', 'coupons'], UseCoupon({ couponId, orderId })))
  await w.run({ steps: 20_000, time: minutes(1) })
  w.faults = goodWeather
  await w.run({ steps: 20_000, time: minutes(2) })
  for (const couponId of earned)
    if ((await s.state('coupon', 'coupon', couponId)).status !== 'unused')
      w.wrong('a coupon is not free again after its order did not take it')
  await calm(s, ['a'])
  await readPromises(s)
  return outcomeOf(s)
}

/**
 * Ordering is away for longer than a coupon is held: whether the order got it, nobody knows until it is back, and both say the same then.
 */
const waiting: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer('k0')
  hears(s, me, await done(w, place(s, me)), 'orders')
  const { orderId = 0 } = me
  await w.run({ steps: 20_000, time: 5000 })
  await done(w, press(s, ownerOf('1'), ['store', 'foodCookings'], Answer({ orderId, accept: true })))
  await w.run({ steps: 20_000, time: 5000 })
  for (const p of w.processes.filter(p => p.context === 'ordering')) w.kill(p, minutes(12))
  void noted(s, me.who, `uses 901 on ${orderId}`, press(s, me.who, ['coupon', 'coupons'], UseCoupon({ couponId: 901, orderId })))
  await w.run({ steps: 20_000, time: minutes(11) })
  if ((await s.state('coupon', 'coupon', 901)).status !== 'held') w.wrong('a coupon is free while its order may still take it')
  // what it asked before it went away
  if (seed % 2) await prepare(s, 'coupon', HoldCoupon({ couponId: 901, orderId, customerId: 'kim' }), service)
  await w.run({ steps: 20_000, time: minutes(5) })
  const [o, coupon] = [await s.state('ordering', 'order', orderId), await s.state('coupon', 'coupon', 901)]
  if (o.couponId !== 901 || coupon.status !== 'used') w.wrong(`the order carries ${o.couponId}, the coupon is ${coupon.status}`)
  await calm(s, ['a'])
  await readPromises(s)
  return outcomeOf(s)
}

/** Coupons at the end of their month: one that is let go too late is over, one that comes back can be used for a day. */
const month: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  await w.run({ steps: 2000, time: minutes(1) })
  w.now = (await s.state('coupon', 'coupon', 901)).expires - minutes(5)
  const used = newCustomer('k0', { couponId: 902 })
  hears(s, used, await done(w, place(s, used)), 'orders')
  w.faults = { ...goodWeather, provider: 1 }
  const unpaid = newCustomer('k1', { couponId: 901 })
  hears(s, unpaid, await done(w, place(s, unpaid)), 'orders')
  w.faults = goodWeather
  if (used.orderId !== undefined) await done(w, press(s, used.who, ['ordering', 'orders'], CancelOrder({ orderId: used.orderId })))
  await w.run({ steps: 20_000, time: minutes(20) })
  if ((await s.state('coupon', 'coupon', 902)).status !== 'unused') w.wrong('a coupon that came back cannot be used for a day')
  await calm(s, [])
  await readPromises(s)
  return outcomeOf(s)
}

/** The provider's books and ours differ: an operator looks at it, and settles it. */
const differs: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const difference = 'other-amount charge-1'
  const found = NoteDifference({ difference, what: 'other-amount', key: 'charge-1', reference: 1, ours: 20_000, theirs: 2000 })
  for (let i = 0; i < 2; i++) await prepare(s, 'ordering', found, byPolicy)
  await prepare(s, 'ordering', SettleDifference({ difference, reason: 'looked up at the provider' }), operator)
  if ((await s.facts()).filter(e => e.type === 'DifferenceFound').length !== 1) s.world.wrong('what was found twice is one task')
  if ((await s.state('ordering', 'difference', difference))?.status !== 'settled') s.world.wrong('what an operator settles stays open')
  return outcomeOf(s)
}

/** Staff give back parts, in every weather of the provider: never more than was paid, a cancel brings the rest, and all say so. */
const parts: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newCustomer('k0')
  hears(s, me, await done(w, place(s, me)), 'orders')
  await w.run({ steps: 5000, time: 1000 })
  const orderId = me.orderId!
  if (w.chance(0.2)) s.provider.refuses.add(String(orderId))
  await giveParts(s, {
    place: ['ordering', 'orders'],
    staff: [ownerOf('1'), operator],
    paid: (await s.state('ordering', 'order', orderId)).total,
    give: wish => GiveBack({ orderId, reason: 'it was cold', ...wish }),
    cancel: () => press(s, me.who, ['ordering', 'orders'], CancelOrder({ orderId })),
  })
  await calm(s, [])
  await readPromises(s)
  // an order that nobody answers ends meanwhile, and all comes back
  const { over } = await s.state('ordering', 'order', orderId)
  if (!over && !(await s.facts()).some(e => e.type === 'PartRefunded' && e.data.reason))
    w.wrong('staff gave something back, and nothing came')
  return outcomeOf(s)
}

export const stories: { readonly main: Story; readonly [name: string]: Story } = {
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
