import { after, type Answered, at, atOnce, type DataOf, ms, seconds, whenever } from '@jumun/core/model'
import { contradicts, pays } from '../../paying.ts'
import { HoldMileage, ReleaseMileage } from '../customermgmt/commands.ts'
import { AskFlight } from '../schedulemgmt/commands.ts'
import { ScheduleCancelled, ScheduleChanged, ScheduleCreated, ScheduleDeparted } from '../schedulemgmt/events.ts'
import { AbandonReservation, ConfirmReservation, DeclineReservation, EndForFlight, HoldAgain, NoteFlight } from './commands.ts'
import { NoteMileage, NoteMoneyBack, NoteTerms, PostponePayment, StandAside, TakeFlight, WantOwnHold } from './commands.ts'
import { FlightNoted, FlightWanted, FlightWantedLater, HoldPromised } from './events.ts'
import { MileageWanted, OwnHoldWanted, PaymentAsked, SeatsWanted } from './events.ts'
import { ReservationCancelled, ReservationCreated, ReservationDeclined } from './events.ts'
import { ReservationExpired, ReservationRefundRaised, ReservationRequested } from './events.ts'
import { ApprovePayment, CancelPayment } from './payment-commands.ts'
import { PaymentRefunded } from './payment-events.ts'
import { nobody } from './payment.ts'
import { short } from './reservation.ts'
import { ChangeFlight, CloseFlight, HoldSeats, OpenFlight, ReleaseSeats, TakeSeats } from './seats-commands.ts'
import { FlightChanged, FlightClosed } from './seats-events.ts'

/**
 * What each question before the payment may take of the caller's time, so that a context that hangs leaves the payment its own; and where
 * nothing follows.
 */
export const share = ms(150), whole = ms(610)

type Wanted = DataOf<typeof FlightWanted>
const because = (reason: string) => ({ reservationId }: { readonly reservationId: number }) => DeclineReservation({ reservationId, reason })
const flight = {
  ask: ({ scheduleId }: Wanted) => AskFlight({ scheduleId }),
  answer: {
    Open:      (e: Wanted, { detail }: Answered) => TakeFlight.of({ ...e, flight: detail }),
    Cancelled: because('not-allowed-now'),
    Departed:  because('not-allowed-now'),
    rejected:  because('no-such-flight'),
  },
  otherwise:   (e: Wanted) => TakeFlight.of({ ...e, flight: null }),   // what the seats know of it decides
}
/** Only a flight that there is can be reserved. */
export const check      = atOnce(FlightWanted,      { ...flight, within: share })
export const checkLater = atOnce(FlightWantedLater, { ...flight, within: whole })
export const hold = atOnce(SeatsWanted, {
  ask: e => HoldSeats.of(e), within: ms(300),
  answer: {
    accepted: (e, { detail }) => NoteTerms.of({ ...e, seats: detail.seats[e.reservationId]?.seats ?? [], flight: detail.flight }),
    rejected: (e, no) => {
      const { reservationId, attempt } = e
      const seat = typeof no.detail?.seat === 'string' ? { seat: no.detail.seat } : {}
      return no.reason === 'own-hold' ? WantOwnHold({ reservationId, attempt, holder: no.detail.holder, ...seat })
        : no.reason === 'flight-unknown' ? PostponePayment.of({ ...e, reason: 'unavailable' })
        : DeclineReservation({ reservationId, reason: no.reason ?? 'sold-out', ...seat })
    },
  },
})
const again = (e: DataOf<typeof OwnHoldWanted>) => HoldAgain.of(e)
const none  = ({ reservationId, seat }: DataOf<typeof OwnHoldWanted>) =>
  DeclineReservation({ reservationId, ...(seat === null ? { reason: 'sold-out' } : { reason: 'seat-taken', seat }) })
/** A customer's own unpaid reservation never stands in their way. */
export const makeWay = atOnce(OwnHoldWanted, {
  ask: ({ reservationId, holder }) => StandAside({ reservationId: holder, heir: reservationId }), within: ms(300),
  answer: {
    Expired:   e       => again(e),
    Declined:  e       => again(e),
    Cancelled: e       => again(e),
    Reserved:  e       => none(e),
    Flown:     e       => none(e),
    rejected:  (e, no) => no.reason === 'in-progress' ? because('in-progress')(e) : none(e),
  },
})
export const holdMileage = atOnce(MileageWanted, {
  ask: e => HoldMileage.of(e), within: share,
  answer: {
    accepted: e       => NoteMileage.of(e),
    rejected: (e, no) => because(no.reason ?? 'not-enough-mileage')(e),
  },
  otherwise:  e       => PostponePayment.of({ ...e, reason: 'unavailable' }),
})
export const pay = pays(PaymentAsked, {
  ask: ApprovePayment, words: { approved: 'Paid', declined: 'Declined', notCharged: 'NotCharged' },
  confirm: ConfirmReservation, decline: DeclineReservation, postpone: PostponePayment,
})

const gives = (e: { readonly reservationId: number }) => AbandonReservation.of(e)
export const giveUp         = whenever(ReservationRequested, e => after(short, gives(e), { late: 'run' }))
export const giveUpLater    = whenever(HoldPromised,         e => at(e.payBy, gives(e), { late: 'run' }))
export const giveUpSooner   = whenever(FlightNoted,          e => e.payBy === null ? undefined : at(e.payBy, gives(e), { late: 'run' }))

// who ends a reservation cancels all that it ever asked for; the marks that this leaves make lateness harmless
const leaves = (e: { readonly scheduleId: number; readonly reservationId: number }) => ReleaseSeats.of({ ...e, left: false })
const unpays = ({ reservationId }: { readonly reservationId: number }) => CancelPayment({ reservationId, keep: 0, seq: nobody })
export const letGo           = whenever(ReservationDeclined, e => e.holds ? leaves(e) : undefined)
export const letGoMileage    = whenever(ReservationDeclined, e => e.holds && e.mileageToUse ? ReleaseMileage.of(e) : undefined)
// a payment that contradicts it is somebody else's
export const undo            = whenever(ReservationDeclined, e => e.holds && e.reason !== 'payment-contradiction' ? unpays(e) : undefined)
export const contradicted    = contradicts(ReservationDeclined, ({ reservationId }) => reservationId)
// the heir takes the hold over; where it never comes, time lets go
export const letGoToo        = whenever(ReservationExpired,  e =>
  e.heir === null ? leaves(e) : after(seconds(30), leaves(e), { late: 'run' }))
export const letGoMileageToo = whenever(ReservationExpired,  e => e.mileageToUse ? ReleaseMileage.of(e) : undefined)
export const undoToo         = whenever(ReservationExpired,  unpays)

export const moneyBack      = whenever(PaymentRefunded,         NoteMoneyBack.of)
export const take           = whenever(ReservationCreated,      TakeSeats.of)
export const leave          = whenever(ReservationCancelled,    e => ReleaseSeats.of({ ...e, left: true }))
export const giveBack       = whenever(ReservationCancelled,    e => CancelPayment.of({ ...e, keep: e.fee, seq: 1 }))
export const giveBackMore   = whenever(ReservationRefundRaised, e => CancelPayment.of({ ...e, keep: 0, seq: 2 }))

const copy = ({ departureTime, arrivalTime, seats, fare, rev }: DataOf<typeof ScheduleCreated>) =>
  ({ departureTime, arrivalTime, seats, fare, rev })
export const opened         = whenever(ScheduleCreated,   e => OpenFlight({ scheduleId: e.scheduleId, flight: copy(e) }))
export const changed        = whenever(ScheduleChanged,   e => ChangeFlight({ scheduleId: e.scheduleId, flight: copy(e) }))
export const closed         = whenever(ScheduleCancelled, e => CloseFlight.of({ ...e, what: 'Cancelled' }))
export const departed       = whenever(ScheduleDeparted,  e => CloseFlight.of({ ...e, what: 'Departed' }))
export const endAll         = whenever(FlightClosed,      e => e.reservations.map(id => EndForFlight.of({ ...e, reservationId: id })))
export const tellAll        = whenever(FlightChanged,     e => e.reservations.map(id => NoteFlight.of({ ...e, reservationId: id })))

// nothing follows from PaymentApproved here: a reservation is never made behind the back of a customer who was told "later"
