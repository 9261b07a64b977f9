import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours } from '@jumun/core/model'
import { asking, given, noon } from '@jumun/testing'
import * as ask from './seats-commands.ts'
import * as e from './seats-events.ts'
import { seatMap, Seats } from './seats.ts'

const flight = (rev = 1, seats = 8, departureTime = noon + hours(48)) => ({
  departureTime,
  arrivalTime: departureTime + hours(1),
  seats,
  fare: 10_000,
  rev,
})
const opened = (seats = 8) => e.FlightOpened({ scheduleId: 1, flight: flight(1, seats) })
const wish = { scheduleId: 1, reservationId: 7, customerId: 1, peopleNo: 2, wanted: [], flight: null, holder: null }
const hold = (more: Partial<Parameters<typeof ask.HoldSeats>[0]> = {}) => ask.HoldSeats({ ...wish, ...more })
/** Whoever asks for seats waits for their payment; or is over, in one of the ways in which a reservation ends. */
const waiting = { reservation: { status: 'AwaitingPayment' } }
const over = ['Reserved', 'Cancelled', 'Flown', 'Declined', 'Expired'].map(status => ({ reservation: { status } }))
const held = (reservationId: number, seats: string[], customerId = 1) => e.SeatsHeld({ scheduleId: 1, reservationId, customerId, seats })
const taken = (reservationId: number) => e.SeatsTaken({ scheduleId: 1, reservationId })
const released = (reservationId: number, left = false, at = noon) => e.SeatsReleased({ scheduleId: 1, reservationId, left, at })
const closed = (what: 'Cancelled' | 'Departed' = 'Cancelled') => e.FlightClosed({ scheduleId: 1, what, at: noon, reservations: [] })

test('who chooses no seat gets the first free ones, six in a row', () => {
  asking(Seats, opened(), hold({ peopleNo: 7 }), 'system', { reads: waiting }).then(held(7, ['1A', '1B', '1C', '1D', '1E', '1F', '2A']))
  asking(Seats, [opened(), held(3, ['1A', '1C'], 2)], hold(), 'system', { reads: waiting }).then(held(7, ['1B', '1D']))
})
test('who chooses sits there, the others of the party beside', () =>
  asking(Seats, opened(), hold({ wanted: ['1A', null] }), 'system', { reads: waiting }).then(held(7, ['1A', '1B'])))
test('a chosen seat that is taken, is not there, or is chosen twice', () => {
  asking(Seats, [opened(), held(3, ['1A'], 2)], hold({ wanted: ['1A', null] }), 'system', { reads: waiting }).refused('seat-taken', {
    seat: '1A',
  })
  asking(Seats, opened(), hold({ wanted: ['2C', null] }), 'system', { reads: waiting }).refused('no-such-seat', { seat: '2C' })
  asking(Seats, opened(), hold({ wanted: ['1A', '1A'] }), 'system', { reads: waiting }).refused('no-such-seat', { seat: '1A' })
})
test('more than there are: sold out; a reservation holds once', () => {
  given(Seats, opened(1)).when(hold()).reads(waiting).by('system').refused('sold-out')
  asking(Seats, [opened(), held(7, ['1A', '1B'])], hold(), 'system', { reads: waiting }).nothing()
})
test('a hold of the same customer is named, and passes over when its reservation has ended', () => {
  asking(Seats, [opened(2), held(3, ['1A', '1B'])], hold(), 'system', { reads: waiting }).refused('own-hold', { holder: 3, seat: null })
  asking(Seats, [opened(2), held(3, ['1A', '1B'])], hold({ holder: 3 }), 'system', { reads: waiting }).then(
    e.SeatsPassed({ scheduleId: 1, reservationId: 7, customerId: 1, seats: ['1A', '1B'], holder: 3 }),
  )
  asking(Seats, [opened(2), held(3, ['1A', '1B'], 2)], hold(), 'system', { reads: waiting }).refused('sold-out')
  asking(Seats, [opened(2), held(3, ['1A', '1B'], 2)], hold({ holder: 3 }), 'system', { reads: waiting }).refused('sold-out')
  asking(Seats, [opened(2), held(3, ['1A', '1B']), taken(3)], hold({ holder: 3 }), 'system', { reads: waiting }).refused('sold-out')
})
test('a release that comes before its hold frees nothing and is an event all the same; who is over is given no seats', () => {
  asking(Seats, opened(), ask.ReleaseSeats({ scheduleId: 1, reservationId: 7, left: false }), 'policy').then(released(7))
  given(Seats, opened(), released(7)).is({ seats: {}, left: [] })
  for (const of of [...over, {}])
    for (const before of [[], [released(7)]]) given(Seats, opened(), before).when(hold()).reads(of).by('system').refused('gone')
})
test('nothing is kept of who is over but that they left by themselves, once; what older versions kept is left out at a release', () => {
  const { state } = given(Seats, opened(), held(3, ['1A']), released(3), held(4, ['1A']), taken(4), released(4, true), released(4, true))
  assert.deepEqual([state!.seats, state!.left, 'gone' in state!], [{}, [4], false])
  assert.equal('gone' in Seats.evolve['SeatsReleased']!({ ...state!, gone: { 3: noon } }, released(5).data), false)
})
test('the answer of schedulemgmt feeds the copy, forward only', () => {
  asking(Seats, [], hold({ flight: flight() }), 'system', { reads: waiting }).then(opened(), held(7, ['1A', '1B']))
  given(Seats).when(hold()).reads(waiting).by('system').refused('flight-unknown')
  asking(Seats, [opened(), held(3, ['1A'], 2)], hold({ flight: flight(2, 9) }), 'system', { reads: waiting }).then(
    e.FlightChanged({ scheduleId: 1, flight: flight(2, 9), reservations: [3] }),
    held(7, ['1B', '1C']),
  )
  asking(Seats, opened(), ask.ChangeFlight({ scheduleId: 1, flight: flight(1, 20) }), 'policy').nothing()
  asking(Seats, opened(), ask.OpenFlight({ scheduleId: 1, flight: flight() }), 'policy').nothing()
})
test('that it has left is a no only where schedulemgmt was asked', () => {
  const late = noon + hours(48)
  asking(Seats, opened(), hold({ flight: flight() }), 'system', { reads: waiting, at: late }).refused('not-allowed-now')
  given(Seats, opened()).when(hold()).reads(waiting).by('system').at(late).refused('flight-unknown')
})
test('first the door, then those inside, with those who left by themselves', () => {
  asking(
    Seats,
    [opened(), held(3, ['1A']), held(4, ['1B']), released(4, true), held(5, ['1B']), released(5)],
    ask.CloseFlight({ scheduleId: 1, what: 'Cancelled', at: noon }),
    'policy',
  ).then(e.FlightClosed({ scheduleId: 1, what: 'Cancelled', at: noon, reservations: [3, 4] }))
  asking(Seats, [opened(), closed()], hold({ flight: flight() }), 'system', { reads: waiting }).refused('not-allowed-now')
  asking(Seats, closed(), ask.OpenFlight({ scheduleId: 1, flight: flight() }), 'policy').nothing()
})
test('the map says of every seat whether it can be had', () => {
  const { total, free, seats } = seatMap(given(Seats, opened(), held(3, ['1A']), held(4, ['1C']), taken(4)).state)
  assert.deepEqual([total, free, seats.map(s => s.state[0]).join('')], [8, 6, 'hftfffff'])
})
