import {
  aggregate, type DataOf, Day, dayAt, daysBetween, isDay, nightsBetween, otherwise, own, policy, type StateOf,
} from '@jumun/core/model'
import { unpaid } from '@jumun/systems/paid-at-once'
import { desk, GuestId, Id, Kind, Language, OrNull, prices, reasons, reject, Won, Yes } from '../vocabulary.ts'
import { CancelBooking, CheckIn, CheckOut, NoteMoneyBack, paying, PlaceBooking } from './commands.ts'
import { Booked, BookingCanceled, BookingRequested, CheckedIn, CheckedOut, MoneyBackNoted, NightsWanted } from './events.ts'

const states = [...unpaid, 'Booked', 'CheckedIn', 'CheckedOut', 'Canceled'] as const
const fields = {
  bookingId: Id, guestId: GuestId, kind: Kind, from: Day, to: Day, price: Won, language: Language, ...paying.fields,
  fee: OrNull(Won), settled: Yes,   // what a cancel costs; whether the rest is back
}
type State = StateOf<typeof fields, typeof states>

/** All of it from seven days before, half from the day before, nothing on the day. */
export const feeOf = ({ price, from }: Pick<State, 'price' | 'from'>, now: number): number => {
  const days = daysBetween(dayAt(now), from)
  return days >= 7 ? 0 : days >= 1 ? price / 2 : price
}
const want = (b: State, attempt: number) => NightsWanted.of({ ...b, nights: nightsBetween(b.from, b.to), attempt })
const place = (wish: DataOf<typeof PlaceBooking>, now: number) => {
  const { kind, from, to } = wish
  const nights = isDay(from) && isDay(to) && from >= dayAt(now) ? nightsBetween(from, to) : []
  if (!nights.length || nights.length > 30) return reject('no-such-day', { from, to })
  const language = wish.language ?? ('ko' as const), paymentToken = wish.paymentToken ?? null
  const booking = { ...wish, price: nights.length * prices[kind], language, paymentToken }
  return [BookingRequested.of(booking), NightsWanted.of({ ...booking, nights, attempt: 1 })]
}
const cancel = (b: State, now: number) =>
  b.status === 'AwaitingPayment' ? paying.events.Expired.of(b) : BookingCanceled.of({ ...b, fee: feeOf(b, now) })
const early = (b: State, { now }: { readonly now: number }) => (dayAt(now) < b.from ? reject('too-early', { from: b.from }) : undefined)
const rows = paying.rows({ hold: want, paid: (b: State) => Booked.of(b), reasons })
const guestOrDesk = [own('guestId'), desk], cancelable = ['AwaitingPayment', 'Booked'] as const
const over = ['Booked', 'CheckedIn', 'CheckedOut', 'Canceled'] as const

/** A stay: unpaid it is known to its guest alone; paid it is told to everyone. */
export const Booking = aggregate('booking', {
  key: 'bookingId', states, fields,
  commands: { ...paying.commands, CancelBooking, CheckIn, CheckOut, NoteMoneyBack, PlaceBooking },
  events: { ...paying.events, Booked, BookingCanceled, BookingRequested, CheckedIn, CheckedOut, MoneyBackNoted, NightsWanted },
  decide: {
    ...rows.decide,
    //               who may              in which state, and already so                  what then happened
    PlaceBooking:  { by: own('guestId'),  from: 'nothing', allots: 'bookingId',           then: (_, wish, __, { now }) => place(wish, now) },
    Pay:           { by: guestOrDesk,     ...rows.pay,     done: over },
    CancelBooking: { by: guestOrDesk,     from: cancelable, done: ['Canceled', 'Expired'], then: (b, _, __, at) => cancel(b, at.now) },
    CheckIn:       { by: desk,            from: 'Booked',  done: 'CheckedIn', unless: early, then: b => CheckedIn.of(b) },
    CheckOut:      { by: desk,            from: 'CheckedIn', done: 'CheckedOut',        then: b => CheckedOut.of(b) },
    NoteMoneyBack: { by: policy,          from: 'Canceled', done: otherwise,            then: b => b.settled ? [] : MoneyBackNoted.of(b) },
  },
  evolve: {
    ...rows.evolve,
    BookingRequested: (_, e) => ({ ...paying.begins, ...e, fee: null, settled: false }),
    NightsWanted:     (b, e) => ({ ...b, attempt: e.attempt, paymentToken: e.paymentToken }),
    Booked:           b      => ({ ...b, paymentToken: null, status: 'Booked' }),
    CheckedIn:        b      => ({ ...b, status: 'CheckedIn' }),
    CheckedOut:       b      => ({ ...b, status: 'CheckedOut' }),
    BookingCanceled:  (b, e) => ({ ...b, fee: e.fee, settled: e.fee === b.price, status: 'Canceled' }),
    MoneyBackNoted:   b      => ({ ...b, settled: true }),
  },
})
