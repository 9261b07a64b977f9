import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

export interface TicketItem {
  readonly count: number
  readonly name: string
  /** What is usual, and what is not: that is marked. */
  readonly usual: readonly string[]
  readonly marked: readonly string[]
}
interface TicketProps {
  readonly number: string
  /** How much of the promised time is used up: 1 is all of it. */
  readonly used: number
  readonly age: string
  readonly due: string
  readonly item: TicketItem
  readonly flag?: { readonly tone: 'bad' | 'ch' | 'ok' | 'un'; readonly icon: IconName; readonly text: string } | undefined
  /** How many of the items are crossed off, and what crosses off one more; left out: they cannot be. */
  readonly crossing?: { readonly done: number; readonly label: string; readonly onCross: () => void } | undefined
  readonly off?: boolean
  readonly fresh?: boolean
  readonly children?: ReactNode
}
/** Late is seen coming: amber from 57 % of the promised time, red from all of it. */
export const urgency = (used: number): 'red' | 'amber' | '' => (used >= 1 ? 'red' : used >= 0.57 ? 'amber' : '')

/** One order as the wall shows it. */
export const Ticket = ({ number, used, age, due, item, flag, crossing, off, fresh, children }: TicketProps) => {
  const tone = off ? '' : urgency(used)
  const shown = crossing && crossing.done > 0 && item.count > 1 ? `${crossing.done}/${item.count}` : String(item.count)
  return (
    <article className={`tk ${tone} ${off ? 'off' : ''} ${fresh ? 'new' : ''}`} aria-label={number}>
      <div className="edge">
        <i style={{ width: `${Math.min(100, Math.max(0, used * 100))}%` }} />
      </div>
      {flag && (
        <div className={`flag ${flag.tone}`} role="status">
          <Icon name={flag.icon} />
          <span>{flag.text}</span>
        </div>
      )}
      <div className="hd">
        <span className="no">{number}</span>
        <div className="age">
          <b>
            {tone === 'red' && <Icon name="warning" />}
            {age}
          </b>
          <span>{due}</span>
        </div>
      </div>
      {crossing ? (
        <button
          type="button"
          className={`it cross ${crossing.done >= item.count ? 'done' : ''}`}
          aria-label={`${shown} ${item.name}, ${crossing.label}`}
          aria-pressed={crossing.done >= item.count}
          onClick={crossing.onCross}
        >
          <span className={`x ${item.count === 1 ? 'one' : ''}`}>{shown}</span> <span>{item.name}</span>
        </button>
      ) : (
        <div className="it">
          <span className={`x ${item.count === 1 ? 'one' : ''}`}>{item.count}</span>
          <span>{item.name}</span>
        </div>
      )}
      {(item.usual.length > 0 || item.marked.length > 0) && (
        <div className="op">
          {item.usual.join(' · ')}
          {item.marked.map((text, i) => (
            <span key={text}>
              {i + item.usual.length > 0 ? ' ' : ''}
              <mark>{text}</mark>
            </span>
          ))}
        </div>
      )}
      {children}
    </article>
  )
}
