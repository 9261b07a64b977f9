/** What the airline promises: read at the end of every simulated story, and by the audit of a real one. */
import type { Recorded } from '@jumun/core/runtime'

/** Everything there is about one reservation, in all contexts. */
export interface ReservationFile {
  readonly reservation: any
  readonly payment: any
  readonly facts: readonly Recorded[]
  /** The provider's books: money taken less money given back, and how many captures. */
  readonly net: number
  readonly captures: number
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
export const lives = (r: any): boolean => r?.status === 'Reserved' || r?.status === 'Flown'

/** What holds at any moment. */
export const always = ({ reservation: r, facts, net, captures }: ReservationFile): string[] => {
  const wrong: string[] = []
  const all = (type: string) => facts.filter(e => e.type === type)
  const [created] = all('ReservationCreated')
  const [cancelled] = all('ReservationCancelled')
  if (captures > 1) wrong.push('money: charged twice')
  if (net < 0) wrong.push('money: more came back than was paid')
  for (const type of [
    'ReservationCreated',
    'ReservationCancelled',
    'ReservationRefundRaised',
    'MileageIncreased',
    'MileageDecreased',
    'MileageUsed',
  ])
    if (all(type).length > 1) wrong.push(`${type} twice`)
  if (created && created.time >= created.data.departureTime) wrong.push('reserved after departure')
  if (cancelled && cancelled.data.reason === 'asked-for' && cancelled.time >= cancelled.data.departureTime)
    wrong.push('cancelled by its customer after departure')
  if (!created && facts.some(e => e.source !== 'notimgmt' && e.number !== null && e.type !== 'ReservationHoldEnded'))
    wrong.push('an unpaid reservation was told to others')
  if (lives(r) && !created) wrong.push('a reservation is Reserved and nobody was told')
  return wrong
}

/** What holds at rest: everything ends, and all say the same. */
export const atRest = (file: ReservationFile): string[] => {
  const { reservation: r, payment: p, facts, net, flightCancelled, clocksOff = 0 } = file
  if (!r) return facts.length ? ['something happened to a reservation that is not there'] : []
  const wrong = always(file)
  const all = (type: string) => facts.filter(e => e.type === type)
  const [created] = all('ReservationCreated')
  const [cancelled] = all('ReservationCancelled')
  // it ends, and so does its money
  if (r.status === 'AwaitingPayment') wrong.push('a reservation waits for ever')
  const given = sum(all('PaymentPartlyRefunded').map(e => e.data.amount))
  // what staff gave back counts towards what a cancel gives back, and may be some of a fee
  const due = lives(r) ? r.amount : r.status === 'Cancelled' ? r.fee : 0
  const most = lives(r) ? due - given : due
  if (net > most || net < due - given) wrong.push(`money: ${r.status} reservation, ${net > most ? 'too much' : 'too little'} kept`)
  if (p && open.includes(p.status)) wrong.push(`payment does not end: ${p.status}`)
  if (p && ['Paid', 'PartlyRefunded', 'Refunded'].includes(p.status) && p.amount - p.refunded !== net)
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
  if (change('MileageReturned') !== (cancelled ? r.mileageBack : 0)) wrong.push('mileage returned wrong')
  // the last moment to pay moves with the flight
  const noted = all('FlightNoted').at(-1)
  if (r.promised && r.payBy !== null && noted && r.payBy > Math.max(noted.data.departureTime - 2 * hour, noted.time + hour / 6))
    wrong.push('payBy is later than two hours before departure')
  // a promise lasts until its time, and who it was made to hears how it ended
  if (r.promised && r.status === 'Expired') {
    const [end] = all('ReservationExpired')
    if (!end) return [...wrong, 'a reservation expired, and its case does not know it']
    if (end.time > r.payBy + hour + clocksOff) wrong.push('seats were kept long after payBy')
    if (end.data.heir !== null) wrong.push('promised until payBy, ended by another reservation of the same customer')
    if (!all('ReservationHoldEnded').length) wrong.push('a promise ended and its customer was not told')
  }
  return [...wrong, ...messages(facts)]
}

/** Every change is told once, or what came of it is; never a cause after its effect; the last word on the departure is right. */
const messages = (facts: readonly Recorded[]): string[] => {
  const wrong: string[] = []
  const happened = facts.filter(e => e.number !== null && news.includes(e.type))
  const queued = facts.filter(e => e.type === 'MessageQueued')
  const settled = new Set(facts.filter(e => e.type === 'MessageSent' || e.type === 'MessageDropped').map(e => e.data.messageId))
  if (settled.size !== queued.length) wrong.push(`messages: ${settled.size} sent or replaced of ${queued.length}`)
  if (new Set(queued.map(e => e.data.event)).size !== queued.length) wrong.push('a message was said twice')
  for (const e of happened) {
    const id = `${e.source}:${e.id}`
    if (queued.some(m => m.data.event === id)) continue
    const effectTold = queued.some(m => m.data.causes.includes(id))
    const replaced = facts.some(x => x.type === 'NewsDropped' && x.data.reason !== 'overtaken' && x.data.event === id)
    if (!effectTold && !replaced) wrong.push(`messages: ${e.type} was never told`)
  }
  const ids = queued.map(m => m.data.event)
  for (const [i, m] of queued.entries())
    for (const earlier of queued.slice(0, i))
      if (earlier.data.causes.includes(m.data.event)) wrong.push(`${m.data.what} was told after its effect ${earlier.data.what}`)
  const changes = happened.filter(e => e.type === 'ReservationChanged').map(e => `${e.source}:${e.id}`)
  const told = changes.filter(id => ids.includes(id))
  if ([...told].sort((a, b) => ids.indexOf(a) - ids.indexOf(b)).join() !== told.join())
    wrong.push('an older change of a flight was told after a newer one')
  return wrong
}

/** Seats: never more than there are, no seat for two, and in the end exactly those of the living. */
export const seats = (facts: Iterable<Recorded>, reservation: (reservationId: number) => any, isAtRest = true): string[] => {
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
export const ledger = (facts: readonly Recorded[], account: any): string[] => {
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
  if (account && account.mileage !== sum(account.entries.map((e: any) => e.change))) wrong.push('a balance is not the sum of its entries')
  if (account && Object.values(account.of as Record<string, { held: number }>).some(e => e.held)) wrong.push('mileage held for ever')
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
  readonly reservations: readonly any[]
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

/** The public events of a case are numbered without gaps, in the order in which they happened. */
export const log = (facts: readonly Recorded[]): string[] => {
  const last = new Map<string, number>()
  const wrong: string[] = []
  for (const { source, case: of, number } of facts) {
    if (number === null) continue
    const before = last.get(`${source} ${of}`) ?? 0
    if (number !== before + 1) wrong.push(`the log of ${source}: after ${before} comes ${number}`)
    last.set(`${source} ${of}`, number)
  }
  return wrong
}
