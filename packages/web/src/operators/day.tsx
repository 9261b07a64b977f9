import { useMemo } from 'react'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { Chart, type Numbers } from './chart.tsx'
import { dayWords } from './day-words.ts'
import { useTitle } from './names.ts'
import { useDay } from './queries.ts'
import type { Day } from './shapes.ts'

const kinds = ['events', 'waiting', 'parked', 'unknown', 'stopped', 'open'] as const
const whole = 86_400

/** All systems together, sample by sample; null where nobody could tell. */
const together = (lines: readonly { readonly numbers: Numbers }[]): Numbers =>
  (lines[0]?.numbers ?? []).map((_, i) => {
    const known = lines.flatMap(({ numbers }) => numbers[i] ?? [])
    return known.length ? known.reduce((a, b) => a + b, 0) : null
  })

interface KindProps {
  readonly day: Day
  readonly kind: (typeof kinds)[number]
}
const Kind = ({ day, kind }: KindProps) => {
  const say = useWords(dayWords)
  const { number } = useFormat()
  const at = useMemo(() => day.at.map(time => Date.parse(time) / 1000), [day])
  const lines = useMemo(() => day.systems.map(s => ({ name: s.system, numbers: s[kind] })), [day, kind])
  const to = at.at(-1)!
  const all = together(lines)
  const now = all.at(-1)
  const summary = say('now', {
    now: now === null || now === undefined ? say('notKnown') : number(now),
    most: number(Math.max(0, ...all.filter(n => n !== null))),
  })
  return (
    <figure>
      <figcaption>
        <b>{say(kind)}</b> <span className="q sm num">{summary}</span>
      </figcaption>
      <Chart label={`${say(kind)}: ${summary}`} from={to - whole} to={to} at={at} lines={lines} />
    </figure>
  )
}

/** How the last day went: small charts, a line a system. */
export const LastDay = () => {
  const say = useWords(dayWords)
  const title = useTitle()
  const { moment } = useFormat()
  const { data: day } = useDay()
  if (!day) return null
  return (
    <section className="panel day" aria-labelledby="day">
      <div className="head">
        <h2 id="day">{say('day')}</h2>
        <ul className="daykey up sm">
          {day.systems.map(({ system }) => (
            <li key={system} data-system={system}>
              <span className="dot system" />
              {title(system)}
            </li>
          ))}
        </ul>
      </div>
      {day.at.length === 0 ? (
        <p className="q pad">{say('none')}</p>
      ) : (
        <>
          <div className="days">
            {kinds.map(kind => (
              <Kind key={kind} day={day} kind={kind} />
            ))}
          </div>
          <p className="q sm pad">{say('kept', { time: moment(day.at[0]!) })}</p>
        </>
      )}
    </section>
  )
}
