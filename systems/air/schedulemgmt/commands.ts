import { command } from '@jumun/core/model'
import { Code, Fare, Id, Optional, SeatCount, Time } from '../vocabulary.ts'

export const CreateSchedule = command('CreateSchedule', {
  scheduleId: Id, departure: Code, arrival: Code, departureTime: Time, arrivalTime: Time, seats: Optional(SeatCount), fare: Optional(Fare),
})
export const ChangeSchedule = command('ChangeSchedule', {
  scheduleId: Id, departureTime: Optional(Time), arrivalTime: Optional(Time), seats: Optional(SeatCount),
})
export const CancelSchedule = command('CancelSchedule', { scheduleId: Id })

export const Depart         = command('Depart',         { scheduleId: Id, departureTime: Time })
export const AskFlight      = command('AskFlight',      { scheduleId: Id }, {
  answers: ['Open', 'Cancelled', 'Departed', 'rejected'], tells: ['departureTime', 'arrivalTime', 'seats', 'fare', 'rev'],
})
