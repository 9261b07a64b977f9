// Staff give back a part of what was paid, with a reason (COM-60): never more than is left, one part after the other, and a cancel
// brings the rest.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Aggregate, Event, Message } from '@jumun/core/model'
import { asking, given, noon } from '@jumun/testing'
import { money as ofAir } from './air/reservationmgmt/money.ts'
import * as airEvents from './air/reservationmgmt/payment-events.ts'
import { Payment as AirPayment } from './air/reservationmgmt/payment.ts'
import * as breadEvents from './bread/pay/events.ts'
import { money as ofBread } from './bread/pay/money.ts'
import { Payment as BreadPayment } from './bread/pay/payment.ts'
import * as cafeEvents from './cafeteria/payment/events.ts'
import { money as ofCafe } from './cafeteria/payment/money.ts'
import { Payment as CafePayment } from './cafeteria/payment/payment.ts'
import { Billing } from './cars/billing/billing.ts'
import * as carEvents from './cars/billing/events.ts'
import { money as ofCars } from './cars/billing/money.ts'
import { psp } from './externals.ts'

const orderId = 1
const charge = { key: 'charge-1', paymentToken: null, at: noon }
const back = { amt: 300, reason: 'it was cold' }
interface Till {
  readonly Payment: Aggregate
  readonly its: object
  readonly history: readonly Message<'event'>[]
  readonly staff: string
  /** What is told when 300 of 1,000 won are back, and when all is. */
  readonly part: Message<'event'>
  readonly all: Message<'event'>
}
const tills: { readonly [system: string]: Till } = {
  cafeteria: {
    Payment: CafePayment,
    its: { orderId },
    history: [
      ofCafe.events.PaymentRequested({ orderId, phoneNumber: '01000000001', amt: 1000, ...charge }),
      cafeEvents.PaymentApproved({ orderId, phoneNumber: '01000000001', amt: 1000, status: 'PaymentApproved' }),
    ],
    staff: 'manager',
    part: cafeEvents.PaymentPartlyRefunded({ orderId, phoneNumber: '01000000001', ...back, returned: 300, status: 'PaymentApproved' }),
    all: cafeEvents.PaymentCanceled({ orderId, phoneNumber: '01000000001', amt: 1000, status: 'PaymentCanceled' }),
  },
  bread: {
    Payment: BreadPayment,
    its: { orderId },
    history: [
      ofBread.events.PaymentRequested({ orderId, customerId: 'kim', price: 1000, ...charge }),
      breadEvents.PayApproved({ orderId, price: 1000, action: 'apply' }),
    ],
    staff: 'baker',
    part: breadEvents.PayReturned({ orderId, price: 1000, action: 'apply', ...back, returned: 300 }),
    all: breadEvents.PayCanceled({ orderId, price: 1000, action: 'cancel' }),
  },
  cars: {
    Payment: Billing,
    its: { puId: 1 },
    history: [
      ofCars.events.PaymentRequested({ puId: 1, cuId: 5, salePrice: 1000, ...charge }),
      carEvents.Payed({ puId: 1, deal: 'pu-1', salePrice: 1000, payStatus: 'Y', payDate: noon }),
    ],
    staff: 'purchasing',
    part: carEvents.PayReturned({ puId: 1, deal: 'pu-1', salePrice: 1000, payStatus: 'Y', ...back, returned: 300 }),
    all: carEvents.PayCancelled({ puId: 1, deal: 'pu-1', salePrice: 1000, payStatus: 'M', payCancelDate: noon }),
  },
  air: {
    Payment: AirPayment,
    its: { reservationId: 1 },
    history: [
      ofAir.events.PaymentRequested({ reservationId: 1, customerId: 5, amount: 1000, ...charge }),
      airEvents.PaymentApproved({ reservationId: 1, amount: 1000 }),
    ],
    staff: 'flightManager',
    part: airEvents.PaymentPartlyRefunded({ reservationId: 1, customerId: 5, amount: 300, refunded: 300, reason: back.reason }),
    all: airEvents.PaymentRefunded({ reservationId: 1, amount: 700, refunded: 1000 }),
  },
}
const named = <N>(notes: { readonly [type: string]: N }, type: string): N => notes[type]!
const made = (notes: Aggregate['commands'], type: string, data: object) => named(notes, type)(data as never)
const happened = (notes: Aggregate['events'], type: string, data: object) => (named(notes, type) as Event)(data as never)

for (const [name, { Payment, its, history, staff, part, all }] of Object.entries(tills)) {
  const { commands, events } = Payment
  const give = (wish: object) => made(commands, 'GiveBack', { ...its, reason: back.reason, ...wish })
  const cancel = made(commands, 'CancelPayment', { ...its, ...(name === 'air' ? { keep: 0, seq: 1 } : {}) })
  const refunded = made(commands, 'NoteRefunded', its)
  const asked = (amt: number, key = 'refund-1', more: object = { reason: back.reason }) =>
    happened(events, 'RefundRequested', { ...its, key, of: 'charge-1', amt, ...more })
  const moving = [...history, asked(300)]
  const kept = name === 'air' ? [airEvents.KeepSet({ reservationId: 1, keep: 0, seq: 1 })] : []
  const after = [...moving, part]

  test(`${name}: staff give back so much, or all but so much, and it is said when it is back`, () => {
    asking(Payment, history, give({ amt: 300 }), staff).then(asked(300))
    asking(Payment, history, give({ keep: 700 }), staff).then(asked(300))
    asking(Payment, history, give({ keep: 1000 }), staff).nothing()
    given(Payment, moving).when(refunded).by('policy').then(part)
    given(Payment, after).is({ refunded: 300, moving: 0, giving: null })
    asking(Payment, after, give({ amt: 100 }), 'operator').then(asked(100, 'refund-1-1'))
  })
  test(`${name}: never more than is left, and nobody else gives`, () => {
    asking(Payment, history, give({ amt: 1001 }), staff).refused('more-than-left', { left: 1000 })
    asking(Payment, after, give({ amt: 701 }), staff).refused('more-than-left', { left: 700 })
    asking(Payment, after, give({ keep: 701 }), staff).refused('more-than-left', { left: 700 })
    for (const wish of [{}, { amt: 1, keep: 1 }]) given(Payment, history).when(give(wish)).by(staff).refused('one-amount')
    for (const who of ['customer', 'system']) asking(Payment, history, give({ amt: 300 }), who).refused('role')
  })
  test(`${name}: an amount is a whole number of won, and more than nothing`, () => {
    const { amt, keep } = named(commands, 'GiveBack').schema.properties as {
      readonly [field: string]: { readonly anyOf: readonly object[] }
    }
    assert.deepEqual(amt!.anyOf[0], { type: 'integer', minimum: 1, maximum: 10_000_000_000_000 })
    assert.deepEqual(keep!.anyOf[0], { type: 'integer', minimum: 0, maximum: 10_000_000_000_000 })
  })
  test(`${name}: of two at once the second is refused`, () => {
    asking(Payment, moving, give({ amt: 300 }), 'operator').refused('not-allowed-now')
  })
  test(`${name}: a cancel after a part gives back only the rest, also where the part is still on its way`, () => {
    asking(Payment, after, cancel, 'policy').then(...kept, asked(700, 'refund-1-1', {}))
    const meanwhile = name === 'air' ? kept : [happened(events, 'VoidWanted', its)]
    asking(Payment, moving, cancel, 'policy').then(...meanwhile)
    asking(Payment, [...moving, ...meanwhile], refunded, 'policy').then(part, asked(700, 'refund-1-1', {}))
    asking(Payment, [...moving, ...meanwhile, part, asked(700, 'refund-1-1', {})], refunded, 'policy').then(all)
  })
  test(`${name}: a part that the provider refuses waits for the operator, who asks for that part again`, () => {
    const stuck = [...moving, happened(events, 'RefundStuck', its)]
    asking(Payment, stuck, made(commands, 'RetryRefund', its), 'operator').then(asked(300, 'refund-1-1'))
    asking(Payment, stuck, give({ amt: 1 }), staff).refused('not-allowed-now')
  })
}
test('the provider is asked for the part, of its charge', () => {
  const asks = ofCafe.policies.repay.ask({ orderId, key: 'refund-1', of: 'charge-1', amt: 300 })
  assert.deepEqual(asks, named(psp.commands, 'Refund')({ reference: 1, key: 'refund-1', of: 'charge-1', amt: 300 } as never))
})
