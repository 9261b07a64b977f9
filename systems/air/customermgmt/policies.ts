import { whenever } from '@jumun/core/model'
import { ReservationCancelled, ReservationCreated, ReservationRefundRaised } from '../reservationmgmt/events.ts'
import { NoteCancelled, NoteCreated, NoteRaised } from './commands.ts'

export const earn     = whenever(ReservationCreated,      NoteCreated.of)
export const takeBack = whenever(ReservationCancelled,    NoteCancelled.of)
export const giveMore = whenever(ReservationRefundRaised, NoteRaised.of)
