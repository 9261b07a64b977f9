// What holds after any sequence of commands, also of such as never come together in a day of the airline.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours, type Message, minutes } from '@jumun/core/model'
import { bySystem } from '@jumun/core/runtime'
import { Books, Errands, Life, noon, person, provider, react, type Step, type Way, ways } from '@jumun/testing'
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

const settings = { seed: 20_210_223, numRuns: 5000 }
const reservationId = 7
const me = person('customer', { customerId: '1' })
const [operator, manager] = [person('operator'), person('flightManager')]
const days = (n: number) => hours(24 * n)
const one = (...steps: readonly Step[]) => fc.constantFrom(...steps)
const small = fc.integer({ min: 1, max: 4 })
const once = (life: Life, ...types: readonly string[]) => {
  for (const type of types) assert.ok(life.all(type).length <= 1, `${type} twice`)
}
type Turn = Step | { readonly pass: number } | ((state: any) => Step | undefined)

/**
 * Tries sequences of steps on one item; `holds` reads its life after each of them. A step that does not come in this state is none.
 * Every event must have happened in some sequence, but `never` those, or the sentence would be about less than it says.
 */
const always = (
  sentence: string,
  begin: () => Life,
  turns: fc.Arbitrary<Turn>,
  holds: (life: Life) => void,
  never: readonly string[] = [],
  reads: (life: Life, step: Step) => object = () => ({}),
): void =>
  void test(sentence, () => {
    const happened = new Set<string>()
    fc.assert(
      fc.property(fc.array(turns, { maxLength: 30, size: 'max' }), all => {
        const life = begin()
        for (const turn of all) {
          if ('pass' in turn) life.now += turn.pass
          else {
            const step = typeof turn === 'function' ? turn(life.state) : turn
            if (step) life.ask(step, reads(life, step))
          }
          if (life.state) holds(life)
        }
        for (const { type } of life.events) happened.add(type)
      }),
      settings,
    )
    assert.deepEqual(
      Object.keys(begin().a.events).filter(type => happened.has(type) === never.includes(type)),
      [],
    )
  })
const begun = (life: Life, ...steps: readonly Step[]) => {
  for (const step of steps) life.ask(step)
  return life
}

// ---- reservation
const flight = (left: number, rev = 1) => ({ departureTime: noon + left, arrivalTime: noon + left + hours(1), seats: 6, fare: 10_000, rev })
const attempted = (of: (attempt: number) => Step) => small.map(attempt => (r: any) => (r.attempt < attempt ? undefined : of(attempt)))
const journeys = (wish: { payLater?: boolean; mileageToUse?: number }, never: readonly string[]) => {
  const how = wish.payLater ? ', held now and paid later' : wish.mileageToUse ? ', paid partly with mileage' : ''
  always(
    `a reservation${how}: an end stays the end, it costs one amount, is made once and by an open attempt only, ` +
      'and gives back no more than it took',
    () =>
      begun(new Life(Reservation, r => ['Declined', 'Expired', 'Flown', 'Cancelled'].includes(r.status)), {
        by: me,
        command: ask.RequestReservation({ reservationId, customerId: 1, peopleNo: 2, scheduleId: 1, ...wish }),
      }),
    fc.oneof(
      {
        arbitrary: one(
          { by: me, command: ask.PayReservation({ reservationId }) },
          { by: me, command: ask.ResumeReservation({ reservationId }) },
          { by: bySystem, command: ask.StandAside({ reservationId, heir: 8 }) },
        ),
        weight: 4,
      },
      {
        arbitrary: one(
          { by: me, command: ask.CancelReservation({ reservationId }) },
          { by: operator, command: ask.CancelReservation({ reservationId }) },
        ),
        weight: 1,
      },
      {
        arbitrary: fc.constant((r: any) =>
          r.quotes.at(-1) ? { by: me, command: ask.CancelReservation({ reservationId, quoteId: r.quotes.at(-1).quoteId }) } : undefined,
        ),
        weight: 1,
      },
      {
        arbitrary: fc.constant((r: any) =>
          r.status === 'Reserved' ? { by: me, command: ask.CancelReservation({ reservationId }) } : undefined,
        ),
        weight: 2,
      },
      {
        arbitrary: attempted(attempt => react(ask.NoteTerms({ reservationId, attempt, seats: ['1A', '1B'], flight: flight(days(9)) }))),
        weight: 4,
      },
      { arbitrary: attempted(attempt => react(ask.TakeFlight({ reservationId, attempt, flight: null }))), weight: 1 },
      {
        arbitrary: small.map(
          attempt => (r: any) => (r.attempt < attempt || !r.mileageToUse ? undefined : react(ask.NoteMileage({ reservationId, attempt }))),
        ),
        weight: 5,
      },
      {
        arbitrary: small.map(
          quoteId => (r: any) => (r.status === 'Reserved' ? { by: me, command: ask.QuoteCancel({ reservationId, quoteId }) } : undefined),
        ),
        weight: 2,
      },
      // the outcome of a payment that was asked for, with all that comes before it
      {
        arbitrary: small.map(
          attempt => (r: any) =>
            r.attempt < attempt || !r.held || (r.mileageToUse && !r.mileageHeld)
              ? undefined
              : react(ask.ConfirmReservation({ reservationId, attempt })),
        ),
        weight: 5,
      },
      { arbitrary: attempted(attempt => react(ask.PostponePayment({ reservationId, attempt, reason: 'payment-unknown' }))), weight: 3 },
      {
        arbitrary: one(
          react(ask.DeclineReservation({ reservationId, reason: 'payment-declined' })),
          react(ask.WantOwnHold({ reservationId, attempt: 1, holder: 6 })),
          react(ask.HoldAgain({ reservationId, attempt: 1, holder: 6 })),
          react(ask.AbandonReservation({ reservationId })),
        ),
        weight: 1,
      },
      {
        arbitrary: one(
          react(ask.NoteFlight({ reservationId, flight: flight(days(8), 2) })),
          react(ask.NoteFlight({ reservationId, flight: flight(days(10), 3) })),
        ),
        weight: 1,
      },
      {
        arbitrary: fc
          .constantFrom('Cancelled', 'Departed')
          .map(
            what => (r: any) =>
              r.status === 'Reserved' || r.attempt > 1 ? react(ask.EndForFlight({ reservationId, what, at: noon })) : undefined,
          ),
        weight: 2,
      },
      {
        arbitrary: fc.constant((r: any) =>
          r.status === 'Cancelled' ? react(ask.EndForFlight({ reservationId, what: 'Cancelled', at: noon })) : undefined,
        ),
        weight: 2,
      },
      { arbitrary: fc.record({ pass: fc.constantFrom(1000, minutes(3), days(1), days(5)) }), weight: 3 },
    ),
    life => {
      const r = life.state
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
        assert.equal(r.refund + r.fee, r.amount)
        assert.ok(r.mileageBack >= 0 && r.mileageBack <= r.mileageToUse)
        const [cancelled, raised] = [life.all('ReservationCancelled')[0], life.all('ReservationRefundRaised')[0]]
        if (raised) assert.equal(cancelled.mileageBack + raised.more, r.mileageToUse, 'a raise gives back the rest')
      }
      if (life.all('ReservationHoldEnded').length) assert.ok(r.promised, 'nobody was promised anything')
      // two hours before departure at the latest; a flight that was moved leaves ten minutes
      if (r.promised && r.payBy !== null && !r.moved) assert.ok(r.payBy <= noon + days(9) - hours(2))
    },
    never,
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
  () => new Life(Seats, () => false),
  fc.oneof(
    {
      arbitrary: fc
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
      weight: 6,
    },
    { arbitrary: holder.map(id => react(sit.TakeSeats({ scheduleId: 1, reservationId: id }))), weight: 2 },
    {
      arbitrary: fc.tuple(holder, fc.boolean()).map(([id, left]) => react(sit.ReleaseSeats({ scheduleId: 1, reservationId: id, left }))),
      weight: 2,
    },
    {
      arbitrary: one(
        react(sit.OpenFlight({ scheduleId: 1, flight: flight(days(9)) })),
        react(sit.ChangeFlight({ scheduleId: 1, flight: { ...flight(days(10), 2), seats: 8 } })),
        react(sit.ChangeFlight({ scheduleId: 1, flight: flight(days(9)) })),
      ),
      weight: 1,
    },
    { arbitrary: fc.constantFrom<Turn>({ pass: minutes(20) }), weight: 1 },
    // the door is closed now and then
    {
      arbitrary: fc
        .integer({ min: 0, max: 9 })
        .map(n => (): Step | undefined => (n ? undefined : react(sit.CloseFlight({ scheduleId: 1, what: 'Cancelled', at: noon })))),
      weight: 1,
    },
  ),
  life => {
    const { seats, flight: known } = life.state
    const kept = Object.values<{ seats: string[] }>(seats).flatMap(k => k.seats)
    assert.equal(new Set(kept).size, kept.length, 'one seat, two reservations')
    assert.ok(!known || kept.length <= known.seats, 'more people than seats')
    const sits = new Map<number, string>()
    for (const { type, data: e } of life.events as readonly Message<any, any, any>[]) {
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
    assert.deepEqual(
      new Map(Object.entries<{ state: string }>(seats).map(([id, k]) => [Number(id), k.state])),
      new Map([...sits].sort(([a], [b]) => a - b)),
    )
    const last = life.events.at(-1) as Message<any, any, any>
    if (['SeatsHeld', 'SeatsPassed'].includes(last.type))
      assert.ok(!isOver(life.events.slice(0, -1), last.data.reservationId), 'who left sits again')
    const closed = life.events.findIndex(e => e.type === 'FlightClosed')
    if (closed >= 0)
      assert.ok(!life.events.slice(closed).some(e => e.type === 'SeatsHeld' || e.type === 'SeatsPassed'), 'held behind the closed door')
    const revs = life.events.flatMap(e => (e.type === 'FlightOpened' || e.type === 'FlightChanged' ? [e.data.flight.rev] : []))
    assert.deepEqual(
      revs,
      [...new Set(revs)].sort((a, b) => a - b),
      'the copy moves forward only',
    )
  },
  [],
  // a reservation whose seats were released, taken or passed on does not ask for others
  (life, { command }) => ({ reservation: { status: isOver(life.events, command.data.reservationId) ? 'Expired' : 'AwaitingPayment' } }),
)

// ---- mileage
always(
  'mileage: the balance is the sum of its entries, each begins where the one before it ended, and each reservation has each once',
  () => new Life(Mileage, () => false),
  fc.oneof(
    { arbitrary: fc.constant({ by: operator, command: miles.OpenAccount({ customerId: 1, mileage: 5000 }) }), weight: 1 },
    {
      arbitrary: fc
        .tuple(holder, fc.constantFrom(1000, 3000))
        .map(([id, amount]) => ({ by: bySystem, command: miles.HoldMileage({ customerId: 1, reservationId: id, amount }) })),
      weight: 4,
    },
    { arbitrary: holder.map(id => react(miles.ReleaseMileage({ customerId: 1, reservationId: id }))), weight: 2 },
    {
      // what is used was held, or nothing is used
      arbitrary: holder.map(
        id => (a: any) =>
          react(miles.NoteCreated({ customerId: 1, reservationId: id, mileageToUse: a?.of[id]?.held ?? 0, mileageToIncrease: 500 })),
      ),
      weight: 4,
    },
    {
      arbitrary: holder.map(id => (a: any) => {
        const used = -(a?.entries.find((e: any) => e.reservationId === id && e.reason === 'used')?.change ?? 0)
        return a?.of[id]?.earned
          ? react(miles.NoteCancelled({ customerId: 1, reservationId: id, mileageBack: Math.floor(used * 0.9), mileageToIncrease: 500 }))
          : undefined
      }),
      weight: 3,
    },
  ),
  life => {
    const { mileage, entries, of } = life.state
    const told = life.events.filter(e => 'entry' in e.data).map(e => e.data)
    assert.equal(
      mileage,
      entries.reduce((n: number, e: any) => n + e.change, 0),
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
    const held = Object.values<{ held: number }>(of).reduce((n, r) => n + r.held, 0)
    // what was earned may be taken back after it was held; else nobody holds what is not there
    assert.ok(held <= Math.max(mileage, 0) || life.all('MileageDecreased').length > 0, `${held} held of ${mileage}`)
    for (const r of Object.values<any>(of)) if (r.gone) assert.equal(r.held, 0, 'held by who let go')
  },
)

// ---- schedules
always(
  'a flight: cancelled or departed is the end, each change has the next number, and it never departs at a time that was moved',
  () =>
    begun(new Life(Schedule, s => s.status !== 'Open'), {
      by: manager,
      command: fly.CreateSchedule({
        scheduleId: 1,
        departure: 'ICN',
        arrival: 'CJU',
        departureTime: noon + days(2),
        arrivalTime: noon + days(2) + hours(1),
      }),
    }),
  fc.oneof(
    {
      arbitrary: fc.constantFrom(1, 2, 3).map(n => ({
        by: manager,
        command: fly.ChangeSchedule({ scheduleId: 1, departureTime: noon + days(n), arrivalTime: noon + days(n) + hours(1) }),
      })),
      weight: 4,
    },
    {
      arbitrary: fc.constantFrom(181, 200).map(seats => ({ by: manager, command: fly.ChangeSchedule({ scheduleId: 1, seats }) })),
      weight: 2,
    },
    { arbitrary: fc.constantFrom(1, 2, 3).map(n => react(fly.Depart({ scheduleId: 1, departureTime: noon + days(n) }))), weight: 1 },
    {
      arbitrary: fc
        .integer({ min: 0, max: 4 })
        .map(n => (): Step | undefined => (n ? undefined : { by: manager, command: fly.CancelSchedule({ scheduleId: 1 }) })),
      weight: 1,
    },
    { arbitrary: fc.record({ pass: fc.constantFrom(hours(1), hours(20)) }), weight: 1 },
  ),
  life => {
    assert.deepEqual(
      life.events.map(e => e.data.rev),
      life.events.map((_, i) => i + 1),
    )
    once(life, 'ScheduleCancelled', 'ScheduleDeparted')
    const seats = life.events.map(e => e.data.seats)
    assert.deepEqual(
      seats,
      [...seats].sort((a, b) => a - b),
      'there are never fewer seats',
    )
    for (const e of life.all('ScheduleChanged')) assert.ok(e.departureTime > e.at && e.arrivalTime > e.departureTime)
  },
)

// ---- money
type Money = Step | { readonly owed: number; readonly way: Way } | { readonly pass: number }
test('a payment: whatever is asked, raised and lost, at rest the provider keeps what the last word says, and nothing moves twice', () => {
  const seen = new Set<string>()
  const ends = ['nothing', 'NotCharged', 'Paid', 'Declined', 'PartlyRefunded', 'Refunded', 'Voided']
  const retry = { by: operator, command: pay.RetryRefund({ reservationId }) }
  const cancel = (keep: number, seq: number) => react(pay.CancelPayment({ reservationId, keep, seq }))
  const turns: fc.Arbitrary<Money> = fc.oneof(
    {
      arbitrary: fc.constantFrom<Money>(
        { by: bySystem, command: pay.ApprovePayment({ reservationId, customerId: 1, amount: 100 }) },
        cancel(30, 1),
        cancel(0, 2),
        cancel(0, nobody),
        retry,
      ),
      weight: 3,
    },
    { arbitrary: fc.record({ owed: fc.integer({ min: 0, max: 3 }), way: fc.constantFrom(...ways) }), weight: 5 },
    { arbitrary: fc.record({ pass: fc.constantFrom(1000, minutes(1), minutes(20)) }), weight: 2 },
  )
  fc.assert(
    fc.property(fc.array(turns, { maxLength: 25, size: 'max' }), fc.constantFrom('approve', 'approve', 'decline'), (all, card) => {
      const books = new Books()
      const life = new Life(Payment, p => ['Declined', 'Refunded'].includes(p.status))
      const errands = new Errands(life, money.policies, provider(books, card))
      // a fee is kept of what was paid: its word comes when it was, and a raise after it
      const comes = (turn: Step) =>
        !('seq' in turn.command.data) ||
        turn.command.data.seq === nobody ||
        ['Paid', 'PartlyRefunded', 'Refunding', 'RefundStuck', 'Refunded'].includes(life.state?.status ?? '')
      for (const turn of all) {
        if ('owed' in turn) errands.answer(turn.owed, turn.way)
        else if ('pass' in turn) errands.pass(turn.pass)
        else if (comes(turn)) errands.ask(turn)
        assert.ok(books.captured <= 100 && books.refunded <= books.captured, `${books.captured} taken, ${books.refunded} given back`)
        const back = life.all('PaymentRefunded').reduce((n, e) => n + e.amount, 0)
        assert.ok(back <= books.refunded, 'what is said to be back is back')
        if (life.state?.seq) assert.ok(books.net >= Math.min(life.state.keep, books.captured), 'more went back than should')
      }
      errands.calm(p => (p.status === 'RefundStuck' ? retry : undefined))
      const { status, unwanted, keep } = life.state ?? { status: 'nothing', unwanted: false, keep: 0 }
      seen.add(status)
      assert.ok(ends.includes(status), `does not end: ${status}`)
      assert.equal(books.net, ['Paid', 'PartlyRefunded', 'Refunded'].includes(status) ? keep : 0, status)
      if (unwanted) assert.equal(books.net, 0, 'what nobody wants goes back')
      assert.ok(new Set(life.all('PaymentRequested').map(e => e.key)).size <= 1, 'one reservation, one charge')
      once(life, 'PaymentApproved')
    }),
    { ...settings, numRuns: 8000 },
  )
  assert.deepEqual(seen, new Set(ends), 'every end was met')
})
