import { useState } from 'react'
import { useLocation } from 'wouter'
import { air } from '../../api/air.ts'
import { answer, Refused } from '../../api/answer.ts'
import type { paths } from '../../api/generated/air.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { useKept } from '../../app/kept.ts'
import { NotFound } from '../../app/not-found.tsx'
import { settings } from '../../app/started.ts'
import { Banner } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { Quantity, TextField } from '../../design/fields.tsx'
import { Note } from '../../design/note.tsx'
import { Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { Checkout } from '../shared/checkout.tsx'
import { PayWith } from '../shared/pay-with.tsx'
import { type Placed, usePlacing } from '../shared/placing.ts'
import { Refusal } from '../shared/refusal.tsx'
import { useSearch } from './flights-page.tsx'
import { numberOf, type Reservation, type Schedule, type SeatMap, useCustomer, useMileage, useSchedule, useSeats } from './queries.ts'
import { Cabin } from './seat-map.tsx'
import { shop } from './shop.ts'
import { useAirport } from './airports.ts'
import { flights } from './words.ts'

type Wish = paths['/reservations']['post']['requestBody']['content']['application/json']
const place = (body: Wish, key: string): Promise<Reservation> =>
  answer(air.POST('/reservations', { body, params: { header: { 'Idempotency-Key': key } } }))
/** Seats are promised for a day, and never later than two hours before departure. */
const day = 86_400_000
const lead = 7_200_000
/** Of what is paid in money, this much is earned. */
const rate = 0.05

/** Which seats are chosen: as many as people, the first makes room for the next. */
const usePicks = (map: SeatMap, people: number) => {
  const [picked, setPicked] = useState<readonly string[]>([])
  const free = new Set(map.seats.filter(s => s.state === 'free').map(s => s.seat))
  return {
    chosen: picked.filter(seat => free.has(seat)).slice(-people),
    lost: picked.filter(seat => !free.has(seat)),
    pick: (seat: string) =>
      setPicked(was => (was.includes(seat) ? was.filter(s => s !== seat) : [...was.filter(s => free.has(s)), seat].slice(-people))),
  }
}

interface BarProps {
  readonly flight: Schedule
  readonly people: number
  readonly chosen: readonly string[]
  readonly names: readonly string[]
  readonly toPay: number
  /** Everything is filled in, and there are seats. */
  readonly isReady: boolean
  readonly onReserve: (payLater: boolean) => void
}
/** Who sits where, what it costs, and the two ways: pay now, or hold now. */
const Bar = ({ flight, people, chosen, names, toPay, isReady, onReserve }: BarProps) => {
  const say = useWords(flights)
  const { money, moment, number } = useFormat()
  const payBy = Math.min(Date.now() + day, Date.parse(flight.departureTime ?? '') - lead)
  const sum = money(toPay)
  return (
    <>
      {chosen.length > 0 && (
        <div className="pick">
          {chosen.map((seat, i) => (
            <Note small key={seat}>
              <b>{seat}</b> {names[i]}
            </Note>
          ))}
        </div>
      )}
      <div className="fx sp base">
        <span className="q sm">
          {say('peopleCount', { count: people })} · {say('earns', { miles: number(Math.floor(toPay * rate)) })}
        </span>
        <b className="tt num">{sum}</b>
      </div>
      <div className="two-ways">
        <Button kind="outline" disabled={!isReady || payBy < Date.now() + 600_000} onClick={() => onReserve(true)}>
          <span>
            {say('holdNow')}
            <br />
            <span className="sm">{say('holdUntil', { until: moment(payBy) })}</span>
          </span>
        </Button>
        <Button wide disabled={!isReady} onClick={() => onReserve(false)}>
          {!isReady ? say('cannotReserve') : toPay === 0 ? say('reserveFree') : say('pay', { sum })}
        </Button>
      </div>
    </>
  )
}

/** The flight in a line: its day, from where to where. */
const useRoute = (flight: Schedule): string => {
  const say = useWords(flights)
  const nameOf = useAirport()
  return say('route', { from: nameOf(flight.departure), to: nameOf(flight.arrival) })
}
/** What is filled in: who travels, who pays by what, and how much of it in mileage. */
const useForm = (flight: Schedule, people: number) => {
  const [names, setNames] = useKept<readonly string[]>('air.names', [])
  const [customer, setCustomer] = useCustomer()
  const [card, setCard] = useState('approve')
  const [use, setUse] = useState('')
  const customerId = numberOf(customer)
  const earned = useMileage(customerId).data?.mileage ?? 0
  const fare = flight.fare * people
  const most = Math.max(0, Math.min(earned, fare))
  const miles = use === '' ? 0 : Number(use)
  const isMilesRight = /^\d*$/.test(use) && miles <= most
  const toPay = fare - (isMilesRight ? miles : 0)
  const setName = (place: number, name: string) =>
    setNames(Array.from({ length: Math.max(people, names.length) }, (_, at) => (at === place ? name : (names[at] ?? ''))))
  return { names, setName, customer, setCustomer, customerId, card, setCard, use, setUse, earned, fare, most, miles, isMilesRight, toPay }
}
type Form = ReturnType<typeof useForm>

/** Reserves, once; and shows what became of it. */
const useReserving = (flight: Schedule, people: number, chosen: readonly string[], form: Form) => {
  const language = useLanguage()
  const [, go] = useLocation()
  const { names, customerId, card, fare, miles } = form
  const onPlaced = (placed: Placed<Reservation>) => {
    const isPaid = placed.kind === 'paid' && placed.order.status === 'Reserved'
    const state = placed.kind === 'unpaid' ? { retryAt: placed.retryAt } : { paid: isPaid }
    go(`/shops/air/reservations/${placed.kind === 'paid' ? placed.order.id : placed.id}`, { replace: true, state })
  }
  const placing = usePlacing<Wish, Reservation>({ what: 'air.reservation', link: 'reservation', ask: place, onPlaced })
  const wish = (payLater: boolean): Wish => ({
    ...(settings.access === 'open' && customerId !== undefined ? { customerId } : {}),
    peopleNo: people,
    scheduleId: flight.scheduleId,
    passengers: Array.from({ length: people }, (_, i) => ({ name: names[i]?.trim() || null, seat: chosen[i] ?? null })),
    fare,
    mileageToUse: miles,
    payLater,
    language,
    paymentToken: card,
  })
  return { placing, reserve: (payLater: boolean) => placing.mutate(wish(payLater)) }
}

interface PassengersProps {
  readonly people: number
  readonly chosen: readonly string[]
  readonly form: Form
}
/** Who travels, each with a seat. */
const Passengers = ({ people, chosen, form: { names, setName } }: PassengersProps) => {
  const say = useWords(flights)
  return Array.from({ length: people }, (_, i) => (
    <TextField
      key={i}
      label={say('passenger', { place: i + 1 })}
      autoComplete={i === 0 ? 'name' : 'off'}
      value={names[i] ?? ''}
      onText={text => setName(i, text)}
      side={chosen[i] ?? say('anyPlace')}
      hint={i === 0 ? say('passengerHint') : undefined}
      maxLength={60}
    />
  ))
}
/** Who pays, where nobody signs in; and what is paid by mileage, where there is some. */
const Payer = ({ form }: { readonly form: Form }) => {
  const say = useWords(flights)
  const { number } = useFormat()
  return (
    <>
      {settings.access === 'open' && (
        <TextField
          label={say('customerNo')}
          inputMode="numeric"
          value={form.customer}
          onText={form.setCustomer}
          hint={say('customerHint')}
          error={form.customerId === undefined ? say('customerWrong') : undefined}
        />
      )}
      {form.most > 0 && (
        <TextField
          label={say('useMileage')}
          inputMode="numeric"
          value={form.use}
          onText={form.setUse}
          placeholder="0"
          side={say('mileageSide', { miles: number(form.earned) })}
          error={form.isMilesRight ? undefined : say('mileageWrong', { most: number(form.most) })}
        />
      )}
    </>
  )
}

const Reserve = ({ flight, map }: { readonly flight: Schedule; readonly map: SeatMap }) => {
  const say = useWords(flights)
  const { money, day, clock } = useFormat()
  const [search, setSearch] = useSearch()
  const { people } = search
  const { chosen, lost, pick } = usePicks(map, people)
  const form = useForm(flight, people)
  const { names, card, setCard, toPay } = form
  const { placing, reserve } = useReserving(flight, people, chosen, form)
  const isKnown = settings.access !== 'open' || form.customerId !== undefined
  const isReady = flight.status === 'Open' && map.free >= people && form.isMilesRight && isKnown
  const route = useRoute(flight)
  const what = `${day(flight.departureTime ?? 0)} ${route}`
  return (
    <Checkout
      shop={shop}
      placing={placing}
      numberName={say('number')}
      what={what}
      sum={money(toPay)}
      then={say('stepPass')}
      card={card}
      onOtherCard={() => setCard('approve')}
    >
      <ShopFrame
        system={shop.system}
        title={route}
        back={shop.home}
        bar={<Bar flight={flight} people={people} chosen={chosen} names={names} toPay={toPay} isReady={isReady} onReserve={reserve} />}
      >
        {placing.error && <Refusal error={placing.error} />}
        {lost.length > 0 && (
          <Banner tone="waiting" icon="person" title={say('faster')} alert>
            {say('fasterText', { seats: lost.join(', ') })}
          </Banner>
        )}
        <div className="air-route">
          <div>
            <h1>{say('seats')}</h1>
            <p className="q">{say('departs', { at: `${day(flight.departureTime ?? 0)} ${clock(flight.departureTime ?? 0)}` })}</p>
          </div>
          <Quantity label={say('people')} value={people} most={9} onChange={count => setSearch({ ...search, people: count })} />
        </div>
        <Cabin map={map} chosen={chosen} onPick={pick} />
        <Passengers people={people} chosen={chosen} form={form} />
        <Payer form={form} />
        <PayWith card={card} onChoose={setCard} />
      </ShopFrame>
    </Checkout>
  )
}

/** One flight: choose seats, say who travels, and reserve. */
export const FlightPage = ({ id }: { readonly id: number }) => {
  const say = useWords(flights)
  const flight = useSchedule(id)
  const seats = useSeats(id)
  if (flight.error instanceof Refused && flight.error.status === 404) return <NotFound system={shop.system} />
  if (flight.data && seats.data) return <Reserve flight={flight.data} map={seats.data} />
  const error = flight.error ?? seats.error
  return (
    <ShopFrame system={shop.system} title={say('seats')} back={shop.home} awaitsBar={error === null}>
      {error ? <Failure error={error} onRetry={() => (void flight.refetch(), void seats.refetch())} /> : <Skeleton rows={2} height={280} />}
    </ShopFrame>
  )
}
