import { Booked, BookingCanceled, CheckedIn, CheckedOut } from '../booking/events.ts'
import { talk } from './words.ts'

export const tellBooked     = talk.begins(Booked)
export const tellCheckedIn  = talk.tells(CheckedIn)
export const tellCheckedOut = talk.tells(CheckedOut)
export const tellCanceled   = talk.tells(BookingCanceled)
