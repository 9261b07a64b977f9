import { Icon } from '../../design/icon.tsx'
import { Seat, type SeatState } from '../../design/seat.tsx'
import { useWords } from '../../words/index.ts'
import type { SeatMap } from './queries.ts'
import { flights } from './words.ts'

const letters = ['A', 'B', 'C', 'D', 'E', 'F'] as const
/** Three on each side of the aisle. */
const placeOf = (letter: string) => (letter === 'A' || letter === 'F' ? 'window' : letter === 'B' || letter === 'E' ? 'middle' : 'aisle')
const partsOf = (seat: string) => ({ row: seat.slice(0, -1), letter: seat.slice(-1) })

const Legend = () => {
  const say = useWords(flights)
  return (
    <div className="lg" aria-hidden="true">
      <span>
        <i className="se" />
        {say('free')}
      </span>
      <span>
        <i className="se you" />
        {say('yours')}
      </span>
      <span>
        <i className="se hd">
          <Icon name="clock" size="s" />
        </i>
        {say('held')}
      </span>
      <span>
        <i className="se tk2">
          <Icon name="person" size="s" />
        </i>
        {say('taken')}
      </span>
    </div>
  )
}

interface CabinProps {
  readonly map: SeatMap
  readonly chosen: readonly string[]
  readonly onPick: (seat: string) => void
}
/** The cabin from the front: tap a seat to take it, once more to let it go. */
export const Cabin = ({ map, chosen, onPick }: CabinProps) => {
  const say = useWords(flights)
  const rows = Map.groupBy(map.seats, s => partsOf(s.seat).row)
  const seatOf = (row: string, letter: string) => {
    const found = rows.get(row)?.find(s => partsOf(s.seat).letter === letter)
    if (!found) return <i key={letter} />
    const { seat } = found
    const state: SeatState = found.state === 'free' && chosen.includes(seat) ? 'yours' : found.state
    const label = say('seatLabel', { seat, place: say(placeOf(letter)), state: say(state).toLowerCase() })
    return <Seat key={letter} name={seat} state={state} label={label} onPick={() => onPick(seat)} />
  }
  return (
    <section className="col" aria-label={say('seats')}>
      <Legend />
      <div className="cab" role="group" aria-label={say('seats')}>
        <div className="rw hdr" aria-hidden="true">
          {letters.slice(0, 3).map(l => (
            <i key={l}>{l}</i>
          ))}
          <i />
          {letters.slice(3).map(l => (
            <i key={l}>{l}</i>
          ))}
        </div>
        {[...rows.keys()].map(row => (
          <div className="rw" key={row}>
            {letters.slice(0, 3).map(l => seatOf(row, l))}
            <i aria-hidden="true">{row}</i>
            {letters.slice(3).map(l => seatOf(row, l))}
          </div>
        ))}
      </div>
      <p className="sm qq center">{say('anySeat')}</p>
    </section>
  )
}
