import { useId } from 'react'
import { Link } from 'wouter'
import { useNow } from '../../app/clock.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { useKept } from '../../app/kept.ts'
import { Choices, Quantity } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { shared } from '../../words/shared.ts'
import { FlightCard } from './flight-card.tsx'
import { type Schedule, useSchedules } from './queries.ts'
import { shop } from './shop.ts'
import { useAirport } from './airports.ts'
import { flights } from './words.ts'

/** What is looked for: kept, so that coming back finds it again. */
interface Search {
  readonly route: string
  readonly day: string
  readonly people: number
}
export const useSearch = () => useKept<Search>('air.search', { route: '', day: '', people: 1 })

const routeOf = ({ departure, arrival }: Schedule): string => `${departure} ${arrival}`
const dayOf = ({ departureTime }: Schedule): string => new Date(departureTime ?? 0).toDateString()

interface DaysProps {
  readonly days: ReadonlyMap<string, readonly Schedule[]>
  readonly chosen: string
  readonly onChoose: (day: string) => void
}
/** The days on which there is a flight, each with its lowest price. */
const Days = ({ days, chosen, onChoose }: DaysProps) => {
  const say = useWords(flights)
  const { day, money } = useFormat()
  const name = useId()
  return (
    <fieldset className="days">
      <legend className="vh">{say('when')}</legend>
      <div className="strip">
        {[...days].map(([key, of]) => {
          const open = of.filter(f => f.status === 'Open').map(f => f.fare)
          return (
            <label className="dy" key={key}>
              <input className="vh" type="radio" name={name} checked={key === chosen} onChange={() => onChoose(key)} />
              <b>{day(key)}</b>
              <span className="num">{open.length ? money(Math.min(...open)) : say('flightCancelled')}</span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

const Found = ({ all }: { readonly all: readonly Schedule[] }) => {
  const say = useWords(flights)
  const nameOf = useAirport()
  const [search, setSearch] = useSearch()
  const routes = Map.groupBy(all, routeOf)
  const route = routes.has(search.route) ? search.route : (routes.keys().next().value ?? '')
  const days = Map.groupBy(routes.get(route) ?? [], dayOf)
  const day = days.has(search.day) ? search.day : (days.keys().next().value ?? '')
  const choices = [...routes].map(([value, [first]]) => ({
    value,
    label: say('route', { from: nameOf(first!.departure), to: nameOf(first!.arrival) }),
  }))
  return (
    <>
      <div className="air-route">
        <h1>{say('whereTo')}</h1>
        <Quantity label={say('people')} value={search.people} most={9} onChange={people => setSearch({ ...search, people })} />
      </div>
      <Choices label={say('routes')} choices={choices} chosen={[route]} onChoose={([one]) => setSearch({ ...search, route: one ?? '' })} />
      <Days days={days} chosen={day} onChoose={one => setSearch({ ...search, route, day: one })} />
      <ul className="col">
        {days.get(day)?.map(flight => (
          <li key={flight.id}>
            <FlightCard flight={flight} people={search.people} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Flights by route and day. */
export const FlightsPage = () => {
  const say = useWords(flights)
  const both = useWords(shared)
  const now = useNow()
  const schedules = useSchedules()
  const coming = schedules.data?.filter(f => f.status !== 'Departed' && Date.parse(f.departureTime ?? '') > now)
  return (
    <ShopFrame
      system={shop.system}
      title={say('shop')}
      back="/"
      side={
        <Link href="/shops/air/me" className="iconbtn" aria-label={both('myOrders')}>
          <Icon name="ticket" />
        </Link>
      }
    >
      {coming === undefined ? (
        schedules.error ? (
          <Failure error={schedules.error} onRetry={() => void schedules.refetch()} />
        ) : (
          <Skeleton rows={4} height={130} />
        )
      ) : coming.length === 0 ? (
        <Empty icon="ticket" title={say('noFlights')}>
          <p className="q">{say('noFlightsText')}</p>
        </Empty>
      ) : (
        <Found all={coming} />
      )}
    </ShopFrame>
  )
}
