import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AtOnce, Message, Whenever } from '@jumun/core/model'
import { given, noon } from '@jumun/testing'
import { oldestRequest, pausesUntilLost } from '../../vocabulary.ts'
import { Charge, Find, Refund } from '../../psp/commands.ts'
import { DrinkCanceled } from '../drink/events.ts'
import * as events from './events.ts'
import { money } from './money.ts'
import { Payment } from './payment.ts'
import * as own from './policies.ts'

const ask = money.commands
const e = { ...money.events, ...events }
const policies = { ...money.policies, ...own }

const orderId = 7
const phoneNumber = '01012345678'
const amt = 1000
const requested = (at = noon) =>
  e.PaymentRequested({ orderId, phoneNumber, amt, key: 'charge-7', paymentToken: null, at, ...(at > noon ? { since: noon } : {}) })
const approved = e.PaymentApproved({ orderId, phoneNumber, amt, status: 'PaymentApproved' })
const canceled = e.PaymentCanceled({ orderId, phoneNumber, amt, status: 'PaymentCanceled' })
const declined = e.PaymentDeclined({ orderId })
const unknown = (round = 1, at = noon) => e.PaymentUnknown({ orderId, round, at })
const questioned = e.PaymentQuestioned({ orderId, key: 'charge-7' })
const notCharged = (round: number, unsent = false) => e.PaymentNotCharged({ orderId, round, unsent })
const unwanted = e.VoidWanted({ orderId })
const voided = (round: number, unsent = false, at = noon) => e.PaymentVoided({ orderId, round, unsent, at })
const refund = (key = 'refund-7') => e.RefundRequested({ orderId, key, of: 'charge-7', amt })
const refundUnknown = e.RefundUnknown({ orderId, tries: 1 })
const stuck = e.RefundStuck({ orderId })
const asked = [requested(), ...Array.from({ length: pausesUntilLost }, (_, i) => unknown(i + 1)), questioned]
const refunding = [requested(), approved, refund()]

const approve = ask.ApprovePayment({ orderId, phoneNumber, amt })
const cancel = ask.CancelPayment({ orderId })
const notePaid = ask.NotePaid({ orderId })
const noteDeclined = ask.NoteDeclined({ orderId })
const noteUnsent = ask.NoteUnsent({ orderId })
const noteUnknown = ask.NoteUnknown({ orderId })
const noteNotFound = ask.NoteNotFound({ orderId })
const noteRefunded = ask.NoteRefunded({ orderId })
const noteRefundUnknown = ask.NoteRefundUnknown({ orderId })
const noteRefundStuck = ask.NoteRefundStuck({ orderId })
const check = (round: number) => ask.CheckPayment({ orderId, round })
const retry = (tries?: number) => ask.RetryRefund({ orderId, ...(tries === undefined ? {} : { tries }) })

const follows = (line: Whenever, happened: Message) => line.react(happened.data, { id: 'payment:payment/7/1', time: noon, causes: [] })
const answers = (line: AtOnce, happened: Message, status: string) => line.answer[status]!(happened.data, { status })

// ---- to ask for money
test('a payment is asked once, with the key of its order', () => {
  given(Payment).when(approve).by('system').then(requested())
  for (const settled of [approved, declined]) given(Payment, requested(), settled).when(approve).by('system').nothing()
  given(Payment, requested()).when(approve).by('system').nothing()
  assert.deepEqual(
    policies.charge.ask(requested().data),
    Charge({ reference: orderId, key: 'charge-7', amt, paymentToken: null, since: noon }),
  )
})
test('nobody but the system asks for money', () => {
  for (const who of ['customer', 'manager', 'barista', 'operator']) given(Payment).when(approve).by(who).refused('role')
})
test('the card does not stay with the payment', () => {
  const withCard = e.PaymentRequested({ ...requested().data, paymentToken: 'card' })
  assert.ok(!('paymentToken' in given(Payment, withCard).state))
})
test('what the provider says is what it is: approved or declined', () => {
  assert.deepEqual(
    [answers(policies.charge, requested(), 'captured'), answers(policies.charge, requested(), 'declined')],
    [notePaid, noteDeclined],
  )
  given(Payment, requested()).when(notePaid).by('policy').then(approved)
  given(Payment, requested()).when(noteDeclined).by('policy').then(declined)
  given(Payment, requested(), unknown()).when(notePaid).by('policy').then(approved)
  given(Payment, requested(), approved).when(notePaid).by('policy').nothing()
})
test('no answer is neither yes nor no', () => {
  assert.deepEqual(policies.charge.otherwise!(requested().data, 'unknown'), noteUnknown)
  given(Payment, requested()).when(noteUnknown).by('policy').then(unknown())
})
test('who pays again asks under the same key', () => {
  const later = noon + 5
  given(Payment, requested(), unknown()).when(approve).by('system').at(later).then(requested(later))
  given(Payment, requested(), notCharged(1)).when(approve).by('system').at(later).then(requested(later))
  // a provider may have forgotten the key by then, so it is told since when it is used
  assert.equal(policies.charge.ask(requested(later).data).data.since, noon)
})

// ---- what was not sent
test('what was surely not sent is not charged, and looked at once more when nothing can be on its way', () => {
  assert.deepEqual(policies.charge.otherwise!(requested().data, 'unavailable'), noteUnsent)
  given(Payment, requested()).when(noteUnsent).by('policy').then(notCharged(1, true))
  assert.deepEqual(follows(policies.recheck, notCharged(1, true)), { kind: 'later', ms: oldestRequest, command: check(1), late: 'run' })
  assert.equal(follows(policies.recheck, notCharged(1)), undefined)
  given(Payment, requested(), notCharged(1, true)).when(check(1)).by('policy').then(questioned)
  given(Payment, requested(), notCharged(1, true), questioned).when(noteNotFound).by('policy').nothing()
})
test('what was not sent this time may have been sent before', () =>
  given(Payment, requested(), unknown(), requested()).when(noteUnsent).by('policy').then(unknown(2)))
test('what nobody wants and nobody sent is void, and looked at once more', () => {
  given(Payment, requested(), unwanted).when(noteUnsent).by('policy').then(voided(1, true))
  assert.deepEqual(follows(policies.recheckVoid, voided(1, true)), { kind: 'later', ms: oldestRequest, command: check(1), late: 'run' })
  assert.equal(follows(policies.recheckVoid, voided(1)), undefined)
})
test('a charge that is found after all goes back', () => {
  given(Payment, requested(), unwanted, voided(1, true)).when(notePaid).by('policy').then(refund())
  given(Payment, requested(), notCharged(1, true), voided(1)).when(notePaid).by('policy').then(refund())
})

// ---- to find out
test('the provider is asked less and less often, but at least every ten minutes', () => {
  const wait = (round: number) => (follows(policies.reconcile, unknown(round)) as { ms: number }).ms
  assert.deepEqual([wait(1), wait(2), wait(3), wait(100)], [10_000, 20_000, 40_000, 600_000])
})
test('only the latest round asks the provider, by the key of the charge', () => {
  given(Payment, requested(), unknown()).when(check(1)).by('policy').then(questioned)
  given(Payment, requested(), unknown(), unknown(2)).when(check(1)).by('policy').nothing()
  assert.deepEqual(policies.find.ask(questioned.data), Find({ reference: orderId, key: 'charge-7' }))
})
test('it answers what became of the charge, or there is no answer', () => {
  assert.deepEqual(
    ['captured', 'declined', 'none'].map(status => answers(policies.find, questioned, status)),
    [notePaid, noteDeclined, noteNotFound],
  )
  assert.deepEqual(policies.find.otherwise!(questioned.data, 'unavailable'), noteUnknown)
})
test('"not found" is no answer while a request may be on its way', () => {
  const since = noon + oldestRequest
  const tooSoon = since - 1
  given(Payment, ...asked)
    .when(noteNotFound)
    .by('policy')
    .at(tooSoon)
    .then(unknown(pausesUntilLost + 1))
  given(Payment, ...asked)
    .when(noteNotFound)
    .by('policy')
    .at(since)
    .then(notCharged(pausesUntilLost + 1))
})
test('what nobody wants any more is void when it is not found', () => {
  const since = noon + oldestRequest
  const end = voided(pausesUntilLost + 1, false, since)
  given(Payment, ...asked, unwanted)
    .when(noteNotFound)
    .by('policy')
    .at(since)
    .then(end)
})

// ---- to give it back
test('cancelling what is not there yet leaves a mark, and it never comes', () => {
  given(Payment).when(cancel).by('policy').then(voided(0))
  given(Payment, voided(0)).when(approve).by('system').nothing()
})
test('cancelling what is under way waits for its outcome', () => {
  given(Payment, requested()).when(cancel).by('policy').then(unwanted)
  given(Payment, requested(), unwanted).when(cancel).by('policy').nothing()
  given(Payment, requested(), unwanted).when(notePaid).by('policy').then(refund())
  given(Payment, requested(), unwanted, unknown()).when(approve).by('system').nothing()
})
test('what was not charged is void when it is cancelled', () =>
  given(Payment, requested(), notCharged(2)).when(cancel).by('policy').then(voided(2)))
test('what was declined need not be given back', () => given(Payment, requested(), declined).when(cancel).by('policy').nothing())
test('what was paid goes back when its drink is cancelled, and is called canceled when it is back', () => {
  assert.deepEqual(follows(policies.cancel, DrinkCanceled({ orderId, phoneNumber, status: 'DrinkCanceled' })), cancel)
  given(Payment, requested(), approved).when(cancel).by('policy').then(refund())
  assert.deepEqual(policies.repay.ask(refund().data), Refund({ reference: orderId, key: 'refund-7', of: 'charge-7', amt }))
  given(Payment, refunding).is({ status: 'Refunding' })
  given(Payment, refunding).when(noteRefunded).by('policy').then(canceled)
  given(Payment, refunding, canceled).when(cancel).by('policy').nothing()
})
test('nobody refunds a living order by hand', () => {
  for (const who of ['customer', 'manager', 'barista', 'operator', 'system'])
    given(Payment, requested(), approved).when(cancel).by(who).refused('role')
  given(Payment, requested(), approved).when(retry()).by('operator').nothing()
})
test('a refund without an answer is repeated under the same key', () => {
  assert.deepEqual(policies.repay.otherwise!(refund().data, 'unknown'), noteRefundUnknown)
  given(Payment, refunding).when(noteRefundUnknown).by('policy').then(refundUnknown)
  assert.deepEqual(follows(policies.repayAgain, refundUnknown), { kind: 'later', ms: 10_000, command: retry(1), late: 'run' })
  given(Payment, refunding, refundUnknown).when(retry(1)).by('policy').then(refund())
  given(Payment, refunding, refundUnknown, refund()).when(retry(1)).by('policy').nothing()
})
test('a refund that was refused waits for the operator, who tries under a new key', () => {
  assert.deepEqual(
    [answers(policies.repay, refund(), 'refunded'), answers(policies.repay, refund(), 'failed')],
    [noteRefunded, noteRefundStuck],
  )
  given(Payment, refunding).when(noteRefundStuck).by('policy').then(stuck)
  given(Payment, refunding, stuck).when(retry()).by('operator').then(refund('refund-7-1'))
  given(Payment, refunding, stuck).when(retry()).by('customer').refused('role')
  given(Payment, refunding, stuck, refund('refund-7-1')).when(noteRefunded).by('policy').then(canceled)
})
