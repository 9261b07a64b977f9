/** Stories of the airline: customers, a flight manager and a provider in a storm, then calm, then the promises are read. */
import { aggregate, command, context, type DataOf, event, hours, type Message, minutes, policy, Type, whenever } from '@jumun/core/model'
import type { Caller, Recorded } from '@jumun/core/runtime'
import {
  actor,
  type Build,
  caseOf,
  type Faults,
  goodWeather,
  itemsOf,
  outdoors,
  press,
  readViews,
  type Stage,
  stage,
  type Stories,
  wordOf,
  type World,
} from '@jumun/testing'
import { moneyIsTold, numbered } from '@jumun/testing/promises'
import { type Customer, retried, sceneIn, sceneOf, stormIn, type Trade } from '@jumun/testing/scene'
import { sellingStories } from '../story.ts'
import { OpenAccount } from './customermgmt/commands.ts'
import { atRest, ledger, lives, reservationFile, seats, told as toldTruly } from './promises.ts'
import { CancelReservation, PayReservation, QuoteCancel } from './reservationmgmt/commands.ts'
import { ReservationCancelled, ReservationCreated } from './reservationmgmt/events.ts'
import { ApprovePayment, GiveBack, RetryRefund } from './reservationmgmt/payment-commands.ts'
import type { Reservation } from './reservationmgmt/reservation.ts'
import type { Seats } from './reservationmgmt/seats.ts'
import { CancelSchedule, ChangeSchedule, CreateSchedule } from './schedulemgmt/commands.ts'
import { ScheduleCreated } from './schedulemgmt/events.ts'
import { air } from './system.ts'

const operator = actor('operator', 'operator')
const manager = actor('manager', 'flightManager')
const days = (n: number) => hours(24 * n)
type Reserving = NonNullable<typeof Reservation.state>
type Seating = NonNullable<typeof Seats.state>
/** A seat on any flight costs this. */
const fare = 10_000
const few = 3
const many = 30
const schedules = ['schedulemgmt', 'schedules'] as const

interface Wish {
  readonly customerId: number
  readonly scheduleId: number
  readonly peopleNo: number
  readonly mileageToUse: number
  readonly payLater: boolean
  readonly paymentToken: string
  readonly passengers?: readonly { readonly seat: string }[]
}
const trade: Trade<Wish> = {
  role: 'customer',
  claims: ({ customerId }) => ({ customerId: String(customerId) }),
  wish: wish => ({ customerId: 1, scheduleId: 1, peopleNo: 1, mileageToUse: 0, payLater: false, paymentToken: 'approve', ...wish }),
  place: ['reservationmgmt', 'reservations'],
  of: 'reservation',
  key: 'reservationId',
  requested: 'ReservationRequested',
  pay: reservationId => PayReservation({ reservationId }),
  cancel: reservationId => CancelReservation({ reservationId }),
  payments: ['reservationmgmt', 'payments'],
  payment: 'payment',
  stuck: 'RefundStuck',
  retry: reservationId => RetryRefund({ reservationId }),
}
/** What happened before the story begins. Flights are numbered in the order in which they are made. */
const before = async (s: Stage, context: string, wish: Message<'command'>, caller: Caller) => {
  const work = s
    .of(context)
    .replicas[0]!.node.handle(wish, { id: `before/${wish.type}/${s.world.steps}`, caller, causes: [], inline: false })
  let isDone = false
  void work.then(() => (isDone = true))
  for (let i = 0; i < 20 && !isDone; i++) await s.world.run({ steps: 2000, time: 100, until: () => isDone })
  await work
}
/** A wish without the number that the table gives. */
const unnumbered = <C extends typeof CreateSchedule | typeof QuoteCancel>(
  { type }: C,
  data: Omit<DataOf<C>, 'scheduleId' | 'quoteId'>,
): Message<'command'> => ({ kind: 'command', type, data })
const fly = (s: Stage, departureTime: number, seatsThere: number) =>
  before(
    s,
    'schedulemgmt',
    unnumbered(CreateSchedule, {
      departure: 'ICN',
      arrival: 'CJU',
      departureTime,
      arrivalTime: departureTime + hours(1),
      seats: seatsThere,
      fare,
    }),
    manager,
  )

/** The airline with a flight that leaves in so many ms, unless that is 0. `mileage`: of the first customer. */
const open = async (seed: number, build: Build, { leavesIn = days(10), places = few, mileage = 0 } = {}) => {
  /** Contexts that take a question and never answer. */
  const deaf = new Set<string>()
  const never = () => new Promise<never>(() => {})
  const { there, outside } = outdoors(build)
  const answers = (world: World) => {
    const others = outside(world)
    return (target: string) => (deaf.has(target) ? never : others(target))
  }
  const s = stage(air, seed, goodWeather, build, () => 2, answers)
  if (mileage) await before(s, 'customermgmt', OpenAccount({ customerId: 1, mileage }), operator)
  if (leavesIn) {
    await fly(s, s.world.now + leavesIn, places)
    await s.world.run({ steps: 2000, time: 5000 })
  }
  /** `quotes`: what a cancel costs, as its customer was told. */
  return sceneOf({ ...s, ...there, deaf, quotes: new Map<string, number>() }, trade)
}
type Airline = Awaited<ReturnType<typeof open>>

// ---- what people do
/** Reserves, tries again with the same key, pays what was held, asks what a cancel costs, cancels, twice if need be, or walks away. */
const customerLife = async (s: Airline, me: Customer<Wish>, isGood: boolean) => {
  const w = s.world
  await w.step(undefined, w.between(0, 4000))
  await me.insists(5, () => (!isGood && w.chance(0.1) ? 300 : 3000), 0.35)
  const reservationId = me.id
  if (reservationId === undefined) return
  if (me.wish.payLater ? w.chance(0.7) : me.ordered.at(-1)?.startsWith('503') && w.chance(0.3))
    for (let tries = w.between(1, 4); tries > 0; tries--) {
      await w.step(undefined, w.chance(0.3) ? w.between(1000, 900_000) : w.between(5, 4000))
      if (['201', '4xx'].includes(await me.pays())) break
    }
  if (!w.chance(0.5)) return
  await w.step(undefined, w.chance(0.6) ? w.between(0, 4000) : w.between(1000, 900_000))
  if (w.chance(0.5)) {
    const said = await press(s, me.who, trade.place, unnumbered(QuoteCancel, { reservationId }))
    if (typeof said === 'object' && said.kind === 'item' && said.item.state.quote) s.quotes.set(me.key, said.item.state.quote.quoteId)
    await w.step(undefined, w.chance(0.3) ? w.between(500_000, 700_000) : w.between(0, 3000))
  }
  // they heard on the radio that the flight is cancelled
  if (w.chance(0.35))
    for (let k = 40; k > 0 && (await s.state('schedulemgmt', 'schedule', me.wish.scheduleId))?.status !== 'Cancelled'; k--)
      await w.step(undefined, w.between(20, 400))
  for (let k = w.between(1, 3); k > 0; k--) {
    const wish = CancelReservation({ reservationId, quoteId: s.quotes.get(me.key) ?? null })
    const said = await press(s, me.who, trade.place, wish, 2000)
    w.note(`customer ${me.key} cancels: ${wordOf(said)}${typeof said === 'object' && said.kind === 'problem' ? ` ${said.reason}` : ''}`)
  }
}
/** Cancels flights, moves them, puts in more seats. */
const managerLife = async (s: Airline, when: () => number) => {
  const w = s.world
  for (let i = w.between(0, 5); i > 0; i--) {
    await w.step(undefined, w.chance(0.7) ? w.between(50, 3000) : w.between(1000, 900_000))
    const scheduleId = w.pick([1, 2, 2])
    const does = w.pick(['cancel', 'cancel', 'times', 'times', 'seats'])
    const departureTime = when()
    const wish =
      does === 'cancel'
        ? CancelSchedule({ scheduleId })
        : does === 'times'
          ? ChangeSchedule({ scheduleId, departureTime, arrivalTime: departureTime + hours(1) })
          : ChangeSchedule({ scheduleId, seats: scheduleId === 1 ? many + 1 : few + 1 })
    for (let k = does === 'cancel' ? w.between(1, 3) : 1; k > 0; k--) await press(s, manager, schedules, wish, 2000)
  }
}

/** Everything comes back; then time goes from one thing that is to happen to the next, until all flights have left and all is at rest. */
const rest = async (s: Airline) => {
  const w = s.world
  w.note('=== calm')
  s.weather()
  s.back()
  await w.run({ steps: 100_000, time: hours(1) })
  for (let i = 0; i < 40; i++) {
    const timers = (await Promise.all(s.system.contexts.map(c => s.of(c.name).store.timers(0, 1000)))).flatMap(t => t.timers)
    if (!timers.length) break
    w.now = Math.max(w.now, Math.min(...timers.map(t => t.at)) - 100)
    await w.run({ steps: 100_000, time: minutes(11) })
  }
  await s.calm(hours(6))
  await retried(s, trade)
}
/** Four customers on two flights, one with three seats, and a flight manager. */
const storm = async (s: Airline, faults: Faults) => {
  const w = s.world
  // departures lie where fare rules and deadlines change
  const when = () =>
    w.now +
    w.pick([
      days(10),
      days(5),
      days(7) + w.between(-2000, 600_000),
      hours(30),
      days(1) + w.between(-2000, 600_000),
      hours(3),
      hours(2) + w.between(0, 1_200_000),
      w.between(20_000, 1_500_000),
      w.between(10_000, 60_000),
    ])
  s.weather()
  await before(s, 'customermgmt', OpenAccount({ customerId: 1, mileage: w.pick([4000, 30_000, 60_000]) }), operator)
  await fly(s, when(), many)
  await fly(s, when(), few)
  w.faults = faults
  for (const key of ['k0', 'k1', 'k2', 'k3']) {
    const customerId = w.pick([1, 1, 2])
    const peopleNo = w.chance(0.7) ? 1 : 2
    s.come(key, {
      customerId,
      scheduleId: w.chance(0.03) ? 9 : w.pick([1, 2, 2]),
      peopleNo,
      mileageToUse: w.chance(customerId === 1 ? 0.45 : 0.08) ? w.pick([3000, 5001, fare * peopleNo]) : 0,
      payLater: w.chance(0.35),
      paymentToken: w.chance(0.07) ? 'decline' : 'approve',
      ...(w.chance(0.2) ? { passengers: [{ seat: w.pick(['1A', '1B', '1C']) }] } : {}),
    })
  }
  for (const me of s.customers) s.lives(customerLife(s, me, faults === goodWeather))
  s.lives(managerLife(s, when))
  if (w.chance(0.1)) s.provider.refuses.add(String(w.between(1, 5)))
  await s.gone(9000)
  await w.run({ steps: 600 })
}

// ---- the promises
const read = async (s: Airline): Promise<readonly Recorded[]> => {
  const w = s.world
  const facts = await s.logs()
  const flights = new Map((await itemsOf(s, 'schedulemgmt', 'schedule')).map(f => [f.scheduleId, f]))
  const made = new Map((await itemsOf(s, 'reservationmgmt', 'reservation')).map(r => [r.reservationId as number, r]))
  for (const reservation of made.values()) {
    const { reservationId, scheduleId } = reservation
    const of = facts.filter(e => e.case === `reservationId/${reservationId}`).sort((a, b) => w.inTrueTime(a).time - w.inTrueTime(b).time)
    const flight = flights.get(scheduleId)
    const flightCancelled = facts.find(e => e.type === 'ScheduleCancelled' && e.data.scheduleId === scheduleId)?.data.at
    const file = { ...reservationFile(await caseOf(s, 'reservationId', reservationId, facts, s.provider)), facts: of }
    s.wrong(atRest(file, { flightCancelled, clocksOff: w.wall.most }))
    s.wrong(moneyIsTold(file.facts, { back: 'PaymentRefunded', made: 'ReservationCreated' }))
    if (reservation.status === 'Reserved') w.wrong(`Reserved on a ${flight?.status} flight`)
    if (lives(reservation) && flight?.status !== 'Departed') w.wrong(`${reservation.status} on a ${flight?.status} flight`)
    const known = of.filter(e => e.type === 'ReservationCreated' || e.type === 'ReservationChanged').at(-1)
    if (reservation.status === 'Flown' && known?.data.departureTime !== flight.departureTime)
      w.wrong('a passenger was not told when the flight leaves')
  }
  for (const f of flights.values()) {
    const left = facts.find(e => e.type === 'ScheduleDeparted' && e.data.scheduleId === f.scheduleId)
    if (f.status === 'Open') w.wrong('a flight never leaves')
    if (left && left.time < f.departureTime) w.wrong('departed before its time')
  }
  const ours = facts.filter(e => e.source === 'reservationmgmt')
  s.wrong([...seats(ours, id => made.get(id)), ...numbered(facts)])
  for (const z of await itemsOf(s, 'reservationmgmt', 'seats'))
    if (Object.values((z as Seating).seats).some(x => x.state === 'held')) w.wrong('seats held for ever')
  for (const customerId of [1, 2]) {
    const account = await s.state('customermgmt', 'mileage', customerId)
    const entries = facts.filter(e => e.source === 'customermgmt' && e.data.customerId === customerId)
    s.wrong(ledger(entries, account))
    const opened = facts.find(e => e.type === 'AccountOpened' && e.data.customerId === customerId)?.data.mileage ?? 0
    const should = [...made.values()].reduce((n, r) => {
      if (r.customerId !== customerId) return n
      return (
        n + (lives(r) ? Math.floor((r.amount * 5) / 100) - r.mileageToUse : r.status === 'Cancelled' ? r.mileageBack - r.mileageToUse : 0)
      )
    }, opened)
    if ((account?.mileage ?? 0) !== should) w.wrong('a balance is not what the reservations say')
  }
  s.sentFirst(facts)
  // history is what happened: a row for each public event about reservations and mileage
  const rows = (
    await s.of('reservationhist').store.list({ of: 'reservationHist', where: {}, hidden: true, sort: [], offset: 0, limit: 1000 })
  ).items.map(i => i.state.event as string)
  const should = facts
    .filter(e => e.number !== null && (e.source === 'reservationmgmt' || e.source === 'customermgmt'))
    .map(e => `${e.source}:${e.id}`)
  if ([...rows].sort().join() !== [...should].sort().join()) w.wrong('history is not what happened')
  for (const name of ['notimgmt', 'reservationhist']) await readViews(s, name)
  return facts
}
/** The reason of a "no" is true. */
const isTrue = (r: Reserving, me: Customer<Wish>, facts: readonly Recorded[], clocksOff: number): boolean => {
  const flight = facts.filter(e => e.source === 'schedulemgmt' && e.data.scheduleId === r.scheduleId)
  switch (r.reason) {
    case 'payment-declined':
      return me.wish.paymentToken === 'decline'
    case 'no-such-flight':
      return r.scheduleId === 9
    case 'sold-out':
      return flight.some(e => e.data.seats <= few)
    case 'seat-taken':
      return me.wish.passengers !== undefined
    case 'not-allowed-now':
      return flight.some(e => e.type === 'ScheduleCancelled' || e.data.departureTime <= r.createTime + hours(1) + clocksOff)
    case 'not-enough-mileage':
      return r.mileageToUse > 0
    case 'too-late-to-pay-later':
      return r.payLater
    case 'in-progress':
      return true
    default:
      return false
  }
}
const told = async (s: Airline, facts: readonly Recorded[], isGood: boolean) => {
  const w = s.world
  for (const me of s.customers) {
    const { ids, states: reservations, told: replies, net, captures } = await s.madeBy(me, facts, me.ordered)
    const created = facts.some(e => e.type === 'ReservationCreated' && ids.includes(e.data.reservationId))
    const honored = facts.find(
      e => e.type === 'ReservationCancelled' && e.data.reason === 'asked-for' && ids.includes(e.data.reservationId),
    )?.data.quoteId
    const { told: paid } = await s.madeBy(me, facts, me.paid)
    const quoteId = s.quotes.get(me.key) ?? null
    s.wrong(toldTruly({ replies, paid, payLater: me.wish.payLater, quoteId, honored, reservations, created, captures, net }))
    const [r] = reservations
    if (r?.status === 'Declined' && !isTrue(r, me, facts, w.wall.most)) w.wrong(`declined, and it is not so: ${r.reason}`)
    if (!isGood) continue
    // another reservation of their own may be paid at this very moment
    if (!['201', '4xx'].includes(me.ordered[0]!) && r?.reason !== 'in-progress') w.wrong(`in good weather: ${me.ordered[0]}`)
    if (me.paid.some(t => t.startsWith('503'))) w.wrong('in good weather paying says 503')
    const end = facts.find(
      e => ['ReservationDeclined', 'ReservationExpired', 'ReservationCancelled'].includes(e.type) && ids.includes(e.data.reservationId),
    )
    const let_ = end && facts.find(e => e.type === 'SeatsReleased' && e.data.reservationId === end.data.reservationId)
    if (end && end.data.holds !== false && !end.data.heir && !(let_ && let_.time < end.time + 5000))
      w.wrong('in good weather seats are not released at once')
  }
}
type Options = NonNullable<Parameters<typeof open>[2]>
const telling = { trade, open, storm, stormy: () => ({ leavesIn: 0 }), rest, read, told }
const scene = sceneIn<Wish, Airline, Options>(telling)

// ---- the stories
/** What good weather is without, and what is told then: by the first, or by two. */
const missing = { deaf: '201', down: '201', mileage: '201', behind: '201', again: '503,201', stranger: '503', later: '503,201' } as const
/** Good weather but for one thing: reserving works on (AIR-R1, AIR-R2, AIR-N4, AIR-N5). */
const without = scene(
  async (s, _, seed) => {
    const w = s.world
    const what = (Object.keys(missing) as (keyof typeof missing)[])[seed % 7]!
    const at = w.now + days(10)
    if (what === 'behind') s.weather({ lag: 1 }) // the copy has not heard of the flight yet
    await fly(s, at, 1)
    s.weather()
    if (what === 'stranger' || what === 'later')
      s.dies('schedulemgmt', minutes(30)) // and the flight is unknown to both
    else if (what !== 'behind') await s.pass(5000)
    if (what === 'deaf') s.deaf.add('schedulemgmt')
    if (what === 'down') s.dies('schedulemgmt', minutes(30))
    if (what === 'deaf' || what === 'down') slowly(s, 330, 420)
    if (what === 'mileage') for (const name of ['customermgmt', 'notimgmt', 'reservationhist']) s.dies(name, minutes(30))
    s.provider.isSilent = what === 'again'
    const wish = { stranger: { scheduleId: 2 }, later: { scheduleId: 2, payLater: true } }[what as string] ?? {}
    const me = s.come('first', wish)
    const began = w.now
    await s.soon(me.orders())
    s.must(w.now - began <= 1000, `good weather, but ${what}: it took ${w.now - began} ms`)
    s.provider.isSilent = false
    if (what === 'again') await s.soon(s.come('second').orders())
    if (what === 'later') {
      // the flight is there after all, and the same request asks for what it asked for: seats, not money
      s.back()
      await fly(s, at, 1)
      await s.soon(me.orders())
    }
    const said = s.customers.flatMap(c => c.ordered).join()
    s.must(said === missing[what], `good weather, but ${what}: told ${said}`)
    s.deaf.clear()
  },
  { stage: { leavesIn: 0 } },
)
/** The provider takes its time. */
const slowly = (s: Airline, from: number, to: number) => {
  const ask = s.provider.ask.bind(s.provider)
  s.provider.ask = async (q, of) => {
    await s.world.step(undefined, s.world.between(from, to))
    return ask(q, of)
  }
}

/** Mileage is away for two hours: a reservation is made and cancelled; both entries come after its return, in order, sum 0 (saga 3). */
const outage = scene(async s => {
  s.dies('customermgmt', hours(2))
  const me = s.come('k0', { peopleNo: 2 })
  await s.soon(me.orders())
  s.must(wordOf(await s.soon(me.cancels())) === '201', 'could not be cancelled')
  await s.pass(minutes(5))
  s.must(
    (await s.facts()).some(e => e.type === 'SeatsReleased'),
    'seats are kept while mileage is away',
  )
  return facts => {
    const changes = facts.filter(e => e.source === 'customermgmt' && e.number !== null).map(e => e.data.change)
    s.must(changes.join() === '1000,-1000', `mileage says ${changes.join()}`)
  }
})

/** The last seat, held until a time that was said: it does not stand aside; its time passes; its customer is told. */
const promised = scene(
  async s => {
    const w = s.world
    await s.soon(s.come('first', { payLater: true }).orders())
    await s.soon(s.come('second').orders())
    w.now += hours(24)
    await s.pass(minutes(10))
    await s.soon(s.come('third').orders())
    const said = s.customers.flatMap(c => c.ordered).join()
    s.must(said === '201,4xx,201', `hold now: ${said}`)
    const text = '예약 보류가 종료되었습니다: 결제 기한이 지났습니다'
    s.must(
      (await s.facts()).some(e => e.type === 'MessageQueued' && e.data.text === text),
      'who was promised was not told',
    )
  },
  { stage: { places: 1 } },
)

/** The airline cancels; its customer heard it on the radio and cancels before the news is here: they get everything back all the same. */
const radio = scene(
  async s => {
    const me = s.come('k0', { mileageToUse: 5001 })
    await s.soon(me.orders())
    await s.pass(5000)
    s.weather({ lag: 1 })
    await s.soon(press(s, manager, schedules, CancelSchedule({ scheduleId: 1 })))
    await s.soon(me.cancels())
  },
  { stage: { leavesIn: days(3), mileage: 30_000 } },
)

/** Eleven people for three seats, all at once. */
const crowd = scene(async (s, faults) => {
  s.world.faults = faults
  for (let i = 0; i < 11; i++) s.lives(s.come(`k${i}`, { customerId: i + 1 }).orders())
  await s.gone(20_000)
  const seated = s.customers.filter(c => c.ordered[0] === '201').length
  s.must(faults !== goodWeather || seated === few, `three seats for ${seated}`)
})

// ---- an organization that joins later, written by somebody else: it hears all from the first event (AIR-B8)
const wanted = { scheduleId: Type.Integer(), people: Type.Integer() }
const routeOf = { scheduleId: Type.Integer(), departure: Type.String(), arrival: Type.String() }
const facts = {
  RouteNoted: event.internal('RouteNoted', routeOf),
  WantedNoted: event.internal('WantedNoted', wanted),
  Recommended: event.internal('Recommended', { scheduleId: Type.Integer() }),
}
const wishes = {
  NoteRoute: command('NoteRoute', routeOf),
  NoteWanted: command('NoteWanted', wanted),
  Recommend: command('Recommend', { scheduleId: Type.Integer() }),
}
const nowhere = { departure: '', arrival: '', people: 0 }
const anyState = { by: policy, from: ['nothing', 'Open'] } as const
/** Not idempotent by itself, on purpose: only the inbox protects it. */
const Wanted = aggregate('wanted', {
  key: 'scheduleId',
  commands: wishes,
  events: facts,
  states: ['Open'],
  fields: { ...wanted, departure: Type.String(), arrival: Type.String() },
  decide: {
    NoteRoute: { ...anyState, then: (_, wish) => facts.RouteNoted(wish) },
    NoteWanted: { ...anyState, then: (_, wish) => facts.WantedNoted(wish) },
    Recommend: { ...anyState, then: (_, wish) => facts.Recommended(wish) },
  },
  evolve: {
    RouteNoted: (m, e) => ({ people: m?.people ?? 0, ...e, status: 'Open' }),
    WantedNoted: (m, { scheduleId, people }) => ({ ...(m ?? nowhere), scheduleId, people: (m?.people ?? 0) + people, status: 'Open' }),
    Recommended: (m, { scheduleId }) => ({ ...(m ?? nowhere), scheduleId, status: 'Open' }),
  },
})
const marketing = context('marketing', {
  port: 8089,
  level: 'general',
  team: 'marketing',
  events: facts,
  commands: wishes,
  aggregates: [Wanted],
  policies: {
    route: whenever(ScheduleCreated, ({ scheduleId, departure, arrival }) => wishes.NoteRoute({ scheduleId, departure, arrival })),
    more: whenever(ReservationCreated, ({ scheduleId, peopleNo }) => wishes.NoteWanted({ scheduleId, people: peopleNo })),
    less: whenever(ReservationCancelled, ({ scheduleId, peopleNo }) => wishes.NoteWanted({ scheduleId, people: -peopleNo })),
    recommend: whenever(ReservationCreated, ({ scheduleId }) => wishes.Recommend({ scheduleId }), { fresh: hours(1) }),
  },
})
/** Marketing joins a month late: it learns all routes, says nothing out of date, and counts nothing twice. */
const late = stormIn<Wish, Airline, Options>(telling)(
  async (s, faults) => {
    const w = s.world
    w.now += days(30)
    s.join(marketing, 2)
    w.faults = faults
    await w.run({ steps: 1500 })
    await s.calm(hours(2))
    const reads = async (again: string) => {
      const learned = await itemsOf(s, 'marketing', 'wanted')
      const should = (await itemsOf(s, 'reservationmgmt', 'reservation')).reduce((n, r) => n + (lives(r) ? r.peopleNo : 0), 0)
      s.must(learned.reduce((n, m) => n + m.people, 0) === should, `${again}marketing counts wrong`)
      s.must(!learned.some(m => m.departure !== 'ICN'), `${again}marketing knows no route`)
      s.must(!(await s.facts()).some(e => e.type === 'Recommended'), `${again}something out of date was recommended`)
    }
    await reads('')
    await s.everythingAgain()
    await reads('everything again: ')
  },
  { isTold: false },
)

/** What is asked of mileage is slow on its way, and the customer thinks better of it: the hold comes after its release. */
const overtaken = scene(
  async s => {
    const w = s.world
    for (const { node, process } of s.of('customermgmt').replicas) {
      const serve = node.serve.bind(node)
      node.serve = async question => {
        if (question.type === 'HoldMileage') await w.step(process, w.between(40, 140))
        return serve(question)
      }
    }
    const me = s.come('k0', { mileageToUse: 3000 })
    void me.orders()
    await s.until('MileageWanted')
    await s.soon(me.cancels())
    await s.pass(4000)
  },
  { stage: { mileage: 30_000 } },
)

/** A flight on which seats are held until tomorrow is moved to this afternoon: the hold ends sooner, too. */
const sooner = scene(async s => {
  const w = s.world
  await s.soon(s.come('k0', { payLater: true }).orders())
  const departureTime = w.now + w.between(hours(3), hours(20))
  const moves = ChangeSchedule({ scheduleId: 1, departureTime, arrivalTime: departureTime + hours(1) })
  await s.soon(press(s, manager, schedules, moves))
})

/** The plane has left this moment, and nobody here has heard of it: all the same nothing is paid any more, and nothing given back. */
const gone = scene(
  async s => {
    const w = s.world
    const { departureTime } = await s.state('schedulemgmt', 'schedule', 1)
    const aboard = s.come('k0')
    await s.soon(aboard.orders())
    s.provider.isSilent = true
    w.now = departureTime - minutes(5)
    const unpaid = s.come('k1', { customerId: 2 })
    await s.soon(unpaid.orders())
    s.provider.isSilent = false
    s.dies('schedulemgmt', hours(1))
    w.now = departureTime + 1000
    s.must(wordOf(await s.soon(aboard.cancels())) === '4xx', 'good weather, and a cancel after departure is not refused')
    s.must((await s.soon(unpaid.pays())) === '4xx', 'good weather, and paying after departure is not refused')
  },
  { stage: { leavesIn: hours(3) } },
)

export const stories: Stories = {
  ...sellingStories<Wish, Airline, Options>(telling, {
    paid: 'PaymentApproved',
    partBack: 'PaymentPartlyRefunded',
    approved: ApprovePayment({ reservationId: 1, customerId: 9, amount: 1 }),
    staff: manager,
    price: () => fare,
    give: (reservationId, wish) => GiveBack({ reservationId, reason: 'the service was poor', ...wish }),
    partly: { leavesIn: days(3) },
    stands: ['Reserved', 'AwaitingPayment'],
  }),
  without,
  outage,
  promised,
  radio,
  crowd,
  late,
  overtaken,
  sooner,
  gone,
}
