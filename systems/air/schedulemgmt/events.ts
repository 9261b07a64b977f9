import { event } from '@jumun/core/model'
import { Fare, Id, SeatCount, Text, Time } from '../vocabulary.ts'

const flight = {
  scheduleId: Id, departure: Text, arrival: Text, departureTime: Time, arrivalTime: Time, seats: SeatCount, fare: Fare, status: Text,
  rev: Id, at: Time,
}

export const ScheduleCreated   = event('ScheduleCreated',   flight)
export const ScheduleChanged   = event('ScheduleChanged',   flight)
export const ScheduleCancelled = event('ScheduleCancelled', flight)
export const ScheduleDeparted  = event('ScheduleDeparted',  flight)
