/** Stories of the airline: customers, a flight manager and a provider in a storm, then calm, then the promises are read. */
import { aggregate, command, context, type DataOf, event, hours, type Message, minutes, policy, Type, whenever } from '@jumun/core/model'
import {
  actor,
  type Build,
  caseOf,
  type Faults,
  giveParts,
  goodWeather,
  hasHappened,
  type Heard,
  itemsOf,
  outcomeOf,
  type Outdoors,
  outdoors,
  paidFor,
  post,
  prepare,
  press,
  readViews,
  type Stage,
  stage,
  type Story,
  withLyingProvider,
  wordOf,
  type World,
} from '@jumun/testing'
import { bySystem, type Caller, type Recorded } from '@jumun/core/runtime'
import { SettleDifference } from '../differences.ts'
import { OpenAccount } from './customermgmt/commands.ts'
import { moneyIsTold, numbered } from '@jumun/testing/promises'
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

interface Wish {
  readonly customerId: number
  readonly scheduleId: number
  readonly peopleNo: number
  readonly mileageToUse: number
  readonly payLater: boolean
  readonly paymentToken: string
  readonly passengers?: readonly { readonly seat: string }[]
}
interface Customer {
  readonly key: string
  readonly who: Caller
  readonly wish: Wish
  readonly replies: string[]
  readonly paid: string[]
  quoteId: number | null
  reservationId: number | undefined
}

interface Airline extends Stage, Outdoors {
  /** A seat on any flight costs this. */
  readonly fare: number
}
const fare = 10_000
const few = 3
const many = 30

/** The airline in good weather, without flights. `deaf`: contexts that take a question and never answer. */
const open = (seed: number, build: Build, deaf: ReadonlySet<string> = new Set()): Airline => {
  const never = () => new Promise<never>(() => {})
  const { there, outside } = outdoors(build, () => Object.fromEntries([...deaf].map(target => [target, never])))
  const s = stage(air, seed, goodWeather, build, () => 2, outside)
  return { ...s, ...there, fare }
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

// ---- what people do
const reserve = (s: Airline, me: Customer, patience = 3000): Promise<Heard> =>
  post(s, me.who, ['reservationmgmt', 'reservations'], me.wish, { key: me.key, patience })
const hears = (s: Airline, me: Customer, said: Heard, doing: string, into = me.replies) => {
  const heard = wordOf(said)
  into.push(heard)
  if (typeof said !== 'string' && said.key !== undefined) me.reservationId = said.key as number
  s.world.note(`customer ${me.key} ${doing}: ${heard}${typeof said !== 'string' && said.kind === 'problem' ? ` ${said.reason}` : ''}`)
  return heard
}
const newCustomer = (key: string, wish: Partial<Wish> = {}): Customer => {
  const all: Wish = { customerId: 1, scheduleId: 1, peopleNo: 1, mileageToUse: 0, payLater: false, paymentToken: 'approve', ...wish }
  return {
    key,
    who: actor(key, 'customer', { customerId: String(all.customerId) }),
    wish: all,
    replies: [],
    paid: [],
    quoteId: null,
    reservationId: undefined,
  }
}

/** Reserves, tries again with the same key, pays what was held, asks what a cancel costs, cancels, twice if need be, or walks away. */
const customerLife = async (s: Airline, me: Customer, isGood: boolean) => {
  const w = s.world
  await w.step(undefined, w.between(0, 4000))
  for (let tries = 0; tries < 5; tries++) {
    const heard = hears(s, me, await reserve(s, me, !isGood && w.chance(0.1) ? 300 : 3000), 'reserves')
    if (heard === '201' || heard === '4xx' || w.chance(0.35)) break
    await w.step(undefined, w.chance(0.3) ? w.between(1000, 700_000) : w.between(5, 4000))
  }
  const { reservationId } = me
  if (reservationId === undefined) return
  if (me.wish.payLater ? w.chance(0.7) : me.replies.at(-1)?.startsWith('503') && w.chance(0.3))
    for (let tries = w.between(1, 4); tries > 0; tries--) {
      await w.step(undefined, w.chance(0.3) ? w.between(1000, 900_000) : w.between(5, 4000))
      const heard = hears(
        s,
        me,
        await press(s, me.who, ['reservationmgmt', 'reservations'], PayReservation({ reservationId })),
        'pays',
        me.paid,
      )
      if (heard === '201' || heard === '4xx') break
    }
  if (!w.chance(0.5)) return
  await w.step(undefined, w.chance(0.6) ? w.between(0, 4000) : w.between(1000, 900_000))
  if (w.chance(0.5)) {
    const said = await press(s, me.who, ['reservationmgmt', 'reservations'], unnumbered(QuoteCancel, { reservationId }))
    if (typeof said === 'object' && said.kind === 'item') me.quoteId = said.item.state.quote?.quoteId ?? null
    await w.step(undefined, w.chance(0.3) ? w.between(500_000, 700_000) : w.between(0, 3000))
  }
  // they heard on the radio that the flight is cancelled
  if (w.chance(0.35))
    for (let k = 40; k > 0 && (await s.state('schedulemgmt', 'schedule', me.wish.scheduleId))?.status !== 'Cancelled'; k--)
      await w.step(undefined, w.between(20, 400))
  for (let k = w.between(1, 3); k > 0; k--) {
    const said = await press(
      s,
      me.who,
      ['reservationmgmt', 'reservations'],
      CancelReservation({ reservationId, quoteId: me.quoteId }),
      2000,
    )
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
    for (let k = does === 'cancel' ? w.between(1, 3) : 1; k > 0; k--) await press(s, manager, ['schedulemgmt', 'schedules'], wish, 2000)
  }
}

/** Everything comes back; then time goes from one thing that is to happen to the next, until all flights have left and all is at rest. */
const untilAllHaveLeft = async (s: Airline) => {
  const w = s.world
  w.note('=== calm')
  w.faults = goodWeather
  for (const p of w.processes) w.revive(p)
  await w.run({ steps: 100_000, time: hours(1) })
  for (let i = 0; i < 40; i++) {
    const timers = (await Promise.all(s.system.contexts.map(c => s.of(c.name).store.timers(0, 1000)))).flatMap(t => t.timers)
    if (!timers.length) break
    w.now = Math.max(w.now, Math.min(...timers.map(t => t.at)) - 100)
    await w.run({ steps: 100_000, time: minutes(11) })
  }
  await s.calm(hours(6))
}

/** Four customers on two flights, one with three seats, and a flight manager, until nobody wants anything any more; then calm. */
const storm = async (seed: number, faults: Faults, build: Build): Promise<{ s: Airline; customers: readonly Customer[] }> => {
  const s = open(seed, build)
  const w = s.world
  const isGood = faults === goodWeather
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
  await before(s, 'customermgmt', OpenAccount({ customerId: 1, mileage: w.pick([4000, 30_000, 60_000]) }), operator)
  await fly(s, when(), many)
  await fly(s, when(), few)
  w.faults = faults
  let people = 0
  const has = (life: Promise<void>) => {
    people++
    void life.then(() => void people--)
  }
  const customers = ['k0', 'k1', 'k2', 'k3'].map(key => {
    const customerId = w.pick([1, 1, 2])
    const peopleNo = w.chance(0.7) ? 1 : 2
    return newCustomer(key, {
      customerId,
      scheduleId: w.chance(0.03) ? 9 : w.pick([1, 2, 2]),
      peopleNo,
      mileageToUse: w.chance(customerId === 1 ? 0.45 : 0.08) ? w.pick([3000, 5001, fare * peopleNo]) : 0,
      payLater: w.chance(0.35),
      paymentToken: w.chance(0.07) ? 'decline' : 'approve',
      ...(w.chance(0.2) ? { passengers: [{ seat: w.pick(['1A', '1B', '1C']) }] } : {}),
    })
  })
  for (const me of customers) has(customerLife(s, me, isGood))
  has(managerLife(s, when))
  if (w.chance(0.1)) s.provider.refuses.add(String(w.between(1, 5)))
  await w.run({ steps: 9000, until: () => people === 0 })
  await w.run({ steps: 600 })
  await untilAllHaveLeft(s)
  await retried(s)
  return { s, customers }
}
/** An operator asks again for each refund that was refused. */
const retried = async (s: Airline) => {
  for (let i = 0; i < 4; i++) {
    const stuck = (await itemsOf(s, 'reservationmgmt', 'payment')).filter(p => p.status === 'RefundStuck')
    for (const { reservationId } of stuck) void press(s, operator, ['reservationmgmt', 'payments'], RetryRefund({ reservationId }), 5000)
    if (!stuck.length) break
    await s.calm(hours(2))
  }
}

// ---- the promises
const readPromises = async (s: Airline): Promise<readonly Recorded[]> => {
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
    for (const wrong of atRest(file, { flightCancelled, clocksOff: w.wall.most })) w.wrong(wrong)
    for (const wrong of moneyIsTold(file.facts, { back: 'PaymentRefunded', made: 'ReservationCreated' })) w.wrong(wrong)
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
  for (const wrong of [...seats(ours, id => made.get(id)), ...numbered(facts)]) w.wrong(wrong)
  for (const z of await itemsOf(s, 'reservationmgmt', 'seats'))
    if (Object.values((z as Seating).seats).some(x => x.state === 'held')) w.wrong('seats held for ever')
  for (const customerId of [1, 2]) {
    const account = await s.state('customermgmt', 'mileage', customerId)
    for (const wrong of ledger(
      facts.filter(e => e.source === 'customermgmt' && e.data.customerId === customerId),
      account,
    ))
      w.wrong(wrong)
    const opened = facts.find(e => e.type === 'AccountOpened' && e.data.customerId === customerId)?.data.mileage ?? 0
    const should = [...made.values()].reduce((n, r) => {
      if (r.customerId !== customerId) return n
      return (
        n + (lives(r) ? Math.floor((r.amount * 5) / 100) - r.mileageToUse : r.status === 'Cancelled' ? r.mileageBack - r.mileageToUse : 0)
      )
    }, opened)
    if ((account?.mileage ?? 0) !== should) w.wrong('a balance is not what the reservations say')
  }
  for (const e of facts)
    if (e.type === 'MessageSent' && !s.sent.has(e.data.messageId)) w.wrong('MessageSent was said before the message was sent')
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
const isTrue = (r: Reserving, me: Customer, facts: readonly Recorded[], clocksOff: number): boolean => {
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
const readTold = async (s: Airline, customers: readonly Customer[], facts: readonly Recorded[], isGood = false) => {
  const w = s.world
  for (const me of customers) {
    const ids = facts.filter(e => e.type === 'ReservationRequested' && e.actor === me.key).map(e => e.data.reservationId as number)
    const reservations = await Promise.all(ids.map(id => s.state('reservationmgmt', 'reservation', id)))
    const created = facts.some(e => e.type === 'ReservationCreated' && ids.includes(e.data.reservationId))
    const honored = facts.find(
      e => e.type === 'ReservationCancelled' && e.data.reason === 'asked-for' && ids.includes(e.data.reservationId),
    )?.data.quoteId
    const { told: replies, net, captures } = paidFor(s.provider, me.replies, ids)
    for (const wrong of toldTruly({
      replies,
      paid: paidFor(s.provider, me.paid, ids).told,
      payLater: me.wish.payLater,
      quoteId: me.quoteId,
      honored,
      reservations,
      created,
      captures,
      net,
    }))
      w.wrong(wrong)
    const [r] = reservations
    if (r?.status === 'Declined' && !isTrue(r, me, facts, w.wall.most)) w.wrong(`declined, and it is not so: ${r.reason}`)
    if (!isGood) continue
    // another reservation of their own may be paid at this very moment
    if (!['201', '4xx'].includes(me.replies[0]!) && r?.reason !== 'in-progress') w.wrong(`in good weather: ${me.replies[0]}`)
    if (me.paid.some(t => t.startsWith('503'))) w.wrong('in good weather paying says 503')
    const end = facts.find(
      e => ['ReservationDeclined', 'ReservationExpired', 'ReservationCancelled'].includes(e.type) && ids.includes(e.data.reservationId),
    )
    const let_ = end && facts.find(e => e.type === 'SeatsReleased' && e.data.reservationId === end.data.reservationId)
    if (end && end.data.holds !== false && !end.data.heir && !(let_ && let_.time < end.time + 5000))
      w.wrong('in good weather seats are not released at once')
  }
}
/** The answer, within a few seconds of the story. */
const soon = async (w: World, said: Promise<Heard>): Promise<Heard> => {
  let heard: Heard | undefined
  void said.then(x => (heard = x))
  for (let i = 0; i < 100 && heard === undefined; i++) await w.run({ steps: 5000, time: 50, until: () => heard !== undefined })
  return heard ?? 'lost'
}
/** Who was told a yes or a no and asks again with the same key hears the same, whatever happened since. */
const askAgain = async (s: Airline, customers: readonly Customer[]) => {
  const heads = (await s.facts()).length
  for (const me of customers) {
    // who could not hold now, and paid, has a yes
    const paid = me.paid.includes('201')
    const first = paid ? '201' : me.replies.find(heard => heard === '201' || heard === '4xx')
    if (!first || !(await s.of('reservationmgmt').store.keyed(`${me.key} ${me.key}`))) continue
    const said = await soon(s.world, reserve(s, me))
    const same =
      typeof said === 'object' &&
      wordOf(said) === first &&
      (first !== '201' || paid || (said.kind === 'item' && ['Reserved', 'AwaitingPayment'].includes(said.item.state.status)))
    if (!same)
      s.world.wrong(`the same key again: ${typeof said === 'object' ? `${wordOf(said)} ${said.item?.state.status}` : said}, was ${first}`)
  }
  if ((await s.facts()).length !== heads) s.world.wrong('the same key again: something happened')
}
// ---- the stories
const happened = (w: World, type: string): boolean => w.story.some(line => line.includes(` ${type} {`))

/** A storm, calm; who asks again hears the same; and a month later everything comes once more. */
const main: Story = async (seed, faults, build) => {
  const { s, customers } = await storm(seed, faults, build)
  const facts = await readPromises(s)
  await readTold(s, customers, facts, faults === goodWeather)
  await askAgain(s, customers)
  await s.everythingAgain()
  return outcomeOf(s)
}

/** Good weather but for one thing: reserving works on (AIR-R1, AIR-R2, AIR-N4, AIR-N5). */
const without: Story = async (seed, _, build) => {
  const deaf = new Set<string>()
  const s = open(seed, build, deaf)
  const w = s.world
  const missing = (['deaf', 'down', 'mileage', 'behind', 'again', 'stranger', 'later'] as const)[seed % 7]!
  const down = (name: string) => {
    for (const p of w.processes.filter(p => p.context === name)) w.kill(p, minutes(30))
  }
  const at = w.now + days(10)
  if (missing === 'behind') w.faults = { ...goodWeather, lag: 1 } // the copy has not heard of the flight yet
  await fly(s, at, 1)
  w.faults = goodWeather
  if (missing === 'stranger' || missing === 'later')
    down('schedulemgmt') // and the flight is unknown to both
  else if (missing !== 'behind') await w.run({ steps: 2000, time: 5000 })
  if (missing === 'deaf') deaf.add('schedulemgmt')
  if (missing === 'down') down('schedulemgmt')
  if (missing === 'deaf' || missing === 'down') slowly(s, 330, 420)
  if (missing === 'mileage') for (const name of ['customermgmt', 'notimgmt', 'reservationhist']) down(name)
  s.provider.isSilent = missing === 'again'
  const me = newCustomer('first', missing === 'stranger' ? { scheduleId: 2 } : missing === 'later' ? { scheduleId: 2, payLater: true } : {})
  const began = w.now
  hears(s, me, await soon(w, reserve(s, me)), 'reserves')
  const took = w.now - began
  let heir: Customer | undefined
  if (missing === 'again') {
    s.provider.isSilent = false
    heir = newCustomer('second')
    hears(s, heir, await soon(w, reserve(s, heir)), 'reserves again')
  }
  if (missing === 'later') {
    // the flight is there after all, and the same request asks for what it asked for: seats, not money
    for (const p of w.processes) w.revive(p)
    await fly(s, at, 1)
    hears(s, me, await soon(w, reserve(s, me)), 'asks again')
  }
  const said = [...me.replies, ...(heir?.replies ?? [])].join()
  const expected = missing === 'again' || missing === 'later' ? '503,201' : missing === 'stranger' ? '503' : '201'
  if (said !== expected) w.wrong(`good weather, but ${missing}: told ${said}`)
  if (took > 1000) w.wrong(`good weather, but ${missing}: it took ${took} ms`)
  deaf.clear()
  await untilAllHaveLeft(s)
  await readTold(s, [me, ...(heir ? [heir] : [])], await readPromises(s))
  return outcomeOf(s)
}
/** The provider takes its time. */
const slowly = (s: Airline, from: number, to: number) => {
  const ask = s.provider.ask.bind(s.provider)
  s.provider.ask = async (q, of) => {
    await s.world.step(undefined, s.world.between(from, to))
    return ask(q, of)
  }
}

/**
 * Mileage is away for two hours: a reservation is created and cancelled meanwhile; both entries come after its return, in order, sum 0
 * (saga 3).
 */
const outage: Story = async (seed, _, build) => {
  const s = open(seed, build)
  const w = s.world
  await fly(s, w.now + days(10), few)
  await w.run({ steps: 2000, time: 5000 })
  for (const p of w.processes.filter(p => p.context === 'customermgmt')) w.kill(p, hours(2))
  const me = newCustomer('k0', { peopleNo: 2 })
  hears(s, me, await soon(w, reserve(s, me)), 'reserves')
  const reservationId = me.reservationId!
  if (wordOf(await soon(w, press(s, me.who, ['reservationmgmt', 'reservations'], CancelReservation({ reservationId })))) !== '201')
    w.wrong('could not be cancelled')
  const left = () => s.facts().then(facts => facts.find(e => e.type === 'SeatsReleased'))
  await w.run({ steps: 50_000, time: minutes(5) })
  if (!(await left())) w.wrong('seats are kept while mileage is away')
  await untilAllHaveLeft(s)
  const changes = (await s.facts()).filter(e => e.source === 'customermgmt' && e.number !== null).map(e => e.data.change)
  if (changes.join() !== '1000,-1000') w.wrong(`mileage says ${changes.join()}`)
  await readPromises(s)
  return outcomeOf(s)
}

/** The last seat, held until a time that was said: it does not stand aside; its time passes; its customer is told. */
const promised: Story = async (seed, _, build) => {
  const s = open(seed, build)
  const w = s.world
  await fly(s, w.now + days(10), 1)
  await w.run({ steps: 2000, time: 5000 })
  const [first, second, third] = ['first', 'second', 'third'].map(key => newCustomer(key, { payLater: key === 'first' })) as [
    Customer,
    Customer,
    Customer,
  ]
  hears(s, first, await soon(w, reserve(s, first)), 'holds')
  hears(s, second, await soon(w, reserve(s, second)), 'reserves')
  w.now += hours(24)
  await w.run({ steps: 50_000, time: minutes(10) })
  hears(s, third, await soon(w, reserve(s, third)), 'reserves')
  const said = [...first.replies, ...second.replies, ...third.replies].join()
  if (said !== '201,4xx,201') w.wrong(`hold now: ${said}`)
  if (!(await s.facts()).some(e => e.type === 'MessageQueued' && e.data.text === '예약 보류가 종료되었습니다: 결제 기한이 지났습니다'))
    w.wrong('who was promised was not told')
  await untilAllHaveLeft(s)
  await readTold(s, [first, second, third], await readPromises(s))
  return outcomeOf(s)
}

/** The airline cancels; its customer heard it on the radio and cancels before the news is here: they get everything back all the same. */
const radio: Story = async (seed, _, build) => {
  const s = open(seed, build)
  const w = s.world
  await before(s, 'customermgmt', OpenAccount({ customerId: 1, mileage: 30_000 }), operator)
  await fly(s, w.now + days(3), few)
  await w.run({ steps: 2000, time: 5000 })
  const me = newCustomer('k0', { mileageToUse: 5001 })
  hears(s, me, await soon(w, reserve(s, me)), 'reserves')
  await w.run({ steps: 2000, time: 5000 })
  w.faults = { ...goodWeather, lag: 1 }
  await soon(w, press(s, manager, ['schedulemgmt', 'schedules'], CancelSchedule({ scheduleId: 1 })))
  await soon(w, press(s, me.who, ['reservationmgmt', 'reservations'], CancelReservation({ reservationId: me.reservationId! })))
  await untilAllHaveLeft(s)
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/** Eleven people for three seats, all at once. */
const crowd: Story = async (seed, faults, build) => {
  const s = open(seed, build)
  const w = s.world
  await fly(s, w.now + days(10), few)
  await w.run({ steps: 2000, time: 5000 })
  w.faults = faults
  const customers = Array.from({ length: 11 }, (_, i) => newCustomer(`k${i}`, { customerId: i + 1 }))
  let answered = 0
  for (const me of customers)
    void reserve(s, me).then(said => {
      hears(s, me, said, 'reserves')
      answered++
    })
  await w.run({ steps: 20_000, until: () => answered === customers.length })
  if (faults === goodWeather && customers.filter(c => c.replies[0] === '201').length !== few)
    w.wrong(`three seats for ${customers.filter(c => c.replies[0] === '201').length}`)
  await untilAllHaveLeft(s)
  await readTold(s, customers, await readPromises(s))
  return outcomeOf(s)
}

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
const late: Story = async (seed, faults, build) => {
  const { s } = await storm(seed, faults, build)
  const w = s.world
  w.now += days(30)
  s.join(marketing, 2)
  w.faults = faults
  await w.run({ steps: 1500 })
  await s.calm(hours(2))
  const read = async (again: string) => {
    const learned = await itemsOf(s, 'marketing', 'wanted')
    const should = (await itemsOf(s, 'reservationmgmt', 'reservation')).reduce((n, r) => n + (lives(r) ? r.peopleNo : 0), 0)
    if (learned.reduce((n, m) => n + m.people, 0) !== should) w.wrong(`${again}marketing counts wrong`)
    if (learned.some(m => m.departure !== 'ICN')) w.wrong(`${again}marketing knows no route`)
    if ((await s.facts()).some(e => e.type === 'Recommended')) w.wrong(`${again}something out of date was recommended`)
  }
  await read('')
  await s.everythingAgain()
  await read('everything again: ')
  return outcomeOf(s)
}

/** What is asked of mileage is slow on its way, and the customer thinks better of it: the hold comes after its release. */
const overtaken: Story = async (seed, _, build) => {
  const s = open(seed, build)
  const w = s.world
  await before(s, 'customermgmt', OpenAccount({ customerId: 1, mileage: 30_000 }), operator)
  await fly(s, w.now + days(10), few)
  await w.run({ steps: 2000, time: 5000 })
  for (const { node, process } of s.of('customermgmt').replicas) {
    const serve = node.serve.bind(node)
    node.serve = async question => {
      if (question.type === 'HoldMileage') await w.step(process, w.between(40, 140))
      return serve(question)
    }
  }
  const me = newCustomer('k0', { mileageToUse: 3000 })
  void reserve(s, me).then(said => hears(s, me, said, 'reserves'))
  await w.run({ steps: 5000, time: 2000, until: () => happened(w, 'MileageWanted') })
  await soon(w, press(s, me.who, ['reservationmgmt', 'reservations'], CancelReservation({ reservationId: 1 })))
  await w.run({ steps: 5000, time: 4000 })
  await untilAllHaveLeft(s)
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/** A flight on which seats are held until tomorrow is moved to this afternoon: the hold ends sooner, too. */
const sooner: Story = async (seed, _, build) => {
  const s = open(seed, build)
  const w = s.world
  await fly(s, w.now + days(10), few)
  await w.run({ steps: 2000, time: 5000 })
  const me = newCustomer('k0', { payLater: true })
  hears(s, me, await soon(w, reserve(s, me)), 'holds')
  const departureTime = w.now + w.between(hours(3), hours(20))
  const moves = ChangeSchedule({ scheduleId: 1, departureTime, arrivalTime: departureTime + hours(1) })
  await soon(w, press(s, manager, ['schedulemgmt', 'schedules'], moves))
  await untilAllHaveLeft(s)
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/** The plane has left this moment, and nobody here has heard of it: all the same nothing is paid any more, and nothing given back. */
const gone: Story = async (seed, _, build) => {
  const s = open(seed, build)
  const w = s.world
  const departureTime = w.now + hours(3)
  await fly(s, departureTime, few)
  await w.run({ steps: 2000, time: 5000 })
  const aboard = newCustomer('k0')
  hears(s, aboard, await soon(w, reserve(s, aboard)), 'reserves')
  s.provider.isSilent = true
  w.now = departureTime - minutes(5)
  const unpaid = newCustomer('k1', { customerId: 2 })
  hears(s, unpaid, await soon(w, reserve(s, unpaid)), 'reserves')
  s.provider.isSilent = false
  for (const p of w.processes.filter(p => p.context === 'schedulemgmt')) w.kill(p, hours(1))
  w.now = departureTime + 1000
  const cancels = press(s, aboard.who, ['reservationmgmt', 'reservations'], CancelReservation({ reservationId: aboard.reservationId! }))
  if (wordOf(await soon(w, cancels)) !== '4xx') w.wrong('good weather, and a cancel after departure is not refused')
  const pays = press(s, unpaid.who, ['reservationmgmt', 'reservations'], PayReservation({ reservationId: unpaid.reservationId! }))
  if (hears(s, unpaid, await soon(w, pays), 'pays', unpaid.paid) !== '4xx')
    w.wrong('good weather, and paying after departure is not refused')
  await untilAllHaveLeft(s)
  await readTold(s, [aboard, unpaid], await readPromises(s))
  return outcomeOf(s)
}

/** In a storm, with such a provider: whatever arrives is found in the end, and goes back where nobody wants it. */
const liar: Story = async (seed, faults, build) => {
  const { s, customers } = await storm(seed, faults, withLyingProvider(build))
  await readTold(s, customers, await readPromises(s))
  return outcomeOf(s)
}
/** A customer thinks better of it while the charge is on its way to such a provider. */
const regret: Story = async (seed, _, build) => {
  const s = open(seed, withLyingProvider(build))
  const w = s.world
  await fly(s, w.now + days(10), few)
  await w.run({ steps: 2000, time: 5000 })
  const me = newCustomer('k0')
  w.faults = { ...goodWeather, provider: 0.5 }
  void reserve(s, me).then(said => hears(s, me, said, 'reserves'))
  const moment = w.pick(['PaymentAsked', 'PaymentApproved'])
  await w.run({ steps: 5000, time: 2000, until: () => happened(w, moment) })
  await soon(w, press(s, me.who, ['reservationmgmt', 'reservations'], CancelReservation({ reservationId: 1 })))
  await w.run({ steps: 5000, time: minutes(1) })
  await untilAllHaveLeft(s)
  await readTold(s, [me], await readPromises(s))
  return outcomeOf(s)
}

/** Staff give back parts, in every weather of the provider: never more than was paid, a cancel brings the rest, and all say so. */
const parts: Story = async (seed, _, build) => {
  const s = open(seed, build)
  const w = s.world
  // so early that a cancel gives back 90 %
  await fly(s, w.now + days(3), few)
  await w.run({ steps: 2000, time: 5000 })
  const me = newCustomer('k0')
  hears(s, me, await soon(w, reserve(s, me)), 'reserves')
  await w.run({ steps: 5000, time: 1000 })
  const reservationId = me.reservationId!
  if (w.chance(0.2)) s.provider.refuses.add(String(reservationId))
  const isCancelled = await giveParts(s, {
    place: ['reservationmgmt', 'payments'],
    staff: [manager, operator],
    paid: fare,
    give: wish => GiveBack({ reservationId, reason: 'the service was poor', ...wish }),
    cancel: () => press(s, me.who, ['reservationmgmt', 'reservations'], CancelReservation({ reservationId, quoteId: null })),
  })
  await untilAllHaveLeft(s)
  await retried(s)
  await readPromises(s)
  if (!isCancelled && !hasHappened(w, 'PaymentPartlyRefunded')) w.wrong('staff gave something back, and nothing came')
  return outcomeOf(s)
}

/** A payment of somebody else stands under the number of an order: it ends unpaid, and an operator looks at whose it is, and settles it. */
const others: Story = async (seed, _, build) => {
  const s = open(seed, build)
  await fly(s, s.world.now + days(10), few)
  await s.world.run({ steps: 2000, time: 5000 })
  await prepare(s, 'reservationmgmt', ApprovePayment({ reservationId: 1, customerId: 9, amount: 1 }), bySystem)
  await soon(s.world, reserve(s, newCustomer('k0')))
  await s.world.run({ steps: 5000, time: minutes(1) })
  const difference = 'contradiction-1'
  const isOpen = async () => (await s.state('reservationmgmt', 'difference', difference))?.status === 'open'
  if (!(await isOpen())) s.world.wrong('a payment of somebody else ended it, and nobody has to look at that')
  else await prepare(s, 'reservationmgmt', SettleDifference({ difference, reason: 'the store was older than its neighbours' }), operator)
  if (await isOpen()) s.world.wrong('what an operator settles stays open')
  return outcomeOf(s)
}

export const stories: { readonly main: Story; readonly [name: string]: Story } = {
  main,
  without,
  outage,
  promised,
  radio,
  crowd,
  late,
  overtaken,
  sooner,
  gone,
  liar,
  regret,
  parts,
  others,
}
