import { type KeyboardEvent, useId, useRef, useState } from 'react'
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

/** Where an arrow leads from a seat: to the next that may be taken, in its row and on, or before and behind it. */
const nextOf = (seats: readonly string[], from: string, key: string): string | undefined => {
  const isAlong = key === 'ArrowLeft' || key === 'ArrowRight'
  const line = isAlong ? seats : seats.filter(s => partsOf(s).letter === partsOf(from).letter)
  const steps = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 } as { readonly [key: string]: number | undefined }
  const step = steps[key]
  if (key === 'Home') return seats[0]
  if (key === 'End') return seats.at(-1)
  return step === undefined ? undefined : line[line.indexOf(from) + step]
}

interface CabinProps {
  readonly map: SeatMap
  readonly chosen: readonly string[]
  readonly onPick: (seat: string) => void
}
/** The cabin from the front: tap a seat to take it, once more to let it go. */
export const Cabin = ({ map, chosen, onPick }: CabinProps) => {
  const say = useWords(flights)
  const hint = useId()
  const cabin = useRef<HTMLDivElement>(null)
  const [last, setLast] = useState('')
  const open = map.seats.filter(s => s.state === 'free').map(s => s.seat)
  // the key of places comes here once, not to each of two hundred seats
  const stop = open.includes(last) ? last : (open.find(seat => chosen.includes(seat)) ?? open[0])
  const go = (e: KeyboardEvent): void => {
    const next = stop === undefined ? undefined : nextOf(open, stop, e.key)
    if (next === undefined) return
    e.preventDefault()
    cabin.current?.querySelector<HTMLElement>(`[data-seat="${CSS.escape(next)}"]`)?.focus()
  }
  const rows = Map.groupBy(map.seats, s => partsOf(s.seat).row)
  const seatOf = (row: string, letter: string) => {
    const found = rows.get(row)?.find(s => partsOf(s.seat).letter === letter)
    if (!found) return <i key={letter} />
    const { seat } = found
    const state: SeatState = found.state === 'free' && chosen.includes(seat) ? 'yours' : found.state
    const label = say('seatLabel', { seat, place: say(placeOf(letter)), state: say(state).toLowerCase() })
    return (
      <Seat
        key={letter}
        name={seat}
        state={state}
        label={label}
        onPick={() => onPick(seat)}
        isStop={seat === stop}
        onFocus={() => setLast(seat)}
      />
    )
  }
  return (
    <section className="col" aria-label={say('seats')}>
      <Legend />
      <p className="vh" id={hint}>
        {say('seatKeys')}
      </p>
      <div className="cab" role="group" aria-label={say('seats')} aria-describedby={hint} ref={cabin} onKeyDown={go}>
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
