import { Fragment, type ReactNode } from 'react'
import { Icon } from '../design/icon.tsx'
import type { IconName } from '../design/icons.ts'

/** What does not fit is a dotted strip with its number. */
export interface Later {
  readonly id: number
  readonly number: number
  readonly text: string
}
export interface Column<T> {
  readonly state: string
  readonly tone: 'waiting' | 'working' | 'done'
  readonly icon: IconName
  readonly title: string
  /** Said when nothing is in it. */
  readonly none: string
  /** How many wait in it; left out: all that are shown. */
  readonly count?: number
  readonly double?: boolean
  /** How many whole tickets fit. */
  readonly fits: number
  /** Its tickets, the oldest first. */
  readonly tickets: readonly T[]
}
interface ColumnsProps<T> {
  readonly columns: readonly Column<T>[]
  readonly ticket: (one: T) => ReactNode
  readonly later: (one: T) => Later
}
/** The states of a wall side by side. */
export const Columns = <T extends { readonly id: number }>({ columns, ticket, later }: ColumnsProps<T>) =>
  columns.map(({ state, tone, icon, title, none, fits, tickets, count = tickets.length, double }) => (
    <section key={state} className="wcol" aria-label={title}>
      <h2 className={`ink-${tone}`}>
        <Icon name={icon} />
        {title}
        <span className="n">{count}</span>
      </h2>
      {count === 0 && <p className="lt none q">{none}</p>}
      <div className={`tickets ${double ? 'w2' : ''}`}>
        {tickets.slice(0, fits).map(one => (
          <Fragment key={one.id}>{ticket(one)}</Fragment>
        ))}
      </div>
      {tickets.length > fits && (
        <div className={`later ${double ? 'w2' : ''}`}>
          {tickets
            .slice(fits)
            .map(later)
            .map(({ id, number, text }) => (
              <div className="lt" key={id}>
                <b>{number}</b>
                <span>{text}</span>
              </div>
            ))}
        </div>
      )}
    </section>
  ))
