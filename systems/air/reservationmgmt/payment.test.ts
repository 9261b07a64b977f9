import { test } from 'node:test'
import { asking, given, noon } from '@jumun/testing'
import { money } from './money.ts'
import * as commands from './payment-commands.ts'
import * as events from './payment-events.ts'
import { Payment } from './payment.ts'

const ask = { ...money.commands, ...commands }
const e = { ...money.events, ...events }

const reservationId = 7
const amount = 100_000
const requested = e.PaymentRequested({ reservationId, customerId: 1, amount, key: 'charge-7', paymentToken: null, at: noon })
const approved = e.PaymentApproved({ reservationId, amount })
const keep = (kept: number, seq: number) => e.KeepSet({ reservationId, keep: kept, seq })
const refund = (amt: number, key = 'refund-7') => e.RefundRequested({ reservationId, key, of: 'charge-7', amt })
const refunded = (amt: number, all = amt) => e.PaymentRefunded({ reservationId, amount: amt, refunded: all })
const cancel = (kept: number, seq: number) => ask.CancelPayment({ reservationId, keep: kept, seq })
const unknown = e.RefundUnknown({ reservationId, tries: 1 })
const stuck = e.RefundStuck({ reservationId })

test('what is kept is said absolutely, and money moves towards it', () => {
  given(Payment, requested, approved).when(cancel(30_000, 1)).by('policy').then(keep(30_000, 1), refund(70_000))
  asking(Payment, [requested, approved, keep(30_000, 1), refund(70_000)], ask.NoteRefunded({ reservationId }), 'policy').then(
    refunded(70_000),
  )
  given(Payment, requested, approved, keep(30_000, 1), refund(70_000), refunded(70_000)).is({ status: 'PartlyRefunded', refunded: 70_000 })
})
test('a raise after the refund pays the rest, under a key of its own', () => {
  const part = [requested, approved, keep(30_000, 1), refund(70_000), refunded(70_000)]
  given(Payment, part).when(cancel(0, 2)).by('policy').then(keep(0, 2), refund(30_000, 'refund-7-1'))
  given(Payment, part, keep(0, 2), refund(30_000, 'refund-7-1'), refunded(30_000, 100_000)).is({ status: 'Refunded' })
})
test('a raise while the refund is on its way waits for it: one at a time', () => {
  const moving = [requested, approved, keep(30_000, 1), refund(70_000)]
  given(Payment, moving).when(cancel(0, 2)).by('policy').then(keep(0, 2))
  asking(Payment, [moving, keep(0, 2)], ask.NoteRefunded({ reservationId }), 'policy').then(refunded(70_000), refund(30_000, 'refund-7-1'))
})
test('an older word changes nothing', () =>
  given(Payment, requested, approved, keep(0, 2), refund(100_000)).when(cancel(30_000, 1)).by('policy').nothing())
test('who does not know asks under the same key for the same; after a no, under a new one for what is due now', () => {
  const moving = [requested, approved, keep(30_000, 1), refund(70_000)]
  asking(Payment, [moving, unknown, keep(0, 2)], ask.RetryRefund({ reservationId, tries: 1 }), 'policy').then(refund(70_000))
  given(Payment, moving, stuck, keep(0, 2)).when(ask.RetryRefund({ reservationId })).by('operator').then(refund(100_000, 'refund-7-1'))
  asking(Payment, [moving, unknown], ask.RetryRefund({ reservationId, tries: 0 }), 'policy').nothing()
})
test('what is cancelled before it is there is never charged; found all the same, it goes back whole', () => {
  asking(Payment, [], cancel(0, 9), 'policy').then(e.PaymentVoided({ reservationId, round: 0, unsent: false, at: noon }))
  given(Payment, requested).when(cancel(0, 9)).by('policy').then(e.VoidWanted({ reservationId }))
  asking(Payment, [requested, e.VoidWanted({ reservationId })], ask.NotePaid({ reservationId }), 'policy').then(
    approved,
    keep(0, 9),
    refund(100_000),
  )
})
