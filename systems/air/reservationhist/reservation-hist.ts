import { type DataOf, type Told, type Type, view } from '@jumun/core/model'
import { MileageDecreased, MileageIncreased, MileageReturned, MileageUsed } from '../customermgmt/events.ts'
import { ChargeReturned, ReservationCancelled, ReservationChanged, ReservationCreated } from '../reservationmgmt/events.ts'
import { ReservationHoldEnded, ReservationRefundRaised } from '../reservationmgmt/events.ts'
import { PaymentPartlyRefunded } from '../reservationmgmt/payment-events.ts'
import { Balance, EventId, Id, OrNull, Text, Time, names } from '../vocabulary.ts'

const fields = {
  event: EventId, eventType: Text, customerId: names(Id), scheduleId: OrNull(Id), reservationId: Id, mileage: OrNull(Balance),
  change: OrNull(Balance), entry: OrNull(Id), time: Time,
}
type Row = { [K in keyof typeof fields]?: Type.Static<(typeof fields)[K]> }

type About = { readonly customerId: number; readonly scheduleId?: number; readonly reservationId: number }
const reserved = (eventType: string) => (row: Row, { customerId, scheduleId, reservationId }: About, { time }: Told) =>
  ({ ...row, eventType, customerId, scheduleId: scheduleId ?? null, reservationId, mileage: null, change: null, entry: null, time })
const entered  = (eventType: string) => (row: Row, e: DataOf<typeof MileageIncreased>, { time }: Told) => {
  const { customerId, reservationId, mileage, change, entry } = e
  return { ...row, eventType, customerId, scheduleId: null, reservationId, mileage, change, entry, time }
}

/** Everything that happened to reservations and mileage: a row for each event, never changed. The first four words are published. */
export const reservationHist = view('reservationHist', { key: 'event', perEvent: true, fields })
  .on(ReservationCreated,      reserved('예약등록'))
  .on(ReservationCancelled,    reserved('예약취소'))
  .on(MileageIncreased,        entered('마일리지적립'))
  .on(MileageDecreased,        entered('마일리지적립취소'))
  .on(MileageUsed,             entered('마일리지사용'))
  .on(MileageReturned,         entered('마일리지사용취소'))
  .on(ReservationChanged,      reserved('예약변경'))
  .on(ReservationRefundRaised, reserved('예약취소환불변경'))
  .on(ReservationHoldEnded,    reserved('예약보류종료'))
  .on(PaymentPartlyRefunded,   reserved('일부환불'))
  .on(ChargeReturned,          reserved('미예약환불'))
