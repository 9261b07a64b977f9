import { clockOf } from '../calendar.ts'
import { MileageDecreased, MileageIncreased } from '../customermgmt/events.ts'
import { ChargeReturned, ReservationCancelled, ReservationChanged, ReservationCreated } from '../reservationmgmt/events.ts'
import { ReservationHoldEnded, ReservationRefundRaised } from '../reservationmgmt/events.ts'
import { PaymentPartlyRefunded } from '../reservationmgmt/payment-events.ts'
import { holdEnds, talk } from './words.ts'

const nothing = { mileage: null, departureTime: null, reason: null }

export const tellCreated   = talk.begins(ReservationCreated,     ()          => nothing)
// a promise that ends is told to who was promised, and there never was a reservation
export const tellHoldEnded = talk.begins(ReservationHoldEnded,   e           => ({ ...nothing, reason: holdEnds[e.reason][e.language] }))
// the same where it was charged all the same, and that money is back
export const tellChargeReturned = talk.begins(ChargeReturned,    ({ amount }) => ({ ...nothing, amount }))
export const tellChanged   = talk.tells(ReservationChanged,      e           => ({ ...nothing, departureTime: clockOf(e.departureTime) }))
export const tellCancelled = talk.tells(ReservationCancelled,    ()          => nothing)
export const tellRaised    = talk.tells(ReservationRefundRaised, ()          => nothing)
export const tellPartlyRefunded = talk.tells(PaymentPartlyRefunded, ({ reason }) => ({ ...nothing, reason }))
export const tellIncreased = talk.tells(MileageIncreased,        ({ mileage }) => ({ ...nothing, mileage }))
export const tellDecreased = talk.tells(MileageDecreased,        ({ mileage }) => ({ ...nothing, mileage }))
