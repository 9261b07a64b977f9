import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours, minutes } from '@jumun/core/model'
import { given, noon } from '@jumun/core/testing'
import * as ask from './seats-commands.ts'
import * as e from './seats-events.ts'
import { seatMap, Seats } from './seats.ts'

const flight = (rev = 1, seats = 8, departureTime = noon + hours(48)) => ({ departureTime, arrivalTime: departureTime + hours(1), seats, fare: 10_000, rev })
const opened = (seats = 8) => e.FlightOpened({ scheduleId: 1, flight: flight(1, seats) })
const wish = { scheduleId: 1, reservationId: 7, customerId: 1, peopleNo: 2, wanted: [], flight: null, holder: null }
const hold = (more: Partial<Parameters<typeof ask.HoldSeats>[0]> = {}) => ask.HoldSeats({ ...wish, ...more })
const held = (reservationId: number, seats: string[], customerId = 1) => e.SeatsHeld({ scheduleId: 1, reservationId, customerId, seats })
const taken = (reservationId: number) => e.SeatsTaken({ scheduleId: 1, reservationId })
const released = (reservationId: number, left = false, at = noon) => e.SeatsReleased({ scheduleId: 1, reservationId, left, at })
const closed = (what: 'Cancelled' | 'Departed' = 'Cancelled') => e.FlightClosed({ scheduleId: 1, what, at: noon, reservations: [] })

test('who chooses no seat gets the first free ones, six in a row', () => {
  given(Seats, opened()).when(hold({ peopleNo: 7 })).by('system').then(held(7, ['1A', '1B', '1C', '1D', '1E', '1F', '2A']))
  given(Seats, opened(), held(3, ['1A', '1C'], 2)).when(hold()).by('system').then(held(7, ['1B', '1D']))
})
test('who chooses sits there, the others of the party beside', () => given(Seats, opened()).when(hold({ wanted: ['1A', null] })).by('system').then(held(7, ['1A', '1B'])))
test('a chosen seat that is taken, is not there, or is chosen twice', () => {
  given(Seats, opened(), held(3, ['1A'], 2)).when(hold({ wanted: ['1A', null] })).by('system').refused('seat-taken', { seat: '1A' })
  given(Seats, opened()).when(hold({ wanted: ['2C', null] })).by('system').refused('no-such-seat', { seat: '2C' })
  given(Seats, opened()).when(hold({ wanted: ['1A', '1A'] })).by('system').refused('no-such-seat', { seat: '1A' })
})
test('more than there are: sold out; a reservation holds once', () => {
  given(Seats, opened(1)).when(hold()).by('system').refused('sold-out')
  given(Seats, opened(), held(7, ['1A', '1B'])).when(hold()).by('system').nothing()
})
test('a hold of the same customer is named, and passes over when its reservation has ended', () => {
  given(Seats, opened(2), held(3, ['1A', '1B'])).when(hold()).by('system').refused('own-hold', { holder: 3, seat: null })
  given(Seats, opened(2), held(3, ['1A', '1B'])).when(hold({ holder: 3 })).by('system').then(e.SeatsPassed({ scheduleId: 1, reservationId: 7, customerId: 1, seats: ['1A', '1B'], holder: 3 }))
  given(Seats, opened(2), held(3, ['1A', '1B'], 2)).when(hold()).by('system').refused('sold-out')
  given(Seats, opened(2), held(3, ['1A', '1B'], 2)).when(hold({ holder: 3 })).by('system').refused('sold-out')
  given(Seats, opened(2), held(3, ['1A', '1B']), taken(3)).when(hold({ holder: 3 })).by('system').refused('sold-out')
})
test('a release that comes before its hold leaves a mark; old marks are thrown away', () => {
  given(Seats, opened()).when(ask.ReleaseSeats({ scheduleId: 1, reservationId: 7, left: false })).by('policy').then(released(7))
  given(Seats, opened(), released(7)).when(hold()).by('system').refused('gone')
  assert.deepEqual(Object.keys(given(Seats, opened(), released(7), released(8, false, noon + minutes(60))).state.gone), ['8'])
})
test('the answer of schedulemgmt feeds the copy, forward only', () => {
  given(Seats).when(hold({ flight: flight() })).by('system').then(opened(), held(7, ['1A', '1B']))
  given(Seats).when(hold()).by('system').refused('flight-unknown')
  given(Seats, opened(), held(3, ['1A'], 2)).when(hold({ flight: flight(2, 9) })).by('system').then(e.FlightChanged({ scheduleId: 1, flight: flight(2, 9), reservations: [3] }), held(7, ['1B', '1C']))
  given(Seats, opened()).when(ask.ChangeFlight({ scheduleId: 1, flight: flight(1, 20) })).by('policy').nothing()
  given(Seats, opened()).when(ask.OpenFlight({ scheduleId: 1, flight: flight() })).by('policy').nothing()
})
test('that it has left is a no only where schedulemgmt was asked', () => {
  const late = noon + hours(48)
  given(Seats, opened()).when(hold({ flight: flight() })).by('system').at(late).refused('not-allowed-now')
  given(Seats, opened()).when(hold()).by('system').at(late).refused('flight-unknown')
})
test('first the door, then those inside, with those who left by themselves', () => {
  given(Seats, opened(), held(3, ['1A']), held(4, ['1B']), released(4, true), held(5, ['1B']), released(5)).when(ask.CloseFlight({ scheduleId: 1, what: 'Cancelled', at: noon })).by('policy')
    .then(e.FlightClosed({ scheduleId: 1, what: 'Cancelled', at: noon, reservations: [3, 4] }))
  given(Seats, opened(), closed()).when(hold({ flight: flight() })).by('system').refused('not-allowed-now')
  given(Seats, closed()).when(ask.OpenFlight({ scheduleId: 1, flight: flight() })).by('policy').nothing()
})
test('the map says of every seat whether it can be had', () => {
  const { total, free, seats } = seatMap(given(Seats, opened(), held(3, ['1A']), held(4, ['1C']), taken(4)).state)
  assert.deepEqual([total, free, seats.map(s => s.state[0]).join('')], [8, 6, 'hftfffff'])
})
