import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import { dayAt, plusDays } from '@jumun/core/model'
import { everyAnswer, given, like, noon, person, policiesOf, seeds, tell, without } from '@jumun/testing'
import { Booking, feeOf } from './booking/booking.ts'
import { CancelBooking, CheckIn, HoldNights, PlaceBooking } from './booking/commands.ts'
import { Booked, BookingCanceled, BookingRequested, NightsHeld, NightsWanted, RoomsAdded } from './booking/events.ts'
import { Rooms } from './booking/rooms.ts'
import { talk } from './guest/words.ts'
import { money } from './payment/commands.ts'
import { stories } from './story.ts'
import { hotel } from './system.ts'

const day = (n: number) => plusDays(dayAt(noon), n)
const kim = person('guest', { guestId: 'kim' })
const wish = { bookingId: 1, guestId: 'kim', kind: 'suite' as const, from: day(3), to: day(5) }
const told = { ...wish, price: 800_000, language: 'ko' as const }
const requested = BookingRequested(told)
const booked = [requested, Booked(told)]

test('a stay costs its nights, and wants them all', () =>
  given(Booking)
    .when(PlaceBooking(wish))
    .by(kim)
    .then(like(BookingRequested, { price: 800_000 }), like(NightsWanted, { nights: [day(3), day(4)] })))
const odd = [
  ['is over', day(-1), day(1)],
  ['ends before it begins', day(5), day(3)],
  ['is no day', '2027-02-30', '2027-03-02'],
] as const
for (const [what, from, to] of odd)
  test(`a stay that ${what} is refused with its days`, () =>
    given(Booking)
      .when(PlaceBooking({ ...wish, from, to }))
      .by(kim)
      .refused('no-such-day', { from, to }))
test('who cancels a week before pays nothing, later half, on the day all of it', () => {
  assert.deepEqual(
    [7, 6, 1, 0].map(n => feeOf({ price: 100, from: day(n) }, noon)),
    [0, 50, 50, 100],
  )
  given(Booking, booked)
    .when(CancelBooking({ bookingId: 1 }))
    .by(kim)
    .then(BookingCanceled({ ...told, fee: 400_000 }))
  given(Booking, booked)
    .when(CancelBooking({ bookingId: 1 }))
    .by(person('guest', { guestId: 'lee' }))
    .refused('not-yours')
})
test('nobody checks in before their day', () =>
  given(Booking, booked)
    .when(CheckIn({ bookingId: 1 }))
    .by('desk')
    .refused('too-early', { from: day(3) }))
test('rooms are held for all nights or none', () => {
  const hold = (bookingId: number, ...nights: string[]) => ({ kind: 'suite' as const, bookingId, nights })
  const one = [RoomsAdded({ kind: 'suite', rooms: 1 }), NightsHeld(hold(1, day(3), day(4)))]
  const awaits = { booking: { status: 'AwaitingPayment' } }
  given(Rooms, one)
    .when(HoldNights(hold(2, day(2), day(3))))
    .by('system')
    .reads(awaits)
    .refused('sold-out', { night: day(3) })
  given(Rooms, one)
    .when(HoldNights(hold(2, day(5))))
    .by('system')
    .reads(awaits)
    .then(NightsHeld(hold(2, day(5))))
  given(Rooms, one)
    .when(HoldNights(hold(2, day(5))))
    .by('system')
    .reads({ booking: { status: 'Expired' } })
    .refused('gone')
})

const wishes = [PlaceBooking(wish), PlaceBooking({ ...wish, from: day(0), to: day(1) })]
for (const { aggregates } of hotel.contexts) for (const aggregate of aggregates) everyAnswer(aggregate, hotel, { wishes })

test('in a storm every promise is kept', async () => assert.deepEqual([...(await tell(stories.main, seeds(1, 40))).broken], []))
describe('every policy is missed', () => {
  const written = policiesOf(hotel).filter(policy => !(policy.split('.')[1]! in { ...money.policies, ...talk.policies }))
  for (const policy of written)
    it(policy, async () => assert.ok((await tell(stories.main, seeds(1, 200), without(policy), { enough: 1 })).broken.size))
})
