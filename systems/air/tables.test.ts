// Every role, owner or not, in every state, with every command: what each table of the airline says is what happens.
import { hours, minutes } from '@jumun/core/model'
import { everyAnswer, noon, type Search } from '@jumun/testing'
import { HoldMileage, NoteCreated, OpenAccount } from './customermgmt/commands.ts'
import { CancelReservation, EndForFlight, NoteFlight, NoteTerms, RequestReservation } from './reservationmgmt/commands.ts'
import { CancelPayment } from './reservationmgmt/payment-commands.ts'
import { ChangeFlight, HoldSeats, OpenFlight } from './reservationmgmt/seats-commands.ts'
import { ChangeSchedule, CreateSchedule, Depart } from './schedulemgmt/commands.ts'
import { air } from './system.ts'

const days = (n: number) => hours(24 * n)
const flight = (departureTime: number, rev = 1) => ({ departureTime, arrivalTime: departureTime + hours(1), seats: 6, fare: 10_000, rev })
const [soon, later] = [noon + days(3), noon + days(10)]
const route = { scheduleId: 1, departure: 'ICN', arrival: 'CJU' }
const wish = { reservationId: 1, customerId: 1, peopleNo: 2, scheduleId: 1 }
const hold = { scheduleId: 1, reservationId: 1, customerId: 1, peopleNo: 2, wanted: [], flight: null, holder: null }
const search: Search = {
  // no schema guesses which times belong together, and which numbers are about the same
  wishes: [
    CreateSchedule({ ...route, departureTime: soon, arrivalTime: soon + hours(1) }),
    ChangeSchedule({ scheduleId: 1, departureTime: later, arrivalTime: later + hours(1) }),
    ChangeSchedule({ scheduleId: 1, seats: 181 }),
    ChangeSchedule({ scheduleId: 1, seats: 182 }),
    Depart({ scheduleId: 1, departureTime: soon }),
    RequestReservation({ ...wish, mileageToUse: 5001 }),
    RequestReservation({ ...wish, payLater: true }),
    RequestReservation(wish),
    RequestReservation({ ...wish, mileageToUse: 20_000 }),
    RequestReservation({ ...wish, fare: 20_000 }),
    NoteTerms({ reservationId: 1, attempt: 1, seats: ['1A', '1B'], flight: flight(later) }),
    NoteTerms({ reservationId: 1, attempt: 1, seats: ['1A', '1B'], flight: flight(noon + hours(2)) }),
    NoteFlight({ reservationId: 1, flight: flight(noon + hours(3), 2) }),
    CancelReservation({ reservationId: 1, quoteId: 2 }),
    EndForFlight({ reservationId: 1, what: 'Cancelled', at: noon - 1 }),
    OpenFlight({ scheduleId: 1, flight: flight(later) }),
    ChangeFlight({ scheduleId: 1, flight: flight(soon, 2) }),
    HoldSeats(hold),
    HoldSeats({ ...hold, flight: flight(later) }),
    HoldSeats({ ...hold, reservationId: 2, peopleNo: 5 }),
    HoldSeats({ ...hold, reservationId: 2, peopleNo: 5, holder: 1 }),
    HoldSeats({ ...hold, reservationId: 3, customerId: 2, wanted: ['1A', '1C'] }),
    HoldSeats({ ...hold, reservationId: 3, wanted: ['9Z', null] }),
    OpenAccount({ customerId: 1, mileage: 30_000 }),
    HoldMileage({ customerId: 1, reservationId: 1, amount: 5001 }),
    NoteCreated({ customerId: 1, reservationId: 1, mileageToUse: 5001, mileageToIncrease: 100 }),
    CancelPayment({ reservationId: 1, keep: 0, seq: 2 }),
    CancelPayment({ reservationId: 1, keep: 1, seq: 1 }),
  ],
  // a fare that a schema thinks of is never that of the flight, and ends the way where it should begin; so does one passenger
  // with the mileage of two; one won is not paid back in parts
  never: {
    RequestReservation: ({ peopleNo, fare }) => peopleNo !== 2 || (fare ?? 20_000) !== 20_000,
    ApprovePayment: ({ amount }) => amount < 2,
  },
  times: [noon, noon + minutes(15), noon + days(11)],
}

for (const { aggregates } of air.contexts) for (const aggregate of aggregates) everyAnswer(aggregate, air, search)
