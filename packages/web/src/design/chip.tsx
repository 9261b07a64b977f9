import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

export type Tone = 'waiting' | 'working' | 'done' | 'ended' | 'trouble'
interface ChipProps {
  readonly tone: Tone
  readonly icon: IconName
  readonly bare?: boolean
  readonly children: ReactNode
}
/** A state: always a word, a drawing and a color. */
export const Chip = ({ tone, icon, bare, children }: ChipProps) => (
  <span className={`st ${tone} ${bare ? 'bare' : ''}`}>
    <Icon name={icon} />
    {children}
  </span>
)
