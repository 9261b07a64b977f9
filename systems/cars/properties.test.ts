// What holds after any sequence of commands, also of such as never come together in a day of the dealer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message } from '@jumun/core/model'
import { bySystem } from '@jumun/core/runtime'
import { Books, Errands, Life, person, provider, react, type Step, type Way, ways } from '@jumun/testing'
import fc from 'fast-check'
import { Billing } from './billing/billing.ts'
import * as bill from './billing/commands.ts'
import { money } from './billing/money.ts'
import * as pay from './billing/payout-commands.ts'
import { Payout } from './billing/payout.ts'
import { checkOut, findOut, takeBack, takeBackAgain, transfer } from './billing/policies.ts'
import * as con from './consign/commands.ts'
import { Consign } from './consign/consign.ts'
import * as of from './purchase/car-commands.ts'
import { Car } from './purchase/car.ts'
import * as buy from './purchase/commands.ts'
import * as plates from './purchase/plate-commands.ts'
import { Plate } from './purchase/plate.ts'
import { Purchase } from './purchase/purchase.ts'
import * as sell from './purchase/sale-commands.ts'
import { Sale } from './purchase/sale.ts'
import * as stock from './stock/commands.ts'
import * as intake from './stock/intake-commands.ts'
import { Intake } from './stock/intake.ts'
import { Stock } from './stock/stock.ts'

const settings = { seed: 20_210_223, numRuns: 2000 }
const [puId, carId, saleId] = [7, 1, 3]
const me = person('buyer', { cuId: '5' })
const seller = person('seller', { sellerId: '9' })
const [operator, purchasing, transporter] = [person('operator'), person('purchasing'), person('transporter')]
const data = { carType: '모닝', model: null, year: null, mileage: null, condition: null }
const one = (...steps: readonly Step[]) => fc.constantFrom(...steps)
const small = fc.integer({ min: 1, max: 4 })
const once = (life: Life, ...types: readonly string[]) => {
  for (const type of types) assert.ok(life.all(type).length <= 1, `${type} twice`)
}

/**
 * Tries sequences of steps on one item; `holds` reads its life after each of them. A step that does not come in this state is none.
 * Every event must have happened in some sequence, but `never` those, or the sentence would be about less than it says.
 */
const always = (
  sentence: string,
  begin: () => Life,
  steps: fc.Arbitrary<Step | ((state: any) => Step | undefined)>,
  holds: (life: Life) => void,
  { read = {}, never = [] }: { readonly read?: object; readonly never?: readonly string[] } = {},
): void =>
  void test(sentence, () => {
    const happened = new Set<string>()
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 30, size: 'max' }), all => {
        const life = begin()
        for (const s of all) {
          const step = typeof s === 'function' ? s(life.state) : s
          if (!step) continue
          life.ask(step, read)
          if (life.state) holds(life)
        }
        for (const { type } of life.events) happened.add(type)
      }),
      settings,
    )
    assert.deepEqual(
      Object.keys(begin().a.events).filter(type => happened.has(type) === never.includes(type)),
      [],
    )
  })
const begun = (life: Life, step: Step, read: object = {}) => {
  life.ask(step, read)
  return life
}

const offered = {
  ...data,
  carId,
  saleId: null,
  salePrice: 100,
  offered: true,
  withdrawn: false,
  sold: false,
  holder: null,
  cuId: null,
  gone: {},
  status: 'Known',
}
always(
  'a purchase: an end stays the end, one price for all, bought once, and only by an attempt that is still open',
  () =>
    begun(
      new Life(Purchase, p => ['Declined', 'Expired'].includes(p.status) || p.cancellation === 'done'),
      { by: me, command: buy.RequestPurchase({ puId, cuId: 5, carId }) },
      { car: offered },
    ),
  fc.oneof(
    {
      arbitrary: one(
        { by: me, command: buy.PayPurchase({ puId }) },
        { by: operator, command: buy.PayPurchase({ puId, paymentToken: 'other card' }) },
        { by: me, command: buy.CancelPurchase({ puId }) },
        { by: bySystem, command: buy.StandAside({ puId, heir: 8 }) },
      ),
      weight: 3,
    },
    // an outcome names an attempt that there was
    {
      arbitrary: small.map(attempt => (p: any) => (p.attempt < attempt ? undefined : react(buy.ConfirmPurchase({ puId, attempt })))),
      weight: 3,
    },
    {
      arbitrary: small.map(
        attempt => (p: any) => (p.attempt < attempt ? undefined : react(buy.PostponePayment({ puId, attempt, reason: 'payment-unknown' }))),
      ),
      weight: 3,
    },
    {
      arbitrary: one(
        ...[buy.AskPayment, buy.AbandonPurchase, buy.CancelForConsign, buy.RestorePurchase, buy.FinishCancel, buy.NoteHandedOver].map(c =>
          react(c({ puId })),
        ),
      ),
      weight: 4,
    },
    {
      arbitrary: one(
        react(buy.DeclinePurchase({ puId, reason: 'sold-out' })),
        react(buy.WantOwnHold({ puId, holder: 6 })),
        react(buy.HoldAgain({ puId, holder: 6 })),
      ),
      weight: 1,
    },
  ),
  life => {
    const { state } = life
    once(life, 'Purchased', 'PurchaseDeclined', 'PurchaseExpired', 'CancelDone', 'HandoverNoted', 'PurchaseRestored')
    assert.deepEqual(
      [
        ...new Set(
          ['PurchaseRequested', 'PaymentAsked', 'Purchased', 'PurchaseCancelled'].flatMap(type => life.all(type).map(e => e.salePrice)),
        ),
      ],
      [100],
    )
    const attempts = life.all('PaymentAsked').map(e => e.attempt)
    assert.deepEqual(
      attempts,
      [...new Set(attempts)].sort((a, b) => a - b),
      'each attempt is asked once, and they grow',
    )
    const closed = Math.max(0, ...life.all('PaymentPostponed').map(e => e.attempt))
    if (life.events.at(-1)?.type === 'Purchased') assert.ok(state.attempt > closed, 'a closed attempt buys no car')
    if (life.all('PurchaseExpired').length + life.all('PurchaseDeclined').length) assert.equal(life.all('Purchased').length, 0)
    assert.ok(state.status === 'AwaitingPayment' || state.paymentToken === null, 'the card is forgotten with the end')
    assert.ok(
      life.all('PurchaseCancelled').length <= 1 + life.all('PurchaseRestored').length,
      'who has kept the car is not cancelled again',
    )
  },
)

const holder = fc.integer({ min: 1, max: 4 })
always(
  'a car has one holder, who held it last; who let it go never has it again; what is said of the offer is so',
  () => new Life(Car, () => false),
  fc.oneof(
    {
      arbitrary: fc
        .tuple(holder, holder)
        .map(([n, over]) => ({ by: bySystem, command: of.HoldCar({ carId, puId: n, cuId: n % 2, holder: over === n ? null : over }) })),
      weight: 2,
    },
    { arbitrary: holder.map(n => ({ by: bySystem, command: of.HoldCar({ carId, puId: n, cuId: n % 2 }) })), weight: 4 },
    {
      arbitrary: fc.tuple(holder, fc.constantFrom(of.ReleaseCar, of.ReturnCar, of.NoteSold)).map(([n, c]) => react(c({ carId, puId: n }))),
      weight: 4,
    },
    { arbitrary: fc.constant(react(of.OfferCar({ ...data, carId, saleId, salePrice: 100 }))), weight: 2 },
    { arbitrary: fc.constant({ by: bySystem, command: of.WithdrawCar({ carId, saleId }) }), weight: 1 },
  ),
  life => {
    let has: number | null = null
    const gone = new Set<number>()
    let [isOffered, isWithdrawn, shown] = [false, false, false]
    for (const { type, data: e } of life.events as readonly Message<any, any, any>[]) {
      if (type === 'CarHeld' || type === 'CarPassed') {
        assert.ok(isOffered && !isWithdrawn && !gone.has(e.puId), 'held, and not to be had')
        assert.equal(has, type === 'CarPassed' ? e.holder : null)
        if (type === 'CarPassed') gone.add(e.holder)
        has = e.puId
      }
      if (type === 'CarReleased' || type === 'CarReturned') {
        gone.add(e.puId)
        if (has === e.puId) has = null
      }
      if (type === 'CarOffered') isOffered = true
      if (type === 'CarWithdrawn') {
        assert.equal(has, null, 'withdrawn from its buyer')
        isWithdrawn = true
      }
      if (type === 'OfferChanged') shown = e.available
    }
    assert.equal(life.state.holder, has)
    assert.equal(shown, isOffered && !isWithdrawn && has === null)
    once(life, 'CarOffered', 'CarWithdrawn', 'CarSold')
  },
)

always(
  'a sale: an end stays the end, it only ever goes forward, at one price, and what is sold is not given back',
  () =>
    begun(new Life(Sale, s => ['Refused', 'Declined', 'Cancelled'].includes(s.status)), {
      by: seller,
      command: sell.RegisterSale({
        saleId,
        sellerId: 9,
        plateNumber: '12가3456',
        model: '모닝',
        year: 2020,
        mileage: 30_000,
        condition: 'B',
      }),
    }),
  fc.oneof(
    { arbitrary: one(react(sell.ConfirmSale({ saleId })), { by: purchasing, command: sell.DecideSale({ saleId, buy: true }) }), weight: 8 },
    {
      arbitrary: one(
        { by: seller, command: sell.CancelSale({ saleId }) },
        { by: purchasing, command: sell.DecideSale({ saleId, buy: false, reason: '사고 이력' }) },
        react(sell.RefuseSale({ saleId, reason: 'exists' })),
      ),
      weight: 1,
    },
    { arbitrary: fc.constantFrom('PaidOut', 'Collecting', 'InStock').map(what => react(sell.NoteSale({ saleId, what }))), weight: 3 },
    {
      arbitrary: fc.constant((s: any) => (s.carId !== null ? { by: seller, command: sell.CancelSale({ saleId }) } : undefined)),
      weight: 1,
    },
    { arbitrary: one(react(sell.NoteStocked({ saleId, carId })), react(sell.FinishSale({ saleId }))), weight: 3 },
    // the car answers: it is taken out of the offer for who wanted that, and never when it is sold
    { arbitrary: fc.constant((s: any) => (s.withdrawing ? react(sell.NoteKept({ saleId })) : undefined)), weight: 1 },
    { arbitrary: fc.constant((s: any) => (s.withdrawing && !s.sold ? react(sell.NoteWithdrawn({ saleId })) : undefined)), weight: 1 },
    {
      arbitrary: fc.constant((s: any) => (s.carId !== null && !s.withdrawing ? react(sell.NoteSaleSold({ saleId })) : undefined)),
      weight: 1,
    },
  ),
  life => {
    once(life, 'SaleRegistered', 'SaleRefused', 'SaleDeclined', 'SaleDecided', 'SaleStocked', 'SaleCancelled', 'SaleDone', 'PlateFree')
    const prices = ['SaleWanted', 'SaleRegistered', 'SaleDecided', 'SaleDeclined', 'SaleCancelled'].flatMap(type =>
      life.all(type).map(e => `${e.quote ?? e.price} ${e.salePrice}`),
    )
    assert.equal(new Set(prices).size, 1, 'one price')
    const way = ['Decided', 'PaidOut', 'Collecting', 'InStock']
    const steps = life.events.flatMap(e => (e.type === 'SaleNoted' ? [way.indexOf(e.data.what)] : e.type === 'SaleStocked' ? [3] : []))
    assert.deepEqual(
      steps,
      [...steps].sort((a, b) => a - b),
      'only forward',
    )
    if (life.state.sold) assert.equal(life.all('SaleCancelled').length, 0, 'sold, and given back')
    // the plate is free when nothing of it is here or on its way any more, and not before
    const [cancelled] = life.all('SaleCancelled')
    const over =
      life.state.status === 'Declined' || life.state.sold || (cancelled && (!cancelled.decided || life.all('SaleDone').length > 0))
    assert.equal(life.all('PlateFree').length, over ? 1 : 0)
  },
)

always(
  'a plate has one living sale, and who let it go never has it again',
  () => new Life(Plate, () => false),
  holder.chain(n =>
    one(
      { by: bySystem, command: plates.ClaimPlate({ plateNumber: '12가3456', saleId: n }) },
      react(plates.ReleasePlate({ plateNumber: '12가3456', saleId: n })),
    ),
  ),
  life => {
    let has: number | null = null
    const gone = new Set<number>()
    for (const { type, data: e } of life.events as readonly Message<any, any, any>[]) {
      if (type === 'PlateClaimed') {
        assert.ok(has === null && !gone.has(e.saleId))
        has = e.saleId
      } else {
        gone.add(e.saleId)
        if (has === e.saleId) has = null
      }
    }
    assert.equal(life.state.holder, has)
  },
)

const stage = ['requested', 'loaded', 'inTransit', 'handedOver']
const transported = (life: Life) => {
  once(life, 'Consigned', 'CollectionRequested', 'HandedOver', 'Collected', 'ConsignCancelled')
  const reached = life.events.flatMap(e => ('stage' in e.data && e.type !== 'ConsignHeld' ? [stage.indexOf(e.data.stage)] : []))
  assert.deepEqual(
    reached,
    [...new Set(reached)].sort((a, b) => a - b),
    'each stage once, one after another',
  )
  const held = life.events.findIndex(e => e.type === 'ConsignHeld')
  if (held >= 0)
    assert.ok(
      !life.events.slice(held).some(e => ['ConsignMoved', 'HandedOver', 'Collected', 'Consigned', 'CollectionRequested'].includes(e.type)),
      'stopped, and moves',
    )
  if (life.all('ConsignCancelled').length) assert.ok(held >= 0, 'cancelled without having stopped')
  assert.equal(life.all('CancelFailed').length > 0 && held >= 0, false, 'stopped, and too late')
}
/** The transporter does what comes next, or something else. */
const next: { readonly [stage: string]: (wish: { deal: string }) => Message<'command'> } = {
  requested: con.Load,
  loaded: con.Depart,
  inTransit: con.HandOver,
}
const moves = fc.oneof(
  {
    arbitrary: fc.constant((c: any) => (c?.stage in next ? { by: transporter, command: next[c.stage]!({ deal: 'd' }) } : undefined)),
    weight: 2,
  },
  { arbitrary: one(...Object.values(next).map(c => ({ by: transporter, command: c({ deal: 'd' }) }))), weight: 1 },
)
always(
  'a delivery begins once, when it is paid and bought; stopped it never moves again; handed over it never stops',
  () => new Life(Consign, c => c.status === 'NO'),
  fc.oneof(
    { arbitrary: moves, weight: 8 },
    { arbitrary: one(react(con.NotePayed({ deal: 'd', puId })), react(con.NotePurchased({ deal: 'd', puId, carId }))), weight: 4 },
    { arbitrary: one(react(con.HoldDelivery({ deal: 'd', puId, carId })), react(con.EndDelivery({ deal: 'd' }))), weight: 1 },
  ),
  life => {
    transported(life)
    if (life.all('HandedOver').length) assert.equal(life.all('ConsignHeld').length, 0, 'both car and money')
    if (life.all('Consigned').length)
      assert.ok(life.all('PaymentNoted').length && life.all('PurchaseNoted').length, 'begun, and not paid and bought')
  },
  // a stop is passed on as often as it is asked for, and changes nothing here
  { never: ['CollectionRequested', 'Collected', 'StopWanted'] },
)
always(
  'a collection begins once, and stopped it never moves again',
  () => new Life(Consign, c => c.status === 'NO'),
  fc.oneof(
    { arbitrary: moves, weight: 6 },
    { arbitrary: fc.constant(react(con.RequestCollection({ deal: 'd', saleId }))), weight: 2 },
    { arbitrary: one(react(con.HoldCollection({ deal: 'd', saleId })), react(con.EndCollection({ deal: 'd' }))), weight: 1 },
  ),
  transported,
  { never: ['PaymentNoted', 'PurchaseNoted', 'Consigned', 'HandedOver', 'CancelFailed', 'StopWanted'] },
)

always(
  'stock: the books say 0 or 1, out after in after out, and nothing comes in for who has not taken it',
  () => new Life(Stock, () => false),
  fc.oneof(
    {
      arbitrary: one(
        { by: bySystem, command: stock.TakeIn({ ...data, carId, saleId, salePrice: 100 }) },
        { by: bySystem, command: stock.TakeIn({ ...data, carId, saleId: 4, salePrice: 100 }) },
      ),
      weight: 1,
    },
    { arbitrary: fc.tuple(holder, fc.constantFrom(stock.TakeOut, stock.PutBack)).map(([n, c]) => react(c({ carId, puId: n }))), weight: 6 },
    {
      arbitrary: one(
        react(stock.TakeOutForSale({ carId, saleId })),
        react(stock.NoteOffer({ carId, available: true })),
        react(stock.NoteOffer({ carId, available: false })),
      ),
      weight: 1,
    },
  ),
  ({ state, events }) => {
    const moved = events.filter(e => e.type === 'StockChanged').map(e => e.data)
    assert.deepEqual(
      moved.map(m => m.stockType),
      moved.map((_, i) => (i % 2 ? 'OUT' : 'IN')),
      'in, out, in, out',
    )
    assert.equal(
      state.stockTotal,
      state.entries.reduce((n: number, e: any) => n + e.change, 0),
    )
    assert.equal(state.entries.length, moved.length)
    for (const [i, m] of moved.entries())
      if (m.stockType === 'IN' && m.puId !== null)
        assert.ok(
          moved.slice(0, i).some(o => o.stockType === 'OUT' && o.puId === m.puId),
          'came back, and never left',
        )
    assert.equal(new Set(moved.map(m => `${m.stockType} ${m.puId} ${m.saleId}`)).size, moved.length, 'nobody takes or brings it twice')
    assert.equal(state.waiting.length && state.stockTotal, 0, 'it is here, and somebody waits for it')
  },
)
always(
  'an intake: known and collected, whichever is heard first; in once, out once, and never in when its sale had ended before',
  () => new Life(Intake, i => ['Leaving', 'Never'].includes(i.status)),
  one(
    react(intake.NoteDecided({ ...data, saleId, salePrice: 100 })),
    react(intake.NoteCollected({ saleId, stock: 1 })),
    react(intake.TryNext({ saleId, taken: 1, stock: 2 })),
    react(intake.NoteIn({ saleId, carId: 2 })),
    react(intake.EndIntake({ saleId })),
  ),
  life => {
    once(life, 'CarNoted', 'ArrivalNoted', 'IntakeDone', 'IntakeEnding', 'LeaveWanted', 'IntakeClosed')
    if (life.all('IntakeClosed').length) assert.equal(life.all('IntakeWanted').length, 0, 'closed, and on its way in')
    if (life.all('LeaveWanted').length) assert.equal(life.all('IntakeDone').length, 1, 'leaves, and never came in')
  },
)

// ---- money, both ways
type Turn = Step | { readonly owed: number; readonly way: Way } | { readonly pass: number }
const turns = (steps: readonly Step[]): fc.Arbitrary<Turn> =>
  fc.oneof(
    { arbitrary: fc.constantFrom<Turn>(...steps), weight: 3 },
    { arbitrary: fc.record({ owed: fc.integer({ min: 0, max: 3 }), way: fc.constantFrom(...ways) }), weight: 5 },
    { arbitrary: fc.record({ pass: fc.constantFrom(1000, 60_000, 20 * 60_000) }), weight: 2 },
  )
const follow = (errands: Errands, all: readonly Turn[], holds: () => void) => {
  for (const turn of all) {
    if ('command' in turn) errands.ask(turn)
    else if ('owed' in turn) errands.answer(turn.owed, turn.way)
    else errands.pass(turn.pass)
    holds()
  }
}
test('a payment: whatever is asked and lost, at rest the provider has what it says, nobody paid twice, and nothing goes back twice', () => {
  const seen = new Set<string>()
  const ends = ['nothing', 'notCharged', 'Y', 'D', 'M', 'voided']
  const steps = [
    { by: bySystem, command: bill.ApprovePayment({ puId, cuId: 5, salePrice: 100 }) },
    react(bill.CancelPayment({ puId })),
    { by: operator, command: bill.RetryRefund({ puId }) },
  ]
  fc.assert(
    fc.property(fc.array(turns(steps), { maxLength: 25, size: 'max' }), fc.constantFrom('approve', 'approve', 'decline'), (all, card) => {
      const books = new Books()
      const life = new Life(Billing, p => ['D', 'M'].includes(p.status))
      const errands = new Errands(life, money.policies, provider(books, card))
      follow(errands, all, () => {
        assert.ok(books.captured <= 100 && books.refunded <= books.captured, `${books.captured} taken, ${books.refunded} given back`)
        if (life.all('PayCancelled').length) assert.equal(books.net, 0, 'cancelled is said when the money is back')
      })
      errands.calm(p => (p.status === 'stuck' ? { by: operator, command: bill.RetryRefund({ puId }) } : undefined))
      const { status, unwanted } = life.state ?? { status: 'nothing', unwanted: false }
      seen.add(status)
      assert.ok(ends.includes(status), `does not end: ${status}`)
      assert.equal(books.net, status === 'Y' ? 100 : 0, status)
      if (unwanted) assert.equal(books.net, 0, 'what nobody wants goes back')
      assert.equal(new Set(life.all('PaymentRequested').map(e => e.key)).size <= 1, true, 'one purchase, one charge')
      once(life, 'Payed', 'PayCancelled')
    }),
    { ...settings, numRuns: 8000 },
  )
  assert.deepEqual(seen, new Set(ends), 'every end was met')
})
test('a payout: whatever is asked and lost, at rest the bank has paid what it says, no seller is paid twice, and what is taken back is back', () => {
  const seen = new Set<string>()
  const ends = ['nothing', 'Y', 'M']
  const help = (p: any) =>
    p.status === 'stuck'
      ? { by: operator, command: pay.RetryPayout({ saleId }) }
      : p.status === 'reclaimStuck'
        ? { by: operator, command: pay.RetryReclaim({ saleId }) }
        : undefined
  const steps = [
    react(pay.PayOut({ saleId, sellerId: 9, price: 100, payoutToken: null })),
    react(pay.CancelPayout({ saleId })),
    { by: operator, command: pay.RetryPayout({ saleId }) },
    { by: operator, command: pay.RetryReclaim({ saleId }) },
  ]
  fc.assert(
    fc.property(fc.array(turns(steps), { maxLength: 25, size: 'max' }), all => {
      const books = new Books()
      const bank = ({ type, data: d }: Message<any, any, any>, refuses: boolean) =>
        type === 'Transfer'
          ? books.charge(d.key, d.amt, refuses)
            ? 'paid'
            : 'refused'
          : type === 'FindTransfer'
            ? books.charges.has(d.key)
              ? books.charges.get(d.key)!.captured
                ? 'paid'
                : 'refused'
              : 'none'
            : books.refund(d.key, d.of, d.amt, refuses)
              ? 'reclaimed'
              : 'failed'
      const life = new Life(Payout, p => p.status === 'M')
      const errands = new Errands(life, { transfer, checkOut, findOut, takeBack, takeBackAgain }, bank)
      follow(errands, all, () => {
        assert.ok(books.captured <= 100 && books.refunded <= books.captured, `${books.captured} paid, ${books.refunded} taken back`)
        if (life.all('PayoutReclaimed').length) assert.equal(books.net, 0, 'reclaimed is said when the money is back')
      })
      errands.calm(help)
      const status = life.state?.status ?? 'nothing'
      seen.add(status)
      assert.ok(ends.includes(status), `does not end: ${status}`)
      assert.equal(books.net, status === 'Y' ? 100 : 0, status)
      if (life.state?.unwanted) assert.equal(books.net, 0, 'what nobody wants comes back')
      once(life, 'PaidOut', 'PayoutReclaimed')
    }),
    { ...settings, numRuns: 8000 },
  )
  assert.deepEqual(seen, new Set(ends), 'every end was met')
})
