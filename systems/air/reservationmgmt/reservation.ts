import {
  aggregate, type Circumstances, type DataOf, hours, minutes, otherwise, own, policy, type Settled, type StateOf, system, Type,
} from '@jumun/core/model'
import { no, timed } from '../../block.ts'
import * as paying from '../../paying.ts'
import {
  HoldEnd, Id, Language, Mileage, names, Natural, operator, OrNull, Passengers, People, Quote, reasons, reject, Text, Time, whyOver,
  Won, Yes,
} from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { FlightWanted, FlightWantedLater, HoldPromised, MileageSecured, MileageWanted, OwnHoldWanted, SeatsWanted, TermsNoted } = events
const { PaymentAsked, PaymentPostponed, PayWanted, CancelQuoted, ChargeReturned, FlightNoted } = events
const { ReservationRequested, ReservationCreated, ReservationDeclined, ReservationExpired, ReservationHoldEnded } = events
const { ReservationCancelled, ReservationChanged, ReservationFlown, ReservationRefundRaised } = events

const states = ['AwaitingPayment', 'Reserved', 'Cancelled', 'Flown', 'Declined', 'Expired'] as const
const { paymentToken, ...attempts } = paying.fields
const fields = {
  reservationId: Id, customerId: names(Id), peopleNo: People, scheduleId: Id, passengers: Passengers, language: Language, createTime: Time,
  payBy: OrNull(Time), paymentToken,
  // hold now; the money is wanted now; the seats are kept until payBy, whatever comes; payBy was moved with its flight
  payLater: Yes, paying: Yes, promised: Yes, moved: Yes,
  // the customer's idea of the fare; the fare; what of it is paid in money
  expected: OrNull(Won), fare: OrNull(Won), amount: Won,
  mileageToUse: Mileage, mileageToIncrease: Natural,
  held: Yes, mileageHeld: Yes,
  departureTime: OrNull(Time), arrivalTime: OrNull(Time), rev: Natural,      // of the flight, as far as it is known here
  ...attempts, detail: Type.Record(Type.String(), Type.Union([Text, Won])),  // what it ended about
  quotes: Type.Array(Quote), quote: OrNull(Quote),                           // those that bind, and some that have run out; the last one
  refund: OrNull(Won), fee: OrNull(Won), mileageBack: OrNull(Mileage), cancelTime: OrNull(Time),
}
type State = StateOf<typeof fields, typeof states>
type Why = Type.Static<typeof HoldEnd>

/**
 * How long an unpaid reservation keeps its seats; how long "hold now" promises them; the latest moment to pay, before departure; how long
 * a quote binds.
 */
export const short = minutes(10), long = hours(24), before = hours(2), binding = minutes(10)
const keptQuotes = 20
/** Fare rules: what part of the fare a cancel gives back, so long before departure. */
const partOf = (left: number) => left >= hours(24 * 7) ? 100 : left >= hours(24) ? 90 : 70
/** What the fare rules give back of money and of used mileage, in the same part, rounded down. */
export const termsOf = ({ amount, mileageToUse, departureTime }: Pick<State, 'amount' | 'mileageToUse' | 'departureTime'>, now: number) => {
  const part = partOf((departureTime ?? 0) - now), refund = Math.floor(amount * part / 100)
  return { refund, fee: amount - refund, mileageBack: Math.floor(mileageToUse * part / 100) }
}
const everything = ({ amount, mileageToUse }: State) => ({ refund: amount, fee: 0, mileageBack: mileageToUse })
export const earned = (amount: number) => Math.floor(amount * 5 / 100)

/** It has left: the event is in, or the clock has passed the departure known here. schedulemgmt may be down when a flight leaves. */
const departed = (r: State, now: number) => r.departureTime !== null && now >= r.departureTime
const told = (r: State, status: string, reason: string | null = null) =>
  ({ ...r, status, reason, fare: r.fare ?? 0, departureTime: r.departureTime ?? 0, arrivalTime: r.arrivalTime ?? 0 })
type Terms = { readonly refund: number; readonly fee: number; readonly mileageBack: number }
const created   = (r: State) => ReservationCreated.of(told(r, 'Reserved'))
const cancelled = (r: State, terms: Terms, reason: string, at: number, quoteId: number | null = null) =>
  ReservationCancelled.of({ ...told(r, 'Cancelled', reason), ...terms, quoteId, at })
const raised    = (r: State, at: number) => ReservationRefundRaised.of({
  ...told(r, 'Cancelled', 'flight-cancelled'), ...everything(r), quoteId: null, more: r.mileageToUse - (r.mileageBack ?? 0), at,
})
/**
 * Who was refused seats has none; another question for them may only be on its way after a second attempt. A mark for each refusal would
 * fill the row of what everybody wants.
 */
const declined  = (r: State, reason: string, detail: State['detail'] = {}) =>
  ReservationDeclined.of({ ...r, holds: r.held || r.attempt > 1, reason, detail })
const expired   = (r: State, reason: string, at: number, heir: number | null = null) => ReservationExpired.of({ ...r, heir, reason, at })
/** A promise that ends without payment is told to its customer, whoever ended it: it may have been an operator. */
const broken    = (r: State, why: Why, at: number) => [
  expired(r, why === 'pay-by' || why === 'cancelled' ? 'expired' : 'not-allowed-now', at),
  ...(r.promised ? [ReservationHoldEnded.of({ ...r, reason: why })] : []),
]

const isLater = (r: State) => r.payLater && !r.paying
const flightOf = (r: Pick<State, 'reservationId' | 'scheduleId'>, attempt: number, later: boolean) =>
  (later ? FlightWantedLater : FlightWanted).of({ ...r, attempt })
const seatsOf = (r: State, attempt: number, flight: DataOf<typeof SeatsWanted>['flight'], holder: number | null = null) =>
  SeatsWanted.of({ ...r, attempt, wanted: r.passengers.map(({ seat }) => seat), flight, holder })
/** What is still to be done before it is a reservation. A fare paid wholly with mileage asks for no payment. */
const next = (r: State, attempt: number, now: number) => {
  const { reservationId, customerId, amount, mileageToUse, paymentToken } = r
  if (departed(r, now)) return broken(r, 'flight-departed', now)
  if (!r.held) return [flightOf(r, attempt, isLater(r))]
  if (mileageToUse && !r.mileageHeld) return [MileageWanted({ reservationId, customerId, amount: mileageToUse, attempt })]
  return [amount === 0 ? created(r) : PaymentAsked({ reservationId, customerId, amount, attempt, paymentToken })]
}
const lastMoment = (r: State) => (r.departureTime ?? 0) - before
const isTooLate  = (r: State, now: number) => lastMoment(r) - now < short
const promise    = (r: State, attempt: number) =>
  HoldPromised({ reservationId: r.reservationId, attempt, payBy: Math.min(r.createTime + long, lastMoment(r)) })

const request = (_: unknown, wish: DataOf<typeof commands.RequestReservation>, now: number) => {
  const { reservationId, customerId, peopleNo, scheduleId } = wish, named = wish.passengers ?? [], payLater = wish.payLater ?? false
  if (named.length > peopleNo) return reject('too-many-passengers')
  const passengers = Array.from({ length: peopleNo }, (_, i) => ({ name: named[i]?.name ?? null, seat: named[i]?.seat ?? null }))
  return [
    ReservationRequested({
      reservationId, customerId, peopleNo, scheduleId, passengers, mileageToUse: wish.mileageToUse ?? 0, expected: wish.fare ?? null,
      payLater, language: wish.language ?? 'ko', paymentToken: wish.paymentToken ?? null, createTime: now, payBy: now + short,
    }),
    flightOf(wish, 1, payLater),
  ]
}
const onceLeft = (r: State, { now }: Circumstances) => departed(r, now) ? reject('not-allowed-now') : undefined
/** Nothing is left to pay: why it ended, in words that say what became of the money. */
const refused = (r: State) => no(whyOver(reasons, { ...r, status: 'Declined' }), r.detail)
/** It is over, it is being paid this very moment, or its time has run out. */
const pastPaying = (r: State, at: Circumstances) =>
  r.status !== 'AwaitingPayment' ? refused(r)
    : paying.isBeingPaid(r) ? reject('in-progress')
    : r.payBy !== null && at.now >= r.payBy ? reject('expired') : onceLeft(r, at)
const pastAsking = (r: State, at: Circumstances): Settled => r.payLater && r.promised ? [] : pastPaying(r, at)
const pastCancel = (r: State, at: Circumstances) => r.status === 'AwaitingPayment' ? undefined : onceLeft(r, at)
/** The same request again takes up what was asked: where that was to hold now, the seats, and never the card. */
const resume = (r: State, _: unknown, now: number) => {
  if (!isLater(r) || !r.held) return next(r, r.attempt + 1, now)
  return isTooLate(r, now) ? reject('too-late-to-pay-later') : promise(r, r.attempt + 1)
}
const pay = (r: State, { paymentToken }: DataOf<typeof commands.PayReservation>, now: number) => {
  const wanted = { ...r, paying: true, paymentToken: paymentToken ?? r.paymentToken }
  return [PayWanted({ reservationId: r.reservationId, paymentToken: wanted.paymentToken }), ...next(wanted, r.attempt + 1, now)]
}
/** The seats are held, and what they cost is known: now, and only now, the mileage and the money. */
const terms = (r: State, { attempt, seats, flight }: DataOf<typeof commands.NoteTerms>, now: number) => {
  const isOpen = attempt > r.closed
  if (r.held) return !isOpen ? [] : !isLater(r) ? next(r, attempt, now) : r.promised ? [] : promise(r, attempt)
  const fare = flight.fare * r.peopleNo, amount = fare - r.mileageToUse
  const { departureTime, arrivalTime, rev } =
    flight.rev > r.rev ? flight : { departureTime: r.departureTime ?? 0, arrivalTime: r.arrivalTime ?? 0, rev: r.rev }
  if (amount < 0) return declined({ ...r, held: true }, 'mileage-exceeds-fare', { fare })
  if (r.expected !== null && r.expected !== fare) return declined({ ...r, held: true }, 'price-changed', { fare })
  const known = { ...r, held: true, fare, amount, mileageToIncrease: earned(amount), departureTime, arrivalTime, rev }
  if (isLater(r) && isTooLate(known, now)) return declined(known, 'too-late-to-pay-later')
  const noted = TermsNoted({ reservationId: r.reservationId, attempt, seats, fare, amount, departureTime, arrivalTime, rev })
  // who was told "later" has the seats for ten minutes, not for a day: only what is asked and answered is promised
  return [noted, ...(!isOpen ? [] : isLater(r) ? [promise(known, attempt)] : next(known, attempt, now))]
}
const secured = (r: State, { attempt }: DataOf<typeof commands.NoteMileage>, now: number) => {
  if (r.mileageHeld) return []
  const follows = attempt > r.closed ? next({ ...r, mileageHeld: true }, attempt, now) : []
  return [MileageSecured({ reservationId: r.reservationId }), ...follows]
}
const paid = (r: State, { now }: Circumstances) => departed(r, now) ? broken(r, 'flight-departed', now) : created(r)
const abandon = (r: State, _: unknown, now: number) =>
  r.payBy !== null && now < r.payBy ? [] : broken(r, r.moved ? 'flight-changed' : 'pay-by', now)
/** An unpaid reservation makes way for a newer one of its customer, unless it is being paid this very moment, or was promised. */
const standAside = (r: State, { heir }: DataOf<typeof commands.StandAside>, now: number) =>
  r.status !== 'AwaitingPayment' ? []
    : r.promised ? reject('promised')
    : paying.isBeingPaid(r) ? reject('in-progress') : expired(r, 'expired', now, heir)
const quoted = (r: State, { quoteId }: DataOf<typeof commands.QuoteCancel>, now: number) => {
  const { reservationId } = r
  return CancelQuoted({ reservationId, quote: { quoteId, reservationId, ...termsOf(r, now), expiresAt: now + binding } })
}
const cancel = (r: State, wish: DataOf<typeof commands.CancelReservation>, now: number) => {
  const quoteId = wish.quoteId ?? null
  if (r.status === 'AwaitingPayment') return broken(r, 'cancelled', now)
  if (quoteId === null) return cancelled(r, termsOf(r, now), 'asked-for', now)
  const quote = r.quotes.find(q => q.quoteId === quoteId)
  if (!quote) return reject('no-such-quote')
  // a quote that has run out is refused, never replaced by other terms
  return now >= quote.expiresAt ? reject('quote-expired') : cancelled(r, quotedTerms(quote), 'asked-for', now, quoteId)
}
const quotedTerms = ({ refund, fee, mileageBack }: Type.Static<typeof Quote>) => ({ refund, fee, mileageBack })
/** The flight was cancelled, or has left. Who is being paid at this moment ends here; their money finds nobody, and goes back. */
const endForFlight = (r: State | undefined, { what, at }: DataOf<typeof commands.EndForFlight>, now: number) => {
  if (r?.status === 'AwaitingPayment') return broken(r, what === 'Cancelled' ? 'flight-cancelled' : 'flight-departed', now)
  if (r?.status === 'Reserved' && what === 'Departed') return ReservationFlown({ reservationId: r.reservationId })
  if (r?.status === 'Reserved') return cancelled(r, everything(r), 'flight-cancelled', now)
  if (r?.status !== 'Cancelled' || what === 'Departed') return []
  // its customer's own cancel was decided when the flight was cancelled already, only nobody here knew
  return (r.cancelTime ?? 0) >= at && (r.fee ?? 0) + r.mileageToUse - (r.mileageBack ?? 0) > 0 ? raised(r, now) : []
}
const noteFlight = (r: State, { flight: { departureTime, arrivalTime, rev } }: DataOf<typeof commands.NoteFlight>, now: number) => {
  if (rev <= r.rev) return []
  if (r.status === 'Reserved') return ReservationChanged.of(told({ ...r, departureTime, arrivalTime, rev }, 'Reserved'))
  const moved = Math.max(departureTime - before, now + short)   // a promise does not end in the past
  const payBy = r.promised && r.payBy !== null && moved < r.payBy ? moved : null
  return FlightNoted({ reservationId: r.reservationId, departureTime, arrivalTime, rev, payBy })
}
/** All of it is back, `refunded`: it was charged, and nobody knew before it ended. */
const moneyBack = (r: State, { refunded }: DataOf<typeof commands.NoteMoneyBack>) =>
  r.refund !== null || refunded < r.amount ? [] : ChargeReturned.of({ ...r, amount: refunded })
const again = (r: State, { attempt }: { readonly attempt: number }): State => ({ ...r, attempt: Math.max(r.attempt, attempt) })
const onTheWay = ({ departureTime, arrivalTime, rev }: Omit<DataOf<typeof FlightNoted>, 'reservationId' | 'payBy'>) =>
  ({ departureTime, arrivalTime, rev })
const unsettled = ['AwaitingPayment', 'Reserved'] as const, over = ['Cancelled', 'Expired'] as const
const made = ['Reserved', 'Cancelled', 'Flown'] as const
const owner = own('customerId'), either = [owner, operator]
const goesBack = ({ reason, refund, fee, mileageBack }: DataOf<typeof ReservationCancelled>) => ({ reason, refund, fee, mileageBack })
/** A quote that still binds, or is one of the last: the others are forgotten. */
const keeps = ({ quotes }: State, { expiresAt }: State['quotes'][number]) =>
  quotes.filter((q, i) => q.expiresAt > expiresAt - binding || i > quotes.length - keptQuotes)

/** A reservation: unpaid it is known to its customer alone; paid it is told to everyone. */
export const Reservation = aggregate('reservation', {
  key: 'reservationId', commands, events, states, fields,
  decide: {
    //                    who may       in which state           already so                                   what then happened
    RequestReservation: { by: owner,    from: 'nothing',         allots: 'reservationId',                     then: timed(request) },
    ResumeReservation:  { by: owner,    from: 'AwaitingPayment', done: made,              unless: pastAsking, then: timed(resume) },
    PayReservation:     { by: owner,    from: paying.unpaid,     done: made,              unless: pastPaying, then: timed(pay) },
    QuoteCancel:        { by: owner,    from: 'Reserved',        allots: 'quoteId',       unless: onceLeft,   then: timed(quoted) },
    CancelReservation:  { by: either,   from: unsettled,         done: over,              unless: pastCancel, then: timed(cancel) },
    TakeFlight:         { ...paying.row, then: (r, { attempt, flight }) => seatsOf(r, attempt, flight) },
    NoteTerms:          { ...paying.row, then: timed(terms) },
    NoteMileage:        { ...paying.row, then: timed(secured) },
    ConfirmReservation: paying.confirming(paid),
    DeclineReservation: { ...paying.row, then: (r, { reason, seat }) => declined(r, reason, seat ? { seat } : {}) },
    PostponePayment:    paying.postponing(PaymentPostponed),
    AbandonReservation: { ...paying.row, then: timed(abandon) },
    WantOwnHold:        { ...paying.row, then: (_, e) => OwnHoldWanted({ ...e, seat: e.seat ?? null }) },
    StandAside:         { by: system,   from: states,                                                         then: timed(standAside) },
    HoldAgain:          { ...paying.row, then: (r, { attempt, holder }) => seatsOf(r, attempt, null, holder) },
    EndForFlight:       { by: policy,   from: ['nothing', ...states],                                         then: timed(endForFlight) },
    NoteFlight:         { by: policy,   from: unsettled,         done: otherwise,                             then: timed(noteFlight) },
    NoteMoneyBack:      { by: policy,   from: ['Declined', 'Expired'], done: otherwise,                       then: moneyBack },
  },
  evolve: {
    ReservationRequested:    (_, e) => ({
      ...e, ...paying.begins, attempt: 1, paying: !e.payLater, promised: false, moved: false, fare: null, amount: 0, mileageToIncrease: 0,
      held: false, mileageHeld: false, departureTime: null, arrivalTime: null, rev: 0, detail: {}, quotes: [], quote: null,
      refund: null, fee: null, mileageBack: null, cancelTime: null }),
    FlightWanted:            again,
    FlightWantedLater:       again,
    SeatsWanted:             r      => r,
    OwnHoldWanted:           r      => r,
    TermsNoted:              (r, e) => ({
      ...r, ...onTheWay(e), held: true, fare: e.fare, amount: e.amount, mileageToIncrease: earned(e.amount),
      passengers: r.passengers.map((p, i) => ({ ...p, seat: e.seats[i] ?? p.seat })) }),
    HoldPromised:            (r, e) => ({ ...again(r, e), promised: true, payBy: e.payBy, closed: Math.max(r.closed, e.attempt) }),
    PayWanted:               (r, e) => ({ ...r, paying: true, paymentToken: e.paymentToken }),
    MileageWanted:           again,
    MileageSecured:          r      => ({ ...r, mileageHeld: true }),
    PaymentAsked:            again,
    PaymentPostponed:        paying.made.postponed,
    ReservationCreated:      r      => ({ ...r, status: 'Reserved',  payBy: null,                               paymentToken: null }),
    ReservationDeclined:     (r, e) => ({ ...paying.made.declined(r, e), detail: e.detail }),
    ReservationExpired:      (r, e) => ({ ...paying.made.expired(r), reason: e.reason }),
    ReservationHoldEnded:    r      => r,
    ChargeReturned:          (r, e) => ({ ...r, refund: e.amount }),
    FlightNoted:             (r, e) => ({ ...r, ...onTheWay(e), payBy: e.payBy ?? r.payBy, moved: r.moved || e.payBy !== null }),
    ReservationChanged:      (r, e) => ({ ...r, ...onTheWay(e) }),
    CancelQuoted:            (r, e) => ({ ...r, quote: e.quote, quotes: [...keeps(r, e.quote), e.quote] }),
    ReservationCancelled:    (r, e) => ({ ...r, ...goesBack(e), status: 'Cancelled', cancelTime: e.at }),
    ReservationRefundRaised: (r, e) => ({ ...r, ...goesBack(e) }),
    ReservationFlown:        r      => ({ ...r, status: 'Flown' }),
  },
})
