import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyAnswer, asking } from '@jumun/testing'
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
  asking(Flight, [], ask.LearnFlight(way), 'policy').then(...flight)
  asking(Flight, flight, ask.LearnBooking(booking(2)), 'policy').then(wanted(2))
  asking(Flight, [flight, wanted(2)], ask.LearnBooking(booking(-2)), 'policy').then(wanted(-2))
})
test('a booking that is heard before its flight waits for it', () => {
  const early = e.BookingNoted(booking(2))
  asking(Flight, [], ask.LearnBooking(booking(2)), 'policy').then(early)
  asking(Flight, early, ask.LearnFlight(way), 'policy').then(...flight, wanted(2))
})
test('a flight ends once', () => {
  asking(Flight, flight, ask.ForgetFlight({ scheduleId }), 'policy').then(ended)
  asking(Flight, [flight, ended], ask.ForgetFlight({ scheduleId }), 'policy').nothing()
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
