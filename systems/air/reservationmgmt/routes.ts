import { type Routes, system, Type } from '@jumun/core/model'
import { unpaid } from '../../paying.ts'
import { Code, flightManager, Id, Natural, operator } from '../vocabulary.ts'
import { CancelReservation, PayReservation, PostponePayment, QuoteCancel, RequestReservation, ResumeReservation } from './commands.ts'
import { GiveBack, RetryRefund } from './payment-commands.ts'
import { Payment } from './payment.ts'
import { Reservation } from './reservation.ts'
import { seatMap, Seats } from './seats.ts'

const unsettled = ['Requested', 'Unknown', 'NotCharged'], never = ['Declined', 'Voided']

export const routes: Routes = {
  reservations: {
    of: Reservation, item: 'reservation',
    shows: [
      'reservationId', 'customerId', 'peopleNo', 'mileageToIncrease', 'scheduleId', 'passengers', 'fare', 'mileageToUse', 'status',
      'payBy', 'createTime', 'departureTime', 'arrivalTime',
      'refund', 'fee', 'mileageBack', 'reason',
    ],
    times: ['payBy', 'createTime', 'departureTime', 'arrivalTime'],
    hidden: unpaid, owner: 'customerId', readers: [operator],
    create: {
      command: RequestReservation,
      pending: {
        state: 'AwaitingPayment', settled: ({ payLater, promised }) => payLater && promised, reason: 'postponed',
        again: ResumeReservation, also: [PayReservation],
        postpone: ({ reservationId, attempt, held }) =>
          PostponePayment({ reservationId, attempt, reason: held ? 'payment-unknown' : 'unavailable' }),
      },
      refused: { Declined: { field: 'reason', detail: 'detail' }, Expired: { field: 'reason' } },
    },
    commands: { pay: PayReservation, cancel: CancelReservation, 'cancel-quote': QuoteCancel },
    makes: { 'cancel-quote': 'quote' },
    statuses: { Cancelled: CancelReservation },
    delete: CancelReservation,
    searches: {
      findByCustomerId: { by: ['customerId'] },
      findByScheduleId: { by: ['scheduleId'] },
      unpaid:           { states: unpaid },
    },
    history: true,
  },
  payments: {
    of: Payment, item: 'payment',
    shows: ['reservationId', 'customerId', 'amount', 'refunded', 'status', 'createTime'],
    times: ['createTime'],
    derives: (_, paymentId) => ({ paymentId }),
    derived: { paymentId: Id },
    hidden: [...unsettled, ...never], owner: 'customerId', readers: [system, flightManager, operator],
    forwards: PayReservation,
    commands: { giveBack: GiveBack, retryRefund: RetryRefund },
    tasks: ['RefundStuck'],
    searches: {
      findByReservationId: { by: ['reservationId'], states: [...Payment.states] },
      unsettled:           { states: [...unsettled, 'Refunding', 'RefundStuck'], sort: ['createTime'] },
    },
  },
  seats: {
    of: Seats, item: 'seatMap',
    shows: ['scheduleId', 'status'],
    hidden: ['Unknown'],
    derives: seatMap,
    derived: { total: Natural, free: Natural, seats: Type.Array(Type.Object({ seat: Code, state: Type.Enum(['free', 'held', 'taken']) })) },
  },
}
