import { Link } from 'wouter'
import { Chip } from '../../design/chip.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { type Schedule, useSeats } from './queries.ts'
import { useAirport } from './airports.ts'
import { flights } from './words.ts'

/** From when to when, and how long. */
export const Ends = ({ flight }: { readonly flight: Schedule }) => {
  const { clock, duration } = useFormat()
  const nameOf = useAirport()
  const [from, to] = [flight.departureTime ?? 0, flight.arrivalTime ?? 0]
  return (
    <div className="ends">
      <span>
        <b className="tm num">{clock(from)}</b>
        <span className="ap">{nameOf(flight.departure)}</span>
      </span>
      <span className="arc">{duration(new Date(to).getTime() - new Date(from).getTime())}</span>
      <span>
        <b className="tm num">{clock(to)}</b>
        <span className="ap">{nameOf(flight.arrival)}</span>
      </span>
    </div>
  )
}

/** One flight: when, how many seats are left, and what one costs. */
export const FlightCard = ({ flight, people }: { readonly flight: Schedule; readonly people: number }) => {
  const say = useWords(flights)
  const { money } = useFormat()
  const seats = useSeats(flight.scheduleId)
  const free = seats.data?.free
  const isCancelled = flight.status === 'Cancelled'
  const isFull = free !== undefined && free < people
  const foot = (
    <div className="fx sp ft">
      {isCancelled ? (
        <Chip tone="trouble" icon="cross">
          {say('flightCancelled')}
        </Chip>
      ) : free === undefined ? (
        <Chip tone="ended" icon="clock">
          {say('notOpen')}
        </Chip>
      ) : free === 0 ? (
        <Chip tone="ended" icon="none">
          {say('full')}
        </Chip>
      ) : (
        <Chip tone={free <= 9 ? 'waiting' : 'done'} icon="seat">
          {say('seatsLeft', { count: free })}
        </Chip>
      )}
      {isCancelled ? (
        <span className="sm qq">{say('refundedInFull')}</span>
      ) : isFull ? (
        <span className="sm qq">{say('chooseAnother')}</span>
      ) : (
        <span className="pz">
          <span className="sm q">{say('eachPerson')}</span> <b className="num">{money(flight.fare)}</b>
        </span>
      )}
    </div>
  )
  return isCancelled || isFull ? (
    <div className={`fl unsold ${isCancelled ? 'struck' : ''}`}>
      <Ends flight={flight} />
      {foot}
    </div>
  ) : (
    <Link href={`/shops/air/flights/${flight.scheduleId}`} className="fl">
      <Ends flight={flight} />
      {foot}
    </Link>
  )
}
