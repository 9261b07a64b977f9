import { talking } from '../../talk.ts'
import { Balance, Id, Optional, OrNull, Text, Won, names } from '../vocabulary.ts'

/** What a customer reads. Korean is published, word for word. */
const words = {
  ReservationCreated: {
    ko: '고객번호:{customerId} ,항공편 예약이 등록되었습니다. 예약번호:{reservationId}',
    en: 'Customer {customerId}: your flight reservation has been registered. Reservation no. {reservationId}',
  },
  ReservationCancelled: {
    ko: '고객번호:{customerId} ,항공편 예약이 취소되었습니다. 예약번호:{reservationId}',
    en: 'Customer {customerId}: your flight reservation has been cancelled. Reservation no. {reservationId}',
  },
  MileageIncreased: {
    ko: '고객번호:{customerId} ,마일리지가 신규 적립되었습니다. 잔여마일리지:{mileage}',
    en: 'Customer {customerId}: mileage has been added. Balance {mileage}',
  },
  MileageDecreased: {
    ko: '고객번호:{customerId} ,마일리지 적립이 취소되었습니다. 잔여마일리지:{mileage}',
    en: 'Customer {customerId}: mileage has been taken back. Balance {mileage}',
  },
  ReservationChanged: {
    ko: '고객번호:{customerId} ,항공편 일정이 변경되었습니다. 예약번호:{reservationId} 출발:{departureTime}',
    en: 'Customer {customerId}: the times of your flight have changed. Reservation no. {reservationId} Departure {departureTime}',
  },
  ReservationRefundRaised: {
    ko: '고객번호:{customerId} ,항공편이 취소되어 전액 환불됩니다. 예약번호:{reservationId}',
    en: 'Customer {customerId}: the airline cancelled the flight: you get everything back. Reservation no. {reservationId}',
  },
  PaymentPartlyRefunded: {
    ko: '고객번호:{customerId} ,결제 금액 중 {amount}원을 돌려드렸습니다: {reason} 예약번호:{reservationId}',
    en: 'Customer {customerId}: {amount} won of your payment came back: {reason} Reservation no. {reservationId}',
  },
  ChargeReturned: {
    ko: '고객번호:{customerId} ,예약이 이루어지지 않아 결제된 {amount}원을 돌려드렸습니다. 예약번호:{reservationId}',
    en:
      'Customer {customerId}: your reservation was not made. The {amount} won that had been charged came back. '
      + 'Reservation no. {reservationId}',
  },
  ReservationHoldEnded: {
    ko: '예약 보류가 종료되었습니다: {reason}',
    en: 'Your held seats have been released: {reason}',
  },
}
/** Why seats that were promised are let go. */
export const holdEnds = {
  'flight-cancelled': { ko: '항공편이 취소되었습니다',            en: 'the flight was cancelled' },
  'flight-changed':   { ko: '항공편 일정이 변경되었습니다',       en: 'the flight was moved, and with it the time to pay' },
  'flight-departed':  { ko: '항공편이 출발하였습니다',            en: 'the flight has left' },
  'pay-by':           { ko: '결제 기한이 지났습니다',             en: 'the time to pay has run out' },
  'cancelled':        { ko: '예약이 취소되었습니다',              en: 'the reservation was cancelled' },
}

/** What is the same wherever people get messages, in the airline's words. */
export const talk = talking({
  key: 'reservationId', about: { reservationId: Id }, person: { customerId: names(Id) }, to: 'customerId', words,
  says: { mileage: OrNull(Balance), departureTime: OrNull(Text), reason: OrNull(Text), amount: Optional(Won) },
})
