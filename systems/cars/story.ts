/** Stories of the dealer: buyers, a seller and all who work there in a storm, then calm, then the promises are read. */
import { hours, type Message, minutes } from '@jumun/core/model'
import type { Caller, Question, Recorded, Reply } from '@jumun/core/runtime'
import {
  actor,
  caseOf,
  type Build,
  type Faults,
  goodWeather,
  itemsOf,
  outdoors,
  post,
  prepare,
  press,
  Provider,
  readViews,
  soon,
  type Stage,
  stage,
  type Stories,
  wordOf,
} from '@jumun/testing'
import { type ItemOf, moneyIsTold } from '@jumun/testing/promises'
import { readTold, retried, sceneIn, sceneOf, type Trade } from '@jumun/testing/scene'
import { answered, asked } from '../bank/words.ts'
import { sellingStories } from '../story.ts'
import { ApprovePayment, GiveBack, RetryRefund } from './billing/commands.ts'
import { NoteReclaimed, RetryPayout } from './billing/payout-commands.ts'
import { Depart, HandOver, Load, StopTransport } from './consign/commands.ts'
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
const sellerOf = (n: number): Caller => actor(`seller${n}`, 'seller', { sellerId: String(n) })
/** What paying may take of it, in ms. */
const budget = 610
const price = 1_000_000
const described = { model: '모닝', year: 2020, mileage: 30_000, condition: 'B' }
const sales = ['purchase', 'sales'] as const
const consigns = ['consign', 'consigns'] as const
const payouts = ['billing', 'payouts'] as const

interface Wish {
  readonly cuId: number
  readonly carId: number
  readonly paymentToken: string
}
const trade: Trade<Wish> = {
  role: 'buyer',
  claims: ({ cuId }) => ({ cuId: String(cuId) }),
  wish: wish => ({ cuId: 1, carId: 1, paymentToken: 'approve', ...wish }),
  place: ['purchase', 'purchases'],
  of: 'purchase',
  key: 'puId',
  requested: 'PurchaseRequested',
  pay: puId => PayPurchase({ puId }),
  cancel: puId => CancelPurchase({ puId }),
  payments: ['billing', 'billings'],
  payment: 'billing',
  stuck: 'stuck',
  retry: puId => RetryRefund({ puId }),
}
const banks = async (bank: Provider, q: Question): Promise<Reply> => {
  const token = q.data.payoutToken === 'decline' && q.data.key?.endsWith('-0') ? 'decline' : 'approve'
  const reply = await bank.ask({ ...q, type: asked[q.type]!, data: { ...q.data, paymentToken: token } }, String(q.data.reference))
  return reply.kind === 'answer' ? { ...reply, status: answered[reply.status]! } : reply
}
/** The dealer with so many cars. */
const open = async (seed: number, build: Build, number = 2) => {
  let bank!: Provider
  const { there, outside } = outdoors(build, world => {
    bank = new Provider(world)
    return { bank: q => banks(bank, q) }
  })
  const s = stage(cars, seed, goodWeather, build, () => 2, outside)
  for (let i = 1; i <= number; i++) await prepare(s, 'stock', AddStock({ carId: i, carType: '모닝', salePrice: price }), stockManager)
  await s.world.run({ steps: 3000, time: 10_000 })
  /** `stopped`: cancels that the operator asked for at consign. */
  return sceneOf({ ...s, ...there, bank, stopped: new Set<number>() }, trade)
}
type Dealer = Awaited<ReturnType<typeof open>>

// ---- what people do
const sells = (s: Stage, of: number, wish: object, key: string, patience?: number) =>
  post(s, sellerOf(of), sales, { sellerId: of, ...described, ...wish }, { key, ...(patience === undefined ? {} : { patience }) })
const sellerLife = async (s: Dealer, n: number) => {
  const w = s.world
  const wish = { plateNumber: w.pick(['12가3456', '34나5678']), payoutToken: w.chance(0.15) ? 'decline' : 'approve' }
  await w.step(undefined, w.between(0, 2000))
  let saleId: number | undefined
  for (let tries = 0; tries < 4; tries++) {
    const said = await sells(s, n, wish, 'sells')
    if (typeof said !== 'string' && said.key !== undefined) saleId = said.key as number
    if (wordOf(said) === '201' || wordOf(said) === '4xx') break
    await w.step(undefined, w.between(100, 5000))
  }
  if (saleId === undefined || !w.chance(0.4)) return
  await w.step(undefined, w.chance(0.5) ? w.between(0, 5000) : w.between(5000, 40_000))
  for (let k = w.between(1, 3); k > 0; k--) await press(s, sellerOf(n), sales, CancelSale({ saleId }), 2000)
}
/** Decides, loads, drives, hands over; the operator stops a transport now and then. */
const workLife = async (s: Dealer) => {
  const w = s.world
  const next: { readonly [stage: string]: (wish: { deal: string }) => Message } = { requested: Load, loaded: Depart }
  for (let i = 0; i < 22; i++) {
    await w.step(undefined, w.between(50, 2500))
    const registered = (await itemsOf(s, 'purchase', 'sale')).filter(x => x.status === 'Registered')
    for (const { saleId } of registered) {
      const decides = w.chance(0.85) ? DecideSale({ saleId, buy: true }) : DecideSale({ saleId, buy: false, reason: '사고 이력' })
      await press(s, purchasing, sales, decides, 2000)
    }
    const todo = (await itemsOf(s, 'consign', 'consign')).filter(c => c.status === 'YES' && c.stage !== 'handedOver')
    if (!todo.length) continue
    const { deal, stage: at, puId } = w.pick(todo)
    if (puId !== null && w.chance(0.05)) {
      s.stopped.add(puId)
      await press(s, operator, consigns, StopTransport({ deal }), 2000)
    } else if (w.chance(0.8)) await press(s, transporter, consigns, (next[at] ?? HandOver)({ deal }), 2000)
  }
}
const drives = async (s: Dealer, deal: string, steps = [Load, Depart, HandOver]) => {
  for (const step of steps) await s.soon(press(s, transporter, consigns, step({ deal })))
}
/** Payouts that wait for the operator. */
const paysOut = async (s: Dealer) => {
  for (let i = 0; i < 4; i++) {
    const stuck = (await itemsOf(s, 'billing', 'payout')).filter(p => p.status === 'stuck' || p.status === 'reclaimStuck')
    for (const { saleId, status } of stuck)
      if (status === 'stuck') void press(s, operator, payouts, RetryPayout({ saleId }), 5000)
      else {
        // by hand: the operator has it back
        const one = [...s.bank.charges.values()].find(c => c.of === String(saleId) && c.status === 'captured')
        if (one && one.refunded < one.amt) Object.assign(one, { refunded: one.amt, refundedAt: s.world.now })
        void press(s, operator, payouts, NoteReclaimed({ saleId }), 5000)
      }
    if (!stuck.length) break
    await s.calm(hours(2))
  }
}

// ---- the promises
/** Each car has one buyer, and each plate one sale. */
const readCars = async (s: Dealer, purchases: readonly ItemOf<typeof Purchase>[], sold: readonly ItemOf<typeof Sale>[]) => {
  const known = await itemsOf(s, 'purchase', 'car')
  for (const { saleId, status, carId } of sold)
    if (status === 'InStock' && carId !== null && !known.some(c => c.saleId === saleId && c.offered))
      s.world.wrong('cars: sold in, and not offered')
  for (const car of known)
    for (const wrong of ofCar({
      car,
      stock: await s.state('stock', 'stock', car.carId),
      purchases: purchases.filter(p => p.carId === car.carId),
      sale: sold.find(x => x.carId !== null && x.carId === car.carId),
    }))
      s.world.wrong(wrong)
  for (const plate of await itemsOf(s, 'purchase', 'plate')) {
    const living = sold.filter(
      x =>
        x.plateNumber === plate.plateNumber &&
        (['Registered', 'Decided', 'PaidOut', 'Collecting'].includes(x.status) || (x.status === 'InStock' && !x.sold)),
    )
    if (living.length > 1) s.world.wrong('one plate, two living sales')
    if ((plate.holder ?? undefined) !== living[0]?.saleId) s.world.wrong('a plate is not free, or free too soon')
  }
}
const telling = {
  trade,
  open,
  /** Three buyers, a seller or two, all who work there; at last those who want the cars that were sold in. */
  storm: async (s: Dealer, faults: Faults) => {
    const w = s.world
    const { seed } = w
    const good = faults === goodWeather
    for (const [i, key] of ['k0', 'k1', 'k2'].entries())
      s.come(key, {
        carId: good ? i + 1 : w.between(1, 3 + (seed % 2)),
        cuId: good ? i + 1 : w.between(1, 3),
        paymentToken: w.chance(0.12) ? 'decline' : 'approve',
      })
    for (const me of s.customers) s.lives(me.life({ within: 6000 }))
    s.lives(sellerLife(s, 7))
    if (seed % 3 === 0) s.lives(sellerLife(s, 8))
    s.lives(workLife(s))
    if (w.chance(0.1)) s.provider.refuses.add(String(w.between(1, 4)))
    if (w.chance(0.2)) s.bank.refuses.add('1')
    await s.gone(9000)
    const soldIn = (await itemsOf(s, 'purchase', 'car')).filter(c => c.saleId !== null)
    for (const [i, { carId }] of soldIn.entries()) s.lives(s.come(`late${i}`, { carId, cuId: 9 }).life({ within: 6000 }))
    await s.gone(4000)
    await w.run({ steps: 600 })
  },
  stormy: (seed: number, faults: Faults) => (faults === goodWeather ? 3 : 1 + (seed % 2)),
  rest: async (s: Dealer) => {
    await s.calm(hours(6))
    await retried(s, trade)
    await paysOut(s)
  },
  read: async (s: Dealer): Promise<readonly Recorded[]> => {
    const facts = await s.facts()
    const dealFile = async (deal: string) => ({
      consign: await s.state('consign', 'consign', deal),
      row: (await s.of('dashboard').store.row('dash', deal))?.value,
    })
    const [purchases, sold] = [await itemsOf(s, 'purchase', 'purchase'), await itemsOf(s, 'purchase', 'sale')]
    for (const { puId } of purchases) {
      const file = await caseOf(s, 'puId', puId, facts, s.provider)
      s.wrong([...atRest(purchaseFile(file), await dealFile(purchaseDeal(puId))), ...messages(file.facts)])
      s.wrong(moneyIsTold(file.facts, { back: 'PayCancelled', made: 'Purchased' }))
    }
    for (const { saleId } of sold) {
      const file = await caseOf(s, 'saleId', saleId, facts, s.bank)
      s.wrong([...atRestOfSale(saleFile(file), await dealFile(saleDeal(saleId))), ...messages(file.facts)])
    }
    await readCars(s, purchases, sold)
    s.wrong(log(facts))
    s.sentFirst(facts)
    await readViews(s, 'dashboard')
    return facts
  },
  told: (s: Dealer, facts: readonly Recorded[], good: boolean) => {
    const offered = facts.filter(e => e.type === 'CarOffered' && !e.data.saleId).length
    return readTold(
      s,
      facts,
      {
        thing: 'purchase',
        lives: (p: ItemOf<typeof Purchase>) => p.status === 'Y',
        isOver: (p, me) => p.status === 'N' && (me.cancelled || s.stopped.has(p.puId)),
      },
      ({ wish, told: [first] }, ids) => {
        const has = s.customers.filter(b => b.wish.carId === wish.carId).length === 1 && wish.carId <= offered
        // in good weather, too, so much may go on at once that the money is not there in time; then its time was up
        const isSlow = ({ type, data, time }: Recorded) =>
          type === 'PaymentPostponed' &&
          ids.includes(data.puId) &&
          facts.some(a => a.type === 'PaymentAsked' && a.data.puId === data.puId && time - a.time >= budget)
        const slow = facts.some(isSlow)
        s.must(!good || !has || slow || first === (wish.paymentToken === 'decline' ? '4xx' : '201'), `in good weather: ${first}`)
      },
    )
  },
}
const scene = sceneIn<Wish, Dealer, number>(telling)

// ---- the stories
/** Consign is away for a night: cars are sold all the same, and it catches up (CAR-X4). */
const night = scene(
  async s => {
    s.dies('consign', hours(8))
    const [first, second] = [s.come('k0'), s.come('k1', { carId: 2, cuId: 2 })]
    for (const me of s.customers) await s.soon(me.orders())
    await s.soon(first.cancels())
    await s.pass(hours(7))
    const row = (await s.of('dashboard').store.row('dash', purchaseDeal(second.id!)))?.value
    s.must(!row || row.conStatus === null, 'consign is away, and the dashboard shows a consignment')
    s.must(![...s.provider.charges.values()].some(c => c.refunded), 'the money is back before the transport has stopped')
  },
  { stage: 2, good: true },
)

/**
 * A plate is taken; who was about to ask for it dies. Its seller tries again, and is refused; then it is free, and the first question is
 * asked.
 */
const refused = scene(
  async s => {
    const w = s.world
    const asks = (of: number, patience?: number) => sells(s, of, { plateNumber: '12가3456' }, `car of ${of}`, patience)
    await s.soon(asks(7))
    void asks(8, 300)
    const wanted = () => w.story.find(line => line.includes(' PlateWanted {"saleId":2,'))
    for (let n = 0; n < 500 && !wanted(); n++) await w.run({ steps: 1 })
    for (const p of w.processes) if (wanted()?.includes(` ${p.name} `)) w.kill(p, minutes(10))
    s.must(wordOf(await s.soon(asks(8))) !== '201', 'one plate, two living sales')
    await s.soon(press(s, sellerOf(7), sales, CancelSale({ saleId: 1 })))
    await s.pass(minutes(5))
    const next = wordOf(await s.soon(asks(9)))
    s.must(next === '201', `a plate that nobody sells any more: ${next}`)
  },
  { stage: 1 },
)

/** Words overtake each other: a car is sold again, and taken out for its next buyer, before stock has heard that it is back. */
const overtaking = scene(
  async s => {
    const w = s.world
    const first = s.come('k0')
    await s.soon(first.orders())
    await s.pass(3000)
    await s.soon(first.cancels())
    await s.until('PayCancelled', 3000)
    // only what is said now is late on its way
    s.weather({ lag: 1 })
    await s.until('ConsignCancelled', 60_000)
    await s.pass(60)
    s.weather()
    for (let n = 0, said = ''; n < 30 && said !== '201'; n++) {
      const next = s.come(`k1 ${n}`, { cuId: 2 })
      said = await s.soon(next.orders())
      await s.pass(w.between(20, 1000))
      if (said !== '201' || !w.chance(0.6)) continue
      await s.pass(w.between(0, 400))
      await s.soon(next.cancels())
    }
    await s.pass(minutes(2))
  },
  { stage: 1 },
)

/** A cancel and the hand-over cross each other: the car is handed over, the cancel came too late, and all say so. */
const crossing = scene(
  async s => {
    const me = s.come('k0')
    await s.soon(me.orders())
    const deal = purchaseDeal(me.id!)
    await s.pass(5000)
    await drives(s, deal, [Load, Depart])
    await s.pass(5000)
    s.weather({ lag: 1 })
    void press(s, transporter, consigns, HandOver({ deal }))
    await s.until('HandedOver', 1000)
    await s.soon(me.cancels())
    await s.pass(minutes(15))
  },
  { stage: 1 },
)

const made = async (s: Stage, said: ReturnType<typeof post>): Promise<number> => {
  const heard = await soon(s.world, said)
  return typeof heard === 'string' ? 0 : ((heard.key as number | undefined) ?? 0)
}
/**
 * A seller thinks better of it, paid already, or when the car is collected already and stock is away: first it stops, then the money comes
 * back.
 */
const regretted = scene(
  async (s, _, seed) => {
    const saleId = await made(s, sells(s, 7, { plateNumber: '12가3456', payoutToken: 'approve' }, 'sells'))
    await s.soon(press(s, purchasing, sales, DecideSale({ saleId, buy: true })))
    await s.pass(5000)
    const isCollected = seed % 2 === 0
    s.dies(isCollected ? 'stock' : 'consign', hours(1))
    if (isCollected) await drives(s, saleDeal(saleId))
    await s.pass(5000)
    await s.soon(press(s, sellerOf(7), sales, CancelSale({ saleId })))
    await s.pass(minutes(5))
    s.back()
    await s.pass(minutes(1))
  },
  { stage: 1 },
)

/** Step by step in good weather, while some are away: what somebody does is seen within seconds by everybody who is there, and said. */
const steps = scene(
  async s => {
    const away = (context: string) => s.dies(context, hours(1))
    const back = async () => {
      s.back()
      await new Promise<void>(begun => setImmediate(begun)) // they begin before time goes on
    }
    const seen = async (what: string, isSeen: () => Promise<boolean>) => {
      await s.pass(5000)
      s.must(await isSeen(), `not seen in time: ${what}`)
    }
    const isSaid = async (...words: string[]) => {
      const facts = await s.facts()
      for (const what of words)
        s.must(
          facts.some(e => e.type === 'MessageQueued' && e.data.what === what),
          `not said in time: ${what}`,
        )
    }
    const purchase = (puId: number) => s.state('purchase', 'purchase', puId)
    // sold in: paid while nobody can collect it, here while the books are away
    const quoteId = await made(s, post(s, sellerOf(7), ['purchase', 'quotes'], { sellerId: 7, ...described }, { key: 'quote' }))
    const car = { plateNumber: '12가3456', payoutToken: 'approve' }
    const saleId = await made(s, sells(s, 7, { ...car, quoteId }, 'first'))
    const sale = () => s.state('purchase', 'sale', saleId)
    s.must((await sale()).quote === (await s.state('purchase', 'quote', quoteId)).price, 'a quote does not bind')
    away('consign')
    await s.soon(press(s, purchasing, sales, DecideSale({ saleId, buy: true })))
    await seen('a sale that is paid', async () => (await sale()).status === 'PaidOut')
    await back()
    await seen('a sale that is being collected', async () => (await sale()).status === 'Collecting')
    away('stock')
    await drives(s, saleDeal(saleId))
    await seen('a car that was collected', async () => (await sale()).status === 'InStock' && (await sale()).carId === null)
    await isSaid('Collected')
    await back()
    await seen('a car in stock', async () => (await sale()).carId !== null)

    // the operator stops a transport: its purchase is cancelled; the money is back while consign is away, and that is said
    const { carId } = await sale()
    const buys = async (key: string, of: number): Promise<number> => {
      const me = s.come(key, { carId: of })
      await s.soon(me.orders())
      return me.id ?? 0
    }
    const isOnItsWay = (puId: number) =>
      seen('a car on its way', async () => (await s.state('consign', 'consign', purchaseDeal(puId)))?.status === 'YES')
    const stopped = await buys('k0', 1)
    await isOnItsWay(stopped)
    s.stopped.add(stopped)
    await s.soon(press(s, operator, consigns, StopTransport({ deal: purchaseDeal(stopped) })))
    await s.until('RefundRequested', 5000)
    away('consign')
    await seen('a purchase whose transport was stopped', async () => (await purchase(stopped))?.status === 'N')
    await isSaid('PurchaseCancelled', 'PayCancelled')
    await back()
    await seen('a purchase that was cancelled', async () => (await purchase(stopped)).cancellation === 'done')

    // sold on and handed over: its sale is over, and its plate may come again
    const bought = await buys('k1', carId)
    await isOnItsWay(bought)
    await drives(s, purchaseDeal(bought))
    await seen('a car that was sold on', async () => (await sale()).sold)
    const again = await made(s, sells(s, 7, car, 'second'))
    await seen('a plate that comes again', async () => (await s.state('purchase', 'sale', again))?.status === 'Registered')
  },
  { stage: 1 },
)

export const stories: Stories = {
  ...sellingStories<Wish, Dealer, number>(telling, {
    last: {},
    one: 1,
    paid: 'Payed',
    partBack: 'PayReturned',
    approved: ApprovePayment({ puId: 1, cuId: 9, salePrice: 1 }),
    staff: purchasing,
    price: () => price,
    give: (puId, wish) => GiveBack({ puId, reason: 'the service was poor', ...wish }),
  }),
  night,
  refused,
  overtaking,
  crossing,
  regretted,
  steps,
}
