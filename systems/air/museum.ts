/** The museum of known bugs: each rule of the airline broken in turn, each policy of its board removed in turn, and where that is noticed. */
import { hours } from '@jumun/core/model'
import { type Bug, type Museum, type Noticed, runtimeBugs, withFolds, withRows } from '@jumun/core/testing'
import { HoldPromised, ReservationHoldEnded } from './reservationmgmt/events.ts'
import { Reservation } from './reservationmgmt/reservation.ts'
import { stories } from './story.ts'
import { air } from './system.ts'

const on = (aggregate: string, rows: Parameters<typeof withRows>[2]) => withRows('reservationmgmt', aggregate, rows)
/** The row as it is, for another state, wish or time. */
const seen = (state: (s: any, wish: any) => any, wish: (w: any, s: any) => any = w => w, now: (at: number, s: any) => number = at => at) => (row: any) => ({
  ...row,
  then: (s: any, w: any, read: any, at: any) => row.then(state(s, w), wish(w, s), read, { ...at, now: now(at.now, s) }),
})
const same = (s: any) => s
const farAway = { departureTime: Number.MAX_SAFE_INTEGER }
/** Whoever looks at the clock sees the plane still on the ground. */
const blind = seen(r => r && { ...r, ...farAway })

/** The airline's own rules, each broken on its board. */
const bugs = {
  attempts: {
    rule: 6, without: 'an attempt that its customer has given up confirms the reservation all the same',
    build: on('reservation', { ConfirmReservation: seen(r => ({ ...r, closed: 0 })) }),
  },
  raise: {
    rule: 'S1', without: 'the airline cancels, its customer heard it first, and pays a fee',
    build: on('reservation', { EndForFlight: row => ({ ...row, then: (r, wish, read, at) => (r?.status === 'Cancelled' ? [] : row.then(r, wish, read, at)) }) }),
  },
  resume: {
    rule: 'S2', without: 'who wanted to pay later and asks again is charged',
    build: on('reservation', { ResumeReservation: row => ({ ...row, then: Reservation.decide.PayReservation!.then }) }),
  },
  promised: {
    rule: 'S3', without: 'seats that were promised stand aside for another reservation of the same customer',
    build: on('reservation', { StandAside: seen(r => ({ ...r, promised: false })) }),
  },
  clockToo: {
    rule: 'S4', without: 'a flight that has left is sold and paid back',
    build: on('reservation', { ConfirmReservation: blind, CancelReservation: row => ({ ...row, then: (r, wish, read, at) => row.then(r, wish, read, { ...at, now: Math.min(at.now, (r.departureTime ?? at.now + 1) - 1) }) }), PayReservation: blind }),
  },
  departNames: {
    rule: 'S5', without: 'a flight that was moved leaves at its old time',
    build: withRows('schedulemgmt', 'schedule', { Depart: seen(same, (w, s) => ({ ...w, departureTime: s.departureTime })) }),
  },
  closeFirst: {
    rule: 'S6', without: 'seats are held after the list of those on board was handed out',
    build: withFolds('reservationmgmt', 'seats', { FlightClosed: fold => (z, e) => ({ ...fold(z, e), status: z?.status ?? 'Unknown' }) }),
  },
  quoteEnds: {
    rule: 'S8', without: 'a quote that has run out becomes other terms',
    build: on('reservation', {
      CancelReservation: row => ({ ...row, then: (r, wish, read, at) => row.then(r, r.quotes.some((q: any) => q.quoteId === wish.quoteId && q.expiresAt <= at.now) ? { ...wish, quoteId: null } : wish, read, at) }),
    }),
  },
  payByShrinks: {
    rule: 'S9', without: 'a promise outlives the last moment to pay of a flight that was moved forward',
    build: withFolds('reservationmgmt', 'reservation', { FlightNoted: fold => (r, e) => fold(r, { ...e, payBy: null }) }),
  },
  grace: {
    rule: 'S9', without: 'a promise ends at once, in the past',
    build: on('reservation', {
      NoteFlight: row => ({
        ...row,
        then: (r, wish, read, at) => {
          const e: any = row.then(r, wish, read, at)
          return e.type === 'FlightNoted' && e.data.payBy !== null ? { ...e, data: { ...e.data, payBy: wish.flight.departureTime - hours(2) } } : e
        },
      }),
    }),
  },
  shortHold: {
    rule: 'S10', without: 'who was told 503 has seats for a day',
    build: on('reservation', {
      NoteTerms: row => ({
        ...row,
        then: (r, wish, read, at) => {
          const made: any = row.then(r, wish, read, at)
          return r.payLater && !r.paying && Array.isArray(made) && made.length === 1 && made[0].type === 'TermsNoted'
            ? [...made, HoldPromised({ reservationId: r.reservationId, attempt: wish.attempt, payBy: r.createTime + hours(24) })]
            : made
        },
      }),
    }),
  },
  askFeeds: {
    rule: 'S12', without: 'a flight that schedulemgmt knows cannot be reserved before its event is in',
    build: on('seats', { HoldSeats: seen(same, w => ({ ...w, flight: null })) }),
  },
  markIsNoBirth: {
    rule: 21, without: 'a mark left by a release swallows the opening balance',
    build: withRows('customermgmt', 'mileage', { OpenAccount: row => ({ ...row, then: (a, wish, read, at) => (a?.status === 'Marked' ? [] : row.then(a, wish, read, at)) }) }),
  },
  tombstone: {
    rule: 11, without: 'what was cancelled before it was there is charged when it comes',
    build: on('payment', { CancelPayment: row => ({ ...row, then: (p, wish, read, at) => (!p || p.status === 'Requested' || p.status === 'Unknown' ? [] : row.then(p, wish, read, at)) }) }),
  },
  tombstoneOfSeats: {
    rule: 11, without: 'seats that are held after their release are kept for ever',
    build: on('seats', { ReleaseSeats: row => ({ ...row, then: (z, wish, read, at) => (z && wish.reservationId in z.seats ? row.then(z, wish, read, at) : []) }) }),
  },
  tombstoneOfMileage: {
    rule: 11, without: 'mileage that is held after its release is held for ever',
    build: withRows('customermgmt', 'mileage', { ReleaseMileage: row => ({ ...row, then: (a, wish, read, at) => (a?.of[wish.reservationId]?.held ? row.then(a, wish, read, at) : []) }) }),
  },
  notFoundIsNotNo: {
    rule: 12, without: 'the provider finds nothing, the payment is written off, and the charge arrives',
    build: on('payment', { NoteNotFound: seen(p => ({ ...p, at: 0 })) }),
  },
  standAside: {
    rule: 14, without: 'seats pass over while their reservation is being paid',
    build: on('seats', {
      HoldSeats: row => ({
        ...row,
        then: (z, wish, read, at) => {
          const no = row.then(z, wish, read, at)
          return 'reason' in no && no.reason === 'own-hold' ? row.then(z, { ...wish, holder: no.detail.holder }, read, at) : no
        },
      }),
    }),
  },
  absolute: {
    rule: 16, without: 'a raise is added to the refund before it',
    build: on('payment', { CancelPayment: seen(p => p, (w, p) => (w.seq === 2 && p ? { ...w, keep: p.keep } : w)) }),
  },
  tellsPromises: {
    rule: 'AIR-R7', without: 'a promise ends, and nobody tells who it was made to',
    build: on('reservation', {
      AbandonReservation: row => ({ ...row, then: (r, wish, read, at) => [row.then(r, wish, read, at) as any].flat().filter((e: any) => e.type !== ReservationHoldEnded.type) }),
    }),
  },
  causeBeforeEffect: {
    rule: 22, without: 'a customer is told of a reservation after being told of what came of it',
    build: withFolds('notimgmt', 'talk', { MessageQueued: fold => (t, e) => fold(t, { ...e, causes: [] }) }),
  },
} as const satisfies { readonly [rule: string]: Bug }

/** In which seed of which story it is noticed, how rare that is, and what the promises say. */
const noticed: { readonly [rule: string]: Noticed } = {}
const missed: { readonly [policy: string]: Noticed } = {}

export const museum: Museum = { system: air, stories, bugs: { ...runtimeBugs, ...bugs }, seen: noticed, policies: missed }
