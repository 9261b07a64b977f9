/** The museum of known bugs: each rule of the airline broken, each policy of its board removed in turn, and where that is noticed. */
import { type Circumstances, type DataOf, hours, list, type Row } from '@jumun/core/model'
import { type Bug, but, type Museum, type Noticed, runtimeBugs, withFolds, withRows } from '@jumun/testing'
import { bugsOfPaying, deaf, standAside } from '../museum.ts'
import type { CancelReservation } from './reservationmgmt/commands.ts'
import { ReservationHoldEnded } from './reservationmgmt/events.ts'
import { Reservation } from './reservationmgmt/reservation.ts'
import { stories } from './story.ts'
import { air } from './system.ts'

const on = (aggregate: string, rows: Parameters<typeof withRows>[2]) => withRows('reservationmgmt', aggregate, rows)
type Reserving = NonNullable<typeof Reservation.state>
/** The plane is still on the ground, whatever the clock says. */
const onTheGround = (at: Circumstances, r: Reserving | undefined) => ({
  ...at,
  now: Math.min(at.now, (r?.departureTime ?? at.now + 1) - 1),
})
/** Nobody looks at the clock, also not before anything is decided. */
const blind = (row: Row): Row => ({
  ...but<Reserving | undefined>(({ state, at }) => ({ at: onTheGround(at, state) }))(row),
  ...(row.unless ? { unless: (r: Reserving, at: Circumstances, wish: unknown) => row.unless?.(r, onTheGround(at, r), wish) } : {}),
})

/**
 * The airline's own rules, each broken on its board. Not here: an attempt that was given up and a hold of seats after its release, which
 * 250 stories do not show reliably; the short hold of who was told 503 and a mark that is no birth, for which no seed has been found yet.
 * Sentences beside the tables show those four.
 */
const bugs = {
  raise: {
    rule: 'S1',
    without: 'the airline cancels, its customer heard it first, and pays a fee',
    build: on('reservation', {
      EndForFlight: deaf(r => r?.status === 'Cancelled'),
    }),
  },
  resume: {
    rule: 'S2',
    without: 'who wanted to pay later and asks again is charged',
    build: on('reservation', { ResumeReservation: row => ({ ...row, then: Reservation.decide.PayReservation!.then }) }),
  },
  promised: {
    rule: 'S3',
    without: 'seats that were promised stand aside for another reservation of the same customer',
    build: on('reservation', { StandAside: but(({ state }) => ({ state: { ...state, promised: false } })) }),
  },
  clockToo: {
    rule: 'S4',
    without: 'a flight that has left is sold and paid back',
    build: on('reservation', { ConfirmReservation: blind, CancelReservation: blind, PayReservation: blind }),
  },
  departNames: {
    rule: 'S5',
    without: 'a flight that was moved leaves at its old time',
    build: withRows('schedulemgmt', 'schedule', {
      Depart: but(({ state, wish }) => ({ wish: { ...wish, departureTime: state.departureTime } })),
    }),
  },
  closeFirst: {
    rule: 'S6',
    without: 'seats are held after the list of those on board was handed out',
    build: withFolds('reservationmgmt', 'seats', { FlightClosed: fold => (z, e) => ({ ...fold(z, e), status: z?.status ?? 'Unknown' }) }),
  },
  quoteEnds: {
    rule: 'S8',
    without: 'a quote that has run out becomes other terms',
    build: on('reservation', {
      CancelReservation: but<Reserving, DataOf<typeof CancelReservation>>(({ state, wish, at }) =>
        state.quotes.some(q => q.quoteId === wish.quoteId && q.expiresAt <= at.now) ? { wish: { ...wish, quoteId: null } } : {},
      ),
    }),
  },
  payByShrinks: {
    rule: 'S9',
    without: 'a promise outlives the last moment to pay of a flight that was moved forward',
    build: withFolds('reservationmgmt', 'reservation', { FlightNoted: fold => (r, e) => fold(r, { ...e, payBy: null }) }),
  },
  grace: {
    rule: 'S9',
    without: 'a promise ends at once, in the past',
    build: on('reservation', {
      NoteFlight: row => ({
        ...row,
        then: (r, wish, read, at) => {
          const e = row.then(r, wish, read, at)
          return 'type' in e && e.type === 'FlightNoted' && e.data.payBy !== null
            ? { ...e, data: { ...e.data, payBy: wish.flight.departureTime - hours(2) } }
            : e
        },
      }),
    }),
  },
  askFeeds: {
    rule: 'S12',
    without: 'a flight that schedulemgmt knows cannot be reserved before its event is in',
    build: on('seats', { HoldSeats: but(({ wish }) => ({ wish: { ...wish, flight: null } })) }),
  },
  ...bugsOfPaying('reservationmgmt', 'payment', ['Requested', 'Unknown']),
  tombstoneOfMileage: {
    rule: 11,
    without: 'mileage that is held after its release is held for ever',
    build: withRows('customermgmt', 'mileage', {
      ReleaseMileage: row => ({
        ...row,
        then: (a, wish, read, at) => (a?.of[wish.reservationId]?.held ? row.then(a, wish, read, at) : []),
      }),
    }),
  },
  standAside: standAside('reservationmgmt', 'seats', 'HoldSeats', 'seats pass over while their reservation is being paid'),
  absolute: {
    rule: 16,
    without: 'a raise is added to the refund before it',
    build: on('payment', {
      CancelPayment: but(({ state, wish }) => (wish.seq === 2 && state ? { wish: { ...wish, keep: state.keep } } : {})),
    }),
  },
  tellsPromises: {
    rule: 'AIR-R7',
    without: 'a promise ends, and nobody tells who it was made to',
    build: on('reservation', {
      AbandonReservation: row => ({
        ...row,
        then: (r, wish, read, at) => {
          const told = row.then(r, wish, read, at)
          return 'reason' in told ? told : list(told).filter(e => e.type !== ReservationHoldEnded.type)
        },
      }),
    }),
  },
  causeBeforeEffect: {
    rule: 22,
    without: 'a customer is told of a reservation after being told of what came of it',
    build: withFolds('notimgmt', 'talk', { MessageQueued: fold => (t, e) => fold(t, { ...e, causes: [] }) }),
  },
} as const satisfies { readonly [rule: string]: Bug }

/** In which seed of which story it is noticed, how rare that is, and what the promises say. */
const noticed: { readonly [rule: string]: Noticed } = {
  owed: { seed: 5, found: '4 of 125', says: /does not end|never leaves/ },
  lease: { seed: 20, found: '2 of 40', says: /in good weather: 503/ },
  twoIds: { seed: 2, found: '2 of 6', says: /a policy's command was refused/ },
  firstWins: { seed: 1, found: '2 of 2', says: /said twice/ },
  settledAnswers: { seed: 5, found: '1 of 5', says: /declined, and it is not so: payment-contradiction/ },
  keyFromState: { seed: 25, found: '1 of 10', says: /charged twice/ },
  saidIsDurable: { seed: 335, found: '1 of 27', says: /made behind the back/ },
  keyWithIntent: { seed: 5, found: '2 of 8', says: /one Idempotency-Key, two reservations/ },
  raise: { story: 'radio', seed: 1, found: '1 of 1', says: /the customer paid a fee/ },
  resume: { story: 'without', seed: 6, found: '2 of 13', says: /wanted to pay later, was charged now/ },
  promised: { seed: 11, found: '1 of 6', says: /ended by another reservation|told 201|hold now/ },
  clockToo: { story: 'gone', seed: 1, found: '4 of 4', says: /after departure/ },
  departNames: { seed: 12, found: '1 of 7', says: /departed before its time/ },
  closeFirst: { seed: 52, found: '1 of 52', says: /on a (Cancelled|Departed) flight|for ever/ },
  quoteEnds: { seed: 96, found: '1 of 77', says: /a quote became other terms/ },
  payByShrinks: { seed: 74, found: '1 of 38', says: /later than two hours before departure/ },
  grace: { seed: 11, found: '2 of 90', says: /seats were kept long after payBy/ },
  askFeeds: { story: 'without', seed: 52, found: '1 of 8', says: /but behind: told 503/ },
  tombstone: { seed: 11, found: '1 of 5', says: /too much kept|told no, charged|does not end/ },
  tombstoneOfMileage: { story: 'overtaken', seed: 1, found: '4 of 4', says: /mileage held for ever/ },
  notFoundIsNotNo: { seed: 66, found: '1 of 31', says: /too much kept|told no, charged/ },
  standAside: { seed: 106, found: '1 of 13', says: /Reserved on a Departed flight|seats/ },
  absolute: { story: 'radio', seed: 1, found: '1 of 1', says: /too much kept/ },
  tellsPromises: { seed: 1, found: '1 of 1', says: /a promise ended and its customer was not told/ },
  causeBeforeEffect: { seed: 65, found: '1 of 57', says: /told after its effect/ },
  moreThanLeft: { story: 'parts', seed: 1, found: '4 of 7', says: /money/ },
  onlyTheRest: { story: 'parts', seed: 2, found: '4 of 21', says: /money|charged/ },
}
const missed: { readonly [policy: string]: Noticed } = {
  'reservationmgmt.contradicted': { story: 'others', seed: 1, found: '4 of 4', says: /nobody has to look/ },
  'schedulemgmt.departs': { seed: 1, found: '2 of 2', says: /a flight never leaves/ },
  'schedulemgmt.departsAnew': { seed: 6, found: '1 of 6', says: /a flight never leaves/ },
  'customermgmt.earn': { seed: 1, found: '2 of 2', says: /not what the reservations say/ },
  'customermgmt.giveMore': { story: 'radio', seed: 1, found: '2 of 2', says: /mileage returned wrong/ },
  'customermgmt.takeBack': { seed: 8, found: '1 of 6', says: /mileage taken back wrong/ },
  'reservationmgmt.changed': { seed: 82, found: '1 of 39', says: /not told when the flight leaves/ },
  'reservationmgmt.charge': { seed: 2, found: '2 of 3', says: /payment does not end: Requested/ },
  'reservationmgmt.check': { seed: 20, found: '2 of 40', says: /in good weather: 503/ },
  'reservationmgmt.checkLater': { seed: 20, found: '2 of 40', says: /in good weather: 503/ },
  'reservationmgmt.closed': { seed: 2, found: '2 of 9', says: /paid a fee|on a Cancelled flight/ },
  'reservationmgmt.departed': { seed: 3, found: '1 of 3', says: /Reserved on a Departed flight/ },
  'reservationmgmt.endAll': { seed: 1, found: '2 of 2', says: /Reserved on a Departed flight/ },
  'reservationmgmt.find': { seed: 4, found: '2 of 11', says: /payment does not end: Unknown/ },
  'reservationmgmt.giveBack': { seed: 8, found: '1 of 6', says: /too much kept/ },
  'reservationmgmt.giveBackMore': { story: 'radio', seed: 1, found: '2 of 2', says: /too much kept/ },
  'reservationmgmt.giveUp': { seed: 175, found: '1 of 175', says: /waits for ever/ },
  'reservationmgmt.giveUpLater': { seed: 57, found: '1 of 55', says: /long after payBy/ },
  'reservationmgmt.giveUpSooner': { story: 'sooner', seed: 1, found: '4 of 4', says: /long after payBy/ },
  'reservationmgmt.hold': { seed: 20, found: '2 of 40', says: /in good weather: 503/ },
  'reservationmgmt.holdMileage': { seed: 20, found: '2 of 40', says: /in good weather: 503/ },
  'reservationmgmt.leave': { seed: 8, found: '1 of 6', says: /seats are kept for a Cancelled/ },
  'reservationmgmt.letGo': { seed: 5, found: '1 of 5', says: /seats are kept for a Declined/ },
  'reservationmgmt.letGoMileage': { seed: 37, found: '1 of 33', says: /mileage held for ever/ },
  'reservationmgmt.letGoMileageToo': { seed: 18, found: '1 of 3', says: /mileage held for ever/ },
  'reservationmgmt.letGoToo': { seed: 1, found: '2 of 3', says: /seats are kept for a Expired/ },
  'reservationmgmt.makeWay': { story: 'without', seed: 4, found: '2 of 10', says: /but again: told 503,503/ },
  'reservationmgmt.opened': { story: 'without', seed: 1, found: '2 of 6', says: /but (down|deaf): told 503/ },
  'reservationmgmt.pay': { seed: 20, found: '2 of 40', says: /in good weather: 503/ },
  'reservationmgmt.recheck': { story: 'liar', seed: 64, found: '2 of 85', says: /too much kept/ },
  'reservationmgmt.recheckVoid': { story: 'regret', seed: 39, found: '1 of 6', says: /too much kept/ },
  'reservationmgmt.reconcile': { seed: 4, found: '2 of 11', says: /payment does not end: Unknown/ },
  'reservationmgmt.repay': { seed: 4, found: '2 of 4', says: /payment does not end: Refunding/ },
  'reservationmgmt.repayAgain': { seed: 22, found: '1 of 10', says: /payment does not end: Refunding/ },
  'reservationmgmt.take': { seed: 7, found: '1 of 7', says: /seats held for ever/ },
  'reservationmgmt.tellAll': { seed: 8, found: '1 of 8', says: /not told when the flight leaves/ },
  'reservationmgmt.undoToo': { seed: 4, found: '2 of 10', says: /too much kept|does not end/ },
  'notimgmt.later': { seed: 7, found: '1 of 5', says: /sent or replaced/ },
  'notimgmt.send': { seed: 1, found: '2 of 2', says: /sent or replaced/ },
  'notimgmt.sendAgain': { seed: 8, found: '1 of 6', says: /sent or replaced/ },
  'notimgmt.tellCancelled': { seed: 20, found: '1 of 8', says: /ReservationCancelled was never told/ },
  'notimgmt.tellChanged': { seed: 17, found: '1 of 4', says: /ReservationChanged was never told/ },
  'notimgmt.tellCreated': { seed: 1, found: '2 of 2', says: /was never told/ },
  'notimgmt.tellDecreased': { seed: 8, found: '1 of 6', says: /MileageDecreased was never told/ },
  'notimgmt.tellHoldEnded': { seed: 6, found: '1 of 4', says: /ReservationHoldEnded was never told/ },
  'notimgmt.tellIncreased': { seed: 2, found: '2 of 3', says: /MileageIncreased was never told/ },
  'notimgmt.tellRaised': { story: 'radio', seed: 1, found: '2 of 2', says: /ReservationRefundRaised was never told/ },
  'notimgmt.tellChargeReturned': { seed: 4, found: '4 of 18', says: /ChargeReturned was never told/ },
  'reservationmgmt.moneyBack': { seed: 4, found: '4 of 15', says: /came back of what was never made/ },
  'notimgmt.tellPartlyRefunded': { story: 'parts', seed: 1, found: '4 of 4', says: /never told/ },
}

const ofTheRuntime = ['owed', 'lease', 'twoIds', 'firstWins', 'settledAnswers', 'keyFromState', 'saidIsDurable', 'keyWithIntent'] as const
const shown = Object.fromEntries(ofTheRuntime.map(rule => [rule, runtimeBugs[rule]]))
export const museum: Museum = { system: air, stories, bugs: { ...shown, ...bugs }, seen: noticed, policies: missed }
