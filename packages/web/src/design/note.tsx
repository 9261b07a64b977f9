import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

export type NoteKind = 'order' | 'view' | 'ended' | 'trouble' | 'paper' | 'blue' | 'event' | 'ext'
interface NoteProps {
  readonly kind?: NoteKind
  readonly small?: boolean
  /** Taped to the page: the order itself. */
  readonly taped?: boolean
  /** Told to those who listen when it changes. */
  readonly live?: boolean
  readonly className?: string
  readonly children: ReactNode
}
/** A sticky note. Its folded corner belongs to an order, or to a promise made to this person, and to nothing else. */
export const Note = ({ kind = 'order', small, taped, live, className = '', children }: NoteProps) => (
  <div className={`note ${kind === 'order' ? '' : kind} ${small ? 'small' : ''} ${className}`} {...(live ? { role: 'status' } : {})}>
    {taped && <span className="tape" />}
    {children}
  </div>
)
/** The dotted place of a note that is not there yet. */
export const Ghost = ({ children }: { readonly children: ReactNode }) => <div className="ghost">{children}</div>
/** A small note with a sign: how something ended. */
export const Seal = ({ kind, icon }: { readonly kind: NoteKind; readonly icon: IconName }) => (
  <div className={`seal note ${kind === 'order' ? '' : kind}`} aria-hidden="true">
    <Icon name={icon} size="l" />
  </div>
)
