import { after, type Answered, at, atOnce, type DataOf, ms, seconds, whenever } from '@jumun/core/model'
import { contradicts, pays } from '../../paying.ts'
import { HoldMileage, ReleaseMileage } from '../customermgmt/commands.ts'
import { AskFlight } from '../schedulemgmt/commands.ts'
import { ScheduleCancelled, ScheduleChanged, ScheduleCreated, ScheduleDeparted } from '../schedulemgmt/events.ts'
import { AbandonReservation, ConfirmReservation, DeclineReservation, EndForFlight, HoldAgain, NoteFlight, NoteMileage, NoteTerms, PostponePayment, StandAside, TakeFlight, WantOwnHold } from './commands.ts'
import { FlightNoted, FlightWanted, FlightWantedLater, HoldPromised, MileageWanted, OwnHoldWanted, PaymentAsked, SeatsWanted } from './events.ts'
import { ReservationCancelled, ReservationCreated, ReservationDeclined, ReservationExpired, ReservationRefundRaised, ReservationRequested } from './events.ts'
import { ApprovePayment, CancelPayment } from './payment-commands.ts'
import { nobody } from './payment.ts'
import { short } from './reservation.ts'
import { ChangeFlight, CloseFlight, HoldSeats, OpenFlight, ReleaseSeats, TakeSeats } from './seats-commands.ts'
import { FlightChanged, FlightClosed } from './seats-events.ts'

/**
 * What each question before the payment may take of the caller's time, so that a context that hangs leaves the payment its own; and where
 * nothing follows.
 */
export const share = ms(150), whole = ms(610)

const flight = {
  ask: ({ scheduleId }: DataOf<typeof FlightWanted>) => AskFlight({ scheduleId }),
  answer: {
    Open:      ({ reservationId, attempt }: DataOf<typeof FlightWanted>, { detail }: Answered) => TakeFlight({ reservationId, attempt, flight: detail }),
    Cancelled: ({ reservationId }: DataOf<typeof FlightWanted>)                                => DeclineReservation({ reservationId, reason: 'not-allowed-now' }),
    Departed:  ({ reservationId }: DataOf<typeof FlightWanted>)                                => DeclineReservation({ reservationId, reason: 'not-allowed-now' }),
    rejected:  ({ reservationId }: DataOf<typeof FlightWanted>)                                => DeclineReservation({ reservationId, reason: 'no-such-flight' }),
  },
  otherwise:   ({ reservationId, attempt }: DataOf<typeof FlightWanted>)                       => TakeFlight({ reservationId, attempt, flight: null }),   // what the seats know of it decides
}
/** Only a flight that there is can be reserved. */
export const check      = atOnce(FlightWanted,      { ...flight, within: share })
export const checkLater = atOnce(FlightWantedLater, { ...flight, within: whole })
export const hold = atOnce(SeatsWanted, {
  ask: ({ scheduleId, reservationId, customerId, peopleNo, wanted, flight, holder }) => HoldSeats({ scheduleId, reservationId, customerId, peopleNo, wanted, flight, holder }), within: ms(300),
  answer: {
    accepted: ({ reservationId, attempt }, { detail }) => NoteTerms({ reservationId, attempt, seats: detail.seats[reservationId]?.seats ?? [], flight: detail.flight }),
    rejected: ({ reservationId, attempt }, no) =>
      no.reason === 'own-hold' ? WantOwnHold({ reservationId, attempt, holder: no.detail.holder, ...(typeof no.detail.seat === 'string' ? { seat: no.detail.seat } : {}) })
        : no.reason === 'flight-unknown' ? PostponePayment({ reservationId, attempt, reason: 'unavailable' })
        : DeclineReservation({ reservationId, reason: no.reason ?? 'sold-out', ...(no.detail?.seat ? { seat: no.detail.seat } : {}) }),
  },
})
const again = ({ reservationId, attempt, holder }: DataOf<typeof OwnHoldWanted>) => HoldAgain({ reservationId, attempt, holder })
const none  = ({ reservationId, seat }: DataOf<typeof OwnHoldWanted>) => DeclineReservation({ reservationId, ...(seat === null ? { reason: 'sold-out' } : { reason: 'seat-taken', seat }) })
/** A customer's own unpaid reservation never stands in their way. */
export const makeWay = atOnce(OwnHoldWanted, {
  ask: ({ reservationId, holder }) => StandAside({ reservationId: holder, heir: reservationId }), within: ms(300),
  answer: {
    Expired:   e       => again(e),
    Declined:  e       => again(e),
    Cancelled: e       => again(e),
    Reserved:  e       => none(e),
    Flown:     e       => none(e),
    rejected:  (e, no) => no.reason === 'in-progress' ? DeclineReservation({ reservationId: e.reservationId, reason: 'in-progress' }) : none(e),
  },
})
export const holdMileage = atOnce(MileageWanted, {
  ask: ({ customerId, reservationId, amount }) => HoldMileage({ customerId, reservationId, amount }), within: share,
  answer: {
    accepted: ({ reservationId, attempt }) => NoteMileage({ reservationId, attempt }),
    rejected: ({ reservationId }, no)      => DeclineReservation({ reservationId, reason: no.reason ?? 'not-enough-mileage' }),
  },
  otherwise: ({ reservationId, attempt })  => PostponePayment({ reservationId, attempt, reason: 'unavailable' }),
})
export const pay = pays(PaymentAsked, {
  ask: ApprovePayment, words: { approved: 'Paid', declined: 'Declined', notCharged: 'NotCharged' },
  confirm: ConfirmReservation, decline: DeclineReservation, postpone: PostponePayment,
})

export const giveUp         = whenever(ReservationRequested, ({ reservationId })        => after(short, AbandonReservation({ reservationId }), { late: 'run' }))
export const giveUpLater    = whenever(HoldPromised,         ({ reservationId, payBy }) => at(payBy, AbandonReservation({ reservationId }), { late: 'run' }))
export const giveUpSooner   = whenever(FlightNoted,          ({ reservationId, payBy }) => payBy === null ? undefined : at(payBy, AbandonReservation({ reservationId }), { late: 'run' }))

// who ends a reservation cancels all that it ever asked for; the marks that this leaves make lateness harmless
export const letGo          = whenever(ReservationDeclined,  ({ reservationId, scheduleId, holds })                    => holds ? ReleaseSeats({ scheduleId, reservationId, left: false }) : undefined)
export const letGoMileage   = whenever(ReservationDeclined,  ({ reservationId, customerId, holds, mileageToUse })      => holds && mileageToUse ? ReleaseMileage({ customerId, reservationId }) : undefined)
// a payment that contradicts it is somebody else's
export const undo           = whenever(ReservationDeclined,  ({ reservationId, holds, reason })                        => holds && reason !== 'payment-contradiction' ? CancelPayment({ reservationId, keep: 0, seq: nobody }) : undefined)
export const contradicted   = contradicts(ReservationDeclined, ({ reservationId }) => reservationId)
// the heir takes the hold over; where it never comes, time lets go
export const letGoToo       = whenever(ReservationExpired,   ({ reservationId, scheduleId, heir })                     => {
  const release = ReleaseSeats({ scheduleId, reservationId, left: false })
  return heir === null ? release : after(seconds(30), release, { late: 'run' })
})
export const letGoMileageToo = whenever(ReservationExpired,  ({ reservationId, customerId, mileageToUse })             => mileageToUse ? ReleaseMileage({ customerId, reservationId }) : undefined)
export const undoToo        = whenever(ReservationExpired,   ({ reservationId })                                       => CancelPayment({ reservationId, keep: 0, seq: nobody }))

export const take           = whenever(ReservationCreated,      ({ reservationId, scheduleId })  => TakeSeats({ scheduleId, reservationId }))
export const leave          = whenever(ReservationCancelled,    ({ reservationId, scheduleId })  => ReleaseSeats({ scheduleId, reservationId, left: true }))
export const giveBack       = whenever(ReservationCancelled,    ({ reservationId, fee })         => CancelPayment({ reservationId, keep: fee, seq: 1 }))
export const giveBackMore   = whenever(ReservationRefundRaised, ({ reservationId })              => CancelPayment({ reservationId, keep: 0, seq: 2 }))

const copy = ({ departureTime, arrivalTime, seats, fare, rev }: DataOf<typeof ScheduleCreated>) => ({ departureTime, arrivalTime, seats, fare, rev })
export const opened         = whenever(ScheduleCreated,   e                      => OpenFlight({ scheduleId: e.scheduleId, flight: copy(e) }))
export const changed        = whenever(ScheduleChanged,   e                      => ChangeFlight({ scheduleId: e.scheduleId, flight: copy(e) }))
export const closed         = whenever(ScheduleCancelled, ({ scheduleId, at })   => CloseFlight({ scheduleId, what: 'Cancelled', at }))
export const departed       = whenever(ScheduleDeparted,  ({ scheduleId, at })   => CloseFlight({ scheduleId, what: 'Departed', at }))
export const endAll         = whenever(FlightClosed,      ({ reservations, what, at }) => reservations.map(reservationId => EndForFlight({ reservationId, what, at })))
export const tellAll        = whenever(FlightChanged,     ({ reservations, flight })   => reservations.map(reservationId => NoteFlight({ reservationId, flight })))

// nothing follows from PaymentApproved here: a reservation is never made behind the back of a customer who was told "later"
