import type { Routes } from '@jumun/core/model'
import { unpaid } from '@jumun/systems/paid-at-once'
import { desk, operator } from '../vocabulary.ts'
import { Booking } from './booking.ts'
import { CancelBooking, CheckIn, CheckOut, paying, PlaceBooking } from './commands.ts'
import { Rooms } from './rooms.ts'

export const routes: Routes = {
  bookings: {
    of: Booking, item: 'booking',
    shows: ['guestId', 'kind', 'from', 'to', 'price', 'status', 'reason', 'fee', 'settled'],
    hidden: [...unpaid], owner: 'guestId', readers: [desk, operator],
    create: {
      command: PlaceBooking,
      pending: paying.pending,
      refused: { Declined: { field: 'reason', detail: 'detail' }, Expired: { reason: 'expired' } },
    },
    commands: { pay: paying.commands.Pay, cancel: CancelBooking, 'check-in': CheckIn, 'check-out': CheckOut },
    statuses: { Canceled: CancelBooking, CheckedIn: CheckIn, CheckedOut: CheckOut },
    delete: CancelBooking,
    searches: { arrivals: { by: ['from'], states: ['Booked'] }, inHouse: { states: ['CheckedIn'] }, unpaid: { states: unpaid } },
    history: true,
  },
  rooms: { of: Rooms, item: 'rooms', byKey: true, shows: ['kind', 'rooms'] },
}
