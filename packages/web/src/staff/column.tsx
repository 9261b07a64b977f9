import type { ReactNode } from 'react'
import { Icon } from '../design/icon.tsx'
import type { IconName } from '../design/icons.ts'

interface ColumnProps {
  readonly tone: 'waiting' | 'working' | 'done'
  readonly icon: IconName
  readonly title: string
  /** Said when nothing is in it. */
  readonly none: string
  readonly count: number
  readonly double?: boolean
  /** What does not fit: a dotted strip each. */
  readonly later: readonly { readonly id: number; readonly number: number; readonly text: string }[]
  readonly children: ReactNode
}
/** One state of a wall, its tickets the oldest first. */
export const Column = ({ tone, icon, title, none, count, double, later, children }: ColumnProps) => (
  <section className="wcol" aria-label={title}>
    <h2 className={`ink-${tone}`}>
      <Icon name={icon} />
      {title}
      <span className="n">{count}</span>
    </h2>
    {count === 0 && <p className="lt none q">{none}</p>}
    <div className={`tickets ${double ? 'w2' : ''}`}>{children}</div>
    {later.length > 0 && (
      <div className={`later ${double ? 'w2' : ''}`}>
        {later.map(({ id, number, text }) => (
          <div className="lt" key={id}>
            <b>{number}</b>
            <span>{text}</span>
          </div>
        ))}
      </div>
    )}
  </section>
)
