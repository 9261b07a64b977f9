import { Refused } from '../../api/answer.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { NotFound } from '../../app/not-found.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { type Reservation, useReservationsOf, useSchedule } from '../../shops/air/queries.ts'
import { useRoute } from '../../shops/air/reservation-note.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { deskWords } from './words.ts'

const seatOrder = new Intl.Collator('en', { numeric: true })

const People = ({ reservations }: { readonly reservations: readonly Reservation[] }) => {
  const say = useWords(deskWords)
  const people = reservations
    .flatMap(r => r.passengers.map((p, i) => ({ ...p, reservation: r, key: `${r.id} ${i}` })))
    .toSorted((a, b) => seatOrder.compare(a.seat ?? '', b.seat ?? ''))
  const stateOf = (status: string) => (status === 'Reserved' || status === 'Flown' || status === 'Cancelled' ? say(status) : status)
  return (
    <div className="scrolls">
      <table className="ledger">
        <caption className="vh">{say('passengers')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('seat')}</th>
            <th scope="col">{say('name')}</th>
            <th scope="col">{say('reservation')}</th>
            <th scope="col">{say('customer')}</th>
            <th scope="col">{say('state')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ key, name, seat, reservation }) => (
            <tr key={key}>
              <td className="sb num">{seat}</td>
              <td>{name ?? <span className="qq">{say('unnamed')}</span>}</td>
              <td className="num">{reservation.id}</td>
              <td className="num">{reservation.customerId}</td>
              <td>{stateOf(reservation.status)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Who is on a flight, by seat. */
export const PassengersDesk = ({ id }: { readonly id: number }) => {
  const say = useWords(deskWords)
  const { day, clock } = useFormat()
  const flight = useSchedule(id)
  const reservations = useReservationsOf(id)
  const route = useRoute()(flight.data)
  if (flight.error instanceof Refused && flight.error.status === 404) return <NotFound system="air" />
  const at = flight.data?.departureTime ?? 0
  const error = flight.error ?? reservations.error
  return (
    <ShopFrame system="air" title={flight.data ? route : say('passengers')} back="/staff/air/flights" wide>
      <div>
        <h1>{say('passengers')}</h1>
        <p className="q">{flight.data ? `${day(at)} ${clock(at)}` : ' '}</p>
      </div>
      {reservations.data === undefined ? (
        error ? (
          <Failure error={error} onRetry={() => void reservations.refetch()} />
        ) : (
          <Skeleton rows={5} height={60} />
        )
      ) : reservations.data.length === 0 ? (
        <Empty icon="person" title={say('nobody')} />
      ) : (
        <People reservations={reservations.data} />
      )}
    </ShopFrame>
  )
}
