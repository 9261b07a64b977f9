import { Day, event, Type } from '@jumun/core/model'
import { GuestId, Id, Kind, Language, Natural, OrNull, PaymentToken, Won } from '../vocabulary.ts'

const told = { bookingId: Id, guestId: GuestId, kind: Kind, from: Day, to: Day, price: Won, language: Language }
const held = { bookingId: Id, kind: Kind, nights: Type.Array(Day) }

export const Booked           = event('Booked',          told)
export const CheckedIn        = event('CheckedIn',       told)
export const CheckedOut       = event('CheckedOut',      told)
export const BookingCanceled  = event('BookingCanceled', { ...told, fee: Won })

export const BookingRequested = event.internal('BookingRequested', told)
export const NightsWanted     = event.internal('NightsWanted',     { ...held, attempt: Natural, paymentToken: OrNull(PaymentToken) })
export const MoneyBackNoted   = event.internal('MoneyBackNoted',   { bookingId: Id })

export const RoomsAdded       = event.internal('RoomsAdded',       { kind: Kind, rooms: Natural })
export const NightsHeld       = event.internal('NightsHeld',       held)
export const NightsReleased   = event.internal('NightsReleased',   { bookingId: Id, kind: Kind })
