import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours, minutes } from '@jumun/core/model'
import { asking, given, like, noon } from '@jumun/testing'
import { clockOf, dateOf } from '../calendar.ts'
import * as ask from './commands.ts'
import * as e from './events.ts'
import * as policies from './policies.ts'
import { Schedule } from './schedule.ts'

const [leaves, lands] = [noon + hours(3), noon + hours(4)]
const route = { scheduleId: 1, departure: 'ICN', arrival: 'CJU' }
const wish = { ...route, departureTime: leaves, arrivalTime: lands }
const flight = { ...wish, seats: 180, fare: 100_000 }
const created = e.ScheduleCreated({ ...flight, status: 'Open', rev: 1, at: noon })
const cancelled = e.ScheduleCancelled({ ...flight, status: 'Cancelled', rev: 2, at: noon })
const departed = e.ScheduleDeparted({ ...flight, status: 'Departed', rev: 2, at: leaves })
const manager = 'flightManager'

test('the five fields of the original suffice', () => given(Schedule).when(ask.CreateSchedule(wish)).by(manager).then(created))
test('a flight leaves in the future, lands after that, and elsewhere', () => {
  for (const odd of [{ departureTime: noon }, { arrivalTime: leaves }, { arrival: 'ICN' }])
    asking(Schedule, [], ask.CreateSchedule({ ...wish, ...odd }), manager).refused('schedule-times')
})
test('only the flight manager plans flights', () => {
  for (const who of ['customer', 'operator', 'system']) given(Schedule).when(ask.CreateSchedule(wish)).by(who).refused('role')
})
test('a flight gets more seats, never fewer; what changes nothing is no change', () => {
  asking(Schedule, created, ask.ChangeSchedule({ scheduleId: 1, seats: 181 }), manager).then(
    like(e.ScheduleChanged, { seats: 181, rev: 2, fare: 100_000 }),
  )
  asking(Schedule, created, ask.ChangeSchedule({ scheduleId: 1, seats: 179 }), manager).refused('not-changeable', { fields: ['seats'] })
  asking(Schedule, created, ask.ChangeSchedule({ scheduleId: 1, seats: 180 }), manager).nothing()
})
test('the clock decides also before anybody has written that it has left', () => {
  asking(Schedule, created, ask.CancelSchedule({ scheduleId: 1 }), manager, { at: leaves }).refused('not-allowed-now')
  asking(Schedule, created, ask.ChangeSchedule({ scheduleId: 1, seats: 200 }), manager, { at: leaves }).refused('not-allowed-now')
  asking(Schedule, created, ask.CancelSchedule({ scheduleId: 1 }), manager, { at: leaves - 1 }).then(
    like(e.ScheduleCancelled, { at: leaves - 1 }),
  )
})
test('to cancel a cancelled flight changes nothing; one that has left cannot be cancelled', () => {
  asking(Schedule, [created, cancelled], ask.CancelSchedule({ scheduleId: 1 }), manager).nothing()
  asking(Schedule, [created, departed], ask.CancelSchedule({ scheduleId: 1 }), manager).refused('not-allowed-now')
})
test('a flight leaves when it says; the timer of a time that was given up does nothing', () => {
  const moved = e.ScheduleChanged({
    ...flight,
    departureTime: leaves + hours(1),
    arrivalTime: lands + hours(1),
    status: 'Open',
    rev: 2,
    at: noon,
  })
  asking(Schedule, created, ask.Depart({ scheduleId: 1, departureTime: leaves }), 'policy', { at: leaves }).then(departed)
  asking(Schedule, [created, moved], ask.Depart({ scheduleId: 1, departureTime: leaves }), 'policy', { at: leaves }).nothing()
  const occurrence = { id: 'schedulemgmt:schedule/1/2', time: noon, causes: [] }
  assert.deepEqual(policies.departsAnew.react(moved.data, occurrence), {
    kind: 'later',
    at: leaves + hours(1),
    command: ask.Depart({ scheduleId: 1, departureTime: leaves + hours(1) }),
    late: 'run',
  })
})
test('a flight that is not there is a no to who asks', () => {
  asking(Schedule, [], ask.AskFlight({ scheduleId: 1 }), 'system').refused('no-such-flight')
  asking(Schedule, created, ask.AskFlight({ scheduleId: 1 }), 'system').nothing()
})
test('days and times are those of Seoul, in any year', () => {
  for (let time = Date.UTC(1999, 0, 1); time < Date.UTC(2105, 0, 1); time += hours(24) * 17 + minutes(61)) {
    const seoul = new Date(time + hours(9)).toISOString()
    assert.deepEqual([dateOf(time), clockOf(time)], [seoul.slice(0, 10), seoul.slice(0, 16).replace('T', ' ')])
  }
})
