import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyAnswer, given } from '@jumun/testing'
import { air } from '../system.ts'
import * as ask from './commands.ts'
import * as e from './events.ts'
import { Flight } from './flight.ts'
import { marketing } from './index.ts'
import * as policies from './policies.ts'
import { offered } from './taste.ts'

const scheduleId = 3
const way = { scheduleId, departure: 'ICN', arrival: 'CJU' }
const route = { ...way, route: 'ICN-CJU' }
const booking = (people: number) => ({ scheduleId, reservationId: 7, customerId: 1, people })
const flight = [e.FlightNoted(way), e.SupplyChanged({ ...route, flights: 1 })]
const wanted = (people: number) => e.DemandChanged({ ...booking(people), ...route })
const ended = e.SupplyChanged({ ...route, flights: -1 })

test('a flight says where it goes, and its bookings count for that route', () => {
  given(Flight)
    .when(ask.LearnFlight(way))
    .by('policy')
    .then(...flight)
  given(Flight, ...flight)
    .when(ask.LearnBooking(booking(2)))
    .by('policy')
    .then(wanted(2))
  given(Flight, ...flight, wanted(2))
    .when(ask.LearnBooking(booking(-2)))
    .by('policy')
    .then(wanted(-2))
})
test('a booking that is heard before its flight waits for it', () => {
  const early = e.BookingNoted(booking(2))
  given(Flight)
    .when(ask.LearnBooking(booking(2)))
    .by('policy')
    .then(early)
  given(Flight, early)
    .when(ask.LearnFlight(way))
    .by('policy')
    .then(...flight, wanted(2))
})
test('a flight ends once', () => {
  given(Flight, ...flight)
    .when(ask.ForgetFlight({ scheduleId }))
    .by('policy')
    .then(ended)
  given(Flight, ...flight, ended)
    .when(ask.ForgetFlight({ scheduleId }))
    .by('policy')
    .nothing()
})
test('who gives a reservation up does not want it any more; who loses it by the airline does', () => {
  const heard = (reason: string | null) =>
    policies.givenUp.react(
      { scheduleId, reservationId: 7, customerId: 1, peopleNo: 2, reason },
      { id: 'reservationmgmt:reservation/7/9', time: 0, causes: [] },
    )
  assert.deepEqual(heard(null), ask.LearnBooking(booking(-2)))
  assert.equal(heard('flight-cancelled'), undefined)
})
test('what a customer wants most is offered first, three at most, and nothing that was given up', () => {
  assert.deepEqual(offered({ wanted: { 'ICN-CJU': 1, 'ICN-NRT': 4, 'GMP-CJU': 0, 'CJU-ICN': 1, 'ICN-LAX': 1 } }).routes, [
    'ICN-NRT',
    'CJU-ICN',
    'ICN-CJU',
  ])
})

for (const aggregate of marketing.aggregates) everyAnswer(aggregate, air)
