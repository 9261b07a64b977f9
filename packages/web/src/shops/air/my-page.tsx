import { Link } from 'wouter'
import { areComing } from '../../api/live.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { settings } from '../../app/started.ts'
import { LinkButton } from '../../design/button.tsx'
import { TextField } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { Note } from '../../design/note.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { Messages } from '../shared/messages.tsx'
import { Slip } from '../shared/slip.tsx'
import { numberOf, type Reservation, useCustomer, useMileage, useNotifications, useReservations, useSchedules } from './queries.ts'
import { noteOf, phaseOf, useRoute } from './reservation-note.tsx'
import { shop } from './shop.ts'
import { flights } from './words.ts'

export const ended = ['Cancelled', 'Flown']
/** How many messages are shown, the newest. */
const few = 6

export const TripSlip = ({ reservation }: { readonly reservation: Reservation }) => {
  const say = useWords(flights)
  const { day, clock } = useFormat()
  const schedules = useSchedules()
  const route = useRoute()(schedules.data?.find(s => s.scheduleId === reservation.scheduleId))
  const { id, status, departureTime, passengers } = reservation
  const at = departureTime ?? 0
  return (
    <Slip
      to={`/shops/air/reservations/${id}`}
      kind={noteOf(status)}
      number={id}
      state={say(phaseOf(status))}
      more={[route, `${day(at)} ${clock(at)}`, passengers.map(p => p.seat).join(' ')].filter(Boolean).join(' · ')}
    />
  )
}

const MileageLink = ({ customerId }: { readonly customerId: number | undefined }) => {
  const say = useWords(flights)
  const { number } = useFormat()
  const mileage = useMileage(customerId)
  return (
    <Link href="/shops/air/mileage" className="slip-link">
      <Note small kind="paper" className="mine">
        <Icon name="gift" />
        <span>
          <b>{say('mileage')}</b>
          <br />
          <span className="q sm num">{mileage.data === undefined ? '··' : number(mileage.data?.mileage ?? 0)}</span>
        </span>
        <Icon name="next" />
      </Note>
    </Link>
  )
}

/** A customer's trips, the coming ones first; the mileage; and what was told. */
export const MyPage = () => {
  const say = useWords(flights)
  const [customer, setCustomer] = useCustomer()
  const customerId = numberOf(customer)
  const reservations = useReservations(customerId)
  const notices = useNotifications(customerId)
  const schedules = useSchedules()
  const isKnown = !areComing(notices, schedules)
  const sorted = isKnown
    ? reservations.data?.toSorted((a, b) => Number(ended.includes(a.status)) - Number(ended.includes(b.status)))
    : undefined
  return (
    <ShopFrame system={shop.system} title={say('myPage')} back={shop.home}>
      {settings.access === 'open' && (
        <TextField
          label={say('customerNo')}
          inputMode="numeric"
          value={customer}
          onText={setCustomer}
          hint={say('customerHint')}
          error={customerId === undefined ? say('customerWrong') : undefined}
        />
      )}
      <MileageLink customerId={customerId} />
      {reservations.error && !sorted ? (
        <Failure error={reservations.error} onRetry={() => void reservations.refetch()} />
      ) : sorted === undefined ? (
        customerId !== undefined && <Skeleton rows={3} height={84} />
      ) : sorted.length === 0 ? (
        <Empty icon="ticket" title={say('noTrips')}>
          <p className="q">{say('noTripsText')}</p>
          <LinkButton to={shop.home}>{say('seeFlights')}</LinkButton>
        </Empty>
      ) : (
        <ul className="col slips" aria-label={say('upcoming')}>
          {sorted.map(reservation => (
            <li key={reservation.id}>
              <TripSlip reservation={reservation} />
            </li>
          ))}
        </ul>
      )}
      {sorted && notices.data && notices.data.length > 0 && <Messages messages={notices.data.slice(0, few)} />}
    </ShopFrame>
  )
}
