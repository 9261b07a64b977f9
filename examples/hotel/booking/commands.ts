import { command, Day, Type } from '@jumun/core/model'
import { paidAtOnce } from '@jumun/systems/paid-at-once'
import { money } from '../payment/commands.ts'
import { GuestId, Id, Kind, Language, Natural, Optional, PaymentToken } from '../vocabulary.ts'

/** What is the same wherever something is held, and paid while its customer waits. */
export const paying = paidAtOnce(money, { kind: Kind })

const hold = { kind: Kind, bookingId: Id }
const stay = { guestId: GuestId, kind: Kind, from: Day, to: Day, language: Optional(Language), paymentToken: Optional(PaymentToken) }

export const PlaceBooking  = command('PlaceBooking',  { bookingId: Id, ...stay })
export const CancelBooking = command('CancelBooking', { bookingId: Id })
export const CheckIn       = command('CheckIn',       { bookingId: Id })
export const CheckOut      = command('CheckOut',      { bookingId: Id })
export const NoteMoneyBack = command('NoteMoneyBack', { bookingId: Id })

export const AddRooms      = command('AddRooms',      { kind: Kind, rooms: Natural })
export const HoldNights    = command('HoldNights',    { ...hold, nights: Type.Array(Day) }, { answers: ['accepted', 'rejected'] })
export const ReleaseNights = command('ReleaseNights', hold)
