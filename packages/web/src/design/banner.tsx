import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

interface BannerProps {
  readonly tone: 'waiting' | 'trouble' | 'working' | 'done' | 'plain'
  readonly icon: IconName
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly alert?: boolean
}
export const Banner = ({ tone, icon, title, children, alert }: BannerProps) => (
  <div className={`banner ${tone}`} role={alert ? 'alert' : 'status'}>
    <Icon name={icon} />
    <div>
      <b>{title}</b>
      {children}
    </div>
  </div>
)
