import { command, Type } from '@jumun/core/model'
import {
  Ended, Flight, Id, impersonal, Language, Mileage, names, Optional, OrNull, PaymentToken, People, Text, Time, Travellers, Won, Yes,
} from '../vocabulary.ts'

const outcome = { reservationId: Id, attempt: Id }

export const RequestReservation = command('RequestReservation', {
  reservationId: Id, customerId: names(Id), peopleNo: People, scheduleId: Id, passengers: Optional(Travellers), fare: Optional(Won),
  mileageToUse: Optional(Mileage), payLater: Optional(Yes), language: Optional(Language), paymentToken: Optional(PaymentToken),
})
export const ResumeReservation  = command('ResumeReservation',  { reservationId: Id })
export const PayReservation     = command('PayReservation',     { reservationId: Id, paymentToken: Optional(PaymentToken) }, {
  tells: ['postponed'],
})
export const QuoteCancel        = command('QuoteCancel',        { reservationId: Id, quoteId: Id })
export const CancelReservation  = command('CancelReservation',  { reservationId: Id, quoteId: Optional(Id) })

export const TakeFlight         = command('TakeFlight',         { ...outcome, flight: OrNull(Flight) })
export const NoteTerms          = command('NoteTerms',          { ...outcome, seats: Type.Array(Text), flight: Flight })
export const NoteMileage        = command('NoteMileage',        outcome)
export const ConfirmReservation = command('ConfirmReservation', outcome)
export const DeclineReservation = command('DeclineReservation', { reservationId: Id, reason: impersonal(Text), seat: Optional(Text) })
export const PostponePayment    = command('PostponePayment',    { ...outcome, reason: impersonal(Text) })
export const AbandonReservation = command('AbandonReservation', { reservationId: Id })
export const WantOwnHold        = command('WantOwnHold',        { ...outcome, holder: Id, seat: Optional(Text) })
export const StandAside         = command('StandAside',         { reservationId: Id, heir: Id }, {
  answers: ['Expired', 'Declined', 'Cancelled', 'Reserved', 'Flown', 'rejected'],
})
export const HoldAgain          = command('HoldAgain',          { ...outcome, holder: Id })
export const EndForFlight       = command('EndForFlight',       { reservationId: Id, what: Ended, at: Time })
export const NoteFlight         = command('NoteFlight',         { reservationId: Id, flight: Flight })
export const NoteMoneyBack      = command('NoteMoneyBack',      { reservationId: Id, refunded: Won })
