import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folded, given, noon } from '../given.test.ts'
import * as ask from './commands.ts'
import * as e from './events.ts'
import { oldestRequest } from '../../payable.ts'
import { Payment } from './payment.ts'
import * as policies from './policies.ts'

const orderId = 7,
  phoneNumber = '01012345678',
  amt = 1000
const approve = ask.ApprovePayment({ orderId, phoneNumber, amt })
const requested = (at = noon) => e.PaymentRequested({ orderId, phoneNumber, amt, key: 'charge-7', paymentToken: null, at })
const approved = e.PaymentApproved({ orderId, phoneNumber, amt, status: 'PaymentApproved' })
const canceled = e.PaymentCanceled({ orderId, phoneNumber, amt, status: 'PaymentCanceled' })
const declined = e.PaymentDeclined({ orderId })
const unknown = (round = 1) => e.PaymentUnknown({ orderId, round })
const questioned = e.PaymentQuestioned({ orderId, key: 'charge-7' })
const notCharged = (round: number, unsent = false) => e.PaymentNotCharged({ orderId, round, unsent })
const unwanted = e.VoidWanted({ orderId })
const voided = (round: number, unsent = false, at = noon) => e.PaymentVoided({ orderId, round, unsent, at })
const refund = (key = 'refund-7') => e.RefundRequested({ orderId, key, of: 'charge-7', amt })
const stuck = e.RefundStuck({ orderId })
const occurrence = { id: 'payment:payment/7/1', time: noon, causes: [] }

test('a payment is asked once, with the key of its order', () => {
  given(Payment).when(approve).by('system').then(requested())
  given(Payment, requested()).when(approve).by('system').then()
  given(Payment, requested(), approved).when(approve).by('system').then()
  given(Payment, requested(), declined).when(approve).by('system').then()
})
test('nobody but the system asks for money', () => given(Payment).when(approve).by('operator').then('role'))
test('the card does not stay with the payment', () =>
  assert.ok(!('paymentToken' in folded(Payment, e.PaymentRequested({ ...requested().data, paymentToken: 'card' })))))
test('what the provider says is what it is', () => {
  given(Payment, requested()).when(ask.NotePaid({ orderId })).by('policy').then(approved)
  given(Payment, requested()).when(ask.NoteDeclined({ orderId })).by('policy').then(declined)
  given(Payment, requested(), unknown()).when(ask.NotePaid({ orderId })).by('policy').then(approved)
  given(Payment, requested(), approved).when(ask.NotePaid({ orderId })).by('policy').then()
})
test('no answer is neither yes nor no', () => given(Payment, requested()).when(ask.NoteUnknown({ orderId })).by('policy').then(unknown()))
test('who pays again asks under the same key', () =>
  given(Payment, requested(), unknown())
    .when(approve)
    .by('system', noon + 5)
    .then(requested(noon + 5)))

test('what was surely not sent is not charged, and looked at once more when nothing can be on its way', () => {
  assert.equal(policies.charge.otherwise!(requested().data, 'unavailable').type, 'NoteUnsent')
  given(Payment, requested()).when(ask.NoteUnsent({ orderId })).by('policy').then(notCharged(1, true))
  assert.deepEqual(policies.recheck.react(notCharged(1, true).data, occurrence), {
    kind: 'later',
    ms: oldestRequest,
    command: ask.CheckPayment({ orderId, round: 1 }),
    late: 'run',
  })
  assert.equal(policies.recheck.react(notCharged(1).data, occurrence), undefined)
  given(Payment, requested(), notCharged(1, true))
    .when(ask.CheckPayment({ orderId, round: 1 }))
    .by('policy')
    .then(questioned)
  given(Payment, requested(), notCharged(1, true), questioned).when(ask.NoteNotFound({ orderId })).by('policy').then()
})
test('what was not sent this time may have been sent before', () => {
  assert.equal(policies.charge.otherwise!(requested().data, 'unknown').type, 'NoteUnknown')
  given(Payment, requested(), unknown(), requested()).when(ask.NoteUnsent({ orderId })).by('policy').then(unknown(2))
})
test('what nobody wants and nobody sent is void', () =>
  given(Payment, requested(), unwanted).when(ask.NoteUnsent({ orderId })).by('policy').then(voided(1, true)))
test('a charge that is found after all goes back', () => {
  given(Payment, requested(), unwanted, voided(1, true)).when(ask.NotePaid({ orderId })).by('policy').then(refund())
  given(Payment, requested(), notCharged(1, true), voided(1)).when(ask.NotePaid({ orderId })).by('policy').then(refund())
})

test('only the latest round asks the provider', () => {
  given(Payment, requested(), unknown())
    .when(ask.CheckPayment({ orderId, round: 1 }))
    .by('policy')
    .then(questioned)
  given(Payment, requested(), unknown(), unknown(2))
    .when(ask.CheckPayment({ orderId, round: 1 }))
    .by('policy')
    .then()
})
test('"not found" is no answer while a request may be on its way', () => {
  const asked = [requested(), unknown(), questioned]
  given(Payment, ...asked)
    .when(ask.NoteNotFound({ orderId }))
    .by('policy', noon + oldestRequest - 1)
    .then(unknown(2))
  given(Payment, ...asked)
    .when(ask.NoteNotFound({ orderId }))
    .by('policy', noon + oldestRequest)
    .then(notCharged(2))
  given(Payment, requested(), unwanted, unknown(), questioned)
    .when(ask.NoteNotFound({ orderId }))
    .by('policy', noon + oldestRequest)
    .then(voided(2, false, noon + oldestRequest))
})
test('the provider is asked less and less often, but at least every ten minutes', () => {
  const wait = (round: number) => (policies.reconcile.react(unknown(round).data, occurrence) as { ms: number }).ms
  assert.deepEqual([wait(1), wait(2), wait(3), wait(100)], [10_000, 20_000, 40_000, 600_000])
})

test('cancelling what is not there yet leaves a mark, and it never comes', () => {
  given(Payment).when(ask.CancelPayment({ orderId })).by('policy').then(voided(0))
  given(Payment, voided(0)).when(approve).by('system').then()
})
test('cancelling what is under way waits for its outcome', () => {
  given(Payment, requested()).when(ask.CancelPayment({ orderId })).by('policy').then(unwanted)
  given(Payment, requested(), unwanted).when(ask.CancelPayment({ orderId })).by('policy').then()
  given(Payment, requested(), unwanted).when(ask.NotePaid({ orderId })).by('policy').then(refund())
  given(Payment, requested(), unwanted, unknown()).when(approve).by('system').then()
})
test('what was not charged is void when it is cancelled', () =>
  given(Payment, requested(), notCharged(2)).when(ask.CancelPayment({ orderId })).by('policy').then(voided(2)))
test('what was paid goes back, and is called canceled when it is back', () => {
  given(Payment, requested(), approved).when(ask.CancelPayment({ orderId })).by('policy').then(refund())
  given(Payment, requested(), approved, refund()).when(ask.NoteRefunded({ orderId })).by('policy').then(canceled)
  given(Payment, requested(), approved, refund(), canceled).when(ask.CancelPayment({ orderId })).by('policy').then()
})
test('a refund without an answer is repeated under the same key', () => {
  const going = [requested(), approved, refund()]
  given(Payment, ...going)
    .when(ask.NoteRefundUnknown({ orderId }))
    .by('policy')
    .then(e.RefundUnknown({ orderId, tries: 1 }))
  given(Payment, ...going, e.RefundUnknown({ orderId, tries: 1 }))
    .when(ask.RetryRefund({ orderId, tries: 1 }))
    .by('policy')
    .then(refund())
  given(Payment, ...going, e.RefundUnknown({ orderId, tries: 1 }), refund())
    .when(ask.RetryRefund({ orderId, tries: 1 }))
    .by('policy')
    .then()
})
test('a refund that was refused waits for the operator, who tries under a new key', () => {
  given(Payment, requested(), approved, refund()).when(ask.NoteRefundStuck({ orderId })).by('policy').then(stuck)
  given(Payment, requested(), approved, refund(), stuck).when(ask.RetryRefund({ orderId })).by('operator').then(refund('refund-7-1'))
  given(Payment, requested(), approved, refund(), stuck).when(ask.RetryRefund({ orderId })).by(phoneNumber).then('role')
  given(Payment, requested(), approved, refund(), stuck, refund('refund-7-1')).when(ask.NoteRefunded({ orderId })).by('policy').then(canceled)
})
