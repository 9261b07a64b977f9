import { aggregate, type Circumstances, type DataOf, otherwise, policy, type StateOf, system } from '@jumun/core/model'
import { timed } from '../../block.ts'
import { dateOf } from '../calendar.ts'
import { Code, Fare, flightManager, Id, reject, SeatCount, Text, Time } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { ScheduleCancelled, ScheduleChanged, ScheduleCreated, ScheduleDeparted } = events

const states = ['Open', 'Cancelled', 'Departed'] as const
const fields = {
  scheduleId: Id, departure: Code, arrival: Code, departureTime: Time, arrivalTime: Time, seats: SeatCount, fare: Fare,
  rev: Id,      // the number of its change: a copy elsewhere moves forward only
  date: Text,   // of its departure in Seoul, by which people look for it
}
type State = StateOf<typeof fields, typeof states>

/** Of a flight whose manager said nothing else. */
export const defaultSeats = 180, defaultFare = 100_000

type Times = Pick<State, 'departure' | 'arrival' | 'departureTime' | 'arrivalTime'>
const isPossible = (f: Times, now: number) => f.departure !== f.arrival && f.arrivalTime > f.departureTime && f.departureTime > now

const create = (_: unknown, { seats, fare, ...wish }: DataOf<typeof commands.CreateSchedule>, now: number) => {
  if (!isPossible(wish, now)) return reject('schedule-times')
  return ScheduleCreated({ ...wish, seats: seats ?? defaultSeats, fare: fare ?? defaultFare, status: 'Open', rev: 1, at: now })
}
const change = (s: State, wish: DataOf<typeof commands.ChangeSchedule>, now: number) => {
  const departureTime = wish.departureTime ?? s.departureTime, arrivalTime = wish.arrivalTime ?? s.arrivalTime
  const is = { ...s, departureTime, arrivalTime, seats: wish.seats ?? s.seats }
  if (!isPossible(is, now)) return reject('schedule-times')
  if (is.seats < s.seats) return reject('not-changeable', { fields: ['seats'] })
  if (is.departureTime === s.departureTime && is.arrivalTime === s.arrivalTime && is.seats === s.seats) return []
  return ScheduleChanged.of({ ...is, status: 'Open', rev: s.rev + 1, at: now })
}
/** The clock decides also before anybody has written that it has left. */
const onceDeparted = (s: State, { now }: Circumstances) => now >= s.departureTime ? reject('not-allowed-now') : undefined
const cancel = (s: State, _: unknown, now: number) => ScheduleCancelled.of({ ...s, status: 'Cancelled', rev: s.rev + 1, at: now })
// a flight that was moved has a timer for each of its times; each names the departure it was set for
const depart = (s: State, { departureTime }: DataOf<typeof commands.Depart>, now: number) =>
  departureTime === s.departureTime ? ScheduleDeparted.of({ ...s, status: 'Departed', rev: s.rev + 1, at: now }) : []

/** A flight: when it goes where, for how much, with how many seats. Who sits on them is known to reservationmgmt. */
export const Schedule = aggregate('schedule', {
  key: 'scheduleId', commands, events, states, fields,
  decide: {
    //                who may            in which state                 already so                               what then happened
    CreateSchedule: { by: flightManager, from: 'nothing',               allots: 'scheduleId',                    then: timed(create) },
    ChangeSchedule: { by: flightManager, from: 'Open',                                     unless: onceDeparted, then: timed(change) },
    CancelSchedule: { by: flightManager, from: 'Open',                  done: 'Cancelled', unless: onceDeparted, then: timed(cancel) },
    Depart:         { by: policy,        from: 'Open',                  done: otherwise,                         then: timed(depart) },
    AskFlight:      { by: system,        from: ['nothing', ...states],  then: s => s ? [] : reject('no-such-flight') },
  },
  evolve: {
    ScheduleCreated:   (_, { at: __, ...e }) => ({ ...e, date: dateOf(e.departureTime), status: 'Open' }),
    ScheduleChanged:   (_, { at: __, ...e }) => ({ ...e, date: dateOf(e.departureTime), status: 'Open' }),
    ScheduleCancelled: (s, { rev })          => ({ ...s, rev, status: 'Cancelled' }),
    ScheduleDeparted:  (s, { rev })          => ({ ...s, rev, status: 'Departed' }),
  },
})
