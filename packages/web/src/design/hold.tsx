import type { ReactNode } from 'react'
import { useNow } from '../app/clock.ts'
import { shared } from '../words/shared.ts'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'

interface HoldProps {
  readonly title: ReactNode
  readonly more: ReactNode
  readonly from: number
  readonly until: number
}
/** Those who listen are told at these seconds, and not at every one. */
const told = [60, 30, 10]

/** A place that is kept for somebody, and how long yet. */
export const Hold = ({ title, more, from, until }: HoldProps) => {
  const say = useWords(shared)
  const { timer } = useFormat()
  const now = useNow()
  const left = Math.max(0, until - now)
  const seconds = Math.ceil(left / 1000)
  const last = told.findLast(mark => seconds <= mark)
  return (
    <div className={`card hold ${left < 60_000 ? 'soon' : ''}`}>
      <div className="fx sp base">
        <span className="sb">{title}</span>
        <b className="num left" aria-hidden="true">
          {timer(left)}
        </b>
      </div>
      <div className="track">
        <i style={{ width: `${Math.min(100, (100 * left) / Math.max(1, until - from))}%` }} />
      </div>
      <p className="sm q">{more}</p>
      <span className="vh" role="status">
        {last === undefined ? '' : say('left', { count: last })}
      </span>
    </div>
  )
}
