import { systemOf } from '@jumun/core/model'
import { customermgmt } from './customermgmt/index.ts'
import { notimgmt } from './notimgmt/index.ts'
import { reservationhist } from './reservationhist/index.ts'
import { reservationmgmt } from './reservationmgmt/index.ts'
import { schedulemgmt } from './schedulemgmt/index.ts'
import { reasons, roles } from './vocabulary.ts'

/** Flights, reservations with seats, mileage: the airline publishes, customers reserve and pay, everything is told and kept. */
export const air = systemOf('air', {
  title: { en: 'Air', ko: '항공예약' },
  color: '#1F6FEB',
  contexts: [schedulemgmt, customermgmt, reservationmgmt, notimgmt, reservationhist],
  reasons,
  roles,
  tries: [
    {
      en: 'Publish a flight from Incheon to Jeju',
      ko: '인천발 제주행 항공편 등록하기',
      method: 'POST',
      path: '/schedules',
      body: { departure: 'ICN', arrival: 'CJU', departureTime: '2027-03-07T09:00:00', arrivalTime: '2027-03-07T10:10:00' },
    },
    {
      en: 'Reserve two seats',
      ko: '두 자리 예약하기',
      method: 'POST',
      path: '/reservations',
      body: { customerId: 1, peopleNo: 2, mileageToIncrease: 100, scheduleId: 1 },
    },
    { en: 'Look at the mileage', ko: '마일리지 보기', path: '/mileages/1' },
    { en: 'Look at the history', ko: '이력 보기', path: '/reservationHists/search/findByCustomerId?customerId=1' },
  ],
  olderNames: { Mileageincreased: 'MileageIncreased' },
  open: { 'reservationmgmt.reservation': ['AwaitingPayment', 'Reserved'] },
})
