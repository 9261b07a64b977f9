import { event, Type } from '@jumun/core/model'
import {
  Flight, HoldEnd, Id, Language, Mileage, names, Natural, OrNull, Passengers, PaymentToken, People, Quote, Text, Time, Won, Yes,
} from '../vocabulary.ts'

const whose = { reservationId: Id, customerId: names(Id) }
const times = { departureTime: Time, arrivalTime: Time, rev: Natural }
const told = {
  ...whose, peopleNo: People, mileageToIncrease: Natural, scheduleId: Id, fare: Won, status: Text, reason: OrNull(Text),
  mileageToUse: Mileage, ...times, language: Language,
}
const back  = { refund: Won, fee: Won, mileageBack: Mileage, quoteId: OrNull(Id), at: Time }
const ended = { ...whose, scheduleId: Id, mileageToUse: Mileage }
const ask   = { reservationId: Id, attempt: Id }

export const ReservationCreated      = event('ReservationCreated',      told)
export const ReservationChanged      = event('ReservationChanged',      told)
export const ReservationCancelled    = event('ReservationCancelled',    { ...told, ...back })
export const ReservationRefundRaised = event('ReservationRefundRaised', { ...told, ...back, more: Mileage })
// about a promise made to this customer, not about a reservation: nobody but those who tell it listens
export const ReservationHoldEnded    = event('ReservationHoldEnded',    { ...whose, scheduleId: Id, reason: HoldEnd, language: Language })

/** It ended unpaid, and had been charged all the same: that money is back, `amount` in all. */
export const ChargeReturned          = event('ChargeReturned',          {
  reservationId: Id, customerId: names(Id), scheduleId: Id, amount: Won, status: Text, language: Language,
})

export const ReservationRequested    = event.internal('ReservationRequested', {
  ...whose, peopleNo: People, scheduleId: Id, passengers: Passengers, mileageToUse: Mileage, expected: OrNull(Won), payLater: Yes,
  language: Language, paymentToken: OrNull(PaymentToken), createTime: Time, payBy: Time,
})
// a payment follows, and needs its time
export const FlightWanted            = event.internal('FlightWanted',         { ...ask, scheduleId: Id })
// nothing follows today
export const FlightWantedLater       = event.internal('FlightWantedLater',    { ...ask, scheduleId: Id })
export const SeatsWanted             = event.internal('SeatsWanted', {
  ...ask, scheduleId: Id, customerId: names(Id), peopleNo: People, wanted: Type.Array(OrNull(Text)), flight: OrNull(Flight),
  holder: OrNull(Id),
})
export const OwnHoldWanted           = event.internal('OwnHoldWanted',        { ...ask, holder: Id, seat: OrNull(Text) })
export const TermsNoted              = event.internal('TermsNoted', {
  ...ask, seats: Type.Array(Text), fare: Won, amount: Won, ...times,
})
export const HoldPromised            = event.internal('HoldPromised',         { ...ask, payBy: Time })
export const PayWanted               = event.internal('PayWanted',            { reservationId: Id, paymentToken: OrNull(PaymentToken) })
export const MileageWanted           = event.internal('MileageWanted',        { ...ask, customerId: names(Id), amount: Mileage })
export const MileageSecured          = event.internal('MileageSecured',       { reservationId: Id })
export const PaymentAsked            = event.internal('PaymentAsked', {
  ...ask, customerId: names(Id), amount: Won, paymentToken: OrNull(PaymentToken),
})
export const PaymentPostponed        = event.internal('PaymentPostponed',     { ...ask, reason: Text })
export const ReservationDeclined     = event.internal('ReservationDeclined', {
  ...ended, holds: Yes, reason: Text, detail: Type.Record(Type.String(), Type.Union([Text, Won])),
})
export const ReservationExpired      = event.internal('ReservationExpired',   { ...ended, heir: OrNull(Id), reason: Text, at: Time })
export const FlightNoted             = event.internal('FlightNoted',          { reservationId: Id, ...times, payBy: OrNull(Time) })
export const CancelQuoted            = event.internal('CancelQuoted',         { reservationId: Id, quote: Quote })
export const ReservationFlown        = event.internal('ReservationFlown',     { reservationId: Id })
