import { systemOf } from '@jumun/core/model'
import { booking } from './booking/index.ts'
import { guest } from './guest/index.ts'
import { housekeeping } from './housekeeping/index.ts'
import { payment } from './payment/index.ts'
import { reasons, roles } from './vocabulary.ts'

/** A hotel: rooms by the night, held for all nights or none, and money that comes back in part. */
export const hotel = systemOf('hotel', {
  title: { en: 'Hotel', ko: '호텔' },
  color: '#3E6B8A',
  contexts: [booking, housekeeping, guest, payment],
  reasons,
  roles,
  tries: [
    {
      en: 'Book a room', ko: '객실 예약하기', method: 'POST', path: '/bookings',
      body: { guestId: 'kim', kind: 'double', from: '2035-03-08', to: '2035-03-10' },
    },
    { en: 'Look at your stay', ko: '내 숙박 보기', path: '/stays/search/findByBookingId?bookingId=1' },
  ],
})
