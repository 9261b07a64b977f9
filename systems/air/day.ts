// What is played for story.md.
import { hours } from '@jumun/core/model'
import type { Day } from '@jumun/testing'

/** When stories begin, and when the flight leaves. */
const began = 1_700_000_000_000
const leaves = began + hours(30)
const claims = { customerId: '1' }
const flight = {
  who: 'flightManager',
  makes: 'schedules',
  wish: { departure: 'ICN', arrival: 'CJU', departureTime: leaves, arrivalTime: leaves + hours(1), seats: 3, fare: 70_000 },
}
const account = { who: 'operator', makes: 'mileages', wish: { customerId: 1, mileage: 5000 } }
const reservation = {
  who: 'customer',
  claims,
  makes: 'reservations',
  wish: { customerId: 1, scheduleId: 1, peopleNo: 2, mileageToUse: 1000 },
}

export const day: Day = {
  chapters: [
    {
      title: 'A good day',
      text: 'A flight is published; a customer pays two seats, in part with mileage.',
      steps: [flight, account, reservation],
    },
    {
      title: 'The card is declined',
      text: 'Seats and mileage that were held are let go.',
      steps: [flight, account, { ...reservation, wish: { ...reservation.wish, paymentToken: 'decline' } }],
    },
    {
      title: 'Nobody knows whether it was paid',
      text:
        'The provider charges, and its answer is lost. The customer is told that we are checking; ' +
        'what was taken is found, and given back once the seats are let go.',
      steps: [flight, account, reservation],
      silent: true,
    },
    {
      title: 'The customer changes their mind',
      text: 'Seats, mileage and money go back, each where it came from.',
      steps: [flight, account, reservation, { who: 'customer', claims, does: 'reservations/1/cancel', later: 20_000 }],
    },
  ],
}
