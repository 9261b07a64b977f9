// The tables of the dealer in given, when, then; and the prices.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asking, given, like, noon } from '@jumun/testing'
import * as conAsk from './consign/commands.ts'
import { Consign } from './consign/consign.ts'
import * as con from './consign/events.ts'
import * as payoutAsk from './billing/payout-commands.ts'
import * as out from './billing/payout-events.ts'
import { Payout } from './billing/payout.ts'
import * as carAsk from './purchase/car-commands.ts'
import * as c from './purchase/car-events.ts'
import { Car } from './purchase/car.ts'
import { marketPrice, offerPrice } from './purchase/prices.ts'
import * as stockAsk from './stock/commands.ts'
import * as s from './stock/events.ts'
import { Stock } from './stock/stock.ts'

const carId = 1,
  puId = 7,
  saleId = 3
const data = { carType: '모닝', model: null, year: null, mileage: null, condition: null }
const offered = c.CarOffered({ carId, saleId: null, salePrice: 100, ...data })
const held = c.CarHeld({ carId, puId, cuId: 5 })
const holds = (pu: number, cuId: number) => carAsk.HoldCar({ carId, puId: pu, cuId })

test('a car has one holder, and says whether it is available', () => {
  asking(Car, offered, holds(puId, 5), 'system').then(held, c.OfferChanged({ carId, available: false }))
  given(Car, offered, held).when(holds(puId, 5)).by('system').nothing()
  given(Car, offered, held).when(holds(8, 6)).by('system').refused('sold-out')
  given(Car, offered, held).when(holds(8, 5)).by('system').refused('own-hold')
  asking(Car, [offered, held], carAsk.ReleaseCar({ carId, puId }), 'policy').then(
    c.CarReleased({ carId, puId }),
    c.OfferChanged({ carId, available: true }),
  )
})
test('let go before it was held, it is never held', () => {
  given(Car, offered, c.CarReleased({ carId, puId })).when(holds(puId, 5)).by('system').refused('gone')
  given(Car).when(carAsk.ReleaseCar({ carId, puId })).by('policy').then(c.CarReleased({ carId, puId }))
})
test('withdrawn is for good, and not while somebody has it', () => {
  given(Car, offered, held).when(carAsk.WithdrawCar({ carId, saleId })).by('system').refused('held')
  asking(Car, c.CarWithdrawn({ carId, saleId }), carAsk.OfferCar({ carId, saleId, salePrice: 100, ...data }), 'policy').nothing()
})

const deal = 'pu-7',
  of = { deal, puId, carId }
const paid = con.PaymentNoted({ deal, puId }),
  bought = con.PurchaseNoted(of)
const consigned = con.Consigned({ ...of, conStatus: 'YES', payStatus: 'Y', conDate: noon })
test('a transport begins when it is paid and bought, whichever was heard first', () => {
  asking(Consign, paid, conAsk.NotePurchased(of), 'policy').then(bought, like(con.Consigned, { puId, carId, conStatus: 'YES' }))
  asking(Consign, bought, conAsk.NotePayed({ deal, puId }), 'policy').then(paid, like(con.Consigned, { puId, carId, conStatus: 'YES' }))
})
test('a cancel that is heard first: born held, and never consigned', () => {
  const stopped = con.ConsignHeld({ deal, puId, saleId: null, carId, stage: null })
  given(Consign).when(conAsk.HoldDelivery(of)).by('policy').then(stopped)
  given(Consign, stopped).when(conAsk.NotePayed({ deal, puId })).by('policy').nothing()
  asking(Consign, stopped, conAsk.EndDelivery({ deal }), 'policy').then(like(con.ConsignCancelled, { puId, carId, conStatus: 'NO' }))
})
test('handed over is too late', () => {
  const over = con.HandedOver({ ...of, stage: 'handedOver' })
  asking(Consign, [bought, paid, consigned, over], conAsk.HoldDelivery(of), 'policy').then(
    con.CancelFailed({ ...of, reason: 'handed-over' }),
  )
  given(Consign, bought, paid, consigned, over).when(conAsk.StopTransport({ deal })).by('operator').refused('handed-over')
  given(Consign, bought, paid, consigned).when(conAsk.HandOver({ deal })).by('transporter').refused('not-allowed-now')
})

const move = (stockType: 'IN' | 'OUT', whose: { puId: number | null; saleId: number | null }, name: string) =>
  s.StockChanged({
    carId,
    stockId: carId,
    deal: name,
    ...data,
    salePrice: 100,
    ...whose,
    stockTotal: stockType === 'IN' ? 1 : 0,
    stockDate: noon,
    stockType,
  })
const here = move('IN', { puId: null, saleId: null }, 'car-1'),
  left = move('OUT', { puId, saleId: null }, 'pu-7')
test('the books never go below zero: an out that overtook its in waits', () => {
  asking(Stock, [here, left], stockAsk.TakeOut({ carId, puId: 8 }), 'policy').then(s.OutWaits({ carId, puId: 8, saleId: null }))
  asking(Stock, [here, left, s.OutWaits({ carId, puId: 8, saleId: null })], stockAsk.PutBack({ carId, puId }), 'policy').then(
    like(s.StockChanged, { puId, stockType: 'IN', stockTotal: 1 }),
    like(s.StockChanged, { puId: 8, stockType: 'OUT', stockTotal: 0 }),
  )
  asking(Stock, [here, left, s.OutWaits({ carId, puId: 8, saleId: null })], stockAsk.PutBack({ carId, puId: 8 }), 'policy').then(
    s.OutDropped({ carId, puId: 8, saleId: null }),
  )
})
test('only what was taken comes back, once', () => {
  given(Stock, here).when(stockAsk.PutBack({ carId, puId })).by('policy').nothing()
  given(Stock, here, left).when(stockAsk.TakeOut({ carId, puId })).by('policy').nothing()
})

test('a payout that was cancelled before it was there is never paid', () => {
  const back = out.PayoutReclaimed({ saleId, deal: 'sale-3', price: 0, payStatus: 'M', payCancelDate: noon })
  asking(Payout, [], payoutAsk.CancelPayout({ saleId }), 'policy').then(like(out.PayoutReclaimed, { saleId, price: 0 }))
  asking(Payout, back, payoutAsk.PayOut({ saleId, sellerId: 7, price: 100, payoutToken: null }), 'policy').nothing()
})
test('a payout that the bank refuses when nobody wants it any more is over, and waits for no operator', () => {
  const asked = out.PayoutRequested({ saleId, sellerId: 7, price: 100, payoutToken: null, n: 0, key: 'payout-3-0', at: noon })
  const refused = (...more: ReturnType<(typeof out)[keyof typeof out]>[]) =>
    given(Payout, asked, ...more)
      .when(payoutAsk.NotePayoutRefused({ saleId }))
      .by('policy')
  refused().then(out.PayoutStuck({ saleId }))
  refused(out.PayoutUnwanted({ saleId })).then(like(out.PayoutReclaimed, { saleId, price: 0, payStatus: 'M' }))
  refused(out.PayoutUnknown({ saleId, round: 1, at: noon }), out.PayoutUnwanted({ saleId })).then(like(out.PayoutReclaimed, { price: 0 }))
})
test('a clock that is set back makes no transfer older: what was sent may be on its way as long as ever', () => {
  const asked = out.PayoutRequested({ saleId, sellerId: 7, price: 100, payoutToken: null, n: 0, key: 'payout-3-0', at: noon })
  const unknown = out.PayoutUnknown({ saleId, round: 1, at: noon })
  const back = noon - 7_200_000
  given(Payout, asked).when(payoutAsk.NotePayoutUnknown({ saleId })).by('policy').at(back).then(unknown)
  asking(Payout, [asked, unknown], payoutAsk.NotePayoutNotFound({ saleId }), 'policy', { at: back }).then(
    like(out.PayoutRequested, { n: 0, at: noon }),
  )
})
test('a new key only after a definite no', () => {
  const asked = out.PayoutRequested({ saleId, sellerId: 7, price: 100, payoutToken: null, n: 0, key: 'payout-3-0', at: noon })
  asking(Payout, [asked, out.PayoutStuck({ saleId })], payoutAsk.RetryPayout({ saleId }), 'operator').then(
    like(out.PayoutRequested, { n: 1, key: 'payout-3-1' }),
  )
  asking(Payout, [asked, out.PayoutUnknown({ saleId, round: 1, at: noon })], payoutAsk.NotePayoutNotFound({ saleId }), 'policy').then(
    like(out.PayoutRequested, { n: 0, key: 'payout-3-0' }),
  )
})

test('prices are whole 10 000 won, and worse cars are cheaper', () => {
  const now = Date.UTC(2026, 5, 1),
    price = (more: object) => marketPrice({ model: '모닝', year: 2022, mileage: 30_000, condition: 'A', ...more }, now)
  for (const p of [price({}), price({ year: 1990 }), price({ mileage: 300_000 }), offerPrice(price({}))]) assert.equal(p % 10_000, 0)
  assert.ok(price({}) > price({ condition: 'B' }) && price({ condition: 'B' }) > price({ condition: 'C' }))
  assert.ok(price({}) > price({ year: 2015 }) && price({}) > price({ mileage: 150_000 }))
  assert.equal(offerPrice(1_000_000), 1_100_000)
})
