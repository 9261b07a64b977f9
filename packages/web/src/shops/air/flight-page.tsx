import { useState } from 'react'
import { useLocation } from 'wouter'
import { air } from '../../api/air.ts'
import { answer, Refused, Unreached } from '../../api/answer.ts'
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
import { cardName } from '../shared/cards.ts'
import { Declined, Paying } from '../shared/endings.tsx'
import { PayWith } from '../shared/pay-with.tsx'
import { type Placed, usePlacing } from '../shared/placing.ts'
import { Refusal } from '../shared/refusal.tsx'
import { useSearch } from './flights-page.tsx'
import { numberOf, type Reservation, type Schedule, type SeatMap, useCustomer, useMileage, useSchedule, useSeats } from './queries.ts'
import { Cabin } from './seat-map.tsx'
import { shop } from './shop.ts'
import { flights, useAirport } from './words.ts'

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

const Reserve = ({ flight, map }: { readonly flight: Schedule; readonly map: SeatMap }) => {
  const say = useWords(flights)
  const language = useLanguage()
  const { money, number, day: dayOf, clock } = useFormat()
  const nameOf = useAirport()
  const [, go] = useLocation()
  const [search, setSearch] = useSearch()
  const people = search.people
  const { chosen, lost, pick } = usePicks(map, people)
  const [names, setNames] = useKept<readonly string[]>('air.names', [])
  const [customer, setCustomer] = useCustomer()
  const [card, setCard] = useState('approve')
  const [use, setUse] = useState('')
  const mileage = useMileage(numberOf(customer))
  const onPlaced = (placed: Placed<Reservation>) => {
    const isPaid = placed.kind === 'paid' && placed.order.status === 'Reserved'
    const state = placed.kind === 'unpaid' ? { retryAt: placed.retryAt } : { paid: isPaid }
    go(`/shops/air/reservations/${placed.kind === 'paid' ? placed.order.id : placed.id}`, { replace: true, state })
  }
  const placing = usePlacing<Wish, Reservation>({ what: 'air.reservation', link: 'reservation', ask: place, onPlaced })
  const fare = flight.fare * people
  const most = Math.max(0, Math.min(mileage.data?.mileage ?? 0, fare))
  const miles = use === '' ? 0 : Number(use)
  const isMilesRight = /^\d*$/.test(use) && miles <= most
  const toPay = fare - (isMilesRight ? miles : 0)
  const customerId = numberOf(customer)
  const isOpen = settings.access === 'open'
  const isReady = flight.status === 'Open' && map.free >= people && isMilesRight && (!isOpen || customerId !== undefined)
  const wish = (payLater: boolean): Wish => ({
    ...(isOpen && customerId !== undefined ? { customerId } : {}),
    peopleNo: people,
    scheduleId: flight.scheduleId,
    passengers: Array.from({ length: people }, (_, i) => ({ name: names[i]?.trim() || null, seat: chosen[i] ?? null })),
    fare,
    mileageToUse: miles,
    payLater,
    language,
    paymentToken: card,
  })
  const what = `${dayOf(flight.departureTime ?? 0)} ${say('route', { from: nameOf(flight.departure), to: nameOf(flight.arrival) })}`
  const error = placing.error
  if (placing.isPending)
    return (
      <Paying
        shop={shop}
        numberName={say('number')}
        what={what}
        sum={money(toPay)}
        then={say('stepPass')}
        isCut={placing.failureReason instanceof Unreached}
      />
    )
  if (error instanceof Refused && error.slug === 'payment-declined')
    return <Declined shop={shop} card={cardName(say, card)} onAgain={() => (setCard('approve'), placing.reset())} />
  return (
    <ShopFrame
      system={shop.system}
      title={`${clock(flight.departureTime ?? 0)} · ${what}`}
      back={shop.home}
      bar={
        <Bar
          flight={flight}
          people={people}
          chosen={chosen}
          names={names}
          toPay={toPay}
          isReady={isReady}
          onReserve={later => placing.mutate(wish(later))}
        />
      }
    >
      {error && <Refusal error={error} />}
      {lost.length > 0 && (
        <Banner tone="waiting" icon="person" title={say('faster')} alert>
          {say('fasterText', { seats: lost.join(', ') })}
        </Banner>
      )}
      <div className="air-route">
        <h1>{say('seats')}</h1>
        <Quantity label={say('people')} value={people} most={9} onChange={count => setSearch({ ...search, people: count })} />
      </div>
      <Cabin map={map} chosen={chosen} onPick={pick} />
      {Array.from({ length: people }, (_, i) => (
        <TextField
          key={i}
          label={say('passenger', { place: i + 1 })}
          autoComplete={i === 0 ? 'name' : 'off'}
          value={names[i] ?? ''}
          onText={text =>
            setNames(Array.from({ length: Math.max(people, names.length) }, (__, at) => (at === i ? text : (names[at] ?? ''))))
          }
          side={chosen[i] ?? say('anyPlace')}
          hint={i === 0 ? say('passengerHint') : undefined}
          maxLength={60}
        />
      ))}
      {isOpen && (
        <TextField
          label={say('customerNo')}
          inputMode="numeric"
          value={customer}
          onText={setCustomer}
          hint={say('customerHint')}
          error={customerId === undefined ? say('customerWrong') : undefined}
        />
      )}
      {most > 0 && (
        <TextField
          label={say('useMileage')}
          inputMode="numeric"
          value={use}
          onText={setUse}
          placeholder="0"
          side={say('mileageSide', { miles: number(mileage.data?.mileage ?? 0) })}
          error={isMilesRight ? undefined : say('mileageWrong', { most: number(most) })}
        />
      )}
      <PayWith card={card} onChoose={setCard} />
    </ShopFrame>
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
    <ShopFrame system={shop.system} title={say('seats')} back={shop.home}>
      {error ? <Failure error={error} onRetry={() => (void flight.refetch(), void seats.refetch())} /> : <Skeleton rows={2} height={280} />}
    </ShopFrame>
  )
}
