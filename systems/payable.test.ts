// Numbers come again where a store is older than its neighbours: nobody pays with another's money.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours, minutes } from '@jumun/core/model'
import { asking, given, like, noon } from '@jumun/testing'
import * as airAsk from './air/reservationmgmt/payment-commands.ts'
import { money as airMoney } from './air/reservationmgmt/money.ts'
import * as airHappened from './air/reservationmgmt/payment-events.ts'
import { Payment as AirPayment } from './air/reservationmgmt/payment.ts'
import * as air from './air/reservationmgmt/policies.ts'
import * as bread from './bread/order/policies.ts'
import * as breadAsk from './bread/pay/commands.ts'
import { money as breadMoney } from './bread/pay/money.ts'
import { Payment as BreadPayment } from './bread/pay/payment.ts'
import * as cafe from './cafeteria/order/policies.ts'
import * as cafeAsk from './cafeteria/payment/commands.ts'
import * as cafeHappened from './cafeteria/payment/events.ts'
import { money as cafeMoney } from './cafeteria/payment/money.ts'
import { Payment as CafePayment } from './cafeteria/payment/payment.ts'
import * as carsAsk from './cars/billing/commands.ts'
import { Billing } from './cars/billing/billing.ts'
import { money as carsMoney } from './cars/billing/money.ts'
import * as payoutAsk from './cars/billing/payout-commands.ts'
import * as payoutHappened from './cars/billing/payout-events.ts'
import { Payout } from './cars/billing/payout.ts'
import * as cars from './cars/purchase/policies.ts'
import * as deliveryAsk from './delivery/ordering/payment-commands.ts'
import * as deliveryHappened from './delivery/ordering/payment-events.ts'
import { Payment as DeliveryPayment } from './delivery/ordering/payment.ts'
import { backoff, oldestRequest, pausesUntilLost } from './vocabulary.ts'

const of = { key: 'charge-1', paymentToken: null, at: noon }
const kinds = [
  {
    name: 'cafeteria',
    Payment: CafePayment,
    ask: cafeAsk.ApprovePayment,
    first: { orderId: 1, phoneNumber: '01000000001', amt: 300_000 },
    others: [{ amt: 500 }, { phoneNumber: '01000000002' }],
    history: [
      cafeMoney.events.PaymentRequested({ orderId: 1, phoneNumber: '01000000001', amt: 300_000, ...of }),
      cafeHappened.PaymentApproved({ orderId: 1, phoneNumber: '01000000001', amt: 300_000, status: 'PaymentApproved' }),
    ],
    pay: cafe.pay,
    money: cafeMoney,
    paid: 'PaymentApproved',
  },
  {
    name: 'bread',
    Payment: BreadPayment,
    ask: breadAsk.ApprovePayment,
    first: { orderId: 1, customerId: 'kim', price: 25_000 },
    others: [{ price: 3000 }, { customerId: 'lee' }],
    history: [breadMoney.events.PaymentRequested({ orderId: 1, customerId: 'kim', price: 25_000, ...of })],
    pay: bread.pay,
    money: breadMoney,
    paid: 'approved',
  },
  {
    name: 'air',
    Payment: AirPayment,
    ask: airAsk.ApprovePayment,
    first: { reservationId: 1, customerId: 1, amount: 100_000 },
    others: [{ amount: 1 }, { customerId: 2 }],
    history: [
      airMoney.events.PaymentRequested({ reservationId: 1, customerId: 1, amount: 100_000, ...of }),
      airHappened.PaymentApproved({ reservationId: 1, amount: 100_000 }),
      airHappened.PaymentRefunded({ reservationId: 1, amount: 10_000, refunded: 10_000 }),
    ],
    pay: air.pay,
    money: airMoney,
    paid: 'Paid',
  },
  {
    name: 'cars',
    Payment: Billing,
    ask: carsAsk.ApprovePayment,
    first: { puId: 1, cuId: 5, salePrice: 12_000_000 },
    others: [{ salePrice: 1 }, { cuId: 6 }],
    history: [carsMoney.events.PaymentRequested({ puId: 1, cuId: 5, salePrice: 12_000_000, ...of })],
    pay: cars.pay,
    money: carsMoney,
    paid: 'Y',
  },
] as const

for (const { name, Payment, ask, first, others, history, pay, paid } of kinds)
  test(`${name}: a second ask with another amount, or of another customer, is a contradiction and no payment`, () => {
    const after = (wish: object) =>
      given(Payment as any, ...(history as readonly any[]))
        .when((ask as any)({ ...first, ...wish }))
        .by('system')
    after({}).nothing()
    for (const other of others) after(other).refused('payment-contradiction')
    // the answer may be the one that the first of that number got: it says whose, and how much
    const [amount, customer] = Object.keys(others[0]).concat(Object.keys(others[1])) as [string, string]
    const whose = (detail: object) => (pay.answer as any)[paid]({ ...first, attempt: 1 }, { status: paid, detail })
    assert.match(whose({ [amount]: (first as any)[amount], [customer]: (first as any)[customer] }).type, /^Confirm/)
    for (const other of others) assert.equal(whose(other).data.reason, 'payment-contradiction')
    assert.deepEqual([...ask.tells].sort(), [amount, customer].sort())
    const no = (pay.answer as any).rejected({ ...first, attempt: 1 }, { status: 'x', reason: 'payment-contradiction' })
    assert.equal(no.data.reason, 'payment-contradiction')
  })
for (const { name, Payment, ask, first, history, money } of kinds)
  test(`${name}: a clock that is set back makes no request older: what was sent may be on its way as long as ever`, () => {
    const [requested] = history as readonly any[]
    const [key] = Object.keys(first)
    const its = { [key!]: (first as any)[key!] }
    const back = noon - 7_200_000
    const unknown = (money as any).events.PaymentUnknown({ ...its, round: 1, at: noon })
    asking(Payment as any, requested, (money as any).commands.NoteUnknown(its), 'policy', { at: back }).then(unknown)
    asking(Payment as any, [requested, unknown], (ask as any)(first), 'system', { at: back }).then(
      like((money as any).events.PaymentRequested, { at: noon }),
    )
  })
for (const { name, Payment, first, history, money } of kinds)
  test(`${name}: what one process surely did not send another one may have sent at the same moment: it is as old as that`, () => {
    const [requested] = history as readonly any[]
    const [key] = Object.keys(first)
    const its = { [key!]: (first as any)[key!] }
    const { PaymentUnknown, PaymentRequested } = (money as any).events
    const later = noon + minutes(20)
    const unknown = PaymentUnknown({ ...its, round: 1, at: noon })
    const again = PaymentRequested({ ...requested.data, at: noon + 1000 })
    asking(Payment as any, [requested, unknown, again], (money as any).commands.NoteUnsent(its), 'policy', { at: later }).then(
      PaymentUnknown({ ...its, round: 2, at: later }),
    )
    asking(
      Payment as any,
      [requested, unknown, again, PaymentUnknown({ ...its, round: 2, at: later })],
      (money as any).commands.NoteNotFound(its),
      'policy',
      { at: noon + minutes(70) },
    ).then(PaymentUnknown({ ...its, round: 3, at: later }))
  })
test('the pauses until a request is lost are as long as it may be on its way, and one fewer is not', () => {
  const pauses = (n: number) => Array.from({ length: n }, (_, i) => backoff(i + 1)).reduce((sum, ms) => sum + ms, 0)
  assert.ok(pauses(pausesUntilLost) >= oldestRequest && pauses(pausesUntilLost - 1) < oldestRequest)
})
// a clock that was hours behind when it was asked for is right now: by the clock all of this was sent long ago
const late = noon + hours(3)
for (const { name, Payment, first, history, money } of kinds)
  test(`${name}: "not found" is believed after every pause of an hour, whatever the clock says, and paying again begins anew`, () => {
    const [requested] = history as readonly any[]
    const [key] = Object.keys(first)
    const its = { [key!]: (first as any)[key!] }
    const { PaymentUnknown, PaymentRequested } = (money as any).events
    const asked = (from: number, to: number, at: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => PaymentUnknown({ ...its, round: from + i, at }))
    const notFound = (...happened: readonly any[]) =>
      given(Payment as any, ...happened)
        .when((money as any).commands.NoteNotFound(its))
        .by('policy')
        .at(late)
    for (let round = 1; round < pausesUntilLost; round++)
      notFound(requested, ...asked(1, round, noon)).then(PaymentUnknown({ ...its, round: round + 1, at: noon }))
    const lost = [requested, ...asked(1, pausesUntilLost, noon)]
    notFound(...lost).then(like((money as any).events.PaymentNotCharged, { unsent: false }))
    notFound(...lost, (money as any).events.VoidWanted(its)).then(like((money as any).events.PaymentVoided, { unsent: false }))
    const again = [...lost, PaymentRequested({ ...requested.data, at: noon })]
    for (let round = pausesUntilLost + 1; round < 2 * pausesUntilLost; round++)
      notFound(...again, ...asked(pausesUntilLost + 1, round, noon)).then(PaymentUnknown({ ...its, round: round + 1, at: noon }))
    notFound(...again, ...asked(pausesUntilLost + 1, 2 * pausesUntilLost, noon)).then(
      like((money as any).events.PaymentNotCharged, { unsent: false }),
    )
  })
test('delivery: "not found" is believed after every pause of an hour, whatever the clock says, and paying again begins anew', () => {
  const its = { orderId: 1, key: 'charge-1' }
  const { ChargeAsked, ChargeUnknown, DueSet, NotCharged } = deliveryHappened
  const asked = (at: number) => ChargeAsked({ ...its, amt: 100, seq: 1, paymentToken: null, at })
  const begin = [DueSet({ orderId: 1, customerId: 'kim', due: 100, seq: 1, at: noon }), asked(noon)]
  const rounds = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => ChargeUnknown({ ...its, round: from + i, at: noon }))
  const notFound = (...happened: readonly any[]) =>
    given(DeliveryPayment as any, ...begin, ...happened)
      .when(deliveryAsk.NoteNotFound(its) as any)
      .by('policy')
      .at(late)
  for (let round = 1; round < pausesUntilLost; round++)
    notFound(...rounds(1, round)).then(ChargeUnknown({ ...its, round: round + 1, at: noon }))
  const lost = rounds(1, pausesUntilLost)
  notFound(...lost).then(NotCharged(its), like(deliveryHappened.MoneySettled, { net: 0 }))
  for (let round = pausesUntilLost + 1; round < 2 * pausesUntilLost; round++)
    notFound(...lost, asked(noon), ...rounds(pausesUntilLost + 1, round)).then(ChargeUnknown({ ...its, round: round + 1, at: noon }))
  notFound(...lost, asked(noon), ...rounds(pausesUntilLost + 1, 2 * pausesUntilLost)).then(
    NotCharged(its),
    like(deliveryHappened.MoneySettled, { net: 0 }),
  )
})
test('cars: nobody takes a payout that is not found for given up before every pause of an hour, whatever the clock says', () => {
  const { PayoutRequested, PayoutUnknown, PayoutUnwanted, PayoutReclaimed } = payoutHappened
  const asked = PayoutRequested({ saleId: 3, sellerId: 7, price: 100, payoutToken: null, n: 0, key: 'payout-3-0', at: noon })
  const rounds = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => PayoutUnknown({ saleId: 3, round: from + i, at: noon }))
  const notFound = (...happened: readonly any[]) =>
    given(Payout as any, asked, ...happened, PayoutUnwanted({ saleId: 3 }))
      .when(payoutAsk.NotePayoutNotFound({ saleId: 3 }) as any)
      .by('policy')
      .at(late)
  for (let round = 1; round < pausesUntilLost; round++)
    notFound(...rounds(1, round)).then(PayoutUnknown({ saleId: 3, round: round + 1, at: noon }))
  notFound(...rounds(1, pausesUntilLost)).then(like(PayoutReclaimed, { price: 0 }))
  // while it was wanted, it was asked for once more each time
  notFound(...rounds(1, pausesUntilLost), asked, ...rounds(pausesUntilLost + 1, pausesUntilLost + 2)).then(
    like(PayoutUnknown, { round: pausesUntilLost + 3 }),
  )
})
test('air: what was declined as a contradiction gives back nobody’s money', () => {
  const ended = { reservationId: 1, customerId: 2, scheduleId: 1, mileageToUse: 0, holds: true, detail: {} }
  const at = { id: 'x', time: noon, causes: [] }
  assert.equal(air.undo.react({ ...ended, reason: 'payment-contradiction' }, at), undefined)
  assert.notEqual(air.undo.react({ ...ended, reason: 'payment-declined' }, at), undefined)
})
