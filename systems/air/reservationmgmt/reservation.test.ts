import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours, type Message, minutes } from '@jumun/core/model'
import { asking, given, like, noon, person } from '@jumun/testing'
import * as ask from './commands.ts'
import * as e from './events.ts'
import { money } from './money.ts'
import { CancelPayment } from './payment-commands.ts'
import { nobody, Payment } from './payment.ts'
import * as policies from './policies.ts'
import { earned, Reservation, termsOf } from './reservation.ts'
import { dueOf } from '../promises.ts'

const { PaymentRequested, VoidWanted } = money.events

const me = person('customer', { customerId: '1' })
const days = (n: number) => hours(24 * n)
const id = { reservationId: 7 }
const wish = { ...id, customerId: 1, peopleNo: 2, scheduleId: 1 }
const flight = (left = days(10), rev = 1) => ({
  departureTime: noon + left,
  arrivalTime: noon + left + hours(1),
  seats: 8,
  fare: 10_000,
  rev,
})
const requested = (more: Partial<Parameters<typeof e.ReservationRequested>[0]> = {}) =>
  e.ReservationRequested({
    ...wish,
    passengers: [
      { name: null, seat: null },
      { name: null, seat: null },
    ],
    mileageToUse: 0,
    expected: null,
    payLater: false,
    language: 'ko',
    paymentToken: null,
    createTime: noon,
    payBy: noon + minutes(10),
    ...more,
  })
const wanted = (attempt = 1) => e.FlightWanted({ ...id, scheduleId: 1, attempt })
const wantedLater = (attempt = 1) => e.FlightWantedLater({ ...id, scheduleId: 1, attempt })
const noted = (left = days(10), amount = 20_000) =>
  e.TermsNoted({
    ...id,
    attempt: 1,
    seats: ['1A', '1B'],
    fare: 20_000,
    amount,
    departureTime: noon + left,
    arrivalTime: noon + left + hours(1),
    rev: 1,
  })
const asked = (attempt = 1, amount = 20_000) => e.PaymentAsked({ ...id, attempt, customerId: 1, amount, paymentToken: null })
const postponed = (attempt = 1) => e.PaymentPostponed({ ...id, attempt, reason: 'payment-unknown' })
const told = (left = days(10), more = {}) => ({
  ...wish,
  mileageToIncrease: 1000,
  fare: 20_000,
  status: 'Reserved',
  reason: null,
  mileageToUse: 0,
  departureTime: noon + left,
  arrivalTime: noon + left + hours(1),
  rev: 1,
  language: 'ko' as const,
  ...more,
})
const created = (left = days(10), more = {}) => e.ReservationCreated(told(left, more))
const paying = (left = days(10)) => [requested(), wanted(), noted(left), asked()]
const reserved = (left = days(10)) => [...paying(left), created(left)]
const held = (left = days(10)) => [
  requested({ payLater: true }),
  wantedLater(),
  noted(left),
  e.HoldPromised({ ...id, attempt: 1, payBy: noon + Math.min(days(1), left - hours(2)) }),
]
const cancelled = (terms: object, at = noon) =>
  e.ReservationCancelled({
    ...told(days(3)),
    status: 'Cancelled',
    reason: 'asked-for',
    refund: 18_000,
    fee: 2000,
    mileageBack: 0,
    quoteId: null,
    at,
    ...terms,
  })

test('a request holds ten minutes and asks for its flight; who pays later leaves it more time', () => {
  given(Reservation).when(ask.RequestReservation(wish)).by(me).then(requested(), wanted())
  asking(Reservation, [], ask.RequestReservation({ ...wish, payLater: true }), me).then(requested({ payLater: true }), wantedLater())
  assert.deepEqual([policies.check.within, policies.checkLater.within, policies.holdMileage.within], [150, 610, 150])
})
test('nobody reserves for somebody else, and no more people are named than travel', () => {
  asking(Reservation, [], ask.RequestReservation({ ...wish, customerId: 2 }), me).refused('not-yours')
  asking(Reservation, [], ask.RequestReservation({ ...wish, passengers: [{}, {}, {}] }), me).refused('too-many-passengers')
})
test('with its seats held the fare is known, and only then the money is asked for', () => {
  asking(Reservation, [requested(), wanted()], ask.NoteTerms({ ...id, attempt: 1, seats: ['1A', '1B'], flight: flight() }), 'policy').then(
    noted(),
    asked(),
  )
  given(Reservation, ...paying()).is({
    fare: 20_000,
    mileageToIncrease: 1000,
    passengers: [
      { name: null, seat: '1A' },
      { name: null, seat: '1B' },
    ],
  })
})
test('more mileage than the fare, and another fare than was shown, let go of the seats', () => {
  const terms = ask.NoteTerms({ ...id, attempt: 1, seats: ['1A', '1B'], flight: flight() })
  asking(Reservation, [requested({ mileageToUse: 20_001 }), wanted()], terms, 'policy').then(
    like(e.ReservationDeclined, { reason: 'mileage-exceeds-fare', holds: true, detail: { fare: 20_000 } }),
  )
  asking(Reservation, [requested({ expected: 19_000 }), wanted()], terms, 'policy').then(
    like(e.ReservationDeclined, { reason: 'price-changed', holds: true }),
  )
})
test('mileage is held before the money; a fare paid wholly with it asks for no payment', () => {
  const terms = ask.NoteTerms({ ...id, attempt: 1, seats: ['1A', '1B'], flight: flight() })
  const wantsMileage = e.MileageWanted({ ...id, attempt: 1, customerId: 1, amount: 20_000 })
  const all = requested({ mileageToUse: 20_000 })
  asking(Reservation, [all, wanted()], terms, 'policy').then(noted(days(10), 0), wantsMileage)
  asking(Reservation, [all, wanted(), noted(days(10), 0), wantsMileage], ask.NoteMileage({ ...id, attempt: 1 }), 'policy').then(
    e.MileageSecured(id),
    like(e.ReservationCreated, { mileageToUse: 20_000, mileageToIncrease: 0 }),
  )
})
test('an approved payment makes the reservation; of an attempt that was told "later" it does not', () => {
  asking(Reservation, paying(), ask.ConfirmReservation({ ...id, attempt: 1 }), 'policy').then(created())
  asking(Reservation, [paying(), postponed()], ask.ConfirmReservation({ ...id, attempt: 1 }), 'policy').nothing()
})
test('a flight that has left by the clock is neither confirmed nor paid, quoted or cancelled', () => {
  const late = noon + days(10)
  asking(Reservation, paying(), ask.ConfirmReservation({ ...id, attempt: 1 }), 'policy', { at: late }).then(
    like(e.ReservationExpired, { reason: 'not-allowed-now' }),
  )
  asking(Reservation, held(hours(3)), ask.PayReservation(id), me, { at: noon + hours(3) }).refused('expired')
  for (const command of [ask.QuoteCancel({ ...id, quoteId: 1 }), ask.CancelReservation(id)])
    asking(Reservation, reserved(), command as Message<'command'>, me, { at: late }).refused('not-allowed-now')
})
test('hold now is promised until a day has passed, or two hours before departure', () => {
  const terms = (left: number) => ask.NoteTerms({ ...id, attempt: 1, seats: ['1A', '1B'], flight: flight(left) })
  const [asks, until] = [
    [requested({ payLater: true }), wantedLater()],
    (time: number) => e.HoldPromised({ ...id, attempt: 1, payBy: noon + time }),
  ]
  asking(Reservation, asks, terms(days(10)), 'policy').then(noted(), until(days(1)))
  asking(Reservation, asks, terms(hours(5)), 'policy').then(noted(hours(5)), until(hours(3)))
  asking(Reservation, asks, terms(minutes(129)), 'policy').then(like(e.ReservationDeclined, { reason: 'too-late-to-pay-later' }))
  // who was told 503 has the seats for ten minutes
  asking(Reservation, [asks, postponed()], terms(days(10)), 'policy').then(noted())
})
test('the same request again takes up the hold, never the payment', () => {
  asking(Reservation, held(), ask.ResumeReservation(id), me).nothing()
  asking(Reservation, [requested({ payLater: true }), wantedLater(), postponed()], ask.ResumeReservation(id), me).then(wantedLater(2))
  asking(Reservation, [requested({ payLater: true }), wantedLater(), postponed(), noted()], ask.ResumeReservation(id), me).then(
    e.HoldPromised({ ...id, attempt: 2, payBy: noon + days(1) }),
  )
  asking(Reservation, [paying(), postponed()], ask.ResumeReservation(id), me).then(asked(2))
  asking(Reservation, paying(), ask.ResumeReservation(id), me).refused('in-progress')
})
test('what is held is paid before its time, once at a time', () => {
  const pays = e.PayWanted({ ...id, paymentToken: null })
  asking(Reservation, held(), ask.PayReservation(id), me).then(pays, asked(2))
  asking(Reservation, [held(), pays, asked(2)], ask.PayReservation(id), me).refused('in-progress')
  asking(Reservation, held(), ask.PayReservation(id), me, { at: noon + days(1) }).refused('expired')
})
test('a promise does not stand aside; an unpaid reservation does, unless it is being paid', () => {
  const aside = ask.StandAside({ ...id, heir: 8 })
  asking(Reservation, held(), aside, 'system').refused('promised')
  asking(Reservation, paying(), aside, 'system').refused('in-progress')
  asking(Reservation, [paying(), postponed()], aside, 'system').then(like(e.ReservationExpired, { heir: 8 }))
})
test('a promise that ends is told to who it was made to, and nobody else hears of it', () => {
  const end = (reason: 'pay-by' | 'flight-cancelled' | 'flight-changed' | 'cancelled') =>
    e.ReservationHoldEnded({ ...id, customerId: 1, scheduleId: 1, reason, language: 'ko' })
  const abandon = ask.AbandonReservation(id)
  asking(Reservation, held(), abandon, 'policy', { at: noon + minutes(10) }).nothing()
  asking(Reservation, held(), abandon, 'policy', { at: noon + days(1) }).then(like(e.ReservationExpired), end('pay-by'))
  asking(Reservation, held(), ask.EndForFlight({ ...id, what: 'Cancelled', at: noon }), 'policy').then(
    like(e.ReservationExpired),
    end('flight-cancelled'),
  )
  asking(Reservation, [paying(), postponed()], abandon, 'policy', { at: noon + minutes(10) }).then(
    like(e.ReservationExpired, { reason: 'expired' }),
  )
  const moved = e.FlightNoted({ ...id, departureTime: noon + hours(5), arrivalTime: noon + hours(6), rev: 2, payBy: noon + hours(3) })
  asking(Reservation, [held(), moved], abandon, 'policy', { at: noon + hours(3) }).then(like(e.ReservationExpired), end('flight-changed'))
  for (const who of [me, 'operator'])
    asking(Reservation, held(), ask.CancelReservation(id), who).then(like(e.ReservationExpired, { reason: 'expired' }), end('cancelled'))
  asking(Reservation, [paying(), postponed()], ask.CancelReservation(id), 'operator').then(
    like(e.ReservationExpired, { reason: 'expired' }),
  )
})
test('a promise moves forward with its flight, and never ends in the past', () => {
  const note = (left: number, rev = 2) => ask.NoteFlight({ ...id, flight: flight(left, rev) })
  asking(Reservation, held(), note(hours(5)), 'policy').then(like(e.FlightNoted, { payBy: noon + hours(3) }))
  asking(Reservation, held(), note(hours(1)), 'policy').then(like(e.FlightNoted, { payBy: noon + minutes(10) }))
  asking(Reservation, held(), note(days(9)), 'policy').then(like(e.FlightNoted, { payBy: null }))
  asking(Reservation, held(), note(hours(5), 1), 'policy').nothing()
  asking(Reservation, reserved(), note(days(9)), 'policy').then(like(e.ReservationChanged, { departureTime: noon + days(9), rev: 2 }))
})
test('the fare rules: 100 % a week before, 90 % a day before, then 70 %, rounded down', () => {
  const r = { amount: 9999, mileageToUse: 33, departureTime: noon }
  const parts = [days(7), days(7) - 1, days(1), days(1) - 1].map(left => termsOf(r, noon - left))
  assert.deepEqual(
    parts.map(p => [p.refund, p.fee, p.mileageBack]),
    [
      [9999, 0, 33],
      [8999, 1000, 29],
      [8999, 1000, 29],
      [6999, 3000, 23],
    ],
  )
  assert.deepEqual([earned(19), earned(20), earned(39)], [0, 1, 1])
})
test('a quote binds for ten minutes, then it is refused and never replaced', () => {
  const quote = { quoteId: 5, reservationId: 7, refund: 18_000, fee: 2000, mileageBack: 0, expiresAt: noon + minutes(10) }
  const quoted = e.CancelQuoted({ ...id, quote })
  asking(Reservation, reserved(days(3)), ask.QuoteCancel({ ...id, quoteId: 5 }), me).then(quoted)
  const cancel = ask.CancelReservation({ ...id, quoteId: 5 })
  asking(Reservation, [reserved(days(3)), quoted], cancel, me, { at: noon + minutes(10) - 1 }).then(
    like(e.ReservationCancelled, { refund: 18_000, quoteId: 5 }),
  )
  asking(Reservation, [reserved(days(3)), quoted], cancel, me, { at: noon + minutes(10) }).refused('quote-expired')
  asking(Reservation, reserved(days(3)), cancel, me).refused('no-such-quote')
})
test('the airline’s own cancel gives everything back, also to who cancelled before the news was here', () => {
  const end = ask.EndForFlight({ ...id, what: 'Cancelled', at: noon - 1 })
  asking(Reservation, reserved(days(3)), end, 'policy').then(
    like(e.ReservationCancelled, { refund: 20_000, fee: 0, reason: 'flight-cancelled' }),
  )
  asking(Reservation, [reserved(days(3)), cancelled({})], end, 'policy').then(
    like(e.ReservationRefundRaised, { refund: 20_000, fee: 0, more: 0 }),
  )
  asking(Reservation, [reserved(days(3)), cancelled({}, noon - 2)], end, 'policy').nothing()
  asking(Reservation, [reserved(days(3)), cancelled({ refund: 20_000, fee: 0 })], end, 'policy').nothing()
})
test('who is on board when it leaves has flown', () => {
  asking(Reservation, reserved(), ask.EndForFlight({ ...id, what: 'Departed', at: noon }), 'policy').then(e.ReservationFlown(id))
  asking(Reservation, [], ask.EndForFlight({ ...id, what: 'Departed', at: noon }), 'policy').nothing()
})
test('what nobody holds is not let go of: a mark for each refusal would fill the row of what everybody wants', () => {
  const occurrence = { id: 'reservationmgmt:reservation/7/3', time: noon, causes: [] }
  asking(Reservation, [requested(), wanted()], ask.DeclineReservation({ ...id, reason: 'sold-out' }), 'policy').then(
    like(e.ReservationDeclined, { holds: false }),
  )
  for (const policy of [policies.letGo, policies.undo])
    assert.equal(
      policy.react({ ...id, scheduleId: 1, customerId: 1, mileageToUse: 5, holds: false, reason: 'sold-out', detail: {} }, occurrence),
      undefined,
    )
})
test('a no that comes while another attempt is being paid gives the money back', () => {
  // an earlier attempt was refused its seats; that is heard once more, and the charge of a later one is on its way
  const again = [...paying(), postponed(), asked(2)]
  const declined = e.ReservationDeclined({
    ...id,
    customerId: 1,
    scheduleId: 1,
    mileageToUse: 0,
    holds: true,
    reason: 'sold-out',
    detail: {},
  })
  asking(Reservation, again, ask.DeclineReservation({ ...id, reason: 'sold-out' }), 'policy').then(declined)
  assert.deepEqual(policies.undo.react(declined.data, { id: 'e', time: noon, causes: [] }), CancelPayment({ ...id, keep: 0, seq: nobody }))
  const requestedMoney = PaymentRequested({ ...id, customerId: 1, amount: 20_000, key: 'charge-7', paymentToken: null, at: noon })
  asking(Payment, requestedMoney, CancelPayment({ ...id, keep: 0, seq: nobody }), 'policy').then(VoidWanted(id))
})
test('the audit counts what a cancel gives back as the fare rules do, to the won', () => {
  for (const left of [hours(1), hours(24), hours(24 * 7)])
    for (let amount = 0; amount <= 1_000_000; amount += 1000) {
      const { refund, mileageBack } = termsOf({ amount, mileageToUse: amount, departureTime: noon + left }, noon)
      assert.deepEqual(dueOf({ amount, mileageToUse: amount }, left), { refund, mileageBack })
    }
})
