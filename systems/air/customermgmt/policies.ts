import { whenever } from '@jumun/core/model'
import { ReservationCancelled, ReservationCreated, ReservationRefundRaised } from '../reservationmgmt/events.ts'
import { NoteCancelled, NoteCreated, NoteRaised } from './commands.ts'

export const earn     = whenever(ReservationCreated,      ({ customerId, reservationId, mileageToUse, mileageToIncrease }) => NoteCreated({ customerId, reservationId, mileageToUse, mileageToIncrease }))
export const takeBack = whenever(ReservationCancelled,    ({ customerId, reservationId, mileageBack, mileageToIncrease })  => NoteCancelled({ customerId, reservationId, mileageBack, mileageToIncrease }))
export const giveMore = whenever(ReservationRefundRaised, ({ customerId, reservationId, more })                            => NoteRaised({ customerId, reservationId, more }))
