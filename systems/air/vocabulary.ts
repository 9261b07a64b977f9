/** The words of the airline: what its fields may hold, who its people are, and how it says no. */
import { impersonal, personal, reasons as declare, Type } from '@jumun/core/model'
import { paymentReasons } from '../payable.ts'
import { Id, Optional, OrNull, Text, Time, Won } from '../vocabulary.ts'
export * from '../vocabulary.ts'

export const flightManager = 'flightManager',
  operator = 'operator'
// a customer acts by what is their own, so no table names the role
export const roles = ['customer', flightManager, operator]

/** So many people travel on one reservation. */
export const People = Type.Integer({ minimum: 1, maximum: 9 })
/** So many seats has a flight. */
export const SeatCount = Type.Integer({ minimum: 1, maximum: 1000 })
export const Mileage = Type.Integer({ minimum: 0, maximum: 1_000_000_000 })
/** Of one seat: nine of them are still an amount that can be paid. */
export const Fare = Type.Integer({ minimum: 0, maximum: 100_000_000 })
/** A balance, or how it changes. It goes below zero only by taking back what was already spent. */
export const Balance = Type.Integer()

/** What others need to know of a flight. `rev`: the number of its change, from 1. */
export const Flight = Type.Object({ departureTime: Time, arrivalTime: Time, seats: SeatCount, fare: Fare, rev: Id })
/** Where flights leave and arrive, and where one sits: in capitals, however it is typed. */
export const Code = impersonal(Type.String({ minLength: 1, maxLength: 200, spelling: 'code' }))
/** Who travels, and which seat they want; both may be left open. */
export const Travellers = personal(Type.Array(Type.Object({ name: Optional(personal(Text)), seat: Optional(Code) }), { maxItems: 9 }))
export const Passengers = personal(Type.Array(Type.Object({ name: OrNull(personal(Text)), seat: OrNull(Text) })))
/** What a cancel gives back at this moment; it binds until it runs out. */
export const Quote = Type.Object({ quoteId: Id, reservationId: Id, refund: Won, fee: Won, mileageBack: Mileage, expiresAt: Time })

/** What became of a flight that ends. */
export const Ended = Type.Enum(['Cancelled', 'Departed'] as const)
/** Why seats that were promised are let go without payment. */
export const HoldEnd = Type.Enum(['flight-cancelled', 'flight-changed', 'flight-departed', 'pay-by', 'cancelled'] as const)

export const { reasons, reject } = declare({
  ...paymentReasons,
  'schedule-times': {
    status: 422,
    en: 'A flight leaves in the future, arrives after it has left, and somewhere else.',
    ko: '출발 시각은 앞으로의 시각이고, 도착은 출발보다 늦고, 출발지와 도착지는 달라야 해요.',
  },
  'not-changeable': { status: 422, en: 'This cannot be changed in this way: {fields}.', ko: '이렇게는 바꿀 수 없는 항목이에요: {fields}.' },
  'no-such-flight': { status: 422, en: 'There is no such flight.', ko: '그런 항공편이 없어요.' },
  'no-such-seat': {
    status: 422,
    en: 'There is no seat {seat} on this flight, or it was named twice.',
    ko: '이 항공편에 {seat} 좌석이 없거나 두 번 지정되었어요.',
  },
  'too-many-passengers': { status: 422, en: 'More passengers are named than travel.', ko: '인원수보다 많은 탑승객이 입력되었어요.' },
  'no-such-quote': { status: 422, en: 'There is no such quote for this reservation.', ko: '이 예약에는 그런 취소 견적이 없어요.' },
  'not-enough-mileage': { status: 422, en: 'There is not enough mileage on the account.', ko: '마일리지가 부족해요.' },
  'mileage-exceeds-fare': {
    status: 422,
    en: 'More mileage is to be used than the fare of {fare} won.',
    ko: '사용할 마일리지가 운임 {fare}원보다 많아요.',
  },
  'price-changed': {
    status: 409,
    en: 'The fare is not what you were shown. It is {fare} won.',
    ko: '운임이 달라요. 지금은 {fare}원이에요.',
  },
  'sold-out': { status: 409, en: 'There are not enough seats left on this flight.', ko: '이 항공편에 남은 좌석이 부족해요.' },
  'seat-taken': {
    status: 409,
    en: 'The seat {seat} is taken. Please choose another one.',
    ko: '{seat} 좌석은 이미 선택되었어요. 다른 좌석을 골라 주세요.',
  },
  'too-late-to-pay-later': {
    status: 409,
    en: 'The flight leaves too soon to pay later. Please pay now.',
    ko: '출발이 얼마 남지 않아 나중에 결제할 수 없어요. 지금 결제해 주세요.',
  },
  'quote-expired': {
    status: 409,
    en: 'This quote has run out. Please ask for a new one.',
    ko: '취소 견적의 유효 시간이 지났어요. 다시 확인해 주세요.',
  },
  'in-progress': {
    status: 409,
    en: 'Your reservation is being paid at this very moment. Please wait a little.',
    ko: '지금 결제가 진행되고 있어요. 잠시만 기다려 주세요.',
  },
  expired: {
    status: 409,
    en: 'This reservation has expired. Whatever was paid for it goes back to you.',
    ko: '결제 시간이 지나 예약이 만료되었어요. 결제된 금액이 있으면 돌려드려요.',
  },
  gone: {
    status: 409,
    en: 'The seats kept for this reservation have been given up. Please reserve again.',
    ko: '이 예약을 위해 잡아 둔 좌석이 해제되었어요. 다시 예약해 주세요.',
  },
  'own-hold': {
    status: 409,
    en: 'Another unpaid reservation of yours still holds these seats.',
    ko: '다른 미결제 예약이 이 좌석을 잡아 두고 있어요.',
  },
  promised: {
    status: 409,
    en: 'These seats are promised until their time to pay has run out.',
    ko: '결제 기한까지 보류가 약속된 좌석이에요.',
  },
  'flight-unknown': { status: 409, en: 'This flight is not known here yet.', ko: '아직 확인되지 않은 항공편이에요.' },
  exists: { status: 409, en: 'This customer has a mileage account already.', ko: '이미 마일리지 계정이 있는 고객이에요.' },
  'not-allowed-now': {
    status: 409,
    en: 'This is not possible any more: the flight has left, or it was cancelled.',
    ko: '지금은 할 수 없어요. 이미 출발했거나 취소된 항공편이에요.',
  },
})
