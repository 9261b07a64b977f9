import type { CasePromises } from '@jumun/core/runtime'
import type { Booking } from './booking/booking.ts'
import type { Rooms } from './booking/rooms.ts'

type Stay = typeof Booking.state
/** What the hotel keeps of a price: all of it while the booking lives, the fee where it was cancelled. */
const due = (b: Stay) => (b?.status === 'Canceled' ? (b.fee ?? 0) : isNews(b) ? b.price : 0)
const isNews = (b: Stay): b is NonNullable<Stay> => b !== undefined && !['AwaitingPayment', 'Declined', 'Expired'].includes(b.status)

/** What the hotel promises: money is what it should be, all say the same, and everything ends. */
export const audit: CasePromises = {
  owner: { context: 'booking', aggregate: 'booking' },
  bookKey: entry => entry.reference,
  always: ({ facts }) => (facts.filter(e => e.type === 'Booked').length > 1 ? ['Booked twice'] : []),
  atRest: ({ states, rows, books, facts }) => {
    const booking: Stay = states['booking.booking']
    const net = books.reduce((sum, e) => sum + (e.kind === 'refund' ? -e.amt : e.status === 'captured' ? e.amt : 0), 0)
    const given = facts.reduce((sum, e) => sum + (e.type === 'PartRefunded' ? e.data.amt : 0), 0)
    const told = facts.filter(e => e.type === 'MessageQueued').map(e => e.data.what)
    const wrong: string[] = []
    // what the desk gave back counts towards what a cancel gives back, and may be some of a fee
    if (net > due(booking) || net < due(booking) - given) wrong.push(`money: ${booking?.status} booking, ${net} instead of ${due(booking)}`)
    if (booking?.status === 'AwaitingPayment') wrong.push('does not end: it is neither paid nor given up')
    if (booking?.status === 'Canceled' && !booking.settled) wrong.push('does not end: money is not back')
    if ((booking?.status === 'CheckedOut') !== (states['housekeeping.cleaning'] !== undefined)) wrong.push('cleaned, or left dirty')
    if (!isNews(booking)) return wrong
    if (!told.includes(booking.status === 'Canceled' ? 'BookingCanceled' : booking.status)) wrong.push(`${booking.status} was never told`)
    if (rows['stay']?.status !== booking.status) wrong.push(`my stay says ${rows['stay']?.status}, is ${booking.status}`)
    return wrong
  },
}
/** In no night more bookings than rooms, and nothing is kept for who does not come. */
export const rooms = ({ kind, rooms, held }: NonNullable<typeof Rooms.state>, bookings: readonly Stay[]): string[] => {
  const nights = Object.values(held).flat()
  const comes = (id: string) => bookings.some(b => String(b?.bookingId) === id && ['Booked', 'CheckedIn'].includes(b!.status))
  return [
    ...nights.filter(night => nights.filter(n => n === night).length > rooms).map(night => `too many in a ${kind} on ${night}`),
    ...Object.keys(held)
      .filter(id => !comes(id))
      .map(() => `a ${kind} is kept for who does not come`),
  ]
}
