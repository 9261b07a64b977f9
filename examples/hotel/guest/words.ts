import { talking } from '@jumun/systems/talk'
import { GuestId, Id, Optional, Won } from '../vocabulary.ts'

/** What a guest reads. */
export const talk = talking({
  key: 'bookingId', about: { bookingId: Id }, person: { guestId: GuestId }, to: 'guestId',
  words: {
    Booked:          { ko: '예약이 완료되었습니다',                 en: 'Your room is booked' },
    CheckedIn:       { ko: '체크인되었습니다',                      en: 'Welcome: you are checked in' },
    CheckedOut:      { ko: '체크아웃되었습니다. 감사합니다',        en: 'Thank you for your stay' },
    BookingCanceled: { ko: '예약이 취소되었습니다. 수수료: {fee}원', en: 'Your booking is canceled. It costs {fee} won' },
  },
  says: { fee: Optional(Won) },
})
