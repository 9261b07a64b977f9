/** Stories of the dealer: buyers, a seller and all who work there in a storm, then calm, then the promises are read. */
import { hours, minutes } from '@jumun/core/model'
import { bySystem, type Caller, type Question, type Recorded, type Reply } from '@jumun/core/runtime'
import {
  actor,
  caseOf,
  type Build,
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
  Provider,
  readViews,
  soon,
  type Stage,
  stage,
  type Story,
  withLyingProvider,
  wordOf,
} from '@jumun/testing'
import { answered, asked } from '../bank/words.ts'
import { SettleDifference } from '../differences.ts'
import { ApprovePayment, GiveBack, RetryRefund } from './billing/commands.ts'
import { NoteReclaimed, RetryPayout } from './billing/payout-commands.ts'
import { Depart, HandOver, Load, StopTransport } from './consign/commands.ts'
import { type ItemOf, moneyIsTold, toldTruly } from '@jumun/testing/promises'
import { atRest, atRestOfSale, car as ofCar, log, messages, purchaseFile, saleFile } from './promises.ts'
import { CancelPurchase, PayPurchase } from './purchase/commands.ts'
import type { Purchase } from './purchase/purchase.ts'
import { CancelSale, DecideSale } from './purchase/sale-commands.ts'
import type { Sale } from './purchase/sale.ts'
import { AddStock } from './stock/commands.ts'
import { cars } from './system.ts'
import { purchaseDeal, saleDeal } from './vocabulary.ts'

const [operator, purchasing, transporter, stockManager] = ['operator', 'purchasing', 'transporter', 'stockManager'].map(role =>
  actor(role, role),
) as [Caller, Caller, Caller, Caller]
/** What paying may take of it, in ms. */
const budget = 610
const price = 1_000_000

interface Buyer {
  readonly key: string
  readonly who: Caller
  readonly wish: { readonly cuId: number; readonly carId: number; readonly paymentToken: string }
  readonly told: string[]
  puId: number | undefined
  cancelled: boolean
}
interface Dealer extends Stage, Outdoors {
  readonly bank: Provider
  /** A cancel that the operator asked for at consign. */
  readonly stopped: Set<number>
}
const banks = async (bank: Provider, q: Question): Promise<Reply> => {
  const token = q.data.payoutToken === 'decline' && q.data.key?.endsWith('-0') ? 'decline' : 'approve'
  const reply = await bank.ask({ ...q, type: asked[q.type]!, data: { ...q.data, paymentToken: token } }, String(q.data.reference))
  return reply.kind === 'answer' ? { ...reply, status: answered[reply.status]! } : reply
}
/** The dealer with so many cars, in good weather. */
const open = async (seed: number, build: Build, number = 2): Promise<Dealer> => {
  let bank!: Provider
  const { there, outside } = outdoors(build, world => {
    bank = new Provider(world)
    return { bank: q => banks(bank, q) }
  })
  const s = stage(cars, seed, goodWeather, build, () => 2, outside)
  for (let i = 1; i <= number; i++) await prepare(s, 'stock', AddStock({ carId: i, carType: '모닝', salePrice: price }), stockManager)
  await s.world.run({ steps: 3000, time: 10_000 })
  return { ...s, ...there, bank, stopped: new Set() }
}

// ---- what people do
const ask = (s: Dealer, who: Caller, collection: string, wish: object, key: string, patience = 3000): Promise<Heard> =>
  post(s, who, ['purchase', collection], wish, { key, patience })
const hears = (s: Dealer, me: Buyer, said: Heard, doing: string) => {
  const heard = wordOf(said)
  me.told.push(heard)
  if (typeof said !== 'string' && said.key !== undefined) me.puId = said.key as number
  s.world.note(`buyer ${me.key} ${doing}: ${heard}${typeof said !== 'string' && said.kind === 'problem' ? ` ${said.reason}` : ''}`)
  return heard
}
const newBuyer = (key: string, carId: number, cuId = 1, paymentToken = 'approve'): Buyer => ({
  key,
  who: actor(key, 'buyer', { cuId: String(cuId) }),
  wish: { cuId, carId, paymentToken },
  told: [],
  puId: undefined,
  cancelled: false,
})

/** Buys, tries again with the same key, pays, gives up, cancels, twice if need be. */
const buyerLife = async (s: Dealer, me: Buyer) => {
  const w = s.world
  await w.step(undefined, w.between(0, 3000))
  for (let tries = 0; tries < 5; tries++) {
    const heard = hears(s, me, await ask(s, me.who, 'purchases', me.wish, me.key, w.chance(2 * w.faults.lost) ? 300 : 3000), 'buys')
    if (heard === '201' || heard === '4xx' || w.chance(0.35)) break
    await w.step(undefined, w.chance(0.3) ? w.between(1000, 700_000) : w.between(5, 4000))
  }
  const { puId } = me
  if (puId === undefined) return
  for (let tries = 0; tries < 2 && me.told.at(-1)?.startsWith('503') && w.chance(0.3); tries++) {
    if (tries) await w.step(undefined, w.between(5, 60_000))
    hears(s, me, await press(s, me.who, ['purchase', 'purchases'], PayPurchase({ puId })), 'pays')
  }
  if (!w.chance(0.4)) return
  await w.step(undefined, w.between(0, 6000))
  me.cancelled = true
  for (let k = w.between(1, 3); k > 0; k--) await press(s, me.who, ['purchase', 'purchases'], CancelPurchase({ puId }), 2000)
}
const sellerLife = async (s: Dealer, n: number) => {
  const w = s.world
  const who = actor(`seller${n}`, 'seller', { sellerId: String(n) })
  const wish = {
    sellerId: n,
    plateNumber: w.pick(['12가3456', '34나5678']),
    model: '모닝',
    year: 2020,
    mileage: 30_000,
    condition: 'B',
    payoutToken: w.chance(0.15) ? 'decline' : 'approve',
  }
  await w.step(undefined, w.between(0, 2000))
  let saleId: number | undefined
  for (let tries = 0; tries < 4; tries++) {
    const said = await ask(s, who, 'sales', wish, 'sells')
    if (typeof said !== 'string' && said.key !== undefined) saleId = said.key as number
    if (wordOf(said) === '201' || wordOf(said) === '4xx') break
    await w.step(undefined, w.between(100, 5000))
  }
  if (saleId === undefined || !w.chance(0.4)) return
  await w.step(undefined, w.chance(0.5) ? w.between(0, 5000) : w.between(5000, 40_000))
  for (let k = w.between(1, 3); k > 0; k--) await press(s, who, ['purchase', 'sales'], CancelSale({ saleId }), 2000)
}
/** Decides, loads, drives, hands over; the operator stops a transport now and then. */
const workLife = async (s: Dealer) => {
  const w = s.world
  for (let i = 0; i < 22; i++) {
    await w.step(undefined, w.between(50, 2500))
    const registered = (await itemsOf(s, 'purchase', 'sale')).filter(x => x.status === 'Registered')
    for (const { saleId } of registered)
      await press(
        s,
        purchasing,
        ['purchase', 'sales'],
        w.chance(0.85) ? DecideSale({ saleId, buy: true }) : DecideSale({ saleId, buy: false, reason: '사고 이력' }),
        2000,
      )
    const todo = (await itemsOf(s, 'consign', 'consign')).filter(c => c.status === 'YES' && c.stage !== 'handedOver')
    if (!todo.length) continue
    const { deal, stage: at, puId } = w.pick(todo)
    if (puId !== null && w.chance(0.05)) {
      s.stopped.add(puId)
      await press(s, operator, ['consign', 'consigns'], StopTransport({ deal }), 2000)
    } else if (w.chance(0.8))
      await press(
        s,
        transporter,
        ['consign', 'consigns'],
        at === 'requested' ? Load({ deal }) : at === 'loaded' ? Depart({ deal }) : HandOver({ deal }),
        2000,
      )
  }
}
const tasks = async (s: Dealer) => {
  for (let i = 0; i < 4; i++) {
    const charges = (await itemsOf(s, 'billing', 'billing')).filter(p => p.status === 'stuck')
    const payouts = (await itemsOf(s, 'billing', 'payout')).filter(p => p.status === 'stuck' || p.status === 'reclaimStuck')
    for (const { puId } of charges) void press(s, operator, ['billing', 'billings'], RetryRefund({ puId }), 5000)
    for (const { saleId, status } of payouts)
      if (status === 'stuck') void press(s, operator, ['billing', 'payouts'], RetryPayout({ saleId }), 5000)
      else {
        // by hand: the operator has it back
        const one = [...s.bank.charges.values()].find(c => c.of === String(saleId) && c.status === 'captured')
        if (one && one.refunded < one.amt) Object.assign(one, { refunded: one.amt, refundedAt: s.world.now })
        void press(s, operator, ['billing', 'payouts'], NoteReclaimed({ saleId }), 5000)
      }
    if (!charges.length && !payouts.length) break
    await s.calm(hours(2))
  }
}
const storm = async (seed: number, faults: Faults, build: Build) => {
  const good = faults === goodWeather
  const s = await open(seed, build, good ? 3 : 1 + (seed % 2))
  const w = s.world
  w.faults = faults
  let people = 0
  const lives = (life: Promise<void>) => {
    people++
    void life.then(() => void people--)
  }
  const buyers = ['k0', 'k1', 'k2'].map((key, i) =>
    newBuyer(key, good ? i + 1 : w.between(1, 3 + (seed % 2)), good ? i + 1 : w.between(1, 3), w.chance(0.12) ? 'decline' : 'approve'),
  )
  for (const me of buyers) lives(buyerLife(s, me))
  lives(sellerLife(s, 7))
  if (seed % 3 === 0) lives(sellerLife(s, 8))
  lives(workLife(s))
  if (w.chance(0.1)) s.provider.refuses.add(String(w.between(1, 4)))
  if (w.chance(0.2)) s.bank.refuses.add('1')
  await w.run({ steps: 9000, until: () => people === 0 })
  // who comes when a sold-in car is there
  const late = (await itemsOf(s, 'purchase', 'car')).filter(c => c.saleId !== null).map(({ carId }, i) => newBuyer(`late${i}`, carId, 9))
  for (const me of late) lives(buyerLife(s, me))
  await w.run({ steps: 4000, until: () => people === 0 })
  await w.run({ steps: 600 })
  await s.calm(hours(6))
  await tasks(s)
  return { s, buyers: [...buyers, ...late] }
}

// ---- the promises
/** Each car has one buyer, and each plate one sale. */
const readCars = async (s: Dealer, purchases: readonly ItemOf<typeof Purchase>[], sales: readonly ItemOf<typeof Sale>[]) => {
  const known = await itemsOf(s, 'purchase', 'car')
  for (const { saleId, status, carId } of sales)
    if (status === 'InStock' && carId !== null && !known.some(c => c.saleId === saleId && c.offered))
      s.world.wrong('cars: sold in, and not offered')
  for (const car of known)
    for (const wrong of ofCar({
      car,
      stock: await s.state('stock', 'stock', car.carId),
      purchases: purchases.filter(p => p.carId === car.carId),
      sale: sales.find(x => x.carId !== null && x.carId === car.carId),
    }))
      s.world.wrong(wrong)
  for (const plate of await itemsOf(s, 'purchase', 'plate')) {
    const living = sales.filter(
      x =>
        x.plateNumber === plate.plateNumber &&
        (['Registered', 'Decided', 'PaidOut', 'Collecting'].includes(x.status) || (x.status === 'InStock' && !x.sold)),
    )
    if (living.length > 1) s.world.wrong('one plate, two living sales')
    if ((plate.holder ?? undefined) !== living[0]?.saleId) s.world.wrong('a plate is not free, or free too soon')
  }
}
const readPromises = async (s: Dealer): Promise<readonly Recorded[]> => {
  const facts = await s.facts()
  const wrong = (all: readonly string[]) => {
    for (const one of all) s.world.wrong(one)
  }
  const dealFile = async (deal: string) => ({
    consign: await s.state('consign', 'consign', deal),
    row: (await s.of('dashboard').store.row('dash', deal))?.value,
  })
  const purchases = await itemsOf(s, 'purchase', 'purchase'),
    sales = await itemsOf(s, 'purchase', 'sale')
  for (const { puId } of purchases) {
    const file = await caseOf(s, 'puId', puId, facts, s.provider)
    wrong([...atRest(purchaseFile(file), await dealFile(purchaseDeal(puId))), ...messages(file.facts)])
    wrong(moneyIsTold(file.facts, { back: 'PayCancelled', made: 'Purchased' }))
  }
  for (const { saleId } of sales) {
    const file = await caseOf(s, 'saleId', saleId, facts, s.bank)
    wrong([...atRestOfSale(saleFile(file), await dealFile(saleDeal(saleId))), ...messages(file.facts)])
  }
  await readCars(s, purchases, sales)
  wrong(log(facts))
  for (const e of facts)
    if (e.type === 'MessageSent' && !s.sent.has(e.data.messageId)) s.world.wrong('MessageSent was said before the message was sent')
  await readViews(s, 'dashboard')
  return facts
}
const readTold = async (s: Dealer, buyers: readonly Buyer[], facts: readonly Recorded[], good = false) => {
  for (const me of buyers) {
    const ids = facts.filter(e => e.type === 'PurchaseRequested' && e.actor === me.key).map(e => e.data.puId as number)
    const purchases = await Promise.all(ids.map(id => s.state('purchase', 'purchase', id)))
    const isCancelled = me.cancelled || ids.some(id => s.stopped.has(id))
    const promised = {
      thing: 'purchase',
      made: ids.length,
      lives: purchases.some(p => p.status === 'Y'),
      isOver: isCancelled && purchases.some(p => p.status === 'N'),
      ...paidFor(s.provider, me.told, ids),
    }
    for (const wrong of toldTruly(promised)) s.world.wrong(wrong)
    const first =
      buyers.filter(b => b.wish.carId === me.wish.carId).length === 1 &&
      me.wish.carId <= facts.filter(e => e.type === 'CarOffered' && !e.data.saleId).length
    // in good weather, too, so much may go on at once that the money is not there in time; then its time was up
    const slow = facts.some(
      e =>
        e.type === 'PaymentPostponed' &&
        ids.includes(e.data.puId) &&
        facts.some(a => a.type === 'PaymentAsked' && a.data.puId === e.data.puId && e.time - a.time >= budget),
    )
    if (good && first && !slow && me.told[0] !== (me.wish.paymentToken === 'decline' ? '4xx' : '201'))
      s.world.wrong(`in good weather: ${me.told[0]}`)
  }
}
// ---- the stories
/** A storm, calm, and a month later everything comes once more. */
const main: Story = async (seed, faults, build) => {
  const { s, buyers } = await storm(seed, faults, build)
  await readTold(s, buyers, await readPromises(s), faults === goodWeather)
  await s.everythingAgain()
  return outcomeOf(s)
}
/** Fail, then the same request again: success, for the only car (CAR-X3, COM-63). */
const again: Story = async (seed, _, build) => {
  const s = await open(seed, build, 1)
  const pays = s.world.processes.filter(p => p.context === 'billing')
  for (const p of pays) s.world.kill(p, hours(10))
  const [first, second] = ['first', 'second'].map(key => newBuyer(key, 1)) as [Buyer, Buyer]
  hears(s, first, await soon(s.world, ask(s, first.who, 'purchases', first.wish, first.key)), 'buys')
  for (const p of pays) s.world.revive(p)
  hears(s, second, await soon(s.world, ask(s, second.who, 'purchases', second.wish, second.key)), 'buys')
  const said = [...first.told, ...second.told].join()
  if (said !== '503 nothing charged,201') s.world.wrong(`fail, then again: ${said}`)
  await s.calm(hours(4))
  await readPromises(s)
  return outcomeOf(s)
}
/** Consign is away for a night: cars are sold all the same, and it catches up (CAR-X4). */
const night: Story = async (seed, _, build) => {
  const s = await open(seed, build, 2)
  const w = s.world
  for (const p of w.processes.filter(p => p.context === 'consign')) w.kill(p, hours(8))
  const buyers = [newBuyer('k0', 1, 1), newBuyer('k1', 2, 2)] as const
  for (const me of buyers) hears(s, me, await soon(w, ask(s, me.who, 'purchases', me.wish, me.key)), 'buys')
  buyers[0].cancelled = true
  await soon(w, press(s, buyers[0].who, ['purchase', 'purchases'], CancelPurchase({ puId: buyers[0].puId! })))
  await w.run({ steps: 200_000, time: hours(7) })
  if ((await s.of('dashboard').store.row('dash', purchaseDeal(buyers[1].puId!)))?.value.conStatus !== null)
    w.wrong('consign is away, and the dashboard shows a consignment')
  if ([...s.provider.charges.values()].some(c => c.refunded)) w.wrong('the money is back before the transport has stopped')
  await s.calm(hours(4))
  await readTold(s, buyers, await readPromises(s), true)
  return outcomeOf(s)
}

/** In a storm, with such a provider: whatever arrives is found in the end, and goes back where nobody wants it. */
const liar: Story = async (seed, faults, build) => {
  const { s, buyers } = await storm(seed, faults, withLyingProvider(build))
  await readTold(s, buyers, await readPromises(s))
  return outcomeOf(s)
}
/** A buyer thinks better of it while the charge is on its way to such a provider. */
const regret: Story = async (seed, _, build) => {
  const s = await open(seed, withLyingProvider(build), 1)
  const w = s.world
  const me = newBuyer('k0', 1)
  w.faults = { ...goodWeather, provider: 0.5 }
  void ask(s, me.who, 'purchases', me.wish, me.key).then(said => hears(s, me, said, 'buys'))
  const moment = w.pick(['PaymentAsked', 'Payed'])
  await w.run({ steps: 5000, time: 2000, until: () => hasHappened(w, moment) })
  me.cancelled = true
  await soon(w, press(s, me.who, ['purchase', 'purchases'], CancelPurchase({ puId: 1 })))
  await w.run({ steps: 5000, time: minutes(1) })
  await s.calm(hours(4))
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/**
 * A plate is taken; who was about to ask for it dies. Its seller tries again, and is refused; then it is free, and the first question is
 * asked.
 */
const refused: Story = async (seed, _, build) => {
  const s = await open(seed, build, 1)
  const w = s.world
  const car = { plateNumber: '12가3456', model: '모닝', year: 2020, mileage: 30_000, condition: 'B' }
  const sells = (sellerId: number, patience?: number) =>
    ask(
      s,
      actor(`seller${sellerId}`, 'seller', { sellerId: String(sellerId) }),
      'sales',
      { ...car, sellerId },
      `car of ${sellerId}`,
      patience,
    )
  await soon(w, sells(7))
  void sells(8, 300)
  const wanted = () => w.story.find(line => line.includes(' PlateWanted {"saleId":2,'))
  for (let n = 0; n < 500 && !wanted(); n++) await w.run({ steps: 1 })
  for (const p of w.processes) if (wanted()?.includes(` ${p.name} `)) w.kill(p, minutes(10))
  const said = wordOf(await soon(w, sells(8)))
  if (said === '201') w.wrong('one plate, two living sales')
  await soon(w, press(s, actor('seller7', 'seller', { sellerId: '7' }), ['purchase', 'sales'], CancelSale({ saleId: 1 })))
  await w.run({ steps: 20_000, time: minutes(5) })
  const next = wordOf(await soon(w, sells(9)))
  if (next !== '201') w.wrong(`a plate that nobody sells any more: ${next}`)
  await s.calm(hours(4))
  await readPromises(s)
  return outcomeOf(s)
}

/** Words overtake each other: a car is sold again, and taken out for its next buyer, before stock has heard that it is back. */
const overtaking: Story = async (seed, _, build) => {
  const s = await open(seed, build, 1)
  const w = s.world
  const [first, second] = [newBuyer('k0', 1, 1), newBuyer('k1', 1, 2)] as const
  hears(s, first, await soon(w, ask(s, first.who, 'purchases', first.wish, first.key)), 'buys')
  await w.run({ steps: 3000, time: 3000 })
  first.cancelled = true
  await soon(w, press(s, first.who, ['purchase', 'purchases'], CancelPurchase({ puId: first.puId! })))
  await w.run({ steps: 3000, time: 3000, until: () => hasHappened(w, 'PayCancelled') })
  // only what is said now is late on its way
  w.faults = { ...goodWeather, lag: 1 }
  await w.run({ steps: 3000, time: 60_000, until: () => hasHappened(w, 'ConsignCancelled') })
  await w.run({ steps: 500, time: 60 })
  w.faults = goodWeather
  for (let n = 0; n < 30 && second.told.at(-1) !== '201'; n++) {
    hears(s, second, await soon(w, ask(s, second.who, 'purchases', second.wish, `k1 ${n}`)), 'buys')
    await w.run({ steps: 500, time: w.between(20, 1000) })
  }
  if (second.puId !== undefined && w.chance(0.6)) {
    await w.run({ steps: 500, time: w.between(0, 400) })
    second.cancelled = true
    await soon(w, press(s, second.who, ['purchase', 'purchases'], CancelPurchase({ puId: second.puId })))
  }
  await w.run({ steps: 5000, time: minutes(2) })
  await s.calm(hours(4))
  await readTold(s, [first], await readPromises(s))
  return outcomeOf(s)
}

/** A cancel and the hand-over cross each other: the car is handed over, the cancel came too late, and all say so. */
const crossing: Story = async (seed, _, build) => {
  const s = await open(seed, build, 1)
  const w = s.world
  const me = newBuyer('k0', 1)
  hears(s, me, await soon(w, ask(s, me.who, 'purchases', me.wish, me.key)), 'buys')
  const puId = me.puId!
  await w.run({ steps: 20_000, time: 5000 })
  for (const step of [Load, Depart]) await soon(w, press(s, transporter, ['consign', 'consigns'], step({ deal: purchaseDeal(puId) })))
  await w.run({ steps: 20_000, time: 5000 })
  w.faults = { ...goodWeather, lag: 1 }
  void press(s, transporter, ['consign', 'consigns'], HandOver({ deal: purchaseDeal(puId) }))
  await w.run({ steps: 1000, time: 1000, until: () => hasHappened(w, 'HandedOver') })
  me.cancelled = true
  await soon(w, press(s, me.who, ['purchase', 'purchases'], CancelPurchase({ puId })))
  await w.run({ steps: 20_000, time: minutes(15) })
  await s.calm(hours(1))
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/**
 * A seller thinks better of it, paid already, or when the car is collected already and stock is away: first it stops, then the money comes
 * back.
 */
const regretted: Story = async (seed, _, build) => {
  const s = await open(seed, build, 1)
  const w = s.world
  const seller = actor('seller7', 'seller', { sellerId: '7' })
  const wish = { sellerId: 7, plateNumber: '12가3456', model: '모닝', year: 2020, mileage: 30_000, condition: 'B', payoutToken: 'approve' }
  const said = await soon(w, ask(s, seller, 'sales', wish, 'sells'))
  const saleId = typeof said === 'string' ? 0 : ((said.key as number | undefined) ?? 0)
  await soon(w, press(s, purchasing, ['purchase', 'sales'], DecideSale({ saleId, buy: true })))
  await w.run({ steps: 20_000, time: 5000 })
  const isCollected = seed % 2 === 0
  for (const p of w.processes.filter(p => p.context === (isCollected ? 'stock' : 'consign'))) w.kill(p, hours(1))
  if (isCollected)
    for (const step of [Load, Depart, HandOver])
      await soon(w, press(s, transporter, ['consign', 'consigns'], step({ deal: saleDeal(saleId) })))
  await w.run({ steps: 20_000, time: 5000 })
  await soon(w, press(s, seller, ['purchase', 'sales'], CancelSale({ saleId })))
  await w.run({ steps: 20_000, time: minutes(5) })
  for (const p of w.processes) w.revive(p)
  await w.run({ steps: 20_000, time: minutes(1) })
  await s.calm(hours(4))
  await readPromises(s)
  return outcomeOf(s)
}

/** Step by step in good weather, while some are away: what somebody does is seen within seconds by everybody who is there, and said. */
const steps: Story = async (seed, _, build) => {
  const s = await open(seed, build, 1)
  const w = s.world
  const away = (context: string) => {
    for (const p of w.processes.filter(p => p.context === context)) w.kill(p, hours(1))
  }
  const back = async () => {
    for (const p of w.processes) w.revive(p)
    await new Promise<void>(begun => setImmediate(begun)) // they begin before time goes on
  }
  const seen = async (what: string, isSeen: () => Promise<boolean>) => {
    await w.run({ steps: 20_000, time: 5000 })
    if (!(await isSeen())) w.wrong(`not seen in time: ${what}`)
  }
  const isSaid = async (...words: string[]) => {
    const facts = await s.facts()
    for (const what of words) if (!facts.some(e => e.type === 'MessageQueued' && e.data.what === what)) w.wrong(`not said in time: ${what}`)
  }
  const purchase = (puId: number) => s.state('purchase', 'purchase', puId)
  const drives = async (deal: string) => {
    for (const step of [Load, Depart, HandOver]) await soon(w, press(s, transporter, ['consign', 'consigns'], step({ deal })))
  }
  // sold in: paid while nobody can collect it, here while the books are away
  const seller = actor('seller7', 'seller', { sellerId: '7' })
  const described = { sellerId: 7, model: '모닝', year: 2020, mileage: 30_000, condition: 'B' }
  const car = { ...described, plateNumber: '12가3456', payoutToken: 'approve' }
  const made = async (collection: string, wish: object, key: string): Promise<number> => {
    const said = await soon(w, ask(s, seller, collection, wish, key))
    return typeof said === 'string' ? 0 : ((said.key as number | undefined) ?? 0)
  }
  const quoteId = await made('quotes', described, 'quote')
  const saleId = await made('sales', { ...car, quoteId }, 'first')
  const sale = () => s.state('purchase', 'sale', saleId)
  if ((await sale()).quote !== (await s.state('purchase', 'quote', quoteId)).price) w.wrong('a quote does not bind')
  away('consign')
  await soon(w, press(s, purchasing, ['purchase', 'sales'], DecideSale({ saleId, buy: true })))
  await seen('a sale that is paid', async () => (await sale()).status === 'PaidOut')
  await back()
  await seen('a sale that is being collected', async () => (await sale()).status === 'Collecting')
  away('stock')
  await drives(saleDeal(saleId))
  await seen('a car that was collected', async () => (await sale()).status === 'InStock' && (await sale()).carId === null)
  await isSaid('Collected')
  await back()
  await seen('a car in stock', async () => (await sale()).carId !== null)

  // the operator stops a transport: its purchase is cancelled; the money is back while consign is away, and that is said
  const { carId } = await sale()
  const buys = async (key: string, of: number): Promise<number> => {
    const me = newBuyer(key, of)
    hears(s, me, await soon(w, ask(s, me.who, 'purchases', me.wish, me.key)), 'buys')
    return me.puId ?? 0
  }
  const stopped = await buys('k0', 1)
  await seen('a car on its way', async () => (await s.state('consign', 'consign', purchaseDeal(stopped)))?.status === 'YES')
  s.stopped.add(stopped)
  await soon(w, press(s, operator, ['consign', 'consigns'], StopTransport({ deal: purchaseDeal(stopped) })))
  await w.run({ steps: 5000, time: 5000, until: () => hasHappened(w, 'RefundRequested') })
  away('consign')
  await seen('a purchase whose transport was stopped', async () => (await purchase(stopped))?.status === 'N')
  await isSaid('PurchaseCancelled', 'PayCancelled')
  await back()
  await seen('a purchase that was cancelled', async () => (await purchase(stopped)).cancellation === 'done')

  // sold on and handed over: its sale is over, and its plate may come again
  const bought = await buys('k1', carId)
  await seen('a car on its way', async () => (await s.state('consign', 'consign', purchaseDeal(bought)))?.status === 'YES')
  await drives(purchaseDeal(bought))
  await seen('a car that was sold on', async () => (await sale()).sold)
  const again = await made('sales', car, 'second')
  await seen('a plate that comes again', async () => (await s.state('purchase', 'sale', again))?.status === 'Registered')
  await s.calm(hours(4))
  await readPromises(s)
  return outcomeOf(s)
}

/** Staff give back parts, in every weather of the provider: never more than was paid, a cancel brings the rest, and all say so. */
const parts: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  const w = s.world
  const me = newBuyer('k0', 1)
  hears(s, me, await soon(w, ask(s, me.who, 'purchases', me.wish, me.key)), 'buys')
  await w.run({ steps: 5000, time: 1000 })
  const puId = me.puId!
  if (w.chance(0.2)) s.provider.refuses.add(String(puId))
  me.cancelled = await giveParts(s, {
    place: ['billing', 'billings'],
    staff: [purchasing, operator],
    paid: price,
    give: wish => GiveBack({ puId, reason: 'the service was poor', ...wish }),
    cancel: () => press(s, me.who, ['purchase', 'purchases'], CancelPurchase({ puId })),
  })
  await s.calm(hours(6))
  await tasks(s)
  await readTold(s, [me], await readPromises(s))
  if (!me.cancelled && !hasHappened(w, 'PayReturned')) w.wrong('staff gave something back, and nothing came')
  return outcomeOf(s)
}

/** A payment of somebody else stands under the number of an order: it ends unpaid, and an operator looks at whose it is, and settles it. */
const others: Story = async (seed, _, build) => {
  const s = await open(seed, build)
  await prepare(s, 'billing', ApprovePayment({ puId: 1, cuId: 9, salePrice: 1 }), bySystem)
  const me = newBuyer('k0', 1)
  await soon(s.world, ask(s, me.who, 'purchases', me.wish, me.key))
  await s.world.run({ steps: 5000, time: minutes(1) })
  const difference = 'contradiction-1'
  const isOpen = async () => (await s.state('billing', 'difference', difference))?.status === 'open'
  if (!(await isOpen())) s.world.wrong('a payment of somebody else ended it, and nobody has to look at that')
  else await prepare(s, 'billing', SettleDifference({ difference, reason: 'the store was older than its neighbours' }), operator)
  if (await isOpen()) s.world.wrong('what an operator settles stays open')
  return outcomeOf(s)
}

export const stories: { readonly main: Story; readonly [name: string]: Story } = {
  main,
  again,
  night,
  liar,
  regret,
  refused,
  overtaking,
  crossing,
  regretted,
  steps,
  parts,
  others,
}
