// What holds after any sequence of commands, also of such as never come together in a day of the dealer.
import assert from 'node:assert/strict'
import type { Message } from '@jumun/core/model'
import { bySystem } from '@jumun/core/runtime'
import { type Life, person, react } from '@jumun/testing'
import type { ItemOf } from '@jumun/testing/promises'
import { always, among, grows, once, settles } from '@jumun/testing/sequences'
import fc from 'fast-check'
import { Billing } from './billing/billing.ts'
import { answered, asked } from '../bank/words.ts'
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

const [puId, carId, saleId] = [7, 1, 3]
const me = person('buyer', { cuId: '5' })
const seller = person('seller', { sellerId: '9' })
const [operator, purchasing, transporter] = [person('operator'), person('purchasing'), person('transporter')]
const data = { carType: '모닝', model: null, year: null, mileage: null, condition: null }
const small = fc.integer({ min: 1, max: 4 })

type Bought = ItemOf<typeof Purchase>
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
  {
    of: Purchase,
    ends: p => ['Declined', 'Expired'].includes(p.status) || p.cancellation === 'done',
    begins: [{ by: me, command: buy.RequestPurchase({ puId, cuId: 5, carId }) }],
    read: { car: offered },
    steps: [
      [
        3,
        { by: me, command: buy.PayPurchase({ puId }) },
        { by: operator, command: buy.PayPurchase({ puId, paymentToken: 'other card' }) },
        { by: me, command: buy.CancelPurchase({ puId }) },
        { by: bySystem, command: buy.StandAside({ puId, heir: 8 }) },
      ],
      // an outcome names an attempt that there was
      [3, small.map(attempt => (p: Bought) => (p.attempt < attempt ? undefined : react(buy.ConfirmPurchase({ puId, attempt }))))],
      [
        3,
        small.map(
          attempt => (p: Bought) =>
            p.attempt < attempt ? undefined : react(buy.PostponePayment({ puId, attempt, reason: 'payment-unknown' })),
        ),
      ],
      [4, ...[buy.AskPayment, buy.AbandonPurchase, buy.CancelForConsign].map(c => react(c({ puId })))],
      [4, ...[buy.RestorePurchase, buy.FinishCancel, buy.NoteHandedOver, buy.NoteMoneyBack].map(c => react(c({ puId })))],
      [
        1,
        react(buy.DeclinePurchase({ puId, reason: 'sold-out' })),
        react(buy.WantOwnHold({ puId, holder: 6 })),
        react(buy.HoldAgain({ puId, holder: 6 })),
      ],
    ],
  },
  (p, life) => {
    once(life, 'Purchased', 'PurchaseDeclined', 'PurchaseExpired', 'CancelDone', 'HandoverNoted', 'PurchaseRestored', 'ChargeReturned')
    const priced = ['PurchaseRequested', 'PaymentAsked', 'Purchased', 'PurchaseCancelled']
    assert.deepEqual([...new Set(priced.flatMap(type => life.all(type).map(e => e.salePrice)))], [100])
    grows(
      life.all('PaymentAsked').map(e => e.attempt),
      'each attempt is asked once, and they grow',
    )
    const closed = Math.max(0, ...life.all('PaymentPostponed').map(e => e.attempt))
    if (life.events.at(-1)?.type === 'Purchased') assert.ok(p.attempt > closed, 'a closed attempt buys no car')
    if (life.all('PurchaseExpired').length + life.all('PurchaseDeclined').length) assert.equal(life.all('Purchased').length, 0)
    assert.ok(p.status === 'AwaitingPayment' || p.paymentToken === null, 'the card is forgotten with the end')
    const kept = life.all('PurchaseRestored').length
    assert.ok(life.all('PurchaseCancelled').length <= 1 + kept, 'who has kept the car is not cancelled again')
  },
)

const holder = fc.integer({ min: 1, max: 4 })
always(
  'a car has one holder, who held it last; who let it go never has it again; what is said of the offer is so',
  {
    of: Car,
    steps: [
      [
        2,
        fc
          .tuple(holder, holder)
          .map(([n, over]) => ({ by: bySystem, command: of.HoldCar({ carId, puId: n, cuId: n % 2, holder: over === n ? null : over }) })),
      ],
      [4, holder.map(n => ({ by: bySystem, command: of.HoldCar({ carId, puId: n, cuId: n % 2 }) }))],
      [4, fc.tuple(holder, fc.constantFrom(of.ReleaseCar, of.ReturnCar, of.NoteSold)).map(([n, c]) => react(c({ carId, puId: n })))],
      [2, react(of.OfferCar({ ...data, carId, saleId, salePrice: 100 }))],
      [1, { by: bySystem, command: of.WithdrawCar({ carId, saleId }) }],
    ],
  },
  (car, life) => {
    let has: number | null = null
    const gone = new Set<number>()
    let [isOffered, isWithdrawn, shown] = [false, false, false]
    for (const { type, data: e } of life.events) {
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
    assert.equal(car.holder, has)
    assert.equal(shown, isOffered && !isWithdrawn && has === null)
    once(life, 'CarOffered', 'CarWithdrawn', 'CarSold')
  },
)

const car = { plateNumber: '12가3456', model: '모닝', year: 2020, mileage: 30_000, condition: 'B' } as const
const cancels = { by: seller, command: sell.CancelSale({ saleId }) }
always(
  'a sale: an end stays the end, it only ever goes forward, at one price, and what is sold is not given back',
  {
    of: Sale,
    ends: s => ['Refused', 'Declined', 'Cancelled'].includes(s.status),
    begins: [{ by: seller, command: sell.RegisterSale({ ...car, saleId, sellerId: 9 }) }],
    steps: [
      [8, react(sell.ConfirmSale({ saleId })), { by: purchasing, command: sell.DecideSale({ saleId, buy: true }) }],
      [
        1,
        cancels,
        { by: purchasing, command: sell.DecideSale({ saleId, buy: false, reason: '사고 이력' }) },
        react(sell.RefuseSale({ saleId, reason: 'exists' })),
      ],
      [3, ...(['PaidOut', 'Collecting', 'InStock'] as const).map(what => react(sell.NoteSale({ saleId, what })))],
      [1, s => (s.carId !== null ? cancels : undefined)],
      [3, react(sell.NoteStocked({ saleId, carId })), react(sell.FinishSale({ saleId }))],
      // the car answers: it is taken out of the offer for who wanted that, and never when it is sold
      [1, s => (s.withdrawing ? react(sell.NoteKept({ saleId })) : undefined)],
      [1, s => (s.withdrawing && !s.sold ? react(sell.NoteWithdrawn({ saleId })) : undefined)],
      [1, s => (s.carId !== null && !s.withdrawing ? react(sell.NoteSaleSold({ saleId })) : undefined)],
    ],
  },
  (sale, life) => {
    once(life, 'SaleRegistered', 'SaleRefused', 'SaleDeclined', 'SaleDecided', 'SaleStocked', 'SaleCancelled', 'SaleDone', 'PlateFree')
    const prices = ['SaleWanted', 'SaleRegistered', 'SaleDecided', 'SaleDeclined', 'SaleCancelled'].flatMap(type =>
      life.all(type).map(e => `${e.quote ?? e.price} ${e.salePrice}`),
    )
    assert.equal(new Set(prices).size, 1, 'one price')
    const way = ['Decided', 'PaidOut', 'Collecting', 'InStock']
    const steps = life.events.flatMap(e => (e.type === 'SaleNoted' ? [way.indexOf(e.data.what)] : e.type === 'SaleStocked' ? [3] : []))
    grows(steps, 'only forward', { same: true })
    if (sale.sold) assert.equal(life.all('SaleCancelled').length, 0, 'sold, and given back')
    // the plate is free when nothing of it is here or on its way any more, and not before
    const [cancelled] = life.all('SaleCancelled')
    const over = sale.status === 'Declined' || sale.sold || (cancelled && (!cancelled.decided || life.all('SaleDone').length > 0))
    assert.equal(life.all('PlateFree').length, over ? 1 : 0)
  },
)

const plateNumber = '12가3456'
always(
  'a plate has one living sale, and who let it go never has it again',
  {
    of: Plate,
    steps: [
      [1, holder.map(n => ({ by: bySystem, command: plates.ClaimPlate({ plateNumber, saleId: n }) }))],
      [1, holder.map(n => react(plates.ReleasePlate({ plateNumber, saleId: n })))],
    ],
  },
  (plate, life) => {
    let has: number | null = null
    const gone = new Set<number>()
    for (const { type, data: e } of life.events) {
      if (type === 'PlateClaimed') {
        assert.ok(has === null && !gone.has(e.saleId))
        has = e.saleId
      } else {
        gone.add(e.saleId)
        if (has === e.saleId) has = null
      }
    }
    assert.equal(plate.holder, has)
  },
)

const stage = ['requested', 'loaded', 'inTransit', 'handedOver']
const transported = (life: Life) => {
  once(life, 'Consigned', 'CollectionRequested', 'HandedOver', 'Collected', 'ConsignCancelled')
  const reached = life.events.flatMap(e => ('stage' in e.data && e.type !== 'ConsignHeld' ? [stage.indexOf(e.data.stage)] : []))
  grows(reached, 'each stage once, one after another')
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
const moves = among<ItemOf<typeof Consign>>(
  [2, c => (c.stage && c.stage in next ? { by: transporter, command: next[c.stage]!({ deal: 'd' }) } : undefined)],
  [1, ...Object.values(next).map(c => ({ by: transporter, command: c({ deal: 'd' }) }))],
)
always(
  'a delivery begins once, when it is paid and bought; stopped it never moves again; handed over it never stops',
  {
    of: Consign,
    ends: c => c.status === 'NO',
    steps: [
      [8, moves],
      [4, react(con.NotePayed({ deal: 'd', puId })), react(con.NotePurchased({ deal: 'd', puId, carId }))],
      [1, react(con.HoldDelivery({ deal: 'd', puId, carId })), react(con.EndDelivery({ deal: 'd' }))],
    ],
    // a stop is passed on as often as it is asked for, and changes nothing here
    never: ['CollectionRequested', 'Collected', 'StopWanted'],
  },
  (_, life) => {
    transported(life)
    if (life.all('HandedOver').length) assert.equal(life.all('ConsignHeld').length, 0, 'both car and money')
    if (life.all('Consigned').length)
      assert.ok(life.all('PaymentNoted').length && life.all('PurchaseNoted').length, 'begun, and not paid and bought')
  },
)
always(
  'a collection begins once, and stopped it never moves again',
  {
    of: Consign,
    ends: c => c.status === 'NO',
    steps: [
      [6, moves],
      [2, react(con.RequestCollection({ deal: 'd', saleId }))],
      [1, react(con.HoldCollection({ deal: 'd', saleId })), react(con.EndCollection({ deal: 'd' }))],
    ],
    never: ['PaymentNoted', 'PurchaseNoted', 'Consigned', 'HandedOver', 'CancelFailed', 'StopWanted'],
  },
  (_, life) => transported(life),
)

always(
  'stock: the books say 0 or 1, out after in after out, and nothing comes in for who has not taken it',
  {
    of: Stock,
    steps: [
      [1, ...[saleId, 4].map(of => ({ by: bySystem, command: stock.TakeIn({ ...data, carId, saleId: of, salePrice: 100 }) }))],
      [6, fc.tuple(holder, fc.constantFrom(stock.TakeOut, stock.PutBack)).map(([n, c]) => react(c({ carId, puId: n })))],
      [1, react(stock.TakeOutForSale({ carId, saleId })), ...[true, false].map(available => react(stock.NoteOffer({ carId, available })))],
    ],
  },
  (s, life) => {
    const moved = life.all('StockChanged')
    assert.deepEqual(
      moved.map(m => m.stockType),
      moved.map((_, i) => (i % 2 ? 'OUT' : 'IN')),
      'in, out, in, out',
    )
    assert.equal(
      s.stockTotal,
      s.entries.reduce<number>((n, e) => n + e.change, 0),
    )
    assert.equal(s.entries.length, moved.length)
    for (const [i, m] of moved.entries())
      if (m.stockType === 'IN' && m.puId !== null)
        assert.ok(
          moved.slice(0, i).some(o => o.stockType === 'OUT' && o.puId === m.puId),
          'came back, and never left',
        )
    assert.equal(new Set(moved.map(m => `${m.stockType} ${m.puId} ${m.saleId}`)).size, moved.length, 'nobody takes or brings it twice')
    assert.equal(s.waiting.length && s.stockTotal, 0, 'it is here, and somebody waits for it')
  },
)
always(
  'an intake: known and collected, whichever is heard first; in once, out once, and never in when its sale had ended before',
  {
    of: Intake,
    ends: i => ['Leaving', 'Never'].includes(i.status),
    steps: [
      [
        1,
        react(intake.NoteDecided({ ...data, saleId, salePrice: 100 })),
        react(intake.NoteCollected({ saleId, stock: 1 })),
        react(intake.TryNext({ saleId, taken: 1, stock: 2 })),
        react(intake.NoteIn({ saleId, carId: 2 })),
        react(intake.EndIntake({ saleId })),
      ],
    ],
  },
  (_, life) => {
    once(life, 'CarNoted', 'ArrivalNoted', 'IntakeDone', 'IntakeEnding', 'LeaveWanted', 'IntakeClosed')
    if (life.all('IntakeClosed').length) assert.equal(life.all('IntakeWanted').length, 0, 'closed, and on its way in')
    if (life.all('LeaveWanted').length) assert.equal(life.all('IntakeDone').length, 1, 'leaves, and never came in')
  },
)

// ---- money, both ways
const retry = { by: operator, command: bill.RetryRefund({ puId }) }
settles('a payment: whatever is asked and lost, at rest the provider has what it says, nobody paid twice, and nothing goes back twice', {
  of: Billing,
  policies: money.policies,
  steps: [{ by: bySystem, command: bill.ApprovePayment({ puId, cuId: 5, salePrice: 100 }) }, react(bill.CancelPayment({ puId })), retry],
  amount: 100,
  ends: { nothing: 0, notCharged: 0, Y: 100, D: 0, M: 0, voided: 0 },
  over: ['D', 'M'],
  help: { stuck: retry },
  holds: (life, books) => {
    if (life.all('PayCancelled').length) assert.equal(books.net, 0, 'cancelled is said when the money is back')
    assert.ok(new Set(life.all('PaymentRequested').map(e => e.key)).size <= 1, 'one purchase, one charge')
    once(life, 'Payed', 'PayCancelled')
  },
})
const help = {
  stuck: { by: operator, command: pay.RetryPayout({ saleId }) },
  reclaimStuck: { by: operator, command: pay.RetryReclaim({ saleId }) },
}
settles(
  'a payout: whatever is asked and lost, at rest the bank has paid what it says, no seller is paid twice, and what is taken back is back',
  {
    of: Payout,
    policies: { transfer, checkOut, findOut, takeBack, takeBackAgain },
    steps: [
      react(pay.PayOut({ saleId, sellerId: 9, price: 100, payoutToken: null })),
      react(pay.CancelPayout({ saleId })),
      ...Object.values(help),
    ],
    amount: 100,
    ends: { nothing: 0, Y: 100, M: 0 },
    over: ['M'],
    help,
    outside: (answer, { type, data }, refuses) =>
      answered[answer({ kind: 'command', type: asked[type]!, data }, refuses ? 'decline' : 'approve')]!,
    holds: (life, books) => {
      if (life.all('PayoutReclaimed').length) assert.equal(books.net, 0, 'reclaimed is said when the money is back')
      once(life, 'PaidOut', 'PayoutReclaimed')
    },
  },
)
