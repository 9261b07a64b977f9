import { Chip, type Tone } from '../../design/chip.tsx'
import type { IconName } from '../../design/icons.ts'
import { Note, type NoteKind } from '../../design/note.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import type { Reservation, Schedule } from './queries.ts'
import { useAirport } from './airports.ts'
import { flights } from './words.ts'

const phases = {
  AwaitingPayment: { note: 'order', tone: 'waiting', icon: 'clock' },
  Reserved: { note: 'order', tone: 'done', icon: 'ticket' },
  Cancelled: { note: 'ended', tone: 'ended', icon: 'undo' },
  Flown: { note: 'ended', tone: 'ended', icon: 'check' },
} as const satisfies { [phase: string]: { note: NoteKind; tone: Tone; icon: IconName } }
export type Phase = keyof typeof phases
export const phaseOf = (status: string): Phase => (status in phases ? (status as Phase) : 'AwaitingPayment')
export const noteOf = (status: string): NoteKind => phases[phaseOf(status)].note

/** From where to where, as people say it. */
export const useRoute = (): ((flight: Schedule | undefined) => string) => {
  const say = useWords(flights)
  const nameOf = useAirport()
  return flight => (flight ? say('route', { from: nameOf(flight.departure), to: nameOf(flight.arrival) }) : '')
}

interface NoteProps {
  readonly reservation: Reservation
  readonly flight: Schedule | undefined
  readonly isBack: boolean
}
/** The reservation itself: its number, its flight, and who sits where. */
export const ReservationNote = ({ reservation, flight, isBack }: NoteProps) => {
  const say = useWords(flights)
  const { money, day, clock } = useFormat()
  const route = useRoute()(flight)
  const { status, passengers, fare, mileageToUse, refund, reason } = reservation
  const phase = phaseOf(status)
  const { note, tone, icon } = phases[phase]
  const at = reservation.departureTime ?? flight?.departureTime ?? 0
  const sum = money(refund ?? 0)
  const back = refund === 0 ? say('nothingBack') : say(isBack ? 'gotBack' : 'givingBack', { sum })
  return (
    <Note kind={note} taped live className="big">
      <div className="fx sp top">
        <div>
          <p className="q sb">{say('number')}</p>
          <p className="bignum">{reservation.id}</p>
        </div>
        <Chip tone={tone} icon={icon}>
          {say(phase)}
        </Chip>
      </div>
      <div className="lead">
        <h1>{phase === 'Cancelled' ? back : route}</h1>
        {phase === 'Cancelled' && reason === 'flight-cancelled' && <p className="q">{say('byAirline')}</p>}
        <p className="q">
          {phase === 'Cancelled' && `${route} · `}
          {say('departs', { at: `${day(at)} ${clock(at)}` })}
        </p>
      </div>
      <hr className="rule" />
      <ul>
        {passengers.map(({ name, seat }, i) => (
          <li key={seat ?? i} className="fx sp base">
            <span className="sb">{name ?? say('passenger', { place: i + 1 })}</span>
            <b className="num">{seat}</b>
          </li>
        ))}
      </ul>
      <hr className="rule" />
      <div className="fx sp base">
        <span className="sb">{say('peopleCount', { count: reservation.peopleNo })}</span>
        <b className="num">{money((fare ?? 0) - mileageToUse)}</b>
      </div>
    </Note>
  )
}
