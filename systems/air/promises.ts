/** What the airline promises: read at the end of every simulated story, and by the audit of a real one. */
import type { Recorded } from '@jumun/core/runtime'
import { fileOf, type ItemOf, reading, toldAll } from '@jumun/testing/promises'
import type { Mileage } from './customermgmt/mileage.ts'
import { Payment } from './reservationmgmt/payment.ts'
import { Reservation as ReservationTable } from './reservationmgmt/reservation.ts'

type Reservation = ItemOf<typeof ReservationTable>
/** Everything there is about one reservation, in all contexts. */
export const reservationFile = fileOf({
  reservation: ['reservationmgmt', ReservationTable],
  payment: ['reservationmgmt', Payment],
})
type ReservationFile = ReturnType<typeof reservationFile>
/** What is known besides. */
interface Around {
  /** When the airline cancelled its flight, ms since 1970; undefined: it did not, or nobody here can know. */
  readonly flightCancelled?: number | undefined
  /** How far a clock was from the true time at most, in ms, as far as that is known. */
  readonly clocksOff?: number
}

const hour = 3_600_000
const news = [
  'ReservationCreated',
  'ReservationChanged',
  'ReservationCancelled',
  'ReservationRefundRaised',
  'ReservationHoldEnded',
  'ChargeReturned',
  'PaymentPartlyRefunded',
  'MileageIncreased',
  'MileageDecreased',
]
const open = ['Requested', 'Unknown', 'Refunding', 'RefundStuck']
/** What the fare rules say, read from the specification and from nothing else. */
/** In hundredths: 0.7 of a fare is a won less than seven tenths of it, now and then. */
const partOf = (left: number) => (left >= 168 * hour ? 100 : left >= 24 * hour ? 90 : 70)
/** What the fare rules give back, so long before departure. */
export const dueOf = ({ amount, mileageToUse }: { readonly amount: number; readonly mileageToUse: number }, left: number) => ({
  refund: Math.floor((amount * partOf(left)) / 100),
  mileageBack: Math.floor((mileageToUse * partOf(left)) / 100),
})
const sum = (ns: readonly number[]) => ns.reduce((a, b) => a + b, 0)
export const lives = (r: Reservation | undefined): boolean => r?.status === 'Reserved' || r?.status === 'Flown'

/** What holds at any moment. */
export const always = ({ reservation: r, facts, net, captures }: ReservationFile): string[] => {
  const { first, twice } = reading(facts)
  const created = first('ReservationCreated')
  const cancelled = first('ReservationCancelled')
  const wrong = [
    ...twice('ReservationCreated', 'ReservationCancelled', 'ReservationRefundRaised'),
    ...twice('ChargeReturned', 'MileageIncreased', 'MileageDecreased', 'MileageUsed'),
  ]
  if (captures > 1) wrong.push('money: charged twice')
  if (net < 0) wrong.push('money: more came back than was paid')
  if (created && created.time >= created.data.departureTime) wrong.push('reserved after departure')
  if (cancelled && cancelled.data.reason === 'asked-for' && cancelled.time >= cancelled.data.departureTime)
    wrong.push('cancelled by its customer after departure')
  const toItsCustomer = ['ReservationHoldEnded', 'ChargeReturned']
  if (!created && facts.some(e => e.source !== 'notimgmt' && e.number !== null && !toItsCustomer.includes(e.type)))
    wrong.push('an unpaid reservation was told to others')
  if (lives(r) && !created) wrong.push('a reservation is Reserved and nobody was told')
  return wrong
}

/** What holds at rest: everything ends, and all say the same. */
export const atRest = (file: ReservationFile, { flightCancelled, clocksOff = 0 }: Around = {}): string[] => {
  const { reservation: r, payment: p, facts, net } = file
  if (!r) return facts.length ? ['something happened to a reservation that is not there'] : []
  const wrong = always(file)
  const { all, first } = reading(facts)
  const created = first('ReservationCreated')
  const cancelled = first('ReservationCancelled')
  if (first('ChargeReturned') && (created || net)) wrong.push('ChargeReturned was said, and the money is not back, or is for a reservation')
  // it ends, and so does its money
  if (r.status === 'AwaitingPayment') wrong.push('a reservation waits for ever')
  const given = sum(all('PaymentPartlyRefunded').map(e => e.data.amount))
  // what staff gave back counts towards what a cancel gives back, and may be some of a fee
  const due = lives(r) ? r.amount : r.status === 'Cancelled' ? (r.fee ?? 0) : 0
  const most = lives(r) ? due - given : due
  if (net > most || net < due - given) wrong.push(`money: ${r.status} reservation, ${net > most ? 'too much' : 'too little'} kept`)
  if (p && open.includes(p.status)) wrong.push(`payment does not end: ${p.status}`)
  if (p && ['Paid', 'PartlyRefunded', 'Refunded'].includes(p.status) && (p.amount ?? 0) - p.refunded !== net)
    wrong.push('payment says another amount than the provider')
  // terms
  if (cancelled) {
    const { refund, mileageBack, quoteId, departureTime } = cancelled.data
    const quote = all('CancelQuoted').find(e => e.data.quote.quoteId === quoteId)?.data.quote
    const due =
      cancelled.data.reason !== 'asked-for'
        ? { refund: r.amount, mileageBack: r.mileageToUse }
        : quoteId !== null
          ? quote
          : dueOf(r, departureTime - cancelled.time)
    if (refund !== due?.refund || mileageBack !== due?.mileageBack) wrong.push('refund follows neither quote nor fare rules')
    if (quoteId !== null && !(quote && cancelled.time < quote.expiresAt)) wrong.push('a quote that has run out was honored')
    if (flightCancelled !== undefined && cancelled.data.at >= flightCancelled && (r.fee !== 0 || r.mileageBack !== r.mileageToUse))
      wrong.push('the airline had cancelled, the customer paid a fee')
  }
  // mileage, entry by entry
  const change = (type: string) => sum(all(type).map(e => e.data.change))
  const earned = created ? Math.floor((r.amount * 5) / 100) : 0
  if (change('MileageIncreased') !== earned) wrong.push('mileage earned wrong')
  if (-change('MileageDecreased') !== (cancelled ? earned : 0)) wrong.push('mileage taken back wrong')
  if (-change('MileageUsed') !== (created ? r.mileageToUse : 0)) wrong.push('mileage used wrong')
  if (change('MileageReturned') !== (cancelled ? (r.mileageBack ?? 0) : 0)) wrong.push('mileage returned wrong')
  // the last moment to pay moves with the flight
  const noted = all('FlightNoted').at(-1)
  if (r.promised && r.payBy !== null && noted && r.payBy > Math.max(noted.data.departureTime - 2 * hour, noted.time + hour / 6))
    wrong.push('payBy is later than two hours before departure')
  // a promise lasts until its time, and who it was made to hears how it ended
  if (r.promised && r.status === 'Expired') {
    const end = first('ReservationExpired')
    if (!end) return [...wrong, 'a reservation expired, and its case does not know it']
    if (end.time > (r.payBy ?? 0) + hour + clocksOff) wrong.push('seats were kept long after payBy')
    if (end.data.heir !== null) wrong.push('promised until payBy, ended by another reservation of the same customer')
    if (!all('ReservationHoldEnded').length) wrong.push('a promise ended and its customer was not told')
  }
  const wordOf = ({ type }: Recorded) => (news.includes(type) ? type : undefined)
  return [...wrong, ...toldAll(facts, { isKnown: true, wordOf, thing: 'an unpaid reservation' }), ...changesInOrder(facts)]
}

/** The last word on the departure is the right one. */
const changesInOrder = (facts: readonly Recorded[]): string[] => {
  const { all } = reading(facts)
  const ids = all('MessageQueued').map(m => m.data.event)
  const told = all('ReservationChanged')
    .filter(e => e.number !== null)
    .map(e => ids.indexOf(`${e.source}:${e.id}`))
    .filter(at => at >= 0)
  return told.some((at, i) => i > 0 && at < told[i - 1]!) ? ['an older change of a flight was told after a newer one'] : []
}

/** Seats: never more than there are, no seat for two, and in the end exactly those of the living. */
export const seats = (
  facts: Iterable<Recorded>,
  reservation: (reservationId: number) => Reservation | undefined,
  isAtRest = true,
): string[] => {
  const wrong = new Set<string>()
  const flights = new Map<number, { total: number; of: Map<number, readonly string[]> }>()
  for (const { type, data } of facts) {
    const { scheduleId } = data
    if (scheduleId === undefined) continue
    const f = flights.get(scheduleId) ?? { total: 0, of: new Map<number, readonly string[]>() }
    flights.set(scheduleId, f)
    if (type === 'FlightOpened' || type === 'FlightChanged') f.total = data.flight.seats
    if (type === 'SeatsPassed') f.of.delete(data.holder)
    if (type === 'SeatsHeld' || type === 'SeatsPassed') f.of.set(data.reservationId, data.seats)
    if (type === 'SeatsReleased') f.of.delete(data.reservationId)
    const taken = [...f.of.values()].flat()
    if (taken.length > f.total) wrong.add('more seats held than there are')
    if (new Set(taken).size !== taken.length) wrong.add('one seat for two')
  }
  if (!isAtRest) return [...wrong]
  for (const { of } of flights.values())
    for (const [id, held] of of) {
      const r = reservation(id)
      if (r && !lives(r)) wrong.add(`seats are kept for a ${r.status} reservation`)
      if (r && held.length !== r.peopleNo) wrong.add('a reservation has another number of seats than people')
    }
  return [...wrong]
}

/** An account: every entry tells the balance after it, and there is never more held than there is. */
export const ledger = (facts: readonly Recorded[], account: ItemOf<typeof Mileage> | undefined): string[] => {
  const wrong: string[] = []
  let balance = 0
  let entry = 0
  const held = new Map<number, number>()
  for (const { type, data } of facts) {
    if (type === 'AccountOpened') balance = data.mileage
    if (type === 'AccountOpened' && data.mileage) entry++
    if (type === 'MileageHeld') held.set(data.reservationId, data.amount)
    if (type === 'MileageReleased' || type === 'MileageUsed') held.delete(data.reservationId)
    if (type === 'MileageHeld' && sum([...held.values()]) > balance) wrong.push('more mileage held than there is')
    if (data.change === undefined) continue
    if (data.mileage !== balance + data.change || data.entry !== entry + 1) wrong.push('an entry tells a wrong balance')
    balance = data.mileage
    entry = data.entry
  }
  if (account && account.mileage !== balance) wrong.push('mileage balance wrong')
  if (account && account.mileage !== sum(account.entries.map(e => e.change))) wrong.push('a balance is not the sum of its entries')
  if (account && Object.values(account.of).some(e => e.held)) wrong.push('mileage held for ever')
  return wrong
}

/** What one customer was told about one reservation, which they asked for with one key. */
export interface CustomerFile {
  /** In the order in which they heard it: `201`, `4xx`, `503`, `504`, `busy`, `lost` (no answer), `down` and `away` (nothing was done). */
  readonly replies: readonly string[]
  /** What they heard when they paid what they had held. */
  readonly paid: readonly string[]
  readonly payLater: boolean
  /** The quote with which they cancelled, and the one that was honored; null: none. */
  readonly quoteId: number | null
  readonly honored: number | null | undefined
  readonly reservations: readonly Reservation[]
  readonly created: boolean
  readonly captures: number
  readonly net: number
}
/** Nobody is told anything that is not so, or does not stay so. */
export const told = ({ replies, paid, payLater, quoteId, honored, reservations, created, captures, net }: CustomerFile): string[] => {
  const wrong: string[] = []
  const [r] = reservations
  const all = [...replies, ...paid]
  if (reservations.length > 1) wrong.push('one Idempotency-Key, two reservations')
  if (replies.includes('201') && !created && !(payLater && r?.promised)) wrong.push('told 201, no reservation')
  if (paid.includes('201') && !created) wrong.push('told that it is paid, no reservation')
  if (honored !== undefined && honored !== quoteId) wrong.push('a quote became other terms')
  if (!r) return wrong
  if (all.at(-1) === '4xx' && !replies.includes('201') && !paid.includes('201') && (net || lives(r))) wrong.push('told no, charged')
  if (replies.length && all.every(t => t === 'down' || t === 'away')) wrong.push('told that nothing was done, and it was')
  if (all.at(-1)?.startsWith('503') && !paid.includes('201') && (payLater || !replies.includes('201')) && (net || created))
    wrong.push('told "pay later", reservation made behind the back')
  if (all.at(-1) === '503 nothing charged' && captures) wrong.push('told that nothing was charged, and it was')
  if (payLater && !paid.length && captures) wrong.push('wanted to pay later, was charged now')
  if (payLater && replies.every(t => t.startsWith('503')) && r.payBy !== null && r.payBy - r.createTime > hour)
    wrong.push('told 503, seats held for a day')
  return wrong
}
