// Numbers come again where a store is older than its neighbours: nobody pays with another's money.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '@jumun/core/model'
import { given, like, noon } from '@jumun/testing'
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
import * as cars from './cars/purchase/policies.ts'

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
    given(Payment as any, requested)
      .when((money as any).commands.NoteUnknown(its))
      .by('policy')
      .at(back)
      .then(unknown)
    given(Payment as any, requested, unknown)
      .when((ask as any)(first))
      .by('system')
      .at(back)
      .then(like((money as any).events.PaymentRequested, { at: noon }))
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
    given(Payment as any, requested, unknown, again)
      .when((money as any).commands.NoteUnsent(its))
      .by('policy')
      .at(later)
      .then(PaymentUnknown({ ...its, round: 2, at: later }))
    given(Payment as any, requested, unknown, again, PaymentUnknown({ ...its, round: 2, at: later }))
      .when((money as any).commands.NoteNotFound(its))
      .by('policy')
      .at(noon + minutes(70))
      .then(PaymentUnknown({ ...its, round: 3, at: later }))
  })
test('air: what was declined as a contradiction gives back nobody’s money', () => {
  const ended = { reservationId: 1, customerId: 2, scheduleId: 1, mileageToUse: 0, holds: true, detail: {} }
  const at = { id: 'x', time: noon, causes: [] }
  assert.equal(air.undo.react({ ...ended, reason: 'payment-contradiction' }, at), undefined)
  assert.notEqual(air.undo.react({ ...ended, reason: 'payment-declined' }, at), undefined)
})
