import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

export interface MoneyLine {
  readonly icon: IconName
  readonly title: ReactNode
  readonly more: ReactNode
}
/** What it means for somebody's money: first in every refusal. */
export const MoneyList = ({ lines }: { readonly lines: readonly MoneyLine[] }) => (
  <ul className="card moneyc list">
    {lines.map(({ icon, title, more }) => (
      <li className="money" key={icon}>
        <span className="k">
          <Icon name={icon} size="s" />
        </span>
        <div>
          <b>{title}</b>
          <span className="q sm">{more}</span>
        </div>
      </li>
    ))}
  </ul>
)
