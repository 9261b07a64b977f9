// What holds after any sequence of commands, also of such as never come together in a day of the stores.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Aggregate, type Answered, type AtOnce, type Later, list, type Message, type Policy } from '@jumun/core/model'
import { byPolicy, bySystem, type Caller } from '@jumun/core/runtime'
import { answerOf, Books, Errands, given, Life, noon, person, provider, react, type Way, ways } from '@jumun/testing'
import type { ItemOf } from '@jumun/testing/promises'
import { always, once, settings } from '@jumun/testing/sequences'
import fc from 'fast-check'
import * as use from './coupon/commands.ts'
import { Coupon } from './coupon/coupon.ts'
import * as couponPolicies from './coupon/policies.ts'
import * as order from './ordering/commands.ts'
import { Order } from './ordering/order.ts'
import * as pay from './ordering/payment-commands.ts'
import { Payment } from './ordering/payment.ts'
import * as ordering from './ordering/policies.ts'
import { DishNoted, StoreNoted } from './ordering/shop-events.ts'
import { Shop } from './ordering/shop.ts'
import * as bring from './rider/commands.ts'
import { Delivery } from './rider/delivery.ts'
import * as riding from './rider/policies.ts'
import * as ride from './rider/rider-commands.ts'
import { Rider } from './rider/rider.ts'
import * as cook from './store/food-cooking-commands.ts'
import { FoodCooking } from './store/food-cooking.ts'
import { oldestRequest, patience, way } from './vocabulary.ts'

const orderId = 7,
  couponId = 3
const kim = person('customer', { customerId: 'kim' })
const owner = person('owner', { storeId: '1' })
const operator = person('operator')
const shop = given(
  Shop,
  StoreNoted({
    storeId: '1',
    name: { ko: '통닭', en: 'Chicken' },
    address: '서울',
    location: null,
    opens: null,
    closes: null,
    minimum: 0,
    deliveryFee: 3000,
  }),
  DishNoted({ storeId: '1', productId: '통닭', dish: { price: 18_000, options: { 곱빼기: 2000, 반반: 1000 }, soldOut: false } }),
).state
const small = fc.integer({ min: 1, max: 4 })

// ---- an order
const options = fc.subarray(['곱빼기', '반반'])
type Placed = ItemOf<typeof Order>
const isUnderWay = ({ status }: Placed) => way.some(w => w === status)
const { AbandonOrder, AutoComplete, NoteRejected, NoteFoodCanceled, NoteCancelFailed, NoteReturned } = order
const orders = (wish: object, never: readonly string[]) =>
  always(
    `an order ${'couponId' in wish ? 'with' : 'without'} a coupon: an end stays the end, it is placed, ended and paid back once, and every word about its money has a number`,
    {
      of: Order,
      ends: o => ['Completed', 'Rejected', 'Declined', 'Expired'].includes(o.status) || (o.status === 'Canceled' && o.over),
      begins: [{ by: kim, command: order.PlaceOrder({ orderId, storeId: '1', productId: '통닭', customerId: 'kim', ...wish }) }],
      read: { shop },
      never,
      runs: 1500,
      length: 40,
      steps: [
        [
          5,
          { by: kim, command: order.PayOrder({ orderId }) },
          { by: operator, command: order.CancelOrder({ orderId }) },
          { by: kim, command: order.ConfirmReceipt({ orderId }) },
          ...[AbandonOrder, AutoComplete, NoteRejected, NoteFoodCanceled, NoteCancelFailed, NoteReturned].map(c => react(c({ orderId }))),
          react(order.DeclineOrder({ orderId, reason: 'payment-declined' })),
          { by: bySystem, command: order.SettleCoupon({ orderId, couponId }) },
          { by: owner, command: order.GiveBack({ orderId, amt: 1000, reason: '식었어요' }) },
        ],
        [3, options.map(chosen => ({ by: kim, command: order.UpdateOrder({ orderId, options: chosen }) }))],
        // an outcome names an attempt, a word or a revision that there was
        [4, small.map(attempt => (o: Placed) => (o.attempt < attempt ? undefined : react(order.ConfirmOrder({ orderId, attempt }))))],
        [
          3,
          small.map(
            attempt => (o: Placed) =>
              o.attempt < attempt ? undefined : react(order.PostponePayment({ orderId, attempt, reason: 'payment-unknown' })),
          ),
        ],
        [2, o => (o.couponId === couponId ? react(order.AskPayment({ orderId, couponId, discountPrice: 1000 })) : undefined)],
        [
          3,
          options.map(
            chosen =>
              ({ asking: seq }: Placed) =>
                seq === null ? undefined : react(order.ConfirmOptions({ orderId, options: chosen, seq })),
          ),
          o => (o.asking === null ? undefined : react(order.RefuseOptions({ orderId, seq: o.asking, reason: 'payment-declined' }))),
        ],
        [
          2,
          fc.tuple(options, fc.boolean()).map(
            ([chosen, failed]) =>
              (o: Placed) =>
                isUnderWay(o) || o.status === 'Canceled'
                  ? react(order.NoteOptions({ orderId, options: failed ? o.agreed : chosen, rev: o.rev, failed }))
                  : undefined,
          ),
        ],
        [1, o => (o.couponAsked ? react(order.AddCoupon({ orderId, couponId, discountPrice: 1000 })) : undefined)],
        [1, o => (o.couponAsked ? react(order.DropCoupon({ orderId, couponId, reason: 'coupon-used' })) : undefined)],
        [1, { by: bySystem, command: order.ApplyCoupon({ orderId, couponId, customerId: 'kim', discountPrice: 1000 }) }],
        [4, ...way.slice(1).map(what => react(order.NoteProgress({ orderId, what })))],
        [2, o => react(order.NoteSettled({ orderId, net: 0, refunded: o.total, seq: o.seq }))],
      ],
    },
    (o, life) => {
      once(life, 'OrderPlaced', 'Paid', 'OrderDeclined', 'OrderExpired', 'OrderCompleted', 'OrderRefunded')
      const said = life.events.filter(e => ['PaymentAsked', 'OptionsAsked', 'DueChanged'].includes(e.type)).map(e => e.data.seq as number)
      assert.deepEqual(
        said,
        said.map((_, i) => i + 1),
        'every word about the money has the next number',
      )
      const closed = Math.max(0, ...life.all('PaymentPostponed').map(e => e.attempt))
      if (life.events.at(-1)?.type === 'Paid') assert.ok(o.attempt > closed, 'a closed attempt places no order')
      if (life.all('OrderExpired').length + life.all('OrderDeclined').length)
        assert.equal(life.all('OrderPlaced').length, 0, 'what ended unpaid was told to nobody')
      assert.ok(o.status === 'AwaitingPayment' || o.paymentToken === null, 'the card is forgotten with the payment')
      if (o.status === 'Rejected' || o.status === 'Declined' || o.status === 'Expired')
        assert.ok(o.over, `${o.status}, and its money is wanted`)
      if (o.over && o.seq > 0 && o.status !== 'Declined')
        assert.equal(life.events.findLast(e => ['PaymentAsked', 'OptionsAsked', 'DueChanged'].includes(e.type))?.data.due, 0)
      if (o.refunded) assert.ok(o.over, 'paid back while it lives')
      assert.equal(o.total, o.price + o.deliveryFee - o.discount)
      assert.ok(o.discount <= o.price && o.discount <= 1000)
      if (o.couponId === null) assert.equal(o.discount, 0)
      if (isUnderWay(o)) assert.equal(o.status, o.far)
    },
  )
orders({}, ['CouponWanted', 'CouponAsked', 'CouponDropped'])
orders({ couponId }, ['CouponAsked', 'CouponDropped'])

// ---- what the kitchen does with it
const meal = { orderId, foodId: '통닭', qty: 1, items: [], chosen: [], rev: 1, storeId: '1', customerId: 'kim', address: '서울' }
always(
  'a meal: an end stays the end, it is begun once, and what is begun is neither changed nor canceled',
  {
    of: FoodCooking,
    ends: f => ['Rejected', 'Canceled', 'CookFinished'].includes(f.status),
    // an operator who asks again asks the order again
    never: ['EntryWanted', 'EntryRefused'],
    runs: 1500,
    length: 40,
    steps: [
      [3, ...[cook.NoteOrder(meal), cook.NotePayment({ orderId }), cook.NoteEntry(meal)].map(react)],
      [6, ...[cook.Answer, cook.Start, cook.Finish].map(c => ({ by: owner, command: c({ orderId }) }))],
      [
        1,
        { by: owner, command: cook.Answer({ orderId, accept: false }) },
        { by: operator, command: cook.GiveUp({ orderId, reason: '재료 소진' }) },
        react(cook.EndWaiting({ orderId })),
        react(cook.CancelFood({ orderId })),
      ],
      [3, fc.tuple(options, small).map(([chosen, rev]) => react(cook.ChangeOptions({ orderId, chosen, items: [], rev })))],
    ],
  },
  (food, life) => {
    once(life, 'OrderNoted', 'PaymentNoted', 'OrderArrived', 'OrderAccepted', 'CookStarted', 'CookFinished')
    assert.ok(life.all('OrderRejected').length + life.all('FoodCanceled').length + life.all('CookFinished').length <= 1, 'it ends once')
    const begun = life.events.findIndex(e => e.type === 'CookStarted')
    const at = life.events.slice(0, begun + 1).findLast(e => e.type === 'OrderUpdated')?.data.chosen ?? []
    if (begun >= 0) assert.deepEqual(food.chosen, at, 'it is cooked as it was begun')
    if (life.all('OrderArrived').length) assert.ok(food.ordered && food.paid)
  },
)

// ---- the money, with its own policies, against the books of a provider
test('a payment: whatever is due, asked and lost, at rest the provider has what it says, which is what is due, and nothing was taken twice', () => {
  const { charge, find, repay, reconcile, recheck, repayAgain } = ordering
  const seen = new Set<string>()
  const happened = new Set<string>()
  type Deed =
    | { readonly due: number; readonly raise: boolean }
    | { readonly answer: number; readonly way: Way }
    | { readonly pass: number }
    | 'retry'
  const deed: fc.Arbitrary<Deed> = fc.oneof(
    { arbitrary: fc.record({ due: fc.integer({ min: 0, max: 5 }), raise: fc.boolean() }), weight: 3 },
    { arbitrary: fc.record({ answer: small, way: fc.constantFrom(...ways) }), weight: 5 },
    { arbitrary: fc.record({ pass: fc.constantFrom(1000, patience, oldestRequest, 25 * oldestRequest) }), weight: 2 },
    { arbitrary: fc.constant('retry' as const), weight: 1 },
  )
  const retry = { by: operator, command: pay.RetryRefund({ orderId }) }
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 25, size: 'max' }), fc.constantFrom('approve', 'approve', 'decline'), (deeds, card) => {
      const books = new Books()
      const life = new Life(Payment, () => false)
      const errands = new Errands(life, { charge, find, repay, reconcile, recheck, repayAgain }, provider(books, card))
      let [seq, most] = [0, 0]
      const holds = () => {
        const p = life.state
        if (!p) return
        assert.ok(p.net <= books.net + p.charges.length * 5 && p.net >= 0)
        assert.ok(
          books.captured <= most + books.refunded,
          `${books.captured} taken and ${books.refunded} given back, and never more than ${most} was due`,
        )
        for (const c of p.charges) assert.ok(c.refunded <= c.amt, 'a charge gives back what it took at most')
        assert.ok(p.charge || p.refund || p.due === p.net, 'something moves, waits, or everything is as it should be')
      }
      for (const d of deeds) {
        if (d === 'retry') {
          if (life.state?.status === 'stuck') errands.ask(retry)
        } else if ('pass' in d) errands.pass(d.pass)
        else if ('way' in d) errands.answer(d.answer, d.way)
        else {
          most = Math.max(most, d.due)
          const word = { orderId, customerId: 'kim', due: d.due, seq: ++seq }
          errands.ask(d.raise ? { by: bySystem, command: pay.RaiseDue(word) } : react(pay.SetDue(word)))
        }
        holds()
      }
      errands.calm(p => (p.status === 'stuck' ? retry : undefined))
      holds()
      for (const { type } of life.events) happened.add(type)
      const p = life.state
      if (!p) return
      seen.add(p.status)
      assert.equal(p.charge ?? p.refund, null, 'it comes to rest')
      assert.deepEqual([books.captured, books.refunded, books.net], [p.amount, p.refunded, p.net], 'the books say what it says')
      assert.equal(p.net, p.due)
      const last = life.events.findLast(e => e.type === 'DueSet')!.data.due
      if (card === 'approve' && !life.all('NotCharged').length) assert.equal(p.net, last, 'what was due last is what was taken')
      if (card === 'decline') assert.equal(books.captured, 0)
    }),
    { ...settings, numRuns: 4000 },
  )
  assert.deepEqual(
    [...Payment.states].filter(status => !seen.has(status)),
    ['asked', 'unsent', 'unknown', 'stuck'],
    'it ends in every way, and waits in none',
  )
  assert.deepEqual(
    Object.keys(Payment.events).filter(type => !happened.has(type)),
    [],
  )
})

// ---- several items and the reactions between them
/**
 * Items that talk with each other: what a reaction asks for is on its way until it is taken up, in any order, and an answer may be lost and
 * asked for again.
 */
class Neighbours {
  readonly items = new Map<string, Life>()
  private readonly lines: readonly AtOnce[]
  private readonly reactions: readonly (Policy & { kind: 'whenever' })[]
  private readonly begin: readonly Aggregate[]
  private ahead: { readonly due: number; readonly run: () => void }[] = []
  now = noon

  constructor(begin: readonly Aggregate[], policies: readonly Policy[]) {
    this.begin = begin
    this.lines = policies.filter(p => p.kind === 'atOnce')
    this.reactions = policies.filter(p => p.kind === 'whenever')
  }
  /** What became of it: its refusal, or the status that it has now. */
  ask(command: Message, by: Caller): Answered {
    const a = this.begin.find(a => command.type in a.decide)
    if (!a) return { status: 'accepted', detail: {} } // it is for somebody who does not live here
    const name = `${a.name} ${command.data[a.key]}`
    const life = this.items.get(name) ?? new Life(a, () => false)
    const answer = answerOf(a, life.state, command, by, { shop }, this.now)
    if (by === byPolicy) assert.equal(answer.refusal, undefined, `${command.type} is a reaction's, and nobody refuses it`)
    life.state = answer.state
    life.events.push(...answer.events)
    if (answer.state) this.items.set(name, life)
    for (const e of answer.events) this.follow(e)
    const answers: readonly string[] = a.commands[command.type]?.answers ?? []
    if (answer.refusal) return { status: 'rejected', reason: answer.refusal.reason, detail: {} }
    const status = answer.state?.status
    return { status: answers.includes(status) ? status : 'accepted', detail: answer.state ?? {} }
  }
  private follow({ type, data }: Message): void {
    for (const { event, react } of this.reactions)
      if (event.type === type)
        for (const next of list(react(data, { id: 'e', time: this.now, causes: [] }) ?? [])) {
          const { ms = 0, at = this.now + ms } = next as Later
          const command = (next.kind === 'later' ? (next as Later).command : next) as Message
          this.ahead.push({ due: at, run: () => void this.ask(command, byPolicy) })
        }
    for (const line of this.lines) if (line.event.type === type) this.ahead.push({ due: this.now, run: () => this.question(line, data) })
  }
  /** Asks at once, and owes the outcome: the same question may be asked once more before it is heard. */
  private question(line: AtOnce, data: object): void {
    const command = line.ask(data) as Message
    const answer = this.ask(command, bySystem)
    if (this.again) this.ask(command, bySystem)
    const outcome = line.answer[answer.status]?.(data, answer)
    if (outcome && outcome !== 'done') this.ahead.push({ due: this.now, run: () => void this.ask(outcome as Message, byPolicy) })
  }
  again = false
  /** One of those that are on their way arrives. */
  arrive(which: number, again: boolean): void {
    this.again = again
    const open = this.ahead.filter(e => e.due <= this.now)
    const next = open[which % (open.length || 1)]
    if (!next) return
    this.ahead = this.ahead.filter(e => e !== next)
    next.run()
  }
  pass(ms: number): void {
    this.now += ms
  }
  /** Everything arrives. */
  calm(): void {
    for (let i = 0; i < 500; i++) {
      const next = this.ahead.toSorted((a, b) => a.due - b.due)[0]
      if (!next) return
      this.now = Math.max(this.now, next.due)
      this.ahead = this.ahead.filter(e => e !== next)
      next.run()
    }
    assert.fail('it does not come to rest')
  }
  states<State>({ name }: Aggregate<State>): readonly State[] {
    return [...this.items].filter(([key]) => key.startsWith(`${name} `)).map(([, life]) => life.state)
  }
}
type Ask = readonly [Message, Caller]
type Turn =
  | { readonly ask: Ask | ((town: Neighbours) => Ask | undefined) }
  | { readonly arrive: number; readonly again: boolean }
  | { readonly pass: number }
const turns = (
  asks: fc.Arbitrary<Ask | ((town: Neighbours) => Ask | undefined)>,
  pauses: readonly number[],
): fc.Arbitrary<readonly Turn[]> =>
  fc.array(
    fc.oneof(
      { arbitrary: fc.record({ ask: asks }), weight: 3 },
      { arbitrary: fc.record({ arrive: fc.nat(9), again: fc.boolean() }), weight: 8 },
      { arbitrary: fc.record({ pass: fc.constantFrom(...pauses) }), weight: 1 },
    ),
    { maxLength: 60, size: 'max' },
  )
const follow = (all: readonly Turn[], town: Neighbours, holds: () => void): void => {
  for (const t of all) {
    if ('ask' in t) {
      const ask = typeof t.ask === 'function' ? t.ask(town) : t.ask
      if (ask) town.ask(...ask)
    } else if ('pass' in t) town.pass(t.pass)
    else town.arrive(t.arrive, t.again)
    holds()
  }
  town.calm()
  holds()
}

test('a coupon is on at most one living order, whoever puts it where, and at rest both sides say the same', () => {
  const { hold, holdGiven, letGo, letGoToo, letGoGiven, giveUp, complete } = ordering
  const { apply, question, holdEnds, used, usedToo, giveBack } = couponPolicies
  const two = fc.constantFrom(7, 8)
  const asks = fc.oneof(
    {
      arbitrary: fc.tuple(two, fc.constantFrom(couponId, undefined)).map(
        ([id, coupon]) =>
          [
            order.PlaceOrder({
              orderId: id,
              storeId: '1',
              productId: '통닭',
              customerId: 'kim',
              ...(coupon ? { couponId: coupon } : {}),
            }),
            kim,
          ] as const,
      ),
      weight: 2,
    },
    // paid: what was asked for
    {
      arbitrary: two.map(id => (town: Neighbours) => {
        const o = town.states(Order).find(o => o.orderId === id)
        return o?.asked ? ([order.ConfirmOrder({ orderId: id, attempt: o.attempt }), byPolicy] as const) : undefined
      }),
      weight: 3,
    },
    { arbitrary: two.map(id => [order.UpdateCoupon({ orderId: id, couponId }), bySystem] as const), weight: 2 },
    { arbitrary: two.map(id => [use.UseCoupon({ couponId, orderId: id }), kim] as const), weight: 2 },
    { arbitrary: two.map(id => [order.CancelOrder({ orderId: id }), kim] as const), weight: 1 },
    { arbitrary: two.map(id => [order.NoteRejected({ orderId: id }), byPolicy] as const), weight: 1 },
    { arbitrary: two.map(id => [order.NoteFoodCanceled({ orderId: id }), byPolicy] as const), weight: 1 },
    { arbitrary: two.map(id => [order.NoteProgress({ orderId: id, what: 'Accepted' }), byPolicy] as const), weight: 1 },
  )
  let [shared, moved] = [0, 0]
  fc.assert(
    fc.property(turns(asks, [1000, patience, 2 * patience]), all => {
      const town = new Neighbours(
        [Order, Coupon],
        [hold, holdGiven, letGo, letGoToo, letGoGiven, giveUp, complete, apply, question, holdEnds, used, usedToo, giveBack],
      )
      town.ask(use.CreateCoupon({ couponId, customerId: 'kim' }), byPolicy)
      const lives = () =>
        town.states(Order).filter(o => o.couponId === couponId && o.status !== 'AwaitingPayment' && !o.over && o.discount > 0)
      follow(all, town, () =>
        assert.ok(
          lives().length <= 1,
          `on the orders ${lives()
            .map(o => o.orderId)
            .join()}`,
        ),
      )
      // the provider is no part of this: what is over has its money back
      for (const o of town.states(Order))
        if (o.over && o.seq) town.ask(order.NoteSettled({ orderId: o.orderId, net: 0, refunded: o.total, seq: o.seq }), byPolicy)
      town.calm()
      const coupon = town.states(Coupon)[0]!
      const [on] = lives()
      if (on) {
        shared++
        assert.deepEqual([coupon.status, coupon.usedOrderId], ['used', on.orderId])
      } else
        assert.ok(
          coupon.status !== 'used' || town.states(Order).some(o => o.orderId === coupon.usedOrderId && o.status === 'Completed'),
          `used on ${coupon.usedOrderId}, which does not have it`,
        )
      const holders = town.items
        .get(`coupon ${couponId}`)!
        .all('CouponHeld')
        .map(e => e.usedOrderId)
      if (new Set(holders).size > 1) moved++
    }),
    { ...settings, numRuns: 3000 },
  )
  assert.ok(shared > 100 && moved > 20, `it was on an order ${shared} times, and wanted by both ${moved} times`)
})

test('a rider is on at most one delivery, a delivery has one rider, and at rest nobody waits for nothing', () => {
  const { hold, taken, lost, free, freeToo } = riding
  const [meals, riders] = [fc.constantFrom(7, 8), fc.constantFrom('a', 'b')]
  const rider = (riderId: string) => person('rider', { riderId })
  const asks = fc.oneof(
    {
      arbitrary: fc.tuple(meals, riders).map(([id, riderId]) => [bring.Pick({ orderId: id, riderId }), rider(riderId)] as const),
      weight: 6,
    },
    {
      arbitrary: fc.tuple(meals, riders).map(([id, riderId]) => [bring.Deliver({ orderId: id, riderId }), rider(riderId)] as const),
      weight: 1,
    },
    {
      arbitrary: fc
        .tuple(meals, riders)
        .map(([id, riderId]) => [bring.Fail({ orderId: id, riderId, reason: '고객 부재' }), rider(riderId)] as const),
      weight: 1,
    },
    { arbitrary: meals.map(id => [bring.Return({ orderId: id }), operator] as const), weight: 1 },
    { arbitrary: riders.map(riderId => [ride.GoOffDuty({ riderId }), rider(riderId)] as const), weight: 1 },
    { arbitrary: riders.map(riderId => [ride.GoOnDuty({ riderId }), rider(riderId)] as const), weight: 1 },
  )
  const seen = new Set<string>()
  fc.assert(
    fc.property(turns(asks, [500, 3000]), all => {
      const town = new Neighbours([Delivery, Rider], [hold, taken, lost, free, freeToo])
      for (const id of [7, 8]) {
        town.ask(bring.NoteDelivery({ orderId: id, customerId: 'kim', storeId: '1', address: '서울', location: null }), byPolicy)
        town.ask(bring.NoteCooked({ orderId: id }), byPolicy)
      }
      for (const riderId of ['a', 'b'])
        for (const c of [ride.Register({ riderId }), ride.GoOnDuty({ riderId })]) town.ask(c, rider(riderId))
      const brings = (riderId: string) => town.states(Delivery).filter(d => d.riderId === riderId && d.status === 'Picked')
      const holds = () => {
        for (const { riderId, deliveryId, status } of town.states(Rider)) {
          assert.ok(
            brings(riderId).length <= 1,
            `${riderId} brings ${brings(riderId)
              .map(d => d.orderId)
              .join()}`,
          )
          for (const d of brings(riderId))
            assert.deepEqual([d.orderId, ['Picking', 'Busy'].includes(status)], [deliveryId, true], 'who brings it is held for it')
        }
        for (const [name, life] of town.items) {
          for (const type of ['Picked', 'Delivered', 'DeliveryFailed', 'DeliveryReturned'])
            assert.ok(life.all(type).length <= 1, `${name}: ${type} twice`)
          assert.ok(life.all('Delivered').length + life.all('DeliveryFailed').length <= 1)
        }
      }
      follow(all, town, holds)
      for (const { riderId, status, deliveryId } of town.states(Rider)) {
        seen.add(status)
        // who failed keeps the meal until it is given back
        const has = town
          .states(Delivery)
          .filter(d => d.riderId === riderId && ['Picked', 'Failed'].includes(d.status))
          .map(d => d.orderId)
        assert.deepEqual([status, has], ['Picking', 'Busy'].includes(status) ? ['Busy', [deliveryId]] : [status, []])
      }
      for (const { status } of town.states(Delivery)) seen.add(status)
    }),
    { ...settings, numRuns: 3000 },
  )
  assert.deepEqual(seen, new Set(['Free', 'OffDuty', 'Busy', 'Ready', 'Picked', 'Delivered', 'Failed', 'Returned']))
})
