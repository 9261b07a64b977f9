import {
  allOf,
  between,
  card,
  type Cast,
  chance,
  counterOf,
  each,
  type Errand,
  errand,
  findings,
  group,
  type House,
  insist,
  made,
  oneOf,
  sleep,
  type Wares,
} from '@jumun/testing/cast'
import type { Mileage } from './customermgmt/mileage.ts'
import type { seatMap } from './reservationmgmt/seats.ts'

const hour = 3_600_000
const fare = 60_000
const towns = ['ICN', 'CJU', 'PUS', 'TAE', 'KWJ']
/** What becomes of a flight: it stays on the board, it leaves before the performance ends, it is moved, or the airline cancels it. */
type Lot = 'stays' | 'leaves' | 'moved' | 'cancelled'
const lots: readonly Lot[] = ['stays', 'stays', 'stays', 'leaves', 'moved', 'cancelled']
interface Flight {
  readonly id: number
  readonly lot: Lot
  readonly since: number
  isFull: boolean
  isOver: boolean
}
interface Trip extends Errand {
  readonly flight: Flight
  /** The seats are held, and paid later. */
  readonly later: boolean
  /** What a quote said that a cancel gives back. */
  quoted?: number
}
type Entries = NonNullable<typeof Mileage.state>['entries']
/** What follows from what is enough to have been told: nobody hears a cause after its effect. */
const dueFor: { readonly [status: string]: readonly string[] } = {
  Reserved: ['ReservationCreated', 'MileageIncreased'],
  Flown: ['ReservationCreated', 'MileageIncreased'],
  Cancelled: ['ReservationCancelled', 'MileageDecreased', 'ReservationRefundRaised'],
}

const iso = (time: number) => new Date(time).toISOString()

/** Customers who reserve, choose seats, hold and pay later, change their minds; a flight manager who opens, moves, closes and lets fly. */
export const cast = (house: House): Cast => {
  const { ask, did } = house
  const trips: Trip[] = []
  const flights: Flight[] = []
  const counter = counterOf(house, {
    at: '/reservations',
    noes: [
      'payment-declined',
      'sold-out',
      'seat-taken',
      'expired',
      'gone',
      'not-allowed-now',
      'not-enough-mileage',
      'too-late-to-pay-later',
    ],
    pays: e => !e.wish['payLater'],
  })

  const openFlight = async (): Promise<void> => {
    const lot = lots[flights.length % lots.length]!
    const at = Date.now() + (lot === 'leaves' ? between(3000, 5000) : oneOf([72, 24 * 10, 24 * 30]) * hour)
    const from = flights.length % towns.length
    const made = await insist(house, 'POST', '/schedules', {
      departure: towns[from],
      arrival: towns[(from + 1) % towns.length],
      departureTime: iso(at),
      arrivalTime: iso(at + hour),
      seats: oneOf([12, 30, 60]),
      fare,
    })
    if (made.status === 422 && lot === 'leaves') return // it would have left already
    if (made.status !== 201) return house.wrong(`POST /schedules: ${made.status} ${JSON.stringify(made.body).slice(0, 200)}`)
    flights.push({ id: made.body.id, lot, since: Date.now(), isFull: false, isOver: false })
    did('flight opened')
  }
  /** Opens a flight for each that is full, and sees to the lots of the others. */
  const manage = async (): Promise<number> => {
    await sleep(100)
    if (house.isOver()) return 0
    if (flights.filter(f => !f.isFull && !f.isOver).length < 4) await openFlight()
    for (const f of flights) {
      if (f.isOver || Date.now() - f.since < 1500) continue
      if (f.lot === 'leaves') f.isOver = Date.now() - f.since > 5000
      if (f.lot === 'moved' && Date.now() - f.since < 4000) {
        f.isOver = true
        const at = Date.now() + 24 * 12 * hour
        const moved = await insist(house, 'POST', `/schedules/${f.id}/change`, { departureTime: iso(at), arrivalTime: iso(at + hour) })
        if (moved.status === 200) did('flight moved')
      }
      if (f.lot !== 'cancelled') continue
      f.isOver = true
      if ((await insist(house, 'DELETE', `/schedules/${f.id}`)).status === 204) did('flight cancelled')
    }
    return 0
  }

  const trip = (customerId: number, flight: Flight, more: object, key?: string): Trip => {
    const peopleNo = oneOf([1, 1, 2, 3])
    const e = errand(
      {
        customerId,
        scheduleId: flight.id,
        peopleNo,
        fare: peopleNo * fare,
        language: oneOf(['ko', 'en']),
        paymentToken: card(house),
        ...more,
      },
      key,
    )
    // the name of the first passenger tells the reservations of one customer apart
    const passengers = [{ name: e.key, ...(e.wish['seat'] ? { seat: e.wish['seat'] } : {}) }]
    const made: Trip = { ...e, wish: { ...e.wish, passengers }, flight, later: 'payLater' in more }
    trips.push(made)
    return made
  }
  /** None where the house is closed at this moment. */
  const seatsOf = async (flightId: number): Promise<ReturnType<typeof seatMap>['seats']> => {
    const map = await ask('GET', `/seats/${flightId}`)
    return map?.status === 200 ? map.body.seats : []
  }
  const seatOn = async (flight: Flight): Promise<string | undefined> => {
    const free = (await seatsOf(flight.id)).filter(s => s.state === 'free')
    return free.length ? oneOf(free.slice(0, 6)).seat : undefined
  }
  const reserve = async (t: Trip): Promise<boolean> => {
    const isMade = (await counter.order(t)) !== undefined
    if (t.why === 'sold-out') t.flight.isFull = true
    if (isMade) did(t.later ? 'held' : 'reserved')
    return isMade
  }
  const customer = async (n: number): Promise<void> => {
    const customerId = house.first + n
    while (!flights.some(f => !f.isFull && !f.isOver)) await sleep(50)
    const flight = oneOf(flights.filter(f => !f.isFull && !f.isOver))
    const savesUp = chance(0.1)
    if (savesUp) {
      const opened = await insist(house, 'POST', '/mileages', { customerId, mileage: 20_000 }) // by the operator
      if (opened.status !== 201) house.wrong(`POST /mileages: ${opened.status} ${JSON.stringify(opened.body).slice(0, 200)}`)
    }
    const seat = chance(0.3) ? await seatOn(flight) : undefined
    const more = {
      ...(savesUp ? { mileageToUse: oneOf([5000, 20_000]) } : {}),
      ...(chance(0.15) && flight.lot !== 'leaves' ? { payLater: true } : {}),
    }
    let t = trip(customerId, flight, { ...more, ...(seat ? { seat } : {}) })
    let isMade = await reserve(t)
    if (t.why === 'seat-taken') {
      // another seat, then: whichever there is
      t = trip(customerId, flight, more)
      isMade = await reserve(t)
      if (isMade) did('seat changed')
    }
    if (!isMade) return
    if (chance(0.05)) await counter.again(t)
    if (t.later) {
      await sleep(between(0, 500))
      if (chance(house.leaves)) return did('left')
      if (chance(0.3)) return void (await counter.cancel(t))
      await counter.pay(t)
      if (!t.paid) return
      did('paid later')
    }
    if (!chance(0.2)) return
    await sleep(oneOf([0, between(0, 30), between(0, 1500)]))
    if (chance(0.5)) return void (await counter.cancel(t))
    const quote = await counter.command(t, 'cancel-quote')
    if (quote?.status !== 201) return
    did('quoted')
    const cancelled = await counter.cancel(t, { quoteId: quote.body.quoteId })
    if (cancelled?.status === 200) t.quoted = quote.body.refund
  }

  const judge = async () => {
    const [reservations, unpaid, payments, hists, notes, schedules, mileages] = await Promise.all(
      ['/reservations', '/reservations/search/unpaid', '/payments', '/reservationHists', '/notifications', '/schedules', '/mileages'].map(
        path => allOf(ask, path),
      ),
    )
    const [paymentsOf, histsOf, notesOf] = [payments!, hists!, notes!].map(items => group(items, 'reservationId'))
    const flightOf = new Map(schedules!.map(s => [s.id, s.status as string]))
    const accountOf = new Map(mileages!.map(m => [m.customerId, m.entries as Entries]))
    const { verdict, fate, kept, matched, note, owes, said, single } = findings()
    for (const [t, r] of matched(
      trips,
      [...reservations!, ...unpaid!],
      r => r.passengers[0].name,
      e => e.key,
    )) {
      const { id, status } = r
      const name = `reservation ${id} (${status})`
      single(name, { payments: paymentsOf!.get(id) ?? [] })
      const payment = paymentsOf!.get(id)?.[0]
      const theirs = histsOf!.get(id) ?? []
      const counted = (word: string) => theirs.filter(h => h.eventType === word).length
      const lives = status === 'Reserved' || status === 'Flown'
      const isCancelled = status === 'Cancelled'
      const isHeld = t.later && !t.paid && ['AwaitingPayment', 'Expired'].includes(status)
      kept(t, name, lives && !(t.later && !t.paid), isCancelled || isHeld || (t.later && lives), false)
      if (t.later && t.paid && !lives && !isCancelled) note('lost', `${name}: it was told that it is paid`)
      if (t.later && !t.paid && t.heard !== undefined && t.heard !== 503 && lives) note('contradictory', `${name}: nobody paid it`)
      const amount = r.fare === null ? 0 : r.fare - r.mileageToUse
      const earned = Math.floor((amount * 5) / 100)
      owes(id, lives ? amount : isCancelled ? r.fee : 0)
      const flight = flightOf.get(r.scheduleId)
      const ends = flight === 'Departed' ? 'Flown' : flight === 'Cancelled' ? 'Cancelled' : 'Reserved'
      if (status === 'Reserved' && ends !== status) note('unfinished', `${name}: its flight is ${flight}`)
      if (status === 'Flown' && flight !== 'Departed') note('contradictory', `${name}: its flight is ${flight}`)
      const paid = lives ? 'Paid' : isCancelled ? (r.refund === 0 ? 'Paid' : r.fee === 0 ? 'Refunded' : 'PartlyRefunded') : undefined
      if (paid && amount && payment?.status !== paid) note('unfinished', `${name}: payment ${payment?.status}, it should be ${paid}`)
      if (payment && paid && payment.amount !== amount) note('contradictory', `${name}: payment of ${payment.amount}, it costs ${amount}`)
      if (isCancelled && t.quoted !== undefined && r.refund !== t.quoted && flight !== 'Cancelled')
        note('contradictory', `${name}: ${r.refund} goes back, the quote said ${t.quoted}`)
      // page and mileage
      const expected: readonly (readonly [string, number])[] = [
        ['예약등록', lives || isCancelled ? 1 : 0],
        ['예약취소', isCancelled ? 1 : 0],
        ['마일리지적립', earned && (lives || isCancelled) ? 1 : 0],
        ['마일리지적립취소', earned && isCancelled ? 1 : 0],
      ]
      for (const [word, n] of expected)
        if (counted(word) !== n) note(counted(word) < n ? 'unfinished' : 'doubled', `${name}: ${counted(word)} × ${word} in the history`)
      const entries = (accountOf.get(r.customerId) ?? []).filter(entry => entry.reservationId === id)
      const balance = entries.reduce((sum, entry) => sum + entry.change, 0)
      const owed = lives ? earned - r.mileageToUse : isCancelled ? r.mileageBack - r.mileageToUse : 0
      if (balance !== owed) note('unfinished', `${name}: ${balance} miles on the account, it should be ${owed}`)
      const due = dueFor[status]
      said(name, notesOf!.get(id) ?? [], due ? [due] : [], ['ReservationChanged'])
      if (status === 'AwaitingPayment' && t.told !== 'later' && !isHeld) note('unfinished', name)
      const end = status === 'Declined' || status === 'Expired' || isCancelled ? `${status} (${r.reason})` : status
      const told = new Set(theirs.map(h => h.eventType)).size || '–'
      const miles = owed ? (owed > 0 ? 'earned' : 'used') : '–'
      fate(`${end.padEnd(28)} payment ${payment?.status ?? '–'}, history ${told}, miles ${miles}`)
    }
    await each(flights, async ({ id }) => {
      if (flightOf.get(id) !== 'Open') return
      const map = await seatsOf(id)
      const of = reservations!.filter(r => r.scheduleId === id && r.status === 'Reserved')
      const seats = of.flatMap(r => r.passengers.map((p: { readonly seat: string }) => p.seat))
      if (new Set(seats).size !== seats.length) note('doubled', `flight ${id}: one seat for two`)
      if (seats.length !== of.reduce((n, r) => n + r.peopleNo, 0)) note('lost', `flight ${id}: somebody has no seat`)
      const taken = map.filter(s => s.state === 'taken').map(s => s.seat)
      if (new Set(taken).symmetricDifference(new Set(seats)).size)
        note('unfinished', `flight ${id}: ${taken.length} seats are taken, ${seats.length} are reserved`)
    })
    return verdict
  }
  return {
    things: 'reservations',
    collection: 'schedules',
    waiting: ['/payments/search/unsettled'],
    open: async () => {
      for (let i = 0; i < 6; i++) await openFlight()
    },
    customer,
    staff: [manage],
    judge,
  }
}

const inDays = (n: number): string => new Date(Date.now() + n * 86_400_000).toISOString()

/** What the test of the breaker orders. */
export const wares: Wares = {
  at: '/reservations',
  payments: '/payments',
  // a thousand seats at most: for more customers another flight
  open: async ask => {
    let n = 0
    const fly = async () =>
      made(
        await ask('POST', '/schedules', {
          departure: 'ICN',
          arrival: 'CJU',
          departureTime: inDays(30),
          arrivalTime: inDays(31),
          seats: 1000,
        }),
      )
    let flight = fly()
    return async () => {
      if (++n % 1000 === 0) flight = fly()
      const customerId = n
      return { customerId, peopleNo: 1, scheduleId: (await flight).scheduleId }
    }
  },
  won: r => (r.status === 'Reserved' ? r.fare : 0),
}
