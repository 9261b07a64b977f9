import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

/** `done`: it has happened (solid); `now`: it is happening; `next`: still to come (dotted); `bad`: it went wrong. */
export interface Step {
  readonly state: 'done' | 'now' | 'next' | 'bad'
  readonly icon: IconName
  readonly title: string
  /** When, as it is written; `exact` is shown on hover. */
  readonly time?: string | undefined
  readonly exact?: string | undefined
  readonly more?: ReactNode
}
export const Timeline = ({ steps }: { readonly steps: readonly Step[] }) => (
  <ol className="tl">
    {steps.map(({ state, icon, title, time, exact, more }) => (
      <li key={title} className={state === 'done' ? '' : state} aria-current={state === 'now' ? 'step' : undefined}>
        <span className="bead">
          <Icon name={icon} />
        </span>
        <div className="h">
          <span>{title}</span>
          {time !== undefined && <time title={exact}>{time}</time>}
        </div>
        {more !== undefined && <div className="d">{more}</div>}
      </li>
    ))}
  </ol>
)
