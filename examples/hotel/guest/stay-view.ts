import { Day, view } from '@jumun/core/model'
import { Booked, BookingCanceled, CheckedIn, CheckedOut } from '../booking/events.ts'
import { PartRefunded, PaymentRefunded } from '../payment/events.ts'
import { GuestId, Id, Kind, Text, Won, Yes } from '../vocabulary.ts'

/** My stay: what was booked, where it stands, and what came back. Shown when the booking's own event is in. */
export const stay = view('stay', {
  key: 'bookingId',
  fields: { bookingId: Id, guestId: GuestId, kind: Kind, from: Day, to: Day, price: Won, status: Text, refunded: Won, isBooked: Yes },
  listed: row => row.isBooked === true,
  finish: row => ({ refunded: 0, isBooked: false, ...row }),
})
  .on(Booked,          (row, e) => ({ ...row, ...e, status: 'Booked', isBooked: true }))
  .on(CheckedIn,       row      => ({ ...row, status: 'CheckedIn' }))
  .on(CheckedOut,      row      => ({ ...row, status: 'CheckedOut' }))
  .on(BookingCanceled, row      => ({ ...row, status: 'Canceled' }))
  .on(PartRefunded,    (row, e) => ({ ...row, bookingId: e.bookingId, refunded: e.refunded }))
  .on(PaymentRefunded, (row, e) => ({ ...row, bookingId: e.bookingId, refunded: e.refund }))
