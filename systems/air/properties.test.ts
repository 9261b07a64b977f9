// What holds after any sequence of commands, also of such as never come together in a day of the airline.
import assert from 'node:assert/strict'
import { hours, type Message, minutes } from '@jumun/core/model'
import { bySystem } from '@jumun/core/runtime'
import { noon, person, react, type Step } from '@jumun/testing'
import type { ItemOf } from '@jumun/testing/promises'
import { always, grows, once, settles } from '@jumun/testing/sequences'
import fc from 'fast-check'
import * as miles from './customermgmt/commands.ts'
import { Mileage } from './customermgmt/mileage.ts'
import * as ask from './reservationmgmt/commands.ts'
import { money } from './reservationmgmt/money.ts'
import * as pay from './reservationmgmt/payment-commands.ts'
import { nobody, Payment } from './reservationmgmt/payment.ts'
import { Reservation } from './reservationmgmt/reservation.ts'
import * as sit from './reservationmgmt/seats-commands.ts'
import { Seats } from './reservationmgmt/seats.ts'
import * as fly from './schedulemgmt/commands.ts'
import { Schedule } from './schedulemgmt/schedule.ts'

const reservationId = 7
const me = person('customer', { customerId: '1' })
const [operator, manager] = [person('operator'), person('flightManager')]
const days = (n: number) => hours(24 * n)
const small = fc.integer({ min: 1, max: 4 })
const runs = 5000

// ---- reservation
const flight = (left: number, rev = 1) => ({ departureTime: noon + left, arrivalTime: noon + left + hours(1), seats: 6, fare: 10_000, rev })
type Journey = ItemOf<typeof Reservation>
const attempted = (of: (attempt: number) => Step, comes: (r: Journey) => unknown = () => true) =>
  small.map(attempt => (r: Journey) => (r.attempt >= attempt && comes(r) ? of(attempt) : undefined))
const journeys = (wish: { payLater?: boolean; mileageToUse?: number }, never: readonly string[]) => {
  const how = wish.payLater ? ', held now and paid later' : wish.mileageToUse ? ', paid partly with mileage' : ''
  const cancel = ask.CancelReservation({ reservationId })
  const ended = (what: 'Cancelled' | 'Departed') => react(ask.EndForFlight({ reservationId, what, at: noon }))
  always(
    `a reservation${how}: an end stays the end, it costs one amount, is made once and by an open attempt only, ` +
      'and gives back no more than it took',
    {
      of: Reservation,
      ends: r => ['Declined', 'Expired', 'Flown', 'Cancelled'].includes(r.status),
      begins: [{ by: me, command: ask.RequestReservation({ reservationId, customerId: 1, peopleNo: 2, scheduleId: 1, ...wish }) }],
      never,
      // a raise after a cancel is rare where the payment comes later
      runs: wish.payLater ? 2 * runs : runs,
      steps: [
        [
          4,
          { by: me, command: ask.PayReservation({ reservationId }) },
          { by: me, command: ask.ResumeReservation({ reservationId }) },
          { by: bySystem, command: ask.StandAside({ reservationId, heir: 8 }) },
        ],
        [1, { by: me, command: cancel }, { by: operator, command: cancel }],
        [
          1,
          r =>
            r.quotes.length ? { by: me, command: { ...cancel, data: { reservationId, quoteId: r.quotes.at(-1)?.quoteId } } } : undefined,
        ],
        [2, r => (r.status === 'Reserved' ? { by: me, command: cancel } : undefined)],
        [4, attempted(attempt => react(ask.NoteTerms({ reservationId, attempt, seats: ['1A', '1B'], flight: flight(days(9)) })))],
        [1, attempted(attempt => react(ask.TakeFlight({ reservationId, attempt, flight: null })))],
        [
          5,
          attempted(
            attempt => react(ask.NoteMileage({ reservationId, attempt })),
            r => r.mileageToUse,
          ),
        ],
        [
          2,
          small.map(
            quoteId => (r: Journey) =>
              r.status === 'Reserved' ? { by: me, command: ask.QuoteCancel({ reservationId, quoteId }) } : undefined,
          ),
        ],
        // the outcome of a payment that was asked for, with all that comes before it
        [
          5,
          attempted(
            attempt => react(ask.ConfirmReservation({ reservationId, attempt })),
            r => r.held && (!r.mileageToUse || r.mileageHeld),
          ),
        ],
        [3, attempted(attempt => react(ask.PostponePayment({ reservationId, attempt, reason: 'payment-unknown' })))],
        [
          1,
          react(ask.DeclineReservation({ reservationId, reason: 'payment-declined' })),
          react(ask.WantOwnHold({ reservationId, attempt: 1, holder: 6 })),
          react(ask.HoldAgain({ reservationId, attempt: 1, holder: 6 })),
          react(ask.AbandonReservation({ reservationId })),
          react(ask.NoteMoneyBack({ reservationId, refunded: 1000 })),
        ],
        [1, ...[flight(days(8), 2), flight(days(10), 3)].map(f => react(ask.NoteFlight({ reservationId, flight: f })))],
        [
          4,
          ...(['Cancelled', 'Departed'] as const).map(
            what => (r: Journey) => (r.status === 'Reserved' || r.attempt > 1 ? ended(what) : undefined),
          ),
        ],
        [4, r => (r.status === 'Cancelled' ? ended('Cancelled') : undefined)],
        [3, ...[1000, minutes(3), days(1), days(5)].map(pass => ({ pass }))],
      ],
    },
    (r, life) => {
      once(
        life,
        'ReservationCreated',
        'ReservationDeclined',
        'ReservationExpired',
        'ReservationCancelled',
        'ReservationRefundRaised',
        'ReservationFlown',
        'ReservationHoldEnded',
        'TermsNoted',
        'MileageSecured',
        'HoldPromised',
        'ChargeReturned',
      )
      const created = life.all('ReservationCreated').length
      if (life.all('ReservationDeclined').length + life.all('ReservationExpired').length)
        assert.equal(created, 0, 'what ended unpaid is told to nobody')
      assert.equal(new Set([...life.all('TermsNoted'), ...life.all('PaymentAsked')].map(e => e.amount)).size <= 1, true, 'one amount')
      assert.ok(r.amount + r.mileageToUse === 20_000 || !r.held, 'money and mileage are the fare')
      const closed = Math.max(0, ...[...life.all('PaymentPostponed'), ...life.all('HoldPromised')].map(e => e.attempt))
      if (life.events.at(-1)?.type === 'ReservationCreated') assert.ok(r.attempt > closed, 'a closed attempt makes no reservation')
      if (created && r.mileageToUse) assert.ok(r.mileageHeld, 'made with mileage that nobody holds')
      if (created) assert.ok(r.held, 'made without seats')
      if (r.status === 'Cancelled') {
        assert.equal((r.refund ?? 0) + (r.fee ?? 0), r.amount)
        assert.ok(r.mileageBack !== null && r.mileageBack >= 0 && r.mileageBack <= r.mileageToUse)
        const [cancelled, raised] = [life.all('ReservationCancelled')[0], life.all('ReservationRefundRaised')[0]]
        if (raised) assert.equal(cancelled.mileageBack + raised.more, r.mileageToUse, 'a raise gives back the rest')
      }
      if (life.all('ReservationHoldEnded').length) assert.ok(r.promised, 'nobody was promised anything')
      // two hours before departure at the latest; a flight that was moved leaves ten minutes
      if (r.promised && r.payBy !== null && !r.moved) assert.ok(r.payBy <= noon + days(9) - hours(2))
    },
  )
}
const plain = ['HoldPromised', 'FlightWantedLater', 'ReservationHoldEnded']
journeys({}, [...plain, 'MileageWanted', 'MileageSecured'])
journeys({ mileageToUse: 5001 }, plain)
journeys({ payLater: true }, ['MileageWanted', 'MileageSecured'])

// ---- seats
const isOver = (happened: readonly Message[], reservationId: number) =>
  happened.some(
    ({ type, data }) =>
      (['SeatsReleased', 'SeatsTaken'].includes(type) && data.reservationId === reservationId) ||
      (type === 'SeatsPassed' && data.holder === reservationId),
  )
const holder = fc.integer({ min: 1, max: 6 })
always(
  'seats: nobody sits on two reservations’ seat, each party sits together once, and who left does not come back',
  {
    of: Seats,
    runs,
    // a reservation whose seats were released, taken or passed on does not ask for others
    read: (life, { command }) => ({
      reservation: { status: isOver(life.events, command.data.reservationId) ? 'Expired' : 'AwaitingPayment' },
    }),
    steps: [
      [
        6,
        fc
          .record({
            id: holder,
            peopleNo: fc.integer({ min: 1, max: 3 }),
            seat: fc.constantFrom(null, null, '1A', '1C', '9Z'),
            over: fc.constantFrom(null, null, 1, 2),
            news: fc.boolean(),
          })
          .map(({ id, peopleNo, seat, over, news }) => ({
            by: bySystem,
            command: sit.HoldSeats({
              scheduleId: 1,
              reservationId: id,
              customerId: id % 2,
              peopleNo,
              wanted: Array.from({ length: peopleNo }, (_, i) => (i ? null : seat)),
              flight: news ? flight(days(9)) : null,
              holder: over === id ? null : over,
            }),
          })),
      ],
      [2, holder.map(id => react(sit.TakeSeats({ scheduleId: 1, reservationId: id })))],
      [2, fc.tuple(holder, fc.boolean()).map(([id, left]) => react(sit.ReleaseSeats({ scheduleId: 1, reservationId: id, left })))],
      [
        1,
        react(sit.OpenFlight({ scheduleId: 1, flight: flight(days(9)) })),
        react(sit.ChangeFlight({ scheduleId: 1, flight: { ...flight(days(10), 2), seats: 8 } })),
        react(sit.ChangeFlight({ scheduleId: 1, flight: flight(days(9)) })),
      ],
      [1, { pass: minutes(20) }],
      // the door is closed now and then
      [
        1,
        fc
          .integer({ min: 0, max: 9 })
          .map(n => (): Step | undefined => (n ? undefined : react(sit.CloseFlight({ scheduleId: 1, what: 'Cancelled', at: noon })))),
      ],
    ],
  },
  ({ seats, flight: known }, life) => {
    const kept = Object.values(seats).flatMap(k => k.seats)
    assert.equal(new Set(kept).size, kept.length, 'one seat, two reservations')
    assert.ok(!known || kept.length <= known.seats, 'more people than seats')
    const sits = new Map<number, string>()
    for (const { type, data: e } of life.events) {
      if (type === 'SeatsHeld' || type === 'SeatsPassed') {
        assert.ok(!sits.has(e.reservationId), 'held twice')
        if (type === 'SeatsPassed') {
          assert.equal(sits.get(e.holder), 'held', 'only what is held and not taken passes over')
          sits.delete(e.holder)
        }
        sits.set(e.reservationId, 'held')
      }
      if (type === 'SeatsTaken') sits.set(e.reservationId, 'taken')
      if (type === 'SeatsReleased') {
        sits.delete(e.reservationId)
      }
    }
    assert.deepEqual(new Map(Object.entries(seats).map(([id, k]) => [Number(id), k.state])), new Map([...sits].sort(([a], [b]) => a - b)))
    const last = life.events.at(-1)
    if (last && ['SeatsHeld', 'SeatsPassed'].includes(last.type))
      assert.ok(!isOver(life.events.slice(0, -1), last.data.reservationId), 'who left sits again')
    const closed = life.events.findIndex(e => e.type === 'FlightClosed')
    if (closed >= 0)
      assert.ok(!life.events.slice(closed).some(e => e.type === 'SeatsHeld' || e.type === 'SeatsPassed'), 'held behind the closed door')
    const revs = life.events.flatMap(e => (e.type === 'FlightOpened' || e.type === 'FlightChanged' ? [e.data.flight.rev] : []))
    grows(revs, 'the copy moves forward only')
  },
)

// ---- mileage
type Account = ItemOf<typeof Mileage>
always(
  'mileage: the balance is the sum of its entries, each begins where the one before it ended, and each reservation has each once',
  {
    of: Mileage,
    runs,
    steps: [
      [1, { by: operator, command: miles.OpenAccount({ customerId: 1, mileage: 5000 }) }],
      [
        4,
        fc
          .tuple(holder, fc.constantFrom(1000, 3000))
          .map(([id, amount]) => ({ by: bySystem, command: miles.HoldMileage({ customerId: 1, reservationId: id, amount }) })),
      ],
      [2, holder.map(id => react(miles.ReleaseMileage({ customerId: 1, reservationId: id })))],
      // what is used was held, or nothing is used
      [
        4,
        holder.map(
          id => (a: Account) =>
            react(miles.NoteCreated({ customerId: 1, reservationId: id, mileageToUse: a.of[id]?.held ?? 0, mileageToIncrease: 500 })),
        ),
      ],
      [
        3,
        holder.map(id => (a: Account) => {
          const used = -(a.entries.find(e => e.reservationId === id && e.reason === 'used')?.change ?? 0)
          return a.of[id]?.earned
            ? react(miles.NoteCancelled({ customerId: 1, reservationId: id, mileageBack: Math.floor(used * 0.9), mileageToIncrease: 500 }))
            : undefined
        }),
      ],
    ],
  },
  ({ mileage, entries, of }, life) => {
    const told = life.events.filter(e => 'entry' in e.data).map(e => e.data)
    assert.equal(
      mileage,
      entries.reduce((n, e) => n + e.change, 0),
    )
    const balance = life.all('AccountOpened')[0]?.mileage ?? 0
    assert.equal(
      told.reduce((n, e) => n + e.change, balance),
      mileage,
    )
    assert.equal(new Set(told.map(e => e.entry)).size, told.length, 'each entry has its number')
    for (const type of ['MileageUsed', 'MileageIncreased', 'MileageReturned', 'MileageDecreased']) {
      const whose = life.all(type).map(e => e.reservationId)
      assert.equal(new Set(whose).size, whose.length, `${type} twice`)
    }
    const held = Object.values(of).reduce((n, r) => n + r.held, 0)
    // what was earned may be taken back after it was held; else nobody holds what is not there
    assert.ok(held <= Math.max(mileage, 0) || life.all('MileageDecreased').length > 0, `${held} held of ${mileage}`)
    for (const r of Object.values(of)) if (r.gone) assert.equal(r.held, 0, 'held by who let go')
  },
)

// ---- schedules
const begins = noon + days(2)
always(
  'a flight: cancelled or departed is the end, each change has the next number, and it never departs at a time that was moved',
  {
    of: Schedule,
    runs,
    ends: s => s.status !== 'Open',
    begins: [
      {
        by: manager,
        command: fly.CreateSchedule({
          scheduleId: 1,
          departure: 'ICN',
          arrival: 'CJU',
          departureTime: begins,
          arrivalTime: begins + hours(1),
        }),
      },
    ],
    steps: [
      [
        4,
        ...[1, 2, 3].map(n => ({
          by: manager,
          command: fly.ChangeSchedule({ scheduleId: 1, departureTime: noon + days(n), arrivalTime: noon + days(n) + hours(1) }),
        })),
      ],
      [2, ...[181, 200].map(seats => ({ by: manager, command: fly.ChangeSchedule({ scheduleId: 1, seats }) }))],
      [1, ...[1, 2, 3].map(n => react(fly.Depart({ scheduleId: 1, departureTime: noon + days(n) })))],
      [
        1,
        fc
          .integer({ min: 0, max: 4 })
          .map(n => (): Step | undefined => (n ? undefined : { by: manager, command: fly.CancelSchedule({ scheduleId: 1 }) })),
      ],
      [1, { pass: hours(1) }, { pass: hours(20) }],
    ],
  },
  (_, life) => {
    assert.deepEqual(
      life.events.map(e => e.data.rev),
      life.events.map((_, i) => i + 1),
    )
    once(life, 'ScheduleCancelled', 'ScheduleDeparted')
    grows(
      life.events.map(e => e.data.seats),
      'there are never fewer seats',
      { same: true },
    )
    for (const e of life.all('ScheduleChanged')) assert.ok(e.departureTime > e.at && e.arrivalTime > e.departureTime)
  },
)

// ---- money
const retry = { by: operator, command: pay.RetryRefund({ reservationId }) }
const cancel = (keep: number, seq: number) => react(pay.CancelPayment({ reservationId, keep, seq }))
const keep = (p: ItemOf<typeof Payment>) => p.keep
settles('a payment: whatever is asked, raised and lost, at rest the provider keeps what the last word says, and nothing moves twice', {
  of: Payment,
  policies: money.policies,
  steps: [
    { by: bySystem, command: pay.ApprovePayment({ reservationId, customerId: 1, amount: 100 }) },
    cancel(30, 1),
    cancel(0, 2),
    cancel(0, nobody),
    retry,
  ],
  // a fee is kept of what was paid: its word comes when it was, and a raise after it
  comes: ({ command: { data } }, p) =>
    !('seq' in data) || data.seq === nobody || ['Paid', 'PartlyRefunded', 'Refunding', 'RefundStuck', 'Refunded'].includes(p?.status ?? ''),
  amount: 100,
  ends: { nothing: 0, NotCharged: 0, Paid: keep, Declined: 0, PartlyRefunded: keep, Refunded: keep, Voided: 0 },
  over: ['Declined', 'Refunded'],
  help: { RefundStuck: retry },
  holds: (life, books) => {
    const back = life.all('PaymentRefunded').reduce((n, e) => n + e.amount, 0)
    assert.ok(back <= books.refunded, 'what is said to be back is back')
    if (life.state?.seq) assert.ok(books.net >= Math.min(life.state.keep, books.captured), 'more went back than should')
    assert.ok(new Set(life.all('PaymentRequested').map(e => e.key)).size <= 1, 'one reservation, one charge')
    once(life, 'PaymentApproved')
  },
})
